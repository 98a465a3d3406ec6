"""Motions that were carried beside other decisions of the item, and motions printed above their names; all made up."""

import pytest

from meetings.importers.formats.plain_text import source_of_text
from meetings.importers.grammar.resolutions import find_resolutions
from meetings.importers.minutes import ResolutionRead

BENCH = "that a bench be bought"


def read_in(text: str) -> list[ResolutionRead]:
    return find_resolutions(list(source_of_text(text).blocks), set()).read


def told_in(text: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (one.text.value, one.mover.value if one.mover else None, one.seconder.value if one.seconder else None)
        for one in read_in(text)
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "It was RESOLVED that the gate be mended.\n\nCllr Fern then moved, seconded by Cllr Moss, that a bench be "
            "bought. This was carried by 5 votes to 2.",
            [("that the gate be mended.", None, None), (f"{BENCH}.", "Fern", "Moss")],
        ),
        (
            "Cllr Fern moved that a bench be bought and Cllr Moss seconded. Cllr Ivy moved as an amendment that it "
            "wait. The amendment was LOST. The motion was then put and CARRIED.\nIt was further RESOLVED\n"
            "(a) that the gate be mended; and\n(b) that the wall be painted.",
            [
                (BENCH, "Fern", "Moss"),
                ("that the gate be mended; and", None, None),
                ("that the wall be painted.", None, None),
            ],
        ),
        (
            "Cllr Fern proposed, and Cllr Moss seconded, that a bench be bought. All in favour.\n\n"
            "The gate was discussed. It was agreed that the gate would be painted.",
            [(f"{BENCH}.", "Fern", "Moss"), ("that the gate would be painted.", None, None)],
        ),
    ],
)
def test_a_motion_about_something_else_is_a_decision_too(text, told):
    assert told_in(text) == told


def test_a_decision_after_a_motion_is_that_motion_in_other_words():
    text = (
        "Cllr Fern moved, seconded by Cllr Moss, that a bench be bought. The motion was carried.\n\n"
        "4.2 It was RESOLVED to purchase new seating for the green."
    )
    assert told_in(text) == [("to purchase new seating for the green.", "Fern", "Moss")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "“This Council asks the Clerk to write to the Minister.” Proposed by Cllr Fern and seconded by Cllr Moss. "
            "Cllr Ivy spoke against. The motion was CARRIED.",
            [("“This Council asks the Clerk to write to the Minister.”", "Fern", "Moss")],
        ),
        (
            "“That the Clerk write to the Minister.”\n\nProposed by Cllr Fern, seconded by Cllr Moss and agreed.",
            [("“That the Clerk write to the Minister.”", "Fern", "Moss")],
        ),
        (
            "(a) To approve the accounts for payment.\nProposed by Cllr Fern, seconded by Cllr Moss. All agreed.\n"
            "(b) To note the tide tables.\nThese were noted.",
            [("To approve the accounts for payment.", "Fern", "Moss")],
        ),
        ("The gate is broken.\n\nProposed by Cllr Fern, seconded by Cllr Moss and agreed.", []),
        (
            "(a) To approve the accounts for payment.\nProposed by Cllr Fern, seconded by Cllr Moss. The motion was "
            "lost.\n(b) It was resolved to shut the gate.",
            [("to shut the gate.", None, None)],
        ),
    ],
)
def test_a_motion_stands_above_the_names(text, told):
    assert told_in(text) == told


def test_the_letter_of_the_agenda_line_is_kept():
    text = "(b) To approve the accounts for payment.\nProposed by Cllr Fern, seconded by Cllr Moss. All agreed."
    (resolution,) = read_in(text)
    assert (resolution.label, resolution.verb) == ("(b)", "All agreed")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("This was deferred to the next meeting.", ["This was deferred to the next meeting."]),
        ("The item was deferred until May.", ["The item was deferred until May."]),
        ("The Clerk said that the item was deferred to May because of snow.", []),
        ("The item had been deferred to May.", []),
        ("The item was deferred by the County.", []),
    ],
)
def test_a_matter_put_off_is_a_decision_where_the_sentence_says_no_more(text, found):
    assert [one.text.value for one in read_in(text)] == found
    assert all(one.outcome == "deferred" for one in read_in(text))


def test_a_limb_that_recommends_is_one_with_its_repetition():
    text = (
        "RESOLVED that:\n\n1. the gate be mended; and\n\n2. Council be RECOMMENDED to buy a bench.\n\n"
        "Recorded again: RESOLVED that:\n\n1. the gate be mended; and\n\n2. Council be RECOMMENDED to buy a bench."
    )
    assert [one.text.value for one in read_in(text)] == [
        "the gate be mended; and",
        "Council be RECOMMENDED to buy a bench.",
    ]
