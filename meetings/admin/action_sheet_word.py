"""The sheet of actions as a Word document: rows in, bytes out."""

import io
from collections.abc import Iterable, Sequence

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt


def word_of_sheet(title: str, line: str, tables: Iterable[tuple[str, Sequence[str], list[Sequence[str]]]]) -> bytes:
    """A landscape page with a title, a line under it and tables: each a heading, its columns and its rows of words."""
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
    table = document.add_table(rows=1 + len(rows), cols=len(columns), style="Table Grid")
    # The heading is repeated on every page, and read out as such.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader", attrs={qn("w:val"): "true"}))
    # One pass over the cells: asking a table for one cell walks all of them.
    cells = iter(table._cells)
    for number, row in enumerate([columns, *rows]):
        for words in row:
            run = next(cells).paragraphs[0].add_run(_printable(words))
            run.bold = number == 0


def _printable(words: str) -> str:
    """The words without control characters, which a Word file cannot hold."""
    return "".join(sign for sign in words if sign >= " " or sign in "\n\t")
