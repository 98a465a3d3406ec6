"""The hour at which a meeting began, and never the hour of its close or of another meeting."""

import datetime
import re

from meetings.importers.blocks import Block
from meetings.importers.grammar.dates import DateRead
from meetings.importers.grammar.paragraphs import sentences_of
from meetings.importers.grammar.quick_looks import blocks_holding
from meetings.importers.grammar.times import TimeRead, clock_times_in
from meetings.importers.grammar.venues import venue_of_line
from meetings.importers.minutes import Confidence, Reading

_TIME_LINE = re.compile(
    r"(?:(?:start(?:ing)? |commencement )?time(?: of meeting)?|date (?:and|&) time|"
    r"(?:meeting )?(?:commenced|started|start)|amser(?: dechrau)?|dyddiad ac amser) ?[:–-]",
    re.I,
)
# Words before a time that make it the time of something else.
_OTHER_TIME = re.compile(
    r"\b(?:clos\w+|end(?:ed|s|ing)?|finish\w*|conclu\w+|adjourn\w*|terminat\w+|until|till|arriv\w+|left|joined|publi\w+|"
    r"deadline|call-in|despatch|next|previous|reconven\w+|i ben)\b",
    re.I,
)
_BEGAN = re.compile(
    r"\b(?:meeting|proceedings|cyfarfod)\b[^.;]{0,60}?\b(?:commenc(?:ed|es|ing)|start(?:ed|s|ing)|began|opened|convened|"
    r"called to order)\b|\b(?:opened|began|commenced|started|called) (?:the|this) meeting\b|"
    r"\b(?:having )?commenc(?:ed|ing) at\b|\bdechreuodd y cyfarfod\b|\bcyfarfod yn dechrau\b|"
    r"\bduration of (?:the )?meeting:?",
    re.I,
)
_OF_ANOTHER = re.compile(
    r"\b(?:next|previous|last|future|reconven\w+|public session|training|workshop|will|would|should|could|if|"
    r"site visit|extraordinary|annual|forum|nesaf|that meetings|meetings)\b",
    re.I,
)
_BEGINS_LINE = re.compile(
    r"(?:\(?(?:at|am|from|commencing(?: at)?|starting(?: at)?|commenced(?: at)?|started(?: at)?) |\()?", re.I
)
# The quick answer for most blocks: none of the words by which a meeting begins is in it.
_BEGINNINGS = ("commenc", "start", "began", "opened", "convened", "called", "dechr", "duration of")
_FURTHEST = 60
_LINES_BELOW = 3
_MINUTES_HELD = re.compile(r"(?:\w+ ){0,2}minutes of .{0,200}\bheld\b", re.I)


def without_day_of_posting(dates: list[tuple[Block, DateRead]]) -> list[tuple[Block, DateRead]]:
    """The same without a later day, alone on its line, where "Minutes of the meeting … held …" gives the day.

    So a weblog heads what was posted on it some weeks after the meeting.
    """
    held = {read.date for block, read in dates if _MINUTES_HELD.match(block.text)}
    if len(held) != 1:
        return dates
    day = held.pop()
    return [(block, read) for block, read in dates if read.date <= day or not _is_day_alone(block, read)]


def _is_day_alone(block: Block, read: DateRead) -> bool:
    return not (block.text[: read.start] + block.text[read.end :]).strip(" .,")


def start_time(
    dated: list[tuple[Block, DateRead]], heading: list[Block], blocks: list[Block]
) -> Reading[datetime.time] | None:
    """When the meeting began: as its own line says, beside its date, on the lines below it, or in a sentence."""
    for block in heading:
        line = _TIME_LINE.match(block.text)
        times = clock_times_in(block.text, line.end()) if line else []
        if times:
            return _reading(block, times[0])
    for block, date in dated:
        if time := _beside_date(block, date):
            return _reading(block, time)
    return _below_dates(dated, heading) or _in_a_sentence(blocks)


def time_of_held(block: Block, start: int) -> Reading[datetime.time] | None:
    """The hour in "held in the Moot Hall at 9.30 am", from the words after "held" on."""
    times = clock_times_in(block.text, start)
    if not times or _OTHER_TIME.search(block.text, start, times[0].start):
        return None
    return _reading(block, times[0])


def _beside_date(block: Block, date: DateRead) -> TimeRead | None:
    after = clock_times_in(block.text, date.end)
    before = clock_times_in(block.text, 0, date.start)
    for time, gap in (
        *((time, block.text[date.end : time.start]) for time in after[:1]),
        *((time, block.text[time.end : date.start]) for time in before[-1:]),
    ):
        lead = block.text[max(0, time.start - _FURTHEST) : time.start] if time.start < date.start else gap
        if len(gap) < 2 * _FURTHEST and not _OTHER_TIME.search(lead):
            return time
    return None


def _below_dates(dated: list[tuple[Block, DateRead]], heading: list[Block]) -> Reading[datetime.time] | None:
    """A time that opens one of the lines after the date: "6.00 pm", "at 7.30pm in the Reading Room"."""
    ends = [block.end_offset(len(block.text)) for block, _ in dated]
    for index, block in enumerate(heading):
        if block.end_offset(len(block.text)) not in ends:
            continue
        for below in heading[index + 1 : index + 1 + _LINES_BELOW]:
            start = _BEGINS_LINE.match(below.text).end()
            times = clock_times_in(below.text, start, start + 40)
            if times and times[0].start == start:
                return _reading(below, times[0])
            # "Town Hall, 9.30 am": the hour ends the line of the place.
            if venue_of_line(below) and (times := clock_times_in(below.text)):
                is_end = not below.text[times[-1].end :].strip(" .)") and len(times) == 1
                if is_end and not _OTHER_TIME.search(below.text):
                    return _reading(below, times[0])
    return None


def _in_a_sentence(blocks: list[Block]) -> Reading[datetime.time] | None:
    """ "The Chair opened the meeting at 7.02 pm", wherever in the minutes it stands."""
    for block in blocks_holding(blocks, _BEGINNINGS):
        if not _BEGAN.search(block.text):
            continue
        for first, last in sentences_of(block):
            began = _BEGAN.search(block.text, first, last)
            if not began or _OF_ANOTHER.search(block.text, first, began.end()):
                continue
            times = clock_times_in(block.text, began.end(), min(last, began.end() + _FURTHEST))
            if times and not _OTHER_TIME.search(block.text, began.end(), times[0].start):
                return _reading(block, times[0])
    return None


def _reading(block: Block, time: TimeRead) -> Reading[datetime.time]:
    confidence = Confidence.GUESSED if time.why else Confidence.PRINTED
    return Reading(time.time, block.offset(time.start), block.end_offset(time.end), confidence, time.why)
