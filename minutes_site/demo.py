"""Serves the sample archive on this machine: makes all that is missing, starts the server, ends what it started."""

import contextlib
import io
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from minutes_site.mail import FILES

SAMPLE = Path(settings.BASE_DIR) / "sample_archive" / "southcliff.json"
# Known to everyone, and only ever made here.
PASSWORD = "minute-book-demo"
SECONDS_BETWEEN_MAILS = 5
LOG_INS = {"clerk": "Clerk", "publisher": "Publisher", "reviewer": "Reviewer", "administrator": "Administrator"}


def is_free(port: int) -> bool:
    """Whether nothing listens at the port of this machine yet."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def prepare(say: Callable[[str], object]) -> None:
    """Bring the database, the sample archive, the log-ins and the static files up to date; safe to repeat.

    Raises ImproperlyConfigured outside a demonstration.
    """
    from meetings.models import Council

    if not settings.DEMO:
        raise ImproperlyConfigured("The demonstration makes log-ins that everyone knows: it needs DEMO=yes.")
    say("Preparing the database…")
    call_command("migrate", verbosity=0)
    call_command("make_roles", verbosity=0, stdout=io.StringIO())
    if not Council.objects.exists():
        say("Loading the sample archive (once)…")
        call_command("load_world", SAMPLE, stdout=io.StringIO())
    for name, group in LOG_INS.items():
        _make_log_in(name, group)
    if _static_files_changed():
        call_command("collectstatic", interactive=False, verbosity=0)


def _static_files_changed() -> bool:
    """Whether any file is newer than the last collection, which compresses all of them and takes its time."""
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    if not manifest.exists():
        return True
    made = manifest.stat().st_mtime
    files = (Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([]))
    return any(file.stat().st_mtime > made for file in files)


def _make_log_in(name: str, group: str) -> None:
    user, is_new = get_user_model().objects.get_or_create(username=name, defaults={"is_staff": True})
    if is_new:
        user.set_password(PASSWORD)
        user.save()
    user.groups.add(Group.objects.get(name=group))


def serve(port: int, say: Callable[[str], object]) -> int:
    """Serve until interrupted, and return the server's exit status; the database stops with this process."""
    say(
        f"\nThe Minute Book: http://127.0.0.1:{port}/\n"
        f"The desk:        http://127.0.0.1:{port}/admin/\n"
        + "".join(f"  log in as {name}, password {PASSWORD}\n" for name in LOG_INS)
        + "Ctrl-C stops everything.\n"
    )
    command = [sys.executable, "-m", "gunicorn", "minutes_site.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    server = subprocess.Popen([*command, "--log-level", "warning"], cwd=settings.BASE_DIR)
    # The server hears Ctrl-C itself; this process sends mails while it runs, then lets the database stop.
    signal.signal(signal.SIGINT, lambda *_: None)
    for ending in (signal.SIGTERM, signal.SIGHUP):  # a terminal that is closed sends the second
        signal.signal(ending, lambda *_: server.terminate())
    settings.SITE_ADDRESS = f"http://127.0.0.1:{port}"
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return server.wait(SECONDS_BETWEEN_MAILS)
        send_mails(say)


def send_mails(say: Callable[[str], object]) -> None:
    """Do what cron does on a real server; each mail is a file, which is told of."""
    before = set(FILES.glob("*"))
    try:
        call_command("send_alerts", stdout=io.StringIO())
    except CommandError as fault:
        say(str(fault))
    for file in sorted(set(FILES.glob("*")) - before):
        say(f"Mail: {file}")
