"""The parts of a text that tell of one meeting each: an issue's page, a year's minutes, a volume of committees."""

import datetime
from bisect import bisect_left
from itertools import pairwise

from meetings.importers.blocks import Block, join
from meetings.importers.grammar.attendance_words import line_of_attendance, rolls_in
from meetings.importers.grammar.bodies import heads_a_meeting, is_name_of_body
from meetings.importers.grammar.dates import dates_in
from meetings.importers.grammar.meeting_heading import HELD, is_dated_line, is_of_other_date
from meetings.importers.grammar.names_of_meetings import MINUTES_OF, lines_of_minutes_of, meeting_lines
from meetings.importers.grammar.offices import set_of, words_of
from meetings.importers.grammar.times import times_in

# A line of these words alone is the title of what stands below it.
_TITLE_WORDS = set_of(
    "draft unconfirmed unapproved approved agenda minute minutes and of the a meeting record decision decisions "
    "proceedings public cofnodion chofnodion drafft"
)
_LONGEST_LINE = 120
_LONGEST_HEADING = 400
_LINES_OF_HEADING = 4
# Where the attendance, the sign of a whole meeting, stands at the latest.
_FURTHEST_ATTENDANCE = 14


def parts_of(blocks: list[Block]) -> list[list[Block]]:
    """The blocks of each meeting, in order: one part for a text that tells of one."""
    # An issue's page tells of one matter at several meetings, each under its line.
    starts = meeting_lines(blocks) or _starts_of_minutes(blocks)
    edges = [0, *starts[1:], len(blocks)]
    return [blocks[first:last] for first, last in pairwise(edges) if first < last]


def _starts_of_minutes(blocks: list[Block]) -> list[int]:
    """Where each full heading of a meeting begins; a mention of another meeting's minutes is none."""
    rolls = rolls_in(blocks)
    above_roll = {index for roll in rolls for index in range(max(0, roll + 1 - _FURTHEST_ATTENDANCE), roll + 1)}
    starts: list[int] = []
    last_words, last, last_dates = "", 0, set[datetime.date]()
    for index in sorted(above_roll.union(lines_of_minutes_of(blocks))):
        words, dates = _heading_at(blocks, index)
        if not words or not (index in above_roll or _says_when_held(words)):
            continue
        # The head of every page of one meeting's minutes says the same again.
        is_head_of_page = words == last_words or (dates == last_dates and not MINUTES_OF.match(words))
        if starts and (is_head_of_page or bisect_left(rolls, last) == bisect_left(rolls, index)):
            continue
        starts.append(_first_line(blocks, index))
        last_words, last, last_dates = words, index, dates
    return starts


def _heading_at(blocks: list[Block], index: int) -> tuple[str, set[datetime.date]]:
    """The words of the heading of a meeting that begins at a block, and the days it gives; else no words."""
    block = blocks[index]
    is_numbered = bool(block.label) or (index > 0 and blocks[index - 1].is_only_label)
    if is_numbered or len(block.text) > _LONGEST_HEADING:
        return "", set()
    if MINUTES_OF.match(block.text):
        return _minutes_heading(blocks[index : index + _LINES_OF_HEADING])
    if is_dated_line(block) and not is_of_other_date(block.text):
        above = blocks[max(0, index - 2) : index]
        name = next((line.text for line in reversed(above) if is_name_of_body(line.text)), "")
        if name or heads_a_meeting(block.text):
            return f"{name} {block.text}".casefold(), {read.date for read in dates_in(block.text)}
    return "", set()


def _minutes_heading(blocks: list[Block]) -> tuple[str, set[datetime.date]]:
    """ "Minutes of the meeting of X held on Z", on one line or on a few below each other."""
    lines, dates = blocks[:1], dates_in(blocks[0].text)
    for below in blocks[1:]:
        if dates or below.label or line_of_attendance(below):
            break
        lines.append(below)
        dates = dates_in(below.text)
    text = lines[0].text
    if len(lines) > 1:
        text = join(lines).text
        dates = dates_in(text)
    is_heading = dates and not is_of_other_date(text)
    return (text.casefold(), {read.date for read in dates}) if is_heading else ("", set())


def _says_when_held(words: str) -> bool:
    """Whether a heading says by itself, without the attendance below it, that a meeting was held at some hour."""
    return bool(MINUTES_OF.match(words) and HELD.search(words) and times_in(words))


def _first_line(blocks: list[Block], index: int) -> int:
    """The heading's first line: the names of council and committee stand above it."""
    while index > 0:
        above = blocks[index - 1]
        is_title = set(words_of(above.text[:_LONGEST_LINE])) <= _TITLE_WORDS or is_name_of_body(above.text)
        if not is_title or above.label or len(above.text) > _LONGEST_LINE or above.text.endswith((".", ":")):
            break
        index -= 1
    return index
