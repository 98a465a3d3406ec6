"""The history of a thing at the desk, readable: who changed what, when, from where, before and after."""

import datetime
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Field, ForeignKey, Model, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString

from meetings.admin.differences import marked
from meetings.admin.event_words import NameBook, field_words, in_clerks_words, name_of_user, page_words
from meetings.admin.rights import sees_all
from meetings.models import Meeting
from meetings.models.history import EVENT_MODELS, PARTS, events_of

SAVES_PER_PAGE = 20
DONE = {"insert": "added", "update": "changed", "delete": "deleted"}
NOBODY_KNOWN = "SQL or a program"


@dataclass
class Change:
    """One row's change: what was done to which thing, and each field's words; of a change, what went and what came."""

    done: str
    kind: str
    name: str
    fields: list[tuple[str, SafeString | str]]
    address: str = ""


@dataclass
class Save:
    """All that one save, or one statement, changed."""

    at: datetime.datetime
    by: str
    where: str
    changes: list[Change] = field(default_factory=list)


class HasHistoryMixin:
    """The *History* page of a form is read from the database's own events, not from the admin's log."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context=None) -> HttpResponse:
        thing = self.get_object(request, unquote(object_id))
        if thing is None and not self._may_read_of_the_deleted(request, object_id):
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, thing):
            raise PermissionDenied
        key = thing.pk if thing is not None else int(object_id)
        saves, page = saves_of(self.model, key, page=request.GET.get("p"))
        name = str(thing) if thing is not None else f"{NameBook().name(self.model, key)} (deleted)"
        context = {
            **self.admin_site.each_context(request),
            "title": f"History: {name}",
            "thing": thing,
            "opts": self.opts,
            "saves": saves,
            "page": page,
            **(extra_context or {}),
        }
        return render(request, "admin/meetings/object_history.html", context)

    def _may_read_of_the_deleted(self, request: HttpRequest, object_id: str) -> bool:
        # Whose committee a deleted thing was of is not asked: only those who see every committee read on.
        return sees_all(request.user) and object_id.isdecimal() and _was_there(self.model, int(object_id))


def _was_there(model: type[Model], key: int) -> bool:
    return key < 2**63 and EVENT_MODELS[model].objects.filter(pgh_obj_id=key).exists()


def saves_of(model: type[Model], key: int, *, page: str | None = None) -> tuple[list[Save], Any]:
    """The saves that changed the thing or a part of it, newest first, and the page of the list that they are."""
    keys = [
        (event["pgh_created_at"], str(event["pgh_context_id"] or ""), event["pgh_id"], part)
        for part, events in events_of(model, key).items()
        for event in events.order_by().values("pgh_created_at", "pgh_context_id", "pgh_id")
    ]
    keys.sort(key=itemgetter(0, 1), reverse=True)
    together = [list(group) for _, group in groupby(keys, key=itemgetter(0, 1))]
    shown = Paginator(together, SAVES_PER_PAGE).get_page(page)
    events = _events([key for group in shown for key in group])
    names = NameBook()
    names.learn(event for event, _ in events.values())
    people = _people(events)
    saves = [_save([events[key[3], key[2]] for key in group], names, people) for group in shown]
    return saves, shown


def last_saved(model: type[Model], key: int) -> tuple[str, datetime.datetime] | None:
    """Who saved the thing, or a part of it, last, and when."""
    newest = [event for events in events_of(model, key).values() if (event := events.order_by("-pgh_id").first())]
    if not newest:
        return None
    event = max(newest, key=lambda event: event.pgh_created_at)
    return _actor(event, _people({0: (event, None)})), event.pgh_created_at


def _events(keys: list[tuple]) -> dict[tuple, tuple[Model, Model | None]]:
    """The events of the keys, each with the one before it of the same row."""
    found = {}
    for part in {key[3] for key in keys}:
        model = EVENT_MODELS[part]
        earlier = model.objects.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id"))
        before = Subquery(earlier.order_by("-pgh_id").values("pgh_id")[:1])
        wanted = [key[2] for key in keys if key[3] is part]
        events = list(model.objects.filter(pgh_id__in=wanted).annotate(before=before))
        known = model.objects.in_bulk([event.before for event in events if event.before])
        found |= {(part, event.pgh_id): (event, known.get(event.before)) for event in events}
    return found


def _people(events: dict) -> dict[int, str]:
    keys = {(event.pgh_context or {}).get("user") for event, _ in events.values()}
    users = get_user_model().objects.in_bulk([key for key in keys if key])
    return {key: name_of_user(user) for key, user in users.items()}


def _actor(event: Model, people: dict[int, str]) -> str:
    told = event.pgh_context or {}
    if told.get("command"):
        return f"the command {told['command']}"
    if told.get("user"):
        return people.get(told["user"], f"user {told['user']}, who has no log-in any more")
    return NOBODY_KNOWN


def _save(events: list[tuple[Model, Model | None]], names: NameBook, people: dict[int, str]) -> Save:
    first = events[0][0]
    save = Save(first.pgh_created_at, _actor(first, people), page_words((first.pgh_context or {}).get("address", "")))
    order = {model: position for position, model in enumerate(EVENT_MODELS)}
    for event, before in sorted(events, key=lambda pair: (order[pair[0].pgh_tracked_model], pair[0].pgh_id)):
        change = _change(event, before, names)
        if change.fields or event.pgh_label != "update":
            save.changes.append(change)
    return save


def _change(event: Model, before: Model | None, names: NameBook) -> Change:
    model = event.pgh_tracked_model
    old, new = (event, None) if event.pgh_label == "delete" else (before, event)
    fields = []
    for column in _shown_fields(model):
        was, now = _words(old, column, names), _words(new, column, names)
        if old is not None and new is not None:
            if was != now:
                fields.append((field_words(column), marked(was, now)))
        elif (was or now) not in {"", "No"}:  # of a whole row, the ticks that are not set say nothing
            fields.append((field_words(column), was or now))
    name = names.name_of_event(event)
    change = Change(DONE[event.pgh_label], str(model._meta.verbose_name), name, fields)
    if model is Meeting and event.pgh_label == "delete":
        change.address = reverse("admin:meetings_meeting_history", args=[event.pgh_obj_id])
    return change


def _words(event: Model | None, column: Field, names: NameBook) -> str:
    if event is None:
        return ""
    value = event.__dict__[column.attname]
    if isinstance(column, ForeignKey):
        return names.name(column.related_model, value) if value else ""
    return in_clerks_words(column, value)


def _shown_fields(model: type[Model]) -> list[Field]:
    """Every field but the key, and the one that only says which whole the row is part of."""
    whole = {name for parts in PARTS.values() for part, name in parts if part is model}
    columns = model._meta.concrete_model._meta.local_concrete_fields
    return [column for column in columns if not column.primary_key and column.name not in whole]
