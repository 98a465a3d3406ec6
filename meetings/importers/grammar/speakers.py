"""Speakers: the people who addressed the meeting on an item."""

import re
from collections.abc import Iterator
from itertools import islice

from meetings.importers.blocks import Block
from meetings.importers.grammar.name_lists import people_in
from meetings.importers.grammar.names import Person
from meetings.importers.grammar.paragraphs import sentences_of
from meetings.importers.minutes import AttendeeRead

# "... were present and, with the consent of the Chair, addressed the Panel."
_ADDRESSED = re.compile(r"\baddressed (?:the|this|members)\b", re.I)
_PRESENT = re.compile(r"[;,]? ?\b(?:was|were) (?:also )?(?:present|in attendance)\b|[;,]? ?\battended\b", re.I)
# More than ever spoke to one item; a text that goes on is none.
_MOST = 500


def find_speakers(blocks: list[Block]) -> list[AttendeeRead]:
    """Those named in a sentence that says they addressed the meeting, in the order of the text."""
    found: dict[str, AttendeeRead] = {}
    for block, first, last in islice(_said_to_have_spoken(blocks), _MOST):
        for person in people_in(block, first, last):
            if isinstance(person, Person):
                attendee = person.attendee(block, "in attendance")
                found.setdefault(attendee.name.value.casefold(), attendee)
    return list(found.values())


def _said_to_have_spoken(blocks: list[Block]) -> Iterator[tuple[Block, int, int]]:
    """The stretches that name those of whom a sentence says that they addressed the meeting."""
    for block in blocks:
        for first, last in sentences_of(block) if "addressed" in block.text.casefold() else ():
            if addressed := _ADDRESSED.search(block.text, first, last):
                present = _PRESENT.search(block.text, first, addressed.start())
                yield block, first, present.start() if present else addressed.start()
