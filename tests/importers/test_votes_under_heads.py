"""Votes by name under heads: YES and NO on lines of their own, columns, and the vote above the line that settles."""

import pytest

from meetings.importers.minutes import ResolutionRead
from meetings.importers.reading import read_text

TOP = "Minutes of the meeting of Elm Council held on 4 May 2021 at 7 pm\n\n1. Apologies\n\nNone.\n\n2. Budget\n\n"
END = "\n\n3. Close\n\nThe end.\n"
RESOLVED = "RESOLVED that the budget be approved.\n\n"
EVERYONE = [("Gale", "for"), ("Hill", "for"), ("Reed", "for"), ("Moss", "against"), ("Ford", "abstained")]


def decided(text: str) -> ResolutionRead:
    (meeting,) = read_text(TOP + text + END).meetings
    (resolution,) = meeting.items[1].resolutions
    return resolution


def names_of(resolution: ResolutionRead) -> list[tuple[str, str]]:
    return [(vote.name.value, vote.choice) for vote in resolution.votes]


def counts_of(resolution: ResolutionRead) -> list[int | None]:
    counts = (resolution.votes_for, resolution.votes_against, resolution.votes_abstained)
    return [count.value if count else None for count in counts]


@pytest.mark.parametrize(
    "votes",
    [
        "YES\n\nGale, Hill and Reed\n\n                                  3\nNO\n\nMoss\n\n"
        "                                  1\nABSTAIN\n\nFord\n                                  1",
        "YES\n\nGale, Hill and Reed           3\n\nNO\n\nMoss            1\n\nABSTAIN\n\nFord           1",
        "Yes\nCllr Gale\nCllr Hill\nCllr Reed\n3\n\nNo\nCllr Moss\n1\n\nAbstentions\nCllr Ford\n1",
    ],
)
def test_names_stand_under_yes_and_no_with_their_number(votes):
    announced = "On the requisition of Councillors Gale and Hill the voting was recorded as follows:\n\n"
    resolution = decided(RESOLVED + announced + votes)
    assert names_of(resolution) == EVERYONE
    assert counts_of(resolution) == [3, 1, 1]


def test_of_two_recorded_votes_that_on_the_motion_decided():
    votes = (
        "The voting was recorded as follows:\n\nOn the amendment\n\nYES\n\nMoss and Ford\n\n"
        "                                    2\nNO\n\nGale, Hill and Reed\n\n"
        "                                    3\nOn the motion\n\nYES\n\nGale, Hill and Reed\n\n"
        "                                    3\nNO\n\nMoss and Ford\n\n                                    2\n"
    )
    resolution = decided(RESOLVED + votes)
    assert names_of(resolution) == [*EVERYONE[:4], ("Ford", "against")]
    assert counts_of(resolution) == [3, 2, None]


def test_a_vote_on_an_amendment_alone_is_not_that_on_the_decision():
    votes = "The voting was recorded as follows:\n\nOn the amendment\n\nYES\n\nMoss\n\nNO\n\nGale and Hill\n"
    assert names_of(decided(RESOLVED + votes)) == []


def test_the_rest_of_a_long_motion_may_stand_before_the_record_of_its_vote():
    rest = "The Council therefore calls upon the county to mend the road.\n\nThe voting was recorded as follows:\n\n"
    votes = "YES\n\nGale, Hill and Reed\n\nNO\n\nMoss\n\nABSTAIN\n\nFord\n"
    assert names_of(decided(RESOLVED + rest + votes)) == EVERYONE


def test_surnames_in_columns_are_told_apart_by_the_space_between_them():
    votes = (
        "Recorded vote:\n\nFor                 Against             Abstain\n"
        "Gale                Moss                Ford\nHill\nReed"
    )
    assert sorted(names_of(decided(RESOLVED + votes))) == sorted(EVERYONE)


def test_a_vote_by_name_stands_above_the_line_that_says_that_the_motion_was_carried():
    text = (
        "The following motion came forward in the name of Councillor Gale:\n\n"
        "“That this Council will buy a new boat for the harbour.”\n\nCouncillor Moss spoke of the price of boats.\n\n"
        "A recorded vote was called for, the results of which are as follows:\n\n"
        "FOR:            Councillors Gale, Hill, Reed\n\nAGAINST:        Councillor Moss\n\n"
        "ABSTENTIONS:    Councillor Ford\n\n"
        "AGREED:     On the proposal of Councillor Gale seconded by Councillor Hill the motion was carried."
    )
    resolution = decided(text)
    assert names_of(resolution) == EVERYONE
    assert counts_of(resolution) == [3, 1, 1]
    assert (resolution.mover.value, resolution.seconder.value) == ("Gale", "Hill")
