"""Takes personal data out of a meeting: at the desk, in all its editions, on every page, and openly."""

import datetime
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils import timezone

from meetings.importers.papers import stretches
from meetings.models import (
    Action,
    ActionUpdate,
    Attendee,
    Declaration,
    Document,
    Issue,
    Item,
    Meeting,
    PaperText,
    Person,
    Resolution,
)
from meetings.models.history import EVENT_MODELS, redact_history
from meetings.publishing.papers import looks_personal
from meetings.publishing.publish import alone_with, editions_of, issues_of, put_on_record, refuse_if
from meetings.record.editions import canonical_json, digest_of, new_salt
from meetings.record.models import Edition, Redaction
from meetings.record.redacting import REDACTED_IN_FILENAME, Words
from meetings.record.writing import redact_papers, redact_progress, show_newest_edition

# Where a meeting's words stand at the desk, and the way from each row to its meeting.
AT_THE_DESK: list[tuple[type[models.Model], str]] = [
    (Meeting, "pk"),
    (Attendee, "meeting"),
    (Item, "meeting"),
    (Declaration, "item__meeting"),
    (Resolution, "item__meeting"),
    (Action, "item__meeting"),
    (ActionUpdate, "action__item__meeting"),
    (Document, "meeting"),
    (PaperText, "paper__meeting"),
]
# What nobody wrote; what follows from a paper's text is found anew.
ADDRESSES = {"public_address", "public_slug", "digest", "asked_about"}


@dataclass(frozen=True)
class Found:
    """How often the words stand in one place: a record of the desk, or an edition.

    An issue is not of one meeting alone: no redaction changes it, and the clerk has to rename it.
    """

    where: str
    count: int
    issue: Issue | None = None


@dataclass(frozen=True)
class Redacted:
    """An edition without the words and with another salt: its text, and the columns that repeat parts of it."""

    edition: Edition
    text: str
    reason: str
    ordered_by: str
    salt: str
    count: int


def redact(meeting: Meeting, *, words: Sequence[str], reason: str, by, at: datetime.datetime | None = None) -> Edition:
    """Replace the passages by “[redacted]” at the desk, in its history, and in every edition of the meeting.

    What is published without need is erased (UK GDPR, article 17): the text goes and its salt with it, the digests
    stay, and an edition of its own tells when, why and in which editions. Changes at the desk that wait to be
    published go on waiting. The files of papers are not changed, but search forgets the words that were read from
    them. Raises CannotPublish when nothing of the meeting was published, no reason is given or it repeats the words,
    a passage is too short to be told apart, or no edition holds any.
    """
    at, words = at or timezone.now(), Words.of(words)
    with alone_with(meeting) as meeting:
        refuse_if(meeting, not meeting.is_on_record, "Nothing of this meeting was published: edit it instead.")
        refuse_if(meeting, not words.passages, "Write the words that are to be removed.")
        refuse_if(meeting, bool(words.too_short), f"Too short to be told apart: {', '.join(words.too_short)}.")
        refuse_if(meeting, not reason.strip(), "A redaction needs its reason.")
        refuse_if(meeting, words.taken_out(reason)[1] > 0, "The reason is public: it must not repeat the words.")
        editions = list(editions_of(meeting))
        without = [_without(edition, words) for edition in editions]
        changed = [redacted for redacted in without if redacted.count]
        refuse_if(meeting, not changed, "These words stand in no edition: edit the meeting instead.")
        papers = _redact_desk(meeting, words)
        redact_history(meeting, lambda event: _changes_of_event(event, words))
        meeting.refresh_from_db()
        redact_progress(meeting.public_address, words)
        edition = put_on_record(
            meeting,
            Edition.Kind.REDACTION,
            by=by,
            at=at,
            reason=reason.strip(),
            content=json.loads(without[-1].text)["meeting"],
            redacted={str(redacted.edition.place): digest_of(redacted.text) for redacted in changed},
        )
        _rewrite(changed, edition)
        show_newest_edition(meeting.public_address)
        redact_papers(meeting.public_address, words, cut=stretches, also=papers)
        return edition


def places_of(meeting: Meeting, *, words: Sequence[str]) -> list[Found]:
    """Where a redaction of these passages would take something out, and how often; nothing is changed.

    Last come the issues that would keep them.
    """
    words = Words.of(words)
    found: Counter[str] = Counter()
    for row, _, count in _rows_without(meeting, words):
        if count:
            found[_called(row, words)] += count
    for edition in editions_of(meeting):
        found[str(edition)] += _without(edition, words).count
    return [*(Found(where, count) for where, count in found.items() if count), *issues_that_keep(meeting, words)]


def issues_that_keep(meeting: Meeting, words: Words) -> list[Found]:
    """The issues of the meeting's items, at the desk and in public, that have the words in title or address."""
    kept = []
    for issue in issues_of(meeting):
        title, in_title = words.taken_out(issue.title)
        in_address = words.taken_out(issue.public_slug)[1]
        if in_title or in_address:
            where = f"the issue “{title}”" if in_title else f"the address of the issue “{title}”"
            kept.append(Found(where, in_title + in_address, issue))
    return kept


def _without(edition: Edition, words: Words) -> Redacted:
    content, count = words.taken_out_of_content(edition.content)
    reason, in_reason = words.taken_out(edition.reason)
    ordered_by, in_order = words.taken_out(edition.ordered_by)
    # With no salt in what is left, its digest would give away the words that a second redaction takes out of it.
    told = json.loads(edition.text)["edition"] | {"reason": reason, "salt": (salt := new_salt())}
    if ordered_by:
        told["ordered_by"] = ordered_by
    text = canonical_json({"edition": told, "meeting": content})
    return Redacted(edition, text, reason, ordered_by, salt, count + in_reason + in_order)


