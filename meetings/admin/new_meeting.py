"""The next meeting of a committee from its last one: when, where, the standing items and the open matters."""

import datetime

from django import forms
from django.contrib import admin, messages
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from meetings.admin.sitting import sitting
from meetings.models import Action, Item, Meeting
from meetings.models.meetings import EARLIEST, LATEST, OTHER_YEAR
from meetings.models.sittings import (
    AlreadyThere,
    carried_title,
    latest_meetings,
    next_start,
    open_matters,
    plan_meeting,
    standing_items,
)

NEEDED = ("add_meeting", "add_item", "change_action")


class NextMeetingForm(forms.Form):
    """When and where the next meeting is, and which headings it takes over."""

    use_required_attribute = False

    on = forms.DateField(
        label="Date", help_text="As 17/06/2027 or 17 June 2027.", error_messages={"required": "Give the date."}
    )
    at = forms.TimeField(
        label="Time", help_text="As 17:30 or 5:30pm.", error_messages={"required": "Give the time of day."}
    )
    venue = forms.CharField(max_length=200, required=False)
    kind = forms.ChoiceField(choices=Meeting.Kind)
    items = forms.MultipleChoiceField(
        label="Standing items",
        help_text="In the order of the last agenda. Their titles can be changed afterwards.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    matters = forms.MultipleChoiceField(
        label="Matters still open",
        help_text="Each one ticked gets a heading at the end of the agenda, where it is reported back.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, last: Meeting, data=None):
        meetings = latest_meetings(last)
        self.standing = standing_items(meetings)
        self.open = open_matters(last.committee)
        start = next_start(last)
        super().__init__(
            data,
            initial={
                "on": f"{start:%d/%m/%Y}" if start else "",
                "at": f"{timezone.localtime(start or last.starts_at):%H:%M}",
                "venue": last.venue,
                "kind": Meeting.Kind.ORDINARY,
                "items": [str(item.pk) for item in self.standing if item.is_procedural],
            },
        )
        self.fields["items"].choices = [
            (str(item.pk), f"{item.number} {carried_title(item.title, meetings)}".strip()) for item in self.standing
        ]
        self.fields["matters"].choices = [(str(action.pk), _in_words(action)) for action in self.open]
        for name in ("items", "matters"):
            if not self.fields[name].choices:
                del self.fields[name]

    def clean_on(self) -> datetime.date:
        day = self.cleaned_data["on"]
        if not EARLIEST.year <= day.year < LATEST.year:
            raise forms.ValidationError(OTHER_YEAR)
        return day

    def starts_at(self) -> datetime.datetime:
        """The moment given, by the council's own clock."""
        return timezone.make_aware(datetime.datetime.combine(self.cleaned_data["on"], self.cleaned_data["at"]))

    def chosen(self, name: str, offered: list) -> list[Item] | list[Action]:
        """Those ticked, in the order in which they were offered."""
        ticked = set(self.cleaned_data.get(name, ()))
        return [thing for thing in offered if str(thing.pk) in ticked]


def _in_words(action: Action) -> str:
    owner = f" ({action.owner})" if action.owner else ""
    return f"{action.task}{owner}, asked on {action.item.meeting.held_on:%-d %B %Y}"


def next_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of the next meeting, filled in from the one of that key; sent, it makes the meeting and opens it."""
    last = sitting(request, pk, needed=NEEDED)
    form = NextMeetingForm(last, request.POST if request.method == "POST" else None)
    if form.is_valid() and (made := _made(form, last)):
        messages.success(request, f"{made} is at the desk with {_items(made)}; nothing of it is public yet.")
        return redirect("admin:meetings_meeting_change", made.pk)
    context = {
        "title": f"New meeting of {last.committee}",
        "last": last,
        "form": form,
        "errors": [(form[name].label, errors, form[name].auto_id) for name, errors in form.errors.items()],
    }
    return render(request, "admin/meetings/meeting/next.html", admin.site.each_context(request) | context)


def _made(form: NextMeetingForm, last: Meeting) -> Meeting | None:
    """The new meeting; None, with the error at its date, where the committee has one at that moment already."""
    try:
        return plan_meeting(
            last,
            starts_at=form.starts_at(),
            venue=form.cleaned_data["venue"],
            kind=form.cleaned_data["kind"],
            items=form.chosen("items", form.standing),
            matters=form.chosen("matters", form.open),
        )
    except AlreadyThere as there:
        page = reverse("admin:meetings_meeting_change", args=[there.meeting.pk])
        form.add_error(
            "on", format_html('There is one at that time already: <a href="{}">{}</a>.', page, there.meeting)
        )
        return None


def _items(meeting: Meeting) -> str:
    count = meeting.items.count()
    return "1 item" if count == 1 else f"{count or 'no'} items"


def with_last_meeting(committees: QuerySet) -> QuerySet:
    """Each committee with `last_meeting`, the key of its latest meeting that was not cancelled, or None."""
    latest = Meeting.objects.filter(committee=OuterRef("pk"), cancelled_on=None).order_by("-starts_at")
    return committees.annotate(last_meeting=Subquery(latest.values("pk")[:1]))


def link_to_next(committee) -> str:
    """The link of a committee's row that makes its next meeting; its first one where it has none yet."""
    if committee.last_meeting:
        page = reverse("admin:meetings_meeting_next", args=[committee.last_meeting])
    else:
        page = f"{reverse('admin:meetings_meeting_add')}?committee={committee.pk}"
    return format_html('<a href="{}">New meeting<span class="visually-hidden"> of {}</span></a>', page, committee)
