"""Item numbers: which of the numbers on a page number its items, and which its paragraphs, limbs and lists."""

import re

from meetings.importers.blocks import Block
from meetings.importers.grammar.labels import item_number
from meetings.importers.grammar.section_headings import section_of
from meetings.importers.grammar.titles import has_paper_mark

LIST_OF_ACTIONS = re.compile(r"(?:actions?|action points?|action list)$", re.I)
_FURTHEST_JUMP = 6


def announced_lists(blocks: list[Block]) -> set[int]:
    """Numbered lists that are announced by a colon or dash: limbs of a decision or motion, not items."""
    limbs: set[int] = set()
    expected = None
    for index, block in enumerate(blocks):
        number = item_number(block.label) if block.label else None
        announced = index > 0 and (
            blocks[index - 1].text.endswith((":", ":-", "–", "-"))
            or bool(LIST_OF_ACTIONS.match(blocks[index - 1].text))
        )
        is_sentence = block.words.rstrip("\"'”’").endswith((".", ";", ",", "and")) or not block.words[:1].isupper()
        if number == (1,) and announced and not section_of(blocks[index - 1].text):
            expected = 1
        if number and expected is not None:
            expected = number[0] + 1 if number == (expected,) and (is_sentence or expected == 1) else None
            limbs |= {index} if expected is not None else set()
    return limbs


def numbered_in_order(blocks: list[Block], candidates: list[int]) -> list[int]:
    """The candidates whose numbers go up one after another; the rest number something else."""
    numbers = {index: item_number(blocks[index].label) or () for index in candidates}
    if any(_is_whole(numbers[index], blocks[index]) for index in candidates):
        # With whole numbers for items, "7.2" numbers a paragraph; "3a" and a title with a paper are items.
        candidates = [
            index
            for index in candidates
            if _is_whole(numbers[index], blocks[index])
            or blocks[index].label.strip("().: ")[-1:].isalpha()
            or any(has_paper_mark(block) for block in blocks[index : index + 2])
        ]
    chain: list[int] = []
    for index in candidates:
        last = numbers[chain[-1]] if chain else None
        if last is None or _follows(last, numbers[index], is_slashed="/" in blocks[index].label):
            chain.append(index)
        elif len(chain) == 1 and not _follows(last, numbers[index], is_slashed=False):
            chain = [index]
    return chain


def _is_whole(number: tuple[int, ...], block: Block) -> bool:
    return len(number) == 1 or number[1:] == (0,) or "/" in block.label


def _follows(last: tuple[int, ...], number: tuple[int, ...], *, is_slashed: bool) -> bool:
    if is_slashed and len(last) == len(number) == 2:
        steps = (number[0] - last[0], number[1] - last[1])
        return min(steps) == 0 and 0 < max(steps) <= _FURTHEST_JUMP
    return last < number and number[0] - last[0] <= _FURTHEST_JUMP


def style_of(label: str) -> str:
    if "/" in label:
        return "slashed"
    return "bracketed" if label.startswith("(") else "plain"
