"""The heading of a meeting: which body met, when and where, and never another meeting that is only mentioned."""

import datetime
import re
from dataclasses import dataclass

from meetings.importers.blocks import Block, join
from meetings.importers.grammar.dates import DateRead, dates_in, times_in
from meetings.importers.grammar.offices import names_a_body, words_of
from meetings.importers.minutes import Confidence, Reading

# The line with which a committee system heads one meeting's part of an issue.
MEETING_LINE = re.compile(r"(?:Meeting|Cyfarfod): (?P<date>[^-–]{6,40}) [-–] (?P<committee>.{1,200})", re.I)
# The line under the title of an item's own page: "Meeting of Cabinet, Monday, 4th March, 2019 7.00 pm (Item 5.)".
MEETING_OF_LINE = re.compile(r"(?:Meeting of|Cyfarfod) (?P<committee>[^,]{3,150}), (?=.{6,80}\((?:Item|Eitem) )", re.I)
ITEM_OF_LINE = re.compile(r"\((?:Item|Eitem) (?P<number>[^()]{1,12})\)$", re.I)
_VENUE_LINE = re.compile(r"(?:Venue|Lleoliad|Location|Place): ?(?=\S)", re.I)
_DATE_LINE = re.compile(r"(?:Date|Date of meeting|Dyddiad): ?(?=\S)", re.I)
# What a committee system prints after the venue.
_AFTER_VENUE = re.compile(r"\.? (?:View directions|Cyfarwyddiadau)$")
# Dates that are not the meeting's: when a page was made, and meetings that are only spoken of.
_OTHER_DATE = re.compile(
    r"\b(?:upload|publish|publicat|posted|updated|issued|next|previous|last|approv|confirm|deadline|printed|despatch|"
    r"dated|summon|created|modified|agreed|signed|correct record|true record|taken as read|decision date|"
    r"effective|call-in)",
    re.I,
)
_MINUTES_OF = re.compile(
    r"cofnodion (?:o )?(?:cyfarfod|gyfarfod)\b|"
    r"(?:(?:draft|unconfirmed|unapproved|the) )*(?:minutes?|record|notes|proceedings)\b (?:of|from|for)\b",
    re.I,
)
_SAYS_MEETING = re.compile(r"\b(?:minutes|meeting|agenda|cyfarfod)\b", re.I)
_MEETING_OF = re.compile(r"\b(?:meeting (?:of )?(?:the )?|[cg]yfarfod (?:o )?(?:y |yr )?)(?=\S)", re.I)
_HELD = re.compile(r",?\s?\b(?:held|which was held|convened|a gynhaliwyd)\b ?", re.I)
_PLACE = re.compile(r"\b(?:in|at|via|by|remotely|virtually|online|yn)\b ", re.I)
# Words before a committee's name that are no part of it.
_BEFORE_NAME = re.compile(
    r"(?:(?:draft|unconfirmed|unapproved|minutes?|proceedings|record|of|a|an|the|special|ordinary|extraordinary|annual|"
    r"statutory|additional|virtual|remote|monthly|full|meeting|agenda)\b|[:\s])*",
    re.I,
)
_AFTER_NAME = re.compile(r"[\s,:;–-]*(?:\b(?:meeting|minutes|agenda)\b)?[\s,:;–-]*$", re.I)
# A line made of these alone names the page, not the body that met.
_PAGE_TITLES = {
    "agenda", "agendas", "minutes", "decisions", "decision", "draft", "items", "issue", "reports", "printed", "and",
    "a", "chofnodion",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MeetingHeading:
    date: Reading[datetime.date] | None = None
    committee: Reading[str] | None = None
    venue: Reading[str] | None = None
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    """What the lines of a heading said, each with its line, before they are compared."""

    dates: list[tuple[Block, DateRead]]
    committees: list[Reading[str]]
    venues: list[Reading[str]]


def read_heading(blocks: list[Block]) -> MeetingHeading:
    """What the blocks before the first item say of the meeting itself."""
    found = _Found([], [], [])
    for index, block in enumerate(blocks):
        before = blocks[index - 1] if index else None
        if _read_labelled_line(block, found) or _OTHER_DATE.search(block.text):
            continue
        if not _read_held_sentence(blocks[index : index + 4], found):
            _read_dated_line(block, before, found)
    date, warnings = _agreed_date(found.dates)
    committee = found.committees[0] if found.committees else None
    return MeetingHeading(date, committee, found.venues[0] if found.venues else None, warnings)


def _read_labelled_line(block: Block, found: _Found) -> bool:
    """Lines that say themselves what they hold: "Meeting:", "Venue:", "Date:"."""
    if line := MEETING_LINE.match(block.text):
        found.dates += [(block, date) for date in dates_in(block.text)[:1] if date.start < line.end("date")]
        item = ITEM_OF_LINE.search(block.text)
        end = item.start() if item else len(block.text)
        found.committees.append(_trimmed(block, line.start("committee"), end))
        return True
    if line := MEETING_OF_LINE.match(block.text):
        found.dates += [(block, date) for date in dates_in(block.text)[:1]]
        found.committees.append(_trimmed(block, line.start("committee"), line.end("committee")))
        return True
    if line := _VENUE_LINE.match(block.text):
        after = _AFTER_VENUE.search(block.text)
        found.venues.append(_trimmed(block, line.end(), after.start() if after else len(block.text)))
        return True
    if line := _DATE_LINE.match(block.text):
        found.dates += [(block, date) for date in dates_in(block.text)[:1]]
        return True
    return False


def _read_held_sentence(blocks: list[Block], found: _Found) -> bool:
    """ "Minutes of the meeting of X held in Y on Z", on one line or on a few below each other."""
    first = blocks[0]
    minutes_of = _MINUTES_OF.match(first.text)
    is_title = first.text.casefold().endswith("meeting") and len(first.text) < 120
    if not minutes_of and not is_title:
        return False
    if not dates_in(first.text):
        more = [block for block in blocks[1:] if not block.label]
        reach = next((index for index, block in enumerate(more, 1) if dates_in(block.text)), 0)
        if not reach or not (_HELD.search(" ".join(block.text for block in (first, *more[:reach])))):
            return False
        # The hour and the place may stand on one more line: "at 7.30pm in the Reading Room".
        is_going_on = reach < len(more) and more[reach].text[0].islower()
        first = join([first, *more[: reach + is_going_on]])
    dates = dates_in(first.text)
    found.dates.append((first, dates[0]))
    held = _HELD.search(first.text)
    name_end = min(held.start() if held else dates[0].start, dates[0].start)
    if name := _committee(first, 0, name_end):
        found.committees.append(name)
    if held and (venue := _venue(first, held.end(), dates[0])):
        found.venues.append(venue)
    return True


def _committee(block: Block, start: int, end: int) -> Reading[str] | None:
    """The body's name in a line, without the words that make it a heading."""
    ofs = [of.end() for of in _MEETING_OF.finditer(block.text, start, end)]
    if ofs and names_a_body(block.text[ofs[-1] : end].split(",")[0].split(" - ")[0]):
        start = ofs[-1]
    start = _BEFORE_NAME.match(block.text, start, end).end()
    tail = _AFTER_NAME.search(block.text, max(start, end - 40), end)
    end = tail.start() if tail else end
    return _trimmed(block, start, end) if start < end and block.text[start:end].strip() else None


def _venue(block: Block, start: int, date: DateRead) -> Reading[str] | None:
    """The place in "held in the Council Chamber on 2 May" or "held on 2 May at 7.30pm in the Reading Room"."""
    if start < date.start and (place := _PLACE.match(block.text, start)):
        end = block.text.rfind(" on ", start, date.start + 1)
        return _trimmed(block, _start_of_place(block, place), end if end > place.end() else date.start)
    stop = block.text.find(". ", date.end)
    end = stop if stop > 0 and not times_in(block.text[max(date.end, stop - 9) : stop + 1]) else len(block.text)
    times = [(date.end + first, date.end + last) for first, last in times_in(block.text[date.end : end])]
    place = _PLACE.match(block.text, _skip_space(block.text, times[0][1] if times else date.end), end)
    return _trimmed(block, _start_of_place(block, place), end) if place else None


def _start_of_place(block: Block, place: re.Match[str]) -> int:
    """Without "in the", but "remotely through Zoom" says where just as it stands."""
    if place[0].strip().casefold() not in {"in", "at"}:
        return place.start()
    return place.end() + (4 if block.text[place.end() : place.end() + 4].casefold() == "the " else 0)


def _skip_space(text: str, start: int) -> int:
    while start < len(text) and text[start] in " ,.":
        start += 1
    return start


def _read_dated_line(block: Block, before: Block | None, found: _Found) -> None:
    """A line that ends with the date and time of the meeting: "Cabinet - Monday, 6th November 2023 6.00 pm"."""
    dates = dates_in(block.text)
    if len(dates) != 1 or len(block.text) > 200 or not _is_only_time(block.text[dates[0].end :]):
        return
    name = block.text[: dates[0].start].rstrip(" -–,:")
    if not name:
        # A date alone may be the day on which a page was printed, unless the line above it heads a meeting.
        if before is None or len(before.text) > 150 or not _heads_a_meeting(before.text):
            return
        found.dates.append((block, dates[0]))
        if set(words_of(before.text)) - _PAGE_TITLES:
            found.committees.append(_trimmed(before, 0, len(before.text)))
    elif block.text[len(name) : dates[0].start].strip() in {"-", "–", ",", ":"}:
        found.dates.append((block, dates[0]))
        if committee := _committee(block, 0, len(name)):
            found.committees.append(committee)
    elif _BEFORE_NAME.fullmatch(name):
        found.dates.append((block, dates[0]))


def _heads_a_meeting(text: str) -> bool:
    return bool(_SAYS_MEETING.search(text)) or any(names_a_body(word) for word in text.split())


def begins_minutes(block: Block, before: Block | None) -> bool:
    """Whether a block heads the minutes of a whole meeting: "Minutes of the meeting of X held on 2 May at 7pm".

    A title of an item speaks of minutes too, but gives no hour, and its number may stand on the line before it.
    """
    if not _MINUTES_OF.match(block.text) or not _HELD.search(block.text) or (before and before.is_only_label):
        return False
    return bool(dates_in(block.text) and times_in(block.text) and not _OTHER_DATE.search(block.text))


def _is_only_time(text: str) -> bool:
    for start, end in reversed(times_in(text)):
        text = text[:start] + text[end:]
    return not text.replace("at", "").replace("to", "").strip(" ,.-–")


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


def _trimmed(block: Block, start: int, end: int) -> Reading[str]:
    text = block.text[start:end]
    start += len(text) - len(text.lstrip(" ,-–:"))
    return block.read(start, max(start, start + len(block.text[start:end].rstrip(" ,-–:"))))
