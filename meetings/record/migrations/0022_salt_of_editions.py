"""A salt in the text of every new edition, which leaves with the words that a redaction takes out."""

import importlib

from django.db import migrations, models

before = importlib.import_module("meetings.record.migrations.0004_the_life_of_an_edition")

# As in 0004, but for the salt: what a redaction leaves has another, since the digest of the text as it was stays public.
FORWARDS = """
CREATE OR REPLACE FUNCTION record_edition_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    let_through text;
    told jsonb;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        SELECT digest INTO let_through FROM record_redaction WHERE edition_id = OLD.place ORDER BY id DESC LIMIT 1;
        IF let_through = encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex')
            AND to_jsonb(NEW) - ARRAY['text', 'reason', 'ordered_by', 'salt']
              = to_jsonb(OLD) - ARRAY['text', 'reason', 'ordered_by', 'salt']
            AND NEW.salt <> OLD.salt
        THEN
            told := NEW.text::jsonb -> 'edition';
            IF NEW.reason = told ->> 'reason' AND NEW.ordered_by = coalesce(told ->> 'ordered_by', '')
                AND NEW.salt = told ->> 'salt'
            THEN
                RETURN NEW;
            END IF;
        END IF;
    END IF;
    RAISE EXCEPTION 'Editions are append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
"""
# The first of the functions of 0004.
BACKWARDS = before.FORWARDS.partition("\n\nCREATE FUNCTION")[0]


class Migration(migrations.Migration):
    dependencies = [("record", "0021_words_joined_by_strokes")]
    operations = [
        migrations.AddField(
            model_name="edition",
            name="salt",
            field=models.CharField(blank=True, max_length=32, default=""),
            preserve_default=False,
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
