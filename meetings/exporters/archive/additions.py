"""What a copy has that the site has not: whose copy it is, how to search it, items by year, tables of everything."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils import timezone

from meetings.exporters.archive.pages import Additions
from meetings.exporters.tables import lines_of
from meetings.record.addresses import address_of
from meetings.record.all_addresses import pages_by_month
from meetings.record.days import last_of_month
from meetings.record.models import Edition, PublishedItem, PublishedMeeting
from meetings.record.words import capital, clock_time, counted, short_date

MEETINGS, ITEMS = "/meetings.csv", "/items.csv"
README = "/README.txt"
MEETING_COLUMNS = ["Date", "Time", "Committee", "Kind", "Standing", "Venue", "Address"]
ITEM_COLUMNS = ["Date", "Committee", "Item", "Minute", "Title", "Outcome", "Issue", "Address"]


@dataclass(frozen=True)
class Copied:
    """Which state of the record is copied, that after its newest edition, and where the archive is live, if known."""

    newest: Edition
    editions: int
    council: str
    site: str

    @property
    def at(self) -> datetime.datetime:
        """What time it is in the copy, so that the same record gives the same bytes on any day."""
        return self.newest.made_at.replace(second=0, microsecond=0)

    @property
    def day(self) -> str:
        return short_date(timezone.localdate(self.at))


def additions_to(address: str, copied: Copied) -> Additions | None:
    """What is put into the page at the address."""
    if address == address_of("home"):
        return Additions(in_place_of_search=_about_this_copy(copied))
    if address == address_of("search"):
        return Additions(in_place_of_main=_how_to_search())
    if address == address_of("verify"):
        return Additions(after_heading=_how_to_check())
    if _is_year(address):
        return Additions(under=dict(_items_by_meeting(int(address.split("/")[-2]))))
    return None


def files_added(copied: Copied) -> dict[str, Iterator[str]]:
    """The text files of the copy alone, by what would be their address on the site."""
    return {
        MEETINGS: lines_of(MEETING_COLUMNS, _rows_of_meetings(copied)),
        ITEMS: lines_of(ITEM_COLUMNS, _rows_of_items(copied)),
        README: _read_me(copied),
    }


def _about_this_copy(copied: Copied) -> str:
    live = (
        f' The archive itself is at <a href="{escape(copied.site)}/">{escape(copied.site)}</a>.' if copied.site else ""
    )
    return (
        f'<p class="status"><strong>This is a copy of the minute book.</strong> It was made from {_editions(copied)}, '
        f"the newest of {copied.day}. What is to come, overdue or said of “today” is told as of that day.{live}</p>\n"
        f'<p><a href="{address_of("search")}">How to search this copy</a> · '
        f'<a href="{address_of("verify")}">How to check it</a></p>\n'
        f'<p class="about">The newest edition is number {copied.newest.place} in the chain. Its digest (SHA-256): '
        f'<span class="digest">{copied.newest.digest}</span></p>\n'
    )


def _editions(copied: Copied) -> str:
    return counted(copied.editions, "published edition")


def _how_to_search() -> str:
    years = "".join(
        f'<li><a href="{address_of("year", year)}">{year}</a> <span class="about">{words}</span></li>\n'
        for year, words in _years()
    )
    lists = [("resolutions", "Decisions"), ("actions", "Actions"), ("people", "People"), ("issues", "Issues")]
    tables = [
        (address_of("resolutions-csv"), "Decisions"),
        (address_of("actions-csv"), "Actions"),
        (MEETINGS, "Meetings"),
        (ITEMS, "Items"),
    ]
    return (
        '\n<h1>How to search this copy</h1>\n<div class="text">\n'
        '<p class="lead">A copy cannot search by itself, but your browser can.</p>\n'
        "<p>Open a year. Its page lists every item of every meeting and what came of it. To find a word there, press "
        "Ctrl and F (on a Mac, Command and F). On a phone, choose “Find in page” from the menu.</p>\n"
        f'<h2>Years</h2>\n<ul class="rows narrow">\n{years}</ul>\n'
        f"<h2>Lists of the whole archive</h2>\n<ul>\n{_linked((address_of(at), words) for at, words in lists)}</ul>\n"
        f"<h2>The same as tables (CSV)</h2>\n<ul>\n{_linked(tables)}</ul>\n</div>\n"
    )


def _linked(links) -> str:
    return "".join(f'<li><a href="{address}">{words}</a></li>\n' for address, words in links)


def _how_to_check() -> str:
    return (
        '<p class="status"><strong>To check this copy,</strong> run <code>sha256sum --check SHA256SUMS</code> in its '
        "folder: it reads every file. <code>sha256sum --check verify/manifest.txt</code> there reads every edition. "
        "Neither needs a network. What follows is about the archive where it is live.</p>\n"
    )


def _years() -> list[tuple[int, str]]:
    """Each year with meetings, newest first, and in words how many meetings and items it has."""
    items = PublishedItem.objects.order_by().values(year=ExtractYear("meeting__held_on")).annotate(count=Count("pk"))
    counts = dict(items.values_list("year", "count"))
    meetings = PublishedMeeting.objects.order_by().values(year=ExtractYear("held_on")).annotate(count=Count("pk"))
    rows = meetings.order_by("-year").values_list("year", "count")
    return [
        (year, f"{capital(counted(held, 'meeting'))}, {counted(counts.get(year, 0), 'item')}") for year, held in rows
    ]


def _is_year(address: str) -> bool:
    year = address.removeprefix(address_of("meetings")).rstrip("/")
    return year.isdecimal() and address == address_of("year", int(year))


def _items_by_meeting(year: int) -> Iterator[tuple[str, str]]:
    """The address of each meeting of the year with its items as a list."""
    found: dict[str, list[str]] = {}
    items = PublishedItem.objects.filter(meeting__held_on__year=year).order_by("meeting", "position")
    here = address_of("meetings")
    for meeting, slug, number, title, outcome in items.values_list("meeting", "slug", "number", "title", "outcome"):
        state = f' <span class="state">{escape(capital(outcome))}</span>' if outcome else ""
        link = f'<a href="{here}{meeting}/item/{slug}/">{escape(title)}</a>'
        found.setdefault(meeting, []).append(f"<li>{escape(number) + '. ' if number else ''}{link}{state}</li>\n")
    for meeting, lines in found.items():
        yield f"{here}{meeting}/", f'<ul class="about lines">\n{"".join(lines)}</ul>\n'


def _rows_of_meetings(copied: Copied) -> Iterator[list[str]]:
    for first, last in _months():
        for meeting in PublishedMeeting.objects.for_lists().between(first, last).select_related("committee"):
            yield [
                meeting.held_on.isoformat(),
                clock_time(meeting.starts_at),
                meeting.committee.name,
                capital(meeting.kind),
                meeting.standing(copied.at),
                meeting.venue,
                copied.site + meeting.get_absolute_url(),
            ]


def _rows_of_items(copied: Copied) -> Iterator[list[str]]:
    for first, last in _months():
        items = PublishedItem.objects.filter(meeting__held_on__range=(first, last)).for_lists()
        for item in items.select_related("issue").order_by("meeting__starts_at", "meeting", "position"):
            yield [
                item.meeting.held_on.isoformat(),
                item.meeting.title,
                item.number,
                item.minute_number,
                item.title,
                capital(item.outcome),
                item.issue.title if item.issue else "",
                copied.site + item.get_absolute_url(),
            ]


def _months() -> Iterator[tuple[datetime.date, datetime.date]]:
    """The months with meetings, so that no more than a month of the archive is held at a time."""
    for month in pages_by_month():
        first = month["month"]
        yield first, last_of_month(first)


def _read_me(copied: Copied) -> Iterator[str]:
    live = f"The archive itself is at {copied.site}/\n" if copied.site else ""
    yield f"""\
The minute book of {copied.council}: a copy
{live}
Made from {_editions(copied)}. The newest is number {copied.newest.place} in the chain, made on {copied.day};
its digest (SHA-256) is
{copied.newest.digest}

To read it, open index.html in a browser. It needs no network, and works from any web server, too.
To search it, open search/index.html, which says how.

What is in it
  meetings/…/index.html        the pages of the archive
  meetings/…/minutes.json      each meeting as data
  meetings/…/editions/1.json   each edition, the exact bytes that were digested
  papers/                      the papers, each under its digest
  meetings.csv, items.csv      all meetings and items as tables, in UTF-8
  resolutions/decisions.csv    all decisions but those on procedure
  actions/actions.csv          all actions, and what came of them
  manifest.json                every file with its size and digest

To check that no file was changed or lost since the copy was made:
  sha256sum --check SHA256SUMS
To check the editions against the chain that the archive publishes (lines that begin with # are not checked):
  sha256sum --check verify/manifest.txt
Whoever changes a file can change SHA256SUMS as well: compare the digest above with that on the page “verify” of the
archive, or with another copy.
"""
