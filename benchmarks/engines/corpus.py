"""The items of the record as rows for other engines, each once."""

import json
from collections.abc import Iterator

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from meetings.municipal_year import MunicipalYear
from meetings.record.models import PublishedAppearance, PublishedAttendance
from meetings.record.search.entries import SearchEntry

# The last four are what only a page counts by.
COLUMNS = "id title resolutions minute committee year day outcome kind has_open_actions people"
READ = ["item", "item__title", "item__resolutions_text", "item__minute_text", "item__meeting__committee"]
READ += ["item__meeting__held_on", "stamp__outcome", "stamp__kind", "stamp__has_open_actions", "there", "named"]


def items() -> Iterator[tuple]:
    """The items of substance with the columns above: of a year its first, people by their addresses, as JSON."""
    there = PublishedAttendance.objects.filter(
        meeting=OuterRef("item__meeting"), person__isnull=False, attendance__in=["present", "remote"]
    )
    named = PublishedAppearance.objects.filter(item=OuterRef("item"))
    entries = (
        SearchEntry.objects.using("default")
        .filter(document=None, stamp__is_procedural=False)
        .annotate(
            there=ArraySubquery(there.order_by().values("person")),
            named=ArraySubquery(named.order_by().values("person")),
        )
    )
    rows = entries.order_by("item").values_list(*READ).iterator(chunk_size=2000)
    for *texts, day, outcome, kind, has_open_actions, present, spoke in rows:
        year, people = MunicipalYear.of(day).starts, json.dumps(sorted({*present, *spoke}))
        yield *texts, year, day.isoformat(), outcome, kind, int(has_open_actions), people
