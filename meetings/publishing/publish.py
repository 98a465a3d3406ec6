"""The verbs of publication: each is one transaction of checks, public content, edition and record rows.

Nobody else publishes meanwhile, so no paper is read here: whoever calls a verb has had them read before.
"""

import datetime
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from meetings.models import Action, Attendee, Issue, Item, Meeting, Person, Publication
from meetings.publishing.addresses import give_addresses
from meetings.publishing.checks import Fault, faults_in_agenda, faults_in_minutes
from meetings.publishing.content import public_content, public_progress
from meetings.publishing.directory import (
    remove_people_no_longer_named,
    show_committee,
    show_issues,
    show_people,
)
from meetings.publishing.known import is_minuted
from meetings.publishing.papers import carry_to_record
from meetings.publishing.updating import update_each
from meetings.record import writing
from meetings.record.editions import people_named, wait_for_turn
from meetings.record.models import Edition, PublishedAction, PublishedItem

Kind = Edition.Kind
# Who made an edition, as the public is told for ever; which person it was, stays at the desk.
OFFICE = "Democratic Services"
BOTH_GIVEN = "Either a resolution ordered the correction or it mends a clerical error: choose one."
NEITHER_GIVEN = (
    "These minutes are confirmed: name the resolution that ordered the correction, or say that it mends a clerical "
    "error."
)


class CannotPublish(Exception):
    """Publication was refused; `faults` says why, all at once, and nothing was changed."""

    def __init__(self, faults: list[Fault]):
        super().__init__(" ".join(fault.message for fault in faults))
        self.faults = faults


def publish_agenda(meeting: Meeting, *, by, at: datetime.datetime | None = None) -> Edition:
    """Put the meeting's notice and agenda on the record; again, to show a changed one or one that was withdrawn.

    Raises CannotPublish when a check finds an error or the minutes are public already.
    """
    at = at or timezone.now()
    with alone_with(meeting) as meeting:
        refuse_if(meeting, not meeting.is_draft, "The minutes are on the record already: correct them instead.")
        refuse_if(meeting, meeting.is_cancelled, "The meeting was cancelled.")
        _stop_at(faults_in_agenda(meeting))
        if not meeting.agenda_published_at:
            meeting.agenda_published_at, meeting.agenda_published_by = at, by
        meeting.withdrawn_on, meeting.withdrawn_by, meeting.withdrawn_reason = None, None, ""
        return put_on_record(meeting, Kind.AGENDA, by=by, at=at)


def publish(meeting: Meeting, *, by, at: datetime.datetime | None = None) -> Edition:
    """Publish the minutes of the meeting; after a withdrawal, publish them again.

    That they were confirmed stays said of the same minutes only: others need a confirmation of their own. Raises
    CannotPublish when a check finds an error or they are public already; warnings do not stop it.
    """
    at = at or timezone.now()
    with alone_with(meeting) as meeting:
        refuse_if(meeting, meeting.is_published, "The minutes are public already: correct them instead.")
        _stop_at(faults_in_minutes(meeting, at=at))
        meeting.published_at, meeting.published_by = at, by
        meeting.withdrawn_on, meeting.withdrawn_by, meeting.withdrawn_reason = None, None, ""
        if meeting.is_confirmed and not _are_as_confirmed(meeting):
            meeting.confirmed_on = meeting.confirmed_by = None
            meeting.confirmed_at_meeting = meeting.confirmed_at_item = None
        return put_on_record(meeting, Kind.MINUTES, by=by, at=at)


def confirm(
    meeting: Meeting,
    *,
    by,
    on: datetime.date | None = None,
    at_meeting: Meeting | None = None,
    at_item: Item | None = None,
    at: datetime.datetime | None = None,
) -> Edition:
    """Say that the minutes were confirmed as a correct record: at an item of a meeting, or on the day given.

    Minutes are signed at the same or the next suitable meeting (Local Government Act 1972, Schedule 12, paragraph
    41); `at_item` is the item of `at_meeting` at which that was agreed. What was confirmed is what the public reads,
    so changes at the desk are published as a correction first. Raises CannotPublish when the minutes are not public,
    are confirmed already or differ from the desk's, when the day is missing, before the meeting, in the future, or
    not that of `at_meeting`, and when the item is not one of that meeting.
    """
    at = at or timezone.now()
    on = on or (at_meeting.held_on if at_meeting else None)
    with alone_with(meeting) as meeting:
        refuse_if(meeting, not meeting.is_published, "Only published minutes can be confirmed.")
        refuse_if(meeting, meeting.is_confirmed, "These minutes are confirmed already.")
        refuse_if(meeting, is_ahead_of_record(meeting), "The desk holds changes: publish the correction first.")
        refuse_if(meeting, on is None, "Say on which day, or at which meeting, the minutes were confirmed.")
        refuse_if(meeting, on < meeting.held_on, "Minutes cannot be confirmed before the meeting was held.")
        refuse_if(meeting, on > timezone.localdate(at), "Minutes cannot be confirmed on a day still to come.")
        if at_meeting:
            refuse_if(meeting, at_meeting == meeting, "A meeting cannot confirm its own minutes.")
            refuse_if(meeting, at_meeting.is_cancelled, "That meeting was cancelled.")
            refuse_if(meeting, at_meeting.held_on != on, f"That meeting was held on {at_meeting.held_on:%-d %B %Y}.")
        is_elsewhere = at_item is not None and (at_meeting is None or at_item.meeting_id != at_meeting.pk)
        refuse_if(meeting, is_elsewhere, "That item is not one of the meeting that confirmed the minutes.")
        meeting.confirmed_on, meeting.confirmed_by = on, by
        meeting.confirmed_at_meeting, meeting.confirmed_at_item = at_meeting, at_item
        return put_on_record(meeting, Kind.CONFIRMATION, by=by, at=at)


