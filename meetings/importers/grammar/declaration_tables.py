"""Tables of declarations: rows that say which councillor has what interest in which item."""

import re
from dataclasses import dataclass

from meetings.importers.blocks import Block, Kind
from meetings.importers.grammar.names import is_titled

_NAME_HEADS = ("councillor", "cllr", "member", "name", "officer", "cynghorydd", "aelod", "enw")
_ITEM_HEADS = ("item", "minute", "agenda", "eitem", "cofnod")
_INTEREST_HEADS = ("interest", "nature", "reason", "details", "type", "description", "buddiant", "natur")


_ITEM = re.compile(r"(?:(?:agenda )?(?:item|minute|eitem|cofnod) )?(?:no\.? )?[A-Z.]{0,5}\d", re.I)


@dataclass(frozen=True, slots=True)
class Row:
    """One row, with the places of the cells that hold the name, the item and the interest."""

    block: Block
    name: tuple[int, int]
    item: tuple[int, int] | None
    interest: tuple[int, int] | None


def rows_of_interests(blocks: list[Block]) -> list[Row]:
    """The rows under a head such as "Councillor | Item | Interest"; none for a table of anything else."""
    rows: list[Row] = []
    columns: dict[str, int] = {}
    for block in blocks:
        if block.kind is not Kind.TABLE_ROW:
            columns = {}
        elif head := _columns_of_head(block):
            columns = head
        elif columns and len(block.cells) > columns["name"]:
            rows.append(_row(block, columns))
        elif row := _row_without_head(block):
            rows.append(row)
    return rows


def _columns_of_head(block: Block) -> dict[str, int]:
    """Which column holds what, where a row heads a table of interests."""
    columns: dict[str, int] = {}
    for index, (first, last) in enumerate(block.cells):
        head = block.text[first:last].casefold().strip(" :|")
        if len(head) > 40:
            return {}
        for kind, words in (("name", _NAME_HEADS), ("item", _ITEM_HEADS), ("interest", _INTEREST_HEADS)):
            if kind not in columns and head.startswith(words):
                columns[kind] = index
                break
    # The nature of the interest may have a column to itself after its kind.
    for index, (first, last) in enumerate(block.cells):
        if block.text[first:last].casefold().strip().startswith(("nature", "reason", "details")):
            columns["interest"] = index
    return columns if "name" in columns and len(columns) > 1 and "interest" in columns else {}


def _row_without_head(block: Block) -> Row | None:
    """ "Councillor Reid | Minute 84 | Personal, as a governor": a row that needs no head to be understood."""
    if len(block.cells) != 3 or not is_titled(block.text[slice(*block.cells[0])]):
        return None
    is_of_item = _ITEM.match(block.text, *block.cells[1])
    return Row(block, *block.cells) if is_of_item else None


def _row(block: Block, columns: dict[str, int]) -> Row:
    def cell(kind: str) -> tuple[int, int] | None:
        index = columns.get(kind)
        return block.cells[index] if index is not None and index < len(block.cells) else None

    return Row(block, block.cells[columns["name"]], cell("item"), cell("interest"))
