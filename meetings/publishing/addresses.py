"""Gives public addresses, once and for ever, at first publication; until then nothing hidden takes one."""

import re
from collections.abc import Callable

from django.db.models import QuerySet
from django.utils.text import slugify

from meetings.models import Issue, Meeting, Person
from meetings.record.editions import Edition


def give_addresses(meeting: Meeting) -> None:
    """Give the meeting and its items a public address where they have none; with the minutes, all named in them."""
    if not meeting.public_address:
        meeting.public_address = _first_free(
            f"{meeting.held_on.isoformat().replace('-', '/')}/{meeting.committee.slug}",
            lambda address: Meeting.objects.filter(public_address=address).exists(),
        )
        meeting.save(update_fields=["public_address"])
    _give_items_addresses(meeting)
    if not meeting.is_draft:
        for item in meeting.items.filter(actions__isnull=False, actions__public_number=None).distinct():
            _number_actions(item)
        give_people_addresses(Person.objects.filter(attendances__meeting=meeting).distinct())


def give_people_addresses(people: "QuerySet[Person]") -> None:
    """Members of the public are named in minutes at most; they get no page of their own."""
    for person in people.filter(public_slug="").exclude(kind=Person.Kind.PUBLIC).order_by("name", "pk"):
        person.public_slug = _first_free(
            slugify(person.name)[:70] or "person",
            lambda slug: Person.objects.filter(public_slug=slug).exists(),
        )
        person.save(update_fields=["public_slug"])


def give_issues_addresses(issues: "QuerySet[Issue]") -> None:
    """Give each issue that has none a public address, made from its title."""
    for issue in issues.filter(public_slug="").order_by("title", "pk"):
        issue.public_slug = _first_free(
            slugify(issue.title)[:70] or "issue",
            lambda slug: Issue.objects.filter(public_slug=slug).exists(),
        )
        issue.save(update_fields=["public_slug"])


def _give_items_addresses(meeting: Meeting) -> None:
    waiting = list(meeting.items.filter(public_slug=""))
    if not waiting:
        return
    editions = Edition.objects.using("default").filter(address=meeting.public_address)
    # An address once given stays that item's, even when the item is gone.
    taken = {item["slug"] for edition in editions for item in edition.content["items"]}
    taken |= set(meeting.items.exclude(public_slug="").values_list("public_slug", flat=True))
    # Numbered items first, so that none finds its number taken.
    for item in sorted(waiting, key=lambda item: item.number == ""):
        wanted = _slug_of_number(item.number) or f"heading-{item.position}"
        item.public_slug = _first_free(wanted, taken.__contains__)
        taken.add(item.public_slug)
        item.save(update_fields=["public_slug"])


def _slug_of_number(number: str) -> str:
    """“5.1” is not item 51: what parts the digits stays visible."""
    return slugify(re.sub(r"[^\w]+", "-", number))[:24].strip("-")


def _number_actions(item) -> None:
    numbers = [action.public_number for action in item.actions.all() if action.public_number]
    last = max(numbers, default=0)
    for number, action in enumerate(item.actions.filter(public_number=None), start=last + 1):
        action.public_number = number
        action.save(update_fields=["public_number"])


def _first_free(wanted: str, is_taken: Callable[[str], bool]) -> str:
    candidate, count = wanted, 1
    while is_taken(candidate):
        count += 1
        candidate = f"{wanted}-{count}"
    return candidate
