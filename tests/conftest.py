"""What every test stands on: the record read inside the test's own transaction, and shelves of its own for papers."""

import json

import pytest
from django.conf import settings
from django.db import connection, connections

from meetings.record.state import watch_of_process
from tests.machine import make_roles, what_is_skipped
from tests.shelves import shelves


def pytest_addoption(parser):
    parser.addoption(
        "--write-statement",
        action="store_true",
        help="tests/browser/test_every_page.py then writes what the accessibility statement says was tested",
    )
    parser.addoption(
        "--only-with-database",
        action="store_true",
        help="for another PostgreSQL: leaves out tests that may not ask a database, and pages looked at in a browser",
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if config.getoption("only_with_database"):
        config.hook.pytest_deselected(items=[item for item in items if not _is_about_a_database(item)])
        items[:] = filter(_is_about_a_database, items)


def _is_about_a_database(item: pytest.Item) -> bool:
    # Without one of these every query of the test is refused.
    may_ask = item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames)
    only_looks = item.get_closest_marker("browser") and not item.get_closest_marker("journey")
    return bool(may_ask) and not only_looks


def pytest_terminal_summary(terminalreporter):
    for line in what_is_skipped():
        terminalreporter.write_line(line, red=True, bold=True)


@pytest.fixture(scope="session", autouse=True)
def folder_of_collected_files(tmp_path_factory):
    """Tests serve static files from where they are written; WhiteNoise only asks that its folder be there."""
    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database with its public role, as every database of ours has it."""
    with django_db_blocker.unblock():
        make_roles()
        _put_back_no_history()
        yield
        # Left open it would keep the test database from being removed.
        connections["public"].close()


def _put_back_no_history() -> None:
    """What migrations made is put back before tests that commit; its history writes itself, and is append-only."""
    # Kept only in runs that have such tests.
    if made := getattr(connection, "_test_serialized_contents", None):
        kept = [row for row in json.loads(made) if not row["model"].endswith("event")]
        connection._test_serialized_contents = json.dumps(kept)


@pytest.fixture(autouse=True)
def record_reads_in_the_test_transaction(settings, tmp_path):
    # The public alias is another connection, which does not see an open transaction. The wall has its own tests.
    settings.RECORD_READS = "default"
    # Within one transaction the state of the record changes once; what is kept has tests of its own.
    settings.PAGES_KEPT_MB = 0
    # What it saw last was of another test.
    watch_of_process.cache_clear()
    # Passwords are meant to be slow to check; here each would take half a second.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for name, value in shelves(tmp_path).items():
        setattr(settings, name, value)
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def committed(transactional_db):
    """For tests that need more than one connection: data is really committed, and cleared afterwards."""
    _refuse_truncating("ENABLE")
    yield
    # Clearing truncates every table, which editions and redactions rightly refuse.
    _refuse_truncating("DISABLE")


def _refuse_truncating(how: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE record_edition {how} TRIGGER edition_no_truncate")
        cursor.execute(f"ALTER TABLE record_redaction {how} TRIGGER redaction_no_truncate")
