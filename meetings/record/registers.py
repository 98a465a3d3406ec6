"""The registers: every resolution and every action of the record, in the order in which a reader goes through them.

A page deep in a register is found as quickly as the first. What is found is counted by spans of some thirty days, from
an index alone; so it is known in which span a page begins, and only there are rows passed over.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, Count, F, Func, Q, Value, When
from django.db.models.functions import Greatest
from django.utils import timezone

from meetings.municipal_year import MunicipalYear
from meetings.record.actions import standing_of, state_in_words
from meetings.record.addresses import address_of
from meetings.record.directory import PublishedCommittee
from meetings.record.meetings import PublishedItem, PublishedMeeting
from meetings.record.words import action_in_words, as_day, decision_in_words

FIRST_DAY, LAST_DAY = datetime.date(1800, 1, 1), datetime.date(2200, 1, 1)
# Whose turn comes when: those with a day on which they are due, those without, those done.
UNDATED, DONE = 10_000_000, 20_000_000
# A span is 2 ** 5 days.
SPAN = 5
# So many rows are read at a time where all are wanted.
AT_A_TIME = 500
# Within a meeting the rows stand in the order of its minutes.
MOST_OF_AN_ITEM = 1_000


def days_before(column: str) -> Func:
    """How many days there are from the column's day to the last: a number that grows as days go back."""
    return Func(F(column), template=f"(DATE '{LAST_DAY}' - %(expressions)s)", output_field=models.IntegerField())


def days_since(column: str) -> Func:
    return Func(F(column), template=f"(%(expressions)s - DATE '{FIRST_DAY}')", output_field=models.IntegerField())


def place_of(item: PublishedItem, number: int) -> int:
    return item.position * MOST_OF_AN_ITEM + number


@dataclass(frozen=True)
class Order:
    """An order of rows: by a column that an index holds, then meeting by meeting as the minutes have them."""

    column: str
    # Whether the column is a day and the newest comes first, or a turn and the lowest does.
    is_newest_first: bool

    @property
    def columns(self) -> tuple[str, ...]:
        return f"{'-' if self.is_newest_first else ''}{self.column}", "meeting", "place"

    @property
    def span(self) -> Func:
        """The span of days that a row falls into, by number, in the same order."""
        turn = days_before(self.column) if self.is_newest_first else F(self.column)
        return Func(turn, template=f"(%(expressions)s >> {SPAN})", output_field=models.IntegerField())

    def from_span(self, number: int) -> Q:
        first = number << SPAN
        if self.is_newest_first:
            return Q(**{f"{self.column}__lte": LAST_DAY - datetime.timedelta(days=first)})
        return Q(**{f"{self.column}__gte": first})

    def after(self, row: models.Model) -> Q:
        """All that comes after the row. The column is named twice, so that its index is entered at the row's place."""
        value, way = getattr(row, self.column), "lt" if self.is_newest_first else "gt"
        same = Q(meeting__gt=row.meeting_id) | Q(meeting=row.meeting_id, place__gt=row.place)
        return Q(**{f"{self.column}__{way}e": value}) & (Q(**{f"{self.column}__{way}": value}) | same)


NEWEST = Order("held_on", is_newest_first=True)
BY_TURN = Order("turn", is_newest_first=False)


@dataclass(frozen=True)
class Tally:
    """How many rows there are: by span, in order, and by what a register tells apart."""

    spans: dict[int, int]
    kinds: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.spans.values())

    def span_of(self, place: int) -> tuple[int, int]:
        """The span that holds the row at the place, counted from nought, and how many of its rows come before."""
        for number, count in sorted(self.spans.items()):
            if place < count:
                return number, place
            place -= count
        raise IndexError(place)


