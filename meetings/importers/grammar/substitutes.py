"""Substitutes: who came in whose place, by the words that stand between the two names or beside one of them."""

import re
from dataclasses import dataclass
from enum import Enum

from meetings.importers.blocks import Block
from meetings.importers.grammar.name_lists import PLURAL_TITLE, people_in
from meetings.importers.grammar.names import Person
from meetings.importers.grammar.offices import is_title, singular_title

_ATTENDING = (
    r"(?:,? ?\bwho )?(?:\b(?:was|were|is|had|has|be|been|being|also) ){0,2}"
    r"(?:\b(?:attend(?:ed|ing|s)?|act(?:ed|ing|s)?|present|in attendance|sitting|sat|there|serv(?:ed|ing)|"
    r"appointed|came|here) )?(?:\bas )?(?:\b(?:an?|the|his|her|their) )?(?:\bnamed )?"
)
_WORD = (
    r"\b(?:substitut(?:e|es|ed|ing|ion)|subs?(?!-)|deputi(?:s|z)(?:ed|ing)|dirprwyo?|dirprwyodd)\b\.?(?: members?\b)?"
)
# "for Councillor Reid", "for S Reid": a member, and not a ward or a purpose.
_FOR_MEMBER = r"for(?-i: (?=(?:[A-Z][a-z]+|[A-Z]\.?(?: ?[A-Z]\.?)?) [A-Z]))"
_STOOD_IN = (
    r"\b(?:here|there|present|stood in|standing in) for "
    r"(?=(?:Councillors?|Cllrs?|Cr|Alderman|Ald|Mr|Mrs|Ms|Miss|Dr)\b)"
)
_IN_ABSENCE = r"\b(?:attend(?:ed|ing)|present|came) in (?:his|her|their) (?:absence|place|stead)\b"
# "attending as Ann Gale's substitute"
_POSSESSIVE = r"(?:[’']s|(?<=s)[’']) (?:named )?(?:substitute|deputy)\b"
_WHOSE_SUBSTITUTE = rf"(?:[^\W\d]\S{{0,25}} ){{0,4}}[^\W\d][^\s,;]{{0,25}}{_POSSESSIVE}"
_AFTER_ABSENTEE = re.compile(_POSSESSIVE)
_PATTERN = re.compile(
    # "substitute for", "in place of", "yn lle": the absentee stands after.
    rf"(?P<instead>{_ATTENDING}(?:{_WORD},? (?:for|of|on behalf of|ar ran|dros)\b"
    r"|\bin (?:the )?(?:place|stead) of\b|\binstead of\b|\bin lieu of\b|\breplac(?:ed|ing)\b(?! by)|\byn lle\b|"
    rf"{_ATTENDING}(?<=\bas )(?={_WHOSE_SUBSTITUTE})|"
    rf"\byn dirprwyo (?:ar ran|dros)\b|{_STOOD_IN})|(?<=\(){_FOR_MEMBER})"
    # "substituted by", "for whom": the substitute stands after.
    r"|(?P<by>,? ?(?:\bwho )?(?:\b(?:was|were|is|being|to be|had been) )?\b(?:substituted|replaced|represented) by\b"
    rf"|,? ?\bfor whom\b|{_WORD}(?: present)?:|\b(?:his|her|their) {_WORD}(?: being| was)?)"
    # "substituting", "attending as substitute": the substitute stands before.
    rf"|(?P<alone>{_ATTENDING}(?<![’']s )(?<!s[’'] ){_WORD}(?! by\b)|{_IN_ABSENCE})",
    re.I,
)
HAS_SUBSTITUTE = re.compile(
    r"\b(?:substitut|subs?\b(?!-)|deputi[sz](?:ed|ing)|in (?:the )?(?:place|stead) of|instead of|in lieu of|"
    r"replac(?:ed|ing)\b|yn lle|dirprwyo?(?:dd)?\b)"
    rf"|\((?={_FOR_MEMBER})|{_STOOD_IN}|{_IN_ABSENCE}|\bwho (?:was|were|is) represented by\b",
    re.I,
)
_FOR_TITLED = re.compile(r"\bfor (?:the )?(?=[A-Z])")
# Each word about a substitute is compared with every name of its line: a longer one is no line of a roll.
_LONGEST = 6000
_DASH = re.compile(r" [–—-] ")
_BRACKET = re.compile(r"\([^()]{0,160}\)")


class Side(Enum):
    """Where the absentee stands to the words that tell of a substitute."""

    AFTER = "after"
    BEFORE = "before"
    NOT_SAID = "not said"


@dataclass(frozen=True, slots=True)
class _Sign:
    side: Side
    start: int
    end: int
    is_in_brackets: bool = False


@dataclass(eq=False, slots=True)
class Placed:
    """Someone named in a stretch that tells of substitutes, with what it says of them."""

    person: Person
    is_substitute: bool = False
    is_replaced: bool = False
    # The member in whose place a substitute sat.
    absentee: "Placed | None" = None


def read_substitutes(block: Block, start: int, end: int, *, is_list_of_substitutes: bool = False) -> list[Placed]:
    """Everyone named in a stretch of text, those in brackets too, and who sat in whose place.

    `is_list_of_substitutes` says that the stretch stands under "Substitutes:", where "A for B" is enough.
    """
    if end - start > _LONGEST:
        return [Placed(one) for one in people_in(block, start, end) if isinstance(one, Person)]
    brackets = [found.span() for found in _BRACKET.finditer(block.text, start, end)]
    signs = _signs(block.text, start, end, brackets, is_list=is_list_of_substitutes)
    placed = [Placed(person) for person in _people_around(block, start, end, signs, brackets)]
    if len(signs) == 1 and _pair_in_order(placed, signs[0], block.text):
        return placed
    for sign in signs:
        _apply(sign, placed, block.text, start)
    return placed


