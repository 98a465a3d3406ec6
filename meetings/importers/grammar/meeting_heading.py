"""The heading of a meeting: which body met, when and where, and never another meeting that is only mentioned."""

import datetime
import re
from dataclasses import dataclass, replace
from itertools import pairwise

from meetings.importers.blocks import Block, Kind, join
from meetings.importers.grammar.bodies import (
    BEFORE_NAME,
    PAGE_TITLES,
    best_committee,
    body_of_line,
    committee_in,
    heads_a_meeting,
    is_name_of_body,
    place_beside_body,
    says_meeting,
)
from meetings.importers.grammar.dates import DateRead, dates_in
from meetings.importers.grammar.meeting_times import start_time, time_of_held, without_day_of_posting
from meetings.importers.grammar.names_of_meetings import (
    BODY_BEFORE_MINUTES,
    MEETING_LINE,
    MEETING_OF,
    MINUTES_OF,
    TOLD_TO_BE_HELD,
    is_title_of_meeting,
    without_note_of_approval,
)
from meetings.importers.grammar.offices import words_of
from meetings.importers.grammar.paragraphs import sentences_of
from meetings.importers.grammar.times import clock_times_in, times_in
from meetings.importers.grammar.venues import (
    labelled_venue,
    trimmed,
    venue_after,
    venue_before_time,
    venue_of_held,
    venue_of_line,
    venue_of_opening,
)
from meetings.importers.minutes import Confidence, Reading

# The line under the title of an item's own page: "Meeting of Cabinet, Monday, 4th March, 2019 7.00 pm (Item 5.)".
MEETING_OF_LINE = re.compile(r"(?:Meeting of|Cyfarfod) (?P<committee>[^,]{3,150}), (?=.{6,80}\((?:Item|Eitem) )", re.I)
ITEM_OF_LINE = re.compile(r"\((?:Item|Eitem) (?P<number>[^()]{1,12})\)$", re.I)
_LABEL = re.compile(
    r"(?:date|time|venue|place|location|date of meeting|start(?:ing)? time|dyddiad|amser|lleoliad) ?:?", re.I
)
# Case tells a label from a word, for one may be glued to what stands before it: "2020Time: 9.30am".
_LABEL_IN_LINE = re.compile(r"(?:Date|Time|Venue|Location|Place|Dyddiad|Amser|Lleoliad) ?: ?(?=\S)")
_LABEL_ALONE = re.compile(r"(?:Date|Time|Venue|Location|Place|Dyddiad|Amser|Lleoliad) ?:", re.I)
_DATE_LINE = re.compile(r"(?:Date|Date of meeting|Dyddiad): ?(?=\S)", re.I)
# Dates that are not the meeting's: when a page was made, and meetings that are only spoken of. In small letters.
_OTHER_DATE = re.compile(
    r"\b(?:upload|publish|publicat|posted|updated|issued|next|previous|last|approv|confirm|deadline|printed|despatch|"
    r"dated|summon|created|modified|agreed|signed|correct record|true record|taken as read|decision date|"
    r"effective|call-in)"
)
HELD = re.compile(r",?\s?\b(?:held|which was held|convened|a gynhaliwyd)\b ?", re.I)
_LETTER_LINE = re.compile(r"(?:From|Sent|To|Cc|Subject): ?\S")
# A line that goes on from the one above: "at 7.30 pm in the Reading Room", "AT THE SCHOOL".
_GOES_ON = re.compile(
    r"(?!.{0,60}:(?: |$))(?!(?i:in (?:attendance|the chair))\b)(?:[a-z]|(?:AT|IN|ON|BY|VIA|At|In|By|Via) )"
)
_HELD_ON = re.compile(r"(?:held )?(?:on|at)", re.I)
_ANNUAL = re.compile(
    r"\bannual (?:(?:general|statutory|ordinary|parish|town|community|council) ){0,2}(?:meeting|council|assembly)\b|"
    r"\bmeeting \(annual\)|\b[cg]yfarfod (?:cyffredinol )?(?:[bf]lynyddol)\b",
    re.I,
)
_EXTRAORDINARY = re.compile(
    r"\bextra-?ordinary\b|\bspecial (?:(?:general|full|virtual|remote|parish|town|borough|district|county|city) ){0,2}"
    r"(?:meeting|council|cabinet|committee)\b|\b(?:meeting|council) \(special\)|"
    r"\b[cg]yfarfod (?:arbennig|eithriadol|anghyffredin)\b|\barbennig o\b",
    re.I,
)
# What may stand beside a date and says nothing: "at", "(virtual)", ", MOVED", "– Minutes".
_BESIDE_DATE = re.compile(
    r"\b(?:at|to|commencing|starting|from|am)\b|, [A-Z]{3,20}$|[–—-] (?:[Dd]raft )?[Mm]inutes$|"
    r"\((?:virtual|remote|hybrid|online)\)"
)
_MOST_ABOVE = 4
_LONGEST_DATED_LINE = 200
_SHORTEST_WORDS = 3


