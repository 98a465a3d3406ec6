"""What of the desk the public sees now: the record is asked, since an address once given says nothing of that."""

from django.db.models import Exists, OuterRef

from meetings.record.models import PublishedItem, PublishedMeeting


def is_shown(item: str = "") -> Exists:
    """Whether the record shows an item of the desk, on an agenda or in minutes; `item` is the path to it, if any."""
    return Exists(_row_of(item))


def is_minuted(item: str = "") -> Exists:
    """Whether the record shows an item of the desk in public minutes. See also: is_shown()."""
    return Exists(_row_of(item).filter(meeting__state__in=PublishedMeeting.MINUTED))


def _row_of(item: str):
    path = f"{item}__" if item else ""
    return PublishedItem.objects.filter(
        meeting=OuterRef(f"{path}meeting__public_address"), slug=OuterRef(f"{path}public_slug")
    )
