"""The public addresses; they never change."""

from collections.abc import Callable

from django.urls import URLPattern, path, register_converter
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from meetings.public import (
    addresses,
    committees,
    editions,
    home,
    issues,
    meetings,
    minutes_files,
    papers,
    people,
    search,
    search_files,
    verify,
)

register_converter(addresses.YearConverter, "year")
register_converter(addresses.MonthConverter, "month")
register_converter(addresses.DayConverter, "day")
register_converter(addresses.NumberConverter, "number")
register_converter(addresses.DigestConverter, "digest")
register_converter(addresses.FilenameConverter, "filename")


def page(route: str, view: Callable, name: str) -> URLPattern:
    """An address that can only be read: 405 for anything else, which therefore needs no token either."""
    return path(route, csrf_exempt(require_safe(view)), name=name)


urlpatterns = [
    page("", home.home, "home"),
    # /meetings/
    page("meetings/", meetings.meetings, "meetings"),
    page("meetings/<year:year>/", meetings.year, "year"),
    page("meetings/<month:first_day>/", meetings.month, "month"),
    page("meetings/<day:held_on>/", meetings.day, "day"),
    page("meetings/<day:held_on>/<slug:committee>/", meetings.meeting, "meeting"),
    page("meetings/<day:held_on>/<slug:committee>/minutes.pdf", minutes_files.as_pdf, "minutes-pdf"),
    page("meetings/<day:held_on>/<slug:committee>/minutes.docx", minutes_files.as_word, "minutes-word"),
    page("meetings/<day:held_on>/<slug:committee>/item/<slug:item>/", meetings.item, "item"),
    page("meetings/<day:held_on>/<slug:committee>/editions/<number:number>/", editions.edition, "edition"),
    page("meetings/<day:held_on>/<slug:committee>/editions/<number:number>.json", editions.as_json, "edition_json"),
    # /committees/, /people/, /issues/
    page("committees/", committees.committees, "committees"),
    page("committees/<slug:slug>/", committees.committee, "committee"),
    page("people/", people.people, "people"),
    page("people/<slug:slug>/", people.person, "person"),
    page("issues/<slug:slug>/", issues.issue, "issue"),
    page("search/", search.search, "search"),
    page("search/feed/", search_files.feed, "search-feed"),
    page("search/items.csv", search_files.items_csv, "search-csv"),
    page("verify/", verify.verify, "verify"),
    page("verify/manifest.txt", verify.manifest, "manifest"),
    page("papers/<digest:digest>/<filename:filename>", papers.paper, "paper"),
]
