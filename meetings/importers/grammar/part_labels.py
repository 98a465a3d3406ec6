"""Part labels: "(a) Allotments", with paragraphs below it: what is decided there bears the label of its part."""

from bisect import bisect_right

from meetings.importers.blocks import Block
from meetings.importers.grammar.decision_verbs import decisions_in
from meetings.importers.grammar.labels import is_bullet, places
from meetings.importers.grammar.section_headings import is_inner_heading

_SERIES = ("small letter", "capital letter", "small roman")


def part_labels(blocks: list[Block], limbs: set[int]) -> dict[int, str]:
    """For each block that stands in a lettered part of an item, the label of that part.

    A list whose letters follow one another without a paragraph between them has no parts, and neither has one that is
    itself the decision; `limbs` are the blocks in which a decision begins.
    """
    labels: dict[int, str] = {}
    chains = _chains(blocks)
    # The last part ends before a heading, for what follows may be of the whole item again.
    headings = [index for index, block in enumerate(blocks) if _is_heading(block.text)] if chains else []
    for chain in chains:
        following = bisect_right(headings, chain[-1])
        ends = [*chain[1:], headings[following] if following < len(headings) else len(blocks)]
        is_decision = any(start in limbs and not _decides(blocks[start]) for start in chain)
        if not is_decision and all(_is_part(blocks, start, end) for start, end in zip(chain, ends, strict=True)):
            for start, end in zip(chain, ends, strict=True):
                labels |= dict.fromkeys(range(start + 1, end), blocks[start].label)
    return labels


def _chains(blocks: list[Block]) -> list[list[int]]:
    """The places of labels that follow one another: "(a)", "(b)", "(c)"."""
    chains: list[list[int]] = []
    at: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        if not block.label or is_bullet(block.label) or block.cells:
            continue
        here = {series: place for series, place in places(block.label).items() if series in _SERIES}
        going_on = next((series for series in here if series in at and here[series] == len(at[series]) + 1), None)
        if going_on:
            at[going_on].append(index)
        else:
            begun = [series for series, place in here.items() if place == 1]
            at |= {series: [index] for series in begun}
            chains += [at[series] for series in begun]
    return [chain for chain in chains if len(chain) > 1]


def _is_part(blocks: list[Block], start: int, end: int) -> bool:
    """Whether a label has paragraphs of its own below it, or holds a decision itself."""
    block = blocks[start]
    if start + 1 < end:
        return not blocks[start + 1].label and not block.text.endswith((":", ",", ";", " and"))
    return _decides(block)


def _decides(block: Block) -> bool:
    return bool(decisions_in(block.text, block.body))


def _is_heading(text: str) -> bool:
    return is_inner_heading(text) or (text.isupper() and len(text) < 80)
