"""What public templates know besides what a page gives them: addresses, and words and dates as pages print them."""

import functools
import re
from collections.abc import Hashable, MutableMapping
from os.path import splitext
from typing import Any
from urllib.parse import urlencode

import jinja2
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.template.defaultfilters import filesizeformat
from django.templatetags.static import static
from django.utils.encoding import iri_to_uri
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, _escape_inner, escape

from meetings.public.found_in_words import summary_of
from meetings.public.linked_data import committee_data, council_data, item_data, linked_data, meeting_data, way_data
from meetings.public.paragraphs import with_anchors
from meetings.public.translated_templates import Translated, say
from meetings.record import words
from meetings.record.addresses import WELSH_PREFIX, address_of, in_english, in_the_other_language
from meetings.record.issue_pages import state_of_issue
from meetings.record.pages import headline_of
from meetings.record.translation import (
    ENGLISH,
    Written,
    as_written,
    gettext,
    gettext_noop,
    lang,
    ngettext,
    spoken_language,
)

FILE_KINDS = {"docx": "Word", "doc": "Word", "xlsx": "Excel", "xls": "Excel", "pptx": "PowerPoint"}
FILE_KINDS |= {"txt": gettext_noop("Text")}
FILE = gettext_noop("File")
PARTS = {
    "addressed": gettext_noop("addressed the meeting"),
    "moved": gettext_noop("moved"),
    "seconded": gettext_noop("seconded"),
    "declared": gettext_noop("declared an interest"),
    "voted": gettext_noop("vote recorded"),
}
KINDS_OF_PERSON = {"co-opted": gettext_noop("Co-opted member"), "public": gettext_noop("Member of the public")}
PART = re.compile(rf"({WELSH_PREFIX})?/[^/]*/")
EMPTY_LINES = re.compile(r"\n{2,}")


def figures(count: int) -> str:
    """41,000"""
    return f"{count:,}"


def calendar_years(span) -> range:
    """The calendar years of the archive, newest first."""
    return range(span[1].year, span[0].year - 1, -1)


def attendance_in_words(rows: list[dict]) -> Markup:
    """“two of three committee meetings”, the numbers set apart."""
    present, expected = (sum(row[key] for row in rows) for key in ["present", "expected"])
    some = words.in_words(present) if present else gettext("none")
    whole = ngettext(
        "<strong>%(some)s of %(all)s</strong> committee meeting",
        "<strong>%(some)s of %(all)s</strong> committee meetings",
        expected,
    )
    return Markup(whole) % {"some": some, "all": words.in_words(expected)}


def kind_of_person(kind: str) -> str:
    return gettext(KINDS_OF_PERSON[kind]) if kind in KINDS_OF_PERSON else words.capital(words.term(kind))


def register_total(total: int, thing: str, kinds: list[tuple[str, int]]) -> str:
    """“31 actions: 4 overdue, 12 open, 15 done.”"""
    things = words.counted_in_figures(total, thing)
    if len(kinds) == 1:
        all_of_one = gettext("%(things)s, all %(kind)s.") if total > 1 else "%(things)s, %(kind)s."
        return all_of_one % {"things": things, "kind": words.term(kinds[0][0])}
    return f"{things}: {', '.join(f'{figures(count)} {words.term(kind)}' for kind, count in kinds)}."


def parts_taken(parts: list[str]) -> str:
    """“Moved and addressed the meeting”"""
    return words.capital(words.listed([gettext(PARTS[part]) for part in parts]))


