"""The rows of the attendance page: one for each member of the day and for everybody else who is on the list."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.models import Attendee, Meeting, Membership, quorum
from meetings.models.quorum import Tally
from meetings.models.sittings import seats_and_attendees
from meetings.record.presiding import IN_THE_CHAIR, is_of_the_chair, place_of_chair

ROLES = {
    Membership.Role.CHAIR: "Chair",
    Membership.Role.VICE_CHAIR: "Vice-chair",
    Membership.Role.CO_OPTED: "Co-opted member",
}


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
        """Whether being there counts towards the quorum."""
        return quorum.counts_towards_it(self.seat)

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
    return [
        Row(f"person-{seat.person_id}", str(seat.person), seat, attendee)
        if seat
        else Row(f"attendee-{attendee.pk}", attendee.printed_name, None, attendee)
        for seat, attendee in seats_and_attendees(meeting, meeting.attendees.select_related("person"))
    ]


def key_in_the_chair(rows: Sequence[Row]) -> str:
    """Who presided; "" for nobody known."""
    members = [row for row in rows if not row.is_guest]
    place = place_of_chair([row.role for row in members])
    return "" if place is None else members[place].key


def role_in_the_chair(role: str) -> str:
    """The role of who presided: “Vice-chair, in the chair”; the chair by office is simply “Chair”."""
    if is_of_the_chair(role):
        return role
    return f"{role}, in the chair" if role else "In the chair"


def role_beside_the_chair(role: str) -> str:
    """The role of who did not preside."""
    return IN_THE_CHAIR.sub("", role)


def tally(meeting: Meeting, rows: Sequence[Row]) -> Tally:
    return quorum.tally(meeting, [(row.seat, row.attendee) for row in rows])
