"""A search as its address says it, and the address of any other search one step away. Pure.

Parameters stand in one order and values in theirs, so that one search has one address.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from meetings.municipal_year import MunicipalYear
from meetings.record.search.narrowing import Narrowing

BEST, NEWEST = "best", "newest"
ON = "on"
# Those of which several values may be chosen, the first and the last day, and those that are on or off.
SEVERAL = ("committee", "year", "outcome", "kind", "person")
DAYS = ("since", "until")
SWITCHES = ("open", "procedural")


def year_named(value: str) -> MunicipalYear | None:
    """The municipal year of a choice: 2021-22."""
    return MunicipalYear(int(value[:4])) if value else None


@dataclass(frozen=True)
class Asked:
    """What was asked: the words, the values chosen of each facet, the days between, and the order."""

    q: str = ""
    committee: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    open: bool = False
    procedural: bool = False
    order: str = BEST

    @classmethod
    def read(cls, query: str) -> "Asked":
        """What an address of ours asked; the query is one that `query` gave, of values known then."""
        given = QueryDict(query)
        several = {name: tuple(given.getlist(name)) for name in SEVERAL}
        days = {name: datetime.date.fromisoformat(given[name]) for name in DAYS if name in given}
        switches = {name: name in given for name in SWITCHES}
        return cls(q=given.get("q", ""), order=given.get("order", BEST), **several, **days, **switches)

    @property
    def narrowing(self) -> Narrowing:
        """As search() takes it."""
        return Narrowing(
            committees=self.committee,
            years=tuple(year_named(year) for year in self.year),
            outcomes=self.outcome,
            people=self.person,
            kinds=self.kind,
            with_open_actions=self.open,
            with_procedural=self.procedural,
            since=self.since,
            until=self.until,
        )

    @property
    def is_narrowed(self) -> bool:
        return any(getattr(self, name) for name in (*SEVERAL, *DAYS, "open"))

    @property
    def pairs(self) -> list[tuple[str, str]]:
        pairs = [("q", self.q)]
        pairs += [(name, value) for name in SEVERAL for value in sorted(getattr(self, name))]
        pairs += [(name, day.isoformat()) for name in DAYS if (day := getattr(self, name))]
        pairs += [(name, ON) for name in SWITCHES if getattr(self, name)]
        return pairs + ([("order", self.order)] if self.order != BEST else [])

    @property
    def query(self) -> str:
        """All of it as it stands behind the question mark of an address."""
        return urlencode(self.pairs)

    @property
    def parameters(self) -> QueryDict:
        return QueryDict(self.query)

    def but(self, **changes) -> "Asked":
        return replace(self, **changes)

    def without(self, name: str, value: str) -> "Asked":
        """The same with one value chosen no more."""
        if name not in SEVERAL:
            return replace(self, **{name: getattr(Asked, name)})
        return replace(self, **{name: tuple(kept for kept in getattr(self, name) if kept != value)})

    def chosen(self) -> Iterator[tuple[str, str]]:
        """Each value that narrows the search, or widens it, with the name of its parameter."""
        return ((name, value) for name, value in self.pairs if name not in ("q", "order"))

    def widens(self, other: "Asked") -> bool:
        """Whether it finds all that the other finds, both asked for the same words."""
        is_of_several = all(
            not mine or (theirs and set(theirs) <= set(mine))
            for mine, theirs in ((getattr(self, name), getattr(other, name)) for name in SEVERAL)
        )
        (first, last), (others_first, others_last) = self._span, other._span
        is_between = first <= others_first and last >= others_last
        return is_of_several and is_between and self.open <= other.open and self.procedural >= other.procedural

    @property
    def _span(self) -> tuple[datetime.date, datetime.date]:
        return self.since or datetime.date.min, self.until or datetime.date.max

    @property
    def unnarrowed(self) -> "Asked":
        return Asked(q=self.q, order=self.order)
