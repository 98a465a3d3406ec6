"""Writes the attendance page down: who was there, in the order of the page, and the interests declared."""

from dataclasses import dataclass, field

from meetings.admin.attendance_form import AttendancePage, PersonForm
from meetings.admin.attendance_rows import role_beside_the_chair, role_in_the_chair
from meetings.models import Attendee, Declaration

FIELDS = ("attendance", "role", "arrived", "left")
# What is written down of somebody at a meeting, and would be lost with the row.
CARRIED = {
    "votes": "a recorded vote",
    "declarations": "a declaration of interest",
    "spoke_to": "an item that they addressed",
    "moved": "a motion that they moved",
    "seconded": "a motion that they seconded",
}


@dataclass
class Saved:
    """What the clerk is told: who could not be taken off the list, and why."""

    kept: list[str] = field(default_factory=list)


def save(page: AttendancePage) -> Saved:
    """Write down what a valid page says, in the transaction of the caller, who holds the lock on the meeting."""
    saved = Saved()
    _remove_declarations(page)
    by_key = _save_people(page)
    _save_substitutes(page, by_key)
    _save_declarations(page, by_key)
    # Last, so that a declaration removed in the same go holds nobody back.
    for form in [*page.members, *page.guests]:
        if form.is_bound and form.cleaned_data.get("is_off"):
            carried = _carried(form.row.attendee)
            if carried:
                saved.kept.append(f"{form.title} stays on the list, because of {' and '.join(carried)}.")
            else:
                form.row.attendee.delete()
    return saved


def _carried(attendee: Attendee) -> list[str]:
    return [words for name, words in CARRIED.items() if getattr(attendee, name).exists()]


def _save_people(page: AttendancePage) -> dict[str, Attendee]:
    """Everybody on the list, by the keys of the rows; two queries, however many rows there are."""
    by_key = {row.key: row.attendee for row in page.rows if row.attendee}
    new, changed = [], []
    for form in [*page.members, *page.guests]:
        if not form.is_bound or form.is_blank or form.cleaned_data.get("is_off"):
            continue
        attendee = by_key.get(form.key) or _somebody_new(page, form)
        before = [getattr(attendee, name) for name in FIELDS]
        for name in FIELDS:
            if name in form.cleaned_data:
                setattr(attendee, name, form.cleaned_data[name])
        if not form.is_guest:
            attendee.role = _role(attendee.role, is_in_the_chair=form.key == page.chair)
        if attendee.pk is None:
            new.append(attendee)
        elif before != [getattr(attendee, name) for name in FIELDS]:
            changed.append(attendee)
        by_key[form.key] = attendee
    Attendee.objects.bulk_create(new)
    Attendee.objects.bulk_update(changed, FIELDS)
    return by_key


def _role(role: str, *, is_in_the_chair: bool) -> str:
    return (role_in_the_chair(role) if is_in_the_chair else role_beside_the_chair(role))[:200]


def _somebody_new(page: AttendancePage, form: PersonForm) -> Attendee:
    if form.row is None:
        return Attendee(meeting=page.meeting, person=form.person, name=form.printed)
    return Attendee(meeting=page.meeting, person=form.row.seat.person)


def _save_substitutes(page: AttendancePage, by_key: dict[str, Attendee]) -> None:
    changed = []
    for form in [*page.members, *page.guests]:
        if form.is_bound and form.key in by_key and "substitute_for" in form.cleaned_data:
            attendee, absentee = by_key[form.key], by_key.get(form.cleaned_data["substitute_for"])
            if attendee.substitute_for_id != (absentee.pk if absentee else None):
                attendee.substitute_for = absentee
                changed.append(attendee)
    Attendee.objects.bulk_update(changed, ["substitute_for"])


def _remove_declarations(page: AttendancePage) -> None:
    going = [form.declaration.pk for form in page.declarations if form.is_bound and form.cleaned_data.get("is_off")]
    if going:
        Declaration.objects.filter(pk__in=going).delete()


def _save_declarations(page: AttendancePage, by_key: dict[str, Attendee]) -> None:
    for form in page.declarations:
        given = form.cleaned_data if form.is_bound else {}
        if not given or form.is_blank or given.get("is_off") or not form.has_changed():
            continue
        declaration = form.declaration or Declaration()
        declaration.item_id, declaration.attendee = int(given["item"]), by_key[given["attendee"]]
        declaration.kind = given["kind"] or Declaration.Kind.OTHER
        declaration.description, declaration.has_left_the_room = given["description"], given["has_left_the_room"]
        declaration.save()
