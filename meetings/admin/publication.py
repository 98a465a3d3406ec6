"""The way of a meeting to the public: what is wrong with it, what it will look like, and the verbs that publish it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import get_urlconf, reverse, set_urlconf
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from meetings.models import Meeting
from meetings.publishing import publish as verbs
from meetings.publishing.checks import Fault, faults_in_agenda, faults_in_minutes
from meetings.record.editions import Edition, canonical_json
from meetings.record.pages import meeting_page
from meetings.record.rows import rows_of

MAY_PUBLISH = "meetings.publish_meeting"
MAY_VIEW = "meetings.view_meeting"


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Reason, as the public will read it",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write the reason: it stands on the public page."},
    )


class ConfirmForm(forms.Form):
    at_meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label="Confirmed at the meeting of", required=False, empty_label="(choose a meeting)"
    )
    on = forms.DateField(label="or on (if that meeting is not here)", required=False)

    def __init__(self, meeting: Meeting, data=None):
        super().__init__(data, auto_id="id_confirm_%s")
        later = Meeting.objects.filter(committee=meeting.committee, starts_at__gt=meeting.starts_at)
        self.fields["at_meeting"].queryset = later.order_by("starts_at").select_related("committee")


# What can be done, in the order of a meeting's life: name, button, when, needs a reason.
STEPS = [
    ("agenda", "Publish the agenda", lambda meeting: meeting.is_draft and not meeting.is_cancelled, False),
    ("publish", "Publish the minutes", lambda meeting: meeting.is_draft and not meeting.is_cancelled, False),
    ("correct", "Publish the correction", lambda meeting: meeting.is_published, True),
    ("confirm", "Confirm as a correct record", lambda m: m.is_published and not m.is_confirmed, False),
    ("cancel", "Cancel the meeting", lambda meeting: meeting.is_draft and not meeting.is_cancelled, True),
    ("withdraw", "Withdraw the minutes", lambda meeting: meeting.is_published, True),
]


def next_step(meeting: Meeting) -> str:
    """What the clerk has to do next with the meeting, in a few words."""
    if meeting.is_cancelled or meeting.is_withdrawn or meeting.is_confirmed:
        return "—"
    if meeting.is_published:
        return "Confirm"
    if meeting.starts_at <= timezone.now():
        return "Publish the minutes"
    return "Hold the meeting" if meeting.agenda_published_at else "Publish the agenda"


def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """One page a meeting: its faults, all at once with links, and the steps that are open to it."""
    meeting = get_object_or_404(Meeting.objects.select_related("committee__council"), pk=pk)
    if not request.user.has_perm(MAY_VIEW):
        raise PermissionDenied
    form_with_errors = None
    if request.method == "POST":
        if not request.user.has_perm(MAY_PUBLISH):
            raise PermissionDenied
        form_with_errors, done = _take_step(request, meeting)
        if done:
            return done
    faults = faults_in_minutes(meeting) if not meeting.is_withdrawn else []
    context = {
        "title": f"Publication: {meeting}",
        "meeting": meeting,
        "opts": Meeting._meta,
        "errors": [linked(fault) for fault in faults if fault.is_error],
        "warnings": [linked(fault) for fault in faults if not fault.is_error],
        "is_ahead": meeting.is_published and verbs.is_ahead_of_record(meeting),
        "steps": _steps(meeting, form_with_errors) if request.user.has_perm(MAY_PUBLISH) else [],
        "editions": Edition.objects.using("default").filter(address=meeting.public_address or None),
        **admin.site.each_context(request),
    }
    return render(request, "admin/meetings/meeting/publication.html", context)


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The public page as it would be if the minutes were published now, from the same content and template."""
    meeting = get_object_or_404(Meeting, pk=pk)
    if not request.user.has_perm(MAY_VIEW):
        raise PermissionDenied
    content = verbs.preview(meeting)
    edition = Edition(
        address=content["address"],
        number=1,
        kind=Edition.Kind.MINUTES,
        made_at=meeting.starts_at,
        text=canonical_json({"meeting": content}),
    )
    back = reverse("admin:meetings_meeting_change", args=[meeting.pk])
    with public_addresses():
        page = meeting_page(rows_of([edition]).meeting) | {"council": content["council"], "back": back}
        return render(request, "admin/meetings/meeting/preview.html", page)


@contextmanager
def public_addresses() -> Iterator[None]:
    """Links are those of the public side, which a process that serves the desk alone does not have of its own."""
    ours = get_urlconf()
    set_urlconf("meetings.public.urls")
    try:
        yield
    finally:
        set_urlconf(ours)


