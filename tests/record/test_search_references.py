"""A question that is nothing but a reference leads to the item it names."""

import datetime

import pytest

from meetings.record.search import Narrowing, read_question, search
from meetings.record.search.references import Reference, read_reference
from tests.public.making import PANEL, make_committee, make_item, make_meeting

JUNE = datetime.date(2021, 6, 17)


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("item 8 17 June 2021", Reference(number="8", day=JUNE)),
        ("Item 8, 17th of June 2021", Reference(number="8", day=JUNE)),
        ("17/06/2021 item 5a", Reference(number="5a", day=JUNE)),
        ("item no. 8 on 17.6.21", Reference(number="8", day=JUNE)),
        ("agenda item 8 2021-06-17", Reference(number="8", day=JUNE)),
        ("item 8 planning 17 june 2021", Reference(number="8", day=JUNE, committee=("planning",))),
        ("minute 45 planning", Reference(minute_number="45", committee=("planning",))),
        ("planning committee minute 45", Reference(minute_number="45", committee=("planning",))),
        ("78/21", Reference(minute_number="78/21")),
        ("minute 78/21", Reference(minute_number="78/21")),
        ("21/00512/FUL", Reference(in_title="21/00512/ful")),
        ("item 8", None),
        ("item 8 31 June 2021", None),
        ("minute 45", None),
        ("17 June 2021", None),
        ("17/06/2021", None),
        ("minute silence", None),
        ("item 8 17 June 2021 what was said?", None),
        ("and/or/if", None),
        ("", None),
    ],
)
def test_a_reference_is_read_and_nothing_else_is_taken_for_one(typed, reference):
    assert read_reference(read_question(typed)) == reference


@pytest.mark.parametrize("typed", ["item " * 40, "1/" * 100, "minute 1/" + "1" * 190, "a1." * 66])
def test_hostile_references_are_no_references(typed):
    assert read_reference(read_question(typed)) is None


@pytest.fixture
def world(db):
    planning = make_committee(name="Planning Committee", slug="planning", kind="committee")
    make_meeting(items=[make_item(minute_number="45"), make_item(number="9", title="Other", minute_number="46")])
    make_meeting(committee=planning, items=[make_item(number="8", title="Pier 21/00512/FUL", minute_number="45")])
    make_meeting(day="2022-06-16", items=[make_item(title="Fees", minute_number="78/21")])


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("item 9 17 June 2021", f"/meetings/2021/06/17/{PANEL}/item/9/"),
        ("item 8 planning 17 June 2021", "/meetings/2021/06/17/planning/item/8/"),
        ("minute 45 planning", "/meetings/2021/06/17/planning/item/8/"),
        ("78/21", f"/meetings/2022/06/16/{PANEL}/item/8/"),
        ("21/00512/FUL", "/meetings/2021/06/17/planning/item/8/"),
    ],
)
def test_the_one_item_that_answers_is_gone_to(world, typed, address):
    assert search(read_question(typed)).jump == address


def test_several_that_answer_are_named_before_all_others(world):
    found = search(read_question("item 8 17 June 2021"))
    assert found.jump == ""
    assert {item.get_absolute_url() for item in found.referred} == {
        f"/meetings/2021/06/17/{PANEL}/item/8/",
        "/meetings/2021/06/17/planning/item/8/",
    }


def test_a_narrowed_search_goes_nowhere(world):
    assert search(read_question("78/21"), Narrowing(committees=("planning",))).jump == ""
    assert search(read_question("79/21")).jump == ""
