"""Measures the verbs of publication with an archive behind them, beside the same verbs in an empty one.

    python benchmarks/make_world.py                once
    python benchmarks/publishing.py                60 meetings of fifteen items
    python benchmarks/publishing.py --world world_100000 --meetings 20

What is measured is `publish`, and then `correct`, from the call to the end of the transaction: checks, public content,
edition, rows, what search finds it by, the archive's words. The meetings are entered at the desk before. Each
goes onto a copy of the world and into an empty archive in turn, each a process of its own, so that other work on
the machine falls on both. The copy is dropped in the end; the world stays as it was.
"""

import argparse
import datetime
import functools
import importlib
import io
import multiprocessing
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import databases, figures, processor_time

ITEMS = 15
VERBS = ("publish", "correct")
# What stands inside another is a part of it.
PARTS = {
    "checks": ("meetings.publishing.publish", "faults_in_minutes"),
    "addresses": ("meetings.publishing.publish", "give_addresses"),
    "public content": ("meetings.publishing.publish", "public_content"),
    "papers": ("meetings.publishing.publish", "_shelve_papers"),
    "rows, entries and words": ("meetings.record.writing", "write"),
    "  entries": ("meetings.record.search.filing", "file_meetings"),
    "  words": ("meetings.record.search.vocabulary", "recount"),
    "issues and progress": ("meetings.publishing.publish", "show_beside"),
    "people no longer named": ("meetings.publishing.publish", "remove_people_no_longer_named"),
}


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--world", default="world_10000")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--meetings", type=int, default=60)
    options = parser.parse_args(arguments)
    context = multiprocessing.get_context("spawn")
    archives, servers, items = {}, [], {}
    for name, world in [("archive", options.world), ("empty", "")]:
        archives[name], theirs = context.Pipe()
        servers.append(context.Process(target=_serve, args=(options, world, theirs), daemon=True))
        servers[-1].start()
        # Open here as well, it would keep us waiting for a process that failed.
        theirs.close()
        # Two at once could not start the database.
        items[name] = archives[name].recv()
    print(f"{options.meetings} meetings of {ITEMS} items, {items['archive']:,} items behind them")
    # The first of each warms up.
    rounds = [_round(archives) for _ in range(options.meetings + 1)][1:]
    for pipe in archives.values():
        pipe.send(False)
    for server in servers:
        server.join()
    _report(rounds)


def _round(archives: dict) -> dict[str, dict]:
    told = {}
    for name, pipe in archives.items():
        pipe.send(True)
        told[name] = pipe.recv()
    return told


def _report(rounds: list[dict[str, dict]]) -> None:
    for verb in VERBS:
        print(f"\n{verb}, ms{'':26}{'p50':>8}{'p95':>8}{'processor':>11}")
        for name in rounds[0]:
            waited = [told[name][verb]["waited"] for told in rounds]
            ran = statistics.median(told[name][verb]["ran"] for told in rounds)
            print(f"  {name:32}{statistics.median(waited):8.1f}{figures.p95(waited):8.1f}{ran:11.1f}")
        for kind in ("waited", "ran"):
            ratios = [told["archive"][verb][kind] / told["empty"][verb][kind] for told in rounds]
            print(f"  archive / empty, {kind + ':':14}{statistics.median(ratios):9.2f}")
        parts = {part: [told["archive"][verb]["parts"].get(part, 0) for told in rounds] for part in PARTS}
        for part, times in parts.items():
            print(f"    {part:30}{statistics.median(times):8.1f}")
        queries = [told["archive"][verb]["queries"] for told in rounds]
        print(f"    queries {statistics.median(queries):.0f}; the slowest statements, ms in all rounds:")
        slow = defaultdict(float)
        for told in rounds:
            for statement, took in told["archive"][verb]["statements"].items():
                slow[statement] += took
        for statement, took in sorted(slow.items(), key=lambda pair: -pair[1])[:6]:
            print(f"    {took / len(rounds):8.1f}  {statement}")


def _serve(options, world: str, pipe) -> None:
    """In a process of its own: publish and correct a meeting whenever asked, and tell what it took."""
    name = f"publishing_{world or 'empty'}"
    databases.use_copy(name, of=world)
    from django.core.management import call_command
    from django.db import connections

    try:
        call_command("migrate", verbosity=0)
        call_command("make_roles", verbosity=0, stdout=io.StringIO())
        measured = Measured(databases.meetings_in(world) if world else 10_000, options.seed)
        pipe.send(measured.items_behind())
        while pipe.recv():
            pipe.send(measured.next())
    finally:
        connections.close_all()
        databases.drop(name)


class Measured:
    """An archive, and meetings of fifteen items to publish in it one after the other."""

    def __init__(self, meetings: int, seed: int) -> None:
        from django.contrib.auth.models import User
        from django.db import connection

        from benchmarks.world.desk import Desk
        from benchmarks.world.meetings import World

        self.world = World(meetings, seed)
        self.desk = Desk(self.world.directory)
        self.desk.open()
        self.by = User.objects.create_user("publisher", first_name="Pat", last_name="Lee")
        self.numbers = iter(range(meetings))
        self.clock = Clock()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self.backend = cursor.fetchone()[0]

    def items_behind(self) -> int:
        from meetings.record.models import PublishedItem

        return PublishedItem.objects.using("default").count()

    def next(self) -> dict[str, dict]:
        from meetings.publishing import publish as verbs

        written = next(w for w in map(self.world.meeting, self.numbers) if len(w.content["items"]) == ITEMS)
        held_at = datetime.datetime.fromisoformat(written.content["starts_at"])
        # No committee meets on a Saturday: the day is free.
        meeting = self.desk.enter(written, held_at + datetime.timedelta(days=5 - held_at.weekday()))
        told = {"publish": self._timed(verbs.publish, meeting, by=self.by)}
        item = meeting.items.exclude(minute="").last()
        item.minute += "<p>A further visit was agreed.</p>"
        item.save()
        told["correct"] = self._timed(verbs.correct, meeting, by=self.by, reason="A sentence was missing.")
        return told

    def _timed(self, verb: Callable, meeting, **how) -> dict:
        from django.db import connection

        self.clock.reset()
        began, ran = time.perf_counter(), self._ran()
        with connection.execute_wrapper(self.clock.statement):
            verb(meeting, **how)
        return {
            "waited": (time.perf_counter() - began) * 1000,
            "ran": (self._ran() - ran) * 1000,
            "parts": dict(self.clock.parts),
            "statements": dict(self.clock.statements),
            "queries": self.clock.queries,
        }

    def _ran(self) -> float:
        return time.process_time() + processor_time.of_process(self.backend)


class Clock:
    """How long the parts of a publication took, and its statements."""

    def __init__(self) -> None:
        self.reset()
        for part, (module, name) in PARTS.items():
            module = importlib.import_module(module)
            setattr(module, name, self._watched(part, getattr(module, name)))

    def reset(self) -> None:
        self.parts: dict[str, float] = defaultdict(float)
        self.statements: dict[str, float] = defaultdict(float)
        self.queries = 0

    def statement(self, execute, sql, params, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.queries += 1
            self.statements[" ".join(sql.split())[:110]] += (time.perf_counter() - began) * 1000

    def _watched(self, part: str, function: Callable) -> Callable:
        @functools.wraps(function)
        def watched(*args, **kwargs):
            began = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                self.parts[part] += (time.perf_counter() - began) * 1000

        return watched


if __name__ == "__main__":
    main(sys.argv[1:])
