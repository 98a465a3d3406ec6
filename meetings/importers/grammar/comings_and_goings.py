"""Comings and goings: the sentences that say who joined a meeting late and who left it early."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from meetings.importers.blocks import Block
from meetings.importers.grammar.attendance import Attendance
from meetings.importers.grammar.name_lists import people_in
from meetings.importers.grammar.names import Person
from meetings.importers.grammar.offices import is_title
from meetings.importers.grammar.paragraphs import sentences_of
from meetings.importers.grammar.presence_notes import Presence, when_in
from meetings.importers.grammar.quick_looks import blocks_holding

_MEETING = r"(?:the|this) (?:virtual |remote )?(?:meeting|proceedings|committee meeting|call)"
_CAME = re.compile(
    rf"\b(?:arrived|(?:joined|entered) (?:{_MEETING}|at|during|remotely|part)|came in(?:to)?\b|"
    r"attended (?:the meeting )?from|was present from|were present from|"
    r"cyrhaeddodd|ymunodd|daeth i mewn)",
    re.I,
)
_WENT = re.compile(
    rf"\b(?:left (?:{_MEETING}|at|during|after|early|the (?:chamber|room|hall))|departed|"
    rf"(?:withdrew|retired) from {_MEETING}|was excused from {_MEETING}|gadawodd)",
    re.I,
)
_CAME_BACK = re.compile(r"\b(?:re-?turned|re-?joined|re-?entered|came back|dychwelodd)\b", re.I)
# One who has an interest leaves the room for an item, not the meeting for good.
_FOR_A_WHILE = re.compile(
    r"\b(?:interests?|declar\w+|fuddiant|buddiant|datgan\w*|whil(?:e|st)|for (?:this|that|the) (?:item|discussion|"
    r"duration|vote)|prior to (?:the )?(?:consideration|discussion)|before this item|consideration of|"
    r"returning|briefly|temporarily)\b",
    re.I,
)
_ROOM = re.compile(r"\b(?:chamber|room|hall|ystafell|siambr)\b", re.I)
# The quick answer for nearly every block: none of the verbs can be in it.
_BEGINNINGS = (
    "arriv", "joined", "entered", "came ", "attended", "present from", "left", "depart", "withdrew", "retired",
    "excused", "return", "rejoin", "re-join", "re-enter", "reenter", "cyrhaedd", "ymunodd", "daeth", "gadawodd",
    "dychwelodd",
)  # fmt: skip
_LONGEST = 300
# More than anyone's comings and goings in one meeting; a text that goes on is none.
_MOST = 1000


def read_comings_and_goings(blocks: list[Block], attendance: Attendance) -> None:
    """Give to those at the meeting the hour, or the item, at which a sentence says that they came or went."""
    told = (clause for block in blocks_holding(blocks, _BEGINNINGS) for clause in _clauses(block))
    for block, start, end in islice(told, _MOST):
        _read_clause(block, start, end, attendance)


def _clauses(block: Block) -> Iterator[tuple[Block, int, int]]:
    """The stretches of a block in which somebody comes or goes, each with the block."""
    for first, last in sentences_of(block):
        if last - first < _LONGEST:
            for start, end in _clauses_of_sentence(block.text, first, last):
                yield block, start, end


def _clauses_of_sentence(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """ "Councillor A arrived at 6.50 pm and Councillor B left at 8.15 pm": one clause to each who is named anew."""
    verbs = sorted(found.span() for verb in (_CAME, _WENT, _CAME_BACK) for found in verb.finditer(text, start, end))
    if not verbs:
        return []
    edges = [start]
    for (_, first), (last, _) in pairwise(verbs):
        title = next((word for word in re.finditer(r"[^\s(]+", text[first:last]) if is_title(word[0])), None)
        edges += [first + title.start()] if title else []
    return list(pairwise([*edges, end]))


def _read_clause(block: Block, start: int, end: int, attendance: Attendance) -> None:
    if back := _CAME_BACK.search(block.text, start, end):
        for place in _people_before(block, start, back.start(), attendance):
            attendance.came_back(place)
        return
    came, went = _CAME.search(block.text, start, end), _WENT.search(block.text, start, end)
    verb = came or went
    if not verb or _FOR_A_WHILE.search(block.text, start, end):
        return
    arrived = _when(block, start, came, went.start() if went and came and went.start() > came.start() else end)
    left = _when(block, start, went, end)
    if went and _ROOM.search(went[0]) and not (left and block.text[left[0]].isdigit()):
        left = None
    if came and went:
        verb = min(came, went, key=lambda found: found.start())
    for place in _people_before(block, start, verb.start(), attendance):
        attendance.note(place, Presence(arrived=arrived, left=left), block)


def _when(block: Block, start: int, verb: re.Match[str] | None, end: int) -> tuple[int, int] | None:
    """The time after the verb, else before it: "At 8.15 pm Councillor Reid left the meeting."."""
    if not verb:
        return None
    return when_in(block.text, verb.start(), end) or when_in(block.text, start, verb.start())


def _people_before(block: Block, start: int, verb: int, attendance: Attendance) -> list[int]:
    """Where in the attendance those stand who are named before a verb."""
    start = _first_name(block.text, start, verb, attendance)
    people = people_in(block, start, verb, is_alone_enough=True) if start < verb else []
    found = []
    for person in people:
        if isinstance(person, Person):
            place = attendance.place_of_person(attendance.by_initials(person.attendee(block, "present")))
            found += [place] if place is not None else []
    # "A Hill, B Lowe and C Oak (arrived at 8 pm)": what stands in brackets is said of the last alone.
    is_in_brackets = block.text.count("(", start, verb) > block.text.count(")", start, verb)
    return found[-1:] if is_in_brackets else found


def _first_name(text: str, start: int, end: int, attendance: Attendance) -> int:
    """Where the first title or known name stands, past such words as "At 8.15 pm" or "NB:"."""
    for word in re.finditer(r"[^\s(\[*]+", text[start:end]):
        plain = word[0].strip(".,;:)]")
        if is_title(word[0]) or plain in attendance.initials or attendance.knows_surname(plain):
            return start + word.start()
    return end
