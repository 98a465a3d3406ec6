"""Asks the engine: a question goes in, the hits of one page and the counts of every facet come out.

One statement finds all that matches, once, and counts and ranks from that. Ranking every match would cost seconds
where a word stands in half the archive, so candidates are ranked: everything, newest first, whose title or
resolutions match, and the newest of the rest, papers last. Their scores never depend on what else was found.
"""

import json
from dataclasses import dataclass, field, replace

from django.db import DatabaseError

from meetings.record.meetings import PublishedItem
from meetings.record.search.facets import Count, Counted, facets_of, years_of
from meetings.record.search.hits import Hit, hits_of
from meetings.record.search.narrowing import Narrowing
from meetings.record.search.passages import Marker
from meetings.record.search.question import Question
from meetings.record.search.references import items_at, read_reference
from meetings.record.search.statement import CANDIDATES, LOOKED_INTO, Place, is_counted_already, rows_at
from meetings.record.search.understanding import ONE_IN, Understood, understand

PER_PAGE = 20


class TooBroad(Exception):
    """The engine gave up: what was asked takes longer to find than a page may take."""


@dataclass(frozen=True)
class Found:
    """One page of answers, and what can be said of all of them.

    Where `is_about` the total is an estimate from one entry in sixteen, where `are_counts_about` those of committees
    and years are. Pages reach to the hit `within_reach`: a very common word has more.
    """

    total: int = 0
    is_about: bool = False
    are_counts_about: bool = False
    within_reach: int = 0
    hits: list[Hit] = field(default_factory=list)
    facets: dict[str, list[Count]] = field(default_factory=dict)
    years: list[Count] = field(default_factory=list)
    # (as typed, what means the same): both were searched for, which the page says.
    synonyms: tuple[tuple[str, str], ...] = ()
    # The items that answer to the question as a reference; where it is one, its address, to go straight to.
    referred: list[PublishedItem] = field(default_factory=list)
    jump: str = ""


def search(
    question: Question,
    narrowing: Narrowing | None = None,
    *,
    page: int = 1,
    order: str = "best",
    per_page: int = PER_PAGE,
) -> Found:
    """Return one page of what answers the question, `order` best or newest first, and the counts of all that does.

    Raises TooBroad when the engine takes too long or refuses.
    """
    narrowing = narrowing or Narrowing()
    if not question.can_be_asked:
        return Found()
    is_by_date = order == "newest"
    try:
        referred = _referred(question) if narrowing == Narrowing() else []
        if len(referred) == 1 and page == 1:
            return Found(referred=referred, jump=referred[0].get_absolute_url())
        understood = understand(question, narrowing)
        if understood.finds_nothing:
            return Found(referred=referred)
        place = Place((page - 1) * per_page, per_page, is_by_date=is_by_date)
        rows = rows_at(place, understood, narrowing)
        counted = _counted(json.loads(rows[0][0]), understood, narrowing)
        if understood.has_phrases and _is_about(understood, narrowing) and counted.total <= LOOKED_INTO:
            # Words that seldom stand side by side: the sample tells nothing, and all were looked into for the page.
            understood = replace(understood, is_broad=False, is_everywhere=False)
            rows = rows_at(place, understood, narrowing)
            counted = _counted(json.loads(rows[0][0]), understood, narrowing)
        reach = _reach(counted.total, understood, is_by_date=is_by_date)
        shown = [row[1:] for row in rows if row[-1] is not None]
        if understood.is_everywhere and len(shown) < min(reach - place.first, per_page):
            # A word may be everywhere but in the newest entries.
            rows = rows_at(place, replace(understood, is_everywhere=False), narrowing)
            shown = [row[1:] for row in rows if row[-1] is not None]
    except DatabaseError as failure:
        raise TooBroad from failure
    return Found(
        total=counted.total,
        is_about=_is_about(understood, narrowing),
        are_counts_about=_are_counts_about(understood, narrowing),
        within_reach=reach,
        hits=hits_of(shown, Marker(understood.lexemes)),
        facets=facets_of(counted, narrowing),
        years=years_of(counted, narrowing),
        synonyms=understood.synonyms,
        referred=referred,
    )


def _referred(question: Question) -> list[PublishedItem]:
    reference = read_reference(question)
    return items_at(reference) if reference else []


def _reach(total: int, understood: Understood, *, is_by_date: bool) -> int:
    return total if is_by_date and not understood.is_broad else min(total, CANDIDATES)


def _counted(told: dict, understood: Understood, narrowing: Narrowing) -> Counted:
    volumes, of_stamps = told["volumes"] or [], told["stamps"] or {}
    one_in = ONE_IN if _are_counts_about(understood, narrowing) else 1
    of_stamps = {
        stamp: n * (ONE_IN if _is_about(understood, narrowing) else 1)
        for stamp in understood.stamps
        if (n := of_stamps.get(str(stamp.id)))
    }
    return Counted(
        committees=[(slug, name, n * one_in) for slug, _, n, _, name in volumes if slug and n],
        years=[(year, n * one_in) for _, year, _, n, _ in volumes if year and n],
        total=sum(n for stamp, n in of_stamps.items() if stamp.fits),
        stamps=[
            (stamp.kind, stamp.outcome, stamp.is_procedural, stamp.has_open_actions, n)
            for stamp, n in of_stamps.items()
        ],
        people=told.get("people") or [],
    )


def _is_about(understood: Understood, narrowing: Narrowing) -> bool:
    """Whether the total is an estimate."""
    return _are_counts_about(understood, narrowing) and not narrowing.is_of_entries


def _are_counts_about(understood: Understood, narrowing: Narrowing) -> bool:
    """Whether those of committees and years are estimates."""
    return understood.is_broad and not is_counted_already(understood, narrowing)
