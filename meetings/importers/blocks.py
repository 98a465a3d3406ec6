"""Blocks, the one shape in which the grammar sees every format: a paragraph, list item, table row or heading."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from enum import StrEnum
from operator import itemgetter

from meetings.importers.minutes import Confidence, Reading

_place_in_text = itemgetter(0)


class Kind(StrEnum):
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE_ROW = "table row"
    HEADING = "heading"
    # What stands beside a paragraph in a column of owners; it closes the paragraph above it.
    OWNER = "owner"


@dataclass(slots=True)
class Block:
    """A run of words with one space between them, and the way back to where they stand in the source.

    `pieces` are pairs (place in text, place in source), one wherever the two drift apart, so that a format may
    squeeze white space, join broken lines or drop markup and every reading still points at the source.
    A block is never changed once it is made; it is not frozen, for then it takes five times as long to make one.
    """

    kind: Kind
    text: str
    pieces: tuple[tuple[int, int], ...]
    # The printed marker of a list item or numbered paragraph, and where the words after it begin.
    label: str = ""
    body: int = 0
    # An empty line stands before it, so that it is not the next entry of a list that is being read.
    is_after_blank: bool = True
    cells: tuple[tuple[int, int], ...] = ()
    # Of a heading its level, 1 being the highest; of a list item how many lists it stands inside of; else 0.
    level: int = 0

    @property
    def words(self) -> str:
        return self.text[self.body :]

    @property
    def is_only_label(self) -> bool:
        return bool(self.label) and not self.words

    def offset(self, place: int) -> int:
        """Where the character at `place` stands in the source."""
        if len(self.pieces) == 1:
            return self.pieces[0][1] + place - self.pieces[0][0]
        index = bisect_right(self.pieces, place, key=_place_in_text) - 1
        at, source = self.pieces[max(index, 0)]
        return source + place - at

    def end_offset(self, place: int) -> int:
        """Where a run of characters that ends before `place` ends in the source."""
        return self.offset(place - 1) + 1 if place > 0 else self.offset(0)

    def read(self, start: int, end: int, why: str = "") -> Reading[str]:
        """The words between two places as a reading: printed, unless there is a reason `why` it is a guess."""
        confidence = Confidence.GUESSED if why else Confidence.PRINTED
        return Reading(self.text[start:end], self.offset(start), self.end_offset(end), confidence, why)

    def read_words(self, why: str = "") -> Reading[str]:
        return self.read(self.body, len(self.text), why)

    def part(self, start: int, end: int) -> "Block":
        """The block made of the words between two places alone; it has no marker of its own."""
        pieces = ((0, self.offset(start)),)
        if self.pieces[-1][0] > start:  # Nearly every block is of one piece.
            within = bisect_right(self.pieces, start, key=_place_in_text)
            after = bisect_left(self.pieces, end, within, key=_place_in_text)
            pieces += tuple((at - start, source) for at, source in self.pieces[within:after])
        return Block(self.kind, self.text[start:end], pieces, "", 0, self.is_after_blank, (), self.level)

    def unlabelled(self) -> "Block":
        return self.part(self.body, len(self.text)) if self.label else self


def join(blocks: list[Block]) -> Block:
    """One block that reads on from each into the next, as when a page broke a sentence in two."""
    first, length, pieces = blocks[0], 0, []
    if len(blocks) == 1 and not first.cells:
        return first
    for block in blocks:
        pieces += [(at + length, source) for at, source in block.pieces]
        length += len(block.text) + 1
    text = " ".join(block.text for block in blocks)
    body = len(first.text) + 1 if first.is_only_label and len(blocks) > 1 else first.body
    return replace(first, text=text, pieces=tuple(pieces), body=body, cells=())


def read_together(blocks: list[Block], why: str = "") -> Reading[str] | None:
    """The words of several blocks as one reading that spans them, or nothing when there are none."""
    blocks = [block for block in blocks if block.text]
    if not blocks:
        return None
    start, end = blocks[0].offset(0), blocks[-1].end_offset(len(blocks[-1].text))
    confidence = Confidence.GUESSED if why else Confidence.PRINTED
    return Reading(" ".join(block.text for block in blocks), start, end, confidence, why)
