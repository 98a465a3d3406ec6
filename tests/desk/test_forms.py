"""The desk's ordinary forms: they save what a clerk types, whole, and publish only what and whom they may."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from meetings.models import Issue, Item, Meeting, Person
from meetings.publishing import publish as verbs
from meetings.publishing.verify import verify_record
from meetings.record.models import (
    Edition,
    PublishedAction,
    PublishedCommittee,
    PublishedIssue,
    PublishedItem,
    PublishedMeeting,
    PublishedPerson,
)
from tests import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    client = Client()
    client.force_login(making.make_user(name="clerk", group="Clerk"))
    return client


def filled(client: Client, address: str, **changes) -> dict:
    """The form at the address as a browser would send it back, with some boxes changed."""
    context = client.get(address).context
    forms = [context["adminform"].form]
    data = {}
    for formset in (inline.formset for inline in context["inline_admin_formsets"]):
        data |= {field.html_name: field.value() for field in formset.management_form}
        forms += formset.forms
    for form in forms:
        for field in form:
            value = field.value()
            names = getattr(field.field.widget, "widgets_names", None)
            if names:
                data |= {
                    field.html_name + suffix: part or ""
                    for suffix, part in zip(names, field.field.widget.decompress(value), strict=True)
                }
            elif value is not None and value is not False and "file" not in field.html_name:
                data[field.html_name] = value
    return {key: "" if value is None else value for key, value in (data | changes).items()}


def change(thing) -> str:
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])


def test_save_and_publish_saves_first_and_publishes_the_edit(desk):
    meeting = making.make_minuted_meeting()
    desk.post(change(meeting), filled(desk, change(meeting), venue="Guildhall", _publish="Save and publish"))
    assert PublishedMeeting.objects.get().venue == "Guildhall"


def test_save_and_publish_from_an_item_does_the_same(desk):
    item = making.make_minuted_meeting().items.get()
    desk.post(change(item), filled(desk, change(item), title="Silt", _publish="Save and publish"))
    assert PublishedMeeting.objects.get().items.get().title == "Silt"


def test_faults_keep_the_edit_and_publish_nothing(desk):
    meeting = making.make_meeting()
    answer = desk.post(change(meeting), filled(desk, change(meeting), venue="Guildhall", _publish="x"), follow=True)
    meeting.refresh_from_db()
    assert meeting.venue == "Guildhall"
    assert not Edition.objects.exists()
    for fault in ["Nobody is recorded as present.", "The meeting has no items."]:
        assert fault in answer.text
    attendance = reverse("admin:meetings_meeting_attendance", args=[meeting.pk])
    assert f'<a href="{attendance}">Nobody is recorded as present.</a>' in answer.text


def test_a_warning_asks_for_a_second_look_before_publishing(desk):
    meeting = making.make_minuted_meeting()
    meeting.attendees.update(role="")
    answer = desk.post(change(meeting), filled(desk, change(meeting), _publish="x"), follow=True)
    assert "Nobody present has the role of Chair." in answer.text
    assert not Edition.objects.exists()
    page = reverse("admin:meetings_meeting_publication", args=[meeting.pk])
    ticks = [box["key"] for box in answer.context["boxes"]]
    desk.post(page, {"step": "publish", "looked_at": ticks})
    assert Edition.objects.count() == 1


def test_save_and_publish_of_public_minutes_asks_for_the_reason(desk, publisher):
    meeting = making.make_minuted_meeting()
    verbs.publish(meeting, by=publisher)
    answer = desk.post(change(meeting), filled(desk, change(meeting), venue="Guildhall", _publish="x"), follow=True)
    assert "Give the reason below" in answer.text
    assert PublishedMeeting.objects.get().venue == "Town Hall"
    desk.post(
        reverse("admin:meetings_meeting_publication", args=[meeting.pk]), {"step": "correct", "reason": "Wrong hall"}
    )
    assert PublishedMeeting.objects.get().venue == "Guildhall"


def test_a_clerk_cannot_publish_by_any_door(clerk):
    meeting = making.make_minuted_meeting()
    data = filled(clerk, change(meeting), _publish="Save and publish")
    assert clerk.post(change(meeting), data).status_code == 403
    page = reverse("admin:meetings_meeting_publication", args=[meeting.pk])
    for step in ["agenda", "publish", "correct", "confirm", "cancel", "withdraw"]:
        assert clerk.post(page, {"step": step, "reason": "x"}).status_code == 403
    assert not Edition.objects.exists()


def test_a_step_that_is_not_open_is_refused_in_words(desk):
    meeting = making.make_minuted_meeting()
    page = reverse("admin:meetings_meeting_publication", args=[meeting.pk])
    answer = desk.post(page, {"step": "withdraw", "reason": "x"}, follow=True)
    assert "not open to this meeting" in answer.text
    assert desk.post(page, {"step": "nonsense"}, follow=True).status_code == 200
    assert not Edition.objects.exists()


def test_a_meeting_of_two_hundred_items_saves(desk):
    meeting = making.make_minuted_meeting()
    Item.objects.bulk_create(
        Item(meeting=meeting, position=n, number=str(n), title=f"Heading {n}") for n in range(2, 201)
    )
    data = filled(desk, change(meeting), venue="Guildhall", **{"items-199-title": "The last heading"})
    assert len(data) > 1000
    assert desk.post(change(meeting), data).status_code == 302
    assert meeting.items.get(position=200).title == "The last heading"


def test_the_form_of_a_meeting_asks_no_more_for_more_rows(desk, django_assert_max_num_queries):
    meeting = making.make_minuted_meeting()
    for number in range(40):
        making.make_attendee(meeting=meeting)
        making.make_item(meeting=meeting, title=f"Heading {number}")
    with django_assert_max_num_queries(32):
        desk.get(change(meeting))


def test_scripts_typed_into_a_minute_are_not_even_saved(desk):
    item = making.make_minuted_meeting().items.get()
    desk.post(change(item), filled(desk, change(item), minute="<p>Words<script>alert(1)</script></p><h1>Big</h1>"))
    item.refresh_from_db()
    assert item.minute == "<p>Words</p>Big"


def test_what_is_on_the_record_cannot_be_deleted(desk, publisher):
    meeting = making.make_minuted_meeting()
    verbs.publish(meeting, by=publisher)
    assert desk.post(reverse("admin:meetings_meeting_delete", args=[meeting.pk]), {"post": "yes"}).status_code == 403
    several = {"action": "delete_selected", "_selected_action": [meeting.pk], "post": "yes"}
    desk.post(reverse("admin:meetings_meeting_changelist"), several)
    assert Meeting.objects.exists()


def test_listing_a_committee_shows_it_and_its_members_at_once(desk):
    committee = making.make_committee(is_listed=False)
    committee.memberships.create(person=making.make_person(email="private@council.test"), role="chair")
    data = filled(desk, change(committee), is_listed="on")
    assert not PublishedCommittee.objects.exists()
    desk.post(change(committee), data)
    assert PublishedCommittee.objects.get().memberships.get().person.name == "Amina Okafor"
    assert not hasattr(PublishedPerson, "email")


def test_a_clerk_cannot_list_a_committee(clerk):
    committee = making.make_committee(is_listed=False)
    clerk.post(change(committee), filled(clerk, change(committee), is_listed="on"))
    committee.refresh_from_db()
    assert not committee.is_listed
    assert not PublishedCommittee.objects.exists()


def test_a_public_item_joins_and_leaves_an_issue_at_once(desk, publisher):
    meeting = making.make_minuted_meeting()
    verbs.publish(meeting, by=publisher)
    item, issue = meeting.items.get(), Issue.objects.create(title="Silt")
    desk.post(change(item), filled(desk, change(item), issue=issue.pk))
    assert PublishedItem.objects.get().issue == PublishedIssue.objects.get(title="Silt")
    desk.post(change(item), filled(desk, change(item), issue=""))
    assert PublishedItem.objects.get().issue is None
    assert not PublishedIssue.objects.exists()
    assert Edition.objects.count() == 1


def test_a_person_nobody_public_names_stays_at_the_desk(desk):
    desk.post(
        "/admin/meetings/person/add/",
        {"name": "Jo Lowe", "kind": "officer", "memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0},
    )
    assert Person.objects.get().public_slug == ""
    assert not PublishedPerson.objects.exists()


def test_progress_of_a_public_action_is_public_at_once(desk, publisher):
    meeting = making.make_minuted_meeting()
    verbs.publish(meeting, by=publisher)
    action = meeting.items.get().actions.get()
    desk.post(change(action), filled(desk, change(action), completed_on="20/07/2024"))
    assert PublishedAction.objects.get().completed_on == datetime.date(2024, 7, 20)


@pytest.mark.parametrize("kind", ["meeting", "item", "person", "committee", "council", "issue", "action"])
def test_every_list_can_be_searched_and_opened(desk, publisher, kind):
    publisher.is_superuser = True
    publisher.save()
    meeting = making.make_minuted_meeting()
    verbs.publish(meeting, by=publisher)
    assert desk.get(f"/admin/meetings/{kind}/", {"q": "harbour"}).status_code == 200


def test_the_list_begins_with_drafts_of_meetings_held(desk, publisher):
    public = making.make_minuted_meeting(starts_at=making.moment("2025-06-12"))
    verbs.publish(public, by=publisher)
    draft = making.make_minuted_meeting(starts_at=making.moment("2024-06-13"))
    coming = making.make_meeting(starts_at=making.moment("2099-06-13"))
    shown = desk.get("/admin/meetings/meeting/").context["cl"].result_list
    assert list(shown) == [draft, coming, public]
    order = "First the meetings held whose minutes are not public"
    assert order in desk.get("/admin/meetings/meeting/").text
    # Sorted by a column, it is in that order.
    assert order not in desk.get("/admin/meetings/meeting/?o=1").text


def test_papers_of_the_desk_are_for_the_desk_alone(desk):
    meeting = making.make_minuted_meeting()
    paper = meeting.documents.model(meeting=meeting, title="Survey")
    paper.file.save("survey.txt", ContentFile(b"deep"))
    assert b"".join(desk.get(paper.file.url).streaming_content) == b"deep"
    assert Client().get(paper.file.url).status_code == 302
    assert desk.get("/admin/papers/nothing/there.txt").status_code == 404
    assert desk.get("/admin/papers/../../etc/passwd").status_code == 404


@pytest.mark.parametrize("group", ["Clerk", "Reviewer"])
def test_a_paper_is_shown_by_its_name_and_not_by_its_place_on_the_shelf(group):
    meeting = making.make_minuted_meeting()
    paper = meeting.documents.create(
        title="Survey", item=meeting.items.get(), file=ContentFile(b"deep", "the-survey.txt")
    )
    reader = Client()
    reader.force_login(making.make_user(name="reader", group=group))
    for thing in (meeting, paper.item):
        page = reader.get(change(thing)).text
        assert f'<a href="{paper.file.url}">the-survey.txt</a>' in page
    for address in (change(meeting), reverse("admin:meetings_meeting_history", args=[meeting.pk])):
        assert f">{paper.file.name}" not in reader.get(address).text


@pytest.mark.parametrize("role", ["all", "desk"])
def test_the_preview_is_the_public_page_in_every_role(desk, settings, role):
    if role == "desk":
        settings.ROOT_URLCONF = "tests.desk.desk_alone"
    meeting = making.make_minuted_meeting()
    answer = desk.get(reverse("admin:meetings_meeting_preview", args=[meeting.pk]))
    for part in ["Preview.", "What was decided", "Harbour dredging", 'href="/meetings/2024/06/13/"', change(meeting)]:
        assert part in answer.text
    assert answer["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_staff_without_a_group_see_nothing_of_the_desk(publisher):
    meeting = making.make_minuted_meeting()
    paper = meeting.documents.model(meeting=meeting, title="Survey")
    paper.file.save("survey.txt", ContentFile(b"deep"))
    publisher.groups.clear()
    staff = Client()
    staff.force_login(publisher)
    pages = [
        reverse(f"admin:meetings_meeting_{page}", args=[meeting.pk]) for page in ("preview", "publication", "change")
    ]
    for address in [*pages, paper.file.url, "/admin/import/", "/admin/meetings/meeting/", change(meeting.items.get())]:
        assert staff.get(address).status_code == 403, address


def test_saving_an_item_of_a_public_meeting_changes_no_row_that_an_edition_made(desk, publisher):
    meeting = making.make_minuted_meeting()
    verbs.publish(meeting, by=publisher)
    item = meeting.items.get()
    desk.post(change(item), filled(desk, change(item), title="Silt", minute="<p>Other words</p>"))
    assert PublishedItem.objects.get().title == "Harbour dredging"
    assert list(verify_record()) == []


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"starts_at_0": "13/06/0024"}, "must be between 1800 and 2100"),
        ({"starts_at_0": "31/02/2024"}, "Enter a valid date"),
        ({"items-0-title": ""}, "This field is required"),
        ({"items-1-position": "1"}, "Two items have the same position"),
    ],
)
def test_a_slip_in_the_form_of_a_meeting_is_told_and_nothing_is_lost(desk, changes, why):
    meeting = making.make_minuted_meeting()
    making.make_item(meeting=meeting, title="Moorings")
    answer = desk.post(change(meeting), filled(desk, change(meeting), venue="Guildhall", **changes))
    assert answer.status_code == 200
    assert why in answer.text
    assert 'value="Guildhall"' in answer.text
    meeting.refresh_from_db()
    assert meeting.venue == "Town Hall"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"position": "2"}, "stands at position 2 already"),
        ({"access": "exempt"}, "Give the paragraph under which the item is exempt"),
        ({"access": "exempt", "exempt_paragraph": "3"}, "Exempt minutes are not kept here"),
        ({"access": "exempt", "exempt_paragraph": "99", "minute": ""}, "There is no paragraph 99"),
        ({"exempt_paragraph": "3"}, "choose exempt, or empty the paragraph"),
        ({"resolutions-0-votes_for": "-1"}, "Votes for cannot be negative"),
        ({"actions-0-completed_on": "01/01/2099"}, "This day has not come yet"),
        ({"title": ""}, "This field is required"),
    ],
)
def test_a_slip_in_the_form_of_an_item_is_told_and_nothing_is_lost(desk, changes, why):
    meeting = making.make_minuted_meeting()
    making.make_item(meeting=meeting, title="Moorings")
    item = meeting.items.get(position=1)
    answer = desk.post(change(item), filled(desk, change(item), purpose="A report.", **changes))
    assert answer.status_code == 200
    assert why in answer.text
    assert "A report." in answer.text
    item.refresh_from_db()
    assert item.purpose == ""


def test_two_items_change_places_in_the_form(desk):
    meeting = making.make_minuted_meeting()
    making.make_item(meeting=meeting, title="Moorings")
    desk.post(change(meeting), filled(desk, change(meeting), **{"items-0-position": "2", "items-1-position": "1"}))
    assert [item.title for item in meeting.items.all()] == ["Moorings", "Harbour dredging"]


def test_every_page_opens_while_a_published_paper_is_lost(desk, publisher):
    meeting = making.make_minuted_meeting()
    paper = meeting.documents.create(title="Survey", file=ContentFile(b"deep", "survey.txt"))
    verbs.publish(meeting, by=publisher)
    paper.file.storage.delete(paper.file.name)
    pages = [change(meeting), change(meeting.items.get())]
    pages += [reverse(f"admin:meetings_meeting_{name}", args=[meeting.pk]) for name in ("publication", "redaction")]
    assert [desk.get(page).status_code for page in pages] == [200, 200, 200, 200]
    assert desk.post(change(meeting), filled(desk, change(meeting), venue="Guildhall")).status_code == 302


@pytest.mark.parametrize("kind", ["meeting", "item"])
def test_an_address_that_holds_no_key_is_answered(desk, kind):
    address = f"/admin/meetings/{kind}/nonsense/change/"
    assert desk.get(address).status_code == 302
    assert desk.post(address, {}).status_code == 404
