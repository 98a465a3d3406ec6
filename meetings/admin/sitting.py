"""The one gate to the pages about one sitting: which meeting it is, and whether the clerk may work on it."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from meetings.admin.rights import within
from meetings.models import Meeting


def may_work(request: HttpRequest, needed: Iterable[str]) -> bool:
    """Whether the clerk has all the rights named, each as “add_item”."""
    return request.user.has_perms([f"meetings.{right}" for right in needed])


def sitting(request: HttpRequest, pk: int, *, needed: Iterable[str], is_locked: bool = False) -> Meeting:
    """The meeting of that key with its committee; locked, within a transaction, for what changes it.

    Raises PermissionDenied without the rights named, and Http404 where the clerk has no such meeting.
    """
    if not may_work(request, needed):
        raise PermissionDenied
    meetings = within(Meeting.objects.select_related("committee__council"), request.user)
    return get_object_or_404(meetings.select_for_update(of=["self"]) if is_locked else meetings, pk=pk)
