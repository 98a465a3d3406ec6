"""The editions: what was published, byte for byte, each chained by its digest to the one before it."""

import datetime
import hashlib
import json
import secrets
from collections.abc import Collection, Iterable

from django.db import connections, models

# One chain for the whole archive: appending waits its turn, so that no two editions follow the same one.
CHAIN_LOCK = 0x6D696E757465


def canonical_json(value: object) -> str:
    """The one way in which a document is written down: keys in order, no white space, UTF-8 as it is."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def digest_of(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hexadecimal; what `sha256sum` prints of the same file."""
    return hashlib.sha256(text.encode()).hexdigest()


def new_salt() -> str:
    """128 bits by chance, in hexadecimal: whoever has not read them in a text cannot guess the text by its digest."""
    return secrets.token_hex(16)


def wait_for_turn() -> None:
    """Let one transaction at a time write to the record; the turn ends with the transaction."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


def people_named(content: dict) -> dict[str, str]:
    """The addresses of all people that a meeting's public content names, with their names as printed."""
    named = [*content["attendees"]]
    for item in content["items"]:
        named += [*item["speakers"], *item["declarations"]]
        for resolution in item["resolutions"]:
            named += [resolution["mover"], resolution["seconder"], *resolution["named_votes"]]
    return {person["person"]: person["name"] for person in named if person and person["person"]}


def without_links(part: object, people: Collection[str]) -> object:
    """A part of a meeting's public content in which the names of these people have no address beside them."""
    if isinstance(part, dict):
        without = {key: without_links(value, people) for key, value in part.items()}
        return without | ({"person": None} if without.get("person") in people else {})
    return [without_links(entry, people) for entry in part] if isinstance(part, list) else part


class EditionQuerySet(models.QuerySet):
    def append(
        self, *, address: str, kind: str, content: dict, by: str, reason: str, at: datetime.datetime, **also
    ) -> "Edition":
        """Add the next edition of the meeting at `address`; call inside a transaction on the default database.

        The written text holds number, kind, time, maker, reason, a salt and the digest of the edition before it in
        the chain beside the content, so that its SHA-256 vouches for all of them. `also` is what few editions have:
        `ordered_by`, `is_clerical_error`, `redacted`.
        """
        editions = self.using("default")
        wait_for_turn()
        last = editions.order_by("-place").values("place", "digest").first()
        edition = Edition(
            place=last["place"] + 1 if last else 1,
            address=address,
            number=editions.filter(address=address).count() + 1,
            kind=kind,
            made_at=at.replace(microsecond=0),
            made_by=by,
            reason=reason,
            salt=new_salt(),
            previous=last["digest"] if last else "",
            **also,
        )
        edition.text = canonical_json({"edition": edition.facts, "meeting": content})
        edition.digest = digest_of(edition.text)
        edition.save(using="default", force_insert=True)
        return edition

    def open_ones(self, address: str, numbers: Iterable[int]) -> models.query.RawQuerySet:
        """Those of the meeting's editions of these numbers that may be read. See also: edition_pages.is_open().

        The database chooses them (migration 0019), and on the public side gives out the words of no other.
        """
        return self.raw("SELECT * FROM record_open_editions(%s, %s)", [address, list(numbers)])


class Edition(models.Model):
    """One publication of one meeting: append-only, by trigger (migration 0003).

    Pages may read where it stands in the chain and no more (roles.COLUMNS); its words, as `open_ones` gives them out.
    The one exception is a redaction (see Redaction): it takes words out of text and reason, and the salt along with
    them, never anything else.
    """

    class Kind(models.TextChoices):
        AGENDA = "agenda", "Agenda published"
        MINUTES = "minutes", "Minutes published"
        CONFIRMATION = "confirmation", "Confirmed as a correct record"
        CORRECTION = "correction", "Corrected"
        CANCELLATION = "cancellation", "Cancelled"
        WITHDRAWAL = "withdrawal", "Withdrawn"
        REDACTION = "redaction", "Personal data removed"

    place = models.PositiveBigIntegerField(primary_key=True, help_text="Place in the chain of the whole archive.")
    address = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=310)
    reason = models.TextField(blank=True)
    ordered_by = models.TextField(blank=True, help_text="The resolution that ordered a correction, in words.")
    is_clerical_error = models.BooleanField(default=False)
    # Of a redaction: {place of an edition: digest of its text without the words}.
    redacted = models.JSONField(default=dict)
    text = models.TextField(help_text="The canonical JSON, exactly as digested.")
    # While it stands in the text it hides nothing. Once a redaction has put another in its place, nobody can try words
    # in place of those taken out until the digest fits. None in the text of an edition from before there were salts.
    salt = models.CharField(max_length=32, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    previous = models.CharField(max_length=64, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["address", "number"], name="one_edition_of_a_number")]

    def __str__(self) -> str:
        return f"{self.address}, edition {self.number} ({self.get_kind_display().lower()})"

    @property
    def facts(self) -> dict:
        """What is digested of the edition itself, beside the meeting's content; what few have, only where they do."""
        few = {
            "ordered_by": self.ordered_by,
            "is_clerical_error": self.is_clerical_error,
            "redacted": self.redacted,
            "salt": self.salt,
        }
        return {key: value for key, value in few.items() if value} | {
            "number": self.number,
            "kind": str(self.kind),
            "made_at": self.made_at.astimezone(datetime.UTC).isoformat(timespec="seconds"),
            "made_by": self.made_by,
            "reason": self.reason,
            "previous": self.previous,
        }

    def is_as_digested(self, digest: str = "") -> bool:
        """Whether text, digest and every column of the edition say the same.

        Of a redacted edition, `digest` is that of its text without the words; its own is of the text as it was.
        """
        if digest_of(self.text) != (digest or self.digest):
            return False
        try:
            told = json.loads(self.text)
            return told["edition"] == self.facts and told["meeting"]["address"] == self.address
        except (ValueError, TypeError, KeyError):
            # Whoever can write any text can also write its digest.
            return False

    @property
    def content(self) -> dict:
        """The meeting as published: what `public_content` gave."""
        return json.loads(self.text)["meeting"]


class Redaction(models.Model):
    """The one door through which an edition's text may change: append-only, by trigger (migrations 0004, 0022).

    The database lets a text through whose digest stands here and whose salt is another, and lets a row in only where
    an edition of the kind redaction names that digest: the chain itself vouches for what was left. When, by whom and
    why it was done are told by that edition.
    """

    # The trigger checks more of both than a foreign key of the database would; an edition never goes away.
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="redactions", db_constraint=False)
    made_in = models.ForeignKey(Edition, models.PROTECT, related_name="redactions_made", db_constraint=False)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the text without the words.")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "made_in"], name="one_redaction_of_an_edition_each")]

    def __str__(self) -> str:
        return f"{self.edition}, redacted in {self.made_in}"
