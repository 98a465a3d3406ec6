"""The heading of a meeting: which body met, when and where, and never another meeting that is only mentioned."""

import datetime
import re
from dataclasses import dataclass

from meetings.importers.blocks import Block, join
from meetings.importers.grammar.dates import DateRead, dates_in
from meetings.importers.grammar.meeting_times import start_time
from meetings.importers.grammar.offices import names_a_body, words_of
from meetings.importers.grammar.times import clock_times_in, times_in
from meetings.importers.minutes import Confidence, Reading

# The line with which a committee system heads one meeting's part of an issue.
MEETING_LINE = re.compile(r"(?:Meeting|Cyfarfod): (?P<date>[^-–]{6,40}) [-–] (?P<committee>.{1,200})", re.I)
# The line under the title of an item's own page: "Meeting of Cabinet, Monday, 4th March, 2019 7.00 pm (Item 5.)".
MEETING_OF_LINE = re.compile(r"(?:Meeting of|Cyfarfod) (?P<committee>[^,]{3,150}), (?=.{6,80}\((?:Item|Eitem) )", re.I)
ITEM_OF_LINE = re.compile(r"\((?:Item|Eitem) (?P<number>[^()]{1,12})\)$", re.I)
_VENUE_LINE = re.compile(r"(?:Lleoliad ?/ ?)?(?:Venue|Lleoliad|Location|Place)(?: ?/ ?Lleoliad)?: ?(?=\S)", re.I)
_DATE_LINE = re.compile(r"(?:Date|Date of meeting|Dyddiad): ?(?=\S)", re.I)
# What a committee system prints after the venue.
_AFTER_VENUE = re.compile(r"\.? (?:View directions|Cyfarwyddiadau)$")
# Dates that are not the meeting's: when a page was made, and meetings that are only spoken of.
OTHER_DATE = re.compile(
    r"\b(?:upload|publish|publicat|posted|updated|issued|next|previous|last|approv|confirm|deadline|printed|despatch|"
    r"dated|summon|created|modified|agreed|signed|correct record|true record|taken as read|decision date|"
    r"effective|call-in)",
    re.I,
)
MINUTES_OF = re.compile(
    r"cofnodion (?:o |y |o’r |o'r )?(?:cyfarfod|gyfarfod)\b|at (?:an? |the )(?:\w+ ){0,3}meeting of\b|"
    r"(?:(?:draft|unconfirmed|unapproved|the) )*(?:minutes?|record|notes|proceedings)\b (?:of|from|for)\b",
    re.I,
)
_SAYS_MEETING = re.compile(r"\b(?:minutes|meeting|agenda|cyfarfod)\b", re.I)
_MEETING_OF = re.compile(r"\b(?:meeting (?:of )?(?:the )?|[cg]yfarfod (?:o )?(?:y |yr )?)(?=\S)", re.I)
HELD = re.compile(r",?\s?\b(?:held|which was held|convened|a gynhaliwyd)\b ?", re.I)
_PLACE = re.compile(r"\b(?:in|at|via|by|remotely|virtually|online|yn)\b ", re.I)
# Words before a committee's name that are no part of it.
_BEFORE_NAME = re.compile(
    r"(?:(?:draft|unconfirmed|unapproved|minutes?|proceedings|record|of|a|an|the|special|ordinary|extraordinary|annual|"
    r"statutory|additional|virtual|remote|monthly|full|meeting|agenda|cofnodion|y|yr|o|cyfarfod|gyfarfod|misol|blynyddol|"
    r"flynyddol|arbennig)\b|[:\s])*",
    re.I,
)
_AFTER_NAME = re.compile(r"[\s,:;–-]*(?:\b(?:meeting|minutes|agenda)\b)?[\s,:;–-]*$", re.I)
# A line made of these alone names the page, not the body that met.
_PAGE_TITLES = {
    "agenda", "agendas", "minutes", "record", "records", "notice", "meeting", "meetings", "decisions", "decision",
    "draft", "items", "issue", "reports", "printed", "and", "of", "a", "chofnodion",
}  # fmt: skip


