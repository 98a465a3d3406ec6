"""Words become a query several times in each question: where they do as a procedure, each time costs a quarter."""

import importlib

from django.db import migrations

before = importlib.import_module("meetings.record.migrations.0021_words_joined_by_strokes")

QUERY = """
CREATE OR REPLACE FUNCTION minute_book_query(words text) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    apart text := CASE WHEN words ~ '^(19|20)[0-9]{2}[-/–][0-9]{2}$' THEN translate(words, '-–', '//')
        ELSE minute_book_apart(words) END;
    stems tsquery := phraseto_tsquery('minute_book', apart);
    as_written tsquery := phraseto_tsquery('minute_book_as_written', apart);
BEGIN
    RETURN CASE WHEN numnode(stems) = 0 OR stems = as_written THEN stems ELSE stems || as_written END;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0024_counts_that_change_in_place")]

    operations = [migrations.RunSQL(QUERY, before.QUERY)]
