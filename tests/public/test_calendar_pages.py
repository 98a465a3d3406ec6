"""The calendar: a month as a table and as a list, and what is cancelled or moved kept and marked."""

import datetime
import re

import pytest

from meetings.record.models import Edition, PublishedMeeting
from tests import making as desk
from tests.public.making import PANEL, make_committee, make_council, make_meeting

pytestmark = pytest.mark.django_db
JUNE = "/calendar/2021/06/"
ADDRESS = f"/meetings/2021/06/17/{PANEL}/"
CANCELLED = {"on": "2021-06-10", "reason": "Not quorate."}


def text(client, address=JUNE) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def cells(html: str) -> list[list[str]]:
    """The rows of the table, each as its cells."""
    body = html[html.index("<tbody>") : html.index("</tbody>")]
    return [re.findall(r"<td[^>]*>.*?</td>", row, re.DOTALL) for row in body.split("<tr>")[1:]]


def cell(html: str, day: int) -> str:
    return next(cell for row in cells(html) for cell in row if re.match(rf"<td[^>]*>(<a [^>]*>)?{day}\b", cell))


def make_notice(**fields) -> PublishedMeeting:
    return make_meeting(**{"stage": "agenda", "kind": "agenda", "published": "2021-05-20"} | fields)


@pytest.fixture
def today(monkeypatch):
    """The clock stands at noon of 17 June 2021."""
    moment = desk.moment("2021-06-17", "12:00")
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    return moment.date()


def test_the_table_has_a_caption_and_names_its_columns(client):
    make_meeting()
    html = text(client)
    assert "<caption" in html
    days = re.findall(r'<th scope="col"><span class="unseen">(\w+)</span>', html)
    assert days == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def test_weeks_begin_on_monday_and_other_months_stay_blank(client):
    make_meeting()
    rows = cells(text(client))
    assert [len(row) for row in rows] == [7] * 5
    # 1 June 2021 was a Tuesday, and 30 June a Wednesday.
    assert rows[0][:2] == ["<td></td>", "<td>1</td>"]
    assert rows[-1][2:] == ["<td>30</td>"] + ["<td></td>"] * 4


def test_a_day_links_to_its_meetings_by_their_committees(client):
    make_meeting()
    html = cell(text(client), 17)
    assert f'<a href="{ADDRESS}">Children and Families Scrutiny Panel</a> 5:30pm' in html
    assert '<a href="/meetings/2021/06/17/">17<span class="unseen"> June 2021: one meeting</span></a>' in html


def test_the_list_below_holds_the_same(client):
    make_meeting()
    html = text(client)
    assert ADDRESS in html[html.index("The same as a list") :]


def test_a_cancelled_meeting_stays_and_is_marked_in_words(client):
    make_notice(cancelled=CANCELLED, kind="cancellation")
    html = text(client)
    assert "<strong>cancelled</strong>" in cell(html, 17)
    assert "Cancelled</span>" in html[html.index("The same as a list") :]


def test_today_is_marked_by_a_word_and_for_programs(client, today):
    make_meeting(day="2021-06-03")
    html = text(client)
    assert cell(html, 17) == '<td aria-current="date">17 <strong>today</strong></td>'
    assert html.count('aria-current="date"') == 1
    assert 'aria-current="date"' not in text(client, "/calendar/2021/07/")


def test_the_calendar_itself_is_this_month_and_says_which_address_stays(client, today):
    make_meeting(day="2021-06-03")
    html = text(client, "/calendar/")
    assert 'rel="canonical" href="http://testserver/calendar/2021/06/"' in html
    # What the navigation says of being here differs.
    main, same = (page[page.index("<h1>") :] for page in (html, text(client)))
    assert main == same


def test_months_beside_it_are_within_the_record_and_the_year_to_come(client, today):
    make_meeting(day="2021-04-15")
    html = text(client)
    assert '<a href="/calendar/2021/05/" rel="prev">' in html
    assert '<a href="/calendar/2021/07/" rel="next">' in html
    assert 'rel="prev"' not in text(client, "/calendar/2021/04/")
    assert 'rel="next"' in text(client, "/calendar/2022/05/")
    assert 'rel="next"' not in text(client, "/calendar/2022/06/")


def test_meetings_further_ahead_are_reached_month_by_month(client, today):
    make_notice(day="2023-01-19")
    assert 'rel="next"' in text(client, "/calendar/2022/12/")
    assert 'rel="next"' not in text(client, "/calendar/2023/01/")


def test_an_empty_month_says_so_and_names_the_nearest(client, today):
    make_meeting(day="2021-03-11")
    make_notice(day="2021-08-12")
    html = text(client)
    assert "No meetings in June 2021." in html
    assert '<a href="/calendar/2021/03/">March 2021</a>' in html
    assert '<a href="/calendar/2021/08/">August 2021</a>' in html
    assert "<table" not in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize("address", ["/calendar/1850/01/", "/calendar/2099/12/"])
def test_outside_the_record_says_what_it_covers(client, address):
    make_meeting()
    html = text(client, address)
    assert "the record runs from Thursday 17 June 2021 to Thursday 17 June 2021" in html
    assert 'rel="prev"' not in html
    assert 'rel="next"' not in html


@pytest.mark.parametrize("address", ["/calendar/", JUNE, "/calendar/2099/12/"])
def test_an_empty_archive_answers_too(client, address):
    text(client, address)


@pytest.mark.parametrize("path", ["2021", "2021/13", "2021/6", "1799/06", "2101/01", "2021/06/17", "0000/00"])
def test_a_month_that_cannot_be_is_not_found(client, path):
    make_council()
    assert client.get(f"/calendar/{path}/").status_code == 404


