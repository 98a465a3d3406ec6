"""Item numbers: which of the numbers on a page number its items, and which its paragraphs, limbs and lists."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits

from meetings.importers.blocks import Block, Kind
from meetings.importers.grammar.labels import item_number
from meetings.importers.grammar.offices import set_of
from meetings.importers.grammar.section_headings import section_of
from meetings.importers.grammar.titles import (
    after_format,
    end_at_wide_gap,
    has_paper_mark,
    is_in_capitals,
    looks_like_title,
)

LIST_OF_ACTIONS = re.compile(r"(?:actions?|action points?|action list)$", re.I)
_FURTHEST_JUMP = 6
# "Agenda Item 5: Roads", "Eitem 5 - Ffyrdd", "No. 5 Roads", "Item 5" alone; but not "Item 5 was deferred".
_ANNOUNCED = re.compile(
    r"(?:(?P<item>(?:Agenda )?Item|Eitem|No\.|Nr\.|Rhif)|Minute|Min\.?|Cofnod)(?: (?:No|Number|Rhif|Ref)\b\.?)?:? "
    r"(?P<number>\d{1,4}(?:[./]\d{1,4})?[a-z]?)"
    r"(?: ?[:.–—-] ?(?=\S)|(?:[:.]| ?[–—-])?$|(?= \()| (?=(?-i:[A-Z])))",
    re.I,
)
# "CAB.61", "AM24/3", "CAB 12", "RE/180/18", "Cou/285/07-08": the letters of the body before its running number.
# "24-117", "(24/117)", "[24/117]", "1536.2017" have the year alone; "*7.", "7.*", "#7" and "7:" a mark or a sign.
_REFERENCE = re.compile(
    r"(?P<mark>[*#†‡(\[]{0,2})(?P<year>\d{2,4}(?:-\d{2})?[/-](?=[A-Z]))?"
    r"(?P<body>[A-Z]{1,8}[./ -]?|[A-Z][a-z]{1,7}[./-]|)"
    r"(?P<numbers>\d{1,4}(?:[./-]\d{1,4}){0,3})[)\]]?(?P<sign>[.:*†‡]{0,2}(?: ?[–—-])?)(?: (?=\S)|$)"
)
# The quick answer for most lines: they begin with words.
_MAY_BE_NUMBERED = re.compile(
    r"[*#†‡(\[]{0,2}(?:\d|[A-Z][A-Za-z]{0,7}[./ -]?\d)|(?:agenda |item|eitem|n[or]\.|rhif|min|cofnod)", re.I
)
# "THURSDAY 2 October", "PAGE 3": what stands before these numbers is no body's letters.
_NO_BODIES = set_of(
    """monday tuesday thursday friday saturday sunday january february march april may june july august october
    november page room"""
)
_SIGN_AFTER_NUMBER = re.compile(r"(?:[–—-]|[*†‡]\.?) ?(?=\S)")
_GOES_ON = re.compile(r"[/-]\d")
# "18/117.1": a paragraph of the minute 18/117.
_PARAGRAPH_OF_MINUTE = re.compile(r"\d{1,4}/\d{1,4}\.\d")
# "21/22-031" has the two years of its council for a day and a month, and no month is the twenty-second.
_DATE = re.compile(r"\d{1,2}(?P<sign>[./-])(?:0?\d|1[0-2])(?P=sign)(?:\d{2}|\d{4})\b")
# "MM 28.07.2015": the day stands in the head of a page.
_FULL_DATE = re.compile(r"[0-3]?\d[./-][01]?\d[./-](?:19|20)\d\d\b")
# "A) Title", "A. Title", "IV. Title": letters or Roman numbers, which number names and limbs too.
_LETTER = re.compile(r"\(?(?P<letter>[A-Z]|[a-z](?=\))|[IVX]{1,6})(?P<sign>[.)]?) (?=[A-Z'‘\d])")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_TENS = ("", "X", "XX", "XXX")
_ROMANS = {
    tens + ones: 10 * ten + one for ten, tens in enumerate(_TENS) for one, ones in enumerate(_ONES) if tens + ones
}
_PLACES = {letter: place for place, letter in enumerate(ascii_uppercase, 1)}
_FEWEST_LETTERS = 3
_FEWEST_COUNTED = 5
_SMALL_WORDS = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})
_LONGEST_LETTERED = 100
_FULL_LINE = 60


@dataclass(slots=True)
class Numbered:
    """A block that may head an item: the number as printed from `start` to `end`, the words after it from `body`."""

    index: int
    number: tuple[int, ...]
    style: str
    start: int
    end: int
    body: int
    # A letter or a part after the number makes it one of several under a whole number: "3a", "5.1".
    is_whole: bool = True


def numbered_at(blocks: list[Block], index: int) -> Numbered | None:
    """The number with which a block begins, in any of the ways in which items are numbered."""
    found = _numbered_at(blocks, index)
    return replace(found, body=after_format(blocks[index], found.body)) if found else None


def _numbered_at(blocks: list[Block], index: int) -> Numbered | None:
    block = blocks[index]
    if not block.label and not _MAY_BE_NUMBERED.match(block.text):
        return None
    if found := _ANNOUNCED.match(block.text):
        number = item_number(found["number"]) or ()
        style = "announced item" if found["item"] else "announced minute"
        return Numbered(index, number, style, *found.span("number"), found.end())
    if _PARAGRAPH_OF_MINUTE.match(block.label):
        return None
    start = block.text.find(block.label)
    end = start + len(block.label)
    if block.label and not _GOES_ON.match(block.text, end) and (number := item_number(block.label)):
        is_whole = len(number) == 1 or number[1:] == (0,) or "/" in block.label
        sign = _SIGN_AFTER_NUMBER.match(block.text, block.body)
        body = sign.end() if sign else block.body
        return Numbered(index, number, _style_of(block.label), start, end, body, is_whole)
    if found := _REFERENCE.match(block.text):
        return _numbered_by_reference(index, found)
    return None


def lettered_in_order(blocks: list[Block]) -> list[Numbered]:
    """Headings numbered by letters or Roman numbers, where one series of them goes through the whole page."""
    found = [(index, match) for index in range(len(blocks)) if (match := _letter_at(blocks, index))]
    letters = [(index, match, _PLACES.get(match["letter"].upper(), 0)) for index, match in found]
    romans = [(index, match, _ROMANS.get(match["letter"], 0)) for index, match in found]
    series = [[one for one in same if one[2]] for same in (letters, romans)]
    # A series that begins again numbers the limbs of each item.
    whole = [same for same in series if [one[2] for one in same] == list(range(1, len(same) + 1))]
    longest = max(whole, key=len, default=[])
    if len(longest) < _FEWEST_LETTERS:
        return []
    return [
        Numbered(index, (place,), "letter", match.start("letter"), match.end("letter"), match.end())
        for index, match, place in longest
    ]


def _letter_at(blocks: list[Block], index: int) -> re.Match[str] | None:
    """The letter of a line that stands apart and has text under it, as a name in a list of names has not."""
    block = blocks[index]
    if len(block.text) > _LONGEST_LETTERED or not block.is_after_blank or index + 1 == len(blocks):
        return None
    found = _LETTER.match(block.text)
    # "A" before a wide space numbers a line; before a narrow one it begins a sentence.
    is_title = (
        found
        # "XI APPOINTMENT OF CLERK" needs no sign, for no sentence is in capitals.
        and (found["sign"] or block.label or (found["letter"] in _ROMANS and block.text.isupper()))
        and looks_like_title(block.text[found.end() :])
        and not section_of(block.text)
    )
    below = blocks[index + 1]
    return found if is_title and not (below.is_after_blank and _LETTER.match(below.text)) else None


def _numbered_by_reference(index: int, found: re.Match[str]) -> Numbered | None:
    parts = re.split("[./-]", found["numbers"])
    if _FULL_DATE.match(found["numbers"]) or found["body"].strip("./ -").casefold() in _NO_BODIES:
        return None
    if not found["body"] and (
        _DATE.match(found["numbers"]) or (len(parts) == 1 and not found["mark"] + found["sign"])
    ):
        return None
    # The part after a stop comes last: "36.1/21" is between "36/21" and "37/21".
    part = [parts.pop(1)] if "." in found["numbers"].split("/")[0] and len(parts) > 2 else []
    body = found["body"].rstrip("./ -")
    # "3.21- Others" beside "2.21 Vice-Chair": the sign is not of the number.
    is_dotted = not body and set(found["numbers"]) <= {*digits, "."}
    style = "plain" if is_dotted else f"slashed {body}" if len(parts) > 1 else f"reference {body}"
    number = tuple(int(digits) for digits in [*parts, *part])
    is_whole = len(number) == 1 or not is_dotted
    return Numbered(index, number, style, found.end("mark"), found.end("numbers"), found.end(), is_whole)


def counted_through(blocks: list[Block], found: list[Numbered]) -> set[int]:
    """The places of numbers that need no sign, for they count through the whole page: "1 To receive apologies: None".

    These are bare figures, each after an empty line or the end of a sentence, that go up from 1 without a gap, and
    announced ones ("Agenda item 3 Roads"), each at the head of a line, that go up one by one.
    """
    bare = [one for one in found if blocks[one.index].label.isdigit() and _begins_anew(blocks, one.index)]
    counted, expected = set(), 1
    for one in bare:
        if one.number == (expected,):
            counted.add(one.index)
            expected += 1
    counted = counted if len(counted) >= _FEWEST_COUNTED and 4 * len(counted) >= 3 * len(bare) else set()
    for style in ("announced item", "announced minute"):
        same = [one for one in found if one.style == style]
        steps = {after.number[0] - before.number[0] for before, after in pairwise(same)}
        counted |= {one.index for one in same} if steps == {1} and len(same) >= _FEWEST_LETTERS else set()
    return counted


def _begins_anew(blocks: list[Block], index: int) -> bool:
    return blocks[index].is_after_blank or blocks[index - 1].text.endswith((".", "!", "?"))


def announced_lists(blocks: list[Block]) -> set[int]:
    """Numbered lists that are announced by a colon or dash: limbs of a decision or motion, not items."""
    limbs: set[int] = set()
    expected = None
    for index, block in enumerate(blocks):
        if not block.label or (number := item_number(block.label)) is None:
            continue
        before = blocks[index - 1] if index else None
        announced = before is not None and _announces_list(before)
        is_sentence = block.words.rstrip("\"'”’").endswith((".", ";", ",", "and")) or not block.words[:1].isupper()
        if number == (1,) and announced and block.kind is not Kind.HEADING:
            expected = 1
        if expected is not None:
            expected = number[0] + 1 if number == (expected,) and (is_sentence or expected == 1) else None
            limbs |= {index} if expected is not None else set()
    return limbs


def _announces_list(block: Block) -> bool:
    words = block.text
    if section_of(words):
        # "DECISION" with its limbs under it; "Minutes" with items under it is the title of the page.
        return words.strip(" :").casefold() in _DECISIONS
    return words.endswith((":", ":-", "–", "-")) or bool(LIST_OF_ACTIONS.match(words))


_DECISIONS = {"decision", "decisions", "penderfyniad", "penderfyniadau"}


def numbered_in_order(blocks: list[Block], candidates: list[Numbered]) -> list[Numbered]:
    """The candidates whose numbers go up one after another; the rest number something else."""
    if any(one.is_whole for one in candidates):
        # With whole numbers for items, "7.2" numbers a paragraph; "3a" and one with a title of its own are items.
        parts = [one.index for one in candidates if not one.is_whole]
        gaps = {at.index for at in candidates if not at.is_whole and end_at_wide_gap(blocks[at.index], at.body)}
        # One may be a slip of the hand.
        gaps = gaps if len(gaps) > 1 and 2 * len(gaps) >= len(parts) else set()
        candidates = [one for one in candidates if one.is_whole or one.index in gaps or _is_item_in_item(blocks, one)]
    chain: list[Numbered] = []
    inner = 0  # the next number of a list inside an item, or 0 outside of one
    for one in candidates:
        if not chain:
            chain.append(one)
            continue
        last = chain[-1].number
        if inner and one.number == (inner,) and _reads_as_paragraph(blocks, one, chain):
            inner += 1
        elif _follows(last, one.number, is_slashed=one.style.startswith("slashed")):
            chain.append(one)
            inner = 0
        elif one.number == last and _is_printed_twice(blocks, one, chain[-1]):
            chain.append(one)
        elif len(chain) == 1:
            chain = [one]
        elif one.number == (1,):
            inner = 2
    return chain


def _is_printed_twice(blocks: list[Block], one: Numbered, before: Numbered) -> bool:
    """A clerk's slip: "PL21/079 DECISIONS", and below it "PL21/079 ENFORCEMENT", both plainly headings."""
    titles = [blocks[at.index].text[at.body :] for at in (before, one)]
    is_number_of_minute = one.style.startswith(("slashed", "reference"))
    return is_number_of_minute and blocks[one.index].is_after_blank and all(title.isupper() for title in titles)


