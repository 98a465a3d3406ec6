"""The one way to the database: statements of search, told to the alias that reads the record."""

from functools import lru_cache

from django.db import connections, router

from meetings.record.prepared import PreparedCursor
from meetings.record.search.entries import SearchEntry


def ask(statement: str, parameters: dict) -> list[tuple]:
    """The rows that a statement gives; raises DatabaseError when it takes too long or is refused.

    Planning costs as much as finding does, and no plan here is better for one word than for another (see engine): so
    each is made once on a connection, and none for the words of one question.
    """
    connection = connections[router.db_for_read(SearchEntry)]
    connection.ensure_connection()
    with connection._prepare_cursor(PreparedCursor(connection.connection)) as cursor:
        cursor.execute(_in_one_line(statement), parameters)
        return cursor.fetchall()


@lru_cache(maxsize=500)
def _in_one_line(statement: str) -> str:
    """Without what was only for reading it; short ones are parsed once by the driver."""
    return " ".join(statement.split())
