"""The boxes of a review: one small form for each part of a reading, with every value where it was read."""

from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.html import escape
from django_prose_editor.widgets import AdminProseEditorWidget

from meetings.admin.line_ends import one_kind_of_line_end
from meetings.importers.corrections import corrected
from meetings.importers.minutes import AttendeeRead, MeetingRead, Reading, VoteRead
from meetings.importers.save_people import Directory
from meetings.models import Committee, Declaration, Item, Meeting, Resolution
from meetings.models.prose import clean_prose

STATUSES = ("present", "substitute", "apologies", "absent", "in attendance", "lateness", "declared interest")
AS_PRINTED, NEW = "", "new"
NOTHING_KEPT = (
    "Its minutes, decisions and actions will not be kept: the public sees the heading, the paragraph, and what is "
    "written below."
)


class Box(forms.Form):
    """A part of a reading as a form: shows each value with its doubt, and gives the part back as corrected."""

    use_required_attribute = False
    # Fields whose value stands in the part as it is; every other is a Reading.
    plain: ClassVar[set[str]] = set()
    # Fields that are no value of the part.
    beside: ClassVar[set[str]] = set()
    # The field without which the part says nothing.
    main: ClassVar[str] = ""
    # Fields seldom wanted, folded away under a heading until one of them has a value.
    seldom: ClassVar[tuple[str, ...]] = ()
    seldom_heading: ClassVar[str] = ""

    def __init__(self, part: Any, *, prefix: str, data=None, place: int = 0):
        super().__init__(data, prefix=prefix)
        self.part, self.place = part, place
        self._doubts: set[str] = set()
        for name in self._values():
            value = getattr(part, name)
            if isinstance(value, Reading):
                self._show(name, value)
                value = value.value
            self.initial[name] = value

    def _values(self) -> list[str]:
        return [name for name in self.fields if name not in self.beside]

    def _show(self, name: str, reading: Reading) -> None:
        field = self.fields[name]
        if reading.end > reading.start:
            # The script links the box with the place in the source.
            field.widget.attrs["data-at"] = reading.start
        if reading.is_guess:
            field.widget.attrs["class"] = "guess"
            if reading.why not in self._doubts:
                field.help_text = escape(f"A guess: {reading.why}")
            self._doubts.add(reading.why)

    @property
    def often(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.seldom]

    @property
    def folded(self) -> list[forms.BoundField]:
        return [self[name] for name in self.seldom if name in self.fields]

    @property
    def is_unfolded(self) -> bool:
        return any(field.errors or field.value() not in (None, "", False) for field in self.folded)

    def corrected(self) -> Any:
        """The part with what the clerk has made of it."""
        changes = {}
        for name in self._values():
            value = self.cleaned_data[name]
            changes[name] = value if name in self.plain else corrected(getattr(self.part, name), value, self.place)
        if self.main and changes[self.main] is None:
            changes[self.main] = Reading("", self.place, self.place)
        return replace(self.part, **changes)

    def kept(self) -> Any:
        """The part as corrected; as it was, where the box holds what cannot be so."""
        return self.corrected() if self.is_valid() else self.part

    def as_sent(self) -> dict[str, str]:
        """What a browser would send of the box as it stands, field by field."""
        sent = {}
        for field in self:
            value = field.field.widget.format_value(field.value())
            if isinstance(field.field, forms.BooleanField):
                value = "on" if field.value() else ""
            # PostgreSQL keeps no NUL.
            words = str(value[0] if isinstance(value, list) else value or "").replace("\x00", "")
            sent[field.html_name] = words.strip()
        return sent

    def need(self, name: str, message: str) -> None:
        """Ask for a value that may be empty until the draft is made."""
        if not self.cleaned_data.get(name):
            self.add_error(name, message)


def _line(label: str, longest: int, **attrs) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, widget=forms.TextInput(attrs=attrs))


class _Text(forms.CharField):
    """Words over several lines; how a browser ends them is no correction."""

    def to_python(self, value) -> str:
        return one_kind_of_line_end(super().to_python(value))


