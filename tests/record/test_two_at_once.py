"""Two people at one meeting at the same moment: one publication, one edition, and the desk knows of it."""

import threading

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting
from meetings.publishing.verify import verify_record
from meetings.record.models import Edition
from tests import making
from tests.desk.test_forms import filled

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True, databases=["default", "public"])


def test_a_double_click_on_save_and_publish_publishes_once(committed):
    meeting, publisher = making.make_minuted_meeting(), making.make_user()
    address = reverse("admin:meetings_meeting_change", args=[meeting.pk])
    clients = [Client(), Client(), Client()]
    for client in clients:
        client.force_login(publisher)
    data = filled(clients[0], address, venue="Guildhall", _publish="Save and publish")
    statuses = []

    def press(client: Client) -> None:
        statuses.append(client.post(address, data).status_code)
        connections.close_all()

    presses = [threading.Thread(target=press, args=[client]) for client in clients]
    for thread in presses:
        thread.start()
    for thread in presses:
        thread.join()
    assert statuses == [302, 302, 302]
    assert [edition.kind for edition in Edition.objects.all()] == ["minutes"]
    assert Meeting.objects.get().is_published
    assert list(verify_record()) == []
