"""The state of the record: one name for all that the public may read at a moment, never used again after a change.

The database itself gives a new one with every change of any table of the record (migration 0009), in the transaction
of the change; what changes at the desk alone, a draft, changes nothing here. So whoever still sees the name that was
there before a page was made knows that the page is right. The name is random: after a copy of the database was put
back, no number begins again that somewhere stands for something else.
"""

import functools
import threading
import time
import uuid

from django.conf import settings
from django.db import DatabaseError, connections, models

from meetings.record.asking import asking_again

# How long a process may take the state for what it last was.
SECONDS = 1.0
STATEMENT = "SELECT name FROM record_recordstate"


class RecordState(models.Model):
    """The one row; written by triggers alone."""

    name = models.UUIDField()

    def __str__(self) -> str:
        return str(self.name)


class Watch:
    """What the state was when last looked at, for one process; safe among threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: uuid.UUID | None = None
        self._looked_at = float("-inf")

    def state(self) -> uuid.UUID | None:
        """The state, at most a second old: one small query a second, none for those who ask in between.

        None when it cannot be told; whoever asked then goes without what was kept.
        """
        asked_at = time.monotonic()
        if asked_at - self._looked_at < SECONDS:
            return self._seen
        with self._lock:
            if asked_at - self._looked_at >= SECONDS:
                # The age counts from before the question: an answer may be old when it arrives.
                self._seen, self._looked_at = state_of_record(), asked_at
        return self._seen


@functools.cache
def watch_of_process() -> Watch:
    """The one watch that all of this process share: together they look once a second."""
    return Watch()


def state_of_record() -> uuid.UUID | None:
    """Read the state where pages read the record; None when the database does not say."""
    try:
        row = asking_again(_ask)
    except DatabaseError:
        return None
    return row[0] if row else None


def state_to_keep_by() -> uuid.UUID:
    """The name by which what is read next may be kept in memory; one that nobody else has where nothing may be.

    What is kept by it is of that state, or newer, and used for a second at most once there is another. Nothing may be
    kept when the database does not say, and inside a transaction, which names what it changes only once.
    """
    is_passing = connections[settings.RECORD_READS].in_atomic_block
    return (None if is_passing else watch_of_process().state()) or uuid.uuid4()


def _ask() -> tuple | None:
    with connections[settings.RECORD_READS].cursor() as cursor:
        cursor.execute(STATEMENT)
        return cursor.fetchone()
