"""The calendar: a month as a table and as a list, and meetings as files that other calendars subscribe to."""

import datetime
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from meetings.exporters.calendar import CALENDAR, meetings_calendar
from meetings.public.addresses import meeting_held
from meetings.public.clock import this_minute, until
from meetings.public.filters import CommitteeFilters
from meetings.public.pages import Alternate, as_form_of, calendar_at, show, there
from meetings.public.periods import (
    Span,
    days_around,
    months_around,
    next_month,
    outside,
    span_of_calendar,
    weeks_of,
)
from meetings.public.templates import site_of
from meetings.record.addresses import address_of
from meetings.record.looking_up import current_council
from meetings.record.meetings import PublishedMeetingQuerySet
from meetings.record.models import PublishedCommittee, PublishedIssue, PublishedItem, PublishedMeeting
from meetings.record.translation import gettext

# What is subscribed to holds a year back and all that is to come: bounded, however old the archive.
DAYS_BACK = 365


def this_month(request: HttpRequest) -> HttpResponse:
    return month(request, timezone.localdate(this_minute(request)).replace(day=1))


def month(request: HttpRequest, first_day: datetime.date) -> HttpResponse:
    """One month, of all committees or of one; only while it is not over does its page look at the clock."""
    over_at = timezone.make_aware(datetime.datetime.combine(next_month(first_day), datetime.time()))
    now, span = until(over_at, request), PublishedMeeting.objects.span()
    committees = list(PublishedCommittee.objects.all())
    filters = CommitteeFilters(request.GET, PublishedMeeting.objects.for_lists(), committees=committees)
    context = month_of(first_day, filters.found(), span, timezone.localdate(now) if now else None)
    context |= {"form": filters.form, "span": span, "now": now or over_at}
    chosen = filters.form.cleaned_data.get("committee")
    context["committee"] = next((committee for committee in committees if committee.slug == chosen), None)
    context["narrowed"] = f"?committee={chosen}" if chosen else ""
    context["path"] = address_of("calendar-month", first_day)
    return show(request, "calendar.html", context, alternates=[_subscribed(context["committee"])])


def _subscribed(committee: PublishedCommittee | None) -> Alternate:
    """What to subscribe to for the meetings shown."""
    if committee:
        return calendar_at(address_of("committee-ics", committee.slug), committee.name)
    return calendar_at(address_of("calendar-ics"), gettext("All meetings"))


def month_of(
    first_day: datetime.date, meetings: PublishedMeetingQuerySet, span: Span, today: datetime.date | None
) -> dict:
    """What is held in the month, what was moved out of it, and where to go on; the nearest others if it is empty."""
    last_day, covered = next_month(first_day) - datetime.timedelta(days=1), span_of_calendar(span, today)
    found = list(meetings.told_between(first_day, last_day))
    told = {
        "month": first_day,
        "weekdays": range(7),
        "weeks": weeks_of(first_day, found, today),
        "meetings": [meeting for meeting in found if first_day <= meeting.held_on <= last_day],
        "moved_away": [meeting for meeting in found if not first_day <= meeting.held_on <= last_day],
        "outside": outside(first_day, last_day, covered),
        "is_empty": not found,
        "nearest": {} if found else days_around(first_day, meetings),
    }
    return told | months_around(first_day, covered)


def file_of_all(request: HttpRequest) -> HttpResponse:
    council = current_council()
    name = f"{council.name}: meetings" if council else "Meetings"
    return _file(request, _lately(request), name, "all-meetings", page=address_of("calendar"))


def file_of_committee(request: HttpRequest, slug: str) -> HttpResponse:
    committee = get_object_or_404(PublishedCommittee.objects.select_related("council"), slug=slug)
    meetings, name = _lately(request).filter(committee=committee), f"{committee.council.name}: {committee.name}"
    return _file(request, meetings, name, slug, page=address_of("committee", slug))


def file_of_issue(request: HttpRequest, slug: str) -> HttpResponse:
    """All meetings that dealt with the issue: they are few, and the first explains the last."""
    issue = get_object_or_404(PublishedIssue, slug=slug)
    dealt_with_it = PublishedItem.objects.filter(issue=issue).values("meeting")
    meetings = _for_files().filter(address__in=dealt_with_it)
    meetings = meetings.order_by("starts_at", "address")
    return _file(request, meetings, issue.title, slug, page=address_of("issue", slug))


def file_of_meeting(request: HttpRequest, held_on: datetime.date, committee: str) -> HttpResponse:
    address = meeting_held(held_on, committee)
    meeting = there(_for_files().filter(address=address).first())
    called = f"{committee}-{held_on}"
    return _file(request, [meeting], meeting.title, called, page=meeting.get_absolute_url())


def _lately(request: HttpRequest) -> PublishedMeetingQuerySet:
    since = this_minute(request) - datetime.timedelta(days=DAYS_BACK)
    return _for_files().filter(starts_at__gte=since).order_by("starts_at", "address")


def _for_files() -> PublishedMeetingQuerySet:
    """With the committee, whose council is part of a meeting's name in other calendars, and why one is cancelled."""
    return PublishedMeeting.objects.select_related("committee").defer("content", "progress")


def _file(
    request: HttpRequest, meetings: Iterable[PublishedMeeting], name: str, called: str, *, page: str
) -> HttpResponse:
    """The meetings as a file: its name among calendars, and the one it is saved under, without the ending."""
    meetings = list(meetings)
    headings = PublishedItem.objects.headings(meetings)
    made = meetings_calendar(meetings, name=name, site=site_of(request), headings=headings)
    # Not as an attachment: a phone would save it instead of asking whether to subscribe.
    headers = {"Content-Disposition": f'inline; filename="{called}.ics"'}
    return as_form_of(HttpResponse(made, content_type=CALENDAR, headers=headers), request, page)
