"""A whole council from one file: the sample archive and test worlds, made at the desk and published by its verbs."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import slugify

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
)
from meetings.models.prose import clean_prose
from meetings.publishing import publish as verbs
from meetings.publishing.directory import publish_directory
from meetings.publishing.papers import read_papers
from meetings.world_papers import file_of

# What each part of the file must and may hold; any other key is refused by name.
SHAPE = {
    "world": ("council", "people committees issues meetings"),
    "council": ("name slug", "nation starts_on contact licence"),
    "person": ("key name", "honorific kind ward party email"),
    "committee": ("key name", "kind purpose members"),
    "member": ("person", "role starts_on ends_on"),
    "issue": ("key title", ""),
    "meeting": (
        "committee starts_at",
        "venue kind agenda_published_at minutes_state minutes_published_at confirmed_on confirmed_at_item "
        "withdrawn_on withdrawn_reason cancelled_on cancelled_reason clerk_notes attendees items corrections",
    ),
    "attendee": ("key", "person name role attendance substitute_for"),
    "item": (
        "title",
        "number minute_number purpose minute access exempt_paragraph public_summary is_procedural issue speakers "
        "clerk_notes declarations resolutions actions documents",
    ),
    "declaration": ("attendee", "kind description left_the_room"),
    "resolution": ("text", "label outcome mover seconder votes_for votes_against votes_abstained"),
    "action": ("task", "owner due due_on completed_on updates"),
    "update": ("on text", "is_public"),
    "document": ("title filename", "kind text"),
    "correction": ("at reason item field value", "ordered_by"),
}
STATES = ("none", "draft", "published", "confirmed", "withdrawn")
PUBLIC_STATES = ("published", "confirmed", "withdrawn")
# Fields of an item that a correction may change.
CORRECTABLE = ("title", "purpose", "minute", "public_summary")


class WorldRefused(ValueError):
    """The file is not a world file; the message says where and why."""


@dataclass
class World:
    """What has been made so far, found by the file's keys."""

    by: object
    people: dict[str, Person] = field(default_factory=dict)
    committees: dict[str, Committee] = field(default_factory=dict)
    issues: dict[str, Issue] = field(default_factory=dict)
    events: list[tuple[datetime.datetime, int, Callable[[], object]]] = field(default_factory=list)

    def plan(self, at: datetime.datetime, event: Callable[[], object]) -> None:
        self.events.append((at, len(self.events), event))


@transaction.atomic
def load_world(world: dict, *, by) -> int:
    """Fill an empty database with the council that the file tells of, and return the number of meetings.

    `by` is the user in whose name all is published, at the times the file gives. Raises WorldRefused when a key is
    unknown, missing or names nothing, or when the database holds a council already; then nothing is changed.
    """
    if Council.objects.exists():
        raise WorldRefused("The database already holds a council; a world file fills an empty one.")
    check_keys(world, "world", "the file")
    made = World(by)
    _make_directory(world, made)
    publish_directory()
    meetings = world.get("meetings", [])
    for number, entry in enumerate(meetings):
        _make_meeting(entry, made, f"meetings[{number}]")
    for meeting in Meeting.objects.filter(documents__isnull=False).distinct():
        read_papers(meeting)
    for *_, event in sorted(made.events, key=lambda planned: planned[:2]):
        event()
    publish_directory()
    return len(meetings)


def check_keys(entry: object, kind: str, where: str) -> None:
    """Refuse an entry with an unknown key or without a needed one. Raises WorldRefused."""
    needed, may = (set(words.split()) for words in SHAPE[kind])
    if not isinstance(entry, dict):
        raise WorldRefused(f"{where}: an object is expected.")
    if unknown := sorted(set(entry) - needed - may):
        raise WorldRefused(f"{where}: unknown key “{unknown[0]}”.")
    if missing := sorted(needed - set(entry)):
        raise WorldRefused(f"{where}: “{missing[0]}” is missing.")


