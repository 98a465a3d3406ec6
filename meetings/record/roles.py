"""What the public role may read: the tables of the record, of editions no words but those that are open."""

from django.apps import apps

# Of these tables the columns named and no other. Reasons, and who published, are withdrawn with the text.
COLUMNS = {"record_edition": ["place", "address", "number", "kind", "made_at", "digest", "previous"]}
# What it may call to read more: the words of open editions (migration 0019).
FUNCTIONS = ["record_open_editions(text, integer[])"]


def record_tables() -> list[str]:
    """The names of the record's tables, sorted."""
    return sorted(model._meta.db_table for model in apps.get_app_config("record").get_models())


def public_columns() -> dict[str, list[str]]:
    """The record's tables, sorted, each with the columns that the public role may read; with none named, all."""
    return {table: COLUMNS.get(table, []) for table in record_tables()}
