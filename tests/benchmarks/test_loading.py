"""What loads a world leaves the database as it found it, and what enters it at the desk says the same as the world."""

import datetime

import pytest
from django.db import connection

from benchmarks.world.desk import Desk
from benchmarks.world.late_indexes import set_aside
from benchmarks.world.loading import load_directory
from benchmarks.world.meetings import World
from benchmarks.world.spool import Spool
from meetings.publishing.publish import publish
from meetings.publishing.verify import verify_record
from tests import making

MADE_FROM = """
    SELECT pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid::regclass::text LIKE 'record\\_%' UNION ALL
    SELECT conrelid::regclass || conname || pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid::regclass::text LIKE 'record\\_%' ORDER BY 1
"""


def made_from() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(MADE_FROM)
        return [line for (line,) in cursor.fetchall()]


@pytest.mark.django_db
def test_indexes_and_foreign_keys_that_were_set_aside_are_made_again_as_they_were():
    before = made_from()
    later = set_aside()
    without = made_from()
    assert not any(" gin " in line or "FOREIGN KEY" in line for line in without)
    assert set(without) < set(before)
    with connection.cursor() as cursor:
        for statement in later:
            cursor.execute(statement)
    assert made_from() == before


def test_a_spool_gives_back_what_was_put_in_once(tmp_path):
    world, spool = World(30, seed=2), Spool(tmp_path / "spool")
    spool.begin()
    spool.put(world, range(3))
    assert [meeting.content for meeting in spool.take(range(3))] == [world.meeting(n).content for n in range(3)]
    with pytest.raises(FileNotFoundError):
        spool.take(range(3))


@pytest.mark.django_db
def test_a_meeting_entered_at_the_desk_goes_through_the_gate_as_it_was_made_up():
    world = World(41, seed=7)
    load_directory(world)
    desk = Desk(world.directory)
    desk.open()
    for number in range(0, 40, 5):
        written = world.meeting(number)
        meeting = desk.enter(written, datetime.datetime.fromisoformat(written.content["starts_at"]))
        edition = publish(meeting, by=making.make_user(name=f"publisher {number}"))
        wanted = written.content | {"confirmed": None}
        for item in wanted["items"]:
            # Numbers of minutes are the desk's to give.
            item["minute_number"] = ""
        assert edition.content == wanted
    assert list(verify_record()) == []
