"""Starts the embedded PostgreSQL when the first connection is opened, so that commands without one stay quick."""

from django.db.backends.postgresql import base

from minutes_site import database


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's PostgreSQL engine; only where the server listens is found out at connecting."""

    def get_connection_params(self) -> dict:
        self.settings_dict["HOST"] = database.start_embedded()
        return super().get_connection_params()
