"""The public addresses; they never change."""

from collections.abc import Callable

from django.conf import settings
from django.urls import URLPattern, path, register_converter
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from meetings.public import (
    addresses,
    alerts,
    calendar,
    committees,
    editions,
    home,
    issues,
    meetings,
    minutes_files,
    news,
    papers,
    people,
    registers,
    search,
    search_files,
    sitemaps,
    statements,
    verify,
)
from meetings.public.keeping import may_be_kept
from meetings.public.pages import in_welsh
from meetings.record.search.asked import DAYS, SEVERAL, SWITCHES
from meetings.record.translation import WELSH

register_converter(addresses.YearConverter, "year")
register_converter(addresses.MonthConverter, "month")
register_converter(addresses.DayConverter, "day")
register_converter(addresses.NumberConverter, "number")
register_converter(addresses.DigestConverter, "digest")
register_converter(addresses.FilenameConverter, "filename")


# What may follow the question mark.
LIST = ("committee", "year", "since", "until", "page")
RESOLUTIONS = ("committee", "outcome", "person", "procedural", "year", "since", "until", "page")
ACTIONS = ("committee", "state", "owner", "year", "since", "until", "order", "page")
SEARCH = ("q", *SEVERAL, *DAYS, *SWITCHES, "order", "page")


def file(route: str, view: Callable, name: str, **keeping) -> URLPattern:
    """An address that can only be read: 405 for anything else, which therefore needs no token either.

    Its answers are kept, as `keeping` says (see may_be_kept).
    """
    return path(route, csrf_exempt(require_safe(may_be_kept(view, **keeping))), name=name)


def page(route: str, view: Callable, name: str, **keeping) -> list[URLPattern]:
    """As a file, and a second time in Welsh (see address_of)."""
    return [
        file(route, view, name, **keeping),
        file(f"{WELSH}/{route}", in_welsh(view), f"{name}-{WELSH}", **keeping),
    ]


def form(route: str, view: Callable, name: str) -> list[URLPattern]:
    """An address that also takes what is sent to it, and is never kept; and the same in Welsh.

    It needs no token against other sites: whatever they send in a reader's name, a mail has to be answered first.
    """
    takes = require_http_methods(["GET", "HEAD", "POST"])
    return [
        path(route, csrf_exempt(takes(never_cache(view))), name=name),
        path(f"{WELSH}/{route}", csrf_exempt(takes(never_cache(in_welsh(view)))), name=f"{name}-{WELSH}"),
    ]


urlpatterns = [
    *page("", home.home, "home"),
    file("feed/", news.site, "feed", asked=["page"]),
    # /meetings/
    *page("meetings/", meetings.meetings, "meetings", asked=LIST),
    *page("meetings/<year:year>/", meetings.year, "year"),
    *page("meetings/<month:first_day>/", meetings.month, "month"),
    *page("meetings/<day:held_on>/", meetings.day, "day"),
    *page("meetings/<day:held_on>/<slug:committee>/", meetings.meeting, "meeting"),
    file("meetings/<day:held_on>/<slug:committee>/meeting.ics", calendar.file_of_meeting, "meeting-ics"),
    file("meetings/<day:held_on>/<slug:committee>/minutes.pdf", minutes_files.as_pdf, "minutes-pdf"),
    file("meetings/<day:held_on>/<slug:committee>/minutes.json", minutes_files.as_json, "minutes-json"),
    # Made from a template that the council may edit at any time.
    file("meetings/<day:held_on>/<slug:committee>/minutes.docx", minutes_files.as_word, "minutes-word", is_kept=False),
    *page("meetings/<day:held_on>/<slug:committee>/item/<slug:item>/", meetings.item, "item"),
    *page("meetings/<day:held_on>/<slug:committee>/editions/<number:number>/", editions.edition, "edition"),
    file("meetings/<day:held_on>/<slug:committee>/editions/<number:number>.json", editions.as_json, "edition_json"),
    # /calendar/
    *page("calendar/", calendar.this_month, "calendar", asked=["committee"]),
    file("calendar/calendar.ics", calendar.file_of_all, "calendar-ics"),
    *page("calendar/<month:first_day>/", calendar.month, "calendar-month", asked=["committee"]),
    # /committees/, /people/, /issues/
    *page("committees/", committees.committees, "committees"),
    *page("committees/<slug:slug>/", committees.committee, "committee"),
    file("committees/<slug:slug>/feed/", news.committee, "committee-feed", asked=["page"]),
    file("committees/<slug:slug>/calendar.ics", calendar.file_of_committee, "committee-ics"),
    *page("people/", people.people, "people", asked=["q"]),
    *page("people/<slug:slug>/", people.person, "person", asked=["part", "page"]),
    file("people/<slug:slug>/feed/", news.person, "person-feed", asked=["page"]),
    *page("issues/", issues.issues, "issues", asked=["page"]),
    *page("issues/<slug:slug>/", issues.issue, "issue"),
    file("issues/<slug:slug>/feed/", news.issue, "issue-feed", asked=["page"]),
    file("issues/<slug:slug>/calendar.ics", calendar.file_of_issue, "issue-ics"),
    # /resolutions/, /actions/
    *page("resolutions/", registers.resolutions, "resolutions", asked=RESOLUTIONS),
    file("resolutions/feed/", registers.resolutions_feed, "resolutions-feed", asked=RESOLUTIONS),
    file("resolutions/decisions.csv", registers.resolutions_csv, "resolutions-csv", is_kept=False),
    *page("actions/", registers.actions, "actions", asked=ACTIONS),
    file("actions/feed/", registers.actions_feed, "actions-feed", asked=ACTIONS),
    file("actions/actions.csv", registers.actions_csv, "actions-csv", is_kept=False),
    # /search/
    *page("search/", search.search, "search", asked=SEARCH),
    file("search/feed/", search_files.feed, "search-feed", asked=SEARCH),
    file("search/items.csv", search_files.items_csv, "search-csv", is_kept=False),
    *page("verify/", verify.verify, "verify"),
    file("verify/manifest.txt", verify.manifest, "manifest"),
    # /about/
    *page("about/accessibility/", statements.accessibility, "accessibility"),
    *page("about/privacy/", statements.privacy, "privacy"),
    *page("about/licence/", statements.licence, "licence"),
    *page("about/complaints/", statements.complaints, "complaints"),
    # For search engines
    file("robots.txt", sitemaps.robots, "robots"),
    file("sitemap.xml", sitemaps.index, "sitemap"),
    file("sitemaps/<year:year>.xml", sitemaps.year, "sitemap-year"),
    file("sitemaps/<month:first_day>.xml", sitemaps.month, "sitemap-month"),
    file("sitemaps/<slug:kind>.xml", sitemaps.kind, "sitemap-kind"),
    file("papers/<digest:digest>/<filename:filename>", papers.paper, "paper"),
]
# Where no mail is sent there is nothing to ask for.
if settings.MAILS_FROM:
    urlpatterns += [
        *form("alerts/", alerts.alerts, "alerts"),
        # The key of each stands behind the question mark.
        *form("alerts/confirm/", alerts.confirm, "alerts-confirm"),
        *form("alerts/yours/", alerts.yours, "alerts-yours"),
        *form("alerts/stop/", alerts.stop, "alerts-stop"),
    ]
