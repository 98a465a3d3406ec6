"""Items: where each heading of the agenda stands, by whichever way the page numbers or marks its headings."""

import re
from dataclasses import dataclass, replace

from meetings.importers.blocks import Block
from meetings.importers.grammar.dates import dates_in
from meetings.importers.grammar.decision_verbs import decisions_in
from meetings.importers.grammar.item_numbers import announced_lists, numbered_in_order, style_of
from meetings.importers.grammar.labels import is_bullet, item_number
from meetings.importers.grammar.meeting_heading import ITEM_OF_LINE, MEETING_LINE, MEETING_OF_LINE
from meetings.importers.grammar.section_headings import Section, section_of
from meetings.importers.grammar.titles import (
    can_be_title,
    end_of_title,
    has_paper_mark,
    is_in_capitals,
    is_purpose,
    without_paper_mark,
)
from meetings.importers.minutes import Confidence, Reading

_PAGE_OF_ONE_ITEM = re.compile(r"(?:Agenda item|Eitem agenda|Issue details)$", re.I)
_LIST_OF_ITEMS = re.compile(r"(?:(?:Note )?No\. Item|Rhif eitem)$", re.I)
_BARE_NUMBER = re.compile(r"\d{1,4}[a-z]?[.)]? (?=[^\s\d])")
_NOTHING_REPORTED = re.compile(r"(?P<title>[A-Z][^.:–;]{3,60}?) [–-] (?:None|Nil|No )[^.]{0,40}\.?$")
_LONGEST_TITLE = 250
_LONGEST_LINE_OF_HEADING = 120
_NAME_OF_PAPER = re.compile(r"(?:Appendix|Annex|Enc|Report)\b")
_NO_TITLE = "The text gives no title for this item."


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of one item: it stands in the blocks from `first`, and the item's own blocks begin at `after`."""

    first: int
    after: int
    number: Reading[str] | None
    title: Reading[str]
    # Words of the heading's own line that belong to the minutes ("4. Noticeboard: the new board is up").
    tail: Block | None = None


def find_heads(blocks: list[Block]) -> list[Head]:
    """The headings of all items on a page of one meeting, in order."""
    for index, block in enumerate(blocks):
        if MEETING_LINE.match(block.text):
            return [_head_under_meeting_line(blocks, index)]
        if _PAGE_OF_ONE_ITEM.match(block.text):
            return [_head_of_only_item(blocks, index + 1)]
    ways = (_under_lone_numbers(blocks), _beside_numbers(blocks))
    heads = max(ways, key=len)
    marked = _by_paper_mark(blocks)
    if len(marked) > len(heads):
        return marked
    if len(heads) > 1 or any(_LIST_OF_ITEMS.match(block.text) for block in blocks):
        return _with_nothing_reported(blocks, heads)
    return marked or heads or _whole_page(blocks)


def _whole_page(blocks: list[Block]) -> list[Head]:
    """A page without any heading of an item is one item, so that nothing the clerk pasted is lost."""
    for index, block in enumerate(blocks):
        is_text = len(block.text) > _LONGEST_LINE_OF_HEADING and not dates_in(block.text)
        if section_of(block.text) or is_text or decisions_in(block.text, block.body):
            return [Head(index, index, None, _no_title(block))]
    return []


def _head_under_meeting_line(blocks: list[Block], index: int) -> Head:
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
    title = before[-1].read(*without_paper_mark(before[-1])) if before else _no_title(line)
    return Head(index, index + 1, number, title)


def _is_page_name(block: Block) -> bool:
    return block.text.casefold() in {"issue - meetings", "issue", "mater - cyfarfodydd"}


def _head_of_only_item(blocks: list[Block], index: int) -> Head:
    """An item's own page: its title, and perhaps below it the line of the meeting with the item's number."""
    if index >= len(blocks):
        return Head(index, index, None, _no_title(blocks[-1]))
    block = blocks[index]
    if section_of(block.text) or is_purpose(block) or len(block.text) > _LONGEST_TITLE:
        return Head(index, index, None, _no_title(block))
    head = _head_of_line(block, index)
    below = blocks[head.after] if head.after < len(blocks) else None
    found = ITEM_OF_LINE.search(below.text) if below and MEETING_OF_LINE.match(below.text) else None
    if not below or not found:
        return head
    return replace(head, after=head.after + 1, number=_plain(below.read(*found.span("number"))))


def _head_of_line(block: Block, index: int) -> Head:
    """A title on a line of its own, with its number before it or without one."""
    bare = _BARE_NUMBER.match(block.text)
    number = block.read(0, bare.end() - 1) if bare else None
    return Head(index, index + 1, _plain(number), block.read(*without_paper_mark(block, bare.end() if bare else 0)))


