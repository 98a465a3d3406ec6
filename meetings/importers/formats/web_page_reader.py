"""The lines of a cleaned web page, in order: what is hidden, deleted or only furniture is left out and counted."""

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

from meetings.importers.blocks import Kind
from meetings.importers.formats import word_clipboard
from meetings.importers.formats.web_page_line import Cell, Form, Line
from meetings.importers.formats.web_page_looks import UNSEEN, Look, list_type, look_of, marker, number_in, style_of
from meetings.importers.formats.web_page_tables import lines_of_table
from meetings.importers.grammar.labels import is_bullet, label_at_start

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE = frozenset({"span", "ins", "del", "s", "strike"})
_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_ARTICLES = frozenset({"article", "main"})
# A page leaves no empty line before or after these for their own sake.
_CLOSE = frozenset({"div", "li", "dd", "dt", "summary", "figcaption", "address", "center", *_LISTS})
_BREAK = "\x1e"
_SPACES = re.compile(r"[ \t\n\r\f]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
# Signs without width are no words, and what ends a line elsewhere is white space to a web page.
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\xad\0"),
        **dict.fromkeys("\v\x1c\x1d\x1e\x1f\x85\u2028\u2029", " "),
    }
)
_SIGNS_AS_TYPED = {**_SIGNS, ord("\r"): None, ord("\f"): " ", ord("\n"): _BREAK}


@dataclass(slots=True)
class _Tag:
    name: str
    look: Look
    is_marker: bool = False
    has_words: bool = False


@dataclass(slots=True)
class _List:
    type: str
    place: int
    is_begun: bool = False


@dataclass(slots=True)
class _Table:
    """A table that is being read, and the lines of what it stands in."""

    around: list[Line]
    rows: list[list[Cell]]


