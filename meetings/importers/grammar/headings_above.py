"""Headings above: pages that print each item's heading on a line above its numbered minute, and not beside the number.

"APOLOGIES" stands alone, and below it "AB131/23 Apologies were received from …": the line in capitals is the title,
and the numbered paragraph is what was said.
"""

from meetings.importers.blocks import Block, Kind
from meetings.importers.grammar.decision_verbs import decisions_in
from meetings.importers.grammar.item_heads import Head, plain
from meetings.importers.grammar.item_numbers import LIST_OF_ACTIONS, Numbered, numbered_at
from meetings.importers.grammar.section_headings import is_inner_heading, section_of
from meetings.importers.grammar.titles import looks_like_title, without_paper_mark, without_signs

_LONGEST = 200
_LONGEST_IN_SMALL_LETTERS = 80
_FEWEST = 3


def under_headings(blocks: list[Block], numbered: list[Numbered]) -> set[int]:
    """The places of numbered sentences that have a short heading above, which no other number owns; none of a few."""
    found = {one.index for one in numbered if _is_sentence(blocks[one.index], one) and _is_under(blocks, one)}
    return found if len(found) >= _FEWEST else set()


def with_titles_above(blocks: list[Block], chain: list[Numbered], heads: list[Head]) -> list[Head]:
    """The heads of these numbers, with the headings above for titles where most of them have one, else as they are."""
    under = under_headings(blocks, chain)
    if 3 * len(under) < 2 * len(chain) or not under:
        return heads
    set_off = sum(_is_set_off(blocks[index - 1]) for index in under)
    if 2 * set_off > len(under):
        # The page is known to head its minutes so: "MINUTES" too is a title then, whatever is said below it.
        under |= {one.index for one in chain if _is_text(blocks[one.index], one) and _is_under_set_off(blocks, one)}
    return [
        _head_under_heading(blocks, one) if one.index in under else head
        for one, head in zip(chain, heads, strict=True)
    ]


def _is_text(block: Block, one: Numbered) -> bool:
    words = block.text[one.body :]
    return bool(words) and not words.isupper() and block.kind not in (Kind.HEADING, Kind.TABLE_ROW)


def _is_sentence(block: Block, one: Numbered) -> bool:
    words = block.text[one.body :]
    is_told = len(words) > _LONGEST_IN_SMALL_LETTERS or words.endswith((".", ":", ";", '."', ".”", ".)"))
    return _is_text(block, one) and is_told and not words[0].islower()


def _is_under(blocks: list[Block], one: Numbered) -> bool:
    return one.index > 0 and _is_heading(blocks[one.index - 1]) and numbered_at(blocks, one.index - 1) is None


def _is_under_set_off(blocks: list[Block], one: Numbered) -> bool:
    above = blocks[one.index - 1] if one.index else None
    return above is not None and _is_set_off(above) and numbered_at(blocks, one.index - 1) is None


def _is_set_off(block: Block) -> bool:
    """Whether a line looks other than the text: the format gives it as a heading, or it is in capitals."""
    is_line = not block.label and len(block.text) <= _LONGEST and not block.text.endswith((".", ";", ",", "–", "-"))
    return is_line and (block.kind is Kind.HEADING or (block.kind is Kind.PARAGRAPH and block.text.isupper()))


def _is_heading(block: Block) -> bool:
    words = block.text
    if block.label or block.kind not in (Kind.PARAGRAPH, Kind.HEADING) or section_of(words) or is_inner_heading(words):
        return False
    if LIST_OF_ACTIONS.match(words) or decisions_in(words, block.body):
        return False
    is_short = len(words) <= _LONGEST_IN_SMALL_LETTERS and looks_like_title(words)
    return _is_set_off(block) or (block.is_after_blank and is_short)


def _head_under_heading(blocks: list[Block], one: Numbered) -> Head:
    block, above = blocks[one.index], blocks[one.index - 1]
    start, end = without_paper_mark(above)
    title = above.read(start, start + len(without_signs(above.text[start:end])))
    said = block.part(one.body, len(block.text))
    return Head(one.index - 1, one.index + 1, plain(block.read(one.start, one.end)), title, said)