def correct(
    meeting: Meeting,
    *,
    by,
    reason: str,
    ordered_by: str = "",
    is_clerical_error: bool = False,
    at: datetime.datetime | None = None,
) -> Edition:
    """Publish what has changed at the desk since the newest edition, as a correction with its reason.

    `ordered_by` names the resolution that ordered it. Once the minutes are confirmed they are the committee's: a
    change then needs that resolution, or is said to mend a clerical error. Raises CannotPublish when the minutes are
    not public, no reason is given, what a confirmed record needs is missing, nothing changed, or a check finds an
    error.
    """
    at, ordered_by = at or timezone.now(), ordered_by.strip()
    with alone_with(meeting) as meeting:
        refuse_if(meeting, not meeting.is_published, "Only published minutes can be corrected.")
        refuse_if(meeting, not reason.strip(), "A correction needs its reason.")
        refuse_if(meeting, bool(ordered_by) and is_clerical_error, BOTH_GIVEN)
        refuse_if(meeting, meeting.is_confirmed and not ordered_by and not is_clerical_error, NEITHER_GIVEN)
        _stop_at(faults_in_minutes(meeting, at=at))
        give_addresses(meeting)
        content = public_content(meeting, with_minutes=True)
        is_new = _differs(editions_of(meeting).last(), content)
        refuse_if(meeting, not is_new, "Nothing has changed since the newest edition.")
        why = {"reason": reason.strip(), "ordered_by": ordered_by, "is_clerical_error": is_clerical_error}
        return put_on_record(meeting, Kind.CORRECTION, by=by, at=at, content=content, **why)


def cancel(meeting: Meeting, *, by, reason: str, at: datetime.datetime | None = None) -> Edition:
    """Say that the meeting will not take place; it stays on the record, marked.

    Raises CannotPublish when no reason is given, the minutes are public, or it is cancelled already.
    """
    at = at or timezone.now()
    with alone_with(meeting) as meeting:
        refuse_if(meeting, not meeting.is_draft, "A meeting with public minutes cannot be cancelled.")
        refuse_if(meeting, meeting.is_cancelled, "This meeting is cancelled already.")
        refuse_if(meeting, not reason.strip(), "A cancellation needs its reason.")
        _stop_at(faults_in_agenda(meeting))
        meeting.cancelled_on, meeting.cancelled_by = timezone.localdate(at), by
        meeting.cancelled_reason = reason.strip()
        return put_on_record(meeting, Kind.CANCELLATION, by=by, at=at, reason=meeting.cancelled_reason)


def withdraw(meeting: Meeting, *, by, reason: str, at: datetime.datetime | None = None) -> Edition:
    """Take published minutes, or an agenda, back: the page stays and says what, when and why; the content goes.

    Raises CannotPublish when neither is public or no reason is given.
    """
    at = at or timezone.now()
    with alone_with(meeting) as meeting:
        refuse_if(meeting, not meeting.can_be_withdrawn, "Nothing of this meeting is public that could be withdrawn.")
        refuse_if(meeting, not reason.strip(), "A withdrawal needs its reason.")
        meeting.withdrawn_on, meeting.withdrawn_by = timezone.localdate(at), by
        meeting.withdrawn_reason = reason.strip()
        return put_on_record(meeting, Kind.WITHDRAWAL, by=by, at=at, reason=meeting.withdrawn_reason)


def is_ahead_of_record(meeting: Meeting) -> bool:
    """Whether the desk holds changes that the newest edition does not show; False for what was never published.

    A paper whose file the desk has lost is such a change: the checks name it.
    """
    newest = editions_of(meeting).last()
    if newest is None:
        return False
    try:
        now = public_content(meeting, with_minutes=not meeting.is_draft)
    except FileNotFoundError:
        return True
    return _differs(newest, now)


def _differs(newest: Edition, now: dict) -> bool:
    """Whether the content is another; that the confirming meeting has since got a page is no change of the minutes."""
    return newest.content | {"confirmed": None} != now | {"confirmed": None}


def _are_as_confirmed(meeting: Meeting) -> bool:
    """Whether minutes about to be published again are, word for word, those that were withdrawn."""
    minuted = [edition for edition in editions_of(meeting) if not edition.content["withdrawn"]]
    give_addresses(meeting)
    now = public_content(meeting, with_minutes=True) | {"confirmed": None}
    return bool(minuted) and minuted[-1].content | {"confirmed": None} == now


