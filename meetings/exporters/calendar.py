"""Meetings as a calendar that programs subscribe to: rows of the record in, iCalendar (RFC 5545) out.

The same rows give the same bytes: every moment in the file is one of the record, none of the clock. Written line by
line, since the format needs two rules alone, escaping and folding; the tests read it back with two libraries.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

from meetings.exporters.minutes import UNPRINTABLE
from meetings.record.models import PublishedMeeting
from meetings.record.words import capital

CALENDAR = "text/calendar; charset=utf-8"
LONDON = ZoneInfo("Europe/London")
# Both rules of the zone as they have been since this day; moments before it are told in universal time.
RULES_SINCE = datetime.datetime(1996, 3, 31, 1, tzinfo=datetime.UTC)
TIMEZONE = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE""".splitlines()
# Agendas say when a meeting begins and not when it ends. Without an end some programs show a line that nobody sees,
# others take the whole day; most meetings of committees are over after two hours.
TAKEN_TO_LAST = datetime.timedelta(hours=2)
# A cancellation in the morning should reach those who set out in the evening.
ASK_AGAIN_AFTER = "PT4H"
MOST_HEADINGS = 12
# Octets in a line, its end not counted.
LONGEST_LINE = 75


def meetings_calendar(
    meetings: Iterable[PublishedMeeting], *, name: str, site: str, headings: Mapping[str, list[str]]
) -> bytes:
    """Return the meetings as one calendar called `name`.

    `site` is what stands before the path in addresses (https://minutes.example); `headings` holds, by a meeting's
    address, those of its agenda.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//The Minute Book//Meetings//EN",
        "METHOD:PUBLISH",
        # Name and pace as RFC 7986 has them, and as older programs do.
        f"NAME:{_text([name])}",
        f"X-WR-CALNAME:{_text([name])}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{ASK_AGAIN_AFTER}",
        f"X-PUBLISHED-TTL:{ASK_AGAIN_AFTER}",
        *TIMEZONE,
    ]
    for meeting in meetings:
        lines += _event(meeting, site, headings.get(meeting.address, []))
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(meeting: PublishedMeeting, site: str, headings: list[str]) -> Iterator[str]:
    page = f"{site}{meeting.get_absolute_url()}"
    published_at = _universal(meeting.published_at)
    yield "BEGIN:VEVENT"
    # The same under every name of the site: the address of a meeting never changes, and is one archive's alone.
    yield f"UID:{meeting.address.replace('/', '-')}@{meeting.committee.council_id}"
    yield f"SEQUENCE:{meeting.sequence}"
    yield f"DTSTAMP:{published_at}"
    yield f"LAST-MODIFIED:{published_at}"
    yield f"DTSTART{_moment(meeting.starts_at)}"
    yield f"DTEND{_moment(meeting.starts_at + TAKEN_TO_LAST)}"
    yield f"STATUS:{'CANCELLED' if meeting.is_cancelled else 'CONFIRMED'}"
    yield f"SUMMARY:{_text([_summary(meeting)])}"
    yield f"CATEGORIES:{_text([meeting.title])}"
    if meeting.venue:
        yield f"LOCATION:{_text([meeting.venue])}"
    yield f"URL:{page}"
    yield f"DESCRIPTION:{_text([*_standing(meeting), *_agenda(headings), page])}"
    # Whoever follows the meetings is not busy while they last.
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _universal(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def _moment(moment: datetime.datetime) -> str:
    """What follows the name of a property: the local time with its zone, or the universal one.

    In the hour that an autumn night has twice, the local time means the first.
    """
    local = moment.astimezone(LONDON)
    if moment < RULES_SINCE or local.fold:
        return f":{_universal(moment)}"
    return f";TZID={LONDON.key}:{local:%Y%m%dT%H%M%S}"


def _summary(meeting: PublishedMeeting) -> str:
    """Many programs show no status: that a meeting is cancelled is said in its name too."""
    kind = "" if meeting.kind == "ordinary" else f" ({meeting.kind} meeting)"
    return f"{'Cancelled: ' if meeting.is_cancelled else ''}{meeting.title}{kind}"


def _standing(meeting: PublishedMeeting) -> Iterator[str]:
    """What has become of the meeting, as far as no clock is needed to say so."""
    if meeting.is_cancelled and not meeting.is_gone:
        yield f"Cancelled: {meeting.reason_for_cancelling}"
    elif meeting.state != PublishedMeeting.State.AGENDA:
        yield f"{meeting.get_state_display()}."
    if meeting.moved:
        yield f"{capital(meeting.moved)}."


def _agenda(headings: list[str]) -> Iterator[str]:
    yield from headings[:MOST_HEADINGS]
    if len(headings) > MOST_HEADINGS:
        yield f"and {len(headings) - MOST_HEADINGS} more"


def _text(lines: Iterable[str]) -> str:
    """A value of the kind TEXT (section 3.3.11), line by line: what has a meaning in the format is escaped."""
    plain = "\n".join(" ".join(UNPRINTABLE.sub(" ", line).split()) for line in lines)
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """The line with its end, gone on with after a space where it is too long; no character is parted (section 3.1)."""
    rest, pieces, room = line.encode(), [], LONGEST_LINE
    while len(rest) > room:
        end = room
        while rest[end] & 0b1100_0000 == 0b1000_0000:
            end -= 1
        pieces.append(rest[:end])
        # The space at its beginning counts.
        rest, room = rest[end:], LONGEST_LINE - 1
    return b"\r\n ".join([*pieces, rest]) + b"\r\n"
