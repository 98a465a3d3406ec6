"""The only writer of what was read: always a draft, and the same again when the same meeting is read twice."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from meetings.importers.minutes import AttendeeRead, ItemRead, MeetingRead
from meetings.models import Action, Attendee, Committee, Item, Meeting, Person, Resolution
from meetings.models.prose import clean_prose

# What readers call an attendance, in the desk's words; the two others say nothing about being there.
ATTENDANCE = {
    "present": Attendee.Attendance.PRESENT,
    "substitute": Attendee.Attendance.PRESENT,
    "lateness": Attendee.Attendance.PRESENT,
    "declared interest": Attendee.Attendance.PRESENT,
    "apologies": Attendee.Attendance.APOLOGIES,
    "absent": Attendee.Attendance.ABSENT,
    "in attendance": Attendee.Attendance.IN_ATTENDANCE,
}
# The outcome that a verb in the minutes stands for; any other means agreed.
OUTCOMES = {"noted": Resolution.Outcome.NOTED, "recommended": Resolution.Outcome.RECOMMENDED}
# Titles that stand before a councillor's name; any other role is an office.
TITLES = {"Councillor", "Cllr", "Alderman", "Lord Mayor", "Cynghorydd"}
USUAL_TIME = datetime.time(18)
TIME_NOTE = "The minutes read in did not give the time of the meeting: check the one assumed."


class CannotSave(Exception):
    """The draft was not saved; the message says why, for the clerk."""


class AlreadyPublished(CannotSave):
    """The meeting's minutes are on the record: reading them in again would overwrite it."""


class WhichMeeting(CannotSave):
    """The committee meets more than once that day, or at another time, and nothing says which meeting is meant."""


@dataclass(frozen=True)
class SavedDraft:
    """The meeting that was saved, and whether it was new."""

    meeting: Meeting
    is_new: bool


@transaction.atomic
def save_draft(
    read: MeetingRead,
    *,
    committee: Committee,
    day: datetime.date,
    time: datetime.time | None = None,
    new_people: Collection[str] = (),
) -> SavedDraft:
    """Save what was read as a draft of the committee's meeting on that day, or add it to the draft there is.

    Items are found again by number, else by title; a part that was read of an item replaces what the draft holds of
    it, and what was not read stays. `new_people` are names, as read, to be added to the directory. Raises
    AlreadyPublished for a meeting whose minutes are or were public, WhichMeeting when the day has several.
    """
    if not 1800 <= day.year <= 2100:
        raise CannotSave(f"{day:%-d %B} {day.year}: the year of the meeting must be between 1800 and 2100.")
    # Two clicks at once must not make two meetings.
    committee = Committee.objects.select_for_update().get(pk=committee.pk)
    meeting = find_meeting(committee, day, time)
    if meeting and not meeting.is_draft:
        raise AlreadyPublished(f"{meeting}: these minutes are on the record; change them at the desk instead.")
    is_new = meeting is None
    if is_new:
        meeting = Meeting.objects.create(
            committee=committee,
            starts_at=timezone.make_aware(datetime.datetime.combine(day, time or usual_time(committee))),
            clerk_notes="" if time else TIME_NOTE,
        )
    if read.venue and not meeting.venue:
        meeting.venue = read.venue.value[:200]
        meeting.save(update_fields=["venue"])
    named = [*read.attendees, *(speaker for item in read.items for speaker in item.speakers)]
    for attendee in named:
        if attendee.name.value in new_people:
            _make_person(attendee)
    for attendee in read.attendees:
        _save_attendee(attendee, meeting)
    for item in read.items:
        _save_item(item, meeting)
    return SavedDraft(meeting, is_new)


def find_meeting(committee: Committee, day: datetime.date, time: datetime.time | None) -> Meeting | None:
    """The committee's meeting on that day, at that time if one is given. Raises WhichMeeting when that is not one."""
    meetings = list(committee.meetings.filter(starts_at__date=day).order_by("starts_at"))
    if time is None and len(meetings) <= 1:
        return meetings[0] if meetings else None
    for meeting in meetings:
        if timezone.localtime(meeting.starts_at).time() == time:
            return meeting
    if not meetings:
        return None
    times = " and ".join(f"{timezone.localtime(meeting.starts_at):%H:%M}" for meeting in meetings)
    raise WhichMeeting(
        f"{committee} has a meeting on that day at {times}. Give that time to add to it; "
        "for a second meeting of the day, make the meeting first."
    )


def usual_time(committee: Committee) -> datetime.time:
    """When the committee's last meeting began, for minutes that do not say."""
    last = committee.meetings.order_by("-starts_at").first()
    return timezone.localtime(last.starts_at).time() if last else USUAL_TIME


