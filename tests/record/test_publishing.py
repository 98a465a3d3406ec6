"""From the desk to the record: what each verb of publication does, and what it refuses."""

import datetime
import hashlib
import json

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


@pytest.fixture
def publisher():
    return making.make_user(first_name="Pat", last_name="Lee")


@pytest.fixture
def meeting():
    return making.make_minuted_meeting()


def test_publishing_puts_the_meeting_its_items_and_people_on_the_record(meeting, publisher):
    edition = verbs.publish(meeting, by=publisher, at=making.moment("2024-06-20"))
    shown = PublishedMeeting.objects.get()
    assert shown.address == "2024/06/13/harbour-panel"
    assert shown.state == "draft"
    assert shown.digest == edition.digest
    item = shown.items.get()
    assert (item.slug, item.title, item.outcome) == ("1", "Harbour dredging", "agreed")
    assert item.actions.get().task == "Order the dredger"
    assert shown.attendances.get().person == PublishedPerson.objects.get()
    meeting.refresh_from_db()
    assert (meeting.published_by, meeting.published_at) == (publisher, making.moment("2024-06-20"))


def test_the_agenda_shows_not_a_word_of_the_minutes(meeting, publisher):
    verbs.publish_agenda(meeting, by=publisher, at=making.moment("2024-06-05"))
    edition = Edition.objects.get()
    assert edition.kind == "agenda"
    assert edition.content["attendees"] == []
    (item,) = edition.content["items"]
    assert (item["title"], item["minute"], item["resolutions"], item["actions"]) == ("Harbour dredging", "", [], [])
    assert "dredged" not in edition.text
    assert PublishedMeeting.objects.get().state == "agenda"
    assert not PublishedPerson.objects.exists()
    assert Person.objects.get().public_slug == ""


def test_a_changed_agenda_is_a_new_edition(meeting, publisher):
    verbs.publish_agenda(meeting, by=publisher, at=making.moment("2024-06-05"))
    making.make_item(meeting=meeting, title="A late item", number="5a")
    verbs.publish_agenda(meeting, by=publisher, at=making.moment("2024-06-06"))
    assert [item.slug for item in PublishedItem.objects.all()] == ["1", "5a"]
    meeting.refresh_from_db()
    assert meeting.agenda_published_at == making.moment("2024-06-05")


def test_faults_stop_publication_all_at_once_and_nothing_changes(publisher):
    meeting = making.make_meeting()
    item = making.make_item(meeting=meeting, minute="", access="exempt", exempt_paragraph="3")
    with pytest.raises(CannotPublish) as refusal:
        verbs.publish(meeting, by=publisher)
    assert {fault.message for fault in refusal.value.faults} == {
        "Nobody is recorded as present.",
        f"Item {item} is exempt and has no public summary.",
    }
    assert not Edition.objects.exists()
    assert not PublishedMeeting.objects.exists()
    meeting.refresh_from_db()
    assert meeting.public_address == ""


def test_a_meeting_that_has_not_begun_has_no_minutes(publisher):
    meeting = making.make_minuted_meeting(starts_at=making.moment("2099-01-01"))
    with pytest.raises(CannotPublish, match="not taken place"):
        verbs.publish(meeting, by=publisher)


def test_minutes_are_published_once(meeting, publisher):
    verbs.publish(meeting, by=publisher)
    with pytest.raises(CannotPublish, match="correct them instead"):
        verbs.publish(meeting, by=publisher)


def test_editing_the_desk_after_publication_changes_nothing_public(meeting, publisher):
    verbs.publish(meeting, by=publisher)
    before = PublishedItem.objects.values().get()
    item = meeting.items.get()
    item.title, item.minute = "Something else", "<p>Other words</p>"
    item.save()
    assert PublishedItem.objects.values().get() == before
    meeting.refresh_from_db()
    assert verbs.is_ahead_of_record(meeting)


