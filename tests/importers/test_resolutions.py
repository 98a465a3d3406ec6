"""Decisions: what was decided, what became of it, and who moved it; each text here is made up."""

import pytest

from meetings.importers.formats.plain_text import source_of_text
from meetings.importers.grammar.resolutions import Resolutions, find_resolutions
from meetings.importers.minutes import ResolutionRead


def found_in(text: str, *, is_decided: bool = False) -> Resolutions:
    blocks = list(source_of_text(text).blocks)
    return find_resolutions(blocks, set(range(len(blocks))) if is_decided else set())


def decisions_of(text: str, *, is_decided: bool = False) -> list[tuple[str, str, str]]:
    return [(read.label, read.outcome, read.text.value) for read in found_in(text, is_decided=is_decided).read]


def only(text: str) -> ResolutionRead:
    (resolution,) = found_in(text).read
    return resolution


def movers_of(text: str) -> list[tuple[str | None, str | None]]:
    return [
        (read.mover.value if read.mover else None, read.seconder.value if read.seconder else None)
        for read in found_in(text).read
    ]


# Outcomes.


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("RESOLVED that the fees be raised.", "agreed"),
        ("RESOLVED to note the report.", "noted"),
        ("RESOLVED – That the report be received and noted.", "noted"),
        ("RESOLVED that the report be noted and that ten signs be bought.", "agreed"),
        ("RESOLVED to note the report and approve the plan.", "agreed"),
        ("RECOMMENDED to Council that the budget be approved.", "recommended"),
        ("RESOLVED to recommend to Cabinet that the plan be adopted.", "recommended"),
        ("RESOLVED that the application be deferred to the next meeting.", "deferred"),
        ("RESOLVED that the plan, which was deferred in May, be approved.", "agreed"),
        ("RESOLVED that the matter be referred to the Harbour Committee.", "referred"),
        ("RESOLVED that the item be withdrawn from the agenda.", "withdrawn"),
        ("RESOLVED that the meeting be adjourned for ten minutes.", "agreed"),
        ("RESOLVED that the draft minutes, as amended, be approved.", "agreed as amended"),
        ("RESOLVED under the Act of 1972, as amended by the Order of 2007, that the public leave.", "agreed"),
        ("RESOLVED that the application be REFUSED.", "agreed"),
        ("PENDERFYNWYD nodi'r adroddiad.", "noted"),
        ("Penderfynwyd yn unfrydol gohirio'r cais.", "deferred"),
        ("ARGYMHELLWYD i'r Cyngor fabwysiadu'r polisi.", "recommended"),
        ("Felly CYTUNWYD talu'r anfoneb.", "agreed"),
        ("The Committee remitted the matter to the Harbour Board.", "referred"),
        ("The Committee NOTED the report.", "noted"),
        ("The Committee instructed the Director to write to the owner.", "agreed"),
    ],
)
def test_the_outcome_is_what_the_words_decide(text, outcome):
    assert only(text).outcome == outcome


def test_each_limb_has_the_outcome_of_its_own_words():
    text = "RESOLVED: That the Panel:\n(a) notes the report; and\n(b) asks Cabinet to adopt the plan."
    assert [(label, outcome) for label, outcome, _ in decisions_of(text)] == [("(a)", "noted"), ("(b)", "agreed")]


def test_a_lead_in_that_recommends_makes_recommendations_of_its_limbs():
    text = "RESOLVED to recommend to Cabinet that\n1. the terms be adopted; and\n2. the budget be £5."
    assert [(label, outcome) for label, outcome, _ in decisions_of(text)] == [
        ("1.", "recommended"),
        ("2.", "recommended"),
    ]


# Motions and amendments.

DEBATE = """Councillor Hill moved and Councillor Oak seconded that the plan be approved.

Councillor Reed moved an amendment, seconded by Councillor Dell, that the plan wait. {fate}

The motion {amended} was put to the vote and carried, 8 for and 3 against.

RESOLVED that the plan be approved."""


