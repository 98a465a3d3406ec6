"""Issues at the desk."""

from django import forms
from django.contrib import admin

from meetings.admin.councils import DirectoryAdmin
from meetings.models import Issue

NEW_ADDRESS = (
    "Tick where words of the old title must not be public any more. The page moves to an address made of the new "
    "title; links to the old one lead nowhere, and whoever follows the issue by e-mail has to ask for it again."
)


class IssueForm(forms.ModelForm):
    has_new_address = forms.BooleanField(label="gets a new address", required=False, help_text=NEW_ADDRESS)


@admin.register(Issue)
class IssueAdmin(DirectoryAdmin):
    form = IssueForm
    list_display = ["title"]
    search_fields = ["title"]

    def get_fields(self, request, obj=None):
        has_address = obj is not None and obj.public_slug != "" and self.has_change_permission(request, obj)
        return ["title", "has_new_address"] if has_address else ["title"]

    def save_model(self, request, obj, form, change):
        if form.cleaned_data.get("has_new_address"):
            # The directory, brought in line with this save, gives it one as to an issue that was never public.
            obj.public_slug = ""
        super().save_model(request, obj, form, change)
