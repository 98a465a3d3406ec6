"""The one gate: what of the desk becomes public, field by field, and nothing by default."""

import hashlib
from pathlib import PurePath

from django.utils import timezone

from meetings.models import (
    Action,
    Attendee,
    Committee,
    Council,
    Declaration,
    Document,
    Item,
    Meeting,
    Person,
    Resolution,
    Vote,
)
from meetings.models.exemptions import exemption_in_words
from meetings.models.prose import clean_prose
from meetings.publishing.known import is_shown
from meetings.publishing.whole import read_whole


def public_content(meeting: Meeting, *, with_minutes: bool) -> dict:
    """Return the public document of a meeting: plain values only, ready for canonical JSON.

    Without minutes it holds the agenda's parts alone (number, title, purpose, papers), whatever the desk already
    has. A withdrawn meeting keeps when, where and why it was withdrawn, and that it was cancelled, but not why.
    Everyone named who may have a page, every item and every action needs its public address first (see
    publishing.addresses).
    """
    is_withdrawn = meeting.is_withdrawn
    # A meeting may be cancelled before anyone was told what it would deal with.
    shows_business = (with_minutes or meeting.agenda_published_at is not None) and not is_withdrawn
    if not is_withdrawn:
        read_whole(meeting)
    items = meeting.items.all() if shows_business else []
    return {
        "address": meeting.public_address,
        "council": public_council(meeting.committee.council),
        "committee": public_committee(meeting.committee),
        "starts_at": timezone.localtime(meeting.starts_at).isoformat(timespec="minutes"),
        "venue": meeting.venue,
        "kind": meeting.kind,
        "stage": "minutes" if with_minutes else "agenda",
        "cancelled": _on_and_why(meeting.cancelled_on, "" if is_withdrawn else meeting.cancelled_reason),
        "confirmed": _confirmed(meeting),
        "withdrawn": _on_and_why(meeting.withdrawn_on, meeting.withdrawn_reason),
        "attendees": _attendees(meeting) if with_minutes and not is_withdrawn else [],
        "items": [_minuted_item(item) if with_minutes else _agenda_item(item) for item in items],
        "documents": _papers(meeting, with_minutes=with_minutes) if shows_business else [],
    }


def public_council(council: Council) -> dict:
    """How an edition and the directory name the council; public_notices are the directory's alone."""
    return {"slug": council.slug, "name": council.name, "nation": council.nation}


def public_notices(council: Council) -> dict:
    """What the pages about this site say for the council: how to reach it, and the licence of its minutes."""
    return {"contact": council.contact.strip(), "licence": council.licence}


def public_committee(committee: Committee) -> dict:
    """How an edition and the directory name the committee; its purpose is the directory's alone."""
    return {"slug": committee.slug, "name": committee.name, "kind": committee.kind}


def public_person(person: Person) -> dict:
    """What the directory shows of a person; the address and e-mail stay at the desk."""
    return {
        "slug": person.public_slug,
        "name": person.name,
        "honorific": person.honorific,
        "kind": person.kind,
        "ward": person.ward,
        "party": person.party,
    }


def public_progress(action: Action) -> dict:
    """What became of an action: shown beside the edition, never inside it.

    `is_back_public` says whether the record shows the item at which it was reported back (see publishing.known).
    """
    back = action.reported_back_at
    updates = [update for update in action.updates.all() if update.is_public]
    return {
        "completed_on": action.completed_on,
        "updates": [{"on": update.reported_on.isoformat(), "text": update.text} for update in updates],
        "reported_back_at": f"{back.meeting.public_address}/item/{back.public_slug}" if action.is_back_public else "",
    }


def _on_and_why(day, reason: str) -> dict | None:
    return {"on": day.isoformat(), "reason": reason} if day else None


def _confirmed(meeting: Meeting) -> dict | None:
    if not meeting.is_confirmed:
        return None
    at = meeting.confirmed_at_meeting
    # The confirming meeting is named only if the public knows of it.
    told = {"on": meeting.confirmed_on.isoformat(), "at": at.public_address if at and at.is_on_record else ""}
    item = Item.objects.filter(is_shown(), pk=meeting.confirmed_at_item_id).first() if told["at"] else None
    return told | ({"item": item.public_slug} if item else {})


def _named(attendee: Attendee) -> dict:
    """The name as printed, and the person's address; members of the public are named at most."""
    person = attendee.person
    has_page = person is not None and person.public_slug and person.kind != Person.Kind.PUBLIC
    return {"name": attendee.printed_name, "person": person.public_slug if has_page else None}


