"""The rows of the pages asked for most, looked up with prepared statements: an item, a meeting, what stands beside."""

import datetime

from meetings.record.models import PublishedCouncil, PublishedItem, PublishedMeeting
from meetings.record.prepared import Lookup

# Of the right kinds, and like nothing in a statement.
ADDRESS, SLUG, MOMENT = "an address", "a slug", datetime.datetime(1800, 1, 1, tzinfo=datetime.UTC)

_councils = Lookup(lambda: PublishedCouncil.objects.current()[:1])
_meetings = Lookup(lambda address: PublishedMeeting.objects.for_page().filter(address=address), ADDRESS)
_beside = Lookup(PublishedMeeting.objects.beside, SLUG, MOMENT, ADDRESS)
_items = Lookup(lambda at, slug: PublishedItem.objects.for_page().filter(meeting=at, slug=slug), ADDRESS, SLUG)
_around = Lookup(PublishedItem.objects.around, ADDRESS, -1, -2, SLUG)


def current_council() -> PublishedCouncil | None:
    """The council whose archive this is; None before anything is published."""
    return next(iter(_councils()), None)


def meeting_at(address: str) -> PublishedMeeting | None:
    """The meeting at the address, as its page needs it."""
    return next(iter(_meetings(address)), None)


def meetings_beside(meeting: PublishedMeeting) -> tuple[PublishedMeeting | None, PublishedMeeting | None]:
    """The committee's meetings before and after this one."""
    here = (meeting.starts_at, meeting.address)
    both = {(other.starts_at, other.address) > here: other for other in _beside(meeting.committee_id, *here)}
    return both.get(False), both.get(True)


def item_at(meeting: str, slug: str) -> PublishedItem | None:
    """The item of the meeting at the address, as its page needs it."""
    return next(iter(_items(meeting, slug)), None)


def items_around(item: PublishedItem) -> list[PublishedItem]:
    """The items beside it on the agenda, and those of the same issue, at this meeting and at others."""
    # No issue has an empty address.
    found = _around(item.meeting_id, item.position - 1, item.position + 1, item.issue_id or "")
    return [other for other in found if other.pk != item.pk]
