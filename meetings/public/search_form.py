"""Reads the address of a search, and says what in it cannot be.

It is no form of Django's, which would be built anew, choices and all, for each page.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import QueryDict

from meetings.public.filters import NO_SUCH_COMMITTEE, NO_SUCH_YEAR, SINCE, UNTIL, DayField, ends_before_it_starts
from meetings.public.names import people_called, people_known_as, words_asked, words_in
from meetings.record.looking_up import committees_for_search
from meetings.record.models import PublishedPerson
from meetings.record.search import KINDS, read_question
from meetings.record.search.asked import BEST, DAYS, NEWEST, SEVERAL, SWITCHES, Asked
from meetings.record.state import state_to_keep_by
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
LABELS = {
    "committee": gettext_lazy("Committee"),
    "year": gettext_lazy("Municipal year"),
    "outcome": gettext_lazy("Outcome"),
    "kind": gettext_lazy("Kind"),
    "person": gettext_lazy("Present or speaking"),
    "since": SINCE,
    "until": UNTIL,
}
NO_SUCH = {
    "committee": NO_SUCH_COMMITTEE["invalid_choice"],
    "year": NO_SUCH_YEAR["invalid_choice"],
    "outcome": gettext_lazy("Choose an outcome from the list."),
    "kind": gettext_lazy("Choose items or papers."),
}
DAY = DayField(required=False)


@dataclass(frozen=True)
class Field:
    """One parameter as a page shows it: its label, what was typed where a day may be, and why that cannot be."""

    name: str
    label: str
    errors: list[str]
    typed: str = ""

    @property
    def id_for_label(self) -> str:
        return f"id_{self.name}"


class SearchForm:
    """What an address asks: `asked` is what of it can be, and `errors` say why the rest cannot, by parameter.

    `choices` are those that do not depend on what is found, in words; `people` those whom the address or the question
    may name. All that is read here is read once while the record is in the same `state`.
    """

    def __init__(self, data: QueryDict) -> None:
        self.question, self.state = read_question(data.get("q", "")), state_to_keep_by()
        self.committees = committees_for_search(self.state)
        self.choices = {
            "committee": {committee.slug: committee.name for committee in self.committees},
            "outcome": {outcome: gettext(capital(outcome)) for outcome in OUTCOMES},
            "kind": {kind: gettext(words) for kind, words in KINDS.items()},
        }
        # No name has what no database can hold.
        typed = sorted({name.replace("\0", "") for name in data.getlist("person")} - {""})
        words = words_asked(self.question).union(*(words_in(name) for name in typed[: MOST_PEOPLE + 1]))
        self.people = people_known_as(self.state, typed, words) if words else []
        self.errors: dict[str, str] = {}
        self._typed_days = {name: data.get(name, "") for name in DAYS}
        self.asked = self._read(data, typed)

    def __iter__(self) -> Iterator[Field]:
        """The parameters at fault."""
        return (Field(name, self.label(name), [fault]) for name, fault in self.errors.items())

    @property
    def days(self) -> list[Field]:
        """The two boxes for days, as they were typed."""
        return [
            Field(name, self.label(name), [self.errors[name]] if name in self.errors else [], DAY.prepare_value(typed))
            for name, typed in self._typed_days.items()
        ]

    def label(self, name: str) -> str:
        return str(LABELS[name])

    def _read(self, data: QueryDict, people: Sequence[str]) -> Asked:
        several = {name: tuple(sorted(set(data.getlist(name)) - {""})) for name in SEVERAL if name != "person"}
        for name, values in several.items():
            if not all(self._is_there(name, value) for value in values):
                self.errors[name], several[name] = str(NO_SUCH[name]), ()
        several["person"] = self._read_people(people)
        switches = {name: data.get(name, "").lower() not in ("", "false") for name in SWITCHES}
        order = NEWEST if data.get("order") == NEWEST else BEST
        return Asked(q=self.question.typed, order=order, **several, **self._read_days(), **switches)

    def _is_there(self, name: str, value: str) -> bool:
        """Whether there is such a choice. A year without any meeting is a year all the same."""
        return is_year(value) if name == "year" else value in self.choices[name]

    def _read_people(self, typed: Sequence[str]) -> tuple[str, ...]:
        try:
            if len(typed) > MOST_PEOPLE:
                raise ValidationError(gettext("Choose %(most)s people at most.") % {"most": MOST_PEOPLE})
            return tuple(sorted({person_meant(name, self.people).slug for name in typed}))
        except ValidationError as fault:
            self.errors["person"] = fault.messages[0]
            return ()

    def _read_days(self) -> dict[str, datetime.date]:
        """Those that are days, the last not before the first."""
        days = {}
        for name, typed in self._typed_days.items():
            try:
                days[name] = DAY.clean(typed)
            except ValidationError as fault:
                self.errors[name] = fault.messages[0]
        if (since := days.get("since")) and (until := days.get("until")) and since > until:
            self.errors["until"] = ends_before_it_starts()
            del days["until"]
        return days


def is_year(value: str) -> bool:
    return bool(YEAR.fullmatch(value)) and int(value[-2:]) == (int(value[:4]) + 1) % 100


def person_meant(typed: str, people: Iterable[PublishedPerson]) -> PublishedPerson:
    """Who of the people is at this address, or alone is called that; raises ValidationError for nobody and several."""
    called = [person for person in people if person.slug == typed] or people_called(people, typed)
    if not called:
        nobody = gettext("No published minutes name anybody called “%(name)s”.")
        raise ValidationError(nobody % {"name": typed[:80]})
    if len(called) > 1:
        names = listed([str(person) for person in called[:MOST_PEOPLE]])
        several = gettext("More than one person is called that: %(names)s. Type the whole name.")
        raise ValidationError(several % {"names": names})
    return called[0]
