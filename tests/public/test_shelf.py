"""The shelf of kept pages holds no more than it may, whoever asks for whatever."""

import threading
import uuid

import pytest

from meetings.public.answers import Answer
from meetings.public.keeping import LARGEST_PART, OVERHEAD, Shelf

STATE, NEXT = uuid.UUID(int=1), uuid.UUID(int=2)
HEADERS = {"Content-Type": "text/html"}


def page(size: int = 4_000) -> Answer:
    return Answer(b"x" * size, dict(HEADERS), None)


@pytest.fixture
def shelf():
    """With room for ten pages of four thousand bytes."""
    shelf = Shelf(10 * (2 * 4_000 + OVERHEAD))
    assert shelf.find(("any",), STATE) is None
    return shelf


def test_the_page_longest_not_asked_for_makes_room(shelf):
    for number in range(10):
        shelf.keep((number,), page(), STATE)
    assert shelf.find((0,), STATE)
    shelf.keep((10,), page(), STATE)
    assert shelf.find((0,), STATE)
    assert shelf.find((1,), STATE) is None
    assert len(shelf) == 10


def test_it_never_holds_more_bytes_than_it_may(shelf):
    for number in range(5_000):
        shelf.keep((number % 700,), page(size=number * 37 % 9_000), STATE)
        assert shelf.bytes <= shelf.most_bytes
    assert len(shelf) > 0


def test_no_page_takes_more_than_its_share(shelf):
    shelf.keep(("long",), page(size=shelf.most_bytes // LARGEST_PART), STATE)
    assert len(shelf) == 0


def test_the_same_address_counts_once(shelf):
    for _ in range(50):
        shelf.keep(("same",), page(), STATE)
    assert (len(shelf), shelf.bytes) == (1, 2 * 4_000 + OVERHEAD)


def test_another_state_empties_it(shelf):
    shelf.keep(("a",), page(), STATE)
    assert shelf.find(("a",), NEXT) is None
    assert (len(shelf), shelf.bytes) == (0, 0)


def test_a_page_of_a_state_that_is_over_is_not_kept(shelf):
    assert shelf.find(("b",), NEXT) is None
    shelf.keep(("b",), page(), STATE)
    assert shelf.find(("b",), NEXT) is None


def test_compressed_forms_weigh_no_more_than_the_page(rf):
    answer = Answer(b"<p>The Panel considered it.</p>" * 200, dict(HEADERS), None)
    for encoding in ("br", "gzip"):
        answer.to(rf.get("/", headers={"accept-encoding": encoding}))
    assert 0 < sum(len(packed) for packed in answer.packed.values()) <= len(answer.body)


def test_threads_do_not_upset_it(shelf):
    faults = []

    def use(start: int) -> None:
        try:
            for number in range(start, start + 2_000):
                state = STATE if number % 50 else NEXT
                shelf.find((number % 30,), state)
                shelf.keep((number % 30,), page(), state)
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=use, args=[start]) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert shelf.bytes == len(shelf) * (2 * 4_000 + OVERHEAD)
