"""A reading as JSON: plain values without places in the source, to compare readers and to hand on."""

from typing import Any

from meetings.importers.minutes import ActionRead, AttendeeRead, ItemRead, MeetingRead, MinutesRead, Reading


def as_json(minutes: MinutesRead) -> dict[str, Any]:
    return {"meetings": [_meeting(meeting) for meeting in minutes.meetings], "warnings": list(minutes.warnings)}


def _value(reading: Reading[str] | None) -> str | None:
    return reading.value if reading is not None and reading.value else None


def _meeting(meeting: MeetingRead) -> dict[str, Any]:
    return {
        "date": meeting.date.value.isoformat() if meeting.date else None,
        "committee": _value(meeting.committee),
        "venue": _value(meeting.venue),
        "attendees": [_attendee(attendee) for attendee in meeting.attendees],
        "items": [_item(item) for item in meeting.items],
    }


def _attendee(attendee: AttendeeRead) -> dict[str, Any]:
    return {"name": _value(attendee.name), "role": attendee.role or None, "status": attendee.status}


def _item(item: ItemRead) -> dict[str, Any]:
    return {
        "number": _value(item.number),
        "title": item.title.value,
        "purpose": _value(item.purpose),
        "minute": _value(item.minute),
        "speakers": [_attendee(speaker) for speaker in item.speakers],
        "resolutions": [
            {"label": resolution.label or None, "verb": resolution.verb or None, "text": resolution.text.value}
            for resolution in item.resolutions
        ],
        "actions": [_action(action) for action in item.actions],
    }


def _action(action: ActionRead) -> dict[str, Any]:
    return {
        "owner": _value(action.owner),
        "due": _value(action.due),
        "due_on": action.due_on.isoformat() if action.due_on else None,
        "task": action.task.value,
    }
