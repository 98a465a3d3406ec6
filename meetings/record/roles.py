"""Which tables the public role may read: those of the record, and no other."""

from django.apps import apps


def record_tables() -> list[str]:
    """The names of the record's tables, sorted."""
    return sorted(model._meta.db_table for model in apps.get_app_config("record").get_models())
