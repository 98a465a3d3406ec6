"""Plain text as blocks: one to a line, except where a line was broken only because it was full."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from meetings.importers.blocks import Block, Kind, join
from meetings.importers.formats.page_furniture import furniture_in
from meetings.importers.formats.run_on_lines import stretches
from meetings.importers.grammar.labels import is_bullet, label_at_start
from meetings.importers.grammar.section_headings import section_of
from meetings.importers.grammar.tables import is_head_of_actions, minutes_out_of_rows, role_of
from meetings.importers.source import Source

ENDINGS = (".txt",)
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
# Signs that take no room on paper, as web pages and PDF files leave them, are neither words nor space.
_HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\xad"
_WORD = re.compile(rf"[^\s{_HIDDEN}]+")
# What keeps a line from being its own words as it stands: wide or odd space, or a hidden sign.
_UNEVEN = re.compile(rf"  |[^\S ]|[{_HIDDEN}]")
_LINE_BREAK = re.compile(r"\r\n|[\n\r\f\x85\u2028\u2029]")
# A Markdown heading, and the row under the heads of a Markdown table.
_HASHES = re.compile(r"#{1,6} (?=\S)")
_BOLD_LINE = re.compile(r"(\*\*|__)(?=\S)(?P<words>[^*_]{2,150})(?<=\S)\1")
_RULE_OF_TABLE = re.compile(r"\|?(?: ?:?-{2,40}:? ?\|){1,40}(?: ?:?-{2,40}:? ?)?")
_BAR = re.compile(r" ?\| ?")
_ENDS_A_SENTENCE = (".", ":", ";", "!", "?", "–", "-", "—")
_NARROWEST_FULL_LINE = 30
# More lines than any minutes have: what comes after them is left to the clerk, who is told so.
MOST_LINES = 50_000
TOO_MANY_LINES = f"The text has more than {MOST_LINES:,} lines: those after them were not read. Give it in parts."


@dataclass(frozen=True, slots=True)
class _Line:
    """The words of one line, with one space between them, and where the line stands in the source."""

    text: str
    pieces: tuple[tuple[int, int], ...]
    start: int
    end: int


def read(content: bytes) -> Source:
    """The source that a text file holds; places in it count the characters of `text_of(content)`."""
    return source_of_text(text_of(content))


def source_of_text(text: str) -> Source:
    """The words and blocks of a text, with a warning where it has more lines than are read."""
    lines = _lines(text)
    warnings = (TOO_MANY_LINES,) if len(lines) >= MOST_LINES else ()
    return Source(text, tuple(minutes_out_of_rows(_blocks(lines, text))), warnings)


def text_of(content: bytes) -> str:
    """The characters of a text file: UTF-8, or the Windows encoding in which older minutes were saved."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Five bytes mean nothing in cp1252; they become the sign for an unreadable character.
        text = content.decode("cp1252", errors="replace")
    # The database takes no NUL, and no clerk ever typed one.
    return text.replace("\0", "")


def _blocks(lines: list[Block], source: str) -> list[Block]:
    runs: list[list[Block]] = []
    width = 0  # of the first line of the paragraph being joined, once it is known to be a broken one
    for line in lines:
        # An empty line ends a paragraph, except where the foot of a page was all that stood between.
        if runs and not line.is_after_blank and _reads_on(runs[-1], line, width=width):
            width = width or len(runs[-1][0].text)
            runs[-1].append(line)
        else:
            width = 0
            runs.append([line])
    return _table_rows([join(run) if len(run) > 1 else run[0] for run in runs], source)


def _lines(source: str) -> list[Block]:
    """The blocks of each line that has words, without the feet and running heads of pages."""
    found = [line for line in islice(_words_of_lines(source), MOST_LINES) if not _RULE_OF_TABLE.fullmatch(line.text)]
    ends = [0, *(line.end for line in found)]
    breaks = ["\f" in source[end : line.start] for line, end in zip(found, ends, strict=False)]
    furniture = furniture_in([line.text for line in found], breaks)
    lines: list[Block] = []
    end, is_cut = 0, False
    for index, line in enumerate(found):
        if index in furniture:
            is_cut = True
            continue
        is_after_blank = not is_cut and _is_blank_between(source, end, line.start)
        lines += _blocks_of_line(line.text, line.pieces, source, is_after_blank=is_after_blank)
        end, is_cut = line.end, False
    return lines


def _words_of_lines(source: str) -> Iterator[_Line]:
    for found in _LINE.finditer(source):
        text, pieces = _words_of_line(source, found.start(), found.end())
        if text:
            yield _Line(text, pieces, found.start(), found.end())


def _blocks_of_line(
    text: str, pieces: tuple[tuple[int, int], ...], source: str, *, is_after_blank: bool
) -> list[Block]:
    """One block for nearly every line; more for a run-on one."""
    if text.startswith(("#", "**", "__")) and (heading := _marked_heading(text, pieces, source)):
        return [heading]
    parts = stretches(text)
    if len(parts) == 1:
        return [_labelled(text, pieces, source, is_after_blank=is_after_blank)]
    whole = Block(Kind.PARAGRAPH, text, pieces)
    cut = [whole.part(start, end) for start, end in parts]
    return [_labelled(block.text, block.pieces, source, is_after_blank=True) for block in cut]


