"""The one way to the database: statements of search, told to the alias that reads the record."""

import re
from functools import lru_cache

from django.db import connections, router

from meetings.record.prepared import PreparedRawCursor
from meetings.record.search.entries import SearchEntry

PARAMETER = re.compile(r"%\((\w+)\)s")


def ask(statement: str, parameters: dict) -> list[tuple]:
    """The rows that a statement gives; raises DatabaseError when it takes too long or is refused.

    Planning costs as much as finding does, and no plan here is better for one word than for another (see engine): so
    each is made once on a connection, and none for the words of one question.
    """
    numbered, names = _numbered(statement)
    connection = connections[router.db_for_read(SearchEntry)]
    connection.ensure_connection()
    with connection._prepare_cursor(PreparedRawCursor(connection.connection)) as cursor:
        cursor.execute(numbered, [parameters[name] for name in names])
        return cursor.fetchall()


@lru_cache(maxsize=500)
def _numbered(statement: str) -> tuple[str, list[str]]:
    """The statement as the database takes it, without what was only for reading it, and the names of its parameters.

    Done here and kept, since the driver would read through a statement as long as these each time.
    """
    names = list(dict.fromkeys(PARAMETER.findall(statement)))
    places = {name: f"${place}" for place, name in enumerate(names, 1)}
    return PARAMETER.sub(lambda parameter: places[parameter[1]], " ".join(statement.split())), names
