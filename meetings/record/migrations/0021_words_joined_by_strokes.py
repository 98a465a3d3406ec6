"""Words that a stroke, a hyphen or a full stop joins are found apart, and municipal years however they are written.

Reasons for decisions and what was declared are searched too, and no phrase goes over the end of a title. What search
looks into is computed anew by `rebuild_record --search`: until then entries hold the words as before.
"""

import importlib

from django.db import migrations

before = importlib.import_module("meetings.record.migrations.0005_words_of_search")
of_papers_before = importlib.import_module("meetings.record.migrations.0013_words_of_papers")

# The parser takes health/social for the name of a file, agreed.Plan for that of a machine and COVID-19 for a word and
# a number below nought. References (78/21, 21/00512/FUL) stay whole. A municipal year is kept as 2021/22 however it is
# written, behind the calendar year that it begins in: so 2021 finds it, in a phrase too.
APART = r"""
CREATE FUNCTION minute_book_apart(told text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(regexp_replace(regexp_replace(regexp_replace(told,
        '(?<![[:alnum:]/])((?:19|20)[0-9]{2})[-/–]([0-9]{2})(?![[:alnum:]/–-])', '\1 \1/\2', 'g'),
        '([[:alpha:]])/(?=[[:alpha:]])', '\1 ', 'g'),
        '([[:alnum:]])-(?=[0-9])', '\1 ', 'g'),
        '([[:lower:]])\.(?=[[:upper:]])', '\1. ', 'g')
$$
"""
VECTOR = """
CREATE OR REPLACE FUNCTION minute_book_vector(told text, nation text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE nation WHEN 'wales' THEN minute_book_bilingual_vector(apart) ELSE to_tsvector('minute_book', apart) END
    FROM minute_book_apart(told) apart
$$
"""
# A year alone is asked for as one word, which the index finds without a look at the entry.
QUERY = """
CREATE OR REPLACE FUNCTION minute_book_query(words text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN numnode(stems) = 0 OR stems = as_written THEN stems
        ELSE stems || as_written
    END FROM (
        SELECT phraseto_tsquery('minute_book', apart) AS stems,
               phraseto_tsquery('minute_book_as_written', apart) AS as_written
        FROM (SELECT CASE WHEN words ~ '^(19|20)[0-9]{2}[-/–][0-9]{2}$' THEN translate(words, '-–', '//')
                     ELSE minute_book_apart(words) END AS apart) asked
    ) both_ways
$$
"""
# The words of two texts, with a gap that no phrase goes over.
JOINED = """
CREATE FUNCTION minute_book_joined(one tsvector, other tsvector) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ts_delete(one || '@between:9'::tsvector || other, '@between')
$$
"""
ENTRIES = """
CREATE OR REPLACE FUNCTION record_entries_of(addresses text[]) RETURNS TABLE (
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
        heading,
        minute_book_joined(
            minute_book_joined(heading, setweight(minute_book_vector(item.minute_text, council.nation), 'C')),
            setweight(to_tsvector('minute_book_as_written', record_names_in(item.content)), 'C')
        ) || array_to_tsvector(ARRAY(
                SELECT '@' || person_id FROM record_publishedattendance
                WHERE meeting_id = item.meeting_id AND person_id IS NOT NULL AND attendance IN ('present', 'remote')
                UNION SELECT '@' || person_id FROM record_publishedappearance WHERE item_id = item.id))
    FROM record_publisheditem item
    JOIN record_publishedmeeting meeting ON meeting.address = item.meeting_id
    JOIN record_publishedcommittee committee ON committee.slug = meeting.committee_id
    JOIN record_publishedcouncil council ON council.slug = committee.council_id
    CROSS JOIN LATERAL minute_book_joined(
        setweight(minute_book_vector(item.title, council.nation), 'A'),
        setweight(minute_book_vector(item.resolutions_text, council.nation), 'B')
    ) heading
    WHERE addresses IS NULL OR item.meeting_id = ANY (addresses)
$$
"""
PAPER_ENTRIES = of_papers_before.ENTRIES.replace(
    """setweight(minute_book_vector(document.title, council.nation), 'C')
            || setweight(pages.words, 'D')
""",
    """minute_book_joined(
            setweight(minute_book_vector(document.title, council.nation), 'C'), setweight(pages.words, 'D')
        )
""",
)
# As rows.py computes it, of what is on the record already: words that have been public all the time.
OTHER_WORDS = """
WITH told AS (
    SELECT item.id, string_agg(told.words, E'\\n' ORDER BY of_declaration, entry, place) AS words
    FROM record_publisheditem item
    CROSS JOIN LATERAL (
        SELECT false AS of_declaration, entry, place, resolution.value->>field AS words
        FROM jsonb_array_elements(item.content->'resolutions') WITH ORDINALITY resolution (value, entry)
        CROSS JOIN unnest(ARRAY['reasons', 'options_rejected', 'conflicts', 'dispensation'])
            WITH ORDINALITY fields (field, place)
        UNION ALL
        SELECT true, entry, 1, declaration.value->>'description'
        FROM jsonb_array_elements(item.content->'declarations') WITH ORDINALITY declaration (value, entry)
    ) told
    WHERE told.words <> '' GROUP BY item.id
)
UPDATE record_publisheditem item SET minute_text = concat_ws(E'\\n', nullif(minute_text, ''), told.words)
FROM told WHERE told.id = item.id
"""


def _again(function: str) -> str:
    return function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


class Migration(migrations.Migration):
    dependencies = [("record", "0020_owners_that_are_offices")]

    operations = [
        migrations.RunSQL(APART, "DROP FUNCTION minute_book_apart"),
        migrations.RunSQL(JOINED, "DROP FUNCTION minute_book_joined"),
        migrations.RunSQL(VECTOR, _again(before.VECTOR)),
        migrations.RunSQL(QUERY, _again(before.QUERY)),
        migrations.RunSQL(ENTRIES, _again(before.ENTRIES)),
        migrations.RunSQL(_again(PAPER_ENTRIES), _again(of_papers_before.ENTRIES)),
        migrations.RunSQL(OTHER_WORDS, migrations.RunSQL.noop),
    ]
