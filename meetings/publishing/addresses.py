"""Gives public addresses, once and for ever, at first publication; until then nothing hidden takes one."""

import re
from collections.abc import Callable, Iterable

from django.db.models import Model
from django.utils.text import slugify

from meetings.models import Issue, Meeting, Person
from meetings.publishing.updating import update_each
from meetings.publishing.whole import read_whole
from meetings.record.editions import Edition


def give_addresses(meeting: Meeting) -> None:
    """Give the meeting and what is public of it a public address where they have none.

    That is its items, if its agenda or minutes are public, and with the minutes their actions and all named in them.
    All are saved but the meeting, which the verbs change in more ways and save once.
    """
    if not meeting.public_address:
        meeting.public_address = _first_free(
            f"{meeting.held_on.isoformat().replace('-', '/')}/{meeting.committee.slug}",
            lambda address: Meeting.objects.filter(public_address=address).exists(),
        )
    if not meeting.can_be_withdrawn:
        return
    read_whole(meeting)
    _give_items_addresses(meeting)
    if not meeting.is_draft:
        _number_actions(meeting)
        give_people_addresses({attendee.person for attendee in meeting.attendees.all() if attendee.person})


def give_people_addresses(people: Iterable[Person]) -> None:
    """Members of the public are named in minutes at most; they get no page of their own."""
    waiting = [person for person in people if not person.public_slug and person.kind != Person.Kind.PUBLIC]
    waiting.sort(key=lambda person: (person.name, person.pk))
    _give_slugs(Person, waiting, lambda person: slugify(person.name)[:70] or "person")


def give_issues_addresses(issues: Iterable[Issue]) -> None:
    """Give each issue that has none a public address, made from its title."""
    waiting = sorted((issue for issue in issues if not issue.public_slug), key=lambda issue: (issue.title, issue.pk))
    _give_slugs(Issue, waiting, lambda issue: slugify(issue.title)[:70] or "issue")


def _give_slugs(model: type[Model], rows: list, wanted: Callable[[Model], str]) -> None:
    """Give each row the first free one of its wanted slugs, however many rows, in two queries."""
    if not rows:
        return
    taken = set(model.objects.exclude(public_slug="").values_list("public_slug", flat=True))
    for row in rows:
        row.public_slug = _first_free(wanted(row), taken.__contains__)
        taken.add(row.public_slug)
    update_each(rows, "public_slug")


def _give_items_addresses(meeting: Meeting) -> None:
    items = meeting.items.all()
    waiting = [item for item in items if not item.public_slug]
    if not waiting:
        return
    editions = Edition.objects.using("default").filter(address=meeting.public_address)
    # An address once given stays that item's, even when the item is gone.
    taken = {item["slug"] for edition in editions for item in edition.content["items"]}
    taken |= {item.public_slug for item in items}
    # Numbered items first, so that none finds its number taken.
    for item in sorted(waiting, key=lambda item: item.number == ""):
        wanted = _slug_of_number(item.number) or f"heading-{item.position}"
        item.public_slug = _first_free(wanted, taken.__contains__)
        taken.add(item.public_slug)
    update_each(waiting, "public_slug")


def _slug_of_number(number: str) -> str:
    """“5.1” is not item 51: what parts the digits stays visible."""
    return slugify(re.sub(r"[^\w]+", "-", number))[:24].strip("-")


def _number_actions(meeting: Meeting) -> None:
    """Number the actions of each item on from its last, in their order at the desk."""
    waiting = []
    for item in meeting.items.all():
        actions = item.actions.all()
        last = max((action.public_number or 0 for action in actions), default=0)
        for action in actions:
            if action.public_number is None:
                action.public_number = last = last + 1
                waiting.append(action)
    update_each(waiting, "public_number")


def _first_free(wanted: str, is_taken: Callable[[str], bool]) -> str:
    candidate, count = wanted, 1
    while is_taken(candidate):
        count += 1
        candidate = f"{wanted}-{count}"
    return candidate
