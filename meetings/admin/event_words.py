"""What the history's events say, in the clerk's words: values as a form shows them, things by their names."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Field, ForeignKey, JSONField, Model
from django.utils import timezone

from meetings.models import (
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
    Synonym,
    Vote,
)
from meetings.models.history import EVENT_MODELS, ClerkOfCommittee, SpeakerToItem
from meetings.models.prose import ProseField
from meetings.record.plain_text import plain_text
from meetings.record.words import clock_time, short_date

# The fields that name a row to a clerk.
NAMED_BY = {
    Action: ["task"],
    ActionUpdate: ["reported_on", "text"],
    Attendee: ["name", "person"],
    ClerkOfCommittee: ["user"],
    Committee: ["name"],
    Council: ["name"],
    Declaration: ["attendee"],
    Document: ["title"],
    Issue: ["title"],
    Item: ["number", "title"],
    Meeting: ["committee", "starts_at"],
    Membership: ["person", "committee"],
    Person: ["honorific", "name"],
    Resolution: ["label", "text"],
    SourceRef: ["system", "source_id"],
    SpeakerToItem: ["attendee"],
    Synonym: ["short", "long"],
    Vote: ["attendee"],
}
LONGEST_NAME = 80


def in_clerks_words(field: Field, value: Any) -> str:
    """The value of a field as a clerk reads it; empty when there is none."""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value or ""))
    if isinstance(field, ProseField):
        return plain_text(value or "")
    if isinstance(field, JSONField) and isinstance(value, list):
        return "; ".join(str(part.get("reason", part)) if isinstance(part, dict) else str(part) for part in value)
    return _plain_words(value)


def _plain_words(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime.datetime):
        return f"{short_date(timezone.localtime(value))}, {clock_time(value)}"
    if isinstance(value, datetime.date):
        return short_date(value)
    if isinstance(value, list):
        return ", ".join(map(_plain_words, value))
    return str(value)


class NameBook:
    """Names of things by their keys: as they are now, or as they were last if they are gone."""

    def __init__(self) -> None:
        self.known: dict[tuple[type[Model], Any], str] = {}

    def learn(self, events: Iterable[Model]) -> None:
        """Look up at once all that the events' foreign keys mean, and what those are named by."""
        keys = defaultdict(set)
        for event in events:
            for field in event.pgh_tracked_model._meta.concrete_model._meta.local_concrete_fields:
                if isinstance(field, ForeignKey) and (key := event.__dict__[field.attname]):
                    keys[field.related_model].add(key)
        related = {Attendee: "person", Meeting: "committee"}
        for model, wanted in keys.items():
            rows = model._default_manager.all()
            rows = rows.select_related(related[model]) if model in related else rows
            for key, row in rows.in_bulk(wanted).items():
                self.known[model, key] = _name_now(row)

    def name(self, model: type[Model], key: Any) -> str:
        """The thing's name."""
        if (model, key) not in self.known:
            self.known[model, key] = self._look_up(model, key)
        return self.known[model, key]

    def name_of_event(self, event: Model) -> str:
        """What the row was called at the event."""
        model = event.pgh_tracked_model
        words = []
        for name in NAMED_BY[model]:
            field = model._meta.concrete_model._meta.get_field(name)
            value = event.__dict__[field.attname]
            if isinstance(field, ForeignKey):
                words.append(self.name(field.related_model, value) if value else "")
            else:
                words.append(in_clerks_words(field, value))
        if model is Attendee and words[0]:  # the name as printed is enough
            words = words[:1]
        return _short(" ".join(filter(None, words)))

    def _look_up(self, model: type[Model], key: Any) -> str:
        row = model._default_manager.filter(pk=key).first()
        if row is not None:
            return _name_now(row)
        events = EVENT_MODELS[model].objects.filter(pgh_obj_id=key) if model in EVENT_MODELS else []
        last = events.order_by("-pgh_id").first() if events else None
        return self.name_of_event(last) if last else f"no. {key}, which is gone"


def _name_now(row: Model) -> str:
    if isinstance(row, get_user_model()):
        return row.get_full_name() or row.get_username()
    return _short(str(row))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME].rsplit(" ", 1)[0] + "…"