def without_substitute_words(text: str) -> str:
    """The text without the words that tell of substitutes, so that only the names are left of a list."""
    return _PATTERN.sub(" ", text) if HAS_SUBSTITUTE.search(text) else text


def _signs(text: str, start: int, end: int, brackets: list[tuple[int, int]], *, is_list: bool) -> list[_Sign]:
    signs = []
    for found in _PATTERN.finditer(text, start, end):
        bracket = next(((first, last) for first, last in brackets if first < found.start() < last), None)
        signs.append(_sign(text, found, bracket))
    if signs or is_list:
        taken = [(sign.start, sign.end) for sign in signs]
        for found in _FOR_TITLED.finditer(text, start, end):
            is_title_after = is_title(text[found.end() : found.end() + 20].split(" ")[0])
            is_free = not any(first - 2 < found.start() < last + 2 for first, last in taken)
            if is_free and (is_title_after or is_list):
                in_brackets = any(first < found.start() < last for first, last in brackets)
                signs.append(_Sign(Side.AFTER, found.start(), found.end(), in_brackets))
    return sorted(signs, key=lambda sign: sign.start)


def _sign(text: str, found: re.Match[str], bracket: tuple[int, int] | None) -> _Sign:
    side = {"instead": Side.AFTER, "by": Side.BEFORE, "alone": Side.NOT_SAID}[str(found.lastgroup)]
    if bracket and side is Side.NOT_SAID:
        is_first = not text[bracket[0] + 1 : found.start()].strip()
        has_more = bool(text[found.end() : bracket[1] - 1].strip(" .:–-"))
        if is_first and has_more:
            side = Side.BEFORE  # "(substitute Councillor Marsh)"
        elif is_first:
            return _Sign(Side.NOT_SAID, found.start(), found.end())  # "(substitute)", said of the one before it
    return _Sign(side, found.start(), found.end(), bracket is not None)


def _people_around(
    block: Block, start: int, end: int, signs: list[_Sign], brackets: list[tuple[int, int]]
) -> list[Person]:
    """The people of the stretches between the signs, where a bracket that holds a sign is a stretch of its own."""
    cuts = {(sign.start, sign.end) for sign in signs}
    cuts |= {found.span() for found in _AFTER_ABSENTEE.finditer(block.text, start, end)}
    for first, last in brackets:
        if any(first < sign.start < last for sign in signs):
            cuts |= {(first, first + 1), (last - 1, last)}
            # "(Health Board – Dr Iqbal substituting)": the body stands before the dash.
            cuts |= {dash.span() for dash in _DASH.finditer(block.text, first, last)}
    people: list[Person] = []
    title, at = "", start
    for first, last in [*sorted(cuts), (end, end)]:
        if at < first:
            plurals = PLURAL_TITLE.findall(block.text, at, first)
            title = singular_title(plurals[-1]) if plurals else title
            found = people_in(block, at, first, is_alone_enough=True)
            for person in found:
                if isinstance(person, Person):
                    if title and not person.titles and not person.has_office:
                        person.titles.append(title)
                    people.append(person)
        at = max(at, last)
    return people


def _apply(sign: _Sign, placed: list[Placed], text: str, start: int) -> None:
    before = [one for one in placed if one.person.end <= sign.start]
    after = next((one for one in placed if one.person.start >= sign.end), None)
    nearest = before[-1] if before else None
    is_near = after is not None and not set(";)") & set(text[sign.end : after.person.start])
    if sign.side is Side.AFTER and nearest and after and is_near:
        _pair(nearest, after)
    elif sign.side is Side.AFTER and nearest is None and after and is_near:
        after.is_replaced = True
    elif sign.side is Side.BEFORE and nearest and after and is_near:
        _pair(after, nearest)
    elif sign.side is Side.NOT_SAID and nearest and not (nearest.is_substitute or nearest.is_replaced):
        nearest.is_substitute = True
        nearest.absentee = _absentee_before(sign, before, text, start)
        if nearest.absentee:
            nearest.absentee.is_replaced = True


def _absentee_before(sign: _Sign, before: list[Placed], text: str, start: int) -> Placed | None:
    """The one absentee that "(A substituting)" or "B, with A attending as substitute" speaks of, if it is but one."""
    if len(before) < 2:
        return None
    absentee, substitute = before[-2:]
    between = text[absentee.person.end : substitute.person.start]
    if sign.is_in_brackets:
        return absentee if "(" in between else None
    is_with = " with " in f"{between} "
    others = [one for one in before[:-2] if not (one.is_substitute or one.is_replaced)]
    return absentee if is_with and not others else None


def _pair(substitute: Placed, absentee: Placed) -> None:
    substitute.is_substitute = absentee.is_replaced = True
    substitute.absentee = absentee


def _pair_in_order(placed: list[Placed], sign: _Sign, text: str) -> bool:
    """ "Councillors A and B substituted for Councillors C and D": as many on either side, the first for the first."""
    before = [one for one in placed if one.person.end <= sign.start]
    after = [one for one in placed if one.person.start >= sign.end]
    if sign.side is Side.NOT_SAID or len(before) != len(after) or len(before) < 2 or sign.is_in_brackets:
        return False
    if " with " in text[before[0].person.end : sign.start]:
        return False
    substitutes, absentees = (before, after) if sign.side is Side.AFTER else (after, before)
    for substitute, absentee in zip(substitutes, absentees, strict=True):
        _pair(substitute, absentee)
    return True