def _parts(entry: dict, key: str, kind: str, where: str) -> list[dict]:
    parts = entry.get(key) or []
    if not isinstance(parts, list):
        raise WorldRefused(f"{where}.{key}: a list is expected.".lstrip("."))
    for number, part in enumerate(parts):
        check_keys(part, kind, f"{where}.{key}[{number}]".lstrip("."))
    return parts


def _find[T](known: dict[str, T], key: str, where: str) -> T:
    if not isinstance(key, str) or key not in known:
        raise WorldRefused(f"{where}: “{key}” names nothing in the file.")
    return known[key]


def _text(entry: dict, *keys: str) -> dict[str, str]:
    """The keys' values as text, empty where the file says nothing."""
    for key in keys:
        if not isinstance(entry.get(key) or "", str):
            raise WorldRefused(f"“{key}” must be text, not {entry[key]!r}.")
    return {key: entry.get(key) or "" for key in keys}


def _choice(model: type[models.Model], entry: dict, where: str, **defaults: str) -> dict[str, str]:
    """The keys' values, or the defaults, each of them one that the model's field of that name knows."""
    chosen = {key: entry.get(key) or default for key, default in defaults.items()}
    for key, value in chosen.items():
        known = [name for name, _ in model._meta.get_field(key).choices]
        if value not in known:
            raise WorldRefused(f"{where}: “{value}” is no {key}; it is one of {', '.join(known)}.")
    return chosen


def _day(entry: dict, key: str, where: str) -> datetime.date | None:
    if not entry.get(key):
        return None
    try:
        day = parse_date(entry[key])
    except (TypeError, ValueError):
        day = None
    if day is None:
        raise WorldRefused(f"{where}: “{entry[key]}” is no day.")
    return day


def _moment(entry: dict, key: str, where: str) -> datetime.datetime | None:
    if not entry.get(key):
        return None
    try:
        moment = parse_datetime(entry[key])
    except (TypeError, ValueError):
        moment = None
    if moment is None:
        raise WorldRefused(f"{where}: “{entry[key]}” is no moment in time.")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _make_directory(world: dict, made: World) -> None:
    entry = world["council"]
    check_keys(entry, "council", "council")
    council = Council.objects.create(
        name=entry["name"],
        slug=entry["slug"],
        starts_on=_day(entry, "starts_on", "council"),
        **_text(entry, "contact"),
        **_choice(Council, entry, "council", nation="england", licence="ogl-3"),
    )
    for entry in _parts(world, "people", "person", ""):
        made.people[entry["key"]] = Person.objects.create(
            **_text(entry, "name", "honorific", "ward", "party", "email"),
            **_choice(Person, entry, f"people “{entry['key']}”", kind="councillor"),
        )
    for entry in _parts(world, "issues", "issue", ""):
        made.issues[entry["key"]] = Issue.objects.create(title=entry["title"])
    for number, entry in enumerate(_parts(world, "committees", "committee", "")):
        committee = Committee.objects.create(
            council=council,
            slug=slugify(entry["name"]),
            is_listed=True,
            **_text(entry, "name", "purpose"),
            **_choice(Committee, entry, f"committees[{number}]", kind="committee"),
        )
        made.committees[entry["key"]] = committee
        for seat in _parts(entry, "members", "member", f"committees[{number}]"):
            Membership.objects.create(
                committee=committee,
                person=_find(made.people, seat["person"], f"committees[{number}]"),
                starts_on=_day(seat, "starts_on", f"committees[{number}]"),
                ends_on=_day(seat, "ends_on", f"committees[{number}]"),
                **_choice(Membership, seat, f"committees[{number}]", role="member"),
            )