def _text(label: str, rows: int = 2, help_text: str = "") -> forms.CharField:
    return _Text(label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}), help_text=help_text)


def _count(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=10_000, required=False)


def _lines(text: str) -> list[str]:
    """The lines of a box that takes one name a line, each name once."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


class MeetingBox(Box):
    """What is said of the whole meeting; the committee is one of the desk's."""

    plain: ClassVar = {"kind"}
    beside: ClassVar = {"chosen"}

    chosen = forms.ModelChoiceField(
        Committee.objects.all(), label="Committee", required=False, empty_label="(choose a committee)"
    )
    date = forms.DateField(label="Date", required=False, help_text="17 June 2021 or 17/06/2021")
    time = forms.TimeField(label="Time", required=False, help_text="17:30; empty: the usual")
    kind = forms.ChoiceField(label="Kind of meeting", choices=Meeting.Kind)
    venue = _line("Venue", 200)

    def __init__(self, part: MeetingRead, *, committee: Committee | None, **kwargs):
        super().__init__(part, **kwargs)
        self.initial["chosen"] = committee
        if part.committee:
            self._show("chosen", part.committee)
            self.fields["chosen"].help_text = escape(f"In the text: {part.committee.value}")


class AttendeeBox(Box):
    """Somebody named at the meeting, and who of the directory it is."""

    plain: ClassVar = {"role", "status", "is_remote"}
    beside: ClassVar = {"person", "other"}
    main = "name"
    seldom = ("other", "substitute_for", "arrived", "left", "is_remote")
    seldom_heading = "Somebody else, substitute, late or remote"

    name = _line("Name", 200)
    role = _line("Title and office", 200)
    status = forms.ChoiceField(label="Attendance", choices=[(status, status.capitalize()) for status in STATUSES])
    person = forms.ChoiceField(label="In the directory", required=False)
    other = _line("Somebody else of the directory", 260, list="people")
    is_remote = forms.BooleanField(label="Joined remotely", required=False)
    substitute_for = _line("Substitute for", 200)
    arrived = _line("Arrived", 60)
    left = _line("Left", 60)

    def __init__(self, part: AttendeeRead, *, choice: str, directory: Directory, **kwargs):
        super().__init__(part, **kwargs)
        self._directory = directory
        name = part.name.value
        likely = directory.likely(name) if name else []
        chosen = next((person for person in directory.people if str(person.pk) == choice), None)
        if chosen and chosen not in likely:
            likely.append(chosen)
        self.fields["person"].choices = [
            (AS_PRINTED, "Not listed: as printed only"),
            (NEW, "Add to the directory"),
            *((str(person.pk), str(person)) for person in likely),
        ]
        self.initial["person"] = choice
        if chosen and chosen.name.casefold() != name.casefold():
            self.fields["person"].widget.attrs["class"] = "guess"
            self.fields["person"].help_text = "A guess: the family name and the initial fit."

    def clean_other(self) -> str:
        words = self.cleaned_data["other"]
        if words and self._directory.called(words) is None:
            raise forms.ValidationError(f"The directory has nobody, or more than one, called “{words}”.")
        return words

    def named(self) -> tuple[str, str]:
        """The name, and who is meant by it; both as they were, where the box holds what cannot be so."""
        if self.is_valid():
            return self.cleaned_data["name"], self.choice
        return self.part.name.value, self.initial["person"]

    @property
    def choice(self) -> str:
        """The key of the person meant, or that one is to be added, or nothing for the name alone."""
        if self.cleaned_data["other"]:
            return str(self._directory.called(self.cleaned_data["other"]).pk)
        return self.cleaned_data["person"]


