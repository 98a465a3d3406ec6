"""Items about attendance: apologies and substitutes, lateness, declared interests, and the roll."""

import re
from itertools import pairwise

from meetings.importers.blocks import Block
from meetings.importers.grammar.attendance import (
    SUBSTITUTE_FOR,
    Attendance,
    count_of_names,
    is_only_names,
    line_of_attendance,
    read_attendance_lines,
)
from meetings.importers.grammar.sentences import sentences_in

# The people stand before these words in the sentence, or after them.
_SENT_APOLOGIES = re.compile(
    r"\b(?:had )?(?:also )?(?:sent|gave|given|submitted|tendered|offered|had (?:also )?said that they could not|"
    r"could not (?:come|attend)|"
    r"(?:was|were) (?:also )?(?:unable|not able) to|had apologised)\b",
    re.I,
)
_APOLOGIES_FROM = re.compile(
    r"\b(?:apolog(?:y|ies)|ymddiheuriad(?:au)?)\b[^.;]{0,70}?\b(?:from|by|on behalf of|gan|oddi wrth)\b:?", re.I
)
_APOLOGIES_FOR = re.compile(r"\bapologies (?:were )?(?:received|intimated|noted|accepted)?:", re.I)
_LATE = re.compile(r"\b(?:may|might|would|will) be (?:\w+ )?late\b", re.I)
_LATENESS_FROM = re.compile(r"\bapologies for late(?:ness| arrival)\b[^.;]{0,50}?\bfrom\b:?", re.I)
_DECLARED = re.compile(
    r"\b(?:each |both |also )?declared (?:an?|the|his|her|their|non|personal|prejudicial|pecuniary|disclosable|other|"
    r"interests?)\b"
    r"| [–-] (?:an? )?(?:personal|prejudicial|pecuniary|non-\w+|disclosable|other)\b",
    re.I,
)
_FOR_WHOM = re.compile(r", for whom\b", re.I)
_WAS_SUBSTITUTE = re.compile(r"\b(?:was|acted as|attended as|is) (?:the |a )?substitut", re.I)
_APOLOGY_TITLE = re.compile(r"\b(?:apolog|ymddiheur|absen)", re.I)
_INTEREST_TITLE = re.compile(r"\b(?:interest|buddiannau|buddiant)", re.I)
_PRESENT_TITLE = re.compile(r"^(?:members |councillors )?(?:present|attendance|sederunt)\b|\broll\b", re.I)


def read_attendance_item(title: str, blocks: list[Block], attendance: Attendance) -> None:
    """An item that is about attendance: apologies, declarations, or the roll."""
    if _PRESENT_TITLE.search(title):
        roll = next((block for block in blocks[:3] if is_only_names(block) and count_of_names(block) > 1), None)
        if roll and not line_of_attendance(roll):
            attendance.add_people(roll, roll.body, len(roll.text), "present", alone=True)
        read_attendance_lines(blocks, attendance)
    if _APOLOGY_TITLE.search(title):
        for block in blocks:
            _read_apologies(block, attendance)
        # Where the roll is called in the same item, the first list is of those present.
        _read_lists_of_apologies(blocks, attendance, is_announced=not _PRESENT_TITLE.search(title))
        absent = [block for block in blocks if (line := line_of_attendance(block)) and line["absent"]]
        read_attendance_lines(absent, attendance)
    if _INTEREST_TITLE.search(title):
        for block in blocks:
            for first, last in sentences_in(block.text, block.body):
                if found := _DECLARED.search(block.text, first, last):
                    attendance.add_people(block, first, found.start(), "declared interest")


def _read_apologies(block: Block, attendance: Attendance) -> None:
    for first, last in sentences_in(block.text, block.body):
        if found := _LATENESS_FROM.search(block.text, first, last):
            attendance.add_people(block, found.end(), last, "lateness", alone=True)
        elif found := _LATE.search(block.text, first, last):
            attendance.add_people(block, first, found.start(), "lateness")
        elif (found := _APOLOGIES_FROM.search(block.text, first, last)) or (
            found := _APOLOGIES_FOR.search(block.text, first, last)
        ):
            _add_absent(block, found.end(), last, attendance)
        elif found := _SENT_APOLOGIES.search(block.text, first, last):
            _add_absent(block, first, found.start(), attendance)


def _read_lists_of_apologies(blocks: list[Block], attendance: Attendance, *, is_announced: bool) -> None:
    """Lines that are nothing but names, under the heading or under "were received from:"."""
    for block in blocks:
        is_list = bool(_FOR_WHOM.search(block.words)) or (is_only_names(block) and count_of_names(block) > 0)
        if is_announced and is_list:
            _add_absent(block, block.body, len(block.text), attendance)
        is_announced = is_list or block.text.endswith(":")


def _add_absent(block: Block, start: int, end: int, attendance: Attendance) -> None:
    """Those who sent apologies, and who came in their place."""
    for first, last in _pieces(block.text, start, end):
        if found := _FOR_WHOM.search(block.text, first, last):
            attendance.add_people(block, first, found.start(), "apologies", alone=True)
            substitute = _WAS_SUBSTITUTE.search(block.text, found.end(), last)
            if substitute:
                attendance.add_people(block, found.end(), substitute.start(), "substitute", alone=True)
        elif found := SUBSTITUTE_FOR.search(block.text, first, last):
            attendance.add_people(block, first, found.start(), "substitute", alone=True)
            attendance.add_people(block, found.end(), last, "apologies", alone=True)
        else:
            attendance.add_people(block, first, last, "apologies", alone=True)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between semicolons, where each tells of one absentee and the substitute; else all of it."""
    if ";" not in text[start:end] or not (
        _FOR_WHOM.search(text, start, end) or SUBSTITUTE_FOR.search(text, start, end)
    ):
        return [(start, end)]
    stops = [found.start() for found in re.finditer(";", text[start:end])]
    edges = [start, *(start + stop + 1 for stop in stops), end]
    return [(first, last) for first, last in pairwise(edges) if first < last]
