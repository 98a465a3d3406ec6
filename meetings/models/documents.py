"""Papers of a meeting, kept on the desk's own shelf until their meeting is published."""

from pathlib import PurePath

from django.core.files.storage import FileSystemStorage
from django.db import models
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.text import get_valid_filename


class DeskStorage(FileSystemStorage):
    """The desk's shelf: only the admin hands out what is on it."""

    def url(self, name: str) -> str:
        return reverse("admin:desk_paper", args=[name])


def place_on_the_shelf(document: "Document", filename: str) -> str:
    return f"{get_random_string(24)}/{get_valid_filename(PurePath(filename).name)}"


class Document(models.Model):
    """One paper, of the whole meeting or of one item."""

    class Kind(models.TextChoices):
        AGENDA = "agenda", "Agenda"
        REPORT = "report", "Report"
        APPENDIX = "appendix", "Appendix"
        SUPPLEMENT = "supplement", "Supplement"
        MINUTES = "minutes", "Minutes"
        PRESENTATION = "presentation", "Presentation"
        OTHER = "other", "Other paper"

    meeting = models.ForeignKey("Meeting", models.CASCADE, related_name="documents")
    item = models.ForeignKey("Item", models.CASCADE, null=True, blank=True, related_name="documents")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.REPORT)
    title = models.CharField(max_length=300)
    file = models.FileField(upload_to=place_on_the_shelf, max_length=300)
    extracted_text = models.TextField(blank=True, help_text="The paper's words, for search.")

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title
