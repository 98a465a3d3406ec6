"""Marks of attendance: the line that explains the mark beside some names, "* by remote link" or "(P = present)"."""

import re

from meetings.importers.blocks import Block
from meetings.importers.grammar.attendance import Attendance
from meetings.importers.grammar.presence_notes import SAYS_REMOTE

# What begins the line that explains a mark.
_KEY = re.compile(
    r"(?:key: ?|note: ?)?(?:[(\[\"“'‘]{0,2}(?P<mark>[*†‡#^]|[A-Z](?=[)\]\"”'’]|\s?[=–:]|\s-\s))[)\]\"”'’]{0,2}) ?"
    r"(?:=|–|-|:|denotes|indicates|means|marks|after a name)?",
    re.I,
)
# "(* = present at the meeting)", "* denotes Members present": those without the mark were away.
_SAYS_PRESENT = re.compile(
    r"[)\]\"”'’ ]{0,3}(?:=|–|-|:|denotes|indicates|means|marks)? ?(?:the |that |those )?(?:members? |councillors? )?"
    r"(?:was |were |who were )?(?:present|in attendance|attendance|attended|attending)"
    r"(?: (?:at )?(?:the|this) meeting)?[.)\]]{0,2}$",
    re.I,
)
_LONGEST_KEY = 120


def read_mark(block: Block, attendance: Attendance) -> bool:
    """ "* by remote link", "(R) = remote": a line that says it of all whose names bear the mark."""
    return len(block.text) <= _LONGEST_KEY and learn_mark(block.text, attendance)


def learn_mark(text: str, attendance: Attendance) -> bool:
    mark = _KEY.match(text)
    if mark and _SAYS_PRESENT.match(text, mark.end("mark")):
        attendance.present_marks.add(mark["mark"])
        return True
    if not mark or not SAYS_REMOTE.search(text, mark.end("mark")):
        return False
    attendance.remote_marks.add(mark["mark"])
    return True
