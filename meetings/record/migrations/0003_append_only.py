"""The database itself refuses to change or remove an edition."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION record_edition_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Editions are append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER edition_append_only BEFORE UPDATE OR DELETE ON record_edition
    FOR EACH ROW EXECUTE FUNCTION record_edition_is_append_only();
CREATE TRIGGER edition_no_truncate BEFORE TRUNCATE ON record_edition
    FOR EACH STATEMENT EXECUTE FUNCTION record_edition_is_append_only();
"""
BACKWARDS = """
DROP TRIGGER edition_no_truncate ON record_edition;
DROP TRIGGER edition_append_only ON record_edition;
DROP FUNCTION record_edition_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0002_initial")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
