"""Renders a public page: every one knows the council whose archive this is."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import get_template

from meetings.record.looking_up import current_council
from meetings.record.models import PublishedCommittee


def there[Row](row: Row | None) -> Row:
    """The row that was looked up; raises Http404 when nothing was found."""
    if row is None:
        raise Http404
    return row


def show(
    request: HttpRequest, template: str, context: dict, *, status: int = 200, is_passing: bool = False
) -> HttpResponse:
    """Render the template, reading the council unless the context has it from a row already read.

    `is_passing` marks an answer that may be another the next time, though nothing of the record changes.
    """
    if "council" not in context:
        context = context | {"council": current_council()}
    page = get_template(template, using="public").render(context | {"request": request})
    response = HttpResponse(page, status=status)
    response.is_passing = is_passing
    return response


def council_of(committees: Sequence[PublishedCommittee]) -> dict:
    """The council of the archive, from the rows already read where there are any, and whether it writes Welsh too."""
    first = committees[0] if committees else None
    council = {"name": first.council_name, "nation": first.council_nation} if first else current_council()
    return {"council": council, "is_in_wales": bool(first) and first.council_nation == "wales"}
