"""Contents lists: the headings of a paper listed at its top, which must not be read as items a second time."""

import re

from meetings.importers.blocks import Block
from meetings.importers.grammar.item_numbers import Numbered

# Dots that lead the eye to the number of a page: "Roads ........ 12".
_DOT_LEADER = re.compile(r"(?:\.{4}|…{2}|(?: \.){4})[. …]{0,200}\d{0,4}$")
_SIGNS_OF_LEADERS = ("..", "…", " . .")
_PAGE_NUMBERS = re.compile(r"(?: ?[-–.…]* ?\d{1,4})?$")
_NOT_A_LETTER = re.compile(r"[\W\d_]{1,20}")
_LONGEST_KEY = 60
_LONGEST_TITLE = 250
_FEWEST = 3
_WIDE_SPACE = 3
# A paper may have contents, an agenda and a summary of decisions above its minutes, and hardly more.
_MOST_LISTS = 3


def leads_to_page(block: Block) -> bool:
    """Whether a line is one of a contents list, by the dots before its page number."""
    if not any(sign in block.text for sign in _SIGNS_OF_LEADERS):
        return False  # the quick answer for nearly every line
    return bool(_DOT_LEADER.search(block.text, max(0, len(block.text) - 210)))


def without_contents(blocks: list[Block], candidates: list[Numbered]) -> list[Numbered]:
    """The candidates less those of lists at the top whose titles stand again over the items themselves."""
    candidates = [one for one in candidates if not leads_to_page(blocks[_line_of_title(blocks, one)])]
    last: dict[str, int] = {}
    for _ in range(_MOST_LISTS):
        run = _first_run(blocks, candidates)
        if len(run) < _FEWEST or len(run) == len(candidates):
            break
        last = last or _last_places(blocks)
        again = sum(last.get(_key_of(blocks, one), 0) > run[-1].index + 1 for one in run)
        if again < 0.6 * len(run):
            break
        candidates = candidates[len(run) :]
    return candidates


def _first_run(blocks: list[Block], candidates: list[Numbered]) -> list[Numbered]:
    """The candidates from the first to where the numbers go back or a title comes again."""
    seen: set[str] = set()
    for place, one in enumerate(candidates):
        key = _key_of(blocks, one)
        if key in seen or (place and one.number <= candidates[place - 1].number):
            return candidates[:place]
        seen.add(key)
    return candidates


def _last_places(blocks: list[Block]) -> dict[str, int]:
    """Where the words of each short line stand for the last time."""
    places = {}
    for index, block in enumerate(blocks):
        if len(block.text) <= _LONGEST_TITLE and (key := _key(block.words)):
            places[key] = index
    return places


def _line_of_title(blocks: list[Block], one: Numbered) -> int:
    is_alone = one.body >= len(blocks[one.index].text) and one.index + 1 < len(blocks)
    return one.index + 1 if is_alone else one.index


def _key_of(blocks: list[Block], one: Numbered) -> str:
    index = _line_of_title(blocks, one)
    start = one.body if index == one.index else blocks[index].body
    return _key(blocks[index].text[start : _end_of_column(blocks[index], start)])


def _end_of_column(block: Block, start: int) -> int:
    """Where a wide space sets the next column apart: a table of decisions has what was decided beside each title."""
    for found in re.finditer(" ", block.text[:_LONGEST_TITLE]):
        place = found.start()
        if place > start and block.offset(place + 1) - block.end_offset(place) >= _WIDE_SPACE:
            return place
    return len(block.text)


def _key(words: str) -> str:
    """The letters of a title, without the number of a page after it."""
    words = words[:_LONGEST_TITLE]
    words = _PAGE_NUMBERS.sub("", words) if words[-1:].isdecimal() else words
    return _NOT_A_LETTER.sub(" ", words.casefold()).strip()[:_LONGEST_KEY]
