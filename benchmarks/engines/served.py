"""Whole pages over HTTP, each from a server of its own on this machine: ours, Datasette's, and Django's ceiling."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import processor_time
from benchmarks.databases import ROOT
from benchmarks.engines import Answer, GaveUp
from benchmarks.engines.record import typed
from benchmarks.engines.sqlite_table import as_match
from benchmarks.world.queries import Query
from meetings.municipal_year import MunicipalYear

PATIENCE = 120
TOO_BROAD = b"too broad"


class Server:
    """A process that answers HTTP, with one reader who keeps the connection open."""

    def __init__(self, name: str, command: list[str], **environment: str) -> None:
        self.name = name
        self.port = _free_port()
        command = [part.replace("PORT", str(self.port)) for part in command]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.reader = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def get(self, address: str) -> tuple[int, bytes]:
        try:
            return self._get(address)
        except http.client.RemoteDisconnected:
            # The server hung up while others were asked; the reader opens a new connection by itself.
            return self._get(address)

    def _get(self, address: str) -> tuple[int, bytes]:
        self.reader.request("GET", address, headers={"Host": "127.0.0.1"})
        answer = self.reader.getresponse()
        return answer.status, answer.read()

    def wait(self, address: str) -> None:
        """Ask until it answers. Raises the last error when it does not within a minute."""
        for _ in range(240):
            try:
                self.get(address)
                return
            except (OSError, http.client.HTTPException):
                self.reader.close()
                time.sleep(0.25)
        self.get(address)

    def stop(self) -> None:
        self.reader.close()
        self.process.terminate()
        self.process.wait()


class ServedPage:
    """An engine behind HTTP: the page for a query, and the processor time of all who make it."""

    def __init__(self, server: Server, address_of: Callable[[Query], str], backends: Callable[[], list[int]]) -> None:
        self.name, self.server, self.address_of = server.name, server, address_of
        server.wait(address_of(Query("rare", ("nothing",))))
        serving = server.process.pid
        self.processes = [serving, *processor_time.children_of(serving), *backends()]

    def ask(self, query: Query) -> Answer:
        status, page = self.server.get(self.address_of(query))
        if TOO_BROAD in page:
            raise GaveUp
        if status != 200:
            raise RuntimeError(f"{self.name} answered {status} to {query}")
        return Answer(_total_in(page), [page])

    def processor_time(self) -> float:
        return sum(processor_time.of_process(pid) for pid in self.processes)


def our_pages(backends: Callable[[], list[int]]) -> ServedPage:
    """The public side under its own server, one worker, which keeps no pages: each is made anew."""
    command = [sys.executable, "-m", "gunicorn", "minutes_site.wsgi", "--bind", "127.0.0.1:PORT", "--workers", "1"]
    server = Server("Minute Book, page", [*command, "--log-level", "error"], PAGES_KEPT_MB="0")
    return ServedPage(server, _our_address, backends)


def datasette_pages(path: Path) -> ServedPage:
    """Datasette's table page with search and the same two facets; suggestions off, and no limit of time that cuts
    a count short."""
    command = [sys.executable, "-m", "datasette", "serve", "-i", str(path), "--port", "PORT"]
    settings = {
        "suggest_facets": "off",
        "facet_time_limit_ms": "60000",
        "sql_time_limit_ms": "60000",
        "default_facet_size": "100",
    }
    command += [part for name, value in settings.items() for part in ("--setting", name, value)]
    server = Server("Datasette, page", command)
    return ServedPage(server, lambda query: _datasette_address(path.stem, query), list)


def ceiling(constant: Path) -> ServedPage:
    """A view of Django's that returns a constant, without middleware: no page can be quicker."""
    constant.write_bytes(b"<p>The same every time.</p>" * 400)
    application = "django.core.wsgi:get_wsgi_application()"
    command = [sys.executable, "-m", "gunicorn", application, "--bind", "127.0.0.1:PORT", "--workers", "1"]
    environment = {"CONSTANT": str(constant), "DJANGO_SETTINGS_MODULE": "benchmarks.constant_view"}
    server = Server("Django, constant", [*command, "--log-level", "error"], **environment)
    return ServedPage(server, lambda query: "/constant/", list)


def _our_address(query: Query) -> str:
    narrowed = {"committee": query.committee, "year": str(MunicipalYear(query.year)) if query.year else ""}
    return f"/search/?{urlencode({'q': typed(query)} | {key: value for key, value in narrowed.items() if value})}"


def _datasette_address(table: str, query: Query) -> str:
    asked = [("_search", as_match(query)), ("_searchmode", "raw"), ("_size", "20")]
    asked += [("_facet", "committee"), ("_facet", "year")]
    asked += [(key, value) for key, value in [("committee", query.committee), ("year", query.year)] if value]
    return f"/{table}/item?{urlencode(asked)}"


def _total_in(page: bytes) -> int:
    """The number that the page says it found, where it says one."""
    said = re.search(rb"([0-9][0-9,]*) (?:rows?|items?|results?)\b", page)
    return int(said.group(1).replace(b",", b"")) if said else -1


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
