"""Walks the whole site as a stranger would, and notes every byte that comes back."""

import contextlib
import html
import re
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, get_resolver, resolve
from django.urls.converters import IntConverter
from django.urls.resolvers import URLResolver

LINK = re.compile(r'(?:href|action|src)="([^"]+)"')
MOST_PAGES = 3000
# Addresses that nobody links to and a curious stranger would try.
GUESSES = [
    "/meetings/2022/01/13/audit-committee/",
    "/meetings/2022/01/13/",
    "/meetings/2023/06/15/",
    "/meetings/2022/01/",
    "/meetings/2022/",
    "/meetings/2021/",
    "/meetings/2023/06/15/harbour-panel-2/",
    "/meetings/2023/06/15/harbour-panel/item/3/",
    "/meetings/2024/07/11/harbour-panel/item/1/",
    "/meetings/2024/07/11/harbour-panel/item/77/",
    "/meetings/?q=zzsecret",
    "/meetings/?committee=audit-committee&year=2021",
    "/meetings/2022/01/13/audit-committee/meeting.ics",
    "/meetings/2024/07/11/harbour-panel/meeting.ics",
    "/meetings/2024/03/07/harbour-panel/meeting.ics",
    "/meetings/2024/03/07/harbour-panel/editions/1/",
    "/meetings/2024/03/07/harbour-panel/editions/2/",
    "/meetings/2024/03/07/harbour-panel/editions/2.json",
    "/meetings/2024/03/07/harbour-panel/editions/3/",
    "/meetings/2024/07/11/harbour-panel/editions/2/",
    "/meetings/2022/01/13/audit-committee/editions/1.json",
    "/people/amina-okafor-2/",
    "/people/zzsecret-person/",
    "/issues/zzsecret-matter/",
    "/issues/zzsecret-matter/calendar.ics",
    "/issues/",
    "/people/?q=zzsecret",
    "/people/?q=okafor",
    "/people/amina-okafor/?part=voted",
    "/people/amina-okafor/?part=declared",
    "/calendar/2022/01/?committee=audit-committee",
    "/calendar/2023/06/?committee=zzsecret",
    "/search/?q=zzsecret",
    "/search/?q=moorings",
    "/search/?q=dredging",
    "/search/?q=dredging&procedural=yes",
    "/search/?q=apologies&procedural=yes",
    "/search/?q=harbour&committee=harbour-panel",
    "/search/?q=dredging&person=amina-okafor&open=on",
    "/search/?q=dredging&person=zzsecret",
    "/search/?q=okafor+zzsecret",
    "/search/feed/?q=dredging",
    "/search/feed/?q=zzsecret",
    "/search/items.csv?q=dredging&procedural=on",
    "/search/items.csv?q=zzsecret",
    "/resolutions/?outcome=noted",
    "/resolutions/?person=zzsecret",
    "/resolutions/?person=okafor&committee=audit-committee",
    "/resolutions/feed/?committee=harbour-panel",
    "/resolutions/decisions.csv?until=2024-12-31",
    "/actions/?owner=Zzsecret",
    "/actions/?state=open&order=newest",
    "/actions/feed/?state=done",
    "/actions/actions.csv?owner=Harbour+Master",
    "/committees/zzsecret-board/feed/",
    "/committees/audit-committee/feed/",
    "/people/zzsecret-person/feed/",
    "/people/amina-okafor/feed/",
    "/issues/zzsecret-matter/feed/",
    "/papers/" + "0" * 64 + "/zzsecret.txt",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemaps/2022.xml",
    "/sitemaps/2023.xml",
    "/sitemaps/2022/01.xml",
    "/sitemaps/2023/06.xml",
    "/sitemaps/committees.xml",
    "/sitemaps/people.xml",
    "/sitemaps/issues.xml",
    "/meetings/2022/01/13/audit-committee/minutes.json",
    "/meetings/2024/07/11/harbour-panel/minutes.json",
    "/alerts/?follow=committee:zzsecret-board",
    "/alerts/?follow=person:zzsecret-person",
    "/alerts/?follow=issue:zzsecret-matter",
    "/alerts/?follow=search:q%3Dzzsecret",
    "/alerts/confirm/",
    "/alerts/yours/?key=zzsecret",
    "/alerts/stop/?key=00000000000000000000000000000000",
    "/nowhere/",
    "/healthz",
    "/admin",
    "/static/nothing.css",
]


@dataclass
class Walk:
    """What a stranger was answered, address by address, and which routes the addresses belong to."""

    answers: dict[str, tuple] = field(default_factory=dict)
    routes: set[str] = field(default_factory=set)


def walk(extra: list[str] = ()) -> Walk:
    """Ask for every route of the site, for the guesses, and for all that any answer links to."""
    done = Walk()
    waiting = ["/", *admin_addresses(), *GUESSES, *extra]
    while waiting:
        address = waiting.pop(0)
        if address in done.answers:
            continue
        assert len(done.answers) < MOST_PAGES, "the site goes on for ever"
        response = Client().get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        done.answers[address] = (response.status_code, tuple(sorted(response.headers.items())), body)
        with contextlib.suppress(Resolver404):
            route = resolve(urlsplit(address).path).route
            # Whether or not there is a Welsh page; one of each kind tells.
            waiting += (
                [f"/cy{address}"] if route not in done.routes and not route.startswith(("cy/", "admin/")) else []
            )
            done.routes.add(route)
        waiting += [link for link in links(address, body) if link not in done.answers]
        if response.status_code in (301, 302):
            waiting.append(urljoin(address, response["Location"]))
    return done


def links(address: str, body: bytes) -> list[str]:
    """Addresses on this site that the page names, without fragments."""
    found = (
        urldefrag(urljoin(address, html.unescape(link))).url for link in LINK.findall(body.decode("utf-8", "ignore"))
    )
    return [link for link in found if link.startswith("/") and not link.startswith("//")]


def all_routes() -> set[str]:
    """Every route of the root URLconf, as Django writes it."""
    return {route for route, _ in _patterns(get_resolver(), "")}


def admin_addresses() -> list[str]:
    """One address for each route of the desk, with arguments that could be right."""
    addresses = []
    for route, converters in _patterns(get_resolver(), ""):
        if route.startswith("admin/"):
            for name, converter in converters.items():
                value = "1" if isinstance(converter, IntConverter) or name.endswith("id") else "meetings"
                route = re.sub(rf"<(?:\w+:)?{name}>", value, route)
            addresses.append("/" + re.sub(r"\(\?P<app_label>.*?\)/\$$", "meetings/", route))
    return addresses


def _patterns(resolver: URLResolver, before: str):
    for pattern in resolver.url_patterns:
        # Joined as Django joins them.
        route = before + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, route)
        else:
            yield route, getattr(pattern.pattern, "converters", {})
