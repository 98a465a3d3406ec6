"""The clerk's front door: nothing is saved before it is accepted, and bad input costs no typing."""

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting
from meetings.publishing import publish as verbs
from tests import making
from tests.importers.test_saving import PAGE

pytestmark = pytest.mark.django_db

PASTE, ACCEPT = "/admin/paste/", "/admin/paste/accept/"


@pytest.fixture
def panel():
    return making.make_committee()


@pytest.fixture
def clerk(panel):
    client = Client()
    client.force_login(making.make_user(name="clerk", group="Clerk"))
    return client


def accepted(panel, **changes) -> dict:
    return {"source": PAGE, "committee": panel.pk, "day": "13/06/2024", "time": "17:30", **changes}


def test_reviewing_saves_nothing(clerk):
    answer = clerk.post(PASTE, {"source": PAGE})
    assert answer.status_code == 200
    assert "What was read" in answer.text
    assert "That the moorings be renewed." in answer.text
    assert not Meeting.objects.exists()


def test_the_review_proposes_committee_and_date(clerk, panel):
    form = clerk.post(PASTE, {"source": PAGE}).context["form"]
    assert form.initial["committee"] == panel
    assert str(form.initial["day"]) == "2024-06-13"


def test_accepting_saves_a_draft_and_opens_it(clerk, panel):
    answer = clerk.post(ACCEPT, accepted(panel), follow=True)
    meeting = Meeting.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("admin:meetings_meeting_change", args=[meeting.pk])
    assert "Saved as a new draft." in answer.text
    assert meeting.is_draft


@pytest.mark.parametrize("day", ["17 June 2021", "17/06/2021", "2021-06-17"])
def test_dates_are_taken_as_people_write_them(clerk, panel, day):
    clerk.post(ACCEPT, accepted(panel, day=day))
    assert str(Meeting.objects.get().held_on) == "2021-06-17"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"day": "someday"}, "Enter a valid date"),
        ({"day": ""}, "This field is required"),
        ({"committee": ""}, "This field is required"),
        ({"time": "noonish"}, "Enter a valid time"),
    ],
)
def test_a_fault_is_told_and_the_source_is_kept(clerk, panel, changes, why):
    answer = clerk.post(ACCEPT, accepted(panel, **changes))
    assert why in answer.text
    assert "That the moorings be renewed." in answer.text
    assert answer.context["form"]["source"].value().replace("\r\n", "\n") == PAGE
    assert not Meeting.objects.exists()


def test_a_meeting_whose_minutes_are_public_is_refused_with_the_reason(clerk, panel):
    meeting = making.make_minuted_meeting(committee=panel)
    verbs.publish(meeting, by=making.make_user())
    answer = clerk.post(ACCEPT, accepted(panel))
    assert "change them at the desk instead" in answer.text
    assert meeting.items.count() == 1


def test_minutes_that_are_public_already_are_said_so_at_the_review(clerk, panel):
    meeting = making.make_minuted_meeting(committee=panel)
    verbs.publish(meeting, by=making.make_user())
    answer = clerk.post(PASTE, {"source": PAGE})
    assert reverse("admin:meetings_meeting_change", args=[meeting.pk]) in answer.text
    assert "are on the record already" in answer.text


def test_people_not_in_the_directory_are_offered_and_added_when_ticked(clerk, panel):
    assert "Not in the directory" in clerk.post(PASTE, {"source": PAGE}).text
    clerk.post(ACCEPT, accepted(panel, new_people=["T Reed"]))
    assert Meeting.objects.get().attendees.get().person.honorific == "Councillor"
    clerk.post(PASTE, {"source": PAGE})
    assert "In the directory as Councillor T Reed" in clerk.post(PASTE, {"source": PAGE}).text


@pytest.mark.parametrize("source", ["", "   \n\n ", "\x00", "Dear Sir, hello."])
def test_an_empty_paste_is_answered_in_words(clerk, source):
    answer = clerk.post(PASTE, {"source": source})
    assert answer.status_code == 200
    assert "errorlist" in answer.text


def test_markup_in_the_source_is_shown_and_never_run(clerk, panel):
    page = PAGE.replace("the moorings", "<script>alert(1)</script> the moorings")
    answer = clerk.post(PASTE, {"source": page})
    assert "<script>alert(1)" not in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
    clerk.post(ACCEPT, accepted(panel, source=page))
    assert "<script" not in Meeting.objects.get().items.get().minute


def test_line_ends_make_no_difference(clerk, panel):
    clerk.post(ACCEPT, accepted(panel, source=PAGE.replace("\n", "\r\n")))
    assert Meeting.objects.get().items.get().resolutions.count() == 2


def test_several_meetings_in_one_text_are_said_and_the_first_is_read(clerk):
    answer = clerk.post(PASTE, {"source": PAGE + "\n\n" + PAGE.replace("13/06/2024", "11/07/2024")})
    assert "1 more meeting" in answer.text


@pytest.mark.parametrize("address", [PASTE, ACCEPT])
def test_strangers_and_readers_are_kept_out(address, panel):
    assert Client().post(address).status_code == 302
    reader = Client()
    reader.force_login(making.make_user(name="reader", group="Clerk"))
    user = reader.get("/admin/").context["user"]
    user.groups.clear()
    assert reader.post(address, {"source": PAGE}).status_code == 403
