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
    # (address, name, hits), of few hits only: those chosen, then the most frequent.
    people: list[tuple[str, str, int]]


def facets_of(counted: Counted, narrowing: Narrowing) -> dict[str, list[Count]]:
    """The counts by facet: committee, outcome, kind, open, procedural, person; those without hits only if chosen."""
    fits = (
        lambda kind: not narrowing.kinds or kind in narrowing.kinds,
        lambda outcome: not narrowing.outcomes or outcome in narrowing.outcomes,
        lambda is_procedural: narrowing.with_procedural or not is_procedural,
        lambda has_open_actions: not narrowing.with_open_actions or has_open_actions,
    )
    sums: tuple[dict, ...] = ({}, {}, {}, {})
    for *values, n in counted.stamps:
        missed = [place for place, value in enumerate(values) if not fits[place](value)]
        for place, value in enumerate(values):
            if missed in ([], [place]):
                sums[place][value] = sums[place].get(value, 0) + n
    kinds, outcomes, procedural, with_open_actions = sums
    outcomes.pop("", None)
    return {
        "committee": _committees(counted, narrowing),
        "outcome": _listed(outcomes, {}, narrowing.outcomes),
        "kind": _listed(kinds, KINDS, narrowing.kinds),
        "open": _switch(with_open_actions.get(True, 0), OPEN, is_chosen=narrowing.with_open_actions),
        "procedural": _switch(procedural.get(True, 0), PROCEDURE, is_chosen=narrowing.with_procedural),
        "person": [Count(slug, name, n, slug in narrowing.people) for slug, name, n in counted.people],
    }


def years_of(counted: Counted, narrowing: Narrowing) -> list[Count]:
    """Hits by municipal year, the first year first, years between without any included."""
    chosen = {year.starts for year in narrowing.years}
    hits = dict.fromkeys(chosen, 0) | {year: n for year, n in counted.years if n}
    if not hits:
        return []
    years = [MunicipalYear(starts) for starts in range(min(hits), max(hits) + 1)]
    return [Count(str(year), year.label, hits.get(year.starts, 0), year.starts in chosen) for year in years]


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
