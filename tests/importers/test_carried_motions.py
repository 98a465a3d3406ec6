"""Carried motions: what was decided where no word such as RESOLVED stands; each text here is made up."""

import pytest

from meetings.importers.formats.plain_text import source_of_text
from meetings.importers.grammar.resolutions import find_resolutions
from meetings.importers.minutes import ResolutionRead


def read_in(text: str) -> list[ResolutionRead]:
    return find_resolutions(list(source_of_text(text).blocks), set()).read


def told(read: ResolutionRead) -> tuple:
    """The decision, its outcome, who moved and seconded it, and the votes for and against."""
    beside = (read.mover, read.seconder, read.votes_for, read.votes_against)
    return (read.text.value, read.outcome, *(one.value if one else None for one in beside))


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        (
            "Cllr Fern proposed approval of the new gate at £126, seconded by Cllr Moss, all were in favour.",
            ("approval of the new gate at £126", "agreed", "Fern", "Moss", None, None),
        ),
        (
            "It was proposed by Cllr Fern to hire the auditor for £20, seconded by Cllr Moss, all were in favour.",
            ("to hire the auditor for £20", "agreed", "Fern", "Moss", None, None),
        ),
        (
            "Cllr Fern proposed that Cllr Moss sign the cheques, seconded by Cllr Holly, five were in favour and Cllr "
            "Moss abstained.",
            ("that Cllr Moss sign the cheques", "agreed", "Fern", "Holly", 5, None),
        ),
        (
            "It was proposed by Cllr Fern that the meeting be suspended for questions. This was seconded by Cllr Moss "
            "and agreed by all members.",
            ("that the meeting be suspended for questions.", "agreed", "Fern", "Moss", None, None),
        ),
        (
            "It was proposed by Cllr Fern, seconded by Cllr Moss that Cllr Holly be appointed Chairman. There being "
            "no other nominations, Cllr Holly was elected unopposed.",
            ("that Cllr Holly be appointed Chairman.", "agreed", "Fern", "Moss", None, None),
        ),
        (
            "Councillor Fern moved and Councillor Moss seconded a proposal to take item 12 next.\n\n"
            "Councillor Holly said that motion 12.3 had been withdrawn.\n\nThis was agreed by the Council.",
            ("to take item 12 next.", "agreed", "Fern", "Moss", None, None),
        ),
        (
            "Cllr Fern proposed, Cllr Moss seconded, that a bench be bought for £300. Votes: 3 for, 5 against.",
            ("that a bench be bought for £300.", "not agreed", "Fern", "Moss", 3, 5),
        ),
        (
            "That the bridge be painted green.\n\nRESOLVED (5 for, 1 against)",
            ("That the bridge be painted green.", "agreed", None, None, 5, 1),
        ),
        (
            "Councillor Fern proposed, seconded by Councillor Moss, that the bridge be painted.\n\n"
            "RESOLVED (5 for, 1 against)",
            ("that the bridge be painted.", "agreed", "Fern", "Moss", 5, 1),
        ),
        (
            "It was proposed by Cllr Fern, seconded by Cllr Moss and carried unanimously that a bench be bought.",
            ("that a bench be bought.", "agreed", "Fern", "Moss", None, None),
        ),
        (
            "Cynigiwyd gan y Cyng. Fern, eiliwyd gan y Cyng. Moss ac roedd pawb yn unfrydol bod y cofnodion yn gywir.",
            ("bod y cofnodion yn gywir.", "agreed", "Fern", "Moss", None, None),
        ),
        (
            "Cynigiwyd gan y Cyng. Fern, eiliwyd gan y Cyng. Moss a chymeradwywyd rhoi rhodd o £50.",
            ("rhoi rhodd o £50.", "agreed", "Fern", "Moss", None, None),
        ),
        # Scotland: a vote between the motion and an amendment.
        (
            "As a MOTION, Ms A Fern, seconded by Mr B Moss, moved that the limit be lifted.\n\n"
            "As an AMENDMENT, Mr C Holly, seconded by Ms D Ash, moved no change.\n\n"
            "On a vote being taken, 30 votes were cast in favour of the MOTION and 20 votes in favour of the "
            "AMENDMENT, and the MOTION was therefore CARRIED.",
            ("that the limit be lifted.", "agreed", "A Fern", "B Moss", 30, 20),
        ),
        (
            "Councillor Fern, seconded by Councillor Moss, moved that the plan be approved.\n\n"
            "Councillor Holly, seconded by Councillor Ash, moved as an amendment that it be put off.\n\n"
            "4 members having voted for the motion and 3 members having voted for the amendment, the motion was "
            "accordingly declared carried.",
            ("that the plan be approved.", "agreed", "Fern", "Moss", 4, 3),
        ),
    ],
)
def test_what_was_moved_and_carried_is_the_decision(text, decision):
    assert [told(read) for read in read_in(text)] == [decision]


