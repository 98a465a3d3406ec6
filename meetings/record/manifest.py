"""The list of every edition's digest, in the order of the chain, as `sha256sum --check` reads it."""

import datetime
from collections.abc import Iterator

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from meetings.record.editions import Edition, Redaction

AT_A_TIME = 1000
HEADING = """\
# Every edition of this minute book, one a line, in the order of the chain: digest (SHA-256) and address.
# Lines that begin with # are not checked by sha256sum. "withdrawn" and "redacted" give the digest of a text that is no
# longer published; the line after "redacted" gives that of what is left of it.
"""


def head_of_chain() -> Edition | None:
    """The newest edition of the archive."""
    return Edition.objects.only("place", "address", "number", "made_at", "digest").order_by("-place").first()


def manifest() -> Iterator[str]:
    """Yield the manifest line by line; however long the archive, only a thousand editions at a time are held."""
    yield HEADING
    withdrawals = Edition.objects.filter(kind=Edition.Kind.WITHDRAWAL).order_by().values("address")
    withdrawn = dict(withdrawals.annotate(last=Max("number")).values_list("address", "last"))
    redactions = Redaction.objects.order_by("pk").values_list("edition", "digest", "made_in__made_at")
    redacted = {place: (digest, timezone.localdate(at)) for place, digest, at in redactions}
    meetings, place = reverse("meetings").lstrip("/"), 0
    while editions := list(_after(place)):
        for place, address, number, digest in editions:
            path = f"{meetings}{address}/editions/{number}.json"
            yield _lines(path, digest, redacted.get(place), is_withdrawn=number < withdrawn.get(address, 0))


def _after(place: int):
    rows = Edition.objects.filter(place__gt=place).order_by("place")
    return rows.values_list("place", "address", "number", "digest")[:AT_A_TIME]


def _lines(path: str, digest: str, redacted: tuple[str, datetime.date] | None, *, is_withdrawn: bool) -> str:
    if is_withdrawn:
        return f"# withdrawn: {digest}  {path}\n"
    if redacted:
        left, day = redacted
        return f"# redacted on {day.isoformat()}: {digest}  {path}\n{left}  {path}\n"
    return f"{digest}  {path}\n"
