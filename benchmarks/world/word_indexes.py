"""Indexes of words are made once all rows stand: filling them row by row takes several times as long."""

from django.apps import apps
from django.contrib.postgres.indexes import GinIndex
from django.db import connection

Dropped = list[tuple[type, GinIndex]]


def drop_word_indexes() -> Dropped:
    """Drop every GIN index of the record's tables, and return them to be built again."""
    dropped = [
        (model, index)
        for model in apps.get_app_config("record").get_models()
        for index in model._meta.indexes
        if isinstance(index, GinIndex)
    ]
    with connection.schema_editor() as editor:
        for model, index in dropped:
            editor.remove_index(model, index)
    return dropped


def build_word_indexes(dropped: Dropped) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
    with connection.schema_editor() as editor:
        for model, index in dropped:
            editor.add_index(model, index)


def settle() -> None:
    """Leave the tables as autovacuum would after a while: with statistics, and without pages still to be looked at."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
