"""Months and years as readers leaf through them: what was held in each, what lies before and after."""

import calendar
import datetime
from dataclasses import dataclass, field

from meetings.record.meetings import PublishedMeeting, PublishedMeetingQuerySet

type Span = tuple[datetime.date, datetime.date] | None


@dataclass
class Day:
    """A day of a month: what is held on it, and what was moved from it to another."""

    date: datetime.date
    is_today: bool = False
    held: list[PublishedMeeting] = field(default_factory=list)
    moved_away: list[PublishedMeeting] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.held) + len(self.moved_away)


def weeks_of(first: datetime.date, meetings: list[PublishedMeeting], today: datetime.date | None) -> list[list]:
    """The month as rows of a calendar, from Mondays to Sundays; None where a day is of another month."""
    days = {}
    for number in range(1, calendar.monthrange(first.year, first.month)[1] + 1):
        day = first.replace(day=number)
        days[day] = Day(day, is_today=day == today)
    for meeting in meetings:
        if meeting.held_on in days:
            days[meeting.held_on].held.append(meeting)
        for day in meeting.moved_from:
            if day in days:
                days[day].moved_away.append(meeting)
    return [
        [days.get(day) for day in week] for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]


def span_of_calendar(span: Span, today: datetime.date | None) -> Span:
    """The days that the calendar has pages for: those of the record, and a year from today on.

    Without `today`, which a month that is over does not know, to the end of time: only what is past is asked.
    """
    if today is None:
        return (span[0], datetime.date.max) if span else None
    days = [*(span or ()), today, today.replace(year=today.year + 1, day=1)]
    return min(days), max(days)


def outside(first: datetime.date, last: datetime.date, span: Span) -> str:
    """“before” or “after” when the days lie outside the archive, else nothing."""
    if not span:
        return "after"
    return "before" if last < span[0] else "after" if first > span[1] else ""


def by_month(year: int, meetings: list[PublishedMeeting], span: Span) -> list[dict]:
    """The months of the year that the archive covers, each with its meetings; empty ones stay."""
    months = [datetime.date(year, month, 1) for month in range(1, 13)]
    return [
        {"first_day": first, "meetings": [meeting for meeting in meetings if meeting.held_on.month == first.month]}
        for first in months
        if not outside(first, next_month(first) - datetime.timedelta(days=1), span)
    ]


def next_month(first: datetime.date) -> datetime.date:
    return (first + datetime.timedelta(days=32)).replace(day=1)


def years_around(year: int, span: Span) -> dict:
    """The years before and after, as far as the archive goes."""
    first, last = (day.year for day in span) if span else (year, year)
    return {
        "previous": year - 1 if first < year <= last + 1 else None,
        "following": year + 1 if first - 1 <= year < last else None,
    }


def months_around(first: datetime.date, span: Span) -> dict:
    """The months before and after, as far as the archive goes."""
    before, after = (first - datetime.timedelta(days=1)).replace(day=1), next_month(first)
    start, end = (day.replace(day=1) for day in span) if span else (first, first)
    return {
        "previous": before if start <= before <= end else None,
        "following": after if start <= after <= end else None,
    }


def days_around(day: datetime.date, meetings: PublishedMeetingQuerySet) -> dict:
    """The last day with a meeting before this one, and the first after it."""
    before = meetings.filter(held_on__lt=day).order_by("-held_on").values_list("held_on", flat=True).first()
    after = meetings.filter(held_on__gt=day).order_by("held_on").values_list("held_on", flat=True).first()
    return {"previous": before, "following": after}
