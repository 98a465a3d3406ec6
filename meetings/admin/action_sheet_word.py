"""The sheet of actions as a Word document: rows in, bytes out."""

import io
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from meetings.exporters.minutes import UNPRINTABLE

# Of the seven columns, in centimetres, together as wide as the page: where, when, item, what, and three short ones.
WIDTHS = (3.6, 2.5, 4, 7.5, 3, 2.6, 3.5)
# Word's own measure: so many in a centimetre.
TWIPS = 1440 / 2.54


def word_of_sheet(title: str, line: str, tables: Iterable[tuple[str, Sequence[str], list[Sequence[str]]]]) -> bytes:
    """A landscape page with a title, a line under it and tables: each a heading, seven columns, rows of words."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.5)
    properties = document.core_properties
    properties.title, properties.author, properties.comments, properties.language = title, "", "", "en-GB"
    document.styles["Normal"].font.size = Pt(10)
    document.add_heading(title, level=1)
    document.add_paragraph(line)
    for heading, columns, rows in tables:
        document.add_heading(heading, level=2)
        if rows:
            _add_table(document, columns, rows)
        else:
            document.add_paragraph("None.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _add_table(document, columns: Sequence[str], rows: list[Sequence[str]]) -> None:
    table = document.add_table(rows=0, cols=len(columns), style="Table Grid")
    # Written as XML: through the library's cells a long table takes minutes. The heading is repeated on every page.
    lines = [_row(columns, "<w:trPr><w:tblHeader/></w:trPr>", "<w:rPr><w:b/></w:rPr>"), *(_row(row) for row in rows)]
    for line in parse_xml(f"<w:tbl {nsdecls('w')}>{''.join(lines)}</w:tbl>"):
        table._tbl.append(line)


def _row(words: Sequence[str], properties: str = "", style: str = "") -> str:
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:w="{round(width * TWIPS)}" w:type="dxa"/></w:tcPr>'
        f"<w:p><w:r>{style}{_text(each)}</w:r></w:p></w:tc>"
        for each, width in zip(words, WIDTHS, strict=True)
    )
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _text(words: str) -> str:
    """The words as text of a run, line by line, without what a Word file cannot hold."""
    lines = UNPRINTABLE.sub("", words.replace("\r\n", "\n").replace("\t", " ")).split("\n")
    return "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