def held_between(seat, is_to_come: bool = False) -> str:
    """The dates of a seat in words; one that has yet to start is held “from” its first day."""
    first, last = (words.short_date(day) if day else "" for day in (seat.starts_on, seat.ends_on))
    if first and last:
        return gettext("%(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return (gettext("from %(day)s") if is_to_come else gettext("since %(day)s")) % {"day": first}
    return gettext("until %(day)s") % {"day": last} if last else ""


def part_of(path: str) -> tuple[str, str]:
    """The address of the part of the site that a path lies in, and how aria-current marks a link to it.

    Each part, in both languages, has its own word at the start of its addresses.
    """
    start = PART.match(path)
    part = start[0] if start else path
    return part, "page" if part == path else "true"


def named(attendee: dict) -> Markup:
    """A name as printed, a link where the person has a page."""
    return _named(attendee["name"], attendee["person"], spoken_language())


@functools.lru_cache(maxsize=4096)
def _named(name: str, person: str | None, language: str) -> Markup:
    # The same few hundred names stand on most pages.
    return Markup('<a href="{}">{}</a>').format(address_of("person", person), name) if person else escape(name)


def all_named(attendees: list[dict]) -> Markup:
    """Names with what is said of each in brackets, comma by comma."""
    return Markup(", ".join([_noted(attendee) for attendee in attendees]))


def _noted(attendee: dict) -> str:
    notes = ", ".join([escape(note) for note in attendee.get("notes", ())])
    return f"{named(attendee)} ({notes})" if notes else named(attendee)


def voting(votes: list[dict], choice: str) -> list[dict]:
    return [vote for vote in votes if vote["choice"] == choice]


def votes_by_name(votes: list[dict]) -> str:
    """“5 for, 1 against”"""
    counts = [(len(voting(votes, choice)), choice) for choice in ["for", "against", "abstained"]]
    return ", ".join(f"{count} {words.term(choice)}" for count, choice in counts if count)


def paper_details(paper: dict) -> str:
    """The kind, pages and size of a file, for the text of its link: “PDF, 12 pages, 164 kB”."""
    return file_details(paper["filename"], paper["size"], paper.get("page_count"))


def file_details(filename: str, size: int, page_count: int | None = None) -> str:
    """“PDF, 164 kB”, with the pages between them where they are known."""
    ending = splitext(filename)[1].lstrip(".").lower()
    kind = gettext(FILE_KINDS.get(ending, ending.upper() or FILE))
    pages = [words.counted_in_figures(page_count, "page")] if page_count else []
    return ", ".join([kind, *pages, _size_in_words(size, spoken_language())])


@functools.lru_cache(maxsize=4096)
def _size_in_words(size: int, language: str) -> str:
    return filesizeformat(size).replace("KB", "kB").replace("\xa0", " ").replace(".0 ", " ")


def paragraphs(text: str) -> Markup:
    """Plain text as paragraphs: an empty line parts them, a single one breaks the line."""
    found = EMPTY_LINES.split(text.replace("\r\n", "\n").replace("\r", "\n"))
    return Markup("\n\n".join([f"<p>{str(escape(paragraph)).replace('\n', '<br>')}</p>" for paragraph in found]))


def by_email(kind: str, name: str) -> str:
    """Where to follow a thing by e-mail; empty where no mail is sent."""
    return f"{address_of('alerts')}?{urlencode({'follow': f'{kind}:{name}'}, safe=':')}" if settings.MAILS_FROM else ""


def absolute(request: HttpRequest, path: str = "") -> str:
    """The full address of a path, or of this page without what follows the question mark."""
    return site_of(request) + iri_to_uri(path or request.path)


def site_of(request: HttpRequest) -> str:
    """The address of this site, without a path; worked out once for a page, which says it in many places."""
    if not hasattr(request, "address_of_site"):
        request.address_of_site = request.build_absolute_uri("/").rstrip("/")
    return request.address_of_site


def subscribable(request: HttpRequest, path: str) -> str:
    """The full address of a calendar, as programs take it that follow calendars."""
    return f"webcal://{request.get_host()}{path}"


def parted(address: str) -> Markup:
    """An address as it is read, which may go on in another line after each stroke of its path."""
    scheme, joint, path = address.partition("://")
    return escape(scheme + joint) + Markup("/<wbr>").join(path.split("/"))


def page_link(query: QueryDict, number: int | None) -> str:
    """The address of another page of the same list; without a number, of the list itself."""
    values = dict(query.lists()) | {"page": [] if number is None else [number]}
    return f"?{urlencode(values, doseq=True)}"


FILTERS = [
    words.short_date,
    words.long_date,
    words.clock_time,
    words.capital,
    words.in_words,
    figures,
    lang,
    as_written,
    words.month_and_year,
    words.month_name,
    words.term,
    words.weekday,
    words.weekday_in_short,
    gettext,
    calendar_years,
    kind_of_person,
    parts_taken,
    voting,
    paper_details,
    paragraphs,
    parted,
    with_anchors,
    headline_of,
    state_of_issue,
    votes_by_name,
]
FUNCTIONS = [
    address_of,
    words.counted,
    words.action_in_words,
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
    summary_of,
    in_english,
    in_the_other_language,
    linked_data,
    council_data,
    committee_data,
    meeting_data,
    item_data,
    way_data,
]


def escaped(value: object) -> str:
    """The value as HTML, as escape() gives it, but not marked as such: marking takes longer than all the rest."""
    if type(value) is str:
        return _escape_inner(value)
    return value if type(value) is Markup else escape(value)


class WrittenOut(CodeGenerator):
    """Compiles templates to escape by escaped() what goes into the page at once, and nowhere else."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.escaped(")


class PublicTemplates(jinja2.Environment):
    """Where the public templates are compiled, once in each process.

    None has globals of its own, and what they are given are dictionaries and rows: both are looked into often, and
    Jinja's own ways, which suit anything, take as long as all the rest of a page.
    """

    code_generator_class = WrittenOut
    escaped = staticmethod(escaped)

    def __init__(self, *, language: str = ENGLISH, **options: Any) -> None:
        super().__init__(keep_trailing_newline=True, **options)
        self.language = language
        self.add_extension(Translated)
        self.filters |= {function.__name__: function for function in FILTERS}
        self.filters["written"] = Written
        self.globals |= {function.__name__: function for function in FUNCTIONS}
        # Their names change with their bytes, and neither changes while the process runs.
        self.globals["static"] = functools.cache(static)
        self.globals["once"] = functools.lru_cache(maxsize=256)(self.once)

    def once(self, name: str, **given: Hashable) -> Markup:
        """A template that comes out the same on very many pages, made once for what it is given."""
        return Markup(self.get_template(name).render(given))

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        return super()._generate(say(source, self.language), *args, **kwargs)

    def make_globals(self, given: dict | None) -> MutableMapping:
        return super().make_globals(given) if given else self.globals

    def getattr(self, value: Any, name: str) -> Any:
        """An entry of a dictionary comes before its methods: `step.items` are the step's."""
        try:
            return value[name] if isinstance(value, dict) else getattr(value, name)
        except (KeyError, AttributeError):
            return super().getattr(value, name)
