"""Votes: how many and who were for and against; each text here is made up."""

import pytest

from meetings.importers.formats.plain_text import source_of_text
from meetings.importers.grammar.resolutions import find_resolutions
from meetings.importers.minutes import ResolutionRead


def resolutions_of(text: str) -> list[ResolutionRead]:
    return find_resolutions(list(source_of_text(text).blocks), set()).read


def numbers_of(text: str) -> tuple[int | None, int | None, int | None]:
    (resolution,) = resolutions_of(text)
    counts = (resolution.votes_for, resolution.votes_against, resolution.votes_abstained)
    return tuple(count.value if count else None for count in counts)


def names_of(text: str) -> list[tuple[str, str]]:
    (resolution,) = resolutions_of(text)
    return [(vote.name.value, vote.choice) for vote in resolution.votes]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("RESOLVED that it be done. (For: 12; Against: 3; Abstentions: 1)", (12, 3, 1)),
        ("RESOLVED that it be done (9 votes for, 2 against).", (9, 2, None)),
        ("RESOLVED by 12 votes to 3, with 1 abstention, that it be done.", (12, 3, 1)),
        ("RESOLVED (by six votes to two): That it be done.", (6, 2, None)),
        ("The Committee agreed by 9 votes to 4 that it be done.", (9, 4, None)),
        ("RESOLVED that it be done.\nVoting: 6 for; 1 against; 2 abstained", (6, 1, 2)),
        ("RESOLVED that it be done.\n4 For, 0 Against, 2 Abstentions", (4, 0, 2)),
        ("RESOLVED that it be done.\nVoting: For 4, Against 0, Abstained 1", (4, 0, 1)),
        ("RESOLVED that it be done.\nFor – 5\nAgainst – nil", (5, 0, None)),
        ("RESOLVED that it be done. Carried 8-2.", (8, 2, None)),
        ("There were 9 in favour, 2 against and no abstentions. RESOLVED that it be done.", (9, 2, 0)),
        ("9 members voting for, 4 against, it was RESOLVED that it be done.", (9, 4, None)),
        ("Roedd pedwar o blaid ac un yn erbyn. PENDERFYNWYD talu'r anfoneb.", (4, 1, None)),
        ("RESOLVED that it be done.\n\nVotes\n\n| For | Against | Abstained |\n| 9 | 4 | 1 |", (9, 4, 1)),
        ("RESOLVED (7-0-1) that it be done.", (7, 0, 1)),
        ("Resolution: that it be done (3–1).", (3, 1, None)),
        ("RESOLVED that it be done.\nVote: 9/4", (9, 4, None)),
        ("RESOLVED that it be done.\nVotes cast\nFor: 9   Against: 4   Abstentions: 1", (9, 4, 1)),
        ("RESOLVED that it be done.\nThe vote was 9 for, 4 against with 1 abstention.", (9, 4, 1)),
        ("RESOLVED that it be done.\n| For | 9 |\n| Against | 4 |", (9, 4, None)),
        (
            "Motion - 6 votes\nAmendment - 3 votes\nThe Motion was carried.\n\nThe Council agreed to do it.",
            (6, 3, None),
        ),
        ("We agreed to let the shed. In favour 3, nobody against.", (3, 0, None)),
        ("RESOLVED that it be done. For 6, two against.", (6, 2, None)),
        ("Proposed by Mr Hill\n9 members voted for, 4 members voted against.\n\nRESOLVED that it wait.", (9, 4, None)),
        ("PENDERFYNWYD gwerthu'r sied, gyda 5 o blaid ac 1 yn erbyn.", (5, 1, None)),
        ("The motion received 7 votes and the amendment received 2 votes.\n\nRESOLVED that it wait.", (7, 2, None)),
    ],
)
def test_the_numbers_are_read_where_they_are_printed(text, numbers):
    assert numbers_of(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "RESOLVED unanimously that it be done.",
        "RESOLVED nem con that it be done.",
        "RESOLVED that it be done. All in favour.",
        "RESOLVED that application 21/0345 for 12 homes be approved subject to conditions 3 to 9.",
        "RESOLVED that Minutes 12 to 14 be approved.",
        "RESOLVED that conditions (3-5) apply.",
        "RESOLVED that the meeting end (20:15).",
        "Decision: not to move it. For 2, Against 6 - the proposal to move it fell.",
        "The 4 members for the north and 3 for the south were heard. RESOLVED that it be done.",
        "The amendment was lost, 3 for and 9 against. It was RESOLVED that it be done.",
    ],
)
def test_where_no_vote_on_the_decision_is_printed_there_is_no_number(text):
    assert numbers_of(text) == (None, None, None)


