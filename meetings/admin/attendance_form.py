"""The whole form of the attendance page: members, further people, and the interests declared, in one."""

from collections.abc import Iterator, Sequence

from django import forms
from django.http import QueryDict

from meetings.admin.attendance_rows import Row, key_in_the_chair, rows_of, tally
from meetings.importers.save_people import Directory
from meetings.models import Attendee, Declaration, Meeting, Person

Attendance = Attendee.Attendance
OF_A_MEMBER = [
    (Attendance.PRESENT, "Present"),
    (Attendance.APOLOGIES, "Apologies"),
    (Attendance.ABSENT, "Absent"),
    (Attendance.REMOTE, "Remote"),
]
OF_A_GUEST = [
    (Attendance.IN_ATTENDANCE, "In attendance"),
    (Attendance.PRESENT, "Present, as a member or substitute"),
    (Attendance.REMOTE, "Remote, as a member or substitute"),
]
CHANGED_ELSEWHERE = (
    "Somebody else has changed this since you opened the page: now “{}”. "
    "Yours is kept in the boxes; save again to put it in the place of theirs."
)
MOST_ROWS = 200


def _line(label: str, longest: int, *, help_text: str = "", **attrs) -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "vTextField", **attrs})
    return forms.CharField(label=label, max_length=longest, required=False, help_text=help_text, widget=widget)


def _tick(label: str) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class Part(forms.Form):
    """One row of the page: whose it is, the fields that show at once, and those that are folded away."""

    use_required_attribute = False
    folded_names: Sequence[str] = ()

    @property
    def often(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.folded_names]

    @property
    def folded(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name in self.folded_names]

    @property
    def is_unfolded(self) -> bool:
        """Whether what is folded away says something that the list of members does not."""
        usual = {"role": self.row.role if self.row else ""}
        return any(field.errors or (field.value() or "") != usual.get(field.name, "") for field in self.folded)


class PersonForm(Part):
    """Somebody on the list: how they attended, as whom, and for how long."""

    attendance = forms.ChoiceField(label="Attendance", required=False, widget=forms.RadioSelect, choices=OF_A_MEMBER)
    name = _line("Name", 200, list="people")
    role = _line("Role at this meeting", 200)
    substitute_for = forms.ChoiceField(label="Substitute for", required=False)
    arrived = _line("Arrived", 60, help_text="If late: a time, or “item 4”.")
    left = _line("Left", 60, help_text="If early: a time, or “item 9”.")
    is_off = _tick("Take off the list")

    def __init__(self, row: Row | None, key: str, others: Sequence[Row], data=None, *, is_guest: bool = False):
        self.row, self.key, self.is_guest = row, key, is_guest
        attendee = row.attendee if row else None
        held = {name: getattr(attendee, name, "") for name in ("attendance", "arrived", "left")}
        for_whom = _key_of(attendee.substitute_for_id, others) if attendee else ""
        super().__init__(
            data, prefix=key, initial={**held, "role": row.role if row else "", "substitute_for": for_whom}
        )
        self.was = data.get(f"{key}-was", "") if data else None
        choices = [(other.key, other.name) for other in others if other.key != key]
        self.fields["substitute_for"].choices = [("", "(nobody)"), *choices]
        unwanted = {"name"} if row else {"arrived", "left"}
        if attendee is None:
            unwanted.add("is_off")
        if row and not is_guest and not row.is_substitute and not for_whom:
            # A member of the committee sits in his own right.
            unwanted.add("substitute_for")
        for name in unwanted:
            del self.fields[name]
        if is_guest:
            self.fields["attendance"] = forms.ChoiceField(label="Capacity", choices=OF_A_GUEST, required=False)
            self.order_fields(["name", "role", "attendance", "substitute_for"])
        self.folded_names = ("arrived", "left", "is_off") if is_guest else ("role", "arrived", "left", "is_off")

    @property
    def title(self) -> str:
        return self.row.name if self.row else "Another person"

    @property
    def is_blank(self) -> bool:
        """A row that says nothing: nobody named in it, or a member of whom nothing was ticked."""
        given = self.cleaned_data
        return not (given["name"] if self.row is None else given.get("attendance"))

    def clean(self) -> dict:
        given = super().clean()
        if self.row is None:
            if not given.get("name") and (given.get("role") or given.get("substitute_for")):
                self.add_error("name", "Give the name.")
        elif not given.get("attendance") and any(given.get(name) for name in ("arrived", "left", "substitute_for")):
            self.add_error("attendance", f"Say whether {self.row.name} was present.")
        if self.row and self.was is not None and self.was != self.row.state and self.has_changed():
            one = self.row.attendee
            self.add_error(None, CHANGED_ELSEWHERE.format(one.get_attendance_display() if one else "not on the list"))
        return given


