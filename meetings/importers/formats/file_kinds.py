"""What a file really is by its first bytes, for the clerk whose file is not what its name says."""

from meetings.importers.conversion.word_refusals import LOCKED
from meetings.importers.source import CannotRead

_ZIP = b"PK\x03\x04"
_PDF = b"%PDF-"
# Some programs write a line or two before a PDF begins.
_PDF_WITHIN = 1024
# Old Office files and locked new ones are both of this kind; they differ in the names of what they hold.
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")

_EMPTY = "This file is empty: look whether it was saved, and upload it again."
_WHAT_TO_DO = {
    "docx": "is a Word document: rename it to end in .docx and upload that.",
    "pdf": "is a PDF: rename it to end in .pdf and upload that.",
    "doc": "is an old Word document (.doc): open it in Word, save it as .docx and upload that.",
    "rtf": "is rich text (.rtf): open it in Word, save it as .docx and upload that.",
    "html": "is a web page: rename it to end in .html and upload that.",
    "picture": "is a picture: have its words recognised first, or type them in.",
    "": "is something else, or is damaged: save it again under a new name, or paste the text instead.",
}
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
# What may stand in a file of a kind besides that kind: text and pages begin as they like.
_ALSO = {"txt": {""}, "html": {""}}
_WEB_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")


def expect(kind: str, content: bytes) -> None:
    """Refuse a file that is not of the kind ("docx", "pdf", "html", "txt") that its name says. Raises CannotRead."""
    if not content:
        raise CannotRead(_EMPTY)
    found = _kind(content)
    if found == "locked":
        raise CannotRead(LOCKED)
    if found != kind and found not in _ALSO.get(kind, ()):
        raise CannotRead(f"This file is named .{kind} but {_WHAT_TO_DO[found]}")


def _kind(content: bytes) -> str:
    start = content[:_PDF_WITHIN]
    if start.startswith(_OLD_OFFICE):
        return "locked" if _LOCKED_OFFICE in content else "doc"
    if start.startswith(_ZIP):
        return "docx"
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if start.startswith(_PICTURES):
        return "picture"
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB_PAGE):
        return "html"
    # Text may speak of the mark; a PDF is not text.
    return "pdf" if _PDF in start and (start.startswith(_PDF) or b"\0" in content[:100_000]) else ""
