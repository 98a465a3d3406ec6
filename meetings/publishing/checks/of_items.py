"""Checks of each item by itself: its heading, what came of it, and what the public is told of closed business."""

from collections.abc import Iterator

from meetings.models import Item, Meeting
from meetings.models.exemptions import is_exempt_paragraph
from meetings.publishing.checks.faults import Fault
from meetings.record.models import Edition
from meetings.record.plain_text import plain_text

# What public_content leaves out of an exempt item.
CLOSED = ("minute", "speakers", "declarations", "resolutions", "actions", "documents")


def items_have_titles(meeting: Meeting) -> Iterator[Fault]:
    """A heading says what it is about: WCAG 2.2, criterion 2.4.6. Without words it cannot be found or read out."""
    for item in meeting.items.all():
        if not item.title.strip():
            yield Fault(f"Item {item.number or item.position} has no title.", item, "title")


def items_say_something(meeting: Meeting) -> Iterator[Fault]:
    """Minutes let the public see what came of the business: Local Government Act 1972, section 100C(1)(a)."""
    for item in meeting.items.all():
        if not item.is_exempt and not plain_text(item.minute) and not item.resolutions.all():
            yield Fault(f"Item {item} has neither a minute nor a resolution.", item, "minute", is_error=False)


def exempt_items_name_their_paragraph(meeting: Meeting) -> Iterator[Fault]:
    """Only what the schedule describes is exempt: Local Government Act 1972, section 100I and Schedule 12A."""
    nation = meeting.committee.council.nation
    for item in meeting.items.all():
        if item.is_exempt and not is_exempt_paragraph(nation, item.exempt_paragraph):
            message = f"Item {item} is exempt, but there is no paragraph {item.exempt_paragraph} in the schedule."
            yield Fault(message, item, "exempt_paragraph")


def exempt_items_are_summarised(meeting: Meeting) -> Iterator[Fault]:
    """A summary where leaving out would mislead: Local Government Act 1972, section 100C(2)."""
    for item in meeting.items.all():
        if item.is_exempt and not item.public_summary.strip():
            yield Fault(f"Item {item} is exempt and has no public summary.", item, "public_summary")


def exempt_items_keep_their_papers(meeting: Meeting) -> Iterator[Fault]:
    """Exempt information is not published (Local Government Act 1972, section 100B(2)): said, not silently done."""
    for item in meeting.items.all():
        if item.is_exempt and (item.documents.all() or item.resolutions.all()):
            message = (
                f"Item {item} is exempt: its papers and resolutions are not published. "
                "Say in the public summary what the public may know."
            )
            yield Fault(message, item, "public_summary", is_error=False)


def exempt_items_were_never_open(meeting: Meeting) -> Iterator[Fault]:
    """Exempt information is not published (Local Government Act 1972, section 100B(2)), and editions are kept.

    A correction tells what was there before. Only what the newest edition has is looked at: of what was closed or
    withdrawn since, the clerk was warned then.
    """
    if not any(item.is_exempt and item.public_slug for item in meeting.items.all()):
        return
    editions = Edition.objects.using("default").filter(address=meeting.public_address)
    newest = editions.order_by("-number").first()
    public = {entry["slug"]: entry for entry in newest.content["items"]} if newest else {}
    for item in meeting.items.all():
        if item.is_exempt and _has_more_words(public.get(item.public_slug), item):
            message = (
                f"Item {item} is exempt here, but it is public as open business: its words stay in earlier editions, "
                "for anybody to read. If they must not: Withdraw, or Remove personal data, which redacts the words."
            )
            yield Fault(message, item, "access", is_error=False)


def _has_more_words(entry: dict | None, item: Item) -> bool:
    """Whether an item of an edition is open, and says more than will be said of it now that it is exempt."""
    if not entry or entry["access"] != Item.Access.OPEN:
        return False
    return any(entry[part] for part in CLOSED) or (entry["title"], entry["purpose"]) != (item.title, item.purpose)


def late_items_say_why(meeting: Meeting) -> Iterator[Fault]:
    """Special circumstances are specified in the minutes: Local Government Act 1972, section 100B(4)(b)."""
    for item in meeting.items.all():
        if item.is_late and not item.late_reason.strip():
            yield Fault(f"Item {item} was late: give the special circumstances.", item, "late_reason")