def is_of_other_date(text: str) -> bool:
    """Whether a line speaks of a day that is not the meeting's."""
    folded = text.lower()
    if _OTHER_DATE.search(folded) is None:
        return False
    return "next" not in folded or _OTHER_DATE.search(without_note_of_approval(folded)) is not None


@dataclass(frozen=True, slots=True)
class MeetingHeading:
    date: Reading[datetime.date] | None = None
    time: Reading[datetime.time] | None = None
    committee: Reading[str] | None = None
    kind: str = "ordinary"
    venue: Reading[str] | None = None
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    """What the lines of a heading said, each with its line, before they are compared."""

    dates: list[tuple[Block, DateRead]]
    committees: list[Reading[str]]
    venues: list[Reading[str]]
    # The hour in a sentence whose day stands on the line above.
    time: Reading[datetime.time] | None = None


def read_heading(blocks: list[Block], meeting: list[Block]) -> MeetingHeading:
    """What the blocks before the first item say of the meeting itself.

    Only the hour may also stand in a sentence elsewhere: `meeting` holds all blocks of the meeting.
    """
    blocks = [part for block in _without_letter_lines(blocks) for part in _by_labels(_as_line(block))]
    blocks = _with_values(blocks)
    found = _Found([], [], [])
    for index, block in enumerate(blocks):
        if index < _MOST_ABOVE and (line := BODY_BEFORE_MINUTES.match(block.text)) and is_name_of_body(line["body"]):
            found.committees.append(block.read(*line.span("body")))
            block = block.part(line.end(), len(block.text))
            blocks[index] = block
        if _read_labelled_line(block, found) or is_of_other_date(block.text):
            continue
        if index < _MOST_ABOVE and _read_told_sentence(block, found):
            continue
        before = blocks[index - 1] if index else None
        if not _read_held_sentence(blocks[index : index + 4], found, before):
            _read_dated_line(block, blocks[max(0, index - 3) : index], found)
    found.dates = without_day_of_posting(found.dates)
    date, warnings = _agreed_date(found.dates)
    return MeetingHeading(
        date=date,
        time=found.time or start_time(found.dates, blocks, meeting),
        committee=best_committee(found.committees, _above_date(found, blocks), is_dated=bool(found.dates)),
        kind=_kind(found, blocks),
        venue=_venue(found, blocks, meeting),
        warnings=warnings,
    )


def _without_letter_lines(blocks: list[Block]) -> list[Block]:
    """The blocks without the head of the e-mail in which minutes were sent; its date and hour are not theirs."""
    if not any(_LETTER_LINE.match(block.text) for block in blocks):
        return blocks
    return [block for block in blocks if not (_LETTER_LINE.match(block.text) or _DATE_LINE.match(block.text))]


def _as_line(block: Block) -> Block:
    """A row of two cells, "Date | 2 May 2019", as the line "Date: 2 May 2019" that it stands for."""
    if block.kind is not Kind.TABLE_ROW or len(block.cells) != 2:
        return block
    (start, end), (first, last) = block.cells
    if not _LABEL.fullmatch(block.text[start:end]):
        return block
    label = block.text[start:end].rstrip(": ")
    pieces = ((0, block.offset(start)), (len(label) + 2, block.offset(first)))
    return replace(block, kind=Kind.PARAGRAPH, text=f"{label}: {block.text[first:last]}", pieces=pieces, cells=())


def _by_labels(block: Block) -> list[Block]:
    """A line that gives date, hour and place, each after its label, as a line for each of them."""
    labels = list(_LABEL_IN_LINE.finditer(block.text)) if block.text[:1].isupper() else []
    if len(labels) < 2 or labels[0].start() > 0:
        return [block]
    edges = [*(label.start() for label in labels), len(block.text)]
    return [
        block.part(first, first + len(block.text[first:last].rstrip(" /|,;–-"))) for first, last in pairwise(edges)
    ]


def _with_values(blocks: list[Block]) -> list[Block]:
    """The same with "Place:", alone on its line, before the place on the next."""
    found: list[Block] = []
    for block in blocks:
        if found and _LABEL_ALONE.fullmatch(found[-1].text) and ":" not in block.text[:20]:
            found[-1] = join([found[-1], block])
        else:
            found.append(block)
    return found


def _above_date(found: _Found, blocks: list[Block]) -> list[Block]:
    if not found.dates:
        return blocks
    end = found.dates[0][0].offset(0)
    return [block for block in blocks if block.offset(0) < end]


