"""What a clerk should look at again before what was read becomes a draft: personal data in it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from html import unescape
from typing import Any

from meetings.importers.minutes import ItemRead, MeetingRead, Reading
from meetings.personal_data import told_of_personal_data


@dataclass(frozen=True)
class Remark:
    """Words to look at again, and the place on the page where they stand."""

    place: str
    name: str
    words: str


def personal_data_in(read: MeetingRead, own_contacts: str = "") -> list[Remark]:
    """A line for each part of the reading that holds what looks like personal data and would be kept.

    The council's own contacts, one a line, are not asked about.
    """
    parts = [("meeting", "Meeting", replace(read, attendees=(), items=())), ("attendees", "People", read.attendees)]
    parts += [(f"item-{at}", _name(item), item.as_kept()) for at, item in enumerate(read.items)]
    found = [(place, name, told_of_personal_data(_words(part), own_contacts)) for place, name, part in parts]
    return [Remark(place, name, words) for place, name, words in found if words]


def _name(item: ItemRead) -> str:
    return f"Item {item.number.value}" if item.number else item.title.value or "No title yet"


def _words(part: Any) -> Iterator[str]:
    """All the words of a part of a reading, but none of ours about it; of a minute also where its links lead."""
    if isinstance(part, str):
        yield unescape(part)
    elif isinstance(part, Reading):
        yield from _words(part.value)
    elif isinstance(part, tuple):
        for one in part:
            yield from _words(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _words(getattr(part, field.name))
