"""From the desk to the record: what each verb of publication does, and what it refuses."""

import datetime
import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Declaration, Issue, Meeting, Person, Vote
from meetings.publishing import publish as verbs
from meetings.publishing.publish import CannotPublish
from meetings.record.models import (
    Edition,
    PublishedAction,
    PublishedDocument,
    PublishedIssue,
    PublishedItem,
    PublishedMeeting,
    PublishedPerson,
)
from tests import making

pytestmark = pytest.mark.django_db


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
        "items": ["1"],
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


def test_an_item_of_a_public_agenda_belongs_to_an_issue_that_is_public(meeting, publisher):
    issue = Issue.objects.create(title="Dredging")
    coming = making.make_minuted_meeting(committee=meeting.committee, starts_at=making.moment("2024-09-12"))
    coming.items.update(issue=issue)
    verbs.publish_agenda(coming, by=publisher)
    assert not PublishedIssue.objects.exists()
    meeting.items.update(issue=issue)
    verbs.publish(meeting, by=publisher)
    joined = PublishedItem.objects.filter(issue__title="Dredging").order_by("meeting")
    assert [item.meeting.state for item in joined] == ["agenda", "draft"]
    verbs.withdraw(coming, by=publisher, reason="A name")
    assert [item.meeting.state for item in joined.all()] == ["draft"]


def test_an_issue_goes_with_the_last_public_minutes_though_an_agenda_has_it(meeting, publisher):
    issue = Issue.objects.create(title="Dredging")
    coming = making.make_minuted_meeting(committee=meeting.committee, starts_at=making.moment("2024-09-12"))
    for one in (meeting, coming):
        one.items.update(issue=issue)
    verbs.publish(meeting, by=publisher)
    verbs.publish_agenda(coming, by=publisher)
    assert PublishedItem.objects.filter(issue__title="Dredging").count() == 2
    verbs.withdraw(meeting, by=publisher, reason="A name")
    assert not PublishedIssue.objects.exists()
    assert not PublishedItem.objects.exclude(issue=None).exists()


def test_an_issue_goes_with_its_last_item_when_a_correction_takes_that_out(meeting, publisher):
    gone = making.make_item(meeting=meeting, issue=Issue.objects.create(title="Dredging"))
    verbs.publish(meeting, by=publisher)
    assert PublishedIssue.objects.exists()
    gone.delete()
    verbs.correct(meeting, by=publisher, reason="It was never dealt with")
    assert not PublishedIssue.objects.exists()


def test_an_issue_says_how_many_meetings_dealt_with_it_whose_minutes_are_public(meeting, publisher):
    issue = Issue.objects.create(title="Dredging")
    later = making.make_minuted_meeting(committee=meeting.committee, starts_at=making.moment("2024-09-12"))
    later.items.update(issue=issue)
    meeting.items.update(issue=issue)
    making.make_item(meeting=meeting, position=9, number="9", title="Dredging, the second time", issue=issue)

    def shown() -> list[int]:
        return list(PublishedIssue.objects.values_list("meetings", flat=True))

    verbs.publish(meeting, by=publisher)
    assert shown() == [1]
    verbs.publish_agenda(later, by=publisher)
    assert shown() == [1]
    verbs.publish(later, by=publisher)
    assert shown() == [2]
    verbs.withdraw(later, by=publisher, reason="A name")
    assert shown() == [1]
    meeting.refresh_from_db()
    meeting.items.exclude(number="9").update(issue=None)
    verbs.show_beside(meeting)
    assert shown() == [1]
    meeting.items.update(issue=None)
    verbs.show_beside(meeting)
    assert shown() == []


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


def _full_meeting(day: str, items: int) -> Meeting:
    """Minutes in which every item names people in every way there is."""
    meeting = making.make_meeting(starts_at=making.moment(day))
    chair, member, guest = [making.make_attendee(meeting=meeting, role=role) for role in ("Chair", "", "Engineer")]
    for _ in range(items):
        item = making.make_item(meeting=meeting)
        item.speakers.add(guest)
        Declaration.objects.create(item=item, attendee=member, kind="personal")
        resolution = making.make_resolution(item=item, mover=chair, seconder=member)
        Vote.objects.create(resolution=resolution, attendee=member, choice="for")
        making.make_action(item=item)
    return meeting


def test_fifteen_items_are_published_in_as_many_questions_as_three(publisher):
    asked = []
    for day, items in [("2024-05-02", 1), ("2024-05-09", 3), ("2024-05-16", 15)]:
        meeting = _full_meeting(day, items)
        with CaptureQueriesContext(connection) as queries:
            verbs.publish(meeting, by=publisher)
        asked.append(len(queries))
    assert asked[1] == asked[2] <= 56


def test_whoever_is_named_for_the_first_time_leads_to_a_page_wherever_he_is_named(publisher):
    edition = verbs.publish(_full_meeting("2024-05-02", 1), by=publisher)
    (item,) = edition.content["items"]
    (resolution,) = item["resolutions"]
    named = [*item["speakers"], *item["declarations"], *resolution["named_votes"]]
    named += [resolution["mover"], resolution["seconder"], *edition.content["attendees"]]
    assert len(named) == 8
    assert {person["person"] for person in named} == set(Person.objects.values_list("public_slug", flat=True)) - {""}
