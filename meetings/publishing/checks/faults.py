"""What a check gives out, and what several of them ask of a meeting."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import models

from meetings.models import Attendee, Meeting, Resolution


@dataclass(frozen=True)
class Fault:
    """One thing wrong, at one record of the desk; an error stops publication, a warning asks for a second look.

    `field` names the box of the record's form, or the group of rows in it, where the fault can be mended.
    """

    message: str
    at: models.Model
    field: str = ""
    is_error: bool = True

    @property
    def key(self) -> str:
        """Names the fault on a page: the same as long as nothing about it changes."""
        words = f"{self.at._meta.label} {self.at.pk} {self.field} {self.message}"
        return hashlib.sha256(words.encode()).hexdigest()[:16]


Check = Callable[[Meeting], Iterator[Fault]]


def those_present(meeting: Meeting) -> list[Attendee]:
    """Who was there as a member, in the room or remotely."""
    return [attendee for attendee in meeting.attendees.all() if attendee.attendance in Attendee.THERE]


def open_resolutions(meeting: Meeting) -> Iterator[Resolution]:
    """Every resolution that becomes public, in the order of the agenda: those of exempt items do not."""
    for item in meeting.items.all():
        if not item.is_exempt:
            yield from item.resolutions.all()


def called(resolution: Resolution) -> str:
    """How the clerk finds the resolution again: “Item 5 Moorings: resolution (i)”."""
    return f"Item {resolution.item}: resolution {resolution.label}".rstrip()
