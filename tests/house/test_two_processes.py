"""Two processes, each with its own memory and its own connection, show what was published within a second."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connections

from meetings.publishing import publish as verbs
from meetings.record.state import SECONDS
from tests import making

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True, databases=["default", "public"])

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "/meetings/2024/06/13/harbour-panel/"
# Answers each address that it is told with the status and the first item decided on.
PROCESS = """
import re, sys, django
from django.conf import settings
for alias in settings.DATABASES.values():
    alias["NAME"] = sys.argv[1]
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.ALLOWED_HOSTS = ["testserver"]
django.setup()
from django.test import Client
client = Client()
print("ready", flush=True)
for line in sys.stdin:
    answer = client.get(line.strip())
    title = re.search(rb"/item/1/\\">Item 1, ([^<]+)<", answer.content)
    print(answer.status_code, title[1].decode() if title else "", sep="|", flush=True)
"""


class Process:
    def __init__(self, database: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROCESS, database],
            cwd=ROOT,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "minutes_site.settings", "PAGES_KEPT_MB": "8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._line("ready")

    def asked(self, address: str) -> tuple[int, str]:
        print(address, file=self.process.stdin, flush=True)
        status, title = self._line("|").strip().split("|")
        return int(status), title

    def _line(self, wanted: str) -> str:
        """The next line with the word in it: between them stands what the process logs."""
        for line in self.process.stdout:
            if wanted in line and not line.startswith("{"):
                return line
        raise AssertionError("The process ended.")

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=20)
        self.process.stdout.close()


@pytest.fixture
def processes(committed):
    started = [Process(connections["default"].settings_dict["NAME"]) for _ in range(2)]
    yield started
    for process in started:
        process.end()


def test_a_second_later_every_process_shows_the_record_as_it_is(processes):
    def seen() -> list[tuple[int, str]]:
        return [process.asked(ADDRESS) for process in processes]

    meeting, publisher = making.make_minuted_meeting(), making.make_user()
    assert [status for status, _ in seen()] == [404, 404]
    steps = [
        (lambda: verbs.publish(meeting, by=publisher), (200, "Harbour dredging")),
        (
            lambda: (
                meeting.items.update(title="Dredging again"),
                verbs.correct(meeting, by=publisher, reason="Slip"),
            ),
            (200, "Dredging again"),
        ),
        (lambda: verbs.withdraw(meeting, by=publisher, reason="Wrong"), (200, "")),
    ]
    for step, shown in steps:
        before = seen()
        step()
        done_at = time.monotonic()
        # Read and kept in this second, whichever they see of the two.
        assert all(was in {shown, earlier} for was, earlier in zip(seen(), before, strict=True))
        time.sleep(max(0, SECONDS - (time.monotonic() - done_at)))
        assert seen() == [shown, shown]
        assert seen() == [shown, shown]


def test_a_connection_that_the_database_closed_costs_no_reader_a_page(processes):
    meeting, publisher = making.make_minuted_meeting(), making.make_user()
    verbs.publish(meeting, by=publisher)
    process = processes[0]
    assert process.asked(ADDRESS)[0] == 200
    for address in (ADDRESS, f"{ADDRESS}item/1/", "/committees/"):
        with connections["default"].cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            assert cursor.fetchone()[0] > 0
        time.sleep(SECONDS)
        assert process.asked(address)[0] == 200
    # Within a second of the last look at the state, so that the page itself is what finds out.
    process.asked("/people/")
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert process.asked("/verify/")[0] == 200
