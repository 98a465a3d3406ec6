"""What a search finds, as files: a feed for readers of news (Atom), a table for spreadsheets (CSV)."""

import csv
import datetime
import html
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import strip_tags

from meetings.public.paging import page_number
from meetings.public.referred import items_referred_to, other_hits
from meetings.public.search_form import SearchForm
from meetings.record.looking_up import current_council
from meetings.record.models import (
    PublishedCommittee,
    PublishedDocument,
    PublishedItem,
    PublishedMeeting,
)
from meetings.record.search import PER_PAGE, Found, Hit, TooBroad, read_question, search
from meetings.record.search.asked import BEST, NEWEST, Asked
from meetings.record.words import capital

MOST_IN_TABLE = 1_000
COLUMNS = ["Date", "Committee", "Item", "Minute", "Title", "Outcome", "Decision found", "Issue", "Kind", "Address"]
# What spreadsheets take for the beginning of a formula.
BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
TOO_BROAD = "That search is too broad: it would take too long to answer. Add a word, or choose a committee or a year."
NOTHING_ASKED = "Add a word to look for."


@dataclass(frozen=True)
class Row:
    """One answer in a file."""

    meeting: PublishedMeeting
    item: PublishedItem | None
    title: str
    document: PublishedDocument | None = None
    page: int | None = None
    part: int = 1
    # The resolution that matches, else the passage; without marks.
    decision: str = ""
    passage: str = ""
    issue: str = ""

    @property
    def address(self) -> str:
        """Where it leads: the item, or the paper at its page."""
        if self.document is None:
            return self.item.get_absolute_url()
        paper = reverse("paper", args=[self.document.digest, self.document.filename])
        return f"{paper}#page={self.page}" if self.page else paper

    @property
    def unique(self) -> str:
        """A name that is this answer's alone: two meetings, or two items, may have the same paper."""
        if self.document is None:
            return self.address
        part = f"-{self.part}" if self.part > 1 else ""
        return f"{(self.item or self.meeting).get_absolute_url()}#paper-{self.document.digest[:16]}{part}"


class Refused(Exception):
    """The search cannot be answered; the words say why."""

    def __init__(self, words: str, status: int) -> None:
        super().__init__(words)
        self.words, self.status = words, status

    @property
    def answer(self) -> HttpResponse:
        return HttpResponse(f"{self.words}\n", status=self.status, content_type="text/plain; charset=utf-8")


class NewsFeed(Atom1Feed):
    """A feed whose moment is that of the record, and that says where it goes on."""

    def latest_post_date(self) -> datetime.datetime:
        return self.feed["changed_at"]

    def add_root_elements(self, handler) -> None:
        super().add_root_elements(handler)
        if self.feed["following"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["following"]})


