"""Measure public pages side by side: cold, kept and “not modified”, a Django view that returns a constant, Datasette.

Usage: python benchmarks/pages.py [--rounds N] [--requests N] [--datasette PROGRAM] [--readers N]

All servers run at the same time, one worker each, and take turns round by round, so that what else the machine does
falls on all of them alike; ratios are of one round each, and their spread is printed with them. “CPU” is what a page
costs in processor time of the worker and of the embedded database, which depends least on all else. The
archive measured is the one in the database; `manage.py demo` loads the sample.
"""

import argparse
import contextlib
import functools
import os
import random
import socket
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minutes_site.settings")

import django  # noqa: E402

django.setup()

from django.db import connections  # noqa: E402

from benchmarks import page_servers  # noqa: E402
from meetings.public.paging import PER_PAGE  # noqa: E402
from meetings.record.models import PublishedItem, PublishedMeeting  # noqa: E402

MOST_ADDRESSES = 400
BROWSER = {"Accept-Encoding": "gzip, deflate, br"}


@dataclass
class Target:
    """Something asked for in every round, and what was measured of it."""

    name: str
    server: page_servers.Server
    # Address and the headers sent with it.
    asked: list[tuple[str, dict[str, str]]]
    status: int = 200
    rates: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def round(self, requests: int) -> None:
        """Ask so many times, one after the other, a new connection each."""
        turn = len(self.rates) * requests
        before, began = self._cpu_seconds(), time.perf_counter()
        for number in range(turn, turn + requests):
            address, headers = self.asked[number % len(self.asked)]
            self.seconds.append(timed(self.server.port, address, headers, self.status))
        self.rates.append(requests / (time.perf_counter() - began))
        self.cpu.append((self._cpu_seconds() - before) / requests * 1000)

    def _cpu_seconds(self) -> float:
        return self.server.cpu_seconds() + page_servers.database_cpu_seconds(folder_of_database())


