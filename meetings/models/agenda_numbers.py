"""Agenda numbers in the order of the agenda: 1, 2, 3, with 3a and 3b under their 3."""

import re
from collections.abc import Iterable, Sequence

from django.db import transaction

from meetings.models.meetings import Meeting
from meetings.models.minutes import Item

_NUMBER = re.compile(r"^(\d{1,4})(.*)$")


class CannotNumber(Exception):
    """Numbering was refused, and nothing was changed; the words say why."""


def agenda_numbers(items: Iterable[Item]) -> list[str]:
    """The number each item would have, in the order given.

    A sub-number ("5a", "5.1") hangs under the number before it. Where its 5 is no heading of its own, the first of
    the row takes a number and the others share it.
    """
    numbers: list[str] = []
    count, seen = 0, set()
    for item in items:
        base, sub = _parts(item.number)
        if not sub or base not in seen or f"{count}{sub}" in numbers:
            count += 1
        seen.add(base)
        numbers.append(f"{count}{sub}")
    return numbers


def _parts(number: str) -> tuple[str, str]:
    """“5a” is 5 and a; “5.” is 5 alone; what begins with no number has neither."""
    found = _NUMBER.match(number.strip())
    if not found:
        return "", ""
    base, sub = found.groups()
    return base, sub if any(letter.isalnum() for letter in sub) else ""


def in_the_way(meeting: Meeting, items: Sequence[Item], numbers: Sequence[str]) -> str:
    """Why the items may not get those numbers, or "" if they may.

    Public minutes change by a correction, and a public item's address holds its number.
    """
    changed = [item for item, number in zip(items, numbers, strict=True) if item.number != number]
    if changed and meeting.is_published:
        return "The minutes are public: change a number in the form of its item, and publish the correction."
    public = [item for item in changed if item.public_slug]
    if public:
        return (
            f"Item {public[0]} is public, and its address holds its number: give what comes before it a number "
            "that leaves the others as they are, such as 5a."
        )
    return ""


@transaction.atomic
def renumber_items(meeting: Meeting) -> int:
    """Number the items of the meeting in the order of their positions, and close gaps between these.

    Returns how many numbers changed. Raises CannotNumber when a public number would change.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    items = list(meeting.items.order_by("position"))
    numbers = agenda_numbers(items)
    if why := in_the_way(meeting, items, numbers):
        raise CannotNumber(why)
    changed = 0
    for position, (item, number) in enumerate(zip(items, numbers, strict=True), start=1):
        changed += item.number != number
        item.position, item.number = position, number
    Item.objects.bulk_update(items, ["position", "number"])
    return changed
