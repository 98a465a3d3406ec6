"""The one way to the words of an edition for whoever may not read them all: those that no withdrawal followed."""

from django.db import migrations

# SECURITY DEFINER, as the functions of alerts: the public role may read none of the words in the table itself. Nobody
# may call it by default; `make_roles` lets the public role. A function and no view: a condition that a caller adds is
# looked at after it, on what it gave out. The rule is that of `edition_pages.is_open`.
FORWARDS = """
CREATE FUNCTION record_open_editions(asked_address text, asked_numbers integer[]) RETURNS SETOF record_edition
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT edition.* FROM record_edition edition
    WHERE edition.address = asked_address AND edition.number = ANY (asked_numbers)
        AND edition.number >= (
            SELECT coalesce(max(number), 1) FROM record_edition WHERE address = asked_address AND kind = 'withdrawal'
        )
$$;
REVOKE EXECUTE ON FUNCTION record_open_editions FROM PUBLIC;
"""
BACKWARDS = "DROP FUNCTION record_open_editions;"


class Migration(migrations.Migration):
    dependencies = [("record", "0018_people_without_a_page")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
