"""What the engine looks into: for every item its words, and the few facts that answers are counted by.

What they hold is computed from the rows of the record: see filing.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from meetings.record.directory import PublishedCommittee
from meetings.record.meetings import PublishedDocument, PublishedItem


class SearchVolume(models.Model):
    """The minutes of one committee in one municipal year, as they would be bound: what answers are counted by."""

    committee = models.ForeignKey(PublishedCommittee, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField(help_text="The calendar year in which the municipal year starts.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["committee", "year"], name="one_volume_of_a_year")]

    def __str__(self) -> str:
        return f"{self.committee_id} {self.year}"


class SearchStamp(models.Model):
    """What an entry is and what became of it; the same few combinations stand on all of them."""

    class Kind(models.TextChoices):
        ITEM = "item", "Item"
        PAPER = "paper", "Paper"

    kind = models.CharField(max_length=10, choices=Kind)
    outcome = models.CharField(max_length=20, blank=True)
    is_procedural = models.BooleanField()
    has_open_actions = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "outcome", "is_procedural", "has_open_actions"], name="one_stamp_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.outcome}"


class SearchEntry(models.Model):
    """All the words of an item, or of a paper: of an item, or of a whole meeting. A long paper has an entry a part.

    The words are kept out of line (migration 0012): counting the answers of a common word reads this table from end
    to end, and thirty years of items must then be a few thousand pages, not a hundred thousand.
    """

    item = models.ForeignKey(PublishedItem, models.CASCADE, null=True, related_name="entries")
    document = models.ForeignKey(PublishedDocument, models.CASCADE, null=True, related_name="entries")
    volume = models.ForeignKey(SearchVolume, models.PROTECT, related_name="+")
    stamp = models.ForeignKey(SearchStamp, models.PROTECT, related_name="+", db_index=False)
    held_on = models.DateField()
    is_sampled = models.BooleanField(help_text="One in sixteen: where all would be too many, these are counted.")
    # A title, B resolutions, C minutes and the names of people; of a paper C its title, D its text. Who was there, as
    # @address.
    words = SearchVectorField()
    part = models.PositiveSmallIntegerField(default=1, db_default=1, help_text="Of a long paper, from one on.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "document", "part"], name="one_entry_of_an_item_or_part", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=models.Q(item__isnull=False) | models.Q(document__isnull=False),
                name="an_entry_is_of_an_item_or_a_paper",
            ),
        ]
        indexes = [
            GinIndex(fields=["words"], name="entries_by_word", fastupdate=False),
            GinIndex(
                fields=["words"],
                name="sampled_entries_by_word",
                condition=models.Q(is_sampled=True),
                fastupdate=False,
            ),
            models.Index(fields=["-held_on", "-id"], name="entries_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id or self.document_id}"


class SearchHeading(models.Model):
    """The words of an item's title and resolutions once more: few, kept in line, and ranked without the others."""

    entry = models.OneToOneField(SearchEntry, models.CASCADE, primary_key=True, related_name="heading")
    volume = models.ForeignKey(SearchVolume, models.PROTECT, related_name="+", db_index=False)
    stamp = models.ForeignKey(SearchStamp, models.PROTECT, related_name="+", db_index=False)
    held_on = models.DateField()
    words = SearchVectorField()

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="headings_by_word", fastupdate=False),
            models.Index(fields=["-held_on", "-entry"], name="headings_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}"
