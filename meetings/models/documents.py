"""Papers of a meeting, kept on the desk's own shelf; what is published of them is copied to that of the record."""

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

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class PaperText(models.Model):
    """The words of a paper, for search, as they were read from its file; never those of closed business.

    They are the file's and no clerk's, so the history does not keep them.
    """

    paper = models.OneToOneField(Document, models.CASCADE, primary_key=True, related_name="text_read")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file they were read from.")
    file_name = models.CharField(max_length=300, help_text="What that file was called on the shelf.")
    file_size = models.PositiveBigIntegerField(help_text="Of that file, in bytes.")
    text = models.TextField(blank=True, help_text="Page by page, a form feed between two.")
    is_paged = models.BooleanField(default=False, help_text="Whether the file has pages.")
    is_unfinished = models.BooleanField(default=False, help_text="Whether more could be read, given more time.")
    fault = models.TextField(blank=True, help_text="Why nothing could be read, or not all.")
    # To look through a long text takes seconds.
    asked_about = models.JSONField(
        default=list, blank=True, help_text="What of it looks like personal data: the kind and the words, each once."
    )
    note = models.TextField(blank=True, help_text="What to look at in the file before it is published.")

    def __str__(self) -> str:
        return f"Words of {self.paper}"

    def is_of(self, paper: Document) -> bool:
        """Whether they were read from the file that the paper has now; a file is never written twice."""
        return (self.file_name, self.file_size) == (paper.file.name, paper.file.size)

    @property
    def pages(self) -> list[str]:
        return self.text.split("\f") if self.text else []

    @property
    def told(self) -> str:
        """What the clerk is told of a paper that could not be read, or not to its end, or that holds unseen words."""
        told = []
        if self.fault and self.text:
            told.append(f"Search will not find all words of the paper “{self.paper}”: {self.fault}")
        elif self.fault:
            nothing = f"No text could be read from the paper “{self.paper}”: search will not find words in it."
            told.append(f"{nothing} {self.fault}")
        if self.note:
            told.append(f"Look at the paper “{self.paper}” before it is published: {self.note}")
        return " ".join(told)
