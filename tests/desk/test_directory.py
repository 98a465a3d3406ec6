"""People and issues saved at the desk: what of them leaves the public side, and when."""

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Issue
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


def test_renamed_issue_keeps_its_address_unless_it_is_to_have_a_new_one(desk, client, publisher):
    issue = Issue.objects.create(title="Complaint of Jane Example")
    assert 'id="id_has_new_address"' not in desk.get(change(issue)).text
    meeting = making.make_minuted_meeting()
    meeting.items.update(issue=issue)
    verbs.publish(meeting, by=publisher)
    old, new = "/issues/complaint-of-jane-example/", "/issues/a-complaint/"
    desk.post(change(issue), filled(desk, change(issue), title="A complaint"))
    assert client.get(old).status_code == 200

    desk.post(change(issue), filled(desk, change(issue), has_new_address="on"))
    for end in ("", "feed/", "calendar.ics"):
        assert client.get(old + end).status_code == 404
        assert client.get(new + end).status_code == 200
    for address in ["/issues/", "/sitemaps/issues.xml", "/search/?q=dredging", "/feed/", new, *MINUTES]:
        assert "jane" not in client.get(address).text.lower()
    assert new in client.get(MINUTES[1]).text
    assert list(verify_record()) == []


def test_whoever_redacts_is_told_of_the_issue_that_keeps_the_words(desk, publisher):
    issue = Issue.objects.create(title="Complaint of Jane Example")
    meeting = making.make_minuted_meeting()
    meeting.items.update(issue=issue, title="Complaint of Jane Example")
    verbs.publish(meeting, by=publisher)
    address = reverse("admin:meetings_meeting_redaction", args=[meeting.pk])
    data = {"words": "Jane Example", "reason": "A private letter"}
    shown = desk.post(address, data)
    told = f'<a href="{change(issue)}">the issue “Complaint of [redacted]”</a>'
    assert f"<li>{told}: 2</li>" in shown.text
    done = desk.post(address, data | {"shown": shown.context["shown"], "_redact": "yes"}, follow=True)
    assert f"The words are still in {told}" in done.text
