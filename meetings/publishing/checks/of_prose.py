"""Checks of the minutes as a page: links that lead somewhere, tables and pictures that can be read out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.db.models import Q
from django.http.request import validate_host
from django.urls import Resolver404, resolve

from meetings.models import Item, Meeting
from meetings.publishing.checks.faults import Fault
from meetings.record.models import (
    PublishedCommittee,
    PublishedDocument,
    PublishedIssue,
    PublishedItem,
    PublishedMeeting,
    PublishedPerson,
)

PUBLIC_SIDE = "meetings.public.urls"
UNKNOWN = "unknown"
# What an address of each page names, and where the record keeps it. Other pages are there whatever they are asked.
KEPT = {
    "meeting": (PublishedMeeting, "address"),
    "committee": (PublishedCommittee, "slug"),
    "person": (PublishedPerson, "slug"),
    "issue": (PublishedIssue, "slug"),
    "paper": (PublishedDocument, "digest"),
}
_ANCHOR_OF_ITEM = re.compile(r"item-(?P<slug>[\w-]{1,30}?)(?:-(?:resolution|action)-\d{1,4})?")


@dataclass
class _Prose(HTMLParser):
    """What stands in the HTML of a minute that is more than words."""

    links: list[str] = field(default_factory=list)
    pictures: int = 0
    # For each table, the words of its header cells.
    tables: list[str] = field(default_factory=list)
    _is_in_header: bool = False

    def __post_init__(self):
        super().__init__()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._is_in_header = tag == "th" or (self._is_in_header and tag not in ("td", "tr"))
        if tag == "a":
            self.links.append((dict(attributes).get("href") or "").strip())
        elif tag == "img":
            self.pictures += 1
        elif tag == "table":
            self.tables.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "tr", "table"):
            self._is_in_header = False

    def handle_data(self, data: str) -> None:
        if self._is_in_header and self.tables:
            self.tables[-1] += data.strip()


def _minuted(meeting: Meeting) -> Iterator[tuple[Item, _Prose]]:
    for item in meeting.items.all():
        if not item.is_exempt and "<" in item.minute:
            prose = _Prose()
            prose.feed(item.minute)
            prose.close()
            yield item, prose


def tables_have_header_cells(meeting: Meeting) -> Iterator[Fault]:
    """What rows and columns mean can be read out: WCAG 2.2, criterion 1.3.1 (and the regulations of 2018 with it)."""
    for item, prose in _minuted(meeting):
        if not all(prose.tables):
            message = f"Item {item}: a table has no header cells, so that a screen reader cannot say what it shows."
            yield Fault(message, item, "minute", is_error=False)


def pictures_are_told_in_words(meeting: Meeting) -> Iterator[Fault]:
    """What a picture shows is said in words too: WCAG 2.2, criterion 1.1.1. Public minutes hold words alone."""
    for item, prose in _minuted(meeting):
        if prose.pictures:
            message = f"Item {item}: the public page does not show the picture in the minute. Say what it shows."
            yield Fault(message, item, "minute", is_error=False)


def links_lead_somewhere(meeting: Meeting) -> Iterator[Fault]:
    """A link does what it says: WCAG 2.2, criterion 2.4.4. Those to other sites are not followed."""
    found = [(item, link, _place_of(link)) for item, prose in _minuted(meeting) for link in prose.links]
    there = _on_record({place for _, _, place in found if place}, meeting)
    slugs = {item.public_slug for item in meeting.items.all()}
    for item, link, place in dict.fromkeys(found):
        if not link:
            yield _nowhere(item, "a link has no address.")
        elif link.startswith("#"):
            anchor = _ANCHOR_OF_ITEM.fullmatch(link[1:])
            if anchor is None or anchor["slug"] not in slugs:
                yield _nowhere(item, f"the link “{link}” leads nowhere on the page.")
        elif _is_relative(link):
            yield _nowhere(item, f"the link “{link}” leads to another place from every page: begin it with a slash.")
        elif place is not None and place not in there:
            yield _nowhere(item, f"the link “{link}” leads nowhere on this site.")


def _nowhere(item: Item, what: str) -> Fault:
    return Fault(f"Item {item}: {what}", item, "minute", is_error=False)


def _is_relative(link: str) -> bool:
    parts = _split(link)
    return parts is not None and not parts.scheme and not parts.netloc and not parts.path.startswith("/")


def _split(link: str) -> SplitResult | None:
    """The parts of an address; None for what cannot be one."""
    try:
        return urlsplit(link)
    except ValueError:
        return None


def _place_of(link: str) -> tuple[str, str] | None:
    """The kind of page and the key that an address of this site names; None for any other address."""
    parts = _split(link)
    if parts is None:
        return (UNKNOWN, link)
    is_ours = not parts.netloc or validate_host(parts.hostname or "", [h for h in settings.ALLOWED_HOSTS if h != "*"])
    if not is_ours or parts.scheme not in ("", "http", "https") or not parts.path.startswith("/"):
        return None
    for path in (parts.path, f"{parts.path}/"):
        try:
            match = resolve(path, PUBLIC_SIDE)
        except Resolver404:
            continue
        return (match.url_name, _key(match.kwargs))
    return (UNKNOWN, parts.path)


def _key(given: dict) -> str:
    """What the address of a page names, as the record keeps it."""
    if "held_on" in given and "committee" in given:
        address = f"{given['held_on']:%Y/%m/%d}/{given['committee']}"
        return f"{address}/item/{given['item']}" if "item" in given else address
    return given.get("digest") or given.get("slug") or ""


def _on_record(places: set[tuple[str, str]], meeting: Meeting) -> set[tuple[str, str]]:
    """Those of the places that the public finds, or will find with these minutes; a query for each kind of page."""
    kinds = {kind for kind, _ in places}
    there = {place for place in places if place[0] not in {*KEPT, "item", UNKNOWN}}
    for kind, (rows, key) in KEPT.items():
        wanted = [name for other, name in places if other == kind]
        if kind in kinds:
            kept = rows.objects.using("default").filter(**{f"{key}__in": wanted}).values_list(key, flat=True)
            there |= {(kind, name) for name in kept}
    if "item" in kinds:
        there |= {("item", name) for name in _items_on_record([name for kind, name in places if kind == "item"])}
    if meeting.public_address:
        own = {("item", f"{meeting.public_address}/item/{item.public_slug}") for item in meeting.items.all()}
        there |= {("meeting", meeting.public_address), *own}
    return there


def _items_on_record(names: list[str]) -> set[str]:
    wanted = Q(pk__in=[])
    for name in names:
        address, _, slug = name.partition("/item/")
        wanted |= Q(meeting=address, slug=slug)
    rows = PublishedItem.objects.using("default").filter(wanted)
    return {f"{address}/item/{slug}" for address, slug in rows.values_list("meeting", "slug")}
