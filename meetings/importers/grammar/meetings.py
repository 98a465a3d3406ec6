"""The grammar of minutes: one set of rules that turns the blocks of any format into meetings and their items."""

from itertools import pairwise

from meetings.importers.blocks import Block
from meetings.importers.grammar.actions import has_action_column
from meetings.importers.grammar.attendance import Attendance, read_attendance_lines
from meetings.importers.grammar.item_reading import read_item
from meetings.importers.grammar.items import Head, find_heads
from meetings.importers.grammar.meeting_heading import MEETING_LINE, MEETING_OF_LINE, begins_minutes, read_heading
from meetings.importers.grammar.section_headings import Section, section_of
from meetings.importers.minutes import AttendeeRead, ItemRead, MeetingRead, MinutesRead

# Where no item is found, only the top of a page can be its heading.
_LONGEST_HEADING = 12


def read_blocks(blocks: list[Block]) -> MinutesRead:
    """All that the blocks say, and warnings for the clerk about what they leave out."""
    if not blocks:
        return MinutesRead(warnings=("There is no text to read.",))
    meetings, warnings = [], []
    for part in _parts(blocks):
        meeting, said = _read_meeting(part)
        meetings.append(meeting)
        warnings += said
    return MinutesRead(tuple(meetings), tuple(dict.fromkeys(warnings)))


def _parts(blocks: list[Block]) -> list[list[Block]]:
    """The blocks of each meeting: an issue's page tells of one matter at several meetings, each under its line."""
    starts = [index for index, block in enumerate(blocks) if MEETING_LINE.match(block.text)]
    if not starts:
        befores = [None, *blocks]
        starts = [index for index, block in enumerate(blocks) if begins_minutes(block, befores[index])]
    edges = [0, *starts[1:], len(blocks)]
    return [blocks[first:last] for first, last in pairwise(edges) if first < last]


def _read_meeting(blocks: list[Block]) -> tuple[MeetingRead, list[str]]:
    heads = find_heads(blocks)
    first = heads[0].first if heads else len(blocks)
    heading = read_heading(_heading_blocks(blocks, heads))
    attendance = Attendance()
    read_attendance_lines(blocks[:first], attendance)
    has_column = has_action_column(blocks[:first])
    has_purpose = any(
        section_of(block.text) in (Section.PAPERS, Section.MINUTES) for block in blocks
    ) or not _is_numbered(heads)
    items = []
    ends = [*(head.first for head in heads[1:]), len(blocks)]
    for head, end in zip(heads, ends, strict=False):
        body = blocks[head.after : end]
        items.append(read_item(head, body, attendance, has_purpose=has_purpose, has_column=has_column))
    meeting = MeetingRead(
        date=heading.date,
        committee=heading.committee,
        venue=heading.venue,
        attendees=_attendees(attendance, items),
        items=tuple(items),
    )
    return meeting, [*_warnings(meeting), *heading.warnings]


def _heading_blocks(blocks: list[Block], heads: list[Head]) -> list[Block]:
    """The blocks that may tell of the meeting itself: never those of an item, which speak of other meetings."""
    if not heads:
        return blocks[:_LONGEST_HEADING]
    first = heads[0]
    lines = (block for block in blocks[first.first : first.after] if _is_line_of_meeting(block))
    return [*blocks[: first.first], *lines]


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
    return tuple(attendance.read)


def _is_same_person(one: AttendeeRead, other: AttendeeRead) -> bool:
    return one.name.value.casefold() == other.name.value.casefold() and other.status in ("present", "in attendance")


def _warnings(meeting: MeetingRead) -> list[str]:
    said = []
    if meeting.committee is None:
        said.append("The text does not name the committee in full.")
    if not meeting.items:
        said.append("No items were found in the text.")
    if not meeting.attendees:
        said.append("The text does not say who was at the meeting.")
    for item in meeting.items:
        name = f"Item {item.number.value}" if item.number else "One item"
        if not item.title.value:
            said.append(f"{name} has no title in the text.")
        if any(resolution.text.is_guess for resolution in item.resolutions):
            said.append(f"{name} has decisions that were inferred: the text does not print them as resolved.")
    return said
