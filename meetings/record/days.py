"""How much lies on each day: by it any page of a long list is found without going through the pages before.

The days are counted once while the record is in one state (see state.py), for each list by itself. Whoever asks gives
the name of the state.
"""

import calendar
import datetime
import functools
import uuid
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from django.db.models import Count

from meetings.record.meetings import PublishedAppearance, PublishedMeeting

# A day takes sixteen bytes: of thirty years with a meeting on every working day, a list takes 120 kB.
LISTS_KEPT = 256
# On either side, whatever the time zone.
SLACK = datetime.timedelta(days=1), datetime.timedelta(days=2)


def last_of_month(first: datetime.date) -> datetime.date:
    """The last day of the month that begins with this one."""
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


@dataclass(frozen=True)
class Stretch:
    """From one day to another, both included, where rows of a list lie, after so many of the day it begins with."""

    oldest: datetime.date
    newest: datetime.date
    after: int

    def conditions(self, meeting: str = "") -> dict:
        """What a meeting in it fulfils; `meeting` is the way to it from the model that is asked, as “item__meeting__”.

        Said twice, so that indexes by moment are entered at its place, too.
        """
        begins, ends = (
            datetime.datetime.combine(day, datetime.time(), datetime.UTC) for day in (self.oldest, self.newest)
        )
        return {
            f"{meeting}held_on__range": (self.oldest, self.newest),
            f"{meeting}starts_at__range": (begins - SLACK[0], ends + SLACK[1]),
        }


class Days:
    """The days on which something lies, the newest first, each with how many rows of a list are of it."""

    def __init__(self, numbers: array, sums: array) -> None:
        # Minus the ordinals of the days, which makes them rise; before each, how many rows are newer.
        self._numbers, self._sums = numbers, sums

    @classmethod
    def of(cls, counted: Iterable[tuple[datetime.date, int]]) -> "Days":
        """From each day and its count, in any order."""
        rows = sorted(((-day.toordinal(), count) for day, count in counted))
        return cls(array("l", (number for number, _ in rows)), array("l", accumulate((n for _, n in rows), initial=0)))

    @property
    def total(self) -> int:
        return self._sums[-1] - self._sums[0]

    @property
    def span(self) -> tuple[datetime.date, datetime.date] | None:
        """The first and the last day; None when there is none."""
        return (self._day(-1), self._day(0)) if self._numbers else None

    def between(self, first: datetime.date | None, last: datetime.date | None) -> "Days":
        """Those from one day to another, both included; None stands for no limit."""
        begin = bisect_left(self._numbers, -last.toordinal()) if last else 0
        end = bisect_right(self._numbers, -first.toordinal()) if first else len(self._numbers)
        return Days(self._numbers[begin:end], self._sums[begin : max(begin, end) + 1])

    def stretch(self, start: int, count: int) -> Stretch:
        """Where the rows from `start` on lie, so many of them or as many as there are; `start` must be of a row.

        The list is one that begins with the newest day.
        """
        first, last = self._sums[0] + start, self._sums[0] + min(start + count, self.total) - 1
        begin, end = (self._place(row) for row in (first, last))
        return Stretch(self._day(end), self._day(begin), first - self._sums[begin])

    def stretch_of_rising(self, start: int, count: int) -> Stretch:
        """The same of a list that begins with the oldest day. See also: stretch()."""
        first, last = self._sums[-1] - min(start + count, self.total), self._sums[-1] - start - 1
        begin, end = (self._place(row) for row in (first, last))
        return Stretch(self._day(end), self._day(begin), self._sums[end + 1] - 1 - last)

    def _place(self, row: int) -> int:
        """Of the day that the row is of, told by how many are newer."""
        return bisect_right(self._sums, row) - 1

    def _day(self, place: int) -> datetime.date:
        return datetime.date.fromordinal(-self._numbers[place])


NO_DAYS = Days.of([])


@functools.lru_cache(maxsize=LISTS_KEPT)
def days_of_meetings(state: uuid.UUID, committee: str) -> Days:
    """Of the meetings of one committee, or of all when it is empty."""
    meetings = PublishedMeeting.objects.filter(committee=committee) if committee else PublishedMeeting.objects
    return Days.of(meetings.order_by().values_list("held_on").annotate(count=Count("pk")).iterator())


@functools.lru_cache(maxsize=LISTS_KEPT)
def days_of_items(state: uuid.UUID, person: str, wanted: tuple[tuple[str, ...], ...]) -> list[Days]:
    """Of the items in which the person took one of the parts, for each of the groups of parts wanted."""
    taken = PublishedAppearance.objects.filter(person=person).order_by()
    rows = list(taken.values_list("item__meeting__held_on", "item", "part"))
    of_group = [{(day, item) for day, item, part in rows if part in parts} for parts in wanted]
    return [Days.of(Counter(day for day, _ in items).items()) for items in of_group]
