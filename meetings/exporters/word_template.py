"""Makes minutes.docx, our template of minutes in Word: `python -m meetings.exporters.word_template`.

A council that wants its own look edits a copy in Word and names it in WORD_TEMPLATE.
"""

import io
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from meetings.exporters.still_zip import still_zip

HERE = Path(__file__).parent / "minutes.docx"
INK = RGBColor(0x1A, 0x1A, 0x1A)
FONT = "Arial"
TEXT_WIDTH = Cm(16)
# Each line a paragraph: style, and words with the tags that docxtpl fills.
OPENING = """\
Normal: {{ council }}
Heading 1: {{ committee }}
Subtitle: Minutes of the {% if kind %}{{ kind|lower }}{% else %}meeting{% endif %} held on {{ long_day }}
Normal: {{ time }}{% if venue %}, {{ venue }}{% endif %}
Normal: {%p if note %}
Status: {{ note }}
Normal: {%p endif %}
Status: {{ status }}
Normal: {%p for change in changes %}
Normal: {{ change }}
Normal: {%p endfor %}
Normal: {%p if attendance %}
Heading 2: Attendance
"""
ITEMS = """\
Normal: {%p endif %}
Normal: {%p for item in items %}
Heading 2: {% if item.number %}{{ item.number }}  {% endif %}{{ item.title }}\
{% if item.minute_number %} (minute {{ item.minute_number }}){% endif %}
Normal: {%p if item.purpose %}
Purpose: {{ item.purpose }}
Normal: {%p endif %}
Normal: {%p if item.late_reason %}
Normal: Late item: {{ item.late_reason }}
Normal: {%p endif %}
Normal: {%p if item.exemption %}
Exempt: **Exempt information**
Normal: {%p for line in item.exemption %}
Exempt: {{ line }}
Normal: {%p endfor %}
Normal: {%p endif %}
Normal: {%p if item.declarations %}
Heading 3: Declarations of interest
Normal: {%p for declaration in item.declarations %}
List Bullet: {{ declaration }}
Normal: {%p endfor %}
Normal: {%p endif %}
Normal: {{p item.minute }}
Normal: {%p for block in item.decided %}
Resolved: {{ block.heading }}
Normal: {%p for resolution in block.resolutions %}
Normal: {%p for words in resolution.paragraphs %}
Resolution: {% if loop.first %}{{ resolution.label }}{% endif %}\t{{ words }}
Normal: {%p endfor %}
Normal: {%p if resolution.about %}
Resolution note: {{ resolution.about }}
Normal: {%p endif %}
Normal: {%p for vote in resolution.votes %}
Resolution note: **{{ vote.choice }}**: {{ vote.names }}
Normal: {%p endfor %}
Normal: {%p for reason in resolution.reasons %}
Resolution note: **{{ reason.heading }}**
Normal: {%p for words in reason.paragraphs %}
Resolution note: {{ words }}
Normal: {%p endfor %}
Normal: {%p endfor %}
Normal: {%p endfor %}
Normal: {%p endfor %}
Normal: {%p if item.actions %}
Heading 3: Action{% if item.actions|length > 1 %}s{% endif %}
Normal: {%p for action in item.actions %}
List Bullet: {{ action.task }}{% if action.about %} ({{ action.about }}){% endif %}
Normal: {%p endfor %}
Normal: {%p endif %}
Normal: {%p if item.speakers %}
Normal: **Addressed the meeting:** {{ item.speakers }}
Normal: {%p endif %}
Normal: {%p if item.papers %}
Normal: **Papers:** {{ item.papers|join("; ") }}
Normal: {%p endif %}
Normal: {%p endfor %}
Normal: {%p if papers %}
Heading 2: Papers
Normal: {%p for paper in papers %}
List Bullet: {{ paper }}
Normal: {%p endfor %}
Normal: {%p endif %}
Normal: {%p if confirmed_on %}
Signature: Confirmed as a correct record on {{ confirmed_on }}.
Signature: Signed \t (Chair)   Date \t
Normal: {%p else %}
Closing: {{ status }}
Normal: {%p endif %}
Normal: {%p if edition %}
Small: Edition {{ edition }} of these minutes, put on the public record on {{ edition_made_on }} at {{ address }}
Small: The edition can be verified by its digest (SHA-256): {{ digest }}
Normal: {%p endif %}
"""


def make_template() -> bytes:
    """Return the template as a Word file, the same bytes each time."""
    document = Document()
    _set_page(document)
    _set_styles(document)
    _write(document, OPENING)
    _write_attendance(document)
    _write(document, ITEMS)
    _write_footer(document)
    _tidy(document)
    made = io.BytesIO()
    document.save(made)
    return still_zip(made.getvalue())


def _set_page(document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.4)


