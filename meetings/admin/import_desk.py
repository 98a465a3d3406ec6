"""The clerk's front door: paste minutes, see what was read beside the source, accept it as a draft."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from meetings.importers.minutes import AttendeeRead, MinutesRead, Reading
from meetings.importers.reading import read_text
from meetings.importers.save import CannotSave, find_committee, find_person, save_draft
from meetings.importers.source_view import source_segments
from meetings.models import Committee
from meetings.models.prose import clean_prose

MAY_ADD = "meetings.add_meeting"


class PasteForm(forms.Form):
    source = forms.CharField(
        label="Minutes",
        help_text="Paste the whole page, headings and all. Nothing is saved yet.",
        widget=forms.Textarea(attrs={"rows": 24, "class": "source-text", "spellcheck": "false"}),
        max_length=2_000_000,
        strip=False,
        error_messages={"required": "Paste the minutes first."},
    )

    def clean_source(self) -> str:
        return one_kind_of_line_end(self.cleaned_data["source"])


class AcceptForm(forms.Form):
    """What the text may not say, or say in words the desk does not know: asked of the clerk, never guessed."""

    source = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=2_000_000)
    committee = forms.ModelChoiceField(Committee.objects.all(), empty_label="(choose a committee)")
    day = forms.DateField(label="Date of the meeting", help_text="Such as 17 June 2021 or 17/06/2021.")
    time = forms.TimeField(
        label="Time", required=False, help_text="Such as 17:30. Left empty, one is assumed and noted for you."
    )
    new_people = forms.MultipleChoiceField(
        label="Add to the directory of people",
        help_text="Named here, and not in the directory yet. Untick members of the public: they get no page.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, unknown: list[AttendeeRead], **kwargs):
        super().__init__(*args, **kwargs)
        if not unknown:
            del self.fields["new_people"]
            return
        choices = {person.name.value: f"{person.name.value}, {person.role}".strip(" ,") for person in unknown}
        self.fields["new_people"].choices = list(choices.items())
        # Whoever was read with an office is a councillor or an officer; others may be residents.
        self.fields["new_people"].initial = [person.name.value for person in unknown if person.role]


def one_kind_of_line_end(text: str) -> str:
    """Browsers send CRLF whatever was typed; offsets into the source must not depend on that."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def paste(request: HttpRequest) -> HttpResponse:
    """The empty box; once filled, the review of what was read. Saves nothing."""
    _only_clerks(request)
    form = PasteForm(request.POST or None)
    if form.is_valid():
        source = form.cleaned_data["source"]
        read = read_text(source)
        if any(meeting.items for meeting in read.meetings):
            proposed = AcceptForm(initial=_what_was_read(source, read), unknown=unknown_people(read))
            return _review(request, source, read, proposed)
        form.add_error("source", "No item of business could be read from this text. Is it the whole page?")
    return _page(request, "admin/paste.html", "Paste minutes", {"form": form})


@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """Save the reviewed reading as a draft; read anew from the same source, which gives the same."""
    _only_clerks(request)
    source = one_kind_of_line_end(request.POST.get("source", ""))
    read = read_text(source)
    if not read.meetings:
        return redirect("admin:paste_minutes")
    form = AcceptForm(request.POST, unknown=unknown_people(read))
    if form.is_valid():
        given = {key: value for key, value in form.cleaned_data.items() if key != "source"}
        try:
            saved = save_draft(read.meetings[0], **given)
        except CannotSave as refusal:
            form.add_error(None, str(refusal))
        else:
            done = "Saved as a new draft." if saved.is_new else "Added to the draft that was there for this day."
            messages.success(request, done)
            return redirect("admin:meetings_meeting_change", saved.meeting.pk)
    return _review(request, source, read, form)


def unknown_people(read: MinutesRead) -> list[AttendeeRead]:
    """Those named at the meeting whom the directory does not have, or not certainly."""
    named = {attendee.name.value: attendee for attendee in reversed(read.meetings[0].attendees)}
    return [attendee for name, attendee in reversed(named.items()) if name and find_person(name) is None]


def _what_was_read(source: str, read: MinutesRead) -> dict:
    meeting = read.meetings[0]
    committee = find_committee(meeting.committee.value) if meeting.committee else None
    day = meeting.date.value if meeting.date else None
    same_day = list(committee.meetings.filter(starts_at__date=day)) if committee and day else []
    time = timezone.localtime(same_day[0].starts_at).time() if len(same_day) == 1 else None
    return {"source": source, "committee": committee, "day": day, "time": time}


def _review(request: HttpRequest, source: str, read: MinutesRead, form: AcceptForm) -> HttpResponse:
    meeting = read.meetings[0]
    context = {
        "form": form,
        "warnings": [*read.warnings, *_already_public(form.initial)],
        "meeting": meeting,
        "people": [(attendee, find_person(attendee.name.value)) for attendee in meeting.attendees],
        "items": [(item, _shown(item.minute)) for item in meeting.items],
        "others": len(read.meetings) - 1,
        "segments": source_segments(source, meeting),
    }
    return _page(request, "admin/review.html", "Review what was read", context)


def _already_public(proposed: dict) -> list[str]:
    if not (proposed.get("committee") and proposed.get("day")):
        return []
    meetings = proposed["committee"].meetings.filter(starts_at__date=proposed["day"], published_at__isnull=False)
    return [
        format_html(
            'The minutes of <a href="{}">{}</a> are on the record already: change them there instead.',
            reverse("admin:meetings_meeting_change", args=[meeting.pk]),
            meeting,
        )
        for meeting in meetings
    ]


def _shown(minute: Reading[str] | None) -> str:
    return mark_safe(clean_prose(minute.value)) if minute else ""


def _page(request: HttpRequest, template: str, title: str, context: dict) -> HttpResponse:
    return render(request, template, {**admin.site.each_context(request), "title": title, **context})


def _only_clerks(request: HttpRequest) -> None:
    if not request.user.has_perm(MAY_ADD):
        raise PermissionDenied
