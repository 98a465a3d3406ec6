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
_WEEKDAY = (
    r"\b(?:(?:Dydd (?:Llun|Mawrth|Mercher|Iau|Gwener|Sadwrn|Sul)|Nos (?:Lun|Fawrth|Fercher|Iau|Wener|Sadwrn|Sul)|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),?\s)?"
)
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = r"(?P<day>\d{1,2}) ?(?:st|nd|rd|th|af|ail|il|ydd|fed|ed|eg|ain)?"
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
_SURE_WEEKDAY = _WEEKDAY.removesuffix("?")
_PATTERNS = (
    re.compile(rf"{_WEEKDAY}(?:the )?{_DAY}(?: day)?(?: of)?,? (?P<month>{_MONTH})\b\.?,? ?{_YEAR}", re.I),
    re.compile(rf"{_WEEKDAY}(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}", re.I),
    re.compile(rf"{_WEEKDAY}\b(?P<day>\d{{1,2}})[/.](?P<month>\d{{1,2}})[/.]{_YEAR}", re.I),
    re.compile(rf"{_WEEKDAY}\b{_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})\b", re.I),
    re.compile(rf"{_WEEKDAY}\b(?:the )?(?P<day>{_ORDINAL})(?: day)?(?: of)?,? (?P<month>{_MONTH})\b,? ?{_YEAR}", re.I),
)
_PATTERNS_OF_SHORT_YEARS = (
    re.compile(rf"{_SURE_WEEKDAY}(?:the )?{_DAY}(?: day)?(?: of)?,? (?P<month>{_MONTH})\b\.?,? ?{_SHORT_YEAR}", re.I),
    re.compile(rf"{_SURE_WEEKDAY}\b(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-]{_SHORT_YEAR}", re.I),
)
# The quick answer for nearly every line: without a year it holds no full date.
_SURE_YEAR = re.compile(r"(?:1[89]|2[01])\d\d")
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
    found = {}
    for pattern in _PATTERNS if _SURE_YEAR.search(text) else ():
        for match in pattern.finditer(text):
            if date := _date(match):
                weekday = _weekday(match[0])
                is_true = weekday is None or weekday == date.weekday()
                found.setdefault(match.end(), DateRead(date, match.start(), match.end(), is_true))
    folded = text.casefold()
    for pattern in _PATTERNS_OF_SHORT_YEARS if any(word in folded for word in ("day", "dydd ", "nos ")) else ():
        for match in pattern.finditer(text):
            if (date := _date(match)) and _weekday(match[0]) == date.weekday():
                found.setdefault(match.end(), DateRead(date, match.start(), match.end()))
    return sorted(found.values(), key=lambda read: read.start)


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


def _weekday(words: str) -> int | None:
    first = [word.strip(",").casefold() for word in words.split()[:2]]
    if first[0] in ("dydd", "nos"):
        return _WEEKDAYS.get(first[1])
    return _WEEKDAYS.get(first[0]) if first[0].endswith("day") else None
