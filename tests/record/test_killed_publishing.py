"""A publication during which the web server is killed has happened wholly or not at all."""

import hashlib
import random
import re
from itertools import count, cycle
from statistics import median
from threading import Timer
from time import monotonic

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from meetings.admin.second_look import warnings_of
from meetings.models import Meeting
from meetings.publishing import publish as verbs
from meetings.publishing.verify import verify_record
from meetings.record.models import Edition, PublishedDocument, PublishedItem, PublishedMeeting, PublishedPaperPage
from meetings.record.search import Narrowing, read_question, search
from tests import making
from tests.record.killed_server import Server

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True, databases=["default", "public"])

PUBLISHES = 100
BLOW_EVERY = 5
WHOLE_SERVER_EVERY = 4
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


@pytest.fixture
def server(desk, tmp_path):
    client = Client()
    client.force_login(User.objects.get())
    server = Server(client.cookies["desk"].value, tmp_path / "server.log")
    yield server
    server.close()


def write(meeting: Meeting, version: str) -> None:
    """Put the version in every item, resolution, action and paper of the meeting."""
    for item in meeting.items.all():
        item.title, item.minute = f"Dredging {version}", f"<p>Heard of {version}.</p>"
        item.save()
        item.resolutions.update(text=f"That {version} be dredged.")
        item.actions.update(task=f"Order {version}")
    for paper in meeting.documents.all():
        paper.title = version
        paper.file.save("survey.txt", ContentFile(version.encode() * 20_000))


def form_of_publication(meeting: Meeting, version: str) -> dict:
    """What the page of publication sends: the step, the reason, and the boxes ticked."""
    step = "correct" if meeting.is_published else "publish"
    looked_at = [fault.key for fault in warnings_of(step, meeting)]
    return {"step": step, "reason": version, "looked_at": looked_at}


def publish_next(server: Server, number: int, blow: Timer | None = None) -> tuple[bool, float]:
    """Write the next version of a meeting and send it to be published; whether that was answered, and in how long."""
    version = f"version{number}"
    meeting = list(Meeting.objects.order_by("pk"))[number % MEETINGS]
    with transaction.atomic():
        write(meeting, version)
    data = form_of_publication(meeting, version)
    if blow:
        blow.start()
    began = monotonic()
    answer = server.post(reverse("admin:meetings_meeting_publication", args=[meeting.pk]), data)
    took = monotonic() - began
    if blow:
        blow.join()
    if answer is not None:
        assert answer.status == 302, (server.told.read_text(), answer.read())
        # What the clerk was told is so.
        meeting.refresh_from_db()
        assert version in newest(meeting.public_address).text
    return answer is not None, took


def newest(address: str) -> Edition:
    return Edition.objects.filter(address=address).order_by("number").last()


def assert_everything_is_whole() -> None:
    """One look at the database: what a killed worker's last statement does meanwhile is before it or after it."""
    with transaction.atomic():
        connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        assert list(verify_record()) == []
        public = list(PublishedMeeting.objects.all())
        assert {meeting.public_address for meeting in Meeting.objects.published()} == {page.address for page in public}
        for page in public:
            assert_one_version_throughout(page)


def assert_one_version_throughout(meeting: PublishedMeeting) -> None:
    (version,) = set(VERSION.findall(newest(meeting.address).text))
    assert meeting.content == newest(meeting.address).content
    for item in PublishedItem.objects.filter(meeting=meeting):
        words = f"{item.title} {item.resolutions_text} {item.minute_text} {item.content}"
        assert set(VERSION.findall(words)) == {version}
        assert set(VERSION.findall(item.entries.get().words)) == {version}
        assert version in item.resolutions.get().text
        assert version in item.actions.get().task
    found = search(read_question(version))
    assert {hit.meeting.address for hit in found.hits} == {meeting.address}
    assert search(read_question(version), Narrowing(kinds=("item",))).total == ITEMS
    for paper in PublishedDocument.objects.filter(meeting=meeting):
        texts = PublishedPaperPage.objects.filter(paper=paper.digest).order_by("place").values_list("text", flat=True)
        assert set(VERSION.findall("".join(texts))) == {version}


def test_a_hundred_publishes_of_a_server_killed_at_random_moments_are_whole_or_not_there(server):
    chance = random.Random(4)
    kills = cycle([server.kill_worker] * (WHOLE_SERVER_EVERY - 1) + [server.kill_and_start_again])
    # Every meeting once in peace, so that it is known how long a publication takes.
    times = [publish_next(server, number)[1] for number in range(MEETINGS)]
    answered, struck = MEETINGS, 0
    for number in count(MEETINGS):
        if number % BLOW_EVERY:
            was_answered, took = publish_next(server, number)
            assert was_answered
            times.append(took)
        else:
            blow = Timer(chance.uniform(0, median(times)), next(kills))
            was_answered, _ = publish_next(server, number, blow)
            struck += not was_answered
            assert_everything_is_whole()
        answered += was_answered
        if answered == PUBLISHES:
            break
    assert_everything_is_whole()
    assert struck >= 12
    # One may have been done and not told of before each blow.
    assert answered <= Edition.objects.count() <= answered + struck
    assert PublishedMeeting.objects.count() == MEETINGS


def test_part_of_a_paper_left_behind_by_a_killed_process_is_written_anew(desk):
    shelf, digest = storages["record"], hashlib.sha256(b"deep").hexdigest()
    shelf.save(digest, ContentFile(b"de"))
    verbs.publish(Meeting.objects.first(), by=User.objects.get())
    assert list(verify_record()) == []
