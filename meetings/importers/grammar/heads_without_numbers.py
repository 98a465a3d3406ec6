"""Heads without numbers: items marked by capitals, by a paper or by nothing but their well-known title."""

import re
from dataclasses import replace

from meetings.importers.blocks import Block
from meetings.importers.grammar.item_heads import Head, head_of_line, no_title, plain
from meetings.importers.grammar.labels import is_bullet, item_number
from meetings.importers.grammar.section_headings import Section, section_of
from meetings.importers.grammar.titles import has_paper_mark, is_purpose, without_paper_mark, without_signs
from meetings.importers.grammar.unnumbered_headings import (
    headings_in_capitals,
    headings_of_items,
    titles_run_in,
    well_known_headings,
)

_NOTHING_REPORTED = re.compile(r"(?P<title>[A-Z][^.:–;]{3,60}?) [–-] (?:None|Nil|No )[^.]{0,40}\.?$")
# "Date of next meeting: 4 May at 7 pm"
_NEXT_MEETING = re.compile(
    r"(?P<title>(?:date|time|dates)(?: and (?:time|place|venue))? of (?:the )?next (?:\w{2,12} )?meetings?|"
    r"next (?:\w{2,12} )?meetings?|dyddiad y cyfarfod nesaf|(?:y )?cyfarfod nesaf)(?: ?: ?| [–-] )(?=\S)",
    re.I,
)
_NUMBER_AFTER = re.compile(r" ?[(\[](?P<number>\d{1,4})[)\]]$")
_NAME_OF_PAPER = re.compile(r"(?:Appendix|Annex|Enc|Report)\b")

# Beside numbered titles in capitals a heading without a number is in capitals too: "CHAIRMAN'S REPORT".
_FEWEST_IN_CAPITALS = 5
_LONGEST_IN_CAPITALS = 60
_FIRST_WORDS = 20
_FEWEST_WORDS_TOLD = 4


def head_of_heading(block: Block, index: int) -> Head:
    start, end = without_paper_mark(block, block.body)
    number = plain(block.read(0, len(block.label))) if item_number(block.label) else None
    return Head(index, index + 1, number, block.read(start, start + len(without_signs(block.text[start:end]))))


def with_titles_run_in(blocks: list[Block], *, with_dashes: bool) -> list[Head]:
    """The items of a page whose titles stand at the head of their text: "Finance: the accounts were agreed."."""
    return [
        Head(index, index + 1, None, blocks[index].read(0, end), _rest_of(blocks[index], after))
        for index, (end, after) in titles_run_in(blocks, with_dashes=with_dashes).items()
    ]


def _rest_of(block: Block, start: int) -> Block | None:
    return block.part(start, len(block.text)) if start < len(block.text) else None


def with_numbers_after(heads: list[Head], blocks: list[Block]) -> list[Head]:
    """Headings that end with their numbers, as older minutes have them: "MOORING FEES (41)"."""
    found = [_NUMBER_AFTER.search(head.title.value) for head in heads]
    numbers = [int(one["number"]) for one in found if one]
    if 3 * len(numbers) < 2 * len(heads) or numbers != sorted(set(numbers)):
        return heads
    return [
        replace(
            head,
            number=blocks[head.first].read(*_span_in(blocks[head.first], one["number"])),
            title=blocks[head.first].read(*_span_in(blocks[head.first], head.title.value[: one.start()])),
        )
        if one
        else head
        for head, one in zip(heads, found, strict=True)
    ]


def _span_in(block: Block, words: str) -> tuple[int, int]:
    start = block.text.rfind(words)
    return start, start + len(words)


def with_next_meeting(heads: list[Head], blocks: list[Block]) -> list[Head]:
    """Also the last item of a page without numbers, which hardly ever has a heading of its own line."""
    last = heads[-1].after
    for index, block in enumerate(blocks[last:], last):
        found = _NEXT_MEETING.match(block.text) if block.is_after_blank and not block.label else None
        if found:
            said = block.part(found.end(), len(block.text))
            return [*heads, Head(index, index + 1, None, block.read(*found.span("title")), said)]
    return heads


def by_paper_mark(blocks: list[Block], lists: list[int]) -> list[Head]:
    """Pages that lost their numbers: a line with the mark of a paper is a title, unless it is one of the papers.

    `lists` are the places of the heads of lists of items, as a committee system prints them.
    """
    heads = [
        Head(index, index + 1, None, no_title(blocks[index + 1]))
        for index in lists
        if index + 1 < len(blocks) and is_purpose(blocks[index + 1])
    ]
    papers: set[int] = set()  # the lines of the papers of an item
    for index, block in enumerate(blocks):
        if not has_paper_mark(block) or is_bullet(block.label):
            continue
        if index - 1 in papers or (index and section_of(blocks[index - 1].text) is Section.PAPERS):
            papers.add(index)
        if not (index in papers and _NAME_OF_PAPER.match(block.text)):
            heads.append(head_of_line(block, index))
    return sorted(heads, key=lambda head: head.first)


def _is_in_capitals(head: Head) -> bool:
    return head.number is not None and head.title.value.replace("(s)", "").isupper()


def _is_over_sentence(blocks: list[Block], index: int) -> bool:
    """Whether a line stands above a paragraph that tells something, as the heading of an item does."""
    block, below = blocks[index], blocks[index + 1] if index + 1 < len(blocks) else None
    is_apart = below is not None and not block.label and block.is_after_blank and below.is_after_blank
    if not is_apart or below.label or below.cells or below.text.isupper() or len(block.text) > _LONGEST_IN_CAPITALS:
        return False
    return sum(word.islower() for word in below.text.split()[:_FIRST_WORDS]) >= _FEWEST_WORDS_TOLD


def with_unnumbered(blocks: list[Block], heads: list[Head]) -> list[Head]:
    """Also the headings without a number: as the format gives them, well-known ones, and those that say "None"."""
    taken = {place for head in heads for place in range(head.first, head.after)}
    places = {*headings_of_items(blocks, [head.first for head in heads])}
    places |= well_known_headings(blocks, [head.first for head in heads])
    if len(heads) >= _FEWEST_IN_CAPITALS and all(_is_in_capitals(head) for head in heads):
        # The line straight under a title says what the item is for: "REPORT OF THE CLERK".
        purposes = {head.after for head in heads}
        above = {index for index in headings_in_capitals(blocks) if _is_over_sentence(blocks, index)}
        places |= above - purposes
    more = [head_of_heading(blocks[index], index) for index in sorted(places - taken)]
    taken |= places
    for index, block in enumerate(blocks):
        found = _NOTHING_REPORTED.match(block.text) if index not in taken and not block.label else None
        if found and not any(word in found["title"].casefold() for word in ("present", "apolog", "attend")):
            tail = block.part(found.end("title") + 3, len(block.text))
            more.append(Head(index, index + 1, None, block.read(*found.span("title")), tail))
    return sorted([*heads, *more], key=lambda head: head.first)
