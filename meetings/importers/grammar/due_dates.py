"""Due dates: the phrase that says by when a thing is to be done, and its date when the phrase has one."""

import datetime
import re
from dataclasses import dataclass

from meetings.importers.grammar.dates import dates_in

# Before a full date. "On" and "at" are left out: they tell as often of what has been as of what is to come.
_UNTIL = re.compile(
    r"\b(?:by no later than|no later than|not later than|by|before|in advance of|ahead of|prior to|in time for|until) "
    r"(?:the )?$",
    re.I,
)
_AT_MEETING = re.compile(r"(?:\b(?:to|at|for|in|on|by) )?\bthe $", re.I)
_MEETING = re.compile(r" (?:meeting|agenda)\b(?: of (?:the )?[A-Z]\w{2,20}(?: [A-Z]\w{2,20})?(?: [A-Z]\w{2,20})?)?")
_PHRASES = (
    re.compile(
        r"\b(?:(?:early|late) in \w{3,9} )?(?:by|before|at|to|for|until|in time for|ahead of|in advance of) "
        r"(?:(?:the|its|their|our|a) )?(?:next|following) (?:ordinary |full |scheduled )?(?:\w{2,15} )?"
        r"(?:meeting|agenda)\b",
        re.I,
    ),
    re.compile(r"\bwithin (?:the next )?(?:\w{1,9}|\d{1,3}) (?:working |calendar )?(?:days?|weeks?|months?)\b", re.I),
    re.compile(
        r"\bby (?:the )?(?:(?:end|middle|beginning) of )?(?:the )?(?:January|February|March|April|May|June|July|"
        r"August|September|October|November|December|week|month|quarter|financial year|year)\b(?: \d{4}\b)?"
    ),
)


@dataclass(frozen=True, slots=True)
class DueRead:
    start: int
    end: int
    on: datetime.date | None = None


def due_in(text: str) -> DueRead | None:
    """The first phrase in the text that says by when, with its date only when day, month and year are printed."""
    for date in dates_in(text):
        before = text[max(0, date.start - 40) : date.start]
        meeting = _MEETING.match(text, date.end)
        found = _UNTIL.search(before) or (_AT_MEETING.search(before) if meeting else None)
        if found:
            start = date.start - len(before) + found.start()
            return DueRead(start, meeting.end() if meeting else date.end, date.date)
    for phrase in _PHRASES:
        if found := phrase.search(text):
            return DueRead(found.start(), found.end())
    return None
