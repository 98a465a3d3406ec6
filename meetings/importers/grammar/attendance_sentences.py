"""Sentences of attendance: those that tell who was there, who took the chair, or who could not come."""

import re

from meetings.importers.blocks import Block
from meetings.importers.grammar.apologies import read_apologies
from meetings.importers.grammar.attendance import Attendance
from meetings.importers.grammar.name_lines import ALSO_PRESENT, is_only_names
from meetings.importers.grammar.offices import is_councillor
from meetings.importers.grammar.paragraphs import sentences_of

# "Also present were Mr Gale and Mrs Hill": they stand after these words.
_PRESENT_WERE = re.compile(
    r"(?:also )?(?:present|in attendance|attending)\b[^.;:]{0,50}?\b(?:was|were|by)\b(?: also\b)?:?", re.I
)
_IN_THE_CHAIR = re.compile(
    r"\b(?:was )?(?:in|took|occupied|assumed) the chair\b|,? ?\bpresid(?:ed|ing)\b|\byn y gadair\b|"
    r"\bchaired (?:the|this) meeting\b",
    re.I,
)
_WITH = re.compile(r",? (?:together |along )?with ")
# "In the absence of the Chair, Councillor Reid took the chair": the chair is not the one who took it.
_IN_ABSENCE = re.compile(r"\bin the (?:unavoidable |continued )?absence of [^,]{1,90},", re.I)
_LONGEST_BEFORE_CHAIR = 60
_LONGEST_TITLE = 40


def read_sentences(block: Block, attendance: Attendance, *, has_present: bool = True) -> bool:
    """Lines that say in a sentence who was there, or who could not come."""
    is_read = _read_sentences_of_presence(block, attendance, has_present=has_present)
    return is_read or (not is_only_names(block) and read_apologies(block, attendance))


def _begins_with_members(block: Block, start: int) -> bool:
    return is_councillor(block.text[start : start + _LONGEST_TITLE].split()[0])


def _read_sentences_of_presence(block: Block, attendance: Attendance, *, has_present: bool) -> bool:
    """ "The Clerk, Mrs Jones, was also present." and "Mr Reid in the Chair"."""
    is_read = False
    for first, last in sentences_of(block):
        if found := _PRESENT_WERE.match(block.text, first, last):
            is_roll = found[0].casefold().startswith("present")
            status = "present" if is_roll else "in attendance"
            is_read |= attendance.add_people(block, found.end(), last, status) > 0
        elif found := ALSO_PRESENT.search(block.text, first, last):
            # "Cllrs Gale and Hill were present, with the Clerk in attendance": so some rolls are told.
            is_roll = not has_present and found[0].casefold() == "were present" and _begins_with_members(block, first)
            status = "present" if is_roll else "in attendance"
            is_read |= attendance.add_people(block, first, found.start(), status) > 0
            if beside := _WITH.match(block.text, found.end(), last):
                is_read |= attendance.add_people(block, beside.end(), last, "in attendance") > 0
        elif found := _IN_THE_CHAIR.search(block.text, first, last):
            absence = _IN_ABSENCE.search(block.text, first, found.start())
            start = absence.end() if absence else first
            if found.start() - start < _LONGEST_BEFORE_CHAIR:
                is_read |= attendance.add_people(block, start, found.start(), "present", office="Chair") > 0
    return is_read
