"""The verbs of publication: each is one transaction of checks, public content, edition and record rows."""

import datetime
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from meetings.models import Action, Issue, Meeting, Person
from meetings.publishing.addresses import give_addresses
from meetings.publishing.checks import Fault, faults_in_agenda, faults_in_minutes
from meetings.publishing.content import public_content, public_progress
from meetings.publishing.directory import (
    remove_people_no_longer_named,
    show_committee,
    show_issues,
    show_people,
)
from meetings.record import writing
from meetings.record.editions import people_named, wait_for_turn
from meetings.record.models import Edition, PublishedItem

Kind = Edition.Kind


class CannotPublish(Exception):
    """Publication was refused; `faults` says why, all at once, and nothing was changed."""

    def __init__(self, faults: list[Fault]):
        super().__init__(" ".join(fault.message for fault in faults))
        self.faults = faults


def publish_agenda(meeting: Meeting, *, by, at: datetime.datetime | None = None) -> Edition:
    """Put the meeting's notice and agenda on the record; again, to show a changed agenda.

    Raises CannotPublish when a check finds an error or the minutes are public already.
    """
    at = at or timezone.now()
    with _alone_with(meeting) as meeting:
        _refuse_if(meeting, not meeting.is_draft, "The minutes are on the record already: correct them instead.")
        _refuse_if(meeting, meeting.is_cancelled, "The meeting was cancelled.")
        _stop_at(faults_in_agenda(meeting))
        if not meeting.agenda_published_at:
            meeting.agenda_published_at, meeting.agenda_published_by = at, by
        return _put_on_record(meeting, Kind.AGENDA, by=by, at=at)


def publish(meeting: Meeting, *, by, at: datetime.datetime | None = None) -> Edition:
    """Publish the minutes of the meeting; after a withdrawal, publish them again.

    Raises CannotPublish when a check finds an error or they are public already; warnings do not stop it.
    """
    at = at or timezone.now()
    with _alone_with(meeting) as meeting:
        _refuse_if(meeting, meeting.is_published, "The minutes are public already: correct them instead.")
        _stop_at(faults_in_minutes(meeting, at=at))
        meeting.published_at, meeting.published_by = at, by
        meeting.withdrawn_on, meeting.withdrawn_by, meeting.withdrawn_reason = None, None, ""
        return _put_on_record(meeting, Kind.MINUTES, by=by, at=at)


def confirm(
    meeting: Meeting,
    *,
    by,
    on: datetime.date | None = None,
    at_meeting: Meeting | None = None,
    at: datetime.datetime | None = None,
) -> Edition:
    """Say that the minutes were confirmed as a correct record, on the day of `at_meeting` or on the day given.

    What was confirmed is what the public reads, so changes at the desk are published as a correction first. Raises
    CannotPublish when the minutes are not public, are confirmed already or differ from the desk's, and when the day
    is missing, before the meeting, in the future, or not that of `at_meeting`.
    """
    at = at or timezone.now()
    on = on or (at_meeting.held_on if at_meeting else None)
    with _alone_with(meeting) as meeting:
        _refuse_if(meeting, not meeting.is_published, "Only published minutes can be confirmed.")
        _refuse_if(meeting, meeting.is_confirmed, "These minutes are confirmed already.")
        _refuse_if(meeting, is_ahead_of_record(meeting), "The desk holds changes: publish the correction first.")
        _refuse_if(meeting, on is None, "Say on which day, or at which meeting, the minutes were confirmed.")
        _refuse_if(meeting, on < meeting.held_on, "Minutes cannot be confirmed before the meeting was held.")
        _refuse_if(meeting, on > timezone.localdate(at), "Minutes cannot be confirmed on a day still to come.")
        if at_meeting:
            _refuse_if(meeting, at_meeting == meeting, "A meeting cannot confirm its own minutes.")
            _refuse_if(meeting, at_meeting.is_cancelled, "That meeting was cancelled.")
            _refuse_if(meeting, at_meeting.held_on != on, f"That meeting was held on {at_meeting.held_on:%-d %B %Y}.")
        meeting.confirmed_on, meeting.confirmed_by, meeting.confirmed_at_meeting = on, by, at_meeting
        return _put_on_record(meeting, Kind.CONFIRMATION, by=by, at=at)


def correct(meeting: Meeting, *, by, reason: str, at: datetime.datetime | None = None) -> Edition:
    """Publish what has changed at the desk since the newest edition, as a correction with its reason.

    Raises CannotPublish when the minutes are not public, no reason is given, nothing changed, or a check finds an
    error.
    """
    at = at or timezone.now()
    with _alone_with(meeting) as meeting:
        _refuse_if(meeting, not meeting.is_published, "Only published minutes can be corrected.")
        _refuse_if(meeting, not reason.strip(), "A correction needs its reason.")
        _stop_at(faults_in_minutes(meeting, at=at))
        give_addresses(meeting)
        _refuse_if(meeting, not is_ahead_of_record(meeting), "Nothing has changed since the newest edition.")
        return _put_on_record(meeting, Kind.CORRECTION, by=by, at=at, reason=reason.strip())


