"""Reads the address of a search, and says what in it cannot be."""

import re
from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from meetings.public.filters import (
    NO_SUCH_COMMITTEE,
    NO_SUCH_YEAR,
    SINCE,
    UNTIL,
    DayField,
    DaysForm,
    committee_choices,
)
from meetings.public.names import people_called, words_asked, words_in
from meetings.record.looking_up import people_known_as
from meetings.record.models import PublishedCommittee, PublishedPerson
from meetings.record.search import KINDS, Question
from meetings.record.search.asked import BEST, DAYS, NEWEST, SEVERAL, SWITCHES, Asked
from meetings.record.translation import gettext, gettext_lazy
from meetings.record.words import capital, listed

OUTCOMES = (
    "agreed",
    "agreed as amended",
    "not agreed",
    "deferred",
    "withdrawn",
    "noted",
    "referred",
    "recommended",
    "no decision",
)
YEAR = re.compile(r"(1[89]|20)[0-9]{2}-[0-9]{2}", re.ASCII)
# More would be no narrowing, and each is a word that the engine looks for.
MOST_PEOPLE = 20


class Several(forms.MultipleChoiceField):
    """Any number of values, in their order; what is empty or said twice does not count."""

    def to_python(self, value: object) -> list[str]:
        return sorted({one for one in super().to_python(value) if one})


class Years(Several):
    """Municipal years: 2021-22. One without any meeting is a year all the same."""

    def valid_value(self, value: str) -> bool:
        return bool(YEAR.fullmatch(value)) and int(value[-2:]) == (int(value[:4]) + 1) % 100


class People(Several):
    """People by their addresses, or by what they are called where one person only is called that."""

    people: Iterable[PublishedPerson] = ()

    def clean(self, value: object) -> list[str]:
        typed = self.to_python(value)
        if len(typed) > MOST_PEOPLE:
            raise forms.ValidationError(gettext("Choose %(most)s people at most.") % {"most": MOST_PEOPLE})
        return sorted({self.one(name) for name in typed})

    def one(self, typed: str) -> str:
        """The address of the person meant."""
        if typed in {person.slug for person in self.people}:
            return typed
        called = people_called(self.people, typed)
        if not called:
            nobody = gettext("No published minutes name anybody called “%(name)s”.")
            raise forms.ValidationError(nobody % {"name": typed[:80]})
        if len(called) > 1:
            names = listed([str(person) for person in called[:MOST_PEOPLE]])
            several = gettext("More than one person is called that: %(names)s. Type the whole name.")
            raise forms.ValidationError(several % {"names": names})
        return called[0].slug


def _day(label: str) -> DayField:
    """Its box stands beside the answers, as all do that narrow them."""
    return DayField(label=label, required=False, widget=forms.TextInput({"form": "search", "autocomplete": "off"}))


class SearchForm(DaysForm):
    """The words, and what narrows them; `asked` is all of it once it is valid."""

    q = forms.CharField(label=gettext_lazy("Search the minutes"), required=False)
    committee = Several(label=gettext_lazy("Committee"), required=False, error_messages=NO_SUCH_COMMITTEE)
    year = Years(label=gettext_lazy("Municipal year"), required=False, error_messages=NO_SUCH_YEAR)
    outcome = Several(
        label=gettext_lazy("Outcome"),
        required=False,
        choices=[(outcome, gettext_lazy(capital(outcome))) for outcome in OUTCOMES],
        error_messages={"invalid_choice": gettext_lazy("Choose an outcome from the list.")},
    )
    kind = Several(
        label=gettext_lazy("Kind"),
        required=False,
        choices=[(kind, gettext_lazy(words)) for kind, words in KINDS.items()],
        error_messages={"invalid_choice": gettext_lazy("Choose items or papers.")},
    )
    person = People(label=gettext_lazy("Present or speaking"), required=False)
    since, until = _day(SINCE), _day(UNTIL)
    open = forms.BooleanField(required=False)
    procedural = forms.BooleanField(required=False)

    def __init__(self, data: QueryDict, *, question: Question, committees: Iterable[PublishedCommittee]) -> None:
        data = data.copy()
        data["q"] = question.typed
        # No name has what no database can hold.
        data.setlist("person", [name.replace("\0", "") for name in data.getlist("person")])
        super().__init__(data)
        self.question = question
        self.fields["committee"].choices = committee_choices(committees)
        # Asked for once, and not at all where nobody is chosen nor named.
        typed = [name for name in data.getlist("person") if name][: MOST_PEOPLE + 1]
        words = words_asked(question).union(*(words_in(name) for name in typed))
        self.people = people_known_as(typed, words) if words else []
        self.fields["person"].people = self.people

    @property
    def asked(self) -> Asked:
        """What was asked, without what in it cannot be."""
        self.is_valid()
        cleaned = self.cleaned_data
        order = NEWEST if self.data.get("order") == NEWEST else BEST
        several = {name: tuple(cleaned.get(name, ())) for name in SEVERAL}
        others = {name: cleaned[name] for name in (*DAYS, *SWITCHES) if name in cleaned}
        return Asked(q=self.question.typed, order=order, **several, **others)