def test_a_lost_amendment_gives_neither_decision_nor_mover_nor_votes():
    text = DEBATE.format(fate="The amendment was lost by 3 votes to 9.", amended="")
    assert decisions_of(text) == [("", "agreed", "that the plan be approved.")]
    assert movers_of(text) == [("Hill", "Oak")]
    assert only(text).votes_for.value == 8


def test_a_motion_carried_as_amended_is_still_its_movers():
    text = DEBATE.format(fate="The amendment was carried by 9 votes to 3.", amended="as amended")
    assert decisions_of(text) == [("", "agreed as amended", "that the plan be approved.")]
    assert movers_of(text) == [("Hill", "Oak")]


def test_an_amendment_of_which_no_fate_is_told_leaves_the_mover_blank():
    text = DEBATE.format(fate="", amended="").replace("The motion  was put to the vote and carried, 8 for", "8 for")
    assert movers_of(text) == [(None, None)]


def test_a_motion_that_was_lost_is_not_agreed():
    text = (
        "Councillor Hill moved, seconded by Councillor Oak, that geese be banned. The motion was lost by 9 votes to 3."
    )
    resolution = only(text)
    assert (resolution.outcome, resolution.text.value) == ("not agreed", "that geese be banned.")
    assert resolution.text.is_guess
    assert (resolution.votes_for.value, resolution.votes_against.value) == (3, 9)


def test_a_lost_motion_before_the_decision_is_no_decision():
    text = (
        "Councillor Hill moved, seconded by Councillor Oak, that geese be banned. The motion was lost.\n\n"
        "RESOLVED that the pond be cleaned."
    )
    assert decisions_of(text) == [("", "agreed", "that the pond be cleaned.")]
    assert movers_of(text) == [(None, None)]


def test_a_lost_amendment_alone_decides_nothing():
    assert decisions_of("An amendment was moved by Councillor Reed, that the plan wait. The amendment was lost.") == []


def test_resolved_accordingly_takes_the_words_of_the_motion_that_was_carried():
    text = (
        "Moved by Councillor Ann Vale,\nSeconded by Councillor Reed,\n\n"
        '"That this Council keep the ferry."\n\n'
        "On a vote, 11 Members voting for and 2 against, the motion was declared CARRIED and\n\n"
        "RESOLVED accordingly."
    )
    resolution = only(text)
    assert resolution.verb == "RESOLVED"
    assert "keep the ferry" in resolution.text.value
    assert (resolution.votes_for.value, resolution.votes_against.value) == (11, 2)
    assert movers_of(text) == [("Ann Vale", "Reed")]


def test_a_long_motion_decides_only_what_it_resolves():
    text = (
        "The following motion was moved by Councillor Hill and seconded by Councillor Oak:\n\n"
        "This Council notes that buses are late.\n\nThis Council therefore resolves to:\n"
        "1. Write to the bus company.\n2. Ask for a report.\n\nOn being put to the vote the motion was carried."
    )
    assert [text for _, _, text in decisions_of(text)] == ["Write to the bus company.", "Ask for a report."]


# Movers.


@pytest.mark.parametrize(
    "text",
    [
        "It was moved by Councillor Hill, seconded by Councillor Oak and RESOLVED that the hall be let.",
        "Proposed by Alderman Hill, seconded by Councillor Oak and AGREED – that the hall be let.",
        "It was AGREED, on the proposal of Councillor Hill, seconded by Councillor Oak, that the hall be let.",
        "On the motion of Mr Hill, seconded by Mrs Oak, it was resolved that the hall be let.",
        "Cllr Hill proposed, Cllr Oak seconded and it was resolved unanimously that the hall be let.",
        "Councillor Hill, seconded by Councillor Oak, moved that the hall be let. RESOLVED that the hall be let.",
        "It was RESOLVED (prop. Cllr Hill, sec. Cllr Oak) that the hall be let.",
        "RESOLVED that the hall be let. Proposed Cllr Hill, seconded Cllr Oak, all in favour.",
        "RESOLVED that the hall be let (Prop: Cllr Hill; Sec: Cllr Oak).",
        "PROPOSED by Councillor Hill\nSeconded by Councillor Oak, and\nRESOLVED: that the hall be let.",
        "RESOLVED that the hall be let.\nProposed: Cllr Hill   Seconded: Cllr Oak",
        "Proposed by Cllr Hill, seconded by Cllr Oak, that the hall be let. All in favour.",
        "Cynigiwyd gan y Cynghorydd Hill, eiliwyd gan y Cynghorydd Oak a PHENDERFYNWYD gosod y neuadd.",
    ],
)
def test_mover_and_seconder_are_read_without_their_titles(text):
    assert movers_of(text) == [("Hill", "Oak")]


