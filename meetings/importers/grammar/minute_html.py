"""The minute of an item as HTML: paragraphs, lists and tables of escaped words, and nothing else."""

from html import escape

from meetings.importers.blocks import Block, Kind
from meetings.importers.grammar.labels import is_bullet, places
from meetings.importers.grammar.section_headings import is_inner_heading
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
        shape = _shape(block)
        if runs and shape != "p" and _shape(runs[-1][-1]) == shape and _goes_on(runs[-1], block, shape):
            runs[-1].append(block)
        else:
            runs.append([block])
    return runs


def _shape(block: Block) -> str:
    if block.kind is Kind.TABLE_ROW:
        return "table"
    if block.kind is Kind.LIST_ITEM and block.words:
        if is_bullet(block.label):
            return "ul"
        return "ol" if "number" in places(block.label) else "p"
    return "p"


def _goes_on(run: list[Block], block: Block, shape: str) -> bool:
    if shape != "ol":
        return True
    return places(run[-1].label)["number"] + 1 == places(block.label)["number"]


def _html(run: list[Block]) -> str:
    shape = _shape(run[0])
    if shape == "table":
        rows = ("".join(f"<td>{escape(block.text[start:end])}</td>" for start, end in block.cells) for block in run)
        return "<table><tbody>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</tbody></table>"
    # A list may number itself only where its numbers come out as printed; other markers stay in the words.
    if shape == "ul" or (shape == "ol" and len(run) > 1 and places(run[0].label)["number"] == 1):
        return f"<{shape}>" + "".join(f"<li>{escape(block.words)}</li>" for block in run) + f"</{shape}>"
    return "\n".join(_paragraph(block) for block in run)


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
