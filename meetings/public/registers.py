"""The registers: everything that was decided, and every action with what became of it; as pages, feeds and tables."""

import datetime
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from meetings.public.clock import this_minute, today_while
from meetings.public.feeds import News, Refused, feed_of, stretch_of
from meetings.public.pages import Alternate, as_form_of, feed_at, show
from meetings.public.paging import PER_PAGE, page_found, page_number
from meetings.public.register_filters import STATES, ActionFilters, RegisterFilters, ResolutionFilters, offices
from meetings.public.tables import table
from meetings.record.models import PublishedAction, PublishedResolution
from meetings.record.registers import Register, Tally
from meetings.record.translation import gettext, gettext_noop
from meetings.record.words import capital, first_sentence, short_date

TITLES = {"resolutions": gettext_noop("Decisions"), "actions": gettext_noop("Actions")}
WHERE = ["Date", "Committee", "Item", "Title"]
RESOLUTION_COLUMNS = [*WHERE, "Label", "Outcome", "Decision", "Moved by", "Seconded by", "Address"]
ACTION_COLUMNS = [
    *WHERE,
    "Task",
    "Owner",
    "Due",
    "Due date",
    "State",
    "Done on",
    "Progress",
    "Reported back",
    "Address",
]


def resolutions(request: HttpRequest) -> HttpResponse:
    filters = resolutions_asked(request)
    tally = filters.found().tallied()
    kinds = sorted(tally.kinds.items(), key=lambda kind: (-kind[1], kind[0]))
    return register(request, "resolutions", filters, tally, kinds)


def actions(request: HttpRequest) -> HttpResponse:
    filters, today = actions_asked(request, has_form=True), _today(request)
    tally = filters.found().tallied(filters.ordering, today)
    kinds = [(state, tally.kinds[state]) for state, _ in STATES if state in tally.kinds]
    order = filters.order_in_words([state for state, _ in kinds]) if tally.total > 1 else ""
    return register(request, "actions", filters, tally, kinds, today=today, order=order)


def resolutions_feed(request: HttpRequest) -> HttpResponse:
    return register_feed(request, "resolutions", "Decisions", resolutions_asked(request), _news_of_resolution)


def actions_feed(request: HttpRequest) -> HttpResponse:
    def news_of(row: PublishedAction) -> News:
        return _news_of_action(row, today_while(row.days_awaited(), request))

    return register_feed(request, "actions", "Actions", actions_asked(request), news_of)


def resolutions_csv(request: HttpRequest) -> HttpResponse:
    filters = resolutions_asked(request)
    rows = filters.found().one_by_one(filters.ordering)
    cells = (_cells_of_resolution(request, row) for row in rows)
    return refusal_of(filters) or as_form_of(
        table("decisions.csv", RESOLUTION_COLUMNS, cells), request, filters.address_of("resolutions")
    )


def actions_csv(request: HttpRequest) -> HttpResponse:
    filters, today = actions_asked(request), _today(request)
    rows = filters.found().one_by_one(filters.ordering)
    cells = (_cells_of_action(request, row, today) for row in rows)
    return refusal_of(filters) or as_form_of(
        table("actions.csv", ACTION_COLUMNS, cells), request, filters.address_of("actions")
    )


def resolutions_asked(request: HttpRequest) -> ResolutionFilters:
    return ResolutionFilters.of(request.GET, PublishedResolution.objects.all())


def actions_asked(request: HttpRequest, *, has_form: bool = False) -> ActionFilters:
    owners = offices(request.GET.get("owner", ""), has_form=has_form)
    rows = PublishedAction.objects.all()
    return ActionFilters.of(request.GET, rows, today=lambda: _today(request), offices=owners)


