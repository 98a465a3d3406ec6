"""The body of a Word file written anew: only what is printed on its pages, with the numbers that Word prints there.

What comes out is a plain Word document of paragraphs, list items, headings and tables, in which nothing is hidden, no
change is pending, no number is automatic and nothing leads to another file; what was left out is counted.
"""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from meetings.importers.conversion import word_refusals as refusals
from meetings.importers.conversion.word_fields import Fields
from meetings.importers.conversion.word_hidden_text import PAPER, HiddenText
from meetings.importers.conversion.word_numbering import Marker, Numbering
from meetings.importers.conversion.word_styles import Styles
from meetings.importers.conversion.word_xml import child, is_on, number, value
from meetings.importers.grammar.labels import label_at_start
from meetings.importers.source import CannotRead

# What these hold is as if it stood there without them.
_WRAPPERS = {
    *("w:sdt", "w:sdtContent", "w:smartTag", "w:customXml", "w:hyperlink", "w:fldSimple", "w:ins", "w:moveTo"),
    *("w:dir", "w:bdo", "mc:Choice"),
}
_LEFT_OUT = {"w:del": "deletions", "w:moveFrom": "moves", "w:altChunk": "inserted files"}
_NOTES = {"w:footnoteReference": "notes", "w:endnoteReference": "notes"}
_DRAWINGS = {"w:drawing", "w:pict", "w:object"}
_WIDEST_CELL = 60
# The marker of a paragraph goes through mammoth between signs that no font of words has.
MARKER = "\ue000{level}\ue001{text}\ue002"
_MARKS = {ord(sign): None for sign in "\ue000\ue001\ue002"}
# Paragraphs, cells and changes of type: a page has some sixty.
_MOST_PIECES = 40_000
_WORDS, _END_OF_WORDS = '<w:t xml:space="preserve">', "</w:t>"
_SEAM = _END_OF_WORDS + _WORDS
_SIGNS = {
    "w:tab": "<w:tab/>",
    "w:ptab": "<w:tab/>",
    "w:br": "<w:br/>",
    "w:cr": "<w:br/>",
    "w:noBreakHyphen": f"{_WORDS}-{_END_OF_WORDS}",
}
# A marker that was typed, and the room that was left after it, which a web page would not keep.
_OPEN = r"<w:r>(?:<w:rPr>(?:<w:[bi]/>){1,2}</w:rPr>)?"
_TYPED = re.compile(
    rf"(?P<own>{_OPEN}){_WORDS}[ \xa0]{{0,9}}(?P<marker>[^\s<]{{1,12}})"
    rf"(?:[ \xa0]{{0,9}}{_END_OF_WORDS}(?:</w:r>(?P<next>{_OPEN}))?(?:<w:tab/>){{1,5}}|(?P<spaces>[ \xa0]{{3,90}}))"
)


