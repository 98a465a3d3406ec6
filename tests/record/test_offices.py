"""Private persons stand in no index of owners."""

import json
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import F

import sample_archive
from benchmarks.world.directory import OFFICES
from meetings.record.models import PublishedAction
from meetings.record.offices import office_of
from tests.public.making import make_action, make_attendee, make_item, make_meeting

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
        "Head of Planning",
        "Mayor",
        "Lord Mayor's Office",
        "The Lord Mayor",
        "Director of Place",
        "Executive Director Place",
        "Democratic Services",
        "Highways",
        "Legal",
        "Town Clerk",
        "Vice-Chair",
        "Virtual School Head",
        "Section 151 Officer",
        "Head of Legal and Democratic Services",
        "Cabinet Member for Growth, Public Realm and Climate Change",
        "Strategic Lead – Housing",
        "Friends of the Pier",
        "Southcliff Safeguarding Children Partnership",
        "Pennaeth Cynllunio",
        "Councillor Mrs Okafor",
        "Cllr the Revd Jones",
        "Councillors Amina Okafor and Jo Lowe",
    ],
)
def test_offices_and_councillors_stay_as_printed(owner):
    attendees = [RESIDENT, make_attendee(person="amina-okafor"), make_attendee(name="Clerk")]
    attendees += [make_attendee(name="Head of Planning"), make_attendee(name="Director of Place")]
    assert office_of(owner, attendees) == owner


@pytest.mark.parametrize(
    "owner",
    ["Sam Hart", "Mr Sam Hart", "S. Hart, Mr", "Mrs Jo Lowe", "HART, Sam", "Sam Hart and the Clerk", "Dr Lowe", ""],
)
def test_private_persons_do_not(owner):
    attendees = [RESIDENT, make_attendee(name="Mr S. Hart")]
    assert office_of(owner, attendees) == ""


@pytest.mark.parametrize(
    "owner",
    [
        *(
            "Resident Mrs Jane Jones",
            "Prof Jane Jones",
            "Reverend Jane Jones",
            "Lady Jones",
            "Lord Jones",
            "Clerk, Dame Jo",
        ),
        *("Councillor Okafor and Mrs Jones", "Y Parch Jones", "Mr Mayor Jones"),
        *(
            "Jane Jones",
            "JANE JONES",
            "Jane Ann O’Neill",
            "Jane A Jones",
            "Jane Y. Jones",
            "Jane Jones-Smith",
            "J. Jones",
            "Resident: Jane Jones",
        ),
        *(
            "Jane Jones (resident)",
            "Clerk and Jane Jones",
            "Jane Jones – Clerk",
            "Jane Jones of Hill Road",
            "Jo Masters",
        ),
    ],
)
def test_nobody_stands_in_an_index_who_was_not_there(owner):
    assert office_of(owner, []) == ""


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        *(("Mr J Smith", owner) for owner in ["John Smith", "J. Smith", "Smith", "SMITH, John", "Clerk and Smith"]),
        *(("John Smith", owner) for owner in ["J Smith", "Head of Planning and J Smith", "Smith J, for the Clerk"]),
        ("SMITH, John", "Head of Planning and J Smith"),
        ("John Smith, Friends of the Pier", "Head of Planning and John Smith"),
        ("Revd Smith", "The Clerk with Smith"),
    ],
)
def test_who_was_there_is_known_by_family_name_and_initial(name, owner):
    assert office_of(owner, [make_attendee(name=name)]) == ""


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("Mr J Place", "Director of Place"),
        ("Mr J Place", "Place"),
        ("Mr J Smith", "Head of the Smith Trust"),
        ("Parish Clerk Jane Jones", "Parish Clerk"),
        ("Jane Jones, Parish Clerk", "Parish Clerk"),
    ],
)
def test_an_office_that_has_somebodys_family_name_in_it_stays(name, owner):
    assert office_of(owner, [make_attendee(name=name)]) == owner


def test_every_office_of_the_sample_archive_and_of_made_up_councils_stays():
    world = json.loads((Path(sample_archive.__file__).parent / "southcliff.json").read_text())
    owners = {
        one["owner"] for meeting in world["meetings"] for item in meeting["items"] for one in item.get("actions", [])
    }
    owners |= set(OFFICES)
    assert len(owners) > 30
    assert [owner for owner in owners if office_of(owner, [RESIDENT]) != owner] == []


def test_somebody_with_a_page_is_no_private_person():
    lowe = make_attendee(name="Councillor Jo Lowe", person="jo-lowe")
    assert office_of("Jo Lowe", [lowe]) == "Jo Lowe"
    assert office_of("Jo Lowe and the Clerk", [lowe]) == "Jo Lowe and the Clerk"
    assert office_of("J Lowe", [lowe]) == ""
    assert office_of("Jo Lowe", [lowe, make_attendee(name="Ms J Lowe")]) == ""


@pytest.mark.django_db
def test_the_migration_tells_offices_as_publishing_does():
    owners = ["Jane Jones", "J Smith", "Harbour Master", "Councillor Amina Okafor", ""]
    actions = [make_action(number=number, owner=owner) for number, owner in enumerate(owners, start=1)]
    make_meeting(items=[make_item(actions=actions)], attendees=[make_attendee(name="Mr John Smith"), RESIDENT])
    told = PublishedAction.objects.order_by("number").values_list("office", flat=True)
    assert list(told) == ["", "", *owners[2:]]
    # As the rule before would have them, and one that it left out.
    PublishedAction.objects.update(office=F("owner"))
    PublishedAction.objects.filter(owner="Harbour Master").update(office="")
    migration = import_module("meetings.record.migrations.0020_owners_that_are_offices")
    with connection.schema_editor() as editor:
        migration.fill_offices(apps, editor)
    assert list(told.all()) == ["", "", *owners[2:]]
