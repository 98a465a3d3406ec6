"""Tables of a web page: rows where a table holds data, the lines of its cells where it only lays out the page."""

from dataclasses import replace
from itertools import pairwise, zip_longest

from meetings.importers.blocks import Kind
from meetings.importers.formats.web_page_line import Cell, Form, Line
from meetings.importers.grammar.attendance_words import status_of_words
from meetings.importers.grammar.labels import item_number, label_at_start
from meetings.importers.grammar.tables import is_head_of_minutes

# A title beside its number is shorter than this, or ends without a stop.
_LONGEST_TITLE = 60


def lines_of_table(rows: list[list[Cell]]) -> list[Line]:
    """The lines of a table, in order; rows follow each other closely."""
    heads = [cell.words for cell in rows[0]] if rows else []
    if _are_lists(heads, rows):
        return _rows_of_lists(rows)
    has_owners = len(heads) > 1 and is_head_of_minutes(heads)
    is_even = all(cell.is_one_line for row in rows for cell in row if cell.lines)
    if has_owners and is_even:
        # Minutes printed as rows, which one rule reads for every format.
        opened = [[_row(row)] for row in rows if any(cell.lines for cell in row)]
    else:
        opened = _opened(rows, len(heads) if has_owners else 0)
    lines = [line for row in opened for line in row]
    if lines:
        lines[0].is_close = False
    return lines


def _are_lists(heads: list[str], rows: list[list[Cell]]) -> bool:
    """Whether each column is a list of people: "Present" beside "Apologies"."""
    if len(heads) < 2 or not all(status_of_words(head) for head in heads):
        return False
    lines = [line for row in rows for cell in row for line in cell.lines]
    are_short = all(len(line.text) <= _LONGEST_TITLE or "\n" in line.text for line in lines)
    return are_short and not any(item_number(line.label) or line.cells for line in lines)


def _rows_of_lists(rows: list[list[Cell]]) -> list[Line]:
    """The lines of lists that stand side by side, one row to each line: a cell may hold many names."""
    made = []
    for row in rows:
        lists = [[words for line in cell.lines for words in _names_of(line)] for cell in row]
        for names in zip_longest(*lists, fillvalue=""):
            text, places = "", []
            for index, name in enumerate(names):
                text += (" | " if index and text else "| " if index else "") + name
                places.append((len(text) - len(name), len(text)))
            text = text.rstrip()
            cells = tuple((min(start, len(text)), min(end, len(text))) for start, end in places)
            made.append(Line(text, Kind.TABLE_ROW, is_close=True, cells=cells, forms=_forms_of(row)))
    if made:
        made[0].is_close = False
    return made


def _forms_of(row: list[Cell]) -> tuple[Form, ...]:
    return next((cell.lines[0].forms for cell in row if cell.lines), ())


def _names_of(line: Line) -> list[str]:
    """The words of each line in a cell, without the bullet of a list."""
    words = (" ".join(part.split()) for part in line.text.removeprefix(line.label).split("\n"))
    return [part for part in words if part]


def _opened(rows: list[list[Cell]], width_with_owners: int) -> list[list[Line]]:
    """The lines of each row; with a width given, the last of that many columns holds owners."""
    numbered = _numbered_rows(rows, has_owners=width_with_owners > 0)
    is_beside = _stand_beside([rows[index] for index in numbered])
    opened: list[list[Line]] = []
    for index, row in enumerate(rows):
        filled = [cell for cell in row if cell.lines]
        if not filled:
            continue
        if width_with_owners and index and len(row) == width_with_owners:
            _mark_owners(row[-1])
        is_data = _is_data(row, filled, opened[-1] if opened else [])
        if index in numbered:
            added = _numbered(filled, is_beside=is_beside)
        elif (numbered or width_with_owners) and is_data and (not index or all(cell.is_head for cell in row)):
            # "No. Item" on one line, for it heads the list and is no entry of it.
            added = [Line(" ".join(cell.words for cell in filled))]
        elif numbered or width_with_owners or not is_data:
            added = [line for cell in filled for line in cell.lines]
        elif len(filled) == 2 and filled[0].words.endswith(":"):
            # "Venue: | Town Hall" is a line that says itself what it holds.
            added = [Line(f"{filled[0].words} {filled[1].words}", is_close=True)]
        else:
            added = [_row(row)]
        added[0].forms = filled[0].lines[0].forms
        opened.append(added)
    return opened


