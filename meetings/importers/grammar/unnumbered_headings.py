"""Headings without numbers: those that the format gives as headings, lines in capitals, and well-known titles."""

import re
from collections import Counter

from meetings.importers.blocks import Block, Kind
from meetings.importers.grammar.action_tables import heads_actions
from meetings.importers.grammar.attendance_words import begins_roll, is_head_of_roll
from meetings.importers.grammar.dates import dates_in
from meetings.importers.grammar.decision_verbs import decisions_in
from meetings.importers.grammar.item_numbers import LIST_OF_ACTIONS
from meetings.importers.grammar.labels import is_bullet
from meetings.importers.grammar.offices import is_title, names_a_body
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
    r"in the room\b|(?:(?:members|councillors|officers|others|also|other|the|hefyd|yn|swyddogion|aelodau)\b ?)*"
    r"(?:present|in attendance|attendance|absent|not present|apolog(?:y|ies)|substitutes?|officers|chair(?:man|"
    r"person)?|clerk|"
    r"sederunt|wrth law|bresennol|presennol|ymddiheuriadau)\b(?!['’]s\b)(?! (?-i:[a-z]))",
    re.I,
)
# Headings that town and parish minutes leave without a number between the numbered ones.
_WELL_KNOWN = re.compile(
    r"(?:(?:public|parishioners['’]?|residents['’]?|electors['’]?) (?:session|participation|questions?|question time|"
    r"forum|open session|speaking)|open forum|"
    r"questions? from (?:the )?(?:members of the )?public|democratic period|public adjournment|urgent business|"
    r"(?:the )?(?:lord mayor|mayor|provost|convener|chair|chairman|chairperson|leader|president)['’]?s "
    r"(?:remarks|announcements?|business|communications?|welcome|introduction)|"
    r"any other (?:urgent )?business|cyfranogiad y cyhoedd)$",
    re.I,
)
# Headings that part a meeting, with the decision to go into private session, or out of it, under them.
_PART_OF_MEETING = re.compile(
    r"(?:in committee|out of committee|(?:resumption of normal|confidential|exempt) (?:business|items?|"
    r"information(?: items?)?)|"
    r"(?:motion|proposal) to (?:proceed|go|move|return|come)(?: out)?(?: (?:in|into|of))? ['‘\"“]?(?:in )?"
    r"(?:confidence|committee)['’\"”]?|motion to (?:proceed|go|move|return|come)(?: (?:in|into|back into|out of))? "
    r"['‘\"“]?(?:in |into |out of )?(?:the )?(?:committee|public|(?:public|open|private|closed|confidential) "
    r"(?:session|business))['’\"”]?|commencement of (?:the )?"
    r"meeting)$",
    re.I,
)
# The table after the last item in which the actions of the whole meeting are gathered.
_ALL_ACTIONS = re.compile(r"(?:action log|actions? (?:arising|list|tracker|summary|sheet)|summary of actions)$", re.I)
_TITLES_TOO = {"minutes", "apologies"}
_IS_TOLD = re.compile(r"\b(?:none|no|was|were|had|received|accepted|RESOLVED|AGREED)\b", re.I)
_RUN_IN = re.compile(
    r"(?P<title>[A-Z][^.:;–]{2,58}?)(?:: | [–—-] )(?=\S)|"
    # "FINANCE. A cheque was signed": in capitals the stop alone parts them.
    r"(?P<capitals>[A-Z][A-Z &/,’'-]{4,58})\. (?=[A-Z(][a-z ])"
)
_COLON_ALONE = re.compile(r"(?P<alone>[A-Z][^.:;–]{2,58}?) ?:$")
# Words by which a line that ends with a colon leads on to a list, and heads nothing.
_TELLS = re.compile(
    r"\b(?:following|follows?|approved|considered|discussed|reported|received|noted|was|were|are|is|has|have|had|by|"
    r"that|including|namely)\b",
    re.I,
)
_DASHES = ("–", "—", "-")
_MOST_WORDS_ALONE = 8
_MOST_IN_CLOSE_PAGE = 10  # one empty line for so many lines, at most
_FEWEST_OF_AGENDA = 2
_EVERY_AGENDA = re.compile(
    r"(?:declarations? of|(?:approval of (?:the )?)?minutes|matters arising|(?:date of )?next meeting|any other|"
    r"finance|planning|correspondence|datgan|cofnodion)\b",
    re.I,
)
_AGENDA_WITH_COLON = re.compile(rf"{_EVERY_AGENDA.pattern}[^.:;]{{0,40}}:", re.I)
# Of these the ones that stand without a number beside numbered ones; "FINANCE" and "PLANNING" begin a body's name too.
_MAY_LACK_NUMBER = re.compile(
    r"(?:declarations? of (?:\w{3,16} ){0,2}interests?|matters arising|"
    r"(?:date of )?(?:the )?next meeting|any other|datgan)\b",
    re.I,
)
_LONGEST_WELL_KNOWN = 60
# Two or three short lines may be anything; so many are headings.
_FEWEST_LINES = 4