def test_a_correction_needs_a_reason_and_a_change(meeting, publisher):
    verbs.publish(meeting, by=publisher)
    with pytest.raises(CannotPublish, match="Nothing has changed"):
        verbs.correct(meeting, by=publisher, reason="A slip")
    meeting.items.update(title="Harbour and channel dredging")
    with pytest.raises(CannotPublish, match="needs its reason"):
        verbs.correct(meeting, by=publisher, reason="  ")
    verbs.correct(meeting, by=publisher, reason="A slip", at=making.moment("2024-07-01"))
    assert PublishedItem.objects.get().title == "Harbour and channel dredging"
    assert PublishedMeeting.objects.get().editions[-1] == {
        "number": 2,
        "kind": "correction",
        "made_on": "2024-07-01",
        "reason": "A slip",
    }


def test_confirming_names_the_day_and_the_meeting_if_it_is_public(meeting, publisher):
    following = making.make_minuted_meeting(starts_at=making.moment("2024-07-11"))
    verbs.publish(meeting, by=publisher, at=making.moment("2024-06-20"))
    verbs.publish_agenda(following, by=publisher, at=making.moment("2024-07-01"))
    following.refresh_from_db()
    verbs.confirm(meeting, by=publisher, at_meeting=following, at=making.moment("2024-07-11"))
    shown = PublishedMeeting.objects.get(held_on="2024-06-13")
    assert shown.state == "confirmed"
    assert shown.content["confirmed"] == {"on": "2024-07-11", "at": "2024/07/11/harbour-panel"}


def test_a_confirming_meeting_that_is_not_public_is_not_named(meeting, publisher):
    following = making.make_minuted_meeting(starts_at=making.moment("2024-07-11"))
    verbs.publish(meeting, by=publisher, at=making.moment("2024-06-20"))
    verbs.confirm(meeting, by=publisher, at_meeting=following, at=making.moment("2024-07-11"))
    assert PublishedMeeting.objects.get().content["confirmed"] == {"on": "2024-07-11", "at": ""}


@pytest.mark.parametrize(
    ("given", "why"),
    [({}, "Say on which day"), ({"on": datetime.date(2024, 6, 1)}, "before the meeting was held")],
)
def test_confirming_is_refused_without_a_sensible_day(meeting, publisher, given, why):
    verbs.publish(meeting, by=publisher)
    with pytest.raises(CannotPublish, match=why):
        verbs.confirm(meeting, by=publisher, **given)


def test_withdrawing_leaves_a_page_that_says_why_and_takes_the_content_away(meeting, publisher):
    verbs.publish(meeting, by=publisher)
    verbs.withdraw(meeting, by=publisher, reason="A name should not be here", at=making.moment("2024-07-01"))
    shown = PublishedMeeting.objects.get()
    assert shown.state == "withdrawn"
    assert shown.content["withdrawn"] == {"on": "2024-07-01", "reason": "A name should not be here"}
    assert not PublishedItem.objects.exists()
    assert "dredg" not in json.dumps(shown.content)


def test_a_cancelled_meeting_stays_marked(meeting, publisher):
    verbs.cancel(meeting, by=publisher, reason="No business", at=making.moment("2024-06-05"))
    shown = PublishedMeeting.objects.get()
    assert shown.is_cancelled
    assert shown.content["cancelled"] == {"on": "2024-06-05", "reason": "No business"}
    with pytest.raises(CannotPublish, match="was cancelled"):
        verbs.publish(meeting, by=publisher)


def test_a_second_meeting_of_a_day_gets_an_address_of_its_own(meeting, publisher):
    second = making.make_minuted_meeting(starts_at=making.moment("2024-06-13", "19:00"))
    verbs.publish(meeting, by=publisher)
    verbs.publish(second, by=publisher)
    assert set(PublishedMeeting.objects.values_list("address", flat=True)) == {
        "2024/06/13/harbour-panel",
        "2024/06/13/harbour-panel-2",
    }


def test_a_hidden_person_of_the_same_name_takes_no_address_away(meeting, publisher):
    making.make_person(name="Member Same")
    making.make_attendee(meeting=meeting, person=making.make_person(name="Member Same"))
    verbs.publish(meeting, by=publisher)
    assert PublishedPerson.objects.filter(slug="member-same").exists()


