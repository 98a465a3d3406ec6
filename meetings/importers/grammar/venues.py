"""Venues: the place of a meeting, from its own line, beside its date, or in the sentence that tells of its start."""

import re

from meetings.importers.blocks import Block
from meetings.importers.grammar.dates import DateRead
from meetings.importers.grammar.paragraphs import sentences_of
from meetings.importers.grammar.times import clock_times_in, times_in
from meetings.importers.minutes import Reading

_VENUE_LINE = re.compile(r"(?:Lleoliad ?/ ?)?(?:Venue|Lleoliad|Location|Place)(?: ?/ ?Lleoliad)?: ?(?=\S)", re.I)
# "Hybrid meeting: Moot Hall and on Zoom".
# "Meeting held at the Moot Hall", with the day on a line of its own.
_HELD_LINE = re.compile(
    r"(?:This |The )?(?:Meeting )?(?:was )?held (?:at|in) (?:the )?(?=[A-Z])(?!.{0,120}\b(?:19|20)\d\d\b)", re.I
)
_HYBRID_LINE = re.compile(r"(?:Hybrid|Multi-location) meeting: ?(?=[A-Z])", re.I)
# What a committee system prints after the venue.
_AFTER_VENUE = re.compile(r"\.? (?:View directions|Cyfarwyddiadau)$")
_PLACE = re.compile(r"\b(?:in|at|via|by|remotely|virtually|online|yn)\b ", re.I)
# Words that a line holding nothing but a place has in it.
_IS_PLACE = re.compile(
    r"\b(?:hall|chambers?|rooms?|centre|offices?|house|school|church|library|pavilion|guildhall|suite|club|institute|"
    r"headquarters|college|teams|zoom|building|neuadd|siambr|ystafell|canolfan|swyddfa|swyddfeydd)\b",
    re.I,
)
_BEFORE_TIME = re.compile(r",? (?:at|commencing(?: at)?|starting(?: at)?|from|am) $", re.I)
_AND_BY_VIDEO = re.compile(
    r",? (?:and|&|ac) (?:also )?(?:remotely|virtually|online|"
    r"(?:by|via|on|through) (?:remote|zoom|ms |microsoft|teams|video|web))",
    re.I,
)
_NOTE = re.compile(r"[ ,]{0,2}\([^()]{1,80}\)")
_IN_BRACKETS = re.compile(r"[ ,.]{0,3}\((?P<place>[^()]{1,80})\)")
_BEGAN = re.compile(
    r"\bmeeting\b[^.;]{0,40}?\b(?:commenced|started|began|opened|convened|was held)\b|"
    r"\b(?:opened|began|commenced) (?:the|this) meeting\b",
    re.I,
)
_OF_ANOTHER = re.compile(r"\b(?:next|previous|last|public|will|would|if|meetings|adjourned|reconvened)\b", re.I)
_IN_PLACE = re.compile(r"\b(?:in|at) (?:the )?(?=(?-i:[A-Z]))", re.I)
_END_OF_PLACE = re.compile(r",? (?:with|when|where|on|and was|and the|by|to)\b|[;(]|\.?$", re.I)
# "held remotely on 2 May": how and not where; "remotely through Zoom" says where the members met.
_FROM_AFAR = re.compile(r"(?:remotely|virtually|online) (?:on|at|commencing|by remote means on)\b", re.I)
_LONGEST_BEFORE_TIME = 16
_LONGEST_GAP = 5
_LONGEST_PLACE = 120
_LONGEST_OPENING = 60


def is_place(words: str) -> bool:
    """Whether the words name a hall, a room, or a way to meet from afar."""
    return words[:1].isupper() and len(words) < _LONGEST_PLACE and bool(_IS_PLACE.search(words))


def labelled_venue(block: Block) -> Reading[str] | None:
    """The place on a line that begins with "Venue:"."""
    if (hybrid := _HYBRID_LINE.match(block.text)) and is_place(block.text[hybrid.end() :]):
        return _place_named(block, hybrid.end(), len(block.text))
    line = _VENUE_LINE.match(block.text)
    if not line:
        held = _HELD_LINE.match(block.text)
        is_only_place = held and is_place(block.text[held.end() :]) and not clock_times_in(block.text, held.end())
        return _place_named(block, held.end(), len(block.text)) if held and is_only_place else None
    after = _AFTER_VENUE.search(block.text)
    return trimmed(block, line.end(), after.start() if after else len(block.text))


def venue_of_line(block: Block) -> Reading[str] | None:
    """A line of its own that is the name of a place: "The Moot Hall, Castle Street", "6.00 pm, in the Moot Hall"."""
    times = [last for first, last in times_in(block.text) if first < _LONGEST_BEFORE_TIME]
    start = _skip_space(block.text, times[-1]) if times else 0
    place = _PLACE.match(block.text, start)
    start = _start_of_place(block, place) if place else start
    words = block.text[start:]
    if ":" in words or block.label or not is_place(words):
        return None
    return _place_named(block, start, _before_time(block.text, start, len(block.text)))