def _attendees(meeting: Meeting) -> list[dict]:
    return [
        _named(attendee)
        | {
            "role": attendee.role,
            "attendance": attendee.attendance,
            "substitute_for": attendee.substitute_for.printed_name if attendee.substitute_for else "",
            "arrived": attendee.arrived,
            "left": attendee.left,
        }
        for attendee in meeting.attendees.all()
    ]


def _agenda_item(item: Item) -> dict:
    """The agenda's parts, in the same shape as a minuted item."""
    return {
        "slug": item.public_slug,
        "number": item.number,
        "minute_number": "",
        "title": item.title,
        "purpose": item.purpose,
        "is_procedural": item.is_procedural,
        "access": item.access,
        "exemption": _exemption(item, with_minutes=False),
        "minute": "",
        "speakers": [],
        "declarations": [],
        "resolutions": [],
        "actions": [],
        "documents": [] if item.is_exempt else _papers_of_agenda(item),
        # Added after the first editions: only where there is something to say, so that older ones stay as they are.
        **({"late_reason": item.late_reason} if item.is_late and item.late_reason else {}),
    }


def _minuted_item(item: Item) -> dict:
    minuted = _agenda_item(item) | {"minute_number": item.minute_number}
    if item.is_exempt:
        # What was decided behind closed doors is told in the public summary alone.
        return minuted | {"exemption": _exemption(item, with_minutes=True)}
    return minuted | {
        "minute": clean_prose(item.minute),
        "speakers": [_named(speaker) | {"role": speaker.role} for speaker in item.speakers.all()],
        "declarations": [_declaration(declaration) for declaration in item.declarations.all()],
        "resolutions": [_resolution(resolution) for resolution in item.resolutions.all()],
        "actions": [_action(action) for action in item.actions.all()],
        "documents": [_paper(paper) for paper in item.documents.all()],
    }


def _exemption(item: Item, *, with_minutes: bool) -> dict | None:
    """Which paragraph closes the item; its summary and the public-interest line come with the minutes."""
    if not item.is_exempt:
        return None
    nation = item.meeting.committee.council.nation
    return {
        "paragraph": item.exempt_paragraph,
        "words": exemption_in_words(nation, item.exempt_paragraph),
        "public_interest": item.public_interest if with_minutes else "",
        "summary": item.public_summary if with_minutes else "",
    }


def _declaration(declaration: Declaration) -> dict:
    return _named(declaration.attendee) | {
        "kind": declaration.kind,
        "description": declaration.description,
        "has_left_the_room": declaration.has_left_the_room,
    }


def _resolution(resolution: Resolution) -> dict:
    return {
        "label": resolution.label,
        "outcome": resolution.outcome,
        "text": resolution.text,
        "mover": _named(resolution.mover) if resolution.mover else None,
        "seconder": _named(resolution.seconder) if resolution.seconder else None,
        "votes": _votes(resolution),
        "named_votes": [_named_vote(vote) for vote in resolution.named_votes.all()],
        "reasons": resolution.reasons,
        "options_rejected": resolution.options_rejected,
        "conflicts": resolution.conflicts,
        "dispensation": resolution.dispensation,
    }


def _votes(resolution: Resolution) -> dict | None:
    votes = {
        "for": resolution.votes_for,
        "against": resolution.votes_against,
        "abstained": resolution.votes_abstained,
    }
    return votes if any(count is not None for count in votes.values()) else None


def _named_vote(vote: Vote) -> dict:
    return _named(vote.attendee) | {"choice": vote.choice}


def _action(action: Action) -> dict:
    return {
        "number": action.public_number,
        "task": action.task,
        "owner": action.owner,
        "due": action.due,
        "due_on": action.due_on.isoformat() if action.due_on else "",
    }


def _papers_of_agenda(item: Item) -> list[dict]:
    return [_paper(paper) for paper in item.documents.all() if paper.kind != Document.Kind.MINUTES]


def _papers(meeting: Meeting, *, with_minutes: bool) -> list[dict]:
    papers = [paper for paper in meeting.documents.all() if paper.item_id is None]
    return [_paper(paper) for paper in papers if with_minutes or paper.kind != Document.Kind.MINUTES]


def _paper(paper: Document) -> dict:
    with paper.file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {
        "kind": paper.kind,
        "title": paper.title,
        "filename": PurePath(paper.file.name).name,
        "digest": digest,
        "size": paper.file.size,
    }
