"""The list of words that mean the same, which clerks keep and search asks."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from meetings.admin.councils import DirectoryAdmin
from meetings.models import Synonym
from meetings.record.search.synonyms import is_left_out

LEFT_OUT = "Search leaves out words as common as “{}”, so nothing would be found by it."
AT_ONCE = (
    "Public as soon as it is saved: whoever searches for one side is shown what has the other too, and is told so."
)


class SynonymForm(forms.ModelForm):
    def clean_short(self) -> str:
        return _found_by_search(self.cleaned_data["short"])

    def clean_long(self) -> str:
        return _found_by_search(self.cleaned_data["long"])


def _found_by_search(words: str) -> str:
    # Without a letter or a figure there is another fault, which the list itself knows.
    if any(letter.isalnum() for letter in words) and is_left_out(words):
        raise ValidationError(LEFT_OUT.format(words))
    return words


@admin.register(Synonym)
class SynonymAdmin(DirectoryAdmin):
    form = SynonymForm
    list_display = ["short", "long"]
    search_fields = ["short", "long"]
    fieldsets = [(None, {"fields": ["short", "long"], "description": AT_ONCE})]
