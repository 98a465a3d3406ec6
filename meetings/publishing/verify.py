"""Proves that the record is what was published, and makes it so again from the editions."""

import datetime
import hashlib
import json
from collections.abc import Callable, Iterator
from itertools import groupby

from django.core.files.storage import storages
from django.db import models, transaction
from django.utils import timezone

from meetings.models import Meeting, Person
from meetings.publishing.directory import publish_directory, show_people, stand_in_for_people
from meetings.publishing.publish import show_progress
from meetings.record.directory import people_without_page
from meetings.record.editions import Edition, people_named, wait_for_turn, without_links
from meetings.record.models import (
    PublishedAction,
    PublishedAppearance,
    PublishedAttendance,
    PublishedDocument,
    PublishedItem,
    PublishedMeeting,
    PublishedPaperText,
    PublishedResolution,
    Redaction,
)
from meetings.record.papers import forget_texts_not_shown, recompute_words, spoilt_texts
from meetings.record.rows import Rows, rows_of
from meetings.record.search import filing
from meetings.record.writing import LIVE, write_rows


def verify_record() -> Iterator[str]:
    """Recompute every digest, the chain, and every row of the record; yield a sentence for each difference."""
    yield from _broken_links()
    shown = set(PublishedMeeting.objects.using("default").values_list("address", flat=True))
    without_page = people_without_page()
    for address, editions in _editions_by_meeting():
        if address not in shown:
            yield f"{address}: published, but has no page."
            continue
        shown.discard(address)
        try:
            computed = rows_of(editions, without_page=without_page)
        except (ValueError, TypeError, KeyError, AttributeError):
            yield f"{address}: one of its editions cannot be read, so nothing vouches for its page."
            continue
        yield from _differences(computed)
    for address in sorted(shown):
        yield f"{address}: has a page, but no edition."
    yield from filing.misfiled()
    yield from _spoilt_papers()
    yield from _spoilt_texts()


@transaction.atomic
def rebuild_record(*, report: Callable[[str], None] = lambda address: None) -> int:
    """Compute every row of the record anew from the editions, and the directory from the desk.

    Readers see the old rows until all new ones stand. Returns the number of meetings; `report` is told each one.
    """
    wait_for_turn()
    publish_directory()
    addresses, without_page = set(), people_without_page()
    for address, editions in _editions_by_meeting():
        named = people_named(without_links(editions[-1].content, without_page))
        show_people(Person.objects.filter(public_slug__in=named))
        stand_in_for_people(named)
        write_rows(rows_of(editions, without_page=without_page))
        addresses.add(address)
        report(address)
    PublishedMeeting.objects.using("default").exclude(address__in=addresses).delete()
    for meeting in Meeting.objects.on_record():
        show_progress(meeting)
    publish_directory()
    forget_texts_not_shown()
    recompute_words()
    filing.file_all()
    return len(addresses)


@transaction.atomic
def rebuild_search(*, report: Callable[[int], None] = lambda meetings: None) -> int:
    """Compute anew what search looks into, from the record's rows; readers find the old until all the new stands.

    Returns the number of meetings; `report` is told of them as they are done.
    """
    wait_for_turn()
    recompute_words()
    return filing.file_all(report=report)


def redactions_told() -> Iterator[str]:
    """A sentence for each edition from which words were taken: its digest stands for words nobody has now."""
    for redaction in Redaction.objects.using("default").select_related("edition", "made_in").order_by("edition", "pk"):
        day = timezone.localdate(redaction.made_in.made_at)
        yield (
            f"{redaction.edition}: redacted on {day:%-d %B %Y}. What is left is as it was then; the words taken out "
            "cannot be checked any more."
        )


def _broken_links() -> Iterator[str]:
    previous, place = "", 1
    left = _digests_of_what_is_left()
    yield from _untold_redactions()
    for edition in Edition.objects.using("default").order_by("place").iterator():
        if edition.place != place:
            yield f"Edition {place} of the archive is missing."
        if not edition.is_as_digested(left.get(edition.place, "")):
            yield f"{edition}: is not what was digested."
        if edition.previous != previous:
            yield f"{edition}: does not follow the edition before it."
        previous, place = edition.digest, edition.place + 1


