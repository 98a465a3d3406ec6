"""Measure public pages side by side: cold, kept and “not modified”, a Django view that returns a constant, Datasette.

    python benchmarks/pages.py --world world_10000        made by make_world.py
    python benchmarks/pages.py                            the site's own database; `manage.py demo` loads the sample
    python benchmarks/pages.py --datasette PROGRAM --readers 16

All servers run at the same time, one worker each, and take turns round by round, so that what else the machine does
falls on all of them alike; ratios are of one round each, and their spread is printed with them. “CPU” is what a page
costs in processor time of the worker and of a database on this machine, which depends least on all else. The
constant is an item's page of middling length, sent by the same server with the same settings.
"""

import argparse
import contextlib
import functools
import multiprocessing
import random
import socket
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import databases, page_servers

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

    def warm_up(self, requests: int) -> None:
        """Ask so many times before it counts: a process is slow at first, and the first target would pay for all."""
        for number in range(requests):
            address, headers = self.asked[number % len(self.asked)]
            timed(self.server.port, address, headers, self.status)

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
        folder = folder_of_database()
        return self.server.cpu_seconds() + (page_servers.database_cpu_seconds(folder) if folder else 0)


@functools.cache
def folder_of_database() -> Path | None:
    """Where the PostgreSQL that is asked keeps its data; None where the log-in may not know, or it is elsewhere."""
    from django.db import ProgrammingError, connections

    with connections["default"].cursor() as cursor:
        try:
            cursor.execute("SHOW data_directory")
        except ProgrammingError:
            print("The log-in may not ask where the database is: its processor time is left out.")
            return None
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
    from django.db import connections

    from meetings.public.paging import PER_PAGE
    from meetings.record.models import PublishedItem, PublishedMeeting

    items = some(PublishedItem.objects.order_by("pk").only("meeting", "slug")[: MOST_ADDRESSES * 25])
    meetings = some(PublishedMeeting.objects.with_minutes().only("address")[:10_000])
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    kept = stack.enter_context(page_servers.ours(workers=1, kept_mb=32))
    cold = stack.enter_context(page_servers.ours(workers=1, kept_mb=0))
    # Few enough that all fit, and asked for once before it counts.
    few = items[:100]
    constant = folder / "constant.html"
    bodies = sorted((ask(kept.port, address, {}).split(b"\r\n\r\n", 1)[1] for address in few), key=len)
    constant.write_bytes(bodies[len(bodies) // 2])
    bare = stack.enter_context(page_servers.constant_view(constant, with_middleware=False))
    whole = stack.enter_context(page_servers.constant_view(constant, with_middleware=True))
    known = [(address, BROWSER | {"If-None-Match": etag_of(kept.port, address)}) for address in few]
    for address in [*few, *meetings[:50]]:
        ask(kept.port, address, BROWSER)
    last_page = -(-PublishedMeeting.objects.count() // PER_PAGE)
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
        Target("list, cold, last page", cold, plain([f"/meetings/?page={last_page}"])),
    ]
    if program:
        with connections["default"].cursor() as cursor:
            file = page_servers.archive_of(cursor, folder / "archive.db")
        server = stack.enter_context(page_servers.datasette([program, "serve", str(file)], probe="/archive"))
        numbers = PublishedItem.objects.order_by("?").values_list("pk", flat=True)[:MOST_ADDRESSES]
        found.append(Target("Datasette, item", server, plain([f"/archive/items/{number}" for number in numbers])))
    return found


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


def readers(addresses: list[str], *, total: int, count: int, share: float) -> None:
    """Many readers at once on two workers: how long each waits against one alone, and what memory the workers use.

    First they ask as fast as two workers answer, and wait mostly for one another, which tells how much that is; then
    each pauses after a page, at random, so that together they ask for the share of it.
    """
    with page_servers.ours(workers=2, kept_mb=32) as server:
        for address in addresses * 4:
            ask(server.port, address, BROWSER)
        alone, _ = quantiles([timed(server.port, address, BROWSER) for address in addresses * 10])
        memory = [server.memory_mb()]
        print(f"{count} readers, 2 workers, kept pages; one reader alone: p50 {alone:.2f} ms")
        most = tell("without a pause", together(server.port, addresses, total=total, count=count), alone)
        memory.append(server.memory_mb())
        # What is answered meanwhile takes about as long as it did alone.
        pause = max(0.0, count / (most * share) - alone / 1000)
        paced = together(server.port, addresses, total=total, count=count, pause=pause)
        memory.append(server.memory_mb())
    rate = tell(f"with pauses of {pause * 1000:.0f} ms", paced, alone)
    print(f"  the latter is {rate / most:.0%} of what two workers answer; memory of the workers in MB:")
    print("  " + " → ".join(", ".join(f"{mb:.0f}" for mb in then) for then in memory))


@dataclass
class Together:
    """What many readers met: how long each answer took, how many there were not, and how long it was in all."""

    seconds: list[float]
    faults: int
    lasted: float


def tell(how: str, met: Together, alone: float) -> float:
    """Print it and return the pages answered in a second."""
    rate = len(met.seconds) / met.lasted
    p50, p95 = quantiles(met.seconds)
    print(f"  {how}: {len(met.seconds):,} pages, {met.faults} errors, {rate:.0f} a second,", end=" ")
    print(f"p50 {p50:.2f}, p95 {p95:.2f} ms, {p95 / alone:.1f} times one reader's p50")
    return rate


def together(port: int, addresses: list[str], *, total: int, count: int, pause: float = 0) -> Together:
    """Let so many readers ask at the same time, each with a pause of about so many seconds after each page.

    Each is a process of its own: threads of one would wait for one another, too.
    """
    context = multiprocessing.get_context("spawn")
    met, begin = context.SimpleQueue(), context.Barrier(count)
    readers = [
        context.Process(target=read, args=[reader, port, addresses, total // count, pause, begin, met])
        for reader in range(count)
    ]
    for reader in readers:
        reader.start()
    told = [met.get() for _ in readers]
    for reader in readers:
        reader.join()
    seconds = [took for one in told for took in one.seconds]
    return Together(seconds, sum(one.faults for one in told), statistics.median(one.lasted for one in told))


def read(reader: int, port: int, addresses: list[str], pages: int, pause: float, begin, met) -> None:
    """Be one of the readers, and tell what was met."""
    chance, seconds, faults = random.Random(reader), [], 0
    begin.wait()
    began = time.perf_counter()
    for number in range(pages):
        if pause:
            time.sleep(chance.expovariate(1 / pause))
        try:
            seconds.append(timed(port, addresses[number % len(addresses)], BROWSER))
        except (OSError, SystemExit):
            faults += 1
    met.put(Together(seconds, faults, time.perf_counter() - began))


def prepare(world: str) -> None:
    """Set Django up for the world, or for the database of the site where none is named; pages need static files."""
    if world:
        databases.use_embedded(world)
    else:
        databases.use_own()
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--world", default="", help="one of the benchmarks' own")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--requests", type=int, default=150, help="of each kind in each round")
    parser.add_argument("--datasette", default="", help="the program, where it is installed")
    parser.add_argument("--readers", type=int, default=0, metavar="N", help="also: N readers at once, on two workers")
    parser.add_argument("--total", type=int, default=100_000, help="how many pages they read together")
    parser.add_argument("--share", type=float, default=0.5, help="of what two workers answer, that readers ask for")
    given = parser.parse_args()
    prepare(given.world)
    with contextlib.ExitStack() as stack:
        found = targets(stack, given.datasette)
        for target in found:
            target.warm_up(given.requests)
        for _ in range(given.rounds):
            for target in found:
                target.round(given.requests)
        show(found)
        kept = [address for address, _ in found[3].asked]
    if given.readers:
        readers(kept, total=given.total, count=given.readers, share=given.share)


if __name__ == "__main__":
    main()
