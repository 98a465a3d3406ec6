"""People: who is named in the record, and what each said, moved and attended."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from meetings.public.clock import this_minute
from meetings.public.pages import feed_at, show
from meetings.public.paging import page_of
from meetings.record.addresses import address_of
from meetings.record.models import PublishedAppearance, PublishedMembership, PublishedPerson
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
    today, found = timezone.localdate(this_minute(request)), get_object_or_404(PublishedPerson, slug=slug)
    page = page_of(request, items_of(found))
    context = {"person": found, "page": page, "attendance": list(found.attendances.by_committee())}
    seats = list(found.memberships.select_related("committee").order_by("-starts_on", "committee__name"))
    context["current"] = [seat for seat in seats if seat.is_held_on(today)]
    context["to_come"] = [seat for seat in reversed(seats) if seat.starts_on and seat.starts_on > today]
    context["former"] = [seat for seat in seats if seat.ends_on and seat.ends_on < today]
    return show(request, "person.html", context, alternates=[feed_at(address_of("person-feed", slug), str(found))])


def items_of(person: PublishedPerson) -> list[dict]:
    """The items in which the person took part, newest first, each with the parts taken in words."""
    appearances = PublishedAppearance.objects.filter(person=person).for_lists()
    return [
        {"item": item, "parts": sorted({appearance.part for appearance in taken}, key=PARTS.index)}
        for item, taken in groupby(appearances, lambda appearance: appearance.item)
    ]
