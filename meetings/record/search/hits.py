"""From a row that the engine found to a hit as it is shown: the item, and its title, passages and decision marked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

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
        ORDER BY of_paper.words @@ (SELECT %(of_anyone)s::tsquery) DESC,
            ts_rank(of_paper.words, (SELECT %(any_word)s::tsquery)) DESC, of_paper.place
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
ISSUE = ["slug", "title", "meetings"]
DOCUMENT = ["id", "kind", "title", "filename", "digest", "size"]


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
    return [_hit(iter(row), marker, alias) for row in rows]


def _hit(values: Iterator, marker: Marker, alias: str) -> Hit:
    of_item = list(islice(values, len(ITEM)))
    meeting = made_of(PublishedMeeting, MEETING, list(islice(values, len(MEETING))), alias)
    item = made_of(PublishedItem, ITEM, of_item, alias) if of_item[0] else None
    if item:
        item.meeting = meeting
    of_document = list(islice(values, len(DOCUMENT)))
    document = made_of(PublishedDocument, DOCUMENT, of_document, alias) if of_document[0] else None
    of_issue = list(islice(values, len(ISSUE)))
    part, place, page_count, text, resolutions, minute, _ = values
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
        issue=made_of(PublishedIssue, ISSUE, of_issue, alias) if of_issue[0] else None,
    )
