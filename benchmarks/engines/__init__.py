"""Engines that are measured beside one another: each gives the same page for the same question.

A page is the first twenty items with title, date, committee and a passage with marks, the total, and how many there
are by committee and by year. All hold the same items: those of substance, without the procedural ones.
"""

from dataclasses import dataclass
from typing import Protocol

from benchmarks.world.queries import Query

PER_PAGE = 20


class GaveUp(Exception):
    """The engine said that the question is too broad."""


@dataclass(frozen=True)
class Answer:
    """What came back: the total, and the twenty, which nobody looks at but which have to be made."""

    total: int
    rows: list


class Engine(Protocol):
    name: str

    def ask(self, query: Query) -> Answer: ...

    def processor_time(self) -> float: ...
