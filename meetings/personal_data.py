"""Personal data that minutes seldom need: found by its form alone, so that a clerk can look before it is public.

Pure: text in, places out. What is found is a question to the clerk and never a verdict: the telephone number of an
office and the postcode of the town hall have the same form as a resident's.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What the words look like, as the clerk would call it."""

    EMAIL = "e-mail address"
    TELEPHONE = "telephone number"
    POSTCODE = "postcode"
    BIRTH = "date of birth"


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a text that look like personal data, and where they stand in it, in characters."""

    kind: Kind
    start: int
    end: int
    words: str


_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{3,255}")
# As people write them: grouped with spaces, hyphens or brackets. What goes on from a reference (21/00123) or is money
# is none.
_TELEPHONE = re.compile(
    r"(?<![\w\u00a3$\u20ac+-])(?<!\d[./,])"
    r"(?P<before>\(?(?:\+|00)44\)?\s?(?:\(0\)\s?)?|\(?0)(?=\d)(?P<number>[\d\s()-]{8,17})"
)
_GOES_ON = re.compile(r"[\w/\u00a3$\u20ac%]|[.,-]\d")
_DIGITS = re.compile(r"\d{1,20}")
# After its 0 a number has ten digits, or nine in a few old exchanges and freephone numbers; no person's begins
# otherwise (Ofcom, National Telephone Numbering Plan, parts A and B).
_FIRST_DIGITS = {10: "123789", 9: "18"}
# An area code has at least three digits with its 0, so "01-02-2024 10" is a day and an hour.
_SHORTEST_CODE = 3
# The 124 areas, and the letters that the second half of a postcode is made of (BS 7666-2, and Royal Mail's
# Programmers' Guide to the Postcode Address File).
_AREAS = {
    "AB", "AL", "B", "BA", "BB", "BD", "BH", "BL", "BN", "BR", "BS", "BT", "CA", "CB", "CF", "CH", "CM", "CO", "CR",
    "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL", "DN", "DT", "DY", "E", "EC", "EH", "EN", "EX", "FK", "FY",
    "G", "GL", "GU", "GY", "HA", "HD", "HG", "HP", "HR", "HS", "HU", "HX", "IG", "IM", "IP", "IV", "JE", "KA", "KT",
    "KW", "KY", "L", "LA", "LD", "LE", "LL", "LN", "LS", "LU", "M", "ME", "MK", "ML", "N", "NE", "NG", "NN", "NP",
    "NR", "NW", "OL", "OX", "PA", "PE", "PH", "PL", "PO", "PR", "RG", "RH", "RM", "S", "SA", "SE", "SG", "SK", "SL",
    "SM", "SN", "SO", "SP", "SR", "SS", "ST", "SW", "SY", "TA", "TD", "TF", "TN", "TQ", "TR", "TS", "TW", "UB", "W",
    "WA", "WC", "WD", "WF", "WN", "WR", "WS", "WV", "YO", "ZE",
}  # fmt: skip
_POSTCODE = re.compile(r"(?<![\w/.-])(?P<area>[A-Z]{1,2})\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}(?![\w/-])")
# Only a day said to be somebody's: minutes are full of days, and "born after 31 August" is a rule about many.
_BIRTH = re.compile(
    r"\b(?:(?:dates? of birth|birthdate|d\.?o\.?b\b\.?|dyddiad geni)[^\w\n]{0,4}(?:(?:was|is|oedd|yw)\s)?|"
    r"(?:born|ganwyd)[\s,:]{1,2}(?:(?:on|ar)\s)?(?:the\s)?)"
    r"(?:\d{1,2}(?:st|nd|rd|th)?[\s./-](?:of\s)?(?:\d{1,2}|[a-z]{3,10})[\s./,-]{1,2}\d{2,4}|\d{4}-\d\d-\d\d)\b",
    re.I,
)
# How many places a clerk is told of in one line.
_MOST_TOLD = 5


def told_of_personal_data(texts: Iterable[str], own_contacts: str = "") -> str:
    """ "e-mail address jane@ash.example; postcode SO14 7LY; 2 more": what is found in the texts, each once, or "".

    `own_contacts` are the council's own, one a line, and are nobody's personal data: e-mail domains (or whole
    addresses), telephone numbers and postcodes.
    """
    return told_of((one for text in texts for one in find_personal_data(text)), own_contacts)


def told_of(found: Iterable[Found], own_contacts: str = "") -> str:
    """The same of what was found before."""
    own = {contact for line in own_contacts.splitlines() for contact in _forms_of(line) if contact}
    # A link has its address twice: in its words, and where it leads.
    told = list(dict.fromkeys(f"{one.kind} {' '.join(one.words.split())}" for one in found if not _is_own(one, own)))
    more = f"; {len(told) - _MOST_TOLD} more" if len(told) > _MOST_TOLD else ""
    return "; ".join(told[:_MOST_TOLD]) + more


def _is_own(found: Found, own: set[str]) -> bool:
    if found.kind is Kind.EMAIL:
        address = found.words.casefold()
        names = address.partition("@")[2].split(".")
        # A domain stands for all that are under it.
        return address in own or any(".".join(names[at:]) in own for at in range(len(names)))
    if found.kind is Kind.TELEPHONE:
        return _number(found.words) in own
    return found.kind is Kind.POSTCODE and _postcode(found.words) in own


def _forms_of(line: str) -> tuple[str, str, str]:
    """What a line of the council's own contacts is as an e-mail domain, a telephone number and a postcode."""
    line = line.strip()
    return line.casefold().removeprefix("@"), _number(line), _postcode(line)


