"""The words of a paper, for search: page by page where the file has pages."""

import re
from dataclasses import dataclass

from meetings.importers.conversion.running import converted
from meetings.importers.formats import file_kinds, read_source
from meetings.importers.source import CannotRead

LARGEST_PAPER = 50 * 1024 * 1024
# Seconds of work for one paper, where a clerk waits for it: some eighty pages.
WHILE_SOMEBODY_WAITS = 8
# Papers without pages are kept in stretches of about so many characters, a page's worth; more in all is cut.
_STRETCH = 3_000
_LONGEST = 2_000_000
_TOO_LARGE = "It is larger than 50 MB."
_CUT = f"Only its first {_LONGEST:,} characters were read."

_GAP = re.compile(r"\n\s*\n")
_AT_HYPHEN = re.compile(r"(?<=\w)-\n(?=[a-z])")


@dataclass(frozen=True, slots=True)
class PaperRead:
    """The text of a paper: of each page, empty ones too, or of stretches of a file that has no pages.

    `cut` says in a sentence that there is more than was read.
    """

    pages: tuple[str, ...]
    is_paged: bool
    cut: str = ""


def read_paper(content: bytes, name: str, *, seconds: int = WHILE_SOMEBODY_WAITS) -> PaperRead:
    """Read a paper, by the ending of its name; of a long PDF, what the seconds allow. Raises CannotRead."""
    if len(content) > LARGEST_PAPER:
        raise CannotRead(_TOO_LARGE)
    if name.lower().endswith(".pdf"):
        file_kinds.expect("pdf", content)
        found = converted("paper", content, seconds=seconds)
        pages = tuple(_paragraphs(page) for page in found.text.split("\f"))
        return PaperRead(pages, True, " ".join(found.warnings))
    text = read_source(content, name).text.replace("\f", "\n").strip()
    return PaperRead(tuple(_stretches(text[:_LONGEST])), False, _CUT if len(text) > _LONGEST else "")


def _paragraphs(page: str) -> str:
    """The page with a paragraph a line: the lines of print end where there was no more room."""
    return "\n".join(" ".join(lines.split()) for lines in _GAP.split(_AT_HYPHEN.sub("-", page)) if lines.strip())


def _stretches(text: str) -> list[str]:
    """The text in parts that end where a line does, or a word where a line is too long."""
    found, start = [], 0
    while start < len(text):
        end = start + _STRETCH
        if end < len(text):
            end = max(text.rfind("\n", start, end), text.rfind(" ", start, end)) + 1 or end
        found.append(text[start:end])
        start = end
    return found
