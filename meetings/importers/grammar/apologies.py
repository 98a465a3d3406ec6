"""Apologies: the sentences that say who could not come, who came instead, and who would be late."""

import re
from itertools import pairwise

from meetings.importers.blocks import Block
from meetings.importers.grammar.attendance import Attendance
from meetings.importers.grammar.paragraphs import sentences_of
from meetings.importers.grammar.substitutes import HAS_SUBSTITUTE

# The people stand before these words in the sentence, or after them.
_SENT_APOLOGIES = re.compile(
    r"\b(?:had )?(?:also )?(?:sent|gave|given|submitted|tendered|offered|had (?:also )?said that they could not|"
    r"could not (?:come|attend)|"
    r"(?:was|were) (?:also )?(?:unable|not able) to|had apologised)\b",
    re.I,
)
_APOLOGIES_FROM = re.compile(
    r"\b(?:apolog(?:y|ies|ises)|ymddiheuriad(?:au)?)\b[^.;]{0,70}?\b(?:from|by|on behalf of|gan|oddi wrth)\b:?"
    r"(?: (?:members?|officers?)(?= (?-i:[A-Z])))?|"
    r"\bymddiheurodd\b|"
    # "Received from Councillor Reid.", under the heading that says what was received.
    r"^(?:received|noted|accepted|given|intimated) (?:from|by)\b:?",
    re.I,
)
_APOLOGIES_FOR = re.compile(r"\bapologies(?: for absence)? ?(?:were )?(?:received|intimated|noted|accepted)?:", re.I)
_LATE = re.compile(r"\b(?:may|might|would|will) be (?:\w+ )?late\b", re.I)
_LATENESS_FROM = re.compile(r"\bapologies for late(?:ness| arrival)\b[^.;]{0,50}?\bfrom\b:?", re.I)


# "Having given due notice, Councillor A substituted for Councillor B."
_CLAUSE_FIRST = re.compile(r"having [^,;.]{3,60}, ", re.I)
# "Councillor A was absent.", after those who sent apologies.
_WAS_ABSENT = re.compile(r" (?:was|were) (?:also )?absent(?: without (?:an )?apolog(?:y|ies))?[.;]?$", re.I)
# "Ymddiheurodd A Prys am na allai ddod": why they could not come.
_WHY = re.compile(r" am (?:na|nad|eu|ei|fod|beidio)\b")


def read_apologies(block: Block, attendance: Attendance) -> bool:
    """Those whom the sentences of a block name as absent or late; whether there is any such sentence."""
    is_read = False
    for first, last in sentences_of(block):
        if clause := _CLAUSE_FIRST.match(block.text, first, last):
            first = clause.end()
        if found := _LATENESS_FROM.search(block.text, first, last):
            attendance.add_people(block, found.end(), last, "lateness", alone=True)
        elif found := _LATE.search(block.text, first, last):
            attendance.add_people(block, first, found.start(), "lateness")
        elif (found := _APOLOGIES_FROM.search(block.text, first, last)) or (
            found := _APOLOGIES_FOR.search(block.text, first, last)
        ):
            why = _WHY.search(block.text, found.end(), last)
            add_absent(block, found.end(), why.start() if why else last, attendance)
        elif found := _SENT_APOLOGIES.search(block.text, first, last):
            add_absent(block, first, found.start(), attendance)
        elif found := _WAS_ABSENT.search(block.text, first, last):
            attendance.add_people(block, first, found.start(), "absent")
        elif HAS_SUBSTITUTE.search(block.text, first, last):
            attendance.add_substitutes(block, first, last)
        else:
            continue
        is_read = True
    return is_read


def add_absent(block: Block, start: int, end: int, attendance: Attendance, office: str = "") -> None:
    """Those who sent apologies, and who came in their place; `office` is that of the one named, if told elsewhere."""
    for first, last in _pieces(block.text, start, end):
        attendance.add_people(block, first, last, "apologies", alone=True, office=office)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between semicolons, where each tells of one absentee and the substitute; else all of it."""
    if ";" not in text[start:end] or not HAS_SUBSTITUTE.search(text, start, end):
        return [(start, end)]
    stops = [found.start() for found in re.finditer(";", text[start:end])]
    edges = [start, *(start + stop + 1 for stop in stops), end]
    return [(first, last) for first, last in pairwise(edges) if first < last]
