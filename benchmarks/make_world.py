"""Writes a made-up council into an empty database, straight into the record, to measure with.

    python benchmarks/make_world.py                        10,000 meetings, about 120,000 items
    python benchmarks/make_world.py --meetings 100000      about 1.2 million items
    python benchmarks/make_world.py --into DATABASE_URL    into the empty database that the variable names

Without --into the world goes into a PostgreSQL of its own under var/benchmarks, in the database world_<meetings>.
The same size and seed give the same world, edition digests included. There is no desk behind it: `verify_record`
passes on it, `rebuild_record` does not belong there. The meetings are made up first and kept in files; then it prints
how many items a second were loaded: editions with their digests, rows, search, every index and foreign key.
"""

import argparse
import gc
import io
import multiprocessing
import os
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import databases, processor_time

BATCH = 100
GIVEN = "DATABASE_URL"


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--meetings", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--streams", type=int, default=2, help="processes that write side by side")
    parser.add_argument("--into", choices=[GIVEN], help="the database that DATABASE_URL names, which must be empty")
    options = parser.parse_args(arguments)
    if options.into:
        databases.use_given()
    else:
        databases.use_embedded(f"world_{options.meetings}")
    _prepare()
    _make(Task(options.meetings, options.seed, options.streams))


@dataclass(frozen=True)
class Task:
    """A world's size and seed, and how many processes are to write it."""

    meetings: int
    seed: int
    streams: int

    @property
    def world(self):
        from benchmarks.world.meetings import World

        return World(self.meetings, self.seed)

    @property
    def spool(self):
        from benchmarks.world.spool import Spool

        return Spool(databases.VAR / f"spool_{self.meetings}_{self.seed}")

    @property
    def batches(self) -> list[range]:
        return [range(first, min(first + BATCH, self.meetings)) for first in range(0, self.meetings, BATCH)]


class Lap:
    """Says how long each part took, by the clock and in processor time, that of the server included."""

    def __init__(self) -> None:
        self.began, self.ran = time.monotonic(), _processor_time()

    def tell(self, what: str) -> tuple[float, float]:
        """Print the lap and begin the next; returns the seconds of both kinds."""
        now, ran = time.monotonic(), _processor_time()
        took = now - self.began, ran - self.ran
        print(f"  {what}: {took[0]:,.0f} s, {took[1]:,.0f} s of processor time", flush=True)
        self.began, self.ran = now, ran
        return took


def _processor_time() -> float:
    """Seconds that these processes and those of the server have run, where the server is on this machine."""
    from django.db import connection

    mine = sum(os.times()[:4])
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid(), inet_server_addr() IS NULL")
        backend, is_here = cursor.fetchone()
    return mine + (processor_time.of_family(processor_time.parent_of(backend)) if is_here else 0)


def _prepare() -> None:
    """Bring the database's tables up to date. Leaves the program when it holds anything already."""
    from django.core.management import call_command

    from benchmarks.world.loading import is_empty

    call_command("migrate", verbosity=0)
    call_command("make_roles", verbosity=0, stdout=io.StringIO())
    if not is_empty():
        sys.exit("The database holds a council or a record already; a world goes into an empty one.")


def _make(task: Task) -> None:
    """Make the meetings up and keep them, then load them: what is measured is the load alone."""
    from benchmarks.world import late_indexes
    from benchmarks.world.loading import count_words, load_directory, tidy_directory
    from meetings.record.search.common_words import count_common_words

    lap = Lap()
    task.spool.begin()
    with multiprocessing.get_context("spawn").Pool(task.streams, databases.use_given) as pool:
        pool.starmap(_make_up, [(task, batch) for batch in task.batches], chunksize=1)
    lap.tell("making the meetings up, which is not loading")
    laps = []
    load_directory(task.world)
    later = late_indexes.set_aside()
    items, words = _in_streams(task)
    laps.append(lap.tell("editions, rows and search vectors"))
    count_words(words)
    late_indexes.make_again(later, task.streams)
    laps.append(lap.tell("indexes and foreign keys"))
    tidy_directory()
    late_indexes.look_through()
    laps.append(lap.tell("statistics"))
    count_common_words()
    laps.append(lap.tell("counts of common words"))
    took, ran = (sum(kind) for kind in zip(*laps, strict=True))
    print(f"{task.meetings:,} meetings, {items:,} items loaded in {took:,.0f} s: {items / took:,.0f} items a second")
    print(
        f"{ran:,.0f} s of processor time, server included: {items / ran:,.0f} items for each second of it", flush=True
    )
    task.spool.end()
    late_indexes.settle()
    lap.tell("vacuum, which autovacuum would have done later")


def _make_up(task: Task, batch: range) -> None:
    task.spool.put(task.world, batch)


def _in_streams(task: Task) -> tuple[int, Counter[str]]:
    """Let the processes take the batches in turn; the end of the chain goes round from one to the next."""
    from benchmarks.world.loading import End

    context, streams = multiprocessing.get_context("spawn"), task.streams
    pipes = [context.Pipe(duplex=False) for _ in range(streams)]
    counts = context.Queue()
    writers = [
        context.Process(
            target=_write, args=(task, task.batches[n::streams], pipes[n][0], pipes[(n + 1) % streams][1], counts)
        )
        for n in range(streams)
    ]
    for writer in writers:
        writer.start()
    pipes[0][1].send(End())
    # What they tell has to be read before they can end.
    told = []
    for _ in writers:
        told.append(counts.get())
        if told[-1] is None:
            for writer in writers:
                writer.terminate()
            sys.exit("A writer failed: the database holds part of a world and has to be dropped.")
    for writer in writers:
        writer.join()
    return sum(items for items, _ in told), sum((words for _, words in told), Counter())


def _write(task: Task, batches: list[range], before, after, counts) -> None:
    told = None
    try:
        told = _write_batches(task, batches, before, after)
    finally:
        counts.put(told)


def _write_batches(task: Task, batches: list[range], before, after) -> tuple[int, Counter[str]]:
    """In a process of its own: write its batches, each once the batch before it has its place in the chain."""
    databases.use_given()

    from django.db import connection, transaction

    from benchmarks.world.loading import chained, file_words, leave_state_alone, write_meetings

    count, words = 0, Counter()
    # What was imported stays; looking through it again and again for what could go takes a tenth of the time.
    gc.freeze()
    with connection.cursor() as cursor:
        # What a crash could lose here is made again by the same command.
        cursor.execute("SET synchronous_commit = off")
    for batch in batches:
        written = task.spool.take(batch)
        editions, end = chained(written, before.recv())
        after.send(end)
        with transaction.atomic():
            leave_state_alone()
            items = write_meetings(written, editions)
            words += file_words([meeting.content["address"] for meeting in written], items)
        count += len(items)
    return count, words


if __name__ == "__main__":
    main(sys.argv[1:])
