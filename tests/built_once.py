"""Worlds that are built once for all tests of a file: what a test changes in one is undone after that test."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import override_settings

from tests.shelves import shelves


def built_once(build: Callable[[], object]):
    """A fixture that builds the world before the first test that asks for it, and gives each what `build` returned.

    For files all of whose tests stand on it and commit nothing: they happen inside one transaction, taken back after
    the last. Papers are not kept for them: a test that reads one puts it on its own shelf.
    """

    @pytest.fixture(scope="module")
    def world(django_db_setup, django_db_blocker, tmp_path_factory):
        given = {"RECORD_READS": "default"} | shelves(tmp_path_factory.mktemp("world"))
        with django_db_blocker.unblock(), override_settings(**given):
            whole = transaction.atomic()
            whole.__enter__()
            built = build()
        yield built
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            whole.__exit__(None, None, None)

    return world
