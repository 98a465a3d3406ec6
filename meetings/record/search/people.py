"""The facet of people: who was present at the meetings found, or is named in the items, counted where hits are few.

Everyone present at a meeting is a word of each of its entries, so that a search is narrowed to them at no cost; to
count them all, the attendance of every meeting found must be gone through.
"""

# Of more hits than these nobody is counted: the page has a box for a name instead.
FEW = 100
# Whoever is chosen, and those with most hits; for anyone else the page has the box as well.
MOST_LISTED = 20
# Of the hits that were found, whoever is chosen, and of no more than few.
PEOPLE = """(
    WITH hits AS MATERIALIZED (SELECT id FROM {found} LIMIT %(few)s::integer + 1),
    few AS MATERIALIZED (
        SELECT entry.id, entry.item_id, coalesce(item.meeting_id, document.meeting_id) AS meeting_id
        FROM hits JOIN record_searchentry entry USING (id)
        LEFT JOIN record_publisheditem item ON item.id = entry.item_id
        LEFT JOIN record_publisheddocument document ON document.id = entry.document_id
    )
    SELECT json_agg(json_build_array(slug, trim(honorific || ' ' || name), hits)
        ORDER BY is_chosen DESC, hits DESC, sort_name, slug)
    FROM (
        SELECT slug, honorific, name, sort_name, count(*) AS hits, slug = ANY (%(chosen)s::text[]) AS is_chosen FROM (
            SELECT few.id, person_id FROM few JOIN record_publishedattendance USING (meeting_id)
            WHERE attendance IN ('present', 'remote')
            UNION SELECT few.id, person_id FROM few JOIN record_publishedappearance USING (item_id)
        ) there JOIN record_publishedperson ON slug = person_id
        WHERE (SELECT count(*) FROM hits) <= %(few)s::integer
        GROUP BY slug ORDER BY is_chosen DESC, hits DESC, sort_name, slug LIMIT %(most_listed)s::integer
    ) most
)"""
