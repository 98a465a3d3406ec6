"""Labels: the printed markers of list items and numbered headings, and the order in which they follow."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

# A bullet needs a space after it when the same sign is also used as a dash.
_BULLET = re.compile(r"[·•●▪◦‣∙○■□➢➤*–—-](?=\s|$)|[·•●▪■➢](?=\S)")
# "41/17", "C 11/081", also with the space lost ("17/118Apologies"), but not the date 17/06/2021.
# "41/17a" is one of the parts of a minute.
# "41/22/F&P": after the year of two figures the letters of the body.
_SLASHED = re.compile(
    r"(?:[A-Z]{1,3} ?)?\d{1,4}/(?:\d{1,4}(?![/\d])(?:[a-z](?=[\s.:]|$))?|\d\d/[A-Z][A-Z&]{0,4}(?=[\s.:]|$))[.:]?"
)
# "131.", "3a", "5.1", "2.4.1", "1)", "12".
# The minutes of a town's fifty years may number more than ten thousand: "14365 POLICE".
_DOTTED = re.compile(
    r"\d{5}(?= [A-Z]{3})|\d{1,4}(?:\.\d{1,3})?(?:\.\d{1,3})?(?:\.\d{1,3})?[a-z]?[.):]?(?=\s|$)|\d{1,3}[.)](?=[A-Z])"
)
_BRACKETED = re.compile(r"\((?:[ivx]{1,5}|[IVX]{1,5}|[a-z]{1,2}|[A-Z]|\d{1,3}[a-z]?)\)|\[(?:[ivx]{1,5}|[a-z])\](?=\s)")
_CLOSED = re.compile(r"(?:[ivx]{1,5}|[a-zA-Z])\)(?=\s|$)")
_LETTER_DOT = re.compile(r"(?:[ivx]{1,5}|[a-z])\.(?=\s|$)")
# A capital letter only where the words of a decision follow: "A. Hill" is a name.
_CAPITAL_DOT = re.compile(r"(?:[IVX]{1,4}|[A-H])\.(?= (?:That|To|that|to|the)\b)")
_PATTERNS = (_BULLET, _SLASHED, _DOTTED, _BRACKETED, _CLOSED, _LETTER_DOT, _CAPITAL_DOT)
# The quick answer for most lines: they begin with a word.
_MAY_BEGIN_LABEL = re.compile(r"[^\w\s]|\d|[A-Z]{1,3} ?\d|[a-zA-Z]{1,5}[.)]")
# Only before a wide space: otherwise "A" begins a sentence and "A." is an initial, and "A:" an answer.
BEFORE_WIDE_SPACE = frozenset("ABCDEFGHo")
_WIDE = re.compile(r"[A-H][.:]?(?=\s)|o(?=\s)")
# "7.30 pm" at the start of a line is a time and "21 March" a day: neither is the number of anything.
_NOT_A_NUMBER = re.compile(
    r" (?:[ap]\.?m\b|noon\b|hours\b|y\.?[bp]\b|%|(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b(?!['’]))",
    re.I,
)
_NUMBER = re.compile(r"(\d{1,5})([a-z]?)")
_DOTTED_LIMB = re.compile(r"(\d{1,3})\.(\d{1,3})")
# The same few markers are looked at again and again, in one list after another.
_MOST_LABELS = 5000
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def label_at_start(text: str, *, is_wide: bool) -> str:
    """The marker with which a line begins, or nothing; `is_wide` says that wide space follows its first word."""
    for pattern in _PATTERNS if _MAY_BEGIN_LABEL.match(text) else ():
        if found := pattern.match(text):
            is_time_or_day = found[0][-1].isdigit() and _NOT_A_NUMBER.match(text, found.end())
            return "" if is_time_or_day else found[0]
    found = _WIDE.match(text) if is_wide else None
    return found[0] if found else ""


@lru_cache(maxsize=_MOST_LABELS)
def is_bullet(label: str) -> bool:
    return label == "o" or bool(_BULLET.fullmatch(label))


def _roman(text: str) -> int:
    values = [_ROMAN.get(letter, 0) for letter in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


@lru_cache(maxsize=_MOST_LABELS)
def places(label: str) -> Mapping[str, int]:
    """Every series a marker may belong to, with its place in it: "(i)" is the first Roman and the ninth letter."""
    return MappingProxyType(_places_of(label.strip("()[].: ")))


def _places_of(plain: str) -> dict[str, int]:
    if not plain.isascii() or not plain:
        return {}
    if plain.isdigit():
        return {"number": int(plain)}
    if dotted := _DOTTED_LIMB.fullmatch(plain):
        # "20.1", "20.2": the limbs of a decision under the number of their item.
        return {f"number under {dotted[1]}": int(dotted[2])}
    case = "small" if plain.islower() else "capital"
    found = {}
    if plain.isalpha() and len(set(plain)) == 1 and len(plain) <= 2:
        found[f"{case} letter"] = ord(plain[0].lower()) - ord("a") + 1 + 26 * (len(plain) - 1)
    if not set(plain.lower()) - set(_ROMAN):
        found[f"{case} roman"] = _roman(plain.lower())
    return found


@lru_cache(maxsize=_MOST_LABELS)
def item_number(label: str) -> tuple[int, ...] | None:
    """A label as an ordered number ("131." is 131, "3a" is 3 and 1, "5.1" is 5 and 1), or None if it is not one."""
    plain = label.strip("().: ")
    if "/" in plain:
        letter = (ord(plain[-1]) - ord("a") + 1,) if plain[-1].islower() else ()
        return (*(int(part) for part in re.findall(r"\d{1,4}", plain)[-2:]), *letter)
    numbers = []
    for part in plain.split("."):
        found = _NUMBER.fullmatch(part)
        if not found:
            return None
        numbers.append(int(found[1]))
        if found[2]:
            numbers.append(ord(found[2]) - ord("a") + 1)
    return tuple(numbers)
