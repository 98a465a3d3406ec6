"""Word files for the tests: made with python-docx where it can, and with XML of their own where it cannot."""

import io
import zipfile

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARED = f'xmlns:w="{W}" xmlns:mc="{MC}" xmlns:r="{KINDS}"'

# The two levels in which minutes label what was resolved.
LETTERS_AND_ROMANS = (("lowerLetter", "(%1)"), ("lowerRoman", "(%2)"))


def bytes_of(document: Document) -> bytes:
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def new_list(document: Document, *levels: tuple[str, str]) -> int:
    """The id of a new list of paragraphs, each level with the form of its numbers and the text around them."""
    numbering = document.part.numbering_part.element
    identity = 100 + len(numbering.findall(qn("w:abstractNum")))
    made = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    # A definition stands before every use.
    numbering.insert(0, parse_xml(f'<w:abstractNum {DECLARED} w:abstractNumId="{identity}">{made}</w:abstractNum>'))
    return use_list(document, identity)


def use_list(document: Document, identity: int, *, start: int | None = None) -> int:
    """The id of a list that uses a definition: it goes on counting, or starts where it says."""
    numbering = document.part.numbering_part.element
    use = 500 + len(numbering.findall(qn("w:num")))
    override = "" if start is None else f'<w:startOverride w:val="{start}"/>'
    override = override and f'<w:lvlOverride w:ilvl="0">{override}</w:lvlOverride>'
    abstract = f'<w:abstractNumId w:val="{identity}"/>'
    numbering.append(parse_xml(f'<w:num {DECLARED} w:numId="{use}">{abstract}{override}</w:num>'))
    return use


def definition_of(document: Document, use: int) -> int:
    for number in document.part.numbering_part.element.findall(qn("w:num")):
        if number.get(qn("w:numId")) == str(use):
            return int(number.find(qn("w:abstractNumId")).get(qn("w:val")))
    raise LookupError(use)


def put_in_list(paragraph: Paragraph, use: int, level: int = 0) -> Paragraph:
    """Number a paragraph as Word does: nothing of its number stands in its text."""
    number = f'<w:numPr {DECLARED}><w:ilvl w:val="{level}"/><w:numId w:val="{use}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(number))
    return paragraph


def add_limbs(document: Document, use: int, *limbs: str, level: int = 0) -> None:
    for limb in limbs:
        put_in_list(document.add_paragraph(limb), use, level)


def add_table(document: Document, *rows: tuple[str, ...]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            first, *others = text.split("\n")
            cell.text = first
            for other in others:
                cell.add_paragraph(other)


def word_file(
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    parts: dict[str, bytes] | None = None,
    is_packed: bool = True,
) -> bytes:
    """A Word file of no more parts than it must have, whose body is this XML."""
    given = {
        "[Content_Types].xml": b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": _relations(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": _relations(
            styles="styles.xml", numbering="numbering.xml", comments="comments.xml"
        ),
        "word/document.xml": f"<w:document {DECLARED}><w:body>{body}</w:body></w:document>".encode(),
        "word/styles.xml": f"<w:styles {DECLARED}>{styles}</w:styles>".encode(),
        "word/numbering.xml": f"<w:numbering {DECLARED}>{numbering}</w:numbering>".encode(),
    }
    return zip_of(given | (parts or {}), is_packed=is_packed)


def zip_of(parts: dict[str, bytes], *, is_packed: bool = True) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED if is_packed else zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def _relations(**targets: str) -> bytes:
    made = "".join(
        f'<Relationship Id="{kind}" Type="{KINDS}/{kind}" Target="{target}"/>' for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONSHIPS}">{made}</Relationships>'.encode()


def relation_to_a_picture(target: str) -> bytes:
    """The relations of a document that leads to a picture outside it."""
    picture = f'<Relationship Id="rId9" Type="{KINDS}/image" Target="{target}" TargetMode="External"/>'
    return f'<Relationships xmlns="{RELATIONSHIPS}">{picture}</Relationships>'.encode()


def paragraph(words: str, *, properties: str = "", run: str = "") -> str:
    """A paragraph of one run as XML, with properties of its own and of the run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{words}</w:t></w:r></w:p>"
