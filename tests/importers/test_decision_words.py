"""Decisions: the many words and layouts in which minutes print them; each text here is made up."""

import pytest

from meetings.importers.formats.plain_text import source_of_text
from meetings.importers.grammar.resolutions import find_resolutions
from meetings.importers.minutes import ResolutionRead


def read_in(text: str) -> list[ResolutionRead]:
    return find_resolutions(list(source_of_text(text).blocks), set()).read


def only(text: str) -> ResolutionRead:
    (resolution,) = read_in(text)
    return resolution


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("Resolution: that the fee be raised.", "that the fee be raised."),
        ("Resolution 24/117: That the fee be raised.", "That the fee be raised."),
        ("RESOLVED (24/117) that the fee be raised.", "that the fee be raised."),
        ("RESOLVEDthat the fee be raised.", "that the fee be raised."),
        ("RESOLVED – (Unanimously) That the fee be raised.", "That the fee be raised."),
        (
            "RESOLVED, contrary to the officer’s advice, that it be let.",
            "contrary to the officer’s advice, that it be let.",
        ),
        ("Decision: Grant.", "Grant."),
        ("Decision: Application approved.", "Application approved."),
        ("Decision: not to move the money.", "not to move the money."),
        ("DECISION: PERMITTED subject to the conditions.", "PERMITTED subject to the conditions."),
        ("APPROVED as recommended.", "APPROVED as recommended."),
        ("The Sub-Committee determined to grant the licence.", "to grant the licence."),
        ("The decision of the Sub-Committee was that the licence be granted.", "that the licence be granted."),
        ("The Working Party agreed to meet in May.", "to meet in May."),
        ("The Committee also ASKED that the manager write.", "that the manager write."),
        ("The Cabinet Member decided that the scheme go ahead.", "that the scheme go ahead."),
        ("The Council by 5 votes to 3 resolved to write.", "to write."),
        ("Members voted to refuse the application.", "to refuse the application."),
        ("Unanimously resolved to accept the price.", "to accept the price."),
        ("It was proposed by SC, seconded by PM and unanimously resolved that rents stay.", "that rents stay."),
        ("Grant to the band £200: agreed to wait until June.", "to wait until June."),
        ("It was agreed the Clerk would write to the owner.", "the Clerk would write to the owner."),
        ("AGREED: It was agreed, on the proposal of Mr Hill, seconded by Mr Oak, to buy a van.", "to buy a van."),
        ("PENDERFYNIAD: Cymeradwyo'r cynllun.", "Cymeradwyo'r cynllun."),
        ("Y PENDERFYNIAD\n\nGwerthu'r tir.", "Gwerthu'r tir."),
        (
            "Proposed by Mr Hill\n\nThat the minutes be signed.\n\nResolved\n\nMr Oak left.",
            "That the minutes be signed.",
        ),
        ("AGREED to object:\nThe road is too narrow.", "to object:"),
        ("AGREED to object:\nthe road is too narrow.", "to object: the road is too narrow."),
        ("21/0034/FUL – a porch\nREFUSED – too tall", "REFUSED – too tall"),
        ("21/0035/FUL – a shed\nREFUSED (too tall)", "REFUSED (too tall)"),
        ("The Committee AGREED the terms of the lease.", "the terms of the lease."),
    ],
)
def test_a_decision_is_known_by_many_words(text, decided):
    assert only(text).text.value == decided


@pytest.mark.parametrize(
    "text",
    [
        "The decision was to be reviewed in May.",
        "Clerk of Works: agreed to look at the drain.",
        "The Parish Council had written as follows: “RESOLVED that the gate be opened.”",
        "A letter was read:\n\n“RESOLVED: (1) that the gate be opened;\n(2) that it be painted.”",
        "Motion\n\nThat the Committee:-\n1. Agrees to close the pond.\n2. Asks for a report.",
        "REFUSED APPLICATIONS",
        "21/0034/FUL – a porch – officer’s recommendation: REFUSED",
        "The Borough has decided:\n21/0035/FUL – a shed – PERMITTED\n21/0036/FUL – a barn: REFUSED",
        "It was determined that the noise came from the mill.",
        "Mr Hill agreed the fee should be raised.",
    ],
)
def test_what_another_said_or_did_decides_nothing(text):
    assert read_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "RESOLVED (1) that the fee be raised,\n(2) that a sign be bought.",
        "RESOLVED: (1) that the fee be raised (2) that a sign be bought.",
        "RESOLVED: a) that the fee be raised; b) that a sign be bought.",
        "RESOLVED:\n\n(a)\n\nthat the fee be raised;\n\n(b)\n\nthat a sign be bought.",
        "RESOLVED\n\nThat (1) the fee be raised;\n\n(2) a sign be bought.",
        "IT WAS RESOLVED:\nA. That the fee be raised.\nB. That a sign be bought.",
        "It was resolved as follows:\n(a) the fee be raised;\n(b) a sign be bought.",
        "It was agreed that the following recommendations be made:\n(i) the fee be raised;\n(ii) a sign be bought.",
        "RESOLVED: That the licence be GRANTED IN PART, as follows –\n(i) Sales: to 23:00.\n(ii) Music: Friday.",
        "Proposed by Mr Hill\n(i) That the fee be raised.\n(ii) That a sign be bought.\nResolved",
    ],
)
def test_the_limbs_of_a_decision_may_be_laid_out_in_many_ways(text):
    labels = [read.label.strip("().").casefold() for read in read_in(text)]
    assert labels in (["1", "2"], ["a", "b"], ["i", "ii"])


@pytest.mark.parametrize(
    "text",
    [
        "REFUSED for the following reasons:\n(1) It is too tall.\n(2) It is too wide.",
        "RESOLVED that the following serve:\n- Trust: Mr Hill\n- Fund: Mr Oak",
        "The Committee approved the following:\n1. The budget\n2. The plan",
        "AGREED to make the following comments:\n(a) it is tall\n(b) it is wide",
    ],
)
def test_a_whole_decision_keeps_its_list(text):
    assert text.split()[-1] in only(text).text.value


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Decision: Refused.", "not agreed"),
        ("Decision: CONTINUED to the July meeting.", "deferred"),
        ("RESOLVED otherwise to note the report.", "noted"),
        ("It was agreed to put this off till May.", "deferred"),
        ("RESOLVED that officers reply and that the second be noted.", "agreed"),
        ("RESOLVED that the programme be approved with the changes below:\n- one more visit", "agreed as amended"),
    ],
)
def test_the_outcome_of_an_application_or_a_change(text, outcome):
    assert only(text).outcome == outcome


def test_limbs_may_each_say_in_capitals_what_was_done():
    read = read_in("The Committee:-\n\ni.  SCRUTINISED and NOTED the figures; and\nii. AGREED that they be sent.")
    assert [(one.label, one.outcome) for one in read] == [("i.", "noted"), ("ii.", "agreed")]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("RESOLVED\n\nThat the Forum NOTES the report.", "noted"),
        ("RESOLVED\n\nThat the Forum APPROVES the plan.", "agreed"),
        ("RESOLVED\n\nThat the Forum NOTES the report and AGREES to write.", "agreed"),
    ],
)
def test_the_verb_after_the_body_says_what_became_of_the_matter(text, outcome):
    assert only(text).outcome == outcome
