"""Many files at once: what is found, what is saved, what is only rehearsed, and what is said at the end."""

import io
import os
import sys

import pytest
from django.core.management import CommandError, call_command

from meetings.importers import batch
from meetings.importers.formats import LARGEST_FILE
from meetings.models import Meeting
from meetings.publishing import publish as verbs
from tests import making
from tests.importers.readings_of import MOORINGS
from tests.importers.test_open_decisions import CRANE

pytestmark = pytest.mark.django_db

IN_JULY = MOORINGS.replace("13/06/2024", "11/07/2024")
ELSEWHERE = MOORINGS.replace("Harbour Panel", "Castle Board")


@pytest.fixture
def panel():
    return making.make_committee()


def write(place, **texts) -> None:
    for name, text in texts.items():
        (place / f"{name}.txt").write_text(text, "utf-8")


def run(*arguments) -> str:
    """What an import that refuses nothing prints."""
    out = io.StringIO()
    call_command("import_minutes", *map(str, arguments), stdout=out)
    return out.getvalue()


def run_refused(*arguments) -> tuple[str, CommandError]:
    """What an import that refuses something prints, and the error with which it ends."""
    out = io.StringIO()
    with pytest.raises(CommandError) as end:
        call_command("import_minutes", *map(str, arguments), stdout=out)
    return out.getvalue(), end.value


def test_a_file_is_drafted_and_the_same_again_updated(panel, tmp_path):
    write(tmp_path, page=MOORINGS)
    file = tmp_path / "page.txt"
    assert run(file).splitlines() == [
        f"{file}: drafted: Harbour Panel, 13 June 2024, 1 item read.",
        "1 file read (0 skipped): 1 meeting drafted, 0 updated, 0 refused.",
    ]
    assert run(file).splitlines() == [
        f"{file}: updated: Harbour Panel, 13 June 2024, 1 item read.",
        "1 file read (0 skipped): 0 meetings drafted, 1 updated, 0 refused.",
    ]
    assert Meeting.objects.get().items.get().resolutions.count() == 2


def test_folders_are_read_to_the_bottom_in_order_and_what_is_no_minutes_is_named(panel, tmp_path):
    below = tmp_path / "a" / "below"
    below.mkdir(parents=True)
    write(tmp_path, z=MOORINGS)
    write(below, b=IN_JULY, a=IN_JULY.replace("11/07", "18/07"))
    (tmp_path / "plan.dwg").write_bytes(b"\0")
    told = run(tmp_path).splitlines()
    assert [line.partition(": ")[0].removeprefix(f"{tmp_path}/") for line in told[:-1]] == [
        "plan.dwg",
        "z.txt",
        "a/below/a.txt",
        "a/below/b.txt",
    ]
    assert "plan.dwg: skipped: not a kind of file that can be read" in told[0]
    assert told[-1] == "3 files read (1 skipped): 3 meetings drafted, 0 updated, 0 refused."


def test_hidden_files_and_the_marks_of_open_documents_are_passed_over_in_silence(panel, tmp_path):
    (tmp_path / ".trash").mkdir()
    write(tmp_path / ".trash", page=MOORINGS)
    write(tmp_path, **{".hidden": MOORINGS, "~$open": MOORINGS})
    assert run(tmp_path) == "0 files read (0 skipped): 0 meetings drafted, 0 updated, 0 refused.\n"


def test_endings_are_known_in_capitals_too(panel, tmp_path):
    (tmp_path / "MINUTES.TXT").write_text(MOORINGS)
    assert "1 meeting drafted" in run(tmp_path)


def test_a_loop_of_links_ends(panel, tmp_path):
    write(tmp_path, page=MOORINGS)
    (tmp_path / "again").symlink_to(tmp_path)
    told = run(tmp_path)
    assert "again: skipped: a link to a folder; name that folder itself" in told
    assert "1 file read (1 skipped): 1 meeting drafted" in told


