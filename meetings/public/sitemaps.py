"""Lists of addresses for search engines (sitemaps.org): an index, a file for each calendar year, and what has no year.

They say nothing that the pages do not, and name no page that is empty.
"""

import datetime
from collections.abc import Iterable
from itertools import groupby
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse

from meetings.public.pages import there
from meetings.public.templates import site_of
from meetings.record.addresses import address_of
from meetings.record.all_addresses import pages_between, pages_by_month
from meetings.record.days import last_of_month
from meetings.record.models import PublishedCommittee, PublishedIssue, PublishedPerson

XML = "application/xml; charset=utf-8"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# The most addresses that a file may have; a year of more is told month by month.
MOST = 50_000
# What has no year, by the name of the page.
KINDS = {"committees": PublishedCommittee, "people": PublishedPerson, "issues": PublishedIssue}
PAGES = {"committees": "committee", "people": "person", "issues": "issue"}
# What is asked with two answers at once can be asked in any number of ways, and so can searches: what they find is in
# the sitemap. Searches of one question may be looked at, and say themselves that they are not to be listed.
ROBOTS = """User-agent: *
Disallow: /*?*&
Disallow: /calendar/*?
Disallow: /search/feed/
Disallow: /search/items.csv
Disallow: /alerts/
Disallow: /cy/calendar/*?
Disallow: /cy/alerts/
"""

type Entry = tuple[str, datetime.datetime | None]


def robots(request: HttpRequest) -> HttpResponse:
    sitemap = request.build_absolute_uri(address_of("sitemap"))
    return HttpResponse(f"{ROBOTS}\nSitemap: {sitemap}\n", content_type="text/plain; charset=utf-8")


def index(request: HttpRequest) -> HttpResponse:
    """Every other file, each with when the newest edition in it was made."""
    kinds = [(address_of("sitemap-kind", kind), None) for kind, model in KINDS.items() if model.objects.exists()]
    return _file(request, "sitemapindex", "sitemap", [*_files_of_meetings(), *kinds])


def _files_of_meetings() -> Iterable[Entry]:
    months = pages_by_month()
    for year, group in groupby(months, lambda month: month["month"].year):
        found = list(group)
        if sum(month["pages"] for month in found) <= MOST:
            yield address_of("sitemap-year", year), max(month["changed_at"] for month in found)
        else:
            yield from ((address_of("sitemap-month", month["month"]), month["changed_at"]) for month in found)


def year(request: HttpRequest, year: int) -> HttpResponse:
    return _meetings(request, datetime.date(year, 1, 1), datetime.date(year, 12, 31))


def month(request: HttpRequest, first_day: datetime.date) -> HttpResponse:
    return _meetings(request, first_day, last_of_month(first_day))


def _meetings(request: HttpRequest, first: datetime.date, last: datetime.date) -> HttpResponse:
    """The meetings of these days and their items; no file where there are none, or too many for one."""
    pages = list(pages_between(first, last)[: MOST + 1])
    if not 0 < len(pages) <= MOST:
        raise Http404
    here = address_of("meetings")
    entries = [(f"{here}{address}/item/{item}/" if item else f"{here}{address}/", at) for address, item, at in pages]
    return _file(request, "urlset", "url", entries)


def kind(request: HttpRequest, kind: str) -> HttpResponse:
    """All committees, people or issues. Their pages live on after an edition, so that none says when it changed."""
    slugs = there(KINDS.get(kind)).objects.order_by("slug").values_list("slug", flat=True)[:MOST]
    return _file(request, "urlset", "url", there([(address_of(PAGES[kind], slug), None) for slug in slugs] or None))


def _file(request: HttpRequest, whole: str, part: str, entries: Iterable[Entry]) -> HttpResponse:
    site = site_of(request)
    lines = [f"<{part}><loc>{escape(site + address)}</loc>{_changed(at)}</{part}>" for address, at in entries]
    body = "\n".join(
        ['<?xml version="1.0" encoding="UTF-8"?>', f'<{whole} xmlns="{NAMESPACE}">', *lines, f"</{whole}>"]
    )
    return HttpResponse(f"{body}\n", content_type=XML)


def _changed(at: datetime.datetime | None) -> str:
    return f"<lastmod>{at.isoformat(timespec='seconds')}</lastmod>" if at else ""
