"""The one door through which public pages write: functions of the database, which the public role may call.

It can neither read nor write the table behind them. Each may be called twice with the same outcome.
"""

import datetime
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db import connections, transaction

from meetings.record.asking import asking_again

FUNCTIONS = [
    "alerts_ask(text, text, boolean)",
    "alerts_look(text, uuid)",
    "alerts_confirm(uuid)",
    "alerts_change(uuid, uuid, boolean)",
    "alerts_stop(uuid)",
]


@dataclass(frozen=True)
class Followed:
    """One thing followed, as the reader of a mail is shown it."""

    key: uuid.UUID | None
    thing: str
    is_weekly: bool
    confirmed_at: datetime.datetime | None


def ask(address: str, thing: str, *, is_weekly: bool) -> bool:
    """Note that somebody asks to follow a thing; False where too many people are asking just now.

    It is the same whether the address is known, has asked before or asks too often: then nothing is sent.
    """
    ((is_taken,),) = _call("SELECT alerts_ask(%s, %s, %s)", [address, thing, is_weekly])
    return is_taken


def look(purpose: str, key: str) -> list[Followed]:
    """What a key is good for, which is nothing for any other purpose: to `confirm`, to `stop`, or `yours`."""
    return [Followed(*row) for row in _call("SELECT * FROM alerts_look(%s, %s)", [purpose, _as_key(key)])]


def confirm(key: str) -> bool:
    """Confirm what was asked for; False for a key that is none, or that is older than seven days."""
    ((is_confirmed,),) = _call("SELECT alerts_confirm(%s)", [_as_key(key)])
    return is_confirmed


def change(yours: str, one: str, *, is_weekly: bool) -> None:
    """Get one of the things followed weekly, or daily."""
    _call("SELECT alerts_change(%s, %s, %s)", [_as_key(yours), _as_key(one), is_weekly])


def stop(key: str) -> None:
    """Stop one thing, or, with the key of all of them, all; what is stopped is deleted."""
    _call("SELECT alerts_stop(%s)", [_as_key(key)])


def _as_key(text: str) -> uuid.UUID:
    """The key that was sent; one that nothing has, where it is none."""
    try:
        return uuid.UUID(hex=text)
    except ValueError:
        return uuid.UUID(int=0)


def _call(statement: str, values: list) -> list[tuple]:
    return asking_again(_ask, statement, values)


def _ask(statement: str, values: list) -> list[tuple]:
    alias = settings.RECORD_READS
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        # The public role reads only, unless it says otherwise; the functions are all that it could write with.
        cursor.execute("SET TRANSACTION READ WRITE")
        cursor.execute(statement, values)
        return cursor.fetchall()
