"""Indexes and foreign keys of the record are made once all rows stand, as a restored backup makes them.

Filling indexes row by row takes several times as long, and a foreign key looked at row by row is a query for each.
"""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection

# Primary keys and what rows must be alone in stay, and what the entries of a meeting are found by.
INDEXES = """
    SELECT 'DROP INDEX ' || indexrelid::regclass, pg_get_indexdef(indexrelid)
    FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
    WHERE relnamespace = current_schema()::regnamespace AND relname LIKE 'record\\_%'
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))
    AND pg_get_indexdef(indexrelid) NOT LIKE '%(meeting_id)'
    ORDER BY pg_get_indexdef(indexrelid) LIKE '% gin %' DESC, relname
"""
FOREIGN_KEYS = """
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
           format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
    AND conrelid::regclass::text LIKE 'record\\_%'
    ORDER BY conrelid::regclass::text, conname
"""


def set_aside() -> list[str]:
    """Drop what can be made later, and return the statements that make it again."""
    with connection.cursor() as cursor:
        cursor.execute(FOREIGN_KEYS)
        keys = cursor.fetchall()
        cursor.execute(INDEXES)
        indexes = cursor.fetchall()
        for drop, _ in keys + indexes:
            cursor.execute(drop)
    return [make for _, make in indexes + keys]


def make_again(statements: list[str], streams: int) -> None:
    """Make the indexes, each in one of so many connections, and check the foreign keys after them."""
    indexes = [statement for statement in statements if statement.startswith("CREATE")]
    with ThreadPoolExecutor(streams) as pool:
        list(pool.map(_make, indexes))
        list(pool.map(_make, statements[len(indexes) :]))


def _make(statement: str) -> None:
    """In a connection of its own, since threads cannot share one."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '512MB'")
            cursor.execute(statement)
    finally:
        connection.close()


def look_through() -> None:
    """Give the planner its statistics, without which nothing large is found quickly."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def settle() -> None:
    """Leave the tables as autovacuum would after a while, without pages still to be looked at."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
