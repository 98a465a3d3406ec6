"""Speakers: the people who addressed the meeting on an item."""

import re

from meetings.importers.blocks import Block
from meetings.importers.grammar.name_lists import people_in
from meetings.importers.grammar.names import Person
from meetings.importers.grammar.sentences import sentences_in
from meetings.importers.minutes import AttendeeRead

# "... were present and, with the consent of the Chair, addressed the Panel."
_ADDRESSED = re.compile(r"\baddressed (?:the|this|members)\b", re.I)
_PRESENT = re.compile(r"[;,]? ?\b(?:was|were) (?:also )?(?:present|in attendance)\b|[;,]? ?\battended\b", re.I)


def find_speakers(blocks: list[Block]) -> list[AttendeeRead]:
    """Those named in a sentence that says they addressed the meeting, in the order of the text."""
    found: dict[str, AttendeeRead] = {}
    for block in blocks:
        for first, last in sentences_in(block.text, block.body):
            addressed = _ADDRESSED.search(block.text, first, last)
            if not addressed:
                continue
            present = _PRESENT.search(block.text, first, addressed.start())
            people = people_in(block, first, present.start() if present else addressed.start())
            for person in people:
                if isinstance(person, Person):
                    attendee = person.attendee(block, "in attendance")
                    found.setdefault(attendee.name.value.casefold(), attendee)
    return list(found.values())
