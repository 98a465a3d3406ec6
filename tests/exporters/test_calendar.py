"""Calendars to subscribe to: read back by two libraries, whatever the words, and steady as the record is."""

import datetime
import re
import warnings

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from meetings.exporters.calendar import LONDON, MOST_HEADINGS, TAKEN_TO_LAST, meetings_calendar
from meetings.record.models import PublishedCommittee, PublishedMeeting

SITE = "https://minutes.example"
ODD = "Budget, rates; and “cuts”\\: a\nnew line 🚢 " + "Łuczak’s long répertoire " * 8


def row(*, starts_at=None, title="Harbour Panel", venue="Town Hall", **fields) -> PublishedMeeting:
    """A row of the record that was never saved."""
    starts_at = starts_at or datetime.datetime(2024, 6, 13, 16, 30, tzinfo=datetime.UTC)
    values = {"address": "2024/06/13/harbour-panel", "kind": "ordinary", "state": "agenda"}
    values |= {"published_at": datetime.datetime(2024, 6, 1, 8, tzinfo=datetime.UTC)}
    return PublishedMeeting(
        committee=PublishedCommittee(slug="harbour-panel", council_id="southcliff"),
        title=title,
        venue=venue,
        starts_at=starts_at,
        held_on=starts_at.astimezone(LONDON).date(),
        **values | fields,
    )


def written(*meetings: PublishedMeeting, name="Southcliff", headings=()) -> bytes:
    return meetings_calendar(
        meetings, name=name, site=SITE, headings={meeting.address: list(headings) for meeting in meetings}
    )


def read(made: bytes) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(made)
    assert calendar.errors == []
    assert all(event.errors == [] for event in calendar.events)
    return calendar.events


def read_by_other(made: bytes) -> list:
    with warnings.catch_warnings():
        # The library is older than the newest Python.
        warnings.simplefilter("ignore")
        return list(vobject.readOne(made.decode()).contents.get("vevent", []))


def plain(text: str) -> str:
    """As a line of the file may hold it."""
    return " ".join(re.sub("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]", " ", text).split())


def test_an_event_says_what_when_and_where():
    (event,) = read(written(row(), headings=["1. Dredging", "2. Moorings"]))
    assert event["UID"] == "2024-06-13-harbour-panel@southcliff"
    assert event["SUMMARY"] == "Harbour Panel"
    assert event["LOCATION"] == "Town Hall"
    assert event["STATUS"] == "CONFIRMED"
    assert event["URL"] == f"{SITE}/meetings/2024/06/13/harbour-panel/"
    assert event.categories == ["Harbour Panel"]
    assert event["DESCRIPTION"].split("\n") == ["1. Dredging", "2. Moorings", event["URL"]]
    assert event["DTSTART"].dt == datetime.datetime(2024, 6, 13, 17, 30, tzinfo=LONDON)
    assert event["DTEND"].dt - event["DTSTART"].dt == TAKEN_TO_LAST
    assert event["DTSTAMP"].dt == datetime.datetime(2024, 6, 1, 8, tzinfo=datetime.UTC)


def test_the_calendar_says_what_it_is_and_how_often_to_look():
    calendar = icalendar.Calendar.from_ical(written(name="Southcliff: meetings"))
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["X-WR-CALNAME"] == calendar["NAME"] == "Southcliff: meetings"
    assert calendar["REFRESH-INTERVAL"].dt == datetime.timedelta(hours=4)
    assert calendar["X-PUBLISHED-TTL"] == "PT4H"


def test_without_a_meeting_it_is_still_a_calendar():
    assert read(written()) == []
    assert read_by_other(written()) == []


def test_a_cancelled_meeting_stays_and_says_why():
    reason = {"number": 2, "kind": "cancellation", "made_on": "2024-06-10", "reason": "Not quorate."}
    (event,) = read(written(row(is_cancelled=True, editions=[reason]), headings=["1. Dredging"]))
    assert event["STATUS"] == "CANCELLED"
    assert event["SUMMARY"] == "Cancelled: Harbour Panel"
    assert event["DESCRIPTION"].startswith("Cancelled: Not quorate.\n1. Dredging\n")


