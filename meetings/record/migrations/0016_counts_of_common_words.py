"""In how many entries of each committee, year and stamp the commonest words stand, kept right by triggers."""

from django.db import migrations, models

# Common is a word of a thousand entries and of one in sixty-four, as the sample (one entry in sixteen) tells. Those of
# figures and marks are left out: nobody looks for them alone.
COMMON = """
CREATE FUNCTION record_common_words() RETURNS SETOF text LANGUAGE sql STABLE AS $$
    SELECT word FROM ts_stat('SELECT words FROM record_searchentry WHERE is_sampled')
    WHERE word ~ '^[[:alpha:]]{1,100}$'
    AND ndoc >= (SELECT greatest(1000, count(*) / 64) FROM record_searchentry) / 16
$$
"""
# The four facets of one entry: all, its committee, its year, its stamp.
FACETS = """(VALUES ('', ''), ('committee', committee_id), ('year', year::text), ('stamp', stamp_id::text))
    facets (facet, value)"""
COUNTED = """
CREATE FUNCTION record_counts_of_common_words()
RETURNS TABLE (word varchar, facet varchar, value varchar, entries integer, procedural integer)
LANGUAGE sql STABLE AS $$
    SELECT common.word,
        CASE WHEN committee_id IS NOT NULL THEN 'committee' WHEN year IS NOT NULL THEN 'year'
            WHEN stamp_id IS NOT NULL THEN 'stamp' ELSE '' END,
        coalesce(committee_id, year::text, stamp_id::text, ''),
        sum(found.entries)::integer, coalesce(sum(found.entries) FILTER (WHERE is_procedural), 0)::integer
    FROM (SELECT DISTINCT word FROM record_searchcount) common
    CROSS JOIN LATERAL (
        SELECT volume_id, stamp_id, count(*) AS entries FROM record_searchentry
        WHERE words @@ quote_literal(common.word)::tsquery GROUP BY volume_id, stamp_id
    ) found
    JOIN record_searchvolume volume ON volume.id = volume_id
    JOIN record_searchstamp stamp ON stamp.id = stamp_id
    GROUP BY GROUPING SETS (
        (common.word), (common.word, committee_id), (common.word, year), (common.word, stamp_id)
    )
$$
"""
COUNT = """
CREATE FUNCTION record_count_words(words text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM record_searchcount;
    INSERT INTO record_searchcount SELECT word, '', '', 0, 0 FROM unnest(words) word;
    INSERT INTO record_searchcount SELECT * FROM record_counts_of_common_words()
        ON CONFLICT (word, facet, value) DO UPDATE
        SET (entries, procedural) = (excluded.entries, excluded.procedural);
END $$
"""
# What was there before counts less one, what is there now one more. Where nothing was written nothing is changed: the
# state of the record would have a new name.
CHANGED = f"""
CREATE FUNCTION record_entries_were_%(name)s() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM record_searchcount) AND EXISTS (SELECT FROM %(given)s) THEN
        INSERT INTO record_searchcount AS known (word, facet, value, entries, procedural)
        SELECT word, facet, value, sum(change), coalesce(sum(change) FILTER (WHERE is_procedural), 0)
        FROM (%(changes)s) changes
        CROSS JOIN LATERAL unnest(tsvector_to_array(words)) word
        JOIN record_searchvolume volume ON volume.id = volume_id
        JOIN record_searchstamp stamp ON stamp.id = stamp_id
        CROSS JOIN LATERAL {FACETS}
        WHERE word IN (SELECT common.word FROM record_searchcount common WHERE common.facet = '')
        GROUP BY word, facet, value
        HAVING sum(change) <> 0 OR coalesce(sum(change) FILTER (WHERE is_procedural), 0) <> 0
        ORDER BY word, facet, value
        ON CONFLICT (word, facet, value) DO UPDATE SET (entries, procedural) =
            (known.entries + excluded.entries, known.procedural + excluded.procedural);
    END IF;
    RETURN NULL;
END $$
"""
TRIGGER = """
CREATE TRIGGER entries_were_%(name)s AFTER %(event)s ON record_searchentry REFERENCING %(tables)s
    FOR EACH STATEMENT EXECUTE FUNCTION record_entries_were_%(name)s()
"""
ONE_MORE, ONE_LESS = "SELECT *, 1 AS change FROM added", "SELECT *, -1 AS change FROM gone"
EVENTS = [
    {"name": "added", "event": "INSERT", "given": "added", "changes": ONE_MORE, "tables": "NEW TABLE AS added"},
    {"name": "taken_out", "event": "DELETE", "given": "gone", "changes": ONE_LESS, "tables": "OLD TABLE AS gone"},
    {
        "name": "changed",
        "event": "UPDATE",
        "given": "added",
        "changes": f"{ONE_MORE} UNION ALL {ONE_LESS}",
        "tables": "OLD TABLE AS gone NEW TABLE AS added",
    },
]
# As record_is_watched has it (migration 0009), but once a statement: the counts change by the hundred.
WATCH = [
    f"CREATE TRIGGER state_of_record{name} AFTER {events} ON record_searchcount "
    "FOR EACH STATEMENT EXECUTE FUNCTION record_state_changes()"
    for name, events in [("", "INSERT OR DELETE"), ("_update", "UPDATE"), ("_truncate", "TRUNCATE")]
]
FORWARDS = [
    COMMON,
    COUNTED,
    COUNT,
    *WATCH,
    "SELECT record_count_words(ARRAY(SELECT record_common_words()))",
    *(statement % event for event in EVENTS for statement in (CHANGED, TRIGGER)),
]
BACKWARDS = [
    *(f"DROP FUNCTION record_entries_were_{event['name']}() CASCADE" for event in EVENTS),
    "DROP FUNCTION record_count_words(text[]), record_counts_of_common_words(), record_common_words()",
]


class Migration(migrations.Migration):
    dependencies = [("record", "0015_notices_of_the_council")]

    operations = [
        migrations.CreateModel(
            name="SearchCount",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "word", "facet", "value", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("word", models.CharField(max_length=100)),
                ("facet", models.CharField(help_text="committee, year, stamp, or empty.", max_length=10)),
                ("value", models.CharField(blank=True, max_length=100)),
                ("entries", models.IntegerField()),
                ("procedural", models.IntegerField(help_text="How many of them are of procedure.")),
            ],
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
