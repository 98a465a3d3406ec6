"""Exempt items: those that the public was excluded for, and the paragraph of the schedule that allowed it."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from meetings.importers.blocks import Block
from meetings.importers.grammar.quick_looks import blocks_holding, holds_any, places_holding
from meetings.importers.minutes import Reading

# The schedules of exempt information: England and Wales 12A, Scotland 7A, Northern Ireland 6.
_SCHEDULE = re.compile(
    r"\b(?:(?:Schedule|Sched\.?|Atodlen) (?:12 ?\(?A\)?|7 ?\(?A\)?|6)|exempt|confidential|not for publication|"
    r"access to information|eithriedig|esempt|cyfrinachol)\b",
    re.I,
)
_PARAGRAPH = re.compile(
    r"\b(?:paragraphs?|para(?:s|\(s\))?\.?|(?:p|b|ph|mh)aragraff(?:au)?)(?:\(s\))? ?"
    r"(?:nos?\.? )?\(?(?P<number>\d{1,2}[A-Z]?)(?:\b|(?=of\b))(?P<more>\)?(?:,| and| &| to| a|\))? ?\(?\d{1,2}\b)?",
    re.I,
)
# The paragraph of a report or of another minute is none of a schedule's.
_OTHER_PARAGRAPH = re.compile(r" (?:of|in|above|to) (?:the |this |that )?(?:report|minute|appendix|recommend)", re.I)
_OF_SCHEDULE = re.compile(r"[^.;]{0,40}? ?(?:of|to|in|o) (?:the )?(?:Part|Ran|Rhan|Sched|Atodlen|said Sched)", re.I)
# A paper may be closed while the item that it belongs to is open.
_ONLY_PAPER = re.compile(r"\b(?:appendi(?:x|ces)|annex(?:es)?|atodiad(?:au)?|enclosure|supplement)\b", re.I)
_TITLE_SAYS = re.compile(
    r"\((?:part (?:2|ii)|exempt|confidential|private|eithriedig)\b|^(?:exempt|confidential|private)\b(?! "
    r"(?:business|items?|"
    r"matters?|session)$)|[-–:] ?(?:exempt|confidential|eithriedig|not for publication)\b|\bnot for publication\b",
    re.I,
)
_BODY_SAYS = re.compile(
    r"\b(?:(?:this|the) (?:report|item|matter) (?:is|was|contains?|contained) (?:\w{2,12} ){0,2}(?:exempt|"
    r"confidential|"
    r"not for publication|private)|not for publication|(?:was|were) (?:considered|discussed|dealt with|"
    r"taken) in (?:private|"
    r"closed session|confidential session|camera)|by virtue of paragraphs?)",
    re.I,
)
_EXCLUDED = re.compile(
    r"\b(?:exclu(?:de[ds]?|sion|ding)|withdraw|leave the (?:meeting|room|chamber)|left the (?:meeting|"
    r"room|chamber)|absence)\b"
    r".{0,80}\b(?:public|press)\b|\b(?:public|press)\b.{0,80}\b(?:be|were|was) (?:\w{2,12} )?(?:excluded|"
    r"asked to (?:leave|"
    r"withdraw))\b|\b(?:cau allan|gwahardd|eithrio)\b.{0,40}\b(?:cyhoedd|wasg)\b|\bin committee\b|"
    r"\b(?:move|moved|go|went|going) into (?:private|closed|confidential) session\b",
    re.I,
)
_NOT_EXCLUDED = re.compile(
    r"\b(?:no (?:exempt|confidential|such|private) |there (?:were|was) no\b|not (?:be )?(?:excluded|necessary|needed|"
    r"required)|none\b|not to exclude|come out of|out of committee|nil\b)",
    re.I,
)
# "To consider excluding the public" is what the agenda proposed.
_ONLY_PROPOSED = re.compile(
    r"(?:to (?:consider|resolve|determine|decide|pass|agree|move)\b|i ystyried\b|ystyried\b)", re.I
)
_OPEN_AGAIN = re.compile(
    r"\b(?:public|press)\b.{0,60}\b(?:readmitted|re-admitted|returned|rejoined|invited (?:back|to return))\b|"
    # What the Chair reports on coming out of a closed session may concern items printed further down.
    r"(?<!\bcoming )\b(?:out of committee|out of (?:private|closed|confidential) session|"
    r"returned? to (?:open|public) session|normal business was resumed|resumption of normal business|"
    r"meeting (?:was )?re-?opened to the public)\b",
    re.I,
)
_PART_CLOSED = re.compile(
    r"(?:section |rhan |part )?(?:part (?:2|ii|two)|part b|rhan 2|in committee|(?:exempt|confidential|"
    r"private|closed|eitemau)"
    r"(?: (?:items?|business|information|matters?|session|section|reports?|part|eithriedig|cyfrinachol))?)"
    r"(?: ?[-–:(] ?(?:exempt|confidential|private|closed|items|not|in private)\b.{0,60})?\)?:?$",
    re.I,
)
_PART_OPEN = re.compile(
    r"(?:(?:part (?:1|i|one|a)|rhan 1|open)(?: (?:items?|business|session|section))?(?: ?[-–:(].{0,60})?|"
    r"public (?:items|business|section)|out of committee|resumption of normal business):?$",
    re.I,
)
_EXCLUSION_TITLE = re.compile(
    r"(?:exclu(?:sion|de)|withdrawal|gwahardd|cau allan|eithrio)\b.{0,40}\b(?:public|press|cyhoedd|wasg)",
    re.I,
)
_CLOSED_TITLE = re.compile(
    r"^(?:exempt|confidential|private|closed)(?: or (?:exempt|confidential))? (?:business|items?|matters?|session|"
    r"information(?: items?)?)(?: of business)?$",
    re.I,
)
_NAMED_ITEMS = re.compile(
    r"\b(?:agenda |following )?(?:items?|minutes?|eitem(?:au)?)(?: (?:nos?|numbers?|rhif)\.?)? "
    r"(?P<numbers>\d{1,4}[a-z]?(?:(?:, ?| and | & | to |-| a )\d{1,4}[a-z]?){0,8})\b",
    re.I,
)
_NEXT_ITEM = re.compile(
    r"\b(?:(?:the )?(?:following|next) (?:agenda )?item\b|(?:yr )?eitem (?:a ganlyn|nesaf|ganlynol))", re.I
)
_THIS_ITEM = re.compile(
    r"\b(?:this (?:item|matter|application|part of)|(?:for|during|of) the (?:item|matter|application))\b(?! of)", re.I
)
_MANY_ITEMS = re.compile(r"\b(?:remain(?:der|ing)|rest of|following items|items below|business below|eitemau)\b", re.I)
# What closes a meeting is open again, whatever was said before it.
_ALWAYS_OPEN = re.compile(
    r"(?:dates? of|next meeting|close|end of|closure|dyddiad|vote of thanks|resumption|re-?admission|reopening|"
    r"actions? (?:arising|log|list)|"
    r"motion to (?:proceed|go|move|return|come)\b.{0,14}\b(?:public|committee)\b)",
    re.I,
)
# What an item decides besides, however short it is.
_DECIDES_MORE = re.compile(r"\b(?:resolved|agreed|decided|penderfynwyd)[:,]? (?:that|to|i) (?=\w)", re.I)
# How many blocks after a decision to exclude the public may tell whether the item goes on.
_FURTHEST_LOOK = 12
_NEAR_EXCLUSION = 60
_LONGEST_EXCLUSION = 60
_WORDS = (
    "public", "press", "exempt", "confidential", "private", "closed", "in camera", "in committee", "of committee",
    "part 1", "part 2", "part i", "part a", "part b", "part one", "part two", "rhan 1", "rhan 2", "paragraph", "open",
    "cyhoedd", "wasg", "eithriedig", "cyfrinachol", "normal business",
)  # fmt: skip
# In a line that excludes the public, in one that lets them in again, and in a heading that closes or parts a meeting.
_WORDS_OF_EXCLUSION = ("public", "press", "cyhoedd", "wasg", "in committee", "session")
_WORDS_OF_OPENING = ("public", "press", "out of committee", "session", "normal business")
_WORDS_OF_TITLES = (
    "exempt", "confidential", "private", "closed", "eithriedig", "eitemau", "public", "press", "cyhoedd", "wasg",
    "part ", "rhan ", "committee", "open", "normal business",
)  # fmt: skip
_WHY_SEVERAL = "The text gives several paragraphs; this is the first of them."


@dataclass(frozen=True, slots=True)
class Closed:
    """An item is exempt, and by which paragraph, where the text says which."""

    paragraph: Reading[str] | None = None


@dataclass(frozen=True, slots=True)
class _Exclusion:
    """A decision to exclude the public: for this item, the next, those named, or all that follow."""

    paragraph: Reading[str] | None
    numbers: frozenset[str]
    is_for_this: bool
    is_for_next: bool


@dataclass(slots=True)
class ItemWords:
    """An item as its closing is read from it: the blocks of its heading, and those under it."""

    title: str
    number: str
    head: list[Block]
    body: list[Block]


def closed_items(items: list[ItemWords]) -> list[Closed | None]:
    """For each item in the order of the page, whether it is exempt, and by which paragraph."""
    found: list[Closed | None] = []
    standing: Closed | None = None  # for all that follows, until the meeting is open again
    coming: Closed | None = None  # for the next item only
    named: dict[str, Closed] = {}
    speaking = _speaking_of_it(items)
    for place, whole in enumerate(items):
        if place not in speaking and not holds_any(whole.title, _WORDS_OF_TITLES):
            # As most items: only what was said before can close it.
            is_open = _ALWAYS_OPEN.match(whole.title)
            found.append(None if is_open else _most_told(named.get(whole.number), coming or standing))
            coming = None
            continue
        item = whole if place in speaking else ItemWords(whole.title, whole.number, whole.head, [])
        exclusions = _exclusions(item.body)
        own, from_before = _own_words(item), coming or standing
        if is_exclusion(item) or (_ALWAYS_OPEN.match(item.title) and not own) or part_of_meeting(item.title) is False:
            closed, here = None, []
        else:
            here = [one for one in exclusions if one.is_for_this or _CLOSED_TITLE.search(item.title)]
            closed = own or (Closed(here[0].paragraph) if here else None)
            closed = _most_told(closed, named.get(item.number), from_before)
        found.append(closed)
        coming = None
        if any(_OPEN_AGAIN.search(block.text) for block in blocks_holding(item.body, _WORDS_OF_OPENING)):
            standing = None
        for one in exclusions:
            if one.numbers:
                named |= {number: Closed(one.paragraph) for number in one.numbers}
            elif one.is_for_next:
                coming = Closed(one.paragraph)
            elif one not in here:
                standing = Closed(one.paragraph)
        below = blocks_holding(item.body, _WORDS_OF_TITLES)
        parts = [item.title, *(block.text for block in below if not block.label)]
        standing, coming = _after_parts(parts, standing, coming)
    return found


def _speaking_of_it(items: list[ItemWords]) -> set[int]:
    """The places of the items with a word under them that may tell of closing: most have none."""
    starts = list(accumulate((len(item.body) for item in items), initial=0))
    spoken = places_holding([block for item in items for block in item.body], _WORDS)
    return {bisect_right(starts, place) - 1 for place in spoken}


def _most_told(*closed: Closed | None) -> Closed | None:
    """The first of these that gives its paragraph, or else the first."""
    told = [one for one in closed if one]
    return next((one for one in told if one.paragraph), told[0] if told else None)


def warnings_of(names: Iterable[str], closed: Iterable[Closed | None]) -> list[str]:
    """A sentence for the clerk about each exempt item for which no paragraph was found; `names` as "Item 5"."""
    return [
        f"{name} is exempt, but the text does not say by which paragraph."
        for name, one in zip(names, closed, strict=True)
        if one and one.paragraph is None
    ]


def is_exclusion(item: ItemWords) -> bool:
    """Whether an item only decides to exclude the public: it is itself open."""
    if _EXCLUSION_TITLE.search(item.title):
        return True
    if not _CLOSED_TITLE.search(item.title):
        return False
    # "Exempt business" may hold that decision alone, or the business too.
    place = next((place for place, block in enumerate(item.body) if _EXCLUDED.search(block.text)), None)
    return place is None or not _has_more(item.body[place + 1 : place + 1 + _FURTHEST_LOOK])


def part_of_meeting(text: str) -> bool | None:
    """Whether a heading opens the closed part of a meeting (True) or the open one (False), or does neither."""
    if len(text) > 100:
        return None
    if _PART_CLOSED.match(text):
        return True
    return False if _PART_OPEN.match(text) else None


def _after_parts(
    lines: list[str], standing: Closed | None, coming: Closed | None
) -> tuple[Closed | None, Closed | None]:
    """Headings between items part the meeting: "PART 2" closes what follows it, "PART 1" opens it."""
    for line in lines:
        part = part_of_meeting(line)
        if part is True:
            standing = standing or (None if coming else Closed())
        elif part is False:
            standing = coming = None
    return standing, coming


def _own_words(item: ItemWords) -> Closed | None:
    """What the item says of itself, in its title or in the first lines under it."""
    says = bool(_TITLE_SAYS.search(item.title)) and not _ONLY_PAPER.search(item.title)
    paragraph = next((read for block in item.head if (read := paragraph_in(block))), None) if says else None
    for block in item.body[:6]:
        if _ONLY_PAPER.search(block.text) and not says:
            continue
        if _EXCLUDED.search(block.text):
            break
        is_said = bool(_BODY_SAYS.search(block.text))
        in_brackets = block.text.startswith(("(", "[")) and bool(_SCHEDULE.search(block.text))
        says = says or is_said or in_brackets
        paragraph = paragraph or (paragraph_in(block) if says else None)
    return Closed(paragraph) if says else None


def paragraph_in(block: Block) -> Reading[str] | None:
    """The first paragraph of a schedule of exempt information that a block names, as printed ("3")."""
    if not _SCHEDULE.search(block.text):
        return None
    near = None
    for found in _PARAGRAPH.finditer(block.text):
        if _OTHER_PARAGRAPH.match(block.text, found.end()):
            continue
        why = _WHY_SEVERAL if found["more"] else ""
        if _OF_SCHEDULE.match(block.text, found.end()):
            return block.read(*found.span("number"), why)
        # The schedule may stand elsewhere in the sentence: "exempt information (paragraph 3)".
        words = block.text[max(0, found.start() - 250) : found.end() + 160]
        near = near or (block.read(*found.span("number"), why) if _SCHEDULE.search(words) else None)
    return near


def _exclusions(body: list[Block]) -> list[_Exclusion]:
    """The decisions to exclude the public that an item's blocks hold."""
    found = []
    for place in places_holding(body, _WORDS_OF_EXCLUSION):
        block = body[place]
        excluded = _EXCLUDED.search(block.text) if part_of_meeting(block.text) is None else None
        if not excluded or _NOT_EXCLUDED.search(block.text) or _ONLY_PROPOSED.match(block.words):
            continue
        if _ONLY_PAPER.search(block.text, excluded.start(), excluded.end() + _NEAR_EXCLUSION):
            continue
        named = _NAMED_ITEMS.search(block.text, excluded.start())
        numbers = _numbers_in(named["numbers"]) if named else frozenset()
        is_next, is_many = bool(_NEXT_ITEM.search(block.text)), bool(_MANY_ITEMS.search(block.text))
        if not (is_next or is_many or numbers) and any(one.is_for_next or one.numbers for one in found):
            continue  # "RESOLVED to exclude the public as above."
        # What follows the decision tells, where it does not: text of this item, or nothing more of it.
        is_last = not _has_more(body[place + 1 : place + 1 + _FURTHEST_LOOK])
        is_this = not (is_next or is_many or numbers) and (bool(_THIS_ITEM.search(block.text)) or not is_last)
        paragraph = next((read for one in body[place : place + 3] if (read := paragraph_in(one))), None)
        if paragraph and (each := _exclusions_of_each(block, excluded.start())):
            found += each
            continue
        found.append(_Exclusion(paragraph, numbers, is_this, is_next))
    return found


