"""Words that mean the same: a short form and what it stands for. Whoever searches for either is shown both."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

NOTHING_TO_FIND = "Give at least one letter or figure."
SAME = "The short form and what it stands for are the same."


class Synonym(models.Model):
    """A short form and one thing that it stands for; it may stand for several, each in a row of its own."""

    short = models.CharField("short form", max_length=60, help_text="As it is printed: “EHE”.")
    long = models.CharField("stands for", max_length=200, help_text="In full: “elective home education”.")

    class Meta:
        ordering = ["short", "long"]
        constraints = [
            models.UniqueConstraint(
                Lower("short"),
                Lower("long"),
                name="one_synonym_of_two_forms",
                violation_error_message="The list says so already: this short form stands for these words.",
            ),
            models.CheckConstraint(
                condition=~Q(short__iexact=F("long")), name="a_synonym_is_another_word", violation_error_message=SAME
            ),
        ]

    def __str__(self) -> str:
        return f"{self.short}: {self.long}"

    def clean(self) -> None:
        """One space between words; a letter or a figure on either side. Raises ValidationError, box by box."""
        faults = {}
        for name in ("short", "long"):
            words = " ".join(getattr(self, name).split())
            setattr(self, name, words)
            # An empty box has its own error.
            if words and not any(letter.isalnum() for letter in words):
                faults[name] = NOTHING_TO_FIND
        if faults:
            raise ValidationError(faults)
