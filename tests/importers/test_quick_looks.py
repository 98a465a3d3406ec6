"""A quick look may only pass over a text in which the slow search that it saves would find nothing."""

import re
from pathlib import Path
from re import _constants as opcodes
from re import _parser as parser

import pytest

from meetings.importers.blocks import Block, Kind
from meetings.importers.formats import page_furniture, plain_text
from meetings.importers.formats.plain_text import source_of_text
from meetings.importers.grammar import (
    actions,
    attendance_words,
    contents_lists,
    dealt_with,
    debates,
    decision_verbs,
    exempt,
    item_heads,
    item_numbers,
    items,
    labels,
    meeting_heading,
    meeting_times,
    motions,
    movers,
    names_of_meetings,
    outcomes,
    recorded_votes,
    references,
    sentences,
    titles,
    vote_tables,
    votes,
)
from meetings.importers.grammar.quick_looks import blocks_holding, holds_any, places_holding

RAW = Path(__file__).parent / "corpus" / "raw"
LINES = sorted({line for path in RAW.glob("*.txt") for line in path.read_text("utf-8").splitlines()})
# What the corpus does not print, though a pattern finds it.
MORE_LINES = [
    "AP: Clerk to write",
    "To do: mend the gate",
    "Actioned by: Clerk",
    "Camau gweithredu: Clerc",
    "ACTION Clerk.",
    "GWEITHREDU Clerc",
    "The proceedings started at 7 pm",
    "The meeting was convened at 7 pm",
    "The Chair called the meeting to order",
    "Duration of the meeting: 7 pm to 9 pm",
    "Seconded by Councillor Hill",
    *(f"{paper} CX/21/14" for paper in ("Reports", "Paper", "Adroddiad", "Document", "Enclosures")),
    *(f"{paper} 7" for paper in ("Report", "Paper", "Enclosure No.")),
    *(f"CX/21/14 {said}" for said in ("refers", "submitted", "was circulated", "attached", "tabled", "considered")),
    "CX/21/14 received",
    *(f"The harbour wall {page} 3" for page in ("Page", "Pg.", "Tudalen")),
    "The wall is broken – Clerk to write",
    "| --- | --- |",
    "No. Item",
    "Note No. Item",
    "Rhif eitem",
    "Agenda item",
    "Eitem agenda",
    "Issue details",
    "Cyfarfod: 13/06/2024 - Pwyllgor yr Harbwr (Eitem 4)",
    "In the room",
    "On the call:",
    "Persons presiding",
    "Those in the chair",
    "Yn bresennol",
    "Harbour wall……12",
    "Harbour wall . . . . 12",
    *(f"That the {who} be excluded" for who in ("public", "press")),
    "Cau allan y cyhoedd a'r wasg",
    "They moved into private session",
    "The meeting came out of committee",
    "The public were readmitted",
    "Resumption of normal business",
    *("Part 1", "Part 2 (exempt)", "Rhan 1", "Rhan 2", "Open items", "In committee", "Eitemau eithriedig"),
    *(f"{one} business" for one in ("Exempt", "Confidential", "Private", "Closed", "Public")),
    *("Lease – not for publication", "Gwahardd y wasg"),
    *(f"Councillor Hill – {side}" for side in ("For", "Against", "Abstained", "yes", "no", "aye", "not voting")),
    *(f"{side}: Councillor A Hill" for side in ("For", "In favour", "Noes", "Ayes", "Declined to vote", "O blaid")),
    "Councillors Hill and Oak voted for; Councillor Reed abstained",
    "by 9 votes to 1 (Councillor C against)",
    "For Against",
    "Councillor Hill asked that his vote be recorded",
    *(
        f"{answer}{sign}"
        for answer in ("Was it so? Yes", "Was it so? No")
        for sign in (":", " (4):", " – A Hill", ").")
    ),
    *("Nine (9 for)", "3 members for", "For: 9", "for the motion (C)", "(7/1)", "She spoke for;", "for c"),
    *("- 3 -", "– 12 –", "Page 3 of 9", "3 | Page"),
    *("=====", "----", "~~~~", "* * * *", "____", "····"),
    *(
        "(a) That",
        "[i] so",
        "A. That it be",
        "iv. so",
        "b) so",
        "CX 11/081",
        "41/22/F&P so",
        "• so",
        "12. So",
        "3a So",
    ),
    *(f"The minutes were {done} as amended" for done in ("approved", "agreed")),
    "agreed with the following corrections",
    *(f"He did{end} The wall" for end in (".", "?", "!", ".'", ".’", ".”", '."', ".)")),
    *(f"{verb} gan y Pwyllgor" for verb in ("Penderfynwyd", "Cytunwyd", "Argymhellwyd", "Nodwyd", "Cymeradwywyd")),
    *("Agenda Item 5: Roads", "Eitem 5 - Ffyrdd", "No. 5 Roads", "Nr. 5 Roads", "Minute 7", "Cofnod 7", "Rhif 5"),
    *("CAB.61 Roads", "AM24/3 Roads", "RE/180/18 Roads", "[24/117] Roads", "*7. Roads", "(24/117) Roads", "#7 Roads"),
    *("Roads PDF 33 KB", "Roads pdf icon PDF 33 KB", "Roads pdf eicon PDF 1.5 MB", "Roads Word icon PDF 2KB"),
    *(f"{letter} Roads" for letter in "ABCDEFGHo"),
    "24/0123 Porch – PERMITTED",
    "24/0124 Porch: APPROVED.",
]
# Each pattern, and the words of which one must stand in all that it finds.
GUARDED = {
    "markers of actions": (actions._MARKER, (*actions._WORDS_OF_MARKERS, "ap")),
    "markers of actions without a sign": (actions._MARKER_WITHOUT_SIGN, actions._WORDS_OF_MARKERS),
    "owners at the end": (actions._TRAILING, (" to ",)),
    "owners of tasks": (actions.OWNER_TO, (" to ", " i ")),
    "beginnings": (meeting_times._BEGAN, meeting_times._BEGINNINGS),
    "motions": (motions._MOVED, motions._WORDS_OF_MOTIONS),
    "seconded motions": (motions._SECONDED, motions._WORDS_OF_MOTIONS),
    "named papers": (references._NAMED, references._NAMES_OF_PAPERS),
    "numbered papers": (references._NUMBERED, references._NAMES_OF_PAPERS),
    "papers that are said to be there": (references._REFERS, references._SAID_OF_PAPERS),
    "feet of pages": (page_furniture._FOOT_WITH_NAME, page_furniture._PAGE_WORDS),
    "lines of meetings": (names_of_meetings.MEETING_LINE, names_of_meetings._WORDS_OF_MEETING_LINES),
    "minutes of": (names_of_meetings.MINUTES_OF, names_of_meetings._WORDS_OF_MINUTES_OF),
    "meetings of one item": (names_of_meetings.MEETING_LINE, items._WORDS_OF_ONE_ITEM),
    "pages of one item": (item_heads.PAGE_OF_ONE_ITEM, items._WORDS_OF_ONE_ITEM),
    "lists of items": (items._LIST_OF_ITEMS, items._WORDS_OF_LISTS),
    "rolls": (attendance_words._ROLL, attendance_words._WORDS_OF_ROLLS),
    "heads of columns of owners": (actions._COLUMN_HEAD, actions._WORDS_OF_COLUMN_HEADS),
    "leaders to pages": (contents_lists._DOT_LEADER, contents_lists._SIGNS_OF_LEADERS),
    "exclusions": (exempt._EXCLUDED, exempt._WORDS_OF_EXCLUSION),
    "openings": (exempt._OPEN_AGAIN, exempt._WORDS_OF_OPENING),
    "titles that say that they are closed": (exempt._TITLE_SAYS, exempt._WORDS_OF_TITLES),
    "titles of exclusions": (exempt._EXCLUSION_TITLE, exempt._WORDS_OF_TITLES),
    "titles of closed business": (exempt._CLOSED_TITLE, exempt._WORDS_OF_TITLES),
    "closed parts": (exempt._PART_CLOSED, exempt._WORDS_OF_TITLES),
    "open parts": (exempt._PART_OPEN, exempt._WORDS_OF_TITLES),
    "sides of names": (recorded_votes._SIDE_OF_NAMES, votes._WORDS_OF_SIDES),
    "heads of columns of sides": (vote_tables.HEAD_OF_COLUMNS, votes._WORDS_OF_SIDES),
    "sides after a name": (recorded_votes._NAME_AND_SIDE, votes._WORDS_OF_SIDES),
    "sides after names": (recorded_votes._SIDE_AFTER_NAMES, votes._WORDS_OF_SIDES),
    "names and sides in brackets": (recorded_votes._NAMES_AND_SIDE_IN_BRACKETS, votes._WORDS_OF_SIDES),
    "votes asked to be recorded": (recorded_votes._ASKED, votes._WORDS_OF_SIDES),
    "verbs": (decision_verbs._VERB, decision_verbs._STEMS),
    "amendments": (outcomes._AS_AMENDED, outcomes._WORDS_OF_AMENDING),
    "ends of sentences": (sentences._STOP, sentences._SIGNS_BEFORE_SPACE),
    "rules of tables": (plain_text._RULE_OF_TABLE, ("--",)),
}
IN_SMALL_LETTERS = {
    "debates": debates._OF_INTEREST,
    "movers": movers._MAY_TELL_MOVERS,
    "verbs": decision_verbs._VERB_IN_SMALL_LETTERS,
    "put to the vote": decision_verbs._PUT_TO_THE_VOTE,
    "other dates": meeting_heading._OTHER_DATE,
}