_LETTER_LINE = re.compile(r"(?:From|Sent|To|Cc|Subject): ?\S")
_BEFORE_TIME = re.compile(r",? (?:at|commencing(?: at)?|starting(?: at)?|from|am) $", re.I)
_AND_BY_VIDEO = re.compile(
    r",? (?:and|&|ac) (?:also )?(?:remotely|virtually|online|"
    r"(?:by|via|on|through) (?:remote|zoom|ms |microsoft|teams|video|web))",
    re.I,
)
_HELD_ON = re.compile(r"(?:held )?(?:on|at)", re.I)
# Words that a line holding nothing but a place has in it.
_IS_PLACE = re.compile(
    r"\b(?:hall|chambers?|rooms?|centre|offices?|house|school|church|library|pavilion|guildhall|suite|club|institute|"
    r"headquarters|college|teams|zoom|building|neuadd|siambr|ystafell|canolfan|swyddfa|swyddfeydd)\b",
    re.I,
)
_LOCAL_COUNCIL = re.compile(r"\b(?:parish|town|community) council\b", re.I)
_WELSH_BODIES = {"cyngor", "pwyllgor", "cabinet", "bwrdd", "panel", "is-bwyllgor"}
# Words that end the name of no body, though they name those who sit in one.
_NOT_BODIES = {"members", "councillors", "meeting", "trustees", "executive’s", "aelodau"}
_ANNUAL = re.compile(
    r"\bannual (?:(?:general|statutory|parish|town|community|council) ){0,2}(?:meeting|council|assembly)\b|"
    r"\bmeeting \(annual\)|\b[cg]yfarfod (?:cyffredinol )?(?:[bf]lynyddol)\b",
    re.I,
)
_EXTRAORDINARY = re.compile(
    r"\bextra-?ordinary\b|\bspecial (?:(?:general|full|virtual|remote|parish|town|borough|district|county|city) ){0,2}"
    r"(?:meeting|council|cabinet|committee)\b|\b(?:meeting|council) \(special\)|"
    r"\b[cg]yfarfod (?:arbennig|eithriadol|anghyffredin)\b|\barbennig o\b",
    re.I,
)
_LONGEST_NAME_OF_BODY = 14
_LONGEST_DATED_LINE = 200
_LONGEST_BEFORE_TIME = 16
_LONGEST_PLACE = 120


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


def read_heading(blocks: list[Block], meeting: list[Block]) -> MeetingHeading:
    """What the blocks before the first item say of the meeting itself.

    Only the hour may also stand in a sentence elsewhere: `meeting` holds all blocks of the meeting.
    """
    blocks = _without_letter_lines(blocks)
    found = _Found([], [], [])
    for index, block in enumerate(blocks):
        if _read_labelled_line(block, found) or OTHER_DATE.search(block.text):
            continue
        if not _read_held_sentence(blocks[index : index + 4], found):
            _read_dated_line(block, blocks[max(0, index - 3) : index], found)
    date, warnings = _agreed_date(found.dates)
    return MeetingHeading(
        date=date,
        time=start_time(found.dates, blocks, meeting),
        committee=_best_committee(found, blocks),
        kind=_kind(found, blocks),
        venue=found.venues[0] if found.venues else _venue_line(found, blocks),
        warnings=warnings,
    )


def _without_letter_lines(blocks: list[Block]) -> list[Block]:
    """The blocks without the head of the e-mail in which minutes were sent; its date and hour are not theirs."""
    if not any(_LETTER_LINE.match(block.text) for block in blocks):
        return blocks
    return [block for block in blocks if not (_LETTER_LINE.match(block.text) or _DATE_LINE.match(block.text))]


def _best_committee(found: _Found, blocks: list[Block]) -> Reading[str] | None:
    """The body that the heading's own sentence names, else the last body named on a line above the date."""
    # "a hearing", "a site visit": what was held, and not the body that held it.
    named = next((name for name in found.committees if not name.value[:1].islower()), None)
    if named and not _is_only_council(named.value):
        return named
    end = found.dates[0][0].offset(0) if found.dates else None
    names = [block for block in blocks if is_name_of_body(block.text) and (end is None or block.offset(0) < end)]
    if named:
        # A parish has one council, which "the Council Meeting" does not name in full.
        names = [block for block in names if _LOCAL_COUNCIL.search(block.text)]
    if not names or (end is None and len(names) > 1):
        return named
    return names[-1].read(0, len(names[-1].text))