@functools.cache
def folder_of_database() -> Path:
    """Where the embedded PostgreSQL that is asked keeps its data: the demonstration's, or that of a made-up world."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SHOW data_directory")
        return Path(cursor.fetchone()[0])


def timed(port: int, address: str, headers: dict[str, str], status: int = 200) -> float:
    """Ask once, read the whole answer and return how long it took; an answer of another status ends the program."""
    began = time.perf_counter()
    answer = ask(port, address, headers)
    if not answer.startswith(b"HTTP/1.1 %d" % status):
        raise SystemExit(f"{address}: {answer[:200]!r}")
    return time.perf_counter() - began


def ask(port: int, address: str, headers: dict[str, str]) -> bytes:
    lines = [f"GET {address} HTTP/1.1", "Host: 127.0.0.1", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    parts = []
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


def etag_of(port: int, address: str) -> str:
    head = ask(port, address, {}).split(b"\r\n\r\n")[0].decode()
    return next(line.split(": ", 1)[1] for line in head.split("\r\n") if line.lower().startswith("etag: "))


def some(rows) -> list[str]:
    """Addresses of pages from everywhere in the archive, the same ones every time."""
    addresses = [row.get_absolute_url() for row in rows]
    return random.Random(1).sample(addresses, min(MOST_ADDRESSES, len(addresses)))


def plain(addresses: list[str], headers: dict[str, str] | None = None) -> list[tuple[str, dict[str, str]]]:
    return [(address, headers or {}) for address in addresses]


def targets(stack: contextlib.ExitStack, program: str) -> list[Target]:
    """Start everything there is to measure; the first target is the one all are compared with."""
    items = some(PublishedItem.objects.order_by("pk").only("meeting", "slug")[: MOST_ADDRESSES * 25])
    meetings = some(PublishedMeeting.objects.with_minutes().only("address")[:10_000])
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    kept = stack.enter_context(page_servers.ours(workers=1, kept_mb=32))
    cold = stack.enter_context(page_servers.ours(workers=1, kept_mb=0))
    constant = folder / "constant.html"
    constant.write_bytes(ask(cold.port, items[0], {}).split(b"\r\n\r\n", 1)[1])
    bare = stack.enter_context(page_servers.constant_view(constant, with_middleware=False))
    whole = stack.enter_context(page_servers.constant_view(constant, with_middleware=True))
    # Few enough that all fit, and asked for once before it counts.
    few = items[:100]
    known = [(address, BROWSER | {"If-None-Match": etag_of(kept.port, address)}) for address in few]
    for address in [*few, *meetings[:50]]:
        ask(kept.port, address, BROWSER)
    found = [
        Target("Django, constant, no middleware", bare, plain(["/constant/"])),
        Target("Django, constant, our middleware", whole, plain(["/constant/"])),
        Target("item, kept", kept, plain(few)),
        Target("item, kept, compressed", kept, plain(few, BROWSER)),
        Target("item, not modified", kept, known, status=304),
        Target("meeting, kept, compressed", kept, plain(meetings[:50], BROWSER)),
        Target("item, cold", cold, plain(items)),
        Target("meeting, cold", cold, plain(meetings)),
        Target("list, cold", cold, plain(["/meetings/"])),
        Target("list, cold, last page", cold, plain([f"/meetings/?page={last_page_of_meetings()}"])),
    ]
    if program:
        with connections["default"].cursor() as cursor:
            server = stack.enter_context(page_servers.datasette(program, folder, cursor))
        numbers = PublishedItem.objects.order_by("?").values_list("pk", flat=True)[:MOST_ADDRESSES]
        found.append(Target("Datasette, item", server, plain([f"/archive/items/{number}" for number in numbers])))
    return found


def last_page_of_meetings() -> int:
    return -(-PublishedMeeting.objects.count() // PER_PAGE)


def show(found: list[Target]) -> None:
    against = {"Django": found[0], **({"Datasette": found[-1]} if found[-1].name.startswith("Datasette") else {})}
    print(f"{'':34}{'requests/s':>11}{'p50 ms':>8}{'p95 ms':>8}{'CPU ms':>8}", end="")
    print("".join(f"{'of ' + name:>26}" for name in against), end="")
    print("".join(f"{f'CPU of {name}':>20}" for name in against))
    for target in found:
        p50, p95 = quantiles(target.seconds)
        print(f"{target.name:34}{statistics.median(target.rates):11.0f}{p50:8.2f}{p95:8.2f}", end="")
        print(f"{statistics.median(target.cpu):8.2f}", end="")
        print("".join(f"{ratio(target, other):>26}" for other in against.values()), end="")
        print(
            "".join(
                f"{statistics.median(other.cpu) / statistics.median(target.cpu):20.2f}" for other in against.values()
            )
        )


def quantiles(seconds: list[float]) -> tuple[float, float]:
    """The median and the 95th percentile in milliseconds."""
    cuts = statistics.quantiles(seconds, n=20)
    return cuts[9] * 1000, cuts[18] * 1000


def ratio(target: Target, other: Target) -> str:
    ratios = [mine / theirs for mine, theirs in zip(target.rates, other.rates, strict=True)]
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def cpu_ratio(target: Target, other: Target) -> float:
    """How many of it could be made in the processor time that the other takes."""
    return statistics.median(other.cpu) / statistics.median(target.cpu)


def readers(addresses: list[str], *, total: int, count: int, pause: float) -> None:
    """Many readers at once on two workers: how long each waits against one alone, and what memory the workers use.

    Without a pause after each page they ask as fast as two workers answer, and wait mostly for one another.
    """
    with page_servers.ours(workers=2, kept_mb=32) as server:
        for address in addresses * 4:
            ask(server.port, address, BROWSER)
        alone, _ = quantiles([timed(server.port, address, BROWSER) for address in addresses * 10])
        memory = [server.memory_mb()]
        seconds, faults = together(server.port, addresses, total=total, count=count, pause=pause)
        memory.append(server.memory_mb())
    p50, p95 = quantiles(seconds)
    print(
        f"{count} readers, 2 workers, {len(seconds):,} kept pages: {faults} errors, p50 {p50:.2f}, p95 {p95:.2f} ms,"
    )
    print(f"  {p95 / alone:.1f} times the {alone:.2f} ms of one reader alone; memory of the workers in MB:")
    print("  " + " → ".join(", ".join(f"{mb:.0f}" for mb in then) for then in memory))


def together(port: int, addresses: list[str], *, total: int, count: int, pause: float) -> tuple[list[float], int]:
    """Let so many readers ask at the same time, and return how long each answer took, and how many there were not."""
    seconds, faults = [], []

    def read() -> None:
        for number in range(total // count):
            try:
                seconds.append(timed(port, addresses[number % len(addresses)], BROWSER))
            except (OSError, SystemExit) as fault:
                faults.append(fault)
            time.sleep(pause)

    threads = [threading.Thread(target=read) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seconds, len(faults)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--requests", type=int, default=150, help="of each kind in each round")
    parser.add_argument("--datasette", default="", help="the program, where it is installed")
    parser.add_argument("--readers", type=int, default=0, metavar="N", help="also: N readers at once, on two workers")
    parser.add_argument("--total", type=int, default=100_000, help="how many pages they read together")
    parser.add_argument("--pause", type=float, default=0, metavar="MS", help="of each reader after each page")
    given = parser.parse_args()
    with contextlib.ExitStack() as stack:
        found = targets(stack, given.datasette)
        for _ in range(given.rounds):
            for target in found:
                target.round(given.requests)
        show(found)
        kept = [address for address, _ in found[3].asked]
    if given.readers:
        readers(kept, total=given.total, count=given.readers, pause=given.pause / 1000)


if __name__ == "__main__":
    main()