def cancel(meeting: Meeting, *, by, reason: str, at: datetime.datetime | None = None) -> Edition:
    """Say that the meeting will not take place; it stays on the record, marked.

    Raises CannotPublish when no reason is given, the minutes are public, or it is cancelled already.
    """
    at = at or timezone.now()
    with _alone_with(meeting) as meeting:
        _refuse_if(meeting, not meeting.is_draft, "A meeting with public minutes cannot be cancelled.")
        _refuse_if(meeting, meeting.is_cancelled, "This meeting is cancelled already.")
        _refuse_if(meeting, not reason.strip(), "A cancellation needs its reason.")
        _stop_at(faults_in_agenda(meeting))
        meeting.cancelled_on, meeting.cancelled_by = timezone.localdate(at), by
        meeting.cancelled_reason = reason.strip()
        return _put_on_record(meeting, Kind.CANCELLATION, by=by, at=at, reason=meeting.cancelled_reason)


def withdraw(meeting: Meeting, *, by, reason: str, at: datetime.datetime | None = None) -> Edition:
    """Take published minutes back: the page stays and says when and why, the content goes.

    Raises CannotPublish when the minutes are not public or no reason is given.
    """
    at = at or timezone.now()
    with _alone_with(meeting) as meeting:
        _refuse_if(meeting, not meeting.is_published, "Only published minutes can be withdrawn.")
        _refuse_if(meeting, not reason.strip(), "A withdrawal needs its reason.")
        meeting.withdrawn_on, meeting.withdrawn_by = timezone.localdate(at), by
        meeting.withdrawn_reason = reason.strip()
        return _put_on_record(meeting, Kind.WITHDRAWAL, by=by, at=at, reason=meeting.withdrawn_reason)


def is_ahead_of_record(meeting: Meeting) -> bool:
    """Whether the desk holds changes that the newest edition does not show; False for what was never published."""
    newest = Edition.objects.using("default").filter(address=meeting.public_address).order_by("-number").first()
    if newest is None:
        return False
    now = public_content(meeting, with_minutes=not meeting.is_draft)
    # That the confirming meeting has since got a page is no change of these minutes.
    return newest.content | {"confirmed": None} != now | {"confirmed": None}


def preview(meeting: Meeting) -> dict:
    """The content that publishing the minutes now would put on the record; nothing is kept of the attempt."""
    with transaction.atomic():
        meeting = Meeting.objects.select_related("committee__council").get(pk=meeting.pk)
        # Never saved: it lets everyone and everything named get an address, as publishing would.
        meeting.published_at = meeting.published_at or timezone.now()
        meeting.withdrawn_on = None
        give_addresses(meeting)
        content = public_content(meeting, with_minutes=True)
        transaction.set_rollback(True)
    return content


def show_progress(meeting: Meeting) -> None:
    """Bring what became of the meeting's actions beside its newest edition, if it has one."""
    actions = Action.objects.filter(item__meeting=meeting).exclude(public_number=None)
    actions = actions.select_related("item", "reported_back_at__meeting").prefetch_related("updates")
    progress = {(action.item.public_slug, action.public_number): public_progress(action) for action in actions}
    writing.show_progress(meeting.public_address, progress)


@contextmanager
def _alone_with(meeting: Meeting) -> Iterator[Meeting]:
    """One publication at a time in the archive, on fresh data, wholly or not at all."""
    with transaction.atomic():
        wait_for_turn()
        yield Meeting.objects.select_for_update(of=["self"]).select_related("committee__council").get(pk=meeting.pk)


def _put_on_record(meeting: Meeting, kind: str, *, by, at: datetime.datetime, reason: str = "") -> Edition:
    give_addresses(meeting)
    meeting.save()
    show_committee(meeting.committee)
    content = public_content(meeting, with_minutes=not meeting.is_draft)
    show_people(Person.objects.filter(public_slug__in=people_named(content)))
    _shelve_papers(meeting, content)
    edition = Edition.objects.append(
        address=meeting.public_address,
        kind=kind,
        content=content,
        by=by.get_full_name() or by.get_username(),
        reason=reason,
        at=at,
    )
    writing.show_newest_edition(meeting.public_address)
    show_beside(meeting)
    remove_people_no_longer_named()
    return edition


def show_beside(meeting: Meeting) -> None:
    """Write what lives on beside the newest edition: the issues of its items, the progress of its actions.

    Actions of other meetings that were reported back at this one can now be followed here, or no longer.
    """
    shown = PublishedItem.objects.using("default").filter(meeting=meeting.public_address).exclude(issue=None)
    left = list(shown.values_list("issue", flat=True))
    show_issues(Issue.objects.filter(Q(items__meeting=meeting) | Q(public_slug__in=left)))
    show_progress(meeting)
    for other in Meeting.objects.filter(items__actions__reported_back_at__meeting=meeting).distinct():
        show_progress(other)


def _shelve_papers(meeting: Meeting, content: dict) -> None:
    """Copy the papers that the content names to the record's own shelf, each under the digest of its bytes."""
    shelf = storages["record"]
    papers = [*content["documents"], *(paper for item in content["items"] for paper in item["documents"])]
    wanted = {paper["digest"] for paper in papers}
    for document in meeting.documents.all() if wanted else []:
        with document.file.open("rb") as stream:
            name = hashlib.file_digest(stream, "sha256").hexdigest()
            if name in wanted and not shelf.exists(name):
                stream.seek(0)
                shelf.save(name, stream)


def _refuse_if(meeting: Meeting, is_wrong: bool, message: str) -> None:
    if is_wrong:
        raise CannotPublish([Fault(message, meeting)])


def _stop_at(faults: list[Fault]) -> None:
    errors = [fault for fault in faults if fault.is_error]
    if errors:
        raise CannotPublish(errors)
