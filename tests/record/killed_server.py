"""The web server as it is run for real, at a socket that outlives it: to be sent publications, and to be killed."""

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.core.files.storage import storages

from tests.machine import url_of_test_database

ROOT = Path(__file__).resolve().parents[2]
BOOTED = re.compile(r"Booting worker with pid: (\d+)")
TOKEN = "t" * 32
LONGEST_WAIT = 60


class Server:
    """gunicorn with the project's own settings, on the database and the shelves of the test."""

    def __init__(self, session: str, told: Path) -> None:
        self.session = session
        self.told = told
        # The socket is the test's: what is sent while no server lives waits for the next one.
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.killed: set[int] = set()
        self.database = url_of_test_database()
        self.start()

    def start(self) -> None:
        """Start the server; its log, which names each worker, goes on where that of the one before it ended."""
        shelves = {"DESK_MEDIA_ROOT": settings.MEDIA_ROOT, "RECORD_MEDIA_ROOT": storages["record"].location}
        given = {"DATABASE_URL": self.database, "SITE_ROLE": "all", "HTTPS": "no"}
        # One worker, so that the blow falls on the one that publishes.
        own = ["--bind", f"fd://{self.socket.fileno()}", "--workers", "1"]
        with self.told.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "minutes_site.wsgi", "--config", "gunicorn.conf.py", *own],
                cwd=ROOT,
                env=os.environ | {name: str(value) for name, value in (shelves | given).items()},
                pass_fds=[self.socket.fileno()],
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def kill_worker(self) -> None:
        """Kill the worker; gunicorn starts another in its place."""
        for pid in set(map(int, BOOTED.findall(self.told.read_text()))) - self.killed:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            self.killed.add(pid)

    def kill(self) -> None:
        """Kill the server and its worker, as a power cut does."""
        self.process.kill()
        self.kill_worker()
        assert self.process.wait(LONGEST_WAIT) == -signal.SIGKILL

    def kill_and_start_again(self) -> None:
        """Kill the whole server, and start another at the same socket."""
        self.kill()
        self.start()

    def close(self) -> None:
        """Kill what still lives and give the socket back."""
        self.kill()
        self.socket.close()

    def post(self, address: str, data: dict) -> http.client.HTTPResponse | None:
        """What the server answers to the form; None if a blow came first."""
        line = http.client.HTTPConnection("127.0.0.1", self.socket.getsockname()[1], timeout=LONGEST_WAIT)
        names = {"desk": self.session, "csrf": TOKEN}
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in names.items()),
        }
        with contextlib.closing(line):
            try:
                line.request("POST", address, urlencode(data | {"csrfmiddlewaretoken": TOKEN}, doseq=True), headers)
                return line.getresponse()
            except (ConnectionError, http.client.HTTPException):
                return None