def _mark_owners(cell: Cell) -> None:
    for line in cell.lines:
        line.kind = Kind.OWNER if line.kind is Kind.PARAGRAPH else line.kind


def _is_data(row: list[Cell], filled: list[Cell], before: list[Line]) -> bool:
    """Whether a row holds data: several cells of one line, or under such a row the first of them alone."""
    if not all(cell.is_one_line for cell in filled):
        return False
    is_under_data = bool(before) and before[-1].kind is Kind.TABLE_ROW
    return len(filled) > 1 or (is_under_data and len(row) > 1 and bool(row[0].lines))


def _row(cells: list[Cell]) -> Line:
    """A row of data, with a bar between its cells; empty ones keep their place, except at the end."""
    text, places = "", []
    last = max(index for index, cell in enumerate(cells) if cell.lines)
    for index, cell in enumerate(cells[: last + 1]):
        if index:
            text = f"{text} |".lstrip()
        words = cell.words
        text += f" {words}" if text and words else words
        places.append((len(text) - len(words), len(text)))
    forms = cells[last].lines[0].forms
    return Line(text, Kind.TABLE_ROW, is_close=True, cells=tuple(places), forms=forms)


def _numbered_rows(rows: list[list[Cell]], *, has_owners: bool) -> list[int]:
    """The rows that begin with the number of an item, paragraph or limb: none where the numbers are only data."""
    found = [index for index, row in enumerate(rows) if _number_of(row)]
    numbers = [item_number(_number_of(rows[index])) for index in found]
    ordered = [number for number in numbers if number is not None]
    if not found or any(after <= before for before, after in pairwise(ordered)):
        return []
    beside = [[cell for cell in rows[index][1:] if cell.lines] for index in found]
    is_layout = any(not cell.is_one_line for cells in beside for cell in cells)
    is_said = all(cells[0].words.lstrip("'‘“\"(")[:1].isalpha() for cells in beside)
    is_numbered = is_said and (is_layout or has_owners or max(len(cells) for cells in beside) == 1)
    return found if is_numbered else []


def _stand_beside(rows: list[list[Cell]]) -> bool:
    """Whether titles run on into what was said, so that number and words must stay on one line to be told apart."""
    words = [next(cell for cell in row[1:] if cell.lines) for row in rows]
    runs_on = any(cell.is_one_line and len(cell.words) > _LONGEST_TITLE and cell.words[-1] == "." for cell in words)
    return runs_on and all(not _number_of(row)[-1].isalnum() for row in rows)


def _number_of(row: list[Cell]) -> str:
    """The number or marker that is all the first cell of a row holds, where another cell goes on."""
    if len(row) < 2 or not row[0].is_one_line or not any(cell.lines for cell in row[1:]):
        return ""
    words = row[0].words
    return words if len(words) < 16 and label_at_start(words, is_wide=False) == words else ""


def _numbered(filled: list[Cell], *, is_beside: bool) -> list[Line]:
    """A number stands on a line of its own above what it numbers; "(a)" stands before the words of its limb."""
    number, *rest = filled
    lines = [line for cell in rest for line in cell.lines]
    label = number.words
    is_alone = item_number(label) is not None and not label.startswith("(") and not is_beside
    if is_alone or lines[0].label or lines[0].cells:
        return [Line(label, label=label), replace(lines[0], is_close=True), *lines[1:]]
    first = replace(lines[0], text=f"{label} {lines[0].text}", label=label, is_close=not is_beside)
    return [first, *lines[1:]]
