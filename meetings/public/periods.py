"""Months and years as readers leaf through them: what was held in each, what lies before and after."""

import datetime

from meetings.record.meetings import PublishedMeeting, PublishedMeetingQuerySet

type Span = tuple[datetime.date, datetime.date] | None


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
