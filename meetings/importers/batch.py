"""Files of minutes, one after the other: read, then saved as drafts, each meeting wholly or not at all."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from meetings.importers.minutes import MeetingRead
from meetings.importers.reading import read_file
from meetings.importers.save import CannotSave, find_committee, save_draft
from meetings.importers.source import CannotRead


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one meeting of a file, in words for the clerk."""

    message: str
    is_refusal: bool = False


def import_file(file: Path, *, committee: str = "", day: datetime.date | None = None) -> Iterator[Report]:
    """Read the file and save each meeting in it; `committee` and `day` serve where the text does not say."""
    try:
        read = read_file(file.read_bytes(), file.name)
    except OSError as failure:
        yield Report(f"cannot be read: {failure.strerror or failure}.", is_refusal=True)
        return
    except CannotRead as refusal:
        yield Report(f"refused: {refusal}", is_refusal=True)
        return
    for warning in read.warnings:
        yield Report(f"note: {warning}")
    if not read.meetings:
        yield Report("no meeting could be read from this text.", is_refusal=True)
    for meeting in read.meetings:
        yield _import_meeting(meeting, committee, day)


def _import_meeting(read: MeetingRead, committee: str, day: datetime.date | None) -> Report:
    name = read.committee.value if read.committee else committee
    day = read.date.value if read.date else day
    found = (find_committee(name) if name else None) or (find_committee(committee) if committee else None)
    if found is None:
        said = f"there is no committee “{name}”" if name else "the text names no committee"
        return Report(f"refused: {said}; give one with --committee.", is_refusal=True)
    if day is None:
        return Report("refused: the text gives no date for the meeting; give it with --date.", is_refusal=True)
    try:
        saved = save_draft(read, committee=found, day=day)
    except CannotSave as refusal:
        return Report(f"refused: {refusal}", is_refusal=True)
    done = "drafted" if saved.is_new else "updated"
    return Report(f"{done}: {saved.meeting}, {len(read.items)} item{'s' * (len(read.items) != 1)} read.")
