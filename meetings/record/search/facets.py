"""Rolls up what was counted by volume and by stamp into the counts of each facet. Pure.

A count beside a value says how many hits choosing it would leave, whatever else is chosen: so each facet is counted
among the hits that fit all the others.
"""

from dataclasses import dataclass

from meetings.municipal_year import MunicipalYear
from meetings.record.search.narrowing import Narrowing
from meetings.record.translation import gettext_noop

OPEN = "Has open actions"
PROCEDURE = "Items of procedure"
KINDS = {"item": gettext_noop("Item"), "paper": gettext_noop("Paper")}


@dataclass(frozen=True)
class Count:
    """One value of a facet: as it stands in the address, in words, and how many hits have it."""

    value: str
    words: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True)
class Counted:
    """What the engine counted: by volume among the stamps that fit, by stamp among the volumes that fit."""

    # (committee, its name, hits of the years chosen), (year, hits of the committees chosen), and hits of both.
    committees: list[tuple[str, str, int]]
    years: list[tuple[int, int]]
    total: int
    # (kind, outcome, is it procedural, has it open actions, hits).
    stamps: list[tuple[str, str, bool, bool, int]]


def facets_of(counted: Counted, narrowing: Narrowing) -> dict[str, list[Count]]:
    """The counts by facet: committee, outcome, kind, open, procedural; those without hits only if chosen."""
    tests = {
        "kind": lambda stamp: not narrowing.kinds or stamp[0] in narrowing.kinds,
        "outcome": lambda stamp: not narrowing.outcomes or stamp[1] in narrowing.outcomes,
        "procedural": lambda stamp: narrowing.with_procedural or not stamp[2],
        "open": lambda stamp: not narrowing.with_open_actions or stamp[3],
    }
    sums: dict[str, dict] = {facet: {} for facet in tests}
    places = {"kind": 0, "outcome": 1, "procedural": 2, "open": 3}
    for stamp in counted.stamps:
        missed = [facet for facet, fits in tests.items() if not fits(stamp)]
        for facet, place in places.items():
            if missed in ([], [facet]):
                value = stamp[place]
                sums[facet][value] = sums[facet].get(value, 0) + stamp[4]
    outcomes = {value: n for value, n in sums["outcome"].items() if value}
    return {
        "committee": _committees(counted, narrowing),
        "outcome": _listed(outcomes, {}, narrowing.outcomes),
        "kind": _listed(sums["kind"], KINDS, narrowing.kinds),
        "open": _switch(sums["open"].get(True, 0), OPEN, is_chosen=narrowing.with_open_actions),
        "procedural": _switch(sums["procedural"].get(True, 0), PROCEDURE, is_chosen=narrowing.with_procedural),
    }


def years_of(counted: Counted, narrowing: Narrowing) -> list[Count]:
    """Hits by municipal year, the first year first, years between without any included."""
    hits = {year: n for year, n in counted.years if n} | {
        year.starts: 0 for year in narrowing.years if year.starts not in {found for found, n in counted.years if n}
    }
    if not hits:
        return []
    chosen = {year.starts for year in narrowing.years}
    return [
        Count(str(MunicipalYear(year)), MunicipalYear(year).label, hits.get(year, 0), year in chosen)
        for year in range(min(hits), max(hits) + 1)
    ]


def _committees(counted: Counted, narrowing: Narrowing) -> list[Count]:
    names = {slug: name for slug, name, _ in counted.committees}
    return _listed({slug: n for slug, _, n in counted.committees}, names, narrowing.committees)


def _listed(hits: dict[str, int], words: dict[str, str], chosen: tuple[str, ...]) -> list[Count]:
    """The most frequent first; equals by their words."""
    every = {value: n for value, n in hits.items() if n} | {value: 0 for value in chosen if not hits.get(value)}
    counts = [Count(value, words.get(value, value), n, value in chosen) for value, n in every.items()]
    return sorted(counts, key=lambda count: (-count.count, count.words))


def _switch(hits: int, words: str, *, is_chosen: bool) -> list[Count]:
    return [Count("on", words, hits, is_chosen)] if hits or is_chosen else []
