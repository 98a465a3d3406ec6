"""The review: every value can be corrected, parts rearranged, and nothing is a draft until it is accepted."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting, Person, Review, SourceText
from meetings.publishing import publish as verbs
from tests import making
from tests.desk.reviewing import LATER, address, handed_in, reading, sent, shown
from tests.importers.readings_of import MOORINGS
from tests.importers.readings_of import page as page_of

pytestmark = pytest.mark.django_db


def test_accepting_makes_a_draft_and_opens_it(clerk, review):
    answer = sent(clerk, review, "accept")
    meeting = Meeting.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("admin:meetings_meeting_change", args=[meeting.pk])
    assert "Saved as a new draft." in answer.text
    assert meeting.is_draft
    assert meeting.items.get().resolutions.count() == 2


def test_the_source_goes_with_the_review(clerk, review):
    sent(clerk, review, "accept")
    assert not Review.objects.exists()
    assert not SourceText.objects.exists()


def test_corrections_are_kept_and_no_draft_is_made(clerk, review, panel):
    changes = {
        "meeting-venue": "Guildhall",
        "meeting-date": "17 June 2021",
        "item-0-title": "Moorings & buoys",
        "item-0-resolutions-0-outcome": "deferred",
        "item-0-resolutions-0-votes_for": "7",
    }
    sent(clerk, review, **changes)
    kept = reading(review)
    assert kept.venue.value == "Guildhall"
    assert str(kept.date.value) == "2021-06-17"
    assert kept.items[0].title.value == "Moorings & buoys"
    assert kept.items[0].resolutions[0].outcome == "deferred"
    assert kept.items[0].resolutions[0].votes_for.value == 7
    assert not Meeting.objects.exists()
    sent(clerk, review, "accept")
    meeting = Meeting.objects.get()
    assert (meeting.venue, str(meeting.held_on)) == ("Guildhall", "2021-06-17")
    assert meeting.items.get().resolutions.first().votes_for == 7


def test_a_review_sent_back_as_it_was_is_the_same(clerk, review):
    before = reading(review)
    sent(clerk, review)
    assert reading(review) == before


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"meeting-date": "someday"}, "Enter a valid date"),
        ({"meeting-time": "noonish"}, "Enter a valid time"),
        ({"item-0-title": "x" * 301}, "at most 300 characters"),
        ({"item-0-resolutions-0-votes_for": "-1"}, "greater than or equal to 0"),
        ({"attendee-0-other": "Nobody Atall"}, "The directory has nobody"),
    ],
)
def test_a_fault_is_told_and_what_was_typed_stays(clerk, review, changes, why):
    answer = sent(clerk, review, "accept", **changes)
    assert why in answer.text
    (value,) = changes.values()
    assert value in answer.text
    assert "That the moorings be renewed." in answer.text
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("emptied", "why"),
    [
        ("meeting-chosen", "Choose the committee."),
        ("meeting-date", "Give the date of the meeting."),
        ("item-0-title", "Give the item a title"),
        ("item-0-resolutions-1-text", "Fill this in, or leave it out."),
    ],
)
def test_what_a_draft_needs_is_asked_for_only_when_it_is_accepted(clerk, review, emptied, why):
    assert why not in sent(clerk, review, "keep", **{emptied: ""}).text
    answer = sent(clerk, review, "accept")
    assert why in answer.text
    assert not Meeting.objects.exists()


def test_items_are_split_merged_moved_and_left_out_and_the_last_change_undone(clerk, review):
    sent(clerk, review, "add-item:0", **{"item-0-title": "Moorings"})
    assert [item.title.value for item in reading(review).items] == ["Moorings", ""]
    sent(clerk, review, "move-up:1", **{"item-1-title": "Apologies"})
    assert [item.title.value for item in reading(review).items] == ["Apologies", "Moorings"]
    sent(clerk, review, "merge:1")
    (item,) = reading(review).items
    assert item.title.value == "Apologies"
    assert len(item.resolutions) == 2
    sent(clerk, review, "undo")
    assert [item.title.value for item in reading(review).items] == ["Apologies", "Moorings"]
    sent(clerk, review, "leave-out-item:0")
    sent(clerk, review, "leave-out-resolutions:0:1")
    (item,) = reading(review).items
    assert len(item.resolutions) == 1
    sent(clerk, review, "split:0", **{"item-0-split_at": "0"})
    assert len(reading(review).items) == 2


@pytest.mark.parametrize("do", ["merge:99", "leave-out-item:-7", "split:0", "move-up:x", "nonsense", "add-actions:5"])
def test_a_button_that_asks_for_what_is_not_there_changes_nothing(clerk, review, do):
    before = reading(review)
    assert sent(clerk, review, do).status_code == 200
    assert reading(review) == before


def test_people_are_matched_made_or_left_as_printed(clerk, review):
    assert shown(clerk, review)["attendee-0-person"] == "new"
    other = making.make_person(name="Thomas Reed")
    sent(clerk, review, **{"attendee-0-other": "Councillor Thomas Reed"})
    assert shown(clerk, review)["attendee-0-person"] == str(other.pk)
    sent(clerk, review, "accept")
    assert Meeting.objects.get().attendees.first().person == other


def test_somebody_new_goes_to_the_directory_once(clerk, review):
    handed_in(clerk, LATER)
    for waiting in Review.objects.order_by("pk"):
        sent(clerk, waiting, "accept")
    assert Person.objects.filter(name="T Reed", honorific="Councillor").count() == 1
    assert {meeting.attendees.first().person.name for meeting in Meeting.objects.all()} == {"T Reed"}


def test_a_name_as_printed_makes_no_person(clerk, review):
    sent(clerk, review, "accept", **{"attendee-0-person": ""})
    attendee = Meeting.objects.get().attendees.first()
    assert (attendee.person, attendee.name) == (None, "Councillor T Reed")


def test_a_match_by_initials_is_marked_as_a_guess(clerk, review):
    person = making.make_person(name="Thomas Reed")
    handed_in(clerk)
    answer = clerk.get(address(Review.objects.latest("pk")))
    assert "A guess: the family name and the initial fit." in answer.text
    assert answer.context["form"].attendees[0].initial["person"] == str(person.pk)


def test_several_meetings_are_accepted_one_after_the_other(clerk):
    handed_in(clerk, f"{MOORINGS}\n\n{LATER}")
    first, second = Review.objects.order_by("position")
    answer = sent(clerk, first, "accept")
    assert answer.redirect_chain[-1][0] == address(second)
    sent(clerk, second, "accept")
    assert [str(meeting.held_on) for meeting in Meeting.objects.order_by("starts_at")] == ["2024-06-13", "2024-07-11"]
    assert not SourceText.objects.exists()


def test_a_second_window_overwrites_nothing_and_shows_what_it_had(clerk, review):
    old = shown(clerk, review)
    sent(clerk, review, **{"meeting-venue": "Guildhall"})
    answer = clerk.post(address(review), old | {"do": "accept", "item-0-title": "Typed in the second window"})
    assert "changed in another window" in answer.text
    assert "Typed in the second window" in answer.text
    assert reading(review).venue.value == "Guildhall"
    assert not Meeting.objects.exists()


def test_the_page_keeps_itself_without_being_asked(clerk, review):
    headers = {"Accept": "application/json"}
    said = sent(clerk, review, headers=headers, **{"meeting-venue": "Guildhall"})
    assert said.json()["version"] == 2
    assert reading(review).venue.value == "Guildhall"
    assert said.json()["faults"] == []
    (fault,) = sent(clerk, review, headers=headers, **{"meeting-date": "someday"}).json()["faults"]
    assert "Enter a valid date" in fault
    old = clerk.post(address(review), {"version": "1"}, headers=headers)
    assert old.status_code == 409


def test_a_review_is_thrown_away(clerk, review):
    sent(clerk, review, "discard")
    assert not Review.objects.exists()
    assert not SourceText.objects.exists()
    assert not Meeting.objects.exists()
    assert clerk.get(address(review)).status_code == 404


def test_minutes_that_are_public_are_said_so_and_refused(clerk, panel):
    meeting = making.make_minuted_meeting(committee=panel)
    verbs.publish(meeting, by=making.make_user())
    handed_in(clerk)
    review = Review.objects.get()
    assert "are on the record already" in clerk.get(address(review)).text
    answer = sent(clerk, review, "accept")
    assert "change them at the desk instead" in answer.text
    assert meeting.items.count() == 1


def test_an_exempt_item_keeps_its_paragraph_and_no_minute(clerk, review):
    exempt = {"item-0-is_exempt": "on"}
    assert "Give the paragraph of the schedule" in sent(clerk, review, "accept", **exempt).text
    answer = sent(clerk, review, "accept", **exempt, **{"item-0-exempt_paragraph": "99"})
    assert "no paragraph 99" in answer.text
    sent(clerk, review, "accept", **exempt, **{"item-0-exempt_paragraph": "3"})
    item = Meeting.objects.get().items.get()
    assert (item.is_exempt, item.exempt_paragraph, item.minute) == (True, "3", "")
    assert not item.resolutions.exists()


def test_movers_votes_and_interests_are_those_of_people_at_the_meeting(clerk, review):
    sent(clerk, review, "add-declarations:0")
    changes = {
        "item-0-resolutions-0-mover": "Reed",
        "item-0-resolutions-0-seconder": "Nobody Known",
        "item-0-declarations-0-name": "T Reed",
        "item-0-declarations-0-description": "He moors a boat.",
        "item-0-declarations-0-has_left_the_room": "on",
    }
    sent(clerk, review, "accept", **changes)
    item = Meeting.objects.get().items.get()
    reed = Meeting.objects.get().attendees.first()
    resolution = item.resolutions.first()
    assert (resolution.mover, resolution.seconder) == (reed, None)
    declaration = item.declarations.get()
    assert (declaration.attendee, declaration.has_left_the_room) == (reed, True)


def test_the_page_asks_few_questions_however_long_the_minutes(clerk, django_assert_max_num_queries):
    handed_in(clerk, page_of("scrutiny_item.txt"))
    review = Review.objects.get()
    with django_assert_max_num_queries(12):
        clerk.get(address(review))


@pytest.mark.parametrize(
    "do", ["leave-out-item:-1", "leave-out-resolutions:0", "leave-out-resolutions:0:7", "split:" + "9" * 5000]
)
def test_no_button_changes_what_it_does_not_name(clerk, review, do):
    before = reading(review)
    assert sent(clerk, review, do, **{"item-0-split_at": "9" * 5000}).status_code == 200
    assert reading(review) == before


def test_a_second_press_of_the_last_button_is_answered_in_words(clerk, review):
    again = shown(clerk, review) | {"do": "accept"}
    clerk.post(address(review), again)
    assert "That review is done" in clerk.post(address(review), again, follow=True).text
    assert Meeting.objects.count() == 1


def test_a_second_window_throws_nothing_away(clerk, review):
    old = shown(clerk, review)
    sent(clerk, review, **{"meeting-venue": "Guildhall"})
    clerk.post(address(review), old | {"do": "discard"})
    assert reading(review).venue.value == "Guildhall"


def test_what_a_second_window_typed_into_an_item_that_is_gone_is_shown(clerk, review):
    sent(clerk, review, "add-item:0")
    old = shown(clerk, review) | {"item-1-title": "Typed into what is gone"}
    sent(clerk, review, "leave-out-item:1")
    answer = clerk.post(address(review), old)
    assert [value for _, value in answer.context["typed"]] == ["Typed into what is gone"]


def test_both_halves_of_a_split_exempt_item_stay_exempt(clerk, review):
    sent(clerk, review, **{"item-0-is_exempt": "on", "item-0-exempt_paragraph": "3"})
    sent(clerk, review, "split:0", **{"item-0-split_at": "0"})
    assert [item.is_exempt for item in reading(review).items] == [True, True]


def test_a_name_corrected_in_the_list_is_corrected_everywhere(clerk, review):
    sent(clerk, review, **{"item-0-resolutions-0-mover": "T Reed"})
    sent(clerk, review, "accept", **{"attendee-0-name": "Thomas Read"})
    meeting = Meeting.objects.get()
    assert [attendee.printed_name for attendee in meeting.attendees.all()] == ["Councillor Thomas Read"]
    item = meeting.items.get()
    assert (item.speakers.get(), item.resolutions.first().mover) == (meeting.attendees.get(),) * 2


def test_two_people_of_one_name_must_be_told_apart(clerk, review):
    sent(clerk, review, "add-attendee")
    answer = sent(clerk, review, **{"attendee-1-name": "T Reed", "attendee-1-person": ""})
    assert "Two people are called T Reed" in answer.text


def test_names_that_fit_nobody_at_the_meeting_are_told(clerk, review):
    answer = sent(clerk, review, "accept", **{"item-0-resolutions-0-mover": "Jane Absent"})
    assert "Jane Absent moved, but nobody at the meeting is surely called so." in answer.text


def test_a_clerk_needs_leave_to_change_meetings_and_to_add_people(review):
    user = making.make_user(name="half", group="Clerk")
    user.groups.clear()
    user.user_permissions.add(Permission.objects.get(codename="add_meeting"))
    half = Client()
    half.force_login(user)
    assert half.get(address(review)).status_code == 403


def test_a_draft_that_is_there_is_told_before_it_is_written_into(clerk, review, panel):
    making.make_meeting(committee=panel)
    assert "what was read is written into that draft" in clerk.get(address(review)).text


def test_after_a_button_the_page_goes_on_where_it_was_pressed(clerk, review):
    def goes_on_at(do: str) -> str:
        return clerk.post(address(review), shown(clerk, review) | {"do": do})["Location"].partition("#")[2]

    assert goes_on_at("add-attendee") == "attendee-1"
    assert goes_on_at("add-actions:0") == "item-0-actions-1"
    assert goes_on_at("add-item:0") == "item-1"
    assert goes_on_at("move-up:1") == "item-0"
    assert goes_on_at("leave-out-item:1") == "item-0"


def test_a_family_name_alone_is_not_offered_to_the_directory(clerk):
    handed_in(clerk, MOORINGS.replace("Councillor T Reed", "Councillor Reed"))
    assert shown(clerk, Review.objects.get()).get("attendee-0-person") is None