def _kind(found: _Found, blocks: list[Block]) -> str:
    """Annual or extraordinary, if the lines that head the meeting say so; any other is ordinary."""
    lines = [block for block, _ in found.dates]
    first_date = next((index for index, block in enumerate(blocks) if dates_in(block.text)), len(blocks))
    lines += [block for block in blocks[: first_date + 2] if len(block.text) < _LONGEST_DATED_LINE]
    for block in lines:
        is_annual = _ANNUAL.search(block.text) is not None
        if (is_annual or _EXTRAORDINARY.search(block.text)) and not is_of_other_date(block.text):
            return "annual" if is_annual else "extraordinary"
    return "ordinary"


def _venue(found: _Found, blocks: list[Block], meeting: list[Block]) -> Reading[str] | None:
    # "held at the" at the end of a line that went on nowhere
    if named := [venue for venue in found.venues if len(venue.value) > _SHORTEST_WORDS]:
        return named[0]
    beside = next((place for block in blocks[:3] if (place := place_beside_body(block))), None)
    return _venue_below(found, blocks) or venue_of_opening(meeting) or beside


def _venue_below(found: _Found, blocks: list[Block]) -> Reading[str] | None:
    """A line of its own after the date that is the name of a place."""
    ends = {block.end_offset(len(block.text)) for block, _ in found.dates}
    for index, block in enumerate(blocks[:-1]):
        if block.end_offset(len(block.text)) in ends:
            for below in blocks[index + 1 : index + 3]:
                venue = venue_of_line(below)
                if venue and not is_name_of_body(venue.value) and not says_meeting(venue.value):
                    return venue
    return None


def _read_labelled_line(block: Block, found: _Found) -> bool:
    """Lines that say themselves what they hold: "Meeting:", "Venue:", "Date:"."""
    if line := MEETING_LINE.match(block.text):
        found.dates += [(block, date) for date in dates_in(block.text)[:1] if date.start < line.end("date")]
        item = ITEM_OF_LINE.search(block.text)
        end = item.start() if item else len(block.text)
        found.committees.append(trimmed(block, line.start("committee"), end))
        return True
    if line := MEETING_OF_LINE.match(block.text):
        found.dates += [(block, date) for date in dates_in(block.text)[:1]]
        found.committees.append(trimmed(block, line.start("committee"), line.end("committee")))
        return True
    if venue := labelled_venue(block):
        found.venues.append(venue)
        return True
    if line := _DATE_LINE.match(block.text):
        found.dates += [(block, date) for date in dates_in(block.text)[:1]]
        return True
    return False


def _read_held_sentence(blocks: list[Block], found: _Found, before: Block | None = None) -> bool:
    """ "Minutes of the meeting of X held in Y on Z", on one line or on a few below each other.

    The day may stand alone on the line `before` the sentence.
    """
    first = blocks[0]
    minutes_of = MINUTES_OF.match(first.text) or MEETING_OF.match(first.text)
    is_title = first.text.casefold().endswith("meeting") and len(first.text) < 120
    if not minutes_of and not is_title:
        return False
    body = None if minutes_of else body_of_line(first)
    if not dates_in(first.text):
        more = [block for block in blocks[1:] if not block.label]
        reach = next((index for index, block in enumerate(more, 1) if dates_in(block.text)), 0)
        if minutes_of and before and not reach and _read_held_below_date(blocks[:3], before, found):
            return True
        if not reach or not (HELD.search(" ".join(block.text for block in (first, *more[:reach])))):
            return False
        # The hour and the place may stand on one more line: "at 7.30pm in the Reading Room".
        first = join([first, *more[:reach]])
        blocks = more[reach - 1 :]
    below = blocks[1] if len(blocks) > 1 else None
    is_broken_off = below and first.text.endswith(",") and not below.is_after_blank and ":" not in below.text
    if below and not below.label and (_GOES_ON.match(below.text) or is_broken_off):
        first = join([first, below])
    dates = dates_in(first.text)
    held = HELD.search(first.text)
    # "Adjourned from 2 May and held on 9 May": the day on which it was held is its date.
    date = next((date for date in dates if held and date.start >= held.end()), dates[0])
    found.dates.append((first, date))
    name_end = min(held.start() if held else dates[0].start, dates[0].start)
    if name := body or committee_in(first, 0, name_end):
        found.committees.append(name)
    if venue := venue_of_held(first, held.end() if held else date.end, date):
        found.venues.append(venue)
    return True


