"""Renders a public page: every one knows the council whose archive this is, and what else there is of the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import get_template

from meetings.record.looking_up import current_council
from meetings.record.models import PublishedCommittee

# A proxy gives all headers of an answer a few kilobytes; what does not fit stands in the page alone.
LONGEST_LINK = 2_000


@dataclass(frozen=True)
class Alternate:
    """Another form of what a page shows: its media type, its address, and what it is called there."""

    kind: str
    address: str
    title: str

    @property
    def header(self) -> str:
        return f'<{self.address}>; rel="alternate"; type="{self.kind}"'


def feed_at(address: str, of: str) -> Alternate:
    """What is new of it, as readers of news read it."""
    return Alternate("application/atom+xml", address, of)


def calendar_at(address: str, of: str) -> Alternate:
    """Meetings as other calendars read them."""
    return Alternate("text/calendar", address, f"{of}, for calendars")


def there[Row](row: Row | None) -> Row:
    """The row that was looked up; raises Http404 when nothing was found."""
    if row is None:
        raise Http404
    return row


def show(
    request: HttpRequest,
    template: str,
    context: dict,
    *,
    status: int = 200,
    is_passing: bool = False,
    alternates: Sequence[Alternate] = (),
) -> HttpResponse:
    """Render the template, reading the council unless the context has it from a row already read.

    `alternates` stand in the head of the page and in its Link header (RFC 8288). `is_passing` marks an answer that
    may be another the next time, though nothing of the record changes.
    """
    if "council" not in context:
        context = context | {"council": current_council()}
    page = get_template(template, using="public").render(context | {"request": request, "alternates": alternates})
    response = HttpResponse(page, status=status)
    response.is_passing = is_passing
    link = ", ".join(alternate.header for alternate in alternates)
    if link and len(link) <= LONGEST_LINK:
        response["Link"] = link
    return response


def as_form_of(response: HttpResponse, request: HttpRequest, page: str) -> HttpResponse:
    """The answer, which is a file, with the page whose other form it is as its canonical address (RFC 6596)."""
    link = f'<{request.build_absolute_uri(page)}>; rel="canonical"'
    if len(link) <= LONGEST_LINK:
        response["Link"] = link
    return response


def council_of(committees: Sequence[PublishedCommittee]) -> dict:
    """The council of the archive, from the rows already read where there are any, and whether it writes Welsh too."""
    first = committees[0] if committees else None
    council = {"name": first.council_name, "nation": first.council_nation} if first else current_council()
    return {"council": council, "is_in_wales": bool(first) and first.council_nation == "wales"}
