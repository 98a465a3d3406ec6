"""The lines of the pages of a PDF, with an empty line where a page leaves more room between two than is usual."""

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from meetings.importers.conversion.pdf_hidden_text import place

# More room than this, as a share of the usual step from line to line, parts two paragraphs.
_GAP = 1.25
# In points: what is further apart is no step from line to line.
_LARGEST_STEP = 40

# Printed markers are no longer: "(xviii)", "14.12.".
_LONGEST_MARKER = 8


class Line(NamedTuple):
    """Words that a page paints beside each other, and where on the page the first of them stands."""

    words: str
    left: float
    height: float


def lines_of(seen: list[tuple]) -> list[Line]:
    """The lines that a visitor was told of, in order."""
    lines: list[Line] = []
    words, at = "", (0.0, 0.0)
    for text, cm, tm, *_ in seen:
        first, *others = text.split("\n")
        if first.strip() and not words.strip():
            at = place(*place(0, 0, tm), cm)
        words += first
        for other in others:
            lines.append(Line(words, *at))
            words, at = other, place(*place(0, 0, tm), cm)
    return _with_markers([line for line in (*lines, Line(words, *at)) if line.words.strip()])


def _with_markers(lines: list[Line]) -> list[Line]:
    """The lines, each marker that a browser painted apart from its paragraph put back before it."""
    markers = {round(line.height): line for line in lines if len(line.words.strip()) <= _LONGEST_MARKER}
    taken: set[Line] = set()
    found = []
    for line in lines:
        marker = markers.get(round(line.height))
        if marker and marker is not line and marker.left < line.left and marker not in taken:
            taken.add(marker)
            line = Line(f"{marker.words.strip()} {line.words}", marker.left, line.height)
        found.append(line)
    return [line for line in found if line not in taken]


def with_gaps(pages: list[list[Line]]) -> list[list[str]]:
    """The lines of each page; one that stands after a gap begins with a line break."""
    steps = Counter(round(2 * step) for page in pages for step in _steps(page) if 0 < step < _LARGEST_STEP)
    usual = max(steps, key=lambda step: (steps[step], -step)) / 2 if steps else _LARGEST_STEP
    found = []
    for page in pages:
        gaps = [False, *(not -1 < step < _GAP * usual for step in _steps(page))]
        found.append([f"\n{line.words}" if is_gap else line.words for line, is_gap in zip(page, gaps, strict=False)])
    return found


def _steps(page: list[Line]) -> list[float]:
    return [upper.height - lower.height for upper, lower in pairwise(page)]