def well_known_headings(blocks: list[Block], numbered: list[int]) -> set[int]:
    """The places of headings that are items by their words alone; `numbered` are those of the numbered items."""
    taken, last = set(numbered), max(numbered, default=len(blocks))
    found = _of_every_agenda_in_capitals(blocks, numbered)
    for index, block in enumerate(blocks[:-1]):
        if len(block.text) > _LONGEST_WELL_KNOWN or block.label or index in taken or index + 1 in taken:
            continue
        words, below = block.text.rstrip(" :"), blocks[index + 1]
        # Such a line in a list of headings has no sentence below it.
        is_over_text = is_bullet(below.label) or (not below.label and below.text.endswith((".", ":", "?", "!")))
        is_item = (
            (bool(_WELL_KNOWN.match(words)) and is_over_text)
            or (bool(_PART_OF_MEETING.match(words)) and not below.label and len(below.text.split()) > 2)
            or (index > last and gathers_actions(words) and heads_actions(blocks, index + 1))
        )
        found |= {index} if is_item else set()
    return found


def _of_every_agenda_in_capitals(blocks: list[Block], numbered: list[int]) -> set[int]:
    """Lines such as "DECLARATIONS OF INTEREST" that stand alone above text, where the numbered titles are in capitals.

    `numbered` are the places of the numbered items.
    """
    capitals = sum(blocks[index].text.isupper() for index in numbered)
    if capitals < _FEWEST_LINES or 3 * capitals < 2 * len(numbered):
        return set()
    return {
        index
        for index, block in enumerate(blocks[:-1])
        if block.text.isupper()
        and block.kind is not Kind.TABLE_ROW
        and _MAY_LACK_NUMBER.match(block.text)
        and block.is_after_blank
        and len(block.text) <= _LONGEST_WELL_KNOWN
        and not block.label
        and not blocks[index + 1].text.isupper()
        and not {index, index + 1} & set(numbered)
    }


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
    first = _end_of_roll(blocks)
    found = [index for index in range(first + 1, len(blocks)) if _is_line_in_capitals(blocks, index, first)]
    return found if len(found) > 1 else []


def headings_over_text(blocks: list[Block]) -> list[int]:
    """The places of short lines that stand apart above sentences, on a page that numbers nothing."""
    first = _end_of_roll(blocks)
    is_close = _is_close(blocks[first + 1 :])
    found = [
        index
        for index in range(first + 1, len(blocks) - 1)
        if _is_line_over_text(blocks, index, first) and _stands_apart(blocks, index, first, is_close=is_close)
    ]
    if is_close and sum(is_of_every_agenda(blocks[index].text) for index in found) < _FEWEST_OF_AGENDA:
        return []
    # Close above their text, or set apart from it: a page does one or the other.
    close = [index for index in found if not blocks[index + 1].is_after_blank]
    found = close if 2 * len(close) >= len(found) else found
    return found if len(found) >= _FEWEST_LINES else []


def is_of_every_agenda(words: str) -> bool:
    """Whether words begin as the title of an item that nearly every meeting has: "Declarations of interest"."""
    return bool(_EVERY_AGENDA.match(words))


def titles_run_in(blocks: list[Block], *, with_dashes: bool) -> dict[int, tuple[int, int]]:
    """Where titles run into their text ("Finance: the accounts were agreed."): by block, their end and what follows.

    Only where one of them is the title of an item that nearly every meeting has. A title that ends with its colon
    ("Matters arising:") may stand among them with its text on the next line. `with_dashes` says that a dash may part
    title and text too, as it parts the words of any list.
    """
    first = _end_of_roll(blocks)
    is_close = _is_close(blocks[first + 1 :])
    found = {}
    for index in range(first + 1, len(blocks)):
        block = blocks[index]
        may_head = not block.label and _stands_apart(blocks, index, first, is_close=is_close)
        may_head = may_head and not _goes_on_roll(blocks, index, first)
        match = (_RUN_IN.match(block.text) or _COLON_ALONE.match(block.text)) if may_head else None
        if match and not with_dashes and block.text[: match.end()].rstrip().endswith(_DASHES):
            continue
        title = str(match[str(match.lastgroup)]) if match else ""
        if match and not is_title(title.split(" ", 1)[0]) and _may_head_run_in(title, match.end() == len(block.text)):
            found[index] = match.end(str(match.lastgroup)), match.end()
    agenda = sum(is_of_every_agenda(blocks[index].text) for index in found)
    alone = sum(end == len(blocks[index].text) for index, (_, end) in found.items())
    return found if agenda > min(alone, 1) and len(found) >= _FEWEST_LINES else {}


def _is_close(blocks: list[Block]) -> bool:
    """Whether a page was pasted without its empty lines; the first of these may have one."""
    return _MOST_IN_CLOSE_PAGE * sum(block.is_after_blank for block in blocks[1:]) < len(blocks)


