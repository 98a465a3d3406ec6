"""The grammar of minutes: one set of rules that turns the blocks of any format into meetings and their items."""

import re
from dataclasses import replace

from meetings.importers.blocks import Block
from meetings.importers.grammar.actions import has_action_column
from meetings.importers.grammar.attendance import WAS_THERE, Attendance
from meetings.importers.grammar.attendance_lines import read_attendance_lines
from meetings.importers.grammar.attendance_words import line_of_attendance, rolls_in
from meetings.importers.grammar.comings_and_goings import read_comings_and_goings
from meetings.importers.grammar.declarations import departures_in, items_declared_in, with_departures
from meetings.importers.grammar.declared_items import with_declarations_moved
from meetings.importers.grammar.item_heads import Head
from meetings.importers.grammar.item_reading import read_item
from meetings.importers.grammar.items import find_heads, warnings_about
from meetings.importers.grammar.lists_run_together import with_rolls_apart
from meetings.importers.grammar.meeting_heading import MEETING_OF_LINE, read_heading
from meetings.importers.grammar.meeting_parts import parts_of
from meetings.importers.grammar.names_of_meetings import MEETING_LINE
from meetings.importers.grammar.section_headings import Section, section_of
from meetings.importers.grammar.tables import minutes_out_of_rows
from meetings.importers.minutes import AttendeeRead, ItemRead, MeetingRead, MinutesRead

# Where no item is found, only the top of a page can be its heading.
_LONGEST_HEADING = 12
# Where one is found, a roll of everybody may stand between; beyond that, rows of no meeting's heading.
_MOST_ABOVE_ITEMS = 500
_LONGEST_ROLL = 60
_MOST_ROLLS_ELSEWHERE = 3
# More than thirty years of a council's minutes; a text that goes on is none.
_MOST_MEETINGS = 2000
_LONGEST_FOOT = 12
_APOLOGIES = re.compile(r"apologies |ymddiheuriadau ", re.I)
_OF_NEXT = re.compile(r"\bnext\b", re.I)


def read_blocks(blocks: list[Block]) -> MinutesRead:
    """All that the blocks say, and warnings for the clerk about what they leave out."""
    if not blocks:
        return MinutesRead(warnings=("There is no text to read.",))
    parts = [with_rolls_apart(part) for part in parts_of(minutes_out_of_rows(blocks))]
    read = [_read_meeting(part) for part in parts[:_MOST_MEETINGS]]
    warnings = (
        [] if len(parts) <= _MOST_MEETINGS else [f"Only the first {_MOST_MEETINGS} meetings of the text were read."]
    )
    warnings += [
        f"{_name_of_meeting(meeting, number)}: {warning}" if len(read) > 1 else warning
        for number, (meeting, said) in enumerate(read, 1)
        for warning in said
    ]
    return MinutesRead(tuple(meeting for meeting, _ in read), tuple(dict.fromkeys(warnings)))


def _name_of_meeting(meeting: MeetingRead, number: int) -> str:
    """Which of several meetings a warning is about: by its date, or by its place in the text."""
    if meeting.date:
        day = meeting.date.value
        body = f" ({meeting.committee.value})" if meeting.committee else ""
        return f"Meeting of {day.day} {day:%B} {day.year}{body}"
    return f"Meeting {number} of the text"


def _read_meeting(blocks: list[Block]) -> tuple[MeetingRead, list[str]]:
    heads = find_heads(blocks)
    heading = read_heading(_heading_blocks(blocks, heads), blocks)
    attendance = Attendance()
    read_attendance_lines(blocks[: heads[0].first if heads else len(blocks)], attendance)
    items = _read_items(blocks, heads, attendance)
    if not any(attendee.status == "present" for attendee in attendance.read):
        for roll in _rolls_elsewhere(blocks):
            read_attendance_lines(roll, attendance)
            if any(attendee.status == "present" for attendee in attendance.read):
                break
    _read_foot(blocks, attendance)
    read_comings_and_goings(blocks, attendance)
    meeting = MeetingRead(
        date=heading.date,
        time=heading.time,
        committee=heading.committee,
        kind=heading.kind,
        venue=heading.venue,
        attendees=_attendees(attendance, items),
        items=tuple(items),
    )
    return meeting, [*_warnings(meeting), *warnings_about(heads), *heading.warnings]


def _rolls_elsewhere(blocks: list[Block]) -> list[list[Block]]:
    """The lists of those present where they do not stand above the items, as below a table of the decisions."""
    rolls = rolls_in(blocks)
    # A page may offer its list of attendance at the top, and have it at the foot.
    places = dict.fromkeys([*rolls[:_MOST_ROLLS_ELSEWHERE], *rolls[-_MOST_ROLLS_ELSEWHERE:]])
    return [_roll_from(blocks, first) for first in places]


