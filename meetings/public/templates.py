"""What public templates know besides what a page gives them: addresses, and words and dates as pages print them."""

import functools
import re
from collections.abc import MutableMapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import urlencode

import jinja2
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.template.defaultfilters import filesizeformat
from django.templatetags.static import static
from markupsafe import Markup, escape

from meetings.public.licences import licence_of
from meetings.public.linked_data import committee_data, council_data, item_data, linked_data, meeting_data, way_data
from meetings.public.paragraphs import with_anchors
from meetings.record import words
from meetings.record.addresses import address_of
from meetings.record.issue_pages import state_of_issue
from meetings.record.language import language_of
from meetings.record.pages import headline_of

FILE_KINDS = {"docx": "Word", "doc": "Word", "xlsx": "Excel", "xls": "Excel", "pptx": "PowerPoint", "txt": "Text"}
PARTS = {
    "addressed": "addressed the meeting",
    "moved": "moved",
    "seconded": "seconded",
    "declared": "declared an interest",
    "voted": "vote recorded",
}
KINDS_OF_PERSON = {"co-opted": "Co-opted member", "public": "Member of the public"}
EMPTY_LINES = re.compile(r"\n{2,}")


def figures(count: int) -> str:
    """41,000"""
    return f"{count:,}"


def lang_if_welsh(text: str, beside: Sequence[str] = ()) -> Markup:
    """The attribute that says so, of a text of a council in Wales, and nothing for English; see language_of."""
    return Markup(' lang="cy"' if language_of(text, beside=" ".join(beside)) == "cy" else "")


def month_and_year(day) -> str:
    return f"{day:%B %Y}"


def month_name(day) -> str:
    return f"{day:%B}"


def calendar_years(span) -> range:
    """The calendar years of the archive, newest first."""
    return range(span[1].year, span[0].year - 1, -1)


def attendance_in_words(rows: list[dict]) -> Markup:
    """“two of three committee meetings”, the numbers set apart."""
    present, expected = (sum(row[key] for row in rows) for key in ["present", "expected"])
    some = words.in_words(present) if present else "none"
    meetings = "committee meeting" if expected == 1 else "committee meetings"
    return Markup("<strong>{} of {}</strong> {}").format(some, words.in_words(expected), meetings)


def kind_of_person(kind: str) -> str:
    return KINDS_OF_PERSON.get(kind, words.capital(kind))


def register_total(total: int, thing: str, kinds: list[tuple[str, int]]) -> str:
    """“31 actions: 4 overdue, 12 open, 15 done.”"""
    things = f"{figures(total)} {thing}{'' if total == 1 else 's'}"
    if len(kinds) == 1:
        return f"{things}, {'all ' if total > 1 else ''}{kinds[0][0]}."
    return f"{things}: {', '.join(f'{figures(count)} {kind}' for kind, count in kinds)}."


def parts_taken(parts: list[str]) -> str:
    """“Moved and addressed the meeting”"""
    return words.capital(words.listed([PARTS[part] for part in parts]))


def held_between(seat, since: str = "since") -> str:
    """The dates of a seat in words; one that has yet to start is held “from” its first day."""
    if seat.starts_on and seat.ends_on:
        return f"{words.short_date(seat.starts_on)} to {words.short_date(seat.ends_on)}"
    if seat.starts_on:
        return f"{since} {words.short_date(seat.starts_on)}"
    return f"until {words.short_date(seat.ends_on)}" if seat.ends_on else ""


@functools.lru_cache(maxsize=64)
def part_of(here: str, href: str) -> str:
    """How a link of the main navigation is marked for a reader who is in that part, as aria-current says it."""
    return "page" if here == href else "true" if here.startswith(href) else ""


def named(attendee: dict) -> Markup:
    """A name as printed, a link where the person has a page."""
    return _named(attendee["name"], attendee["person"])


@functools.lru_cache(maxsize=4096)
def _named(name: str, person: str | None) -> Markup:
    # The same few hundred names stand on most pages.
    return Markup('<a href="{}">{}</a>').format(address_of("person", person), name) if person else escape(name)


def all_named(attendees: list[dict]) -> Markup:
    """Names with what is said of each in brackets, comma by comma."""
    return Markup(", ").join(
        named(attendee) + f" ({attendee['notes']})" if attendee.get("notes") else named(attendee)
        for attendee in attendees
    )