class RegisterQuerySet(models.QuerySet):
    """Rows of a register; each knows its meeting, the day of it, its committee and its place in the minutes."""

    def in_year(self, year: MunicipalYear) -> "RegisterQuerySet":
        return self.filter(held_on__range=(year.first_day, year.last_day))

    def for_lists(self) -> "RegisterQuerySet":
        """With what names the item and the meeting, and none of their long texts."""
        item = (f"item__{name}" for name in ["meeting", "position", "slug", "number", "title"])
        meeting = (f"meeting__{name}" for name in ["title", "held_on", "starts_at", "published_at"])
        own = (field.attname for field in self.model._meta.local_concrete_fields)
        return self.select_related("item", "meeting").only(*own, *item, *meeting)

    def tally(self, order: Order, kind: object) -> Tally:
        """Count the rows by span of the order and by `kind`, in one query that an index can answer."""
        spans, kinds = {}, {}
        counted = self.order_by().annotate(span=order.span, told_apart=kind).values_list("span", "told_apart")
        for span, told_apart, count in counted.annotate(count=Count("*")):
            spans[span] = spans.get(span, 0) + count
            kinds[told_apart] = kinds.get(told_apart, 0) + count
        return Tally(spans, kinds)

    def stretch(self, order: Order, tally: Tally, first: int, count: int) -> Sequence[models.Model]:
        """So many rows from the place on; none where there are none."""
        if first >= tally.total:
            return []
        span, before = tally.span_of(first)
        found = self.for_lists().filter(order.from_span(span)).order_by(*order.columns)
        return list(found[before : before + count])

    def one_by_one(self, order: Order) -> Iterator[models.Model]:
        """All rows in order, a few of them in memory at a time."""
        rows = self.for_lists().order_by(*order.columns)
        some = list(rows[:AT_A_TIME])
        while some:
            yield from some
            some = list(rows.filter(order.after(some[-1]))[:AT_A_TIME]) if len(some) == AT_A_TIME else []

    def newly_published(self) -> "RegisterQuerySet":
        """As news: what was published, or changed, last comes first."""
        return self.for_lists().order_by("-meeting__published_at", "meeting", "place")


class Register(models.Model):
    """What both registers have: where in the record a row stands."""

    meeting = models.ForeignKey(PublishedMeeting, models.CASCADE, related_name="+")
    # The indexes of each register begin with it.
    committee = models.ForeignKey(PublishedCommittee, models.PROTECT, related_name="+", db_index=False)
    held_on = models.DateField(help_text="The local day of the meeting.")
    place = models.PositiveIntegerField(help_text="Its place among those of its meeting.")

    class Meta:
        abstract = True

    @property
    def item_url(self) -> str:
        return f"{address_of('meetings')}{self.meeting_id}/item/{self.item.slug}/"


class ResolutionQuerySet(RegisterQuerySet):
    def tallied(self) -> Tally:
        """How many there are of each outcome."""
        return self.tally(NEWEST, F("outcome"))

    def of_meetings(self, meetings: Sequence[PublishedMeeting]) -> "ResolutionQuerySet":
        """What was decided at these meetings, beside their procedure, in the order of the minutes."""
        return self.of_substance().filter(meeting__in=meetings).order_by("meeting", "place")

    def of_substance(self) -> "ResolutionQuerySet":
        """Without those of procedure."""
        return self.filter(is_procedural=False)

    def by(self, person: str) -> "ResolutionQuerySet":
        """Those that the person moved, seconded or voted on by name."""
        return self.filter(people__contains=[person])


