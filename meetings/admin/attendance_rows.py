"""The rows of the attendance page: one for each member of the day and for everybody else who is on the list."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.models import Attendee, Meeting, Membership
from meetings.models.quorum import Tally, has_remote_quorum
from meetings.models.sittings import seats_held
from meetings.record.pages import CHAIR

THERE = (Attendee.Attendance.PRESENT, Attendee.Attendance.REMOTE)
ROLES = {
    Membership.Role.CHAIR: "Chair",
    Membership.Role.VICE_CHAIR: "Vice-chair",
    Membership.Role.CO_OPTED: "Co-opted member",
}
_IN_THE_CHAIR = re.compile(r",? ?\bin the chair$", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """Somebody with a seat, or on the list of the meeting, or both."""

    key: str
    name: str
    seat: Membership | None = None
    attendee: Attendee | None = None

    @property
    def is_substitute(self) -> bool:
        """Somebody who comes only in place of another."""
        return self.seat is None or self.seat.role == Membership.Role.SUBSTITUTE

    @property
    def counts(self) -> bool:
        """Whether being there counts towards the quorum; a co-opted member's does not."""
        return self.seat is None or self.seat.role != Membership.Role.CO_OPTED

    @property
    def is_guest(self) -> bool:
        """In attendance, and no member at this meeting."""
        return self.attendee is not None and self.attendee.attendance == Attendee.Attendance.IN_ATTENDANCE

    @property
    def seat_in_words(self) -> str:
        is_plain = self.seat is None or self.seat.role == Membership.Role.MEMBER
        return "" if is_plain else self.seat.get_role_display()

    @property
    def role(self) -> str:
        """As written down; before that, by the seat."""
        return self.attendee.role if self.attendee else ROLES.get(self.seat.role, "")

    @property
    def state(self) -> str:
        """A mark of what is written down, by which a change made in the meantime is seen."""
        one = self.attendee
        held = one and (one.attendance, one.role, one.arrived, one.left, one.substitute_for_id)
        return hashlib.sha256(repr(held).encode()).hexdigest()[:12]


def rows_of(meeting: Meeting) -> list[Row]:
    """Members of the day first, in the order of their seats, then others on the list. Two queries."""
    attendees = list(meeting.attendees.select_related("person"))
    by_person = {attendee.person_id: attendee for attendee in attendees if attendee.person_id}
    rows = [
        Row(f"person-{seat.person_id}", str(seat.person), seat, by_person.get(seat.person_id))
        for seat in seats_held(meeting.committee, meeting.held_on)
    ]
    seated = {row.attendee.pk for row in rows if row.attendee}
    others = [attendee for attendee in attendees if attendee.pk not in seated]
    return rows + [Row(f"attendee-{one.pk}", one.printed_name, None, one) for one in others]


def key_in_the_chair(rows: Sequence[Row]) -> str:
    """Who presided: a deputy in the chair before the chair by office; "" for nobody known."""
    roles = [(row.key, row.role) for row in rows if not row.is_guest]
    presiding = [key for key, role in roles if _IN_THE_CHAIR.search(role)]
    return next(iter(presiding + [key for key, role in roles if CHAIR.search(role)]), "")


def role_in_the_chair(role: str) -> str:
    """The role of who presided: “Vice-chair, in the chair”; the chair by office is simply “Chair”."""
    if CHAIR.search(role):
        return role
    return f"{role}, in the chair" if role else "In the chair"


def role_beside_the_chair(role: str) -> str:
    """The role of who did not preside."""
    return _IN_THE_CHAIR.sub("", role)


def tally(meeting: Meeting, rows: Sequence[Row]) -> Tally:
    """How many of the committee's own members, substitutes included, are written down as there."""
    there = [row.attendee.attendance for row in rows if row.counts and row.attendee]
    return Tally(
        present=there.count(Attendee.Attendance.PRESENT),
        remote=there.count(Attendee.Attendance.REMOTE),
        members=len([row for row in rows if row.seat and row.counts and not row.is_substitute]),
        quorum=meeting.committee.quorum,
        has_remote_quorum=has_remote_quorum(meeting.committee.council.nation, meeting.held_on),
    )