@pytest.mark.parametrize("name", GUARDED)
def test_what_a_pattern_finds_holds_one_of_its_words(name):
    pattern, words = GUARDED[name]
    texts = [text for line in LINES + MORE_LINES for text in (line, line.upper(), line.lower(), line.title())]
    found = [text for text in texts if pattern.search(text)]
    assert found
    assert [text for text in found if not holds_any(text, words)] == []


# Where the look is not for words: what is found slowly, and the look that must not pass over it.
LOOKS = {
    "debates": (
        lambda text: debates._OF_INTEREST.search(text.lower()),
        lambda text: debates._is_of_interest(text.lower()),
    ),
    "labels": (
        lambda text: any(pattern.match(text) for pattern in labels._PATTERNS),
        labels._MAY_BEGIN_LABEL.match,
    ),
    "papers": (
        lambda text: any(one.search(text) for one in (references._NAMED, references._NUMBERED, references._REFERS)),
        references._DIGIT.search,
    ),
    "papers in brackets": (references._IN_BRACKETS.search, lambda text: text.endswith(references._ENDS_OF_BRACKETS)),
    "applications": (
        lambda text: (
            (found := dealt_with._AT_END.search(text)) and found["verb"].casefold() in dealt_with._IS_DEALT_WITH
        ),
        dealt_with.dealt_with_at_end,
    ),
    "feet of pages": (page_furniture._FOOT.fullmatch, page_furniture._is_foot),
    "numbers": (
        lambda text: item_numbers._ANNOUNCED.match(text) or item_numbers._REFERENCE.match(text),
        item_numbers._MAY_BE_NUMBERED.match,
    ),
    "markers before wide space": (labels._WIDE.match, lambda text: text[0] in labels.BEFORE_WIDE_SPACE),
    "marks of papers": (
        lambda text: titles._PAPER_MARK.search(text, max(0, len(text) - 40)),
        lambda text: titles.has_paper_mark(line_of(text)),
    ),
    "rules": (plain_text._RULE.fullmatch, lambda text: text[0] in plain_text._SIGNS_OF_RULES),
    "uneven lines": (plain_text._UNEVEN.search, lambda text: not plain_text._is_even(text)),
}


