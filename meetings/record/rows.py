"""From an edition's document to the rows that pages are made of, and nothing else: the same edition, the same rows."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from meetings.record.differences import items_changed
from meetings.record.editions import Edition, without_links
from meetings.record.meetings import (
    PublishedAppearance,
    PublishedAttendance,
    PublishedDocument,
    PublishedItem,
    PublishedMeeting,
)
from meetings.record.offices import office_of
from meetings.record.plain_text import plain_text
from meetings.record.registers import PublishedAction, PublishedResolution, place_of

# Outcomes that decide nothing: they speak for an item only when it has no other.
QUIET = ("noted", "no decision")
# What is told of a decision beside its words.
OF_A_DECISION = ("reasons", "options_rejected", "conflicts", "dispensation")
State = PublishedMeeting.State
Part = PublishedAppearance.Part


@dataclass
class Rows:
    """The rows of one meeting, not yet saved."""

    meeting: PublishedMeeting
    items: list[PublishedItem] = field(default_factory=list)
    resolutions: list[PublishedResolution] = field(default_factory=list)
    actions: list[PublishedAction] = field(default_factory=list)
    attendances: list[PublishedAttendance] = field(default_factory=list)
    appearances: list[PublishedAppearance] = field(default_factory=list)
    documents: list[PublishedDocument] = field(default_factory=list)


def rows_of(editions: list[Edition], *, without_page: Collection[str] = ()) -> Rows:
    """Compute the rows of a meeting from all its editions, oldest first; the last one's content is shown.

    It leads to no person whose address is among those `without_page`.
    """
    contents = [edition.content for edition in editions]
    content = without_links(contents[-1], without_page) if without_page else contents[-1]
    rows = Rows(_meeting(editions, contents, content))
    rows.meeting.moved_from = _days_moved_from(editions, contents)
    rows.meeting.sequence = _sequence(editions, contents)
    rows.attendances = [_attendance(rows.meeting, n, entry) for n, entry in enumerate(content["attendees"])]
    rows.documents = [_document(rows.meeting, None, n, paper) for n, paper in enumerate(content["documents"])]
    for position, entry in enumerate(content["items"], start=1):
        _add_item(rows, position, entry)
    return rows


def _meeting(editions: list[Edition], contents: list[dict], content: dict) -> PublishedMeeting:
    newest = editions[-1]
    starts_at = parse_datetime(content["starts_at"])
    confirmed = content["confirmed"]
    return PublishedMeeting(
        address=newest.address,
        committee_id=content["committee"]["slug"],
        title=content["committee"]["name"],
        starts_at=starts_at,
        held_on=starts_at.date(),
        venue=content["venue"],
        kind=content["kind"],
        state=_state(content),
        is_cancelled=content["cancelled"] is not None,
        confirmed_on=parse_date(confirmed["on"]) if confirmed else None,
        has_items=bool(content["items"]),
        content=content,
        editions=_editions_in_short(editions, contents),
        digest=newest.digest,
        published_at=newest.made_at,
    )


def _state(content: dict) -> str:
    if content["withdrawn"]:
        return (State.WITHDRAWN if content["stage"] == "minutes" else State.AGENDA_WITHDRAWN).value
    if content["confirmed"]:
        return State.CONFIRMED.value
    return (State.DRAFT if content["stage"] == "minutes" else State.AGENDA).value


def _last_withdrawal(editions: list[Edition]) -> int:
    """The number of the edition with which the meeting was last withdrawn; 0 for none."""
    return max((edition.number for edition in editions if edition.kind == Edition.Kind.WITHDRAWAL), default=0)


def _days_moved_from(editions: list[Edition], contents: list[dict]) -> list[datetime.date]:
    """The days for which the public had the meeting announced, other than the one that holds now; oldest first.

    A day that minutes had wrong was corrected: the meeting was never moved. What was withdrawn stays away.
    """
    withdrawn = _last_withdrawal(editions)
    days = [
        parse_datetime(content["starts_at"]).date()
        for edition, content in zip(editions, contents, strict=True)
        if content["stage"] == "agenda" and edition.number >= withdrawn
    ]
    now = parse_datetime(contents[-1]["starts_at"]).date()
    return [day for day in dict.fromkeys(days) if day != now]


def _sequence(editions: list[Edition], contents: list[dict]) -> int:
    """How many editions there were before the last that changed when, where or whether the meeting is held.

    It never falls: a redaction, which may make two places alike in all earlier editions, counts as a change.
    """
    facts = [(content["starts_at"], content["venue"], content["cancelled"] is None) for content in contents]
    return max(
        n
        for n, edition in enumerate(editions)
        if n == 0 or facts[n] != facts[n - 1] or edition.kind == Edition.Kind.REDACTION
    )


def _editions_in_short(editions: list[Edition], contents: list[dict]) -> list[dict]:
    """When and what each edition was, which items it corrected, and when words were last taken out of it.

    What was withdrawn takes the reasons of its editions along, and they stay away when it is published again.
    """
    withdrawn = _last_withdrawal(editions)
    redacted_on = {
        place: timezone.localdate(edition.made_at).isoformat() for edition in editions for place in edition.redacted
    }
    return [
        _edition_in_short(edition, _items_corrected(edition, before, after), is_gone=edition.number < withdrawn)
        | ({"redacted_on": day} if (day := redacted_on.get(str(edition.place))) else {})
        for edition, before, after in zip(editions, [None, *contents], contents, strict=False)
    ]


def _items_corrected(edition: Edition, before: dict | None, after: dict) -> list[str]:
    return items_changed(before, after) if before and edition.kind == Edition.Kind.CORRECTION else []


def _edition_in_short(edition: Edition, items: list[str], *, is_gone: bool) -> dict:
    made_on: datetime.date = timezone.localdate(edition.made_at)
    hides_reason = is_gone and edition.kind not in (Edition.Kind.WITHDRAWAL, Edition.Kind.REDACTION)
    # Added after the first editions: only where there is something to say.
    few = {"ordered_by": edition.ordered_by, "is_clerical_error": edition.is_clerical_error, "items": items}
    return {
        "number": edition.number,
        "kind": edition.kind,
        "made_on": made_on.isoformat(),
        "reason": "" if hides_reason else edition.reason,
    } | {key: value for key, value in few.items() if value and not hides_reason}


def _attendance(meeting: PublishedMeeting, position: int, entry: dict) -> PublishedAttendance:
    return PublishedAttendance(
        meeting=meeting,
        position=position,
        person_id=entry["person"],
        name=entry["name"],
        role=entry["role"],
        attendance=entry["attendance"],
    )


def _document(meeting: PublishedMeeting, item: PublishedItem | None, position: int, paper: dict) -> PublishedDocument:
    return PublishedDocument(
        meeting=meeting,
        item=item,
        position=position,
        kind=paper["kind"],
        title=paper["title"],
        filename=paper["filename"],
        digest=paper["digest"],
        size=paper["size"],
    )


def _add_item(rows: Rows, position: int, entry: dict) -> None:
    resolutions = entry["resolutions"]
    outcomes = [resolution["outcome"] for resolution in resolutions]
    item = PublishedItem(
        meeting=rows.meeting,
        position=position,
        slug=entry["slug"],
        number=entry["number"],
        minute_number=entry["minute_number"],
        title=entry["title"],
        is_procedural=entry["is_procedural"],
        outcome=next((outcome for outcome in outcomes if outcome not in QUIET), outcomes[0] if outcomes else ""),
        content=entry,
        resolutions_text="\n".join(resolution["text"] for resolution in resolutions),
        minute_text=_other_words(entry),
    )
    rows.items.append(item)
    rows.resolutions += [_resolution(rows, item, place, made) for place, made in enumerate(resolutions, start=1)]
    rows.actions += [_action(rows, item, action) for action in entry["actions"]]
    rows.appearances += [
        PublishedAppearance(item=item, person_id=person, part=part) for person, part in sorted(_appearances(entry))
    ]
    rows.documents += [_document(rows.meeting, item, place, paper) for place, paper in enumerate(entry["documents"])]


def _where(rows: Rows, item: PublishedItem, number: int) -> dict:
    """Where in the record something of an item stands."""
    meeting = rows.meeting
    return {
        "item": item,
        "meeting": meeting,
        "committee_id": meeting.committee_id,
        "held_on": meeting.held_on,
        "place": place_of(item, number),
    }


def _resolution(rows: Rows, item: PublishedItem, position: int, entry: dict) -> PublishedResolution:
    people = [entry["mover"], entry["seconder"], *entry["named_votes"]]
    return PublishedResolution(
        **_where(rows, item, position),
        position=position,
        label=entry["label"],
        outcome=entry["outcome"],
        text=entry["text"],
        is_procedural=item.is_procedural,
        mover=entry["mover"],
        seconder=entry["seconder"],
        people=sorted({person["person"] for person in people if person and person["person"]}),
    )


def _action(rows: Rows, item: PublishedItem, entry: dict) -> PublishedAction:
    return PublishedAction(
        **_where(rows, item, entry["number"]),
        number=entry["number"],
        task=entry["task"],
        owner=entry["owner"],
        office=office_of(entry["owner"], rows.meeting.content["attendees"]),
        due=entry["due"],
        due_on=parse_date(entry["due_on"]) if entry["due_on"] else None,
        published_at=rows.meeting.published_at,
    )


def _appearances(entry: dict) -> set[tuple[str, str]]:
    named = {(speaker["person"], Part.ADDRESSED.value) for speaker in entry["speakers"]}
    named |= {(declaration["person"], Part.DECLARED.value) for declaration in entry["declarations"]}
    for resolution in entry["resolutions"]:
        for key, part in [("mover", Part.MOVED), ("seconder", Part.SECONDED)]:
            if resolution[key]:
                named.add((resolution[key]["person"], part.value))
        named |= {(vote["person"], Part.VOTED.value) for vote in resolution["named_votes"]}
    return {(person, part) for person, part in named if person}


def _other_words(entry: dict) -> str:
    people = [*entry["speakers"], *entry["declarations"]]
    exemption = entry["exemption"] or {}
    return "\n".join(
        words
        for words in [
            entry["purpose"],
            plain_text(entry["minute"]),
            exemption.get("summary", ""),
            *(f"{person['name']} {person.get('role', '')}".strip() for person in people),
            *(action["task"] for action in entry["actions"]),
            *(paper["title"] for paper in entry["documents"]),
            *(resolution[name] for resolution in entry["resolutions"] for name in OF_A_DECISION),
            *(declaration["description"] for declaration in entry["declarations"]),
        ]
        if words
    )
