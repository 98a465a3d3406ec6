"""An exempt item is reviewed to its end: its summary, its paragraph, and the one decision that was taken in public."""

import pytest

from meetings.models import Item, Meeting, Review
from meetings.publishing import publish as verbs
from meetings.publishing.checks import faults_in_minutes
from meetings.record.models import Edition
from tests import making
from tests.desk.reviewing import address, handed_in, reading, sent
from tests.importers.test_open_decisions import EXCLUDED, GROUND

pytestmark = pytest.mark.django_db

CLOSED = (
    "Minutes of the meeting of the Harbour Panel held on Thursday 13 June 2024 at 10am\n\nPresent: Councillors A Ash "
    "(Chair), B Beech and C Cedar\n\n7. Roads\n\nThe Panel noted the roads.\n\n8. Crane\n\nRESOLVED {decision}\n\n"
    "The Panel heard what bid Zzsecret would cost.\n\nRESOLVED that bid Zzsecret be taken.\n\n"
    "9. Close\n\nThe meeting ended.\n"
)
EXEMPT = {"item-0-is_exempt": "on", "item-0-exempt_paragraph": "3"}


def test_an_item_made_exempt_is_accepted_complete(clerk, review):
    said = {"item-0-public_interest": "The price would be known.", "item-0-public_summary": "A lease was agreed."}
    sent(clerk, review, "accept", **EXEMPT, **said)
    item = Meeting.objects.get().items.get()
    assert (item.public_interest, item.public_summary) == ("The price would be known.", "A lease was agreed.")
    assert item.minute == ""
    assert not [fault for fault in faults_in_minutes(item.meeting) if fault.is_error and fault.at == item]


def test_a_summary_read_again_without_one_stays(clerk, review):
    sent(clerk, review, "accept", **EXEMPT, **{"item-0-public_summary": "A lease was agreed."})
    handed_in(clerk)
    sent(clerk, Review.objects.get(), "accept", **EXEMPT)
    assert Item.objects.get().public_summary == "A lease was agreed."


@pytest.mark.parametrize("name", ["exempt_paragraph", "public_interest", "public_summary"])
def test_what_is_written_for_an_exempt_item_is_never_taken_for_an_open_one(clerk, review, name):
    answer = sent(clerk, review, "accept", **{f"item-0-{name}": "3"})
    assert "Say that the item is exempt" in answer.text
    assert not Meeting.objects.exists()


def test_the_decision_to_exclude_the_public_is_shown_as_a_guess_and_becomes_public(clerk):
    handed_in(clerk, CLOSED.format(decision=EXCLUDED))
    review = Review.objects.get()
    titles = [item.title.value for item in reading(review).items]
    assert titles == ["Roads", "Exclusion of the public for item 8", "Crane", "Close"]
    assert "see that it says nothing else" in clerk.get(address(review)).text
    answer = sent(clerk, review, "accept", **{"item-2-public_summary": "A crane was chosen."})
    assert "8 Crane: exempt, so what was decided is not kept" in answer.text
    meeting = Meeting.objects.get()
    assert [item.title for item in meeting.items.all()] == titles
    verbs.publish(meeting, by=making.make_user())
    published = Edition.objects.get().text
    assert "that the public be excluded during this item" in published
    assert "A crane was chosen." in published
    assert "Zzsecret" not in published


def test_a_decision_with_more_in_it_is_not_opened_and_that_is_said(clerk):
    handed_in(clerk, CLOSED.format(decision=f"that the public be excluded {GROUND}, and bid Zzsecret be heard."))
    review = Review.objects.get()
    assert [item.title.value for item in reading(review).items] == ["Roads", "Crane", "Close"]
    answer = sent(clerk, review, "accept")
    assert "8 Crane: exempt, so what was decided is not kept" in answer.text
    assert "Zzsecret" not in str(list(Item.objects.values()))


def test_a_clerk_puts_a_decision_into_the_open_and_can_undo_it(clerk):
    handed_in(clerk, CLOSED.format(decision=f"that the public be excluded {GROUND}, and the doors be shut."))
    review = Review.objects.get()
    before = reading(review)
    assert 'value="decide-openly:1:0"' in clerk.get(address(review)).text
    assert 'value="decide-openly:0:0"' not in clerk.get(address(review)).text
    sent(clerk, review, "decide-openly:1:0")
    opened = reading(review).items[1]
    assert (opened.title.value, opened.is_exempt) == ("Exclusion of the public for item 8", False)
    assert len(opened.resolutions) == 1
    assert not opened.title.is_guess
    sent(clerk, review, "undo")
    assert reading(review) == before


@pytest.mark.parametrize("do", ["decide-openly:1:9", "decide-openly:9:0", "decide-openly:x"])
def test_a_decision_that_is_not_there_is_not_opened(clerk, do):
    handed_in(clerk, CLOSED.format(decision=EXCLUDED))
    review = Review.objects.get()
    before = reading(review)
    sent(clerk, review, do)
    assert reading(review) == before
