"""Votes in tables: names or numbers under the head of each side, in rows of cells, in columns or below one another."""

import re
from itertools import pairwise

from meetings.importers.blocks import Block
from meetings.importers.grammar.name_lists import people_in
from meetings.importers.grammar.names import Person, read_person
from meetings.importers.grammar.votes import ABSTAINED, AGAINST, FOR, SIDE, WHAT, Voted, count_at, side_of
from meetings.importers.minutes import Reading, VoteRead

ONLY_SIDE = re.compile(rf"(?:voted |votes? )?(?P<side>{SIDE}|yes|no){WHAT}[ :]*$", re.I)
HEAD_OF_COLUMNS = re.compile(rf"(?:{SIDE}):?(?: (?:{SIDE}):?){{1,2}}$", re.I)
SIDE_ALONE = re.compile(rf"\b(?:{SIDE})\b", re.I)
NO_NAMES = re.compile(r"[\s(]*(?:none|nil|no one|nobody|neb|0|-|–)\b[\s).;,]*$", re.I)
_TOTAL = re.compile(r"(?:sub-?)?totals?|results?|votes?(?: cast)?|numbers?|count", re.I)
_MARK = re.compile(r"(?:x|✓|✔|√|1|y|yes|\*)$", re.I)
# "7", or the number at the end of a line of names set apart by wide space: "Gale, Hill and Reed      3".
_ONLY_NUMBER = re.compile(r"\(?(?P<count>\d{1,3})\)?$")
_YES_OR_NO = re.compile(r"(?:\d{1,3} )?(?:yes|no)$", re.I)
# "3 NO": the number of the side above, and on the next line, which was joined to it, the head of this one.
_NUMBER_AND_SIDE = re.compile(rf"(?:(?P<count>\d{{1,3}}) )?{ONLY_SIDE.pattern}", re.I)
_NUMBER_AT_END = re.compile(r" \(?(?P<count>\d{1,3})\)?$")
_WIDE_GAP = 3
_FEWEST_HEADS = 2


def with_numbers(counts: Voted, votes: list[VoteRead], numbers: dict[str, Reading[int]]) -> Voted:
    """The votes with the numbers printed; where a side has none, with that of its names."""
    return Voted(
        counts.votes_for or numbers.get(FOR),
        counts.votes_against or numbers.get(AGAINST),
        counts.votes_abstained or numbers.get(ABSTAINED),
        tuple(votes),
    )


def is_lone_side(text: str) -> bool:
    """Whether a line is nothing but the name of a side: "YES", "Against", "ABSTAIN"."""
    return _NUMBER_AND_SIDE.match(text) is not None


def vote_under_lone_heads(lines: list[Block]) -> Voted:
    """The vote whose sides stand each on a line of its own, "YES", "NO", above the names and perhaps their number."""
    votes: list[VoteRead] = []
    numbers: dict[str, Reading[int]] = {}
    heads, side = 0, ""
    if not any(_YES_OR_NO.match(line.text) for line in lines):
        return Voted()
    for line in lines:
        if head := _NUMBER_AND_SIDE.match(line.text):
            if head["count"] and side:
                numbers[side] = count_at(line, head.span("count"))
            side, heads = side_of(head["side"]), heads + 1
        elif not side:
            return Voted()
        elif number := _ONLY_NUMBER.match(line.text):
            numbers[side] = count_at(line, number.span("count"))
        else:
            number = _NUMBER_AT_END.search(line.text)
            end = number.start() if number else len(line.text)
            if number:
                numbers[side] = count_at(line, number.span("count"))
            people = people_in(line, 0, end, is_alone_enough=True)
            if not NO_NAMES.match(line.text, 0, end) and not people:
                return Voted()
            votes += [VoteRead(line.read(one.start, one.end), side) for one in people if isinstance(one, Person)]
    return with_numbers(Voted(), votes, numbers) if heads >= _FEWEST_HEADS else Voted()


def votes_in_columns(lines: list[Block]) -> list[VoteRead]:
    """The names under "For      Against", told apart by where they stand on their lines."""
    head = next((at for at, line in enumerate(lines) if HEAD_OF_COLUMNS.match(line.text)), None)
    if head is None:
        return []
    sides = [(_column(lines, head, side.start()), side_of(side[0])) for side in SIDE_ALONE.finditer(lines[head].text)]
    votes = []
    for at in range(head + 1, len(lines)):
        line = lines[at]
        people = [one for part in _apart(line) for one in people_in(line, *part, is_alone_enough=True)]
        for person in people:
            column = _column(lines, at, person.start)
            under = [side for begins, side in sides if begins <= column + 2]
            if not isinstance(person, Person) or not under:
                return []
            votes.append(VoteRead(line.read(person.start, person.end), under[-1]))
    return votes