def _exclusions_of_each(block: Block, start: int) -> list[_Exclusion]:
    """Where each item has its own paragraph: "for item 8 (paragraph 3) and item 9 (paragraph 1)"; else none."""
    named = list(_NAMED_ITEMS.finditer(block.text, start))
    if len(named) < 2:
        return []
    ends = [*(one.start() for one in named[1:]), len(block.text)]
    found = []
    for one, end in zip(named, ends, strict=True):
        paragraph = _PARAGRAPH.search(block.text, one.end(), end)
        if not paragraph or _OTHER_PARAGRAPH.match(block.text, paragraph.end()):
            return []
        read = block.read(*paragraph.span("number"), _WHY_SEVERAL if paragraph["more"] else "")
        found.append(_Exclusion(read, _numbers_in(one["numbers"]), False, False))
    return found


def _has_more(blocks: list[Block]) -> bool:
    """Whether an item goes on after its decision to exclude the public, with more than that decision's own words."""
    length = 0
    for block in blocks:
        if part_of_meeting(block.text) is not None or _SCHEDULE.search(block.text):
            continue
        length += len(block.text)
        is_decided = _DECIDES_MORE.search(block.text) and not _EXCLUDED.search(block.text)
        if length > _LONGEST_EXCLUSION or is_decided:
            return True
    return False


def _numbers_in(text: str) -> frozenset[str]:
    """ "12, 13 and 15" is three numbers, "12 to 14" too."""
    numbers = set(re.findall(r"\d{1,4}[a-z]?", text))
    for first, last in re.findall(r"(\d{1,4})(?: to |-)(\d{1,4})", text):
        if 0 < int(last) - int(first) < 40:
            numbers |= {str(number) for number in range(int(first), int(last) + 1)}
    return frozenset(numbers)
