"""Whole pages kept in the memory of the process, each for as long as it is right, and answers made from them.

A public page is a function of the record, of this process (its code, templates and settings, all read at the start),
of the address asked for and, where it looks at the clock, of the minute. So what is kept is thrown away when the state
of the record has another name, which is asked for once a second at most, and when its minute is over; and it never
outlives the process. Only answers that say so themselves (`may_be_kept`) are kept, and nothing that has to do with a
cookie.
"""

import functools
import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import has_vary_header, patch_cache_control

from meetings.public.answers import Answer
from meetings.public.clock import minute_of
from meetings.record.asking import asking_again
from meetings.record.state import watch_of_process

# What a page weighs beside its bytes: its headers and its place on the shelf.
OVERHEAD = 2_000
# No single page may push out many others.
LARGEST_PART = 8
# Addresses with a question mark are without number: they share a fourth of the room, and cannot push out the rest.
ASKED_PART = 4
LONGEST_QUESTION = 400


class Shelf:
    """Pages by address, all of one state of the record; the one longest not asked for goes first."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._state: uuid.UUID | None = None
        self._kept: OrderedDict[tuple, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def __contains__(self, key: tuple) -> bool:
        """Whether there is anything for the address, right or no longer right."""
        return key in self._kept

    def find(self, key: tuple, state: uuid.UUID) -> Answer | None:
        """The answer kept for the address in this state, unless its minute is over."""
        with self._lock:
            self._turn_to(state)
            answer = self._kept.get(key)
            if answer is None or (answer.made_in and answer.made_in != minute_of(timezone.now())):
                return None
            self._kept.move_to_end(key)
            return answer

    def keep(self, key: tuple, answer: Answer, state: uuid.UUID) -> None:
        """Keep an answer that was made after the record was in this state; all that is of another goes."""
        weight = _weight(answer)
        if weight > self.most_bytes // LARGEST_PART:
            return
        with self._lock:
            self._turn_to(state)
            if before := self._kept.pop(key, None):
                self.bytes -= _weight(before)
            self._kept[key] = answer
            self.bytes += weight
            while self.bytes > self.most_bytes:
                self.bytes -= _weight(self._kept.popitem(last=False)[1])

    def _turn_to(self, state: uuid.UUID) -> None:
        if state != self._state:
            self._state, self.bytes = state, 0
            self._kept.clear()


def _weight(answer: Answer) -> int:
    """At most: the compressed forms together are never larger than the page (see Answer)."""
    return 2 * len(answer.body) + OVERHEAD


def may_be_kept(view: Callable, *, asked: Iterable[str] = (), is_kept: bool = True) -> Callable:
    """The view, its whole answers fit to be checked by ETag and, where `is_kept`, to be kept.

    `asked` names what may follow the question mark of its address; an answer to anything else is not kept.
    """
    known = frozenset(asked)

    @functools.wraps(view)
    def answered(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        is_known = len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUESTION and known.issuperset(request.GET)
        # Before anything is read: what is read afterwards is of this state, or newer.
        state = request.watch.state() if is_kept and is_known and hasattr(request, "watch") else None
        response = asking_again(view, request, *args, **kwargs)
        if not response.has_header("Cache-Control"):
            always_ask(response)
        if response.status_code == 200 and not response.streaming and not response.has_header("ETag"):
            response.right_in = None if getattr(response, "is_passing", False) else state
        return response

    return answered


def always_ask(response: HttpResponse) -> None:
    """Anyone may keep the answer, and has to ask each time whether it still holds: a correction shows at once."""
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)


def kept_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that answers from the pages kept; it stands before all others, whose headers are kept with a page."""
    watch, most_bytes = watch_of_process(), settings.PAGES_KEPT_MB * 1_000_000
    shelves = {False: Shelf(most_bytes - most_bytes // ASKED_PART), True: Shelf(most_bytes // ASKED_PART)}

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return get_response(request)
        # The host was found to be ours before an answer for it was kept; a redirection to https is not kept.
        asked = request.META.get("QUERY_STRING", "")
        key = (request.scheme, request.META.get("HTTP_HOST"), request.path, asked)
        shelf = shelves[bool(asked)]
        if key in shelf and (state := watch.state()) and (kept := shelf.find(key, state)):
            return kept.to(request)
        if most_bytes:
            request.watch = watch
        response = get_response(request)
        if not hasattr(response, "right_in"):
            return response
        answer = Answer.of(response, made_in=getattr(request, "made_in", None))
        if response.right_in and not _has_to_do_with_cookies(request, response):
            shelf.keep(key, answer, response.right_in)
        return answer.to(request)

    return middleware


def _has_to_do_with_cookies(request: HttpRequest, response: HttpResponse) -> bool:
    return bool(request.META.get("HTTP_COOKIE")) or bool(response.cookies) or has_vary_header(response, "Cookie")