def voting(votes: list[dict], choice: str) -> list[dict]:
    return [vote for vote in votes if vote["choice"] == choice]


def votes_by_name(votes: list[dict]) -> str:
    """“5 for, 1 against”"""
    counts = [(len(voting(votes, choice)), choice) for choice in ["for", "against", "abstained"]]
    return ", ".join(f"{count} {choice}" for count, choice in counts if count)


def paper_details(paper: dict) -> str:
    """The kind, pages and size of a file, for the text of its link: “PDF, 12 pages, 164 kB”."""
    return file_details(paper["filename"], paper["size"], paper.get("page_count"))


def file_details(filename: str, size: int, page_count: int | None = None) -> str:
    """“PDF, 164 kB”, with the pages between them where they are known."""
    ending = PurePath(filename).suffix.lstrip(".").lower()
    pages = [f"{figures(page_count)} page{'' if page_count == 1 else 's'}"] if page_count else []
    return ", ".join([FILE_KINDS.get(ending, ending.upper() or "File"), *pages, _size_in_words(size)])


@functools.lru_cache(maxsize=4096)
def _size_in_words(size: int) -> str:
    return filesizeformat(size).replace("KB", "kB").replace("\xa0", " ").replace(".0 ", " ")


def paragraphs(text: str) -> Markup:
    """Plain text as paragraphs: an empty line parts them, a single one breaks the line."""
    found = EMPTY_LINES.split(text.replace("\r\n", "\n").replace("\r", "\n"))
    return Markup("\n\n".join(f"<p>{escape(paragraph).replace('\n', Markup('<br>'))}</p>" for paragraph in found))


def by_email(kind: str, name: str) -> str:
    """Where to follow a thing by e-mail; empty where no mail is sent."""
    return f"{address_of('alerts')}?{urlencode({'follow': f'{kind}:{name}'}, safe=':')}" if settings.MAILS_FROM else ""


def absolute(request: HttpRequest, path: str = "") -> str:
    """The full address of a path, or of this page without what follows the question mark."""
    return request.build_absolute_uri(path or request.path)


def site_of(request: HttpRequest) -> str:
    """The address of this site, without a path."""
    return request.build_absolute_uri("/").rstrip("/")


def subscribable(request: HttpRequest, path: str) -> str:
    """The full address of a calendar, as programs take it that follow calendars."""
    return f"webcal://{request.get_host()}{path}"


def page_link(query: QueryDict, number: int | None) -> str:
    """The address of another page of the same list; without a number, of the list itself."""
    query = query.copy()
    if number is None:
        del query["page"]
    else:
        query["page"] = number
    return f"?{query.urlencode()}"


FILTERS = [
    words.short_date,
    words.long_date,
    words.clock_time,
    words.capital,
    words.in_words,
    figures,
    lang_if_welsh,
    month_and_year,
    month_name,
    calendar_years,
    kind_of_person,
    parts_taken,
    voting,
    paper_details,
    paragraphs,
    with_anchors,
    headline_of,
    state_of_issue,
    votes_by_name,
]
FUNCTIONS = [
    address_of,
    words.counted,
    attendance_in_words,
    register_total,
    held_between,
    part_of,
    file_details,
    named,
    all_named,
    by_email,
    absolute,
    subscribable,
    page_link,
    site_of,
    licence_of,
    linked_data,
    council_data,
    committee_data,
    meeting_data,
    item_data,
    way_data,
]


class PublicTemplates(jinja2.Environment):
    """Where the public templates are compiled, once in each process.

    None has globals of its own, and what they are given are dictionaries and rows: both are looked into often, and
    Jinja's own ways, which suit anything, take as long as all the rest of a page.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(keep_trailing_newline=True, **options)
        self.filters |= {function.__name__: function for function in FILTERS}
        self.globals |= {function.__name__: function for function in FUNCTIONS}
        # Their names change with their bytes, and neither changes while the process runs.
        self.globals["static"] = functools.cache(static)

    def make_globals(self, given: dict | None) -> MutableMapping:
        return super().make_globals(given) if given else self.globals

    def getattr(self, value: Any, name: str) -> Any:
        """An entry of a dictionary comes before its methods: `step.items` are the step's."""
        try:
            return value[name] if isinstance(value, dict) else getattr(value, name)
        except (KeyError, AttributeError):
            return super().getattr(value, name)
