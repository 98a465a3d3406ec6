"""A made-up council is one that the gate could have published: same shape, whole chain, rows as computed."""

import pytest

from benchmarks.world.loading import (
    End,
    chained,
    count_words,
    file_words,
    is_empty,
    load_directory,
    tidy_directory,
    write_meetings,
)
from benchmarks.world.meetings import World
from meetings.models import Vote
from meetings.models.prose import clean_prose
from meetings.publishing.publish import publish
from meetings.publishing.verify import verify_record
from meetings.record.editions import canonical_json
from meetings.record.models import Edition, PublishedItem, PublishedPerson
from meetings.record.search import read_question, search
from meetings.world import load_world
from tests import making
from tests.house.worlds import PUBLIC

SIZE = 41
# Said by an edition only where there is something to say.
ONLY_SOMETIMES = {"late_reason", "item"}


def keys_in(value: object, place: str = "", found: dict | None = None) -> dict[str, set[str]]:
    """The keys of every object in a document, by the place where it stands; a list is one place."""
    found = {} if found is None else found
    if isinstance(value, dict):
        found.setdefault(place, set()).update(set(value) - ONLY_SOMETIMES)
        for key, part in value.items():
            keys_in(part, f"{place}/{key}", found)
    elif isinstance(value, list):
        for part in value:
            keys_in(part, place, found)
    return found


@pytest.fixture
def world(db):
    made = World(SIZE, seed=7)
    written = [made.meeting(number) for number in range(SIZE)]
    load_directory(made)
    first, end = chained(written[:20], End())
    second, _ = chained(written[20:], end)
    items = write_meetings(written, first + second)
    assert len(items) == sum(len(meeting.content["items"]) for meeting in written)
    addresses = [meeting.content["address"] for meeting in written]
    of_first = sum(len(meeting.content["items"]) for meeting in written[:20])
    count_words(file_words(addresses[:20], items[:of_first]) + file_words(addresses[20:], items[of_first:]))
    tidy_directory()
    return written


def test_the_record_verifies_chain_and_rows_included(world):
    assert list(verify_record()) == []
    assert Edition.objects.count() == SIZE + 5  # every tenth was confirmed by an edition of its own
    assert len({salt for salt in Edition.objects.values_list("salt", flat=True) if len(salt) == 32}) == SIZE + 5


def test_search_finds_what_was_written(world):
    item = next(item for item in world[7].content["items"] if item["access"] == "open" and not item["is_procedural"])
    found = search(read_question(f'"{item["title"].replace(":", "")}"'))
    assert f"{world[7].content['address']} {item['slug']}" in {
        f"{h.item.meeting_id} {h.item.slug}" for h in found.hits
    }


def test_one_word_changed_afterwards_is_noticed(world):
    item = PublishedItem.objects.filter(is_procedural=False).exclude(minute_text="").first()
    PublishedItem.objects.filter(pk=item.pk).update(minute_text="another word")
    assert f"{item.meeting_id}: the items shown differ from the newest edition." in list(verify_record())


@pytest.mark.django_db
def test_a_document_has_the_keys_that_the_gate_gives():
    made = World(SIZE)
    ours = keys_in([made.meeting(number).content for number in range(SIZE)])
    clerk = making.make_user()
    load_world(PUBLIC, by=clerk)
    voted_on = making.make_minuted_meeting()
    resolution = voted_on.items.get().resolutions.get()
    resolution.mover, resolution.seconder = voted_on.attendees.get(), making.make_attendee(meeting=voted_on, role="")
    resolution.save()
    Vote.objects.create(resolution=resolution, attendee=resolution.mover, choice="for")
    publish(voted_on, by=clerk)
    real = keys_in([edition.content for edition in Edition.objects.all()])
    # A made-up meeting is never cancelled or withdrawn, and has no papers but those of its items.
    assert set(real) - set(ours) == {"/cancelled", "/withdrawn"}
    assert ours == {place: real.get(place) for place in ours}


def test_the_same_seed_gives_the_same_world_and_another_seed_another():
    one, same, other = World(SIZE, seed=3).meeting(5), World(SIZE, seed=3).meeting(5), World(SIZE, seed=4).meeting(5)
    assert canonical_json(one.content) == canonical_json(same.content)
    assert canonical_json(one.content) != canonical_json(other.content)
    first, again, another = (chained([meeting], End())[1].digest for meeting in (one, same, other))
    assert first == again != another


def test_minutes_are_as_clean_as_the_gate_leaves_them_and_as_long_as_real_ones():
    minutes = [item["minute"] for number in range(20) for item in World(SIZE).meeting(number).content["items"]]
    assert all(clean_prose(minute) == minute for minute in minutes)
    long = [len(minute.split()) for minute in minutes if len(minute) > 400]
    assert len(long) > len(minutes) / 2
    assert min(long) >= 190
    assert max(long) <= 320


def test_a_database_that_holds_a_council_is_not_empty(world):
    assert not is_empty()


@pytest.mark.django_db
def test_an_empty_database_is_empty():
    assert is_empty()
    assert not PublishedPerson.objects.exists()
