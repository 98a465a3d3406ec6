"""The way of a meeting to the public: what is wrong with it, what it will look like, and the verbs that publish it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import get_urlconf, reverse, set_urlconf
from django.utils.html import format_html

from meetings.admin.event_words import name_of_user
from meetings.admin.next_step import MAY_PUBLISH, faults_of_what_is_next, has_minutes_due, next_step_for
from meetings.admin.publication_forms import (
    ConfirmForm,
    CorrectionForm,
    ReasonForm,
    RedactionForm,
    correction_on_form,
    forget_what_was_typed,
    keep_what_was_typed,
    typed_before,
)
from meetings.admin.rights import within
from meetings.admin.second_look import LOOK_FIRST, not_looked_at, with_boxes
from meetings.models import Meeting
from meetings.publishing import publish as verbs
from meetings.publishing.checks import Fault, faults_in_agenda, faults_in_minutes
from meetings.publishing.papers import read_papers, unread_papers
from meetings.record.editions import wait_for_turn

NOT_YET_PUBLIC = "Saved at the desk; the public still reads what was published last."
NOT_READ = (
    "There was no time to read the paper “{}”. Load this page again to have it read; published as it is, it is found "
    "by its words only after “rebuild_record --search”."
)
READ_FIRST = (
    "Your changes are saved at the desk. A new paper was read: look at what the checks found, then publish below."
)
MAY_VIEW = "meetings.view_meeting"


@dataclass(frozen=True)
class Step:
    """One thing that can be done with a meeting: what it is called, what it does, when it is open, what it asks."""

    name: str
    label: str
    done: str
    verb: Callable
    is_open: Callable[[Meeting], bool]
    needs: type[forms.Form] | None = None

    def form(self, meeting: Meeting, data=None, initial: dict | None = None) -> forms.Form | None:
        """The form of what the step asks, if it asks anything."""
        if self.needs is None:
            return None
        return self.needs(data, meeting=meeting, auto_id=f"id_{self.name}_%s", initial=initial)


def _is_to_come(meeting: Meeting) -> bool:
    return meeting.is_draft and not meeting.is_cancelled


PUBLISH_MINUTES = Step(
    "publish",
    "Publish the minutes",
    "The minutes are public.",
    verbs.publish,
    lambda meeting: meeting.has_been_held and not meeting.is_published,
)
CORRECT = Step(
    "correct",
    "Publish the correction",
    "The correction is public, with its reason.",
    verbs.correct,
    lambda meeting: meeting.is_published and verbs.is_ahead_of_record(meeting),
    CorrectionForm,
)
# In the order of a meeting's life.
STEPS = [
    Step("agenda", "Publish the agenda", "The agenda is public.", verbs.publish_agenda, _is_to_come),
    PUBLISH_MINUTES,
    CORRECT,
    Step(
        "confirm",
        "Confirm as a correct record",
        "The public page says that the minutes are confirmed.",
        verbs.confirm,
        lambda meeting: meeting.is_published and not meeting.is_confirmed,
        ConfirmForm,
    ),
    Step(
        "cancel",
        "Cancel the meeting",
        "The public page says that the meeting is cancelled, and why.",
        verbs.cancel,
        _is_to_come,
        ReasonForm,
    ),
    Step(
        "withdraw",
        "Withdraw the minutes",
        "Withdrawn: the public page says so and why; the minutes are no longer shown.",
        verbs.withdraw,
        lambda meeting: meeting.is_published,
        ReasonForm,
    ),
    Step(
        "withdraw_agenda",
        "Withdraw the agenda",
        "Withdrawn: the public page says so and why; the agenda is no longer shown.",
        verbs.withdraw,
        lambda meeting: meeting.is_draft and meeting.can_be_withdrawn,
        ReasonForm,
    ),
]
# Seldom wanted, and not to be pressed by mistake.
FOLDED_AWAY = {"cancel", "withdraw", "withdraw_agenda"}


def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """One page a meeting: its faults, all at once with links, and the steps that are open to it."""
    meeting = get_object_or_404(within(Meeting.objects.select_related("committee__council"), request.user), pk=pk)
    may_publish = request.user.has_perm(MAY_PUBLISH)
    if not request.user.has_perm(MAY_VIEW) or (request.method == "POST" and not may_publish):
        raise PermissionDenied
    # Those that came another way than by a form: before the checks, and before it is anybody's turn to publish.
    read_papers(meeting)
    if request.method == "GET":
        for paper in unread_papers(meeting):
            messages.warning(request, NOT_READ.format(paper))
    refused = None
    if request.method == "POST":
        refused = _take_step(request, meeting)
        if refused is None:
            return redirect(request.path)
    faults = faults_of_what_is_next(meeting)
    steps = _steps(meeting, faults, refused, typed_before(request, meeting)) if may_publish else []
    steps = with_boxes(steps, meeting, request.POST, linked)
    editions = _editions(meeting)
    context = {
        "title": f"Publication: {meeting}",
        "meeting": meeting,
        "checked": "minutes" if has_minutes_due(meeting) else "agenda",
        "opts": Meeting._meta,
        "errors": [linked(fault) for fault in faults if fault.is_error],
        "warnings": [linked(fault) for fault in faults if not fault.is_error],
        "is_ahead": meeting.is_published and verbs.is_ahead_of_record(meeting),
        "may_publish": may_publish,
        "steps": steps,
        "refused": LOOK_FIRST if any(box["is_missing"] for step in steps for box in step["warnings"]) else "",
        "boxes": [box for step in steps for box in step["warnings"]],
        "editions": editions,
        "redaction": RedactionForm(auto_id="id_redaction_%s") if may_publish and editions else None,
    }
    return render(request, "admin/meetings/meeting/publication.html", admin.site.each_context(request) | context)


def _editions(meeting: Meeting) -> list[dict]:
    """Every edition with the name of who made it; those from before the desk kept that say it themselves."""
    made = meeting.publications.select_related("published_by")
    names = {one.place: name_of_user(one.published_by) for one in made}
    return [
        {"edition": edition, "by": names.get(edition.place, edition.made_by)} for edition in verbs.editions_of(meeting)
    ]


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
    if fault.field == "attendees":
        return {"message": fault.message, "url": reverse("admin:meetings_meeting_attendance", args=[fault.at.pk])}
    options = fault.at._meta
    url = reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[fault.at.pk])
    rows = {relation.get_accessor_name() for relation in options.related_objects}
    anchor = f"#{fault.field}-group" if fault.field in rows else f"#id_{fault.field}" if fault.field else ""
    return {"message": fault.message, "url": url + anchor}


class PublishesFromFormMixin:
    """Adds *Save and publish* and *Save and preview* to a form: the edit is saved first, then the step is taken."""

    def get_object(self, request, object_id, from_field=None):
        """Find what the form shows; one save a meeting at a time, each on what the one before it left."""
        found = super().get_object(request, object_id, from_field)
        if found is not None and request.method == "POST":
            Meeting.objects.select_for_update().get(pk=self.meeting_of(found).pk)
            found = super().get_object(request, object_id, from_field)
        request.meeting_shown = self.meeting_of(found) if found is not None else None
        return found

    def change_view(self, request, object_id, form_url="", extra_context=None):
        # An address may hold anything; what is no key is answered below.
        key = object_id if object_id.isdecimal() else None
        meeting = Meeting.objects.filter(**{self.path_from_meeting: key}).select_related("committee").first()
        may_publish, is_public = request.user.has_perm(MAY_PUBLISH), meeting is not None and meeting.is_published
        extra_context = (extra_context or {}) | {"may_publish": may_publish, "meeting": meeting}
        if meeting is not None and request.method == "GET":
            step = next_step_for(meeting, request.user)
            extra_context |= {"next_step": step, "is_ahead": step is not None and step.name == CORRECT.name}
        if is_public and may_publish:
            extra_context["correction"] = correction_on_form(request, meeting)
        return super().change_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        # Whoever saves the form has had before them what an import guessed.
        obj.guesses = []
        super().save_model(request, obj, form, change)

    def response_change(self, request, obj):
        meeting = self.meeting_of(obj)
        if "_preview" in request.POST:
            return redirect("admin:meetings_meeting_preview", meeting.pk)
        if "_publish" in request.POST:
            return _publish_after_saving(request, meeting)
        if meeting.is_published and verbs.is_ahead_of_record(meeting):
            keep_what_was_typed(request, meeting)
            page = reverse("admin:meetings_meeting_publication", args=[meeting.pk])
            messages.info(request, format_html('{} <a href="{}">Publish the correction</a>.', NOT_YET_PUBLIC, page))
        return super().response_change(request, obj)


def _publish_after_saving(request: HttpRequest, meeting: Meeting) -> HttpResponseRedirect:
    if not request.user.has_perm(MAY_PUBLISH):
        raise PermissionDenied
    if meeting.is_published:
        _correct_after_saving(request, meeting)
    elif unread_papers(meeting):
        messages.info(request, READ_FIRST)
    elif meeting.is_withdrawn:
        messages.info(request, "Your changes are saved at the desk. Press the button below to publish them again.")
    elif faults_in_minutes(meeting):
        messages.warning(
            request, "Your changes are saved; nothing is public yet. See what the checks found, then publish below."
        )
    else:
        _do(request, meeting, PUBLISH_MINUTES, {})
    return redirect("admin:meetings_meeting_publication", meeting.pk)


def _correct_after_saving(request: HttpRequest, meeting: Meeting) -> None:
    """Publish what was just saved, in the same transaction, with the reason given on the form; or ask for it."""
    if not verbs.is_ahead_of_record(meeting):
        messages.info(request, "Nothing has changed that the public reads.")
        return
    form = correction_on_form(request, meeting, is_bound=True)
    # It is read when this transaction is over: until then the checks know nothing of its words.
    has_new_paper = bool(unread_papers(meeting))
    if form.is_valid() and not has_new_paper and _do(request, meeting, CORRECT, form.cleaned_data):
        return
    keep_what_was_typed(request, meeting)
    if has_new_paper:
        messages.info(request, READ_FIRST)
    elif not form.is_valid():
        messages.info(request, "Your changes are saved at the desk. Give the reason below to publish them.")


def _take_step(request: HttpRequest, meeting: Meeting) -> forms.Form | None:
    """Do what the button pressed says; the form comes back when it has errors, and nothing was done then."""
    step = next((step for step in STEPS if step.name == request.POST.get("step") and step.is_open(meeting)), None)
    if step is None:
        messages.error(request, "That step is not open to this meeting any more: see below how it stands.")
        return None
    form = step.form(meeting, request.POST)
    if form is not None and not form.is_valid():
        return form
    if not_looked_at(step.name, meeting, request.POST):
        # Shown again as it was sent, with what was ticked.
        return form or forms.Form()
    _do(request, meeting, step, form.cleaned_data if form else {})
    return None


def _do(request: HttpRequest, meeting: Meeting, step: Step, given: dict) -> bool:
    """Take the step and say what came of it; whether it was done."""
    try:
        with transaction.atomic():
            # Nobody changes the meeting between the look at its warnings and its publication.
            wait_for_turn()
            locked = Meeting.objects.select_for_update(of=["self"]).select_related("committee__council")
            if not_looked_at(step.name, locked.get(pk=meeting.pk), request.POST):
                messages.warning(request, LOOK_FIRST)
                return False
            edition = step.verb(meeting, by=request.user, **given)
    except verbs.CannotPublish as refusal:
        for fault in refusal.faults:
            messages.error(request, fault.message)
        return False
    if step is CORRECT:
        forget_what_was_typed(request, meeting)
    with public_addresses():
        page = f"{reverse('meetings')}{edition.address}/"
    messages.success(request, format_html('{} <a href="{}">See the public page</a>.', step.done, page))
    return True


def _steps(meeting: Meeting, faults: list[Fault], refused: forms.Form | None, typed: dict) -> list[dict]:
    """The open steps, each with its form and the number of errors that block it; the next one is the main one."""
    errors = len([fault for fault in faults if fault.is_error])
    agenda_errors = len([fault for fault in faults_in_agenda(meeting) if fault.is_error])
    blocking = {"agenda": agenda_errors, "cancel": agenda_errors, "publish": errors, "correct": errors}
    steps = []
    for step in [step for step in STEPS if step.is_open(meeting)]:
        form = step.form(meeting, initial=typed if step is CORRECT else None)
        if refused is not None and form is not None and refused.auto_id == form.auto_id:
            form = refused
        shown = {"name": step.name, "label": step.label, "form": form, "faults": blocking.get(step.name, 0)}
        is_folded = step.name in FOLDED_AWAY and form is not refused
        if step.name == "agenda" and meeting.agenda_published_at:
            # Published already, the agenda is the lesser step once the meeting has been held.
            shown["label"] = f"{step.label} again"
            is_folded = meeting.has_been_held and refused is None
        steps.append(shown | {"is_folded": is_folded})
    if meeting.agenda_published_at and meeting.has_been_held:
        steps.sort(key=lambda step: step["name"] == "agenda")
    return steps