def _number(words: str) -> str:
    """The digits of a telephone number as it is dialled within the country."""
    digits = "".join(_DIGITS.findall(words))
    abroad = "44" if words.lstrip(" (").startswith("+44") else "0044" if digits.startswith("0044") else ""
    return "0" + digits.removeprefix(abroad).lstrip("0") if abroad else digits


def _postcode(words: str) -> str:
    return "".join(words.split()).upper()


def find_personal_data(text: str) -> list[Found]:
    """Everything in the text that has the form of personal data, in the order of the text.

    E-mail addresses, telephone numbers of the United Kingdom, postcodes, and days said to be somebody's birth: what
    identifies a living individual is personal data (UK GDPR, article 4(1)).
    """
    found = [*_emails(text), *_telephones(text), *_postcodes(text)]
    found += [_found(Kind.BIRTH, match.start(), match.end(), text) for match in _BIRTH.finditer(text)]
    return sorted(found, key=lambda one: (one.start, one.end))


def _emails(text: str) -> Iterator[Found]:
    for match in _EMAIL.finditer(text):
        # The full stop that ends a sentence is none of the address.
        end = match.start() + len(match[0].rstrip(".-"))
        *rest, top = text[match.start() : end].partition("@")[2].split(".")
        if rest and all(rest) and len(top) >= 2 and top.isalpha():
            yield _found(Kind.EMAIL, match.start(), end, text)


def _telephones(text: str) -> Iterator[Found]:
    match = _TELEPHONE.search(text)
    while match:
        end = _end_of_telephone(match, text)
        if end:
            is_in_brackets = match[0].startswith("(") and ")" not in text[match.start() : end]
            yield _found(Kind.TELEPHONE, match.start() + is_in_brackets, end, text)
        # Another may begin within what was tried in vain.
        match = _TELEPHONE.search(text, end or match.start("number") + 1)


def _end_of_telephone(match: re.Match, text: str) -> int | None:
    """Where the longest number ends that begins here; whatever digits come after it in the line are not its own."""
    end, digits, is_abroad = None, "", "44" in match["before"]
    for group in _DIGITS.finditer(text, *match.span("number")):
        if not digits and not is_abroad and len(group[0]) + 1 < _SHORTEST_CODE:
            return None
        digits += group[0]
        if digits[0] in _FIRST_DIGITS.get(len(digits), "") and not _GOES_ON.match(text, group.end()):
            end = group.end()
    return end


def _postcodes(text: str) -> Iterator[Found]:
    for match in _POSTCODE.finditer(text):
        if match["area"] in _AREAS:
            yield _found(Kind.POSTCODE, match.start(), match.end(), text)


def _found(kind: Kind, start: int, end: int, text: str) -> Found:
    return Found(kind, start, end, text[start:end])
