"""The items that a question refers to stand before all others, and are not said twice. Pure."""

from meetings.record.models import PublishedItem
from meetings.record.search import MOST_REFERRED, Found, Hit


def items_referred_to(found: Found, *, page: int) -> list[PublishedItem]:
    """Those that are shown: they stand on the first page."""
    return found.referred[:MOST_REFERRED] if page == 1 else []


def other_hits(found: Found) -> list[Hit]:
    """What else was found, their papers included."""
    shown = {item.pk for item in items_referred_to(found, page=1)}
    return [hit for hit in found.hits if hit.document or hit.item.pk not in shown]
