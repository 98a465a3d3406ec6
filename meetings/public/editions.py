"""One edition of a meeting: what it changed, and its text exactly as digested."""

import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from meetings.public.addresses import meeting_held
from meetings.public.pages import Alternate, as_form_of, show
from meetings.record.edition_pages import edition_page, is_open, url_of
from meetings.record.models import Edition, PublishedMeeting
from meetings.record.translation import gettext


def edition(request: HttpRequest, held_on: datetime.date, committee: str, number: int) -> HttpResponse:
    found, editions = _editions(meeting_held(held_on, committee), number, number - 1)
    context = edition_page(found, editions[number], editions.get(number - 1))
    text = Alternate("application/json", context["json"], gettext("The edition as JSON, exactly as digested"))
    return show(request, "edition.html", context, alternates=[text])


def as_json(request: HttpRequest, held_on: datetime.date, committee: str, number: int) -> HttpResponse:
    """The bytes whose SHA-256 stands in the manifest."""
    meeting, editions = _editions(meeting_held(held_on, committee), number)
    made = HttpResponse(editions[number].text.encode(), content_type="application/json")
    return as_form_of(made, request, url_of(meeting, number))


def _editions(address: str, number: int, *others: int) -> tuple[PublishedMeeting, dict[int, Edition]]:
    """The meeting and its editions of these numbers; a withdrawn edition is answered as one that never was."""
    rows = PublishedMeeting.objects.for_page().defer("content", "progress")
    meeting = get_object_or_404(rows, address=address)
    if not is_open(meeting, number):
        raise Http404
    editions = {edition.number: edition for edition in Edition.objects.open_ones(address, [number, *others])}
    if number not in editions:
        # Withdrawn since the meeting was read.
        raise Http404
    return meeting, editions