def test_a_moved_meeting_says_so():
    (event,) = read(written(row(moved_from=[datetime.date(2024, 6, 6)])))
    assert event["DESCRIPTION"].startswith("Moved from 6 June 2024.\n")


def test_what_was_withdrawn_is_said():
    (event,) = read(written(row(state="agenda-withdrawn")))
    assert event["DESCRIPTION"].startswith("Agenda withdrawn.\n")


def test_a_long_agenda_is_cut_and_counted():
    (event,) = read(written(row(), headings=[f"{n}. Heading" for n in range(1, MOST_HEADINGS + 4)]))
    assert "and 3 more" in event["DESCRIPTION"].split("\n")


def test_an_annual_meeting_is_called_so():
    (event,) = read(written(row(kind="annual")))
    assert event["SUMMARY"] == "Harbour Panel (annual meeting)"


TEXTS = st.one_of(st.just(ODD), st.text(max_size=200))


@given(title=TEXTS, venue=TEXTS, headings=st.lists(TEXTS, max_size=4), name=TEXTS)
def test_any_words_come_back_as_they_were(title, venue, headings, name):
    made = written(row(title=title, venue=venue), headings=headings, name=name)
    (event,) = read(made)
    said = [*map(plain, headings), f"{SITE}/meetings/2024/06/13/harbour-panel/"]
    assert event["SUMMARY"] == plain(title)
    assert event.get("LOCATION", "") == plain(venue)
    assert event["DESCRIPTION"] == "\n".join(said)
    (other,) = read_by_other(made)
    assert other.summary.value == plain(title)
    assert other.description.value == "\n".join(said)


@given(title=TEXTS, headings=st.lists(TEXTS, max_size=4))
def test_no_line_is_too_long_and_no_character_parted(title, headings):
    made = written(row(title=title), headings=headings)
    assert made.endswith(b"\r\n")
    lines = made.removesuffix(b"\r\n").split(b"\r\n")
    for line in lines:
        assert len(line) <= 75
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)
        line.decode()


# The nights on which clocks change, and before the rules of the zone that stand in the file.
MOMENTS = [
    "2024-03-30T23:30", "2024-03-31T00:59", "2024-03-31T01:00", "2024-10-26T23:30", "2024-10-27T00:30",
    "2024-10-27T01:30", "2024-10-27T02:00", "1996-03-31T01:00", "1996-03-30T18:00", "1995-10-22T09:00",
    "1971-01-14T18:00", "1944-07-01T17:00", "2031-07-01T17:30",
]  # fmt: skip


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_moment_is_the_same_moment_to_whoever_reads_it(moment):
    starts_at = datetime.datetime.fromisoformat(moment).replace(tzinfo=datetime.UTC)
    made = written(row(starts_at=starts_at))
    (event,) = read(made)
    assert event["DTSTART"].dt.astimezone(datetime.UTC) == starts_at
    assert event["DTEND"].dt.astimezone(datetime.UTC) == starts_at + TAKEN_TO_LAST
    # This one knows of the zone only what the file itself says.
    (other,) = read_by_other(made.replace(b"Europe/London", b"Town/Clock"))
    assert other.dtstart.value.astimezone(datetime.UTC) == starts_at
    assert other.dtend.value.astimezone(datetime.UTC) == starts_at + TAKEN_TO_LAST


def test_a_summer_meeting_is_told_in_local_time():
    assert b"DTSTART;TZID=Europe/London:20240613T173000\r\n" in written(row())
    assert b"DTSTART;TZID=Europe/London:20240113T173000\r\n" in written(
        row(starts_at=datetime.datetime(2024, 1, 13, 17, 30, tzinfo=datetime.UTC))
    )


def test_the_same_rows_give_the_same_bytes():
    assert written(row(), headings=[ODD]) == written(row(), headings=[ODD])
