"""The sheet of actions and of recommendations to the executive: to read, to bring up to date, to print, as Word."""

import datetime
from collections.abc import Callable

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from meetings.admin.action_sheet_rows import Rows, answer_state, sections, state_of
from meetings.admin.action_sheet_word import word_of_sheet
from meetings.admin.carrying import Carried, NoNextMeeting, carry_to_next_agenda
from meetings.admin.desk_home import meetings_of
from meetings.admin.desk_tasks import answer_due, recommendations
from meetings.admin.new_meeting import link_to_next, with_last_meeting
from meetings.admin.progress import ProgressForm
from meetings.admin.seen_first import SeenFirstMixin
from meetings.models import Action, Committee, Meeting, Resolution
from meetings.record.editions import wait_for_turn

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
A_PAGE = 100
MAY_CARRY = ("meetings.change_action", "meetings.add_item", "meetings.change_item")
MAY_NOTE = ("meetings.change_action", "meetings.add_actionupdate")
MAY_ANSWER = ("meetings.change_resolution",)


class AnswerForm(SeenFirstMixin, forms.ModelForm):
    """What the executive answered to a recommendation, and when."""

    class Meta:
        model = Resolution
        fields = ["answered_on", "answer"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, data=None, *, instance: Resolution):
        super().__init__(data, instance=instance, prefix=f"answer-{instance.pk}")

    def clean_answered_on(self) -> datetime.date | None:
        answered_on = self.cleaned_data["answered_on"]
        if answered_on and answered_on > timezone.localdate():
            raise forms.ValidationError("This day has not come yet.")
        if answered_on and answered_on < self.instance.item.meeting.held_on:
            raise forms.ValidationError("This day is before the recommendation was made.")
        return answered_on


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The sheet as chosen; with `open` or `answer` in the address, the form of that one row stands open in it."""
    _only_with(request, "meetings.view_action")
    return _sheet(request, request.GET)


@require_safe
def sheet_as_word(request: HttpRequest) -> HttpResponse:
    """All rows of the sheet as chosen, as a Word document."""
    _only_with(request, "meetings.view_action")
    today = timezone.localdate()
    rows = Rows.of(meetings_of(request.user), request.GET, today)
    line = f"{rows.line}, on {today:%-d %B %Y}."
    answer = HttpResponse(word_of_sheet("Action sheet", line, rows.tables(today)), content_type=WORD)
    answer["Content-Disposition"] = f'attachment; filename="action-sheet-{today:%Y-%m-%d}.docx"'
    return answer


@require_POST
@transaction.atomic
def save_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Add the note, the completion and the item of reporting back; the public sees it at once."""
    _only_with(request, *MAY_NOTE)
    wait_for_turn()
    actions = Action.objects.filter(item__meeting__in=meetings_of(request.user))
    action = get_object_or_404(actions.select_related("item__meeting__committee"), pk=pk)
    Meeting.objects.select_for_update().get(pk=action.item.meeting_id)
    wanted = _came_from(request, is_settled=action.completed_on is not None, open=action.pk)
    form = ProgressForm(request.POST, instance=action)
    if not form.is_valid():
        return _sheet(request, wanted, refused=form)
    form.save()
    _tell_saved(request, action)
    return _back(request, f"#action-{action.pk}")


@require_POST
@transaction.atomic
def save_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say when the executive answered a recommendation, and what."""
    _only_with(request, *MAY_ANSWER)
    theirs = recommendations(meetings_of(request.user))
    resolution = get_object_or_404(theirs, pk=pk)
    Meeting.objects.select_for_update().get(pk=resolution.item.meeting_id)
    resolution = get_object_or_404(theirs, pk=pk)
    wanted = _came_from(request, is_settled=resolution.answered_on is not None, answer=resolution.pk)
    form = AnswerForm(request.POST, instance=resolution)
    if not form.is_valid():
        return _sheet(request, wanted, refused=form)
    form.save()
    _tell_saved(request, resolution)
    return _back(request, f"#recommendation-{resolution.pk}")


def _tell_saved(request: HttpRequest, saved: Action | Resolution) -> None:
    """Most tasks and resolutions end with a full stop of their own."""
    messages.success(request, f"Saved: {str(saved).rstrip('.')}.")


@require_POST
def carry(request: HttpRequest) -> HttpResponse:
    """Carry one action, or all open actions of a committee, to the committee's next agenda."""
    _only_with(request, *MAY_CARRY)
    mine = meetings_of(request.user)
    only = None
    if request.POST.get("action"):
        actions = Action.objects.filter(item__meeting__in=mine).select_related("item__meeting__committee")
        only = get_object_or_404(actions, pk=_number(request.POST["action"]))
    committees = Committee.objects.filter(meetings__in=mine).distinct()
    wanted = only.item.meeting.committee_id if only else _number(request.POST.get("committee"))
    committee = get_object_or_404(committees, pk=wanted)
    try:
        carried = carry_to_next_agenda(committee, now=timezone.now(), only=only)
    except NoNextMeeting:
        told = "{} has no meeting to come to carry them to. Make one first: {}."
        link = link_to_next(with_last_meeting(committees).get(pk=committee.pk))
        messages.error(request, format_html(told, committee, link))
    else:
        _tell(request, carried)
    return _back(request)


