"""The whole form of a review: the boxes of one meeting, read from the page and given back as one reading."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import QuerySet

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
from meetings.importers.corrections import from_plain_data, rename_people, stretch_of
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

    def kept(self) -> ItemRead:
        parts = {part.kind: tuple(box.kept() for box in part.boxes) for part in self.parts}
        return replace(self.box.kept(), **parts)


class ReviewForm:
    """All boxes of a review, with the `committees` to choose from.

    `data` is what the page sent, or None to show what is kept.
    """

    def __init__(
        self, review: Review, read: MeetingRead, directory: Directory, committees: QuerySet[Committee], data=None
    ):
        self.read = read
        self.directory = directory
        self.meeting = MeetingBox(read, prefix="meeting", data=data, committee=review.committee, place=review.start)
        self.meeting.fields["chosen"].queryset = committees
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
        for box in self:
            box.is_valid()
        self._tell_namesakes_apart()
        return all(box.is_valid() for box in self)

    def _tell_namesakes_apart(self) -> None:
        """A name stands for one person throughout the minutes; two of one name need two names."""
        chosen: dict[str, str] = {}
        for box in self.attendees:
            if box.is_valid():
                name, choice = box.named()
                if name and chosen.setdefault(name, choice) != choice:
                    box.add_error("name", f"Two people are called {name}: write one of them differently.")

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
            elif any(item.box.cleaned_data[name] for name in item.box.closed):
                item.box.add_error("is_exempt", "Say that the item is exempt, or empty what is written for that.")
            for part in item.parts:
                for box in part.boxes:
                    box.need(box.main, "Fill this in, or leave it out.")
        return self.is_valid()

    def kept(self) -> MeetingRead:
        """The reading as corrected; parts whose boxes hold what cannot be so are as they were."""
        attendees = tuple(box.kept() for box in self.attendees)
        items = tuple(item.kept() for item in self.items)
        read = replace(self.meeting.kept(), attendees=attendees, items=items)
        return rename_people(read, self._new_names())

    def _new_names(self) -> dict[str, str]:
        """Names as they were read, and what the clerk has made of them in the list of people."""
        names = ((box.part.name.value, box.named()[0]) for box in self.attendees)
        return {old: new for old, new in names if old and new and old != new}

    @property
    def committee(self) -> Committee | None:
        return self.meeting.cleaned_data["chosen"] if self.meeting.is_valid() else self.meeting.initial["chosen"]

    @property
    def people(self) -> dict[str, str]:
        """Who is meant by each name, as the review keeps it."""
        # What is surely meant is the last word.
        boxes = sorted(self.attendees, key=lambda box: box.is_valid())
        return {name: choice for name, choice in (box.named() for box in boxes) if name}

    @property
    def unfinished(self) -> dict[str, str]:
        """What was typed into boxes that hold what cannot be so, field by field, as the review keeps it."""
        return {name: typed for box in self if not box.is_valid() for name, typed in box.as_sent().items()}

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
        return {name: value for box in self for name, value in box.as_sent().items()}

    @property
    def labels(self) -> dict[str, str]:
        """What each field is called on the page."""
        return {field.html_name: field.label for box in self for field in box}

    @property
    def media(self):
        return self.items[0].box.media if self.items else self.meeting.media


def form_as_kept(review: Review, directory: Directory, committees: QuerySet[Committee]) -> ReviewForm:
    """The form of a review; where something was typed that cannot be so, it is in its box, with its error."""
    read = from_plain_data(review.reading)
    form = ReviewForm(review, read, directory, committees)
    if review.unfinished:
        form = ReviewForm(review, read, directory, committees, form.as_sent() | review.unfinished)
        form.is_valid()
    return form


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
