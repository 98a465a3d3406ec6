"""The front page."""

from django.http import HttpRequest, HttpResponse

from meetings.public.clock import this_minute
from meetings.public.pages import feed_at, show
from meetings.record.addresses import address_of
from meetings.record.models import PublishedCommittee, PublishedItem, PublishedMeeting
from meetings.record.translation import gettext

DECIDED_LATELY = 5
COMING_UP = 5
LATEST_MINUTES = 4


def home(request: HttpRequest) -> HttpResponse:
    now = this_minute(request)
    coming, latest = PublishedMeeting.objects.around_now(now, coming=COMING_UP, minuted=LATEST_MINUTES)
    context = {
        "decided": PublishedItem.objects.decided().for_lists()[:DECIDED_LATELY],
        "coming": coming,
        "latest": latest,
        "committees": PublishedCommittee.objects.all(),
        "span": PublishedMeeting.objects.span(),
        "now": now,
    }
    return show(request, "home.html", context, alternates=[feed_at(address_of("feed"), gettext("What is published"))])
