"""Dates as minutes print them, in English and in Welsh."""

import datetime
import re
from dataclasses import dataclass
from itertools import chain

_ENGLISH = (
    "january february march april may june july august september october november december",
    "jan feb mar apr - jun jul aug sep oct nov dec",
    "- - - - - - - - sept - - -",
)
# Welsh months as they stand alone and as they are softened after another word.
_WELSH = (
    "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr",
    "- - fawrth - fai fehefin orffennaf - fedi - dachwedd ragfyr",
)
_MONTHS = {
    name: number
    for number, name in chain.from_iterable(enumerate(names.split(), 1) for names in (*_ENGLISH, *_WELSH))
    if name != "-"
}
_WEEKDAYS = {
    name: number
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "llun mawrth mercher iau gwener sadwrn sul",
        "lun fawrth fercher iau wener sadwrn sul",
    )
    for number, name in enumerate(names.split())
}
# What may stand before a date and belongs to it: the weekday, in two languages, and "the".
_BEFORE = re.compile(
    r"(?:\b(?P<weekday>Dydd (?:Llun|Mawrth|Mercher|Iau|Gwener|Sadwrn|Sul)|"
    r"Nos (?:Lun|Fawrth|Fercher|Iau|Wener|Sadwrn|Sul)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),?\s)?"
    r"(?:\bthe )?\Z",
    re.I,
)
_LONGEST_BEFORE = 24
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
# Each pattern begins with a digit or a word alone, for a search to be quick; what stands before is looked at after.
_DIGITS = r"\d(?<!\w\d)\d?"
_DAY = rf"(?P<day>{_DIGITS}) ?(?:st|nd|rd|th|af|ail|il|ydd|fed|ed|eg|ain)?"
_YEAR = r"(?P<year>\d{4})\b"
# Of ceremony: "the fourteenth day of January 2021".
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third "
    "twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
)
_ORDINALS = {name: number for number, name in enumerate(_ORDINAL_WORDS.split(), 1)}
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True)).replace("-", "[- ]")
# A year of two digits alone could be a day; a weekday beside it that is the true one leaves no doubt.
_SHORT_YEAR = r"['’‘]?(?P<year>\d{2})\b(?![/.:]?\d)(?! ?[ap]\.?m\b)"
_DAY_AND_MONTH = rf"{_DAY}(?: day)?(?: of)?,? (?P<month>{_MONTH})\b\.?,? ?"
_PATTERNS = (
    re.compile(_DAY_AND_MONTH + _YEAR, re.I),
    re.compile(rf"(?P<day>{_DIGITS})[/.](?P<month>\d{{1,2}})[/.]{_YEAR}"),
    re.compile(r"(?P<year>\d(?<!\w\d)\d{3})-(?P<month>\d{2})-(?P<day>\d{2})\b"),
)
_MONTH_FIRST = re.compile(rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}", re.I)
_DAY_BEFORE_YEAR = re.compile(r"\d(?:st|nd|rd|th)?,? \d{4}", re.I)
_IN_WORDS = re.compile(rf"\b(?P<day>{_ORDINAL})(?: day)?(?: of)?,? (?P<month>{_MONTH})\b,? ?{_YEAR}", re.I)
_ENDS_OF_ORDINALS = ("first", "second", "third", "fth", "eenth", "ieth", "rth", "xth", "enth", "ighth", "inth")
_PATTERNS_OF_SHORT_YEARS = (
    re.compile(_DAY_AND_MONTH + _SHORT_YEAR, re.I),
    re.compile(rf"(?P<day>{_DIGITS})[/.-](?P<month>\d{{1,2}})[/.-]{_SHORT_YEAR}"),
)
# The quick answer for nearly every line: without a year it holds no full date.
_SURE_YEAR = re.compile(r"(?:1[89]|2[01])\d\d")
# Ten pages without a break: no paragraph of minutes, and not worth the time.
_LONGEST_TEXT = 20_000
_FIRST_YEAR, _LAST_YEAR = 1800, 2199


@dataclass(frozen=True, slots=True)
class DateRead:
    """A date in a line of text, and whether the weekday printed beside it is the true one."""

    date: datetime.date
    start: int
    end: int
    is_weekday_true: bool = True


def dates_in(text: str) -> list[DateRead]:
    """Every full date in the text, in order; a day without its year is none, for the year would be a guess."""
    text = text[:_LONGEST_TEXT]
    folded = text.casefold()
    has_year, has_weekday = _SURE_YEAR.search(text), "day" in folded or "dydd " in folded or "nos " in folded
    if not has_year and not has_weekday:
        return []  # as nearly every line
    found: dict[int, DateRead] = {}
    for pattern in _patterns_for(text, folded) if has_year else ():
        for match in pattern.finditer(text):
            if date := _date(match):
                start, weekday = _before(text, match.start())
                is_true = weekday is None or weekday == date.weekday()
                found.setdefault(match.end(), DateRead(date, start, match.end(), is_true))
    for pattern in _PATTERNS_OF_SHORT_YEARS if has_weekday else ():
        for match in pattern.finditer(text):
            if date := _date(match):
                start, weekday = _before(text, match.start())
                if weekday == date.weekday():
                    found.setdefault(match.end(), DateRead(date, start, match.end()))
    return sorted(found.values(), key=lambda read: read.start)


def _patterns_for(text: str, folded: str) -> list[re.Pattern[str]]:
    """The patterns that can match at all; those of rare forms only where a quick look finds their sign."""
    patterns = list(_PATTERNS)
    if _DAY_BEFORE_YEAR.search(text):
        patterns.append(_MONTH_FIRST)
    if any(end in folded for end in _ENDS_OF_ORDINALS):
        patterns.append(_IN_WORDS)
    return patterns


def _before(text: str, start: int) -> tuple[int, int | None]:
    """Where a date begins with what stands before it, and which weekday that is, Monday being 0."""
    before = _BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start)
    if not before:
        return start, None
    return before.start(), _WEEKDAYS.get(before["weekday"].casefold().split()[-1]) if before["weekday"] else None


def _date(match: re.Match[str]) -> datetime.date | None:
    month = match["month"].casefold()
    year = int(match["year"])
    year += 2000 if len(match["year"]) == 2 else 0
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        day = _ORDINALS.get(match["day"].casefold().replace(" ", "-")) or int(match["day"])
        return datetime.date(year, _MONTHS.get(month) or int(month), day)
    except ValueError:
        return None