def feed(request: HttpRequest) -> HttpResponse:
    """Twenty answers a page, newest first, each with when it was last published."""
    number = page_number(request)
    try:
        asked, found = _found(request, number, order=NEWEST)
    except Refused as refusal:
        return refusal.answer
    rows = rows_of(found)
    file = _feed_of(
        request, asked, number, changed_at=_changed_at(rows), has_more=number * PER_PAGE < found.within_reach
    )
    for row in rows:
        file.add_item(**_entry(request, row))
    return HttpResponse(file.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def items_csv(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The first thousand answers, in the order asked for, sent as they are written."""
    try:
        _, found = _found(request, 1, per_page=MOST_IN_TABLE)
    except Refused as refusal:
        return refusal.answer
    response = StreamingHttpResponse(_lines(request, rows_of(found)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="items.csv"'
    return response


def rows_of(found: Found) -> list[Row]:
    """The items that the question refers to, then all others found."""
    rows = [Row(item.meeting, item, item.title) for item in items_referred_to(found)]
    return rows + [
        Row(
            hit.meeting,
            hit.item,
            _title(hit),
            document=hit.document,
            page=hit.page,
            part=hit.part,
            decision=_plain(hit.resolution),
            passage=" ".join(_plain(passage) for passage in hit.passages),
            issue=hit.issue.title if hit.issue else "",
        )
        for hit in other_hits(found)
    ]


def _found(request: HttpRequest, number: int, *, order: str = "", per_page: int = PER_PAGE) -> tuple[Asked, Found]:
    """What was asked, and what is found; raises Refused, with words for the reader."""
    question = read_question(request.GET.get("q", ""))
    form = SearchForm(request.GET, question=question, committees=PublishedCommittee.objects.order_by("name", "slug"))
    if not form.is_valid():
        raise Refused(" ".join(error for errors in form.errors.values() for error in errors), 400)
    if not question.can_be_asked:
        raise Refused(NOTHING_ASKED, 400)
    asked = form.asked
    try:
        return asked, search(question, asked.narrowing, page=number, order=order or asked.order, per_page=per_page)
    except TooBroad as failure:
        raise Refused(TOO_BROAD, 503) from failure


def _feed_of(request: HttpRequest, asked: Asked, number: int, *, changed_at, has_more: bool) -> NewsFeed:
    here, pairs = request.build_absolute_uri(reverse("search-feed")), asked.but(order=BEST).pairs
    council = current_council()
    name = council.name if council else "the council"
    shown = f"{here}?{urlencode(pairs)}"
    return NewsFeed(
        title=_printable(f"{asked.q}: minutes of {name}"),
        link=f"{request.build_absolute_uri(reverse('search'))}?{asked.but(order=NEWEST).query}",
        description="",
        language="en-GB",
        author_name=_printable(name),
        feed_guid=shown,
        feed_url=f"{shown}&page={number}" if number > 1 else shown,
        following=f"{shown}&page={number + 1}" if has_more else "",
        changed_at=changed_at,
    )


def _entry(request: HttpRequest, row: Row) -> dict:
    meeting = row.meeting
    decision = " ".join(part for part in [_sentence(_outcome(row)), row.decision or row.passage] if part)
    return {
        "title": _printable(f"{row.title} ({meeting.title}, {meeting.held_on:%-d %B %Y})"),
        "link": request.build_absolute_uri(row.address),
        "description": _printable(html.escape(decision, quote=False)),
        "unique_id": request.build_absolute_uri(row.unique),
        "updateddate": meeting.published_at,
    }


def _title(hit: Hit) -> str:
    """“Report” says nothing without its item."""
    title = _plain(hit.title)
    return f"{title}: {hit.item.title}" if hit.document and hit.item else title


def _outcome(row: Row) -> str:
    """What became of the item; of a paper nothing does."""
    return "" if row.document else row.item.outcome


def _changed_at(rows: list[Row]) -> datetime.datetime:
    """When the newest of them was published; of a feed without any, when anything was."""
    if rows:
        return max(row.meeting.published_at for row in rows)
    newest = PublishedMeeting.objects.order_by("-published_at").values_list("published_at", flat=True).first()
    return newest or datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def _lines(request: HttpRequest, rows: list[Row]) -> Iterator[str]:
    writer = csv.writer(_Line())
    # Spreadsheets know by the mark that what follows is UTF-8.
    yield "\ufeff" + writer.writerow(COLUMNS)
    for row in rows:
        meeting, item = row.meeting, row.item
        cells = [
            meeting.title,
            item.number if item else "",
            item.minute_number if item else "",
            row.title,
            capital(_outcome(row)),
            row.decision,
            row.issue,
        ]
        kind = "Paper" if row.document else "Item"
        safe = [safe_cell(cell) for cell in [*cells, kind, request.build_absolute_uri(row.address)]]
        yield writer.writerow([meeting.held_on.isoformat(), *safe])


class _Line:
    """What a writer of CSV writes to: a line goes straight back."""

    def write(self, line: str) -> str:
        return line


def safe_cell(text: str) -> str:
    """The text, begun with an apostrophe where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(BEGINS_FORMULA) or text.lstrip().startswith(BEGINS_FORMULA) else text


def _plain(marked: str) -> str:
    return html.unescape(strip_tags(marked))


def _sentence(outcome: str) -> str:
    return f"{capital(outcome)}." if outcome else ""


def _printable(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(c for c in text if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff"))
