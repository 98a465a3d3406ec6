"""A copy is of one state of the record, and a run killed at any moment is gone on with."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from meetings.exporters.archive import export
from meetings.world import load_world
from minutes_site.public_pages import public_pages
from tests import making
from tests.exporters.copies import SITE, dead_links, digests_of, files_of
from tests.house.worlds import PUBLIC
from tests.public.making import make_item, make_meeting

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True, databases=["default", "public"])

ROOT = Path(__file__).resolve().parents[2]
# How many files there are when the blow falls.
KILLED_AT = [1, 30, 90, 140]
LONGEST_WAIT = 120
# The command at work on the database of this test, with the papers of this test.
COMMAND = """
import sys, django
from django.conf import settings
for alias in settings.DATABASES.values():
    alias["NAME"] = sys.argv[1]
static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.STORAGES["staticfiles"] = static
settings.STORAGES["record"]["OPTIONS"]["location"] = sys.argv[2]
django.setup()
from django.core.management import call_command
call_command("export_archive", sys.argv[3])
"""


@pytest.fixture
def world(committed, settings):
    """The record on a database that other processes see, read as the public reads it."""
    load_world(PUBLIC, by=making.make_user())
    settings.RECORD_READS = "public"
    settings.SITE_ADDRESS = SITE


def start(folder: Path, settings) -> subprocess.Popen:
    given = {"DJANGO_SETTINGS_MODULE": "minutes_site.settings", "SITE_ADDRESS": SITE, "HTTPS": "no"}
    database, papers = settings.DATABASES["default"]["NAME"], settings.STORAGES["record"]["OPTIONS"]["location"]
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, database, str(papers), str(folder)],
        cwd=ROOT,
        env=os.environ | given,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def files_in(folder: Path) -> int:
    """How many there are; what is being written may come and go meanwhile."""
    return sum(len(names) for _, _, names in folder.walk())


def test_killed_at_any_moment_it_goes_on_and_ends_with_the_same_bytes(world, settings, tmp_path):
    whole, folder = tmp_path / "copies" / "whole", tmp_path / "copies" / "killed"
    with public_pages(SITE) as ask:
        export.export_archive(whole, ask, site=SITE, tell=str)
    written: list[int] = []
    for count in KILLED_AT:
        process = start(folder, settings)
        until = monotonic() + LONGEST_WAIT
        while process.poll() is None and (not folder.exists() or files_in(folder) < count):
            assert monotonic() < until
            sleep(0.001)
        process.kill()
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        assert not (folder / "SHA256SUMS").exists()
        written.append(files_in(folder))
    process = start(folder, settings)
    out, failed = process.communicate(timeout=LONGEST_WAIT)
    assert (process.returncode, failed) == (0, "")
    assert digests_of(folder) == digests_of(whole)
    # All but the file that was in the making when the last blow fell.
    told = re.search(r"right already: (\d+);", out)
    assert int(told[1]) >= written[-1] - 3


def test_what_is_published_meanwhile_is_not_in_it(world, settings, tmp_path):
    folder = tmp_path / "copies" / "one"
    with public_pages(SITE) as ask:

        def publishing(address, at):
            if address == "/committees/":
                settings.RECORD_READS = "default"
                make_meeting(day="2025-01-16", items=[make_item(title="Published meanwhile")])
                settings.RECORD_READS = "public"
            return ask(address, at)

        export.export_archive(folder, publishing, site=SITE, tell=str)
        assert not [file for file, content in files_of(folder).items() if b"meanwhile" in content]
        assert dead_links(folder) == []
        export.export_archive(folder, ask, site=SITE, tell=str)
    assert b"meanwhile" in (folder / "meetings/2025/index.html").read_bytes()
    assert dead_links(folder) == []


def test_a_second_run_in_the_same_folder_is_refused(world, tmp_path):
    folder = tmp_path / "copies" / "one"
    with public_pages(SITE) as ask:

        def twice(address, at):
            with pytest.raises(export.CannotExport, match="Another run is at work"):
                export.export_archive(folder, ask, site=SITE, tell=str)
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            export.export_archive(folder, twice, site=SITE, tell=str)
        export.export_archive(folder, ask, site=SITE, tell=str)
    assert (folder / "SHA256SUMS").exists()
