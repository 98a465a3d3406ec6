"""The facet of people: who was present at the meetings found, or is named in the items, counted where hits are few.

Everyone present at a meeting is a word of each of its entries, so that a search is narrowed to them at no cost; to
count them all, the attendance of every meeting found must be gone through.
"""

from meetings.record.search.asking import ask
from meetings.record.search.facets import Count
from meetings.record.search.narrowing import STAMP_FITS, Narrowing
from meetings.record.search.understanding import Understood

# Of more hits than these nobody is counted: the page has a box for a name instead.
FEW = 100
# Whoever is chosen, and those with most hits; for anyone else the page has the box as well.
MOST_LISTED = 20
STATEMENT = """
WITH few AS MATERIALIZED (
    SELECT id, item_id, document_id FROM record_searchentry
    WHERE words @@ (SELECT %(of_anyone)s::tsquery) AND {stamp_fits} AND {volume_fits} AND {days_fit}
    LIMIT %(too_many)s::integer
),
present AS (
    SELECT few.id, attendance.person_id FROM few
    LEFT JOIN record_publisheditem item ON item.id = few.item_id
    LEFT JOIN record_publisheddocument document ON document.id = few.document_id
    JOIN record_publishedattendance attendance
        ON attendance.meeting_id = coalesce(item.meeting_id, document.meeting_id)
    WHERE attendance.attendance IN ('present', 'remote')
    UNION
    SELECT few.id, person_id FROM few JOIN record_publishedappearance USING (item_id)
)
SELECT slug, honorific, name, sort_name, count(*) FROM present JOIN record_publishedperson ON slug = person_id
WHERE (SELECT count(*) FROM few) < %(too_many)s::integer
GROUP BY slug ORDER BY slug = ANY (%(chosen)s::text[]) DESC, count(*) DESC, sort_name, slug
LIMIT %(most_listed)s::integer
"""


def people_of(understood: Understood, narrowing: Narrowing) -> list[Count]:
    """Who was present or is named, with how many hits each: those chosen, then the most frequent.

    Empty where hits are many.
    """
    parameters = narrowing.parameters | {
        "of_anyone": understood.of_anyone,
        "stamps": [stamp.id for stamp in understood.stamps if stamp.fits],
        "too_many": FEW + 1,
        "chosen": list(narrowing.people),
        "most_listed": MOST_LISTED + len(narrowing.people),
    }
    fits = {"stamp_fits": STAMP_FITS, "volume_fits": narrowing.volume_found, "days_fit": narrowing.days_fit}
    rows = ask(STATEMENT.format(**fits), parameters)
    return [
        Count(slug, f"{honorific} {name}".strip(), count, slug in narrowing.people)
        for slug, honorific, name, _, count in rows
    ]
