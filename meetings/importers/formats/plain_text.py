"""Plain text as blocks: one to a line, except where a line was broken only because it was full."""

import re
from dataclasses import replace

from meetings.importers.blocks import Block, Kind, join
from meetings.importers.formats.run_on_lines import stretches
from meetings.importers.grammar.labels import is_bullet, label_at_start
from meetings.importers.grammar.section_headings import section_of
from meetings.importers.source import Source

ENDINGS = (".txt",)
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
# Signs that take no room on paper, as web pages and PDF files leave them, are neither words nor space.
_HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\xad"
_WORD = re.compile(rf"[^\s{_HIDDEN}]+")
# The foot of a printed page, which may stand in the middle of a sentence.
_PAGE_FOOT = re.compile(r"Page \d{1,4}(?: of \d{1,4})?", re.I)
_ENDS_A_SENTENCE = (".", ":", ";", "!", "?", "–", "-", "—")
_NARROWEST_FULL_LINE = 30


def read(content: bytes) -> Source:
    """The source that a text file holds; places in it count the characters of `text_of(content)`."""
    return source_of_text(text_of(content))


def source_of_text(text: str) -> Source:
    return Source(text, tuple(blocks_of_text(text)))


def text_of(content: bytes) -> str:
    """The characters of a text file: UTF-8, or the Windows encoding in which older minutes were saved."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Five bytes mean nothing in cp1252; they become the sign for an unreadable character.
        text = content.decode("cp1252", errors="replace")
    # The database takes no NUL, and no clerk ever typed one.
    return text.replace("\0", "")


def blocks_of_text(source: str) -> list[Block]:
    """The blocks of a plain text, in order."""
    runs: list[list[Block]] = []
    width = 0  # of the first line of the paragraph being joined, once it is known to be a broken one
    for line in _lines(source):
        # An empty line ends a paragraph, except where the foot of a page was all that stood between.
        if runs and not line.is_after_blank and _reads_on(runs[-1], line, width=width):
            width = width or len(runs[-1][0].text)
            runs[-1].append(line)
        else:
            width = 0
            runs.append([line])
    return _table_rows([join(run) if len(run) > 1 else run[0] for run in runs], source)


def _lines(source: str) -> list[Block]:
    lines = []
    end, is_cut_by_foot = 0, False
    for found in _LINE.finditer(source):
        block = _block_of_line(source, found.start(), found.end())
        if block is None:
            continue
        if _PAGE_FOOT.fullmatch(block.text):
            is_cut_by_foot = True
            continue
        is_after_blank = _is_blank_between(source, end, found.start()) and not is_cut_by_foot
        parts = _parts(block, source)
        lines += [replace(part, is_after_blank=is_after_blank or len(parts) > 1) for part in parts]
        end, is_cut_by_foot = found.end(), False
    return lines


def _parts(block: Block, source: str) -> list[Block]:
    parts = stretches(block.text)
    if len(parts) == 1:
        return [block]
    return [_labelled(block.part(start, end), source) for start, end in parts]


def _is_blank_between(source: str, end: int, start: int) -> bool:
    gap = source[end:start].replace("\r\n", "\n")
    return end == 0 or sum(gap.count(sign) for sign in "\n\r\f\x85\u2028\u2029") > 1


def _block_of_line(source: str, start: int, end: int) -> Block | None:
    words, pieces, length, last = [], [], 0, start
    for found in _WORD.finditer(source, start, end):
        if words and source[last : found.start()].strip(_HIDDEN):
            words.append(" ")
            length += 1
        if not pieces or found.start() - length != pieces[-1][1] - pieces[-1][0]:
            pieces.append((length, found.start()))
        words.append(found[0])
        length += len(found[0])
        last = found.end()
    if not words:
        return None
    return _labelled(Block(Kind.PARAGRAPH, "".join(words), tuple(pieces)), source)


def _labelled(block: Block, source: str) -> Block:
    block = replace(block, kind=Kind.PARAGRAPH)
    label = _label(block, 0, source)
    body = _after(block.text, len(label))
    if label and is_bullet(label):
        # A web page's list of items is pasted as "• 4.": the number is the marker that says something.
        if inner := _label(block, body, source):
            label, body = inner, _after(block.text, body + len(inner))
        return replace(block, kind=Kind.LIST_ITEM, label=label, body=body)
    return replace(block, kind=Kind.LIST_ITEM, label=label, body=body) if label else block


def _label(block: Block, start: int, source: str) -> str:
    gap = block.text.find(" ", start, start + 12)
    is_wide = gap > 0 and source[block.end_offset(gap) : block.offset(gap + 1)] != " "
    return label_at_start(block.text[start : start + 40], is_wide=is_wide)


def _after(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] == " " else end


def _reads_on(run: list[Block], line: Block, *, width: int) -> bool:
    """Whether a line goes on with the sentence of the line before it."""
    before = run[-1]
    if line.label or run[0].is_only_label or section_of(line.text) or section_of(before.text):
        return False
    if before.text.endswith(_ENDS_A_SENTENCE):
        return False
    return line.text[0].islower() or (bool(width) and len(before.text) >= max(_NARROWEST_FULL_LINE, 0.7 * width))


def _table_rows(blocks: list[Block], source: str) -> list[Block]:
    """Lines of cells, when two or more stand together; a single line with a tab or a bar in it is only a line."""
    cells = [_cells(block, source) for block in blocks]
    rows = []
    for index, block in enumerate(blocks):
        beside = len(cells[index - 1]) if index else 0, len(cells[index + 1]) if index + 1 < len(cells) else 0
        is_row = len(cells[index]) > 1 and max(beside) > 1
        rows.append(replace(block, kind=Kind.TABLE_ROW, cells=cells[index]) if is_row else block)
    return rows


def _cells(block: Block, source: str) -> tuple[tuple[int, int], ...]:
    """Where the cells of a row begin and end: between bars, or between tabs."""
    if " | " in block.text:
        bars = [found.span() for found in re.finditer(r" \| ", block.text)]
    else:
        places = [found.start() for found in re.finditer(" ", block.text[block.body :])]
        places = [place + block.body for place in places]
        bars = [(place, place + 1) for place in places if "\t" in _gap(block, place, source)]
    edges = [block.body, *(edge for bar in bars for edge in bar), len(block.text)]
    return tuple(zip(edges[::2], edges[1::2], strict=True)) if bars else ()


def _gap(block: Block, place: int, source: str) -> str:
    return source[block.end_offset(place) : block.offset(place + 1)]
