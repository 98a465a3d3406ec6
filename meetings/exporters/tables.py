"""Tables for spreadsheets (CSV), made line by line; no cell of them is a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence

# What spreadsheets take for the beginning of a formula.
BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


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
    return f"'{text}" if text.startswith(BEGINS_FORMULA) or text.lstrip().startswith(BEGINS_FORMULA) else text