def _apart(line: Block) -> list[tuple[int, int]]:
    """The stretches of a line that wide space sets apart."""
    gaps = [place for place, _ in line.pieces[1:] if line.offset(place) - line.end_offset(place - 1) >= _WIDE_GAP]
    return list(zip([0, *gaps], [*(gap - 1 for gap in gaps), len(line.text)], strict=True))


def _column(lines: list[Block], at: int, place: int) -> int:
    """How far from the left a character stands, the line above having ended with its last word."""
    line, above = lines[at], lines[at - 1] if at else None
    indent = line.offset(0) - above.end_offset(len(above.text)) - 1 if above else 0
    return indent + line.offset(place) - line.offset(0)


def vote_in_rows(rows: list[Block]) -> Voted:
    """A table of the votes, whichever way it is laid out."""
    heads = {index: _side_in(rows[0], index) for index in range(len(rows[0].cells))}
    sides = {index: side for index, side in heads.items() if side}
    if len(set(sides.values())) > 1:
        return _vote_under_heads(rows, sides)
    votes: list[VoteRead] = []
    numbers: dict[str, Reading[int]] = {}
    for row in rows:
        if side := _side_in(row, 0):
            for cell in row.cells[1:]:
                if number := _number_in(row, cell):
                    numbers[side] = number
                else:
                    votes += _votes_in_cell(row, cell, side)
        elif len(row.cells) > 1 and (side := _side_in(row, len(row.cells) - 1)):
            person = read_person(row, *row.cells[0], is_alone_enough=True)
            votes += [VoteRead(row.read(person.start, person.end), side)] if person else []
    return with_numbers(Voted(), votes, numbers)


def _vote_under_heads(rows: list[Block], sides: dict[int, str]) -> Voted:
    """Columns "For | Against": numbers in them, names in them, or a mark in the one that a name belongs to."""
    votes: list[VoteRead] = []
    numbers: dict[str, Reading[int]] = {}
    for row in rows[1:]:
        cells = {index: cell for index, cell in _cells_by_column(row) if row.text[slice(*cell)].strip(" –-")}
        counts = {side: _number_in(row, cells[index]) for index, side in sides.items() if index in cells}
        marked = [side for index, side in sides.items() if index in cells and _is_marked(row, cells[index], side)]
        person = read_person(row, *cells[0], is_alone_enough=True) if 0 in cells and 0 not in sides else None
        is_total = 0 in cells and _TOTAL.fullmatch(row.text[slice(*cells[0])].strip(" :")) is not None
        if person and len(marked) == 1 and not is_total:
            votes.append(VoteRead(row.read(person.start, person.end), marked[0]))
        elif counts and all(counts.values()) and (is_total or not person):
            numbers |= counts
        elif 0 in sides:
            votes += [
                vote
                for index, cell in cells.items()
                if index in sides
                for vote in _votes_in_cell(row, cell, sides[index])
            ]
    return with_numbers(Voted(), votes, numbers)


def _is_marked(row: Block, cell: tuple[int, int], side: str) -> bool:
    text = row.text[slice(*cell)].strip()
    said = ONLY_SIDE.match(text)
    return bool(_MARK.match(text)) or (said is not None and side_of(said["side"]) == side)


def _cells_by_column(row: Block) -> list[tuple[int, tuple[int, int]]]:
    """The cells with the number of their column; between tabs an empty cell leaves only another tab."""
    if row.text.startswith("|") or not row.cells:
        return list(enumerate(row.cells))
    columns = [(0, row.cells[0])]
    for before, cell in pairwise(row.cells):
        columns.append((columns[-1][0] + max(row.offset(cell[0]) - row.end_offset(before[1]), 1), cell))
    return columns


def _side_in(row: Block, index: int) -> str:
    if index >= len(row.cells):
        return ""
    side = ONLY_SIDE.match(row.text[slice(*row.cells[index])].strip())
    return side_of(side["side"]) if side else ""


def _number_in(row: Block, cell: tuple[int, int]) -> Reading[int] | None:
    text = row.text[slice(*cell)]
    number = text.strip()
    if not number.isdecimal() or len(number) > 3:
        return None
    first = cell[0] + text.index(number)
    return count_at(row, (first, first + len(number)))


def _votes_in_cell(row: Block, cell: tuple[int, int], side: str) -> list[VoteRead]:
    if NO_NAMES.match(row.text, *cell):
        return []
    people = people_in(row, *cell, is_alone_enough=True)
    return [VoteRead(row.read(one.start, one.end), side) for one in people if isinstance(one, Person)]
