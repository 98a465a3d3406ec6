"""Heads: where the heading of one item stands, and the heads of pages that tell of one item alone."""

import re
from dataclasses import dataclass, replace

from meetings.importers.blocks import Block
from meetings.importers.grammar.exempt import Closed
from meetings.importers.grammar.meeting_heading import ITEM_OF_LINE, MEETING_OF_LINE
from meetings.importers.grammar.section_headings import section_of
from meetings.importers.grammar.titles import is_purpose, without_paper_mark
from meetings.importers.minutes import Confidence, Reading

PAGE_OF_ONE_ITEM = re.compile(r"(?:Agenda item|Eitem agenda|Issue details)$", re.I)
_BARE_NUMBER = re.compile(r"\d{1,4}[a-z]?[.)]? (?=[^\s\d])")
LONGEST_TITLE = 250
_NO_TITLE = "The text gives no title for this item."


@dataclass(slots=True)
class Head:
    """The heading of one item: it stands in the blocks from `first`, and the item's own blocks begin at `after`."""

    first: int
    after: int
    number: Reading[str] | None
    title: Reading[str]
    # Words of the heading's own line that belong to the minutes ("4. Noticeboard: the new board is up").
    tail: Block | None = None
    minute_number: Reading[str] | None = None
    # The block in which the title stands, with what its line says beside it.
    line: Block | None = None
    # Whether the public was excluded for the item.
    closed: Closed | None = None


def head_under_meeting_line(blocks: list[Block], index: int) -> Head:
    """One meeting's part of an issue: the number is on the meeting's line, the title on the next."""
    line = blocks[index]
    found = ITEM_OF_LINE.search(line.text)
    number = line.read(found.start("number"), found.end("number")) if found else None
    if index + 1 < len(blocks) and not section_of(blocks[index + 1].text):
        block = blocks[index + 1]
        bare = _BARE_NUMBER.match(block.text)
        is_number_again = bare and number and bare[0].strip(" .)") == number.value.strip(" .)")
        title = block.read(*without_paper_mark(block, bare.end() if bare and is_number_again else 0))
        return Head(index, index + 2, number, title)
    before = [block for block in blocks[:index] if not _is_page_name(block)]
    title = before[-1].read(*without_paper_mark(before[-1])) if before else no_title(line)
    return Head(index, index + 1, number, title)


def _is_page_name(block: Block) -> bool:
    return block.text.casefold() in {"issue - meetings", "issue", "mater - cyfarfodydd"}


def head_of_only_item(blocks: list[Block], index: int) -> Head:
    """An item's own page: its title, and perhaps below it the line of the meeting with the item's number."""
    if index >= len(blocks):
        return Head(index, index, None, no_title(blocks[-1]))
    block = blocks[index]
    if section_of(block.text) or is_purpose(block) or len(block.text) > LONGEST_TITLE:
        return Head(index, index, None, no_title(block))
    head = head_of_line(block, index)
    below = blocks[head.after] if head.after < len(blocks) else None
    found = ITEM_OF_LINE.search(below.text) if below and MEETING_OF_LINE.match(below.text) else None
    if not below or not found:
        return head
    return replace(head, after=head.after + 1, number=plain(below.read(*found.span("number"))))


def head_of_line(block: Block, index: int) -> Head:
    """A title on a line of its own, with its number before it or without one."""
    bare = _BARE_NUMBER.match(block.text)
    number = block.read(0, bare.end() - 1) if bare else None
    return Head(index, index + 1, plain(number), block.read(*without_paper_mark(block, bare.end() if bare else 0)))


def no_title(block: Block) -> Reading[str]:
    place = block.offset(0)
    return Reading("", place, place, Confidence.GUESSED, _NO_TITLE)


def plain(number: Reading[str] | None) -> Reading[str] | None:
    """The number as the clerk says it: without the stop or bracket printed after it."""
    if number is None:
        return None
    value = number.value.strip("().: ")
    start = number.start + number.value.find(value)
    return replace(number, value=value, start=start, end=start + len(value))
