"""Where papers lie while a test runs."""

from pathlib import Path

from django.conf import settings


def shelves(folder: Path) -> dict[str, object]:
    """The settings that keep papers in the folder, and none on the shelves of the site."""
    record = settings.STORAGES["record"] | {"OPTIONS": {"location": folder / "record-papers"}}
    return {"MEDIA_ROOT": folder / "desk-papers", "STORAGES": settings.STORAGES | {"record": record}}
