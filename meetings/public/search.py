"""Search: one box, what narrows it beside the answers, twenty answers a page."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from meetings.public.filters import year_choices
from meetings.public.names import people_named, words_asked
from meetings.public.narrowing import chips_of, groups_of, switches_of, words_of
from meetings.public.nothing_found import meant_otherwise, steps_from_nothing
from meetings.public.offered import committees_named, hit_of_issue
from meetings.public.pages import Alternate, council_of, feed_at, show
from meetings.public.paging import page_found, page_number
from meetings.public.referred import items_referred_to, other_hits
from meetings.public.search_files import MOST_IN_TABLE
from meetings.public.search_form import SearchForm
from meetings.public.year_bars import bars_of
from meetings.record.addresses import address_of
from meetings.record.days import days_of_meetings
from meetings.record.search import LONGEST, PER_PAGE, Found, TooBroad
from meetings.record.search import search as search_record
from meetings.record.search.asked import BEST, NEWEST, Asked
from meetings.record.translation import gettext


def search(request: HttpRequest) -> HttpResponse:
    number, form = page_number(request), SearchForm(request.GET)
    asked, found = form.asked, None
    context = {"form": form, "question": form.question, "asked": asked, "is_asked": "q" in request.GET}
    context |= council_of(form.committees) | {"longest": LONGEST}
    try:
        if not form.errors and form.question.can_be_asked:
            found = search_record(form.question, asked.narrowing, page=number, order=asked.order)
    except TooBroad:
        context["is_too_broad"] = True
    if found and found.jump:
        return redirect(found.jump)
    page = page_found(request, found.hits, total=found.within_reach, per_page=PER_PAGE) if found else None
    page = replace(page, rows=other_hits(found)) if page else None
    context |= {"page": page, "found": found} | beside(form, asked, found)
    context |= above(form, asked, found, number) | offered(form, asked, found, number)
    is_passing = "is_too_broad" in context or context.get("is_cut_short", False)
    return show(request, "search.html", context, is_passing=is_passing, alternates=files_of(asked) if found else ())


def files_of(asked: Asked) -> list[Alternate]:
    """The answers as files."""
    feed, table = f"{address_of('search-feed')}?{asked.but(order=BEST).query}", address_of("search-csv")
    return [
        feed_at(feed, asked.q),
        Alternate("text/csv", f"{table}?{asked.query}", gettext("%(name)s, as a table") % {"name": asked.q}),
    ]


def beside(form: SearchForm, asked: Asked, found: Found | None) -> dict:
    """What the search can be narrowed by, and what it is narrowed by."""
    counted = found if found and found.facets else None
    years = year_choices(days_of_meetings(form.state, "").span) if not counted else []
    words = words_of(form, asked, counted, years)
    return {
        "groups": groups_of(form, asked, counted, words),
        "switches": switches_of(asked, counted),
        "chips": chips_of(form, asked, words),
    }


def above(form: SearchForm, asked: Asked, found: Found | None, number: int) -> dict:
    """What is said of all the answers before the first of them."""
    if not found:
        return {}
    steps = {
        "best": asked.but(order=BEST),
        "newest": asked.but(order=NEWEST),
        "feed": asked.but(order=BEST),
    }
    if not found.hits and not found.referred:
        steps |= steps_from_nothing(form.question, asked, found)
    elif not found.referred:
        steps |= meant_otherwise(form.question, asked, found)
    return steps | {
        "referred": items_referred_to(found, page=number),
        "most_in_table": MOST_IN_TABLE,
        "bars": bars_of(found.years, asked),
    }


def offered(form: SearchForm, asked: Asked, found: Found | None, number: int) -> dict:
    """The pages that stand above the answers, of what the question names; none where it refers to items."""
    if not found or found.referred:
        return {}
    words = words_asked(form.question)
    is_best_first = number == 1 and asked.order == BEST
    return {
        "people": people_named(form.people, words),
        "committees": committees_named(form.committees, words),
        "of_issue": hit_of_issue(found.hits) if is_best_first else None,
    }
