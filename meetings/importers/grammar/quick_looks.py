"""Quick looks: whether a text can hold what a slow search looks for, which nearly every line cannot."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from meetings.importers.blocks import Block


def holds_any(text: str, words: Iterable[str]) -> bool:
    """Whether a text holds any of these words, or beginnings of words, in whatever case; they are in small letters."""
    return any(map(text.casefold().__contains__, words))


def places_holding(blocks: list[Block], words: Iterable[str]) -> list[int]:
    """The places of the blocks that hold any of these words, in order.

    The whole text is asked at once for each word, which is many times as quick as asking each block for all of them.
    """
    texts = [block.text.casefold() for block in blocks]
    whole = "\n".join(texts)
    held = [word for word in words if word in whole]
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0)) if held else []
    found: set[int] = set()
    for word in held:
        at = whole.find(word)
        while at >= 0:
            place = bisect_right(starts, at) - 1
            found.add(place)
            at = whole.find(word, starts[place + 1])
    return sorted(found)


def blocks_holding(blocks: list[Block], words: Iterable[str]) -> list[Block]:
    """The blocks that hold any of these words, in order."""
    return [blocks[place] for place in places_holding(blocks, words)]
