"""Who else has a form open: said on the form, renewed while it is open, forgotten soon after."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.models import OpenPage
from tests import making
from tests.desk.test_forms import change

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return making.make_minuted_meeting()


def clerk(name: str, **fields) -> Client:
    client = Client()
    client.force_login(making.make_user(name=name, group="Clerk", **fields))
    return client


def presence(thing) -> str:
    return reverse(f"admin:meetings_{thing._meta.model_name}_presence", args=[thing.pk])


def test_the_second_clerk_is_told_of_the_first_and_the_first_when_the_page_asks(meeting):
    jo, sam = clerk("jo", first_name="Jo", last_name="Lowe"), clerk("sam")
    assert "has had this page open" not in jo.get(change(meeting)).text
    since = f"{timezone.localtime(OpenPage.objects.get().opened_at):%H:%M}"
    assert f"Jo Lowe has had this page open since {since}." in sam.get(change(meeting)).text
    answer = jo.post(presence(meeting))
    assert answer.text.startswith("sam has had this page open since ")
    assert answer.headers["Content-Type"] == "text/plain"


def test_every_form_of_the_desk_says_so(meeting):
    jo, sam = clerk("jo"), clerk("sam")
    item = meeting.items.get()
    person = meeting.attendees.get().person
    for thing in (meeting, item, person, meeting.committee, item.resolutions.get(), item.actions.get()):
        jo.get(change(thing))
        assert "jo has had this page open since" in sam.get(change(thing)).text


def test_a_page_that_is_silent_for_minutes_is_closed(meeting):
    jo, sam = clerk("jo"), clerk("sam")
    jo.get(change(meeting))
    long_ago = timezone.now() - datetime.timedelta(minutes=4)
    OpenPage.objects.update(seen_at=long_ago, opened_at=long_ago)
    assert "has had this page open" not in sam.get(change(meeting)).text
    assert [page.user.username for page in OpenPage.objects.all()] == ["sam"]


def test_a_page_renewed_keeps_the_time_it_was_opened(meeting):
    jo = clerk("jo")
    jo.get(change(meeting))
    a_minute_ago = timezone.now() - datetime.timedelta(minutes=1)
    OpenPage.objects.update(seen_at=a_minute_ago, opened_at=a_minute_ago)
    jo.post(presence(meeting))
    page = OpenPage.objects.get()
    assert page.opened_at == a_minute_ago
    assert page.seen_at > a_minute_ago


def test_nobody_is_told_of_pages_that_are_not_his(meeting):
    clerk("jo").get(change(meeting))
    meeting.committee.clerks.add(making.make_user(name="own", group="Clerk"))
    stranger = clerk("sam")
    assert stranger.post(presence(meeting)).status_code == 404
    assert stranger.get(presence(meeting)).status_code == 405
    assert OpenPage.objects.count() == 1


def test_it_leaves_no_trace_in_the_history(meeting):
    from meetings.models.history import EVENT_MODELS

    before = sum(model.objects.count() for model in EVENT_MODELS.values())
    clerk("jo").get(change(meeting))
    clerk("sam").post(presence(meeting))
    assert sum(model.objects.count() for model in EVENT_MODELS.values()) == before
