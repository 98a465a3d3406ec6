"""A search as its address says it, and the address of any other search one step away. Pure.

Parameters stand in one order and values in theirs, so that one search has one address.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from meetings.municipal_year import MunicipalYear
from meetings.record.search.narrowing import Narrowing

BEST, NEWEST = "best", "newest"
ON = "on"
# Those of which several values may be chosen, and those that are on or off.
SEVERAL = ("committee", "year", "outcome", "kind", "person")
SWITCHES = ("open", "procedural")


def year_named(value: str) -> MunicipalYear | None:
    """The municipal year of a choice: 2021-22."""
    return MunicipalYear(int(value[:4])) if value else None


@dataclass(frozen=True)
class Asked:
    """What was asked: the words, the values chosen of each facet, and the order."""

    q: str = ""
    committee: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    open: bool = False
    procedural: bool = False
    order: str = BEST

    @classmethod
    def read(cls, query: str) -> "Asked":
        """What an address of ours asked; the query is one that `query` gave, of values known then."""
        given = QueryDict(query)
        several = {name: tuple(given.getlist(name)) for name in SEVERAL}
        switches = {name: name in given for name in SWITCHES}
        return cls(q=given.get("q", ""), order=given.get("order", BEST), **several, **switches)

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
        )

    @property
    def is_narrowed(self) -> bool:
        return any(getattr(self, name) for name in (*SEVERAL, "open"))

    @property
    def pairs(self) -> list[tuple[str, str]]:
        pairs = [("q", self.q)]
        pairs += [(name, value) for name in SEVERAL for value in sorted(getattr(self, name))]
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
        if name in SWITCHES:
            return replace(self, **{name: False})
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
        return is_of_several and self.open <= other.open and self.procedural >= other.procedural

    @property
    def unnarrowed(self) -> "Asked":
        return Asked(q=self.q, order=self.order)