def _rewrite(changed: list[Redacted], made_in: Edition) -> None:
    """Go through the one door that the database leaves open: first the row that tells of it, then the text."""
    for redacted in changed:
        Redaction.objects.using("default").create(
            edition=redacted.edition, made_in=made_in, digest=digest_of(redacted.text)
        )
        Edition.objects.using("default").filter(place=redacted.edition.place).update(
            text=redacted.text, reason=redacted.reason, ordered_by=redacted.ordered_by, salt=redacted.salt
        )


def _redact_desk(meeting: Meeting, words: Words) -> set[str]:
    """Take the words out of every row of the meeting; return the digests of the papers whose text held any."""
    papers = set()
    for row, changes, count in _rows_without(meeting, words):
        if not count:
            continue
        for name, value in changes.items():
            longest = getattr(row._meta.get_field(name), "max_length", None)
            is_too_long = isinstance(value, str) and longest is not None and len(value) > longest
            refuse_if(
                meeting, is_too_long, f"There is no room for the mark in {_called(row, words)}: shorten it first."
            )
            if name == "file":
                _move_file(row, value)
            else:
                setattr(row, name, value)
        if isinstance(row, PaperText) and "text" in changes:
            row.asked_about = looks_personal(row.text)
            papers.add(row.digest)
        row.save()
    return papers


def _rows_without(meeting: Meeting, words: Words) -> Iterator[tuple[models.Model, dict, int]]:
    """Every row of the meeting at the desk, what of it would change, and how often the words stand in it."""
    for model, way in AT_THE_DESK:
        rows = model.objects.filter(**{way: meeting.pk}).order_by("pk")
        for row in rows.select_related("person") if model is Attendee else rows:
            changes, count = _changes(row, words)
            yield row, changes, count


def _changes(row: models.Model, words: Words) -> tuple[dict, int]:
    """What of a row at the desk, or of an event of its history, would change, and how often the words stand in it."""
    changes, total = {}, 0
    for field in row._meta.local_concrete_fields:
        value = getattr(row, field.attname)
        is_kept = field.name in ADDRESSES or field.name.startswith("pgh_") or field.choices
        if is_kept or not value:
            continue
        if field.name in ("file", "file_name"):
            value, count = _without_in_name(str(value), words)
        elif isinstance(field, models.JSONField):
            value, count = words.taken_out_of_content(value)
        elif not isinstance(field, models.CharField | models.TextField):
            continue
        elif isinstance(row, PaperText):
            value, count = _without_in_pages(value, words, is_paged=row.is_paged)
        elif field.name == "minute":
            value, count = words.taken_out_of_html(value)
        else:
            value, count = words.taken_out(value)
        if count:
            changes[field.name], total = value, total + count
    if isinstance(row, Attendee | EVENT_MODELS[Attendee]):
        name, count = words.taken_out(row.name or str(Person.objects.filter(pk=row.person_id).first() or ""))
        # Whose name is removed has no page here either.
        if count:
            changes, total = changes | {"name": name, "person": None}, max(total, count)
    return changes, total


def _changes_of_event(event: models.Model, words: Words) -> dict:
    """The same of an event; where its column has no room for the mark, the mark is cut."""
    changes, _ = _changes(event, words)
    room = {name: getattr(event._meta.get_field(name), "max_length", None) for name in changes}
    return {name: value[: room[name]] if isinstance(value, str) else value for name, value in changes.items()}


def _without_in_pages(text: str, words: Words, *, is_paged: bool) -> tuple[str, int]:
    """The pages of a paper, each by itself, or the whole where it has none: a form feed between two is no space."""
    if not is_paged:
        left, count = words.taken_out(text.replace("\f", ""))
        return "\f".join(stretches(left)), count
    pages = [words.taken_out(page) for page in text.split("\f")]
    return "\f".join(page for page, _ in pages), sum(count for _, count in pages)


def _without_in_name(path: str, words: Words) -> tuple[str, int]:
    """The place of a file on its shelf, its name without the words."""
    name, count = words.taken_out(PurePath(path).name, mark=REDACTED_IN_FILENAME)
    return str(PurePath(path).with_name(name)), count


def _move_file(paper: Document, path: str) -> None:
    """Keep the file under a name without the words."""
    old = paper.file.name
    if not paper.file.storage.exists(old):
        # Lost already, and only its name is left.
        paper.file.name = path
        return
    with paper.file.open("rb") as stream:
        content = ContentFile(stream.read())
    paper.file.save(PurePath(path).name, content, save=False)
    transaction.on_commit(lambda: paper.file.storage.delete(old))


def _called(row: models.Model, words: Words) -> str:
    """The place as the desk calls it, without any of its words: rows by the item they stand under."""
    kind = row._meta.verbose_name
    if isinstance(row, Item):
        return f"the desk: {_number(row, words)}"
    if isinstance(row, ActionUpdate):
        return f"the desk: progress of an action, {_number(row.action.item, words)}"
    if isinstance(row, PaperText):
        return f"{_called(row.paper, words)}: what search knows of it"
    if isinstance(row, Document):
        return f"the desk: paper, {_number(row.item, words) if row.item else 'of the whole meeting'}"
    item = getattr(row, "item", None)
    return f"the desk: {kind}, {_number(item, words)}" if item else f"the desk: {kind}"


def _number(item: Item, words: Words) -> str:
    """The item by its number, or where it has none, or one with the words in it, by its place."""
    number, count = words.taken_out(item.number)
    return f"item {number}" if number and not count else f"item in place {item.position}"
