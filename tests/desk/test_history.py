"""The history: every change of every row of the desk, by whatever door, readable before and after."""

import re
import subprocess
import sys

import pghistory
import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import resolve, reverse

from meetings.admin.event_words import field_words, page_words
from meetings.admin.history import _shown_fields, last_saved, saves_of
from meetings.models import Item, Meeting, OpenPage, PaperText, Review, SourceText
from meetings.models.history import EVENT_MODELS, redact_history
from meetings.publishing import publish as verbs
from meetings.record.roles import record_tables
from tests import making
from tests.desk.test_forms import change, filled
from tests.desk.test_roles import table, things
from tests.record.test_redaction import words_in_tables

__all__ = ["things"]  # a fixture

pytestmark = pytest.mark.django_db
# Temporary, and perhaps with exempt words; or a matter of minutes; or what a file says, not a clerk.
# Of log-ins there is no history, and some pages can be sent to and change nothing.
NOTHING_KEPT = {"index", "app_list", "desk_paper", "password_change", "auth_user_password_change"}
NOT_KEPT = {Review, SourceText, OpenPage, PaperText}


@pytest.fixture
def desk():
    client = Client()
    client.force_login(making.make_user(first_name="Jo", last_name="Lowe"))
    return client


def history_of(thing) -> str:
    return reverse(f"admin:meetings_{thing._meta.model_name}_history", args=[thing.pk])


def test_every_model_of_the_desk_is_kept_or_named_here():
    kept = {model._meta.concrete_model for model in EVENT_MODELS}
    models = set(apps.get_app_config("meetings").get_models(include_auto_created=True)) - set(EVENT_MODELS.values())
    assert {model._meta.concrete_model for model in models} == kept | NOT_KEPT


def test_insert_update_and_delete_leave_one_event_each():
    item = making.make_item(meeting=making.make_meeting())
    key = item.pk
    item.title = "Silt"
    item.save()
    item.save()  # the same again is no change
    item.delete()
    events = EVENT_MODELS[Item].objects.filter(pgh_obj_id=key).order_by("pgh_id")
    assert [(event.pgh_label, event.title) for event in events] == [
        ("insert", "Harbour dredging"),
        ("update", "Silt"),
        ("delete", "Silt"),
    ]


def test_plain_sql_is_recorded_without_a_who(desk):
    item = making.make_item(meeting=making.make_meeting())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE meetings_item SET title = 'By hand' WHERE id = %s", [item.pk])
    page = desk.get(history_of(item)).text
    assert "By hand" in page
    assert "by SQL or a program" in page


def test_a_form_is_recorded_with_who_and_where(desk):
    meeting = making.make_minuted_meeting()
    desk.post(change(meeting), filled(desk, change(meeting), venue="Guildhall"))
    event = EVENT_MODELS[Meeting].objects.filter(pgh_label="update").get()
    assert event.pgh_context["address"] == change(meeting)
    page = desk.get(history_of(meeting)).text
    assert "by Jo Lowe" in page
    assert "On the form of the meeting" in page
    assert "/admin/" not in page.split('class="history"')[1]
    assert "[taken out: </span>Town Hall<" in page
    assert "[put in: </span>Guildhall<" in page


def test_who_made_an_edition_is_told_at_the_desk_alone(desk, client):
    meeting, by = making.make_minuted_meeting(), making.make_user(name="p.quill@council.test")
    verbs.publish(meeting, by=by)
    by.first_name, by.last_name = "Pen", "Quill"
    by.save()
    meeting.items.update(title="Silt")
    verbs.correct(meeting, by=by, reason="Slip")
    page = desk.get(history_of(meeting)).text
    assert len(re.findall("Pen Quill", page.split('class="history"')[1])) >= 2
    publication = desk.get(reverse("admin:meetings_meeting_publication", args=[meeting.pk])).text
    assert "Minutes published by Pen Quill" in publication
    assert "Corrected by Pen Quill: “Slip”" in publication
    for number in (1, 2):
        told = client.get(f"/meetings/2024/06/13/harbour-panel/editions/{number}.json").json()
        assert told["edition"]["made_by"] == "Democratic Services"
    assert words_in_tables(record_tables(), "quill") == []


def test_an_edition_from_before_the_desk_kept_its_maker_names_whom_it_always_named(desk):
    meeting = making.make_minuted_meeting()
    verbs.publish(meeting, by=making.make_user(name="other"))
    meeting.refresh_from_db()
    meeting.publications.all().delete()
    publication = desk.get(reverse("admin:meetings_meeting_publication", args=[meeting.pk])).text
    assert "Minutes published by Democratic Services" in publication


def test_a_command_is_recorded_by_its_name(desk):
    item = making.make_item(meeting=making.make_meeting())
    with pghistory.context(command="import_minutes"):
        Item.objects.filter(pk=item.pk).update(title="Read anew")
    assert "by the command import_minutes" in desk.get(history_of(item)).text


