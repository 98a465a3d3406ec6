"""The feeds of the site, of a committee, of an issue and of a person."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from meetings.public.feeds import News, feed_of, stretch_of
from meetings.public.people import PARTS
from meetings.public.templates import parts_taken
from meetings.record.edition_pages import history_of
from meetings.record.models import (
    PublishedAppearance,
    PublishedCommittee,
    PublishedIssue,
    PublishedItem,
    PublishedMeeting,
    PublishedPerson,
    PublishedResolution,
)
from meetings.record.pages import decisions_of
from meetings.record.registers import told_at
from meetings.record.words import short_date


def site(request: HttpRequest) -> HttpResponse:
    """Every meeting, whatever was published of it last."""
    return _of_meetings(request, PublishedMeeting.objects.all(), of="Meetings", about=reverse("home"))


def committee(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(PublishedCommittee, slug=slug)
    meetings = PublishedMeeting.objects.filter(committee=found)
    return _of_meetings(request, meetings, of=found.name, about=reverse("committee", args=[slug]))


def issue(request: HttpRequest, slug: str) -> HttpResponse:
    """The items of the issue; notes on the progress of their actions are news too."""
    found = get_object_or_404(PublishedIssue, slug=slug)
    news = [_news_of_item(item) for item in found.items.for_lists()]
    number, some, has_more = stretch_of(request, sorted(news, key=lambda one: one.at, reverse=True))
    about = reverse("issue", args=[slug])
    return feed_of(request, some, of=found.title, about=about, number=number, has_more=has_more)


def person(request: HttpRequest, slug: str) -> HttpResponse:
    """The items in which the minutes record the person."""
    found = get_object_or_404(PublishedPerson, slug=slug)
    taken = PublishedAppearance.objects.filter(person=found)
    items = PublishedItem.objects.filter(pk__in=taken.values("item")).newly_published()
    number, some, has_more = stretch_of(request, items)
    parts: dict[int, set[str]] = {}
    for item, part in taken.filter(item__in=some).values_list("item", "part"):
        parts.setdefault(item, set()).add(part)
    news = [_news_of_item(item, parts_taken(sorted(parts[item.pk], key=PARTS.index)) + ".") for item in some]
    about = reverse("person", args=[slug])
    return feed_of(request, news, of=str(found), about=about, number=number, has_more=has_more)


def _of_meetings(request: HttpRequest, meetings, *, of: str, about: str) -> HttpResponse:
    number, some, has_more = stretch_of(request, meetings.newly_published())
    decided: dict[str, list[str]] = {}
    for row in PublishedResolution.objects.of_meetings(some):
        decided.setdefault(row.meeting_id, []).append(" ".join(row.in_words))
    news = [_news_of_meeting(meeting, decided.get(meeting.address, [])) for meeting in some]
    return feed_of(request, news, of=of, about=about, number=number, has_more=has_more)


def _news_of_meeting(meeting: PublishedMeeting, decided: list[str]) -> News:
    """What was published of it last, and why; then what was decided."""
    newest = history_of(meeting)[-1]
    title = f"{newest['words']}: {meeting.title}, {short_date(meeting.held_on)}"
    return News(
        title, meeting.get_absolute_url(), " ".join([newest["reason"], *decided]).strip(), meeting.published_at
    )


def _news_of_item(item: PublishedItem, before: str = "") -> News:
    title = f"{item.title} ({item.meeting.title}, {short_date(item.meeting.held_on)})"
    decided = [f"{decision['word']} {decision['words']}" for decision in decisions_of(item)]
    text = " ".join(part for part in [before, *decided] if part)
    return News(title, item.get_absolute_url(), text, _last_told(item))


def _last_told(item: PublishedItem) -> datetime.datetime:
    """When its meeting was last published, or the day of the last that was told of its actions."""
    told = [told_at(facts) for facts in item.progress.values()]
    return max([item.meeting.published_at, *(moment for moment in told if moment)])
