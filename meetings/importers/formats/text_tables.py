"""Tables in plain text: lines whose cells stand between bars or tabs, or apart by nothing but space."""

import re
from dataclasses import replace

from meetings.importers.blocks import Block, Kind
from meetings.importers.grammar.tables import is_head_of_actions, is_head_of_minutes, role_of

_BAR = re.compile(r" ?\| ?")


def table_rows(blocks: list[Block], source: str) -> list[Block]:
    """The blocks, with those that hold cells made rows, where two or more stand together.

    A single line with a tab or a bar in it is only a line.
    """
    cells = [(), *_cells_of_all(blocks, source), ()]
    return [
        replace(block, kind=Kind.TABLE_ROW, cells=here) if len(here) > 1 and max(len(above), len(below)) > 1 else block
        for block, above, here, below in zip(blocks, cells, cells[1:], cells[2:], strict=False)
    ]


def _cells_of_all(blocks: list[Block], source: str) -> list[tuple[tuple[int, int], ...]]:
    """The cells of each line.

    Columns set apart by nothing but space are only believed under the heads of actions; empty cells at the ends of
    a line between tabs only under heads of actions or minutes, for elsewhere a tab is but an indent.
    """
    found, columns = [], 0
    tabbed = 0  # how many columns between tabs the table has that is being read
    for block in blocks:
        tabbed = tabbed if tabbed and _is_in_tabs(block, source) else 0
        cells = _cells_between_tabs(block, source, tabbed) if tabbed else _cells(block, source)
        if cells and not tabbed and "|" not in block.text:
            heads = [block.text[start:end] for start, end in cells]
            tabbed = len(cells) if is_head_of_actions(heads) or is_head_of_minutes(heads) else 0
        if not cells and len(block.pieces) > 1 and (columns or role_of(block.text.split(" ", 1)[0])):
            apart = _cells_set_apart(block, source)
            is_head = is_head_of_actions([block.text[start:end] for start, end in apart])
            columns = len(apart) if is_head else columns
            cells = apart if len(apart) == columns else ()
        columns = columns if cells else 0
        found.append(cells)
    return found


def _is_in_tabs(block: Block, source: str) -> bool:
    start, end = block.offset(0), block.end_offset(len(block.text))
    return "\t" in source[max(0, start - 1) : end + 1]


def _cells_between_tabs(block: Block, source: str, width: int) -> tuple[tuple[int, int], ...]:
    """The cells of a line in a table of that width, the empty ones before its first tab and after its last too."""
    start, end = block.offset(0), block.end_offset(len(block.text))
    gaps = [(place, space_at(block, place, source).count("\t")) for place in _places_of(block.text, " ")]
    gaps = [(place, tabs) for place, tabs in gaps if tabs]
    before = len(source[max(0, start - width) : start]) - len(source[max(0, start - width) : start].rstrip("\t"))
    after = len(source[end : end + width]) - len(source[end : end + width].lstrip("\t"))
    if before + after + 1 + sum(tabs for _, tabs in gaps) != width:
        # Some of the tabs do but line the columns up.
        before, after, gaps = min(before, 1), min(after, 1), [(place, 1) for place, _ in gaps]
    cells, at = [(0, 0)] * before, 0
    for place, tabs in gaps:
        cells += [(at, place), *[(place, place)] * (tabs - 1)]
        at = place + 1
    return (*cells, (at, len(block.text)), *[(len(block.text), len(block.text))] * after)


def _places_of(text: str, sign: str) -> list[int]:
    return [found.start() for found in re.finditer(sign, text)]


def _cells_set_apart(block: Block, source: str) -> tuple[tuple[int, int], ...]:
    gaps = [found.start() for found in re.finditer(" ", block.text) if len(space_at(block, found.start(), source)) > 1]
    edges = [0, *(edge for gap in gaps for edge in (gap, gap + 1)), len(block.text)]
    return tuple(zip(edges[::2], edges[1::2], strict=True))


def _cells(block: Block, source: str) -> tuple[tuple[int, int], ...]:
    """Where the cells of a row begin and end: between bars, or between tabs; a marker before them is one more."""
    if " | " in block.text or (block.text.startswith("|") and block.text.endswith("|")):
        return _cells_between_bars(block.text)
    if "\t" not in source[block.offset(0) : block.end_offset(len(block.text))]:
        return ()
    bars = [(place, place + 1) for place in _places_of_tabs(block, source)]
    edges = [block.body, *(edge for bar in bars for edge in bar), len(block.text)]
    label = ((0, len(block.label)),) if block.label else ()
    return (*label, *zip(edges[::2], edges[1::2], strict=True)) if bars else ()


def _places_of_tabs(block: Block, source: str) -> list[int]:
    """The spaces between the words of a block where the source has a tab."""
    if len(block.pieces) == 1:
        # Place for place the source is what the block is.
        start = block.offset(0)
        places = _places_of(source[start : start + len(block.text)], "\t")
        return [place for place in places if place >= block.body]
    places = [place for place in _places_of(block.text, " ") if place >= block.body]
    return [place for place in places if "\t" in space_at(block, place, source)]


def _cells_between_bars(text: str) -> tuple[tuple[int, int], ...]:
    bars = [found.span() for found in _BAR.finditer(text)]
    first = bars.pop(0)[1] if bars and bars[0][0] == 0 else 0
    last = bars.pop()[0] if bars and bars[-1][1] == len(text) else len(text)
    edges = [first, *(edge for bar in bars for edge in bar), last]
    return tuple(zip(edges[::2], edges[1::2], strict=True))


def space_at(block: Block, place: int, source: str) -> str:
    """What the source has where a block has one space."""
    return source[block.end_offset(place) : block.offset(place + 1)]
