"""Keeps the entries of search in line with the rows of the record; called by writing and publishing alone.

The database computes them (`record_entries_of`, `record_paper_entries_of`; migrations 0005 and 0013), from the
record's rows and nothing else: the same rows, the same entries. Publishing files those of one meeting, in its
transaction; a rebuild files all.
"""

from collections.abc import Callable, Iterator

from django.db import connections

from meetings.record.meetings import PublishedMeeting
from meetings.record.search import common_words, vocabulary
from meetings.record.search.entries import SearchEntry, SearchHeading

# Meetings whose entries are computed in one go: enough to be quick, few enough to tell how far it is.
AT_ONCE = 100
COLUMNS = (
    "item_id, document_id, part, committee_id, year, kind, outcome, is_procedural, has_open_actions, held_on, "
    "is_sampled, words"
)
# Of each item, then of each paper.
FACTS = (
    f"SELECT {COLUMNS} FROM (SELECT *, 1::smallint AS part FROM record_entries_of({{0}})) of_items "
    f"UNION ALL SELECT {COLUMNS} FROM record_paper_entries_of({{0}}) of_papers"
).format
# A new volume or stamp is seen by no other part of the statement that makes it, so that it is handed on.
FILE = [
    # A paper without words any more, or with fewer parts.
    "DELETE FROM record_searchentry filed USING record_publisheddocument document "
    "WHERE document.id = filed.document_id AND document.meeting_id = ANY (%(addresses)s) AND NOT EXISTS ("
    "SELECT FROM record_publishedpaperpage page WHERE page.paper_id = document.digest AND page.part = filed.part)",
    # What is as it was is not written again: rows keep their places, and the indexes their shape. MATERIALIZED, so
    # that words are taken apart once each, which is what filing takes its time for.
    f"WITH facts AS MATERIALIZED ({FACTS('%(addresses)s')}), "
    "new_volumes AS (INSERT INTO record_searchvolume (committee_id, year) "
    "SELECT committee_id, year FROM facts EXCEPT SELECT committee_id, year FROM record_searchvolume RETURNING *), "
    "new_stamps AS (INSERT INTO record_searchstamp (kind, outcome, is_procedural, has_open_actions) "
    "SELECT kind, outcome, is_procedural, has_open_actions FROM facts "
    "EXCEPT SELECT kind, outcome, is_procedural, has_open_actions FROM record_searchstamp RETURNING *) "
    "INSERT INTO record_searchentry AS filed "
    "(item_id, document_id, part, volume_id, stamp_id, held_on, is_sampled, words) "
    "SELECT item_id, document_id, part, volume.id, stamp.id, held_on, is_sampled, words FROM facts "
    "JOIN (TABLE record_searchvolume UNION ALL TABLE new_volumes) volume USING (committee_id, year) "
    "JOIN (TABLE record_searchstamp UNION ALL TABLE new_stamps) stamp "
    "USING (kind, outcome, is_procedural, has_open_actions) "
    "ORDER BY held_on, item_id, document_id, part "
    "ON CONFLICT (item_id, document_id, part) DO UPDATE SET (volume_id, stamp_id, held_on, is_sampled, words) = "
    "(excluded.volume_id, excluded.stamp_id, excluded.held_on, excluded.is_sampled, excluded.words) "
    "WHERE (filed.volume_id, filed.stamp_id, filed.held_on, filed.is_sampled, filed.words) IS DISTINCT FROM "
    "(excluded.volume_id, excluded.stamp_id, excluded.held_on, excluded.is_sampled, excluded.words)",
    # The words of an entry that weigh most are those of its title and resolutions, and stand where they stood there.
    "INSERT INTO record_searchheading AS filed (entry_id, volume_id, stamp_id, held_on, words) "
    "SELECT entry.id, volume_id, stamp_id, held_on, ts_filter(words, '{a,b}') FROM record_searchentry entry "
    "JOIN record_publisheditem item ON item.id = entry.item_id "
    "WHERE item.meeting_id = ANY (%(addresses)s) AND entry.document_id IS NULL ORDER BY entry.id "
    "ON CONFLICT (entry_id) DO UPDATE SET (volume_id, stamp_id, held_on, words) = "
    "(excluded.volume_id, excluded.stamp_id, excluded.held_on, excluded.words) "
    "WHERE (filed.volume_id, filed.stamp_id, filed.held_on, filed.words) IS DISTINCT FROM "
    "(excluded.volume_id, excluded.stamp_id, excluded.held_on, excluded.words)",
]
MISFILED = f"""
    WITH computed AS MATERIALIZED (
        SELECT {COLUMNS}, heading FROM (
            SELECT *, 1::smallint AS part FROM record_entries_of(NULL)
        ) of_items
        UNION ALL SELECT {COLUMNS}, NULL FROM record_paper_entries_of(NULL) of_papers
    ), filed AS MATERIALIZED (
        SELECT item_id, document_id, part, committee_id, year::integer, kind, outcome, is_procedural,
               has_open_actions, entry.held_on, is_sampled, entry.words, heading.words
        FROM record_searchentry entry
        JOIN record_searchvolume volume ON volume.id = entry.volume_id
        JOIN record_searchstamp stamp ON stamp.id = entry.stamp_id
        LEFT JOIN record_searchheading heading ON heading.entry_id = entry.id
             AND (heading.volume_id, heading.stamp_id, heading.held_on)
               = (entry.volume_id, entry.stamp_id, entry.held_on)
    )
    SELECT DISTINCT coalesce(item.meeting_id, document.meeting_id) AS address FROM (
        (TABLE computed EXCEPT TABLE filed) UNION ALL (TABLE filed EXCEPT TABLE computed)
    ) differing
    LEFT JOIN record_publisheditem item ON item.id = differing.item_id
    LEFT JOIN record_publisheddocument document ON document.id = differing.document_id
    ORDER BY address
"""


