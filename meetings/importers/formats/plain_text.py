"""Plain text as blocks: one to a line, except where a line was broken only because it was full."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from meetings.importers.blocks import Block, Kind, join
from meetings.importers.formats.file_kinds import expect
from meetings.importers.formats.page_furniture import furniture_in
from meetings.importers.formats.rows_of_items import heads_item, parts_of_row, with_purpose_apart
from meetings.importers.formats.text_tables import space_at, table_rows
from meetings.importers.grammar.labels import BEFORE_WIDE_SPACE, is_bullet, item_number, label_at_start
from meetings.importers.grammar.section_headings import section_of
from meetings.importers.grammar.tables import is_head_of_actions, is_head_of_minutes, role_of
from meetings.importers.grammar.titles import looks_like_title
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
_PART_OF_NUMBER = re.compile(r"\d{1,2}[.:]?(?=\s)")
# Words set off by the stars or underscores of Markdown and of e-mails.
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=[^\s*_])(?P<words>[^*_]{2,150})(?<=[^\s*_])\1(?![\w*])")
# The line under a heading, or between parts of a page.
_RULE = re.compile(r"[=~-]{3,200}|[_*·]{3,200}|(?:[*-] ){2,40}[*-]")
_SIGNS_OF_RULES = "=~-_*·"
_NUMBER = re.compile(r"[A-Z]{0,6}[./ ]?\d[\d./-]{0,12}[.):]? ")
_QUOTED = re.compile(r"(?:> ?){1,6}")
_RULE_OF_TABLE = re.compile(r"\|?(?: ?:?-{2,40}:? ?\|){1,40}(?: ?:?-{2,40}:? ?)?")
_ENDS_A_SENTENCE = (".", ":", ";", "!", "?", "–", "-", "—")
# No sentence or title ends with these words.
_NEVER_LAST = {"the", "of", "and", "a", "an", "to", "with", "for", "by", "from", "that", "be", "y", "yr", "a’r", "gan"}
# A date broken over two lines: the year at the head of the second numbers nothing.
_ENDS_WITH_MONTH = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)? (?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)$",
    re.I,
)
_BEGINS_WITH_YEAR = re.compile(r"(?:19|20)\d\d\b(?! ?[./-])")
_ENDS_WITH_DAY = re.compile(r"[^\W\d]\w{2,12},? (?:the )?\d{1,2}(?:st|nd|rd|th)?$")
_BEGINS_WITH_MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December),? (?:19|20)\d\d\b"
)
_NOTE_AFTER_TITLE = re.compile(r" ?[(\[][^()\[\]]{1,40}[)\]]$")
_SAYS_WHAT_WAS_DONE = re.compile(r"(?:NONE|NIL|NOT|CLLR|CLLRS|COUNCILLORS?|IT WAS|PENDERFYNWYD|[A-Z-]{3,20}ED)\b")
# The head of a list of people stands at the beginning of a line.
_BEGINS_LIST = re.compile(r"(?:present|in attendance|attendance|apologies|those attending) ?[:–-]", re.I)
_NARROWEST_FULL_LINE = 30
_FULL_LINE = 60
_FEWEST_WORDS_TOLD = 3
_LONGEST_INITIAL = 3
_TITLES = {"Mr", "Mrs", "Ms", "Miss", "Dr", "Cllr", "Councillor"}
# A column of owners set apart by nothing but space: how far to the right it stands, and how evenly.
_WIDE_SPACE = re.compile(r" {2,200}")
_NEAREST_COLUMN = 30
_NEAR_COLUMN = 3
_LONGEST_HEADS = 80
_LONGEST_OWNER = 4  # words
# More lines than any minutes have: what comes after them is left to the clerk, who is told so.
MOST_LINES = 50_000
TOO_MANY_LINES = f"The text has more than {MOST_LINES:,} lines: those after them were not read. Give it in parts."


@dataclass(slots=True)
class _Line:
    """The words of one line, with one space between them, and where the line stands in the source."""

    text: str
    pieces: tuple[tuple[int, int], ...]
    start: int
    end: int


def read(content: bytes) -> Source:
    """The source of a text file; places in it count the characters of `text_of(content)`. Raises CannotRead."""
    expect("txt", content)
    return source_of_text(text_of(content))


def source_of_text(text: str) -> Source:
    """The words and blocks of a text, with a warning where it has more lines than are read."""
    lines = _lines(text)
    warnings = (TOO_MANY_LINES,) if len(lines) >= MOST_LINES else ()
    return Source(text, tuple(_blocks(lines, text)), warnings)


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
    owners: list[Block] = []  # beside the paragraph being joined
    width = 0  # of the first line of the paragraph being joined, once it is known to be a broken one
    for line in lines:
        if line.kind is Kind.OWNER:
            owners.append(line)
        # An empty line ends a paragraph, except where the foot of a page was all that stood between.
        elif runs and not line.is_after_blank and _reads_on(runs[-1], line, width=width):
            width = width or len(runs[-1][0].text)
            runs[-1].append(line)
        else:
            width = 0
            runs += [owners, [line]] if owners else [[line]]
            owners = []
    runs += [owners] if owners else []
    return table_rows([join(run) if len(run) > 1 else run[0] for run in runs], source)


def _lines(source: str) -> list[Block]:
    """The blocks of each line that has words, without the feet and running heads of pages."""
    found = [
        line
        for line in islice(_words_of_lines(source), MOST_LINES)
        # An empty row of a table is a bar alone.
        if not _is_rule_of_table(line.text) and line.text != "|"
    ]
    ends = [0, *(line.end for line in found)]
    breaks = ["\f" in source[end : line.start] for line, end in zip(found, ends, strict=False)]
    furniture = furniture_in([line.text for line in found], breaks)
    lines: list[Block] = []
    end, is_cut, column, is_beside = 0, False, 0, False
    for index, line in enumerate(found):
        if index in furniture:
            is_cut = True
            continue
        if line.text[0] in _SIGNS_OF_RULES and _RULE.fullmatch(line.text):
            if lines and _is_underlined(lines[-1], line.text):
                lines[-1] = replace(lines[-1], kind=Kind.HEADING, level=1 if line.text[0] == "=" else 2)
            continue
        is_after_blank = not is_cut and _is_blank_between(source, end, line.start)
        head = _column_of_owners(line, source)
        column = column if head is None else head
        beside = _beside(line, source, column) if column and not head else None
        if column and not head and beside is None and line.end - line.start > column + _NEAR_COLUMN:
            column = 0  # The lines run on across it.
        text, pieces = _words_of_line(source, line.start, beside) if beside else (line.text, line.pieces)
        if text:
            lines += _blocks_of_line(text, pieces, source, is_after_blank=is_after_blank, is_of_many=len(found) > 1)
        if beside:
            owner = Block(Kind.OWNER, *_words_of_line(source, beside, line.end), is_after_blank=False)
            _add_owner(lines, owner, is_next_line=is_beside and not is_after_blank)
        is_beside = beside is not None
        end, is_cut = line.end, False
    return lines


def _is_rule_of_table(line: str) -> bool:
    return "--" in line and _RULE_OF_TABLE.fullmatch(line) is not None


def _column_of_owners(line: _Line, source: str) -> int | None:
    """Where in its lines a column of owners begins, from a head such as "No.   Item            Action".

    It is 0 under the heads of any other table, and None for a line that is no head.
    """
    width = line.end - line.start
    if width == len(line.text) or len(line.text) > _LONGEST_HEADS or width < _NEAREST_COLUMN or line.text[-1] == ".":
        return None
    raw = source[line.start : line.end]
    heads = _WIDE_SPACE.split(raw.strip())
    if not role_of(heads[-1]) or "\t" in raw:
        return None
    place = raw.rindex(heads[-1])
    # A head alone far to the right stands over a column too.
    is_over_owners = role_of(heads[-1]) in ("task", "owner") and (len(heads) == 1 or is_head_of_minutes(heads))
    if is_over_owners and place >= _NEAREST_COLUMN:
        return place
    return 0 if is_head_of_actions(heads) else None


def _beside(line: _Line, source: str, column: int) -> int | None:
    """Where in the source the words begin that a line has in a column of its own, if it has any there."""
    first, last = max(line.start, line.start + column - _NEAR_COLUMN), line.start + column + _NEAR_COLUMN
    for found in _WIDE_SPACE.finditer(source, max(line.start, first - _LONGEST_HEADS), min(last, line.end)):
        if first <= found.end() < line.end and source[found.end()] != " ":
            return found.end()
    return None


def _add_owner(lines: list[Block], owner: Block, *, is_next_line: bool) -> None:
    """Keep the words beside a line; they may go on with those beside the line before it."""
    place = next((place for place in (-2, -3) if len(lines) >= -place and lines[place].kind is Kind.OWNER), None)
    if is_next_line and place is not None:
        before = lines[place].text
        is_broken_off = before.rpartition(" ")[2] in _NEVER_LAST or before.endswith(("&", ",", "/"))
        is_sentence = len(before.split()) > _LONGEST_OWNER and not before.endswith(_ENDS_A_SENTENCE)
        if owner.text[0].islower() or is_broken_off or is_sentence:
            lines[place] = join([lines[place], owner])
            return
    lines.append(owner)


def _is_underlined(line: Block, rule: str) -> bool:
    is_as_long = len(line.words) / 2 <= len(rule) <= 2 * len(line.text)
    return rule[0] in "=~-" and is_as_long and looks_like_title(line.words.rstrip(" :"))


def _words_of_lines(source: str) -> Iterator[_Line]:
    for found in _LINE.finditer(source):
        start = found.start()
        if source.startswith(">", start) and (quoted := _QUOTED.match(source, start, found.end())):
            start = quoted.end()
        text, pieces = _words_of_line(source, start, found.end())
        if text:
            yield _Line(text, pieces, start, found.end())


def _blocks_of_line(
    text: str, pieces: tuple[tuple[int, int], ...], source: str, *, is_after_blank: bool, is_of_many: bool
) -> list[Block]:
    """One block for nearly every line; more for a run-on one.

    A line by itself comes from a web page, whose stars are words: it sets words off in its own way.
    """
    if text.startswith("#") and (hashes := _HASHES.match(text)):
        words, _ = _without_emphasis(Block(Kind.PARAGRAPH, text, pieces).part(hashes.end(), len(text.rstrip(" #"))))
        return [replace(_labelled(words, source), kind=Kind.HEADING, level=hashes.end() - 1)]
    whole = Block(Kind.PARAGRAPH, text, pieces, is_after_blank=is_after_blank)
    if is_of_many and ("*" in text or "_" in text):
        whole, emphasised = _without_emphasis(whole)
        if emphasised:
            return _emphasised(whole, emphasised, source)
    parts = parts_of_row(whole.text)
    if len(parts) == 1:
        if whole.text.endswith(" |") and whole.text.count("|") == 1:
            whole = whole.part(0, len(whole.text[:-2].rstrip()))  # the end of a row of one cell
        return [_labelled(whole, source)]
    whole = replace(whole, is_after_blank=True)
    cut = with_purpose_apart([whole.part(start, end) for start, end in parts])
    blocks = [_labelled(block, source) for block in cut]
    is_item = heads_item(blocks[0], is_whole_row=whole.text.endswith("|"))
    return [replace(blocks[0], kind=Kind.HEADING), *blocks[1:]] if is_item else blocks


def _without_emphasis(block: Block) -> tuple[Block, int]:
    """The words of a line less the signs that set some of them off, and where those it begins with end."""
    kept, length, first, at = [], 0, 0, 0
    for found in _EMPHASIS.finditer(block.text):
        kept += [(at, found.start()), found.span("words")]
        length += found.start() - at
        # "**5.** **Roads**" is one stretch, and so is "5. **Roads**".
        is_of_first = length <= first + 1 or (not first and _NUMBER.fullmatch(block.text, 0, found.start()))
        first = length + len(found["words"]) if is_of_first else first
        length += len(found["words"])
        at = found.end()
    if not kept:
        return block, 0
    text, pieces = "", []
    for start, end in [*kept, (at, len(block.text))]:
        if start < end:
            pieces += [(len(text) + place, source) for place, source in block.part(start, end).pieces]
            text += block.text[start:end]
    return replace(block, text=text, pieces=tuple(pieces)), first


def _emphasised(line: Block, end: int, source: str) -> list[Block]:
    """A line set off from end to end as a heading, and one that begins with its numbered heading as two blocks."""
    block = _labelled(line, source)
    if end < len(line.text) and end and block.body < end:
        heading = line.part(0, end)
        if not item_number(block.label) or not looks_like_title(heading.text[block.body :].rstrip(" .:")):
            return [block]
        rest = line.part(end + len(line.text[end:]) - len(line.text[end:].lstrip(" :–-")), len(line.text))
        heading = replace(_labelled(heading, source), kind=Kind.HEADING, is_after_blank=True)
        return [heading, replace(_labelled(rest, source), is_after_blank=False)]
    words = block.words.rstrip(" :")
    is_heading = end == len(line.text) and looks_like_title(words.rstrip(".") if len(words) < 60 else words)
    return [replace(block, kind=Kind.HEADING, is_after_blank=True) if is_heading else block]


def _is_blank_between(source: str, end: int, start: int) -> bool:
    if end == 0:
        return True
    gap = source[end:start]
    return gap not in ("\n", "\r\n") and len(_LINE_BREAK.findall(gap)) > 1


def _is_even(line: str) -> bool:
    """Whether a line is its own words as it stands, with no wide or odd space and no hidden sign."""
    # The quick answer for nearly every line.
    if line.isascii():
        return not ("  " in line or "\t" in line or "\x1f" in line)
    return not _UNEVEN.search(line)


def _words_of_line(source: str, start: int, end: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The words of a line with one space between them, and where they stand in the source."""
    line = source[start:end]
    text = line.strip()
    if _is_even(text):
        return text, ((0, start + line.find(text)),)
    words, pieces, length, last = [], [], 0, start
    drift = None  # how far the last piece stands before its place in the source
    for found in _WORD.finditer(source, start, end):
        first, after = found.span()
        if words and source[last:first].strip(_HIDDEN):
            words.append(" ")
            length += 1
        if first - length != drift:
            drift = first - length
            pieces.append((length, first))
        words.append(found[0])
        length += after - first
        last = after
    return "".join(words), tuple(pieces)