def register(
    request: HttpRequest, name: str, filters: RegisterFilters, tally: Tally, kinds: list, **also
) -> HttpResponse:
    """One page of a register; `kinds` are what its total is made up of, with how many there are of each."""
    number = page_number(request)
    rows = filters.found().stretch(filters.ordering, tally, (number - 1) * PER_PAGE, PER_PAGE)
    page = page_found(request, rows, total=tally.total, per_page=PER_PAGE)
    context = {"filters": filters, "form": filters.form, "page": page, "kinds": kinds}
    return show(request, f"{name}.html", context | also, alternates=files_of(name, filters))


def files_of(name: str, filters: RegisterFilters) -> list[Alternate]:
    """The same rows as files, where what was asked is understood."""
    if filters.form.errors:
        return []
    feed, csv = (filters.address_of(f"{name}-{kind}") for kind in ["feed", "csv"])
    title = gettext(TITLES[name])
    return [feed_at(feed, title), Alternate("text/csv", csv, gettext("%(name)s, as a table") % {"name": title})]


def register_feed(request: HttpRequest, name: str, of: str, filters: RegisterFilters, news_of) -> HttpResponse:
    """What the register is narrowed to, newly published first."""
    if refusal := refusal_of(filters):
        return refusal
    number, rows, has_more = stretch_of(request, filters.found().newly_published())
    words = ", ".join(filters.in_words)
    return feed_of(
        request,
        [news_of(row) for row in rows],
        of=f"{of} ({words})" if words else of,
        about=filters.address_of(name),
        asked=filters.pairs,
        number=number,
        has_more=has_more,
    )


def refusal_of(filters: RegisterFilters) -> HttpResponse | None:
    """The answer in plain words where not all that is asked for was understood."""
    if filters.form.is_valid():
        return None
    return Refused(" ".join(error for errors in filters.form.errors.values() for error in errors), 400).answer


def _today(request: HttpRequest) -> datetime.date:
    return timezone.localdate(this_minute(request))


def _news_of_resolution(row: PublishedResolution) -> News:
    title = f"{capital(row.outcome)}: {row.item.title} ({_where(row)})"
    text = " ".join(part for part in [*row.in_words, moved_in_words(row)] if part)
    return News(title, row.get_absolute_url(), text, row.meeting.published_at)


def _news_of_action(row: PublishedAction, today: datetime.date) -> News:
    state = row.state(today)
    told = f"{row.in_words} — {state}." if row.in_words else f"{capital(state)}."
    title = f"{first_sentence(row.task)} ({_where(row)})"
    return News(title, row.get_absolute_url(), " ".join([told, *notes_of(row)]), row.changed_at)


def _where(row: Register) -> str:
    return f"{row.meeting.title}, {short_date(row.held_on)}"


def moved_in_words(row: PublishedResolution) -> str:
    if not row.mover:
        return ""
    seconded = f", seconded by {row.seconder['name']}" if row.seconder else ""
    return f"Moved by {row.mover['name']}{seconded}."


def notes_of(row: PublishedAction) -> Iterator[str]:
    """The notes of progress, each with its day."""
    return (f"{short_date(update['on'])}: {update['text']}" for update in row.updates)


def _place(row: Register) -> list[str]:
    return [row.held_on.isoformat(), row.meeting.title, row.item.number, row.item.title]


def _cells_of_resolution(request: HttpRequest, row: PublishedResolution) -> list[str]:
    people = [person["name"] if person else "" for person in (row.mover, row.seconder)]
    address = request.build_absolute_uri(row.get_absolute_url())
    return [*_place(row), row.label, capital(row.outcome), row.text, *people, address]


def _cells_of_action(request: HttpRequest, row: PublishedAction, today: datetime.date) -> list[str]:
    state = capital(row.standing(today))
    due_on, done_on = (day.isoformat() if day else "" for day in (row.due_on, row.completed_on))
    back, here = (
        request.build_absolute_uri(url) if url else "" for url in (row.reported_back, row.get_absolute_url())
    )
    notes = "\n".join(notes_of(row))
    return [*_place(row), row.task, row.office, row.due, due_on, state, done_on, notes, back, here]
