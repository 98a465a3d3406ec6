"""What an import guessed is remembered with the draft, shown on its form, and forgotten once a clerk has saved it."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from meetings.importers.guesses import guesses_in
from meetings.importers.minutes import ActionRead, AttendeeRead, Confidence, ItemRead, MeetingRead, Reading
from meetings.importers.save import save_draft
from meetings.models import Meeting, Review
from tests import making
from tests.desk.reviewing import handed_in, reading, sent
from tests.desk.test_forms import change, filled

pytestmark = pytest.mark.django_db
WHY = "The text does not call it an action."


def guess(value, why=WHY) -> Reading:
    return Reading(value, 0, 1, Confidence.GUESSED, why)


def printed(value) -> Reading:
    return Reading(value, 0, 1)


ITEM = ItemRead(
    printed("Moorings"),
    number=printed("4"),
    actions=(ActionRead(guess("Order the buoys"), owner=guess("Harbour Master")),),
)
READ = MeetingRead(
    time=guess(datetime.time(19), "Morning or evening is not said."),
    attendees=(AttendeeRead(printed("Councillor Lowe")),),
    items=(ITEM, ItemRead(printed("Dues"), number=printed("5"))),
)
OF_ITEM = "Action “Order the buoys”, owner “Harbour Master”. The text does not call it an action."
OF_MEETING = "Time “19:00”. Morning or evening is not said."


@pytest.fixture
def desk():
    client = Client()
    client.force_login(making.make_user())
    return client


@pytest.fixture
def draft() -> Meeting:
    return save_draft(READ, committee=making.make_committee(), day=datetime.date(2024, 6, 13)).meeting


def test_guesses_stay_with_the_item_and_the_meeting_they_are_of(draft):
    assert draft.guesses == [OF_MEETING]
    assert [item.guesses for item in draft.items.all()] == [[OF_ITEM], []]


def test_reading_the_same_again_tells_each_guess_once(draft):
    save_draft(READ, committee=draft.committee, day=draft.held_on)
    draft.refresh_from_db()
    assert (draft.guesses, draft.items.first().guesses) == ([OF_MEETING], [OF_ITEM])


def test_what_an_exempt_item_does_not_keep_is_no_guess_of_it():
    closed = ItemRead(
        printed("Offer"), is_exempt=True, exempt_paragraph=guess("3", "The first of several."), actions=ITEM.actions
    )
    assert guesses_in(closed.as_kept()) == ["Exempt paragraph “3”. The first of several."]


def test_saving_a_form_forgets_its_own_guesses_alone(desk, draft):
    item = draft.items.first()
    assert OF_ITEM in desk.get(change(item)).text
    assert OF_MEETING in desk.get(change(draft)).text
    desk.post(change(draft), filled(desk, change(draft)))
    draft.refresh_from_db()
    assert (draft.guesses, draft.items.first().guesses) == ([], [OF_ITEM])
    desk.post(change(item), filled(desk, change(item)))
    assert draft.items.first().guesses == []
    assert OF_ITEM not in desk.get(change(item)).text


def test_the_checks_ask_about_them_until_then(desk, draft):
    page = reverse("admin:meetings_meeting_publication", args=[draft.pk])
    assert OF_ITEM in desk.get(page).text
    assert OF_MEETING in desk.get(page).text
    for thing in (draft, draft.items.first()):
        desk.post(change(thing), filled(desk, change(thing)))
    text = desk.get(page).text
    assert OF_ITEM not in text
    assert OF_MEETING not in text


TEXT = """Harbour Panel
13 June 2024 at 7.00

4. Moorings
The Panel heard a report.
"""


@pytest.mark.parametrize(("time", "is_guess"), [("19:00", True), ("07:00", False)])
def test_what_the_clerk_changes_in_the_review_is_no_guess_any_more(desk, time, is_guess):
    making.make_committee()
    handed_in(desk, TEXT)
    review = Review.objects.get()
    assert reading(review).time == Reading(datetime.time(19), 30, 34, Confidence.GUESSED, reading(review).time.why)
    sent(desk, review, "accept", **{"meeting-time": time})
    assert bool(Meeting.objects.get().guesses) == is_guess
