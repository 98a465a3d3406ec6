"""Issues: one matter through all the meetings that dealt with it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from meetings.public.pages import calendar_at, feed_at, show
from meetings.record.addresses import address_of
from meetings.record.models import PublishedIssue
from meetings.record.pages import issue_page


def issue(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(PublishedIssue, slug=slug)
    feed = feed_at(address_of("issue-feed", slug), found.title)
    alternates = [feed, calendar_at(address_of("issue-ics", slug), found.title)]
    return show(request, "issue.html", issue_page(found, list(found.items.for_lists())), alternates=alternates)
