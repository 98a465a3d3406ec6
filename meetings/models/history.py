"""The history of the desk: what every row was, from when, and by whom; written by the database itself.

Triggers write one event for each row that is inserted, updated or deleted, so that commands and plain SQL are recorded
too. Events are append-only, by trigger as well; words that the law takes away leave by `redact_history` alone.
Not kept: reviews and their sources, which are temporary and may hold exempt words; who has a page open; log-ins.
"""

import html
from collections.abc import Iterable

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
from meetings.models.sources import SourceRef

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
    Resolution,
    SourceRef,
    Vote,
]
# What stands in the history where a passage was taken out.
REMOVED = "[removed]"


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
    Meeting: [(Attendee, "meeting"), (Item, "meeting"), (Document, "meeting")],
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


def redact_history(meeting: Meeting, passages: Iterable[str]) -> int:
    """Take the passages out of every event of the meeting's rows, for good, and return how many events changed.

    A passage leaves as it is written and as it stands in HTML. This is the one way around the append-only triggers;
    the caller records who did it, when and why (UK GDPR, article 17), and takes the words out of desk and editions.
    """
    wanted = {form for passage in passages if passage for form in (passage, html.escape(passage, quote=False))}
    wanted = sorted(wanted, key=len, reverse=True)
    changed = 0
    with transaction.atomic():
        for events in events_of(Meeting, meeting.pk).values():
            model = events.model
            fields = [field for field in model._meta.local_concrete_fields if _holds_words(field)]
            for event in events.select_for_update():
                touched = [field for field in fields if _take_out(event, field, wanted)]
                if touched:
                    with pgtrigger.ignore(f"{model._meta.label}:append_only"):
                        event.save(update_fields=[field.name for field in touched])
                    changed += 1
    return changed


def _holds_words(field: models.Field) -> bool:
    is_ours = not field.name.startswith("pgh_") and not field.choices
    return is_ours and isinstance(field, models.CharField | models.TextField | models.JSONField | models.FileField)


def _take_out(event: models.Model, field: models.Field, passages: list[str]) -> bool:
    """Take the passages out of one field of the event, unsaved; say whether there were any."""
    value = event.__dict__[field.attname]
    left = _without(value if isinstance(field, models.JSONField) else str(value), passages)
    if isinstance(left, str) and field.max_length:
        left = left[: field.max_length]
    if left == value or left == str(value):
        return False
    setattr(event, field.attname, left)
    return True


def _without(value, passages: list[str]):
    """The value, and all that is in it, without the passages."""
    if isinstance(value, str):
        for passage in passages:
            value = value.replace(passage, REMOVED)
        return value
    if isinstance(value, list):
        return [_without(part, passages) for part in value]
    if isinstance(value, dict):
        return {key: _without(part, passages) for key, part in value.items()}
    return value