def test_a_number_points_at_its_own_place_in_the_source():
    text = "RESOLVED that it be done. (For: 12; Against: 3)"
    (resolution,) = resolutions_of(text)
    assert text[resolution.votes_for.start : resolution.votes_for.end] == "12"
    assert text[resolution.votes_against.start : resolution.votes_against.end] == "3"


def test_two_votes_in_one_sentence_are_left_to_the_clerk():
    text = (
        "On the first paper there voted 9 for, 2 against and on the second 8 for, 3 against. RESOLVED that it be done."
    )
    assert numbers_of(text) == (None, None, None)


def test_votes_for_an_amendment_that_lost_are_a_guess_at_those_against():
    text = (
        "Motion: to approve the plan, moved by Councillor Hill, seconded by Councillor Oak.\n\n"
        "Amendment 1: to continue the application, moved by Councillor Reed, seconded by Councillor Dell.\n\n"
        "On a division, there voted:\nFor the motion 9\nFor the amendment 5\n\n"
        "The Committee accordingly agreed to approve the plan."
    )
    (resolution,) = resolutions_of(text)
    assert (resolution.votes_for.value, resolution.votes_against.value) == (9, 5)
    assert (resolution.votes_for.is_guess, resolution.votes_against.is_guess) == (False, True)
    assert (resolution.mover.value, resolution.seconder.value) == ("Hill", "Oak")


def test_each_limb_may_have_a_vote_of_its_own():
    text = "RESOLVED:\n(1) That it be done (9 for, 2 against);\n(2) That it be paid for (5 for, 4 against)."
    assert [(read.votes_for.value, read.text.value) for read in resolutions_of(text)] == [
        (9, "That it be done"),
        (5, "That it be paid for"),
    ]


def test_one_vote_below_a_list_is_on_all_of_it():
    text = "RESOLVED:\n(1) That it be done;\n(2) That it be paid for.\n\n(3 votes for, 1 against)"
    assert [read.votes_for.value for read in resolutions_of(text)] == [3, 3]


def test_a_recorded_vote_gives_each_name_its_choice():
    text = (
        "RESOLVED: That it be done.\n\nRecorded vote\nFor: Councillors Ann Hill, B Oak and C Reed (3)\n"
        "Against: Councillors D Moss and E Dell (2)\nAbstained: none"
    )
    assert names_of(text) == [
        ("Ann Hill", "for"),
        ("B Oak", "for"),
        ("C Reed", "for"),
        ("D Moss", "against"),
        ("E Dell", "against"),
    ]


def test_a_recorded_vote_may_stand_before_the_decision():
    text = (
        "The votes were recorded as follows:\n\nFor (2): Councillors Hill and Oak\nAgainst (1): Councillor Reed\n\n"
        "The motion was declared to be CARRIED and it was\n\nRESOLVED that it be done."
    )
    assert names_of(text) == [("Hill", "for"), ("Oak", "for"), ("Reed", "against")]
    assert numbers_of(text) == (2, 1, None)


def test_a_recorded_vote_on_an_amendment_is_not_the_decisions():
    text = (
        "The votes on the amendment were recorded as follows:\n\nFor (1): Councillor Hill\n"
        "Against (2): Councillors Oak and Reed\n\nThe amendment was declared to be LOST.\n\nRESOLVED that it be done."
    )
    assert names_of(text) == []
    assert numbers_of(text) == (None, None, None)