def test_initials_in_brackets_are_kept_as_printed():
    text = "It was RESOLVED (prop. JS, sec. KT) that the grass be cut."
    assert movers_of(text) == [("JS", "KT")]
    assert only(text).text.value == "that the grass be cut."


def test_an_office_may_stand_for_the_mover():
    assert movers_of("It was moved by the Mayor and RESOLVED that the meeting go on.") == [("Mayor", None)]


def test_words_that_tell_the_mover_stay_in_the_minute():
    text = "RESOLVED that the hall be let. Proposed Cllr Hill, seconded Cllr Oak."
    taken = found_in(text).taken[0]
    assert {text[start:end].strip() for start, end in taken} == {"RESOLVED that the hall be let."}


def test_lines_below_each_decision_belong_to_the_one_above():
    text = (
        "It was resolved to pay the bills.\nProposed: Cllr Ash. Seconded: Cllr Elm.\n\n"
        "It was resolved to mend the gate.\nProposed: Cllr Oak. Seconded: Cllr Fir."
    )
    assert movers_of(text) == [("Ash", "Elm"), ("Oak", "Fir")]


def test_lines_above_each_decision_belong_to_the_one_below():
    text = (
        "Proposed: Cllr Ash. Seconded: Cllr Elm.\nRESOLVED to pay the bills.\n"
        "Proposed: Cllr Oak. Seconded: Cllr Fir.\nRESOLVED to mend the gate."
    )
    assert movers_of(text) == [("Ash", "Elm"), ("Oak", "Fir")]


def test_a_line_that_may_belong_to_either_decision_is_given_to_none():
    text = "RESOLVED to mend the gate.\nProposed: Cllr Oak. Seconded: Cllr Fir.\nRESOLVED to mend the wall."
    assert movers_of(text) == [(None, None), (None, None)]


def test_what_somebody_proposed_in_the_debate_makes_him_no_mover():
    text = "The scheme proposed by Councillor Hill would save money. RESOLVED that the scheme be adopted."
    assert movers_of(text) == [(None, None)]


def test_the_mover_of_a_lead_in_is_the_mover_of_every_limb():
    text = (
        "It was moved by Cllr Ash, seconded by Cllr Elm and RESOLVED that:\n(a) it be done; and\n(b) it be paid for."
    )
    assert movers_of(text) == [("Ash", "Elm"), ("Ash", "Elm")]


@pytest.mark.parametrize(
    "text",
    [
        "Moved by the Mayor, Councillor Hill, seconded by the Leader, Councillor Oak, and RESOLVED that it wait.",
        "Councillor Hill's motion, seconded by Councillor Oak, was carried and it was RESOLVED that it wait.",
        "The Leader of the Council, Councillor Hill, moved and Councillor Oak seconded it. RESOLVED that it wait.",
        "RESOLVED – On the motion of Mr Hill, seconded by Mrs Oak (9 for, 2 against): That it wait.",
        "RESOLVED that it wait. (Hill/Oak)",
        "RESOLVED (Cllr Hill / Cllr Oak) that it wait.",
        "Proposed Hill seconded Oak and RESOLVED that it wait.",
        "Proposed by Ald. Hill\nSeconded by Councillor Oak\n\nRESOLVED that it wait.",
        "Cllr Hill proposed that it wait until June, seconded by Cllr Oak; all agreed.",
        "AGREED to pay the following (proposed by Mr Hill, seconded by Mr Oak):",
        "Councillor Hill proposed Councillor Vale, and Councillor Oak seconded.\n\nRESOLVED that Mr Vale be Chair.",
        "Councillor Hill then proposed that the Panel should wait. Councillor Oak seconded.\n\nRESOLVED that it wait.",
    ],
)
def test_movers_are_read_in_other_orders_of_words(text):
    assert movers_of(text) == [("Hill", "Oak")]


