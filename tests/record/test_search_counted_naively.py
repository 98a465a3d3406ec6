"""What the engine counts is what going through the record row by row counts, and what choosing the value finds."""

import datetime
from collections import Counter
from itertools import pairwise
from random import Random

import pytest
from django.db import connection

from meetings.municipal_year import MunicipalYear
from meetings.record.models import PublishedItem
from meetings.record.search import PER_PAGE, Narrowing, read_question, search, understanding
from tests.built_once import built_once
from tests.public.making import (
    make_action,
    make_attendee,
    make_committee,
    make_item,
    make_meeting,
    make_person,
    make_resolution,
)

pytestmark = pytest.mark.django_db

COMMITTEES = ["audit", "cabinet", "harbour"]
OUTCOMES = ["agreed", "noted"]
YEARS = [2019, 2020, 2022]
# In the municipal year that begins in one of these, and across its two calendar years.
DAYS = ["{}-05-01", "{}-06-10", "{}-12-31", "{}-01-01", "{}-04-30"]
PEOPLE = ["okafor", "reed"]
WORDS = ["buoy", "crane", "dredger", "ferry", "gull"]
# As it is typed, and which rows of words it finds.
QUESTIONS = {
    "crane": lambda words: "crane" in words,
    "crane ferry": lambda words: {"crane", "ferry"} <= set(words),
    '"crane ferry"': lambda words: ("crane", "ferry") in pairwise(words),
    "crane -ferry": lambda words: "crane" in words and "ferry" not in words,
    "gull OR buoy": lambda words: "gull" in words or "buoy" in words,
}


@built_once
def rows():
    """A made-up archive, and what stands in each of its items."""
    random = Random(1)
    for slug in PEOPLE:
        make_person(slug=slug, name=slug.capitalize())
    for committee in COMMITTEES:
        body = make_committee(name=committee.capitalize(), slug=committee, kind="committee")
        for year in YEARS:
            there = [make_attendee(person=slug) for slug in PEOPLE if random.random() < 0.5]
            items = [_item(random, number) for number in range(1, random.randrange(6, 16))]
            make_meeting(day=_day(random, year).isoformat(), committee=body, attendees=there, items=items)
    return [_row(item) for item in PublishedItem.objects.select_related("meeting")]


def _day(random: Random, year: int) -> datetime.date:
    place = random.randrange(len(DAYS))
    return datetime.date.fromisoformat(DAYS[place].format(year if place < 3 else year + 1))


def _item(random: Random, number: int) -> dict:
    minute = " ".join(random.choices(WORDS, k=random.randrange(1, 7)))
    return make_item(
        number=str(number),
        title=random.choice(WORDS),
        minute=f"<p>{minute}</p>",
        is_procedural=random.random() < 0.2,
        resolutions=[make_resolution(text="Approved.", outcome=random.choice(OUTCOMES))],
        actions=[make_action()] if random.random() < 0.3 else [],
    )


def _row(item: PublishedItem) -> dict:
    """By facet, what the item would be counted under; and its words, as they follow one another."""
    there = item.meeting.attendances.filter(attendance="present").values_list("person_id", flat=True)
    return {
        "words": f"{item.title} approved {item.minute_text}".split(),
        "committees": {item.meeting.committee_id},
        "years": {MunicipalYear.of(item.meeting.held_on)},
        "outcomes": {item.outcome},
        "people": set(there),
        "open": {item.actions.filter(completed_on=None).exists()},
        "procedural": {item.is_procedural},
        "held_on": item.meeting.held_on,
    }


def _left(rows: list[dict], chosen: dict[str, set], but: str) -> Counter:
    """The rows by their value of one facet, of those that fit what is chosen of all the others."""
    others = {facet: values for facet, values in chosen.items() if facet != but and values}
    return Counter(
        value for row in rows if all(row[facet] & values for facet, values in others.items()) for value in row[but]
    )


def _choices(random: Random) -> dict[str, set]:
    some = {"committees": COMMITTEES, "years": [MunicipalYear(year) for year in YEARS], "outcomes": OUTCOMES}
    chosen = {facet: set(random.sample(values, random.randrange(3))) for facet, values in some.items()}
    return chosen | {
        "people": set(random.sample(PEOPLE, random.randrange(2))),
        "open": {True} if random.random() < 0.3 else set(),
        "procedural": set() if random.random() < 0.3 else {False},
    }


def _days(random: Random, rows: list[dict]) -> dict[str, datetime.date | None]:
    """Two days of meetings, of which either may be left open; half of the time none."""
    if random.random() < 0.5:
        return {}
    since, until = sorted(random.choices(rows, k=2), key=lambda row: row["held_on"])
    days = [day["held_on"] if random.random() < 0.7 else None for day in (since, until)]
    return dict(zip(("since", "until"), days, strict=True))


def _between(rows: list[dict], since: datetime.date | None = None, until: datetime.date | None = None) -> list[dict]:
    return [row for row in rows if (not since or row["held_on"] >= since) and (not until or row["held_on"] <= until)]


