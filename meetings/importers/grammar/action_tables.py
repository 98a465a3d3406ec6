"""Tables of actions: "Action | Owner | Due", as rows of cells or with each cell on a line of its own."""

from dataclasses import dataclass

from meetings.importers.blocks import Block
from meetings.importers.grammar.labels import is_bullet
from meetings.importers.grammar.tables import cell_words, is_head_of_actions, role_of

_MOST_COLUMNS = 8
_LONGEST_SMALL_CELL = 80


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of one of an item's blocks."""

    index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableAction:
    task: Cell
    owner: Cell | None = None
    due: Cell | None = None


def actions_in_tables(blocks: list[Block]) -> list[TableAction]:
    """The action of each row under heads that say which columns hold the tasks, the owners and the days."""
    found: list[TableAction] = []
    roles: list[str] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if not block.cells:
            roles = []
            columns = _stacked_heads(blocks, index)
            if columns:
                rows, index = _stacked_rows(blocks, index + len(columns), columns)
                found += rows
                continue
        elif is_head_of_actions(cell_words(block)):
            roles = [role_of(head) for head in cell_words(block)]
        elif roles:
            found += _action(roles, [Cell(index, start, end) for start, end in block.cells], blocks)
        index += 1
    return found


def heads_actions(blocks: list[Block], index: int) -> bool:
    """Whether a table of actions begins at this block."""
    if index >= len(blocks):
        return False
    return (
        is_head_of_actions(cell_words(blocks[index])) if blocks[index].cells else bool(_stacked_heads(blocks, index))
    )


def _stacked_heads(blocks: list[Block], index: int) -> list[str]:
    """The roles of heads that stand below one another, three of them at least."""
    if not role_of(blocks[index].text):
        return []
    heads = []
    for block in blocks[index : index + _MOST_COLUMNS]:
        if not role_of(block.text):
            break
        heads.append(block.text)
    return [role_of(head) for head in heads] if len(heads) > 2 and is_head_of_actions(heads) else []


def _stacked_rows(blocks: list[Block], index: int, roles: list[str]) -> tuple[list[TableAction], int]:
    """The rows below such heads, a cell a line, for as long as lines are left for a whole row."""
    found: list[TableAction] = []
    while index < len(blocks):
        cells, after = [], index
        while after < len(blocks) and len(cells) < len(roles):
            cells += _cells_of_line(blocks[after], after)
            after += 1
        small = [cell for cell, role in zip(cells, roles, strict=False) if role in ("owner", "due", "number")]
        if len(cells) != len(roles) or any(cell.end - cell.start > _LONGEST_SMALL_CELL for cell in small):
            break
        found += _action(roles, cells, blocks)
        index = after
    return found, index


def _cells_of_line(block: Block, index: int) -> list[Cell]:
    """The number of a row may have been joined to the cell below it."""
    if not block.label or is_bullet(block.label) or not block.words:
        return [Cell(index, 0, len(block.text))]
    return [Cell(index, 0, len(block.label)), Cell(index, block.body, len(block.text))]


def _action(roles: list[str], cells: list[Cell], blocks: list[Block]) -> list[TableAction]:
    named = {
        role: _trimmed(cell, blocks[cell.index].text)
        for role, cell in zip(roles, cells, strict=False)
        if role and blocks[cell.index].text[cell.start : cell.end].strip(" -–")
    }
    return [TableAction(named["task"], named.get("owner"), named.get("due"))] if "task" in named else []


def _trimmed(cell: Cell, text: str) -> Cell:
    words = text[cell.start : cell.end]
    start = cell.start + len(words) - len(words.lstrip())
    return Cell(cell.index, start, start + len(words.strip()))