def _is_item_in_item(blocks: list[Block], one: Numbered) -> bool:
    block = blocks[one.index]
    below = blocks[one.index + 1] if one.index + 1 < len(blocks) else None
    if block.label.strip("().: ")[-1:].isalpha() or has_paper_mark(block) or (below and has_paper_mark(below)):
        return True
    has_text = below is not None and not below.label and not section_of(below.text) and below.kind is Kind.PARAGRAPH
    title = block.text[one.body :]
    if has_text and not below.is_after_blank and len(title) > _FULL_LINE and not title.isupper():
        return False  # a sentence that goes on on the line below
    if len(one.number) != 2 or not has_text or not looks_like_title(title):
        return False
    # A page that ends between two items takes the empty line with it.
    is_below_text = block.is_after_blank or (one.index > 0 and blocks[one.index - 1].text.endswith("."))
    is_apart = is_below_text and below.is_after_blank
    return is_in_capitals(block) or (is_apart and _has_words_of_title(title))


def _has_words_of_title(title: str) -> bool:
    """Whether a short line has a capital to every word that bears one in a title: "Adoption of the Minutes"."""
    words = [word for word in title.split() if word[0].isalpha() and word not in _SMALL_WORDS]
    return len(title) <= _LONGEST_LETTERED and len(words) > 1 and all(word[0].isupper() for word in words)


