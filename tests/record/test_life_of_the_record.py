"""The record as minutes are confirmed, cancelled and withdrawn, and people, issues and items come and go."""

import datetime
import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from meetings.models import Issue, Person
from meetings.publishing import publish as verbs
from meetings.publishing.directory import publish_directory
from meetings.publishing.publish import CannotPublish
from meetings.publishing.verify import verify_record
from meetings.record.models import (
    Edition,
    PublishedAction,
    PublishedCouncil,
    PublishedDocument,
    PublishedIssue,
    PublishedItem,
    PublishedMeeting,
    PublishedPerson,
)
from tests import making

pytestmark = pytest.mark.django_db


def paper_of(meeting, *, item=None, title="Survey", kind="report", text=b"The channel is shallow."):
    paper = meeting.documents.model(meeting=meeting, item=item, title=title, kind=kind)
    paper.file.save(f"{title.lower()}.txt", ContentFile(text))
    return paper


def test_nothing_of_an_exempt_item_goes_public_but_its_summary(meeting, publisher):
    item = making.make_item(
        meeting=meeting, minute="", access="exempt", exempt_paragraph="3", public_summary="An offer was considered."
    )
    making.make_resolution(item=item, text="That the offer of one million be taken.")
    making.make_action(item=item, task="Tell the bidder")
    paper_of(meeting, item=item, title="Offer", text=b"one million")
    verbs.publish_agenda(meeting, by=publisher)
    verbs.publish(meeting, by=publisher)
    for edition in Edition.objects.all():
        assert "million" not in edition.text
        assert "bidder" not in edition.text
        assert "Offer" not in edition.text
    assert not PublishedDocument.objects.exists()
    assert not storages["record"].exists(hashlib.sha256(b"one million").hexdigest())


def test_confirming_never_publishes_changes_that_no_one_gave_a_reason_for(meeting, publisher):
    verbs.publish(meeting, by=publisher)
    meeting.items.update(title="Something else")
    with pytest.raises(CannotPublish, match="publish the correction first"):
        verbs.confirm(meeting, by=publisher, on=datetime.date(2024, 7, 11))
    assert PublishedItem.objects.get().title == "Harbour dredging"


def test_minutes_are_not_confirmed_in_the_future_nor_at_a_cancelled_meeting(meeting, publisher):
    following = making.make_minuted_meeting(starts_at=making.moment("2024-07-11"))
    verbs.publish(meeting, by=publisher)
    with pytest.raises(CannotPublish, match="still to come"):
        verbs.confirm(meeting, by=publisher, at_meeting=following, at=making.moment("2024-07-01"))
    with pytest.raises(CannotPublish, match="was held on 11 July 2024"):
        verbs.confirm(meeting, by=publisher, at_meeting=following, on=datetime.date(2024, 7, 10))
    verbs.cancel(following, by=publisher, reason="Flood")
    following.refresh_from_db()
    with pytest.raises(CannotPublish, match="was cancelled"):
        verbs.confirm(meeting, by=publisher, at_meeting=following)


def test_cancelling_tells_nothing_of_an_agenda_that_was_never_published(meeting, publisher):
    verbs.cancel(meeting, by=publisher, reason="No business")
    assert "dredging" not in Edition.objects.get().text
    with pytest.raises(CannotPublish, match="was cancelled"):
        verbs.publish_agenda(meeting, by=publisher)


def test_cancelling_keeps_an_agenda_that_was_public(meeting, publisher):
    verbs.publish_agenda(meeting, by=publisher)
    verbs.cancel(meeting, by=publisher, reason="Flood")
    assert PublishedItem.objects.get().title == "Harbour dredging"


def test_withdrawn_agenda_of_a_cancelled_meeting_keeps_no_reason_for_the_cancelling(client, meeting, publisher):
    verbs.publish_agenda(meeting, by=publisher)
    verbs.cancel(meeting, by=publisher, reason="The illness of Jane Example", at=making.moment("2024-06-10"))
    verbs.withdraw(meeting, by=publisher, reason="A name", at=making.moment("2024-06-12"))
    here = "/meetings/2024/06/13/harbour-panel/"
    for end in ("", "minutes.json", "meeting.ics", "editions/3/", "editions/3.json"):
        answer = client.get(here + end)
        assert answer.status_code == 200
        assert "Jane Example" not in answer.text.replace("\r\n ", "")
    assert "<strong>Agenda withdrawn on 12 June 2024.</strong> A name" in client.get(here).text
    assert "The meeting was cancelled." in client.get(here).text
    event = client.get(f"{here}meeting.ics").text
    assert "STATUS:CANCELLED" in event
    assert "DESCRIPTION:Agenda withdrawn." in event
    assert list(verify_record()) == []


def test_withdrawn_minutes_can_be_published_again(meeting, publisher):
    verbs.publish(meeting, by=publisher)
    verbs.withdraw(meeting, by=publisher, reason="A name")
    verbs.publish(meeting, by=publisher)
    shown = PublishedMeeting.objects.get()
    assert (shown.state, shown.content["withdrawn"]) == ("draft", None)
    assert [edition["kind"] for edition in shown.editions] == ["minutes", "withdrawal", "minutes"]


def test_a_person_leaves_the_directory_with_the_last_minutes_that_name_them(meeting, publisher):
    verbs.publish(meeting, by=publisher)
    assert PublishedPerson.objects.exists()
    verbs.withdraw(meeting, by=publisher, reason="A name")
    assert not PublishedPerson.objects.exists()


