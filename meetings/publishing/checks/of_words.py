"""Checks of the words that become public: personal data in them, the council's own contacts aside."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.db import models

from meetings.models import Document, Item, Meeting, Resolution
from meetings.personal_data import Found, Kind, find_personal_data, told_of
from meetings.publishing.checks.faults import Fault


@dataclass(frozen=True)
class Words:
    """Words of one box of the desk, and what a clerk calls the place."""

    text: str
    place: str
    at: models.Model
    field: str
    # What was found before in words that are not repeated here.
    found: tuple[Found, ...] = ()


def agenda_tells_no_personal_data(meeting: Meeting) -> Iterator[Fault]:
    """Personal data is limited to what is necessary: UK GDPR, article 5(1)(c). Here, in what the agenda shows."""
    yield from _asked_about(_words_of_agenda(meeting), meeting)


def minutes_tell_no_personal_data(meeting: Meeting) -> Iterator[Fault]:
    """Personal data is limited to what is necessary: UK GDPR, article 5(1)(c). Here, in what the minutes add."""
    yield from _asked_about(_words_of_minutes(meeting), meeting)


def _asked_about(public: Iterator[Words], meeting: Meeting) -> Iterator[Fault]:
    own = meeting.committee.council.own_contacts
    for words in public:
        if found := told_of([*find_personal_data(words.text), *words.found], own):
            message = f"{words.place}: this looks like personal data: {found}."
            yield Fault(message, words.at, words.field, is_error=False)


def _words_of_agenda(meeting: Meeting) -> Iterator[Words]:
    yield Words(meeting.venue, "Venue", meeting, "venue")
    for paper in meeting.documents.all():
        if paper.item_id is None and paper.kind != Document.Kind.MINUTES:
            yield _words_of(paper, meeting)
    for item in meeting.items.all():
        yield from _fields(item, "title", "purpose")
        if item.is_late:
            yield from _fields(item, "late_reason")
        for paper in _open(item, item.documents):
            if paper.kind != Document.Kind.MINUTES:
                yield _words_of(paper, item)


def _words_of_minutes(meeting: Meeting) -> Iterator[Words]:
    for attendee in meeting.attendees.all():
        said = " ".join([attendee.printed_name, attendee.role, attendee.arrived, attendee.left])
        yield Words(said, f"Attendance of {attendee.printed_name}", meeting, "attendees")
    for paper in meeting.documents.all():
        if paper.kind == Document.Kind.MINUTES and paper.item_id is None:
            yield _words_of(paper, meeting)
    for item in meeting.items.all():
        if item.is_exempt:
            yield from _fields(item, "public_interest", "public_summary")
            continue
        yield from _fields(item, "minute")
        for declaration in item.declarations.all():
            yield Words(declaration.description, f"Item {item}, declaration", item, "declarations")
        for resolution in item.resolutions.all():
            yield _words_of_resolution(resolution, item)
        for action in item.actions.all():
            notes = [update.text for update in action.updates.all() if update.is_public]
            said = " ".join([action.task, action.owner, action.due, *notes])
            yield Words(said, f"Item {item}, action", item, "actions")
        for paper in item.documents.all():
            if paper.kind == Document.Kind.MINUTES:
                yield _words_of(paper, item)


def _open(item: Item, parts: models.Manager) -> list:
    return [] if item.is_exempt else list(parts.all())


def _fields(item: Item, *names: str) -> Iterator[Words]:
    for name in names:
        called = Item._meta.get_field(name).verbose_name
        # Of rich text also where its links lead.
        yield Words(unescape(getattr(item, name)), f"Item {item}, {called}", item, name)


def _words_of_resolution(resolution: Resolution, item: Item) -> Words:
    names = ("text", "reasons", "options_rejected", "conflicts", "dispensation")
    said = "\n".join(getattr(resolution, name) for name in names)
    return Words(said, f"Item {item}, resolution {resolution.label}".rstrip(), item, "resolutions")


def _words_of(paper: Document, at: Meeting | Item) -> Words:
    read = getattr(paper, "text_read", None)
    found = tuple(Found(Kind(one["kind"]), 0, 0, one["words"]) for one in (read.asked_about if read else []))
    return Words(f"{paper.title}\n{paper.file.name or ''}", f"Paper “{paper.title}”", at, "documents", found)