def addresses(admin_view: Callable) -> list:
    """The addresses of the sheet, for the desk's site."""
    return [
        path("actions/", admin_view(sheet), name="action_sheet"),
        path("actions/sheet.docx", admin_view(sheet_as_word), name="action_sheet_word"),
        path("actions/carry/", admin_view(carry), name="carry_actions"),
        path("actions/<int:pk>/", admin_view(save_progress), name="save_progress"),
        path("recommendations/<int:pk>/", admin_view(save_answer), name="save_answer"),
    ]


def _sheet(request: HttpRequest, wanted: QueryDict, refused: forms.ModelForm | None = None) -> HttpResponse:
    today = timezone.localdate()
    rows = Rows.of(meetings_of(request.user), wanted, today)
    page = _page(rows, wanted)
    recommended = list(rows.recommendations[:A_PAGE])
    for action in page:
        action.state = state_of(action, today)
        action.form = _form(ProgressForm, action, wanted.get("open"), refused)
    for resolution in recommended:
        resolution.state, resolution.due = answer_state(resolution, today), answer_due(resolution)
        resolution.form = _form(AnswerForm, resolution, wanted.get("answer"), refused)
    context = {
        "title": "Action sheet",
        "filter": rows.filter,
        "line": rows.line,
        "today": today,
        "page": page,
        "sections": sections(page, rows.filter.chosen["by"]),
        "recommendations": recommended,
        "hidden_recommendations": rows.recommendations.count() - len(recommended),
        "query": _kept(wanted),
        "refused": refused,
        "first_fault": next(iter(refused.errors)) if refused else "",
        "may_carry": request.user.has_perms(MAY_CARRY),
        "may_note": request.user.has_perms(MAY_NOTE),
        "may_answer": request.user.has_perms(MAY_ANSWER),
    }
    return render(request, "admin/action_sheet.html", admin.site.each_context(request) | context)


def _page(rows: Rows, wanted: QueryDict) -> Page:
    """The page asked for, or the one on which the row to be opened stands."""
    number = wanted.get("page")
    opened = _number(wanted.get("open"))
    if opened and not number:
        keys = list(rows.actions.values_list("pk", flat=True))
        number = keys.index(opened) // A_PAGE + 1 if opened in keys else None
    return Paginator(rows.actions, A_PAGE).get_page(number)


def _form(kind: type, row: models.Model, wanted: str | None, refused: forms.ModelForm | None):
    """The form of the one row that stands open, as it was sent when it was refused; None for every other row."""
    if isinstance(refused, kind):
        return refused if refused.instance.pk == row.pk else None
    return kind(instance=row) if str(row.pk) == wanted and refused is None else None


def _only_with(request: HttpRequest, *permissions: str) -> None:
    if not request.user.has_perms(permissions):
        raise PermissionDenied


def _number(text: str | None) -> int:
    """The number that was sent, or 0, which is nobody's."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _came_from(request: HttpRequest, *, is_settled: bool = False, **opened: int) -> QueryDict:
    """What the sheet showed when the form was sent, with the row that is to stand open.

    All of it, where somebody else has settled that row meanwhile: it must not take what was typed out of sight.
    """
    wanted = QueryDict(request.POST.get("back", ""), mutable=True)
    if is_settled:
        wanted["state"] = "all"
    wanted.update({name: str(key) for name, key in opened.items()})
    return wanted


def _kept(wanted: QueryDict) -> str:
    """What the sheet was asked to show, without the row that stood open."""
    kept = wanted.copy()
    for name in ("open", "answer", "page"):
        kept.pop(name, None)
    return kept.urlencode()


def _back(request: HttpRequest, anchor: str = "") -> HttpResponse:
    query = _kept(_came_from(request))
    return redirect(f"{reverse('admin:action_sheet')}{'?' if query else ''}{query}{anchor}")


def _tell(request: HttpRequest, carried: Carried) -> None:
    """Say what was carried, where it stands, and what else the clerk has to do for it."""
    if carried.item is None:
        messages.info(request, f"Nothing to carry: what is open waits already. The next meeting is {carried.meeting}.")
        return
    page = reverse("admin:meetings_item_change", args=[carried.item.pk])
    what = f"{carried.count} action{'' if carried.count == 1 else 's'} carried to"
    messages.success(
        request, format_html('{} <a href="{}">{}</a> of {}.', what, page, carried.item.title, carried.meeting)
    )
    if carried.meeting.agenda_published_at:
        messages.warning(
            request, "The agenda of that meeting is public already: publish it again, and say why the item is late."
        )
