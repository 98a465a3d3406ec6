"""What other systems call the things that were imported, so that an import can be repeated and an old link found."""

from django.db import models
from django.db.models import Q

KINDS = ("committee", "item", "meeting", "person")


def exactly_one(*fields: str) -> Q:
    """The condition that one of the foreign keys named is set and all others are empty."""
    either = Q()
    for chosen in fields:
        either |= Q(**{f"{field}__isnull": field != chosen for field in fields})
    return either


class SourceRef(models.Model):
    """One id of another system, and the one thing of ours that it means."""

    system = models.CharField(max_length=60, help_text="Such as “moderngov”.")
    kind = models.CharField(max_length=40, help_text="What that system calls the thing: “AIId”, “MId”…")
    source_id = models.CharField(max_length=200)
    committee = models.ForeignKey("Committee", models.CASCADE, null=True, blank=True)
    item = models.ForeignKey("Item", models.CASCADE, null=True, blank=True)
    meeting = models.ForeignKey("Meeting", models.CASCADE, null=True, blank=True)
    person = models.ForeignKey("Person", models.CASCADE, null=True, blank=True)

    class Meta:
        ordering = ["system", "kind", "source_id"]
        verbose_name = "source reference"
        constraints = [
            models.UniqueConstraint(fields=["system", "kind", "source_id"], name="one_meaning_of_a_source_id"),
            models.CheckConstraint(name="source_id_means_exactly_one_thing", condition=exactly_one(*KINDS)),
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.kind} {self.source_id}"