def _no_title(block: Block) -> Reading[str]:
    place = block.offset(0)
    return Reading("", place, place, Confidence.GUESSED, _NO_TITLE)


def _plain(number: Reading[str] | None) -> Reading[str] | None:
    """The number as the clerk says it: without the stop or bracket printed after it."""
    if number is None:
        return None
    value = number.value.strip("().: ")
    start = number.start + number.value.find(value)
    return replace(number, value=value, start=start, end=start + len(value))


def _number_of(block: Block) -> Reading[str] | None:
    start = block.text.find(block.label)
    return _plain(block.read(start, start + len(block.label)))


def _under_lone_numbers(blocks: list[Block]) -> list[Head]:
    """Pages where the number stands alone on its line and the title on the next."""
    lone = [
        index
        for index, block in enumerate(blocks[:-1])
        if block.is_only_label and item_number(block.label) and not _is_colon_heading(blocks[index + 1])
    ]
    heads = []
    for index in numbered_in_order(blocks, lone):
        title = blocks[index + 1]
        if title.is_only_label or len(title.text) > _LONGEST_TITLE:
            heads.append(Head(index, index + 1, _number_of(blocks[index]), _no_title(blocks[index])))
        else:
            heads.append(Head(index, index + 2, _number_of(blocks[index]), title.read(*without_paper_mark(title))))
    return heads


def _is_colon_heading(block: Block) -> bool:
    """ "Minutes:" opens a section, but "MINUTES" under a number is the title of the item that approves them."""
    return section_of(block.text) is not None and block.text.endswith(":")


def _beside_numbers(blocks: list[Block]) -> list[Head]:
    """Pages where number and title share a line."""
    limbs = announced_lists(blocks)
    beside = [
        index
        for index, block in enumerate(blocks)
        if block.words and index not in limbs and _is_sure_number(block) and can_be_title(block)
    ]
    # A page numbers its items in one way: "41/19" does not follow "2.".
    styles: dict[str, list[int]] = {}
    for index in beside:
        styles.setdefault(style_of(blocks[index].label), []).append(index)
    chains = [numbered_in_order(blocks, same) for same in styles.values()]
    return [_head_beside_number(blocks[index], index) for index in max(chains, key=len, default=[])]


def _head_beside_number(block: Block, index: int) -> Head:
    number = _number_of(block)
    start, end = without_paper_mark(block, block.body)
    if len(item_number(block.label) or ()) > 1 and "/" not in block.label and not is_in_capitals(block):
        # "2.4 Submitted a letter…": the number of a paragraph, whose heading is lost.
        return Head(index, index + 1, number, _no_title(block), block.unlabelled())
    title_end, tail = end_of_title(block, start, end)
    return Head(index, index + 1, number, block.read(start, title_end), tail)


def _is_sure_number(block: Block) -> bool:
    number = item_number(block.label)
    if number is None or not block.label.isdigit():
        return number is not None
    # "12 Parks" is a heading, "12 members of the public" is not.
    return has_paper_mark(block) or is_in_capitals(block)


def _by_paper_mark(blocks: list[Block]) -> list[Head]:
    """Pages that lost their numbers: a line with the mark of a paper is a title, unless it is one of the papers."""
    heads, is_among_papers = [], False
    for index, block in enumerate(blocks):
        if _LIST_OF_ITEMS.match(block.text) and index + 1 < len(blocks) and is_purpose(blocks[index + 1]):
            heads.append(Head(index, index + 1, None, _no_title(blocks[index + 1])))
        is_marked = has_paper_mark(block) and not is_bullet(block.label)
        if is_marked and not (is_among_papers and _NAME_OF_PAPER.match(block.text)):
            heads.append(_head_of_line(block, index))
        is_among_papers = section_of(block.text) is Section.PAPERS or (is_among_papers and is_marked)
    return heads


def _with_nothing_reported(blocks: list[Block], heads: list[Head]) -> list[Head]:
    """Also the headings without a number that say at once that there was nothing: "Public questions – None"."""
    taken = {place for head in heads for place in range(head.first, head.after)}
    more = []
    for index, block in enumerate(blocks):
        found = _NOTHING_REPORTED.match(block.text) if index not in taken and not block.label else None
        if found and not any(word in found["title"].casefold() for word in ("present", "apolog", "attend")):
            tail = block.part(found.end("title") + 3, len(block.text))
            more.append(Head(index, index + 1, None, block.read(*found.span("title")), tail))
    return sorted([*heads, *more], key=lambda head: head.first)
