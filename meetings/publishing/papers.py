"""The words of papers: read from their files at the desk, carried to the record with the editions that name them."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from typing import IO

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q, QuerySet

from meetings.importers.papers import LARGEST_PAPER, WHILE_SOMEBODY_WAITS, read_paper
from meetings.importers.source import CannotRead, OutOfTime
from meetings.models import Document, Item, Meeting, PaperText
from meetings.personal_data import find_personal_data
from meetings.record.editions import Edition, wait_for_turn
from meetings.record.models import PublishedDocument, PublishedPaperText
from meetings.record.papers import keep_text, pages_to_keep, redacted_texts, texts_kept
from meetings.record.search import filing

# A clerk who waits is not kept longer for all papers together; what is left is read when it is published, or later.
ALL_WHILE_SOMEBODY_WAITS = 15
# Nobody waits for the command.
WHILE_NOBODY_WAITS = 120
_NOTHING = {"text": "", "is_paged": False, "is_unfinished": False, "note": ""}
# Of a file out of whose text words were taken: neither this meeting nor another brings them back.
_NOT_AGAIN = _NOTHING | {
    "fault": "Personal data was removed from what search knew of this file, so it is not read again.",
}


def read_papers(meeting: Meeting) -> list[PaperText]:
    """Read the papers whose files are new since they were last read; return what was read of them.

    What is closed to the public is not read, and loses the words it had when it was open. No file stops anything: why
    one could not be read is kept in words. It takes its time: not to be called where others wait for a turn.
    """
    end, found = time.monotonic() + ALL_WHILE_SOMEBODY_WAITS, []
    PaperText.objects.filter(paper__meeting=meeting, paper__item__access=Item.Access.EXEMPT).delete()
    for paper in unread_papers(meeting):
        if time.monotonic() > end:
            break
        with paper.file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            stream.seek(0)
            is_redacted = bool(redacted_texts([digest]))
            facts = dict(_NOT_AGAIN) if is_redacted else _facts(stream, paper.file.name, seconds=WHILE_SOMEBODY_WAITS)
        of_file = {"digest": digest, "file_name": paper.file.name, "file_size": paper.file.size}
        facts |= of_file | {"asked_about": looks_personal(facts["text"])}
        read, _ = PaperText.objects.update_or_create(paper=paper, defaults=facts)
        read.paper = paper
        found.append(read)
    return found


def page_counts(meeting: Meeting) -> dict[str, int]:
    """How many pages each paper of the meeting has that has pages, by digest, as it was read at the desk."""
    read = PaperText.objects.filter(paper__meeting=meeting, is_paged=True).exclude(text="")
    return {text.digest: len(text.pages) for text in read}


def looks_personal(text: str) -> list[dict[str, str]]:
    """What of a paper's text a clerk is asked about before it is public, as it is kept beside the text."""
    found = dict.fromkeys((str(one.kind), one.words) for one in find_personal_data(text))
    return [{"kind": kind, "words": words} for kind, words in found]


def unread_papers(meeting: Meeting) -> list[Document]:
    """The papers of the meeting, those of closed business aside, whose files were not read yet."""
    papers = meeting.documents.exclude(item__access=Item.Access.EXEMPT).select_related("text_read")
    there = [paper for paper in papers if paper.file and paper.file.storage.exists(paper.file.name)]
    return [paper for paper in there if not hasattr(paper, "text_read") or not paper.text_read.is_of(paper)]


def carry_to_record(meeting: Meeting, digests: Iterable[str]) -> None:
    """Put the words of these papers of the meeting on the record, if they are not there; called by publication."""
    wanted = set(digests)
    if not wanted:
        return
    wanted -= texts_kept(wanted)
    kept = set()
    for read in PaperText.objects.filter(paper__meeting=meeting, digest__in=wanted).order_by("pk"):
        if read.digest in wanted:
            keep_text(read.digest, read.pages, is_paged=read.is_paged, is_unfinished=read.is_unfinished)
            wanted.remove(read.digest)
            kept.add(read.digest)
    # Another meeting may have shown the paper before anybody could read it.
    showing = (
        PublishedDocument.objects.using("default").filter(digest__in=kept).exclude(meeting=meeting.public_address)
    )
    for address in sorted(set(showing.values_list("meeting", flat=True))):
        filing.file_meetings([address])


