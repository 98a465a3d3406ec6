"""The next sitting of a committee, planned from those before it: when, on which standing items, with which members."""

import calendar
import datetime
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from meetings.models.agenda_numbers import agenda_numbers
from meetings.models.councils import Committee
from meetings.models.meetings import Attendee, Meeting
from meetings.models.minutes import Action, Item
from meetings.models.people import Membership

# How many meetings are looked through for headings that come again.
LOOKED_BACK = 3
# Seats in the order of the attendance list.
SEATS = [
    Membership.Role.CHAIR,
    Membership.Role.VICE_CHAIR,
    Membership.Role.MEMBER,
    Membership.Role.SUBSTITUTE,
    Membership.Role.CO_OPTED,
]
_WORD = re.compile(r"[^\W\d_]+")
_OF_DATES = {name.casefold() for name in [*calendar.month_name, *calendar.day_name] if name} | {"st", "nd", "rd", "th"}


def latest_meetings(meeting: Meeting, *, count: int = LOOKED_BACK) -> list[Meeting]:
    """The meeting and those of its committee before it that were not cancelled, the latest first."""
    earlier = Meeting.objects.filter(committee=meeting.committee_id, starts_at__lt=meeting.starts_at)
    return [meeting, *earlier.exclude(cancelled_on__isnull=False).order_by("-starts_at")[: count - 1]]


def next_start(meeting: Meeting) -> datetime.datetime | None:
    """When the committee would meet after this meeting, if it goes on as its last two ordinary meetings did.

    On the same weekday of a month ("the second Thursday") where both were on one, otherwise after the same number of
    whole weeks; always at the time of day of the later one. None where there are no two meetings to go by.
    """
    up_to_it = Meeting.objects.filter(committee=meeting.committee_id, starts_at__lte=meeting.starts_at)
    ordinary = up_to_it.filter(kind=Meeting.Kind.ORDINARY, cancelled_on=None).order_by("-starts_at")
    starts = [timezone.localtime(start) for start in ordinary.values_list("starts_at", flat=True)[:2]]
    if len(starts) < 2 or starts[0].date() == starts[1].date():
        return None
    last, before = starts[0].date(), starts[1].date()
    day = next_day(before, last, after=last)
    while day <= meeting.held_on:
        day = next_day(before, last, after=day)
    return timezone.make_aware(datetime.datetime.combine(day, starts[0].time()))


def next_day(before: datetime.date, last: datetime.date, *, after: datetime.date) -> datetime.date:
    """The day that follows `after` as `last` followed `before`."""
    months = (last.year - before.year) * 12 + last.month - before.month
    if months and last.weekday() == before.weekday() and _week_of_month(last) == _week_of_month(before):
        return _weekday_of_month(after, months, last.weekday(), _week_of_month(last))
    return after + datetime.timedelta(weeks=max(1, round((last - before).days / 7)))


def _week_of_month(day: datetime.date) -> int:
    """0 for the first such weekday of its month, up to 4."""
    return (day.day - 1) // 7


