"""Corrections to a reading: items split, merged, moved and left out; and a reading as JSON, to be kept half done."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

import msgspec

from meetings.importers.minute_pieces import joined, pieces_of, words_of
from meetings.importers.minutes import (
    ActionRead,
    AttendeeRead,
    Confidence,
    DeclarationRead,
    ItemRead,
    MeetingRead,
    Reading,
    ResolutionRead,
)

_NUMBER_BEFORE_TITLE = re.compile(r"(?P<number>[A-Z]{0,3} ?\d{1,4}(?:[./]\d{1,4}){0,3}[a-z]?)[.):]?\s+(?=\S)")
_LONGEST_TITLE = 120
_LONGEST_HEADING = 300
# How many words of a paragraph are enough to find it again in the source.
_ENOUGH_WORDS = 8


def as_plain_data(meeting: MeetingRead) -> dict[str, Any]:
    """The reading as lists and dictionaries that JSON can hold."""
    return msgspec.to_builtins(meeting)


def from_plain_data(data: dict[str, Any]) -> MeetingRead:
    """The reading again. Raises msgspec.ValidationError for what never was one."""
    return msgspec.convert(data, MeetingRead)


def corrected(reading: Reading | None, value: Any, place: int = 0) -> Reading | None:
    """The reading of a value that the clerk has seen: the same where it was left, without a doubt where it was not."""
    if reading is not None and reading.value == value:
        return reading
    if value in ("", None):
        return None
    start, end = (reading.start, reading.end) if reading else (place, place)
    return Reading(value, start, end)


def stretch_of(part: Any) -> tuple[int, int] | None:
    """Where in the source a part of a reading stands: from its first word to its last, or None for one typed in."""
    if isinstance(part, Reading):
        return (part.start, part.end) if part.end > part.start else None
    if isinstance(part, tuple):
        inner = [stretch_of(one) for one in part]
    elif is_dataclass(part):
        inner = [stretch_of(getattr(part, field.name)) for field in fields(part)]
    else:
        return None
    known = [stretch for stretch in inner if stretch]
    return (min(start for start, _ in known), max(end for _, end in known)) if known else None


def move_item(meeting: MeetingRead, index: int, by: int) -> MeetingRead:
    """The item one place up (-1) or down (1); at either end it stays."""
    items = list(meeting.items)
    to = index + by
    if 0 <= to < len(items):
        items[index], items[to] = items[to], items[index]
    return replace(meeting, items=tuple(items))


def rename_people(meeting: MeetingRead, names: dict[str, str]) -> MeetingRead:
    """The reading with people called by their new names wherever they are named: `names` maps old ones to new ones."""

    def renamed(part: Any) -> Any:
        if isinstance(part, tuple):
            return tuple(renamed(one) for one in part)
        if isinstance(part, Reading):
            return corrected(part, names.get(part.value, part.value)) if isinstance(part.value, str) else part
        named = ("name", "mover", "seconder", "substitute_for", "speakers", "declarations", "resolutions", "votes")
        known = [field.name for field in fields(part) if field.name in named and getattr(part, field.name)]
        return replace(part, **{name: renamed(getattr(part, name)) for name in known})

    return replace(meeting, attendees=renamed(meeting.attendees), items=renamed(meeting.items)) if names else meeting


def leave_out_item(meeting: MeetingRead, index: int) -> MeetingRead:
    return replace(meeting, items=_without(meeting.items, index))


def add_item(meeting: MeetingRead, index: int) -> MeetingRead:
    """A new, empty item after this one; after -1, the first."""
    items = list(meeting.items)
    place = _end_of(items[index]) if items and index >= 0 else 0
    items.insert(index + 1, ItemRead(Reading("", place, place)))
    return replace(meeting, items=tuple(items))


def merge_with_item_before(meeting: MeetingRead, index: int) -> MeetingRead:
    """One item of two: the heading of the second becomes words of the first's minute, and nothing is lost."""
    if index < 1:
        return meeting
    first, second = meeting.items[index - 1 : index + 1]
    number = f"{second.number.value} " if second.number else ""
    heading = f"{number}{second.title.value}".strip()
    said = [_paragraph(heading, strong=True), _paragraph(second.purpose.value if second.purpose else "")]
    minutes = [first.minute.value if first.minute else "", *said, second.minute.value if second.minute else ""]
    stretch = stretch_of((first, second)) or (0, 0)
    merged = replace(
        first,
        minute_number=first.minute_number or second.minute_number,
        minute=Reading(joined(minutes), *stretch),
        is_exempt=first.is_exempt or second.is_exempt,
        exempt_paragraph=first.exempt_paragraph or second.exempt_paragraph,
        public_interest=_both(first.public_interest, second.public_interest),
        public_summary=_both(first.public_summary, second.public_summary),
        report_reference=first.report_reference or second.report_reference,
        speakers=(*first.speakers, *second.speakers),
        declarations=(*first.declarations, *second.declarations),
        resolutions=(*first.resolutions, *second.resolutions),
        actions=(*first.actions, *second.actions),
    )
    return replace(meeting, items=(*meeting.items[: index - 1], merged, *meeting.items[index + 1 :]))