def linked(fault: Fault) -> dict:
    """A fault with the address of the desk's form, and of the field, where it can be mended."""
    options = fault.at._meta
    url = reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[fault.at.pk])
    anchors = {"attendees": "#attendees-group", "items": "#items-group", "": ""}
    return {"message": fault.message, "url": url + anchors.get(fault.field, f"#id_{fault.field}")}


class PublishesFromFormMixin:
    """Adds *Save and publish* and *Save and preview* to a form: the edit is saved first, then the step is taken."""

    def change_view(self, request, object_id, form_url="", extra_context=None):
        extra_context = (extra_context or {}) | {"may_publish": request.user.has_perm(MAY_PUBLISH)}
        if (shown := self.get_object(request, object_id)) is not None:
            extra_context["meeting"] = self.meeting_of(shown)
        return super().change_view(request, object_id, form_url, extra_context)

    def response_change(self, request, obj):
        meeting = self.meeting_of(obj)
        if "_preview" in request.POST:
            return redirect("admin:meetings_meeting_preview", meeting.pk)
        if "_publish" in request.POST:
            return _publish_after_saving(request, meeting)
        return super().response_change(request, obj)


def _publish_after_saving(request: HttpRequest, meeting: Meeting) -> HttpResponseRedirect:
    if not request.user.has_perm(MAY_PUBLISH):
        raise PermissionDenied
    page = redirect("admin:meetings_meeting_publication", meeting.pk)
    if not meeting.is_draft:
        messages.info(request, "Your changes are saved at the desk. Give the reason below to publish them.")
        return page
    if faults_in_minutes(meeting):
        messages.warning(request, "Your changes are saved. Nothing was published yet: see what the checks found.")
        return page
    verbs.publish(meeting, by=request.user)
    _say_public(request, meeting)
    return page


def _take_step(request: HttpRequest, meeting: Meeting) -> tuple[forms.Form | None, HttpResponse | None]:
    """Do what the button pressed says; give back the form with its errors, or the redirect once done."""
    step = request.POST.get("step", "")
    needs_reason = {name: needs for name, _, is_open, needs in STEPS if is_open(meeting)}
    if step not in needs_reason:
        messages.error(request, "That step is not open to this meeting any more: see below how it stands.")
        return None, redirect(request.path)
    form = _form(step, meeting, request.POST)
    if form is not None and not form.is_valid():
        return form, None
    try:
        _do(step, meeting, request.user, form.cleaned_data if form else {})
    except verbs.CannotPublish as refusal:
        for fault in refusal.faults:
            messages.error(request, fault.message)
        return form, None
    _say_public(request, meeting)
    return None, redirect(request.path)


def _do(step: str, meeting: Meeting, user, given: dict) -> None:
    verb = {
        "agenda": verbs.publish_agenda,
        "publish": verbs.publish,
        "correct": verbs.correct,
        "confirm": verbs.confirm,
        "cancel": verbs.cancel,
        "withdraw": verbs.withdraw,
    }[step]
    verb(meeting, by=user, **given)


def _form(step: str, meeting: Meeting, data=None) -> forms.Form | None:
    if step == "confirm":
        return ConfirmForm(meeting, data)
    if step in {"correct", "cancel", "withdraw"}:
        return ReasonForm(data, auto_id=f"id_{step}_%s")
    return None


def _steps(meeting: Meeting, form_with_errors: forms.Form | None) -> list[dict]:
    agenda_errors = [fault for fault in faults_in_agenda(meeting) if fault.is_error]
    minutes_errors = [fault for fault in faults_in_minutes(meeting) if fault.is_error]
    blocked = {"agenda": agenda_errors, "publish": minutes_errors, "correct": minutes_errors}
    steps = []
    for name, label, is_open, _ in STEPS:
        if is_open(meeting):
            form = _form(name, meeting)
            if form_with_errors and form_with_errors.auto_id == getattr(form, "auto_id", None):
                form = form_with_errors
            steps.append({"name": name, "label": label, "form": form, "faults": len(blocked.get(name, []))})
    return steps


def _say_public(request: HttpRequest, meeting: Meeting) -> None:
    meeting.refresh_from_db()
    link = format_html('<a href="/meetings/{}/">{}</a>', meeting.public_address, meeting)
    messages.success(request, format_html("Done: {} is on the public record.", link))