def _make_meeting(entry: dict, made: World, where: str) -> None:
    check_keys(entry, "meeting", where)
    if entry.get("minutes_state", "none") not in STATES:
        raise WorldRefused(f"{where}: minutes_state is one of {', '.join(STATES)}.")
    meeting = Meeting.objects.create(
        committee=_find(made.committees, entry["committee"], where),
        starts_at=_moment(entry, "starts_at", where),
        **_text(entry, "venue", "clerk_notes"),
        **_choice(Meeting, entry, where, kind="ordinary"),
    )
    attendees = _make_attendees(entry, meeting, made, where)
    for position, part in enumerate(_parts(entry, "items", "item", where), start=1):
        _make_item(part, meeting, position, attendees, made, f"{where}.items[{position - 1}]")
    _plan_publication(entry, meeting, made, where)


def _make_attendees(entry: dict, meeting: Meeting, made: World, where: str) -> dict[str, Attendee]:
    attendees = {}
    parts = _parts(entry, "attendees", "attendee", where)
    for part in parts:
        person = _find(made.people, part["person"], where) if part.get("person") else None
        attendees[part["key"]] = Attendee.objects.create(
            meeting=meeting,
            person=person,
            **_text(part, "name", "role"),
            **_choice(Attendee, part, where, attendance="present"),
        )
    for part in parts:
        if part.get("substitute_for"):
            substitute = attendees[part["key"]]
            substitute.substitute_for = _find(attendees, part["substitute_for"], where)
            substitute.save(update_fields=["substitute_for"])
    return attendees


def _make_item(
    entry: dict, meeting: Meeting, position: int, attendees: dict[str, Attendee], made: World, where: str
) -> None:
    item = Item.objects.create(
        meeting=meeting,
        position=position,
        issue=_find(made.issues, entry["issue"], where) if entry.get("issue") else None,
        minute=clean_prose(entry.get("minute") or ""),
        is_procedural=bool(entry.get("is_procedural")),
        **_text(
            entry, "number", "minute_number", "title", "purpose", "exempt_paragraph", "public_summary", "clerk_notes"
        ),
        **_choice(Item, entry, where, access="open"),
    )
    item.speakers.set(_find(attendees, key, where) for key in entry.get("speakers") or [])
    for part in _parts(entry, "declarations", "declaration", where):
        Declaration.objects.create(
            item=item,
            attendee=_find(attendees, part["attendee"], where),
            has_left_the_room=bool(part.get("left_the_room")),
            **_text(part, "description"),
            **_choice(Declaration, part, where, kind="other"),
        )
    for place, part in enumerate(_parts(entry, "resolutions", "resolution", where), start=1):
        _make_resolution(part, item, place, attendees, where)
    for place, part in enumerate(_parts(entry, "actions", "action", where), start=1):
        _make_action(part, item, place, where)
    for place, part in enumerate(_parts(entry, "documents", "document", where), start=1):
        _make_document(part, item, place, where)


def _make_resolution(entry: dict, item: Item, position: int, attendees: dict[str, Attendee], where: str) -> None:
    people = {key: _find(attendees, entry[key], where) if entry.get(key) else None for key in ("mover", "seconder")}
    votes = {key: entry.get(key) for key in ("votes_for", "votes_against", "votes_abstained")}
    Resolution.objects.create(
        item=item,
        position=position,
        **_text(entry, "label", "text"),
        **_choice(Resolution, entry, where, outcome="agreed"),
        **people,
        **votes,
    )


def _make_action(entry: dict, item: Item, position: int, where: str) -> None:
    action = Action.objects.create(
        item=item,
        position=position,
        due_on=_day(entry, "due_on", where),
        completed_on=_day(entry, "completed_on", where),
        **_text(entry, "task", "owner", "due"),
    )
    for part in _parts(entry, "updates", "update", where):
        ActionUpdate.objects.create(
            action=action,
            reported_on=_day(part, "on", where),
            text=part["text"],
            is_public=bool(part.get("is_public")),
        )


