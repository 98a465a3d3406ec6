"""Carrying open actions to the next agenda of the committee that asked for them."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from meetings.models import Action, Committee, Item, Meeting
from meetings.publishing.known import is_minuted
from meetings.publishing.publish import show_progress
from meetings.record.editions import wait_for_turn

TITLE = "Actions outstanding"
# A standing item that does the same work is used as it is.
SAME_WORK = ["actions outstanding", "outstanding actions", "matters arising"]
PURPOSE = "Progress on what earlier meetings asked for."


class NoNextMeeting(Exception):
    """The committee has no meeting to come that could take the actions."""


@dataclass(frozen=True)
class Carried:
    """What was done: the meeting, its item (none when there was nothing to carry) and how many actions moved."""

    meeting: Meeting
    item: Item | None
    count: int


@transaction.atomic
def carry_to_next_agenda(committee: Committee, *, now: datetime.datetime, only: Action | None = None) -> Carried:
    """Put the committee's open actions, or one of them, on its next agenda: all under one item, as clerks do.

    One item and not one for each action: an agenda says what is dealt with, and the sheet of actions is the paper
    before the meeting; thirty headings would drown the business. The item names no task, because an action may come
    from minutes that are not public yet; the tasks stand in the clerk's notes of the item. Each action's
    `reported_back_at` points at it. An action that waits for a meeting to come is left where it is, so that pressing
    twice changes nothing. Raises NoNextMeeting.
    """
    wait_for_turn()
    meeting = _next_meeting(committee, now)
    actions = Action.objects.open().filter(
        item__meeting__committee=committee, item__meeting__starts_at__lt=meeting.starts_at
    )
    actions = actions.exclude(reported_back_at__meeting__starts_at__gt=now)
    actions = actions.filter(pk=only.pk) if only else actions
    moved = list(actions.select_related("item__meeting", "reported_back_at__meeting").order_by("due_on", "pk"))
    if not moved:
        return Carried(meeting, None, 0)
    item = _item_for_actions(meeting)
    for action in moved:
        _keep_where_it_was_reported(action)
        action.reported_back_at = item
        action.save(update_fields=["reported_back_at"])
    lines = [
        f"{action.item.meeting.held_on:%-d %B %Y}: {action.task} ({action.owner or 'no owner'})" for action in moved
    ]
    item.clerk_notes = "\n".join([*filter(None, [item.clerk_notes]), *lines])
    item.save(update_fields=["clerk_notes"])
    for asked_at in {action.item.meeting for action in moved}:
        show_progress(asked_at)
    return Carried(meeting, item, len(moved))


def _next_meeting(committee: Committee, now: datetime.datetime) -> Meeting:
    coming = Meeting.objects.select_for_update().filter(committee=committee, starts_at__gt=now)
    meeting = coming.filter(published_at=None, cancelled_on=None).order_by("starts_at").first()
    if meeting is None:
        raise NoNextMeeting
    return meeting


def _item_for_actions(meeting: Meeting) -> Item:
    items = list(meeting.items.all())
    for item in items:
        if item.title.strip().lower() in SAME_WORK and not item.is_exempt:
            return item
    place = _place_of_new_item(items)
    meeting.items.filter(position__gte=place).update(position=F("position") + 1)
    return meeting.items.create(position=place, title=TITLE, purpose=PURPOSE)


def _place_of_new_item(items: list[Item]) -> int:
    """After the formal items at the head (apologies, interests, last minutes); at the end when there are none.

    Its number stays empty: numbers that the agenda has already are not moved behind the clerk's back.
    """
    place = 0
    for item in items:
        if not item.is_procedural:
            break
        place = item.position + 1
    return place or max((item.position for item in items), default=0) + 1


def _keep_where_it_was_reported(action: Action) -> None:
    """Leave a note of the item at which the action was reported back before, since it can point at one only."""
    before = action.reported_back_at
    if before is not None:
        held_on = before.meeting.held_on
        is_public = Item.objects.filter(is_minuted(), pk=before.pk).exists()
        # The public has the item's title on the page of that meeting, as it was published; the desk's may be newer.
        item = f" {before.number}" if is_public else f" {before}"
        text = f"Reported back on {held_on:%-d %B %Y}{', item' + item if item.strip() else ''}."
        action.updates.create(reported_on=held_on, text=text, is_public=is_public)
