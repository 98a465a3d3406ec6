"""How texts become words that can be searched for, said once, in the database: entries and questions share it."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

# Names, and Welsh, have no English endings to lose and no English words to leave out.
AS_WRITTEN = [
    "CREATE TEXT SEARCH CONFIGURATION minute_book_as_written (COPY = simple)",
    "ALTER TEXT SEARCH CONFIGURATION minute_book_as_written "
    "ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple",
]

# The commonest small words of each language that the other has not. Only councils in Wales are asked.
IS_WELSH = """
CREATE FUNCTION minute_book_is_welsh(line text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT count(*) FILTER (WHERE word IN ('y', 'yr', 'yn', 'ym', 'ar', 'gan', 'gyda', 'wedi', 'bod', 'fod', 'mae',
               'sydd', 'oedd', 'ei', 'eu', 'â', 'ac', 'hwn', 'hon', 'bydd', 'byddai', 'gael', 'nad', 'nid', 'neu'))
         > count(*) FILTER (WHERE word IN ('the', 'of', 'to', 'and', 'in', 'that', 'for', 'is', 'was', 'be', 'been',
               'with', 'by', 'on', 'at', 'from', 'it', 'were', 'are', 'had', 'has', 'would', 'which'))
    FROM regexp_split_to_table(lower(line), '[^[:alpha:]]+') word
$$
"""
BILINGUAL = """
CREATE FUNCTION minute_book_bilingual_vector(told text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsvector('minute_book', coalesce(string_agg(line, E'\\n') FILTER (WHERE NOT is_welsh), ''))
        || to_tsvector('minute_book_as_written', coalesce(string_agg(line, E'\\n') FILTER (WHERE is_welsh), ''))
    FROM (SELECT line, minute_book_is_welsh(line) AS is_welsh FROM regexp_split_to_table(told, E'\\n') line) lines
$$
"""
VECTOR = """
CREATE FUNCTION minute_book_vector(told text, nation text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE nation WHEN 'wales' THEN minute_book_bilingual_vector(told) ELSE to_tsvector('minute_book', told) END
$$
"""
# What is asked for: the words together, by their English stems or as written; nothing where all are as common as “the”.
QUERY = """
CREATE FUNCTION minute_book_query(words text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN numnode(stems) = 0 OR stems = as_written THEN stems
        ELSE stems || as_written
    END FROM (
        SELECT phraseto_tsquery('minute_book', words) AS stems,
               phraseto_tsquery('minute_book_as_written', words) AS as_written
    ) both_ways
$$
"""
# Everyone named in an item: who addressed the meeting, declared an interest, moved, seconded or voted.
NAMES = """
CREATE FUNCTION record_names_in(content jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(DISTINCT name #>> '{}', E'\\n'), '') FROM (
        SELECT jsonb_path_query(content, '$.speakers[*].name')
        UNION ALL SELECT jsonb_path_query(content, '$.declarations[*].name')
        UNION ALL SELECT jsonb_path_query(content, '$.resolutions[*].mover.name')
        UNION ALL SELECT jsonb_path_query(content, '$.resolutions[*].seconder.name')
        UNION ALL SELECT jsonb_path_query(content, '$.resolutions[*].named_votes[*].name')
    ) named (name)
$$
"""
# The entries of the meetings at these addresses, of all where none are given: what record_searchentry is to hold.
ENTRIES = """
CREATE FUNCTION record_entries_of(addresses text[]) RETURNS TABLE (
    item_id bigint, document_id bigint, committee_id varchar, year integer,
    kind varchar, outcome varchar, is_procedural boolean, has_open_actions boolean,
    held_on date, is_sampled boolean, heading tsvector, words tsvector
) LANGUAGE sql STABLE AS $$
    SELECT item.id, NULL::bigint, meeting.committee_id,
        extract(year FROM meeting.held_on)::integer - (extract(month FROM meeting.held_on) < 5)::integer,
        'item', item.outcome, item.is_procedural,
        EXISTS (SELECT FROM record_publishedaction action
                WHERE action.item_id = item.id AND action.completed_on IS NULL),
        meeting.held_on,
        get_byte(sha256(convert_to(item.meeting_id || '/' || item.slug, 'UTF8')), 0) < 16,
        setweight(minute_book_vector(item.title, council.nation), 'A')
            || setweight(minute_book_vector(item.resolutions_text, council.nation), 'B'),
        setweight(minute_book_vector(item.title, council.nation), 'A')
            || setweight(minute_book_vector(item.resolutions_text, council.nation), 'B')
            || setweight(minute_book_vector(item.minute_text, council.nation), 'C')
            || setweight(to_tsvector('minute_book_as_written', record_names_in(item.content)), 'C')
            || array_to_tsvector(ARRAY(
                SELECT '@' || person_id FROM record_publishedattendance
                WHERE meeting_id = item.meeting_id AND person_id IS NOT NULL AND attendance IN ('present', 'remote')
                UNION SELECT '@' || person_id FROM record_publishedappearance WHERE item_id = item.id))
    FROM record_publisheditem item
    JOIN record_publishedmeeting meeting ON meeting.address = item.meeting_id
    JOIN record_publishedcommittee committee ON committee.slug = meeting.committee_id
    JOIN record_publishedcouncil council ON council.slug = committee.council_id
    WHERE addresses IS NULL OR item.meeting_id = ANY (addresses)
$$
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0004_the_life_of_an_edition")]
    operations = [
        TrigramExtension(),
        migrations.RunSQL(AS_WRITTEN, ["DROP TEXT SEARCH CONFIGURATION minute_book_as_written"]),
        migrations.RunSQL(IS_WELSH, "DROP FUNCTION minute_book_is_welsh"),
        migrations.RunSQL(BILINGUAL, "DROP FUNCTION minute_book_bilingual_vector"),
        migrations.RunSQL(VECTOR, "DROP FUNCTION minute_book_vector"),
        migrations.RunSQL(QUERY, "DROP FUNCTION minute_book_query"),
        migrations.RunSQL(NAMES, "DROP FUNCTION record_names_in"),
        # Its tables are there, and it names nothing that the next migrations make.
        migrations.RunSQL(ENTRIES, "DROP FUNCTION record_entries_of"),
    ]