def test_one_who_moved_a_motion_that_was_duly_seconded_did_not_second_it():
    text = "It was moved by Councillor Hill and duly seconded that it wait. RESOLVED that it wait."
    assert movers_of(text) == [("Hill", None)]


def test_to_second_a_view_is_not_to_second_the_motion():
    text = "Mr Hill proposed changes to the plan. Mr Oak seconded the view of the officer. RESOLVED that it wait."
    assert movers_of(text) != [("Hill", "Oak")]


def test_one_who_nominated_another_moved_it_without_a_seconder():
    text = "Councillor Hill proposed Councillor Vale, there being no other name.\n\nRESOLVED that Mr Vale be Chair."
    assert movers_of(text) == [("Hill", None)]


def test_of_two_nominations_that_of_the_one_elected_was_carried():
    text = (
        "Councillor Vale was nominated by Councillor Hill and seconded by Councillor Oak. Councillor Moss was "
        "nominated by Councillor Reed and seconded by Councillor Dell.\n\n"
        "RESOLVED that Councillor Ann Vale be elected Mayor."
    )
    assert movers_of(text) == [("Hill", "Oak")]


def test_of_two_motions_that_say_nearly_the_same_neither_gives_a_mover():
    text = (
        "Proposed by Councillor Hill, seconded by Mr Oak: “That the Panel support the fee.”\n\n"
        "Proposed by Councillor Reed, seconded by Mr Dell: “That the Panel veto the fee.”\n\n"
        "RESOLVED that the fee be kept."
    )
    assert movers_of(text) == [(None, None)]


def test_an_amendment_that_decided_against_the_motion_is_its_movers():
    text = (
        "Motion\n\nThat the pond close.\n\nMoved by Bailie Hill, seconded by Councillor Oak.\n\nAmendment\n\n"
        "That the pond stay.\n\nMoved by Councillor Reed, seconded by Councillor Dell.\n\n"
        "The amendment was carried by 5 votes to 3 and the Committee resolved accordingly.\n\n"
        "The Committee agreed that the pond stay."
    )
    assert movers_of(text) == [("Reed", "Dell")]
    assert (only(text).votes_for.value, only(text).votes_against.value) == (5, 3)


# Where decisions stand.


def test_under_the_heading_decision_no_verb_is_needed():
    text = "1. To note the report.\n2. That the plan be adopted.\nREASONS FOR DECISION\nTo meet the duty."
    assert decisions_of(text, is_decided=True) == [
        ("1.", "noted", "To note the report."),
        ("2.", "agreed", "That the plan be adopted."),
    ]


def test_a_heading_may_stand_on_the_line_of_its_decision():
    assert decisions_of("DECISION: That the licence be granted.") == [("", "agreed", "That the licence be granted.")]
    assert decisions_of("Decisions of the Cabinet: that of 3 May was called in.") == []


def test_decisions_in_the_cells_of_a_table_are_read():
    text = "| 4 | Fees RESOLVED: that fees be raised. | NO |\n| 5 | The roof leaks. It was agreed to mend it. | GF |"
    assert [text for _, _, text in decisions_of(text)] == ["that fees be raised.", "to mend it."]


def test_a_row_may_begin_with_the_label_of_its_decision():
    text = "\t(c)\tRESOLVED:\tthat the report be received.\n\t(d)\tRESOLVED:\tthat the pump be sold."
    assert [(label, text) for label, _, text in decisions_of(text)] == [
        ("(c)", "that the report be received."),
        ("(d)", "that the pump be sold."),
    ]