def venue_of_held(block: Block, start: int, date: DateRead) -> Reading[str] | None:
    """The place in "held in the Council Chamber on 2 May" or "held on 2 May at 7.30pm in the Reading Room"."""
    text = block.text
    if _FROM_AFAR.match(text, start):
        return None
    place = _PLACE.match(text, start) if start < date.start else None
    if place and not any(first == place.end() for first, _ in times_in(text)):
        end = text.casefold().rfind(" on ", start, date.start + 1)
        end = end if end >= place.end() - 1 else date.start
        return _place_named(block, _start_of_place(block, place), _before_last_time(text, place.end(), end))
    # "on 9 May (adjourned from 2 May) in the Reading Room"
    note = _NOTE.match(text, date.end)
    begin = note.end() if note and not _IS_PLACE.search(note[0]) else date.end
    stop = text.find(". ", begin)
    end = stop if stop > 0 and not times_in(text[max(begin, stop - 9) : stop + 1]) else len(text)
    times = [(begin + first, begin + last) for first, last in times_in(text[begin:end])]
    at = _skip_space(text, _end_of_range(times) if times else begin)
    if place := _PLACE.match(text, at, end):
        return _place_named(block, _start_of_place(block, place), end)
    if (bracket := _IN_BRACKETS.match(text, at, end)) and is_place(bracket["place"]):
        return block.read(*bracket.span("place"))
    if at < end and text[at].isupper() and _IS_PLACE.search(text, at, end):
        return _place_named(block, at, end)
    place = _PLACE.match(text, _skip_space(text, begin), end)
    if not place or not times or times[0][0] <= place.end():
        return None
    return _place_named(block, _start_of_place(block, place), _before_time(text, place.end(), end))


def venue_before_time(block: Block, start: int, time: int) -> Reading[str] | None:
    """The place in "held in the Council Chamber at 9.30 am", where the sentence gives no day."""
    place = _PLACE.match(block.text, start, time)
    lead = _BEFORE_TIME.search(block.text, start, time)
    end = lead.start() if lead else time
    return _place_named(block, _start_of_place(block, place), end) if place and place.end() < end else None


def venue_after(block: Block, start: int) -> Reading[str] | None:
    """The place that follows date and time: "at 7.30pm in the Reading Room", "6.00 pm, Town Hall"."""
    times = clock_times_in(block.text, start)
    near = [time for time in times if len(block.text[start : time.start].strip(" ,–-")) < _LONGEST_BEFORE_TIME]
    at = _skip_space(block.text, near[-1].end if near else start)
    if place := _PLACE.match(block.text, at):
        return trimmed(block, _start_of_place(block, place), len(block.text))
    is_named = at < len(block.text) and _IS_PLACE.search(block.text, at) and block.text[at].isupper()
    return trimmed(block, at, len(block.text)) if is_named else None


def venue_of_opening(blocks: list[Block]) -> Reading[str] | None:
    """The place in the sentence that says when the meeting began: "commenced at 6.30 pm in the Council Chamber"."""
    for block in blocks[:_LONGEST_OPENING]:
        for first, last in sentences_of(block) if "meeting" in block.text.casefold() else ():
            began = _BEGAN.search(block.text, first, last)
            if not began or _OF_ANOTHER.search(block.text, first, last):
                continue
            if place := _IN_PLACE.search(block.text, began.end(), last):
                end = _END_OF_PLACE.search(block.text, place.end(), last)
                end = end.start() if end else last
                if is_place(block.text[place.end() : end]):
                    return _place_named(block, place.end(), end)
    return None


def _before_time(text: str, start: int, end: int) -> int:
    """Where a place ends, before the hour that follows it: "Town Hall at 9.30 am", "Town Hall, 9.30 am"."""
    times = [first for first, _ in times_in(text[:end]) if first > start]
    if not times:
        return end
    lead = _BEFORE_TIME.search(text, start, times[0])
    return lead.start() if lead else times[0]


def _before_last_time(text: str, start: int, end: int) -> int:
    """Where a place ends, if the hour is the last thing before the day: "in the Moot Hall at 7.30pm on 9 May"."""
    times = [(first, last) for first, last in times_in(text[:end]) if first > start]
    if not times or text[times[-1][1] : end].strip(" ,."):
        return end
    lead = _BEFORE_TIME.search(text, start, times[-1][0])
    return lead.start() if lead else times[-1][0]


def _end_of_range(times: list[tuple[int, int]]) -> int:
    """Past the first time, or past both of "4.30 - 6.10pm"."""
    is_range = len(times) > 1 and times[1][0] - times[0][1] < _LONGEST_GAP
    return times[1 if is_range else 0][1]


def _place_named(block: Block, start: int, end: int) -> Reading[str]:
    """A place without the stop that ends its sentence, nor the way in which others joined ("and by Zoom")."""
    joined = _AND_BY_VIDEO.search(block.text, start + 1, end)
    end = joined.start() if joined else end
    return trimmed(block, start, start + len(block.text[start:end].rstrip(" ,.")))


def _start_of_place(block: Block, place: re.Match[str]) -> int:
    """Without "in the", but "remotely through Zoom" says where just as it stands."""
    if place[0].strip().casefold() not in {"in", "at", "yn"}:
        return place.start()
    return place.end() + (4 if block.text[place.end() : place.end() + 4].casefold() == "the " else 0)


def _skip_space(text: str, start: int) -> int:
    while start < len(text) and text[start] in " ,.–-":
        start += 1
    return start


def trimmed(block: Block, start: int, end: int) -> Reading[str]:
    """The words between two places without the stops and dashes around them."""
    text = block.text[start:end]
    start += len(text) - len(text.lstrip(" ,-–:"))
    return block.read(start, max(start, start + len(block.text[start:end].rstrip(" ,-–:"))))
