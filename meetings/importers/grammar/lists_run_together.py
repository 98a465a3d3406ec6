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
_LONGEST = 10_000


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