def _make_document(entry: dict, item: Item, position: int, where: str) -> None:
    document = Document(
        meeting=item.meeting,
        item=item,
        position=position,
        title=entry["title"],
        **_choice(Document, entry, where, kind="report"),
    )
    filename, content = file_of(entry["filename"], entry.get("text") or "")
    document.file.save(filename, ContentFile(content), save=True)


def _plan_publication(entry: dict, meeting: Meeting, made: World, where: str) -> None:
    by, state = made.by, entry.get("minutes_state", "none")
    agenda_at = _moment(entry, "agenda_published_at", where)
    minutes_at = _moment(entry, "minutes_published_at", where)
    if agenda_at:
        made.plan(agenda_at, lambda: verbs.publish_agenda(meeting, by=by, at=agenda_at))
    if cancelled_on := _day(entry, "cancelled_on", where):
        at, reason = _midday(cancelled_on), entry.get("cancelled_reason", "")
        made.plan(at, lambda: verbs.cancel(meeting, by=by, reason=reason, at=at))
    if state not in PUBLIC_STATES:
        return
    if minutes_at is None:
        raise WorldRefused(f"{where}: {state} minutes need “minutes_published_at”.")
    made.plan(minutes_at, lambda: verbs.publish(meeting, by=by, at=minutes_at))
    if state == "confirmed" and not entry.get("confirmed_on"):
        raise WorldRefused(f"{where}: confirmed minutes need “confirmed_on”.")
    if confirmed_on := _day(entry, "confirmed_on", where):
        _plan_confirmation(meeting, confirmed_on, entry.get("confirmed_at_item"), made)
    for correction in _parts(entry, "corrections", "correction", where):
        at = _moment(correction, "at", where)
        made.plan(at, lambda correction=correction, at=at: _correct(meeting, correction, at, made, where))
    if state == "withdrawn":
        if not entry.get("withdrawn_on"):
            raise WorldRefused(f"{where}: withdrawn minutes need “withdrawn_on”.")
        at, why = _midday(_day(entry, "withdrawn_on", where)), entry.get("withdrawn_reason", "")
        made.plan(at, lambda: verbs.withdraw(meeting, by=by, reason=why, at=at))


def _plan_confirmation(meeting: Meeting, on: datetime.date, number: str | None, made: World) -> None:
    def confirm():
        same = Meeting.objects.filter(committee=meeting.committee, starts_at__date=on).exclude(pk=meeting.pk).first()
        item = same.items.filter(number=number).first() if same and number else None
        verbs.confirm(meeting, by=made.by, on=on, at_meeting=same, at_item=item, at=at)

    # In the evening, when the meeting that confirmed them has begun.
    at = _midday(on) + datetime.timedelta(hours=9)
    made.plan(at, confirm)


def _correct(meeting: Meeting, entry: dict, at: datetime.datetime, made: World, where: str) -> None:
    item = meeting.items.filter(number=entry["item"]).first()
    if item is None:
        raise WorldRefused(f"{where}: the correction names item “{entry['item']}”, which is not there.")
    part, _, rest = entry["field"].partition(".")
    if part == "resolutions":
        label, _, name = rest.rpartition(".")
        changed = item.resolutions.filter(label=label).first()
        fits = changed is not None and name in ("text", "outcome")
    else:
        changed, name, fits = item, part, part in CORRECTABLE
    if not fits:
        raise WorldRefused(f"{where}: the correction’s field “{entry['field']}” is not there.")
    setattr(changed, name, clean_prose(entry["value"]) if name == "minute" else entry["value"])
    changed.save()
    ordered_by = entry.get("ordered_by", "")
    # A confirmed record is changed by order of the committee, or where the clerk's pen slipped.
    is_slip = not ordered_by and Meeting.objects.confirmed().filter(pk=meeting.pk).exists()
    why = {"reason": entry["reason"], "ordered_by": ordered_by, "is_clerical_error": is_slip}
    verbs.correct(meeting, by=made.by, at=at, **why)


def _midday(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
