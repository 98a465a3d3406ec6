"""Lists run together: one line that holds several lists of the roll, cut before the head of each.

"Present: A Gale, B Hill (Chair) In attendance: the Clerk Apologies: Cllr Reed" was three lines before it was pasted.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from meetings.importers.blocks import Block
from meetings.importers.grammar.attendance_words import line_of_attendance

# A head after a name, a bracket or a stop; its colon tells it from the same words said of somebody.
_HEAD_IN_LINE = re.compile(
    r"(?<=[\w).,;]) (?=(?-i:[A-Z]))(?P<head>(?:also,? )?(?:(?:in )?attendance|attending|present|absent|not present|"
    r"apologies(?: for absence)?(?: (?:received|given|accepted))?(?: from)?|(?:parish |town |committee )?clerk|"
    r"officers?|(?:committee |other |co-opted )?members|(?:members of (?:the )?)?public|guests?|observers?|visitors?)"
    r"(?: (?:also )?(?:present|in attendance|absent))? ?:)",
    re.I,
)
_ROLL_IN_LINE = re.compile(r"(?<=[\w).,;]) (?=(?:Present|PRESENT|Those attending) ?:)")
_OF_HEADS = {"members", "councillors", "officers", "also", "those", "others", "representatives", "not"}
_LONGEST = 10_000
_LONGEST_HEADING = 12


def with_rolls_apart(blocks: list[Block]) -> list[Block]:
    """The blocks of a page, the roll cut off from the end of the heading that it was run into."""
    top = [part for block in blocks[:_LONGEST_HEADING] for part in _roll_apart(block)]
    return [*top, *blocks[_LONGEST_HEADING:]]


def _roll_apart(block: Block) -> list[Block]:
    is_heading = not block.label and not block.cells and len(block.text) <= _LONGEST
    found = _ROLL_IN_LINE.search(block.text) if is_heading else None
    # "Officers Present:" is one head, and so is whatever else begins a list.
    if not found or line_of_attendance(block) or block.text[: found.start()].split()[-1].casefold() in _OF_HEADS:
        return [block]
    roll = replace(block.part(found.end(), len(block.text)), is_after_blank=True)
    return [block.part(0, found.start()), roll]


def lists_of(block: Block) -> Iterator[Block]:
    """A line of attendance as one block for each of the lists on it; any other block as it is."""
    line = line_of_attendance(block) if _may_hold_lists(block) else None
    # "Officers present:" at the head of the line is one head, not two.
    heads = _HEAD_IN_LINE.finditer(block.text, line.end()) if line else ()
    places = [found.start("head") for found in heads]
    if not places:
        yield block
        return
    edges = [0, *places, len(block.text)]
    for index, (start, end) in enumerate(pairwise(edges)):
        part = block.part(start, len(block.text[:end].rstrip(" ,;")))
        yield replace(part, label=block.label if not index else "", is_after_blank=bool(index) or block.is_after_blank)


def _may_hold_lists(block: Block) -> bool:
    return not block.label and not block.cells and len(block.text) <= _LONGEST
