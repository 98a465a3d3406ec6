"""Word documents (.docx) as blocks, by way of HTML; what is hidden or pending in them is told and never read."""

from meetings.importers.conversion import word_package
from meetings.importers.conversion.running import converted
from meetings.importers.formats import file_kinds
from meetings.importers.formats.web_page import source_of_html
from meetings.importers.source import Source

ENDINGS = (".docx",)


def read(content: bytes) -> Source:
    """The source that a Word document holds; places in it count the characters of its text. Raises CannotRead."""
    file_kinds.expect("docx", content)
    word_package.check(content)
    found = converted("word", content)
    return source_of_html(found.text, found.warnings)
