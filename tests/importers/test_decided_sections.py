"""Decisions under a heading, in parts and in lists: what stands there and what does not; each text is made up."""

import pytest

from meetings.importers.formats.plain_text import source_of_text
from meetings.importers.grammar.resolutions import find_resolutions


def decisions_of(text: str, *, is_decided: bool = False) -> list[tuple[str, str, str]]:
    blocks = list(source_of_text(text).blocks)
    decided = set(range(len(blocks))) if is_decided else set()
    return [(read.label, read.outcome, read.text.value) for read in find_resolutions(blocks, decided).read]


@pytest.mark.parametrize(
    ("text", "decisions"),
    [
        ("to agree that two members attend.", [("", "agreed", "to agree that two members attend.")]),
        (
            "(i)  to note the report; and\n\n(ii) to instruct the Chief Officer to write.",
            [
                ("(i)", "noted", "to note the report; and"),
                ("(ii)", "agreed", "to instruct the Chief Officer to write."),
            ],
        ),
        ("The Board notes the report.", [("", "noted", "The Board notes the report.")]),
        (
            "The Sub Committee agreed the procedure as outlined.",
            [("", "agreed", "The Sub Committee agreed the procedure as outlined.")],
        ),
        (
            "The recommendations in the report were agreed.",
            [("", "agreed", "The recommendations in the report were agreed.")],
        ),
        ("Approved as recommended.", [("", "agreed", "Approved as recommended.")]),
        ("Licence granted with conditions.", [("", "agreed", "Licence granted with conditions.")]),
        ("The Board considered the report. It was told that the bridge was shut.", []),
        ("Mr Fern agreed with the officers.", []),
        ("Note: this decision may be called in.", []),
        ("Noted.", []),
    ],
)
def test_what_stands_below_the_heading_decision(text, decisions):
    assert decisions_of(text, is_decided=True) == decisions


@pytest.mark.parametrize(
    "heading",
    [
        "Reason for Decisions:",
        "Reason(s) for the decision:",
        "Reasons for recommendation",
        "Other options considered and rejected:",
        "Any alternative options considered",
        "Implementation of Decisions:",
    ],
)
def test_reasons_and_options_are_no_decisions(heading):
    text = f"To paint the bridge.\n\n{heading}\n\nTo keep the rust off."
    assert decisions_of(text, is_decided=True) == [("", "agreed", "To paint the bridge.")]


@pytest.mark.parametrize(
    ("text", "decisions"),
    [
        ("RESOLVED that\n\nthe plan be adopted.", [("", "agreed", "the plan be adopted.")]),
        ("RESOLVED THAT\n\nThe plan be adopted.", [("", "agreed", "The plan be adopted.")]),
        (
            "RESOLVED –\n\nThat the Committee:-\n\n(a) adopts the plan; and\n\n(b) thanks the Clerk.",
            [("(a)", "agreed", "adopts the plan; and"), ("(b)", "agreed", "thanks the Clerk.")],
        ),
        (
            "Resolved:\n\nThat Council\n\n1. Adopts the plan.\n\n2. Thanks the Clerk.",
            [("1.", "agreed", "Adopts the plan."), ("2.", "agreed", "Thanks the Clerk.")],
        ),
        (
            "RESOLVED: That Cabinet:\n\nA:      adopts the plan.\n\nB:      thanks the Clerk.",
            [("A:", "agreed", "adopts the plan."), ("B:", "agreed", "thanks the Clerk.")],
        ),
        (
            "RESOLVED –\n\n(a) two members be chosen –\n\n    Roads – Councillor Fern\n\n    Parks – Councillor Moss,"
            " and\n\n(b) the Clerk write.",
            [
                ("(a)", "agreed", "two members be chosen – Roads – Councillor Fern Parks – Councillor Moss, and"),
                ("(b)", "agreed", "the Clerk write."),
            ],
        ),
        (
            "The Council agreed for the Working Party to apply for a grant.",
            [("", "agreed", "for the Working Party to apply for a grant.")],
        ),
    ],
)
def test_decisions_that_begin_on_one_line_and_go_on_below(text, decisions):
    assert decisions_of(text) == decisions


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("(a) Rents\n\nRESOLVED to raise them.\n\n(b) Graves\n\nRESOLVED to mow them.", ["(a)", "(b)"]),
        ("(a) Rents\n\nRESOLVED to raise them.\n\n(b) RESOLVED to mow the graves.", ["(a)", "(b)"]),
        # One list of matters, and one decision on them all.
        ("(a) Rents\n\n(b) Graves\n\nRESOLVED to look into both.", [""]),
        # The list is the decision; what follows is another.
        (
            "RESOLVED that\n(a) rents be raised;\n(b) graves be mown.\n\nIt was RESOLVED to sit in May.",
            ["(a)", "(b)", ""],
        ),
        (
            "(a) Rents\n\nRESOLVED to raise them.\n\n(b) Graves\n\n"
            "RESOLVED that:\n(i) they be mown;\n(ii) the gate be hung.",
            ["(a)", "(i)", "(ii)"],
        ),
    ],
)
def test_a_part_of_an_item_gives_its_decisions_its_label(text, labels):
    assert [label for label, _, _ in decisions_of(text)] == labels