def test_every_command_runs_under_its_name():
    code = (
        "import sys; sys.argv = ['manage.py', 'check']; import manage; from pghistory import runtime; "
        "from django.core import management; "
        "management.execute_from_command_line = lambda argv: print(runtime._tracker.value.metadata); manage.main()"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert result.stdout.strip() == "{'command': 'check'}", result.stderr


def test_the_meetings_history_is_that_of_all_its_parts(desk):
    meeting = making.make_minuted_meeting()
    item, attendee = meeting.items.get(), meeting.attendees.get()
    item.speakers.add(attendee)
    item.declarations.create(attendee=attendee, kind="other", description="She moors there.")
    item.resolutions.get().named_votes.create(attendee=attendee, choice="against")
    item.actions.get().updates.create(reported_on="2024-07-01", text="Ordered.")
    item.resolutions.update(outcome="not agreed")
    item.declarations.all().delete()
    page = desk.get(history_of(meeting)).text
    for words in [
        "Who addressed it added",
        "Declaration deleted",
        "She moors there.",
        "Against",
        "Ordered.",
        "Not agreed",
    ]:
        assert words in page


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_history_is_newest_first_and_paged(committed, desk):
    item = making.make_item(meeting=making.make_meeting())
    for number in range(1, 22):
        Item.objects.filter(pk=item.pk).update(title=f"Title {number}")
    saves, page = saves_of(Item, item.pk)
    assert [save.changes[0].name for save in saves[:2]] == ["1 Title 21", "1 Title 20"]
    assert (len(saves), page.paginator.num_pages) == (20, 2)
    assert "Item added: 1 Harbour dredging" in desk.get(history_of(item) + "?p=2").text
    assert last_saved(Item, item.pk)[0] == "SQL or a program"


def test_a_deleted_meeting_is_still_read_from_its_committee(desk):
    meeting = making.make_minuted_meeting()
    committee, address = meeting.committee, history_of(meeting)
    desk.post(reverse("admin:meetings_meeting_delete", args=[meeting.pk]), {"post": "yes"})
    assert not Meeting.objects.exists()
    assert address in desk.get(history_of(committee)).text
    page = desk.get(address).text
    assert "Meeting deleted" in page
    assert "Order the dredger" in page


def test_what_never_was_has_no_history(desk):
    assert desk.get(reverse("admin:meetings_meeting_history", args=["77"])).status_code == 302
    assert desk.get(reverse("admin:meetings_meeting_history", args=["x"])).status_code == 302


def test_events_can_neither_be_changed_nor_deleted():
    making.make_item(meeting=making.make_meeting())
    for attempt in (lambda rows: rows.update(title="x"), lambda rows: rows.delete()):
        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            attempt(EVENT_MODELS[Item].objects.all())


def test_the_one_way_around_append_only_rewrites_the_events_of_that_meeting_alone():
    meeting, other = making.make_minuted_meeting(), making.make_minuted_meeting(starts_at=making.moment("2024-07-11"))
    for each in (meeting, other):
        each.items.update(minute="<p>Pat Doe of 3 Low Lane spoke.</p>")
        each.items.update(minute="<p>A resident spoke.</p>")
        each.attendees.create(name="Pat Doe")
    meeting.attendees.get(person=None).delete()

    def without_him(event) -> dict:
        held = {name: getattr(event, name, "") for name in ("minute", "name")}
        return {name: "removed" for name, words in held.items() if "Pat Doe" in words}

    assert redact_history(meeting, without_him) == 3
    left = {model.__name__: str(list(model.objects.values())) for model in EVENT_MODELS.values()}
    assert (left["ItemEvent"].count("Pat Doe"), left["ItemEvent"].count("'removed'")) == (1, 1)
    assert (left["AttendeeEvent"].count("Pat Doe"), left["AttendeeEvent"].count("'removed'")) == (1, 2)
    assert redact_history(meeting, without_him) == 0


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/admin/import/", "the page where minutes are handed in"),
        ("/admin/meetings/meeting/7/attendance/", "the attendance page"),
        ("/admin/meetings/item/add/", "the form of a new item"),
        ("/admin/meetings/person/7/delete/", "the page that deletes the person"),
        ("/admin/meetings/person/", "the list of people"),
        ("/admin/gone/", ""),
        ("nowhere", ""),
        ("", ""),
    ],
)
def test_a_page_is_called_by_its_words(address, words):
    assert page_words(address) == words


def test_every_page_from_which_something_is_changed_has_words(things):
    sent_to = {where for where, (_, sends) in table(things).items() if sends}
    unnamed = {resolve(where).url_name for where in sent_to if not page_words(where)}
    assert {name for name in unnamed if not name.endswith(("_history", "_presence"))} <= NOTHING_KEPT
    assert len(sent_to) > 30


def test_no_field_of_the_history_is_called_as_a_program_calls_it():
    names = {field_words(column) for model in EVENT_MODELS for column in _shown_fields(model)}
    assert not {name for name in names if "_" in name or "slug" in name}
