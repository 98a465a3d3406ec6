"""The sections of one item: purpose, decision and minutes, without what the page printed only as furniture."""

import re
from dataclasses import dataclass, field

from meetings.importers.blocks import Block, join
from meetings.importers.grammar.labels import item_number
from meetings.importers.grammar.name_lines import is_only_names
from meetings.importers.grammar.section_headings import Section, section_of
from meetings.importers.grammar.titles import has_paper_mark, is_purpose

# What committee systems print around the minutes: links and the heads of their tables, not words of the record.
_FURNITURE = re.compile(
    r"(?:View Recorded Vote for this item|TitleTypeRecorded Vote textResult|Back to top|Skip to main content|"
    r"Print this page|\*{1,3}|View directions)$"
)

_FAR_TO_THE_RIGHT = 30
# What an agenda says of an item, and a minute does not: it would say "received".
_FROM_AGENDA = re.compile(
    r"(?:To (?:receive|consider|note|approve|agree|confirm|discuss|review|resolve|elect|appoint|adopt|"
    r"sign|hear|decide|"
    r"determine|be assured)\b|Reports? (?:of|by|from) (?!.{0,150}\b(?:was|were|had)\b))"
)


@dataclass(slots=True)
class ItemSections:
    """The blocks of one item, by what they are for."""

    purpose: list[Block] = field(default_factory=list)
    # Decision and minutes in the order of the page; the same words printed under both stand here once.
    text: list[Block] = field(default_factory=list)
    # Those of `text` that stand under a heading "Decision".
    decided: set[int] = field(default_factory=set)


def sections_of(blocks: list[Block], *, has_purpose: bool) -> ItemSections:
    """Part the blocks of an item; `has_purpose` says that the page prints a purpose under its titles."""
    blocks = [block for block in blocks if not _FURNITURE.match(block.words)]
    sections = ItemSections()
    opened = {section for block in blocks if (section := section_of(block.text))}
    # A decision alone under a heading leaves the text before it what it is: the minute of what led to it.
    is_purpose_first = Section.MINUTES in opened or opened == {Section.PAPERS, Section.DECISION}
    section = Section.PURPOSE if is_purpose_first else Section.MINUTES
    is_first = True
    is_one_line = False  # of purpose, where no heading ends it
    seen: set[str] = set()
    for block in _with_their_labels(blocks):
        if heading := section_of(block.text):
            section = heading
            is_one_line = section is Section.PURPOSE and not opened & {Section.MINUTES, Section.DECISION}
            continue
        if (
            section is Section.PAPERS
            and not opened & {Section.MINUTES, Section.DECISION}
            and not has_paper_mark(block)
        ):
            section = Section.MINUTES
        is_told_first = is_first and (is_purpose(block) if has_purpose else _is_surely_purpose(block, blocks))
        if section is Section.PURPOSE or (section is Section.MINUTES and is_told_first):
            sections.purpose.append(block)
            is_first = is_first and has_purpose
            section = Section.MINUTES if is_one_line else section
        elif section in (Section.DECISION, Section.MINUTES):
            _add_text(sections, block, seen, is_decided=section is Section.DECISION)
            is_first = False
    return sections


def _is_surely_purpose(block: Block, blocks: list[Block]) -> bool:
    """Whether a line that no heading ends is the agenda's, with the minutes below it: "To receive apologies."."""
    is_agenda = bool(_FROM_AGENDA.match(block.text)) and not block.text.endswith((":", ":-", "–"))
    return is_agenda and not block.label and len(blocks) > 1


def _add_text(sections: ItemSections, block: Block, seen: set[str], *, is_decided: bool) -> None:
    """Keep a block once, though it may be printed under the decision and again in the minutes."""
    words = block.text.casefold().strip(" .")
    # The same names may stand in two votes.
    is_again = words in seen and len(words) > 25 and not block.label
    if is_again and not (not sections.decided and "," in words and is_only_names(block)):
        return
    seen.add(words)
    if is_decided:
        sections.decided.add(len(sections.text))
    sections.text.append(block)


def _with_their_labels(blocks: list[Block]) -> list[Block]:
    """A number alone on its line belongs to the paragraph below it, unless it stands far to the right."""
    joined: list[Block] = []
    for block in blocks:
        if _is_count_at_right(joined):
            joined.append(block)
        elif joined and joined[-1].is_only_label and not block.label and not section_of(block.text):
            joined[-1] = join([joined[-1], block])
        elif not (joined and joined[-1].is_only_label and _says_number_again(joined[-1], block)):
            joined.append(block)
        else:
            joined[-1] = join([joined[-1], block])
    return joined


def _is_count_at_right(blocks: list[Block]) -> bool:
    """Whether the last line is a bare number far to the right, under the names of those who voted."""
    if len(blocks) < 2 or not blocks[-1].text.isdigit():
        return False
    above = blocks[-2]
    return blocks[-1].offset(0) - above.end_offset(len(above.text)) > _FAR_TO_THE_RIGHT


def _says_number_again(number: Block, block: Block) -> bool:
    """A paragraph under its number may begin with a reference in brackets, which looks like a marker."""
    return block.label.startswith("(") and item_number(block.label) is not None and not number.label.startswith("(")