def _search(typed: str, chosen: dict[str, set], days: dict[str, datetime.date | None], order: str):
    facets = {facet: tuple(chosen[facet]) for facet in ("committees", "years", "outcomes", "people")}
    switches = {"with_open_actions": bool(chosen["open"]), "with_procedural": not chosen["procedural"]}
    return search(read_question(typed), Narrowing(**facets, **switches, **days), order=order)


def _counts(counts) -> dict[str, int]:
    return {count.value: count.count for count in counts if count.count}


def _fitting(rows: list[dict], chosen: dict[str, set]) -> int:
    procedural = _left(rows, chosen, "procedural")
    return sum(procedural[kind] for kind in chosen["procedural"] or [False, True])


@pytest.mark.parametrize("order", ["best", "newest"])
@pytest.mark.parametrize("typed", QUESTIONS)
def test_counts_are_those_of_going_through_all_rows(rows, typed, order):
    random = Random(typed)
    every = [row for row in rows if QUESTIONS[typed](row["words"])]
    assert every
    for _ in range(40):
        chosen, days = _choices(random), _days(random, rows)
        hits, found = _between(every, **days), _search(typed, chosen, days, order)
        assert not found.is_about
        assert found.total == _fitting(hits, chosen)
        assert len(found.hits) == min(found.total, PER_PAGE)
        for facet in ("committee", "outcome"):
            assert _counts(found.facets[facet]) == dict(_left(hits, chosen, f"{facet}s"))
        assert _counts(found.years) == {str(year): n for year, n in _left(hits, chosen, "years").items()}
        assert sum(count.count for count in found.facets["open"]) == _left(hits, chosen, "open")[True]
        assert sum(count.count for count in found.facets["procedural"]) == _left(hits, chosen, "procedural")[True]
        if found.total:
            assert _counts(found.facets["person"]) == dict(_left(hits, chosen, "people"))


@pytest.mark.parametrize("order", ["best", "newest"])
@pytest.mark.parametrize("even", [0, 1_000_000_000])
@pytest.mark.parametrize("typed", QUESTIONS)
def test_of_a_very_common_word_what_was_chosen_is_counted_all_the_same(rows, typed, even, order, monkeypatch):
    monkeypatch.setattr(understanding, "MOST_COUNTED", -understanding.ONE_IN)
    monkeypatch.setattr(understanding, "MOST_LOOKED_INTO", -understanding.ONE_IN)
    # The newest are gone through, or looked up since a day that the sample tells.
    monkeypatch.setattr(understanding, "EVEN", even)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE record_searchentry")
    random = Random(typed)
    every = [row for row in rows if QUESTIONS[typed](row["words"])]
    for _ in range(25):
        chosen, days = _choices(random), _days(random, rows)
        hits, found = _between(every, **days), _search(typed, chosen, days, order)
        assert found.are_counts_about
        assert found.is_about == (not any(chosen[facet] for facet in ("committees", "years", "outcomes", "open")))
        assert len(found.hits) == min(_fitting(hits, chosen), PER_PAGE)
        assert {hit.meeting.held_on for hit in found.hits} <= {row["held_on"] for row in hits}
        if not found.is_about:
            outcomes = _left(hits, chosen, "outcomes")
            assert found.total == sum(outcomes[value] for value in chosen["outcomes"] or OUTCOMES)
            assert _counts(found.facets["outcome"]) == dict(outcomes)
            assert sum(count.count for count in found.facets["open"]) == _left(hits, chosen, "open")[True]


@pytest.mark.parametrize("committees", [(), ("cabinet",), ("cabinet", "audit")])
@pytest.mark.parametrize("starts", [(), (2020,)])
@pytest.mark.parametrize("outcomes", [(), ("noted",)])
@pytest.mark.parametrize("more", [{}, {"with_open_actions": True}, {"with_procedural": True}])
def test_each_count_is_what_choosing_the_value_finds(rows, committees, starts, outcomes, more):
    question = read_question("gull OR buoy")
    chosen = {
        "committees": committees,
        "years": tuple(MunicipalYear(start) for start in starts),
        "outcomes": outcomes,
    } | more
    found = search(question, Narrowing(**chosen))
    for facet in ("committee", "outcome"):
        for count in found.facets[facet]:
            assert search(question, Narrowing(**chosen | {f"{facet}s": (count.value,)})).total == count.count
    for year in found.years:
        narrowed = chosen | {"years": (MunicipalYear(int(year.value[:4])),)}
        assert search(question, Narrowing(**narrowed)).total == year.count
    for count in found.facets["open"]:
        assert search(question, Narrowing(**chosen | {"with_open_actions": True})).total == count.count
    for count in found.facets["procedural"]:
        with_them = search(question, Narrowing(**chosen | {"with_procedural": True})).total
        without = search(question, Narrowing(**chosen | {"with_procedural": False})).total
        assert with_them - without == count.count
    assert len(found.hits) == min(found.total, PER_PAGE)


def test_what_is_chosen_stays_among_the_choices_without_a_hit(rows):
    found = search(read_question("gull OR buoy"), Narrowing(committees=("nobody",), years=(MunicipalYear(1999),)))
    assert found.total == 0
    assert [(c.value, c.count, c.is_chosen) for c in found.facets["committee"] if c.is_chosen] == [("nobody", 0, True)]
    assert [(y.value, y.count) for y in found.years if y.is_chosen] == [("1999-00", 0)]