class DeclarationForm(Part):
    """One interest that somebody declared in an item."""

    item = forms.ChoiceField(label="Item", required=False)
    attendee = forms.ChoiceField(label="Who", required=False)
    kind = forms.ChoiceField(label="Kind", choices=Declaration.Kind, required=False)
    description = forms.CharField(
        label="What was said", required=False, widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})
    )
    has_left_the_room = _tick("Left the room")
    is_off = _tick("Remove this declaration")

    def __init__(self, declaration: Declaration | None, key: str, rows: Sequence[Row], items, data=None):
        self.declaration, self.row, self.key = declaration, None, key
        held = {"kind": Declaration.Kind.OTHER}
        if declaration:
            names = ("kind", "description", "has_left_the_room")
            held = {name: getattr(declaration, name) for name in names}
            held |= {"item": str(declaration.item_id), "attendee": _key_of(declaration.attendee_id, rows)}
        super().__init__(data, prefix=key, initial=held)
        self.fields["item"].choices = [("", "(choose an item)"), *((str(item.pk), str(item)) for item in items)]
        self.fields["attendee"].choices = [("", "(choose a person)"), *((row.key, row.name) for row in rows)]
        if declaration is None:
            del self.fields["is_off"]

    @property
    def title(self) -> str:
        return str(self.declaration) if self.declaration else "Another declaration"

    @property
    def is_blank(self) -> bool:
        given = self.cleaned_data
        return not self.declaration and not any(given.get(name) for name in ("item", "attendee", "description"))

    def clean(self) -> dict:
        given = super().clean()
        if not given.get("is_off") and any(given.get(name) for name in ("item", "attendee", "description")):
            for name, message in [("item", "Choose the item."), ("attendee", "Choose who declared it.")]:
                if name in given and not given[name]:
                    self.add_error(name, message)
        return given


