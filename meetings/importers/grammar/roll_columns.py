"""Columns of the roll: members side by side under their wards, a group beside each name, a head on two lines.

A printed roll often stands in columns that only wide space sets apart; as lines of text the columns run together.
"""

import re

from meetings.importers.blocks import Block, join
from meetings.importers.grammar.attendance_words import line_of_attendance
from meetings.importers.grammar.labels import item_number
from meetings.importers.grammar.names import is_name, is_titled
from meetings.importers.grammar.offices import is_title

_WIDE_GAP = 3
_LONGEST_CELL = 60
_MOST_CELLS = 4
_FEWEST_NAMES = 3
# "OFFICERS" with "PRESENT: Ms A Gale" below it, "IN" with "ATTENDANCE: Cllr B Hill".
_FIRST_HALF = re.compile(r"(?:in|also|also in|officers?|members|others?|non-members|councillors)", re.I)
_SECOND_HALF = re.compile(r"(?:present|attendance|in attendance|absent)\b ?:", re.I)
# The heads of a table of those who were away, which a page lost the sides of: "Name  Reason for …  Substituted By".
_HEADS_OF_ABSENCE = re.compile(r"(?:member )?names? (?:reason\b.{0,40} )?substitut\w{2,4}(?: by| for)?$", re.I)
_NUMBER = re.compile(r"\d{1,3}[.)] ?")


def in_one_column(blocks: list[Block]) -> list[Block]:
    """The lines of a roll with each member on a line where they stood side by side under their wards."""
    return _with_rows_of_absence(_under_wards(_with_heads_joined(blocks)))


def _with_rows_of_absence(blocks: list[Block]) -> list[Block]:
    """The same with nothing but the name in each row of a table of those who were away, where it lost its sides."""
    kept: list[Block] = []
    is_within = False
    for block in blocks:
        is_head = not block.cells and _HEADS_OF_ABSENCE.match(block.text) is not None
        is_within = is_head or (is_within and not block.is_after_blank and not line_of_attendance(block))
        if not is_head:
            kept.append(_cells(block)[0] if is_within else block)
    return kept


def groups_beside(blocks: list[Block]) -> tuple[list[Block], dict[int, str]]:
    """The lines of a roll less the post or group that wide space sets apart from one name; and that, by its line."""
    kept, beside = [], {}
    for block in blocks:
        if gap := _gap_before_group(block):
            beside[len(kept)] = block.text[gap + 1 :]
            block = _without_group(block, gap)
        kept.append(block)
    return kept, beside


def numbered_names(blocks: list[Block], rolls: list[int]) -> set[int]:
    """The places of lines that number those present, one titled name to a line, so that they head no items."""
    found: set[int] = set()
    for roll in rolls:
        for index in range(roll + 1, len(blocks)):
            block = blocks[index]
            if index in found or not item_number(block.label) or not is_titled(block.words) or block.is_after_blank:
                break
            found.add(index)
    return found


def _with_heads_joined(blocks: list[Block]) -> list[Block]:
    joined: list[Block] = []
    for block in blocks:
        is_half = bool(joined) and not block.is_after_blank and _SECOND_HALF.match(block.text)
        if is_half and _FIRST_HALF.fullmatch(joined[-1].text):
            joined[-1] = join([joined[-1], block])
        else:
            joined.append(block)
    return joined


def _cells(block: Block) -> list[Block]:
    """The parts of a line that wide space sets apart."""
    if block.cells or len(block.pieces) == 1:
        return [block]
    starts = [0, *(gap + 1 for gap in _gaps(block))]
    ends = [*(start - 1 for start in starts[1:]), len(block.text)]
    return [block.part(start, end) for start, end in zip(starts, ends, strict=True)]


def _gaps(block: Block) -> list[int]:
    """The places of the spaces in a line that are wide in the source."""
    places = [place for place, _ in block.pieces[1:] if block.text[place - 1 : place] == " "]
    return [place - 1 for place in places if block.offset(place) - block.end_offset(place - 1) >= _WIDE_GAP]


def _under_wards(blocks: list[Block]) -> list[Block]:
    """The same with the names of wards, in capitals over the members, left out, and each member on a line."""
    kept: list[Block] = []
    index = 0
    while index < len(blocks):
        kept.append(blocks[index])
        index += 1
        line = line_of_attendance(kept[-1])
        if line and line["present"]:
            names, index = _names_by_ward(blocks, index)
            kept += names
    return kept


def _names_by_ward(blocks: list[Block], start: int) -> tuple[list[Block], int]:
    """The members under the wards that begin at a line, and the place after them; none where no wards stand there."""
    names, wards, index = [], 0, start
    while index < len(blocks) and not blocks[index].label and not line_of_attendance(blocks[index]):
        cells = _cells(blocks[index])
        if len(cells) > _MOST_CELLS or not (
            all(map(_is_ward, cells)) or all(is_name(cell.text) and not cell.text.isupper() for cell in cells)
        ):
            break
        if _is_ward(cells[0]):
            wards += 1
        else:
            names += cells
        index += 1
    return (names, index) if wards > 1 and len(names) >= _FEWEST_NAMES else ([], start)


def _is_ward(cell: Block) -> bool:
    return cell.text.isupper() and len(cell.text) <= _LONGEST_CELL and not is_titled(cell.text)


def _gap_before_group(block: Block) -> int:
    """Where, after one titled name, wide space begins before whom or what it stands for; else 0."""
    gaps = [] if block.cells or len(block.pieces) == 1 else _gaps(block)
    line = line_of_attendance(block)
    start = line.end() + block.body if line else block.body
    gaps = [gap for gap in gaps if gap > start + 1]
    if len(gaps) != 1 or len(block.text) - gaps[0] > 2 * _LONGEST_CELL:
        return 0
    number = _NUMBER.match(block.text, start + len(block.text[start:]) - len(block.text[start:].lstrip(" :")))
    name = block.text[number.end() if number else start : gaps[0]].lstrip(" :")
    beside = block.text[gaps[0] + 1 :]
    is_one_name = is_titled(name) and "," not in name and ";" not in name
    # "… Quay Council (substitute for Cllr Hill)" tells of somebody else as well.
    is_words = beside[0].isupper() and ":" not in beside and not any(map(is_title, beside.split()))
    return gaps[0] if is_one_name and is_words else 0


def _without_group(block: Block, gap: int) -> Block:
    short = block.part(0, gap)
    short.label, short.body = block.label, block.body
    return short