def _weekday_of_month(after: datetime.date, months: int, weekday: int, week: int) -> datetime.date:
    """That weekday of the month so many months on; the last one, where the month has no fifth."""
    count = after.year * 12 + after.month - 1 + months
    first = datetime.date(count // 12, count % 12 + 1, 1)
    day = first + datetime.timedelta(days=(weekday - first.weekday()) % 7, weeks=week)
    return day if day.month == first.month else day - datetime.timedelta(weeks=1)


def standing_items(meetings: Sequence[Meeting]) -> list[Item]:
    """Items of the first meeting that stand on every agenda, in their order.

    They are the procedural ones, and those whose heading, dates aside, comes again in the other meetings given. One
    query.
    """
    if not meetings:
        return []
    headings: dict[int, list[Item]] = {meeting.pk: [] for meeting in meetings}
    for item in Item.objects.filter(meeting__in=headings).order_by("position").defer("minute", "clerk_notes"):
        headings[item.meeting_id].append(item)
    seen = Counter(heading for items in headings.values() for heading in {heading_words(item.title) for item in items})
    return [item for item in headings[meetings[0].pk] if item.is_procedural or seen[heading_words(item.title)] > 1]


def heading_words(title: str) -> tuple[str, ...]:
    """The words of a title without its dates, by which it is known again."""
    return tuple(word for word in _WORD.findall(title.casefold()) if word not in _OF_DATES)


def open_matters(committee: Committee) -> list[Action]:
    """Actions of the committee that are open and stand on no later agenda yet, the oldest first."""
    waiting = Action.objects.open().filter(item__meeting__committee=committee, reported_back_at=None)
    return list(waiting.select_related("item__meeting").order_by("item__meeting__starts_at", "item__position", "pk"))


def seats_held(committee: Committee, day: datetime.date) -> list[Membership]:
    """One seat for each member of the committee on that day: chair, vice-chair, members, substitutes, co-opted.

    Somebody with two seats, a member who is also the chair, is listed by the first of them.
    """
    seats = committee.memberships.on(day).select_related("person")
    ordered = sorted(seats, key=lambda seat: (SEATS.index(seat.role), _family_name(seat), seat.person.name, seat.pk))
    by_person: dict[int, Membership] = {}
    for seat in ordered:
        by_person.setdefault(seat.person_id, seat)
    return list(by_person.values())


def seats_and_attendees(
    meeting: Meeting, attendees: Sequence[Attendee]
) -> list[tuple[Membership | None, Attendee | None]]:
    """Each member of the day with what the list of the meeting has of them, then others on the list. One query."""
    by_person = {attendee.person_id: attendee for attendee in attendees if attendee.person_id}
    seats = [(seat, by_person.get(seat.person_id)) for seat in seats_held(meeting.committee, meeting.held_on)]
    seated = {attendee.pk for _, attendee in seats if attendee}
    return [*seats, *((None, attendee) for attendee in attendees if attendee.pk not in seated)]


def _family_name(seat: Membership) -> str:
    return seat.person.name.casefold().split()[-1]


class AlreadyThere(Exception):
    """The committee has a meeting at that very moment; `meeting` is it."""

    def __init__(self, meeting: Meeting):
        super().__init__(f"{meeting} is at the desk already.")
        self.meeting = meeting


@transaction.atomic
def plan_meeting(
    last: Meeting,
    *,
    starts_at: datetime.datetime,
    venue: str,
    kind: str,
    items: Iterable[Item] = (),
    matters: Iterable[Action] = (),
) -> Meeting:
    """Make the next meeting of the committee of `last`, with copies of those items and a heading for each open matter.

    Only headings are copied, numbered anew; never minutes, papers or decisions. An open matter is reported back at
    its heading. Raises AlreadyThere, also to the second of two presses of one button.
    """
    committee = Committee.objects.select_for_update().get(pk=last.committee_id)
    there = Meeting.objects.filter(committee=committee, starts_at=starts_at).select_related("committee").first()
    if there:
        raise AlreadyThere(there)
    meeting = Meeting.objects.create(committee=committee, starts_at=starts_at, venue=venue, kind=kind)
    matters = list(matters)
    meetings = latest_meetings(last)
    headings = [_copied(item, meetings) for item in items]
    headings += [_heading_of(matter) for matter in matters]
    for position, (item, number) in enumerate(zip(headings, agenda_numbers(headings), strict=True), start=1):
        item.meeting, item.position, item.number = meeting, position, number
    Item.objects.bulk_create(headings)
    for matter, item in zip(matters, headings[len(headings) - len(matters) :], strict=True):
        matter.reported_back_at = item
        matter.save(update_fields=["reported_back_at"])
    return meeting


def carried_title(title: str, meetings: Sequence[Meeting]) -> str:
    """The title as it stands on the agenda after those meetings, the latest first.

    “Minutes of the meeting of …” now names the latest of them, not one before it.
    """
    for meeting in meetings[1:]:
        title = title.replace(f"{meeting.held_on:%-d %B %Y}", f"{meetings[0].held_on:%-d %B %Y}")
    return title


def _copied(item: Item, meetings: Sequence[Meeting]) -> Item:
    return Item(
        number=item.number,
        title=carried_title(item.title, meetings),
        purpose=item.purpose,
        is_procedural=item.is_procedural,
        access=item.access,
        exempt_paragraph=item.exempt_paragraph,
    )


def _heading_of(matter: Action) -> Item:
    """The heading of an open matter. That of closed business is closed too, and says no more than its title did."""
    asked = matter.item
    if asked.is_exempt:
        closed = {"access": asked.access, "exempt_paragraph": asked.exempt_paragraph}
        return Item(title=_matter_arising(asked.title), **closed)
    return Item(title=_matter_arising(matter.task))


def _matter_arising(of: str) -> str:
    """The words as a heading, cut at a word where they are too long for one."""
    longest = Item._meta.get_field("title").max_length
    words = " ".join(f"Matter arising: {of}".split())
    return words if len(words) <= longest else words[: longest - 1].rsplit(" ", 1)[0] + "…"
