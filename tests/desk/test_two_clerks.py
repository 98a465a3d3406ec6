"""Two clerks on one record: the second save shows both versions and asks; nothing typed is lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.models import Committee, Council, Issue, Item, Membership, Person, Resolution, Synonym
from tests import making
from tests.desk.test_forms import change
from tests.desk.test_forms import filled as filled_boxes

pytestmark = pytest.mark.django_db


def filled(client: Client, address: str, **changes) -> dict:
    """The form as a browser would send it, with what the page carries hidden."""
    page = client.get(address)
    return filled_boxes(client, address, **changes) | {"saved_values": page.context["saved_values"]}


def clerk(name: str, first: str, last: str) -> Client:
    client = Client()
    client.force_login(making.make_user(name=name, first_name=first, last_name=last))
    return client


@pytest.fixture
def jo():
    return clerk("jo", "Jo", "Lowe")


@pytest.fixture
def sam():
    return clerk("sam", "Sam", "Hart")


def choices(answer) -> dict[str, str]:
    """The differences of the page by their label, each with the name of its choice and the version seen."""
    found = answer.context["reconciliation"].differences
    return {difference.label: (f"choice-{difference.key}", difference.seen) for difference in found}


def choose(answer, **chosen: str) -> dict[str, str]:
    known = choices(answer)
    return {known[label][0]: f"{which}:{known[label][1]}" for label, which in chosen.items()}


def sent_again(answer, data: dict, **changes) -> dict:
    return data | {"saved_values": answer.context["saved_values"]} | changes


def test_the_second_save_of_a_box_is_refused_with_both_versions(jo, sam):
    meeting = making.make_meeting()
    data = filled(sam, change(meeting), venue="Old Hall")
    jo.post(change(meeting), filled(jo, change(meeting), venue="Guildhall"))
    answer = sam.post(change(meeting), data)
    assert answer.status_code == 200
    meeting.refresh_from_db()
    assert meeting.venue == "Guildhall"
    assert "Saved by Jo Lowe" in answer.text
    assert list(choices(answer)) == ["Venue"]
    for words in ["Town Hall", "Guildhall", "Old Hall", "Not saved: somebody else saved this"]:
        assert words in answer.text
    assert answer.context["adminform"].form["venue"].value() == "Old Hall"


@pytest.mark.parametrize(("chosen", "left"), [("mine", "Old Hall"), ("theirs", "Guildhall")])
def test_the_choice_is_kept(jo, sam, chosen, left):
    meeting = making.make_meeting()
    data = filled(sam, change(meeting), venue="Old Hall")
    jo.post(change(meeting), filled(jo, change(meeting), venue="Guildhall"))
    answer = sam.post(change(meeting), data)
    assert sam.post(change(meeting), sent_again(answer, data, **choose(answer, Venue=chosen))).status_code == 302
    meeting.refresh_from_db()
    assert meeting.venue == left


def test_saving_again_without_choosing_is_refused_again(jo, sam):
    meeting = making.make_meeting()
    data = filled(sam, change(meeting), venue="Old Hall")
    jo.post(change(meeting), filled(jo, change(meeting), venue="Guildhall"))
    answer = sam.post(change(meeting), data)
    assert sam.post(change(meeting), sent_again(answer, data)).status_code == 200
    meeting.refresh_from_db()
    assert meeting.venue == "Guildhall"


def test_a_third_save_meanwhile_asks_again(jo, sam):
    meeting = making.make_meeting()
    data = filled(sam, change(meeting), venue="Old Hall")
    jo.post(change(meeting), filled(jo, change(meeting), venue="Guildhall"))
    answer = sam.post(change(meeting), data)
    jo.post(change(meeting), filled(jo, change(meeting), venue="Moot Hall"))
    answer = sam.post(change(meeting), sent_again(answer, data, **choose(answer, Venue="mine")))
    assert "Moot" in answer.text
    meeting.refresh_from_db()
    assert meeting.venue == "Moot Hall"


def test_what_only_one_changed_is_merged(jo, sam):
    meeting = making.make_minuted_meeting()
    data = filled(sam, change(meeting), venue="Old Hall")
    jo.post(change(meeting), filled(jo, change(meeting), **{"clerk_notes": "Ring the hall.", "items-0-title": "Silt"}))
    answer = sam.post(change(meeting), data, follow=True)
    meeting.refresh_from_db()
    assert (meeting.venue, meeting.clerk_notes, meeting.items.get().title) == ("Old Hall", "Ring the hall.", "Silt")
    assert "taken over: " in answer.text


def test_the_same_change_by_both_is_no_conflict(jo, sam):
    meeting = making.make_meeting()
    data = filled(sam, change(meeting), venue="Guildhall")
    jo.post(change(meeting), filled(jo, change(meeting), venue="Guildhall"))
    assert sam.post(change(meeting), data).status_code == 302


def test_moments_choices_and_ticks_are_merged_as_they_were_saved(jo, sam):
    meeting = making.make_minuted_meeting()
    data = filled(sam, change(meeting), venue="Old Hall")
    theirs = {"starts_at_0": "14/06/2024", "starts_at_1": "10:00", "kind": "annual", "items-0-is_procedural": "on"}
    jo.post(change(meeting), filled(jo, change(meeting), **theirs))
    assert sam.post(change(meeting), data).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.venue, meeting.kind, meeting.starts_at) == (
        "Old Hall",
        "annual",
        making.moment("2024-06-14", "10:00"),
    )
    assert meeting.items.get().is_procedural


def test_a_row_changed_by_both_is_shown(jo, sam):
    meeting = making.make_minuted_meeting()
    data = filled(sam, change(meeting), **{"items-0-title": "Mud"})
    jo.post(change(meeting), filled(jo, change(meeting), **{"items-0-title": "Silt"}))
    answer = sam.post(change(meeting), data)
    assert list(choices(answer)) == ["Item “1 Silt”: Title"]
    assert meeting.items.get().title == "Silt"


def test_a_row_that_the_other_deleted_can_be_put_back_or_left(jo, sam):
    for chosen, left in (("mine", ["Mud"]), ("theirs", [])):
        meeting = making.make_meeting()
        making.make_item(meeting=meeting)
        data = filled(sam, change(meeting), **{"items-0-title": "Mud"})
        jo.post(change(meeting), filled(jo, change(meeting), **{"items-0-DELETE": "on"}))
        answer = sam.post(change(meeting), data)
        assert list(choices(answer)) == ["Item, deleted meanwhile"]
        # What was typed is still on the page.
        assert 'value="Mud"' in answer.text
        ((name, seen),) = choices(answer).values()
        assert sam.post(change(meeting), sent_again(answer, data, **{name: f"{chosen}:{seen}"})).status_code == 302
        assert [item.title for item in meeting.items.all()] == left


def test_a_row_that_the_other_deleted_and_i_left_alone_stays_deleted(jo, sam):
    meeting = making.make_meeting()
    for title in ("First", "Second", "Third"):
        making.make_item(meeting=meeting, title=title)
    data = filled(sam, change(meeting), **{"items-2-title": "Mine"})
    jo.post(change(meeting), filled(jo, change(meeting), **{"items-0-DELETE": "on"}))
    assert sam.post(change(meeting), data).status_code == 302
    assert [item.title for item in meeting.items.all()] == ["Second", "Mine"]


def test_a_row_that_i_delete_and_the_other_changed_is_asked_about(jo, sam):
    for chosen, left in (("mine", []), ("theirs", ["Silt"])):
        meeting = making.make_meeting()
        making.make_item(meeting=meeting)
        data = filled(sam, change(meeting), **{"items-0-DELETE": "on"})
        jo.post(change(meeting), filled(jo, change(meeting), **{"items-0-title": "Silt"}))
        answer = sam.post(change(meeting), data)
        ((name, seen),) = choices(answer).values()
        assert sam.post(change(meeting), sent_again(answer, data, **{name: f"{chosen}:{seen}"})).status_code == 302
        assert [item.title for item in meeting.items.all()] == left


def test_rows_that_both_added_are_both_there(jo, sam):
    meeting = making.make_meeting()

    def added(client, position, title):
        new = {"items-TOTAL_FORMS": "1", "items-0-position": position, "items-0-title": title}
        return filled(client, change(meeting)) | new

    mine = added(sam, "2", "Mine")
    jo.post(change(meeting), added(jo, "1", "Theirs"))
    assert sam.post(change(meeting), mine).status_code == 302
    assert [item.title for item in meeting.items.all()] == ["Theirs", "Mine"]


def test_a_refused_form_shows_each_row_as_what_it_is(jo, sam):
    """The other clerk put a row before mine: the page must not name mine after it."""
    meeting = making.make_meeting()
    making.make_item(meeting=meeting, position=5, title="Mine")
    data = filled(sam, change(meeting), venue="Old Hall")
    jo.post(change(meeting), filled(jo, change(meeting), venue="Guildhall"))
    making.make_item(meeting=meeting, position=1, title="New first")
    answer = sam.post(change(meeting), data)
    rows = next(inline for inline in answer.context["inline_admin_formsets"] if inline.formset.prefix == "items")
    assert [row.original.title for row in rows if row.original] == ["Mine"]


def test_the_minute_of_an_item_by_two(jo, sam):
    item = making.make_minuted_meeting().items.get()
    speaker = item.meeting.attendees.get()
    data = filled(sam, change(item), minute="<p>The Panel heard a long report.</p>")
    theirs = {"minute": "<p>The Panel heard a short report.</p>", "speakers": [speaker.pk], "purpose": "Report."}
    jo.post(change(item), filled(jo, change(item), **theirs))
    answer = sam.post(change(item), data)
    assert list(choices(answer)) == ["Minute"]
    assert "short" in answer.text
    # The page that comes back shows what was taken over.
    shown = {"speakers": [speaker.pk], "purpose": "Report."}
    assert {name: answer.context["adminform"].form[name].value() for name in shown} == {
        "speakers": [str(speaker.pk)],
        "purpose": "Report.",
    }
    sam.post(change(item), sent_again(answer, data, **shown, **choose(answer, Minute="mine")))
    item.refresh_from_db()
    assert (item.minute, item.purpose) == ("<p>The Panel heard a long report.</p>", "Report.")
    assert list(item.speakers.all()) == [speaker]


def test_every_form_of_the_desk_refuses_the_second_save(jo, sam):
    meeting = making.make_minuted_meeting()
    person, item = Person.objects.get(), meeting.items.get()
    Membership.objects.create(person=person, committee=meeting.committee)
    issue = Issue.objects.create(title="Harbour")
    boxes = {
        Council.objects.get(): "own_contacts",
        Committee.objects.get(): "purpose",
        person: "ward",
        issue: "title",
        item.resolutions.get(): "text",
        item.actions.get(): "task",
        item: "resolutions-0-text",
        meeting: "clerk_notes",
        Synonym.objects.create(short="HP", long="Harbour Panel"): "long",
    }
    for user in (jo, sam):
        root = user.get("/admin/").wsgi_request.user
        root.is_superuser = True
        root.save()
    for number, (thing, box) in enumerate(boxes.items()):
        data = filled(sam, change(thing), **{box: "Mine"})
        assert jo.post(change(thing), filled(jo, change(thing), **{box: f"Theirs {number}"})).status_code == 302
        answer = sam.post(change(thing), data)
        assert answer.status_code == 200, thing
        assert len(choices(answer)) == 1, thing
        assert "Mine" in answer.text
    assert Resolution.objects.get().text == "Theirs 6"


def test_a_seat_edited_from_both_ends_is_one_record(jo, sam):
    seat = Membership.objects.create(person=making.make_person(), committee=making.make_committee())
    data = filled(sam, change(seat.person), **{"memberships-0-role": "chair"})
    jo.post(change(seat.committee), filled(jo, change(seat.committee), **{"memberships-0-role": "vice-chair"}))
    answer = sam.post(change(seat.person), data)
    assert [re.sub("“.*”", "", label) for label in choices(answer)] == ["Membership : Role"]


def test_what_was_typed_for_a_deleted_record_is_shown(jo, sam):
    meeting = making.make_meeting()
    data = filled(sam, change(meeting), venue="Old Hall")
    address = change(meeting)
    meeting.delete()
    answer = sam.post(address, data)
    assert answer.status_code == 404
    assert "Old Hall" in answer.text


def test_a_file_that_was_sent_has_to_be_chosen_again_and_is_said_so(jo, sam):
    meeting = making.make_meeting()
    data = filled(sam, change(meeting), venue="Old Hall")
    jo.post(change(meeting), filled(jo, change(meeting), venue="Guildhall"))
    paper = {
        "documents-TOTAL_FORMS": "1",
        "documents-0-position": "1",
        "documents-0-kind": "report",
        "documents-0-title": "Survey",
        "documents-0-file": SimpleUploadedFile("survey.txt", b"deep"),
    }
    answer = sam.post(change(meeting), data | paper)
    assert "choose again survey.txt" in answer.text


def test_a_page_that_carried_nonsense_is_saved_as_any_other(sam):
    meeting = making.make_meeting()
    for nonsense in ("", "{}", "[1]", '{"form": 1, "rows": {}}', '{"form": {}, "rows": {"items": []}}'):
        data = filled(sam, change(meeting), venue=f"Hall {len(nonsense)}") | {"saved_values": nonsense}
        assert sam.post(change(meeting), data).status_code == 302
    assert Item.objects.count() == 0
