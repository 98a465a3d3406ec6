"""The minutes of a meeting as a file: PDF to sign, Word to work with, JSON for programs; from the row of its page."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from meetings.exporters.minutes import file_name
from meetings.exporters.minutes_pdf import PDF, minutes_pdf
from meetings.exporters.minutes_word import WORD, minutes_word
from meetings.public.addresses import meeting_held
from meetings.public.pages import Alternate, as_form_of, calendar_at
from meetings.record.addresses import in_english
from meetings.record.editions import canonical_json
from meetings.record.models import PublishedMeeting
from meetings.record.translation import gettext

JSON = "application/json"


def forms_of(meeting: PublishedMeeting) -> list[Alternate]:
    """What there is of a meeting besides its page."""
    here = in_english(meeting.get_absolute_url())
    forms = [
        Alternate(JSON, f"{here}minutes.json", gettext("The meeting as JSON")),
        calendar_at(f"{here}meeting.ics", meeting.title),
    ]
    if meeting.has_minutes:
        forms.append(Alternate(PDF, f"{here}minutes.pdf", gettext("Minutes to print and sign")))
        forms.append(Alternate(WORD, f"{here}minutes.docx", gettext("Minutes in Word")))
    return forms


def as_pdf(request: HttpRequest, held_on: datetime.date, committee: str) -> HttpResponse:
    meeting = _with_minutes(held_on, committee)
    return as_form_of(_file(minutes_pdf(meeting), PDF, file_name(meeting, "pdf")), request, meeting.get_absolute_url())


def as_word(request: HttpRequest, held_on: datetime.date, committee: str) -> HttpResponse:
    meeting = _with_minutes(held_on, committee)
    return as_form_of(
        _file(minutes_word(meeting), WORD, file_name(meeting, "docx")), request, meeting.get_absolute_url()
    )


def as_json(request: HttpRequest, held_on: datetime.date, committee: str) -> HttpResponse:
    """What is public of the meeting, as its newest edition has it: its agenda alone until there are minutes."""
    meeting = get_object_or_404(PublishedMeeting, address=meeting_held(held_on, committee))
    made = HttpResponse(canonical_json(meeting.content).encode(), content_type=JSON)
    return as_form_of(made, request, meeting.get_absolute_url())


def _with_minutes(held_on: datetime.date, committee: str) -> PublishedMeeting:
    """The meeting, if it has minutes that the public may read."""
    return get_object_or_404(PublishedMeeting.objects.with_minutes(), address=meeting_held(held_on, committee))


def _file(made: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(made, content_type=kind, headers={"Content-Disposition": f'inline; filename="{name}"'})