def editions_of(meeting: Meeting) -> QuerySet[Edition]:
    """All editions of the meeting, oldest first; none for what was never published."""
    return Edition.objects.using("default").filter(address=meeting.public_address or None).order_by("number")


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
    actions = actions.annotate(is_back_public=is_minuted("reported_back_at"))
    progress = {(action.item.public_slug, action.public_number): public_progress(action) for action in actions}
    writing.show_progress(meeting.public_address, progress)


@contextmanager
def alone_with(meeting: Meeting) -> Iterator[Meeting]:
    """One publication at a time in the archive, on fresh data, wholly or not at all."""
    with transaction.atomic():
        wait_for_turn()
        yield Meeting.objects.select_for_update(of=["self"]).select_related("committee__council").get(pk=meeting.pk)


def put_on_record(
    meeting: Meeting, kind: str, *, by, at: datetime.datetime, reason: str = "", content: dict | None = None, **also
) -> Edition:
    """Add the edition that shows the desk as it is, or the content given, and bring every row in line with it."""
    # What waits at the desk gets no address from an edition that does not show it.
    if content is None:
        give_addresses(meeting)
    if not meeting.is_draft:
        _keep_names_as_printed(meeting)
    meeting.save()
    show_committee(meeting.committee)
    content = content or public_content(meeting, with_minutes=not meeting.is_draft)
    show_people(Person.objects.filter(public_slug__in=people_named(content)))
    _shelve_papers(meeting, content)
    edition = Edition.objects.append(
        address=meeting.public_address,
        kind=kind,
        content=content,
        by=OFFICE,
        reason=reason,
        at=at,
        **also,
    )
    Publication.objects.create(meeting=meeting, place=edition.place, published_by=by)
    writing.show_newest_edition(meeting.public_address)
    show_beside(meeting)
    remove_people_no_longer_named()
    return edition


def show_beside(meeting: Meeting) -> None:
    """Write what lives on beside the newest edition: the issues of its items, the progress of its actions.

    Actions of other meetings that were reported back at this one can now be followed here, or no longer.
    """
    show_issues(issues_of(meeting))
    show_progress(meeting)
    # Of an item that the desk no longer has, the record alone knows what was reported back at it.
    pointing = PublishedAction.objects.using("default").filter(
        reported_back_at__gt="", reported_back_at__startswith=f"{meeting.public_address}/item/"
    )
    left = list(pointing.values_list("item__meeting", flat=True))
    reported = Action.objects.filter(reported_back_at__meeting=meeting).values("item__meeting")
    for other in Meeting.objects.filter(Q(pk__in=reported) | Q(public_address__in=left)):
        show_progress(other)


def issues_of(meeting: Meeting) -> QuerySet[Issue]:
    """The issues of its items, at the desk and as the public has them."""
    joined = {item.issue_id for item in meeting.items.all() if item.issue_id}
    shown = PublishedItem.objects.using("default").filter(meeting=meeting.public_address).exclude(issue=None)
    left = list(shown.values_list("issue", flat=True))
    return Issue.objects.filter(Q(pk__in=joined) | Q(public_slug__in=left))


def _keep_names_as_printed(meeting: Meeting) -> None:
    """Whatever somebody is called later, these minutes go on naming them as they were published."""
    longest = Attendee._meta.get_field("name").max_length
    unnamed = [
        attendee for attendee in meeting.attendees.all() if not attendee.name and len(attendee.printed_name) <= longest
    ]
    for attendee in unnamed:
        attendee.name = attendee.printed_name
    update_each(unnamed, "name")


def _shelve_papers(meeting: Meeting, content: dict) -> None:
    """Copy the papers that the content names to the record's own shelf, each under the digest of its bytes.

    Their words go on the record with them.
    """
    shelf = storages["record"]
    papers = [*content["documents"], *(paper for item in content["items"] for paper in item["documents"])]
    wanted = {paper["digest"] for paper in papers}
    for document in meeting.documents.all() if wanted else []:
        # Lost at the desk: no check let it through, but a redaction goes on without it.
        if not document.file.storage.exists(document.file.name):
            continue
        with document.file.open("rb") as stream:
            name = hashlib.file_digest(stream, "sha256").hexdigest()
            # A process killed while it wrote leaves a part of the file, which no edition names yet.
            if name in wanted and shelf.exists(name) and shelf.size(name) != document.file.size:
                shelf.delete(name)
            if name in wanted and not shelf.exists(name):
                stream.seek(0)
                shelf.save(name, stream)
    carry_to_record(meeting, wanted)


def refuse_if(meeting: Meeting, is_wrong: bool, message: str) -> None:
    if is_wrong:
        raise CannotPublish([Fault(message, meeting)])


def _stop_at(faults: list[Fault]) -> None:
    errors = [fault for fault in faults if fault.is_error]
    if errors:
        raise CannotPublish(errors)
