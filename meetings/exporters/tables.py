"""Tables for spreadsheets (CSV), made line by line; no cell of them is a formula."""

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from meetings.record.words import is_unseen

# What spreadsheets take for the beginning of a formula, also in its full-width form; and where they may split a cell.
BEGINS_FORMULA = {"=", "+", "-", "@"}
BEGINS_CELL = ("\t", "\r", "\n")


def lines_of(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    # Spreadsheets know by the mark that what follows is UTF-8.
    yield "\ufeff" + writer.writerow(columns)
    for row in rows:
        yield writer.writerow([safe_cell(cell) for cell in row])


class _Line:
    """What a writer of CSV writes to: a line goes straight back."""

    def write(self, line: str) -> str:
        return line


def safe_cell(text: str) -> str:
    """The text, begun with an apostrophe where a spreadsheet would take it for a formula."""
    seen = next((character for character in text if _is_seen(character)), "")
    is_formula = text.startswith(BEGINS_CELL) or unicodedata.normalize("NFKC", seen) in BEGINS_FORMULA
    return f"'{text}" if is_formula else text


def _is_seen(character: str) -> bool:
    """Whether a reader sees it: spaces, marks of byte order and the like are passed over by spreadsheets, too."""
    return not (character.isspace() or is_unseen(character))
