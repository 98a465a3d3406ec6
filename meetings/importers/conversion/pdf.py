"""A text PDF as plain text, a form feed between its pages; nothing in it is run, followed or drawn."""

import io
import logging
import time
from collections.abc import Iterator

import pypdf
from pypdf.errors import LimitReachedError, PyPdfError

from meetings.importers.conversion.child import LONGEST_PAGE, LONGEST_PAPER
from meetings.importers.conversion.pdf_hidden_text import seen_on
from meetings.importers.conversion.pdf_lines import Line, lines_of, with_gaps
from meetings.importers.conversion.pdf_pages import without_furniture
from meetings.importers.source import CannotRead

_MOST_PAGES = 1_000
# A dense page of words takes a hundredth of this; the rest is for the drawings of a plan or a logo.
_LIMITS = {
    "zlib_maximum_output_length": 20_000_000,
    "lzw_maximum_output_length": 20_000_000,
    "run_length_maximum_output_length": 20_000_000,
    "stream_decoding_work_maximum_length": 50_000_000,
    "stream_parsing_work_maximum_count": 400_000,
    "xform_maximum_invocations_per_extraction": 500,
    # A program that pypdf would call for some pictures.
    "jbig2dec_binary": None,
}
_LONGEST_TEXT = 5_000_000
# Fewer signs than this are no page of minutes, but the stamp on a scan or the number of a page.
_FEWEST_SIGNS = 20
# How many pages a warning names.
_MOST_NAMED = 12
_SIGNS = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\xad": ""}) | {
    # Fonts with faults give such signs; a page or a line begins only where we say so.
    sign: None
    for sign in range(32)
    if chr(sign) != "\t"
}

_DAMAGED = "This PDF is damaged and cannot be opened: print it to a new PDF, or paste the text instead."
_LOCKED = "This PDF is protected by a password or against copying: save it without, or paste the text instead."
_SCAN = (
    "This PDF holds pictures of pages and no text: have its words recognised first (“make searchable”), "
    "or upload the Word document it was made from."
)
_HIDDEN = (
    "Page {} holds words that cannot be seen on it (under a black box, white or too small): they were not imported. "
    "They are still in the PDF: take them out before it is published.",
    "Pages {} hold words that cannot be seen on them (under a black box, white or too small): they were not imported. "
    "They are still in the PDF: take them out before it is published.",
)
_HIDDEN_IN_PAPER = (
    "Page {} holds words that cannot be seen on it (under a black box, white or too small). Search does not know "
    "them, but they are in the file: take them out before it is published.",
    "Pages {} hold words that cannot be seen on them (under a black box, white or too small). Search does not know "
    "them, but they are in the file: take them out before it is published.",
)
_EMPTY = (
    "Page {} holds no text, or next to none: look whether it is a picture of words.",
    "Pages {} hold no text, or next to none: look whether they are pictures of words.",
)
_CUT = "Only the first {} of its {} pages were read."
_TOO_LONG = "This PDF is longer than minutes ever are: split it, or paste the text instead."
_TOO_MUCH = (
    "This PDF takes more work to open than minutes ever need: it may be damaged or made to do harm. "
    "Print it to a new PDF, or paste the text instead."
)

# A page of a few words. The reader of PDF files loads the measures of this font when it first meets it.
_SAMPLE = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R
/Resources <</Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>>> endobj
4 0 obj <</Length 61>> stream
BT /F1 9 Tf 9 9 Td (Minutes of a meeting in the hall) Tj ET
endstream endobj
trailer <</Root 1 0 R>>
startxref
0
%%EOF
"""


def text_of_pdf(content: bytes) -> tuple[str, list[str]]:
    """The text of a PDF, and the warnings. Raises CannotRead."""
    pages, hidden = _pages(content)
    empty = [number for number, page in enumerate(pages, 1) if _signs(page) < _FEWEST_SIGNS]
    if len(empty) == len(pages):
        raise CannotRead(_SCAN)
    text = "\f".join(without_furniture(with_gaps(pages)))
    return text, [*_told(_HIDDEN, hidden), *_told(_EMPTY, empty)]


def paper_of_pdf(content: bytes, seconds: float) -> tuple[str, list[str]]:
    """The text of a PDF's pages for search; two sentences, either may be empty. Raises CannotRead.

    They say that it has more than was read, and on which pages words are hidden. A long paper is not refused: after
    so many seconds its other pages stay empty.
    """
    pages: list[list[Line]] = []
    hidden: list[int] = []
    length, count, end = 0, 0, time.monotonic() + seconds
    for number, (page, unseen, in_all) in enumerate(_read(content), 1):
        count = in_all
        pages.append(page)
        hidden += [number] if unseen else []
        length += sum(len(line.words) for line in page)
        if len(pages) >= _MOST_PAGES or length > LONGEST_PAPER or time.monotonic() > end:
            break
    if sum(_signs(page) for page in pages) < _FEWEST_SIGNS:
        raise CannotRead(_SCAN if pages else _DAMAGED)
    text = "\f".join(page[:LONGEST_PAGE] for page in without_furniture(with_gaps(pages)))
    missing = count - len(pages)
    cut = _CUT.format(len(pages), count) if missing else ""
    return text + "\f" * missing, [cut, " ".join(_told(_HIDDEN_IN_PAPER, hidden))]


def load_all() -> None:
    """Load what pypdf only loads when it first needs it, for the child can open no file later on."""
    # It says much about files that are only a little wrong.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    pypdf.overwrite_configuration(**_LIMITS)
    text_of_pdf(_SAMPLE)


def _pages(content: bytes) -> tuple[list[list[Line]], list[int]]:
    """The lines of each page, and the numbers of the pages on which words are hidden."""
    pages: list[list[Line]] = []
    hidden: list[int] = []
    length = 0
    for number, (page, count, _) in enumerate(_read(content), 1):
        pages.append(page)
        hidden += [number] if count else []
        length += sum(len(line.words) for line in page)
        if number > _MOST_PAGES or length > _LONGEST_TEXT:
            raise CannotRead(_TOO_LONG)
    if not pages:
        raise CannotRead(_DAMAGED)
    return pages, hidden


def _read(content: bytes) -> Iterator[tuple[list[Line], int, int]]:
    """The lines of one page after the other, what is hidden on it, and how many pages there are. Raises CannotRead."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise CannotRead(_LOCKED)
        count = len(reader.pages)
        for page in reader.pages:
            seen, hidden = seen_on(page)
            yield [line._replace(words=line.words.translate(_SIGNS)) for line in lines_of(seen)], hidden, count
    except LimitReachedError:
        raise CannotRead(_TOO_MUCH) from None
    except (PyPdfError, RecursionError):
        raise CannotRead(_DAMAGED) from None


def _signs(page: list[Line]) -> int:
    return sum(sign.isalnum() for line in page for sign in line.words)


def _told(sentences: tuple[str, str], pages: list[int]) -> list[str]:
    if not pages:
        return []
    one, several = sentences
    named = ", ".join(map(str, pages[:_MOST_NAMED])) + (" and others" if len(pages) > _MOST_NAMED else "")
    return [(one if len(pages) == 1 else several).format(named)]
