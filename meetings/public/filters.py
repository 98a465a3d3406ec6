"""What readers may narrow the list of meetings by, and how dates may be typed."""

import datetime
import re
import uuid

import django_filters
from django import forms
from django.forms.renderers import Jinja2
from django.utils import formats

from meetings.municipal_year import MunicipalYear
from meetings.record.days import NO_DAYS, Days, days_of_meetings
from meetings.record.meetings import PublishedMeetingQuerySet
from meetings.record.search.asked import year_named
from meetings.record.translation import gettext, gettext_lazy, is_welsh_spoken, other_language_of
from meetings.record.words import MONTHS, WELSH_MONTHS, short_date

SINCE, UNTIL = gettext_lazy("Held on or after"), gettext_lazy("Held on or before")
# Of “17th June 2021” and “17th of June 2021”.
ORDINAL = re.compile(r"(?<=[0-9])(st|nd|rd|th)\b( of\b)?", re.IGNORECASE)
AS_IN_AN_ADDRESS = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
WELSH_WEEKDAY = re.compile(r"^dydd \w+ ", re.IGNORECASE)
OTHER_DATES = ["%A %d %B %Y", "%d-%m-%Y", "%d.%m.%Y", "%d.%m.%y"]
ALL_COMMITTEES = gettext_lazy("All committees")
ALL_YEARS = gettext_lazy("All years")
NO_SUCH_COMMITTEE = {"invalid_choice": gettext_lazy("Choose a committee from the list.")}
NO_SUCH_YEAR = {"invalid_choice": gettext_lazy("Choose a municipal year from the list.")}


class DayField(forms.DateField):
    """A date as people write it: 17/06/2021, 17 June 2021, Thursday 17th June 2021, 17.6.21, 2021-06-17."""

    default_error_messages = {"invalid": gettext_lazy("Enter a real date, for example 17 June 2021 or 17/06/2021.")}

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput)
        super().__init__(**kwargs)
        self.input_formats = [*formats.get_format("DATE_INPUT_FORMATS", lang="en-gb"), *OTHER_DATES]

    def to_python(self, value: object) -> datetime.date | None:
        if isinstance(value, str):
            value = " ".join(ORDINAL.sub(" ", value.replace(",", " ")).split())
            value = _month_in_english(value) if is_welsh_spoken() else value
        return super().to_python(value)

    def prepare_value(self, value: object) -> object:
        """As it stands in its box: what was typed, but 17 June 2021 where the address of a link says 2021-06-17."""
        if not (isinstance(value, str) and AS_IN_AN_ADDRESS.fullmatch(value)):
            return value
        try:
            return short_date(datetime.date.fromisoformat(value))
        except ValueError:
            return value


def _month_in_english(typed: str) -> str:
    """A date typed on a Welsh page: dydd Iau 17 Mehefin 2021."""
    english = {welsh.lower(): month for welsh, month in zip(WELSH_MONTHS, MONTHS, strict=True)}
    return WELSH_WEEKDAY.sub("", " ".join(english.get(word.lower(), word) for word in typed.split()))


class DayFilter(django_filters.DateFilter):
    field_class = DayField


def committee_choices(committees) -> list[tuple[str, str]]:
    return [(committee.slug, committee.name) for committee in committees]


def year_choices(span: tuple[datetime.date, datetime.date] | None) -> list[tuple[str, str]]:
    """The municipal years from the last meeting on the record to the first."""
    if not span:
        return []
    first, last = (MunicipalYear.of(day).starts for day in span)
    return [(str(MunicipalYear(year)), MunicipalYear(year).label) for year in range(last, first - 1, -1)]


class FiltersForm(forms.Form):
    # A choice of forty committees is a third of the page's work in Django's own templates.
    default_renderer = Jinja2()


class WrittenChoice(forms.Select):
    """A choice among words of the council, each of which says its language."""

    def create_option(self, name, value, label, *args, **kwargs) -> dict:
        option = super().create_option(name, value, label, *args, **kwargs)
        language = other_language_of(label) if value else ""
        return option | {"attrs": option["attrs"] | {"lang": language}} if language else option


class CommitteeFilters(django_filters.FilterSet):
    """One committee; whatever is not understood finds nothing rather than everything."""

    committee = django_filters.ChoiceFilter(
        label=gettext_lazy("Committee"),
        empty_label=ALL_COMMITTEES,
        error_messages=NO_SUCH_COMMITTEE,
        widget=WrittenChoice,
    )

    class Meta:
        form = FiltersForm

    def __init__(self, data, queryset: PublishedMeetingQuerySet, *, committees) -> None:
        super().__init__(data, queryset)
        self.filters["committee"].extra["choices"] = committee_choices(committees)

    def found(self) -> PublishedMeetingQuerySet:
        """The meetings that fit; none when any of the filters was not understood."""
        return self.qs if self.form.is_valid() else self.queryset.none()

    @property
    def is_narrowed(self) -> bool:
        return self.form.is_valid() and any(self.form.cleaned_data.values())


def ends_before_it_starts() -> str:
    return gettext("Enter the same day as in “%(label)s”, or a later one.") % {"label": SINCE}


class DaysForm(FiltersForm):
    """Of two days, the last is not before the first."""

    def clean(self) -> dict:
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", ends_before_it_starts())
        return cleaned


class MeetingFilters(CommitteeFilters):
    """Committee, municipal year, and two days."""

    year = django_filters.ChoiceFilter(
        label=gettext_lazy("Municipal year"), empty_label=ALL_YEARS, method="held_in_year", error_messages=NO_SUCH_YEAR
    )
    since = DayFilter(label=SINCE, field_name="held_on", lookup_expr="gte")
    until = DayFilter(label=UNTIL, field_name="held_on", lookup_expr="lte")

    class Meta:
        form = DaysForm

    def __init__(self, data, queryset: PublishedMeetingQuerySet, *, committees, span) -> None:
        super().__init__(data, queryset, committees=committees)
        self.filters["year"].extra["choices"] = year_choices(span)

    def days(self, state: uuid.UUID) -> Days:
        """The days of the meetings that found() finds, in the record of that state."""
        if not self.form.is_valid():
            return NO_DAYS
        chosen = self.form.cleaned_data
        days = days_of_meetings(state, chosen["committee"]).between(chosen["since"], chosen["until"])
        year = year_named(chosen["year"])
        return days.between(year.first_day, year.last_day) if year else days

    def held_in_year(self, meetings: PublishedMeetingQuerySet, name: str, value: str) -> PublishedMeetingQuerySet:
        return meetings.in_year(year_named(value))
