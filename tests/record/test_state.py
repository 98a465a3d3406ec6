"""The state of the record has a new name after every change that the public can see, and after no other."""

import datetime
import threading

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client
from django.urls import reverse

from meetings.models import Committee, Council, Issue, Meeting, Person
from meetings.publishing import publish as verbs
from meetings.publishing.directory import publish_directory
from meetings.publishing.redact import redact
from meetings.record import state
from meetings.record.models import PublishedItem, PublishedMeeting
from meetings.record.roles import record_tables
from meetings.record.state import Watch, state_of_record
from tests import making
from tests.desk.test_forms import change, filled

DAY = datetime.date(2024, 6, 20)

pytestmark = pytest.mark.django_db


def begin_as_if_anew() -> None:
    """The state changes once a transaction; tests are one, and would see the first change only."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('minute_book.changed_in', '', true)")


def changes(do, *args, **kwargs) -> bool:
    """Whether the record is in another state after it was done."""
    begin_as_if_anew()
    before = state_of_record()
    assert before
    do(*args, **kwargs)
    return state_of_record() != before


@pytest.fixture
def on_record(meeting, publisher) -> Meeting:
    verbs.publish(meeting, by=publisher)
    return meeting


def corrected(meeting, **given):
    meeting.items.update(title="Another heading")
    verbs.correct(meeting, reason="Slip", **given)


# Each verb, and the verbs that come before it.
VERBS = {
    "agenda": ([], verbs.publish_agenda),
    "minutes": ([], verbs.publish),
    "correction": ([verbs.publish], corrected),
    "confirmation": ([verbs.publish], lambda meeting, by: verbs.confirm(meeting, by=by, on=DAY)),
    "cancellation": ([], lambda meeting, by: verbs.cancel(meeting, by=by, reason="Storm")),
    "withdrawal": ([verbs.publish], lambda meeting, by: verbs.withdraw(meeting, by=by, reason="Wrong")),
    "redaction": ([verbs.publish], lambda meeting, by: redact(meeting, by=by, words=["channel"], reason="A place")),
}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_changes_it(verb, meeting, publisher):
    before, last = VERBS[verb]
    for earlier in before:
        earlier(meeting, by=publisher)
    assert changes(last, meeting, by=publisher)


def test_what_a_check_refuses_does_not_change_it(meeting, publisher):
    with pytest.raises(verbs.CannotPublish):
        verbs.correct(meeting, by=publisher, reason="Slip")
    begin_as_if_anew()
    before = state_of_record()
    with pytest.raises(verbs.CannotPublish):
        verbs.confirm(meeting, by=publisher, on=DAY)
    assert state_of_record() == before


DIRECTORY = {
    "council": lambda: Council.objects.update(name="Southcliff Town Council"),
    "committee": lambda: Committee.objects.update(purpose="Looks after the harbour."),
    "person": lambda: Person.objects.update(party="Harbour Party"),
    "seat": lambda: Committee.objects.get().memberships.update(role="chair"),
    "new seat": lambda: Committee.objects.get().memberships.create(person=making.make_person(name="Tom Reed")),
    "seat given up": lambda: Committee.objects.get().memberships.get().delete(),
    "no longer listed": lambda: Committee.objects.update(is_listed=False),
    "issue": lambda: Issue.objects.update(title="Silt"),
    "issue gone": lambda: Issue.objects.all().delete(),
}


@pytest.fixture
def directory(on_record):
    Committee.objects.get().memberships.create(person=making.make_person())
    on_record.items.update(issue=Issue.objects.create(title="Dredging"))
    publish_directory()


@pytest.mark.parametrize("saved", DIRECTORY)
def test_every_save_of_the_directory_changes_it(saved, directory):
    DIRECTORY[saved]()
    assert changes(publish_directory)


def test_a_directory_that_is_as_before_does_not(directory):
    making.make_committee(name="Secret board", slug="secret-board", is_listed=False)
    Person.objects.update(email="a@council.test")
    assert not changes(publish_directory)


def test_what_became_of_an_action_changes_it(meeting, publisher):
    action = making.make_action(item=meeting.items.get())
    verbs.publish(meeting, by=publisher)
    meeting.refresh_from_db()
    assert not changes(verbs.show_progress, meeting)
    action.updates.create(reported_on=DAY, text="Not for all.", is_public=False)
    assert not changes(verbs.show_progress, meeting)
    action.updates.create(reported_on=DAY, text="Ordered.", is_public=True)
    assert changes(verbs.show_progress, meeting)


def test_saving_a_draft_at_the_desk_does_not_change_it(on_record, publisher):
    draft = making.make_minuted_meeting(starts_at=making.moment("2024-07-11"))
    hidden = making.make_committee(name="Secret board", slug="secret-board", is_listed=False)
    client = Client()
    client.force_login(User.objects.get(pk=publisher.pk))
    for thing, words in [
        (draft, {"venue": "Harbour Office"}),
        (draft.items.get(), {"title": "Secret dredging"}),
        # A change of what is public, saved and not published.
        (on_record.items.get(), {"title": "Not yet corrected"}),
        (hidden, {"purpose": "Nobody knows."}),
    ]:
        begin_as_if_anew()
        before = state_of_record()
        data = filled(client, change(thing), **words)
        assert client.post(change(thing), data).status_code == 302
        thing.refresh_from_db()
        assert all(getattr(thing, name) == word for name, word in words.items())
        assert state_of_record() == before, thing


def test_saving_progress_at_the_desk_changes_it(meeting, publisher):
    action = making.make_action(item=meeting.items.get())
    verbs.publish(meeting, by=publisher)
    client = Client()
    client.force_login(User.objects.get(pk=publisher.pk))
    data = {f"progress-{action.pk}-note": "Ordered.", f"progress-{action.pk}-noted_on": "2024-07-01"}
    data[f"progress-{action.pk}-is_public"] = "on"
    assert changes(client.post, reverse("admin:save_progress", args=[action.pk]), data)


def test_every_table_of_the_record_is_watched():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, count(*) FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
            "WHERE proname = 'record_state_changes' AND tgenabled = 'O' GROUP BY 1"
        )
        watched = dict(cursor.fetchall())
    assert watched == {table: 3 for table in record_tables() if table != "record_recordstate"}


def test_plain_sql_changes_it_too(on_record):
    def write(statement):
        with connection.cursor() as cursor:
            cursor.execute(statement)

    assert changes(write, "UPDATE record_publishedmeeting SET venue = 'Harbour Office'")
    assert not changes(write, "UPDATE record_publishedmeeting SET venue = 'Harbour Office'")
    assert not changes(write, "DELETE FROM record_publisheditem WHERE title = 'no such title'")
    assert changes(write, "DELETE FROM record_publishedresolution")


def test_a_change_undone_to_a_savepoint_hides_none_after_it(on_record):
    def undo_and_do():
        undone = transaction.savepoint_create()
        PublishedMeeting.objects.update(venue="Nowhere")
        transaction.savepoint_rollback(undone)
        PublishedMeeting.objects.update(venue="Harbour Office")

    assert changes(undo_and_do)


def test_the_state_is_looked_up_once_a_second(on_record, monkeypatch, django_assert_num_queries):
    now = 100.0
    monkeypatch.setattr(state.time, "monotonic", lambda: now)
    watch = Watch()
    with django_assert_num_queries(1):
        first = watch.state()
        now += 0.9
        assert watch.state() == first
    begin_as_if_anew()
    PublishedItem.objects.update(title="Another heading")
    assert watch.state() == first
    now += 0.2
    with django_assert_num_queries(1):
        assert watch.state() != first


def test_a_state_that_cannot_be_told_is_none(monkeypatch):
    def broken(*_):
        raise DatabaseError

    monkeypatch.setattr(state, "_ask", broken)
    assert Watch().state() is None


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_nobody_sees_the_new_state_before_the_change(committed):
    """The other way round, an old page would be kept under the new name."""
    making.make_committee()
    publish_directory()
    seen = []

    def look():
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT name::text, (SELECT name FROM record_publishedcommittee) FROM record_recordstate")
            seen.append(cursor.fetchone())
        connections.close_all()

    def look_elsewhere():
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()

    look_elsewhere()
    with transaction.atomic():
        Committee.objects.update(name="Dredging Panel")
        publish_directory()
        look_elsewhere()
    look_elsewhere()
    before, meanwhile, after = seen
    assert before == meanwhile
    assert after[0] != before[0]
    assert after[1] == "Dredging Panel"
