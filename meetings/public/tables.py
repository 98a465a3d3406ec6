"""Tables for spreadsheets (CSV), sent as they are written."""

from collections.abc import Iterable, Sequence

from django.http import StreamingHttpResponse

from meetings.exporters.tables import lines_of


def table(filename: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> StreamingHttpResponse:
    """The rows as a file, sent as they are written; no cell of it is a formula."""
    response = StreamingHttpResponse(lines_of(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