def line_of(text: str) -> Block:
    return Block(Kind.PARAGRAPH, text, ((0, 0),))


@pytest.mark.parametrize("name", LOOKS)
def test_what_is_found_slowly_is_not_passed_over(name):
    slowly, look = LOOKS[name]
    texts = [text for line in LINES + MORE_LINES if line for text in (line, line.upper(), line.lower(), f"{line}.")]
    found = [text for text in texts if slowly(text)]
    assert found
    assert [text for text in found if not look(text)] == []


def capitals_in(parsed: object) -> list[str]:
    if isinstance(parsed, parser.SubPattern | list | tuple):
        is_capital = len(parsed) == 2 and parsed[0] is opcodes.LITERAL and chr(parsed[1]).isupper()
        return [chr(parsed[1])] if is_capital else [one for part in parsed for one in capitals_in(part)]
    return []


@pytest.mark.parametrize("name", IN_SMALL_LETTERS)
def test_a_search_in_small_letters_asks_for_no_capital(name):
    pattern = IN_SMALL_LETTERS[name]
    assert not pattern.flags & re.I
    assert capitals_in(parser.parse(pattern.pattern)) == []


def test_a_capital_in_a_pattern_is_found():
    assert capitals_in(parser.parse(r"\b(?:mov|[ab]{2}(?:C|d))")) == ["C"]


def test_verbs_are_found_in_small_letters_wherever_they_stand():
    verbs = [line for line in LINES if decision_verbs._VERB.search(line)]
    assert len(verbs) > 100
    assert all(decision_verbs._VERB_IN_SMALL_LETTERS.search(line.lower()) for line in verbs)


@pytest.mark.parametrize("start", [0, 3, 11, 30])
def test_the_mark_of_a_paper_is_found_where_a_search_of_the_whole_end_finds_it(start):
    marks = ("PDF 33 KB", "pdf icon PDF 1.5 MB", "Word icon PDF 2KB", "pdf 33 kb", "PDF 3 PDF 33 KB", "PDF pdf 7 KB")
    for text in [f"{before}{mark}" for mark in marks for before in ("", " ", "Roads ", "The lease of the boathouse ")]:
        found = titles._PAPER_MARK.search(text, max(start, len(text) - 40))
        first, end = titles.without_paper_mark(line_of(text), start)
        assert end == max(first, found.start() if found else len(text))


def test_words_are_found_in_whatever_case():
    assert holds_any("The Meeting OPENED at 7 pm", ("opened", "began"))
    assert not holds_any("The Meeting closed at 7 pm", ("opened", "began"))


def test_blocks_that_hold_a_word_are_given_in_order():
    blocks = list(source_of_text("She left.\n\nNothing was said.\n\nHE ARRIVED.\n\nThey left again.").blocks)
    assert [block.text for block in blocks_holding(blocks, ("arriv", "left", "joined"))] == [
        "She left.",
        "HE ARRIVED.",
        "They left again.",
    ]
    assert blocks_holding(blocks, ("joined",)) == []


def test_the_places_that_hold_a_word_are_those_of_the_blocks_that_hold_it():
    blocks = list(source_of_text("\n\n".join(["Straße İ", *LINES, "İİİ the end"])).blocks)
    for words in (("resolved", "the end"), ("strasse",), (" ",), ("e",), ("no such words",)):
        held = [place for place, block in enumerate(blocks) if holds_any(block.text, words)]
        assert places_holding(blocks, words) == held
    assert places_holding([], ("a",)) == []
