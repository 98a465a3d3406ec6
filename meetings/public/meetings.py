"""Meetings: the list, the calendar year, month and day, one meeting, one item."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from meetings.public.addresses import meeting_held
from meetings.public.clock import this_minute, today_while, until
from meetings.public.filters import MeetingFilters
from meetings.public.minutes_files import forms_of
from meetings.public.pages import council_of, show, there
from meetings.public.paging import page_from_today
from meetings.public.periods import by_month, days_around, months_around, outside, years_around
from meetings.record import pages
from meetings.record.actions import days_awaited
from meetings.record.days import days_of_meetings, last_of_month
from meetings.record.looking_up import committees_for_search, item_at, meeting_at, others_of_issue
from meetings.record.models import PublishedMeeting
from meetings.record.state import state_to_keep_by


def meetings(request: HttpRequest) -> HttpResponse:
    now, state = this_minute(request), state_to_keep_by()
    span, committees = days_of_meetings(state, "").span, committees_for_search(state)
    filters = MeetingFilters(request.GET, PublishedMeeting.objects.for_lists(), committees=committees, span=span)
    page = page_from_today(request, filters.days(state), timezone.localdate(now), filters.found())
    context = {"filters": filters, "form": filters.form, "page": page, "span": span, "now": now}
    context |= council_of(committees)
    # Of today's meetings, some may be over.
    context["coming"] = [meeting for meeting in page.rows if meeting.starts_at > now]
    context["past"] = [meeting for meeting in page.rows if meeting.starts_at <= now]
    return show(request, "meetings.html", context)


def year(request: HttpRequest, year: int) -> HttpResponse:
    now, span = this_minute(request), PublishedMeeting.objects.span()
    found = PublishedMeeting.objects.for_lists().between(datetime.date(year, 1, 1), datetime.date(year, 12, 31))
    context = {"year": year, "months": by_month(year, found, span), "span": span, "now": now}
    context |= years_around(year, span) | {"total": len(found)}
    return show(request, "year.html", context)


def month(request: HttpRequest, first_day: datetime.date) -> HttpResponse:
    last_day = last_of_month(first_day)
    span = PublishedMeeting.objects.span()
    found = PublishedMeeting.objects.for_lists().between(first_day, last_day)
    context = {"month": first_day, "meetings": found, "span": span, "now": this_minute(request)}
    context |= months_around(first_day, span) | {"outside": outside(first_day, last_day, span)}
    return show(request, "month.html", context)


def day(request: HttpRequest, held_on: datetime.date) -> HttpResponse:
    found = PublishedMeeting.objects.for_lists().told_between(held_on, held_on)
    around = days_around(held_on, PublishedMeeting.objects)
    context = {"day": held_on, "meetings": found, "now": this_minute(request)} | around
    return show(request, "day.html", context)


def meeting(request: HttpRequest, held_on: datetime.date, committee: str) -> HttpResponse:
    found = there(meeting_at(meeting_held(held_on, committee)))
    now = until(found.starts_at, request)
    told = [(entry, found.progress.get(entry["slug"], {})) for entry in found.content["items"]]
    today = today_while(days_awaited(told), request)
    context = pages.meeting_page(found, now=now, today=today, previous=found.previous, following=found.following)
    return show(request, "meeting.html", context, alternates=forms_of(found))


def item(request: HttpRequest, held_on: datetime.date, committee: str, item: str) -> HttpResponse:
    found = there(item_at(meeting_held(held_on, committee), item))
    now = until(found.meeting.starts_at, request)
    today = today_while(days_awaited([(found.content, found.progress)]), request)
    of_issue, others = others_of_issue(found)
    previous, following = ((found.beside or {}).get(str(found.position + step)) for step in (-1, 1))
    beside = {"previous": previous, "following": following, "of_issue": of_issue, "others_of_issue": others}
    context = pages.item_page(found, now=now, today=today, **beside)
    return show(request, "item.html", context)
