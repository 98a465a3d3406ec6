"""Who made an edition: the desk alone knows, for the public text names the office."""

from django.conf import settings
from django.db import models


class Publication(models.Model):
    """That somebody published an edition of a meeting."""

    meeting = models.ForeignKey("Meeting", models.CASCADE, related_name="publications")
    place = models.PositiveBigIntegerField("place in the chain of editions", unique=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return f"{self.meeting}, edition {self.place} in the chain"
