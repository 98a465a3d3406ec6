"""After confirmation the minutes are the committee's: where it was agreed, and what changing them takes."""

import pytest

from meetings.models import Attendee, Person
from meetings.publishing import publish as verbs
from meetings.publishing.publish import CannotPublish
from meetings.publishing.verify import verify_record
from meetings.record.models import Edition, PublishedItem, PublishedMeeting
from tests import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def following(publisher):
    """The next meeting, its agenda public."""
    following = making.make_minuted_meeting(starts_at=making.moment("2024-07-11"))
    verbs.publish_agenda(following, by=publisher, at=making.moment("2024-07-01"))
    following.refresh_from_db()
    return following


@pytest.fixture
def confirmed(meeting, following, publisher):
    verbs.publish(meeting, by=publisher, at=making.moment("2024-06-20"))
    item = following.items.get()
    verbs.confirm(meeting, by=publisher, at_meeting=following, at_item=item, at=making.moment("2024-07-12"))
    meeting.refresh_from_db()
    return meeting


def test_confirmation_names_the_meeting_and_the_item(confirmed):
    shown = PublishedMeeting.objects.get(held_on="2024-06-13")
    assert shown.content["confirmed"] == {"on": "2024-07-11", "at": "2024/07/11/harbour-panel", "item": "1"}


def test_the_item_must_be_one_of_that_meeting(meeting, following, publisher):
    verbs.publish(meeting, by=publisher)
    for at_meeting in (following, None):
        with pytest.raises(CannotPublish, match="not one of the meeting"):
            verbs.confirm(
                meeting, by=publisher, at_meeting=at_meeting, on=following.held_on, at_item=meeting.items.get()
            )
    assert not PublishedMeeting.objects.get(held_on="2024-06-13").confirmed_on


def test_confirmed_minutes_change_by_order_or_where_the_pen_slipped(confirmed, publisher):
    confirmed.items.update(title="Dredging")
    for wrong, why in [({}, "are confirmed"), ({"ordered_by": "Item 3", "is_clerical_error": True}, "choose one")]:
        with pytest.raises(CannotPublish, match=why):
            verbs.correct(confirmed, by=publisher, reason="Title", **wrong)
    ordered = verbs.correct(confirmed, by=publisher, reason="Title", ordered_by=" Council, 1 August 2024, item 3 ")
    assert '"ordered_by":"Council, 1 August 2024, item 3"' in ordered.text
    confirmed.items.update(title="Dredgin")
    slip = verbs.correct(confirmed, by=publisher, reason="Letter lost", is_clerical_error=True)
    assert '"is_clerical_error":true' in slip.text
    shown = PublishedMeeting.objects.get(held_on="2024-06-13").editions
    assert shown[-2]["ordered_by"] == "Council, 1 August 2024, item 3"
    assert shown[-1]["is_clerical_error"] is True
    assert "ordered_by" not in shown[-1]
    assert list(verify_record()) == []


def test_what_few_editions_have_is_not_in_the_text_of_the_others(meeting, publisher):
    edition = verbs.publish(meeting, by=publisher)
    assert sorted(edition.facts) == ["kind", "made_at", "made_by", "number", "previous", "reason", "salt"]


@pytest.mark.parametrize("is_changed", [False, True])
def test_published_again_only_the_same_minutes_are_still_the_confirmed_ones(confirmed, publisher, is_changed):
    verbs.withdraw(confirmed, by=publisher, reason="By mistake")
    if is_changed:
        confirmed.items.update(title="Other business")
    verbs.publish(confirmed, by=publisher)
    confirmed.refresh_from_db()
    assert confirmed.is_confirmed is not is_changed
    assert PublishedMeeting.objects.get(held_on="2024-06-13").state == ("draft" if is_changed else "confirmed")


def test_an_agenda_published_by_mistake_is_taken_back_and_shown_again(meeting, publisher):
    verbs.publish_agenda(meeting, by=publisher, at=making.moment("2024-06-01"))
    verbs.withdraw(meeting, by=publisher, reason="Wrong month", at=making.moment("2024-06-02"))
    shown = PublishedMeeting.objects.get()
    assert (shown.state, shown.standing(making.moment("2024-06-02"))) == ("agenda-withdrawn", "Agenda withdrawn")
    assert not PublishedItem.objects.exists()
    meeting.refresh_from_db()
    assert meeting.standing == "Agenda withdrawn"
    with pytest.raises(CannotPublish, match="Nothing of this meeting is public"):
        verbs.withdraw(meeting, by=publisher, reason="Again")
    verbs.publish_agenda(meeting, by=publisher, at=making.moment("2024-06-03"))
    assert PublishedMeeting.objects.get().state == "agenda"
    assert PublishedItem.objects.get().title == "Harbour dredging"
    assert [edition.kind for edition in Edition.objects.all()] == ["agenda", "withdrawal", "agenda"]
    assert list(verify_record()) == []


def test_minutes_may_follow_a_withdrawn_agenda(meeting, publisher):
    verbs.publish_agenda(meeting, by=publisher)
    verbs.withdraw(meeting, by=publisher, reason="Wrong month")
    verbs.publish(meeting, by=publisher)
    assert PublishedMeeting.objects.get().state == "draft"


def test_published_minutes_go_on_naming_people_as_they_did(meeting, publisher):
    printed = meeting.attendees.get().printed_name
    verbs.publish(meeting, by=publisher)
    Person.objects.update(name="Amina Okafor-Reed")
    meeting.refresh_from_db()
    assert not verbs.is_ahead_of_record(meeting)
    assert Attendee.objects.get().printed_name == printed


def test_another_person_chosen_brings_his_own_name_and_a_name_typed_first_stays(meeting, publisher):
    verbs.publish(meeting, by=publisher)
    attendee = Attendee.objects.get()
    attendee.person = making.make_person(name="Bea Reed")
    attendee.save()
    assert Attendee.objects.get().printed_name == "Councillor Bea Reed"
    typed = making.make_attendee(meeting=meeting, name="Cllr Reed (Eastside)")
    typed = Attendee.objects.get(pk=typed.pk)
    typed.person = making.make_person(name="Ben Reed")
    typed.save()
    assert Attendee.objects.get(pk=typed.pk).printed_name == "Cllr Reed (Eastside)"
