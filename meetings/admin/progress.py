"""Progress of one action, wherever it is written down: on the action's own form or in the sheet of actions."""

from django import forms
from django.utils import timezone

from meetings.admin.seen_first import SeenFirstMixin
from meetings.models import Action, Item
from meetings.publishing.publish import show_progress


def places_to_report_back(action: Action) -> forms.ModelChoiceField:
    """The items at which the action can be reported back: those of later meetings of the committee that asked."""
    asked_at = action.item.meeting
    later = Item.objects.filter(
        meeting__committee=asked_at.committee, meeting__starts_at__gt=asked_at.starts_at
    ).select_related("meeting")
    choices = [
        (item.pk, f"{item.meeting.held_on:%-d %B %Y}, item {item}")
        for item in later.order_by("meeting__starts_at", "position")
    ]
    field = forms.ModelChoiceField(later, required=False, label="Reported back at")
    field.choices = [("", "(not yet)"), *choices]
    return field


class ProgressForm(SeenFirstMixin, forms.ModelForm):
    """A note, the day of completion, and the item at which the action was reported back: any of them, or all."""

    note = forms.CharField(label="Note of progress", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    noted_on = forms.DateField(label="Date of the note", initial=timezone.localdate, required=False)
    is_public = forms.BooleanField(label="Show the note to the public, where the action is public", required=False)

    class Meta:
        model = Action
        fields = ["completed_on", "reported_back_at"]
        labels = {"completed_on": "Completed on"}
        help_texts = {"completed_on": "Leave empty while it is open."}

    field_order = ["note", "noted_on", "is_public", "completed_on", "reported_back_at"]

    def __init__(self, data=None, *, instance: Action):
        super().__init__(data, instance=instance, prefix=f"progress-{instance.pk}")
        places = places_to_report_back(instance)
        places.show_hidden_initial = True
        self.fields["reported_back_at"] = places

    def clean(self) -> dict:
        given = super().clean()
        if given.get("note", "").strip() and "noted_on" not in self.errors and not given.get("noted_on"):
            self.add_error("noted_on", "Give the date of the note.")
        return given

    def save(self) -> Action:
        """Save the progress and show it to the public at once, where the action is public."""
        action = super().save()
        if text := self.cleaned_data["note"].strip():
            given = self.cleaned_data
            action.updates.create(reported_on=given["noted_on"], text=text, is_public=given["is_public"])
        show_progress(action.item.meeting)
        return action