class AttendancePage:
    """All rows of the page. What was not shown when the page was opened is left alone when it is saved."""

    def __init__(self, meeting: Meeting, data: QueryDict | None = None):
        self.meeting, self.is_checked = meeting, False
        self.rows = rows_of(meeting)
        self.items = list(meeting.items.only("number", "title", "position", "meeting"))
        self.directory = Directory()
        shown = set(data.getlist("rows")) if data is not None else None
        members = [row for row in self.rows if not row.is_guest]
        self.chair = data.get("chair", "") if data is not None else key_in_the_chair(self.rows)

        def sent(key: str) -> QueryDict | None:
            return data if shown is not None and key in shown else None

        self.members = [PersonForm(row, row.key, members, sent(row.key)) for row in members]
        guests = [row for row in self.rows if row.is_guest]
        self.guests = [PersonForm(row, row.key, members, sent(row.key), is_guest=True) for row in guests]
        self.new_people = _count(data, "new_people")
        self.guests += [
            PersonForm(None, f"new-{number}", members, data, is_guest=True) for number in range(self.new_people)
        ]
        held = Declaration.objects.filter(item__meeting=meeting).select_related("attendee__person", "item")
        self.declarations = [
            DeclarationForm(one, f"declaration-{one.pk}", self.rows, self.items, sent(f"declaration-{one.pk}"))
            for one in held.order_by("item__position", "pk")
        ]
        self.new_declarations = _count(data, "new_declarations")
        self.declarations += [
            DeclarationForm(None, f"new-declaration-{number}", self.rows, self.items, data)
            for number in range(self.new_declarations)
        ]
        self.lost = [] if shown is None else sorted(shown - {part.key for part in self})

    def __iter__(self) -> Iterator[Part]:
        yield from self.members
        yield from self.guests
        yield from self.declarations

    @property
    def tally(self):
        return tally(self.meeting, self.rows)

    @property
    def errors(self) -> list[tuple[str, list[str], str]]:
        """Every error with the label and the id of its field, to be listed on top of the page."""
        return [
            (_words(part, name), messages, _first_box(part, name))
            for part in self
            if part.is_bound
            for name, messages in part.errors.items()
        ]

    def is_valid(self) -> bool:
        self.is_checked = True
        # Every part is asked, so that all errors are listed at once.
        wrong = [part for part in self if part.is_bound and not part.is_valid()]
        if not wrong:
            self._check_each_other()
        return not any(part.errors for part in self if part.is_bound)

    def _check_each_other(self) -> None:
        by_key = {form.key: form for form in [*self.members, *self.guests] if form.row}
        for form in [*self.members, *self.guests]:
            if form.is_bound:
                self._check_substitute(form, by_key)
                if form.row is None and form.cleaned_data["name"]:
                    self._check_name(form)
        chair = by_key.get(self.chair)
        is_elsewhere = chair and chair.is_bound and chair.cleaned_data["attendance"] not in {*Attendee.THERE, ""}
        if is_elsewhere and self._anybody_there():
            chair.add_error("attendance", "Not there, so not in the chair: say who was.")
        for form in self.declarations:
            if form.is_bound and not form.cleaned_data.get("is_off") and form.cleaned_data["attendee"]:
                self._check_declarer(form, by_key[form.cleaned_data["attendee"]])

    def _check_substitute(self, form: PersonForm, by_key: dict[str, PersonForm]) -> None:
        absentee = by_key.get(form.cleaned_data.get("substitute_for"))
        if absentee is None:
            return
        if _attendance(absentee) in Attendee.THERE:
            form.add_error("substitute_for", f"{absentee.title} was there: choose somebody who was not.")
        elif not _attendance(absentee):
            form.add_error("substitute_for", f"Tick first whether {absentee.title} sent apologies or was absent.")

    def _check_name(self, form: PersonForm) -> None:
        """Nobody is on the list twice: the same person of the directory, or the same name as printed."""
        form.person = person = self.directory.called(form.cleaned_data["name"])
        form.printed = "" if person else form.cleaned_data["name"]
        people = {row.seat.person_id if row.seat else row.attendee.person_id for row in self.rows}
        names = {row.name.casefold() for row in self.rows}
        for other in self.guests[: self.guests.index(form)]:
            if other.row is None and other.cleaned_data["name"]:
                people.add(other.person.pk if other.person else None)
                names.add((other.printed or str(other.person)).casefold())
        if (person.pk in people) if person else (form.printed.casefold() in names):
            form.add_error("name", f"{person or form.printed} has a row of their own already.")

    def _check_declarer(self, form: DeclarationForm, declarer: PersonForm) -> None:
        is_off = declarer.is_bound and declarer.cleaned_data.get("is_off")
        if is_off or not _attendance(declarer):
            form.add_error("attendee", f"Say first, in the list above, whether {declarer.title} was there.")

    def _anybody_there(self) -> bool:
        return any(_attendance(form) in Attendee.THERE for form in self.members)

    @property
    def people(self) -> list[Person]:
        """Everybody whom the desk knows, to be offered while a name is typed."""
        return self.directory.people


def _key_of(attendee_id: int | None, rows: Sequence[Row]) -> str:
    return next((row.key for row in rows if row.attendee and row.attendee.pk == attendee_id), "")


def _words(part: Part, name: str) -> str:
    return f"{part.title}, {part[name].label.lower()}" if name in part.fields else part.title


def _count(data: QueryDict | None, name: str) -> int:
    """How many blank rows the page had; one to begin with."""
    given = data.get(name, "1") if data is not None else "1"
    return min(int(given), MOST_ROWS) if given.isdecimal() else 1


def _attendance(form: PersonForm) -> str:
    """As ticked; as written down, where the row was not on the page that was sent."""
    if form.is_bound:
        return form.cleaned_data.get("attendance", "")
    return form.row.attendee.attendance if form.row and form.row.attendee else ""


def _first_box(part: Part, name: str) -> str:
    field = part[name] if name in part.fields else next(iter(part))
    is_radio = isinstance(field.field.widget, forms.RadioSelect)
    return f"{field.auto_id}_0" if is_radio else field.auto_id