def _marked_heading(text: str, pieces: tuple[tuple[int, int], ...], source: str) -> Block | None:
    """A heading as Markdown marks it: "## 4. Roads" or a line that is bold from end to end."""
    hashes, bold = _HASHES.match(text), _BOLD_LINE.fullmatch(text)
    if not hashes and not bold:
        return None
    whole = Block(Kind.HEADING, text, pieces)
    words = whole.part(*bold.span("words")) if bold else whole.part(hashes.end(), len(text.rstrip(" #")))
    heading = _labelled(words.text, words.pieces, source, is_after_blank=True)
    return replace(heading, kind=Kind.HEADING, level=hashes.end() - 1 if hashes else 0)


def _is_blank_between(source: str, end: int, start: int) -> bool:
    if end == 0:
        return True
    gap = source[end:start]
    return gap not in ("\n", "\r\n") and len(_LINE_BREAK.findall(gap)) > 1


def _words_of_line(source: str, start: int, end: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The words of a line with one space between them, and where they stand in the source."""
    line = source[start:end]
    text = line.strip()
    if not _UNEVEN.search(text):
        return text, ((0, start + line.find(text)),)
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
    return "".join(words), tuple(pieces)


def _labelled(text: str, pieces: tuple[tuple[int, int], ...], source: str, *, is_after_blank: bool) -> Block:
    block = Block(Kind.PARAGRAPH, text, pieces, is_after_blank=is_after_blank)
    label = _label(block, 0, source)
    if not label:
        return block
    body = _after(text, len(label))
    # A web page's list of items is pasted as "• 4.": the number is the marker that says something.
    if is_bullet(label) and (inner := _label(block, body, source)):
        label, body = inner, _after(text, body + len(inner))
    return Block(Kind.LIST_ITEM, text, pieces, label, body, is_after_blank)


def _label(block: Block, start: int, source: str) -> str:
    # No marker begins with six letters, and most lines do.
    if block.text[start : start + 6].isalpha():
        return ""
    gap = block.text.find(" ", start, start + 12)
    is_wide = gap > 0 and _gap(block, gap, source) != " "
    return label_at_start(block.text[start : start + 40], is_wide=is_wide)


def _after(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] == " " else end


def _reads_on(run: list[Block], line: Block, *, width: int) -> bool:
    """Whether a line goes on with the sentence of the line before it."""
    before = run[-1]
    if Kind.HEADING in (line.kind, before.kind) or line.text.startswith("|"):
        return False
    if line.label or run[0].is_only_label or before.text.endswith(_ENDS_A_SENTENCE):
        return False
    if section_of(line.text) or section_of(before.text):
        return False
    return line.text[0].islower() or (bool(width) and len(before.text) >= max(_NARROWEST_FULL_LINE, 0.7 * width))


def _table_rows(blocks: list[Block], source: str) -> list[Block]:
    """Lines of cells, when two or more stand together; a single line with a tab or a bar in it is only a line."""
    cells = [(), *_cells_of_all(blocks, source), ()]
    return [
        replace(block, kind=Kind.TABLE_ROW, cells=here) if len(here) > 1 and max(len(above), len(below)) > 1 else block
        for block, above, here, below in zip(blocks, cells, cells[1:], cells[2:], strict=False)
    ]


def _cells_of_all(blocks: list[Block], source: str) -> list[tuple[tuple[int, int], ...]]:
    """The cells of each line; columns set apart by nothing but space are only believed under the heads of actions."""
    found, columns = [], 0
    for block in blocks:
        cells = _cells(block, source)
        if not cells and len(block.pieces) > 1 and (columns or role_of(block.text.split(" ", 1)[0])):
            apart = _cells_set_apart(block, source)
            is_head = is_head_of_actions([block.text[start:end] for start, end in apart])
            columns = len(apart) if is_head else columns
            cells = apart if len(apart) == columns else ()
        columns = columns if cells else 0
        found.append(cells)
    return found


def _cells_set_apart(block: Block, source: str) -> tuple[tuple[int, int], ...]:
    gaps = [found.start() for found in re.finditer(" ", block.text) if len(_gap(block, found.start(), source)) > 1]
    edges = [0, *(edge for gap in gaps for edge in (gap, gap + 1)), len(block.text)]
    return tuple(zip(edges[::2], edges[1::2], strict=True))


def _cells(block: Block, source: str) -> tuple[tuple[int, int], ...]:
    """Where the cells of a row begin and end: between bars, or between tabs; a marker before them is one more."""
    if " | " in block.text or (block.text.startswith("|") and block.text.endswith("|")):
        return _cells_between_bars(block.text)
    if "\t" not in source[block.offset(0) : block.end_offset(len(block.text))]:
        return ()
    places = [found.start() + block.body for found in re.finditer(" ", block.text[block.body :])]
    bars = [(place, place + 1) for place in places if "\t" in _gap(block, place, source)]
    edges = [block.body, *(edge for bar in bars for edge in bar), len(block.text)]
    label = ((0, len(block.label)),) if block.label else ()
    return (*label, *zip(edges[::2], edges[1::2], strict=True)) if bars else ()


def _cells_between_bars(text: str) -> tuple[tuple[int, int], ...]:
    bars = [found.span() for found in _BAR.finditer(text)]
    first = bars.pop(0)[1] if bars and bars[0][0] == 0 else 0
    last = bars.pop()[0] if bars and bars[-1][1] == len(text) else len(text)
    edges = [first, *(edge for bar in bars for edge in bar), last]
    return tuple(zip(edges[::2], edges[1::2], strict=True))


def _gap(block: Block, place: int, source: str) -> str:
    return source[block.end_offset(place) : block.offset(place + 1)]
