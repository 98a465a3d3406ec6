"""The archive as a folder: whole, readable without a server, the same bytes for the same record, and nothing more."""

import csv
import datetime
import io
import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.exporters.archive import export
from meetings.exporters.archive.addresses import addresses_of_record
from meetings.models import Meeting
from meetings.publishing import publish as verbs
from meetings.publishing.redact import redact
from meetings.record.models import PublishedAppearance, PublishedAttendance, PublishedMembership, PublishedPerson
from meetings.world import load_world
from minutes_site.public_pages import public_pages
from tests.exporters.copies import SITE, PageRead, dead_links, digests_of, files_of
from tests.house.worlds import PUBLIC, salt_in_turn, with_secrets
from tests.public.making import make_item, make_meeting, make_paper

pytestmark = pytest.mark.django_db

HARBOUR = "meetings/2023/06/15/harbour-panel/"
WITHDRAWN = "meetings/2024/03/07/harbour-panel/"


@pytest.fixture(autouse=True)
def no_chance(monkeypatch):
    """Of the same editions made twice, the salts alone would differ."""
    monkeypatch.setattr("meetings.record.editions.new_salt", salt_in_turn)


# Made once, and only read.
MADE: list[Path] = []


@pytest.fixture
def made(db, tmp_path_factory) -> Path:
    """A copy of the public world; the tests that only look at it need nothing else."""
    if not MADE:
        with transaction.atomic():
            load(PUBLIC)
            root = tmp_path_factory.mktemp("copies") / "made"
            copy(root)
            transaction.set_rollback(True)
        MADE.append(root)
    return MADE[0]


@pytest.fixture
def folder(tmp_path) -> Path:
    """Beside the papers that every test has."""
    return tmp_path / "copies" / "one"


def load(world: dict) -> None:
    user, _ = get_user_model().objects.get_or_create(username="world", defaults={"is_active": False})
    load_world(world, by=user)


def copy(root: Path, *, site: str = SITE, blow_at: int = 0) -> tuple[list[str], list[str]]:
    """Copy the archive; return what was asked for and what was told. A blow ends the run at that many questions."""
    asked: list[str] = []
    told: list[str] = []

    with public_pages(site) as ask:

        def counting(address: str, at: datetime.datetime):
            asked.append(address)
            if len(asked) == blow_at:
                raise KeyboardInterrupt
            return ask(address, at)

        try:
            told.append(str(export.export_archive(root, counting, site=site, tell=told.append)))
        except KeyboardInterrupt:
            assert blow_at
    return asked, told


def test_every_link_of_every_page_leads_to_a_file_of_the_copy(made):
    assert dead_links(made) == []
    files = files_of(made)
    assert len([file for file in files if file.endswith("index.html")]) > 80
    for file, content in files.items():
        if file.endswith(".html"):
            page = PageRead(content.decode())
            # Links lead out into the web; nothing that a page is shown with comes from there.
            loaded = [link for tag, link in page.links if tag != "a" and urlsplit(link).scheme]
            assert [link for link in loaded if not link.startswith(f"{SITE}/")] == []
            assert not {"form", "input", "button", "iframe", "img"} & page.tags
            assert not [link for _, link in page.links if "alerts" in link or "admin" in link or "?" in link], file


def test_a_page_says_what_the_page_of_the_site_says(folder, settings):
    settings.ALLOWED_HOSTS = ["minutes.example"]
    load(PUBLIC)
    copy(folder)
    for address in (
        f"{HARBOUR}item/2/",
        "committees/",
        "about/privacy/",
        "meetings/2023/06/",
        f"{HARBOUR}editions/1/",
    ):
        answer = Client().get(f"/{address}", headers={"host": "minutes.example"}, secure=True).content.decode()
        made = (folder / address / "index.html").read_text()
        assert PageRead(made).words == PageRead(answer).words, address
        assert PageRead(made).anchors == PageRead(answer).anchors
    for address in (f"{HARBOUR}minutes.json", f"{HARBOUR}editions/1.json", "verify/manifest.txt", "feed/"):
        answer = Client().get(f"/{address}", headers={"host": "minutes.example"}, secure=True)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert (folder / address.replace("feed/", "feed.xml")).read_bytes() == body


def test_what_only_the_site_can_do_is_not_offered_and_the_copy_says_what_it_is(made):
    home = PageRead((made / "index.html").read_text())
    assert "This is a copy of the minute book." in home.words
    assert "For example" not in home.words
    assert ("a", "search/index.html") in home.links
    meeting = PageRead((made / HARBOUR / "index.html").read_text()).words
    assert "Minutes to keep" not in meeting
    assert "in Word" not in meeting
    narrowed = PageRead((made / "resolutions/committee=harbour-panel/index.html").read_text()).words
    assert "Only these Committee Harbour Panel Show all" in narrowed
    assert "New decisions and agendas by e-mail" not in (made / "committees/harbour-panel/index.html").read_text()


