"""The list of meetings and its filters."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.record import state
from meetings.record.models import PublishedMeeting
from tests.public.making import PANEL, make_committee, make_meeting

pytestmark = pytest.mark.django_db
NEWER, OLDER = f"/meetings/2022/03/10/{PANEL}/", f"/meetings/2021/06/17/{PANEL}/"


@pytest.fixture
def meetings():
    make_meeting()
    make_meeting(day="2022-03-10")
    make_meeting(day="2023-06-15", committee=make_committee(name="Cabinet", slug="cabinet", kind="cabinet"))


def listed(client, query="") -> str:
    html = client.get(f"/meetings/{query}").content.decode()
    return html[html.index("<h1>") :]


def test_all_meetings_are_listed_newest_first(client, meetings):
    html = listed(client)
    assert "Three meetings, newest first." in html
    assert html.index(NEWER) < html.index(OLDER)


def test_committee_narrows_the_list(client, meetings):
    html = listed(client, "?committee=cabinet")
    assert "One meeting found, newest first." in html
    assert OLDER not in html


def test_municipal_year_runs_from_may_to_april(client, meetings):
    html = listed(client, "?year=2021-22")
    assert NEWER in html
    assert OLDER in html
    assert "/meetings/2023/06/15/cabinet/" not in html


@pytest.mark.parametrize(
    "typed",
    [
        "17/06/2021",
        "17 June 2021",
        "2021-06-17",
        "17+Jun+2021",
        "Thursday+17+June+2021",
        "+17++june+2021+",
        "17th+June+2021",
        "Thursday,+17TH+of+June+2021",
        "17.6.2021",
        "17.6.21",
        "17/6/21",
    ],
)
def test_dates_may_be_typed_as_people_write_them(client, meetings, typed):
    html = listed(client, f"?since={typed}&until={typed}")
    assert OLDER in html
    assert NEWER not in html


@pytest.mark.parametrize(
    "typed",
    [
        "31/02/2021",
        "31st June 2021",
        "31.6.21",
        "29 February 2021",
        "June",
        "2021",
        "17/06/20211",
        "%00",
        "٣/٦/٢٠٢",
        "x" * 5000,
    ],
)
def test_bad_date_gives_a_summary_linked_to_the_field_and_no_meetings(client, meetings, typed):
    response = client.get(f"/meetings/?since={typed}")
    html = response.content.decode()
    assert response.status_code == 200
    assert "<title>Error: Meetings" in html
    assert '<a href="#id_since">Held on or after: Enter a real date' in html
    assert 'id="id_since_error"' in html
    assert 'aria-invalid="true"' in html
    assert "rows meetings" not in html


def test_last_day_before_the_first_is_refused(client, meetings):
    html = client.get("/meetings/?since=2022-01-01&until=2021-01-01").content.decode()
    wanted = "Held on or before: Enter the same day as in “Held on or after”, or a later one."
    assert f'<a href="#id_until">{wanted}</a>' in html
    assert "rows meetings" not in html


@pytest.mark.parametrize("query", ["?committee=nobody", "?year=1066-67", "?year=x"])
def test_choice_that_does_not_exist_finds_nothing_rather_than_everything(client, meetings, query):
    html = client.get(f"/meetings/{query}").content.decode()
    assert "There is a problem" in html
    assert "rows meetings" not in html


def test_no_match_says_what_to_try(client, meetings):
    html = listed(client, "?since=2030-01-01")
    assert "No meetings match." in html
    assert "from 17 June 2021 to 15 June 2023" in html


def test_empty_archive_says_what_will_be_here(client):
    assert "No meetings have been published yet." in listed(client)


def test_where_each_meeting_stands_is_said_in_words(client):
    make_meeting(stage="agenda", kind="agenda")
    make_meeting(day="2021-07-01", confirmed={"on": "2021-07-22", "at": ""})
    make_meeting(day="2021-07-02", stage="agenda", cancelled={"on": "2021-06-20", "reason": "x"})
    html = listed(client)
    for words in ["Minutes not yet published", "Minutes confirmed", "Cancelled"]:
        assert words in html


def test_meetings_to_come_are_set_apart_from_past_ones(client, meetings):
    day = datetime.date.today() + datetime.timedelta(days=20)
    later = datetime.date.today() + datetime.timedelta(days=40)
    make_meeting(day=day.isoformat(), stage="agenda", kind="agenda")
    make_meeting(day=later.isoformat(), stage="agenda", kind="agenda", items=[])
    html = listed(client)
    coming = html[html.index("<h2>Coming up</h2>") : html.index('<h2 id="past">Past meetings</h2>')]
    assert coming.index("Agenda published") < coming.index("Announced")
    assert "Five meetings: those to come, the next first; then the past ones, newest first." in html
    assert NEWER not in coming


def test_list_without_meetings_to_come_has_no_part_for_them(client, meetings):
    assert "Coming up" not in listed(client)


def test_paging_keeps_filters_and_the_title_says_which_page(client):
    for day in range(1, 29):
        make_meeting(day=f"2021-06-{day:02}")
    html = client.get(f"/meetings/?committee={PANEL}&page=2").content.decode()
    assert "<title>Meetings, page 2 of 2 – Southcliff City Council</title>" in html
    assert f'<a href="?committee={PANEL}&amp;page=1" rel="prev">' in html
    assert 'aria-current="page"><span class="unseen">Page </span>2</a>' in html
    assert html.count("state state-") == 3


@pytest.mark.parametrize("page", ["0", "-1", "2", "01", "٣", "abc", "", "1.5", "10000000000000000000", "1%00", " 1"])
def test_page_that_is_not_there_is_not_found(client, meetings, page):
    assert client.get("/meetings/", {"page": page}).status_code == 404


def addresses_on(client, page, query="") -> list[str]:
    html = listed(client, f"?page={page}{query}")
    return re.findall(r'<li>\n<a href="([^"]*)">', html)


@pytest.mark.parametrize(("query", "count"), [("", 66), ("&committee=cabinet", 33), ("&since=2021-01-02", 60)])
def test_pages_together_list_every_meeting_once_in_one_order(client, query, count):
    cabinet = make_committee(name="Cabinet", slug="cabinet", kind="cabinet")
    for day in range(1, 12):
        for n in range(3):
            held = {"day": f"2021-01-{day:02}", "time": f"{17 + n}:30"}
            make_meeting(**held, address=f"2021/01/{day:02}/{PANEL}-{n}")
            make_meeting(**held, address=f"2021/01/{day:02}/cabinet-{n}", committee=cabinet)
    last = -(-count // 25)
    found = [address for page in range(1, last + 1) for address in addresses_on(client, page, query)]
    wanted = [meeting.get_absolute_url() for meeting in PublishedMeeting.objects.order_by("-starts_at", "address")]
    if "committee" in query:
        wanted = [address for address in wanted if "cabinet" in address]
    assert found == wanted[:count]
    assert client.get(f"/meetings/?page={last + 1}{query}").status_code == 404


@pytest.mark.parametrize(("coming", "past"), [(10, 4), (25, 10), (30, 30), (52, 0)])
def test_pages_list_what_is_to_come_nearest_first_and_then_what_is_past(client, monkeypatch, coming, past):
    now = datetime.datetime(2021, 6, 17, 12, tzinfo=datetime.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    for n in range(-past, coming):
        # Two a day, at the same time, so that a page ends within a day.
        held_on = now.date() + datetime.timedelta(days=n // 2)
        held = f"{held_on:%Y/%m/%d}/{PANEL}-{n % 2 + 2}"
        make_meeting(day=held_on.isoformat(), address=held, stage="agenda", kind="agenda")
    last = -(-(coming + past) // 25)
    found = [address for page in range(1, last + 1) for address in addresses_on(client, page)]
    meetings = PublishedMeeting.objects
    to_come = meetings.filter(starts_at__gt=now).order_by("starts_at", "address")
    behind = meetings.filter(starts_at__lte=now).order_by("-starts_at", "address")
    assert found == [meeting.get_absolute_url() for meeting in [*to_come, *behind]]
    assert client.get(f"/meetings/?page={last + 1}").status_code == 404


def test_meeting_of_this_morning_is_past_at_noon(client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime.datetime(2021, 6, 17, 12, tzinfo=datetime.UTC))
    for day, time in [
        ("2021-06-16", "17:30"),
        ("2021-06-17", "09:30"),
        ("2021-06-17", "17:30"),
        ("2021-06-18", "09:30"),
    ]:
        make_meeting(day=day, time=time, address=f"{day.replace('-', '/')}/at-{time.replace(':', '-')}")
    assert addresses_on(client, 1) == [
        "/meetings/2021/06/17/at-17-30/",
        "/meetings/2021/06/18/at-09-30/",
        "/meetings/2021/06/17/at-09-30/",
        "/meetings/2021/06/16/at-17-30/",
    ]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_page_of_both_takes_the_queries_of_one(committed, client, monkeypatch):
    for n in range(60):
        make_meeting(day=f"2021-{n // 28 + 1:02}-{n % 28 + 1:02}")
    for now, page in [
        (datetime.datetime(2021, 1, 15, 12, tzinfo=datetime.UTC), 2),
        (datetime.datetime(2021, 3, 1, tzinfo=datetime.UTC), 1),
    ]:
        monkeypatch.setattr("django.utils.timezone.now", lambda now=now: now)
        client.get("/meetings/")
        with CaptureQueriesContext(connection) as asked:
            html = client.get(f"/meetings/?page={page}").content.decode()
        assert ("Coming up" in html, "Past meetings" in html) == (True, True)
        assert [sql.count("COUNT(") + sql.count("OFFSET") for sql in (query["sql"] for query in asked)] == [0]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_deepest_page_takes_the_queries_of_the_first_and_counts_nothing_again(committed, client):
    for n in range(60):
        make_meeting(day=f"2021-{n // 28 + 1:02}-{n % 28 + 1:02}")
    client.get("/meetings/")
    for page in (1, 3):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/meetings/?page={page}").status_code == 200
        assert [sql.count("COUNT(") + sql.count("OFFSET") for sql in (query["sql"] for query in asked)] == [0]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_meeting_published_since_the_days_were_counted_is_listed_a_second_later(committed, client, monkeypatch):
    make_meeting(day="2021-06-17")
    assert OLDER in listed(client)
    make_meeting(day="2022-03-10")
    monkeypatch.setattr(state, "SECONDS", 0)
    html = listed(client)
    assert "Two meetings, newest first." in html
    assert NEWER in html


@pytest.mark.parametrize("count", [10, 60])
def test_takes_five_queries_at_most(client, django_assert_max_num_queries, count):
    for n in range(count):
        make_meeting(day=f"2021-{n // 28 + 1:02}-{n % 28 + 1:02}")
    with django_assert_max_num_queries(5):
        client.get(f"/meetings/?committee={PANEL}&year=2020-21&since=2021-01-01")
