"""Renders a public page: every one knows the council whose archive this is, and what else there is of the same."""

import functools
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import get_template

from meetings.record.addresses import address_of, in_the_other_language
from meetings.record.looking_up import current_council
from meetings.record.models import PublishedCommittee, PublishedCouncil
from meetings.record.translation import ENGLISH, WELSH, gettext, speaking, spoken_language, writing_both

# A proxy gives all headers of an answer a few kilobytes; what does not fit stands in the page alone.
LONGEST_LINK = 2_000
# The templates, compiled in each language.
ENGINES = {ENGLISH: "public", WELSH: "public-welsh"}


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
    return Alternate("text/calendar", address, gettext("%(name)s, for calendars") % {"name": of})


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
    """Render the template in the language that is spoken, reading the council unless a row already read has it.

    `alternates` stand in the head of the page and in its Link header (RFC 8288). `is_passing` marks an answer that
    may be another the next time, though nothing of the record changes.
    """
    if "council" not in context:
        context = context | {"council": council_for(request)}
    page = get_template(template, using=ENGINES[spoken_language()])
    is_in_wales = spoken_language() == WELSH or nation_of(context["council"]) == "wales"
    context = context | {"request": request, "alternates": alternates}
    with writing_both() if is_in_wales else nullcontext():
        page = page.render(context | {"in_other_language": _switch(request, context) if is_in_wales else ""})
    response = HttpResponse(page.encode(), status=status)
    response.is_passing = is_passing
    link = ", ".join(alternate.header for alternate in alternates)
    if link and len(link) <= LONGEST_LINK:
        response["Link"] = link
    return response


def in_welsh(view: Callable) -> Callable:
    """The view, speaking Welsh; it raises Http404 where the council is not one of Wales.

    Those in Wales owe it (Welsh Language (Wales) Measure 2011, standards for the delivery of services). The language
    is a matter of the address alone, never of a cookie or a header: a page is kept by its address.
    """

    @functools.wraps(view)
    def spoken(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        request.council = current_council()
        if nation_of(request.council) != "wales":
            raise Http404
        with speaking(WELSH):
            return view(request, *args, **kwargs)

    return spoken


def council_for(request: HttpRequest) -> PublishedCouncil | None:
    """The council of the archive, which a Welsh page has read before."""
    return getattr(request, "council", None) or current_council()


def nation_of(council: PublishedCouncil | dict | None) -> str:
    """The nation of the council, from its row or what a page has of it; empty where nothing is known."""
    if isinstance(council, dict):
        return council.get("nation") or ""
    return council.nation if council else ""


def _switch(request: HttpRequest, context: dict) -> str:
    """Where the page is in the other language; from a page that is not there it leads to the front page.

    (What was asked for there may be anything, even what a browser takes for the address of another site.)
    """
    here = address_of("home") if context.get("is_lost") else request.get_full_path()
    return in_the_other_language(here)


def as_form_of(response: HttpResponse, request: HttpRequest, page: str) -> HttpResponse:
    """The answer, which is a file, with the page whose other form it is as its canonical address (RFC 6596)."""
    link = f'<{request.build_absolute_uri(page)}>; rel="canonical"'
    if len(link) <= LONGEST_LINK:
        response["Link"] = link
    return response


def council_of(committees: Sequence[PublishedCommittee]) -> dict:
    """The council of the archive, from the rows already read where there are any."""
    first = committees[0] if committees else None
    return {"council": {"name": first.council_name, "nation": first.council_nation} if first else current_council()}