class PageReader(HTMLParser):
    """Reads HTML in which every tag is closed and none is nested deep, as cleaning leaves it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        # How many stretches of words were hidden, deleted, inserted or struck out.
        self.found: Counter[Look] = Counter()
        self._lines: list[Line] = []
        self._tags: list[_Tag] = []
        self._marked: list[_Tag] = []
        self._lists: list[_List] = []
        self._tables: list[_Table] = []
        self._forms: list[Form] = []
        self._headings: list[int] = []
        self._words: list[str] = []
        # The marker of an entry whose first words are still to come; in Word's way, printed before a paragraph.
        self._label = ""
        self._word_marker: list[str] = []
        self._word_level = 0
        self._counts: Counter[str] = Counter()
        self._is_after_gap = True
        self._length = 0

    def lines(self) -> list[Line]:
        """The lines of the page, but those of forms to fill in; a form that holds half a page is its frame."""
        self._end_line()
        return [line for line in self._lines if all(2 * form.length >= self._length for form in line.forms)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.handle_break()
            return
        if tag not in _INLINE:
            self._end_block(tag)
        if tag == "hr":
            return
        attributes = {name: value or "" for name, value in attrs}
        style = style_of(attributes)
        look = look_of(tag, attributes, style, is_in_article=any(self._counts[name] for name in _ARTICLES))
        opened = _Tag(tag, look, is_marker=word_clipboard.is_marker(style))
        self._tags.append(opened)
        if look is not Look.SHOWN:
            self._marked.append(opened)
        if not self._unseen():
            self._open(opened, attributes, style)

    def handle_break(self) -> None:
        if not self._unseen():
            self._words.append(_BREAK)

    def handle_endtag(self, tag: str) -> None:
        if not self._tags or self._tags[-1].name != tag:
            return
        if tag not in _INLINE:
            self._end_block(tag)
        closed = self._tags.pop()
        if not self._unseen():
            self._close(closed)
        if self._marked and self._marked[-1] is closed:
            self._marked.pop()
            self.found[closed.look] += closed.has_words

    def handle_data(self, data: str) -> None:
        has_words = not data.isspace()
        unseen = self._unseen()
        if has_words:
            # Of unseen tags inside each other only the outermost is counted.
            for tag in [unseen] if unseen else self._marked:
                tag.has_words = True
        if unseen:
            return
        if self._counts["marker"]:
            self._word_marker.append(data)
        else:
            self._words.append(data.translate(_SIGNS_AS_TYPED if self._counts["pre"] else _SIGNS))

    def _unseen(self) -> _Tag | None:
        return next((tag for tag in self._marked if tag.look in UNSEEN), None)

    def _open(self, tag: _Tag, attributes: dict[str, str], style: dict[str, str]) -> None:
        name = tag.name
        self._counts[name] += 1
        self._counts["marker"] += tag.is_marker
        self._word_level = word_clipboard.level_of_list(style) or self._word_level
        if name in _LISTS:
            self._open_list(name, attributes, style)
        elif name == "li":
            self._open_entry(attributes, style)
        elif name in _HEADINGS:
            self._headings.append(_HEADINGS[name])
        elif name == "form":
            self._forms.append(Form())
        elif name == "table":
            self._tables.append(_Table(self._lines, []))
        elif name == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif name in {"td", "th"} and self._tables and self._tables[-1].rows:
            cell = Cell(is_head=name == "th")
            self._tables[-1].rows[-1].append(cell)
            self._lines = cell.lines

    def _open_list(self, name: str, attributes: dict[str, str], style: dict[str, str]) -> None:
        self._is_after_gap = self._is_after_gap or not self._lists
        start = number_in(attributes, "start")
        self._lists.append(_List(list_type(name, attributes, style) or "", 0 if start is None else start - 1))

    def _open_entry(self, attributes: dict[str, str], style: dict[str, str]) -> None:
        if not self._lists:
            return
        inside = self._lists[-1]
        value = number_in(attributes, "value")
        inside.place = inside.place + 1 if value is None else value
        said = list_type("li", attributes, style)
        self._label = marker(inside.type if said is None else said, inside.place)
        if inside.is_begun or len(self._lists) > 1:
            self._is_after_gap = False
        inside.is_begun = True

    def _close(self, tag: _Tag) -> None:
        name = tag.name
        self._counts[name] -= 1
        self._counts["marker"] -= tag.is_marker
        if name in _LISTS:
            self._lists.pop()
            self._is_after_gap = self._is_after_gap or not self._lists
        elif name == "li":
            self._label = ""
        elif name in _HEADINGS:
            self._headings.pop()
        elif name == "form":
            self._forms.pop()
        elif name in {"td", "th"} and self._tables:
            self._lines = self._tables[-1].around
        elif name == "table":
            table = self._tables.pop()
            self._lines = table.around
            self._lines += lines_of_table(table.rows)

    def _end_block(self, tag: str) -> None:
        """A block begins or ends here, and with it the line that was being read."""
        self._end_line()
        # The paragraph inside an entry of a list does not part it from its marker.
        if tag not in _CLOSE and not self._label:
            self._is_after_gap = True

    def _end_line(self) -> None:
        if not self._words and not self._word_marker:
            return
        raw, printed = "".join(self._words), "".join(self._word_marker)
        level = self._word_level
        self._words, self._word_marker, self._word_level = [], [], 0
        text = _tidy(raw if self._counts["pre"] else _SPACES.sub(" ", raw))
        if not text:
            self._is_after_gap = self._is_after_gap or bool(raw.strip(" \t\n\r\f"))
            return
        line = Line(text, is_close=not self._is_after_gap, forms=tuple(self._forms))
        if printed.strip():
            _put_marker(line, word_clipboard.marker_of(printed), level or 1)
            line.is_close = bool(self._lines) and bool(self._lines[-1].label)
        elif self._label:
            _put_marker(line, "" if _has_own_marker(text, self._label) else self._label, len(self._lists))
            self._label = ""
        if self._headings:
            line.kind, line.level = Kind.HEADING, self._headings[-1]
        self._lines.append(line)
        self._is_after_gap = False
        self._length += len(text)
        for form in self._forms:
            form.length += len(text)


def _tidy(text: str) -> str:
    """Lines without space around them, and never more than one empty line between two."""
    if _BREAK not in text:
        return text.strip()
    lines = "\n".join(line.strip() for line in text.split(_BREAK))
    return _EMPTY_LINES.sub("\n\n", lines.strip())


def _put_marker(line: Line, label: str, level: int) -> None:
    line.kind, line.level = Kind.LIST_ITEM, level
    if label:
        line.label, line.text = label, f"{label} {line.text}"


def _has_own_marker(text: str, label: str) -> bool:
    """Whether an entry prints its marker in its words, so that the one of its list would be a second."""
    own = label_at_start(text[:40], is_wide=False)
    if not own:
        return False
    if is_bullet(own):
        return is_bullet(label)
    if own.strip("().: ") == label.strip("().: ") or not own[-1].isdigit():
        return True
    # "5.1 Parking" and "41/17 Parking" are numbered, "2 members" and "1.5 million" are not.
    return any(sign in own for sign in "./") and text[len(own) :].lstrip()[:1].isupper()
