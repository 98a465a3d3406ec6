"""What is wrong with a meeting before it is published: one small function a check, each naming its duty."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models import prefetch_related_objects
from django.utils import timezone

from meetings.models import Attendee, Meeting
from meetings.record.plain_text import plain_text


@dataclass(frozen=True)
class Fault:
    """One thing wrong, at one record of the desk; an error stops publication, a warning asks for a second look."""

    message: str
    at: models.Model
    field: str = ""
    is_error: bool = True


Check = Callable[[Meeting], Iterator[Fault]]


def faults_in_agenda(meeting: Meeting) -> list[Fault]:
    """All that speaks against publishing the agenda, errors first."""
    return _all(AGENDA_CHECKS, meeting)


def faults_in_minutes(meeting: Meeting, *, at: datetime.datetime | None = None) -> list[Fault]:
    """All that speaks against publishing the minutes at that moment (now, if none is given), errors first."""
    at = at or timezone.now()
    return _all([*AGENDA_CHECKS, *MINUTES_CHECKS, lambda meeting: meeting_had_begun(meeting, at)], meeting)


def _all(checks: list[Check], meeting: Meeting) -> list[Fault]:
    prefetch_related_objects([meeting], "attendees", "documents", "items__resolutions", "items__documents")
    faults = [fault for check in checks for fault in check(meeting)]
    return sorted(faults, key=lambda fault: not fault.is_error)


def committee_is_listed(meeting: Meeting) -> Iterator[Fault]:
    """A page of a body that the public cannot look up answers nothing."""
    if not meeting.committee.is_listed:
        yield Fault(f"{meeting.committee} is not listed for the public.", meeting.committee, "is_listed")


def meeting_had_begun(meeting: Meeting, at: datetime.datetime) -> Iterator[Fault]:
    """Minutes record what happened."""
    if meeting.starts_at > at:
        yield Fault("The meeting has not taken place yet.", meeting, "starts_at")


def items_have_titles(meeting: Meeting) -> Iterator[Fault]:
    """A heading without words cannot be linked to, found or read out."""
    for item in meeting.items.all():
        if not item.title.strip():
            yield Fault(f"Item {item.number or item.position} has no title.", item, "title")


def papers_can_be_read(meeting: Meeting) -> Iterator[Fault]:
    """A paper that is named must be there to be opened."""
    for paper in meeting.documents.all():
        if not paper.file or not paper.file.storage.exists(paper.file.name):
            yield Fault(f"The file of the paper “{paper}” is missing.", paper.item or meeting)


def exempt_items_keep_their_papers(meeting: Meeting) -> Iterator[Fault]:
    """Exempt information is not published (Local Government Act 1972, section 100B(2)): said, not silently done."""
    for item in meeting.items.all():
        if item.is_exempt and (item.documents.all() or item.resolutions.all()):
            yield Fault(
                f"Item {item} is exempt: its papers and resolutions are not published. "
                "Say in the public summary what the public may know.",
                item,
                "public_summary",
                is_error=False,
            )


def meeting_was_held(meeting: Meeting) -> Iterator[Fault]:
    """A cancelled meeting has no minutes."""
    if meeting.is_cancelled:
        yield Fault("The meeting was cancelled.", meeting)


def somebody_was_present(meeting: Meeting) -> Iterator[Fault]:
    """Names of members present are recorded: Local Government Act 1972, Schedule 12, paragraph 40."""
    if not _present(meeting):
        yield Fault("Nobody is recorded as present.", meeting, "attendees")


def somebody_was_in_the_chair(meeting: Meeting) -> Iterator[Fault]:
    """Minutes are signed by the person presiding: Local Government Act 1972, Schedule 12, paragraph 41."""
    if _present(meeting) and not any("chair" in attendee.role.casefold() for attendee in _present(meeting)):
        yield Fault("Nobody present has the role of Chair.", meeting, "attendees", is_error=False)


def meeting_has_items(meeting: Meeting) -> Iterator[Fault]:
    """Minutes without business are a slip."""
    if not meeting.items.all():
        yield Fault("The meeting has no items.", meeting, "items")


def items_say_something(meeting: Meeting) -> Iterator[Fault]:
    """A reader who finds a heading expects what came of it."""
    for item in meeting.items.all():
        if not item.is_exempt and not plain_text(item.minute) and not item.resolutions.all():
            yield Fault(f"Item {item} has neither a minute nor a resolution.", item, "minute", is_error=False)


def exempt_items_are_summarised(meeting: Meeting) -> Iterator[Fault]:
    """A summary where leaving out would mislead: Local Government Act 1972, section 100C(2)."""
    for item in meeting.items.all():
        if item.is_exempt and not item.public_summary.strip():
            yield Fault(f"Item {item} is exempt and has no public summary.", item, "public_summary")


def votes_fit_those_present(meeting: Meeting) -> Iterator[Fault]:
    """More votes than members is a slip of the pen that a reader would find."""
    present = len(_present(meeting))
    for item in meeting.items.all():
        for resolution in item.resolutions.all():
            votes = (resolution.votes_for, resolution.votes_against, resolution.votes_abstained)
            if sum(count or 0 for count in votes) > present:
                yield Fault(
                    f"Item {item}: resolution {resolution.label} has more votes than the {present} present.", item
                )


def _present(meeting: Meeting) -> list[Attendee]:
    there = (Attendee.Attendance.PRESENT, Attendee.Attendance.REMOTE)
    return [attendee for attendee in meeting.attendees.all() if attendee.attendance in there]


AGENDA_CHECKS: list[Check] = [committee_is_listed, items_have_titles, papers_can_be_read]
MINUTES_CHECKS: list[Check] = [
    meeting_was_held,
    somebody_was_present,
    somebody_was_in_the_chair,
    meeting_has_items,
    items_say_something,
    exempt_items_are_summarised,
    exempt_items_keep_their_papers,
    votes_fit_those_present,
]