def split_item(meeting: MeetingRead, index: int, at: int, source: str) -> MeetingRead:
    """Two items of one: the second begins with the piece `at` of the first's minute, which may be its heading.

    Decisions, tasks and interests go with the item that they stand in, by their places in the source.
    """
    item = meeting.items[index]
    pieces = pieces_of(item.minute.value) if item.minute else []
    if not 0 <= at < len(pieces):
        return meeting
    place = _place_in_source(pieces[at], source, (stretch_of(item) or (0, 0))[0])
    number, title, rest = _heading_of(pieces[at], pieces[at:], place)
    first, second = _parted(item, place)
    first = replace(first, minute=_minute(item, pieces[:at]))
    second = replace(second, number=number, title=title, minute=_minute(item, rest))
    return replace(meeting, items=(*meeting.items[:index], first, second, *meeting.items[index + 1 :]))


def decide_openly(meeting: MeetingRead, index: int, place: int, why: str = "") -> MeetingRead:
    """A decision of an item moved to an open item of its own before it: what was decided while the public was there.

    The text has no heading for it, so the new title is made of the item's; it is a guess where there is a `why`.
    """
    item = meeting.items[index]
    decision = item.resolutions[place]
    about = f"for item {item.number.value}" if item.number else f"for “{item.title.value}”"
    start = decision.text.start
    confidence = Confidence.GUESSED if why else Confidence.PRINTED
    title = Reading(f"Exclusion of the public {about}"[:_LONGEST_HEADING], start, start, confidence, why)
    rest = replace(item, resolutions=_without(item.resolutions, place))
    items = (*meeting.items[:index], ItemRead(title, resolutions=(decision,)), rest, *meeting.items[index + 1 :])
    return replace(meeting, items=items)


def add_attendee(meeting: MeetingRead) -> MeetingRead:
    return replace(meeting, attendees=(*meeting.attendees, AttendeeRead(Reading("", 0, 0))))


def leave_out_attendee(meeting: MeetingRead, index: int) -> MeetingRead:
    return replace(meeting, attendees=_without(meeting.attendees, index))


def add_part(meeting: MeetingRead, index: int, kind: str) -> MeetingRead:
    """An empty resolution, action or declaration at the end of an item's."""
    place = _end_of(meeting.items[index])
    empty = Reading("", place, place)
    new = {"resolutions": ResolutionRead, "actions": ActionRead, "declarations": DeclarationRead}[kind](empty)
    return _with_parts(meeting, index, kind, (*getattr(meeting.items[index], kind), new))


def leave_out_part(meeting: MeetingRead, index: int, kind: str, place: int) -> MeetingRead:
    return _with_parts(meeting, index, kind, _without(getattr(meeting.items[index], kind), place))


def _with_parts(meeting: MeetingRead, index: int, kind: str, parts: tuple) -> MeetingRead:
    item = replace(meeting.items[index], **{kind: parts})
    return replace(meeting, items=(*meeting.items[:index], item, *meeting.items[index + 1 :]))


def _without(parts: tuple, index: int) -> tuple:
    return (*parts[:index], *parts[index + 1 :])


def _end_of(item: ItemRead) -> int:
    return (stretch_of(item) or (0, 0))[1]


def _paragraph(words: str, *, strong: bool = False) -> str:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if not escaped:
        return ""
    return f"<p><strong>{escaped}</strong></p>" if strong else f"<p>{escaped}</p>"


def _both(first: Reading[str] | None, second: Reading[str] | None) -> Reading[str] | None:
    return replace(first, value=f"{first.value}\n{second.value}") if first and second else first or second


def _minute(item: ItemRead, pieces: list[str]) -> Reading[str] | None:
    return replace(item.minute, value=joined(pieces)) if pieces else None


def _heading_of(piece: str, pieces: list[str], place: int | None) -> tuple[Reading | None, Reading, list[str]]:
    """Number and title where the piece is short enough to be a heading, and the pieces that are left then."""
    start = place or 0
    words = words_of(piece)
    if len(words) > _LONGEST_TITLE or words.endswith((".", ";", ",")):
        why = "The item was split here: give it a title."
        return None, Reading("", start, start, Confidence.GUESSED, why), pieces
    found = _NUMBER_BEFORE_TITLE.match(words)
    number = Reading(found["number"], start, start) if found else None
    return number, Reading(words[found.end() if found else 0 :], start, start), pieces[1:]


def _parted(item: ItemRead, place: int | None) -> tuple[ItemRead, ItemRead]:
    """What stands before and after a place of the source; all stays where it is when the place is not known."""
    kinds = ("speakers", "declarations", "resolutions", "actions")
    before = {kind: tuple(part for part in getattr(item, kind) if _is_before(part, place)) for kind in kinds}
    after = {kind: tuple(part for part in getattr(item, kind) if not _is_before(part, place)) for kind in kinds}
    # What was closed to the public stays closed in both.
    closed = {"is_exempt": item.is_exempt, "exempt_paragraph": item.exempt_paragraph}
    return replace(item, **before), ItemRead(item.title, **closed, **after)


def _is_before(part: Any, place: int | None) -> bool:
    stretch = stretch_of(part)
    return place is None or stretch is None or stretch[0] < place


def _place_in_source(piece: str, source: str, after: int) -> int | None:
    """Where the first words of a piece of the minute stand in the source, white space aside."""
    words = words_of(piece).split()[:_ENOUGH_WORDS]
    found = re.compile(r"\s+".join(map(re.escape, words))).search(source, after) if words else None
    return found.start() if found else None