def find_committee(name: str) -> Committee | None:
    """The committee of that name, whatever its capitals; None when there is none or more than one."""
    found = list(Committee.objects.filter(name__iexact=name.strip())[:2])
    return found[0] if len(found) == 1 else None


def find_person(name: str) -> Person | None:
    """The one person of that name; initials will do when a family name and an initial fit one person only."""
    exact = list(Person.objects.filter(name__iexact=name)[:2])
    if exact:
        return exact[0] if len(exact) == 1 else None
    *given, family = name.split() or [""]
    if not given or len(given[0].rstrip(".")) > 1:
        return None
    fitting = Person.objects.filter(name__iendswith=f" {family}", name__istartswith=given[0][0])[:2]
    return fitting[0] if len(fitting) == 1 else None


def office_of(read: AttendeeRead) -> tuple[str, str]:
    """The title that stands before the name ("Councillor"), and the office held, from the role as read."""
    title, _, office = read.role.partition(", ")
    return (title, office) if title in TITLES else ("", read.role)


def _make_person(read: AttendeeRead) -> None:
    name = read.name.value.strip()[:200]
    if name and not Person.objects.filter(name__iexact=name).exists():
        title, _ = office_of(read)
        kind = Person.Kind.COUNCILLOR if title else Person.Kind.OFFICER
        Person.objects.create(name=name, honorific=title, kind=kind)


def _save_attendee(read: AttendeeRead, meeting: Meeting) -> Attendee:
    # A post without a name ("the Chair") stands under the name of the post.
    name = (read.name.value.strip() or read.role)[:200]
    person = find_person(name)
    title, office = office_of(read)
    same = {"person": person} if person else {"person": None, "name": f"{title} {name}".strip()[:200]}
    role = office[:200]
    attendee = Attendee.objects.filter(meeting=meeting, **same).first()
    if attendee is None:
        attendance = ATTENDANCE.get(read.status, Attendee.Attendance.PRESENT)
        return Attendee.objects.create(meeting=meeting, **same, role=role, attendance=attendance)
    if role and not attendee.role:
        attendee.role = role
        attendee.save(update_fields=["role"])
    return attendee


def _save_item(read: ItemRead, meeting: Meeting) -> Item:
    number = read.number.value.strip()[:20] if read.number else ""
    title = read.title.value.strip()[:300]
    same = meeting.items.filter(number=number) if number else meeting.items.filter(title__iexact=title)
    item = same.first() or Item(meeting=meeting, position=_next_position(meeting), number=number)
    item.title = title or item.title
    item.purpose = read.purpose.value if read.purpose else item.purpose
    if read.minute and not item.is_exempt:
        item.minute = clean_prose(read.minute.value)
    item.save()
    if item.is_exempt:
        # Exempt minutes are not kept here, however they arrive.
        return item
    if read.speakers:
        item.speakers.set([_save_attendee(speaker, meeting) for speaker in read.speakers])
    if read.resolutions:
        _replace_resolutions(read, item)
    if read.actions:
        _replace_actions(read, item)
    return item


def _replace_resolutions(read: ItemRead, item: Item) -> None:
    """Those read again under the same label keep what the clerk has added: mover, votes, reasons."""
    kept = {resolution.label: resolution for resolution in item.resolutions.all() if resolution.label}
    saved = []
    for position, resolution in enumerate(read.resolutions, start=1):
        row = kept.pop(resolution.label, None) or Resolution(item=item, label=resolution.label[:20])
        if row.pk is None or row.text != resolution.text.value:
            row.outcome = OUTCOMES.get(resolution.verb.casefold(), Resolution.Outcome.AGREED)
        row.position, row.text = position, resolution.text.value
        row.save()
        saved.append(row.pk)
    item.resolutions.exclude(pk__in=saved).delete()


def _replace_actions(read: ItemRead, item: Item) -> None:
    """Those read again in the same words keep what became of them."""
    kept = {action.task: action for action in item.actions.all()}
    saved = []
    for position, action in enumerate(read.actions, start=1):
        row = kept.pop(action.task.value, None) or Action(item=item, task=action.task.value)
        row.position, row.due_on = position, action.due_on or row.due_on
        row.owner = action.owner.value[:200] if action.owner else row.owner
        row.due = action.due.value[:200] if action.due else row.due
        row.save()
        saved.append(row.pk)
    item.actions.exclude(pk__in=saved).delete()


def _next_position(meeting: Meeting) -> int:
    return max(meeting.items.values_list("position", flat=True), default=0) + 1
