"""Tables for spreadsheets (CSV), written line by line."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse

# What spreadsheets take for the beginning of a formula.
BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def table(filename: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> StreamingHttpResponse:
    """The rows as a file, sent as they are written; no cell of it is a formula."""
    response = StreamingHttpResponse(lines_of(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


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
