"""Small pictures of what the words and tables beside them say: an issue's meetings, attendance, outcomes. Pure.

What lies across is in hundredths of the width of a picture, what stands up in its pixels, from the top.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

TALLEST = 40
# So many labels of years stand beside each other on the narrowest screen (320 pixels).
MOST_LABELS = 7
NARROWEST_LABEL = 100 / MOST_LABELS
EACH_SO_MANY_YEARS = (1, 2, 5, 10, 20, 50)
# A meeting at which something was decided, and one at which nothing was.
DECIDED, DEALT_WITH = 30, 12
HEIGHTS = {"present": TALLEST, "remote": TALLEST, "apologies": 16, "absent": 5}
# So many meetings are in a picture of attendance; where there are fewer, their marks are not wider than of so many.
MOST_MEETINGS, FEWEST_ABREAST = 40, 24


@dataclass(frozen=True)
class Mark:
    left: float
    height: int

    @property
    def top(self) -> int:
        return TALLEST - self.height


@dataclass(frozen=True)
class Label:
    middle: float
    words: str


@dataclass(frozen=True)
class Picture:
    """Marks that stand on a line, each `width` hundredths wide, and the years beneath it."""

    marks: list[Mark]
    labels: list[Label]
    width: float

    @property
    def is_even(self) -> bool:
        """Whether all marks are of one height, so that none needs to be explained."""
        return len({mark.height for mark in self.marks}) == 1


def timeline_of(meetings: Sequence[tuple[datetime.date, bool]]) -> Picture | None:
    """A mark for each day of a meeting, taller where something was decided; None for a single meeting."""
    if len(meetings) < 2:
        return None
    days = [day for day, _ in meetings]
    first, last = min(days).year, max(days).year
    begin, end = datetime.date(first, 1, 1).toordinal(), datetime.date(last + 1, 1, 1).toordinal()

    def place(day: datetime.date) -> float:
        return round((day.toordinal() - begin) * 100 / (end - begin), 2)

    marks = [Mark(place(day), DECIDED if is_decided else DEALT_WITH) for day, is_decided in sorted(meetings)]
    years = range(first, last + 1)
    apart = next(apart for apart in EACH_SO_MANY_YEARS if len(years) <= apart * MOST_LABELS)
    labels = [Label(place(datetime.date(year, 7, 1)), str(year)) for year in years if year % apart == 0]
    return Picture(marks, labels, 0.9)


def attendance_of(meetings: Sequence[tuple[datetime.date, str]]) -> Picture | None:
    """The last of the meetings given, oldest first, each with a mark: tall for present, low for apologies, least for
    absent; None where there is but one."""
    if len(meetings) < 2:
        return None
    shown = sorted(meetings)[-MOST_MEETINGS:]
    each = 100 / max(len(shown), FEWEST_ABREAST)
    marks = [Mark(round(each * place, 2), HEIGHTS[attendance]) for place, (_, attendance) in enumerate(shown)]
    labels, place = [], 0
    for year, held in groupby(shown, lambda meeting: meeting[0].year):
        wide = len(list(held)) * each
        if wide >= NARROWEST_LABEL:
            labels.append(Label(round(place + wide / 2, 2), str(year)))
        place += wide
    return Picture(marks, labels, round(each * 5 / 6, 2))


def share_of(count: int, most: int) -> float:
    """The length of a bar beside one of the longest; what is there at all can be seen."""
    return max(round(count * 100 / most, 1), 1)