def test_a_table_may_say_how_each_voted():
    text = "RESOLVED that it be done.\n\nRecorded vote\n| Councillor Ann Hill | For |\n| Councillor B Oak | Against |"
    assert names_of(text) == [("Ann Hill", "for"), ("B Oak", "against")]


def test_the_number_may_stand_after_the_names_and_an_office_before_them():
    text = (
        "A recorded vote was taken:\n\nFor: The Mayor, Councillors Hill, Oak (3)\n\n"
        "Against: Councillors Reed, Dell (2)\n\nRESOLVED that it be done."
    )
    assert numbers_of(text) == (3, 2, None)
    assert names_of(text) == [("Hill", "for"), ("Oak", "for"), ("Reed", "against"), ("Dell", "against")]


HILL_OAK_MOSS = [("Hill", "for"), ("Oak", "for"), ("Moss", "against")]


@pytest.mark.parametrize(
    "vote",
    [
        "For (2): Councillors Hill and Oak. Against (1): Councillor Moss. Abstained (0).",
        "For – 2 (Councillors Hill and Oak)\nAgainst – 1 (Councillor Moss)",
        "In favour: 2 – Hill, Oak\nAgainst: 1 – Moss",
        "FOR:\nCouncillor Hill\nCouncillor Oak\nAGAINST:\nCouncillor Moss\nABSTAINED:\nNone",
        "FOR THE MOTION\nCouncillors Hill and Oak\nAGAINST THE MOTION\nCouncillor Moss\nABSTENTIONS\nNil",
        "There voted for the motion:\n\nCouncillors Hill, Oak ... 2\n\nThere voted against it:\n\nCouncillor Moss",
        "Those voting in favour were Councillors Hill and Oak. Those voting against were Councillor Moss.",
        "Ayes: Hill, Oak\nNoes: Moss",
        "Councillors Hill and Oak voted for the motion; Councillor Moss voted against.",
        "Councillor Hill – For\nCouncillor Oak – For\nCouncillor Moss – Against",
        "Cllr Hill – For; Cllr Oak – For; Cllr Moss – Against.",
        "For              Against\nCllr Hill        Cllr Moss\nCllr Oak",
        "Hill – yes\nOak – yes\nMoss – no",
        "| Member | For | Against |\n| Cllr Hill | For | |\n| Cllr Oak | For | |\n| Cllr Moss | | Against |",
        "At the request of Mr Vale the vote was recorded:\nFor: Councillors Hill, Oak\nAgainst: Councillor Moss",
        "| Name | For | Against |\n| Cllr Hill | X | |\n| Cllr Oak | X | |\n| Cllr Moss | | X |",
        "Name\tFor\tAgainst\nCllr Hill\t✓\t\nCllr Oak\t✓\t\nCllr Moss\t\t✓",
        "Yes: Cllr Hill\nCllr Oak\nNo: Cllr Moss",
        "YES:\nCllr Hill\nCllr Oak\nNO:\nCllr Moss",
        "For\nCllr Hill\nCllr Oak\nAgainst\nCllr Moss",
        "| Vote | Councillors | Count |\n| For | Hill and Oak | 2 |\n| Against | Moss | 1 |",
    ],
)
@pytest.mark.parametrize("is_before", [True, False])
def test_a_vote_by_name_is_read_in_every_layout(vote, is_before):
    decision = "RESOLVED that it be done."
    parts = ("A recorded vote was taken:", vote, decision) if is_before else (decision, "Recorded vote", vote)
    assert sorted(names_of("\n\n".join(parts))) == sorted(HILL_OAK_MOSS)


def test_where_only_names_are_printed_their_number_is_a_guess():
    (resolution,) = resolutions_of("RESOLVED that it be done.\nFor: Cllrs Hill and Oak\nAgainst: Cllr Moss")
    assert (resolution.votes_for.value, resolution.votes_against.value) == (2, 1)
    assert resolution.votes_for.is_guess


