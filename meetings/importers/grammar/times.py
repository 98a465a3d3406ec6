"""Times of day as minutes print them, in English and in Welsh."""

import datetime
import re
from dataclasses import dataclass

_HOURS = "one two three four five six seven eight nine ten eleven twelve"
_HOUR_WORDS = {word: number for number, word in enumerate(_HOURS.split(), 1)}
_WORD = "|".join(_HOUR_WORDS)
# Which half of the day: English and Welsh (y bore, y prynhawn, yr hwyr), shortened or in full.
_HALF = (
    r"a\.?m\b\.?|p\.?m\b\.?|y\.?[bhp]\b\.?|y bore\b|y prynhawn\b|yr hwyr\b|"
    r"(?:in the )?(?:morning|afternoon|evening)\b|noon\b|midday\b"
)
_CLOCK = re.compile(
    # Never a sum of money, a part of a date or of a longer number.
    r"(?<![\w.£/:])(?:"
    rf"(?P<hour>\d{{1,2}})(?:(?:[.:]| ?: ?)(?P<minute>\d{{2}}))? ?(?:(?P<half>{_HALF})|(?:hours|hrs)\b)"
    rf"|(?P<clock>\d{{1,2}}|{_WORD})(?:[.:](?P<clock_minute>\d{{2}}))?(?: o[’' ]?clock\b| o[’']r gloch\b)"
    rf"(?: (?P<clock_half>{_HALF}))?"
    rf"|half[ -]past (?P<past>{_WORD})\b(?: (?P<past_half>{_HALF}))?"
    rf"|(?P<bare>\d{{1,2}})[.:](?P<bare_minute>\d{{2}})(?![\d%]|[./:]\d| ?%)"
    r"|(?P<long>[012]\d)(?P<long_minute>[0-5]\d)(?: ?(?:hours|hrs|h)\b|(?<= at \d{4})(?=,? (?:at|in|on)\b|\.?$))"
    r"|(?P<noon>(?:12 )?(?:noon|midday)\b)"
    r")",
    re.I,
)
# What stands between the two times of "6.00 pm – 8.15 pm".
_TO = re.compile(r" ?(?:-|–|—|to|until|till|and|hyd)? ?")
NOT_SAID = "The text does not say whether this is before or after noon; the usual hours of meetings were assumed."


@dataclass(frozen=True, slots=True)
class TimeRead:
    """A time of day in a line of text; `why` says how it was inferred, where the half of the day is not printed."""

    time: datetime.time
    start: int
    end: int
    why: str = ""


def clock_times_in(text: str, start: int = 0, end: int | None = None) -> list[TimeRead]:
    """Every time of day in a stretch of text, in order."""
    found = []
    for match in _CLOCK.finditer(text, start, len(text) if end is None else end):
        if read := _time(match):
            found.append(read)
    return [_by_the_end_of_range(text, read, after) for read, after in zip(found, [*found[1:], None], strict=False)]


def times_in(text: str) -> list[tuple[int, int]]:
    """Where each time of day begins and ends."""
    return [(read.start, read.end) for read in clock_times_in(text)]


def _time(match: re.Match[str]) -> TimeRead | None:
    minute = int(
        match["minute"]
        or match["bare_minute"]
        or match["long_minute"]
        or match["clock_minute"]
        or (30 if match["past"] else 0)
    )
    said = match["hour"] or match["clock"] or match["past"] or match["bare"] or match["long"] or "12"
    hour = _HOUR_WORDS.get(said.casefold()) or int(said)
    half = _half(match["half"] or match["clock_half"] or match["past_half"] or match["noon"] or "")
    is_duration = match["hour"] and not match["half"] and not match["minute"]
    if is_duration or hour > 23 or minute > 59 or (half and hour > 12 and half == "am"):
        return None
    why = ""
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif not half and 1 <= hour <= 12 and len(said) < 3 and not (said.startswith("0") and match["bare"]):
        # Without "am" or "pm" an hour up to twelve is said of either half of the day.
        why = "" if match["long"] else NOT_SAID
        hour += 12 if hour < 9 and not match["long"] else 0
    # The stop of "8.15 pm." ends a sentence, that of "8.15 p.m." only the word.
    is_stop_of_sentence = match[0].endswith(".") and match[0][-4:].count(".") < 2
    return TimeRead(datetime.time(hour, minute), match.start(), match.end() - is_stop_of_sentence, why)


def _half(words: str) -> str:
    plain = words.casefold().replace(".", "").removeprefix("in the ").removeprefix("12 ")
    if plain in {"am", "yb", "y bore", "morning"}:
        return "am"
    return "pm" if plain else ""


def _by_the_end_of_range(text: str, read: TimeRead, after: TimeRead | None) -> TimeRead:
    """In "10.00 – 12.15 pm" the end says which half of the day the beginning is in, unless both would do."""
    if not read.why or not after or after.why or not _TO.fullmatch(text, read.end, after.start):
        return read
    morning = datetime.time(read.time.hour % 12, read.time.minute)
    evening = datetime.time(morning.hour + 12, morning.minute)
    if evening < after.time:
        # Few meetings last into a second half of the day: the shorter reading is the true one.
        return TimeRead(evening, read.start, read.end)
    return TimeRead(morning, read.start, read.end) if morning < after.time else read
