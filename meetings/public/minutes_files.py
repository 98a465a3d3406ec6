"""The minutes of a meeting as a file: PDF to sign, Word to work with; made from the same row as its page."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from meetings.exporters.minutes import file_name
from meetings.exporters.minutes_pdf import PDF, minutes_pdf
from meetings.exporters.minutes_word import WORD, minutes_word
from meetings.record.models import PublishedMeeting


def as_pdf(request: HttpRequest, held_on: datetime.date, committee: str) -> HttpResponse:
    meeting = _with_minutes(held_on, committee)
    return _file(minutes_pdf(meeting), PDF, file_name(meeting, "pdf"))


def as_word(request: HttpRequest, held_on: datetime.date, committee: str) -> HttpResponse:
    meeting = _with_minutes(held_on, committee)
    return _file(minutes_word(meeting), WORD, file_name(meeting, "docx"))


def _with_minutes(held_on: datetime.date, committee: str) -> PublishedMeeting:
    """The meeting, if it has minutes that the public may read."""
    return get_object_or_404(PublishedMeeting.objects.with_minutes(), address=f"{held_on:%Y/%m/%d}/{committee}")


def _file(made: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(made, content_type=kind, headers={"Content-Disposition": f'inline; filename="{name}"'})
