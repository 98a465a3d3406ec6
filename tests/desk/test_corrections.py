"""Corrections from the ordinary forms, confirmation at an item, and the removal of personal data."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting
from meetings.publishing import publish as verbs
from meetings.publishing.verify import verify_record
from meetings.record.models import Edition, PublishedItem, PublishedMeeting
from tests import making
from tests.desk.test_forms import change, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    client = Client()
    client.force_login(making.make_user(name="clerk", group="Clerk"))
    return client


@pytest.fixture
def meeting(publisher):
    meeting = making.make_minuted_meeting()
    verbs.publish(meeting, by=publisher)
    meeting.refresh_from_db()
    return meeting


def page_of(meeting, name: str = "publication") -> str:
    return reverse(f"admin:meetings_meeting_{name}", args=[meeting.pk])


def test_save_and_publish_with_its_reason_saves_and_corrects_at_once(desk, meeting):
    item = meeting.items.get()
    given = {"correction-reason": "Wrong heading", "correction-ordered_by": "Panel, 11 July, item 3"}
    answer = desk.post(change(item), filled(desk, change(item), title="Silt", _publish="x", **given), follow=True)
    assert "The correction is public, with its reason." in answer.text
    assert PublishedItem.objects.get().title == "Silt"
    edition = Edition.objects.last()
    assert (edition.kind, edition.reason, edition.ordered_by) == (
        "correction",
        "Wrong heading",
        "Panel, 11 July, item 3",
    )


def test_the_box_stands_on_the_forms_of_public_minutes_for_those_who_may_publish(desk, clerk, meeting):
    for address in (change(meeting), change(meeting.items.get())):
        assert 'name="correction-reason"' in desk.get(address).text
        assert "correction-reason" not in clerk.get(address).text
    draft = making.make_minuted_meeting(starts_at=making.moment("2024-07-11"))
    assert "correction-reason" not in desk.get(change(draft)).text


def test_without_a_reason_everything_is_saved_and_the_page_asks_with_what_was_typed(desk, meeting):
    data = filled(desk, change(meeting), venue="Guildhall", _publish="x", **{"correction-ordered_by": "Item 3"})
    answer = desk.post(change(meeting), data, follow=True)
    assert "Give the reason below" in answer.text
    assert 'value="Item 3"' in answer.text
    assert Meeting.objects.get().venue == "Guildhall"
    assert Edition.objects.count() == 1


def test_a_fault_keeps_the_change_at_the_desk_and_the_reason_typed(desk, meeting):
    item = meeting.items.get()
    data = filled(desk, change(item), _publish="x", **{"correction-reason": "Votes were wrong"})
    data["resolutions-0-votes_for"] = "99"
    answer = desk.post(change(item), data, follow=True)
    assert "more votes than" in answer.text
    assert Edition.objects.count() == 1
    assert item.resolutions.get().votes_for == 99
    item.resolutions.update(votes_for=1)
    assert "Votes were wrong" in desk.get(page_of(meeting)).text
    desk.post(page_of(meeting), {"step": "correct", "reason": "Votes were wrong"})
    assert Edition.objects.count() == 2
    item.resolutions.update(votes_for=0)
    assert ">Votes were wrong<" not in desk.get(page_of(meeting)).text


def test_saving_alone_keeps_the_change_at_the_desk_and_says_so(desk, meeting):
    data = filled(desk, change(meeting), venue="Guildhall", **{"correction-reason": "Wrong hall"})
    answer = desk.post(change(meeting), data | {"_continue": "Save and continue editing"}, follow=True)
    assert "the public still reads what was published last" in answer.text
    assert "The desk holds changes that the public does not see yet." in answer.text
    assert PublishedMeeting.objects.get().venue == "Town Hall"
    assert "Wrong hall" in desk.get(page_of(meeting)).text


def test_after_confirmation_the_order_or_a_clerical_error_is_asked_for(desk, meeting, publisher):
    verbs.confirm(meeting, by=publisher, on=meeting.held_on)
    meeting.items.update(title="Silt")
    answer = desk.post(page_of(meeting), {"step": "correct", "reason": "Slip"})
    assert "These minutes are confirmed" in answer.text
    assert Edition.objects.count() == 2
    desk.post(page_of(meeting), {"step": "correct", "reason": "Slip", "is_clerical_error": "on"})
    assert Edition.objects.last().is_clerical_error
    item = meeting.items.get()
    given = {"correction-reason": "Slip", "correction-is_clerical_error": "on"}
    desk.post(change(item), filled(desk, change(item), title="Silted", _publish="x", **given))
    assert PublishedItem.objects.get().title == "Silted"


def test_before_confirmation_no_box_for_a_clerical_error_is_shown(desk, meeting):
    assert "clerical" not in desk.get(change(meeting)).text


def test_confirming_at_an_item_names_its_meeting(desk, meeting):
    following = making.make_minuted_meeting(starts_at=making.moment("2024-07-11"))
    item = following.items.get()
    other = making.make_minuted_meeting(starts_at=making.moment("2024-08-08"))
    wrong = desk.post(page_of(meeting), {"step": "confirm", "at_item": item.pk, "at_meeting": other.pk})
    assert "This item is of the meeting of 11 July 2024." in wrong.text
    desk.post(page_of(meeting), {"step": "confirm", "at_item": item.pk})
    meeting.refresh_from_db()
    assert (meeting.confirmed_at_meeting, meeting.confirmed_at_item) == (following, item)


def test_an_agenda_is_withdrawn_and_published_again(desk, publisher):
    meeting = making.make_minuted_meeting()
    verbs.publish_agenda(meeting, by=publisher)
    desk.post(page_of(meeting), {"step": "withdraw_agenda", "reason": "Wrong month"})
    assert PublishedMeeting.objects.get().state == "agenda-withdrawn"
    assert "Agenda withdrawn" in desk.get(page_of(meeting)).text
    desk.post(page_of(meeting), {"step": "agenda"})
    assert PublishedMeeting.objects.get().state == "agenda"


def test_personal_data_is_removed_on_the_second_press_and_only_then(desk, meeting):
    given = {"words": "Harbour dredging\n", "reason": "A private matter"}
    shown = desk.post(page_of(meeting, "redaction"), given)
    assert "In 2 places" in shown.text
    assert Edition.objects.count() == 1
    # Other words than those shown are shown first.
    press = {"_redact": "yes", "shown": shown.context["shown"]}
    other = desk.post(page_of(meeting, "redaction"), given | press | {"words": "dredged"})
    assert other.context["count"] == 2
    assert Edition.objects.count() == 1
    answer = desk.post(page_of(meeting, "redaction"), given | press, follow=True)
    assert "The words are removed" in answer.text
    assert PublishedItem.objects.get().title == "[redacted]"
    assert list(verify_record()) == []


def test_a_reason_that_repeats_the_words_is_refused_in_words(desk, meeting):
    given = {"words": "dredging", "reason": "About Dredging"}
    shown = desk.post(page_of(meeting, "redaction"), given).context["shown"]
    answer = desk.post(page_of(meeting, "redaction"), given | {"_redact": "yes", "shown": shown})
    assert "must not repeat the words" in answer.text
    assert Edition.objects.count() == 1


def test_a_clerk_neither_sees_nor_reaches_the_removal(clerk, meeting):
    assert "Remove personal data" not in clerk.get(page_of(meeting)).text
    with transaction.atomic():
        assert clerk.post(page_of(meeting, "redaction"), {"words": "dredging", "reason": "x"}).status_code == 403
    assert clerk.get(page_of(meeting, "redaction")).status_code == 403
