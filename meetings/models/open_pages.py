"""Who has which page of the desk open, so that a second clerk is told before both have typed."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class OpenPage(models.Model):
    """That somebody looked at a page of the desk, and when last; a matter of minutes, not a history."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    path = models.CharField(max_length=200)
    opened_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["path", "user"], name="one_row_for_each_reader_of_a_page")]

    def __str__(self) -> str:
        return f"{self.user} at {self.path}"
