"""The history of the desk: what every row was, from when, and by whom; written by the database itself.

Triggers write one event for each row that is inserted, updated or deleted, so that commands and plain SQL are recorded
too. Events are append-only, by trigger as well; words that the law takes away leave by `redact_history` alone.
Not kept: reviews and their sources, which are temporary and may hold exempt words; who has a page open; log-ins.
"""

from collections.abc import Callable

import pghistory
import pgtrigger
from django.db import models, transaction
from django.db.models import Q

from meetings.models.councils import Committee, Council
from meetings.models.documents import Document
from meetings.models.issues import Issue
from meetings.models.meetings import Attendee, Meeting
from meetings.models.minutes import Action, ActionUpdate, Declaration, Item, Resolution, Vote
from meetings.models.people import Membership, Person
from meetings.models.publications import Publication
from meetings.models.sources import SourceRef
from meetings.models.synonyms import Synonym

TRACKED = [
    Action,
    ActionUpdate,
    Attendee,
    Committee,
    Council,
    Declaration,
    Document,
    Issue,
    Item,
    Meeting,
    Membership,
    Person,
    Publication,
    Resolution,
    SourceRef,
    Synonym,
    Vote,
]


class ClerkOfCommittee(Committee.clerks.through):
    """That somebody is one of the clerks of a committee."""

    class Meta:
        proxy = True
        verbose_name = "clerk of the committee"


class SpeakerToItem(Item.speakers.through):
    """That somebody at the meeting addressed an item."""

    class Meta:
        proxy = True
        verbose_name = "who addressed it"


def _event_model(model: type[models.Model], name: str = "") -> type[models.Model]:
    """Make the model of the events of one model. Each needs trackers of its own: they remember their model."""
    return pghistory.create_event_model(
        model,
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        # Who and where lie in the event itself, so that nothing else has to be joined, kept or redacted.
        context_field=pghistory.ContextJSONField(),
        append_only=True,
        app_label="meetings",
        model_name=name or f"{model.__name__}Event",
        abstract=False,
    )


EVENT_MODELS = {model: _event_model(model) for model in [*TRACKED, ClerkOfCommittee, SpeakerToItem]}


# What is part of what, by the field that says so; the history of a whole is that of its parts too.
PARTS = {
    Meeting: [(Attendee, "meeting"), (Item, "meeting"), (Document, "meeting"), (Publication, "meeting")],
    Item: [
        (SpeakerToItem, "item"),
        (Declaration, "item"),
        (Resolution, "item"),
        (Action, "item"),
        (Document, "item"),
    ],
    Resolution: [(Vote, "resolution")],
    Action: [(ActionUpdate, "action")],
    Person: [(Membership, "person")],
    Committee: [(Membership, "committee"), (ClerkOfCommittee, "committee")],
}


def events_of(model: type[models.Model], key: int) -> dict[type[models.Model], models.QuerySet]:
    """For each model concerned, the events of one row, whether it is still there, and of all that was part of it.

    A committee's history also says which meetings it was given and which were deleted.
    """
    conditions: dict[type[models.Model], Q] = {}
    _add_conditions(conditions, model, Q(pgh_obj_id=key))
    if model is Committee:
        conditions[Meeting] = Q(committee_id=key, pgh_label__in=["insert", "delete"])
    return {part: EVENT_MODELS[part].objects.filter(which) for part, which in conditions.items()}


def _add_conditions(conditions: dict[type[models.Model], Q], model: type[models.Model], which: Q) -> None:
    conditions[model] = conditions.get(model, Q(pk__in=[])) | which
    rows = EVENT_MODELS[model].objects.filter(which).values("pgh_obj_id")
    for part, field in PARTS.get(model, []):
        _add_conditions(conditions, part, Q(**{f"{field}_id__in": rows}))


def redact_history(meeting: Meeting, without: Callable[[models.Model], dict]) -> int:
    """Rewrite the events of the meeting and of its parts, for good, and return how many changed.

    `without` gives for an event the fields to be written and their values, nothing where it may stay. This is the one
    way around the append-only triggers; the caller records who did it, when and why (UK GDPR, article 17).
    """
    count = 0
    with transaction.atomic():
        for events in events_of(Meeting, meeting.pk).values():
            for event in events.select_for_update():
                if changes := without(event):
                    with pgtrigger.ignore(f"{event._meta.label}:append_only"):
                        type(event).objects.filter(pk=event.pk).update(**changes)
                    count += 1
    return count