class PublishedResolution(Register):
    item = models.ForeignKey(PublishedItem, models.CASCADE, related_name="resolutions")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=20)
    text = models.TextField()
    # As an edition names them: {"name", "person"}.
    mover = models.JSONField(null=True)
    seconder = models.JSONField(null=True)
    is_procedural = models.BooleanField(default=False, help_text="Whether its item is.")
    people = ArrayField(models.CharField(max_length=80), default=list, help_text="Who moved, seconded or voted.")

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "item", "position"]
        indexes = [
            models.Index(fields=["-held_on", "outcome", "is_procedural"], name="resolutions_by_day"),
            models.Index(
                fields=["committee", "-held_on", "outcome", "is_procedural"], name="resolutions_of_a_committee"
            ),
            GinIndex(fields=["people"], name="resolutions_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.text}".strip()[:80]

    def get_absolute_url(self) -> str:
        return f"{self.item_url}#item-{self.item.slug}-resolution-{self.position}"

    @property
    def in_words(self) -> tuple[str, str]:
        """The outcome word, and what follows it."""
        return decision_in_words(self.outcome, self.text)


class ActionQuerySet(RegisterQuerySet):
    def overdue(self, today: datetime.date) -> "ActionQuerySet":
        """Those not done though their day is over. See also: PublishedAction.standing()."""
        return self.filter(turn__lt=turn_of(today))

    def open(self, today: datetime.date) -> "ActionQuerySet":
        """Those neither done nor overdue. See also: PublishedAction.standing()."""
        return self.filter(turn__gte=turn_of(today), turn__lt=FIRST_DONE)

    def done(self) -> "ActionQuerySet":
        """See also: PublishedAction.standing()."""
        return self.filter(turn__gte=FIRST_DONE)

    def tallied(self, order: Order, today: datetime.date) -> Tally:
        """How many are overdue, open and done."""
        overdue, done = Q(turn__lt=turn_of(today)), Q(turn__gte=FIRST_DONE)
        return self.tally(
            order, Case(When(overdue, Value("overdue")), When(done, Value("done")), default=Value("open"))
        )

    def offices(self, most: int) -> list[str]:
        """Whose they are, those with most actions first."""
        counted = self.order_by().values_list("office").annotate(actions=Count("*"))
        return [office for office, _ in counted.order_by("-actions", "office")[:most]]

    def newly_published(self) -> "ActionQuerySet":
        return self.for_lists().order_by("-changed_at", "meeting", "place")


def turn_of(due_on: datetime.date) -> int:
    """The turn of what is due on that day and not done."""
    return (due_on - FIRST_DAY).days


# However far ahead the day lies on which something is said to have been done.
FIRST_DONE = (UNDATED + DONE) // 2


class PublishedAction(Register):
    """One task; what became of it is live, published beside the edition and never inside it."""

    item = models.ForeignKey(PublishedItem, models.CASCADE, related_name="actions")
    number = models.PositiveSmallIntegerField()
    task = models.TextField()
    owner = models.CharField(max_length=200, blank=True)
    office = models.CharField(max_length=200, blank=True, help_text="The owner, unless that is a private person.")
    due = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True)
    published_at = models.DateTimeField(help_text="When the newest edition was made.")
    # Live.
    completed_on = models.DateField(null=True)
    # Live: [{"on", "text"}…], oldest first.
    updates = models.JSONField(default=list)
    # Live: address of the item at which it was reported back.
    reported_back_at = models.CharField(max_length=160, blank=True)
    # Live: the last day of which there is anything to tell.
    told_at = models.DateTimeField(null=True)
    # Overdue ones and those due next come first, then those without a day, then what was done last.
    turn = models.GeneratedField(
        expression=Case(
            When(completed_on__isnull=False, then=Value(DONE) + days_before("completed_on")),
            When(due_on__isnull=False, then=days_since("due_on")),
            default=Value(UNDATED) + days_before("held_on"),
        ),
        output_field=models.IntegerField(),
        db_persist=True,
    )
    changed_at = models.GeneratedField(
        expression=Greatest("published_at", "told_at"), output_field=models.DateTimeField(), db_persist=True
    )

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["item", "number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="one_published_action_of_a_number")]
        indexes = [
            models.Index(fields=["turn"], name="actions_by_turn"),
            models.Index(fields=["committee", "turn"], name="actions_of_a_committee"),
            models.Index(fields=["office", "turn"], name="actions_of_an_office"),
            models.Index(fields=["-held_on", "turn"], name="actions_by_day"),
            models.Index(fields=["-changed_at"], name="actions_by_news"),
            # Found by how they begin: all that were reported back at the items of one meeting.
            models.Index(
                fields=["reported_back_at"],
                name="actions_reported_back",
                opclasses=["varchar_pattern_ops"],
                condition=Q(reported_back_at__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return self.task[:80]

    def get_absolute_url(self) -> str:
        return f"{self.item_url}#item-{self.item.slug}-action-{self.number}"

    def standing(self, today: datetime.date) -> str:
        """Overdue, open or done. See also: ActionQuerySet.overdue(), open() and done()."""
        return standing_of(self.due_on, self.completed_on, today)

    @property
    def in_words(self) -> str:
        """Whose it is and by when; the register names offices alone."""
        return action_in_words(self.office, self.due, self.due_on)

    def state(self, today: datetime.date) -> str:
        """How it stands in words."""
        return state_in_words(self.due_on, self.completed_on, today)

    def days_awaited(self) -> list[datetime.date]:
        """The day by which it is due, unless it is done: once that is over, it is overdue."""
        return [self.due_on] if self.due_on and not self.completed_on else []

    @property
    def reported_back(self) -> str:
        """The address of the item at which it was reported back, or nothing."""
        return f"{address_of('meetings')}{self.reported_back_at}/" if self.reported_back_at else ""

    def take_progress(self, facts: dict) -> None:
        """Take over what became of it: `completed_on`, `updates` and `reported_back_at`."""
        for key, value in facts.items():
            setattr(self, key, value)
        self.told_at = told_at(facts)


def told_at(facts: dict) -> datetime.datetime | None:
    """The beginning of the last day of which there is anything to tell of an action, days being days or in text."""
    days = [as_day(update["on"]) for update in facts["updates"]]
    days += [as_day(facts["completed_on"])] if facts["completed_on"] else []
    return timezone.make_aware(datetime.datetime.combine(max(days), datetime.time())) if days else None
