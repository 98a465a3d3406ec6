"""A run that is killed at any moment sends nothing twice, and neither do two runs at once."""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from time import monotonic, sleep

import pytest

from meetings.alerts.models import Following
from tests.alerts.mail_server import MailServer
from tests.alerts.making import make_following
from tests.machine import url_of_test_database
from tests.public.making import make_item, make_meeting, make_resolution

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True, databases=["default", "public"])

ROOT = Path(__file__).resolve().parents[2]
READERS = 80
KILLS = 10
LONGEST_WAIT = 120


@pytest.fixture
def server(committed):
    """A mail server, and many who have not been told of a decision yet."""
    make_meeting(items=[make_item(resolutions=[make_resolution()])])
    for number in range(READERS):
        make_following(address=f"reader{number}@example.org", told_to=0)
    server = MailServer()
    # So that a blow often falls between a claim and the answer.
    server.pause = 0.01
    yield server
    server.close()


def start(server: MailServer) -> subprocess.Popen:
    """The command as cron starts it, at work on the database of this test."""
    given = {
        "DATABASE_URL": url_of_test_database(),
        "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
        "MAILS_FROM": "minutes@council.example",
        "SITE_ADDRESS": "http://minutes.example",
        "HTTPS": "no",
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", "send_alerts"],
        cwd=ROOT,
        env=os.environ | given,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for_mails(server: MailServer, count: int, process: subprocess.Popen) -> None:
    until = monotonic() + LONGEST_WAIT
    while len(server.taken) < count and process.poll() is None:
        assert monotonic() < until
        sleep(0.001)


def test_killed_at_any_moment_it_sends_nothing_twice_and_the_next_run_goes_on(server):
    chance = random.Random(7)
    for _ in range(KILLS):
        process = start(server)
        wait_for_mails(server, len(server.taken) + chance.randint(1, 5), process)
        sleep(chance.uniform(0, 0.03))
        process.kill()
        process.communicate()
        assert process.returncode == -signal.SIGKILL
    assert 0 < Following.objects.filter(told_to=0).count() < READERS
    process = start(server)
    _, failed = process.communicate(timeout=LONGEST_WAIT)
    assert (process.returncode, failed) == (0, "")
    times = Counter(address for address, _ in server.taken)
    assert set(times.values()) == {1}
    # At most the one that was on its way at each blow; each of those is known.
    lost = READERS - len(times)
    assert lost <= Following.objects.exclude(sending_at=None).count() <= KILLS
    assert not Following.objects.filter(told_to=0).exists()


def test_two_runs_at_once_send_each_mail_once(server):
    runs = [start(server) for _ in range(2)]
    for run in runs:
        _, failed = run.communicate(timeout=LONGEST_WAIT)
        assert (run.returncode, failed) == (0, "")
    times = Counter(address for address, _ in server.taken)
    assert len(times) == READERS
    assert set(times.values()) == {1}
    assert not Following.objects.exclude(sending_at=None).exists()
