"""Finds the rows of the pages asked for most, with statements put together once and prepared by the database.

Putting a statement together anew for each page costs more than answering it. What is looked up is still said by the
querysets of the models, in one place; here their SQL is kept, and only the values go to the database. The statements
of search, which are written for it, are told by the same cursor.
"""

import functools
from collections.abc import Callable
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections, models
from django.db.models import QuerySet
from django.db.models.query import get_related_populators


class PreparedCursor(psycopg.Cursor):
    """Has the database keep the statement, parsed and planned, for the next time on this connection."""

    def execute(self, query, params=None, **kwargs):
        return super().execute(query, params, prepare=True, **kwargs)


class PreparedRawCursor(psycopg.RawCursor):
    """The same of a statement whose parameters are numbered, as the database has them."""

    def execute(self, query, params=None, **kwargs):
        return super().execute(query, params, prepare=True, **kwargs)


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
        self.alias = alias
        self.sql, constants = compiler.as_sql()
        self.places = [(examples.index(value), None) if value in examples else (None, value) for value in constants]
        assert {place for place, _ in self.places} >= set(range(len(examples)))
        select, first = compiler.select, compiler.klass_info
        self.model, columns = first["model"], first["select_fields"]
        self.columns = slice(columns[0], columns[-1] + 1)
        self.names = [column[0].target.attname for column in select[self.columns]]
        self.related = get_related_populators(first, select, alias, models.FETCH_ONE)
        self.annotations = list((compiler.annotation_col_map or {}).items())
        self.converters = list(compiler.get_converters([column[0] for column in select]).items())

    def rows(self, values: tuple) -> list:
        connection = connections[self.alias]
        connection.ensure_connection()
        given = [constant if place is None else values[place] for place, constant in self.places]
        # Through Django's own wrapping, which counts queries and knows errors by their names.
        with connection._prepare_cursor(PreparedCursor(connection.connection)) as cursor:
            cursor.execute(self.sql, given)
            return [self._object(list(row), connection) for row in cursor.fetchall()]

    def _object(self, row: list, connection) -> models.Model:
        for place, (converters, expression) in self.converters:
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        found = self.model.from_db(self.alias, self.names, row[self.columns], fetch_mode=models.FETCH_ONE)
        for populator in self.related:
            populator.populate(row, found)
        for name, place in self.annotations:
            setattr(found, name, row[place])
        return found