def _read_told_sentence(block: Block, found: _Found) -> bool:
    """ "Upper Elm Council held its meeting by video on 2 May 2019.": a sentence at the top tells of the meeting."""
    told = TOLD_TO_BE_HELD.match(block.text)
    first = next(iter(sentences_of(block)), (0, 0))
    dates = [date for date in dates_in(block.text) if told and told.end() < date.start < first[1]]
    if not told or len(dates) != 1:
        return False
    found.dates.append((block.part(*first), dates[0]))
    body = told["body"].removesuffix(" meeting").removesuffix(" Meeting")
    if is_name_of_body(body):
        found.committees.append(block.read(0, len(body)))
    held = HELD.search(block.text, told.end(), first[1])
    if held and (venue := venue_of_held(block.part(*first), held.end(), dates[0])):
        found.venues.append(venue)
    return True


def _read_held_below_date(blocks: list[Block], before: Block, found: _Found) -> bool:
    """ "Minutes of a meeting of X held in Y at 9.30 am", with nothing but the day on the line above."""
    block = blocks[0]
    if len(blocks) > 1 and block.text.endswith(",") and not blocks[1].is_after_blank:
        block = join(blocks[:2])
    held, dates = HELD.search(block.text), dates_in(before.text)
    is_day_alone = len(dates) == 1 and not (before.text[: dates[0].start] + before.text[dates[0].end :]).strip(" .,")
    if not held or not is_day_alone:
        return False
    if not any(line is before for line, _ in found.dates):
        found.dates.append((before, dates[0]))
    found.time = found.time or time_of_held(block, held.end())
    times = clock_times_in(block.text, held.end())
    if name := committee_in(block, 0, held.start()):
        found.committees.append(name)
    if times and (venue := venue_before_time(block, held.end(), times[0].start)):
        found.venues.append(venue)
    return True


def _read_dated_line(block: Block, before: list[Block], found: _Found) -> None:
    """A line that ends with the date and time of the meeting: "Cabinet - Monday, 6th November 2023 6.00 pm"."""
    if not is_dated_line(block):
        return
    date, *_, last = [*dates_in(block.text), *dates_in(block.text)]
    name = block.text[: date.start].rstrip(" -–,:")
    above = before[-1] if before else None
    if not name:
        # A date alone may be the day on which a page was printed, unless the lines above it head a meeting.
        if above is None or not _is_under_heading(before):
            return
        # A council under the committee's name, or over it, did not itself meet: both lines are weighed together later.
        is_one_of_two = sum(is_name_of_body(line.text) for line in before[-2:]) > 1
        if set(words_of(above.text)) - PAGE_TITLES and heads_a_meeting(above.text) and not is_one_of_two:
            name_of_body = committee_in(above, 0, len(above.text))
            found.committees.append(name_of_body or trimmed(above, 0, len(above.text)))
    elif block.text[len(name) : date.start].strip() in {"-", "–", ",", ":"}:
        if committee := committee_in(block, 0, len(name)):
            found.committees.append(committee)
    elif not (BEFORE_NAME.fullmatch(name) or _HELD_ON.fullmatch(name) or is_title_of_meeting(name)):
        return
    found.dates.append((block, last))
    if venue := venue_after(block, last.end):
        found.venues.append(venue)


def _is_under_heading(before: list[Block]) -> bool:
    """Whether the two lines above a date speak of a meeting or name the body that met."""
    return any(len(line.text) <= 150 and heads_a_meeting(line.text) for line in before[-2:])


def is_dated_line(block: Block) -> bool:
    """Whether a line gives the day of one meeting, with its hour, place or name perhaps, and says no more."""
    dates = dates_in(block.text) if len(block.text) <= _LONGEST_DATED_LINE else []
    # Two languages give the same day twice.
    if len({read.date for read in dates}) != 1:
        return False
    return _is_only_time(block.text[dates[-1].end :]) or venue_after(block, dates[-1].end) is not None


def _is_only_time(text: str) -> bool:
    for start, end in reversed(times_in(text)):
        text = text[:start] + text[end:]
    return not _BESIDE_DATE.sub("", text).strip(" ,.-–()")


def _agreed_date(dates: list[tuple[Block, DateRead]]) -> tuple[Reading[datetime.date] | None, tuple[str, ...]]:
    """The one date that all lines give; two that differ are left to the clerk: a wrong date is worse than none."""
    if not dates:
        return None, ("The text gives no date for the meeting.",)
    days = sorted({read.date for _, read in dates})
    if len(days) > 1:
        given = " and ".join(_in_words(day) for day in days)
        return None, (f"The text gives more than one date for the meeting: {given}.",)
    block, read = dates[0]
    date = Reading(read.date, block.offset(read.start), block.end_offset(read.end), Confidence.PRINTED)
    if all(read.is_weekday_true for _, read in dates):
        return date, ()
    return date, (f"The weekday printed with the meeting's date does not fall on {_in_words(read.date)}.",)


def _in_words(day: datetime.date) -> str:
    return f"{day.day} {day:%B} {day.year}"
