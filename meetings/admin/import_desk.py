"""The clerk's front door: paste minutes, see what was read beside the source, accept it as a draft."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from meetings.importers.minutes import MinutesRead, Reading
from meetings.importers.pasted_text import read_pasted_text
from meetings.importers.save import AlreadyPublished, find_committee, save_draft, usual_time
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
        label="Time", required=False, help_text="Left empty, the usual time of the committee is assumed and noted."
    )


def one_kind_of_line_end(text: str) -> str:
    """Browsers send CRLF whatever was typed; offsets into the source must not depend on that."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def paste(request: HttpRequest) -> HttpResponse:
    """The empty box; once filled, the review of what was read. Saves nothing."""
    _only_clerks(request)
    form = PasteForm(request.POST or None)
    if not form.is_valid():
        return _page(request, "admin/paste.html", "Paste minutes", {"form": form})
    source = form.cleaned_data["source"]
    read = read_pasted_text(source)
    if not read.meetings:
        form.add_error("source", "No meeting could be read from this text. Is it the whole page?")
        return _page(request, "admin/paste.html", "Paste minutes", {"form": form})
    return _review(request, source, read, AcceptForm(initial=_what_was_read(source, read)))


@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """Save the reviewed reading as a draft; read anew from the same source, which gives the same."""
    _only_clerks(request)
    form = AcceptForm(request.POST)
    source = one_kind_of_line_end(request.POST.get("source", ""))
    read = read_pasted_text(source)
    if not read.meetings:
        return redirect("admin:paste_minutes")
    if not form.is_valid():
        return _review(request, source, read, form)
    given = form.cleaned_data
    try:
        saved = save_draft(read.meetings[0], committee=given["committee"], day=given["day"], time=given["time"])
    except AlreadyPublished as refusal:
        form.add_error(None, str(refusal))
        return _review(request, source, read, form)
    messages.success(
        request, "Saved as a new draft." if saved.is_new else "Added to the draft that was there for this day."
    )
    return redirect("admin:meetings_meeting_change", saved.meeting.pk)


def _what_was_read(source: str, read: MinutesRead) -> dict:
    meeting = read.meetings[0]
    committee = find_committee(meeting.committee.value) if meeting.committee else None
    return {
        "source": source,
        "committee": committee,
        "day": meeting.date.value if meeting.date else None,
        "time": usual_time(committee) if committee and committee.meetings.exists() else None,
    }


def _review(request: HttpRequest, source: str, read: MinutesRead, form: AcceptForm) -> HttpResponse:
    context = {
        "form": form,
        "read": read,
        "meeting": read.meetings[0],
        "items": [(item, _shown(item.minute)) for item in read.meetings[0].items],
        "others": len(read.meetings) - 1,
        "segments": source_segments(source, read.meetings[0]),
    }
    return _page(request, "admin/review.html", "Review what was read", context)


def _shown(minute: Reading[str] | None) -> str:
    return mark_safe(clean_prose(minute.value)) if minute else ""


def _page(request: HttpRequest, template: str, title: str, context: dict) -> HttpResponse:
    return render(request, template, {**admin.site.each_context(request), "title": title, **context})


def _only_clerks(request: HttpRequest) -> None:
    if not request.user.has_perm(MAY_ADD):
        raise PermissionDenied
