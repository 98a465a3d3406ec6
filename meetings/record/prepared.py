"""Finds the rows of the pages asked for most, with statements put together once and prepared by the database.

Putting a statement together anew for each page costs more than answering it. What is looked up is still said by the
querysets of the models, in one place; here their SQL is kept, and only the values go to the database. The statements
of search, which are written for it, are told by the same cursor.
"""

import functools
from collections.abc import Callable, Sequence
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections, models
from django.db.models import QuerySet
from django.db.models.base import ModelState
from psycopg.sql import quote


class Prepared:
    """Has the database keep the statement, parsed and planned, for the next time on this connection."""

    def execute(self, query, params=None, **kwargs):
        return super().execute(query, params, prepare=True, **kwargs)


class PreparedCursor(Prepared, psycopg.Cursor):
    """For a statement as Django writes it."""


class PreparedRawCursor(Prepared, psycopg.RawCursor):
    """For one whose parameters are numbered, as the database has them."""


class Lookup:
    """A queryset made for any values: called with values, it returns the list of rows found for them.

    `make` builds the queryset from values, which must do nothing but stand in its conditions; `examples` are values
    of the right kinds, no two alike and none like a constant of the statement, by which their places are found.
    """

    def __init__(self, make: Callable[..., QuerySet], *examples: Any) -> None:
        self.make, self.examples = make, examples
        # By alias: the tests read elsewhere.
        self._statement = functools.cache(lambda alias: Statement(make(*examples), alias, examples))

    def __call__(self, *values: Any) -> list:
        return self._statement(settings.RECORD_READS).rows(values)


class Statement:
    """The SQL of one queryset, and how its rows become objects of the models."""

    def __init__(self, rows: QuerySet, alias: str, examples: tuple) -> None:
        compiler = rows.query.get_compiler(using=alias)
        sql, found = compiler.as_sql()
        self.alias = alias
        # What never changes is written into the statement, and is not sent with it each time.
        self.sql = sql % tuple("%s" if value in examples else quote(value).replace("%", "%%") for value in found)
        self.places = [examples.index(value) for value in found if value in examples]
        assert set(self.places) == set(range(len(examples)))
        self.objects = Objects(compiler.klass_info, compiler.select, alias)
        self.annotations = list((compiler.annotation_col_map or {}).items())
        self.converters = list(compiler.get_converters([column[0] for column in compiler.select]).items())

    def rows(self, values: tuple) -> list:
        connection = connections[self.alias]
        connection.ensure_connection()
        # Through Django's own wrapping, which counts queries and knows errors by their names.
        with connection._prepare_cursor(PreparedCursor(connection.connection)) as cursor:
            cursor.execute(self.sql, [values[place] for place in self.places])
            return [self._object(list(row), connection) for row in cursor.fetchall()]

    def _object(self, row: list, connection) -> models.Model:
        for place, (converters, expression) in self.converters:
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        found = self.objects.of(row)
        for name, place in self.annotations:
            setattr(found, name, row[place])
        return found


class Objects:
    """How columns of a row become the object of one model, with those of the models joined to it."""

    def __init__(self, kind: dict, select: list, alias: str) -> None:
        columns = kind["select_fields"]
        self.model, self.alias = kind["model"], alias
        self.columns = slice(columns[0], columns[-1] + 1)
        self.names = [column[0].target.attname for column in select[self.columns]]
        self.key = columns[0] + self.names.index(self.model._meta.pk.attname)
        self.joined = [
            (joined["local_setter"], Objects(joined, select, alias)) for joined in kind.get("related_klass_infos", [])
        ]

    def of(self, row: list) -> models.Model | None:
        """The object; None where there was nothing to join."""
        if row[self.key] is None:
            return None
        found = made_of(self.model, self.names, row[self.columns], self.alias)
        for keep, joined in self.joined:
            keep(found, joined.of(row))
        return found


def made_of(model: type[models.Model], names: Sequence[str], values: Sequence[Any], alias: str) -> models.Model:
    """The object that has these values, by the names of its fields; what is not named is read when it is asked for.

    It is filled at once, not field by field: nobody waits for the signals of Django, which would be sent for each.
    """
    found = model.__new__(model)
    found._state = ModelState()
    found._state.adding, found._state.db = False, alias
    found.__dict__.update(zip(names, values, strict=True))
    return found
