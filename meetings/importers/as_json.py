"""A reading as JSON: plain values without places in the source, to compare readers and to hand on."""

from typing import Any

from meetings.importers.minutes import (
    ActionRead,
    AttendeeRead,
    DeclarationRead,
    ItemRead,
    MeetingRead,
    MinutesRead,
    Reading,
    ResolutionRead,
)


def as_json(minutes: MinutesRead) -> dict[str, Any]:
    return {"meetings": [_meeting(meeting) for meeting in minutes.meetings], "warnings": list(minutes.warnings)}


def _value(reading: Reading[str] | None) -> str | None:
    return reading.value if reading is not None and reading.value else None


def _meeting(meeting: MeetingRead) -> dict[str, Any]:
    return {
        "date": meeting.date.value.isoformat() if meeting.date else None,
        "time": f"{meeting.time.value:%H:%M}" if meeting.time else None,
        "committee": _value(meeting.committee),
        "kind": meeting.kind,
        "venue": _value(meeting.venue),
        "attendees": [_attendee(attendee) for attendee in meeting.attendees],
        "items": [_item(item) for item in meeting.items],
    }


def _attendee(attendee: AttendeeRead) -> dict[str, Any]:
    return {
        "name": _value(attendee.name),
        "role": attendee.role or None,
        "status": attendee.status,
        "is_remote": attendee.is_remote,
        "substitute_for": _value(attendee.substitute_for),
        "arrived": _value(attendee.arrived),
        "left": _value(attendee.left),
    }


def _item(item: ItemRead) -> dict[str, Any]:
    return {
        "number": _value(item.number),
        "title": item.title.value,
        "minute_number": _value(item.minute_number),
        "purpose": _value(item.purpose),
        "report_reference": _value(item.report_reference),
        "is_exempt": item.is_exempt,
        "exempt_paragraph": _value(item.exempt_paragraph),
        "minute": _value(item.minute),
        "speakers": [_attendee(speaker) for speaker in item.speakers],
        "declarations": [_declaration(declaration) for declaration in item.declarations],
        "resolutions": [_resolution(resolution) for resolution in item.resolutions],
        "actions": [_action(action) for action in item.actions],
    }


def _declaration(declaration: DeclarationRead) -> dict[str, Any]:
    return {
        "name": _value(declaration.name),
        "kind": declaration.kind,
        "description": _value(declaration.description),
        "has_left_the_room": declaration.has_left_the_room,
    }


def _resolution(resolution: ResolutionRead) -> dict[str, Any]:
    return {
        "label": resolution.label or None,
        "verb": resolution.verb or None,
        "outcome": resolution.outcome,
        "text": resolution.text.value,
        "mover": _value(resolution.mover),
        "seconder": _value(resolution.seconder),
        "votes_for": _count(resolution.votes_for),
        "votes_against": _count(resolution.votes_against),
        "votes_abstained": _count(resolution.votes_abstained),
        "votes": [{"name": vote.name.value, "choice": vote.choice} for vote in resolution.votes],
    }


def _count(reading: Reading[int] | None) -> int | None:
    return reading.value if reading is not None else None


def _action(action: ActionRead) -> dict[str, Any]:
    return {
        "owner": _value(action.owner),
        "due": _value(action.due),
        "due_on": action.due_on.isoformat() if action.due_on else None,
        "task": action.task.value,
    }
