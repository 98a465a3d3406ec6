"""What the history's events say, in the clerk's words: values as a form shows them, things by their names."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import Field, FileField, ForeignKey, JSONField, Model
from django.urls import Resolver404, resolve
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
    Publication,
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
    Publication: ["place"],
    Resolution: ["label", "text"],
    SourceRef: ["system", "source_id"],
    SpeakerToItem: ["attendee"],
    Synonym: ["short", "long"],
    Vote: ["attendee"],
}
LONGEST_NAME = 80
# What no form shows by a name of its own.
FIELD_WORDS = {
    "guesses": "guessed when the minutes were read in",
    "public_address": "address of the public page",
    "public_number": "number on the public page",
    "public_slug": "last part of the public page’s address",
    "slug": "last part of the public page’s address",
    "source_id": "number in the other system",
    "user": "log-in",
}
# The pages of the desk from which something is changed; those of forms follow from the names of their things.
PAGE_WORDS = {
    "import_desk": "the page where minutes are handed in",
    "review": "the review of what was read",
    "carry_actions": "the action sheet",
    "save_progress": "the action sheet",
    "save_answer": "the action sheet",
    "meetings_meeting_attendance": "the attendance page",
    "meetings_meeting_next": "the page of a new meeting",
    "meetings_meeting_numbering": "the page of numbers",
    "meetings_meeting_publication": "the page of publication",
    "meetings_meeting_redaction": "the page that removes personal data",
}
FORM_WORDS = {
    "add": "the form of a new {}",
    "change": "the form of the {}",
    "delete": "the page that deletes the {}",
    "changelist": "the list of {}",
}


def field_words(field: Field) -> str:
    """What the field is called on the page."""
    return FIELD_WORDS.get(field.name, str(field.verbose_name))


def page_words(address: str) -> str:
    """The page of the desk at that address; empty for one that is not there any more."""
    try:
        name = resolve(address).url_name or ""
    except Resolver404:
        return ""
    if name in PAGE_WORDS:
        return PAGE_WORDS[name]
    thing, _, page = name.rpartition("_")
    model = next((model for model in admin.site._registry if model._meta.label_lower == thing.replace("_", ".")), None)
    if model is None or page not in FORM_WORDS:
        return ""
    options = model._meta
    return FORM_WORDS[page].format(options.verbose_name_plural if page == "changelist" else options.verbose_name)


def in_clerks_words(field: Field, value: Any) -> str:
    """The value of a field as a clerk reads it; empty when there is none."""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value or ""))
    if isinstance(field, ProseField):
        return plain_text(value or "")
    if isinstance(field, FileField):
        return PurePath(str(value or "")).name
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
    return name_of_user(row) if isinstance(row, get_user_model()) else _short(str(row))


def name_of_user(user) -> str:
    """What the desk calls somebody: by name, or where none was given by the log-in."""
    return user.get_full_name() or user.get_username()


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME].rsplit(" ", 1)[0] + "…"
