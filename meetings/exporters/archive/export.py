"""Copies the whole public archive into a folder, page by page, as the record is at one moment."""

import hashlib
import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.db import DatabaseError, connections, transaction
from django.http import Http404
from tqdm import tqdm

from meetings.exporters.archive.additions import Copied, additions_to, files_added
from meetings.exporters.archive.addresses import addresses_of_record
from meetings.exporters.archive.folder import Folder, NotOurs
from meetings.exporters.archive.links import Links
from meetings.exporters.archive.pages import page_of_copy
from meetings.exporters.archive.places import digest_of_paper, file_of, is_led_to
from meetings.record.looking_up import current_council
from meetings.record.manifest import head_of_chain
from meetings.record.models import Edition
from meetings.record.state import state_of_record

# What pages are made by, besides the record: a copy begun by other code is not gone on with.
MADE_BY = ("meetings", "templates", "static", "locale")
# How often a run without a terminal says how far it is.
FILES_A_LINE = 5_000

type Ask = Callable[[str, datetime], Iterable[bytes]]


class CannotExport(Exception):
    """The archive cannot be copied there; the words say why."""


@dataclass(frozen=True)
class Exported:
    """What one run did."""

    written: int
    right: int
    removed: int
    seconds: float

    def __str__(self) -> str:
        a_second = (self.written + self.right) / max(self.seconds, 0.001)
        done = f"Files written: {self.written:,}; right already: {self.right:,}; removed: {self.removed:,}."
        return f"{done} {a_second:,.0f} a second."


def export_archive(root: Path, ask: Ask, *, site: str, tell: Callable[[str], object]) -> Exported:
    """Make the folder `root` a copy of all that is public, or go on with one that was begun.

    `ask` gives the bytes at an address of the site at a moment, and raises Http404; `site` is where the archive is
    live, or empty. `tell` is given a line now and then. Raises CannotExport, and OSError where the folder cannot be
    written; whatever ends a run, the next goes on.
    """
    began = monotonic()
    try:
        with _one_state(), closing(Folder(root)) as folder:
            _Export(folder, ask, _copied(site), tell).run()
    except NotOurs as refusal:
        raise CannotExport(str(refusal)) from refusal
    except DatabaseError as fault:
        reason = str(fault).partition("\n")[0]
        raise CannotExport(f"The record cannot be read: {reason}. The same command goes on from here.") from fault
    return Exported(folder.written, folder.kept, folder.removed, monotonic() - began)


@contextmanager
def _one_state() -> Iterator[None]:
    """See the record as it is now until the end, whatever is published meanwhile."""
    connection = connections[settings.RECORD_READS]
    is_begun = connection.in_atomic_block
    with transaction.atomic(using=settings.RECORD_READS):
        if not is_begun:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _copied(site: str) -> Copied:
    newest = head_of_chain()
    if newest is None:
        raise CannotExport("Nothing has been published yet: there is nothing to copy.")
    council = current_council()
    return Copied(newest, Edition.objects.count(), council.name if council else "the council", site)


class _Export:
    def __init__(self, folder: Folder, ask: Ask, copied: Copied, tell: Callable[[str], object]) -> None:
        self.folder, self.ask, self.copied, self.tell = folder, ask, copied, tell
        self.added = files_added(copied)
        known = dict.fromkeys([*self.added, *addresses_of_record(is_live=bool(copied.site))])
        self.in_order = list(known)
        self.links = Links(set(known), is_live=bool(copied.site))

    def run(self) -> None:
        for address in self.folder.begin(_key(self.copied)):
            self.links.follow(address)
        self._remove_what_is_gone()
        self.tell(f"Copying the record as it was after edition {self.copied.newest.place}, of {self.copied.day}.")
        with tqdm(total=len(self.links.known), unit="file", disable=None, leave=False) as bar:
            for number, address in enumerate(self._addresses(), 1):
                self._copy(address)
                bar.total = len(self.links.known)
                bar.update()
                if bar.disable and number % FILES_A_LINE == 0:
                    self.tell(f"{number:,} of {len(self.links.known):,} files")
        self.folder.seal(self._facts())

    def _remove_what_is_gone(self) -> None:
        """Before anything is made: what is no longer public must not wait for the end."""
        known = {file_of(address) for address in self.links.known}
        self.folder.remove_all_but(lambda file: file in known or is_led_to(file, known))

    def _addresses(self) -> Iterator[str]:
        """Those of the record, then those that pages led to, and that those led to."""
        yield from self.in_order
        yield from self.links.followed

    def _copy(self, address: str) -> None:
        file = file_of(address)
        if self.folder.has(file, digest_of_paper(address)):
            return
        followed = len(self.links.followed)
        try:
            made = self._bytes_at(address, file)
            # Before the page is listed as done: it will not be made again.
            for led_to in self.links.followed[followed:]:
                self.folder.note_followed(led_to)
            self.folder.write(file, made)
        except Http404 as missing:
            raise CannotExport(f"The record names {address}, but the site itself has nothing there.") from missing

    def _bytes_at(self, address: str, file: str) -> Iterable[bytes]:
        if address in self.added:
            return (line.encode() for line in self.added[address])
        answer = self.ask(address, self.copied.at)
        if not file.endswith("index.html"):
            return answer
        page = b"".join(answer).decode()
        return [page_of_copy(page, address, self.links, additions_to(address, self.copied)).encode()]

    def _facts(self) -> dict:
        newest = self.copied.newest
        return {
            "council": self.copied.council,
            "site": self.copied.site,
            "editions": self.copied.editions,
            "newest_edition": {
                "place": newest.place,
                "address": newest.address,
                "number": newest.number,
                "made_at": newest.made_at.isoformat(timespec="seconds"),
                "digest": newest.digest,
            },
        }


def _key(copied: Copied) -> str:
    """The same for two runs only when they write the same bytes: of the state of the record, of the site and of us."""
    made_by = hashlib.sha256()
    for room in MADE_BY:
        for path in sorted(Path(settings.BASE_DIR, room).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                made_by.update(f"{path.relative_to(settings.BASE_DIR)}\n".encode() + path.read_bytes())
    # Where the database does not say, nothing is gone on with.
    state = state_of_record() or uuid.uuid4()
    told = [str(state), copied.site, settings.MAILS_FROM, made_by.hexdigest()]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
