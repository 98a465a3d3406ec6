"""The desk's home: what needs doing, for whom, at a moment."""

import datetime

from django.db.models import QuerySet

from meetings.admin.desk_tasks import ALL_GROUPS, Desk, Group, without_contact
from meetings.admin.rights import within
from meetings.models import Meeting


def meetings_of(user) -> QuerySet[Meeting]:
    """The meetings that this user works on."""
    return within(Meeting.objects.all(), user) if user.has_perm("meetings.view_meeting") else Meeting.objects.none()


def groups_for(user, *, now: datetime.datetime) -> list[Group]:
    """What needs doing on the user's meetings, group by group, empty groups too; nothing for who may see none."""
    if not user.has_perm("meetings.view_meeting"):
        return []
    desk = Desk.of(meetings_of(user), now)
    mended_by_user = [without_contact] if user.has_perm("meetings.change_council") else []
    return [find(desk) for find in [*ALL_GROUPS, *mended_by_user]]
