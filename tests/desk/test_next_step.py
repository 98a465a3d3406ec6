"""The box above a meeting's forms says how it stands and offers the next step; the form has one button that saves."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.publishing import publish as verbs
from tests import making
from tests.desk.test_forms import change, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher():
    return making.make_user()


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def desk(publisher):
    return client_of(publisher)


def standing(page) -> str:
    """The box that says how the meeting stands, with its marks."""
    return page.text.split('<div class="standing">')[1].split("</div>")[0]


def offered(client, meeting) -> tuple[str, str]:
    """The words of the next step on the meeting's form, and where they lead."""
    box = standing(client.get(change(meeting)))
    found = re.search(r'<a href="([^"]*)" class="button">([^<]*)</a>', box)
    return (found[2], found[1]) if found else ("", "")


def publication(meeting) -> str:
    return reverse("admin:meetings_meeting_publication", args=[meeting.pk])


def test_faults_before_the_minutes_can_be_published_are_counted(desk):
    meeting = making.make_meeting()
    assert offered(desk, meeting) == ("2 faults before the minutes can be published", f"{publication(meeting)}#checks")
    making.make_attendee(meeting=meeting)
    assert offered(desk, meeting)[0] == "1 fault before the minutes can be published"
    assert 'id="checks"' in desk.get(publication(meeting)).text


def test_each_stage_of_a_meeting_offers_its_step_and_the_page_has_it(desk, publisher):
    meeting = making.make_minuted_meeting(starts_at=timezone.now() + timezone.timedelta(days=9))

    def step() -> str:
        words, where = offered(desk, meeting)
        page, _, place = where.partition("#")
        assert not where or f'id="{place}"' in desk.get(page).text
        return words

    assert step() == "Publish the agenda"
    verbs.publish_agenda(meeting, by=publisher)
    assert step() == ""
    meeting.starts_at = timezone.now() - timezone.timedelta(days=2)
    meeting.save()
    assert step() == "Publish the minutes"
    verbs.publish(meeting, by=publisher)
    assert step() == "Confirm as a correct record"
    meeting.items.update(title="Silt")
    assert step() == "Publish the correction"
    meeting.items.update(title="")
    assert step() == "1 fault before the correction can be published"
    meeting.items.update(title="Silt")
    verbs.correct(meeting, by=publisher, reason="Slip")
    meeting.refresh_from_db()
    verbs.confirm(meeting, by=publisher, on=timezone.localdate())
    assert step() == ""
    verbs.withdraw(meeting, by=publisher, reason="A name")
    assert step() == ""


def test_the_other_pages_of_a_sitting_and_its_items_offer_it_too(desk):
    meeting = making.make_minuted_meeting()
    pages = [change(meeting.items.get())]
    pages += [reverse(f"admin:meetings_meeting_{page}", args=[meeting.pk]) for page in ("attendance", "numbering")]
    for page in pages:
        assert "Publish the minutes</a>" in standing(desk.get(page)), page


def test_who_may_not_publish_is_told_and_offered_what_he_can_do():
    meeting = making.make_minuted_meeting()
    clerk, reviewer = (client_of(making.make_user(name=name, group=name)) for name in ("Clerk", "Reviewer"))
    assert offered(clerk, meeting) == ("", "")
    assert f'<a href="{publication(meeting)}">Next, for a publisher: publish the minutes</a>' in standing(
        clerk.get(change(meeting))
    )
    meeting.items.all().delete()
    assert offered(clerk, meeting)[0] == "1 fault before the minutes can be published"
    assert offered(reviewer, meeting) == ("", "")
    assert "1 fault before the minutes can be published</a>" in standing(reviewer.get(change(meeting)))


def buttons(page) -> list[str]:
    row = page.text.split('<div class="submit-row">')[1].split("</div>")[0]
    return re.findall(r'<input type="submit" value="([^"]*)"', row)


def test_one_button_saves_and_stays(desk):
    meeting = making.make_minuted_meeting()
    person = meeting.attendees.get().person
    assert buttons(desk.get(change(meeting))) == ["Save", "Save and preview", "Save and publish"]
    # No preview is offered of what has none.
    assert buttons(desk.get(change(person))) == buttons(desk.get(reverse("admin:meetings_person_add"))) == ["Save"]
    assert buttons(desk.get(reverse("admin:meetings_meeting_add"))) == ["Save"]
    name = re.search(r'value="Save" class="default" name="(\w+)"', desk.get(change(person)).text)[1]
    answer = desk.post(change(person), filled(desk, change(person), ward="Quay") | {name: "Save"})
    assert (answer.status_code, answer.url) == (302, change(person))
    person.refresh_from_db()
    assert person.ward == "Quay"
