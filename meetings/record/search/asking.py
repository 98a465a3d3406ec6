"""The one way to the database: statements of search, told to the alias that reads the record."""

from functools import lru_cache

from django.db import connections, router
from psycopg import Cursor

from meetings.record.search.entries import SearchEntry

# A statement told so often on one connection is planned once for all: planning costs as much as finding does. No plan
# here is better for one word than for another (see engine), and so none is made for the words of one question.
TOLD_BEFORE_PREPARED = 2
ONE_PLAN = "SET plan_cache_mode = force_generic_plan"


def ask(statement: str, parameters: dict) -> list[tuple]:
    """The rows that a statement gives; raises DatabaseError when it takes too long or is refused."""
    connection = connections[router.db_for_read(SearchEntry)]
    connection.ensure_connection()
    # Django's own cursors put the values into the statement, and so make another statement of it each time.
    if connection.connection.prepare_threshold is None:
        connection.connection.prepare_threshold = TOLD_BEFORE_PREPARED
        with connection.wrap_database_errors:
            connection.connection.execute(ONE_PLAN)
    with connection._prepare_cursor(Cursor(connection.connection)) as cursor:
        cursor.execute(_in_one_line(statement), parameters)
        return cursor.fetchall()


@lru_cache(maxsize=500)
def _in_one_line(statement: str) -> str:
    """Without what was only for reading it; short ones are parsed once by the driver."""
    return " ".join(statement.split())
