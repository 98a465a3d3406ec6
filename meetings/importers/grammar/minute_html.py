"""The minute of an item as HTML: paragraphs, lists and tables of escaped words, and nothing else."""

from html import escape

from meetings.importers.blocks import Block, Kind
from meetings.importers.grammar.labels import is_bullet, places
from meetings.importers.grammar.section_headings import is_inner_heading
from meetings.importers.grammar.tables import role_of
from meetings.importers.minutes import Confidence, Reading


def minute_of(blocks: list[Block]) -> Reading[str] | None:
    """The HTML of these blocks, with the stretch of the source that they came from."""
    blocks = [block for block in blocks if block.text.strip()]
    if not blocks:
        return None
    html = "\n".join(_html(run) for run in _runs(blocks))
    last = blocks[-1]
    return Reading(html, blocks[0].offset(0), last.end_offset(len(last.text)), Confidence.PRINTED)


def _runs(blocks: list[Block]) -> list[list[Block]]:
    """Blocks that make one list or one table together; every other block alone."""
    runs: list[list[Block]] = []
    for block in blocks:
        if runs and _belongs(runs[-1], block):
            runs[-1].append(block)
        else:
            runs.append([block])
    return runs


def _belongs(run: list[Block], block: Block) -> bool:
    """Whether a block goes on with a table, or with the list of its own level, or stands deeper in it."""
    shape, first = _shape(block), _shape(run[0])
    if "table" in (shape, first):
        return shape == first
    if block.kind is not Kind.LIST_ITEM or not block.words or first == "p" or block.level < run[0].level:
        return False
    before = next(one for one in reversed(run) if one.level <= block.level)
    if before.level < block.level:
        return True
    if shape == "p" or _shape(before) != shape:
        # Inside an item of a list any marker may follow; at its own level another marker begins another list.
        return block.level > run[0].level
    is_next = shape == "ul" or places(before.label)["number"] + 1 == places(block.label)["number"]
    return is_next or block.level > run[0].level


def _shape(block: Block) -> str:
    if block.kind is Kind.TABLE_ROW:
        return "table"
    if block.kind is Kind.LIST_ITEM and block.words:
        if is_bullet(block.label):
            return "ul"
        return "ol" if "number" in places(block.label) else "p"
    return "p"


def _html(run: list[Block]) -> str:
    shape = _shape(run[0])
    if shape == "table":
        return "<table><tbody>" + "".join(_row(block, is_first=block is run[0]) for block in run) + "</tbody></table>"
    # A list may number itself only where its numbers come out as printed; other markers stay in the words.
    if shape == "ul" or (shape == "ol" and len(run) > 1):
        return _list(run)
    return "\n".join(_paragraph(block) for block in run)


def _row(row: Block, *, is_first: bool) -> str:
    # A marker that the format keeps out of the cells is a word of the row all the same.
    edges = [(0, row.cells[0][0]), *row.cells] if row.cells and row.text[: row.cells[0][0]].strip(" |") else row.cells
    cells = [row.text[start:end].strip() for start, end in edges or [(0, len(row.text))]]
    tag = "th" if is_first and any(cells) and all(role_of(cell) for cell in cells if cell) else "td"
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def _list(run: list[Block]) -> str:
    """A list whose first block is of its own level; deeper blocks make a list inside the item above them."""
    shape, level = _shape(run[0]), min(block.level for block in run)
    if any(_shape(block) != shape for block in run if block.level == level) or run[0].level > level or shape == "p":
        # "(a)" is no number that a list could give itself, and a list has one kind of marker.
        return "".join(_paragraph(block) for block in run)
    first = places(run[0].label)["number"] if shape == "ol" else 1
    html = "<ul>" if shape == "ul" else "<ol>" if first == 1 else f'<ol start="{first}">'
    place = 0
    while place < len(run):
        after = place + 1
        while after < len(run) and run[after].level > level:
            after += 1
        inner = _list(run[place + 1 : after]) if after > place + 1 else ""
        html += f"<li>{escape(run[place].words)}{inner}</li>"
        place = after
    return f"{html}</{shape}>"


def _paragraph(block: Block) -> str:
    words = escape(block.text)
    is_heading = block.kind is Kind.HEADING or is_inner_heading(block.text)
    return f"<p><strong>{words}</strong></p>" if is_heading else f"<p>{words}</p>"


def without(blocks: list[Block], taken: dict[int, list[tuple[int, int]]], dropped: set[int]) -> list[Block]:
    """The blocks less the stretches that are told elsewhere: resolutions, and lines that hold only an owner."""
    kept = []
    for index, block in enumerate(blocks):
        if index in dropped:
            continue
        kept += _rest(block, taken.get(index, []))
    return kept


def _rest(block: Block, taken: list[tuple[int, int]]) -> list[Block]:
    if not taken:
        return [block]
    rest, at = [], 0
    for start, end in sorted(taken):
        if _has_words(block.text[at:start]) and not (at == 0 and start <= block.body):
            rest.append(_trimmed(block, at, start))
        at = max(at, end)
    if _has_words(block.text[at:]):
        rest.append(_trimmed(block, at, len(block.text)))
    return rest


def _trimmed(block: Block, start: int, end: int) -> Block:
    words = block.text[start:end]
    start += len(words) - len(words.lstrip())
    return block.part(start, start + len(words.strip()))


def _has_words(text: str) -> bool:
    return any(sign.isalnum() for sign in text)
