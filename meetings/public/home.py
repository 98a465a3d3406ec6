"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from meetings.public.pages import show
from meetings.record.models import PublishedCommittee, PublishedItem, PublishedMeeting

DECIDED_LATELY = 5
COMING_UP = 5


def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    context = {
        "decided": PublishedItem.objects.decided().for_lists()[:DECIDED_LATELY],
        "coming": PublishedMeeting.objects.for_lists().upcoming(now)[:COMING_UP],
        "committees": PublishedCommittee.objects.all(),
        "span": PublishedMeeting.objects.span(),
        "now": now,
    }
    return show(request, "public/home.html", context)
