"""Headings without numbers: those that the format gives as headings, lines in capitals, and well-known titles."""

import re
from collections import Counter

from meetings.importers.blocks import Block, Kind
from meetings.importers.grammar.action_tables import heads_actions
from meetings.importers.grammar.dates import dates_in
from meetings.importers.grammar.decision_verbs import decisions_in
from meetings.importers.grammar.item_numbers import LIST_OF_ACTIONS
from meetings.importers.grammar.offices import names_a_body
from meetings.importers.grammar.section_headings import is_inner_heading, section_of
from meetings.importers.grammar.titles import looks_like_title

_LONGEST = 150
# What stands over the whole page and over its lists, and is no item's title.
_OF_THE_PAGE = re.compile(
    r"(?:(?:draft|unconfirmed|decision|agenda|printed|and|record|of|the|minutes?|items?|notes|meeting|cofnodion|"
    r"sederunt|contents|cynnwys|attendance|apologies|decisions?|actions?|summary|notice|part "
    r"[12abi]{1,2})\b[ ,:&/-]{0,5})+$",
    re.I,
)
# The heads of the lists of those who came, and who did not.
_ATTENDANCE = re.compile(
    r"(?:(?:members|councillors|officers|others|also|other|the|hefyd|yn|swyddogion|aelodau)\b ?)*"
    r"(?:present|in attendance|attendance|absent|not present|apologies|substitutes?|officers|chair(?:man|"
    r"person)?|clerk|"
    r"sederunt|bresennol|presennol|ymddiheuriadau)\b(?! (?-i:[a-z]))",
    re.I,
)
# Headings that town and parish minutes leave without a number between the numbered ones.
_WELL_KNOWN = re.compile(
    r"(?:public (?:session|participation|questions?|question time|forum|open session|speaking)|open forum|"
    r"questions? from (?:the )?(?:members of the )?public|democratic period|public adjournment|urgent business|"
    r"any other (?:urgent )?business|cyfranogiad y cyhoedd)$",
    re.I,
)
# Headings that part a meeting, with the decision to go into private session, or out of it, under them.
_PART_OF_MEETING = re.compile(
    r"(?:in committee|out of committee|(?:resumption of normal|confidential|exempt) business|commencement of (?:the )?"
    r"meeting)$",
    re.I,
)
# The table after the last item in which the actions of the whole meeting are gathered.
_ALL_ACTIONS = re.compile(r"(?:action log|actions? (?:arising|list|tracker|summary|sheet)|summary of actions)$", re.I)
_LONGEST_WELL_KNOWN = 60
# Two or three short lines may be anything; so many are headings.
_FEWEST_LINES = 4


def well_known_headings(blocks: list[Block], numbered: list[int]) -> set[int]:
    """The places of headings that are items by their words alone; `numbered` are those of the numbered items."""
    taken, last = set(numbered), max(numbered, default=len(blocks))
    found = set()
    for index, block in enumerate(blocks[:-1]):
        if len(block.text) > _LONGEST_WELL_KNOWN or block.label or index in taken or index + 1 in taken:
            continue
        words, below = block.text.rstrip(" :"), blocks[index + 1]
        # Such a line in a list of headings has no sentence below it.
        is_over_text = not below.label and below.text.endswith((".", ":", "?", "!"))
        is_item = (
            (bool(_WELL_KNOWN.match(words)) and is_over_text)
            or (bool(_PART_OF_MEETING.match(words)) and not below.label and len(below.text.split()) > 2)
            or (index > last and gathers_actions(words) and heads_actions(blocks, index + 1))
        )
        found |= {index} if is_item else set()
    return found


def gathers_actions(title: str) -> bool:
    """Whether a heading stands over the actions of the whole meeting."""
    return bool(_ALL_ACTIONS.match(title))


def headings_of_items(blocks: list[Block], numbered: list[int]) -> list[int]:
    """The places of headings, given as such by the format, that head items as the numbered ones do, or alone.

    `numbered` are the places of the numbered items. Where they are headings themselves, headings of their level
    between and after them are items too; where there are none, the highest level with two or more of them is.
    """
    headings = [index for index, block in enumerate(blocks) if block.kind is Kind.HEADING and _may_head(blocks, index)]
    if numbered:
        levels = Counter(blocks[index].level for index in numbered if blocks[index].kind is Kind.HEADING)
        if 2 * sum(levels.values()) < len(numbered):
            return []
        level = levels.most_common(1)[0][0]
        return [
            index
            for index in headings
            if blocks[index].level == level and index > numbered[0] and index not in set(numbered)
        ]
    levels = Counter(blocks[index].level for index in headings)
    level = min((level for level, count in levels.items() if count > 1), default=None)
    return [index for index in headings if blocks[index].level == level]


def headings_in_capitals(blocks: list[Block]) -> list[int]:
    """The places of lines in capitals that head items, on a page that numbers none."""
    first = next((index for index, block in enumerate(blocks[:40]) if _ATTENDANCE.match(block.text)), -1)
    found = [index for index in range(first + 1, len(blocks)) if _is_line_in_capitals(blocks, index)]
    return found if len(found) > 1 else []


def headings_over_text(blocks: list[Block]) -> list[int]:
    """The places of short lines that stand apart and close above sentences, on a page that numbers nothing."""
    first = next((index for index, block in enumerate(blocks[:40]) if _ATTENDANCE.match(block.text)), -1)
    found = [index for index in range(first + 1, len(blocks) - 1) if _is_line_over_text(blocks, index)]
    return found if len(found) >= _FEWEST_LINES else []


def _is_line_over_text(blocks: list[Block], index: int) -> bool:
    block, below = blocks[index], blocks[index + 1]
    is_over_text = not below.is_after_blank and (below.text.endswith((".", "?", "!", ":")) or len(below.text) > 30)
    is_short = block.is_after_blank and not block.label and len(block.text) <= _LONGEST_WELL_KNOWN
    return is_short and is_over_text and looks_like_title(block.text) and _may_head(blocks, index)


def _is_line_in_capitals(blocks: list[Block], index: int) -> bool:
    block = blocks[index]
    return (
        block.text.isupper()
        and block.is_after_blank
        and not block.label
        and sum(sign.isalpha() for sign in block.text) > 3
        and not block.text.endswith((".", ":", ";", ",", "-", "–"))
        and _may_head(blocks, index)
    )


def _may_head(blocks: list[Block], index: int) -> bool:
    block = blocks[index]
    words = block.words.rstrip(" :")
    if not words or len(words) > _LONGEST or section_of(words) or is_inner_heading(words):
        return False
    if _OF_THE_PAGE.match(words) and not block.label:
        return False
    is_of_body = names_a_body(words) and not words.casefold().endswith("meeting")
    names_meeting = index < 12 and not block.label and (is_of_body or bool(dates_in(words)))
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    is_attendance = bool(_ATTENDANCE.match(words)) and not (below and section_of(below.text))
    is_decision = bool(decisions_in(block.text, block.body)) or LIST_OF_ACTIONS.match(words)
    return not (
        names_meeting or is_decision or (is_attendance and not block.label and not _is_item_of_apologies(words))
    )


def _is_item_of_apologies(words: str) -> bool:
    return words.casefold().startswith("apologies for") or words.casefold() == "apologies"