def file_meetings(addresses: list[str]) -> None:
    """Bring the entries of some meetings in line with their rows, and with the words of their papers."""
    with connections["default"].cursor() as cursor:
        for statement in FILE:
            cursor.execute(statement, {"addresses": addresses})


def file_all(*, report: Callable[[int], None] = lambda meetings: None) -> int:
    """Compute all entries and all counts of words anew; call inside a transaction, in which readers see the old ones.

    Where there are none yet, indexes are made after the rows. `report` is told of each hundred meetings, and of what
    is left in the end. Returns the number of meetings.
    """
    addresses = list(
        PublishedMeeting.objects.using("default").order_by("held_on", "address").values_list("address", flat=True)
    )
    is_new = not SearchEntry.objects.using("default").exists()
    indexes = [(model, index) for model in (SearchEntry, SearchHeading) for index in model._meta.indexes]
    connection = connections["default"]
    if is_new:
        with connection.schema_editor() as editor:
            for model, index in indexes:
                editor.remove_index(model, index)
    common_words.forget_common_words()
    for first in range(0, len(addresses), AT_ONCE):
        some = addresses[first : first + AT_ONCE]
        file_meetings(some)
        report(len(some))
    if is_new:
        with connection.cursor() as cursor:
            # Tables whose constraints still wait to be checked cannot be given an index.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with connection.schema_editor() as editor:
            for model, index in indexes:
                editor.add_index(model, index)
    vocabulary.recount_all()
    common_words.count_common_words()
    return len(addresses)


def misfiled() -> Iterator[str]:
    """A sentence for each meeting whose entries are not what its rows make them, and one for words counted wrongly."""
    with connections["default"].cursor() as cursor:
        cursor.execute(MISFILED)
        for (address,) in cursor.fetchall():
            yield f"{address}: the words that search finds it by differ from its rows."
    if count := vocabulary.miscounted():
        yield f"The counts of {count} words of the archive are wrong."
    if count := common_words.miscounted():
        yield f"{count} counts of the commonest words are wrong."