def _digests_of_what_is_left() -> dict[int, str]:
    """The place of each redacted edition, and the digest that its newest redaction gave what is left of it."""
    redactions = Redaction.objects.using("default").order_by("pk")
    return dict(redactions.values_list("edition", "digest"))


def _untold_redactions() -> Iterator[str]:
    """The table that the door looks at, and the editions that tell of each redaction, must say the same."""
    kept = Redaction.objects.using("default").values_list("made_in", "edition", "digest")
    done = {(teller, str(place), digest) for teller, place, digest in kept}
    tellers = Edition.objects.using("default").exclude(redacted={}).order_by("place")
    told = {(teller.place, place, digest) for teller in tellers for place, digest in teller.redacted.items()}
    for teller, place, _ in sorted(done ^ told):
        yield f"Edition {place} of the archive: its redaction in edition {teller} is told in one place only."


def _spoilt_papers() -> Iterator[str]:
    shelf = storages["record"]
    for paper in PublishedDocument.objects.using("default").order_by("meeting", "position").iterator():
        if not shelf.exists(paper.digest):
            yield f"{paper.meeting_id}: the paper “{paper.title}” is not on the shelf."
            continue
        with shelf.open(paper.digest) as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != paper.digest:
                yield f"{paper.meeting_id}: the paper “{paper.title}” is not the file that was published."


def _spoilt_texts() -> Iterator[str]:
    """The words of papers: that each page's are those of its text, and that a meeting shows the paper."""
    shown = PublishedDocument.objects.using("default")
    for digest in spoilt_texts():
        yield f"The paper {digest[:12]}: the words that search finds it by differ from its text."
    # Of a redacted paper it stays known that it was redacted, and no word of it.
    has_more = models.Q(is_redacted=False) | models.Q(pages__isnull=False)
    texts = PublishedPaperText.objects.using("default").filter(has_more).distinct()
    texts = texts.exclude(digest__in=shown.values("digest"))
    for digest in texts.order_by("digest").values_list("digest", flat=True):
        yield f"The paper {digest[:12]}: its words are kept, and no meeting shows it."


def _editions_by_meeting() -> Iterator[tuple[str, list[Edition]]]:
    editions = Edition.objects.using("default").order_by("address", "number").iterator()
    for address, group in groupby(editions, key=lambda edition: edition.address):
        yield address, list(group)


def _differences(rows: Rows) -> Iterator[str]:
    meeting, address = rows.meeting, rows.meeting.address
    of_meeting, of_item = {"meeting": meeting}, {"item__meeting": meeting}
    tables = [
        ("meeting", PublishedMeeting, {"address": address}, [meeting]),
        ("items", PublishedItem, of_meeting, rows.items),
        ("resolutions", PublishedResolution, of_item, rows.resolutions),
        ("actions", PublishedAction, of_item, rows.actions),
        ("attendance", PublishedAttendance, of_meeting, rows.attendances),
        ("appearances", PublishedAppearance, of_item, rows.appearances),
        ("papers", PublishedDocument, of_meeting, rows.documents),
    ]
    for name, model, where, computed in tables:
        stored = model.objects.using("default").filter(**where)
        if hasattr(model, "item"):
            stored = stored.select_related("item")
        if _facts(stored, model) != _facts(computed, model):
            yield f"{address}: the {name} shown differ from the newest edition."


def _facts(rows, model: type[models.Model]) -> list[str]:
    """The rows' computed values in a fixed order, an item told by its slug, since its id means nothing."""
    skipped = {"id", *LIVE.get(model, ())}
    fields = [f for f in model._meta.local_concrete_fields if f.name not in skipped and not f.generated]
    return sorted(
        repr([row.item.slug if f.name == "item" and row.item else _fact(f.value_from_object(row)) for f in fields])
        for row in rows
    )


def _fact(value: object) -> object:
    """One spelling for values that are equal but written differently: moments of any zone, JSON in any order."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC)
    return json.dumps(value, sort_keys=True, default=str) if isinstance(value, dict | list) else value
