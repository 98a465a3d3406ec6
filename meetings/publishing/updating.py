"""Saves one field of many rows, each with a value of its own, in one short statement."""

from collections.abc import Sequence

from django.db import connections
from django.db.models import Model


def update_each(rows: Sequence[Model], name: str) -> None:
    """Save the field of these rows, which are of one model and have keys; as `bulk_update` does, no signals are sent.

    A publication saves fields of so few rows so often that the cases of `bulk_update`, one a row, cost it more to put
    together than the database takes to write them.
    """
    if not rows:
        return
    connection, meta = connections["default"], rows[0]._meta
    quoted, fields = connection.ops.quote_name, (meta.pk, meta.get_field(name))
    table, (key, value) = quoted(meta.db_table), (quoted(field.column) for field in fields)
    # Without its length: cast to it, what is too long would be cut and not refused.
    arrays = ", ".join(f"%s::{field.db_type(connection).partition('(')[0]}[]" for field in fields)
    values = [[field.get_db_prep_save(getattr(row, field.attname), connection) for row in rows] for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {value} = given.value FROM unnest({arrays}) AS given (key, value) "
            f"WHERE {table}.{key} = given.key",
            values,
        )
