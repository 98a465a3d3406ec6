"""People: who is named in the record, and what each said, declared, moved, voted and attended."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from meetings.public.clock import this_minute
from meetings.public.names import words_in
from meetings.public.pages import feed_at, show
from meetings.public.paging import Page, page_by_day
from meetings.public.pictures import attendance_of
from meetings.record.addresses import address_of
from meetings.record.days import Stretch, days_of_items
from meetings.record.models import (
    PublishedAppearance,
    PublishedAttendance,
    PublishedItem,
    PublishedMembership,
    PublishedPerson,
)
from meetings.record.pages import decisions_of
from meetings.record.state import state_to_keep_by
from meetings.record.translation import gettext, gettext_noop
from meetings.record.words import plain

# In the order of what happens at a meeting.
PARTS = ["declared", "addressed", "moved", "seconded", "voted"]
# What the list of items can be narrowed to, as it stands in the address and on the page.
NARROWED = {
    "spoke": (gettext_noop("Spoke to"), {"addressed"}),
    "moved": (gettext_noop("Moved or seconded"), {"moved", "seconded"}),
    "declared": (gettext_noop("Declarations of interest"), {"declared"}),
    "voted": (gettext_noop("Recorded votes"), {"voted"}),
}
# Nobody has a longer name; a ward may.
LONGEST_TYPED = 100


def people(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate(this_minute(request))
    typed = " ".join(request.GET.get("q", "")[:LONGEST_TYPED].split())
    seats = PublishedMembership.objects.on(today).select_related("committee")
    by_person: dict[str, list[PublishedMembership]] = {}
    for seat in seats:
        by_person.setdefault(seat.person_id, []).append(seat)
    found = called(PublishedPerson.objects.all(), typed)
    everyone = sorted(found, key=lambda person: (plain(person.sort_name), person.slug))
    rows = [{"person": person, "seats": by_person.get(person.slug, [])} for person in everyone]
    return show(request, "people.html", {"groups": in_groups(rows), "typed": typed, "found": len(rows)})


def called(people, typed: str) -> list[PublishedPerson]:
    """Those of whose name, title and ward each typed word begins a word, accents and capitals aside."""
    asked = words_in(typed)
    return [
        person
        for person in people
        if all(
            any(word.startswith(begun) for word in words_in(f"{person.honorific} {person.name} {person.ward}"))
            for begun in asked
        )
    ]


def in_groups(rows: list[dict]) -> list[dict]:
    """Those who sit on a committee today, then everyone else the record names."""
    groups = [
        {"title": gettext("On a committee today"), "rows": [row for row in rows if row["seats"]]},
        {"title": gettext("Also named in the record"), "rows": [row for row in rows if not row["seats"]]},
    ]
    return [group for group in groups if group["rows"]]


def person(request: HttpRequest, slug: str) -> HttpResponse:
    today = timezone.localdate(this_minute(request))
    found = get_object_or_404(PublishedPerson.objects.for_page(), slug=slug)
    context = {"person": found, "council": {"name": found.council_name or "", "nation": found.council_nation}}
    context |= taken_part(request, found) | attended(found)
    seats = list(found.memberships.select_related("committee").order_by("-starts_on", "committee__name"))
    context["current"] = [seat for seat in seats if seat.is_held_on(today)]
    context["to_come"] = [seat for seat in reversed(seats) if seat.is_to_come(today)]
    context["former"] = [seat for seat in seats if seat.is_former(today)]
    return show(request, "person.html", context, alternates=[feed_at(address_of("person-feed", slug), str(found))])


def taken_part(request: HttpRequest, person: PublishedPerson) -> dict:
    """A page of the items in which the minutes record the person, and what they can be narrowed to.

    Raises Http404 for a part that there is not.
    """
    part = request.GET.get("part", "")
    if part and part not in NARROWED:
        raise Http404
    ways = {"": (gettext_noop("Everything"), {*PARTS})} | NARROWED
    wanted = tuple(tuple(sorted(parts)) for _, parts in ways.values())
    days = dict(zip(ways, days_of_items(state_to_keep_by(), person.slug, wanted), strict=True))
    page = page_by_day(request, days[part], lambda held: items_of(person, held, ways[part][1]))
    counts = [{"name": name, "words": gettext(words), "count": days[name].total} for name, (words, _) in ways.items()]
    chosen = gettext(NARROWED[part][0]) if part else ""
    return {
        "page": told(page, person),
        "part": part,
        "part_in_words": chosen,
        "ways": [way for way in counts if way["count"] or not way["name"]],
    }


def items_of(person: PublishedPerson, held: Stretch, wanted: set[str]) -> list[dict]:
    """The items of these days in which a part was taken that is wanted, newest first, each with all parts taken."""
    everything = PublishedAppearance.objects.filter(person=person)
    appearances = everything.filter(**held.conditions("item__meeting__")).for_lists()
    if wanted != {*PARTS}:
        appearances = appearances.filter(item__in=everything.filter(part__in=wanted).values("item"))
    return [
        {"item": item, "parts": sorted({appearance.part for appearance in taken}, key=PARTS.index)}
        for item, taken in groupby(appearances, lambda appearance: appearance.item)
    ]


def told(page: Page, person: PublishedPerson) -> Page:
    """The page, with what the person declared and how the votes were cast, where its items have either."""
    rows = [row for row in page.rows if {"declared", "voted"} & {*row["parts"]}]
    contents = dict(PublishedItem.objects.filter(pk__in=[row["item"].pk for row in rows]).values_list("pk", "content"))
    for row in rows:
        item = row["item"]
        item.content = contents[item.pk]
        row["declarations"] = [entry for entry in item.content["declarations"] if entry["person"] == person.slug]
        row["votes"] = [
            decision | {"choice": vote["choice"]}
            for decision in decisions_of(item)
            for vote in decision["named_votes"]
            if vote["person"] == person.slug
        ]
    return page


def attended(person: PublishedPerson) -> dict:
    """The meetings at which the person was expected, and how many they are by committee."""
    meetings = list(person.attendances.expected())
    by_committee: dict[str, dict] = {}
    for meeting in meetings:
        row = by_committee.setdefault(meeting["slug"], meeting | {"present": 0, "expected": 0})
        row["expected"] += 1
        row["present"] += meeting["attendance"] in PublishedAttendance.THERE
    rows = sorted(by_committee.values(), key=lambda row: (plain(row["committee"]), row["slug"]))
    picture = attendance_of([(meeting["held_on"], meeting["attendance"]) for meeting in meetings])
    shown = meetings[: len(picture.marks)] if picture else []
    return {"attendance": rows, "attended": {"picture": picture, "meetings": shown}}
