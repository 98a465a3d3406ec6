"""Minutes handed in at the import desk, kept until a clerk has reviewed and accepted what was read from them."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When


class SourceText(models.Model):
    """The words of one file or paste, as its reader gave them; gone when the last review of it ends."""

    name = models.CharField(max_length=255, help_text="Of the file, or that the text was pasted.")
    text = models.TextField()
    warnings = models.JSONField(default=list, help_text="What the readers have to say of it, in words for the clerk.")
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["added_at"]

    def __str__(self) -> str:
        return self.name


class Review(models.Model):
    """What was read of one meeting, with the clerk's corrections so far. Not a draft: no meeting knows of it.

    `reading` is a MeetingRead of the importers as JSON; only that room reads it.
    """

    source = models.ForeignKey(SourceText, models.CASCADE, related_name="reviews")
    position = models.PositiveSmallIntegerField()
    # Meetings handed in together, in one file or several, are reviewed one after the other: "2 of 5".
    batch = models.UUIDField(default=uuid.uuid4)
    batch_position = models.PositiveSmallIntegerField(default=1)
    batch_size = models.PositiveSmallIntegerField(default=1)
    # The stretch of the source that tells of this meeting, in characters.
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    committee = models.ForeignKey("Committee", models.SET_NULL, null=True, blank=True, related_name="+")
    reading = models.JSONField()
    # Boxes that hold what cannot be so, as they were typed: the name of each field on the page and its text.
    unfinished = models.JSONField(default=dict, blank=True)
    # The reading before the last change of its parts, so that a slip can be undone.
    reading_before = models.JSONField(null=True, blank=True)
    # For a name as printed: the key of the person meant, "new" for one to be added, or "" for the name alone.
    people = models.JSONField(default=dict)
    # Counts the changes, so that a second window cannot overwrite what it has not seen.
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["source", "position"]
        constraints = [
            models.UniqueConstraint(fields=["source", "position"], name="one_review_at_a_position"),
            models.UniqueConstraint(fields=["batch", "batch_position"], name="one_review_at_a_place_of_its_batch"),
            models.CheckConstraint(name="a_review_reads_a_stretch_of_its_source", condition=Q(end__gte=F("start"))),
        ]

    def __str__(self) -> str:
        """The committee and the day, as far as they are known, for the clerk to choose by."""
        date = self.reading.get("date")
        day = f"{datetime.date.fromisoformat(date['value']):%-d %B %Y}" if date else f"meeting {self.position}"
        printed = self.reading.get("committee")
        return f"{self.committee or (printed and printed['value']) or 'Committee not given'}, {day}"

    @property
    def place_in_batch(self) -> str:
        """ "2 of 5", for one of several."""
        return f"{self.batch_position} of {self.batch_size}" if self.batch_size > 1 else ""

    def following(self, waiting: "models.QuerySet[Review]") -> "Review | None":
        """The one of those waiting to go on with: the next handed in with this one, then one passed over."""
        others = waiting.filter(batch=self.batch).exclude(batch_position=self.batch_position)
        is_behind = Case(When(batch_position__gt=self.batch_position, then=0), default=1)
        return others.order_by(is_behind, "batch_position").first()