def _is_only_council(name: str) -> bool:
    return name.casefold() in {"council", "full council", "the council"}


def _kind(found: _Found, blocks: list[Block]) -> str:
    """Annual or extraordinary, if the lines that head the meeting say so; any other is ordinary."""
    lines = [block for block, _ in found.dates]
    first_date = next((index for index, block in enumerate(blocks) if dates_in(block.text)), len(blocks))
    lines += [block for block in blocks[: first_date + 2] if len(block.text) < _LONGEST_DATED_LINE]
    for block in lines:
        if OTHER_DATE.search(block.text):
            continue
        if _ANNUAL.search(block.text):
            return "annual"
        if _EXTRAORDINARY.search(block.text):
            return "extraordinary"
    return "ordinary"


def _venue_line(found: _Found, blocks: list[Block]) -> Reading[str] | None:
    """A line of its own after the date that is the name of a place: "The Moot Hall, Castle Street"."""
    ends = {block.end_offset(len(block.text)) for block, _ in found.dates}
    for index, block in enumerate(blocks[:-1]):
        if block.end_offset(len(block.text)) not in ends:
            continue
        for below in blocks[index + 1 : index + 3]:
            times = [last for first, last in times_in(below.text) if first < _LONGEST_BEFORE_TIME]
            start = _skip_space(below.text, times[-1]) if times else 0
            place = _PLACE.match(below.text, start)
            start = _start_of_place(below, place) if place else start
            words = below.text[start:]
            is_plain = words[:1].isupper() and ":" not in words and len(words) < _LONGEST_PLACE and not below.label
            if is_plain and _IS_PLACE.search(words) and not is_name_of_body(words) and not _SAYS_MEETING.search(words):
                return _trimmed(below, start, len(below.text))
    return None


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
    minutes_of = MINUTES_OF.match(first.text)
    is_title = first.text.casefold().endswith("meeting") and len(first.text) < 120
    if not minutes_of and not is_title:
        return False
    if not dates_in(first.text):
        more = [block for block in blocks[1:] if not block.label]
        reach = next((index for index, block in enumerate(more, 1) if dates_in(block.text)), 0)
        if not reach or not (HELD.search(" ".join(block.text for block in (first, *more[:reach])))):
            return False
        # The hour and the place may stand on one more line: "at 7.30pm in the Reading Room".
        first = join([first, *more[:reach]])
        blocks = more[reach - 1 :]
    below = blocks[1] if len(blocks) > 1 else None
    is_broken_off = below and first.text.endswith(",") and not below.is_after_blank and ":" not in below.text
    if below and not below.label and (below.text[0].islower() or is_broken_off):
        first = join([first, below])
    dates = dates_in(first.text)
    held = HELD.search(first.text)
    # "Adjourned from 2 May and held on 9 May": the day on which it was held is its date.
    date = next((date for date in dates if held and date.start >= held.end()), dates[0])
    found.dates.append((first, date))
    name_end = min(held.start() if held else dates[0].start, dates[0].start)
    if name := _committee(first, 0, name_end):
        found.committees.append(name)
    if held and (venue := _venue(first, held.end(), date)):
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
    place = _PLACE.match(block.text, start) if start < date.start else None
    if place and not any(first == place.end() for first, _ in times_in(block.text)):
        end = block.text.rfind(" on ", start, date.start + 1)
        return _place_named(block, _start_of_place(block, place), end if end > place.end() else date.start)
    stop = block.text.find(". ", date.end)
    end = stop if stop > 0 and not times_in(block.text[max(date.end, stop - 9) : stop + 1]) else len(block.text)
    times = [(date.end + first, date.end + last) for first, last in times_in(block.text[date.end : end])]
    at = _skip_space(block.text, times[0][1] if times else date.end)
    if place := _PLACE.match(block.text, at, end):
        return _place_named(block, _start_of_place(block, place), end)
    if at < end and block.text[at].isupper() and _IS_PLACE.search(block.text, at, end):
        return _place_named(block, at, end)
    place = _PLACE.match(block.text, _skip_space(block.text, date.end), end)
    if not place or not times or times[0][0] <= place.end():
        return None
    before_time = _BEFORE_TIME.search(block.text, place.end(), times[0][0])
    return _place_named(block, _start_of_place(block, place), before_time.start() if before_time else times[0][0])


