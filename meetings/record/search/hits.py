"""From a row that the engine found to a hit as it is shown: the item, and its title, passages and decision marked."""

from dataclasses import dataclass, field

from django.db import router
from django.utils.safestring import SafeString

from meetings.record.directory import PublishedIssue
from meetings.record.meetings import PublishedDocument, PublishedItem, PublishedMeeting
from meetings.record.prepared import made_of
from meetings.record.search.passages import Marker

# Letters that a passage is looked for in; a page must not take longer for one item that goes on for ever. Where they
# need not be counted, they are not.
MOST_OF_A_MINUTE = 20_000
# Behind the counts, each of the page's entries with what is shown of it, in one row.
COLUMNS = f"""
SELECT CASE WHEN coalesce(shown.place, 1) = 1 THEN told.counts END, shown.* FROM told LEFT JOIN (
    SELECT item.id, item.meeting_id, item.position, item.slug, item.number, item.minute_number, item.title,
        item.is_procedural, item.outcome, item.issue_id,
        meeting.address, meeting.committee_id, meeting.title, meeting.starts_at, meeting.held_on, meeting.kind,
        meeting.state, meeting.is_cancelled, meeting.published_at,
        document.id, document.kind, document.title, document.filename, document.digest, document.size,
        issue.slug, issue.title, issue.meetings,
        entry.part, best.page_number, best.page_count, best.text,
        item.resolutions_text,
        CASE WHEN octet_length(item.minute_text) > {MOST_OF_A_MINUTE} THEN left(item.minute_text, {MOST_OF_A_MINUTE})
            ELSE item.minute_text END,
        page.place
    FROM (SELECT id, row_number() OVER () AS place FROM page) page
    JOIN record_searchentry entry ON entry.id = page.id
    LEFT JOIN record_publisheditem item ON item.id = entry.item_id
    LEFT JOIN record_publisheddocument document ON document.id = entry.document_id
    JOIN record_publishedmeeting meeting ON meeting.address = coalesce(item.meeting_id, document.meeting_id)
    LEFT JOIN LATERAL (
        SELECT of_paper.place AS page_number, page_count, of_paper.text FROM record_publishedpaperpage of_paper
        JOIN record_publishedpapertext ON digest = paper_id
        WHERE paper_id = document.digest AND part = entry.part
        ORDER BY of_paper.words @@ %(of_anyone)s::tsquery DESC,
            ts_rank(of_paper.words, %(any_word)s::tsquery) DESC, of_paper.place
        LIMIT 1
    ) best ON TRUE
    LEFT JOIN record_publishedissue issue ON issue.slug = item.issue_id
) shown ON TRUE ORDER BY shown.place
"""
ITEM = [
    "id",
    "meeting_id",
    "position",
    "slug",
    "number",
    "minute_number",
    "title",
    "is_procedural",
    "outcome",
    "issue_id",
]
MEETING = ["address", "committee_id", "title", "starts_at", "held_on", "kind", "state", "is_cancelled", "published_at"]
DOCUMENT = ["id", "kind", "title", "filename", "digest", "size"]
ISSUE = ["slug", "title", "meetings"]
# What is made of a row: each has its key first, which is empty where there was nothing to join.
SHOWN = [(PublishedItem, ITEM), (PublishedMeeting, MEETING), (PublishedDocument, DOCUMENT), (PublishedIssue, ISSUE)]
# As a queryset sets what it has joined: an assignment would ask whether the two may be related.
set_meeting = PublishedItem._meta.get_field("meeting").set_cached_value


@dataclass(frozen=True)
class Hit:
    """One item found, or a paper, as it is shown; item and meeting hold what a list shows, and no long text.

    A paper of the whole meeting has no item. Of a paper, the page is the first of those that the words fit best; one
    without pages has none.
    """

    item: PublishedItem | None
    meeting: PublishedMeeting
    title: SafeString
    passages: tuple[SafeString, ...]
    document: PublishedDocument | None = None
    part: int = 1
    page: int | None = None
    page_count: int | None = None
    resolution: SafeString = field(default_factory=SafeString)
    outcome: str = ""
    issue: PublishedIssue | None = None


def hits_of(rows: list[tuple], marker: Marker) -> list[Hit]:
    """Make hits of the columns above."""
    alias = router.db_for_read(PublishedItem)
    return [_hit(row, marker, alias) for row in rows]


def _hit(row: tuple, marker: Marker, alias: str) -> Hit:
    first, made = 0, []
    for model, names in SHOWN:
        values = row[first : first + len(names)]
        made.append(None if values[0] is None else made_of(model, names, values, alias))
        first += len(names)
    item, meeting, document, issue = made
    part, place, page_count, text, resolutions, minute, _ = row[first:]
    if item:
        set_meeting(item, meeting)
    if document:
        return Hit(
            item=item,
            meeting=meeting,
            document=document,
            part=part,
            page=place if page_count else None,
            page_count=page_count,
            title=marker.whole(document.title),
            passages=marker.passages(text or ""),
        )
    return Hit(
        item=item,
        meeting=meeting,
        title=marker.whole(item.title),
        passages=marker.passages(minute),
        resolution=marker.line(resolutions) if resolutions else SafeString(),
        outcome=item.outcome,
        issue=issue,
    )
