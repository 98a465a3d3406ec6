"""People: who is named in the record, and what each said, moved and attended."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from meetings.public.clock import this_minute
from meetings.public.pages import show
from meetings.public.paging import page_by_day
from meetings.record.days import Stretch, attendance_of, days_of_items
from meetings.record.models import PublishedAppearance, PublishedMembership, PublishedPerson
from meetings.record.state import state_to_keep_by
from meetings.record.words import sort_key

# In the order of what happens at a meeting.
PARTS = ["declared", "addressed", "moved", "seconded", "voted"]


def people(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate(this_minute(request))
    seats = PublishedMembership.objects.on(today).select_related("committee")
    by_person: dict[str, list[PublishedMembership]] = {}
    for seat in seats:
        by_person.setdefault(seat.person_id, []).append(seat)
    everyone = sorted(PublishedPerson.objects.all(), key=lambda person: (sort_key(person.sort_name), person.slug))
    rows = [{"person": person, "seats": by_person.get(person.slug, [])} for person in everyone]
    return show(request, "people.html", {"groups": in_groups(rows)})


def in_groups(rows: list[dict]) -> list[dict]:
    """Those who sit on a committee today, then everyone else the record names."""
    groups = [
        {"title": "On a committee today", "rows": [row for row in rows if row["seats"]]},
        {"title": "Also named in the record", "rows": [row for row in rows if not row["seats"]]},
    ]
    return [group for group in groups if group["rows"]]


def person(request: HttpRequest, slug: str) -> HttpResponse:
    today, state = timezone.localdate(this_minute(request)), state_to_keep_by()
    found = get_object_or_404(PublishedPerson.objects.for_page(), slug=slug)
    page = page_by_day(request, days_of_items(state, slug), lambda held: items_of(found, held))
    context = {"person": found, "page": page, "attendance": attendance_of(state, slug)}
    context["council"] = {"name": found.council_name or ""}
    seats = list(found.memberships.select_related("committee").order_by("-starts_on", "committee__name"))
    context["current"] = [seat for seat in seats if seat.is_held_on(today)]
    context["to_come"] = [seat for seat in reversed(seats) if seat.starts_on and seat.starts_on > today]
    context["former"] = [seat for seat in seats if seat.ends_on and seat.ends_on < today]
    return show(request, "person.html", context)


def items_of(person: PublishedPerson, held: Stretch) -> list[dict]:
    """The items in which the person took part on these days, newest first, each with the parts taken in words."""
    appearances = PublishedAppearance.objects.filter(person=person, **held.conditions("item__meeting__")).for_lists()
    return [
        {"item": item, "parts": sorted({appearance.part for appearance in taken}, key=PARTS.index)}
        for item, taken in groupby(appearances, lambda appearance: appearance.item)
    ]
