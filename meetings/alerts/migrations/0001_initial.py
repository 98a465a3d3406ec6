"""What is followed by e-mail, and the functions through which alone public pages reach it."""

import uuid

import django.contrib.postgres.fields
import django.db.models.functions.text
from django.db import migrations, models

# SECURITY DEFINER: they do with the owner's rights what they do and nothing else, whoever calls them. Nobody may by
# default; `make_roles` lets the public role. Their path is pinned, so that no table can stand in for ours.
FORWARDS = """
-- At most five letters a day to one address, one a day about one thing, and three hundred sign-ups an hour in all, so
-- that nobody can be pestered through us. FALSE only for the last: it tells nothing of any address.
CREATE FUNCTION alerts_ask(asked_address text, asked_thing text, weekly boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    yours uuid;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(lower(asked_address), 1634493810));
    IF (SELECT count(*) FROM alerts_following
        WHERE confirmed_at IS NULL AND asked_at > now() - interval '1 hour') >= 300 THEN
        RETURN FALSE;
    END IF;
    IF (SELECT count(*) FROM alerts_following
        WHERE lower(address) = lower(asked_address) AND asked_at > now() - interval '1 day') >= 5 THEN
        RETURN TRUE;
    END IF;
    SELECT yours_key INTO yours FROM alerts_following WHERE lower(address) = lower(asked_address) LIMIT 1;
    INSERT INTO alerts_following AS old (address, thing, is_weekly, asked_at, has_letter_due, confirm_key, stop_key,
        yours_key, told_to, known, refusals)
    VALUES (asked_address, asked_thing, weekly, now(), TRUE, gen_random_uuid(), gen_random_uuid(),
        coalesce(yours, gen_random_uuid()), 0, '{}', 0)
    ON CONFLICT (lower(address), thing) DO UPDATE SET
        asked_at = now(),
        has_letter_due = TRUE,
        -- What is confirmed is changed through a link in a mail alone.
        is_weekly = CASE WHEN old.confirmed_at IS NULL THEN EXCLUDED.is_weekly ELSE old.is_weekly END
        WHERE old.asked_at <= now() - interval '1 day';
    RETURN TRUE;
END $$;

CREATE FUNCTION alerts_look(purpose text, asked_key uuid)
RETURNS TABLE (key uuid, thing text, is_weekly boolean, confirmed_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE purpose WHEN 'yours' THEN stop_key END, thing, is_weekly, confirmed_at FROM alerts_following
    WHERE CASE purpose
        WHEN 'confirm' THEN confirm_key = asked_key
            AND (confirmed_at IS NOT NULL OR asked_at > now() - interval '7 days')
        WHEN 'stop' THEN stop_key = asked_key AND confirmed_at IS NOT NULL
        WHEN 'yours' THEN yours_key = asked_key AND confirmed_at IS NOT NULL
    END ORDER BY id
$$;

-- From here on there is news: what is in the chain already, and in the issue, is not.
CREATE FUNCTION alerts_confirm(asked_key uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE alerts_following SET confirmed_at = now(), looked_at = now(), has_letter_due = FALSE,
        told_to = coalesce((SELECT max(place) FROM record_edition), 0),
        known = ARRAY(SELECT meeting_id || '/item/' || slug FROM record_publisheditem WHERE 'issue:' || issue_id = thing)
    WHERE confirm_key = asked_key AND confirmed_at IS NULL AND asked_at > now() - interval '7 days';
    RETURN EXISTS (SELECT FROM alerts_following WHERE confirm_key = asked_key AND confirmed_at IS NOT NULL);
END $$;

CREATE FUNCTION alerts_change(asked_yours uuid, asked_stop uuid, weekly boolean) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    UPDATE alerts_following SET is_weekly = weekly WHERE yours_key = asked_yours AND stop_key = asked_stop
$$;

CREATE FUNCTION alerts_stop(asked_key uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    DELETE FROM alerts_following WHERE stop_key = asked_key OR yours_key = asked_key
$$;

REVOKE EXECUTE ON FUNCTION alerts_ask, alerts_look, alerts_confirm, alerts_change, alerts_stop FROM PUBLIC;
"""
BACKWARDS = "DROP FUNCTION alerts_ask, alerts_look, alerts_confirm, alerts_change, alerts_stop;"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("record", "0009_state_of_the_record")]
    operations = [
        migrations.CreateModel(
            name="Following",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=254)),
                ("thing", models.CharField(help_text="As meetings.alerts.things writes it.", max_length=1000)),
                ("is_weekly", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField(help_text="When it was last asked for.")),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "has_letter_due",
                    models.BooleanField(default=True, help_text="Whether the letter with the link is still to send."),
                ),
                ("confirm_key", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("stop_key", models.UUIDField(default=uuid.uuid4, unique=True)),
                (
                    "yours_key",
                    models.UUIDField(
                        db_index=True, default=uuid.uuid4, help_text="The same for all that an address follows."
                    ),
                ),
                (
                    "told_to",
                    models.PositiveBigIntegerField(
                        default=0, help_text="The place in the chain up to which it was told."
                    ),
                ),
                (
                    "looked_at",
                    models.DateTimeField(help_text="When it was last looked whether there is news.", null=True),
                ),
                (
                    "known",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=160), default=list
                    ),
                ),
                (
                    "sending_at",
                    models.DateTimeField(
                        help_text="When a mail was handed to the server that has not answered.", null=True
                    ),
                ),
                ("refusals", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("address"),
                        models.F("thing"),
                        name="one_following_of_a_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("address__regex", "^[A-Za-z0-9.!#$%&'*+/_`{|}~^-]+@[A-Za-z0-9.-]+$")),
                        name="following_of_one_address",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