def test_a_vote_that_somebody_asked_to_be_recorded_is_his():
    text = "RESOLVED that it be done.\n\nCouncillor Moss asked that his vote against be recorded."
    assert names_of(text) == [("Moss", "against")]


def test_those_for_a_lost_amendment_are_not_against_the_motion():
    text = (
        "Councillor Reed moved an amendment. There voted for the amendment 5 and against it 9. The amendment fell. "
        "For the motion 9. RESOLVED that it be done."
    )
    assert numbers_of(text) == (9, None, None)


def test_a_casting_vote_decides_between_motion_and_amendment():
    text = (
        "Councillor Hill, seconded by Councillor Oak, moved that it be done.\n\n"
        "Councillor Reed, seconded by Councillor Dell, moved as an amendment that it wait.\n\n"
        "There being 4 for the motion and 4 for the amendment, the Convener used her casting vote in favour of the "
        "motion, which was carried.\n\nThe Committee resolved to do it."
    )
    (resolution,) = resolutions_of(text)
    assert (resolution.mover.value, resolution.seconder.value) == ("Hill", "Oak")
    assert numbers_of(text) == (4, 4, None)


@pytest.mark.parametrize(
    "text",
    [
        "RESOLVED (Councillors Hill and Oak voting for; Councillor Moss against) that it be done.",
        "RESOLVED, Councillors Hill and Oak voting for and Councillor Moss voting against, that it be done.",
    ],
)
def test_names_may_stand_between_the_verb_and_what_was_decided(text):
    assert names_of(text) == HILL_OAK_MOSS


def test_names_for_the_amendment_are_against_the_motion_that_was_carried():
    text = (
        "Mr Hill, seconded by Mr Oak, moved that the road be gritted.\n\n"
        "Mr Moss, seconded by Mr Dell, moved as an amendment that it be left.\n\n"
        "On a vote being taken the motion was carried, the votes being:\n\n"
        "For the Motion:\nMr Hill, Mr Oak\n\nFor the Amendment:\nMr Moss\n\nRESOLVED that the road be gritted."
    )
    (resolution,) = resolutions_of(text)
    assert (resolution.mover.value, names_of(text)) == ("Hill", HILL_OAK_MOSS)


def test_names_for_the_motion_are_against_the_amendment_that_was_carried():
    text = (
        "Mr Hill, seconded by Mr Oak, moved that the road be gritted.\n\n"
        "Mr Moss, seconded by Mr Dell, moved as an amendment that it be left.\n\n"
        "The votes were:\n\nFor the Motion:\nMr Hill\n\nFor the Amendment:\nMr Moss, Mr Dell\n\n"
        "RESOLVED that the road be left."
    )
    (resolution,) = resolutions_of(text)
    assert resolution.mover.value == "Moss"
    assert names_of(text) == [("Hill", "against"), ("Moss", "for"), ("Dell", "for")]


def test_a_vote_by_name_on_the_amendment_alone_is_not_the_one_on_the_motion():
    text = (
        "Moved by Councillor Hill and seconded by Councillor Oak:\n\n“That the fee be raised.”\n\n"
        "An amendment was moved by Councillor Moss and seconded by Councillor Dell:\n\n“That it be halved.”\n\n"
        "A recorded vote was taken upon it:\n\nFor the amendment (1): Councillor Moss\n\n"
        "Against the amendment (2): Councillors Hill and Oak\n\nThe amendment was declared LOST.\n\n"
        "A recorded vote was then taken on the substantive motion:\n\nFor (2): Councillors Hill and Oak\n\n"
        "Against (1): Councillor Moss\n\nThe motion was declared CARRIED and it was\n\n"
        "RESOLVED that the fee be raised."
    )
    (resolution,) = resolutions_of(text)
    assert (resolution.mover.value, resolution.seconder.value) == ("Hill", "Oak")
    assert (numbers_of(text), names_of(text)) == ((2, 1, None), HILL_OAK_MOSS)
