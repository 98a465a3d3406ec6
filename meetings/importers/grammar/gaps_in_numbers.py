"""Gaps in numbers: headings whose number fills a gap that the surer headings of a page leave between them.

Clerks forget a stop here and there: "8. Police" is followed by "9 Correspondence:" and "10. Roads", and one title may
end with a semicolon. What counts on exactly where the others leave off is an item too.
"""

from bisect import bisect_left, bisect_right
from itertools import pairwise

from meetings.importers.blocks import Block
from meetings.importers.grammar.item_numbers import Numbered
from meetings.importers.grammar.name_lines import COUNTED
from meetings.importers.grammar.titles import end_of_title

_LONGEST_TITLE = 60


def with_gaps_filled(blocks: list[Block], chain: list[Numbered], numbered: list[Numbered]) -> list[Numbered]:
    """The chain with those of all numbers on the page that fill its gaps, each in its place."""
    if not chain or not chain[0].is_whole:
        return chain
    filled, places = [chain[0]], [one.index for one in numbered]
    for before, after in pairwise(chain):
        missing = _missing(before.number, after.number)
        if missing:
            between = numbered[bisect_right(places, before.index) : bisect_left(places, after.index)]
            filled += _fitting(blocks, between, missing, before.style)
        filled.append(after)
    return filled


def _missing(before: tuple[int, ...], after: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The numbers between two: 7 and 8 between 6 and 9, "31/22" between "30/22" and "32/22"."""
    changed = [place for place, (one, other) in enumerate(zip(before, after, strict=False)) if one != other]
    if len(before) != len(after) or len(changed) != 1:
        return []
    (place,) = changed
    return [(*before[:place], number, *before[place + 1 :]) for number in range(before[place] + 1, after[place])]


def _fitting(
    blocks: list[Block], between: list[Numbered], missing: list[tuple[int, ...]], style: str
) -> list[Numbered]:
    found = []
    for one in between:
        if one.style == style and one.is_whole and one.number in missing and _may_be_heading(blocks, one):
            found.append(one)
            missing = missing[missing.index(one.number) + 1 :]
    return found


def _may_be_heading(blocks: list[Block], one: Numbered) -> bool:
    block, above = blocks[one.index], blocks[one.index - 1]
    words = block.text[one.body :]
    is_apart = block.is_after_blank or above.text.endswith((".", "!", "?"))
    # The paragraphs of a numbered list fill gaps too, and have no title.
    is_title = end_of_title(block, one.body, len(block.text))[0] - one.body <= _LONGEST_TITLE
    return is_apart and is_title and words[:1].isupper() and not block.cells and not COUNTED.match(block.text)
