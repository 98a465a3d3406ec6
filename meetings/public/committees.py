"""Committees: the list, and what each is for, who sits on it and what it did."""

import datetime
from itertools import groupby

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from meetings.public.clock import this_minute
from meetings.public.pages import calendar_at, feed_at, show
from meetings.public.pictures import share_of
from meetings.record.addresses import address_of
from meetings.record.models import PublishedCommittee, PublishedItem, PublishedMeeting, PublishedResolution
from meetings.record.words import plain

DECIDED_LATELY = 5
# Older municipal years are a link to the list of meetings, with how many there were.
YEARS_IN_FULL = 2
ROLES = ["chair", "vice-chair", "member", "co-opted", "substitute"]


def committees(request: HttpRequest) -> HttpResponse:
    return show(request, "committees.html", {"committees": PublishedCommittee.objects.all()})


def committee(request: HttpRequest, slug: str) -> HttpResponse:
    now, found = this_minute(request), get_object_or_404(PublishedCommittee.objects.for_search(), slug=slug)
    meetings = list(PublishedMeeting.objects.for_lists().filter(committee=found))
    items = PublishedItem.objects.filter(meeting__committee=found)
    context = {"committee": found, "decided": items.decided().for_lists()[:DECIDED_LATELY], "now": now}
    context |= {"council": {"name": found.council_name, "nation": found.council_nation}, "outcomes": outcomes(found)}
    context |= members(found, timezone.localdate(now)) | meetings_by_year(meetings, now)
    feed, calendar = feed_at(address_of("committee-feed", slug), found.name), address_of("committee-ics", slug)
    return show(request, "committee.html", context, alternates=[feed, calendar_at(calendar, found.name)])


def members(committee: PublishedCommittee, today: datetime.date) -> dict:
    """Those who sit on it today, the chair first, those who will, the soonest first, and those who did."""
    seats = list(committee.memberships.select_related("person"))
    seats.sort(key=lambda seat: (ROLES.index(seat.role), plain(seat.person.sort_name), seat.person_id))
    current = [seat for seat in seats if seat.is_held_on(today)]
    former = [seat for seat in seats if seat.is_former(today)]
    former.sort(key=lambda seat: (-seat.ends_on.toordinal(), plain(seat.person.sort_name), seat.person_id))
    to_come = sorted((seat for seat in seats if seat.is_to_come(today)), key=lambda s: s.starts_on)
    return {"current": current, "to_come": to_come, "former": former}


def outcomes(committee: PublishedCommittee) -> list[dict]:
    """How often the committee decided in which way, procedure aside, the most frequent first."""
    rows = PublishedResolution.objects.filter(item__meeting__committee=committee, item__is_procedural=False)
    counts = rows.values("outcome").annotate(count=Count("pk")).order_by("-count", "outcome")
    most = max((row["count"] for row in counts), default=0)
    return [row | {"share": share_of(row["count"], most)} for row in counts]


def meetings_by_year(meetings: list[PublishedMeeting], now: datetime.datetime) -> dict:
    """What is to come, the soonest first, and what was, by municipal year, the newest first."""
    coming = [meeting for meeting in reversed(meetings) if meeting.starts_at > now]
    past = [meeting for meeting in meetings if meeting.starts_at <= now]
    years = [(year, list(held)) for year, held in groupby(past, lambda meeting: meeting.municipal_year)]
    return {"coming": coming, "years": years[:YEARS_IN_FULL], "older_years": years[YEARS_IN_FULL:]}