def test_members_of_the_public_get_no_page(meeting, publisher):
    making.make_attendee(meeting=meeting, person=making.make_person(name="A Resident", kind="public", honorific=""))
    verbs.publish(meeting, by=publisher)
    assert PublishedMeeting.objects.get().content["attendees"][-1] == {
        "name": "A Resident",
        "person": None,
        "role": "Chair",
        "attendance": "present",
        "substitute_for": "",
        "arrived": "",
        "left": "",
    }
    assert not PublishedPerson.objects.filter(name="A Resident").exists()


def test_an_exempt_item_shows_paragraph_and_summary_only(meeting, publisher):
    making.make_item(
        meeting=meeting,
        title="Sale of land",
        minute="",
        access="exempt",
        exempt_paragraph="3",
        public_summary="The Panel considered an offer.",
    )
    verbs.publish(meeting, by=publisher)
    content = PublishedItem.objects.get(title="Sale of land").content
    assert content["minute"] == ""
    assert content["exemption"]["summary"] == "The Panel considered an offer."
    assert content["exemption"]["words"].startswith("Paragraph 3 of Part 1 of Schedule 12A")


def test_scripts_that_reached_the_desk_stop_at_the_gate(meeting, publisher):
    meeting.items.update(minute='<p onclick="x()">Words<script>alert(1)</script> <a href="javascript:x">here</a></p>')
    verbs.publish(meeting, by=publisher)
    assert PublishedItem.objects.get().content["minute"] == '<p>Words <a rel="noopener noreferrer">here</a></p>'


def test_progress_of_an_action_is_shown_beside_the_edition(meeting, publisher):
    verbs.publish(meeting, by=publisher)
    before = Edition.objects.count()
    action = meeting.items.get().actions.get()
    action.completed_on = datetime.date(2024, 7, 20)
    action.save()
    action.updates.create(reported_on=datetime.date(2024, 7, 1), text="Tendered", is_public=True)
    action.updates.create(reported_on=datetime.date(2024, 7, 2), text="Supplier is late again", is_public=False)
    verbs.show_progress(meeting.__class__.objects.get(pk=meeting.pk))
    shown = PublishedAction.objects.get()
    assert shown.completed_on == datetime.date(2024, 7, 20)
    assert shown.updates == [{"on": "2024-07-01", "text": "Tendered"}]
    assert PublishedItem.objects.get().progress["1"]["completed_on"] == "2024-07-20"
    assert PublishedMeeting.objects.get().progress["1"]["1"]["updates"] == shown.updates
    assert Edition.objects.count() == before


def test_progress_survives_a_correction(meeting, publisher):
    verbs.publish(meeting, by=publisher)
    meeting.items.get().actions.update(completed_on=datetime.date(2024, 7, 20))
    meeting.items.update(title="Dredging the harbour")
    verbs.correct(meeting, by=publisher, reason="Slip")
    assert PublishedAction.objects.get().completed_on == datetime.date(2024, 7, 20)


def test_an_issue_is_public_once_a_published_item_belongs_to_it(meeting, publisher):
    issue = Issue.objects.create(title="Dredging")
    meeting.items.update(issue=issue)
    assert not PublishedIssue.objects.exists()
    verbs.publish(meeting, by=publisher)
    assert PublishedItem.objects.get().issue == PublishedIssue.objects.get(title="Dredging")


def test_papers_go_to_the_shelf_of_the_record_under_their_digest(meeting, publisher):
    paper = meeting.documents.model(meeting=meeting, item=meeting.items.get(), title="Survey", kind="report")
    paper.file.save("survey.txt", ContentFile(b"The channel is shallow."))
    draft = meeting.documents.model(meeting=meeting, title="Draft minutes", kind="minutes")
    draft.file.save("draft.txt", ContentFile(b"not yet"))
    verbs.publish_agenda(meeting, by=publisher)
    shown = PublishedDocument.objects.get()
    assert (shown.title, shown.filename, shown.size) == ("Survey", "survey.txt", 23)
    with storages["record"].open(shown.digest) as stream:
        assert stream.read() == b"The channel is shallow."


def test_the_preview_is_what_publishing_would_show_and_keeps_nothing(meeting, publisher):
    content = verbs.preview(meeting)
    meeting.refresh_from_db()
    assert meeting.public_address == ""
    assert not Edition.objects.exists()
    verbs.publish(meeting, by=publisher)
    assert content == Edition.objects.get().content


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
