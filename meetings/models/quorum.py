"""Whether enough members are there for business to be done."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from meetings.models.councils import Nation
from meetings.models.meetings import Attendee, Meeting
from meetings.models.people import Membership

# SI 2020/392 let members in England attend from elsewhere; without it a member must be in the room: R (Hertfordshire
# County Council) v Secretary of State [2021] EWHC 1093 (Admin). Wales, Scotland and Northern Ireland go on with it.
_FROM_ANYWHERE_IN_ENGLAND = (datetime.date(2020, 4, 4), datetime.date(2021, 5, 6))


def has_remote_quorum(nation: str, day: datetime.date) -> bool:
    """Whether members who attended remotely on that day count towards the quorum in that nation."""
    first, last = _FROM_ANYWHERE_IN_ENGLAND
    return nation != Nation.ENGLAND or first <= day <= last


@dataclass(frozen=True)
class Tally:
    """How many of the members are there, beside the quorum of the committee, if it has one at the desk."""

    present: int
    remote: int
    members: int
    quorum: int | None
    has_remote_quorum: bool

    @property
    def counted(self) -> int:
        return self.present + (self.remote if self.has_remote_quorum else 0)

    @property
    def is_quorate(self) -> bool | None:
        """None where the quorum is not known."""
        return None if self.quorum is None else self.counted >= self.quorum

    def __str__(self) -> str:
        words = f"{self.counted} present of {self.members}"
        if self.remote and not self.has_remote_quorum:
            words += f" ({self.remote} more remotely, not counted)"
        if self.quorum is None:
            return words
        return f"{words}; quorum {self.quorum}: {'quorate' if self.is_quorate else 'not quorate'}"


def counts_towards_it(seat: Membership | None) -> bool:
    """Whether being there in that seat, or without one, counts; a co-opted member's does not."""
    return seat is None or seat.role != Membership.Role.CO_OPTED


def tally(meeting: Meeting, there: Iterable[tuple[Membership | None, Attendee | None]]) -> Tally:
    """How many of the committee's own members, substitutes included, are written down as there.

    `there` is what sittings.seats_and_attendees gives.
    """
    own = [(seat, attendee) for seat, attendee in there if counts_towards_it(seat)]
    attended = [attendee.attendance for _, attendee in own if attendee]
    return Tally(
        present=attended.count(Attendee.Attendance.PRESENT),
        remote=attended.count(Attendee.Attendance.REMOTE),
        members=len([seat for seat, _ in own if seat and seat.role != Membership.Role.SUBSTITUTE]),
        quorum=meeting.committee.quorum,
        has_remote_quorum=has_remote_quorum(meeting.committee.council.nation, meeting.held_on),
    )
