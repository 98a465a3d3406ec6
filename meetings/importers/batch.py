"""Files of minutes, one after the other: read, then saved as drafts, each meeting wholly or not at all."""

import argparse
import datetime
import logging
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from tqdm import tqdm

from meetings.importers.formats import ENDINGS, LARGEST_FILE
from meetings.importers.minutes import MeetingRead
from meetings.importers.open_decisions import with_exclusions_open
from meetings.importers.reading import read_file
from meetings.importers.save import CannotSave, find_committee, save_draft
from meetings.importers.source import CannotRead

logger = logging.getLogger(__name__)

# Files that are not the clerk's: hidden ones, and those a word processor leaves beside a document that is open.
NOT_THE_CLERKS = (".", "~$")


class Became(StrEnum):
    """What became of a file, or of one meeting in it."""

    READ = "read"
    DRAFTED = "drafted"
    UPDATED = "updated"
    REFUSED = "refused"
    SKIPPED = "skipped"
    NOTE = "note"


# What a rehearsal says instead.
WOULD = {Became.DRAFTED: "would draft", Became.UPDATED: "would update", Became.REFUSED: "would refuse"}


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file, or of one meeting in it, and in words for the clerk which meeting or why."""

    file: Path
    became: Became
    message: str


@dataclass
class Batch:
    """One import of many files, and what has become of them so far.

    `committee` and `day` serve where a text does not say. `tell` is given each line as it comes. A rehearsal differs
    in its words only: whoever asks for one rolls its transaction back.
    """

    tell: Callable[[str], object]
    committee: str = ""
    day: datetime.date | None = None
    is_rehearsal: bool = False
    is_interrupted: bool = False
    counts: Counter[Became] = field(default_factory=Counter)
    refusals: list[Report] = field(default_factory=list)

    def run(self, paths: Iterable[Path]) -> None:
        """Import the files, and those in the folders; an interruption ends this early, with whole meetings only."""
        try:
            files = []
            for found in find_files(paths):
                self._note(found) if isinstance(found, Report) else files.append(found)
            # Without a terminal there is no bar, so that logs stay clean.
            with tqdm(total=len(files), unit="file", disable=None, leave=False) as bar:
                for file in files:
                    for report in import_file(file, committee=self.committee, day=self.day):
                        bar.clear()
                        self._note(report)
                    bar.update()
                    bar.refresh()
        except KeyboardInterrupt:
            self.is_interrupted = True

    def summary(self) -> str:
        """The report at the end: how many of each, and every refusal with its why."""
        counts, would = self.counts, "would be " if self.is_rehearsal else ""
        drafted = f"{_number(counts[Became.DRAFTED], 'meeting')} {would}drafted"
        lines = [
            f"{_number(counts[Became.READ], 'file')} read ({counts[Became.SKIPPED]} skipped): {drafted}, "
            f"{counts[Became.UPDATED]} {would}updated, {counts[Became.REFUSED]} {would}refused.",
            *(f"Refused: {_shown(report.file)}: {report.message}" for report in self.refusals),
        ]
        if self.is_rehearsal:
            lines.append("This was a dry run: nothing was saved.")
        if self.is_interrupted:
            lines.append("Interrupted: what is not reported here was not done. The same command again does the rest.")
        return "\n".join(lines)

    def _note(self, report: Report) -> None:
        self.counts[report.became] += 1
        if report.became is Became.REFUSED:
            self.refusals.append(report)
        if report.became is Became.READ:
            return  # What was in it is told next.
        said = WOULD.get(report.became, report.became) if self.is_rehearsal else report.became
        self.tell(f"{_shown(report.file)}: {said}: {report.message}")


def written_day(text: str) -> datetime.date:
    """The day that a command line gives as 2024-06-13; for argparse."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no date: write it as YYYY-MM-DD.") from None


def find_files(paths: Iterable[Path]) -> Iterator[Path | Report]:
    """The files named, whatever they are, and in order those in the folders named; reports of what is passed over.

    Links to folders are not followed, so that a loop of them ends.
    """
    for path in paths:
        if os.path.isdir(path):
            yield from _files_in(path)
        else:
            yield path


def _files_in(folder: Path) -> Iterator[Path | Report]:
    closed: list[OSError] = []
    for place, folders, names in folder.walk(on_error=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith(NOT_THE_CLERKS))
        for name in sorted(names):
            if not name.startswith(NOT_THE_CLERKS):
                yield _file_or_why_not(place / name)
    for fault in closed:
        yield Report(Path(fault.filename), Became.REFUSED, f"cannot be read: {fault.strerror}.")


def _file_or_why_not(path: Path) -> Path | Report:
    if os.path.isdir(path):
        return Report(path, Became.SKIPPED, "a link to a folder; name that folder itself to read it.")
    if path.suffix.lower() not in ENDINGS:
        return Report(path, Became.SKIPPED, "not a kind of file that can be read.")
    return path


def import_file(file: Path, *, committee: str = "", day: datetime.date | None = None) -> Iterator[Report]:
    """Read the file and save each meeting in it; `committee` and `day` serve where the text does not say."""
    try:
        for became, message in _read_and_save(file, committee, day):
            yield Report(file, became, message)
    except OSError as failure:
        yield Report(file, Became.REFUSED, f"cannot be read: {failure.strerror or failure}.")
    except (CannotRead, CannotSave) as refusal:
        yield Report(file, Became.REFUSED, str(refusal))
    except Exception as fault:
        # Whatever is wrong with one file, or with us, the files after it are still read.
        logger.exception("The import of a file failed.")
        first_line = str(fault).partition("\n")[0]
        yield Report(file, Became.REFUSED, f"this program failed on it ({type(fault).__name__}: {first_line}).")


def _read_and_save(file: Path, committee: str, day: datetime.date | None) -> Iterator[tuple[Became, str]]:
    read = read_file(_content(file), file.name)
    yield Became.READ, ""
    for warning in read.warnings:
        yield Became.NOTE, warning
    if not read.meetings:
        yield Became.REFUSED, "no meeting could be read from this text."
    for meeting in read.meetings:
        yield from _import_meeting(meeting, committee, day)


def _content(file: Path) -> bytes:
    """The bytes of the file; of one too large to be read only enough for the reader to say so."""
    if file.exists() and not file.is_file():
        # A pipe would be waited for without end.
        raise CannotRead("is not a file.")
    with file.open("rb") as opened:
        return opened.read(LARGEST_FILE + 1)


def _import_meeting(read: MeetingRead, committee: str, day: datetime.date | None) -> Iterator[tuple[Became, str]]:
    name = read.committee.value if read.committee else committee
    day = read.date.value if read.date else day
    found = (find_committee(name) if name else None) or (find_committee(committee) if committee else None)
    if found is None:
        said = f"there is no committee “{name}”" if name else "the text names no committee"
        yield Became.REFUSED, f"{said}; give one with --committee."
        return
    if day is None:
        yield Became.REFUSED, "the text gives no date for the meeting; give it with --date."
        return
    try:
        saved = save_draft(with_exclusions_open(read), committee=found, day=day)
    except CannotSave as refusal:
        yield Became.REFUSED, str(refusal)
        return
    done = Became.DRAFTED if saved.is_new else Became.UPDATED
    yield from ((Became.NOTE, note) for note in saved.notes)
    yield done, f"{saved.meeting}, {_number(len(read.items), 'item')} read."


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}{'s' * (count != 1)}"


def _shown(path: Path) -> str:
    """The path in one line that any terminal and log can take, whatever its name is made of."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in str(path))