def read_published_papers(*, report: Callable[[int], None] = lambda papers: None) -> int:
    """Read the papers on the record's shelf whose words are not kept, or not to the end; return how many were read.

    Each is a transaction of its own, so that nobody waits for all. Papers of a meeting from which personal data was
    removed are left as they are: their files may hold the words still.
    """
    count = 0
    for digest in papers_to_read():
        count += _read_published(digest)
        report(1)
    return count


def papers_to_read() -> list[str]:
    """The digests of papers on the record whose words are not kept, or not to the end."""
    return sorted(set(_to_read().values_list("digest", flat=True)))


def _to_read() -> QuerySet[PublishedDocument]:
    redacted = Edition.objects.using("default").filter(kind=Edition.Kind.REDACTION).values("address")
    shown = PublishedDocument.objects.using("default")
    # What is left of a redacted text is all that will be kept of it, even if it was not read to its end.
    is_done = Q(is_unfinished=False) | Q(is_redacted=True)
    read = PublishedPaperText.objects.using("default").filter(is_done).values("digest")
    kept_back = shown.filter(meeting__in=redacted).values("digest")
    return shown.exclude(digest__in=read).exclude(digest__in=kept_back)


def changed_papers(*, report: Callable[[int], None] = lambda papers: None) -> Iterator[str]:
    """Read every paper on the record's shelf again; yield a sentence for each whose words are not those kept of it.

    So is told of papers whose words could be kept and are not: `rebuild_record --search` reads them.
    What is left of a redacted paper, and of one that is too long to be read to its end, cannot be checked so.
    """
    texts = PublishedPaperText.objects.using("default").filter(is_redacted=False, is_unfinished=False)
    for text in texts.order_by("digest").prefetch_related("pages").iterator(chunk_size=10):
        report(1)
        paper = PublishedDocument.objects.using("default").filter(digest=text.digest).order_by("pk").first()
        if paper is None or not storages["record"].exists(text.digest):
            continue
        with storages["record"].open(text.digest) as stream:
            facts = _facts(stream, paper.filename, seconds=WHILE_NOBODY_WAITS)
        pages = dict(pages_to_keep(PaperText(**facts).pages))
        if not facts["is_unfinished"] and pages != {page.place: page.text for page in text.pages.all()}:
            yield f"{paper.meeting_id}: the words kept of the paper “{paper.title}” are not those of its file."
    for paper in _to_read().order_by("meeting", "position"):
        yield f"{paper.meeting_id}: the words of the paper “{paper.title}” are not kept, or not to its end."


def _read_published(digest: str) -> bool:
    """Read one paper of the record's shelf, and whether that was done."""
    shelf = storages["record"]
    paper = PublishedDocument.objects.using("default").filter(digest=digest).order_by("pk").first()
    if paper is None or not shelf.exists(digest):
        return False
    with shelf.open(digest) as stream:
        facts = _facts(stream, paper.filename, seconds=WHILE_NOBODY_WAITS)
    # What could be read by now is all that ever will be; of what could not, more is hoped for from a quieter day.
    is_out_of_time = facts["is_unfinished"] and not facts["text"]
    with transaction.atomic():
        wait_for_turn()
        # It may have been withdrawn, or words taken out of it, while it was read.
        if not _to_read().filter(digest=digest).exists():
            return False
        keep_text(digest, PaperText(**facts).pages, is_paged=facts["is_paged"], is_unfinished=is_out_of_time)
        showing = PublishedDocument.objects.using("default").filter(digest=digest)
        for address in sorted(set(showing.values_list("meeting", flat=True))):
            filing.file_meetings([address])
    return True


def _facts(stream: IO[bytes], name: str, *, seconds: int) -> dict:
    """What is kept of a paper's words at the desk."""
    try:
        # One byte more than is ever read says that there is more.
        read = read_paper(stream.read(LARGEST_PAPER + 1), name, seconds=seconds)
    except CannotRead as refusal:
        return _NOTHING | {"is_unfinished": isinstance(refusal, OutOfTime), "fault": str(refusal)}
    return {
        "text": "\f".join(read.pages),
        "is_paged": read.is_paged,
        # Of what has no pages, all is read at once that is ever read.
        "is_unfinished": read.is_paged and bool(read.cut),
        "fault": read.cut,
        "note": read.note,
    }
