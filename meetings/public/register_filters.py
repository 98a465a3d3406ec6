"""What readers may narrow the registers of decisions and of actions by."""

import datetime
from collections.abc import Callable, Sequence
from urllib.parse import urlencode

import django_filters
from django import forms
from django.http import QueryDict

from meetings.public.filters import DaysForm, MeetingFilters, WrittenChoice
from meetings.public.names import people_known_as, words_in
from meetings.public.narrowing import CHOSEN_IN_WORDS, SWITCHES_IN_WORDS
from meetings.public.search_form import OUTCOMES, person_meant
from meetings.record.addresses import address_of
from meetings.record.models import PublishedAction, PublishedCommittee, PublishedMeeting, PublishedPerson
from meetings.record.registers import BY_TURN, NEWEST, ActionQuerySet, Order, RegisterQuerySet, ResolutionQuerySet
from meetings.record.search.asked import ON
from meetings.record.state import state_to_keep_by
from meetings.record.translation import gettext, gettext_lazy, gettext_noop
from meetings.record.words import capital, plain, short_date

ALL_OUTCOMES = gettext_lazy("All outcomes")
ALL_STATES = gettext_lazy("All states")
ALL_OWNERS = gettext_lazy("All owners")
STATES = [("overdue", gettext_lazy("Overdue")), ("open", gettext_lazy("Open")), ("done", gettext_lazy("Done"))]
NEWEST_FIRST = "newest"
ORDERS = [(NEWEST_FIRST, gettext_lazy("Newest meeting first"))]
# What is said of the order in which they stand, where these states are there.
BY_TURN_IN_WORDS = {
    ("overdue", "open", "done"): gettext_noop(
        "Overdue ones first, then by the day on which they are due; those done last."
    ),
    ("overdue", "open"): gettext_noop("Overdue ones first, then by the day on which they are due."),
    ("overdue", "done"): gettext_noop("Overdue ones first; those done last."),
    ("open", "done"): gettext_noop("By the day on which they are due; those done last."),
    ("overdue",): gettext_noop("Those overdue longest first."),
    ("open",): gettext_noop("By the day on which they are due."),
    ("done",): gettext_noop("Those done most lately first."),
}
NO_SUCH_OUTCOME = {"invalid_choice": gettext_lazy("Choose an outcome from the list.")}
NO_SUCH_STATE = {"invalid_choice": gettext_lazy("Choose a state from the list.")}
NO_SUCH_OWNER = {"invalid_choice": gettext_lazy("Choose an owner from the list.")}
NO_SUCH_ORDER = {"invalid_choice": gettext_lazy("Choose an order from the list.")}
# A longer list is no help; those with fewest actions are left out, and found from their addresses still.
MOST_OWNERS = 150


class PersonField(forms.CharField):
    """A person by address, or by what only one person is called; cleaned to the address."""

    person: PublishedPerson | None = None

    def clean(self, value: object) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        self.person = person_meant(typed, people_known_as(state_to_keep_by(), [typed], words_in(typed)))
        return self.person.slug


class PersonFilter(django_filters.CharFilter):
    field_class = PersonField


class ResolutionForm(DaysForm):
    field_order = ["committee", "outcome", "person", "year", "since", "until", "procedural"]


class ActionForm(DaysForm):
    field_order = ["committee", "state", "owner"]


