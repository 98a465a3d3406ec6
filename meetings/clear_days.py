"""Clear days, working days and months, as the law on councils' meetings counts them. Pure: no clock, no database.

The day of the notice and the day of the meeting are left out (R v Swansea City Council ex parte Elitestone, 1993), and
so are the days of section 243 of the Local Government Act 1972: Sundays, the Christmas break, the Easter break, bank
holidays and days of mourning or thanksgiving. Councils differ over Saturdays and over the breaks, and no court has
settled it: both are the council's own to say.
"""

import calendar
import datetime
import functools
from collections.abc import Iterator
from dataclasses import dataclass

import holidays
from dateutil.easter import easter

SATURDAY, SUNDAY = 5, 6
ONE_DAY = datetime.timedelta(days=1)
SUBDIVISIONS = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern ireland": "NIR"}
# England, principal councils: 1972 Act, section 100B(3) and Schedule 12, paragraph 4, as changed by SI 2002/715.
# Wales: the same two, unchanged in number. Scotland: 1973 Act, section 50B. Northern Ireland: 2014 Act, Schedule 5,
# paragraph 5. Parishes have three (Schedule 12, paragraph 10), which a council says for itself.
NOTICE_DAYS = {"england": 5, "wales": 3, "scotland": 3, "northern ireland": 3}


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a sum: whether it counts, and if not, why."""

    date: datetime.date
    why_not: str

    @property
    def counts(self) -> bool:
        return self.why_not == ""


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """How one council counts: its nation's bank holidays, the days needed, and what it says of the disputed days."""

    nation: str
    days: int
    saturdays_count: bool = False
    breaks_count: bool = False
    days_out: frozenset[datetime.date] = frozenset()

    def why_not(self, day: datetime.date) -> str:
        """Why the day is not a clear day, in a few words; empty when it is one."""
        if day.weekday() == SUNDAY:
            return "Sunday"
        if holiday := bank_holidays(self.nation, day.year).get(day):
            return f"bank holiday: {holiday}"
        if day in self.days_out:
            return "left out by the council"
        if not self.breaks_count:
            if day in christmas_break(self.nation, day.year, saturdays_count=self.saturdays_count):
                return "Christmas break"
            if day in easter_break(day.year):
                return "Easter break"
        if day.weekday() == SATURDAY and not self.saturdays_count:
            return "Saturday"
        return ""

    def is_working_day(self, day: datetime.date) -> bool:
        """Whether the offices are open: Monday to Friday, no bank holiday, no day that the council leaves out."""
        return (
            day.weekday() < SATURDAY and day not in self.days_out and day not in bank_holidays(self.nation, day.year)
        )


def rule_of(council) -> NoticeRule:
    """The rule of a council of the desk, from what it says of itself and, where it says nothing, from its nation."""
    return NoticeRule(
        nation=council.nation,
        days=NOTICE_DAYS[council.nation] if council.notice_days is None else council.notice_days,
        saturdays_count=council.has_clear_saturdays,
        breaks_count=council.has_clear_breaks,
        days_out=frozenset(council.days_out),
    )


@dataclass(frozen=True, slots=True)
class ClearDays:
    """The sum of the clear days between a notice and its meeting, day by day, so that a page can show it."""

    notice: datetime.date
    meeting: datetime.date
    needed: int
    days: tuple[Day, ...]

    @property
    def count(self) -> int:
        return sum(day.counts for day in self.days)

    @property
    def is_enough(self) -> bool:
        return self.count >= self.needed


def clear_days(notice: datetime.date, meeting: datetime.date, rule: NoticeRule) -> ClearDays:
    """Count the days between the two, neither included; none when the notice is not before the meeting."""
    days = tuple(Day(day, rule.why_not(day)) for day in _days_between(notice, meeting))
    return ClearDays(notice, meeting, rule.days, days)


def last_day_for_agenda(meeting: datetime.date, rule: NoticeRule) -> datetime.date:
    """The last day on which the agenda of the meeting can be published in time.

    It is a day on which the offices are open and which is itself no part of a break: members and the public must be
    able to get the agenda on it. Notice given on the Saturday after may be good in law; nobody should plan for it.
    """
    day, counted = meeting - ONE_DAY, 0
    while counted < rule.days or not rule.is_working_day(day) or rule.why_not(day):
        counted += rule.why_not(day) == ""
        day -= ONE_DAY
    return day


def working_day_after(day: datetime.date, number: int, rule: NoticeRule) -> datetime.date:
    """The working day of that number after the day, which is itself not counted: 1 is the next working day."""
    while number > 0:
        day += ONE_DAY
        number -= rule.is_working_day(day)
    return day


def working_day_from(day: datetime.date, number: int, rule: NoticeRule) -> datetime.date:
    """The last of so many working days *beginning with* the day, which counts when it is a working day.

    So the note of a Welsh meeting is due: seven working days beginning with the day of the meeting (Local Government
    Act 1972, section 100C(1C), put there by the Local Government and Elections (Wales) Act 2021, Schedule 4).
    """
    return working_day_after(day - ONE_DAY, number, rule)


def months_after(day: datetime.date, number: int) -> datetime.date:
    """The same day so many months later; the last of that month where it is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_of_months_from(day: datetime.date, number: int) -> datetime.date:
    """The last day of so many months *beginning with* the day: its eve in that month, or the end of a short one."""
    after = months_after(day, number)
    return after - ONE_DAY if after.day == day.day else after


@functools.cache
def bank_holidays(nation: str, year: int) -> dict[datetime.date, str]:
    """The bank holidays of the nation in that year, each with its name. Raises KeyError for another nation."""
    return dict(holidays.country_holidays("GB", subdiv=SUBDIVISIONS[nation], years=year))


@functools.cache
def christmas_break(nation: str, year: int, *, saturdays_count: bool) -> frozenset[datetime.date]:
    """From the last weekday before Christmas Day to the first one after it that is no bank holiday, both included.

    Section 243(4) of the 1972 Act. Whether a Saturday is a weekday is the same dispute as whether it counts.
    """
    week_ends = SUNDAY if saturdays_count else SATURDAY
    first = datetime.date(year, 12, 25) - ONE_DAY
    while first.weekday() >= week_ends:
        first -= ONE_DAY
    last = datetime.date(year, 12, 26)
    while last.weekday() >= week_ends or last in bank_holidays(nation, year):
        last += ONE_DAY
    return frozenset({first, last, *_days_between(first, last)})


@functools.cache
def easter_break(year: int) -> frozenset[datetime.date]:
    """From the Thursday before Easter Day to the Tuesday after it, both included (1972 Act, section 243)."""
    sunday = easter(year)
    return frozenset(sunday + ONE_DAY * number for number in range(-3, 3))


def _days_between(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    for number in range(1, (last - first).days):
        yield first + ONE_DAY * number
