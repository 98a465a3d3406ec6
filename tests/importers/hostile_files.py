"""Files made to do harm, or so broken that they might: each is made when it is asked for, and none is kept."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pypdf
import typst
from pypdf.actions import JavaScript

from tests.importers.word_files import DECLARED, paragraph, relation_to_a_picture, word_file, zip_of

_PICTURE = '<w:p><w:r><w:drawing><a:blip xmlns:a="a" r:link="rId9"/></w:drawing></w:r></w:p>'
_SPAN = '<w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p><w:r><w:t>wide</w:t></w:r></w:p></w:tc>'


def good_word() -> bytes:
    return word_file(paragraph("The minutes were agreed."))


def good_pdf() -> bytes:
    return typst.compile(b"The minutes of the last meeting were agreed as a correct record.")


def zip_bomb() -> bytes:
    return word_file("", parts={"word/document.xml": b"<w>" + b" " * 60_000_000})


def bomb_of_words() -> bytes:
    """Within the limit of every part, and far more words than minutes have."""
    varied = "".join(f"The motion {number:06d} was carried. " for number in range(700_000))
    return word_file(paragraph(varied))


def many_bombs() -> bytes:
    return word_file("", parts={f"word/part{number}.xml": b" " * 1_000_000 for number in range(100)})


def nested_bomb() -> bytes:
    return word_file(paragraph("Outside."), parts={"word/embeddings/inner.docx": zip_bomb()})


def too_many_parts() -> bytes:
    return word_file(paragraph("Agreed."), parts={f"word/media/{number}.png": b"" for number in range(2_500)})


def _with_declarations(declarations: str, words: str) -> bytes:
    document = f"<!DOCTYPE d [{declarations}]><w:document {DECLARED}><w:body>{paragraph(words)}</w:body></w:document>"
    return word_file("", parts={"word/document.xml": document.encode()})


def billion_laughs() -> bytes:
    laughs = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    return _with_declarations(f'<!ENTITY l0 "ha">{laughs}', "&l9;")


def quadratic_entity() -> bytes:
    return _with_declarations(f'<!ENTITY a "{"a" * 50_000}">', "&a;" * 50_000)


def external_entity(target: str) -> bytes:
    return _with_declarations(f'<!ENTITY a SYSTEM "{target}">', "&a;")


def declaration_in_utf_16() -> bytes:
    document = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d><w:document {DECLARED}/>'
    return word_file("", parts={"word/document.xml": document.encode("utf-16")})


def declaration_in_another_part() -> bytes:
    return word_file(paragraph("Agreed."), parts={"customXml/item1.xml": b"<!DOCTYPE d><d/>"})


def deep_nesting() -> bytes:
    return word_file("<w:sdt>" * 200_000 + "</w:sdt>" * 200_000, is_packed=False)


def deep_tables() -> bytes:
    return word_file("<w:tbl><w:tr><w:tc>" * 60 + paragraph("Deep.") + "</w:tc></w:tr></w:tbl>" * 60)


def million_paragraphs() -> bytes:
    return word_file("<w:p/>" * 1_000_000, is_packed=False)


def huge_spans() -> bytes:
    return word_file(f"<w:tbl>{f'<w:tr>{_SPAN * 20}</w:tr>' * 50}</w:tbl>")


def endless_styles() -> bytes:
    style = '<w:style w:type="paragraph" w:styleId="{}"><w:basedOn w:val="{}"/></w:style>'
    body = paragraph("Agreed.", properties='<w:pStyle w:val="a"/>')
    return word_file(body, styles=style.format("a", "b") + style.format("b", "a"))


def lying_sizes() -> bytes:
    """The directory says that the document is small."""
    content = bytearray(word_file("", parts={"word/document.xml": b"<w>" + b" " * 5_000_000}))
    size = struct.pack("<L", 5_000_003)
    return bytes(content).replace(size, struct.pack("<L", 50))


def truncated_zip() -> bytes:
    content = good_word()
    return content[: len(content) // 2]


def zip_without_middle() -> bytes:
    content = good_word()
    at = content.index(b"word/document.xml")
    return content[: at + 30] + b"\0" * 60 + content[at + 90 :]


def locked_zip() -> bytes:
    """The sign of a locked part stands in its own header and in the directory."""
    content = bytearray(good_word())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def rare_packing() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("[Content_Types].xml", b"<a/>")
    return made.getvalue()


def old_word() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000 + "WordDocument".encode("utf-16-le")


def locked_word() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000 + "EncryptedPackage".encode("utf-16-le")


def macros() -> bytes:
    return word_file(paragraph("Agreed."), parts={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


def macro_type() -> bytes:
    kind = b'<Types xmlns="t"><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    return word_file(paragraph("Agreed."), parts={"[Content_Types].xml": kind})


def spreadsheet() -> bytes:
    return zip_of({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"})


def open_document() -> bytes:
    return zip_of({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"})


def other_zip() -> bytes:
    return zip_of({"holiday.jpg": b"\xff\xd8\xff"})


def picture_elsewhere(target: str) -> bytes:
    """A picture that is a file of the machine, or a page of the web."""
    parts = {"word/_rels/document.xml.rels": relation_to_a_picture(target)}
    return word_file(paragraph("Agreed.") + _PICTURE, parts=parts)


def pdf_with_javascript() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(good_pdf()))
    writer.add_open_action(JavaScript("app.launchURL('http://127.0.0.1:9/');"))
    writer.add_attachment("run.exe", b"MZ")
    return _written(writer)


def locked_pdf() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(good_pdf()))
    writer.encrypt("secret", algorithm="RC4-128")
    return _written(writer)


def scanned_pdf() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_blank_page(200, 200)
    return _written(writer)


def broken_xref() -> bytes:
    content = good_pdf()
    at = content.rindex(b"startxref")
    return content[:at] + b"startxref\n99999999\n%%EOF"


def truncated_pdf() -> bytes:
    content = good_pdf()
    return content[: len(content) // 2]


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer <</Root 1 0 R /Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def loop_of_pages() -> bytes:
    return pdf_of(b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Count 9 /Kids [2 0 R 2 0 R]>>")


def deep_pages() -> bytes:
    inner = (b"<</Type /Pages /Count 1 /Kids [%d 0 R]>>" % (number + 1) for number in range(2, 3_000))
    return pdf_of(b"<</Type /Catalog /Pages 2 0 R>>", *inner, b"<</Type /Page>>")


def deep_array() -> bytes:
    return pdf_of(b"<</Type /Catalog /Pages 2 0 R /A %s>>" % (b"[" * 100_000), b"<</Type /Pages /Kids []>>")


def pdf_of_page(stream: bytes, *, filters: bytes = b"", notes: bytes = b"") -> bytes:
    """A PDF of one page that paints what the stream says."""
    content = b"<</Length %d /Filter [%s]>>\nstream\n%s\nendstream" % (len(stream), filters, stream)
    font = b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"
    shape = b"/MediaBox [0 0 600 800] /Resources <</Font <</F1 5 0 R>>>> /Annots [%s]" % notes
    page = b"<</Type /Page /Parent 2 0 R /Contents 4 0 R %s>>" % shape
    pages = b"<</Type /Pages /Count 1 /Kids [3 0 R]>>"
    return pdf_of(b"<</Type /Catalog /Pages 2 0 R>>", pages, page, content, font)


def stream_bomb() -> bytes:
    once = zlib.compress(b"(a) Tj " * 30_000_000, 9)
    return pdf_of_page(zlib.compress(once, 9), filters=b"/FlateDecode /FlateDecode")


def long_stream() -> bytes:
    """Small enough for every limit of the reader, and more work than a page can be."""
    stream = b"BT /F1 9 Tf " + b"(ab) Tj 1 0 Td " * 1_000_000
    return pdf_of_page(zlib.compress(stream, 9), filters=b"/FlateDecode")


def form_that_calls_itself() -> bytes:
    body = b"/X Do " * 50
    own = b"/Resources <</XObject <</X 4 0 R>>>>"
    form = b"<</Type /XObject /Subtype /Form %s /Length %d>>\nstream\n%s\nendstream" % (own, len(body), body)
    page = b"<</Type /Page /Parent 2 0 R /Contents 4 0 R %s>>" % own
    return pdf_of(b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Count 1 /Kids [3 0 R]>>", page, form)


def _written(writer: pypdf.PdfWriter) -> bytes:
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 100
WEB_PAGE = b"<!DOCTYPE html><html><body><p>Minutes</p></body></html>"
RICH_TEXT = b"{\\rtf1 Minutes}"

# Word files that are refused, and words of the sentence that says why.
REFUSED_WORD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty"),
    "random": (lambda: b"\x07minutes" * 40, "something else"),
    "zip bomb": (zip_bomb, "unpacks to more"),
    "bomb of words": (bomb_of_words, "longer than minutes"),
    "many bombs": (many_bombs, "unpacks to more"),
    "too many parts": (too_many_parts, "unpacks to more"),
    "billion laughs": (billion_laughs, "declarations"),
    "quadratic entity": (quadratic_entity, "declarations"),
    "external entity": (lambda: external_entity("file:///etc/hostname"), "declarations"),
    "declaration in UTF-16": (declaration_in_utf_16, "declarations"),
    "declaration in another part": (declaration_in_another_part, "declarations"),
    "deep nesting": (deep_nesting, "within things"),
    "million paragraphs": (million_paragraphs, "longer than minutes"),
    "lying sizes": (lying_sizes, "damaged"),
    "truncated zip": (truncated_zip, "damaged"),
    "zip without its middle": (zip_without_middle, "damaged"),
    "locked zip": (locked_zip, "password"),
    "rare packing": (rare_packing, "damaged"),
    "old Word": (old_word, "old Word document"),
    "locked Word": (locked_word, "password"),
    "macros": (macros, "macros"),
    "macro type": (macro_type, "macros"),
    "spreadsheet": (spreadsheet, "spreadsheet"),
    "OpenDocument": (open_document, "OpenDocument"),
    "other zip": (other_zip, "not a Word document"),
    "PDF renamed": (good_pdf, "rename it to end in .pdf"),
    "web page renamed": (lambda: WEB_PAGE, "rename it to end in .html"),
    "picture renamed": (lambda: PICTURE, "picture"),
    "rich text renamed": (lambda: RICH_TEXT, "rich text"),
    "no words": (lambda: word_file("<w:p/>"), "no words"),
}
REFUSED_PDF: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty"),
    "Word renamed": (good_word, "rename it to end in .docx"),
    "web page renamed": (lambda: WEB_PAGE, "rename it to end in .html"),
    "locked": (locked_pdf, "protected"),
    "scanned": (scanned_pdf, "recognised"),
    "truncated": (truncated_pdf, "damaged"),
    "loop of pages": (loop_of_pages, "PDF"),
    "deep pages": (deep_pages, "PDF"),
    "deep array": (deep_array, "damaged"),
    "stream bomb": (stream_bomb, "more work"),
    "long stream": (long_stream, "more work"),
    "form that calls itself": (form_that_calls_itself, "PDF"),
}
# Files that look worse than they are: what they say is read, and nothing else happens.
READ_WORD: dict[str, Callable[[], bytes]] = {
    "nested bomb": nested_bomb,
    "deep tables": deep_tables,
    "huge spans": huge_spans,
    "endless styles": endless_styles,
    "picture elsewhere": lambda: picture_elsewhere("file:///etc/hostname"),
}
READ_PDF: dict[str, Callable[[], bytes]] = {"JavaScript": pdf_with_javascript, "broken xref": broken_xref}