def _set_styles(document) -> None:
    styles = document.styles
    normal = styles["Normal"]
    _font(normal, 11.5)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(7), 1.15
    for name, size, before in [
        ("Heading 1", 20, 6),
        ("Subtitle", 14, 0),
        ("Heading 2", 13, 20),
        ("Heading 3", 11.5, 12),
    ]:
        _font(styles[name], size, is_bold=name != "Subtitle")
        styles[name].font.italic = False
        for spread in styles[name].element.rPr.findall(qn("w:spacing")):
            styles[name].element.rPr.remove(spread)
        _spacing(styles[name], before, 6)
        styles[name].paragraph_format.keep_with_next = True
    _font(styles["Caption"], 10.5, is_bold=True)
    _spacing(styles["Caption"], 6, 4)
    _font(_new_style(styles, "Status"), 11.5, is_bold=True)
    closing = _new_style(styles, "Closing")
    _font(closing, 11.5, is_bold=True)
    _spacing(closing, 24, 7)
    _new_style(styles, "Purpose").font.italic = True
    _left_line(_new_style(styles, "Exempt"))
    resolved = _new_style(styles, "Resolved")
    _font(resolved, 11.5, is_bold=True)
    _spacing(resolved, 12, 4)
    resolved.paragraph_format.keep_with_next = True
    resolution = _new_style(styles, "Resolution").paragraph_format
    resolution.left_indent, resolution.first_line_indent = Cm(1.75), Cm(-1)
    resolution.tab_stops.add_tab_stop(Cm(1.75))
    note = _new_style(styles, "Resolution note")
    _font(note, 10)
    note.paragraph_format.left_indent = Cm(1.75)
    signature = _new_style(styles, "Signature line")
    _spacing(signature, 24, 0)
    signature.paragraph_format.keep_with_next = True
    signature.paragraph_format.tab_stops.add_tab_stop(Cm(9), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
    signature.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
    small = _new_style(styles, "Small")
    _font(small, 9)
    _spacing(small, 6, 0)
    small.paragraph_format.keep_with_next = True
    _spacing(_new_style(styles, "Cell"), 2, 2)
    _hairlines(styles["Table Grid"])
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.underline, link.font.color.rgb = True, RGBColor(0x1D, 0x3F, 0x8A)


def _hairlines(table_style) -> None:
    """Lines between rows and none between columns, as in the PDF."""
    borders = table_style.element.find(f".//{qn('w:tblBorders')}")
    for line in borders:
        is_upright = line.tag in {qn("w:left"), qn("w:right"), qn("w:insideV")}
        line.set(qn("w:val"), "nil" if is_upright else "single")
        line.set(qn("w:color"), "999999")


def _new_style(styles, name: str):
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    return style


def _font(style, size: float, *, is_bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.color.rgb = FONT, Pt(size), is_bold, INK
    fonts = style.element.rPr.rFonts
    # The fonts of a theme would go before the one named.
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]


def _spacing(style, before: float, after: float) -> None:
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _left_line(style) -> None:
    style.paragraph_format.left_indent = Cm(0.6)
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in {"val": "single", "sz": "12", "space": "8", "color": "777777"}.items():
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    style.element.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind")


def _write(document, lines: str) -> None:
    for line in lines.splitlines():
        style, _, words = line.partition(": ")
        paragraph = document.add_paragraph(style={"Signature": "Signature line"}.get(style, style))
        for place, part in enumerate(words.split("**")):
            if part:
                paragraph.add_run(part).bold = True if place % 2 else None


def _write_attendance(document) -> None:
    table = document.add_table(rows=4, cols=3, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    rows = [
        ["Name", "Role", "Attendance"],
        ["{%tr for person in attendance %}"],
        ["{{ person.name }}", "{{ person.role }}", "{{ person.attendance }}"],
        ["{%tr endfor %}"],
    ]
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=False):
            cell.text = text
            cell.paragraphs[0].style = document.styles["Cell"]
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for column, width in zip(table.columns, [Cm(6.75), Cm(6.25), Cm(3)], strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _write_footer(document) -> None:
    footer = document.sections[0].footer.paragraphs[0]
    footer.style = document.styles["Small"]
    footer.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run("{{ committee }}, {{ day }}. {{ note }}{% if confirmed_on %} Initialled ________{% endif %}\tPage ")
    _field(footer, "PAGE")
    footer.add_run(" of ")
    _field(footer, "NUMPAGES")


def _field(paragraph, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = "1"
    run.append(words)
    field.append(run)
    paragraph._p.append(field)


def _tidy(document) -> None:
    """Without what the library's own template brings and minutes do not need: looks of tables, a picture, names."""
    for relations in [document.part.package.rels, document.part.rels]:
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(("/thumbnail", "/stylesWithEffects", "/customXml")):
                del relations[key]
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in {"Normal Table", "Table Grid"}:
            style.delete()
    about = document.core_properties
    about.author, about.comments, about.title = "", "", "Minutes"
    about.created = about.modified = datetime(2026, 1, 1, tzinfo=UTC)


if __name__ == "__main__":
    HERE.write_bytes(make_template())