def _place_named(block: Block, start: int, end: int) -> Reading[str]:
    """A place without the stop that ends its sentence, nor the way in which others joined ("and by Zoom")."""
    joined = _AND_BY_VIDEO.search(block.text, start + 1, end)
    end = joined.start() if joined else end
    return _trimmed(block, start, start + len(block.text[start:end].rstrip(" ,.")))


def _start_of_place(block: Block, place: re.Match[str]) -> int:
    """Without "in the", but "remotely through Zoom" says where just as it stands."""
    if place[0].strip().casefold() not in {"in", "at", "yn"}:
        return place.start()
    return place.end() + (4 if block.text[place.end() : place.end() + 4].casefold() == "the " else 0)


def _skip_space(text: str, start: int) -> int:
    while start < len(text) and text[start] in " ,.–-":
        start += 1
    return start


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
        if set(words_of(above.text)) - _PAGE_TITLES and heads_a_meeting(above.text):
            name_of_body = _committee(above, 0, len(above.text))
            found.committees.append(name_of_body or _trimmed(above, 0, len(above.text)))
    elif block.text[len(name) : date.start].strip() in {"-", "–", ",", ":"}:
        if committee := _committee(block, 0, len(name)):
            found.committees.append(committee)
    elif not (_BEFORE_NAME.fullmatch(name) or _HELD_ON.fullmatch(name) or _is_title_of_meeting(name)):
        return
    found.dates.append((block, last))
    if venue := _venue_after(block, last.end):
        found.venues.append(venue)


def _is_title_of_meeting(name: str) -> bool:
    """ "COUNCIL MEETING", before its date on the same line."""
    words = words_of(name)
    return 0 < len(words) < 8 and words[-1] == "meeting" and not {"next", "last", "to", "for", "from"} & set(words)


def _is_under_heading(before: list[Block]) -> bool:
    """Whether the two lines above a date speak of a meeting or name the body that met."""
    return any(len(line.text) <= 150 and heads_a_meeting(line.text) for line in before[-2:])


def _venue_after(block: Block, start: int) -> Reading[str] | None:
    """The place that follows date and time: "at 7.30pm in the Reading Room", "6.00 pm, Town Hall"."""
    times = clock_times_in(block.text, start)
    near = [time for time in times if len(block.text[start : time.start].strip(" ,–-")) < _LONGEST_BEFORE_TIME]
    at = _skip_space(block.text, near[-1].end if near else start)
    if place := _PLACE.match(block.text, at):
        return _trimmed(block, _start_of_place(block, place), len(block.text))
    is_place = at < len(block.text) and _IS_PLACE.search(block.text, at) and block.text[at].isupper()
    return _trimmed(block, at, len(block.text)) if is_place else None


def heads_a_meeting(text: str) -> bool:
    """Whether a line speaks of a meeting, or names a body that meets."""
    return bool(_SAYS_MEETING.search(text)) or any(names_a_body(word) for word in text.split())


def is_name_of_body(text: str) -> bool:
    """Whether a line is the name of a body that meets, and nothing else."""
    words = words_of(text)
    if not words or len(words) > _LONGEST_NAME_OF_BODY or text.endswith((".", ":", ";")):
        return False
    is_name = names_a_body(text) or (len(words) > 1 and words[0] in _WELSH_BODIES)
    return is_name and text[0].isupper() and words[-1] not in _NOT_BODIES and not dates_in(text)


def is_dated_line(block: Block) -> bool:
    """Whether a line gives the day of one meeting, with its hour, place or name perhaps, and says no more."""
    dates = dates_in(block.text)
    # Two languages give the same day twice.
    if len({read.date for read in dates}) != 1 or len(block.text) > _LONGEST_DATED_LINE:
        return False
    return _is_only_time(block.text[dates[-1].end :]) or _venue_after(block, dates[-1].end) is not None


def _is_only_time(text: str) -> bool:
    for start, end in reversed(times_in(text)):
        text = text[:start] + text[end:]
    return not re.sub(r"\b(?:at|to|commencing|starting|from|am)\b", "", text).strip(" ,.-–()")


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
