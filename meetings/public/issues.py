"""Issues: the list, and one matter through all the meetings that dealt with it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from meetings.public.clock import this_minute, until
from meetings.public.pages import calendar_at, feed_at, show
from meetings.public.paging import PER_PAGE, page_found, page_number
from meetings.public.pictures import timeline_of
from meetings.record.addresses import address_of
from meetings.record.issue_pages import issue_page, issues_by_movement, waits_for_a_day
from meetings.record.models import PublishedIssue


def issues(request: HttpRequest) -> HttpResponse:
    start = (page_number(request) - 1) * PER_PAGE
    rows = list(issues_by_movement()[start : start + PER_PAGE])
    page = page_found(request, rows, total=PublishedIssue.objects.count(), per_page=PER_PAGE)
    return show(request, "issues.html", {"page": page})


def issue(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(PublishedIssue, slug=slug)
    items = list(found.items.for_lists())
    # A clock is needed where an action may be overdue, or a meeting is to come.
    now = until(items[0].meeting.starts_at, request) if items else None
    today = timezone.localdate(this_minute(request)) if waits_for_a_day(items) else None
    context = issue_page(found, items, today=today, now=now)
    context["timeline"] = timeline_of([(step["meeting"].held_on, step["is_decided"]) for step in context["steps"]])
    alternates = [
        feed_at(address_of("issue-feed", slug), found.title),
        calendar_at(address_of("issue-ics", slug), found.title),
    ]
    return show(request, "issue.html", context, alternates=alternates)
