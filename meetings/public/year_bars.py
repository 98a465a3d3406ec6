"""Answers by municipal year as a row of bars, each a link that narrows the search to its year. Pure."""

from dataclasses import dataclass

from meetings.record.search import Count
from meetings.record.search.asked import Asked

# In units of the picture; a year with any answer at all can be seen.
TALLEST, LEAST = 40, 1


@dataclass(frozen=True)
class Bar:
    """One year: its height and where it begins, from the top; `query` is the search within it, or back out of it."""

    words: str
    count: int
    height: int
    top: int
    is_chosen: bool
    query: str

    @property
    def short(self) -> str:
        """As it fits below a bar: 21/22."""
        return self.words[2:]


def bars_of(years: list[Count], asked: Asked) -> list[Bar]:
    """A bar for each year from the first with answers to the last; none where there is one year and no choice."""
    if len(years) < 2:
        return []
    most = max(year.count for year in years) or 1
    return [_bar(year, most, asked) for year in years]


def _bar(year: Count, most: int, asked: Asked) -> Bar:
    height = max(round(year.count * TALLEST / most), LEAST) if year.count else 0
    to = asked.without("year", year.value) if year.is_chosen else asked.but(year=(year.value,))
    return Bar(year.words, year.count, height, TALLEST - height, year.is_chosen, to.query)
