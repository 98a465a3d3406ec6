"""Measures search side by side, in one run: ours, tantivy, SQLite FTS5, Datasette, and Django's ceiling.

    python benchmarks/make_world.py                   once
    python benchmarks/search.py                       200 queries, three rounds
    python benchmarks/search.py --world world_100000 --rounds 2 --without datasette

It needs the extras `bench` of pyproject.toml. Every query goes to every engine before the next one does, and each
round begins with another engine. What counts is processor time, of the database's process too, since other work on
the machine does not change it; for pages the time waited is printed as well. Ratios are of medians (and of 95th
percentiles), each with the least and the most of all rounds.
"""

import argparse
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import databases, figures

# engine -> round -> query number -> milliseconds
Times = dict[str, list[dict[int, float]]]


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--world", default="world_10000")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--queries", type=int, default=0, help="only every so many-th query")
    parser.add_argument("--without", nargs="*", default=[], choices=["pages", "datasette", "sqlite"])
    options = parser.parse_args(arguments)
    databases.use_embedded(options.world)

    from benchmarks.world.meetings import World
    from benchmarks.world.queries import query_set

    queries = query_set(World(databases.meetings_in(options.world), options.seed))[:: options.queries or 1]
    with ExitStack() as stack:
        run = Run(_engines(stack, options.world, set(options.without)), queries, options.rounds)
    run.report()


def _engines(stack: ExitStack, world: str, without: set[str]) -> list:
    """All engines, ready to answer until the stack is closed."""
    from django.core.management import call_command
    from django.db import connections

    from benchmarks.engines import inverted_index, served, sqlite_table
    from benchmarks.engines.record import Record

    folder = databases.VAR / world
    folder.mkdir(exist_ok=True)
    _one_process_a_query()
    ours, archive = Record(), folder / "archive.db"
    engines = [inverted_index.InvertedIndex(inverted_index.build(folder / "tantivy")), ours]
    if "sqlite" not in without:
        engines.append(sqlite_table.SqliteTable(sqlite_table.build(archive)))
    pages = []
    if "pages" not in without:
        call_command("collectstatic", interactive=False, verbosity=0)

        def theirs() -> list[int]:
            """The database's processes for the pages: all of this database's but ours."""
            with connections["public"].cursor() as cursor:
                cursor.execute(
                    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user"
                )
                return [pid for (pid,) in cursor.fetchall() if pid != ours.backend]

        pages = [served.ceiling(stack, folder / "constant.html"), served.our_pages(stack, theirs)]
        if "datasette" not in without:
            pages += served.datasette_pages(stack, sqlite_table.build(archive))
    return engines + pages


def _one_process_a_query() -> None:
    """Keep the database from sharing a query out: work in a process that ends cannot be counted."""
    from django.db import connection, connections

    with connection.cursor() as cursor:
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        cursor.execute(f"ALTER DATABASE {name} SET max_parallel_workers_per_gather = 0")
    connections.close_all()


class Run:
    """All queries put to all engines, round by round."""

    def __init__(self, engines: list, queries: list, rounds: int) -> None:
        self.queries, self.names = queries, [engine.name for engine in engines]
        self.ran: Times = {name: [{} for _ in range(rounds)] for name in self.names}
        self.waited: Times = {name: [{} for _ in range(rounds)] for name in self.names}
        self.given_up: dict[str, int] = defaultdict(int)
        self.totals: dict[str, dict[int, int]] = defaultdict(dict)
        for number in range(rounds):
            order = engines[number % len(engines) :] + engines[: number % len(engines)]
            for place, query in enumerate(queries):
                for engine in order:
                    self._ask(engine, number, place, query)

    def _ask(self, engine, number: int, place: int, query) -> None:
        from benchmarks.engines import GaveUp

        ran, waited = engine.processor_time(), time.perf_counter()
        try:
            self.totals[engine.name][place] = engine.ask(query).total
        except GaveUp:
            self.given_up[engine.name] += 1
        self.waited[engine.name][number][place] = (time.perf_counter() - waited) * 1000
        self.ran[engine.name][number][place] = (engine.processor_time() - ran) * 1000

    def report(self) -> None:
        from benchmarks.engines import served

        kinds = dict.fromkeys(query.kind for query in self.queries)
        places = {kind: [n for n, query in enumerate(self.queries) if query.kind == kind] for kind in kinds}
        places["all"] = list(range(len(self.queries)))
        in_process = [name for name in self.names if ", " not in name]
        pages = [name for name in self.names if ", " in name]
        _table("processor time, ms", self.ran, in_process, places, ["tantivy"])
        _table("page: processor time, ms", self.ran, pages, places, served.DATASETTES)
        _table("page: time waited, ms", self.waited, pages, places, served.DATASETTES)
        for kind, numbers in places.items():
            found = [
                f"{name} {statistics.median(self.totals[name].get(n, 0) for n in numbers):,.0f}"
                for name in self.names
                if max(self.totals[name].values(), default=-1) >= 0
            ]
            print(f"median of hits, {kind}: {', '.join(found)}")
        for name, count in self.given_up.items():
            print(f"{name} gave up {count} times")


def _table(title: str, times: Times, names: list[str], places: dict[str, list[int]], others: Sequence[str]) -> None:
    """For each class and engine: median and 95th percentile, and both as multiples of those of `others`."""
    if not names:
        return
    others = [name for name in others if name in names]
    heads = "".join(f"   times {name}: p50 (least-most), p95" for name in others)
    print(f"\n{title}{'':{max(40 - len(title), 1)}}{'p50':>9}{'p95':>9}{heads}")
    for kind, numbers in places.items():
        for name in names:
            rounds = [[of_round[n] for n in numbers] for of_round in times[name]]
            p50, p95 = (_typical([of(one) for one in rounds]) for of in (_p50, figures.p95))
            print(f"  {kind:12}{name:26}{p50:9.2f}{p95:9.2f}", end="")
            for other in others:
                theirs = [[of_round[n] for n in numbers] for of_round in times[other]]
                print(f"   {_ratio(rounds, theirs, _p50)}   {_ratio(rounds, theirs, figures.p95)}", end="")
            print()


def _ratio(ours: list[list[float]], theirs: list[list[float]], of: Callable) -> str:
    ratios = sorted(of(one) / of(other) for one, other in zip(ours, theirs, strict=True))
    return f"{_typical(ratios):7.2f} ({ratios[0]:.2f}-{ratios[-1]:.2f})"


_typical = _p50 = statistics.median


if __name__ == "__main__":
    main(sys.argv[1:])
