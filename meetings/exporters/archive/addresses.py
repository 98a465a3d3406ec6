"""Which addresses of the site a copy of the archive holds, read from the record."""

import datetime
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode

from django.urls import Resolver404, resolve

from meetings.record.addresses import address_of
from meetings.record.all_addresses import pages_between, pages_by_month
from meetings.record.days import last_of_month
from meetings.record.edition_pages import is_open, json_url_of, url_of
from meetings.record.models import (
    PublishedCommittee,
    PublishedDocument,
    PublishedIssue,
    PublishedMeeting,
    PublishedPerson,
)

WHOLE = ["home", "meetings", "calendar", "resolutions", "actions", "committees", "people", "issues", "search"]
ABOUT = ["verify", "manifest", "accessibility", "privacy", "licence", "complaints"]
TABLES = ["resolutions-csv", "actions-csv"]
# Entries and events have full addresses: there are none where it is not known where the archive is live.
LIVE = ["feed", "resolutions-feed", "actions-feed", "calendar-ics"]
PARTS = {
    "committee": (PublishedCommittee, ["committee-feed", "committee-ics"]),
    "person": (PublishedPerson, ["person-feed"]),
    "issue": (PublishedIssue, ["issue-feed", "issue-ics"]),
}
# Pages of a list, and lists narrowed by what other pages link to: known once a page is seen that leads there.
FOLLOWED = {
    "calendar-month": set(),
    "meetings": {"committee", "year", "page"},
    "resolutions": {"committee", "page"},
    "resolutions-feed": {"committee"},
    "resolutions-csv": {"committee"},
    "actions": {"committee", "page"},
    "actions-feed": {"committee"},
    "actions-csv": {"committee"},
    "issues": {"page"},
    "person": {"part", "page"},
}
PLAIN_VALUE = re.compile(r"[a-z0-9-]{1,100}", re.ASCII)


def addresses_of_record(*, is_live: bool) -> Iterator[str]:
    """Every address known from the record alone; feeds and calendars only where the archive is live somewhere."""
    yield from (address_of(name) for name in [*WHOLE, *ABOUT, *TABLES, *(LIVE if is_live else [])])
    for name, (model, files) in PARTS.items():
        for slug in model.objects.order_by("slug").values_list("slug", flat=True):
            yield from (address_of(one, slug) for one in [name, *(files if is_live else [])])
    if span := PublishedMeeting.objects.span():
        yield from _of_years(*span)
    for month in pages_by_month():
        yield from _of_month(month["month"], is_live=is_live)
    papers = PublishedDocument.objects.order_by("digest", "filename").distinct()
    yield from (address_of("paper", *paper) for paper in papers.values_list("digest", "filename"))


def _of_years(first: datetime.date, last: datetime.date) -> Iterator[str]:
    for year in range(first.year, last.year + 1):
        yield address_of("year", year)
        for month in range(1, 13):
            if (first.year, first.month) <= (year, month) <= (last.year, last.month):
                yield address_of("month", datetime.date(year, month, 1))


def _of_month(first: datetime.date, *, is_live: bool) -> Iterator[str]:
    last = last_of_month(first)
    here, days = address_of("meetings"), set()
    for address, item, _ in pages_between(first, last):
        if item:
            yield f"{here}{address}/item/{item}/"
    meetings = PublishedMeeting.objects.between(first, last)
    for meeting in meetings.only("address", "editions", "held_on", "moved_from"):
        page = meeting.get_absolute_url()
        yield from (page, f"{page}minutes.json", *([f"{page}meeting.ics"] if is_live else []))
        for number in range(1, len(meeting.editions) + 1):
            if is_open(meeting, number):
                yield from (url_of(meeting, number), json_url_of(meeting, number))
        days |= {meeting.held_on, *meeting.moved_from}
    yield from (address_of("day", day) for day in sorted(days))


def plain(address: str) -> str:
    """The one way in which the copy writes an address: its questions in order, the first page without a number."""
    path, _, question = address.partition("?")
    asked = sorted(pair for pair in parse_qsl(question) if pair != ("page", "1"))
    return f"{path}?{urlencode(asked)}" if asked else path


def is_followed(address: str) -> bool:
    """Whether what a page leads to, beside the addresses of the record, goes into the copy as well."""
    path, _, question = address.partition("?")
    asked = FOLLOWED.get(name_of(path))
    pairs = parse_qsl(question, keep_blank_values=True)
    return asked is not None and all(name in asked and PLAIN_VALUE.fullmatch(value) for name, value in pairs)


def name_of(path: str) -> str:
    """The name of the page at a path of the site; empty where there can be none."""
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return ""
