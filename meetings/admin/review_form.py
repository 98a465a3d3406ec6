"""The whole form of a review: the boxes of one meeting, read from the page and given back as one reading."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django import forms

from meetings.admin.review_boxes import (
    NEW,
    ActionBox,
    AttendeeBox,
    Box,
    DeclarationBox,
    ItemBox,
    MeetingBox,
    ResolutionBox,
)
from meetings.importers.corrections import rename_people, stretch_of
from meetings.importers.minute_pieces import pieces_of, words_of
from meetings.importers.minutes import ItemRead, MeetingRead
from meetings.importers.save_people import Directory, holds_office
from meetings.models import Committee, Person, Review

_BEGINNING = 60  # characters of a paragraph, by which the clerk knows it


@dataclass(frozen=True)
class PartBoxes:
    """The boxes of one kind under an item, with the words of the page for them."""

    kind: str
    heading: str
    add: str
    boxes: list[Box]


class ItemForm:
    """The boxes of one item."""

    def __init__(self, read: ItemRead, *, index: int, attendees, data):
        stretch = stretch_of(read)
        place = stretch[0] if stretch else 0
        self.read, self.index, self.prefix = read, index, f"item-{index}"
        self.place = stretch[0] if stretch else None
        self.box = ItemBox(read, prefix=self.prefix, data=data, place=place, attendees=attendees)
        self.parts = [
            PartBoxes(
                kind,
                heading,
                add,
                [
                    box(part, prefix=f"{self.prefix}-{kind}-{number}", data=data, place=place)
                    for number, part in enumerate(getattr(read, kind))
                ],
            )
            for kind, heading, add, box in (
                ("resolutions", "Resolved", "Add a decision", ResolutionBox),
                ("actions", "Actions", "Add an action", ActionBox),
                ("declarations", "Interests declared", "Add a declaration", DeclarationBox),
            )
        ]

    def __iter__(self) -> Iterator[Box]:
        yield self.box
        for part in self.parts:
            yield from part.boxes

    @property
    def pieces(self) -> list[tuple[int, str]]:
        """The beginnings of the minute's paragraphs, any of which may begin another item."""
        pieces = pieces_of(self.read.minute.value) if self.read.minute else []
        beginnings = [words_of(piece) for piece in pieces]
        return [
            (at, words if len(words) <= _BEGINNING else f"{words[:_BEGINNING]}…")
            for at, words in enumerate(beginnings)
            if words
        ]

    def corrected(self) -> ItemRead:
        parts = {part.kind: tuple(box.corrected() for box in part.boxes) for part in self.parts}
        return replace(self.box.corrected(), **parts)


