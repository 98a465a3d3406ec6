"""Nothing typed into a review is ever lost: what cannot be so waits in its box, and keeps nothing else out."""

import pytest
from django.urls import reverse

from meetings.models import Meeting, Review
from tests import making
from tests.desk.reviewing import address, handed_in, reading, sent, shown

pytestmark = pytest.mark.django_db

FAULTS = {
    "meeting-date": ("someday", "Enter a valid date"),
    "meeting-time": ("noonish", "Enter a valid time"),
    "item-0-title": ("x" * 301, "at most 300 characters"),
    "item-0-resolutions-0-votes_for": ("-1", "greater than or equal to 0"),
    "item-0-actions-0-due_on": ("the ides", "Enter a valid date"),
    "attendee-0-other": ("Nobody Atall", "The directory has nobody"),
}


@pytest.mark.parametrize("do", ["keep", "accept"])
@pytest.mark.parametrize("name", FAULTS)
def test_a_box_that_cannot_be_so_keeps_its_words_and_lets_the_rest_be_kept(clerk, review, name, do):
    typed, why = FAULTS[name]
    sent(clerk, review, do, **{name: typed, "item-0-resolutions-1-text": "That all else be kept."})
    assert reading(review).items[0].resolutions[1].text.value == "That all else be kept."
    # Another day, another browser.
    page = clerk.get(address(review))
    assert why in page.text
    assert shown(clerk, review)[name] == typed
    assert not Meeting.objects.exists()


def test_what_else_stands_in_the_box_is_kept_with_it(clerk, review):
    other = making.make_person(name="Thomas Reed")
    typed = {
        "meeting-date": "someday",
        "meeting-venue": "Guildhall",
        "attendee-0-name": "N" * 201,
        "attendee-0-person": str(other.pk),
        "attendee-0-is_remote": "on",
    }
    sent(clerk, review, **typed)
    kept = shown(clerk, review)
    assert {name: kept.get(name) for name in typed} == typed
    typed |= {"meeting-date": "13 June 2024", "attendee-0-name": "Thomas Reed"}
    sent(clerk, review, "accept", **typed)
    meeting = Meeting.objects.get()
    assert (meeting.venue, meeting.attendees.first().person) == ("Guildhall", other)


def test_a_mended_box_leaves_nothing_behind(clerk, review):
    sent(clerk, review, **{"meeting-date": "someday"})
    sent(clerk, review, **{"meeting-date": "14 June 2024"})
    assert Review.objects.get().unfinished == {}
    assert str(reading(review).date.value) == "2024-06-14"
    assert "errornote" not in clerk.get(address(review)).text


@pytest.mark.parametrize("do", ["add-item:0", "leave-out-attendee:0", "undo"])
def test_nothing_is_rearranged_while_a_box_waits_to_be_mended(clerk, review, do):
    sent(clerk, review, "add-attendee")
    answer = sent(clerk, review, do, **{"item-0-title": "x" * 301, "attendee-1-name": "Ann Ash"})
    assert "nothing was rearranged" in answer.text
    assert [attendee.name.value for attendee in reading(review).attendees] == ["T Reed", "Ann Ash"]
    assert len(reading(review).items) == 1
    assert shown(clerk, review)["item-0-title"] == "x" * 301


def test_two_of_one_name_wait_with_what_was_chosen_for_each(clerk, review):
    one, other = making.make_person(name="Tom Reed"), making.make_person(name="Tessa Reed")
    sent(clerk, review, "add-attendee")
    typed = {
        "attendee-0-person": str(one.pk),
        "attendee-1-name": "T Reed",
        "attendee-1-other": "Councillor Tessa Reed",
    }
    answer = sent(clerk, review, **typed)
    assert "Two people are called T Reed" in answer.text
    kept = shown(clerk, review)
    assert {name: kept.get(name) for name in typed} == typed
    sent(clerk, review, "accept", **{"attendee-1-name": "Tessa Reed"})
    assert {attendee.person for attendee in Meeting.objects.get().attendees.all()} == {one, other}


def test_a_choice_that_is_surely_meant_outlives_a_namesake_that_waits(clerk, review):
    sent(clerk, review, "add-attendee")
    sent(clerk, review, **{"attendee-1-name": "T Reed", "attendee-1-person": "new"})
    one = making.make_person(name="Tom Reed")
    sent(clerk, review, **{"attendee-0-person": str(one.pk)})
    kept = shown(clerk, review)
    assert (kept["attendee-0-person"], kept["attendee-1-person"]) == (str(one.pk), "new")


def test_a_nul_typed_into_a_box_breaks_nothing(clerk, review):
    sent(clerk, review, **{"meeting-venue": "Guild\0hall"})
    assert shown(clerk, review)["meeting-venue"] == "Guildhall"


def test_a_second_window_is_shown_what_it_typed_beside_what_waits(clerk, review):
    old = shown(clerk, review)
    sent(clerk, review, **{"meeting-date": "someday"})
    answer = clerk.post(address(review), old | {"meeting-date": "never"})
    assert ("Date", "never") in answer.context["typed"]
    assert answer.context["form"].as_sent()["meeting-date"] == "someday"


def test_the_list_of_waiting_reviews_says_who_began_each_and_how_long_ago(clerk, review):
    handed_in(clerk, "Dear Sir")
    listed = clerk.get(reverse("admin:index")).text
    assert "begun 0\N{NO-BREAK SPACE}minutes ago by clerk, last changed" in listed
