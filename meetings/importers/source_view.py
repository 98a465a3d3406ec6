"""The source text cut where readings begin and end, so that a review can show where each of them stands."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from itertools import pairwise
from typing import Any

from meetings.importers.corrections import stretch_of
from meetings.importers.minutes import ItemRead, MeetingRead, Reading


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the source: whether anything was read from it, and which readings begin with it."""

    text: str
    start: int
    is_read: bool = False
    is_guess: bool = False
    # A reading begins here, and its field on the page points here.
    is_place: bool = False


def source_segments(source: str, meeting: MeetingRead, start: int = 0, end: int | None = None) -> list[Segment]:
    """Cut the source, or the stretch of it from `start` to `end`, at every edge of a reading; joined they are it."""
    end = len(source) if end is None else end
    readings = [reading for reading in _smallest_parts(meeting) if start <= reading.start < reading.end <= end]
    opens: dict[int, list[Reading]] = {}
    closes: dict[int, list[Reading]] = {}
    for reading in readings:
        opens.setdefault(reading.start, []).append(reading)
        closes.setdefault(reading.end, []).append(reading)
    segments, depth, guesses = [], 0, 0
    for first, last in pairwise(sorted({start, end, *opens, *closes})):
        opening, closing = opens.get(first, []), closes.get(first, [])
        depth += len(opening) - len(closing)
        guesses += sum(reading.is_guess for reading in opening) - sum(reading.is_guess for reading in closing)
        segments.append(Segment(source[first:last], first, depth > 0, guesses > 0, first in opens))
    return segments


def _smallest_parts(part: Any) -> Iterator[Reading]:
    """Every reading inside a part, but whole minutes, which hold most of the others."""
    if isinstance(part, Reading):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _smallest_parts(one)
    elif is_dataclass(part):
        for field in fields(part):
            if not (isinstance(part, ItemRead) and field.name == "minute"):
                yield from _smallest_parts(getattr(part, field.name))


def stretches_of_meetings(source: str, meetings: tuple[MeetingRead, ...]) -> list[tuple[int, int]]:
    """Which part of the source belongs to each meeting of it: from its first word to the next one's."""
    known = [stretch_of(meeting) for meeting in meetings]
    # From the beginning of the line, for what was read may stand in the middle of it.
    starts = [0, *(source.rfind("\n", 0, stretch[0]) + 1 if stretch else 0 for stretch in known[1:])]
    ordered = [max(starts[: index + 1]) for index in range(len(starts))]
    return list(pairwise([*ordered, len(source)]))
