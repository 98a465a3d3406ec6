"""Feeds for readers of news (Atom): each stands beside what it follows, newest first, in pages.

A feed says nothing that the pages do not, and gives the same bytes for the same record: its moments are those of
publication, and of what was told of an action since.
"""

import datetime
import html
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed

from meetings.exporters.minutes import printable
from meetings.public.paging import page_number
from meetings.record.looking_up import current_council
from meetings.record.models import PublishedMeeting

PER_PAGE = 20
# A feed tells what is new: it goes back a thousand entries. The tables hold everything.
LAST_PAGE = 50


@dataclass(frozen=True)
class News:
    """One entry: its address, which is also what it is known by, and when there was last anything new about it."""

    title: str
    address: str
    text: str
    at: datetime.datetime
    # Where another address is its alone.
    unique: str = ""


class Refused(Exception):
    """The question cannot be answered; the words say why."""

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


def feed_of(
    request: HttpRequest,
    news: Sequence[News],
    *,
    of: str,
    about: str,
    asked: Sequence[tuple[str, str]] = (),
    number: int = 1,
    has_more: bool = False,
) -> HttpResponse:
    """One page of the feed at this address; `of` names what it follows, `about` is the address of its page.

    `asked` is what stands behind the question mark, the number of the page left out.
    """
    council = current_council()
    name = council.name if council else "the council"
    here = _address(request, request.path, asked)
    joint = "&" if asked else "?"
    file = NewsFeed(
        title=printable(f"{of}: minutes of {name}"),
        link=request.build_absolute_uri(about),
        description="",
        language="en-GB",
        author_name=printable(name),
        feed_guid=here,
        feed_url=f"{here}{joint}page={number}" if number > 1 else here,
        following=f"{here}{joint}page={number + 1}" if has_more else "",
        changed_at=max((one.at for one in news), default=None) or _newest(),
    )
    for one in news:
        file.add_item(
            title=printable(one.title),
            link=request.build_absolute_uri(one.address),
            description=printable(html.escape(one.text, quote=False)),
            unique_id=request.build_absolute_uri(one.unique or one.address),
            updateddate=one.at,
        )
    return HttpResponse(file.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def stretch_of(request: HttpRequest, rows: Sequence) -> tuple[int, list, bool]:
    """The number of the page asked for, the rows on it, and whether there are more; raises Http404 past the last."""
    number = page_number(request)
    first = (number - 1) * PER_PAGE
    if number > LAST_PAGE:
        raise Http404
    found = list(rows[first : first + PER_PAGE + 1])
    if number > 1 and not found:
        raise Http404
    return number, found[:PER_PAGE], len(found) > PER_PAGE and number < LAST_PAGE


def _address(request: HttpRequest, path: str, asked: Sequence[tuple[str, str]]) -> str:
    here = request.build_absolute_uri(path)
    return f"{here}?{urlencode(asked)}" if asked else here


def _newest() -> datetime.datetime:
    """When anything was last published: the moment of a feed without entries."""
    newest = PublishedMeeting.objects.order_by("-published_at").values_list("published_at", flat=True).first()
    return newest or datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
