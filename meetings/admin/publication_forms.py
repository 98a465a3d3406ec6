"""What the steps of publication ask of the clerk."""

from django import forms
from django.http import HttpRequest

from meetings.models import Item, Meeting
from meetings.publishing.publish import BOTH_GIVEN, NEITHER_GIVEN

# Minutes are confirmed at the next suitable meeting: one of the next few.
MEETINGS_WITH_ITEMS = 6
ON_FORM = "correction"
PUBLIC_REASON = {
    "label": "Reason, as the public will read it",
    "widget": forms.Textarea(attrs={"rows": 3}),
    "error_messages": {"required": "Write the reason: it stands on the public page."},
}


class ReasonForm(forms.Form):
    reason = forms.CharField(**PUBLIC_REASON)

    def __init__(self, data=None, *, meeting: Meeting, **kwargs):
        super().__init__(data, **kwargs)
        self.meeting = meeting


class CorrectionForm(ReasonForm):
    ordered_by = forms.CharField(
        label="Resolution that ordered it, if there is one",
        required=False,
        help_text="As the public will read it: committee, date, item and resolution.",
    )
    is_clerical_error = forms.BooleanField(label="It mends a clerical error, which nobody ordered", required=False)

    def __init__(self, data=None, *, meeting: Meeting, **kwargs):
        super().__init__(data, meeting=meeting, **kwargs)
        if not meeting.is_confirmed:
            del self.fields["is_clerical_error"]

    def clean(self) -> dict:
        given = super().clean()
        is_slip, is_ordered = bool(given.get("is_clerical_error")), bool(given.get("ordered_by"))
        if is_slip and is_ordered:
            raise forms.ValidationError(BOTH_GIVEN)
        if self.meeting.is_confirmed and not is_slip and not is_ordered:
            raise forms.ValidationError(NEITHER_GIVEN)
        return given


class ConfirmForm(forms.Form):
    at_meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label="Confirmed at the meeting of", required=False, empty_label="(choose a meeting)"
    )
    at_item = forms.ModelChoiceField(
        Item.objects.none(), label="under the item", required=False, empty_label="(choose an item)"
    )
    on = forms.DateField(label="or, if that meeting is not here, on", required=False)

    def __init__(self, data=None, *, meeting: Meeting, **kwargs):
        super().__init__(data, **kwargs)
        later = Meeting.objects.held().filter(committee=meeting.committee, starts_at__gt=meeting.starts_at)
        later = later.order_by("starts_at").select_related("committee")
        self.fields["at_meeting"].queryset = later
        following = list(later[:MEETINGS_WITH_ITEMS])
        items = Item.objects.filter(meeting__in=following).order_by("meeting__starts_at", "position")
        self.fields["at_item"].queryset = items
        by_meeting: dict[int, list] = {}
        for item in items:
            by_meeting.setdefault(item.meeting_id, []).append((item.pk, str(item)))
        groups = [(str(other), by_meeting[other.pk]) for other in following if other.pk in by_meeting]
        self.fields["at_item"].choices = [("", "(choose an item)"), *groups]

    def clean(self) -> dict:
        given = super().clean()
        meeting, item = given.get("at_meeting"), given.get("at_item")
        if given.get("on") and (meeting or item):
            raise forms.ValidationError("Choose a meeting or give a date, not both.")
        if meeting and item and item.meeting_id != meeting.pk:
            self.add_error("at_item", f"This item is of the meeting of {item.meeting.held_on:%-d %B %Y}.")
        # An item says which meeting it was.
        return given | {"at_meeting": meeting or (item.meeting if item else None)}


class RedactionForm(forms.Form):
    words = forms.CharField(
        label="Words to be removed, one passage a line",
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
        help_text="Found however they are spaced, hyphenated, accented or capitalised; only as whole words.",
        error_messages={"required": "Write the words that are to be removed."},
    )
    reason = forms.CharField(**PUBLIC_REASON, help_text="Without the words themselves.")

    @property
    def passages(self) -> list[str]:
        """The passages that were typed, one a line."""
        return [line for line in self.cleaned_data["words"].splitlines() if line.strip()]


def correction_on_form(request: HttpRequest, meeting: Meeting, *, is_bound: bool = False) -> CorrectionForm:
    """The reason for a correction as it stands on an ordinary form; what was typed in it comes back."""
    if is_bound:
        return CorrectionForm(request.POST, meeting=meeting, prefix=ON_FORM)
    form = CorrectionForm(meeting=meeting, prefix=ON_FORM)
    form.initial = _typed(request, form)
    # Saving at the desk needs no reason.
    form.use_required_attribute = False
    return form


def keep_what_was_typed(request: HttpRequest, meeting: Meeting) -> None:
    """Keep the reason typed on an ordinary form for the page that publishes the correction."""
    typed = _typed(request, CorrectionForm(meeting=meeting, prefix=ON_FORM))
    if typed:
        request.session[f"{ON_FORM}-{meeting.pk}"] = typed


def typed_before(request: HttpRequest, meeting: Meeting) -> dict:
    """What was kept of the reason for this meeting's correction, until it is published."""
    return request.session.get(f"{ON_FORM}-{meeting.pk}", {})


def forget_what_was_typed(request: HttpRequest, meeting: Meeting) -> None:
    """The correction is public: its reason is kept there."""
    request.session.pop(f"{ON_FORM}-{meeting.pk}", None)


def _typed(request: HttpRequest, form: CorrectionForm) -> dict:
    boxes = {name: request.POST.get(form.add_prefix(name), "") for name in form.fields}
    return {name: value for name, value in boxes.items() if value}
