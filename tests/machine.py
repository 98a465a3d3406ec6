"""What this machine has for the tests that need more than Python; under CI it must have all of it."""

import fcntl
import io
import os
import shutil
import tempfile
from pathlib import Path

from django.core.management import call_command
from django.db import connection

IS_CI = os.environ.get("CI") == "true"
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
VNU_JAR = os.environ.get("VNU_JAR", "")
HAS_VALIDATOR = os.path.exists(VNU_JAR) and shutil.which("java") is not None


def what_is_skipped() -> list[str]:
    """A loud line for each kind of test that this machine cannot run."""
    lines = []
    if CHROMIUM is None:
        lines.append("NO CHROMIUM ON THIS MACHINE: THE BROWSER TESTS WERE SKIPPED.")
    if not HAS_VALIDATOR:
        lines.append("NO HTML VALIDATOR (VNU_JAR and java): WHETHER PAGES ARE VALID HTML WAS NOT TESTED.")
    return lines


def make_roles() -> None:
    """Make the public role, which all databases of a server share, while no other process of the suite makes it."""
    with Path(tempfile.gettempdir(), f"minute-book-roles-{os.getuid()}").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        call_command("make_roles", stdout=io.StringIO())


def url_of_test_database() -> str:
    """Where another process finds the database of this test."""
    with connection.cursor():
        at = connection.connection.info
    # A path with two names: the folder of the server's socket, if it has one, and the database.
    host, socket = ("", at.host) if at.host.startswith("/") else (at.host, "")
    return f"postgres://{at.user}:{at.password}@{host}:{at.port}/{socket}{'/' * bool(socket)}{at.dbname}"
