"""Answers by municipal year as a row of bars, each a link that narrows the search to its year. Pure.

Where there are too many years for links that a finger can hit, the row is a drawing and its links are in the table.
"""

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from meetings.record.search import Count
from meetings.record.search.asked import Asked
from meetings.record.translation import gettext

# In units of the picture; a year with any answer at all can be seen.
TALLEST, LEAST = 40, 1
# So many bars of 24 pixels stand beside each other on the narrowest screen (320 pixels), and on one of 1,024.
ON_A_PHONE, ON_A_DESK = 11, 24
# So many labels do.
LABELS_ON_A_PHONE, LABELS_ON_A_DESK = 7, 14
FIFTH, TENTH = 5, 10
# What no question holds (see question.read_question).
NO_YEAR = "\0"
# Of so many years, each fifth label is too close to the next on a phone.
LABELS_OF_FIFTHS = 40


class Bar(NamedTuple):
    """One year: its height and where it begins, from the top; `query` is the search within it, or back out of it.

    In a drawing of all of them `left`, `width` and `middle` are in hundredths of its width. `label` says where its
    year stands beneath it: "all", only on a wide screen ("wide"), or nowhere ("").
    """

    words: str
    # As it fits below a bar: 21/22.
    short: str
    count: int
    height: int
    top: int
    is_chosen: bool
    query: str
    left: float
    width: float
    middle: float
    label: str


@dataclass(frozen=True)
class Bars:
    """The bars of a search; whether they can be links on any screen, on a wide one, or on none."""

    years: list[Bar]

    @property
    def are_links(self) -> bool:
        return len(self.years) <= ON_A_DESK

    @property
    def are_links_everywhere(self) -> bool:
        return len(self.years) <= ON_A_PHONE

    @property
    def in_words(self) -> str:
        return gettext("%(first)s to %(last)s") % {"first": self.years[0].words, "last": self.years[-1].words}


def bars_of(years: list[Count], asked: Asked) -> Bars | None:
    """A bar for each year from the first with answers to the last; None where there is one year and no choice."""
    if len(years) < 2:
        return None
    most = max(year.count for year in years) or 1
    # What is the same of all of them is put together once: it takes longer than all else.
    before, after = asked.but(year=(NO_YEAR,)).query.split(quote(NO_YEAR))
    queries = (asked.without("year", y.value).query if y.is_chosen else f"{before}{y.value}{after}" for y in years)
    bars = zip(years, queries, strict=True)
    return Bars([_bar(year, query, place, len(years), most) for place, (year, query) in enumerate(bars)])


def _bar(year: Count, query: str, place: int, of: int, most: int) -> Bar:
    height = max(round(year.count * TALLEST / most), LEAST) if year.count else 0
    each = 100 / of
    # A sixth of the room is left between two bars.
    left, width = round(each * (place + 1 / 12), 2), round(each * 5 / 6, 2)
    middle, label = round(left + width / 2, 2), _label(int(year.value[:4]), of)
    words, short, top = year.words, year.words[2:], TALLEST - height
    return Bar(words, short, year.count, height, top, year.is_chosen, query, left, width, middle, label)


def _label(starts: int, of: int) -> str:
    is_fifth, is_tenth = starts % FIFTH == 0, starts % TENTH == 0
    if of <= LABELS_ON_A_PHONE or (is_fifth and of <= LABELS_OF_FIFTHS) or is_tenth:
        return "all"
    return "wide" if is_fifth or of <= LABELS_ON_A_DESK else ""