def _stands_apart(blocks: list[Block], index: int, roll: int, *, is_close: bool) -> bool:
    """Whether a line begins something new: after an empty line, or on a page without them after a sentence."""
    if blocks[index].is_after_blank:
        return True
    is_after_end = index == roll + 1 or blocks[index - 1].text.endswith((".", "!", "?", ":"))
    return is_close and (is_after_end or bool(_AGENDA_WITH_COLON.match(blocks[index].text)))


def _goes_on_roll(blocks: list[Block], index: int, roll: int) -> bool:
    """Whether a line is of the lists of those who came, or could not, and heads no item: "Apologies: Mr Reid"."""
    above = range(max(roll, 0) + 1, index)
    is_under_roll = roll >= 0 and all(_ATTENDANCE.match(blocks[line].text) for line in above)
    return is_under_roll and bool(_ATTENDANCE.match(blocks[index].text))


def _may_head_run_in(title: str, is_alone: bool) -> bool:
    if title.casefold() == "minutes":
        return not is_alone  # "Minutes: Mr Gale proposed that they be signed."
    is_of_page = _ATTENDANCE.match(title) and not _is_item_of_apologies(title)
    is_long = len(title.split()) > _MOST_WORDS_ALONE
    if (is_alone and is_long) or ((is_alone or is_long) and _TELLS.search(title)):
        return False
    return not (is_of_page or _OF_THE_PAGE.match(title) or LIST_OF_ACTIONS.match(title) or section_of(title)) and (
        not decisions_in(title, 0) and looks_like_title(title)
    )


def _end_of_roll(blocks: list[Block]) -> int:
    """The last line that heads a list of those who came, near the top; -1 where there is none."""
    heads = (index for index, block in enumerate(blocks[:40]) if _ATTENDANCE.match(block.text) or begins_roll(block))
    return next(heads, -1)


def _is_line_over_text(blocks: list[Block], index: int, roll: int) -> bool:
    block, below = blocks[index], blocks[index + 1]
    words = block.text.rstrip(" :")
    is_sentence = below.text.endswith((".", "?", "!", ":"))
    is_sentence = is_sentence or (is_of_every_agenda(words) and bool(dates_in(below.text)))  # of the next meeting
    is_over_text = is_sentence or len(below.text) > (_LONGEST_WELL_KNOWN if below.is_after_blank else 30)
    is_short = not block.label and len(words) <= _LONGEST_WELL_KNOWN
    return is_short and is_over_text and looks_like_title(words) and _may_head(blocks, index, roll)


def _is_line_in_capitals(blocks: list[Block], index: int, roll: int) -> bool:
    block = blocks[index]
    if not block.text.isupper() or block.label or block.text.endswith((".", ";", ",", "-", "–")):
        return False
    # A line that ends the roll needs no stop.
    is_apart = block.is_after_blank or index == roll + 1 or blocks[index - 1].text.endswith((".", "!", "?"))
    return is_apart and sum(sign.isalpha() for sign in block.text) > 3 and _may_head(blocks, index, roll)


def _may_head(blocks: list[Block], index: int, roll: int = -1) -> bool:
    """Whether a line may head an item; those after the roll, the list of those present, no longer name the meeting."""
    block = blocks[index]
    words = block.words.rstrip(" :")
    if not words or len(words) > _LONGEST or section_of(words) or is_inner_heading(words):
        return False
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    if block.kind is Kind.HEADING and not block.level and any(section_of(line.text) for line in _below(blocks, index)):
        return True  # "Apologies", over "Minutes:" in a row of a committee system's table
    is_after_roll = 0 <= roll < index
    if _OF_THE_PAGE.match(words) and not block.label:
        # "MINUTES" and "APOLOGIES" below the roll head items when they are told of in sentences.
        return is_after_roll and words.casefold() in _TITLES_TOO and bool(below and _IS_TOLD.search(below.text))
    is_at_top = index < 12 and not block.label and not is_after_roll
    if is_at_top and (dates_in(words) or (names_a_body(words) and not words.casefold().endswith("meeting"))):
        return False
    is_of_roll = bool(_ATTENDANCE.match(words)) or is_head_of_roll(block)
    if is_of_roll and not block.label and not _is_item_of_apologies(words):
        return below is not None and section_of(below.text) is not None
    return not decisions_in(block.text, block.body) and not LIST_OF_ACTIONS.match(words)


def _below(blocks: list[Block], index: int) -> list[Block]:
    """The lines below a title in its row: what the item was for, and the heading of its minutes."""
    return blocks[index + 1 : index + 3]


def _is_item_of_apologies(words: str) -> bool:
    if " from " in words:
        return False  # "Apologies for absence received from Mr Reid"
    return words.casefold().startswith("apologies for") or words.casefold() == "apologies"
