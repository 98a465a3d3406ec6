"""The order of the registers, and how a page of them is found."""

import datetime
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.publishing.verify import verify_record
from meetings.record.models import PublishedAction, PublishedResolution
from meetings.record.registers import BY_TURN, NEWEST, Order
from tests.public.making import (
    PANEL,
    make_action,
    make_committee,
    make_item,
    make_meeting,
    make_person,
    make_resolution,
)

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2022, 1, 1)


def task(name: str, number: int, due_on: str = "") -> dict:
    return make_action(task=name, number=number, due_on=due_on)


def done(day: str) -> dict:
    return {"completed_on": datetime.date.fromisoformat(day), "updates": [], "reported_back_at": ""}


@pytest.fixture
def actions():
    tasks = [task("late", 1, "2021-08-01"), task("later", 2, "2021-07-01"), task("due", 3, "2022-03-01")]
    tasks += [task("no day", 4), task("done", 5, "2021-07-01"), task("done last", 6)]
    progress = {("8", 5): done("2021-07-03"), ("8", 6): done("2021-09-01")}
    make_meeting(items=[make_item(actions=tasks)], progress=progress)
    make_meeting(
        day="2021-10-01", items=[make_item(actions=[task("no day, newer", 1), task("today", 2, "2022-01-01")])]
    )


def tasks_of(rows) -> list[str]:
    return [row.task for row in rows]


def test_actions_come_overdue_first_then_by_day_then_without_one_then_done(actions):
    found = PublishedAction.objects.order_by(*BY_TURN.columns)
    by_day = ["later", "late", "today", "due", "no day, newer", "no day"]
    assert tasks_of(found) == [*by_day, "done last", "done"]


def test_states_of_rows_and_of_queries_agree(actions):
    rows = PublishedAction.objects.all()
    found = {"overdue": rows.overdue(TODAY), "open": rows.open(TODAY), "done": rows.done()}
    for standing, in_query in found.items():
        assert set(tasks_of(in_query)) == {row.task for row in rows if row.standing(TODAY) == standing}
    assert set(tasks_of(found["overdue"])) == {"late", "later"}
    assert set(tasks_of(found["done"])) == {"done", "done last"}
    assert found["open"].count() == 4
    tally = rows.tallied(BY_TURN, TODAY)
    assert tally.kinds == {"overdue": 2, "open": 4, "done": 2}
    assert tally.total == 8


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1799-12-31", "2200-01-02"])
def test_no_day_that_minutes_may_hold_upsets_the_order(day):
    actions = [task("dated", 1, day), task("undated", 2), task("done", 3)]
    make_meeting(items=[make_item(actions=actions)], progress={("8", 3): done(day)})
    rows = PublishedAction.objects.all()
    assert tasks_of(rows.stretch(BY_TURN, rows.tallied(BY_TURN, TODAY), 0, 9)) == ["dated", "undated", "done"]
    assert tasks_of(rows.done()) == ["done"]


@pytest.mark.parametrize("order", [NEWEST, BY_TURN])
def test_every_stretch_is_that_of_the_whole_list(order: Order):
    cabinet = make_committee(name="Cabinet", slug="cabinet", kind="cabinet")
    for number in range(14):
        due_on = f"2021-{12 - number % 7:02}-05" if number % 3 else ""
        items = [make_item(number=str(n), actions=[task("t", 2, due_on), task("t", 1)]) for n in (10, 9)]
        day = f"20{21 - number % 9:02}-0{1 + number % 5}-1{number % 4}"
        make_meeting(day=day, committee=cabinet if number % 2 else None, items=items, address=f"{number}/x")
    rows = PublishedAction.objects.all()
    tally = rows.tallied(order, TODAY)
    whole = list(rows.order_by(*order.columns))
    assert len(whole) == tally.total == 56
    for first in range(57):
        assert rows.stretch(order, tally, first, 5) == whole[first : first + 5]
    assert list(rows.one_by_one(order)) == whole


def test_all_rows_are_read_a_few_at_a_time(monkeypatch):
    monkeypatch.setattr("meetings.record.registers.AT_A_TIME", 3)
    items = [make_item(number=str(n), resolutions=[make_resolution(), make_resolution()]) for n in range(1, 5)]
    make_meeting(items=items)
    make_meeting(day="2021-06-18", items=items[:1])
    make_meeting(committee=make_committee(slug="audit", name="Audit"), items=items[:1])
    with CaptureQueriesContext(connection) as asked:
        rows = list(PublishedResolution.objects.one_by_one(NEWEST))
    assert len(rows) == 12
    assert len(asked) == 5
    assert rows == list(PublishedResolution.objects.order_by(*NEWEST.columns))
    places = [(-row.held_on.toordinal(), row.meeting_id, row.place) for row in rows]
    assert all(one < other for one, other in pairwise(places))


def test_a_correction_moves_nothing_else():
    make_meeting(items=[make_item(resolutions=[make_resolution(text="First."), make_resolution(text="Second.")])])
    make_meeting(day="2021-06-18", items=[make_item(resolutions=[make_resolution(text="Newer.")])])
    corrected = [make_resolution(text="First, mended."), make_resolution(text="Second.")]
    make_meeting(items=[make_item(resolutions=corrected)], kind="correction", reason="Slip", published="2021-09-01")
    texts = [row.text for row in PublishedResolution.objects.order_by(*NEWEST.columns)]
    assert texts == ["Newer.", "First, mended.", "Second."]


def test_an_action_is_news_when_anything_is_told_of_it():
    told = {"completed_on": None, "updates": [{"on": "2021-08-02", "text": "Begun."}], "reported_back_at": ""}
    items = [make_item(actions=[task("told", 1), task("quiet", 2)])]
    make_meeting(items=items, progress={("8", 1): told})
    make_meeting(day="2021-06-18", items=[make_item(actions=[task("newer", 1)])], published="2021-07-01")
    rows = PublishedAction.objects.newly_published()
    assert [(row.task, row.changed_at.date().isoformat()) for row in rows] == [
        ("told", "2021-08-01"),
        ("newer", "2021-07-01"),
        ("quiet", "2021-06-25"),
    ]
    make_meeting(items=items, progress={("8", 1): done("2021-08-09") | {"updates": told["updates"]}})
    assert PublishedAction.objects.get(task="told").told_at.isoformat() == "2021-08-08T23:00:00+00:00"


def test_rows_are_told_from_the_edition_alone():
    for name in ("okafor", "reed"):
        make_person(name=name.title(), slug=name)
    mover, voter = ({"name": name.title(), "person": name} for name in ("okafor", "reed"))
    votes = [voter | {"choice": "for"}, {"name": "Sam Hart", "person": None, "choice": "against"}]
    resolution = make_resolution(mover=mover, seconder={"name": "Nobody", "person": None}, named_votes=votes)
    make_meeting(items=[make_item(resolutions=[resolution])])
    row = PublishedResolution.objects.by("reed").get()
    assert row.people == ["okafor", "reed"]
    assert (row.mover, row.committee_id, row.held_on.isoformat()) == (mover, PANEL, "2021-06-17")
    assert row.get_absolute_url() == f"/meetings/2021/06/17/{PANEL}/item/8/#item-8-resolution-1"
    assert list(verify_record()) == []
