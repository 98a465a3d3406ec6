"""Telling: the sentences that say nothing but who moved a decision and how the vote on it went."""

import re
from dataclasses import dataclass

from meetings.importers.blocks import Block
from meetings.importers.grammar.movers import moved_in
from meetings.importers.grammar.outcomes import fate_in
from meetings.importers.grammar.recorded_votes import opens_side, says_only_entries, votes_by_entry
from meetings.importers.grammar.sentences import sentences_in
from meetings.importers.grammar.votes import counts_in, division_in

# How a sentence begins that tells only who moved or how the vote went.
_TELLS = re.compile(
    r"[\s(\[–•*-]{0,4}(?:(?:it|this|which|the (?:motion|recommendations?|proposal|resolution|vote))[ ,][^.;:]{0,70}?"
    r"\b(?:proposed|moved|seconded|carried|passed|unanimous(?:ly)?|agreed|lost|not|in favour|for|against|\d)|"
    r"proposed|moved|prop|proposer|mover|proposition|seconded|seconder|sec|cynigiwyd|cynigydd|eiliwyd|eilydd|"
    r"there (?:was|were|being)|no (?:votes |one )?(?:against|abst\w{4,8})|"
    r"vot(?:e|es|ed|ing)|recorded vote|named vote|pleidlais|(?:up)?on (?:a|being put to the|the) (?:vote|show)|"
    r"on the (?:\w{4,12} )?(?:proposal|motion|recommendations?) being put to the (?:meeting|vote)|"
    r"unanimous(?:ly)?|all (?:\w{4,12} )?(?:were |was |voted )?(?:in favour|agreed)|(?:the )?(?:motion )?carried|"
    r"nem\.? con|\d{1,3} (?:members |councillors |votes? )?(?:voted |voting )?(?:for|in favour|against)|"
    r"[([]?\d{1,3} ?[-–:] ?\d|agreed unanimously|"
    # "(Cllr J Reed proposed, Cllr A Hill seconded)"
    r"(?:councillor|cllr|mrs?|ms|miss|dr)\.? [^,;:]{2,40} (?:proposed|moved),? (?:and )?"
    r"(?:councillor|cllr|mrs?|ms|miss|dr)\.? [^,;:]{2,40} seconded(?=[)\].]|$))\b",
    re.I,
)
_SAYS_WHAT = re.compile(r"\bthat (?:the|a|an|this|it|we|all|officers|members|consideration|\w{3,12} be)\b", re.I)
# That a vote was taken, and nothing of how it went.
VOTING_HEADING = re.compile(
    r"(?:in accordance with [^.;]{3,80}, )?(?:an? |the )?(?:recorded |named |roll[- ]call )?"
    r"(?:vot(?:e|es|ing)|division)(?: records?| cast)?(?: (?:was|were)(?: then)? "
    r"(?:taken|recorded|called for|requested|as follows)[^.;:]{0,60})?[.:]?$",
    re.I,
)
# "On the amendment", over the names of those who voted on it; "On the motion", over those of the vote that decided.
VOTED_ON = re.compile(
    r"(?:votes? |voting )?on the (?:(?P<rival>(?:(?:first|second|third|\d\w\w) )?amendment)|"
    r"(?:(?:original|main|altered|amended|substantive) )?motion|recommendations?)(?: as amended)?[:.]?$",
    re.I,
)
# What leads up to the names: "At the request of Councillor A the vote was recorded:".
ANNOUNCES_VOTE = re.compile(r"(?=.{8,220}$).*?\b(?:vot(?:e|es|ed|ing)|division|pleidlais)\b", re.I)
_NO_MORE_THAN_VOTE = re.compile(r"\bunanimous|\bnem\.? con", re.I)
# At the end of a decision: "(For: 12; Against: 3)", ", proposed by Councillor A, seconded by Councillor B".
_BRACKET_AT_END = re.compile(r" ?[(\[][^()\[\]]{2,240}[)\]][.;,]?(?: and)?$")
_CLAUSE_AT_END = re.compile(
    r"[,;.]? (?:[–-] )?(?:it was |this was )?(?:proposed|moved|prop\b|cynigiwyd|by \d{1,3} votes|by \d{1,3} to|"
    r"on a vote of|"
    r"there being \d|\d{1,3} (?:votes? |members )?(?:in favour|for|against)\b|seconded by |"
    r"gyda \d|with \d{1,3} (?:votes?|members)|on the (?:motion|proposition|proposal) of|"
    r"(?:Councillors?|Cllrs?) (?=[^;:.]{2,60} (?:voting|abstain))|"
    r"with (?:Councillor|Cllr|Mrs?|Ms|Miss)\.? (?=[^,;:.]{2,40} (?:proposing|moving|seconding)\b)|"
    r"(?<=, )(?:Councillor|Cllr|Mrs?|Ms|Miss)\.? (?=[^,;:.]{2,40} (?:proposed|moved),? (?:and )?(?:it was )?seconded))"
    r"[^;:]{3,200}$",
    re.I,
)
# After the names: "…, be referred to the Board", where the decision goes on.
_GOES_ON = re.compile(r"[^;:.]{0,60}?[ ,](?:be|is|are|should|shall|will) [a-z]")
_LONGEST_TELLING = 700
_LONGEST_ENTRIES = 400
_LONGEST_TAIL = 260
_AMENDMENT = re.compile(r"\bamendments?\b", re.I)
# The motion itself, though an amendment is spoken of.
SUBSTANTIVE = re.compile(
    r"\b(?:substantive|original motion|motion,? as (?:amended|altered)|amended motion|no amendments?)\b", re.I
)


