"""People saved at the desk: what of them leaves the public side, and when."""

import pytest
from django.test import Client

from meetings.publishing import publish as verbs
from meetings.publishing.directory import publish_directory
from meetings.publishing.redact import redact
from meetings.publishing.verify import rebuild_record, verify_record
from meetings.record.models import PublishedPerson, PublishedResolution
from tests import making
from tests.desk.test_forms import change, filled

pytestmark = pytest.mark.django_db
MEETING = "/meetings/2024/06/13/harbour-panel/"
JANE = ["/people/jane-example/", "/people/jane-example/feed/"]
LISTS = ["/people/", "/sitemaps/people.xml", "/committees/harbour-panel/", "/resolutions/", "/search/?q=dredged"]
MINUTES = [MEETING, f"{MEETING}item/1/", f"{MEETING}minutes.json"]


@pytest.fixture
def publisher():
    return making.make_user()


@pytest.fixture
def desk(publisher):
    client = Client()
    client.force_login(publisher)
    return client


@pytest.fixture
def jane():
    """Taken for an officer, she has a seat, and every part in an item that minutes know."""
    meeting = making.make_minuted_meeting()
    person = making.make_person(name="Jane Example", honorific="Ms", kind="officer")
    meeting.committee.memberships.create(person=person, role="member")
    attendee = making.make_attendee(meeting=meeting, person=person, role="Resident")
    item = meeting.items.get()
    item.speakers.add(attendee)
    item.declarations.create(attendee=attendee, kind="other", description="She lives there.")
    item.resolutions.update(mover=attendee)
    item.resolutions.get().named_votes.create(attendee=attendee, choice="for")
    verbs.publish(meeting, by=making.make_user(name="world"))
    publish_directory()
    return attendee


def leading_to_her(client: Client) -> list[str]:
    edition = f"{MEETING}editions/1/"
    return [address for address in [*LISTS, *MINUTES, edition] if "jane-example" in client.get(address).text]


def test_person_who_turns_out_to_be_of_the_public_loses_the_page_and_all_that_leads_to_it(desk, client, jane):
    assert [client.get(address).status_code for address in JANE] == [200, 200]
    assert set(leading_to_her(client)) >= {"/people/", "/committees/harbour-panel/", "/sitemaps/people.xml", *MINUTES}
    desk.post(change(jane.person), filled(desk, change(jane.person), kind="public"))
    assert [client.get(address).status_code for address in JANE] == [404, 404]
    assert leading_to_her(client) == []
    # The minutes go on naming her.
    assert all("Ms Jane Example" in client.get(address).text for address in MINUTES)
    assert not PublishedPerson.objects.filter(slug="jane-example").exists()
    assert not PublishedResolution.objects.exclude(people=[]).exists()
    assert list(verify_record()) == []


def test_page_stays_away_whatever_comes_after_and_returns_with_a_mistake_that_is_mended(desk, client, publisher, jane):
    led = leading_to_her(client)
    desk.post(change(jane.person), filled(desk, change(jane.person), kind="public"))
    rebuild_record()
    assert leading_to_her(client) == []
    redact(jane.meeting, words=["channel"], reason="A slip", by=publisher)
    assert leading_to_her(client) == []
    assert client.get(JANE[0]).status_code == 404
    assert list(verify_record()) == []
    desk.post(change(jane.person), filled(desk, change(jane.person), kind="officer"))
    assert leading_to_her(client) == led
    assert [client.get(address).status_code for address in JANE] == [200, 200]
    assert list(verify_record()) == []
