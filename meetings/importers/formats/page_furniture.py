"""Page furniture: the feet and running heads that a printed page repeats, and that may cut a sentence in two."""

import re
from collections import Counter

from meetings.importers.grammar.quick_looks import holds_any

# The foot of a printed page: "Page 3 of 12", "Tudalen 3", "- 3 -", "3 | Page", or with a name beside it.
_FOOT = re.compile(
    r"(?:Page|Pg\.?|Tudalen)(?: \|)? \d{1,4}(?: ?(?:of|o|/) ?\d{1,4})?|\d{1,4} \| ?Page|[-–—] ?\d{1,4} ?[-–—]", re.I
)
_PAGE_WORD = r"(?:Page|Pg\.?|Tudalen) ?\d{1,4}(?: ?(?:of|o|/) ?\d{1,4})?"
_FOOT_WITH_NAME = re.compile(rf"(?:.{{3,90}} \|? ?{_PAGE_WORD}|{_PAGE_WORD} \|? ?.{{3,90}})", re.I)
_PAGE_WORDS = ("page", "pg", "tudalen")
_DASHES = "-–—"
_NUMBER_AT_END = re.compile(r"^\d{1,4}[ |–—-]{1,4}|[ |–—-]{1,4}\d{1,4}$")
# A day printed in figures or in words: few lines but a running head repeat one.
_DAY = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6},? \d{4}|"
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}"
)
_TIME = re.compile(r"\d ?[ap]\.?m\b|\d[.:]\d\d\b|\bhours\b", re.I)
_LONGEST = 110
_LONGEST_NUMBER = 4
_FEWEST = 3
# How many lines on either side of the end of a page may be its foot or its head.
_NEAR = 3


def furniture_in(lines: list[str], breaks: list[bool]) -> set[int]:
    """Which of these lines are feet or running heads of pages; `breaks` says before which lines a new page begins."""
    feet = {index for index, line in enumerate(lines) if _is_foot(line)} | _numbers_beside_heads(lines)
    edges = sorted(feet | {index for index, is_break in enumerate(breaks) if is_break})
    near = _near(edges, len(lines))
    feet |= {index for index in near if _is_only_number(lines[index]) and _is_beside_break(index, breaks)}
    # A head stands at the same place of every page.
    shapes = Counter((_shape(lines[index]), place) for index, places in near.items() for place in places)
    fewest = _FEWEST if len(edges) > _FEWEST else 2
    heads = {
        index
        for index, places in near.items()
        if index not in feet
        and _may_be_running_head(lines[index])
        and any(shapes[_shape(lines[index]), place] >= fewest for place in places)
    }
    heads |= _dated_heads(lines)
    # The first head of the first page may be all that names the meeting.
    first_edge = edges[0] if edges else len(lines)
    firsts: set[str] = set()
    for index in sorted(heads):
        shape = _shape(lines[index])
        if shape not in firsts and index <= first_edge:
            heads.discard(index)
        firsts.add(shape)
    return feet | heads


def _is_foot(line: str) -> bool:
    if len(line) > _LONGEST:
        return False
    if not holds_any(line, _PAGE_WORDS):
        return line[0] in _DASHES and bool(_FOOT.fullmatch(line))
    is_with_name = not line.endswith((".", ";", ":", ",")) and _FOOT_WITH_NAME.fullmatch(line)
    return bool(is_with_name or _FOOT.fullmatch(line))


def _is_only_number(line: str) -> bool:
    return line.isdecimal() and len(line) <= _LONGEST_NUMBER


def _numbers_beside_heads(lines: list[str]) -> set[int]:
    """Numbers alone on their lines beside one and the same running head, again and again: the pages they number."""
    beside: dict[tuple[int, str], list[int]] = {}
    for index, line in enumerate(lines):
        if not _is_only_number(line):
            continue
        for side in (-1, 1):
            if 0 <= index + side < len(lines) and _is_name(lines[index + side]):
                beside.setdefault((side, lines[index + side].casefold()), []).append(index)
    return {
        index
        for (_, head), places in beside.items()
        if len(places) >= _FEWEST or _are_two_pages(head, [lines[index] for index in places])
        for index in places
    }


def _are_two_pages(head: str, numbers: list[str]) -> bool:
    """Whether a running head with a day in it stands but twice, beside one number and the next."""
    return len(numbers) == 2 and bool(_DAY.search(head.title())) and int(numbers[1]) == int(numbers[0]) + 1


def _is_name(line: str) -> bool:
    """Whether every longer word begins with a capital, as in the name of a body and in no sentence."""
    words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    return len(line) <= _LONGEST and _may_be_running_head(line) and all(word[0].isupper() for word in words)


def _near(edges: list[int], count: int) -> dict[int, list[int]]:
    """The lines near the ends of pages, with how far from them they stand."""
    near: dict[int, list[int]] = {}
    for edge in edges:
        for index in range(max(0, edge - _NEAR), min(count, edge + _NEAR + 1)):
            near.setdefault(index, []).append(index - edge)
    return near


def _is_beside_break(index: int, breaks: list[bool]) -> bool:
    return breaks[index] or (index + 1 < len(breaks) and breaks[index + 1])


def _shape(line: str) -> str:
    """A line without a number at either end, for the number of the page changes from head to head."""
    return _NUMBER_AT_END.sub("", line.casefold())


def _may_be_running_head(line: str) -> bool:
    """Headings of sections and lead-ins of decisions are repeated too, and are words of the minutes."""
    letters = sum(sign.isalpha() for sign in line)
    return (
        letters > 3
        and len(line) <= _LONGEST
        and not line.endswith((":", ".", ";", ",", ":-"))
        and len(line.split()) > 1
    )


def _dated_heads(lines: list[str]) -> set[int]:
    """Lines that name the day again and again, with nothing else changed but the number of the page."""
    places: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if len(line) <= _LONGEST and _is_no_sentence(line) and (day := _DAY.search(line)) and not _TIME.search(line):
            places.setdefault(f"{_shape(line)} {day[0]}", []).append(index)
    return {index for found in places.values() if len(found) >= _FEWEST for index in found[1:]}


def _is_no_sentence(line: str) -> bool:
    return not line.endswith((".", ":", ";", ",")) and len(line.split()) > 3
