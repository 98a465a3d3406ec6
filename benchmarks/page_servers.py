"""Starts the servers that are measured, and knows how much processor time and memory each has used."""

import contextlib
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import processor_time

ROOT = Path(__file__).resolve().parent.parent
PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")
# What Datasette shows of an item: the columns that our page is made of.
ITEMS = (
    "SELECT i.id, i.meeting_id, i.number, i.title, i.outcome, i.minute_text, i.resolutions_text, m.title, m.starts_at"
    " FROM record_publisheditem i JOIN record_publishedmeeting m ON m.address = i.meeting_id"
)
COLUMNS = "id INTEGER PRIMARY KEY, meeting, number, title, outcome, minute, resolutions, committee, starts_at"


@dataclass
class Server:
    """A server on this machine, by the port where it listens."""

    port: int
    process: subprocess.Popen

    def workers(self) -> list[int]:
        """The processes that answer: the children, or where there are none the process itself."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(child) for child in children] or [self.process.pid]

    def cpu_seconds(self) -> float:
        return sum(processor_time.of_process(pid) for pid in self.workers())

    def memory_mb(self) -> list[float]:
        """The resident memory of each worker."""
        pages = [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in self.workers()]
        return [count * PAGE_SIZE / 1e6 for count in pages]


def database_cpu_seconds(folder: Path) -> float:
    """What all processes of the embedded PostgreSQL in the folder have used so far; nought for one elsewhere.

    The first process also counts those that have ended.
    """
    total = 0.0
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and (entry / "cwd").resolve() == folder.resolve():
                total += processor_time.of_process(int(entry.name))
    return total


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def running(command: list[str], *, port: int, probe: str, **environment: str) -> Iterator[Server]:
    """The server while it answers at the address `probe`; it is ended afterwards."""
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while not _answers(port, probe):
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"{' '.join(command)} did not answer.")
            time.sleep(0.2)
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait()


def _answers(port: int, probe: str) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            connection.sendall(f"GET {probe} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
            return connection.recv(15).startswith(b"HTTP/1.1 200")
    except OSError:
        return False


def ours(*, workers: int, kept_mb: int):
    """The Minute Book as it is served, with so much room for whole pages in each worker."""
    return _gunicorn("minutes_site.wsgi", "/", workers=workers, PAGES_KEPT_MB=str(kept_mb))


def constant_view(constant: Path, *, with_middleware: bool):
    """A Django view that returns the bytes of the file, with all our middleware or with none."""
    environment = {"CONSTANT": str(constant), "DJANGO_SETTINGS_MODULE": "benchmarks.constant_view"}
    environment |= {"WITH_MIDDLEWARE": "yes"} if with_middleware else {}
    return _gunicorn("django.core.wsgi:get_wsgi_application()", "/constant/", workers=1, **environment)


def _gunicorn(application: str, probe: str, *, workers: int, **environment: str):
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(workers), "--log-level", "warning"]
    return running(command, port=port, probe=probe, **environment)


def datasette(command: list[str], *, probe: str):
    """Datasette, started by the command, with nothing suggested."""
    port = free_port()
    return running([*command, "--port", str(port), "--setting", "suggest_facets", "off"], port=port, probe=probe)


def archive_of(cursor, file: Path) -> Path:
    """Make a SQLite file of the items that the cursor's database holds, and return it."""
    cursor.execute(ITEMS)
    with contextlib.closing(sqlite3.connect(file)) as copy, copy:
        copy.execute(f"CREATE TABLE items ({COLUMNS})")
        copy.executemany(
            "INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", ([*row[:-1], str(row[-1])] for row in cursor)
        )
    return file
