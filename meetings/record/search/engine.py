"""Asks the engine: words as they were understood go in, items with marked passages come out."""

from dataclasses import dataclass, field

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db import DatabaseError
from django.db.models import BooleanField, Count, F, Func, Window
from django.db.models.functions import Left
from django.utils.safestring import SafeString

from meetings.municipal_year import MunicipalYear
from meetings.record.meetings import SEARCH_CONFIG, PublishedItem
from meetings.record.search.passages import START, STOP, marked, passage_of
from meetings.record.search.question import Question

PER_PAGE = 20
MOST_OF_A_MINUTE = 20_000
# Weights of D, C, B and A: minutes, resolutions and titles use C, B and A.
WEIGHTS = [0.05, 0.1, 0.4, 1.0]


class TooBroad(Exception):
    """The engine gave up: what was asked takes longer to find than a page may take."""


@dataclass(frozen=True)
class Hit:
    """One item found, as it is shown."""

    item: PublishedItem
    title: SafeString
    passage: SafeString
    resolution: SafeString


@dataclass(frozen=True)
class Found:
    total: int = 0
    hits: list[Hit] = field(default_factory=list)


def search(
    question: Question,
    *,
    page: int = 1,
    committee: str = "",
    year: MunicipalYear | None = None,
    with_procedural: bool = False,
) -> Found:
    """Return one page of what answers the question, the best first, and how many there are in all.

    Raises TooBroad when the engine takes too long or refuses.
    """
    if not question.can_be_asked:
        return Found()
    query = SearchQuery(question.text, config=SEARCH_CONFIG, search_type="websearch")
    items = PublishedItem.objects.filter(_finds_something(query), search_vector=query)
    if not with_procedural:
        items = items.filter(is_procedural=False)
    if committee:
        items = items.filter(meeting__committee=committee)
    if year:
        items = items.filter(meeting__held_on__range=(year.first_day, year.last_day))
    first = (page - 1) * PER_PAGE
    try:
        rows = list(_ranked(items, query)[first : first + PER_PAGE])
    except DatabaseError as failure:
        raise TooBroad from failure
    return Found(rows[0].total if rows else 0, [_hit(row) for row in rows])


def _finds_something(query: SearchQuery) -> Func:
    """False when nothing but exclusions is left once the engine has dropped its common words: no scan, then."""
    return Func(query, template="(querytree(%(expressions)s) NOT IN ('', 'T'))", output_field=BooleanField())


def _ranked(items, query: SearchQuery):
    marks = {"config": SEARCH_CONFIG, "start_sel": START, "stop_sel": STOP}
    return (
        items.select_related("meeting__committee")
        .defer("meeting__content", "search_vector", "content", "progress")
        .annotate(
            rank=SearchRank(F("search_vector"), query, weights=WEIGHTS, cover_density=True),
            total=Window(Count("*")),
            marked_title=SearchHeadline("title", query, highlight_all=True, **marks),
            marked_resolutions=SearchHeadline("resolutions_text", query, highlight_all=True, **marks),
            marked_minute=SearchHeadline(Left("minute_text", MOST_OF_A_MINUTE), query, highlight_all=True, **marks),
        )
        .order_by("-rank", "-meeting__starts_at", "meeting", "position")
    )


def _hit(row: PublishedItem) -> Hit:
    resolved = next((line for line in row.marked_resolutions.split("\n") if START in line), "")
    return Hit(row, marked(row.marked_title), marked(passage_of(row.marked_minute)), marked(resolved))
