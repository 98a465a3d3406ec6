"""Issues: the list, and one matter through all the meetings that dealt with it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from meetings.public.clock import today_while, until
from meetings.public.pages import calendar_at, feed_at, show
from meetings.public.paging import PER_PAGE, page_found, page_number
from meetings.public.pictures import timeline_of
from meetings.record.actions import days_awaited
from meetings.record.addresses import address_of
from meetings.record.issue_pages import issue_page, issues_by_movement
from meetings.record.models import PublishedIssue


def issues(request: HttpRequest) -> HttpResponse:
    start = (page_number(request) - 1) * PER_PAGE
    rows = list(issues_by_movement()[start : start + PER_PAGE])
    page = page_found(request, rows, total=PublishedIssue.objects.count(), per_page=PER_PAGE)
    return show(request, "issues.html", {"page": page})


def issue(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(PublishedIssue, slug=slug)
    items = list(found.items.for_lists())
    now = until(items[0].meeting.starts_at, request) if items else None
    today = today_while(days_awaited((item.content, item.progress) for item in items), request)
    context = issue_page(found, items, today=today, now=now)
    context["timeline"] = timeline_of([(step["meeting"].held_on, step["is_decided"]) for step in context["steps"]])
    alternates = [
        feed_at(address_of("issue-feed", slug), found.title),
        calendar_at(address_of("issue-ics", slug), found.title),
    ]
    return show(request, "issue.html", context, alternates=alternates)
