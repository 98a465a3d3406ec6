"""Puts computed rows into the record's tables; called by publishing alone, inside its transaction."""

from collections.abc import Callable, Iterable

from django.db import models

from meetings.record.directory import people_without_page
from meetings.record.editions import Edition
from meetings.record.meetings import (
    PublishedAppearance,
    PublishedAttendance,
    PublishedDocument,
    PublishedItem,
    PublishedMeeting,
)
from meetings.record.papers import forget_texts_not_shown, redact_texts
from meetings.record.redacting import Words
from meetings.record.registers import PublishedAction, PublishedResolution
from meetings.record.rows import Rows, rows_of
from meetings.record.search import filing, vocabulary

# What lives on beside the edition is not ours to overwrite.
PROGRESS = ("completed_on", "updates", "reported_back_at")
LIVE = {
    PublishedMeeting: {"progress"},
    PublishedItem: {"issue", "progress"},
    PublishedAction: {*PROGRESS, "told_at"},
}


def show_newest_edition(address: str) -> PublishedMeeting:
    """Write the rows of the meeting at `address` from its editions, in place of what was there."""
    editions = list(Edition.objects.using("default").filter(address=address).order_by("number"))
    rows = rows_of(editions, without_page=people_without_page())
    write(rows)
    return rows.meeting


def write(rows: Rows) -> None:
    """Save the rows of one meeting, and what search finds it by."""
    is_known = _is_known(rows.meeting)
    texts_before = vocabulary.texts_of(rows.meeting.address) if is_known else []
    (_change if is_known else _add)(rows)
    filing.file_meetings([rows.meeting.address])
    vocabulary.recount(texts_before, map(vocabulary.text_of, rows.items))


def write_rows(rows: Rows) -> None:
    """Save the rows of one meeting.

    Search does not know of them before `filing` files them: a rebuild files all meetings at once.
    """
    (_change if _is_known(rows.meeting) else _add)(rows)


def _is_known(meeting: PublishedMeeting) -> bool:
    return PublishedMeeting.objects.using("default").filter(pk=meeting.address).exists()


def _add(rows: Rows) -> None:
    """Save the rows of a meeting that the record has none of: there is nothing to compare them with."""
    for model, new in [
        (PublishedMeeting, [rows.meeting]),
        (PublishedItem, rows.items),
        (PublishedAttendance, rows.attendances),
        (PublishedDocument, rows.documents),
        (PublishedResolution, rows.resolutions),
        (PublishedAppearance, rows.appearances),
        (PublishedAction, rows.actions),
    ]:
        model.objects.using("default").bulk_create(new)


def _change(rows: Rows) -> None:
    """Save the rows in place of those there are; items and actions keep their ids, so that links to them hold."""
    papers_before = _papers_of(rows.meeting.address)
    _upsert([rows.meeting], PublishedMeeting, ["address"])
    items = PublishedItem.objects.using("default").filter(meeting=rows.meeting)
    items.exclude(slug__in=[item.slug for item in rows.items]).delete()
    _upsert(rows.items, PublishedItem, ["meeting", "slug"])
    _replace(rows.attendances, PublishedAttendance, meeting=rows.meeting)
    _replace(rows.documents, PublishedDocument, meeting=rows.meeting)
    _replace(rows.resolutions, PublishedResolution, item__meeting=rows.meeting)
    _replace(rows.appearances, PublishedAppearance, item__meeting=rows.meeting)
    actions = PublishedAction.objects.using("default").filter(item__meeting=rows.meeting)
    wanted = {(action.item_id, action.number) for action in rows.actions}
    actions.filter(pk__in=[a.pk for a in actions if (a.item_id, a.number) not in wanted]).delete()
    _upsert(rows.actions, PublishedAction, ["item", "number"])
    forget_texts_not_shown(papers_before - {paper.digest for paper in rows.documents})


def show_progress(address: str, progress: dict[tuple[str, int], dict]) -> None:
    """Write what became of the actions of one meeting, told by item slug and action number, beside its edition.

    Items and the meeting hold the same facts once more, so that their pages are one row.
    """
    actions = PublishedAction.objects.using("default").filter(item__meeting=address).select_related("item")
    by_item: dict[str, dict] = {}
    changed = []
    for action in actions:
        # An action that the desk no longer has stands in the edition still: what was known of it stays.
        facts = progress.get((action.item.slug, action.number)) or {key: getattr(action, key) for key in PROGRESS}
        if any(getattr(action, key) != facts[key] for key in PROGRESS):
            action.take_progress(facts)
            changed.append(action)
        if any(facts.values()):
            day = facts["completed_on"]
            told = facts | {"completed_on": day.isoformat() if day else ""}
            by_item.setdefault(action.item.slug, {})[str(action.number)] = told
    PublishedAction.objects.using("default").bulk_update(changed, LIVE[PublishedAction])
    if changed:
        # Whether an item has open actions is one of the things that readers narrow a search by.
        filing.file_meetings([address])
    for item in PublishedItem.objects.using("default").filter(meeting=address).only("slug", "progress"):
        if item.progress != by_item.get(item.slug, {}):
            item.progress = by_item.get(item.slug, {})
            item.save(using="default", update_fields=["progress"])
    PublishedMeeting.objects.using("default").filter(address=address).update(progress=by_item)


def redact_progress(address: str, words: Words) -> None:
    """Take the words out of the notes of progress: those of an action that the desk lost are kept here alone."""
    for action in PublishedAction.objects.using("default").filter(item__meeting=address).exclude(updates=[]):
        action.updates, _ = words.taken_out_of_content(action.updates)
        action.save(using="default", update_fields=["updates"])


def redact_papers(address: str, words: Words, *, cut: Callable[[str], list[str]], also: Iterable[str] = ()) -> None:
    """Take the words out of what search knows of the meeting's papers, also where another meeting shows the same.

    `cut` and `also`: see `redact_texts`.
    """
    for other in sorted(redact_texts(address, words, cut=cut, also=also)):
        filing.file_meetings([other])


def _papers_of(address: str) -> set[str]:
    return set(PublishedDocument.objects.using("default").filter(meeting=address).values_list("digest", flat=True))


def _replace(rows: list[models.Model], model: type[models.Model], **of_the_meeting) -> None:
    """Write the rows in place of those there are. Where these say the same they keep their ids: nothing is written.

    So search need not file the words of papers again.
    """
    shown = model.objects.using("default").filter(**of_the_meeting).order_by("pk")
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key and not field.generated]
    names = [field.attname for field in fields]
    there = [_facts_of(row, names) for row in shown]
    if there == [_facts_of(row, names) for row in rows]:
        return
    if there:
        shown.delete()
    model.objects.using("default").bulk_create(rows)


def _facts_of(row: models.Model, names: list[str]) -> dict[str, object]:
    """What a row says; when it was computed, its item had no id yet."""
    facts = {name: getattr(row, name) for name in names}
    return facts | {"item_id": row.item.pk} if facts.get("item_id", 0) is None and row.item else facts


def _upsert(rows: list[models.Model], model: type[models.Model], key: list[str]) -> None:
    computed = [
        field.name
        for field in model._meta.local_concrete_fields
        if not field.primary_key and not field.generated and field.name not in {*key, *LIVE[model]}
    ]
    model.objects.using("default").bulk_create(rows, update_conflicts=True, unique_fields=key, update_fields=computed)
