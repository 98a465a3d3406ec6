"""Broken titles: a title in capitals whose second line stands as a paragraph of its own under the first."""

import re
from dataclasses import replace

from meetings.importers.blocks import Block, join
from meetings.importers.grammar.item_heads import LONGEST_TITLE, Head
from meetings.importers.grammar.section_headings import section_of

# No title ends with the first of these, and none begins with the second.
_BREAKS_OFF = re.compile(r" (?:AND|OF|THE|TO|FOR|IN|ON|AT|BY|WITH|FROM|OR|A|AN)$")
_GOES_ON = re.compile(r"(?:AND|OF|FOR|HELD|WITH|FROM|OR|IN|ON|AT|BY) ")
# "TO RECEIVE THE MINUTES OF THE PARISH", and below it "COUNCIL MEETING HELD ON 10 JULY 2024.".
_OF_MINUTES = re.compile(r"\bMINUTES OF\b(?!.*\bHELD\b)")
_WHEN_HELD = re.compile(r".{0,80}\b(?:MEETING|HELD)\b")
_NARROWEST = 30


def with_broken_titles_joined(blocks: list[Block], heads: list[Head]) -> list[Head]:
    """The heads, each with the rest of its title where the block below is that."""
    ends = [*(head.first for head in heads[1:]), len(blocks)]
    return [_joined(blocks, head) if head.after < end else head for head, end in zip(heads, ends, strict=False)]


def _joined(blocks: list[Block], head: Head) -> Head:
    below, title = blocks[head.after], head.title
    line = head.line
    if head.tail or line is None or not line.text.endswith(title.value) or not _is_broken(title.value, below):
        return head
    start = len(line.text) - len(title.value)
    whole = join([line.part(start, len(line.text)), below])
    return replace(head, after=head.after + 1, title=whole.read(0, len(whole.text)), line=whole)


def _is_broken(title: str, below: Block) -> bool:
    rest = below.text.replace("(s)", "")  # "INTEREST(s)"
    is_line = not below.label and not below.cells and len(title) + len(below.text) <= LONGEST_TITLE
    if not title.isupper() or not is_line or not rest.isupper() or section_of(below.text):
        return False
    is_of_minutes = _OF_MINUTES.search(title) and _WHEN_HELD.match(rest)
    is_full = len(title) >= _NARROWEST and bool(_GOES_ON.match(rest) or is_of_minutes)
    return is_full or _BREAKS_OFF.search(title) is not None
