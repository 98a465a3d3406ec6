"""Lists in pages: strict about page numbers, so that an address either has a page or has none."""

import datetime
import functools
import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404, HttpRequest

from meetings.record.days import Days, Stretch
from meetings.record.meetings import PublishedMeeting, PublishedMeetingQuerySet

PER_PAGE = 25
# Digits as typed in the United Kingdom, without a leading nought, and few enough for any database.
NUMBER = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)


@dataclass(frozen=True)
class Page:
    """One page of a list; `rows` are those on it, `total` counts those on all of them."""

    rows: Sequence
    number: int
    last: int
    total: int

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def following(self) -> int | None:
        return self.number + 1 if self.number < self.last else None

    @property
    def links(self) -> list[int | None]:
        """The page numbers worth a link: the first, the last and those around this one; None for a gap."""
        near = {1, self.last, self.number - 1, self.number, self.number + 1}
        shown = [number for number in sorted(near) if 1 <= number <= self.last]
        links: list[int | None] = []
        for number in shown:
            if links and number - links[-1] > 1:
                links.append(number - 1 if number - links[-1] == 2 else None)
            links.append(number)
        return links


def page_number(request: HttpRequest) -> int:
    """The page asked for; raises Http404 for anything that is not the number of a page."""
    typed = request.GET.get("page", "1")
    if not NUMBER.fullmatch(typed):
        raise Http404
    return int(typed)


def page_by_day(request: HttpRequest, days: Days, rows_in: Callable[[Stretch], Sequence]) -> Page:
    """The page that was asked for of a list in the order of its days; raises Http404 past the last.

    `rows_in` finds the rows of a stretch of days, those before and after the page among them.
    """
    number, last, start = _page_asked(request, days)
    if not days.total:
        return Page([], number, last, 0)
    stretch = days.stretch(start, PER_PAGE)
    return Page(list(rows_in(stretch)[stretch.after : stretch.after + PER_PAGE]), number, last, days.total)


def page_from_today(
    request: HttpRequest, days: Days, today: datetime.date, meetings: PublishedMeetingQuerySet
) -> Page:
    """The page that was asked for of meetings: those of today and to come, the nearest first, then the past ones.

    `days` are those of the meetings, which come newest first. Both parts of a page are read by one query. Raises
    Http404 past the last page.
    """
    number, last, start = _page_asked(request, days)
    coming, past = days.between(today, None), days.between(None, today - datetime.timedelta(days=1))
    to_come = max(0, min(coming.total - start, PER_PAGE))
    before = max(0, min(days.total - start, PER_PAGE)) - to_come
    nearest = coming.stretch_of_rising(start, to_come) if to_come else None
    newest = past.stretch(start + to_come - coming.total, before) if before else None
    found = _held_in([stretch for stretch in (nearest, newest) if stretch], meetings)
    rows = []
    if nearest:
        rows += sorted(_within(nearest, found), key=lambda meeting: meeting.starts_at)[nearest.after :][:to_come]
    if newest:
        rows += _within(newest, found)[newest.after :][:before]
    return Page(rows, number, last, days.total)


def _page_asked(request: HttpRequest, days: Days) -> tuple[int, int, int]:
    """The number of the page, that of the last one, and how many rows lie before it; raises Http404 past the last."""
    number, last = page_number(request), max(1, -(-days.total // PER_PAGE))
    if number > last:
        raise Http404
    return number, last, (number - 1) * PER_PAGE


def _held_in(stretches: list[Stretch], meetings: PublishedMeetingQuerySet) -> list[PublishedMeeting]:
    """The meetings on these days, by one query; where there are no days, none and no query."""
    held = [Q(**stretch.conditions()) for stretch in stretches]
    return list(meetings.filter(functools.reduce(operator.or_, held))) if held else []


def _within(stretch: Stretch, meetings: list[PublishedMeeting]) -> list[PublishedMeeting]:
    return [meeting for meeting in meetings if stretch.oldest <= meeting.held_on <= stretch.newest]


def page_found(request: HttpRequest, rows: Sequence, *, total: int, per_page: int) -> Page:
    """The page whose rows were found already; raises Http404 when the number asked for has none."""
    number = page_number(request)
    if number > 1 and not rows:
        raise Http404
    return Page(rows, number, max(1, -(-total // per_page)), total)