@dataclass(slots=True)
class Said:
    """One sentence of the minutes, and the place of its block."""

    place: int
    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.block.text[self.start : self.end]


def tail_at(block: Block, start: int, end: int) -> int:
    """Where the words at the end of a decision begin that tell only who moved it and how the vote went."""
    cut = end
    for first, last in reversed(sentences_in(block.text, start, end)[1:]):
        if not tells_only(block, first, last):
            break
        cut = first
    begin = max(start + 1, cut - _LONGEST_TAIL)
    for pattern in (_BRACKET_AT_END, _CLAUSE_AT_END):
        last = len(block.text[begin:cut].rstrip())
        found = pattern.search(block.text[begin:cut], 0, last) if begin < cut else None
        if found and _tells(block, begin + found.start(), begin + found.end()) and _ends_told(block, begin, found):
            cut = begin + found.start()
    return start + len(block.text[start:cut].rstrip()) if cut < end else end


def _ends_told(block: Block, begin: int, clause: re.Match[str]) -> bool:
    """Whether the clause ends with what it tells: "which had been proposed by Councillor A, be referred" goes on."""
    moved = moved_in(block, begin + clause.start(), begin + clause.end())
    return not moved or not _GOES_ON.match(block.text, moved[-1].end, begin + clause.end())


def _tells(block: Block, start: int, end: int) -> bool:
    if moved_in(block, start, end) or counts_in(block, start, end) or opens_side(block.text[start:end]):
        return True
    return bool(division_in(block, start, end) or votes_by_entry(block, start, end))


def tells_only(block: Block, start: int, end: int) -> bool:
    """Whether a sentence says nothing but who moved, how the vote went or that all agreed."""
    text = block.text[start:end]
    if opens_side(text) or (len(text) < _LONGEST_ENTRIES and says_only_entries(block, start, end)):
        return True
    if not _TELLS.match(text) or len(text) > _LONGEST_TELLING or _SAYS_WHAT.search(text):
        return False
    return bool(_tells(block, start, end) or fate_in(text) or _NO_MORE_THAN_VOTE.search(text))


def is_of_amendment(text: str) -> bool:
    """Whether a sentence speaks of an amendment, and not of the motion as it was amended."""
    return bool(_AMENDMENT.search(text)) and not SUBSTANTIVE.search(text)
