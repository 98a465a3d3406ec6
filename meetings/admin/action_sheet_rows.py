"""Which actions and recommendations the sheet shows, in what order, and how each stands in words."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django import forms
from django.db.models import Case, Exists, F, OuterRef, QuerySet, When
from django.http import QueryDict

from meetings.admin.desk_tasks import answer_due, recommendations, unanswered_in_time
from meetings.models import Action, Committee, Meeting, Resolution
from meetings.record.actions import state_in_words
from meetings.record.words import capital

NO_OWNER = "No owner given"
ACTION_COLUMNS = ("Committee", "Date", "Item", "Task", "Owner", "Due", "State")
RECOMMENDATION_COLUMNS = ("Committee", "Date", "Item", "Recommendation", "Answer due", "State", "Answer")
UNTOLD = {"by": "committee", "state": "open", "owner": ""}


class SheetFilter(forms.Form):
    """What the sheet shows; what makes no sense is as good as not chosen."""

    by = forms.ChoiceField(label="Arrange by", choices=[("committee", "Committee"), ("owner", "Owner")])
    state = forms.ChoiceField(
        choices=[("open", "Open"), ("overdue", "Overdue"), ("done", "Done"), ("all", "All, open first")]
    )
    committee = forms.ModelChoiceField(Committee.objects.none(), required=False, empty_label="All")
    owner = forms.ChoiceField(required=False)

    def __init__(self, data, *, actions: QuerySet[Action], meetings: QuerySet[Meeting]):
        super().__init__(UNTOLD | data.dict(), auto_id="sheet-%s")
        self.fields["committee"].queryset = Committee.objects.filter(Exists(meetings.filter(committee=OuterRef("pk"))))
        owners = actions.exclude(owner="").order_by("owner").values_list("owner", flat=True).distinct()
        self.fields["owner"].choices = [("", "All"), *((owner, owner) for owner in owners)]
        self.is_valid()
        for name in self.errors:
            self.cleaned_data[name] = UNTOLD.get(name)

    @property
    def chosen(self) -> dict:
        return self.cleaned_data


@dataclass(frozen=True)
class Rows:
    """The actions and recommendations chosen, and the choice itself."""

    filter: SheetFilter
    actions: QuerySet[Action]
    recommendations: QuerySet[Resolution]

    @classmethod
    def of(cls, meetings: QuerySet[Meeting], wanted: QueryDict, today: datetime.date) -> "Rows":
        actions = Action.objects.filter(item__meeting__in=meetings)
        chosen = SheetFilter(wanted, actions=actions, meetings=meetings)
        return cls(chosen, _actions(actions, chosen.chosen, today), _recommendations(meetings, chosen.chosen, today))

    @property
    def line(self) -> str:
        """What was chosen, in words."""
        chosen = self.filter.chosen
        words = {"open": "Open", "overdue": "Overdue", "done": "Completed", "all": "All"}
        of_whom = [str(chosen[name]) for name in ("committee", "owner") if chosen[name]]
        return ", ".join([f"{words[chosen['state']]} actions by {chosen['by']}", *of_whom])

    def tables(self, today: datetime.date) -> Iterator[tuple[str, Sequence[str], list[Sequence[str]]]]:
        """Every row in words, as tables with headings and columns."""
        yield "Actions", ACTION_COLUMNS, [_words_of_action(action, today) for action in self.actions]
        words = [_words_of_recommendation(resolution, today) for resolution in self.recommendations]
        yield "Recommendations to the executive", RECOMMENDATION_COLUMNS, words


def due_of(action: Action) -> str:
    """The day on which it is due, or the words that the minutes have for it."""
    return f"{action.due_on:%-d %B %Y}" if action.due_on else action.due


def state_of(action: Action, today: datetime.date) -> str:
    return capital(state_in_words(action.due_on, action.completed_on, today))


def answer_state(resolution: Resolution, today: datetime.date) -> str:
    """Whether the executive has answered, in words."""
    if resolution.answered_on:
        return f"Answered {resolution.answered_on:%-d %B %Y}"
    return "Overdue" if answer_due(resolution) < today else "Waiting for an answer"


def sections(actions: Iterable[Action], by: str) -> list[dict]:
    """The actions under headings, one for each committee or owner, in the order in which they come."""

    def key(action: Action) -> str | Committee:
        return action.item.meeting.committee if by == "committee" else action.owner

    return [
        {"heading": str(one) or NO_OWNER, "committee": one if by == "committee" else None, "actions": list(rows)}
        for one, rows in groupby(actions, key)
    ]


def _actions(actions: QuerySet[Action], chosen: dict, today: datetime.date) -> QuerySet[Action]:
    if chosen["state"] == "open":
        actions = actions.open()
    elif chosen["state"] == "overdue":
        actions = actions.overdue(on=today)
    elif chosen["state"] == "done":
        actions = actions.filter(completed_on__isnull=False)
    if chosen["committee"]:
        actions = actions.filter(item__meeting__committee=chosen["committee"])
    if chosen["owner"]:
        actions = actions.filter(owner=chosen["owner"])
    first = {"committee": ["item__meeting__committee__name", "item__meeting__committee"], "owner": ["owner"]}
    open_first = Case(When(completed_on=None, then=0), default=1)
    order = [*first[chosen["by"]], open_first, F("due_on").asc(nulls_last=True), "item__meeting__starts_at", "pk"]
    whole = actions.select_related("item__meeting__committee", "reported_back_at__meeting__committee")
    return whole.prefetch_related("updates").order_by(*order)


def _recommendations(meetings: QuerySet[Meeting], chosen: dict, today: datetime.date) -> QuerySet[Resolution]:
    """Those in the same state; none when an owner is chosen, since it is the executive that answers."""
    found = unanswered_in_time(meetings, today) if chosen["state"] == "overdue" else recommendations(meetings)
    if chosen["owner"]:
        return found.none()
    if chosen["committee"]:
        found = found.filter(item__meeting__committee=chosen["committee"])
    if chosen["state"] in {"open", "done"}:
        found = found.filter(answered_on__isnull=chosen["state"] == "open")
    return found


def _words_of_action(action: Action, today: datetime.date) -> Sequence[str]:
    meeting = action.item.meeting
    where = (str(meeting.committee), f"{meeting.held_on:%-d %B %Y}", str(action.item))
    return *where, action.task, action.owner, due_of(action), state_of(action, today)


def _words_of_recommendation(resolution: Resolution, today: datetime.date) -> Sequence[str]:
    meeting = resolution.item.meeting
    where = (str(meeting.committee), f"{meeting.held_on:%-d %B %Y}", str(resolution.item))
    due = f"{answer_due(resolution):%-d %B %Y}"
    text = f"{resolution.label} {resolution.text}".strip()
    return *where, text, due, answer_state(resolution, today), resolution.answer
