"""What changed between two editions: all of it, nothing else, and in reasonable time."""

import copy
import random
import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from meetings.record.differences import ADDED, REMOVED, SAME, differences, line_differences, word_differences
from tests.public import making

WORDS = st.lists(st.sampled_from(["the", "channel", "be", "dredged", "silt"]), max_size=12).map(" ".join)


def content(**fields) -> dict:
    item = making.make_item(resolutions=[making.make_resolution(label="(i)")], actions=[making.make_action()])
    return {
        "committee": {"name": "Harbour Panel"},
        "starts_at": "2024-06-13T17:30+01:00",
        "venue": "Town Hall",
        "kind": "ordinary",
        "cancelled": None,
        "confirmed": None,
        "withdrawn": None,
        "attendees": [making.make_attendee(role="Chair")],
        "items": [item, making.make_item(number="9", title="Moorings")],
        "documents": [],
    } | fields


def told(before: dict, after: dict) -> list:
    """Every changed line as (part, its kind, field, line), what was taken out in [-…-] and put in in {+…+}."""
    marks = {SAME: "{}", REMOVED: "[-{}-]", ADDED: "{{+{}+}}"}
    return [
        (part.title, part.kind, shown.label, " ".join(marks[p.kind].format(p.text) for p in line.pieces))
        for part in differences(before, after)
        for shown in part.fields
        for line in shown.lines
    ]


def test_nothing_changed_nothing_told():
    assert differences(content(), content()) == []


def test_a_changed_word_is_told_with_the_line_it_stands_in_and_no_other():
    after = content()
    after["items"][0]["minute"] = "<p>The Panel weighed it.</p><p>It rose at nine.</p>"
    assert told(content(), after) == [
        ("Item 8: Ofsted focused visit", "changed", "Minutes", "The Panel [-considered-] {+weighed+} it."),
        ("Item 8: Ofsted focused visit", "changed", "Minutes", "{+It rose at nine.+}"),
    ]


@pytest.mark.parametrize(
    ("key", "value", "line"),
    [
        ("outcome", "deferred", "(i) [-Agreed:-] {+Deferred:+} That the report be noted."),
        ("votes", {"for": 3, "against": None, "abstained": 1}, "{+(i), votes: 3 for, 1 abstained+}"),
        ("mover", {"name": "Councillor Lowe", "person": None}, "{+(i), moved by: Councillor Lowe+}"),
        ("named_votes", [{"name": "A", "person": None, "choice": "for"}], "{+(i), vote of A: for+}"),
        ("reasons", "It was due.", "{+(i), reasons: It was due.+}"),
    ],
)
def test_each_thing_said_of_a_resolution_is_a_line(key, value, line):
    after = content()
    after["items"][0]["resolutions"][0][key] = value
    assert told(content(), after) == [("Item 8: Ofsted focused visit", "changed", "Resolutions", line)]


def test_items_that_came_went_moved_and_were_renumbered():
    before, after = content(), content()
    after["items"].reverse()
    after["items"][1]["number"] = "10"
    after["items"].append(making.make_item(number="11", title="Late business", minute=""))
    before["items"].append(making.make_item(number="7", title="Gone", minute=""))
    lines = told(before, after)
    assert ("Item 10: Ofsted focused visit", "changed", "Number", "{+10+}") in lines
    assert ("Item 11: Late business", "added", "Title", "{+Late business+}") in lines
    assert ("Item 7: Gone", "removed", "Title", "[-Gone-]") in lines
    assert [line[3] for line in lines if line[0] == "Order of items"] == [
        "{+Item 9: Moorings+}",
        "[-Item 9: Moorings-]",
    ]


def test_attendance_place_and_papers():
    after = content(
        venue="Guildhall",
        attendees=[making.make_attendee(role="Chair", attendance="apologies")],
        documents=[{"kind": "report", "title": "Survey", "filename": "s.txt", "digest": "a" * 64, "size": 1}],
    )
    assert told(content(), after) == [
        ("The meeting", "changed", "Where", "[-Town Hall-]"),
        ("The meeting", "changed", "Where", "{+Guildhall+}"),
        ("Who was there", "changed", "", "[-Present:-] {+Apologies:+} Councillor Amina Okafor (Chair)"),
        ("Papers of the whole meeting", "changed", "", "{+Report: Survey (s.txt, aaaaaaaaaaaa)+}"),
    ]


def test_a_change_of_layout_alone_is_told_too():
    after = content()
    after["items"][0]["minute"] = "<p>The Panel <em>considered</em> it.</p>"
    (part,) = differences(content(), after)
    assert (part.fields, part.note) == ([], "The words are the same: layout, a link or an attached file changed.")


@pytest.mark.parametrize("key", sorted(making.make_item()))
def test_no_field_of_an_item_changes_untold(key):
    after = content()
    empty = after["items"][0][key]
    after["items"][0][key] = {
        "slug": "80",
        "access": "exempt",
        "is_procedural": True,
        "exemption": {"paragraph": "3", "words": "Business", "public_interest": "", "summary": ""},
        "speakers": [{"name": "A", "person": None, "role": ""}],
        "declarations": [{"name": "A", "person": None, "kind": "other", "description": "", "has_left_the_room": True}],
        "resolutions": [],
        "actions": [],
        "documents": [{"kind": "report", "title": "S", "filename": "s", "digest": "a" * 64, "size": 1}],
    }.get(key, f"<p>{empty} more</p>")
    assert differences(content(), after)


@given(WORDS, WORDS)
def test_what_stayed_and_went_is_the_old_text_and_what_stayed_and_came_the_new(before, after):
    pieces = word_differences(before, after)
    for text, kinds in [(before, {SAME, REMOVED}), (after, {SAME, ADDED})]:
        assert " ".join(piece.text for piece in pieces if piece.kind in kinds) == text
    assert all(one.kind != other.kind for one, other in pairwise(pieces))


@given(st.lists(WORDS, max_size=6), st.lists(WORDS, max_size=6))
@example(["", "the same"], ["the same", ""])
def test_lines_left_out_are_the_same_on_both_sides(before, after):
    lines = line_differences(before, after)
    assert bool(lines) == ([line for line in before if line] != [line for line in after if line])


def test_two_words_changed_far_apart_in_a_long_text_are_two_changes():
    before = [f"word{n}" if n % 3 else "and" for n in range(9000)]
    after = copy.copy(before)
    after[5], after[8990] = "first", "second"
    changed = [piece.text for piece in word_differences(" ".join(before), " ".join(after)) if piece.kind != SAME]
    assert changed == ["word5", "first", "word8990", "second"]


@pytest.mark.parametrize("different", [2, 500, 10**6])
def test_texts_with_nothing_in_order_take_time_in_step_with_their_length(different):
    chance = random.Random(1)

    def seconds(count: int) -> float:
        texts = [" ".join(str(chance.randrange(different)) for _ in range(count)) for _ in range(2)]
        started = time.process_time()
        word_differences(*texts)
        return time.process_time() - started

    seconds(300)
    assert seconds(40_000) < 16 * max(seconds(10_000), 0.02)
