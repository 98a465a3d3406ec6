"""Counts of people and of common words, said to be estimates where they are, and in how few statements."""

import datetime

import pytest
from django.db import connection

from meetings.municipal_year import MunicipalYear
from meetings.record.search import PER_PAGE, Narrowing, read_question, search, statement, understanding
from meetings.record.search.people import FEW
from tests.public.making import (
    make_attendee,
    make_item,
    make_meeting,
    make_person,
    make_resolution,
)

pytestmark = pytest.mark.django_db


def years(*starts: int) -> tuple[MunicipalYear, ...]:
    return tuple(MunicipalYear(start) for start in starts)


def test_people_present_or_named_are_counted_and_narrow_the_search():
    for slug in ("okafor", "reed"):
        make_person(slug=slug, name=slug.capitalize())
    there = [make_attendee(person="okafor"), make_attendee(person="reed", attendance="apologies")]
    moved = make_resolution(mover={"name": "Councillor Reed", "person": "reed"})
    make_meeting(
        attendees=there, items=[make_item(title="Dredging"), make_item(number="9", title="Moorings dredging")]
    )
    make_meeting(day="2022-06-16", items=[make_item(title="More dredging", resolutions=[moved])])
    found = search(read_question("dredging"))
    assert {count.value: count.count for count in found.facets["person"]} == {"okafor": 2, "reed": 1}
    narrowed = search(read_question("dredging"), Narrowing(people=("reed",)))
    assert [hit.item.title for hit in narrowed.hits] == ["More dredging"]
    assert {count.value: count.count for count in narrowed.facets["person"]} == {"okafor": 2, "reed": 1}
    assert search(read_question("dredging"), Narrowing(people=("okafor", "reed"))).total == 3
    assert search(read_question("dredging"), Narrowing(people=("o'brien\\",))).total == 0


@pytest.fixture
def broad(monkeypatch):
    """Every word is too common to count each hit."""
    monkeypatch.setattr(understanding, "MOST_COUNTED", 0)
    monkeypatch.setattr(understanding, "MOST_LOOKED_INTO", 0)


def take_statistics() -> None:
    """As autovacuum does after a while; without them nothing is taken to be everywhere."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE record_searchentry")


@pytest.mark.parametrize("typed", ["dredging", '"dredging plan"', "dredging plan"])
@pytest.mark.parametrize("order", ["best", "newest"])
@pytest.mark.parametrize("even", [0, 1_000_000_000])
def test_of_very_common_words_the_counts_are_about_and_the_newest_are_shown(broad, monkeypatch, typed, order, even):
    # The newest are gone through, or looked up since a day that the sample tells.
    monkeypatch.setattr(understanding, "EVEN", even)
    for year in (2020, 2021):
        items = [make_item(number=str(n), title=f"Dredging plan {n}", is_procedural=n % 10 == 0) for n in range(400)]
        make_meeting(day=f"{year}-06-10", items=items)
    take_statistics()
    found = search(read_question(typed), order=order)
    assert found.is_about
    assert found.total % 16 == 0
    assert 360 <= found.total <= 1080
    assert sum(year.count for year in found.years) == found.total
    assert {hit.item.meeting.held_on.year for hit in found.hits} == {2021}
    assert len(found.hits) == PER_PAGE
    assert not [hit for hit in found.hits if hit.item.is_procedural]
    narrowed = search(read_question(typed), Narrowing(years=years(2020)), order=order)
    assert {hit.item.meeting.held_on.year for hit in narrowed.hits} == {2020}


@pytest.mark.parametrize("order", ["best", "newest"])
def test_a_common_word_that_fell_out_of_use_is_found(broad, monkeypatch, order):
    monkeypatch.setattr(understanding, "EVEN", 0)
    monkeypatch.setattr(statement, "GONE_THROUGH", 1)
    for year, word in [(1975, "alderman"), (2021, "councillor")]:
        items = [make_item(number=str(n), title="Report", minute=f"<p>An {word}.</p>") for n in range(300)]
        make_meeting(day=f"{year}-06-10", items=items)
    take_statistics()
    found = search(read_question("alderman"), order=order)
    assert {hit.item.meeting.held_on.year for hit in found.hits} == {1975}
    assert len(found.hits) == PER_PAGE


@pytest.mark.parametrize("order", ["best", "newest"])
def test_the_newest_are_those_up_to_the_last_day_chosen(broad, monkeypatch, order, django_assert_num_queries):
    monkeypatch.setattr(understanding, "EVEN", 0)
    monkeypatch.setattr(statement, "GONE_THROUGH", 1)
    for year in (1975, 2021):
        items = [make_item(number=str(n), title="Report", minute="<p>A councillor.</p>") for n in range(300)]
        make_meeting(day=f"{year}-06-10", items=items)
    take_statistics()
    # A third would look all of them up.
    with django_assert_num_queries(2):
        found = search(read_question("councillor"), Narrowing(until=datetime.date(2021, 6, 9)), order=order)
    assert {hit.item.meeting.held_on.year for hit in found.hits} == {1975}
    assert len(found.hits) == PER_PAGE


@pytest.mark.parametrize("typed", ["dredging", '"dredging plan"'])
@pytest.mark.parametrize("most", [0, 10_000])
@pytest.mark.parametrize("even", [0, 1_000_000_000])
@pytest.mark.parametrize("order", ["best", "newest"])
def test_a_page_is_not_filled_with_what_was_held_before_the_first_day(monkeypatch, typed, most, even, order):
    monkeypatch.setattr(understanding, "MOST_COUNTED", most)
    monkeypatch.setattr(understanding, "MOST_LOOKED_INTO", most)
    monkeypatch.setattr(understanding, "EVEN", even)
    for year in (2020, 2021):
        make_meeting(day=f"{year}-06-10", items=[make_item(number=str(n), title="Dredging plan") for n in range(100)])
    take_statistics()
    days = Narrowing(since=datetime.date(2020, 6, 11))
    found = search(read_question(typed), days, order=order, per_page=150)
    assert len(found.hits) == 100
    assert {hit.item.meeting.held_on.year for hit in found.hits} == {2021}


def test_pages_follow_one_another_without_a_gap(monkeypatch):
    monkeypatch.setattr(statement, "RANKED", 5)
    items = [
        make_item(number=str(n), title="Plan" if n % 3 else "Dredging", minute="<p>dredging</p>") for n in range(70)
    ]
    make_meeting(items=items)
    for order in ("best", "newest"):
        slugs = [
            hit.item.slug
            for page in range(1, 5)
            for hit in search(read_question("dredging"), page=page, order=order).hits
        ]
        assert sorted(slugs) == sorted(str(n) for n in range(70))


def test_two_statements_answer_a_question(django_assert_num_queries):
    make_person()
    there = [make_attendee(person="amina-okafor")]
    for day, count, people in [("2021-06-17", FEW + 1, 0), ("2022-06-16", FEW, 1)]:
        title = f"Dredging of {day[:4]}"
        items = [make_item(number=str(n), title=title) for n in range(count)]
        make_meeting(day=day, attendees=there, items=items)
        with django_assert_num_queries(2):
            found = search(read_question(title))
        assert found.total == count
        assert [one.count for one in found.facets["person"]] == [count] * people
    with django_assert_num_queries(1):
        assert search(read_question("the")).total == 0
