"""The items of the record as rows for other engines, each once."""

from collections.abc import Iterator

from meetings.municipal_year import MunicipalYear
from meetings.record.models import PublishedItem

COLUMNS = "id title resolutions minute committee year day outcome"


def items() -> Iterator[tuple]:
    """The items of substance: id, title, resolutions, minute, committee, year, day and outcome."""
    rows = PublishedItem.objects.using("default").filter(is_procedural=False).order_by("pk")
    values = rows.values_list(
        "pk", "title", "resolutions_text", "minute_text", "meeting__committee", "meeting__held_on", "outcome"
    )
    for pk, title, resolutions, minute, committee, day, outcome in values.iterator(chunk_size=2000):
        yield pk, title, resolutions, minute, committee, MunicipalYear.of(day).starts, day.isoformat(), outcome
