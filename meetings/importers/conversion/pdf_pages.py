"""The furniture of printed pages: the heads, feet and numbers that every page repeats and that no minute says."""

import re
from collections import Counter

_NUMBER = re.compile(r"\d{1,6}")
# Heads and feet of more lines than this are words of the minutes.
_DEEPEST = 3
# A head that says only which page it is; its numbers are left out.
_ONLY_PAGE = re.compile(r"(?:page|pg\.?|tudalen)? ?[-–—]? ?# ?[-–—]?(?: ?(?:of|o|/) ?#)?")
_FEWEST_PAGES = 3
# Heads that differ on left and right pages stand on half of them, and the first page often has none.
_FEWEST_SHARE = 0.4


def without_furniture(lines: list[list[str]]) -> list[str]:
    """The text of pages without the lines that stand at the top or bottom of many of them, page numbers aside.

    The first head stays where it is: on some papers it is all that names the meeting.
    """
    lines = [[line.rstrip() for line in page] for page in lines]
    heads, feet = [_edge(page, is_foot=False) for page in lines], [_edge(page, is_foot=True) for page in lines]
    head_shapes, foot_shapes = _repeated(heads), _repeated(feet)
    seen: set[str] = set()
    kept = []
    for page, head, foot in zip(lines, heads, feet, strict=True):
        top, bottom = _depth(head, head_shapes), _depth(foot, foot_shapes)
        firsts = [line for line in page[:top] if _shape(line) not in seen and not _ONLY_PAGE.fullmatch(_shape(line))]
        seen |= {_shape(line) for line in page[:top]}
        # A page begins without a gap, for it may go on with the sentence of the last one.
        kept.append("\n".join([*firsts, *page[top : len(page) - bottom]]).lstrip("\n"))
    return kept


def _edge(lines: list[str], *, is_foot: bool) -> list[str]:
    """The lines that may be the head or foot of a page, from its edge inwards; never the whole of a page."""
    deepest = min(_DEEPEST, len(lines) // 2)
    return lines[::-1][:deepest] if is_foot else lines[:deepest]


def _depth(edge: list[str], shapes: set[str]) -> int:
    """How many lines of the edge of a page are furniture; the first line that is not ends it."""
    return next((depth for depth, line in enumerate(edge) if _shape(line) not in shapes), len(edge))


def _repeated(edges: list[list[str]]) -> set[str]:
    """The shapes of the lines that stand at that edge of enough pages, and whose numbers are those of the pages."""
    places: dict[str, list[tuple[int, str]]] = {}
    for page, edge in enumerate(edges):
        for line in dict.fromkeys(edge):
            places.setdefault(_shape(line), []).append((page, line))
    fewest = max(_FEWEST_PAGES, _FEWEST_SHARE * len(edges)) if len(edges) > 2 else 2
    return {shape for shape, found in places.items() if len(found) >= fewest and _counts_pages(found)}


def _counts_pages(found: list[tuple[int, str]]) -> bool:
    """Whether each number in the line is the same on nearly every page, or counts with the pages.

    "5." and "6." at the top of pages are numbers of items, which go on in no step with the pages.
    """
    numbers = [(page, _NUMBER.findall(line)) for page, line in found]
    for place in range(len(numbers[0][1])):
        values = [(page, int(row[place])) for page, row in numbers]
        same = max(Counter(value for _, value in values).values())
        counting = max(Counter(value - page for page, value in values).values())
        if max(same, counting) < 0.8 * len(values):
            return False
    return True


def _shape(line: str) -> str:
    return " ".join(_NUMBER.sub("#", line.casefold()).split())
