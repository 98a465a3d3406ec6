"""A name for the state of the record, and triggers that give a new one with every change of any of its tables."""

from django.db import migrations, models

# Once a transaction is enough, and a row written as it was is no change. `record_is_watched` is for the migrations of
# later tables; tests/record/test_state.py finds a table that was forgotten.
FORWARDS = """
CREATE FUNCTION record_state_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    this_transaction text := pg_current_xact_id()::text;
BEGIN
    IF current_setting('minute_book.changed_in', true) IS DISTINCT FROM this_transaction THEN
        INSERT INTO record_recordstate (id, name) VALUES (1, gen_random_uuid())
            ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name;
        PERFORM set_config('minute_book.changed_in', this_transaction, true);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION record_is_watched(watched regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER state_of_record AFTER INSERT OR DELETE ON %s
        FOR EACH ROW EXECUTE FUNCTION record_state_changes()', watched);
    EXECUTE format('CREATE TRIGGER state_of_record_update AFTER UPDATE ON %s
        FOR EACH ROW WHEN (OLD IS DISTINCT FROM NEW) EXECUTE FUNCTION record_state_changes()', watched);
    EXECUTE format('CREATE TRIGGER state_of_record_truncate AFTER TRUNCATE ON %s
        FOR EACH STATEMENT EXECUTE FUNCTION record_state_changes()', watched);
END $$;

SELECT record_is_watched(oid) FROM pg_class
    WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
    AND relname LIKE 'record\\_%' AND relname <> 'record_recordstate';
INSERT INTO record_recordstate (id, name) VALUES (1, gen_random_uuid());
"""
BACKWARDS = """
DROP FUNCTION record_state_changes() CASCADE;
DROP FUNCTION record_is_watched(regclass);
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0008_synonyms_and_references")]
    operations = [
        migrations.CreateModel(
            name="RecordState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.UUIDField()),
            ],
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
