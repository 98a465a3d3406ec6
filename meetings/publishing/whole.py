"""Reads all that the desk has of a meeting at once: the checks, addresses and the gate look at the same rows."""

from django.db.models import Prefetch, prefetch_related_objects

from meetings.models import Attendee, Document, Meeting

_PARTS = (
    Prefetch("attendees", Attendee.objects.select_related("person")),
    Prefetch("documents", Document.objects.select_related("text_read")),
    "items__speakers",
    # A text may be long, and those of the items are among the meeting's.
    Prefetch("items__documents", Document.objects.select_related("text_read").defer("text_read__text")),
    "items__declarations",
    "items__resolutions__named_votes",
    "items__actions__updates",
)


def read_whole(meeting: Meeting) -> None:
    """Read whatever may be published of the meeting, in as many queries whatever the number of items.

    What was read before is not read again: a meeting that somebody may have changed since is fetched anew first.
    """
    prefetch_related_objects([meeting], *_PARTS)
    attendees = {attendee.pk: attendee for attendee in meeting.attendees.all()}
    for attendee in attendees.values():
        _known(attendee, "substitute_for", attendees)
    for item in meeting.items.all():
        for speaker in item.speakers.all():
            if listed := attendees.get(speaker.pk):
                speaker.person = listed.person
        for declaration in item.declarations.all():
            _known(declaration, "attendee", attendees)
        for resolution in item.resolutions.all():
            _known(resolution, "mover", attendees)
            _known(resolution, "seconder", attendees)
            for vote in resolution.named_votes.all():
                _known(vote, "attendee", attendees)


def _known(row, name: str, attendees: dict[int, Attendee]) -> None:
    """Whom a row names is on the list of the meeting: whoever is given an address has it wherever he is named."""
    if attendee := attendees.get(getattr(row, f"{name}_id")):
        setattr(row, name, attendee)
