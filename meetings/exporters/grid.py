"""Where the cells of a table lie, whatever their spans say: none overlaps another and none is missing."""

# A span beyond this is a slip of whoever wrote it; Word itself ends at 63 columns.
WIDEST_SPAN = 20


def grid_of(rows: list[tuple[list[dict], bool]]) -> dict:
    """Return {"columns", "header_rows", "cells"} of rows of cells, each with whether it stands in the table's head.

    A cell is {"is_header", "colspan", "rowspan", "blocks"} and comes back with its place "x" and "y" and with spans
    that fit. The header rows are those of the head; without one, the first row if it has header cells only.
    """
    rows = [(cells, in_head) for cells, in_head in rows if cells]
    header_rows = _header_rows(rows)
    taken: dict[tuple[int, int], bool] = {}
    placed = []
    for y, (cells, _) in enumerate(rows):
        x = 0
        # A span of rows ends with the head, and with the table.
        below = (header_rows if y < header_rows else len(rows)) - y
        for cell in cells:
            while (x, y) in taken:
                x += 1
            width = _free_width(taken, x, y, min(cell["colspan"], WIDEST_SPAN))
            height = min(cell["rowspan"], below)
            taken |= {(x + dx, y + dy): True for dx in range(width) for dy in range(height)}
            placed.append(cell | {"x": x, "y": y, "colspan": width, "rowspan": height})
            x += width
    columns = max((x for x, _ in taken), default=-1) + 1
    gaps = [(x, y) for y in range(len(rows)) for x in range(columns) if (x, y) not in taken]
    placed += [
        {"is_header": y < header_rows, "colspan": 1, "rowspan": 1, "blocks": [], "x": x, "y": y} for x, y in gaps
    ]
    placed.sort(key=lambda cell: (cell["y"], cell["x"]))
    return {"columns": columns, "header_rows": header_rows, "cells": placed}


def _header_rows(rows: list[tuple[list[dict], bool]]) -> int:
    in_head = 0
    while in_head < len(rows) and rows[in_head][1]:
        in_head += 1
    if not in_head and rows and all(cell["is_header"] for cell in rows[0][0]):
        in_head = 1
    # A table that is all head has no rows to head.
    return in_head if in_head < len(rows) else 0


def _free_width(taken: dict, x: int, y: int, wanted: int) -> int:
    width = 1
    while width < wanted and (x + width, y) not in taken:
        width += 1
    return width
