"""PDF files that hold text, as blocks; scans hold none and are refused."""

from dataclasses import replace

from meetings.importers.conversion.running import converted
from meetings.importers.formats import file_kinds
from meetings.importers.formats.plain_text import source_of_text
from meetings.importers.source import Source

ENDINGS = (".pdf",)


def read(content: bytes) -> Source:
    """The source that a PDF holds; places in it count the characters of its text. Raises CannotRead."""
    file_kinds.expect("pdf", content)
    found = converted("pdf", content)
    return replace(source_of_text(found.text), warnings=found.warnings)
