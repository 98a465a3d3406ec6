"""Whole pages over HTTP, each from a server of its own on this machine: ours, Datasette's, and Django's ceiling."""

import functools
import http.client
import re
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import page_servers, processor_time
from benchmarks.engines import Answer, GaveUp
from benchmarks.engines.record import typed
from benchmarks.engines.sqlite_table import SqliteTable, as_match
from benchmarks.page_servers import Server
from benchmarks.world.queries import Query
from meetings.municipal_year import MunicipalYear
from meetings.record.search.people import FEW

# With two facets, and with those of our page.
DATASETTES = ["Datasette, page", "Datasette, our facets"]
PATIENCE = 120
TOO_BROAD = b"too broad"
LIMITS = {"facet_time_limit_ms": "60000", "sql_time_limit_ms": "60000", "default_facet_size": "100"}


class Reader:
    """Asks a server that runs, over a connection that is kept open."""

    def __init__(self, port: int) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def get(self, address: str) -> tuple[int, bytes]:
        try:
            return self._get(address)
        except http.client.RemoteDisconnected:
            # The server hung up while others were asked; the line opens a new connection by itself.
            return self._get(address)

    def _get(self, address: str) -> tuple[int, bytes]:
        self.line.request("GET", address, headers={"Host": "127.0.0.1"})
        answer = self.line.getresponse()
        return answer.status, answer.read()


class ServedPage:
    """An engine behind HTTP: the page for a query, and the processor time of all who make it."""

    def __init__(
        self, name: str, server: Server, address_of: Callable[[Query], str], backends: Callable[[], list[int]] = list
    ) -> None:
        self.name, self.reader, self.address_of = name, Reader(server.port), address_of
        # Once in advance, so that the database's processes for it are there.
        self.reader.get(address_of(Query("rare", ("nothing",))))
        serving = server.process.pid
        self.processes = [serving, *processor_time.children_of(serving), *backends()]

    def ask(self, query: Query) -> Answer:
        status, page = self.reader.get(self.address_of(query))
        if TOO_BROAD in page:
            raise GaveUp
        if status != 200:
            raise RuntimeError(f"{self.name} answered {status} to {query}")
        return Answer(_total_in(page), [page])

    def processor_time(self) -> float:
        return sum(processor_time.of_process(pid) for pid in self.processes)


def our_pages(stack: ExitStack, backends: Callable[[], list[int]]) -> ServedPage:
    """The public side under its own server, one worker, which keeps no pages: each is made anew."""
    server = stack.enter_context(page_servers.ours(workers=1, kept_mb=0))
    return ServedPage("Minute Book, page", server, _our_address, backends)


def datasette_pages(stack: ExitStack, path: Path) -> list[ServedPage]:
    """Datasette's table page with search: with two facets, and with those of our page; suggestions off, and no limit
    of time that cuts a count short.

    It lists a hundred people of a facet, ours twenty; both count all of them.
    """
    command = [sys.executable, "-m", "datasette", "serve", "-i", str(path)]
    command += [part for name, value in LIMITS.items() for part in ("--setting", name, value)]
    table, archive = f"/{path.stem}/item", SqliteTable(path)

    def start(name: str, asked: Callable[[Query], list[tuple[str, str]]]) -> ServedPage:
        server = stack.enter_context(page_servers.datasette(command, probe=f"/{path.stem}"))
        return ServedPage(name, server, lambda query: f"{table}?{urlencode(_narrowed(query) + asked(query))}")

    two = [("_facet", "committee"), ("_facet", "year")]
    others = [("_facet", "outcome"), ("_facet", "kind"), ("_facet", "has_open_actions")]

    @functools.cache
    def ours(query: Query) -> list[tuple[str, str]]:
        people = [("_facet_array", "people")] if 0 < archive.total(query) <= FEW else []
        return two + others + people

    return [start(name, asked) for name, asked in zip(DATASETTES, [lambda query: two, ours], strict=True)]


def ceiling(stack: ExitStack, constant: Path) -> ServedPage:
    """A view of Django's that returns a constant, without middleware: no page can be quicker."""
    constant.write_bytes(b"<p>The same every time.</p>" * 400)
    server = stack.enter_context(page_servers.constant_view(constant, with_middleware=False))
    return ServedPage("Django, constant", server, lambda query: "/constant/")


def _our_address(query: Query) -> str:
    narrowed = {"committee": query.committee, "year": str(MunicipalYear(query.year)) if query.year else ""}
    return f"/search/?{urlencode({'q': typed(query)} | {key: value for key, value in narrowed.items() if value})}"


def _narrowed(query: Query) -> list[tuple[str, str]]:
    """What Datasette is asked for, without its facets; its page has the columns that ours is made of."""
    asked = [("_search", as_match(query)), ("_searchmode", "raw"), ("_size", "20")]
    asked += [("_nocol", column) for column in ("kind", "has_open_actions", "people")]
    return asked + [(key, value) for key, value in [("committee", query.committee), ("year", query.year)] if value]


def _total_in(page: bytes) -> int:
    """The number that the page says it found, where it says one."""
    said = re.search(rb"([0-9][0-9,]*) (?:rows?|items?|results?)\b", page)
    return int(said.group(1).replace(b",", b"")) if said else -1