def test_why_a_limb_was_decided_stays_in_the_minute():
    text = "RESOLVED\n1. That fees rise.\nReason: Costs rose.\n2. That a sign be bought.\nReason: It rusted."
    assert decisions_of(text) == [("1.", "agreed", "That fees rise."), ("2.", "agreed", "That a sign be bought.")]


def test_a_committee_may_recommend_in_the_present_tense():
    text = "The Panel recommends to the Board that:\n\na) a list be kept; and\n\nb) no boat be sold."
    assert [(label, outcome) for label, outcome, _ in decisions_of(text)] == [
        ("a)", "recommended"),
        ("b)", "recommended"),
    ]
    assert decisions_of(text.replace("The Panel", "The Harbour Trust’s report")) == []


def test_a_list_may_begin_on_the_line_of_the_verb():
    text = "RESOLVED: 1. That a survey be ordered; and\n2. That the Friends be asked to help."
    assert decisions_of(text) == [
        ("1.", "agreed", "That a survey be ordered; and"),
        ("2.", "agreed", "That the Friends be asked to help."),
    ]


def test_limbs_may_be_numbered_under_the_number_of_their_item():
    text = "UNANIMOUSLY RESOLVED that:-\n20.1 the accounts be received;\n20.2 a meeting be held."
    assert [label for label, _, _ in decisions_of(text)] == ["20.1", "20.2"]


def test_a_decision_printed_twice_counts_once_and_learns_from_both_places():
    text = (
        "RESOLVED that the hall be let.\n4 For, 0 Against, 2 Abstentions\n\n"
        "It was proposed by Cllr Ash and seconded by Cllr Elm.\n\nRESOLVED: That the hall be let."
    )
    resolution = only(text)
    assert (resolution.votes_for.value, resolution.votes_abstained.value) == (4, 2)
    assert movers_of(text) == [("Ash", "Elm")]


def test_a_decision_printed_in_short_above_the_minutes_is_the_fuller_one():
    text = "RESOLVED that the public leave now.\n\nMr Oak left.\n\nRESOLVED that under the Act the public leave now."
    found = find_resolutions(list(source_of_text(text).blocks), {0})
    assert [read.text.value for read in found.read] == ["that under the Act the public leave now."]


@pytest.mark.parametrize("full", ["that the south gate be painted red.", "that the north gate be not painted."])
def test_a_short_decision_that_is_not_the_fuller_one_is_kept(full):
    text = f"RESOLVED that the north gate be painted.\n\nMr Oak left.\n\nRESOLVED {full}"
    found = find_resolutions(list(source_of_text(text).blocks), {0})
    assert len(found.read) == 2


def test_what_is_resolved_below_a_motion_is_not_the_motion():
    text = (
        "Mr Hill moved, and Mr Oak seconded, that a group be set up. The motion was carried.\n\n"
        "Resolved:\n\nThat a group of four be set up."
    )
    assert [text for _, _, text in decisions_of(text)] == ["That a group of four be set up."]


@pytest.mark.parametrize(
    "text",
    [
        "The Committee noted that the budget was tight.",
        "Members agreed the importance of the ferry.",
        "The Chair agreed to write to the owner.",
        "The notes of the last meeting were agreed with by the clerk.",
        "Points made:\n(a) the boards are soft;\n(b) the players want lines painted.",
        "Nodwyd bod y bont ar gau.",
    ],
)
def test_what_is_only_said_decides_nothing(text):
    assert decisions_of(text) == []


def test_a_lead_in_inside_a_list_that_decides_nothing_does_not_read_it_again():
    # Two thousand times: a reader that began anew at each lead-in would not come back.
    assert decisions_of("the committee:\n(a) noted;\n" * 2000) == []


def test_a_line_of_bare_labels_is_read_once():
    assert decisions_of("(a)\n" * 20_000) == []
