"""The only writer of what was read: always a draft, and the same again when the same meeting is read twice."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from meetings.importers.guesses import guesses_in
from meetings.importers.minutes import AttendeeRead, MeetingRead
from meetings.importers.save_items import Draft
from meetings.importers.save_people import Directory, Roll, make_person
from meetings.models import Committee, Meeting, Person
from meetings.models.exemptions import is_exempt_paragraph

USUAL_TIME = datetime.time(18)
LONGEST_DELAY = datetime.timedelta(minutes=45)
TIME_NOTE = "The minutes read in did not give the time of the meeting: check the one assumed."


class CannotSave(Exception):
    """The draft was not saved; the message says why, for the clerk."""


class AlreadyPublished(CannotSave):
    """The meeting's minutes are on the record: reading them in again would overwrite it."""


class WhichMeeting(CannotSave):
    """The committee meets more than once that day, or at another time, and nothing says which meeting is meant."""


@dataclass(frozen=True)
class SavedDraft:
    """The meeting that was saved, whether it was new, and what was read that the desk has no place for."""

    meeting: Meeting
    is_new: bool
    notes: tuple[str, ...] = ()


@transaction.atomic
def save_draft(
    read: MeetingRead,
    *,
    committee: Committee,
    day: datetime.date,
    time: datetime.time | None = None,
    people: Mapping[str, Person] | None = None,
    new_people: Collection[str] = (),
) -> SavedDraft:
    """Save what was read as a draft of the committee's meeting on that day, or add it to the draft there is.

    Items are found again by number, else by title; a part that was read of an item replaces what the draft holds of
    it, and what was not read stays. `people` says who is meant by a name as read; without it the directory is asked.
    `new_people` are names to be added to the directory. Raises AlreadyPublished for a meeting whose minutes are or
    were public, WhichMeeting when the day has several, and CannotSave for what the desk has no place for.
    """
    if not 1800 <= day.year <= 2100:
        raise CannotSave(f"{day:%-d %B} {day.year}: the year of the meeting must be between 1800 and 2100.")
    _refuse_unknown_exemptions(read, committee)
    # Two clicks at once must not make two meetings.
    committee = Committee.objects.select_for_update().get(pk=committee.pk)
    meeting = find_meeting(committee, day, time, printed=read.time.value if read.time else None)
    if meeting and not meeting.is_draft:
        raise AlreadyPublished(f"{meeting}: these minutes are on the record; change them at the desk instead.")
    is_new = meeting is None
    if is_new:
        meeting = _new_meeting(read, committee, day, time)
    if read.venue and not meeting.venue:
        meeting.venue = read.venue.value[:200]
    meeting.guesses = list(dict.fromkeys([*meeting.guesses, *guesses_in(replace(read, items=()))]))
    meeting.save(update_fields=["venue", "guesses"])
    roll = Roll(meeting, _people_of(read, people, new_people))
    for attendee in read.attendees:
        roll.add(attendee)
    roll.note_substitutes(read.attendees)
    draft = Draft(meeting, roll)
    for item in read.items:
        draft.save(item)
    return SavedDraft(meeting, is_new, tuple(dict.fromkeys(draft.notes)))


def find_meeting(
    committee: Committee, day: datetime.date, time: datetime.time | None, printed: datetime.time | None = None
) -> Meeting | None:
    """The committee's meeting on that day, at that time if one is given; `printed` only chooses between several.

    Minutes print when a meeting began, which may be minutes after it was called. Raises WhichMeeting when there is
    not one.
    """
    meetings = list(committee.meetings.filter(starts_at__date=day).order_by("starts_at"))
    if not meetings:
        return None
    if time is None and len(meetings) == 1:
        return meetings[0]
    for meeting in meetings:
        if timezone.localtime(meeting.starts_at).time() == (time or printed):
            return meeting
    if len(meetings) == 1 and _is_near(meetings[0], day, time):
        return meetings[0]
    times = " and ".join(f"{timezone.localtime(meeting.starts_at):%H:%M}" for meeting in meetings)
    raise WhichMeeting(
        f"{committee} has a meeting on that day at {times}. Give that time to add to it; "
        "for a second meeting of the day, make the meeting first."
    )


def _is_near(meeting: Meeting, day: datetime.date, time: datetime.time) -> bool:
    """Whether a meeting called for its time may have begun at this one: minutes print when it did begin."""
    began = timezone.make_aware(datetime.datetime.combine(day, time))
    return abs(began - meeting.starts_at) <= LONGEST_DELAY


def usual_time(committee: Committee) -> datetime.time:
    """When the committee's last meeting began, for minutes that do not say."""
    last = committee.meetings.order_by("-starts_at").first()
    return timezone.localtime(last.starts_at).time() if last else USUAL_TIME


def find_committee(name: str) -> Committee | None:
    """The committee of that name, whatever its capitals; None when there is none or more than one."""
    found = list(Committee.objects.filter(name__iexact=name.strip())[:2])
    return found[0] if len(found) == 1 else None


def _new_meeting(read: MeetingRead, committee: Committee, day: datetime.date, time: datetime.time | None) -> Meeting:
    time = time or (read.time.value if read.time else None)
    starts_at = datetime.datetime.combine(day, time or usual_time(committee))
    return Meeting.objects.create(
        committee=committee,
        starts_at=timezone.make_aware(starts_at),
        kind=read.kind,
        clerk_notes="" if time else TIME_NOTE,
    )


def _refuse_unknown_exemptions(read: MeetingRead, committee: Committee) -> None:
    """An item may be exempt only under a paragraph that the nation's schedule has; taken for open, it would leak."""
    for item in read.items:
        paragraph = item.exempt_paragraph.value if item.exempt_paragraph else ""
        if item.is_exempt and not paragraph:
            raise CannotSave(f"“{item.title.value}” is exempt: give the paragraph of the schedule that says so.")
        if item.is_exempt and not is_exempt_paragraph(committee.council.nation, paragraph):
            raise CannotSave(f"“{item.title.value}”: there is no paragraph {paragraph} of exemption in the schedule.")


def _people_of(
    read: MeetingRead, people: Mapping[str, Person] | None, new_people: Collection[str]
) -> dict[str, Person]:
    """Who is meant by each name that was read; those to be added to the directory are added."""
    named: dict[str, AttendeeRead] = {attendee.name.value: attendee for attendee in _everyone(read)}
    if people is None:
        directory = Directory()
        found = {name: directory.find(attendee) for name, attendee in named.items() if name}
        people = {name: person for name, person in found.items() if person}
    new = {name: make_person(named[name]) for name in new_people if named.get(name) and name not in people}
    return {**people, **new}


def _everyone(read: MeetingRead) -> list[AttendeeRead]:
    speakers = [speaker for item in read.items for speaker in item.speakers]
    # The roll of the meeting says most of a person: it is the last word.
    return [*speakers, *read.attendees]
