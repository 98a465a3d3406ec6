"""Checks of the meeting as a whole: that it was held, who was there, and what came before it."""

import datetime
from collections.abc import Iterator

from meetings.models import Meeting
from meetings.models.quorum import tally
from meetings.models.sittings import seats_and_attendees
from meetings.publishing.checks.faults import Fault, those_present
from meetings.record.models import Edition
from meetings.record.presiding import place_of_chair


def committee_is_listed(meeting: Meeting) -> Iterator[Fault]:
    """The public may look up every committee and its members: Local Government Act 1972, section 100G(1)."""
    if not meeting.committee.is_listed:
        yield Fault(f"{meeting.committee} is not listed for the public.", meeting.committee, "is_listed")


def papers_can_be_read(meeting: Meeting) -> Iterator[Fault]:
    """Agenda and reports are open to inspection: Local Government Act 1972, section 100B(1)."""
    items = {item.pk: item for item in meeting.items.all()}
    for paper in meeting.documents.all():
        if not paper.file or not paper.file.storage.exists(paper.file.name):
            at = items.get(paper.item_id, meeting)
            yield Fault(f"The file of the paper “{paper}” is missing.", at, "documents")


def papers_can_be_searched(meeting: Meeting) -> Iterator[Fault]:
    """A scan without text is closed to many: SI 2018/952 (accessibility of public sector websites), regulation 6.

    Of words that are in a file and not to be seen, too: what is published without need cannot be called back.
    """
    items = {item.pk: item for item in meeting.items.all()}
    for paper in meeting.documents.all():
        read = getattr(paper, "text_read", None)
        if read and read.told:
            yield Fault(read.told, items.get(paper.item_id, meeting), "documents", is_error=False)


def agenda_items_are_all_there(meeting: Meeting) -> Iterator[Fault]:
    """What stood on the public agenda stays open to the public: Local Government Act 1972, section 100C(1)(c)."""
    if not meeting.public_address:
        return
    agendas = Edition.objects.using("default").filter(address=meeting.public_address, kind=Edition.Kind.AGENDA)
    newest = agendas.order_by("-number").first()
    here = {item.public_slug for item in meeting.items.all()}
    for item in newest.content["items"] if newest else []:
        if item["slug"] not in here:
            name = f"{item['number']} {item['title']}".strip()
            message = (
                f"“{name}” stands on the published agenda and is here no more: say in the minutes what became of it."
            )
            yield Fault(message, meeting, "items", is_error=False)


def meeting_had_begun(meeting: Meeting, at: datetime.datetime) -> Iterator[Fault]:
    """Minutes are of the proceedings of a meeting: Local Government Act 1972, Schedule 12, paragraph 41."""
    if meeting.starts_at > at:
        yield Fault("The meeting has not taken place yet.", meeting, "starts_at")


def meeting_was_held(meeting: Meeting) -> Iterator[Fault]:
    """A cancelled meeting has no proceedings to minute: Local Government Act 1972, Schedule 12, paragraph 41."""
    if meeting.is_cancelled:
        yield Fault("The meeting was cancelled.", meeting)


def somebody_was_present(meeting: Meeting) -> Iterator[Fault]:
    """Names of members present are recorded: Local Government Act 1972, Schedule 12, paragraph 40."""
    if not those_present(meeting):
        yield Fault("Nobody is recorded as present.", meeting, "attendees")


def enough_were_present(meeting: Meeting) -> Iterator[Fault]:
    """Below its quorum a body does no business: Local Government Act 1972, Schedule 12, paragraph 6.

    For a committee the quorum is that of the council's standing orders: section 106 of the Act.
    """
    if meeting.committee.quorum and those_present(meeting):
        there = tally(meeting, seats_and_attendees(meeting, meeting.attendees.all()))
        if not there.is_quorate:
            yield Fault(f"{there}.", meeting, "attendees", is_error=False)


def somebody_was_in_the_chair(meeting: Meeting) -> Iterator[Fault]:
    """Minutes are signed by the person presiding: Local Government Act 1972, Schedule 12, paragraph 41."""
    present = those_present(meeting)
    if present and place_of_chair([attendee.role for attendee in present]) is None:
        yield Fault("Nobody present has the role of Chair.", meeting, "attendees", is_error=False)


def meeting_has_items(meeting: Meeting) -> Iterator[Fault]:
    """Minutes are of proceedings, and without any are a slip: Local Government Act 1972, Schedule 12, paragraph 41."""
    if not meeting.items.all():
        yield Fault("The meeting has no items.", meeting, "items")


def minutes_before_are_confirmed(meeting: Meeting) -> Iterator[Fault]:
    """Minutes are signed at the next suitable meeting: Local Government Act 1972, Schedule 12, paragraph 41(1).

    An extraordinary meeting, called for its own business, need not be a suitable one.
    """
    if meeting.kind == Meeting.Kind.EXTRAORDINARY:
        return
    earlier = Meeting.objects.published().filter(committee=meeting.committee_id, starts_at__lt=meeting.starts_at)
    before = earlier.filter(confirmed_on=None).order_by("-starts_at").first()
    if before:
        before.committee = meeting.committee
        message = (
            f"The minutes of {before.held_on:%-d %B %Y} are public and not confirmed: were they, at this meeting?"
        )
        yield Fault(message, before, is_error=False)


def nothing_is_a_guess(meeting: Meeting) -> Iterator[Fault]:
    """What is signed is a correct record, no guess: Local Government Act 1972, Schedule 12, paragraph 41."""
    told = "was guessed when the minutes were read in, and nobody has saved the form since"
    if meeting.guesses:
        yield Fault(f"Of the meeting this {told}: {' '.join(meeting.guesses)}", meeting, is_error=False)
    for item in meeting.items.all():
        if item.guesses:
            yield Fault(f"Of item {item} this {told}: {' '.join(item.guesses)}", item, is_error=False)
