"""Due dates: the phrase that says by when a thing is to be done, and its date when the phrase has one."""

import datetime
import re
from dataclasses import dataclass

from meetings.importers.grammar.dates import dates_in

# Before a full date. "On" and "at" are left out: they tell as often of what has been as of what is to come.
_UNTIL = re.compile(
    r"\b(?:by no later than|no later than|not later than|by|before|in advance of|ahead of|prior to|in time for|until|"
    r"due|due by|deadline|erbyn|cyn|(?:by|before|at|for|to) the (?:AGM|annual meeting|meeting) on):? (?:the )?$",
    re.I,
)
_AT_MEETING = re.compile(r"(?:\b(?:to|at|for|in|on|by) )?\bthe $", re.I)
_MEETING = re.compile(r" (?:meeting|agenda)\b(?: of (?:the )?[A-Z]\w{2,20}(?: [A-Z]\w{2,20})?(?: [A-Z]\w{2,20})?)?")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr)\b"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
# A day without its year; on what date it falls would be a guess.
_DAY = (
    rf"(?:{_WEEKDAY},? )?(?:the )?"
    rf"(?:\d{{1,2}} ?(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b)"
)
_PHRASES = (
    re.compile(
        r"\b(?:(?:early|late) in \w{3,9} )?(?:by|before|at|to|for|until|in time for|ahead of|in advance of) "
        r"(?:(?:the|its|their|our|a) )?(?:next|following) (?:ordinary |full |scheduled )?(?:\w{2,15} )?"
        r"(?:meeting|agenda)\b",
        re.I,
    ),
    re.compile(
        rf"\b(?:by|before|at|to|for|until|in time for|ahead of) (?:the|its) {_MONTH} (?:meeting|agenda|session|round|"
        r"committee|cabinet|council|board)\b"
    ),
    re.compile(
        rf"\b(?:by|before|ahead of|in time for) the (?:closing date|deadline)(?: (?:of|on|for \w{{2,20}} of))? {_DAY}"
    ),
    # "before the panels meet": by when others are to come together, or a thing is to begin.
    re.compile(
        r"\b(?:before|ahead of when) (?:the|they|it) (?:\w{2,20} )?(?:\w{2,20} )?"
        r"(?:meets?|sits?|begins?|starts?|opens?|closes?)"
        r"(?=[.,;)]|$)"
    ),
    re.compile(
        r"\b(?:within|in) (?:the next )?(?:\w{1,9}|\d{1,3}) (?:working |calendar )?(?:days|weeks|months)['’] time\b",
        re.I,
    ),
    re.compile(r"\bwithin (?:the next )?(?:\w{1,9}|\d{1,3}) (?:working |calendar )?(?:days?|weeks?|months?)\b", re.I),
    re.compile(
        rf"\b(?:by|before|no later than|until|due|erbyn|cyn):? (?:the (?:AGM|annual meeting|meeting) on )?{_DAY}"
    ),
    re.compile(
        r"\b(?:by|before|until|erbyn|cyn) (?:the )?(?:mid-|(?:end|middle|beginning|start) of |diwedd )?(?:the )?"
        rf"(?:{_MONTH}|week|month|quarter|financial year|year|summer|autumn|winter|spring|Christmas|Easter|AGM|"
        rf"{_WEEKDAY}|y Nadolig|y Pasg|y cyfarfod nesaf)\b(?: \d{{4}}\b)?"
    ),
    re.compile(rf"\b(?:before|in time for|ahead of) (?:the|its|their) [a-z][\w ]{{2,30}} on {_DAY}"),
    re.compile(rf"(?<=arranged )for {_MONTH}|(?<=ready )for {_MONTH}|(?<=planned )for {_MONTH}"),
    re.compile(r"\bo fewn (?:\w{1,9} )?(?:pythefnos|wythnos|mis|diwrnod|dyddiau|wythnosau|misoedd)\b"),
    re.compile(r"\b(?:as soon as possible|asap|ASAP)\b"),
    # Only where a sentence ends with it: "the works due to start tomorrow and end on Friday" tell of something else.
    re.compile(r"\b(?:today|tomorrow)(?=[.)]{0,2}$)"),
)
# At the end of what names an owner a day needs no word before it: "L Abney, 31 October".
_LAST_DAY = re.compile(rf"(?:(?:by|due|before):? )?(?:{_DAY}|{_MONTH} \d{{4}})$")

_AFTER_OWNER = re.compile(
    r"[A-Z][^.:;()]{1,50}?[ ,–-]{1,3}(?P<due>(?:by|before|until|within|ahead of|in time for|"
    r"for (?:the )?next|this|next|asap|ASAP|erbyn|cyn|o fewn)\b[^.;]{0,60}?)[.)]?$"
)


@dataclass(frozen=True, slots=True)
class DueRead:
    start: int
    end: int
    on: datetime.date | None = None


def due_in(text: str) -> DueRead | None:
    """The first phrase in the text that says by when, with its date only when day, month and year are printed."""
    if day := day_due_in(text):
        return day
    for phrase in _PHRASES:
        if found := phrase.search(text):
            return DueRead(found.start(), found.end())
    return None


def day_due_in(text: str) -> DueRead | None:
    """The first full date in the text by which something is to be done, with the words that say so."""
    for date in dates_in(text):
        before = text[max(0, date.start - 40) : date.start]
        meeting = _MEETING.match(text, date.end)
        found = _UNTIL.search(before) or (_AT_MEETING.search(before) if meeting else None)
        if found:
            start = date.start - len(before) + found.start()
            return DueRead(start, meeting.end() if meeting else date.end, date.date)
    return None


def due_at_end(text: str) -> DueRead | None:
    """What says by when at the end of a text that names an owner ("JS by 30 June", "Clerk, 3 May 2021")."""
    due, after = _day_at_end(text), _AFTER_OWNER.match(text)
    if after and (due is None or after.start("due") < due.start):
        # In whatever words: "BO by 30/10", "JS this week".
        return DueRead(*after.span("due"), due.on if due else None)
    return due


def _day_at_end(text: str) -> DueRead | None:
    due = due_in(text)
    if due and due.end >= len(text.rstrip(" .)")):
        return due
    for date in dates_in(text):
        if date.end >= len(text.rstrip(" .)")):
            return DueRead(date.start, date.end, date.date)
    found = _LAST_DAY.search(text)
    return DueRead(found.start(), found.end()) if found else None


def date_of_cell(text: str) -> datetime.date | None:
    """The date that a cell of due dates holds, where it holds one full date and hardly anything else."""
    dates = dates_in(text)
    if len(dates) != 1 or len(text) - (dates[0].end - dates[0].start) > 12:
        return None
    return dates[0].date
