"""Movers: who proposed and who seconded, and where nobody did; each text here is made up."""

import pytest

from meetings.importers.formats.plain_text import source_of_text
from meetings.importers.grammar.resolutions import find_resolutions
from meetings.importers.reading import read_text


def movers_of(text: str, title: str = "") -> list[tuple[str | None, str | None]]:
    heading = source_of_text(title).blocks[0] if title else None
    read = find_resolutions(list(source_of_text(text).blocks), set(), heading).read
    return [(one.mover.value if one.mover else None, one.seconder.value if one.seconder else None) for one in read]


@pytest.mark.parametrize(
    ("text", "movers"),
    [
        (
            "Moved by the Lord Mayor (Councillor Fern),\n\nSeconded by the Deputy Lord Mayor (Councillor Moss) and\n\n"
            "Resolved – That it be done.",
            ("Fern", "Moss"),
        ),
        (
            "Proposed by the Right Worshipful the Mayor, Councillor A Fern, seconded by Alderman Moss and resolved "
            "that it be done.",
            ("A Fern", "Moss"),
        ),
        ("Proposed by Councillor Fern (Chair), seconded by Cllr Moss: RESOLVED that it be done.", ("Fern", "Moss")),
        ("RESOLVED: Dates to stand until May. This was proposed by Cllr Fern.", ("Fern", None)),
        ("Cllr Fern seconded Mr Moss's thanks to the band. It was RESOLVED that it be done.", (None, None)),
        ("Cllr Fern seconded Cllr Moss’s proposal and it was RESOLVED that it be done.", ("Moss", "Fern")),
        (
            "Cllr Fern proposed Cllr Moss's plan, seconded by Cllr Holly, and it was RESOLVED that it be done.",
            ("Fern", "Holly"),
        ),
        (
            "RESOLVED that it be done. (Cllr A Fern proposed, Cllr B Moss seconded, all agreed)",
            ("A Fern", "B Moss"),
        ),
        (
            "Cllr Fern spoke of the cost, this proposal was seconded by Cllr Moss, all were in favour. It was agreed "
            "to talk of the hedge in March.",
            (None, None),
        ),
        # The lines between a motion and the word that it was carried.
        (
            "That the bridge be painted.\n\nProposed by Cllr Fern, seconded by Cllr Moss.\n\nCarried (unanimously)",
            ("Fern", "Moss"),
        ),
        # Another's motion is what was decided on.
        (
            "The Committee agreed that the motion, which had been proposed by Councillor Fern and seconded by "
            "Councillor Moss, be referred to the Harbour Board.",
            (None, None),
        ),
    ],
)
def test_movers_stand_in_many_layouts(text, movers):
    assert movers_of(text) == [movers]


def test_a_clause_about_anothers_motion_is_no_end_of_the_decision():
    text = (
        "The Committee agreed that the motion, which had been proposed by Councillor Fern and seconded by "
        "Councillor Moss, be referred to the Harbour Board."
    )
    (read,) = find_resolutions(list(source_of_text(text).blocks), set()).read
    assert read.text.value.endswith("be referred to the Harbour Board.")


@pytest.mark.parametrize(
    ("text", "movers"),
    [
        ("RESOLVED that the bank stay open.", [("Fern", "Moss")]),
        ("RESOLVED that:\n(a) the bank stay open; and\n(b) the Clerk write.", [("Fern", "Moss"), ("Fern", "Moss")]),
        # It has movers of its own, or more than one thing was decided.
        ("Proposed by Cllr Holly, seconded by Cllr Ash and RESOLVED that it stay open.", [("Holly", "Ash")]),
        ("RESOLVED that it stay open.\n\nIt was RESOLVED to pay the fee.", [(None, None), (None, None)]),
    ],
)
def test_a_title_tells_who_moved_the_only_decision(text, movers):
    title = "Motion on the bank, proposed by Councillor Fern, seconded by Councillor Moss"
    assert movers_of(text, title) == movers


def test_a_stroke_between_two_words_of_a_title_names_nobody():
    assert movers_of("It was agreed to mow them.", "Rights of Way (Footpaths/Bridleways)") == [(None, None)]


def test_the_title_of_an_item_is_read_for_its_movers():
    read = read_text(
        "Harbour Committee\n4 March 2025\n\n1. Apologies\nNone.\n\n"
        "2. Planter (Proposed by Cllr Fern, seconded by Cllr Moss)\nRESOLVED to buy a planter.\n"
    )
    (resolution,) = [one for item in read.meetings[0].items for one in item.resolutions]
    assert (resolution.mover.value, resolution.seconder.value) == ("Fern", "Moss")


def test_who_moved_stands_below_the_list_and_above_the_next_marker():
    text = (
        "(ii) It was resolved to make the following payments:\n\nJ Reed, salary     £402.16\nPaint     £17.00\n\n"
        "Proposed: Cllr Fern         Seconded: Cllr Moss\n\n(iii) It was resolved to move £2,000."
    )
    assert movers_of(text) == [("Fern", "Moss"), (None, None)]


def test_a_line_in_brackets_tells_who_moved_what_stands_above_it():
    text = (
        "•   The Council resolved to pay.\n(Cllr Fern proposed, Cllr Moss seconded)\n"
        "•   The Council resolved to wait.\n•   The Council resolved to ask."
    )
    assert movers_of(text) == [("Fern", "Moss"), (None, None), (None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "RESOLVED to pay, with Cllr Fern proposing and Cllr Moss seconding.",
        "The matter was moved by Councillor Fern, seconded by Councillor Moss:-\n\nRESOLVED to pay.",
        "The Council resolved to pay.\n(Cllr Fern proposed, Cllr Moss seconded)",
        "The Council resolved to pay.\nCllr Fern proposed and Cllr Moss seconded.",
    ],
)
def test_movers_stand_in_further_layouts(text):
    assert movers_of(text) == [("Fern", "Moss")]
