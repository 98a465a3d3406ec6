"""Web pages as blocks: saved files, what is pasted from a browser, Word or Outlook, and what other formats become."""

import codecs
import re
from dataclasses import replace

from meetings.importers.blocks import Block, Kind
from meetings.importers.formats import file_kinds
from meetings.importers.formats.plain_text import MOST_LINES, TOO_MANY_LINES, source_of_text
from meetings.importers.formats.web_page_cleaning import clean
from meetings.importers.formats.web_page_line import Line
from meetings.importers.formats.web_page_looks import Look
from meetings.importers.formats.web_page_reader import PageReader
from meetings.importers.source import Source

ENDINGS = (".html", ".htm")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?([\w-]{1,30})", re.I)
# A page says what it is written in at its very beginning, where other programs write what they are.
_HEAD = 2048
_ENCODING = re.compile(r"iso-8859-\d{1,2}|windows-125\d|macintosh|koi8-r|us-ascii|latin-?1", re.I)
# Browsers read these names so, for pages that bear them hold the Windows signs.
_READ_AS = {"iso-8859-1": "cp1252", "us-ascii": "cp1252", "latin1": "cp1252", "latin-1": "cp1252"}
_TOLD = {
    Look.HIDDEN: (
        "1 stretch of hidden text was not imported: the page does not show it.",
        "{} stretches of hidden text were not imported: the page does not show them.",
    ),
    Look.STRUCK: (
        "1 stretch of struck-out words was imported as if it stood: check it.",
        "{} stretches of struck-out words were imported as if they stood: check them.",
    ),
}


def read(content: bytes) -> Source:
    """The source that a file of HTML holds. Raises CannotRead."""
    file_kinds.expect("html", content)
    return source_of_html(text_of(content))


def text_of(content: bytes) -> str:
    """The characters of a page: in the encoding of its mark, else as it says, else UTF-8, else that of Windows."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    said = _CHARSET.search(content[:_HEAD])
    name = said[1].decode("ascii", errors="replace").lower() if said else ""
    if _ENCODING.fullmatch(name):
        return content.decode(_known(_READ_AS.get(name, name)), errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return "cp1252"


def source_of_html(html: str, warnings: tuple[str, ...] = ()) -> Source:
    """The words of a page as plain text, and its blocks; `warnings` of an earlier step come first.

    Raises CannotRead.
    """
    cleaned, said = clean(html)
    reader = PageReader()
    reader.feed(cleaned)
    reader.close()
    lines = reader.lines()
    if len(lines) > MOST_LINES:
        lines, said = lines[:MOST_LINES], (*said, TOO_MANY_LINES)
    text, blocks = _written(lines)
    return Source(text, tuple(blocks), (*warnings, *said, *_warnings(reader)))


def _written(lines: list[Line]) -> tuple[str, list[Block]]:
    """The text that the lines make, and their blocks, which say where in it they stand."""
    parts: list[str] = []
    blocks: list[Block] = []
    length = 0
    for line in lines:
        gap = ("\n" if line.is_close else "\n\n") if parts else ""
        indent = "  " * (line.level - 1) if line.kind is Kind.LIST_ITEM else ""
        start = length + len(gap) + len(indent)
        parts.append(f"{gap}{indent}{line.text}")
        length = start + len(line.text)
        blocks += _blocks_of_line(line, start)
    return "".join(parts), blocks


def _blocks_of_line(line: Line, start: int) -> list[Block]:
    if line.kind is Kind.TABLE_ROW:
        row = Block(line.kind, line.text, ((0, start),), is_after_blank=not line.is_close, cells=line.cells)
        return [row]
    # The same rules find markers and broken lines here as in a plain text.
    found = [
        replace(block, pieces=tuple((at, source + start) for at, source in block.pieces))
        for block in source_of_text(line.text).blocks
    ]
    if found:
        found[0] = _first_of_line(found[0], line)
    if line.kind is Kind.HEADING:
        return [replace(block, kind=Kind.HEADING, level=line.level) for block in found]
    return found


def _first_of_line(block: Block, line: Line) -> Block:
    """The first block of a line, which has its marker, though it be one that no plain text prints."""
    label, body = block.label, block.body
    if line.label and label != line.label and block.text.startswith(line.label):
        label, body = line.label, min(len(line.label) + 1, len(block.text))
    kind = Kind.LIST_ITEM if label else block.kind
    level = line.level if label and line.kind is Kind.LIST_ITEM else block.level
    return replace(block, kind=kind, label=label, body=body, level=level, is_after_blank=not line.is_close)


def _warnings(reader: PageReader) -> list[str]:
    told = []
    inserted, deleted = reader.found[Look.INSERTED], reader.found[Look.DELETED]
    if inserted or deleted:
        told.append(_changes(inserted, deleted))
    for look, (one, several) in _TOLD.items():
        if count := reader.found[look]:
            told.append(one if count == 1 else several.format(count))
    return told


def _changes(inserted: int, deleted: int) -> str:
    read = "insertion was read as accepted" if inserted == 1 else "insertions were read as accepted"
    left = "deletion was left out" if deleted == 1 else "deletions were left out"
    parts = [f"{count} {what}" for count, what in ((inserted, read), (deleted, left)) if count]
    return f"Tracked changes: {', '.join(parts)}. Accept or reject them in Word to be sure."
