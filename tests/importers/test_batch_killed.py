"""An import that is killed or interrupted at any moment leaves whole meetings or nothing, and can be run again."""

import datetime
import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest

from meetings.importers.reading import read_text
from meetings.models import Meeting
from tests import making
from tests.machine import url_of_test_database

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True, databases=["default", "public"])

ROOT = Path(__file__).resolve().parents[2]
FIRST_DAY = datetime.date(2023, 1, 5)
MEETINGS = 25
ITEMS = 12
ITEM = """{number}. Mooring {number}

The Panel heard a report on mooring {number}.

RESOLVED that:

(i)  That mooring {number} be renewed.

(ii)  That the buoys be painted.

ACTION: Harbour Master to inspect mooring {number}.

"""


def minutes_of(day: datetime.date) -> str:
    items = "".join(ITEM.format(number=number) for number in range(1, ITEMS + 1))
    return (
        f"Minutes of the meeting of the Harbour Panel held on {day:%A %-d %B %Y} at 10.15 am\n\n"
        f"Present: Councillors A Ash (Chair), B Beech and C Cedar\n\n{items}"
    )


@pytest.fixture
def folder(committed, tmp_path) -> Path:
    """Sets of minutes, a week apart, of a committee that the desk knows."""
    making.make_committee()
    days = [FIRST_DAY + datetime.timedelta(weeks=week) for week in range(MEETINGS)]
    for day in days:
        (tmp_path / f"{day}.txt").write_text(minutes_of(day), "utf-8")
    return tmp_path


def start(folder: Path) -> subprocess.Popen:
    """The command in a process of its own, at work on the database of this test."""
    # A test run in the background has Ctrl-C turned off, and so would everything it starts.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(
            [sys.executable, "-u", "manage.py", "import_minutes", str(folder)],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": url_of_test_database()},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
    finally:
        signal.signal(signal.SIGINT, before)


def wait_for_meetings(process: subprocess.Popen, count: int) -> None:
    """Return when the command has told of so many meetings."""
    while count:
        line = process.stdout.readline()
        assert line, process.stderr.read()
        count -= ": drafted: " in line or ": updated: " in line


def assert_meetings_are_whole() -> None:
    """Each that is there has every person, item, resolution and action that was read, and none twice."""
    for meeting in Meeting.objects.all():
        (read,) = read_text(minutes_of(meeting.held_on)).meetings
        names = [attendee.printed_name.removeprefix("Councillor ") for attendee in meeting.attendees.all()]
        assert sorted(names) == sorted(attendee.name.value for attendee in read.attendees), meeting
        assert [
            (item.number, item.title, bool(item.minute), item.resolutions.count(), item.actions.count())
            for item in meeting.items.order_by("position")
        ] == [
            (item.number.value, item.title.value, True, len(item.resolutions), len(item.actions))
            for item in read.items
        ], meeting


def test_killed_at_any_moment_it_leaves_whole_meetings_and_the_next_run_completes(folder):
    chance = random.Random(1)
    for _ in range(4):
        process = start(folder)
        # Those of the runs before are updated first; the blow falls while further ones are drafted.
        wait_for_meetings(process, Meeting.objects.count() + chance.randint(1, 3))
        sleep(chance.uniform(0, 0.2))
        process.kill()
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        assert_meetings_are_whole()
    done = Meeting.objects.count()
    assert 4 <= done < MEETINGS
    process = start(folder)
    told, failed = process.communicate()
    assert (process.returncode, failed) == (0, "")
    assert f"{MEETINGS - done} meetings drafted, {done} updated, 0 refused." in told
    assert Meeting.objects.count() == MEETINGS
    assert_meetings_are_whole()


def test_ctrl_c_ends_calmly_with_the_report_of_what_was_done(folder):
    process = start(folder)
    wait_for_meetings(process, 2)
    process.send_signal(signal.SIGINT)
    told, failed = process.communicate()
    assert process.returncode == 130
    assert failed.strip() == "CommandError: Interrupted."
    done = Meeting.objects.count()
    assert f"{done} meetings drafted, 0 updated, 0 refused.\nInterrupted: " in told
    assert 2 <= done < MEETINGS
    assert_meetings_are_whole()


def test_the_minutes_are_read_as_they_are_meant():
    (meeting,) = read_text(minutes_of(FIRST_DAY)).meetings
    assert len(meeting.attendees) == 3
    assert [(len(item.resolutions), len(item.actions)) for item in meeting.items] == [(2, 1)] * ITEMS