def test_a_year_lists_every_item_with_what_came_of_it_so_that_a_browser_finds_it(made):
    year = (made / "meetings/2023/index.html").read_text()
    for title in ("Apologies", "Dredging, phase 1", "Lease of the slipway"):
        assert f">{title}</a>" in year
    assert 'Dredging, phase two</a> <span class="state">Agreed</span>' in year
    assert "2023/index.html" in (made / "search/index.html").read_text()


def test_the_copies_of_two_worlds_that_differ_in_secrets_alone_are_the_same(tmp_path):
    for name, world in (("without", PUBLIC), ("having", with_secrets())):
        with transaction.atomic():
            load(world)
            copy(tmp_path / name)
            transaction.set_rollback(True)
    assert digests_of(tmp_path / "without") == digests_of(tmp_path / "having")
    assert not [file for file, content in files_of(tmp_path / "having").items() if b"zzsecret" in content.lower()]


def test_the_same_record_gives_the_same_bytes_on_another_day(made, folder, monkeypatch):
    load(PUBLIC)
    later = datetime.datetime(2031, 3, 4, 12, tzinfo=datetime.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    copy(folder)
    assert digests_of(folder) == digests_of(made)


def test_lists_of_digests_name_every_file_and_are_right(made):
    found = digests_of(made)
    lines = (made / "SHA256SUMS").read_text().splitlines()
    sums = {file: digest for digest, file in (line.split("  ") for line in lines)}
    assert sums == {file: digest for file, digest in found.items() if file != "SHA256SUMS"}
    manifest = json.loads((made / "manifest.json").read_text())
    listed = {entry["path"]: entry["sha256"] for entry in manifest["files"]}
    assert listed == {file: digest for file, digest in sums.items() if file != "manifest.json"}
    assert all((made / entry["path"]).stat().st_size == entry["size"] for entry in manifest["files"])
    chain = [line for line in (made / "verify/manifest.txt").read_text().splitlines() if line[0] != "#"]
    assert len(chain) > 5
    assert {line.split("  ")[1]: line.split("  ")[0] for line in chain}.items() <= found.items()


def test_tables_hold_every_meeting_item_decision_and_action(made):
    rows = {
        name: list(csv.DictReader(io.StringIO((made / name).read_text("utf-8-sig"))))
        for name in ("meetings.csv", "items.csv", "resolutions/decisions.csv", "actions/actions.csv")
    }
    assert {name: len(found) for name, found in rows.items()} == {
        "meetings.csv": 7,
        "items.csv": 15,
        "resolutions/decisions.csv": 8,
        "actions/actions.csv": 8,
    }
    assert rows["items.csv"][1]["Address"] == f"{SITE}/{HARBOUR}item/2/"
    for path in made.rglob("*.json"):
        json.loads(path.read_text())


@pytest.mark.parametrize("blow_at", [1, 2, 60, 150])
def test_a_run_that_was_ended_goes_on_and_ends_with_the_same_bytes(made, folder, blow_at):
    load(PUBLIC)
    begun, _ = copy(folder, blow_at=blow_at)
    assert not (folder / "SHA256SUMS").exists()
    rest, _ = copy(folder)
    assert digests_of(folder) == digests_of(made)
    # But for the one that was in the making, nothing was asked for twice.
    asked = [*begun[:-1], *rest]
    assert len(asked) == len(set(asked)) > 150


def test_what_was_spoilt_after_a_run_was_ended_is_made_again(made, folder):
    load(PUBLIC)
    copy(folder, blow_at=60)
    (folder / "index.html").write_text("half a pa")
    (folder / "UNFINISHED.part").write_text("half a pa")
    with (folder / "UNFINISHED").open("a") as journal:
        journal.write("abc 12")
    copy(folder)
    assert digests_of(folder) == digests_of(made)


def test_withdrawn_minutes_leave_the_copy_before_anything_is_made_anew(folder):
    load(PUBLIC)
    copy(folder)
    before = files_of(folder)
    assert f"{HARBOUR}item/2/index.html" in before
    meeting = Meeting.objects.get(public_address="2023/06/15/harbour-panel")
    verbs.withdraw(meeting, by=meeting.published_by, reason="A name.")
    # One transaction of the tests is one state of the record; a new one goes without what was listed before.
    copy(folder, blow_at=1)
    left = files_of(folder)
    assert not [file for file in left if file.startswith(f"{HARBOUR}item/")]
    assert not [file for file, content in left.items() if content == b"Depths, phase 1."]
    assert {"SHA256SUMS", "manifest.json"}.isdisjoint(left)
    copy(folder)
    assert not [file for file, content in files_of(folder).items() if b"phase 1" in content]
    assert dead_links(folder) == []


def test_who_is_gone_leaves_the_copy_with_every_list_before_anything_is_made_anew(folder):
    load(PUBLIC)
    copy(folder)
    before = files_of(folder)
    assert [file for file in before if file.startswith("people/amina-okafor/part=")]
    PublishedMembership.objects.filter(person="amina-okafor").delete()
    PublishedAppearance.objects.filter(person="amina-okafor").delete()
    PublishedAttendance.objects.filter(person="amina-okafor").update(person=None)
    PublishedPerson.objects.get(pk="amina-okafor").delete()
    copy(folder, blow_at=1)
    left = files_of(folder)
    assert not [file for file in left if file.startswith("people/amina-okafor/")]
    # Lists of pages that are still there wait for their turn.
    lists = [file for file in before if "/committee=" in file or file.startswith(("calendar/2", "static/"))]
    assert len({file.partition("/")[0] for file in lists}) > 3
    assert set(lists) <= set(left)


def test_redacted_words_are_in_no_file(folder):
    load(PUBLIC)
    copy(folder)
    words = "Dredging, phase 1"
    assert [file for file, content in files_of(folder).items() if words.encode() in content]
    meeting = Meeting.objects.get(public_address="2023/06/15/harbour-panel")
    redact(meeting, words=[words], reason="A name", by=meeting.published_by)
    copy(folder)
    assert not [file for file, content in files_of(folder).items() if words.encode() in content]


def test_a_copy_again_writes_only_what_changed(folder):
    load(PUBLIC)
    copy(folder)
    (folder / "index.html").write_text("spoilt")
    (folder / "not-ours.txt").write_text("a shopping list")
    _, told = copy(folder)
    assert told[-1].startswith("Files written: 1; ")
    assert "; removed: 1. " in told[-1]
    assert not (folder / "not-ours.txt").exists()


def test_where_the_archive_is_not_known_to_be_live_nothing_names_an_address(folder):
    load(PUBLIC)
    copy(folder, site="")
    assert dead_links(folder) == []
    files = files_of(folder)
    assert not [file for file in files if file.endswith(("feed.xml", ".ics"))]
    assert f"/{HARBOUR}item/2/" in (folder / "items.csv").read_text()
    for file in ("index.html", f"{HARBOUR}index.html", "committees/harbour-panel/index.html", "calendar/index.html"):
        page = files[file].decode()
        assert "canonical" not in page
        assert "og:url" not in page
        assert "ld+json" not in page
        assert "feed (Atom" not in page
        assert "Add to your calendar" not in page
        assert "in my calendar program" not in page
        assert "Address to paste" not in page


def test_a_folder_of_something_else_is_refused_and_left_alone(folder):
    load(PUBLIC)
    folder.mkdir(parents=True)
    (folder / "letter.txt").write_text("Dear Sir")
    (folder / "manifest.json").write_text('{"name": "another program"}')
    with pytest.raises(export.CannotExport, match="is not empty and is no copy of a minute book"):
        copy(folder)
    assert sorted(files_of(folder)) == ["letter.txt", "manifest.json"]


def test_a_paper_that_is_lost_is_told_by_its_address(folder):
    paper = make_paper()
    make_meeting(items=[make_item(documents=[paper])])
    storages["record"].delete(paper["digest"])
    with pytest.raises(export.CannotExport, match=f"The record names /papers/{paper['digest']}/report.pdf"):
        copy(folder)


def test_an_empty_record_is_not_copied(tmp_path):
    with pytest.raises(CommandError, match="Nothing has been published yet"):
        call_command("export_archive", tmp_path / "copy")


def test_the_command_tells_in_plain_lines_and_shows_no_bar_without_a_terminal(tmp_path, capfd):
    load(PUBLIC)
    out = io.StringIO()
    call_command("export_archive", tmp_path / "copy", stdout=out)
    first, last = out.getvalue().splitlines()
    assert first.startswith("Copying the record as it was after edition ")
    assert "; right already: 0; removed: 0. " in last
    assert capfd.readouterr().err == ""
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(CommandError, match="exists"):
        call_command("export_archive", file)


def test_a_link_in_the_folder_is_removed_and_not_followed(tmp_path):
    load(PUBLIC)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_text("somebody else's")
    copy(tmp_path / "copy", blow_at=1)
    (tmp_path / "copy" / "committees").symlink_to(outside)
    copy(tmp_path / "copy")
    assert files_of(outside) == {"index.html": b"somebody else's"}
    assert (tmp_path / "copy" / "committees" / "index.html").is_file()


def test_papers_of_any_name_lie_in_the_folder_and_none_is_run_by_a_browser(tmp_path):
    names = ["..", "plan.html", "Über die Lage?.pdf", "a" * 190 + ".pdf", "drawing.svg", "C:\\plan.txt"]
    papers = [make_paper(filename=name, words=name.encode()) for name in names]
    make_meeting(items=[make_item(documents=papers)])
    copy(tmp_path / "copy")
    assert dead_links(tmp_path / "copy") == []
    found = {content.decode(): Path(file).name for file, content in files_of(tmp_path / "copy" / "papers").items()}
    assert found == {
        "..": "paper",
        "plan.html": "plan.html.txt",
        "Über die Lage?.pdf": "Über die Lage-.pdf",
        "a" * 190 + ".pdf": "a" * 116 + ".pdf",
        "drawing.svg": "drawing.svg.txt",
        "C:\\plan.txt": "C--plan.txt",
    }


def test_the_addresses_of_more_meetings_in_a_month_take_no_more_questions():
    def questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert list(addresses_of_record(is_live=True))
        return len(captured)

    make_meeting(day="2021-06-17")
    before = questions()
    make_meeting(day="2021-06-24")
    make_meeting(day="2021-06-25")
    assert questions() == before
