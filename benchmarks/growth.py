"""Measures how much longer search and pages take with ten times as much behind them: two worlds in turns, in one run.

    python benchmarks/make_world.py                        120,000 items
    python benchmarks/make_world.py --meetings 100000      1.2 million
    python benchmarks/growth.py

What counts is processor time, of the database's process too. Pages are made anew in a process for each world, without
a server. Things are compared by the median of their rounds; the first, in which the database reads what it has not in
its memory yet, is told apart.
"""

import argparse
import multiprocessing
import random
import statistics
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import databases, figures

SITE = "http://127.0.0.1"
# So many of each kind of page in a round.
PAGES = 200


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", nargs=2, default=["world_10000", "world_100000"], metavar="WORLD")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=4)
    options = parser.parse_args(arguments)
    context, pipes = multiprocessing.get_context("spawn"), []
    for world in options.worlds:
        ours, theirs = context.Pipe()
        context.Process(target=_serve, args=(world, options.seed, theirs), daemon=True).start()
        # Open here as well, it would keep us waiting for a process that failed.
        theirs.close()
        pipes.append(ours)
        # Two at once could not start the database.
        names = ours.recv()
    heads = "".join(f"{f'{world}: p50, p95':>26}" for world in options.worlds)
    print(f"{'processor time, ms':28}{heads}   times")
    for name in names:
        rounds = [[_told(pipe, name) for pipe in pipes] for _ in range(options.rounds + 1)]
        _report(f"{name}, first round", [[once] for once in rounds[0]])
        _report(name, list(zip(*rounds[1:], strict=True)))
    for pipe in pipes:
        pipe.send("")


def _told(pipe, name: str) -> list[float]:
    pipe.send(name)
    return pipe.recv()


def _report(name: str, worlds: list[list[list[float]]]) -> None:
    """Print median and 95th percentile in each world, and how many times those of the first the second's are."""
    typical = [[statistics.median(times) for times in zip(*rounds, strict=True)] for rounds in worlds]
    both = [(statistics.median(times), figures.p95(times)) for times in typical]
    growth = ", ".join(f"{after / before:.2f}" for before, after in zip(*both, strict=True))
    print(f"{name:28}" + "".join(f"{p50:17.2f}, {p95:7.2f}" for p50, p95 in both) + f"   {growth}", flush=True)


def _serve(world: str, seed: int, pipe) -> None:
    """In a process of its own: do everything of the kind asked for, and tell how long each thing took."""
    databases.use_embedded(world)
    from django.core.management import call_command
    from django.utils import timezone

    from benchmarks.engines.record import Record
    from minutes_site.public_pages import public_pages

    call_command("collectstatic", interactive=False, verbosity=0)
    record = Record()
    with public_pages(SITE) as ask:
        kinds = {"search": [lambda query=query: _search(record, query) for query in _queries(world, seed)]}
        kinds |= {
            page: [lambda address=address: b"".join(ask(address, timezone.now())) for address in addresses]
            for page, addresses in _addresses().items()
        }
        pipe.send(list(kinds))
        while name := pipe.recv():
            pipe.send([_timed(record, do) for do in kinds[name]])


def _timed(record, do: Callable) -> float:
    before = record.processor_time()
    do()
    return (record.processor_time() - before) * 1000


def _search(record, query) -> None:
    from benchmarks.engines import GaveUp

    try:
        record.ask(query)
    except GaveUp:
        print(f"gave up: {query}", flush=True)


def _queries(world: str, seed: int) -> list:
    from benchmarks.world.meetings import World
    from benchmarks.world.queries import query_set

    return query_set(World(databases.meetings_in(world), seed))


def _addresses() -> dict[str, list[str]]:
    """Pages from everywhere in the archive, kind by kind; of the list of meetings its beginning, middle and end."""
    from meetings.public.paging import PER_PAGE
    from meetings.record.models import PublishedItem, PublishedMeeting

    chance = random.Random(1)
    some = chance.sample(range(1, PublishedItem.objects.count()), PAGES)
    items = list(PublishedItem.objects.filter(pk__in=some).select_related("meeting").only("slug", "meeting__address"))
    last = -(-PublishedMeeting.objects.count() // PER_PAGE)
    pages = {"first": 1, "middle": last // 2, "last": last}
    return {
        "item": [item.get_absolute_url() for item in items],
        "meeting": [item.meeting.get_absolute_url() for item in items],
        **{f"list, {name} page": [f"/meetings/?page={page}"] * (PAGES // 4) for name, page in pages.items()},
    }


if __name__ == "__main__":
    main(sys.argv[1:])