def test_a_person_corrected_out_of_the_minutes_leaves_the_directory(meeting, publisher):
    guest = making.make_attendee(meeting=meeting, person=making.make_person(name="Guest"), role="Guest")
    verbs.publish(meeting, by=publisher)
    guest.delete()
    publish_directory()
    assert PublishedPerson.objects.filter(name="Guest").exists()
    assert list(verify_record()) == []
    verbs.correct(meeting, by=publisher, reason="Was not there")
    assert not PublishedPerson.objects.filter(name="Guest").exists()


def test_somebody_found_to_be_a_member_of_the_public_loses_the_page_with_the_correction(meeting, publisher):
    verbs.publish(meeting, by=publisher)
    Person.objects.update(kind="public")
    verbs.correct(meeting, by=publisher, reason="Not an officer")
    assert not PublishedPerson.objects.exists()


def test_an_action_reported_back_at_a_draft_is_linked_once_that_meeting_is_published(meeting, publisher):
    following = making.make_minuted_meeting(starts_at=making.moment("2024-07-11"))
    verbs.publish(meeting, by=publisher)
    meeting.items.get().actions.update(reported_back_at=following.items.get())
    verbs.show_progress(meeting)
    assert PublishedAction.objects.get().reported_back_at == ""
    verbs.publish(following, by=publisher)
    asked = PublishedAction.objects.get(item__meeting="2024/06/13/harbour-panel")
    assert asked.reported_back_at == "2024/07/11/harbour-panel/item/1"
    verbs.withdraw(following, by=publisher, reason="A name")
    asked.refresh_from_db()
    assert asked.reported_back_at == ""


def test_no_link_is_left_to_an_item_that_a_correction_took_out(meeting, publisher):
    later = making.make_minuted_meeting(starts_at=making.moment("2024-07-11"))
    going = making.make_item(meeting=later, title="Matters arising")
    action = meeting.items.get().actions.get()
    action.reported_back_at = going
    action.save()
    for each in (meeting, later):
        verbs.publish(each, by=publisher)
    public = PublishedAction.objects.get(item__meeting="2024/06/13/harbour-panel")
    assert public.reported_back_at == "2024/07/11/harbour-panel/item/2"
    going.delete()
    verbs.correct(later, by=publisher, reason="It was not dealt with.")
    public.refresh_from_db()
    assert public.reported_back_at == ""


def test_a_confirming_meeting_that_gets_its_page_later_is_no_change(meeting, publisher):
    following = making.make_minuted_meeting(starts_at=making.moment("2024-07-11"))
    verbs.publish(meeting, by=publisher)
    verbs.confirm(meeting, by=publisher, at_meeting=following)
    verbs.publish(following, by=publisher)
    meeting.refresh_from_db()
    assert not verbs.is_ahead_of_record(meeting)


def test_numbers_of_items_keep_their_addresses_apart(publisher):
    meeting = making.make_minuted_meeting()
    meeting.items.all().delete()
    for number in ["", "1", "5.1", "51", "5a", "C/12"]:
        making.make_item(meeting=meeting, number=number, title=f"Heading {number}")
    verbs.publish(meeting, by=publisher)
    assert [item.slug for item in PublishedItem.objects.all()] == ["heading-1", "1", "5-1", "51", "5a", "c-12"]


def test_a_missing_title_and_a_missing_paper_stop_publication(meeting, publisher):
    making.make_item(meeting=meeting, title="", number="7")
    paper = paper_of(meeting)
    paper.file.storage.delete(paper.file.name)
    with pytest.raises(CannotPublish) as refusal:
        verbs.publish(meeting, by=publisher)
    assert {fault.message for fault in refusal.value.faults} == {
        "Item 7 has no title.",
        "The file of the paper “Survey” is missing.",
    }


def test_the_council_named_is_the_one_that_meets_here(meeting, publisher):
    making.make_council(name="Aardvark Authority", slug="aardvark")
    publish_directory()
    verbs.publish(meeting, by=publisher)
    publish_directory()
    assert [council.name for council in PublishedCouncil.objects.current()] == ["Southcliff City Council"]


def test_a_deleted_issue_leaves_the_record(meeting, publisher):
    issue = Issue.objects.create(title="Dredging")
    meeting.items.update(issue=issue)
    verbs.publish(meeting, by=publisher)
    issue.delete()
    publish_directory()
    assert not PublishedIssue.objects.exists()


def test_an_action_deleted_at_the_desk_keeps_what_was_known_of_it(meeting, publisher):
    meeting.items.get().actions.update(completed_on=datetime.date(2024, 7, 20))
    verbs.publish(meeting, by=publisher)
    meeting.items.get().actions.all().delete()
    verbs.show_progress(type(meeting).objects.get(pk=meeting.pk))
    assert PublishedItem.objects.get().progress["1"]["completed_on"] == "2024-07-20"


def test_the_address_of_a_removed_item_is_never_given_again(meeting, publisher):
    verbs.publish(meeting, by=publisher)
    making.make_item(meeting=meeting, number="2", title="Moorings")
    meeting.items.get(number="1").delete()
    making.make_item(meeting=meeting, number="1", title="Another first", position=1)
    verbs.correct(meeting, by=publisher, reason="Wrong items")
    assert dict(PublishedItem.objects.values_list("title", "slug")) == {"Another first": "1-2", "Moorings": "2"}


def test_withdrawal_takes_the_reasons_of_earlier_corrections_along(meeting, publisher):
    verbs.publish(meeting, by=publisher)
    meeting.items.update(title="Dredging")
    verbs.correct(meeting, by=publisher, reason="The name of a child")
    verbs.withdraw(meeting, by=publisher, reason="A name")
    assert [edition["reason"] for edition in PublishedMeeting.objects.get().editions] == ["", "", "A name"]