def test_one_committee_can_be_chosen_and_stays_chosen(client, today):
    make_meeting()
    make_meeting(day="2021-06-15", committee=make_committee(name="Cabinet", slug="cabinet", kind="cabinet"))
    html = text(client, f"{JUNE}?committee=cabinet")
    assert "/meetings/2021/06/15/cabinet/" in html
    assert ADDRESS not in html
    assert '<a href="/calendar/2021/07/?committee=cabinet" rel="next">' in html
    assert "/committees/cabinet/calendar.ics" in html
    assert "No meetings of the Cabinet in July 2021." in text(client, "/calendar/2021/07/?committee=cabinet")


def test_a_committee_that_is_none_is_an_error_and_shows_nothing(client):
    make_meeting()
    html = text(client, f"{JUNE}?committee=zz")
    assert "Choose a committee from the list." in html
    assert ADDRESS not in html


def move(day: str, *, to: str, **fields) -> PublishedMeeting:
    """Announce a meeting for a day, and again for another."""
    make_notice(day=day, **fields)
    return make_notice(
        address=f"{day.replace('-', '/')}/{PANEL}", day=to, published="2021-05-27", **fields
    )  # fmt: skip


def test_a_moved_meeting_is_marked_where_it_was_and_where_it_is(client):
    move("2021-06-17", to="2021-06-24")
    html = text(client)
    link = f'<a href="{ADDRESS}">Children and Families Scrutiny Panel</a>'
    assert f"{link} <strong>moved to 24 June 2021</strong>" in cell(html, 17)
    assert f"{link} 5:30pm, moved from 17 June 2021" in cell(html, 24)
    below = html[html.index("The same as a list") :]
    assert below.count(ADDRESS) == 1
    assert "Thursday 24 June 2021, 5:30pm, moved from 17 June 2021" in below


def test_a_meeting_moved_to_another_month_is_in_both(client):
    move("2021-06-17", to="2021-07-01")
    june, july = text(client), text(client, "/calendar/2021/07/")
    assert "moved to 1 July 2021" in cell(june, 17)
    assert ADDRESS in june[june.index("Moved to another month") :]
    assert "The same as a list" not in june
    assert "moved from 17 June 2021" in cell(july, 1)


def test_the_day_in_a_moved_meetings_address_still_leads_to_it(client):
    move("2021-06-17", to="2021-07-01")
    assert ADDRESS in text(client, "/meetings/2021/06/17/")
    assert ADDRESS in text(client, "/meetings/2021/07/01/")


def test_the_page_of_a_moved_meeting_says_from_when(client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: desk.moment("2021-05-30"))
    move("2021-06-17", to="2021-07-01")
    html = text(client, ADDRESS)
    assert "<strong>Agenda published.</strong> Moved from 17 June 2021. The minutes will follow the meeting." in html
    assert '"eventStatus": "https://schema.org/EventRescheduled"' in html
    assert '"previousStartDate": "2021-06-17"' in html
    assert f'<a href="{ADDRESS}meeting.ics">Add to your calendar</a>' in html


def test_a_meeting_moved_back_names_the_day_on_which_it_is_not_held():
    move("2021-06-17", to="2021-06-24")
    assert make_notice(published="2021-05-28").moved == "moved from 24 June 2021"


def test_a_meeting_moved_twice_names_both_days():
    move("2021-06-17", to="2021-06-24")
    meeting = make_notice(address=f"2021/06/17/{PANEL}", day="2021-07-01", published="2021-05-28")
    assert meeting.moved == "moved from 17 June 2021 and 24 June 2021"


def test_minutes_that_had_the_day_wrong_are_corrected_not_moved():
    make_meeting()
    corrected = make_meeting(address=f"2021/06/17/{PANEL}", day="2021-06-18", kind="correction", reason="A slip.")
    assert corrected.moved_from == []


def test_a_day_told_before_a_withdrawal_stays_away():
    move("2021-06-17", to="2021-06-24")
    gone = {"on": "2021-05-28", "reason": "Wrong."}
    at = {"address": f"2021/06/17/{PANEL}", "day": "2021-06-24"}
    assert make_notice(**at, kind="withdrawal", withdrawn=gone, items=[]).moved_from == []
    assert make_notice(**at).moved_from == []


def test_the_sequence_grows_with_when_where_and_whether_and_with_nothing_else():
    sequences = [make_notice(**fields).sequence for fields in [
        {}, {"items": []}, {"time": "18:00"}, {"time": "18:00", "kind": "agenda", "items": []},
        {"time": "18:00", "venue": "Room 2"}, {"time": "18:00", "venue": "Room 2", "cancelled": CANCELLED},
    ]]  # fmt: skip
    assert sequences == [0, 0, 2, 2, 4, 5]


def test_the_sequence_never_falls_through_a_redaction():
    make_notice(venue="Room of A")
    before = make_notice(venue="Room of B").sequence
    assert make_notice(venue="Room of B", kind=Edition.Kind.REDACTION).sequence > before


def test_a_month_that_is_over_needs_no_clock(client, today):
    make_meeting(day="2021-05-13")
    make_meeting(day="2021-06-03")
    over, this, coming = (client.get(f"/calendar/2021/{n}/").wsgi_request for n in ("05", "06", "07"))
    assert not hasattr(over, "made_in")
    assert this.made_in == coming.made_in
    assert this.made_in.date() == datetime.date(2021, 6, 17)


@pytest.mark.parametrize("count", [3, 40])
def test_a_month_takes_four_queries_however_many_meetings(client, django_assert_num_queries, count):
    for n in range(count):
        make_meeting(address=f"2021/06/17/{PANEL}-{n + 2}")
    with django_assert_num_queries(4):
        text(client)
    with django_assert_num_queries(6):
        text(client, "/calendar/2021/07/")
