"""What a clerk does to a reading: items split, merged, moved, left out; and the same reading after it was kept."""

import json
from dataclasses import replace

import pytest

from meetings.importers import corrections
from meetings.importers.minute_pieces import joined, pieces_of
from meetings.importers.minutes import Reading
from meetings.importers.reading import read_text
from tests.importers.readings_of import page

TWO_IN_ONE = """Agenda item

1. Apologies

Minutes:

Councillor A Reed sent his apologies.

2. Moorings

The Panel heard a report on the moorings.

RESOLVED that:

(i) The moorings be renewed.

(ii) A notice be put up.
"""
MINUTE = (
    "<p>First &amp; last.</p><ul><li>x</li><li>y<ul><li>in it</li></ul></li></ul>"
    '<ol start="3" type="a"><li>q</li><li>r</li></ol><table><tbody><tr><td>1</td></tr></tbody></table>'
)


@pytest.fixture
def meeting():
    return read_text(page("scrutiny_item.txt")).meetings[0]


@pytest.fixture
def three(meeting):
    """A meeting of three items, told apart by their numbers."""
    items = [replace(meeting.items[0], number=Reading(number, 0, 1)) for number in "123"]
    return replace(meeting, items=tuple(items))


def numbers(meeting) -> list[str]:
    return [item.number.value for item in meeting.items]


def test_a_reading_is_the_same_after_it_was_kept_as_json(meeting):
    kept = json.loads(json.dumps(corrections.as_plain_data(meeting)))
    assert corrections.from_plain_data(kept) == meeting


def test_items_move_up_and_down_and_stay_at_the_ends(three):
    assert numbers(corrections.move_item(three, 1, -1)) == ["2", "1", "3"]
    assert numbers(corrections.move_item(three, 1, 1)) == ["1", "3", "2"]
    assert corrections.move_item(three, 0, -1) == three
    assert corrections.move_item(three, 2, 1) == three


def test_an_item_is_left_out_or_added(three):
    assert numbers(corrections.leave_out_item(three, 1)) == ["1", "3"]
    added = corrections.add_item(three, 0)
    assert added.items[1].title.value == ""
    assert len(added.items) == 4


def test_merging_loses_no_word(three):
    merged = corrections.merge_with_item_before(three, 1)
    assert numbers(merged) == ["1", "3"]
    first, second = three.items[:2]
    minute = merged.items[0].minute.value
    assert first.minute.value in minute
    assert second.minute.value in minute
    assert f"<p><strong>2 {second.title.value}</strong></p>" in minute
    assert second.purpose.value in minute
    assert merged.items[0].resolutions == first.resolutions + second.resolutions
    assert corrections.merge_with_item_before(three, 0) == three


def test_merging_exempt_items_loses_no_word_for_the_public(three):
    told = [replace(item, public_summary=Reading(f"So {at}.", 0, 0)) for at, item in enumerate(three.items)]
    two = replace(three, items=(told[0], told[1], three.items[2]))
    assert corrections.merge_with_item_before(two, 1).items[0].public_summary.value == "So 0.\nSo 1."
    assert corrections.merge_with_item_before(two, 2).items[1].public_summary.value == "So 1."


def test_a_decision_is_put_into_an_open_item_before_its_own(three):
    closed = replace(three.items[1], is_exempt=True, exempt_paragraph=Reading("3", 0, 1))
    opened = corrections.decide_openly(replace(three, items=(three.items[0], closed, three.items[2])), 1, 0)
    _, new, rest, _ = opened.items
    assert (new.title.value, new.is_exempt, new.minute) == ("Exclusion of the public for item 2", False, None)
    assert new.resolutions + rest.resolutions == closed.resolutions
    assert rest.is_exempt


def test_an_item_is_split_at_a_heading_with_what_stands_under_it():
    meeting = read_text(TWO_IN_ONE).meetings[0]
    item = meeting.items[0]
    pieces = pieces_of(item.minute.value)
    at = next(place for place, piece in enumerate(pieces) if "Moorings" in piece)
    split = corrections.split_item(replace(meeting, items=(item,)), 0, at, TWO_IN_ONE)
    first, second = split.items
    assert first.title == item.title
    assert "Moorings" not in first.minute.value
    assert second.title.value.endswith("Moorings")
    assert "heard a report" in second.minute.value
    assert first.resolutions == ()
    assert [resolution.label for resolution in second.resolutions] == ["(i)", "(ii)"]


def test_a_split_in_a_long_paragraph_keeps_it_and_asks_for_a_title(meeting):
    item = meeting.items[0]
    source = page("scrutiny_item.txt")
    split = corrections.split_item(meeting, 0, 0, source)
    assert split.items[1].title.value == ""
    assert split.items[1].title.is_guess
    assert split.items[1].minute.value == item.minute.value
    assert split.items[0].minute is None


def test_a_split_that_is_nowhere_changes_nothing(meeting):
    assert corrections.split_item(meeting, 0, 999, "") == meeting
    assert corrections.split_item(meeting, 0, -1, "") == meeting


def test_parts_and_people_are_added_and_left_out(meeting):
    for kind in ("resolutions", "actions", "declarations"):
        before = getattr(meeting.items[0], kind)
        more = corrections.add_part(meeting, 0, kind)
        assert len(getattr(more.items[0], kind)) == len(before) + 1
        assert corrections.leave_out_part(more, 0, kind, len(before)) == meeting
    more = corrections.add_attendee(meeting)
    assert corrections.leave_out_attendee(more, len(meeting.attendees)) == meeting


def test_a_value_left_alone_keeps_its_doubt_and_a_corrected_one_has_none():
    guess = replace(Reading("Reed", 5, 9), confidence="guessed", why="It may be.")
    assert corrections.corrected(guess, "Reed") is guess
    assert corrections.corrected(guess, "Read") == Reading("Read", 5, 9)
    assert corrections.corrected(None, "Read", 7) == Reading("Read", 7, 7)
    assert corrections.corrected(guess, "") is None


def test_a_minute_is_the_same_after_it_was_cut_into_pieces():
    pieces = pieces_of(MINUTE)
    assert pieces[0] == "<p>First &amp; last.</p>"
    assert len(pieces) == 6
    assert joined(pieces).replace("\n", "") == MINUTE
    assert joined(pieces_of("<ol><li>a</li><li>b</li></ol>")) == "<ol><li>a</li><li>b</li></ol>"


def test_a_list_cut_in_two_goes_on_counting():
    pieces = pieces_of("<ol><li>a</li><li>b</li><li>c</li></ol>")
    assert joined(pieces[1:]) == '<ol start="2"><li>b</li><li>c</li></ol>'
    assert joined([pieces[0], pieces[2]]) == '<ol><li>a</li></ol>\n<ol start="3"><li>c</li></ol>'