class RegisterFilters(MeetingFilters):
    """What both registers can be narrowed by: committee, municipal year, and two days of the meetings."""

    ordering: Order = NEWEST

    @classmethod
    def of(cls, asked: QueryDict, rows: RegisterQuerySet, **also) -> "RegisterFilters":
        committees, span = PublishedCommittee.objects.all(), PublishedMeeting.objects.span()
        return cls(asked, rows, committees=committees, span=span, **also)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What is asked for, as an address says it: each thing in one way and in one order."""
        return [(name, ON if value is True else str(value)) for name, value in self._chosen]

    @property
    def query(self) -> str:
        return urlencode(self.pairs)

    def address_of(self, name: str) -> str:
        """Where what is asked for is found: the register of that name, its feed, or its table."""
        return f"{address_of(name)}?{self.query}" if self.query else address_of(name)

    @property
    def in_words(self) -> list[str]:
        return [self._words(name, value) for name, value in self._chosen]

    @property
    def _chosen(self) -> list[tuple[str, object]]:
        if not self.form.is_valid():
            return []
        return [(name, self.form.cleaned_data[name]) for name in self.form.fields if self.form.cleaned_data[name]]

    def _words(self, name: str, value: object) -> str:
        field = self.form.fields[name]
        if value is True:
            return CHOSEN_IN_WORDS[name].lower()
        if isinstance(value, datetime.date):
            return f"{field.label[0].lower()}{field.label[1:]} {short_date(value)}"
        if isinstance(field, PersonField):
            return str(field.person)
        return str(dict(field.choices).get(value, value) if isinstance(field, forms.ChoiceField) else value)


class ResolutionFilters(RegisterFilters):
    outcome = django_filters.ChoiceFilter(
        label=gettext_lazy("Outcome"),
        empty_label=ALL_OUTCOMES,
        choices=[(outcome, gettext_lazy(capital(outcome))) for outcome in OUTCOMES],
        error_messages=NO_SUCH_OUTCOME,
    )
    person = PersonFilter(
        label=gettext_lazy("Councillor"),
        method="by_person",
        help_text=gettext_lazy("Whoever moved, seconded or voted by name"),
        max_length=200,
    )
    procedural = django_filters.BooleanFilter(
        label=SWITCHES_IN_WORDS["procedural"], widget=forms.CheckboxInput, method="with_procedure"
    )

    class Meta:
        form = ResolutionForm

    def with_procedure(self, rows: ResolutionQuerySet, name: str, value: bool) -> ResolutionQuerySet:
        return rows if value else rows.of_substance()

    def by_person(self, rows: ResolutionQuerySet, name: str, value: str) -> ResolutionQuerySet:
        return rows.by(value)


class ActionFilters(RegisterFilters):
    """`today` is asked for the day only where an answer depends on it."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        empty_label=ALL_STATES,
        choices=STATES,
        method="in_state",
        error_messages=NO_SUCH_STATE,
    )
    owner = django_filters.ChoiceFilter(
        label=gettext_lazy("Owner"),
        empty_label=ALL_OWNERS,
        field_name="office",
        error_messages=NO_SUCH_OWNER,
        widget=WrittenChoice,
    )
    order = django_filters.ChoiceFilter(
        label=gettext_lazy("Order"),
        empty_label=gettext_lazy("Overdue first"),
        choices=ORDERS,
        method="in_order",
        error_messages=NO_SUCH_ORDER,
    )

    class Meta:
        form = ActionForm

    def __init__(self, data, queryset: ActionQuerySet, *, today: Callable[[], datetime.date], offices, **also) -> None:
        super().__init__(data, queryset, **also)
        self.today = today
        self.filters["owner"].extra["choices"] = [(office, office) for office in offices]

    def in_state(self, rows: ActionQuerySet, name: str, value: str) -> ActionQuerySet:
        if value == "done":
            return rows.done()
        return rows.overdue(self.today()) if value == "overdue" else rows.open(self.today())

    def in_order(self, rows: ActionQuerySet, name: str, value: str) -> ActionQuerySet:
        return rows

    @property
    def ordering(self) -> Order:
        is_newest_first = self.form.is_valid() and self.form.cleaned_data["order"] == NEWEST_FIRST
        return NEWEST if is_newest_first else BY_TURN

    def order_in_words(self, states: Sequence[str]) -> str:
        """In which order the actions stand, they being in these states, told as STATES has them; empty for none."""
        if self.ordering == NEWEST:
            return gettext("Those of the newest meeting first.")
        return gettext(BY_TURN_IN_WORDS[tuple(states)]) if states else ""


def offices(asked: str, *, has_form: bool) -> list[str]:
    """The owners of actions that are offices, by name: those to choose from in a form, and the one asked for.

    Of very many, those with most actions are listed.
    """
    actions = PublishedAction.objects.exclude(office="")
    listed = set(actions.offices(MOST_OWNERS)) if has_form else set()
    if asked and asked not in listed and "\0" not in asked and actions.filter(office=asked).exists():
        listed.add(asked)
    return sorted(listed, key=plain)