class ReviewForm:
    """All boxes of a review. `data` is what the page sent, or None to show what is kept."""

    def __init__(self, review: Review, read: MeetingRead, directory: Directory, data=None):
        self.read = read
        self.directory = directory
        self.meeting = MeetingBox(read, prefix="meeting", data=data, committee=review.committee, place=review.start)
        self.attendees = [
            AttendeeBox(
                attendee,
                prefix=f"attendee-{index}",
                data=data,
                choice=choice_for(attendee.name.value, review.people, directory),
                directory=directory,
            )
            for index, attendee in enumerate(read.attendees)
        ]
        self.items = [
            ItemForm(item, index=index, attendees=read.attendees, data=data) for index, item in enumerate(read.items)
        ]

    def __iter__(self) -> Iterator[Box]:
        yield self.meeting
        yield from self.attendees
        for item in self.items:
            yield from item

    def is_valid(self) -> bool:
        # Every box is asked, so that all errors are listed at once.
        wrong = [box for box in self if not box.is_valid()]
        return not wrong and not self._has_two_of_one_name()

    def _has_two_of_one_name(self) -> bool:
        """A name stands for one person throughout the minutes; two of one name must be told apart."""
        chosen: dict[str, str] = {}
        for box in self.attendees:
            name = box.cleaned_data["name"]
            if name and chosen.setdefault(name, box.choice) != box.choice:
                box.add_error("name", f"Two people are called {name}: write one of them differently.")
                return True
        return False

    def is_ready(self) -> bool:
        """Whether a draft can be made of it; what is missing is said at its box."""
        self.meeting.need("chosen", "Choose the committee.")
        self.meeting.need("date", "Give the date of the meeting.")
        for attendee in self.attendees:
            if not attendee.cleaned_data.get("role"):
                attendee.need("name", "Give a name or an office, or leave this row out.")
        for item in self.items:
            item.box.need("title", "Give the item a title, or leave it out.")
            if item.box.cleaned_data["is_exempt"]:
                item.box.need("exempt_paragraph", "Give the paragraph of the schedule, or say that the item is open.")
            for part in item.parts:
                for box in part.boxes:
                    box.need(box.main, "Fill this in, or leave it out.")
        return self.is_valid()

    def corrected(self) -> MeetingRead:
        attendees = tuple(box.corrected() for box in self.attendees)
        items = tuple(item.corrected() for item in self.items)
        read = replace(self.meeting.corrected(), attendees=attendees, items=items)
        return rename_people(read, self._new_names())

    def _new_names(self) -> dict[str, str]:
        """Names as they were read, and what the clerk has made of them in the list of people."""
        names = ((box.part.name.value, box.cleaned_data["name"]) for box in self.attendees)
        return {old: new for old, new in names if old and new and old != new}

    @property
    def committee(self) -> Committee | None:
        return self.meeting.cleaned_data["chosen"]

    @property
    def people(self) -> dict[str, str]:
        """Who is meant by each name, as the review keeps it."""
        return {box.cleaned_data["name"]: box.choice for box in self.attendees if box.cleaned_data["name"]}

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Every error with the id of its field, to be listed on top of the page; "" where it is of no one field."""
        return [
            (f"{box[name].label}: {message}" if name in box.fields else message, _id(box, name))
            for box in self
            for name, messages in box.errors.items()
            for message in messages
        ]

    def as_sent(self) -> dict[str, str]:
        """What a browser would send of the page as it stands, field by field."""
        sent = {}
        for box in self:
            for field in box:
                value = field.field.widget.format_value(field.value())
                if isinstance(field.field, forms.BooleanField):
                    value = "on" if field.value() else ""
                sent[field.html_name] = str(value[0] if isinstance(value, list) else value or "").strip()
        return sent

    @property
    def labels(self) -> dict[str, str]:
        """What each field is called on the page."""
        return {field.html_name: field.label for box in self for field in box}

    @property
    def media(self):
        return self.items[0].box.media if self.items else self.meeting.media


def _id(box: Box, name: str) -> str:
    return box[name].id_for_label if name in box.fields else ""


def choice_for(name: str, people: dict[str, str], directory: Directory) -> str:
    """What was chosen for a name; one that was to be added and is there by now is that one."""
    choice = people.get(name, "")
    known = directory.called(name) if choice == NEW else None
    return str(known.pk) if known else choice


def first_choices(read: MeetingRead, directory: Directory) -> dict[str, str]:
    """Before the clerk has looked: whom the directory knows, and councillors and officers it does not, to be added."""
    choices = {}
    for attendee in read.attendees:
        person = directory.find(attendee)
        # A family name alone is no entry for a directory.
        is_new = " " in attendee.name.value and holds_office(attendee)
        choices[attendee.name.value] = str(person.pk) if person else (NEW if is_new else "")
    return choices


def people_meant(people: dict[str, str], directory: Directory) -> tuple[dict[str, Person], list[str]]:
    """The persons chosen for names, and the names to be added to the directory."""
    by_key = {str(person.pk): person for person in directory.people}
    choices = {name: choice_for(name, people, directory) for name in people}
    meant = {name: by_key[choice] for name, choice in choices.items() if choice in by_key}
    return meant, [name for name, choice in choices.items() if choice == NEW]
