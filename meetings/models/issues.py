"""A matter that comes back over many meetings."""

from django.db import models
from django.db.models import Q


class Issue(models.Model):
    """One matter, followed from meeting to meeting; the public sees it once a published item belongs to it."""

    title = models.CharField(max_length=200, unique=True)
    # Given when the issue first enters the record; see Person.public_slug.
    public_slug = models.SlugField(max_length=80, blank=True, editable=False)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["public_slug"], condition=~Q(public_slug=""), name="one_issue_at_a_public_address"
            )
        ]

    def __str__(self) -> str:
        return self.title