def _labelled(block: Block, source: str) -> Block:
    """A line with its marker told apart, or the same where it has none."""
    label = _label(block, 0, source)
    if not label:
        return block
    body = _after(block.text, len(label))
    # A web page's list of items is pasted as "• 4.": the number is the marker that says something.
    if is_bullet(label) and (inner := _label(block, body, source)):
        label, body = inner, _after(block.text, body + len(inner))
    return Block(Kind.LIST_ITEM, block.text, block.pieces, label, body, block.is_after_blank)


def _label(block: Block, start: int, source: str) -> str:
    # No marker begins with six letters, and most lines do.
    if block.text[start : start + 6].isalpha():
        return ""
    gap = block.text.find(" ", start, start + 12) if block.text[start : start + 1] in BEFORE_WIDE_SPACE else -1
    is_wide = gap > 0 and space_at(block, gap, source) != " "
    label = label_at_start(block.text[start : start + 40], is_wide=is_wide)
    # "18/117.1": the paragraph of a minute has its own number after the minute's.
    part = _PART_OF_NUMBER.match(block.text, start + len(label)) if label.endswith(".") and "/" in label else None
    return label + part[0] if part else label


def _after(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] == " " else end


def _is_rest_of_title(run: list[Block], line: Block) -> bool:
    """Whether a numbered title in capitals goes on in capitals: "49/15 TRACKER AND FORWARD WORK", "PROGRAMME"."""
    before = run[-1].text
    if len(before) < _NARROWEST_FULL_LINE or not before.isupper() or item_number(run[0].label) is None:
        return False
    return _NOTE_AFTER_TITLE.sub("", line.text).isupper() and not _SAYS_WHAT_WAS_DONE.match(line.text)


