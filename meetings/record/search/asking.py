"""The one way to the database: statements of search, told to the alias that reads the record."""

from django.db import connections, router
from psycopg import Cursor

from meetings.record.search.entries import SearchEntry

# A statement told so often on one connection is planned once for all. Planning costs as much as finding, and plans
# here depend on no word: each is made as if the words were unknown (see engine).
TOLD_BEFORE_PREPARED = 2


def ask(statement: str, parameters: dict) -> list[tuple]:
    """The rows that a statement gives; raises DatabaseError when it takes too long or is refused."""
    connection = connections[router.db_for_read(SearchEntry)]
    connection.ensure_connection()
    if connection.connection.prepare_threshold is None:
        connection.connection.prepare_threshold = TOLD_BEFORE_PREPARED
    # Django's own cursors put the values into the statement, and so make another statement of it each time.
    with connection._prepare_cursor(Cursor(connection.connection)) as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()
