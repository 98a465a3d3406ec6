"""Asking the database over a connection that is kept open, and may have been closed at the other end meanwhile."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections


def asking_again(ask: Callable, *args: Any, **kwargs: Any) -> Any:
    """Return what `ask`, which only reads, answers; where the connection turns out to be closed, ask once more.

    So no request pays for a look at the connection before it uses it. Raises what `ask` raises: also when the
    database refused or stopped the question itself, which would be no better asked again.
    """
    try:
        return ask(*args, **kwargs)
    except (OperationalError, InterfaceError):
        connection = connections[settings.RECORD_READS]
        if connection.in_atomic_block or connection.is_usable():
            raise
        connection.close()
        return ask(*args, **kwargs)
