"""The rows of the pages asked for most, by prepared statements: a meeting, an item, those of its issue."""

import datetime
import functools
import uuid

from django.db.models import OuterRef, QuerySet

from meetings.record.models import (
    PublishedCommittee,
    PublishedCouncil,
    PublishedDocument,
    PublishedItem,
    PublishedMeeting,
    PublishedPaperText,
)
from meetings.record.prepared import Lookup

# Like nothing else in a statement.
ADDRESS, SLUG = "an address", "a slug"
MOMENT = datetime.datetime(2021, 6, 17, 17, 30, tzinfo=datetime.UTC)


def _with_page_counts(rows: QuerySet, papers_of: str) -> QuerySet:
    """The rows, each with the `page_counts` of the papers that name it in this field."""
    # Within the subquery of the papers, which lies in the one of their texts.
    papers = PublishedDocument.objects.filter(**{papers_of: OuterRef(OuterRef("pk"))})
    return rows.annotate(page_counts=PublishedPaperText.objects.page_counts(papers))


_committees = Lookup(lambda: PublishedCommittee.objects.for_search())
_councils = Lookup(lambda: PublishedCouncil.objects.current()[:1])
_meetings = Lookup(
    lambda at: _with_page_counts(PublishedMeeting.objects.for_page(), "meeting").filter(address=at).order_by(), ADDRESS
)
_items = Lookup(
    lambda at, slug: (
        _with_page_counts(PublishedItem.objects.for_page(), "item").filter(meeting=at, slug=slug).order_by()
    ),
    ADDRESS,
    SLUG,
)
# A subject may have come up for twenty years; its own page has all of it.
MEETINGS_EACH_WAY = 3
_of_issue = Lookup(
    lambda issue, moment: PublishedItem.objects.for_lists().filter(issue=issue).around(moment, MEETINGS_EACH_WAY),
    SLUG,
    MOMENT,
)


def current_council() -> PublishedCouncil | None:
    """The council whose archive this is; None before anything is published."""
    return next(iter(_councils()), None)


@functools.lru_cache(maxsize=1)
def committees_for_search(state: uuid.UUID) -> tuple[PublishedCommittee, ...]:
    """All committees by name, each with the name of the council, read once while the record is in this state."""
    return tuple(_committees())


def meeting_at(address: str) -> PublishedMeeting | None:
    """The meeting at the address, as its page needs it."""
    return next(iter(_meetings(address)), None)


def item_at(meeting: str, slug: str) -> PublishedItem | None:
    """The item of the meeting at the address, as its page needs it."""
    return next(iter(_items(meeting, slug)), None)


def others_of_issue(item: PublishedItem) -> tuple[list[PublishedItem], int]:
    """Return the other items of its issue at its meeting and at the nearest before and after, and how many there are.

    Not a question where there is no issue.
    """
    if not item.issue_id:
        return [], 0
    found = _of_issue(item.issue_id, item.meeting.starts_at)
    return [other for other in found if other.pk != item.pk], found[0].of_all - 1 if found else 0
