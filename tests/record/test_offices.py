"""Private persons stand in no index of owners."""

import pytest

from meetings.record.offices import office_of
from tests.public.making import make_attendee

RESIDENT = make_attendee(name="Sam Hart", role="Member of the public")


@pytest.mark.parametrize(
    "owner",
    [
        "Harbour Master",
        "Councillor Amina Okafor",
        "Cabinet Member for Children’s Services",
        "Head of Service: Children's Social Care",
        "Executive Director, with the Hart Trust",
        "Clerk",
    ],
)
def test_offices_and_councillors_stay_as_printed(owner):
    attendees = [RESIDENT, make_attendee(person="amina-okafor"), make_attendee(name="Clerk")]
    assert office_of(owner, attendees) == owner


@pytest.mark.parametrize(
    "owner",
    ["Sam Hart", "Mr Sam Hart", "S. Hart, Mr", "Mrs Jo Lowe", "HART, Sam", "Sam Hart and the Clerk", "Dr Lowe", ""],
)
def test_private_persons_do_not(owner):
    attendees = [RESIDENT, make_attendee(name="Mr S. Hart")]
    assert office_of(owner, attendees) == ""


def test_somebody_with_a_page_is_no_private_person():
    assert office_of("Jo Lowe", [make_attendee(name="Jo Lowe", person="jo-lowe")]) == "Jo Lowe"
