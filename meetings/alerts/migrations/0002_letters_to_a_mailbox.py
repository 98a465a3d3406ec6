"""At most five letters a day to one mailbox, whatever its address says after a “+”: reader+1@… is reader@….

Not covered are the other ways in which one mailbox has many addresses: dots that some providers leave out
(re.ader@gmail.com), other marks than “+”, and domains that send every address to one person. To take two such addresses
for one would be wrong at other providers; the three hundred sign-ups an hour bound what can be sent to them.
"""

from django.db import migrations

# As in 0001, but for the mailbox that is counted. The thing is followed by the address as typed.
FORWARDS = r"""
CREATE OR REPLACE FUNCTION alerts_ask(asked_address text, asked_thing text, weekly boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    mailbox text := regexp_replace(lower(asked_address), '\+[^@]*@', '@');
    yours uuid;
BEGIN
    -- One at a time for a mailbox, so that no two count what the other is about to add.
    PERFORM pg_advisory_xact_lock(hashtextextended(mailbox, 1634493810));
    IF (SELECT count(*) FROM alerts_following
        WHERE confirmed_at IS NULL AND asked_at > now() - interval '1 hour') >= 300 THEN
        RETURN FALSE;
    END IF;
    IF (SELECT count(*) FROM alerts_following
        WHERE asked_at > now() - interval '1 day'
            AND regexp_replace(lower(address), '\+[^@]*@', '@') = mailbox) >= 5 THEN
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
"""


class Migration(migrations.Migration):
    dependencies = [("alerts", "0001_initial")]
    # The table is the same: the code before this migration can ask the stricter function, and 0001 drops it by name.
    operations = [migrations.RunSQL(FORWARDS, migrations.RunSQL.noop)]
