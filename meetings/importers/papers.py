"""The words of a paper, for search: page by page where the file has pages."""

import re
from dataclasses import dataclass

from meetings.importers.conversion.child import LONGEST_PAPER
from meetings.importers.conversion.running import converted
from meetings.importers.formats import LARGEST_FILE, TOO_LARGE, file_kinds, plain_text, read_source
from meetings.importers.source import CannotRead

LARGEST_PAPER = 50 * 1024 * 1024
# Seconds of work for one paper, where a clerk waits for it: some eighty pages.
WHILE_SOMEBODY_WAITS = 8
# Papers without pages are kept in stretches of about so many characters, a page's worth.
_STRETCH = 3_000
# A web page is taken apart where everybody's requests are answered, some six seconds for each million bytes.
_LARGEST_WEB_PAGE = 500_000
_WEB_PAGE_TOO_LARGE = "It is a web page larger than 500 kB: give it as PDF to have it searched."
# Of what the reader of Word files tells, that which says that the file holds words nobody sees.
_OF_UNSEEN_WORDS = ("Tracked changes", "hidden text", "comment")
_TOO_LARGE = "It is larger than 50 MB."
_CUT = f"Only its first {LONGEST_PAPER:,} characters were read."

_GAP = re.compile(r"\n\s*\n")
_AT_HYPHEN = re.compile(r"(?<=\w)-\n(?=[a-z])")


@dataclass(frozen=True, slots=True)
class PaperRead:
    """The text of a paper: of each page, empty ones too, or of stretches of a file that has no pages.

    `cut` says in a sentence that there is more than was read; `note`, what a clerk should look at before the file is
    published: words in it that nobody sees.
    """

    pages: tuple[str, ...]
    is_paged: bool
    cut: str = ""
    note: str = ""


def read_paper(content: bytes, name: str, *, seconds: int = WHILE_SOMEBODY_WAITS) -> PaperRead:
    """Read a paper, by the ending of its name; of a long PDF, what the seconds allow. Raises CannotRead."""
    if len(content) > LARGEST_PAPER:
        raise CannotRead(_TOO_LARGE)
    ending = name.lower().rpartition(".")[2]
    if ending == "pdf":
        file_kinds.expect("pdf", content)
        found = converted("paper", content, seconds=seconds)
        pages = tuple(_paragraphs(page) for page in found.text.split("\f"))
        return PaperRead(pages, True, *found.warnings)
    if ending in ("html", "htm") and len(content) > _LARGEST_WEB_PAGE:
        raise CannotRead(_WEB_PAGE_TOO_LARGE)
    text, note = _text_of(content) if ending == "txt" else _words_of(content, name)
    text = text.replace("\f", "\n").strip()
    cut = _CUT if len(text) > LONGEST_PAPER else ""
    return PaperRead(tuple(stretches(text[:LONGEST_PAPER])), False, cut, note)


def _text_of(content: bytes) -> tuple[str, str]:
    """The characters of a text file: which of them are headings and lists is nothing to search."""
    if len(content) > LARGEST_FILE:
        raise CannotRead(TOO_LARGE)
    file_kinds.expect("txt", content)
    return plain_text.text_of(content), ""


def _words_of(content: bytes, name: str) -> tuple[str, str]:
    source = read_source(content, name)
    told = [warning for warning in source.warnings if any(words in warning for words in _OF_UNSEEN_WORDS)]
    return source.text, " ".join(told)


def _paragraphs(page: str) -> str:
    """The page with a paragraph a line: the lines of print end where there was no more room."""
    return "\n".join(" ".join(lines.split()) for lines in _GAP.split(_AT_HYPHEN.sub("-", page)) if lines.strip())


def stretches(text: str) -> list[str]:
    """The text in parts that end where a line does, or a word where a line is too long."""
    found, start = [], 0
    while start < len(text):
        end = start + _STRETCH
        if end < len(text):
            end = max(text.rfind("\n", start, end), text.rfind(" ", start, end)) + 1 or end
        found.append(text[start:end])
        start = end
    return found