class Body:
    """Writes the body once; afterwards `found` says how many of each thing the clerk must be told of there were."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.found: Counter[str] = Counter()
        self._styles = styles
        self._numbering = numbering
        self._hidden = HiddenText(styles)
        self._fields = Fields()
        self._written: list[str] = []
        self._pieces = 0
        # Runs of a paragraph whose end was deleted, which read on into the next one.
        self._carried: list[str] = []

    def written(self, body: Element) -> str:
        """The paragraphs and tables of a body, as XML."""
        self._blocks(body, PAPER, is_cell=False)
        self.found["numbers by field"] += self._fields.numbers
        return "".join(self._written)

    def _blocks(self, parent: Element, behind: str, *, is_cell: bool) -> None:
        for element in self._children(parent):
            if element.tag == "w:p":
                self._paragraph(element, behind, is_cell=is_cell)
            elif element.tag == "w:tbl":
                self._end_carried()
                self._table(element, behind)
        self._end_carried()

    def _children(self, parent: Element) -> Iterator[Element]:
        """What stands in an element when changes are accepted and wrappers taken off."""
        for element in parent:
            if element.tag in _LEFT_OUT:
                self.found[_LEFT_OUT[element.tag]] += element.tag != "w:del" or _has(element, "w:r")
            elif element.tag == "mc:AlternateContent":
                # Word shows the first choice; what it keeps for older programs may say something else.
                choice = child(element, "mc:Choice")
                yield from self._children(element if choice is None else choice)
            elif element.tag in _WRAPPERS:
                self.found["insertions"] += element.tag == "w:ins" and _has(element, "w:r")
                yield from self._children(element)
            else:
                yield element

    def _paragraph(self, element: Element, behind: str, *, is_cell: bool) -> None:
        properties = child(element, "w:pPr")
        style = value(properties, "w:pStyle")
        if self._styles.is_contents(style):
            self.found["contents"] += 1
            return
        mark = child(properties, "w:rPr")
        self._count_change_of_mark(element, mark)
        runs = self._runs(element, style, self._hidden.behind_paragraph(properties, style, behind))
        if child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None:
            self._carried += runs
            return
        is_gone = not runs and not self._carried and self._hidden.is_hidden_mark(properties)
        marker = None if is_gone else self._numbering.marker(properties, style)
        runs, self._carried = [*self._carried, *runs], []
        if marker is None:
            marker, runs = _typed_marker(runs)
        if runs or (is_cell and marker and not marker.is_bullet):
            self._write_paragraph(runs, marker, self._heading(properties, style))

    def _end_carried(self) -> None:
        if self._carried:
            self._write_paragraph(self._carried, None, 0)
            self._carried = []

    def _heading(self, properties: Element | None, style: str) -> int:
        return self._styles.heading_level(style, value(properties, "w:outlineLvl"))

    def _count_change_of_mark(self, element: Element, mark: Element | None) -> None:
        """A line that was split or joined is a change too, where no words changed with it."""
        if child(element, "w:ins") is None and child(mark, "w:ins") is not None:
            self.found["insertions"] += 1
        if child(element, "w:del") is None and child(mark, "w:del") is not None:
            self.found["deletions"] += 1

    def _count_pieces(self, more: int) -> None:
        self._pieces += more
        if self._pieces > _MOST_PIECES:
            raise CannotRead(refusals.TOO_LONG)

    def _write_paragraph(self, runs: list[str], marker: Marker | None, heading: int) -> None:
        self._count_pieces(1 + len(runs))
        if heading:
            # A heading is bold as it is.
            runs = [run.replace("<w:b/>", "") for run in runs]
        properties = f'<w:pPr><w:pStyle w:val="Heading{heading}"/></w:pPr>' if heading else ""
        first = f"<w:r>{_text(_mark(marker) if runs else marker.text)}</w:r>" if marker else ""
        self._written.append(f"<w:p>{properties}{first}{''.join(runs)}</w:p>")

    def _runs(self, paragraph: Element, style: str, behind: str) -> list[str]:
        written: list[tuple[str, list[str]]] = []
        is_after_hidden = is_after_struck = False
        for run in self._children(paragraph):
            content = self._content(run) if run.tag == "w:r" else ""
            if not content:
                continue
            properties = child(run, "w:rPr")
            is_hidden = self._hidden.is_hidden(properties, style, behind)
            is_struck = not is_hidden and self._is_struck(properties, style)
            if _WORDS in content:
                self.found["hidden"] += is_hidden and not is_after_hidden
                self.found["struck"] += is_struck and not is_after_struck
                is_after_hidden, is_after_struck = is_hidden, is_struck
            emphasis = self._emphasis(properties, style)
            # Word cuts one stretch of words into many runs.
            if not is_hidden and written and written[-1][0] == emphasis:
                written[-1][1].append(content)
            elif not is_hidden:
                written.append((emphasis, [content]))
        self._fields.end_paragraph()
        runs = [f"<w:r>{emphasis}{''.join(parts).replace(_SEAM, '')}</w:r>" for emphasis, parts in written]
        return runs if any(_WORDS in run for run in runs) else []

    def _is_struck(self, properties: Element | None, style: str) -> bool:
        where = (properties, value(properties, "w:rStyle"), style)
        return any(is_on(self._styles.of_run(name, *where)) for name in ("w:strike", "w:dstrike"))

    def _emphasis(self, properties: Element | None, style: str) -> str:
        where = (properties, value(properties, "w:rStyle"), style)
        kept = "".join(f"<{name}/>" for name in ("w:b", "w:i") if is_on(self._styles.of_run(name, *where)))
        return f"<w:rPr>{kept}</w:rPr>" if kept else ""

    def _content(self, run: Element) -> str:
        parts = []
        for element in self._children(run):
            if element.tag in _DRAWINGS:
                self._count_drawing(element)
            elif element.tag in _NOTES:
                self.found[_NOTES[element.tag]] += 1
            elif self._fields.take(element):
                continue
            elif element.tag == "w:t" and element.text:
                parts.append(_text(element.text.translate(_MARKS)))
            elif element.tag == "w:sym":
                parts.append(_symbol(element))
            elif element.tag in _SIGNS:
                parts.append(_SIGNS[element.tag])
        return "".join(parts)

    def _count_drawing(self, drawing: Element) -> None:
        boxes = list(drawing.iter("w:txbxContent"))
        has_words = any(text.text and text.text.strip() for box in boxes for text in box.iter("w:t"))
        self.found["text boxes"] += has_words
        self.found["pictures"] += not boxes

    def _table(self, table: Element, behind: str) -> None:
        behind = self._hidden.behind_table(child(table, "w:tblPr"), behind)
        before = len(self._written)
        self._written.append("<w:tbl>")
        rows = [element for element in self._children(table) if element.tag == "w:tr"]
        if not sum([self._row(row, behind) for row in rows]):
            del self._written[before:]
            return
        self._written.append("</w:tbl>")

    def _row(self, row: Element, behind: str) -> bool:
        """Whether the row is printed at all."""
        properties = child(row, "w:trPr")
        self.found["insertions"] += child(properties, "w:ins") is not None
        if child(properties, "w:del") is not None:
            self.found["deletions"] += 1
            return False
        if is_on(child(properties, "w:hidden")):
            self.found["hidden"] += _has_words(row)
            return False
        is_header = is_on(child(properties, "w:tblHeader"))
        self._written.append(f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if is_header else ''}")
        if skipped := number(value(properties, "w:gridBefore"), default=0, largest=_WIDEST_CELL):
            self._written.append(f'<w:tc><w:tcPr><w:gridSpan w:val="{skipped}"/></w:tcPr><w:p/></w:tc>')
        for cell in self._children(row):
            if cell.tag == "w:tc":
                self._cell(cell, behind)
        self._written.append("</w:tr>")
        return True

    def _cell(self, cell: Element, behind: str) -> None:
        properties = child(cell, "w:tcPr")
        span = number(value(properties, "w:gridSpan"), default=1, largest=_WIDEST_CELL)
        merged = child(properties, "w:vMerge")
        kind = "restart" if merged is not None and merged.get("w:val") == "restart" else "continue"
        merge = f'<w:vMerge w:val="{kind}"/>' if merged is not None else ""
        self._written.append(f'<w:tc><w:tcPr><w:gridSpan w:val="{max(span, 1)}"/>{merge}</w:tcPr>')
        self._blocks(cell, self._hidden.behind_cell(properties, behind), is_cell=True)
        self._written.append("</w:tc>")
        self._count_pieces(1)


def _has(element: Element, tag: str) -> bool:
    return next(element.iter(tag), None) is not None


def _has_words(element: Element) -> bool:
    return any(text.text and text.text.strip() for text in element.iter("w:t"))


def _typed_marker(runs: list[str]) -> tuple[Marker | None, list[str]]:
    """The marker that was typed before wide space at the start of a paragraph, and the runs without it."""
    joined = "".join(runs)
    found = _TYPED.match(joined)
    if not found or label_at_start(f"{found['marker']} ", is_wide=True) != found["marker"]:
        return None, runs
    rest = (found["next"] or found["own"]) + (_WORDS if found["spaces"] else "") + joined[found.end() :]
    return (Marker(found["marker"], 0), [rest]) if _has_printed(rest) else (None, runs)


def _has_printed(runs: str) -> bool:
    return any(not words.isspace() for words in re.findall(f"{_WORDS}([^<]+)", runs))


def _mark(marker: Marker) -> str:
    return MARKER.format(level=marker.level + 1, text=marker.text)


def _text(words: str) -> str:
    return f"{_WORDS}{escape(words)}{_END_OF_WORDS}"


def _symbol(element: Element) -> str:
    """A sign of a font of signs, such as a tick; which one it is has to be looked up in that font."""
    code, font = element.get("w:char", ""), element.get("w:font", "")
    if not 0 < len(code) <= 4 or not set(code) <= set("0123456789ABCDEFabcdef"):
        return ""
    return f'<w:sym w:font="{escape(font, {chr(34): "&quot;"})}" w:char="{code}"/>'
