"""Who waits for the archive's turn holds nothing meanwhile that a publication wants: no two wait for each other."""

import threading
import time

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse

from meetings.models import Issue, Meeting, Person
from meetings.record.editions import wait_for_turn
from tests import making
from tests.desk.test_forms import change, filled

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True, databases=["default", "public"])


def is_somebody_waiting() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)")
        return cursor.fetchone()[0]


@pytest.fixture
def sent_during_a_publication(committed):
    """Sends a form while another transaction has the turn; that one then locks the row that a publication would."""
    client = Client()
    client.force_login(making.make_user(is_superuser=True))

    def send(address: str, data: dict, wanted) -> int:
        statuses = []

        def press() -> None:
            statuses.append(client.post(address, data).status_code)
            connections.close_all()

        thread = threading.Thread(target=press)
        try:
            with transaction.atomic():
                wait_for_turn()
                thread.start()
                until = time.monotonic() + 10
                while not is_somebody_waiting() and time.monotonic() < until:
                    time.sleep(0.02)
                assert is_somebody_waiting()
                type(wanted).objects.select_for_update(nowait=True).get(pk=wanted.pk)
        finally:
            thread.join()
        return statuses[0]

    send.client = client
    return send


@pytest.mark.parametrize("button", [{}, {"_publish": "Save and publish"}])
def test_saving_an_item_waits_empty_handed(sent_during_a_publication, button):
    meeting = making.make_minuted_meeting()
    address = change(meeting.items.get())
    data = filled(sent_during_a_publication.client, address, title="Dredging", **button)
    assert sent_during_a_publication(address, data, meeting) == 302
    assert Meeting.objects.get().items.get().title == "Dredging"


@pytest.mark.parametrize("make", [making.make_person, lambda: Issue.objects.create(title="Dredging")])
def test_saving_what_the_directory_shows_waits_empty_handed(sent_during_a_publication, make):
    thing = make()
    name = "name" if isinstance(thing, Person) else "title"
    data = filled(sent_during_a_publication.client, change(thing), **{name: "Another"})
    assert sent_during_a_publication(change(thing), data, thing) == 302


def test_progress_on_the_sheet_waits_empty_handed(sent_during_a_publication):
    meeting = making.make_minuted_meeting()
    action = meeting.items.get().actions.get()
    names = {"note": "Ordered.", "noted_on": "2024-07-01"}
    data = {f"progress-{action.pk}-{name}": value for name, value in names.items()}
    address = reverse("admin:save_progress", args=[action.pk])
    assert sent_during_a_publication(address, data, meeting) == 302