class ItemBox(Box):
    """An item's own values; what was decided under it has boxes of its own."""

    plain: ClassVar = {"is_exempt"}
    beside: ClassVar = {"speakers"}
    main = "title"
    closed = ("exempt_paragraph", "public_interest", "public_summary")
    seldom = ("minute_number", "speakers", "is_exempt", *closed)
    seldom_heading = "Minute number, speakers, exempt"

    number = _line("Number", 20)
    minute_number = _line("Minute number", 20)
    title = _line("Title", 300)
    purpose = _text("Purpose")
    is_exempt = forms.BooleanField(label="Exempt", required=False)
    exempt_paragraph = _line("Exempt under paragraph", 5)
    public_interest = _text("Public interest", help_text=Item._meta.get_field("public_interest").help_text)
    public_summary = _text("Public summary", rows=3, help_text="What the public may know of it.")
    speakers = _text("Addressed the meeting")
    minute = Item._meta.get_field("minute").formfield(widget=AdminProseEditorWidget, label="Minutes")

    def __init__(self, part, *, attendees: tuple[AttendeeRead, ...], **kwargs):
        super().__init__(part, **kwargs)
        self._attendees = attendees
        self.initial["speakers"] = "\n".join(speaker.name.value for speaker in part.speakers)
        self.fields["speakers"].help_text = "One name a line."
        if part.is_exempt:
            self.fields["is_exempt"].help_text = NOTHING_KEPT

    def clean_minute(self) -> str:
        minute = one_kind_of_line_end(self.cleaned_data["minute"])
        was = self.part.minute.value if self.part.minute else ""
        return was if minute == was else clean_prose(minute)

    def corrected(self):
        known = {attendee.name.value: attendee for attendee in (*self._attendees, *self.part.speakers)}
        speakers = (known.get(name) or self._newcomer(name) for name in _lines(self.cleaned_data["speakers"]))
        return replace(super().corrected(), speakers=tuple(speakers))

    def _newcomer(self, name: str) -> AttendeeRead:
        return AttendeeRead(Reading(name[:200], self.place, self.place), status="in attendance")


class DeclarationBox(Box):
    plain: ClassVar = {"kind", "has_left_the_room"}
    main = "name"

    name = _line("Who declared an interest", 200)
    kind = forms.ChoiceField(label="Kind", choices=Declaration.Kind)
    description = _text("Interest")
    has_left_the_room = forms.BooleanField(label="Left the room", required=False)


class ResolutionBox(Box):
    plain: ClassVar = {"label", "outcome"}
    beside: ClassVar = {"voted_for", "voted_against", "voted_abstained"}
    main = "text"
    seldom = (
        *("mover", "seconder", "votes_for", "votes_against", "votes_abstained"),
        *("voted_for", "voted_against", "voted_abstained"),
    )
    seldom_heading = "Mover and votes"

    label = _line("Label", 20)
    outcome = forms.ChoiceField(label="Outcome", choices=Resolution.Outcome)
    text = _text("What was resolved", rows=3)
    mover = _line("Moved by", 200)
    seconder = _line("Seconded by", 200)
    votes_for = _count("For")
    votes_against = _count("Against")
    votes_abstained = _count("Abstained")
    voted_for = _text("Voted for")
    voted_against = _text("Voted against")
    voted_abstained = _text("Abstained by name")

    def __init__(self, part, **kwargs):
        super().__init__(part, **kwargs)
        for choice in ("for", "against", "abstained"):
            if not part.votes:
                # Named votes are rare: boxes for them only where some were read.
                del self.fields[f"voted_{choice}"]
                continue
            names = [vote.name.value for vote in part.votes if vote.choice == choice]
            self.initial[f"voted_{choice}"] = "\n".join(names)

    def corrected(self):
        read = {(vote.name.value, vote.choice): vote for vote in self.part.votes}
        votes = []
        for choice in ("for", "against", "abstained"):
            names = _lines(self.cleaned_data.get(f"voted_{choice}", ""))
            place = Reading("", self.place, self.place)
            votes += [read.get((name, choice)) or VoteRead(replace(place, value=name), choice) for name in names]
        return replace(super().corrected(), votes=tuple(votes))


class ActionBox(Box):
    plain: ClassVar = {"due_on"}
    main = "task"

    task = _text("Task")
    owner = _line("Owner", 200)
    due = _line("Due, as printed", 200)
    due_on = forms.DateField(label="Due on", required=False)
