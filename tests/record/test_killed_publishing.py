"""A publication that is killed at any moment has happened wholly or not at all."""

import hashlib
import os
import random
import re
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from meetings.models import Meeting
from meetings.publishing import publish as verbs
from meetings.publishing.verify import verify_record
from meetings.record.models import Edition, PublishedItem, PublishedMeeting
from meetings.record.search import read_question, search
from tests import making
from tests.machine import url_of_test_database

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True, databases=["default", "public"])

ROOT = Path(__file__).resolve().parents[2]
PUBLISHES = 100
MEETINGS = 5
ITEMS = 6
VERSION = re.compile(r"version\d+")


@pytest.fixture
def desk(committed):
    making.make_user()
    for month in range(1, MEETINGS + 1):
        meeting = making.make_meeting(starts_at=making.moment(f"2024-{month:02}-11"))
        making.make_attendee(meeting=meeting)
        for _ in range(ITEMS):
            item = making.make_item(meeting=meeting)
            making.make_resolution(item=item)
            making.make_action(item=item)
        meeting.documents.create(title="Survey", file=ContentFile(b"deep", "survey.txt"))


def start(first_version: int, settings) -> subprocess.Popen:
    shelves = {
        "DESK_MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "RECORD_MEDIA_ROOT": storages["record"].location,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.record.publishing_on_and_on", str(first_version)],
        cwd=ROOT,
        env=os.environ | shelves | {"DATABASE_URL": url_of_test_database()},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def published_until_killed(process: subprocess.Popen, count: int, moment: float) -> int:
    """Kill the process at some moment after it has told of so many publications; how many it told of in all."""
    for _ in range(count):
        assert process.stdout.readline(), process.stderr.read()
    sleep(moment)
    process.kill()
    told, _ = process.communicate()
    assert process.returncode == -signal.SIGKILL
    return count + len(told.split())


def assert_everything_is_whole() -> None:
    assert list(verify_record()) == []
    for meeting in PublishedMeeting.objects.all():
        newest = Edition.objects.filter(address=meeting.address).order_by("number").last()
        (version,) = set(VERSION.findall(newest.text))
        assert meeting.content == newest.content
        for item in PublishedItem.objects.filter(meeting=meeting):
            words = f"{item.title} {item.resolutions_text} {item.minute_text} {item.content}"
            assert set(VERSION.findall(words)) == {version}
            assert set(VERSION.findall(item.entries.get().words)) == {version}
            assert version in item.resolutions.get().text
            assert version in item.actions.get().task
        found = search(read_question(version))
        assert {hit.item.meeting_id for hit in found.hits} == {meeting.address}
        assert found.total == ITEMS


def test_a_hundred_publishes_killed_at_random_moments_are_whole_or_not_there(desk, settings):
    chance = random.Random(4)
    told, kills = 0, 0
    while told < PUBLISHES:
        process = start(Edition.objects.count() + 1, settings)
        # The longest moment is about that of one publication, so that the blow falls anywhere within the next.
        told += published_until_killed(process, chance.randint(8, 14), chance.uniform(0, 0.25))
        kills += 1
        assert_everything_is_whole()
    assert kills >= 7
    # One may have been done and not told of before each blow.
    assert told <= Edition.objects.count() <= told + kills
    assert PublishedMeeting.objects.count() == MEETINGS


def test_part_of_a_paper_left_behind_by_a_killed_process_is_written_anew(desk):
    shelf, digest = storages["record"], hashlib.sha256(b"deep").hexdigest()
    shelf.save(digest, ContentFile(b"de"))
    verbs.publish(Meeting.objects.first(), by=User.objects.get())
    assert list(verify_record()) == []