def parts_of_references(found: list[Numbered]) -> list[Numbered]:
    """The same, with "C.75.1" made a part of the item "C.75" where that stands before it."""
    wholes: set[tuple[str, int]] = set()
    parted = []
    for one in found:
        body = one.style.partition(" ")[2]
        if one.style.startswith("reference"):
            wholes.add((body, one.number[0]))
        is_part = one.style.startswith("slashed") and len(one.number) == 2 and (body, one.number[0]) in wholes
        parted.append(replace(one, style=f"reference {body}", is_whole=False) if is_part else one)
    return parted


def _reads_as_paragraph(blocks: list[Block], one: Numbered, chain: list[Numbered]) -> bool:
    """Whether a number that goes on with an inner list is one of its paragraphs, though an item might have it too."""
    if looks_like_title(blocks[one.index].text[one.body :]):
        return False
    titled = sum(looks_like_title(blocks[head.index].text[head.body :]) for head in chain[-12:])
    return 2 * titled >= len(chain[-12:])


def _follows(last: tuple[int, ...], number: tuple[int, ...], *, is_slashed: bool) -> bool:
    if is_slashed and len(last) == len(number):
        # "24/117", "RE/180/18": one part goes up, the year beside it stays.
        steps = [after - before for before, after in zip(last, number, strict=True) if after != before]
        return len(steps) == 1 and 0 < steps[0] <= _FURTHEST_JUMP
    return last < number and number[0] - last[0] <= _FURTHEST_JUMP


def _style_of(label: str) -> str:
    if "/" in label:
        letters = label.rstrip(".:").rpartition("/")[2].lstrip(digits + ascii_lowercase)
        return f"slashed {label[: len(label) - len(label.lstrip(ascii_letters))]}{letters}"
    return "bracketed" if label.startswith("(") else "plain"
