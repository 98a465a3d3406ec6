"""What needs doing at the desk: one small function for each kind of thing, each with the duty it serves.

Every function answers with a Group, its tasks oldest first, from two queries at most. The clock comes with the Desk.
"""

import datetime
import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from meetings.clear_days import (
    ClearDays,
    NoticeRule,
    clear_days,
    last_day_for_agenda,
    last_of_months_from,
    months_after,
    rule_of,
    working_day_after,
    working_day_from,
)
from meetings.models import Action, Attendee, Committee, Council, Item, Meeting, Membership, Person, Resolution

# So many of a group stand on the page; the others are a link away.
SHOWN = 10
# An agenda is announced so long before its last day.
AHEAD = datetime.timedelta(days=7)
ANSWER_MONTHS = 2
NOTE_DAYS = 7
# Notes of Welsh meetings have been due since this day: SI 2021/354, article 2.
NOTES_BEGIN = datetime.datetime(2021, 5, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Task:
    """One thing to do: what, where, how it stands in words, whether it is late, and the sum of its days."""

    label: str
    url: str
    state: str
    is_late: bool = False
    sum: ClearDays | None = None


@dataclass(frozen=True)
class Group:
    """Tasks of one kind, oldest first; `total` of them, of which `tasks` are shown; `url` lists them all."""

    name: str
    title: str
    why: str
    tasks: list[Task]
    total: int
    url: str

    @property
    def hidden(self) -> int:
        return self.total - len(self.tasks)


@dataclass(frozen=True)
class Desk:
    """The meetings that somebody works on, at a moment, with every council's way of counting."""

    meetings: QuerySet[Meeting]
    now: datetime.datetime
    councils: dict[int, Council]
    rules: dict[int, NoticeRule]

    @classmethod
    def of(cls, meetings: QuerySet[Meeting], now: datetime.datetime) -> "Desk":
        councils = {council.pk: council for council in Council.objects.all()}
        return cls(meetings, now, councils, {key: rule_of(council) for key, council in councils.items()})

    @property
    def today(self) -> datetime.date:
        return timezone.localdate(self.now)

    def held(self) -> QuerySet[Meeting]:
        """Meetings whose time has come, oldest first."""
        held = self.meetings.filter(starts_at__lte=self.now, cancelled_on=None)
        return held.select_related("committee").order_by("starts_at", "pk")

    def drafts(self) -> QuerySet[Meeting]:
        """Meetings held whose minutes are not public, oldest first; `is_typed` says whether anything is written."""
        written = Item.objects.filter(meeting=OuterRef("pk")).exclude(minute="", public_summary="")
        decided = Resolution.objects.filter(item__meeting=OuterRef("pk"))
        return self.held().filter(published_at=None).annotate(is_typed=Exists(written) | Exists(decided))

    def target(self, meeting: Meeting) -> datetime.date:
        """The day by which the council means to have the draft minutes out."""
        council = meeting.committee.council_id
        days = self.councils[council].minutes_target_days
        return working_day_after(meeting.held_on, days, self.rules[council])


def agendas(desk: Desk) -> Group:
    """Agendas that are due within a week, late already, or were published with too few clear days."""
    soon = AHEAD + datetime.timedelta(days=21 + 2 * max((rule.days for rule in desk.rules.values()), default=0))
    coming = desk.meetings.filter(starts_at__gt=desk.now, starts_at__lt=desk.now + soon)
    coming = coming.filter(published_at=None, cancelled_on=None).select_related("committee")
    found = []
    for meeting in coming.order_by("starts_at", "pk"):
        rule = desk.rules[meeting.committee.council_id]
        last = last_day_for_agenda(meeting.held_on, rule)
        if meeting.agenda_published_at:
            task = _published_late(meeting, rule)
        else:
            task = _agenda_due(meeting, rule, last, desk.today) if last <= desk.today + AHEAD else None
        if task:
            found.append((last, task))
    tasks = [task for _, task in sorted(found, key=lambda each: each[0])]
    why = "Open to the public for so many clear days before the meeting, as the council counts them."
    return Group("agendas", "Agendas", why, tasks[:SHOWN], len(tasks), _meetings("drafts"))


def _agenda_due(meeting: Meeting, rule: NoticeRule, last: datetime.date, today: datetime.date) -> Task:
    on_time = clear_days(max(last, today), meeting.held_on, rule)
    state = f"Publish today: {_share(on_time)}." if last <= today else f"Publish by {_day(last)}."
    if not on_time.is_enough:
        state = f"Late. Published today it has {_share(on_time)}; the last day was {_day(last)}."
    return Task(str(meeting), _publication(meeting), state, not on_time.is_enough, on_time)


def _published_late(meeting: Meeting, rule: NoticeRule) -> Task | None:
    counted = clear_days(timezone.localdate(meeting.agenda_published_at), meeting.held_on, rule)
    if counted.is_enough:
        return None
    state = f"Published late, on {_day(counted.notice)}: {_share(counted)}."
    return Task(str(meeting), _publication(meeting), state, True, counted)


def notes_due(desk: Desk) -> Group:
    """Welsh meetings whose note (names, interests, decisions, votes) is due; public minutes satisfy the duty."""
    welsh = [key for key, council in desk.councils.items() if council.nation == "wales"]
    drafts = desk.drafts().filter(committee__council__in=welsh, starts_at__gte=NOTES_BEGIN)
    rows, total = _oldest(drafts if welsh else drafts.none())
    tasks = []
    for meeting in rows:
        due = working_day_from(meeting.held_on, NOTE_DAYS, desk.rules[meeting.committee.council_id])
        tasks.append(Task(str(meeting), _publication(meeting), *_due_by(due, desk.today)))
    why = (
        "Seven working days beginning with the meeting: Local Government Act 1972, section 100C(1C). "
        "Publishing the minutes is enough."
    )
    return Group("notes", "Notes of decisions", why, tasks, total, _meetings("waiting"))


def unwritten(desk: Desk) -> Group:
    """Meetings held of which nothing is written down."""
    rows, total = _oldest(desk.drafts().filter(is_typed=False))
    tasks = []
    for meeting in rows:
        target = desk.target(meeting)
        state = f"Nothing is written yet. The target {'was' if target < desk.today else 'is'} {_day(target)}."
        url = reverse("admin:meetings_meeting_change", args=[meeting.pk])
        tasks.append(Task(str(meeting), url, state, target < desk.today))
    why = "Held, and not a word of the minutes is here."
    return Group("unwritten", "Meetings without minutes", why, tasks, total, _meetings("waiting"))


def over_target(desk: Desk) -> Group:
    """Draft minutes that are not public although the council's target, in working days, has passed."""
    is_over = Q(pk__in=[])
    for key, council in desk.councils.items():
        rule, days = desk.rules[key], council.minutes_target_days
        last = _last_with(lambda day, rule=rule, days=days: working_day_after(day, days, rule), before=desk.today)
        is_over |= Q(committee__council=key, starts_at__lt=_end_of(last))
    rows, total = _oldest(desk.drafts().filter(is_over, is_typed=True))
    tasks = [
        Task(str(meeting), _publication(meeting), f"The target was {_day(desk.target(meeting))}.", True)
        for meeting in rows
    ]
    why = "Written and not yet public, past the council’s own target of working days."
    return Group("drafts", "Draft minutes over the target", why, tasks, total, _meetings("waiting"))


def unconfirmed(desk: Desk) -> Group:
    """Public minutes that nobody confirmed though the committee has met again.

    Minutes are signed at the same or the next suitable meeting (Local Government Act 1972, Schedule 12, paragraph
    41); an extraordinary meeting is not counted as one.
    """
    later = Meeting.objects.filter(committee=OuterRef("committee"), starts_at__gt=OuterRef("starts_at"))
    later = later.filter(starts_at__lte=desk.now, cancelled_on=None).exclude(kind=Meeting.Kind.EXTRAORDINARY)
    waiting = desk.held().published().filter(confirmed_on=None)
    next_at = Subquery(later.order_by("starts_at").values("starts_at")[:1])
    rows, total = _oldest(waiting.filter(Exists(later)).annotate(next_at=next_at))
    tasks = [
        Task(
            str(meeting),
            _publication(meeting),
            f"The next meeting was on {_day(timezone.localdate(meeting.next_at))}.",
        )
        for meeting in rows
    ]
    why = "Public, and not confirmed as a correct record though the committee has met again."
    return Group("unconfirmed", "Minutes to confirm", why, tasks, total, _meetings("unconfirmed"))


def _short(words: str) -> str:
    """The words in one line of the list, cut between two of them."""
    return textwrap.shorten(words, 100, placeholder=" …")


def overdue_actions(desk: Desk) -> Group:
    """Open actions whose day has passed."""
    actions = Action.objects.overdue(on=desk.today).filter(item__meeting__in=desk.meetings)
    rows, total = _oldest(actions.select_related("item__meeting__committee").order_by("due_on", "pk"))
    sheet = reverse("admin:action_sheet")
    tasks = [
        Task(
            f"{_short(action.task)} ({action.item.meeting})",
            f"{sheet}?open={action.pk}#action-{action.pk}",
            f"{action.owner or 'No owner'}, due {_day(action.due_on)}.",
            True,
        )
        for action in rows
    ]
    why = "Tasks that a meeting gave, past their day."
    return Group("actions", "Actions overdue", why, tasks, total, f"{sheet}?state=overdue")


def recommendations(meetings: QuerySet[Meeting]) -> QuerySet[Resolution]:
    """What scrutiny panels recommended at these meetings, oldest first."""
    found = Resolution.objects.filter(outcome=Resolution.Outcome.RECOMMENDED, item__meeting__in=meetings)
    found = found.filter(item__meeting__committee__kind=Committee.Kind.SCRUTINY_PANEL)
    return found.select_related("item__meeting__committee").order_by("item__meeting__starts_at", "pk")


def answer_due(resolution: Resolution) -> datetime.date:
    """The last day for the executive's answer: two months beginning with the meeting.

    Local Government Act 2000, section 9FE: the months begin with the day on which the executive gets the
    recommendation, or the panel's notice with it. Neither is recorded here: a panel may send its recommendation the
    day after it met, long before its minutes are published. So the months are counted from the meeting, before which
    nothing can have been sent: the day given is never too late, and may be too early.
    """
    return last_of_months_from(resolution.item.meeting.held_on, ANSWER_MONTHS)


def unanswered_in_time(meetings: QuerySet[Meeting], today: datetime.date) -> QuerySet[Resolution]:
    """Recommendations whose answer is overdue. See also: answer_due()."""
    last = _last_with(lambda day: last_of_months_from(day, ANSWER_MONTHS), before=today)
    return recommendations(meetings).filter(answered_on=None, item__meeting__starts_at__lt=_end_of(last))


def unanswered(desk: Desk) -> Group:
    """Recommendations of scrutiny that the executive has not answered within two months."""
    rows, total = _oldest(unanswered_in_time(desk.meetings, desk.today))
    sheet = reverse("admin:action_sheet")
    tasks = [
        Task(
            f"{_short(f'{resolution.label} {resolution.text}')} ({resolution.item.meeting})",
            f"{sheet}?answer={resolution.pk}#recommendation-{resolution.pk}",
            f"An answer was due by {_day(answer_due(resolution))}.",
            True,
        )
        for resolution in rows
    ]
    why = "The executive answers a scrutiny panel within two months."
    return Group(
        "recommendations", "Recommendations unanswered", why, tasks, total, f"{sheet}#recommendations-heading"
    )


def long_absent(desk: Desk) -> Group:
    """Councillors with a seat who have attended nothing for four months or more, or since they took the seat.

    Six months without attending any meeting end a councillor's office unless the council approved the reason before
    (Local Government Act 1972, section 85). After a year it is the seat's last day that is missing here, not the
    councillor: such a one is no longer listed. Remote attendance counts as recorded.
    """
    today = desk.today
    seats = Membership.objects.on(today).filter(person=OuterRef("pk"))
    first = seats.order_by().values("person").annotate(first=Min("starts_on")).values("first")
    attended = Attendee.objects.filter(attendance__in=Attendee.THERE, meeting__cancelled_on=None)
    attended = attended.filter(meeting__starts_at__lte=desk.now)
    a_year_ago = months_after(today, -12)
    newest = attended.filter(meeting__starts_at__gte=_end_of(a_year_ago)).values("person")
    newest = dict(newest.annotate(at=Max("meeting__starts_at")).values_list("person", "at"))
    people = Person.objects.filter(Exists(seats), kind=Person.Kind.COUNCILLOR).annotate(
        first=Subquery(first), has_attended=Exists(attended.filter(person=OuterRef("pk")))
    )
    found = []
    for person in people.order_by("pk"):
        last = newest.get(person.pk)
        since = timezone.localdate(last) if last else None if person.has_attended else person.first
        if since and a_year_ago < since <= months_after(today, -4):
            found.append((since, person))
    found.sort(key=lambda each: each[0])
    tasks = [_absence(person, since, today) for since, person in found]
    total, tasks = len(tasks), tasks[:SHOWN]
    why = "Six months without attending end the office, unless the council approved the reason before."
    return Group("absent", "Councillors long absent", why, tasks, total, reverse("admin:meetings_person_changelist"))


def _absence(person: Person, since: datetime.date, today: datetime.date) -> Task:
    end = months_after(since, 6)
    begun = "Last attended on" if person.has_attended else "No attendance since the seat began on"
    passed = "Five months" if months_after(since, 5) <= today else "Four months"
    state = f"{passed} have passed; six end on {_day(end)}." if today <= end else f"Six months ended on {_day(end)}."
    url = reverse("admin:meetings_person_change", args=[person.pk])
    return Task(str(person), url, f"{begun} {_day(since)}. {state}", today > end)


def without_contact(desk: Desk) -> Group:
    """Councils that have not said how the public reaches them, for whoever may write it.

    The accessibility statement has to say it (SI 2018/952, regulation 8), and how to complain and to correct
    personal data hangs on it.
    """
    missing = [council for council in desk.councils.values() if not council.contact.strip() and not council.ends_on]
    state = "Public pages say that the council has not given its contact details yet."
    tasks = [
        Task(str(council), f"{reverse('admin:meetings_council_change', args=[council.pk])}#id_contact", state, True)
        for council in sorted(missing, key=lambda council: council.name)
    ]
    why = "The accessibility statement and the page on complaints have to say how the council is reached."
    every = reverse("admin:meetings_council_changelist")
    return Group("contact", "Contact for the public", why, tasks[:SHOWN], len(tasks), every)


ALL_GROUPS = [agendas, notes_due, unwritten, over_target, unconfirmed, overdue_actions, unanswered, long_absent]


def _oldest(ordered: QuerySet) -> tuple[list, int]:
    """The first rows, as many as are shown, and how many there are."""
    rows = list(ordered[: SHOWN + 1])
    return rows[:SHOWN], len(rows) if len(rows) <= SHOWN else ordered.count()


def _last_with(due: Callable[[datetime.date], datetime.date], *, before: datetime.date) -> datetime.date:
    """The last day whose due day lies before the day given."""
    day = before
    while due(day) >= before:
        day -= datetime.timedelta(days=1)
    return day


def _end_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min))


def _due_by(due: datetime.date, today: datetime.date) -> tuple[str, bool]:
    return (f"Was due by {_day(due)}.", True) if due < today else (f"Due by {_day(due)}.", False)


def _share(counted: ClearDays) -> str:
    return f"{counted.count} of {counted.needed} clear days"


def _day(day: datetime.date) -> str:
    return f"{day:%A %-d %B %Y}"


def _publication(meeting: Meeting) -> str:
    return reverse("admin:meetings_meeting_publication", args=[meeting.pk])


def _meetings(standing: str) -> str:
    return f"{reverse('admin:meetings_meeting_changelist')}?standing={standing}"
