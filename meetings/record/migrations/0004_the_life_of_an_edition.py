"""Who ordered a correction, and the one audited door through which words may leave an edition."""

import django.db.models.deletion
from django.db import migrations, models

# What a redaction may change: the text, and the columns that repeat parts of it, to what the text itself then says.
FORWARDS = """
CREATE OR REPLACE FUNCTION record_edition_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    let_through text;
    told jsonb;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        SELECT digest INTO let_through FROM record_redaction WHERE edition_id = OLD.place ORDER BY id DESC LIMIT 1;
        IF let_through = encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex')
            AND to_jsonb(NEW) - ARRAY['text', 'reason', 'ordered_by']
              = to_jsonb(OLD) - ARRAY['text', 'reason', 'ordered_by']
        THEN
            told := NEW.text::jsonb -> 'edition';
            IF NEW.reason = told ->> 'reason' AND NEW.ordered_by = coalesce(told ->> 'ordered_by', '') THEN
                RETURN NEW;
            END IF;
        END IF;
    END IF;
    RAISE EXCEPTION 'Editions are append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION record_redaction_is_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM 1 FROM record_edition teller JOIN record_edition told USING (address)
            WHERE teller.place = NEW.made_in_id AND told.place = NEW.edition_id AND told.place < teller.place
              AND teller.kind = 'redaction' AND teller.redacted ->> NEW.edition_id::text = NEW.digest;
        IF FOUND THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'No edition tells of this redaction' USING ERRCODE = 'restrict_violation';
    END IF;
    RAISE EXCEPTION 'Redactions are append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER redaction_append_only BEFORE INSERT OR UPDATE OR DELETE ON record_redaction
    FOR EACH ROW EXECUTE FUNCTION record_redaction_is_told();
CREATE TRIGGER redaction_no_truncate BEFORE TRUNCATE ON record_redaction
    FOR EACH STATEMENT EXECUTE FUNCTION record_redaction_is_told();
"""
BACKWARDS = """
DROP TRIGGER redaction_no_truncate ON record_redaction;
DROP TRIGGER redaction_append_only ON record_redaction;
DROP FUNCTION record_redaction_is_told();
CREATE OR REPLACE FUNCTION record_edition_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Editions are append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0003_append_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="is_clerical_error",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="edition",
            name="ordered_by",
            field=models.TextField(blank=True, help_text="The resolution that ordered a correction, in words."),
        ),
        migrations.AddField(
            model_name="edition",
            name="redacted",
            field=models.JSONField(default=dict),
        ),
        migrations.AlterField(
            model_name="edition",
            name="kind",
            field=models.CharField(
                choices=[
                    ("agenda", "Agenda published"),
                    ("minutes", "Minutes published"),
                    ("confirmation", "Confirmed as a correct record"),
                    ("correction", "Corrected"),
                    ("cancellation", "Cancelled"),
                    ("withdrawal", "Withdrawn"),
                    ("redaction", "Personal data removed"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="publishedmeeting",
            name="state",
            field=models.CharField(
                choices=[
                    ("agenda", "Minutes not yet published"),
                    ("draft", "Draft minutes, not yet confirmed"),
                    ("confirmed", "Confirmed as a correct record"),
                    ("withdrawn", "Minutes withdrawn"),
                    ("agenda-withdrawn", "Agenda withdrawn"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="Redaction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(help_text="SHA-256 of the text without the words.", max_length=64)),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redactions",
                        to="record.edition",
                    ),
                ),
                (
                    "made_in",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redactions_made",
                        to="record.edition",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "made_in"), name="one_redaction_of_an_edition_each")
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