@pytest.mark.parametrize(
    "text",
    [
        "Cllr Fern proposed a vote of thanks to the Clerk, seconded by Cllr Moss, all in favour.",
        "Cllr Fern proposed the recommendations, seconded by Cllr Moss, all in favour.",
        "It was proposed by Cllr Fern, seconded by Cllr Moss, to buy a bench. The Clerk will ask for prices.",
        # Its own words are not what became of it.
        "Moved by Councillor Fern, seconded by Councillor Moss:\n\n“That it be rejected.”\n\nThe vote was put off.",
        # The amendment won.
        "Councillor Fern, seconded by Councillor Moss, moved that the plan be approved.\n\n"
        "Councillor Holly, seconded by Councillor Ash, moved as an amendment that it be put off.\n\n"
        "3 members voted for the motion and 4 for the amendment, and the amendment was declared carried.",
    ],
)
def test_what_was_not_carried_or_says_nothing_is_no_decision(text):
    assert read_in(text) == []


def test_an_earlier_motion_on_another_matter_gives_no_movers():
    text = (
        "Cllr Fern proposed that the Council search the deeds at the record office, seconded by Cllr Moss, all were "
        "in favour. It was agreed to discuss the hedge further in March."
    )
    (read,) = read_in(text)
    assert (read.mover, read.seconder) == (None, None)


def test_the_names_at_the_end_of_a_decision_are_no_part_of_it():
    text = "It was agreed to pick litter on 26 April, Cllr Fern proposed, seconded by Cllr Moss, all in favour."
    assert [told(read) for read in read_in(text)] == [
        ("to pick litter on 26 April", "agreed", "Fern", "Moss", None, None)
    ]


def test_the_numbers_of_a_list_end_no_sentence():
    text = "It was agreed to write with these concerns: 1. The kerb is broken; 2. The sign is down."
    assert read_in(text)[0].text.value.endswith("2. The sign is down.")


def test_the_number_of_an_application_alone_is_no_decision():
    assert read_in("Cytunwyd i’r canlynol:\n\nE/39554") == []


LINES = "24/01 3 Mill Lane: porch – PERMITTED\n\n24/02 5 Mill Lane: garage – REFUSED"


def test_applications_that_the_committee_heard_are_decided_at_the_end_of_their_lines():
    read = read_in(f"The Committee considered the following applications:\n\n{LINES}")
    assert [(one.text.value, one.outcome) for one in read] == [
        ("24/01 3 Mill Lane: porch – PERMITTED", "agreed"),
        ("24/02 5 Mill Lane: garage – REFUSED", "not agreed"),
    ]


@pytest.mark.parametrize(
    "above",
    ["", "Decisions received from the Borough Council:\n\n", "To note the planning decisions of the authority\n\n"],
)
def test_what_another_council_decided_is_no_decision_here(above):
    assert read_in(f"{above}{LINES}") == []
