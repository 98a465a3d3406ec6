"""What time it is for a page: the one place where public pages look at the clock.

A page that looked is right until the minute is over, and is not kept for longer (see keeping); meetings start on whole
minutes, so it turns over when they do. A page that did not look stays right until the record changes.
"""

import datetime
from collections.abc import Iterable

from django.http import HttpRequest
from django.utils import timezone


def minute_of(moment: datetime.datetime) -> datetime.datetime:
    return moment.replace(second=0, microsecond=0)


def this_minute(request: HttpRequest) -> datetime.datetime:
    """Now, to the minute, and the same however often a page asks; another moment where the request came with one."""
    request.made_in = _unnoted_minute(request)
    return request.made_in


def _unnoted_minute(request: HttpRequest) -> datetime.datetime:
    """The same, without noting that the page looked at the clock."""
    return getattr(request, "made_in", None) or minute_of(timezone.now())


def until(starts_at: datetime.datetime, request: HttpRequest) -> datetime.datetime | None:
    """This minute while the meeting is to come; None once it has begun, from when on its pages need no clock."""
    return this_minute(request) if starts_at > _unnoted_minute(request) else None


def today_while(days: Iterable[datetime.date], request: HttpRequest) -> datetime.date:
    """Today, for a page that tells which of the days are over; once all are, it needs no clock any more."""
    today = timezone.localdate(_unnoted_minute(request))
    return timezone.localdate(this_minute(request)) if any(day >= today for day in days) else today