def test_a_link_given_by_name_is_followed_and_one_to_itself_is_refused(panel, tmp_path):
    (tmp_path / "minutes").mkdir()
    write(tmp_path / "minutes", page=MOORINGS)
    (tmp_path / "link").symlink_to(tmp_path / "minutes")
    assert "1 meeting drafted" in run(tmp_path / "link")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    told, _ = run_refused(tmp_path / "self.txt")
    assert "self.txt: refused: cannot be read:" in told


def test_a_folder_that_is_closed_to_us_is_refused_and_the_rest_is_read(panel, tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()
    write(tmp_path, page=MOORINGS)
    scan = os.scandir

    def guarded(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", guarded)
    told, _ = run_refused(tmp_path)
    assert "closed: refused: cannot be read: Permission denied." in told
    assert "1 meeting drafted, 0 updated, 1 refused." in told


def test_a_file_given_by_name_is_refused_by_its_reader_and_not_skipped(panel, tmp_path):
    (tmp_path / "plan.dwg").write_bytes(b"\0")
    told, _ = run_refused(tmp_path / "plan.dwg")
    assert "plan.dwg: refused: This is not a kind of file that can be read: give one of" in told


def test_a_file_that_is_not_there_is_refused_in_words(panel, tmp_path):
    told, end = run_refused(tmp_path / "nothing.txt")
    assert "nothing.txt: refused: cannot be read: No such file or directory." in told
    assert "0 files read (0 skipped): 0 meetings drafted, 0 updated, 1 refused." in told
    assert (str(end), end.returncode) == ("1 refused.", 1)


def test_a_pipe_is_refused_and_not_waited_for(panel, tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert "pipe.txt: refused: is not a file." in run_refused(tmp_path)[0]


def test_a_file_too_large_is_refused_without_being_read_whole(panel, tmp_path):
    with (tmp_path / "large.txt").open("wb") as file:
        # A hole: a thousand times what may be read, and nothing on the disk.
        file.truncate(LARGEST_FILE * 1000)
    assert "This file is larger than 20 MB" in run_refused(tmp_path)[0]


def test_every_refusal_is_told_again_at_the_end_with_its_why(panel, tmp_path):
    unnamed = MOORINGS.replace("Meeting: 13/06/2024 - Harbour Panel", "Harbour Panel")
    write(tmp_path, a=ELSEWHERE, b=MOORINGS, c=unnamed)
    told, end = run_refused(tmp_path)
    assert told.splitlines()[-3:] == [
        "3 files read (0 skipped): 1 meeting drafted, 0 updated, 2 refused.",
        f"Refused: {tmp_path}/a.txt: there is no committee “Castle Board”; give one with --committee.",
        f"Refused: {tmp_path}/c.txt: the text names no committee; give one with --committee.",
    ]
    assert str(end) == "2 refused."


def test_public_minutes_are_refused_and_stay_as_they_are(panel, tmp_path):
    meeting = making.make_minuted_meeting(committee=panel)
    verbs.publish(meeting, by=making.make_user())
    write(tmp_path, page=MOORINGS)
    assert "these minutes are on the record" in run_refused(tmp_path)[0]
    assert [item.title for item in meeting.items.all()] == ["Harbour dredging"]


def test_a_text_without_a_date_is_refused_and_taken_with_one(panel, tmp_path):
    write(tmp_path, page=MOORINGS.replace("Meeting: 13/06/2024 - Harbour Panel", "Castle Board"))
    told, _ = run_refused(tmp_path, "--committee", "Harbour Panel")
    assert "the text gives no date for the meeting; give it with --date." in told
    run(tmp_path, "--committee", "Harbour Panel", "--date", "2024-06-20")
    assert str(Meeting.objects.get().held_on) == "2024-06-20"


def test_a_day_that_is_none_is_refused_before_anything_is_read(panel, tmp_path):
    write(tmp_path, page=MOORINGS)
    with pytest.raises(CommandError, match="“June” is no date: write it as YYYY-MM-DD"):
        call_command("import_minutes", str(tmp_path), "--date", "June")
    assert not Meeting.objects.exists()


def test_a_dry_run_says_the_truth_and_saves_nothing(panel, tmp_path):
    write(tmp_path, a=MOORINGS, b=MOORINGS.replace("(Item 4)", "(Item 5)"), c=ELSEWHERE)
    told, end = run_refused(tmp_path, "--dry-run")
    # The second file would find the draft that the first had made.
    assert told.splitlines() == [
        f"{tmp_path}/a.txt: would draft: Harbour Panel, 13 June 2024, 1 item read.",
        f"{tmp_path}/b.txt: would update: Harbour Panel, 13 June 2024, 1 item read.",
        f"{tmp_path}/c.txt: would refuse: there is no committee “Castle Board”; give one with --committee.",
        "3 files read (0 skipped): 1 meeting would be drafted, 1 would be updated, 1 would be refused.",
        f"Refused: {tmp_path}/c.txt: there is no committee “Castle Board”; give one with --committee.",
        "This was a dry run: nothing was saved.",
    ]
    assert end.returncode == 1
    assert not Meeting.objects.exists()


def test_one_file_on_which_the_program_fails_does_not_keep_the_others_out(panel, tmp_path, monkeypatch):
    write(tmp_path, a=MOORINGS, b=IN_JULY)
    read = batch.read_file

    def read_with_a_fault(content, name):
        if name == "a.txt":
            raise IndexError("list index out of range")
        return read(content, name)

    monkeypatch.setattr(batch, "read_file", read_with_a_fault)
    told, _ = run_refused(tmp_path)
    assert "a.txt: refused: this program failed on it (IndexError: list index out of range)." in told
    assert Meeting.objects.get().held_on.month == 7


def test_an_interruption_ends_calmly_with_the_report_of_what_was_done(panel, tmp_path, monkeypatch):
    write(tmp_path, a=MOORINGS, b=IN_JULY, c=ELSEWHERE)
    save = batch.save_draft

    def save_until_july(read, **given):
        if given["day"].month == 7:
            raise KeyboardInterrupt
        return save(read, **given)

    monkeypatch.setattr(batch, "save_draft", save_until_july)
    told, end = run_refused(tmp_path)
    assert told.splitlines()[-2:] == [
        "2 files read (0 skipped): 1 meeting drafted, 0 updated, 0 refused.",
        "Interrupted: what is not reported here was not done. The same command again does the rest.",
    ]
    assert (str(end), end.returncode) == ("Interrupted.", 130)


def test_the_decision_to_exclude_the_public_is_kept_open_and_once_and_the_rest_is_told_to_be_dropped(panel, tmp_path):
    write(tmp_path, page=CRANE)
    given = (tmp_path, "--committee", "Harbour Panel", "--date", "2024-06-13")
    assert "note: 8 Crane: exempt, so what was decided is not kept" in run(*given)
    run(*given)
    items = [(item.title, item.access, item.resolutions.count()) for item in Meeting.objects.get().items.all()]
    assert items == [
        ("Roads", "open", 0),
        ("Exclusion of the public for item 8", "open", 1),
        ("Crane", "exempt", 0),
        ("Close", "open", 0),
    ]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stderr", "is_shown"), [(Terminal(), True), (io.StringIO(), False)])
def test_the_progress_bar_is_for_terminals_only(panel, tmp_path, monkeypatch, stderr, is_shown):
    write(tmp_path, a=MOORINGS, b=IN_JULY)
    monkeypatch.setattr(sys, "stderr", stderr)
    told = run(tmp_path)
    assert ("2/2" in stderr.getvalue()) is is_shown
    assert "2/2" not in told
    assert is_shown or stderr.getvalue() == ""


def test_a_name_that_no_terminal_can_show_is_shown_in_one_line(panel, tmp_path):
    name = os.fsdecode(b"minutes\n\xff.txt")
    (tmp_path / name).write_text(MOORINGS)
    told = run(tmp_path)
    assert told.splitlines()[0].startswith(f"{tmp_path}/minutes��.txt: drafted:")
