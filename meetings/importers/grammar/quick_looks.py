"""Quick looks: whether a text can hold what a slow search looks for, which nearly every line cannot."""

from collections.abc import Iterable

from meetings.importers.blocks import Block


def holds_any(text: str, words: Iterable[str]) -> bool:
    """Whether a text holds any of these words, or beginnings of words, in whatever case; they are in small letters."""
    return any(map(text.casefold().__contains__, words))


def blocks_holding(blocks: list[Block], words: Iterable[str]) -> list[Block]:
    """The blocks that hold any of these words, in order; each is asked only for those that the whole text has."""
    whole = "\n".join(block.text for block in blocks).casefold()
    found = [word for word in words if word in whole]
    return [block for block in blocks if holds_any(block.text, found)] if found else []
