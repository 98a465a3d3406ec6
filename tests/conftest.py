"""What every test stands on: the record read inside the test's own transaction, and shelves of its own for papers."""

import pytest


@pytest.fixture(autouse=True)
def record_reads_in_the_test_transaction(settings, tmp_path):
    # The public alias is another connection, which does not see an open transaction. The wall has its own tests.
    settings.RECORD_READS = "default"
    settings.MEDIA_ROOT = tmp_path / "desk-papers"
    settings.STORAGES = settings.STORAGES | {
        "record": settings.STORAGES["record"] | {"OPTIONS": {"location": tmp_path / "record-papers"}},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
