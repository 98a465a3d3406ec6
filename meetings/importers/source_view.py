"""The source text cut where readings begin and end, so that a review can show where each of them stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from meetings.importers.minutes import MeetingRead, Reading


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the source; `start` names it on the page when a reading was taken from it."""

    text: str
    start: int | None = None
    is_guess: bool = False


def source_segments(source: str, meeting: MeetingRead) -> list[Segment]:
    """Cut the source into stretches that were read and stretches between them; joined they are the source."""
    segments: list[Segment] = []
    here = 0
    for reading in sorted(_smallest_parts(meeting), key=lambda reading: (reading.start, reading.end)):
        # Readings may overlap (a name within a sentence that was read too): the first one keeps its stretch.
        if reading.start < here or reading.end <= reading.start:
            continue
        if reading.start > here:
            segments.append(Segment(source[here : reading.start]))
        segments.append(Segment(source[reading.start : reading.end], reading.start, reading.is_guess))
        here = reading.end
    if here < len(source):
        segments.append(Segment(source[here:]))
    return segments


def _smallest_parts(meeting: MeetingRead) -> Iterator[Reading]:
    """Every reading but whole minutes, which hold most of the others."""
    parts = [meeting.date, meeting.committee, meeting.venue, *(attendee.name for attendee in meeting.attendees)]
    for item in meeting.items:
        parts += [item.number, item.title, item.purpose]
        parts += [resolution.text for resolution in item.resolutions]
        for action in item.actions:
            parts += [action.due, action.owner]
    yield from (part for part in parts if part is not None)
