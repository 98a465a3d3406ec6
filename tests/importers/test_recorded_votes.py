"""Recorded votes: who was for and who against, in the sentences, lines and tables of minutes; all made up here."""

import pytest

from meetings.importers.formats.plain_text import source_of_text
from meetings.importers.grammar.resolutions import find_resolutions
from meetings.importers.minutes import ResolutionRead

FOR = [("Fern", "for"), ("Moss", "for")]
AGAINST = [("Holly", "against")]
ABSTAINED = [("Ivy", "abstained")]


def only(text: str) -> ResolutionRead:
    (resolution,) = find_resolutions(list(source_of_text(text).blocks), set()).read
    return resolution


def names_of(resolution: ResolutionRead) -> list[tuple[str, str]]:
    return [(vote.name.value, vote.choice) for vote in resolution.votes]


def numbers_of(resolution: ResolutionRead) -> list[int | None]:
    counts = (resolution.votes_for, resolution.votes_against, resolution.votes_abstained)
    return [count.value if count else None for count in counts]


@pytest.mark.parametrize(
    "told",
    [
        "Councillors Fern and Moss voted for the motion, Councillor Holly voted against and Councillor Ivy abstained.",
        "(Cllrs Fern and Moss voting in favour, Cllr Holly against and Cllr Ivy abstaining)",
        "Cllrs Fern and Moss voted for. Cllr Holly voted against. Cllr Ivy abstained from voting.",
    ],
)
def test_names_before_the_verb_are_read_and_are_no_part_of_the_decision(told):
    resolution = only(f"RESOLVED that the pier be painted. {told}")
    assert resolution.text.value == "that the pier be painted."
    assert names_of(resolution) == FOR + AGAINST + ABSTAINED


@pytest.mark.parametrize(
    "told",
    [
        "Voting: For – Cllrs Fern, Moss; Against – Cllr Holly; Abstained – Cllr Ivy.",
        "Those in favour were Councillors Fern and Moss. Those against were Councillor Holly. "
        "Councillor Ivy abstained.",
        "Councillors voting for the motion: Fern, Moss (2)\nCouncillors voting against the motion: Holly (1)\n"
        "Councillors abstaining: Ivy (1)",
        "The following Members voted in favour of the pier scheme:\n\nCouncillors Fern, Moss\n\nThe following "
        "Members voted against the pier scheme:\n\nCouncillor Holly\n\nThe following Members abstained from "
        "voting on the pier scheme:\n\nCouncillor Ivy",
    ],
)
def test_names_after_their_side_are_read(told):
    assert names_of(only(f"RESOLVED that the pier be painted.\n\n{told}")) == FOR + AGAINST + ABSTAINED


def test_the_names_of_a_side_are_counted_to_the_end():
    told = "Those in favour were Councillors Fern and Moss. Those against were Councillor Holly. No abstentions."
    assert numbers_of(only(f"RESOLVED that the pier be painted. {told}")) == [2, 1, 0]


def test_names_after_a_full_stop_are_not_those_in_favour():
    told = (
        "Proposed by Cllr Fern, seconded by Cllr Moss and the majority were in favour. Cllrs Holly and Ivy abstained."
    )
    resolution = only(f"It was resolved to paint the pier. {told}")
    assert names_of(resolution) == [("Holly", "abstained"), ("Ivy", "abstained")]
    assert resolution.votes_for is None


@pytest.mark.parametrize(
    "text",
    [
        "RESOLVED by 6 votes to 1 (Cllr Holly against) that the pier be painted.",
        "Cllr Fern proposed that the pier be painted, with Cllr Moss seconding. The vote was 6 in favour and "
        "1 against (Cllr Holly). Motion carried.",
    ],
)
def test_a_name_in_brackets_beside_the_number_is_read(text):
    resolution = only(text)
    assert names_of(resolution) == AGAINST
    assert numbers_of(resolution)[:2] == [6, 1]


def test_a_row_of_totals_is_nobody():
    table = (
        "| Councillor | For | Against |\n| --- | --- | --- |\n| Fern | X | |\n| Moss | X | |\n| Holly | | X |\n"
        "| Total | 2 | 1 |\n\nRESOLVED that the pier be painted."
    )
    assert names_of(only(table)) == FOR + AGAINST
    assert numbers_of(only(table)) == [2, 1, None]


def test_a_division_of_a_scottish_council_is_read():
    text = (
        "The Convener moved, seconded by the Vice Convener:-\n\nthat the pier be painted.\n\n"
        "Councillor Holly moved as an amendment, seconded by Councillor Ivy:-\n\nthat no action be taken.\n\n"
        "On a division, there voted:- For the motion by the Convener (4) - the Convener; the Vice Convener; and "
        "Councillors Fern and Moss; For the amendment by Councillor Holly (1) - Councillor Holly; Declined to vote "
        "(1) Councillor Ivy.\n\nThe Committee resolved:-\n\nto adopt the motion."
    )
    resolution = only(text)
    assert (resolution.mover.value, resolution.seconder.value) == ("Convener", "Vice Convener")
    assert names_of(resolution) == FOR + AGAINST + ABSTAINED
    assert numbers_of(resolution) == [4, 1, 1]


def test_a_procedural_motion_and_the_provost_are_read():
    text = (
        "Councillor Fern moved as a procedural motion, seconded by Councillor Moss:-\n\nthat the item be heard.\n\n"
        "On a division, there voted:-\n\nFor the procedural motion  (2)  -  Councillors Fern and Moss.\n\n"
        "Against the procedural motion  (2)  -  Lord Provost Ada Holly; and Councillor Ivy.\n\n"
        "The Council resolved to note the report."
    )
    resolution = only(text)
    assert (resolution.mover.value, resolution.seconder.value) == ("Fern", "Moss")
    assert names_of(resolution) == [*FOR, ("Ada Holly", "against"), ("Ivy", "against")]


def test_a_division_between_two_in_one_sentence_is_read():
    text = (
        "Ann Fern, seconded by Ben Moss, moved that the pier be shut. As an amendment Cal Holly, seconded by Di Ivy, "
        "moved that it be painted.\n\nOn a division, there voted for the motion – Ann Fern, Ben Moss, Eve Reed (3); "
        "and for the amendment – Cal Holly and Di Ivy (2). The motion was declared carried.\n\n"
        "Whereupon the Board:-\n\n(i) approved the shutting of the pier."
    )
    resolution = only(text)
    assert (resolution.mover.value, resolution.seconder.value) == ("Ann Fern", "Ben Moss")
    assert numbers_of(resolution) == [3, 2, None]
    assert len(resolution.votes) == 5


def test_a_vote_asked_to_be_recorded_is_no_vote_on_the_next_decision():
    text = (
        "RESOLVED that the pier be shut for the following reasons:\n\n1. It is old.\n\n2. It leaks.\n\n14. "
        "See the sheet."
        "\n\nCouncillor Holly asked that his vote against be recorded.\n\n"
        "It was further RESOLVED to thank Mr Ivy."
    )
    read = find_resolutions(list(source_of_text(text).blocks), set()).read
    assert read[-1].text.value == "to thank Mr Ivy."
    assert read[-1].votes == ()
