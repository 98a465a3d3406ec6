"""What a search finds, as files: a feed for readers of news (Atom), a table for spreadsheets (CSV)."""

import html
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.html import strip_tags

from meetings.public.feeds import News, Refused, feed_of
from meetings.public.pages import as_form_of
from meetings.public.paging import page_number
from meetings.public.referred import items_referred_to, other_hits
from meetings.public.search_form import SearchForm
from meetings.public.tables import table
from meetings.record.models import PublishedDocument, PublishedItem, PublishedMeeting
from meetings.record.search import PER_PAGE, Found, Hit, TooBroad, search
from meetings.record.search.asked import BEST, NEWEST, Asked
from meetings.record.words import capital

MOST_IN_TABLE = 1_000
COLUMNS = ["Date", "Committee", "Item", "Minute", "Title", "Outcome", "Decision found", "Issue", "Kind", "Address"]
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


def feed(request: HttpRequest) -> HttpResponse:
    """Twenty answers a page, newest first, each with when it was last published."""
    number = page_number(request)
    try:
        asked, found = _found(request, number, order=NEWEST)
    except Refused as refusal:
        return refusal.answer
    return feed_of(
        request,
        [_news(row) for row in rows_of(found, page=number)],
        of=asked.q,
        about=f"{reverse('search')}?{asked.but(order=NEWEST).query}",
        asked=asked.but(order=BEST).pairs,
        number=number,
        has_more=number * PER_PAGE < found.within_reach,
    )


def items_csv(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The first thousand answers, in the order asked for, sent as they are written."""
    try:
        asked, found = _found(request, 1, per_page=MOST_IN_TABLE)
    except Refused as refusal:
        return refusal.answer
    response = table("items.csv", COLUMNS, _cells(request, rows_of(found, page=1)))
    return as_form_of(response, request, f"{reverse('search')}?{asked.query}")


def rows_of(found: Found, *, page: int) -> list[Row]:
    """On the first page the items that the question refers to, then all others found."""
    rows = [Row(item.meeting, item, item.title) for item in items_referred_to(found, page=page)]
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
    form = SearchForm(request.GET)
    question, asked = form.question, form.asked
    if form.errors:
        raise Refused(" ".join(form.errors.values()), 400)
    if not question.can_be_asked:
        raise Refused(NOTHING_ASKED, 400)
    try:
        return asked, search(question, asked.narrowing, page=number, order=order or asked.order, per_page=per_page)
    except TooBroad as failure:
        raise Refused(TOO_BROAD, 503) from failure


def _news(row: Row) -> News:
    meeting = row.meeting
    decision = " ".join(part for part in [_sentence(_outcome(row)), row.decision or row.passage] if part)
    title = f"{row.title} ({meeting.title}, {meeting.held_on:%-d %B %Y})"
    return News(title, row.address, decision, meeting.published_at, row.unique)


def _cells(request: HttpRequest, rows: list[Row]) -> Iterator[list[str]]:
    for row in rows:
        meeting, item = row.meeting, row.item
        numbers = [item.number, item.minute_number] if item else ["", ""]
        what = [*numbers, row.title, capital(_outcome(row)), row.decision, row.issue]
        kind = "Paper" if row.document else "Item"
        yield [meeting.held_on.isoformat(), meeting.title, *what, kind, request.build_absolute_uri(row.address)]


def _title(hit: Hit) -> str:
    """“Report” says nothing without its item."""
    title = _plain(hit.title)
    return f"{title}: {hit.item.title}" if hit.document and hit.item else title


def _outcome(row: Row) -> str:
    """What became of the item; of a paper nothing does."""
    return "" if row.document else row.item.outcome


def _plain(marked: str) -> str:
    return html.unescape(strip_tags(marked))


def _sentence(outcome: str) -> str:
    return f"{capital(outcome)}." if outcome else ""
