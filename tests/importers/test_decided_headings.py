"""Decisions by their headings, double verbs and marked limbs; each text here is made up."""

import pytest

from meetings.importers.formats.plain_text import source_of_text
from meetings.importers.grammar.resolutions import find_resolutions
from meetings.importers.minutes import ResolutionRead


def read_in(text: str) -> list[ResolutionRead]:
    return find_resolutions(list(source_of_text(text).blocks), set()).read


def texts_in(text: str) -> list[str]:
    return [one.text.value for one in read_in(text)]


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("PENDERFYNWYD / RESOLVED that the pier be shut.", ["that the pier be shut."]),
        ("AGREED/CYTUNWYD to shut the pier.", ["to shut the pier."]),
        (
            "PENDERFYNWYD / RESOLVED\n\n(a) that the pier be shut; and\n\n(b) that a sign be put up.",
            ["that the pier be shut; and", "that a sign be put up."],
        ),
        ("PENDERFYNWYD\n\n[a]  cau'r pier.\n\n[b]  codi arwydd.", ["cau'r pier.", "codi arwydd."]),
        (
            "Decision: The scheme was endorsed subject to a note on tides.",
            ["The scheme was endorsed subject to a note on tides."],
        ),
        (
            "The Harbour Board:-\n\n(i) noted the survey; and\n\n(ii) noted the tide tables.",
            ["noted the survey; and", "noted the tide tables."],
        ),
        (
            "The Harbour Board:-\n\n(i) approved the tolls; and\n\n(ii) remitted to the Clerk to print them.",
            ["approved the tolls; and", "remitted to the Clerk to print them."],
        ),
    ],
)
def test_a_decision_is_found(text, decided):
    assert texts_in(text) == decided


def test_a_recommendation_in_capitals_is_the_verb():
    (resolution,) = read_in("RESOLVED TO RECOMMEND TO COUNCIL that the tolls be raised.")
    assert resolution.verb == "RESOLVED TO RECOMMEND"
    assert resolution.text.value == "that the tolls be raised."
    assert resolution.outcome == "recommended"


def test_a_heading_above_what_somebody_felt_decides_nothing():
    assert texts_in("Decision: The harbour master was pleased with the pier.") == []


def test_movers_and_votes_at_the_end_are_no_part_of_the_decision():
    (resolution,) = read_in("It was resolved that the pier be shut, 4 in favour, 1 against, 1 abstention.")
    assert resolution.text.value == "that the pier be shut"
    assert (resolution.votes_for.value, resolution.votes_against.value) == (4, 1)
    (resolution,) = read_in(
        "PENDERFYNWYD talu [cynigiwyd gan y Cynghorydd Ann Fern, eiliwyd gan y Cynghorydd Ben Moss] –"
    )
    assert (resolution.mover.value, resolution.seconder.value) == ("Ann Fern", "Ben Moss")


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("It was RESOLVED • to buy a bench • to mend the gate.", ["to buy a bench", "to mend the gate."]),
        (
            "RESOLVED: • That a bench be bought; • That the gate be mended.",
            ["That a bench be bought;", "That the gate be mended."],
        ),
        ("Members agreed that these are a nuisance.", []),
        ("It was agreed that there were too many signs.", []),
        ("It was agreed that they were a true record.", ["that they were a true record."]),
        ("It was agreed that it should be done.", ["that it should be done."]),
        ("It was agreed that these be bought.", ["that these be bought."]),
        ("It was agreed that this is to be done by May.", ["that this is to be done by May."]),
        (
            "24/0012 Mill Lane. It was RESOLVED to raise no objection.\n\n"
            "24/0013 Gas Works. It was RESOLVED to raise no objection.",
            ["to raise no objection.", "to raise no objection."],
        ),
        ("RESOLVED to raise no objection.\n\nRESOLVED to raise no objection.", ["to raise no objection."]),
    ],
)
def test_each_decision_is_found_once_and_no_opinion(text, decided):
    assert texts_in(text) == decided