def _roll_from(blocks: list[Block], first: int) -> list[Block]:
    roll = blocks[first : first + _LONGEST_ROLL]
    return roll[: next((index for index, block in enumerate(roll) if block.label), len(roll))]


def _read_foot(blocks: list[Block], attendance: Attendance) -> None:
    """Those who could not come, where only the end of the minutes names them."""
    if any(attendee.status in ("apologies", "absent") for attendee in attendance.read):
        return
    for block in blocks[-_LONGEST_FOOT:]:
        line = line_of_attendance(block)
        is_of_absence = line and line.lastgroup in ("apologies", "absent")
        if (is_of_absence or _APOLOGIES.match(block.text)) and not _OF_NEXT.search(block.text):
            read_attendance_lines([block], attendance)


def _read_items(blocks: list[Block], heads: list[Head], attendance: Attendance) -> list[ItemRead]:
    """The items in order, each with the interests declared in it, wherever in the meeting they were declared."""
    has_column = has_action_column(blocks[: heads[0].first] if heads else blocks)
    has_purpose = not _is_numbered(heads) or any(
        section_of(block.text) in (Section.PAPERS, Section.MINUTES) for block in blocks
    )
    items, bodies, named = [], [], {}
    ends = [*(head.first for head in heads[1:]), len(blocks)]
    for head, end in zip(heads, ends, strict=False):
        body = blocks[head.after : end]
        items.append(read_item(head, body, attendance, has_purpose=has_purpose, has_column=has_column))
        bodies.append([head.tail, *body] if head.tail else body)
        if items[-1].declarations:
            named |= items_declared_in(head.title.value, bodies[-1])
    moved = with_declarations_moved(items, named)
    return [_with_departures(item, body) for item, body in zip(moved, bodies, strict=True)]


def _with_departures(item: ItemRead, body: list[Block]) -> ItemRead:
    if not item.declarations:
        return item
    return replace(item, declarations=with_departures(item.declarations, departures_in(body)))


def _heading_blocks(blocks: list[Block], heads: list[Head]) -> list[Block]:
    """The blocks that may tell of the meeting itself: never those of an item, which speak of other meetings."""
    if not heads:
        return blocks[:_LONGEST_HEADING]
    first = heads[0]
    lines = (block for block in blocks[first.first : first.after] if _is_line_of_meeting(block))
    return [*blocks[: min(first.first, _MOST_ABOVE_ITEMS)], *lines]


def _is_line_of_meeting(block: Block) -> bool:
    return bool(MEETING_LINE.match(block.text) or MEETING_OF_LINE.match(block.text))


def _is_numbered(heads: list[Head]) -> bool:
    return len(heads) > 1 and all(head.number for head in heads)


def _attendees(attendance: Attendance, items: list[ItemRead]) -> tuple[AttendeeRead, ...]:
    """Those of the attendance lists, and the speakers, who were there too."""
    for item in items:
        for speaker in item.speakers:
            if not any(_is_same_person(speaker, known) for known in attendance.read):
                attendance.add(speaker)
    return attendance.settled()


def _is_same_person(one: AttendeeRead, other: AttendeeRead) -> bool:
    return one.name.value.casefold() == other.name.value.casefold() and other.status in WAS_THERE


def _warnings(meeting: MeetingRead) -> list[str]:
    """What the clerk must add; a page of one item alone is not expected to tell of the whole meeting."""
    said = []
    if meeting.committee is None:
        said.append("The text does not name the committee in full.")
    if not meeting.items:
        said.append("No items were found in the text.")
    if len(meeting.items) != 1:
        said += _warnings_of_whole_meeting(meeting)
    for item in meeting.items:
        name = f"Item {item.number.value}" if item.number else "One item"
        if not item.title.value:
            said.append(f"{name} has no title in the text.")
        if any(resolution.text.is_guess for resolution in item.resolutions):
            said.append(f"{name} has decisions that were inferred: the text does not print them as resolved.")
    return said


def _warnings_of_whole_meeting(meeting: MeetingRead) -> list[str]:
    said = []
    if meeting.time is None:
        said.append("The text does not say when the meeting began.")
    elif meeting.time.is_guess:
        said.append("The text gives the hour of the meeting without saying whether it is before or after noon.")
    if not meeting.attendees:
        said.append("The text does not say who was at the meeting.")
    return said
