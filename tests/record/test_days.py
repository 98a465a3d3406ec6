"""Where each page of a long list lies, told by how much lies on each day."""

import datetime

import pytest

from meetings.record import state
from meetings.record.days import NO_DAYS, Days, days_of_items, days_of_meetings
from meetings.record.state import state_of_record, state_to_keep_by
from tests.public.making import PANEL, make_attendee, make_committee, make_item, make_meeting, make_person

FIRST = datetime.date(2021, 6, 1)
AMINA = {"name": "Councillor Amina Okafor", "person": "amina-okafor", "role": ""}


def day(n: int) -> datetime.date:
    return FIRST + datetime.timedelta(days=n)


# On the eighth day three, on the fifth one…
DAYS = Days.of([(day(1), 2), (day(8), 3), (day(5), 1), (day(2), 4)])
ROWS = [day(8)] * 3 + [day(5)] + [day(2)] * 4 + [day(1)] * 2


def test_all_are_counted_and_the_first_and_last_day_known():
    assert DAYS.total == 10
    assert DAYS.span == (day(1), day(8))
    assert (NO_DAYS.total, NO_DAYS.span) == (0, None)


@pytest.mark.parametrize("since", [None, *map(day, range(10))])
@pytest.mark.parametrize("until", [None, *map(day, range(10))])
def test_any_part_of_the_days_is_counted_as_if_by_hand(since, until):
    rows = [held for held in ROWS if (not since or since <= held) and (not until or held <= until)]
    days = DAYS.between(since, until)
    assert days.total == len(rows)
    assert days.span == ((rows[-1], rows[0]) if rows else None)


@pytest.mark.parametrize("since", [None, day(2), day(5)])
@pytest.mark.parametrize("count", [1, 2, 3, 25])
def test_any_page_lies_where_it_would_without_the_others(since, count):
    rows = [held for held in ROWS if not since or since <= held]
    days = DAYS.between(since, None)
    for start in range(len(rows)):
        stretch, page = days.stretch(start, count), rows[start : start + count]
        assert (stretch.newest, stretch.oldest) == (page[0], page[-1])
        around = [held for held in rows if stretch.oldest <= held <= stretch.newest]
        assert around[stretch.after : stretch.after + count] == page
        assert start - stretch.after == rows.index(page[0])


@pytest.mark.parametrize("since", [None, day(2), day(5)])
@pytest.mark.parametrize("count", [1, 2, 3, 25])
def test_any_page_of_the_oldest_first_lies_where_it_would_without_the_others(since, count):
    rows = sorted(held for held in ROWS if not since or since <= held)
    days = DAYS.between(since, None)
    for start in range(len(rows)):
        stretch, page = days.stretch_of_rising(start, count), rows[start : start + count]
        assert (stretch.oldest, stretch.newest) == (page[0], page[-1])
        around = [held for held in rows if stretch.oldest <= held <= stretch.newest]
        assert around[stretch.after : stretch.after + count] == page
        assert start - stretch.after == rows.index(page[0])


@pytest.mark.django_db
def test_meetings_are_counted_by_their_local_day_and_items_once_for_all_parts():
    make_person()
    cabinet = make_committee(name="Cabinet", slug="cabinet", kind="cabinet")
    items = [make_item(number="1", speakers=[AMINA], declarations=[AMINA | {"kind": "x", "description": "y"}])]
    make_meeting(day="2021-06-17", attendees=[make_attendee(person="amina-okafor")], items=items)
    make_meeting(day="2021-06-17", committee=cabinet)
    both, one = (days_of_meetings(state_to_keep_by(), committee) for committee in ("", PANEL))
    assert (both.total, one.total) == (2, 1)
    assert one.span == (datetime.date(2021, 6, 17),) * 2
    wanted = (("addressed", "declared"), ("declared",), ("moved",))
    assert [days.total for days in days_of_items(state_to_keep_by(), "amina-okafor", wanted)] == [1, 1, 0]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_is_kept_in_memory_is_of_the_state_of_the_record(committed, monkeypatch, django_assert_num_queries):
    make_person()
    asked = [(days_of_meetings, ("",)), (days_of_items, ("amina-okafor", (("addressed",),)))]
    make_meeting()
    before = state_to_keep_by()
    assert before == state_of_record()
    first = [ask(before, *of) for ask, of in asked]
    with django_assert_num_queries(0):
        assert [ask(before, *of) for ask, of in asked] == first
    make_meeting(
        day="2021-07-01", attendees=[make_attendee(person="amina-okafor")], items=[make_item(speakers=[AMINA])]
    )
    # For a second the record is taken for what it was.
    assert state_to_keep_by() == before
    monkeypatch.setattr(state, "SECONDS", 0)
    after = state_to_keep_by()
    assert [ask(after, *of) != kept for (ask, of), kept in zip(asked, first, strict=True)] == [True] * 2


@pytest.mark.django_db
def test_nothing_is_kept_inside_a_transaction_which_has_one_name_for_all_it_changes():
    make_meeting()
    assert state_to_keep_by() != state_to_keep_by()