def _breaks_a_name(before: str, text: str) -> bool:
    """Whether a full line of a sentence ends within a name: "… from Dr", "… of Upper" with "Combe, who had come"."""
    words = before.split()
    if sum(word.islower() for word in words) < _FEWEST_WORDS_TOLD:
        return False
    if words[-1] in _TITLES:
        return True
    first, _, rest = text.partition(" ")
    is_word = first[:-1].isalpha() and first[0].isupper() and len(first) > _LONGEST_INITIAL
    is_end_of_name = is_word and first[-1] in ",."
    is_name = words[-1].isalpha() and words[-1][0].isupper() and not words[-1].isupper()
    # "Friday, 24th July" begins a line of its own.
    is_told_on = bool(rest) and (first[-1] == "." or rest[0].islower())
    return len(before) >= _FULL_LINE and is_name and is_end_of_name and is_told_on


def _reads_on(run: list[Block], line: Block, *, width: int) -> bool:
    """Whether a line goes on with the sentence of the line before it."""
    before = run[-1]
    if Kind.HEADING in (line.kind, before.kind) or line.text.startswith("|"):
        return False
    if line.label.isdigit() and _ENDS_WITH_MONTH.search(before.text) and _BEGINS_WITH_YEAR.match(line.text):
        return True
    if _ENDS_WITH_DAY.search(before.text[-40:]) and _BEGINS_WITH_MONTH.match(line.text):
        return True
    if line.label or run[0].is_only_label or before.text.endswith(_ENDS_A_SENTENCE):
        return False
    if section_of(line.text) or section_of(before.text):
        return False
    if before.text.rpartition(" ")[2] in _NEVER_LAST or _breaks_a_name(before.text, line.text):
        return True
    if _is_rest_of_title(run, line):
        return True
    if line.text[0].islower():
        return True
    is_full = bool(width) and len(before.text) >= max(_NARROWEST_FULL_LINE, 0.7 * width)
    return is_full and not _BEGINS_LIST.match(line.text)
