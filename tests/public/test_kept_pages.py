"""Whole pages are kept while they are right, and not for a moment longer; nothing else is kept."""

import datetime
import time
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from meetings.public import meetings as meetings_pages
from meetings.public import search as search_page
from meetings.record import state
from meetings.record.looking_up import others_of_issue
from meetings.record.models import PublishedMeeting
from meetings.record.search import TooBroad
from tests import making as desk
from tests.public.making import (
    PANEL,
    make_action,
    make_council,
    make_issue,
    make_item,
    make_meeting,
    make_paper,
    make_person,
    make_resolution,
    make_seat,
)
from tests.public.test_every_page import PAGES

pytestmark = pytest.mark.django_db

MEETING = f"/meetings/2021/06/17/{PANEL}/"
ITEM = f"{MEETING}item/8/"
KEPT = [address for address in PAGES if address != "/nothing/"] + [
    f"{MEETING}{file}" for file in ("editions/1.json", "meeting.ics")
]
KEPT += ["/calendar/calendar.ics", f"/committees/{PANEL}/calendar.ics", "/issues/ofsted/calendar.ics"]


@pytest.fixture
def now(monkeypatch):
    """The process's own clock, which goes only when told."""
    clock = {"seconds": 1000.0}
    monkeypatch.setattr(state.time, "monotonic", lambda: clock["seconds"])
    return clock


@pytest.fixture
def worker(settings, now):
    """A process that keeps pages: each client has its own."""
    settings.PAGES_KEPT_MB = 1
    make_meeting(items=[make_item(resolutions=[make_resolution()], documents=[make_paper()])])
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    make_seat(person=make_person())
    return Client()


def change(do, *args, **kwargs):
    """Do it as if in a transaction of its own: the state of the record changes once in each."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('minute_book.changed_in', '', true)")
    return do(*args, **kwargs)


def statements(client, address: str, **headers) -> list[str]:
    """What the database is asked when the client asks for the page."""
    asked = []
    with connection.execute_wrapper(lambda execute, *args: asked.append(args[0]) or execute(*args)):
        client.get(address, **headers)
    return asked


def is_asked_again(client, address: str, **headers) -> bool:
    """Whether the page is made anew, rather than taken from those kept."""
    return [sql for sql in statements(client, address, **headers) if sql != state.STATEMENT] != []


@pytest.mark.parametrize("address", KEPT)
def test_a_page_asked_for_again_is_the_same_and_costs_no_query(worker, address, django_assert_num_queries):
    first = worker.get(address)
    assert first.status_code == 200
    with django_assert_num_queries(0):
        again = worker.get(address)
    assert again.content == first.content
    assert again.headers == first.headers


def test_after_a_second_the_state_is_asked_for_and_nothing_else(worker, now, django_assert_num_queries):
    worker.get(ITEM)
    now["seconds"] += 1.1
    with django_assert_num_queries(1):
        assert worker.get(ITEM).status_code == 200


@pytest.mark.parametrize("address", [ITEM, MEETING, "/meetings/2021/06/17/", "/search/?q=ofsted"])
def test_within_a_second_every_process_shows_what_was_corrected(worker, now, address):
    processes = [worker, Client()]
    for process in processes:
        assert b"Another heading" not in process.get(address).content
    items = [make_item(title="Another heading", minute="<p>Ofsted</p>", resolutions=[make_resolution()])]
    change(make_meeting, items=items, venue="Room 2", kind="correction", reason="Slip", cancelled=None)
    PublishedMeeting.objects.update(title="Another heading")
    now["seconds"] += 1.0
    for process in processes:
        assert b"Another heading" in process.get(address).content


@pytest.mark.parametrize("address", [ITEM, MEETING])
def test_a_paper_read_after_it_was_published_says_its_pages(worker, now, address):
    assert b"Report (PDF, 15 bytes)" in worker.get(address).content
    change(make_paper, pages=["Silt.", "Gravel."])
    now["seconds"] += 1.0
    assert b"Report (PDF, 2 pages, 15 bytes)" in worker.get(address).content


def test_what_was_withdrawn_is_gone_with_its_address(worker, now):
    assert worker.get(ITEM).status_code == 200
    gone = {"on": "2021-07-01", "reason": "Wrong"}
    change(make_meeting, items=[], kind="withdrawal", withdrawn=gone)
    now["seconds"] += 1.0
    assert worker.get(ITEM).status_code == 404


def test_a_page_made_while_the_record_changed_is_not_kept_for_long(worker, now, monkeypatch):
    """It may hold some of before and some of after; the state it was kept for is over."""

    def change_meanwhile(item):
        change(PublishedMeeting.objects.update, title="Another heading")
        return others_of_issue(item)

    monkeypatch.setattr(meetings_pages, "others_of_issue", change_meanwhile)
    worker.get(ITEM)
    monkeypatch.undo()
    monkeypatch.setattr(state.time, "monotonic", lambda: now["seconds"] + 1.0)
    assert b"Another heading" in worker.get(ITEM).content
    assert not is_asked_again(worker, ITEM)


@pytest.mark.parametrize("address", ["/static/nothing.css", "/admin/login/", "/nothing/"])
def test_what_is_no_page_does_not_ask_for_the_state(worker, address):
    assert state.STATEMENT in statements(worker, ITEM)
    assert state.STATEMENT not in statements(Client(), address)


def test_the_page_of_a_meeting_to_come_turns_over_when_it_begins(worker, monkeypatch):
    starts_at = desk.moment("2031-05-01", "10:00")
    change(make_meeting, day="2031-05-01", time="10:00", stage="agenda", kind="agenda")
    at = {"moment": starts_at - datetime.timedelta(seconds=61)}
    monkeypatch.setattr("django.utils.timezone.now", lambda: at["moment"])
    address = f"/meetings/2031/05/01/{PANEL}/"
    assert b"The minutes will follow the meeting." in worker.get(address).content
    assert not is_asked_again(worker, address)
    at["moment"] = starts_at - datetime.timedelta(seconds=1)
    assert b"The minutes will follow the meeting." in worker.get(address).content
    at["moment"] = starts_at
    assert b"Minutes not yet published" in worker.get(address).content
    at["moment"] += datetime.timedelta(days=1)
    assert not is_asked_again(worker, address)


@pytest.mark.parametrize("address", [MEETING, ITEM, "/issues/ofsted/", "/actions/feed/"])
def test_a_page_with_an_open_action_looks_at_the_clock_until_its_day_is_over(worker, monkeypatch, address):
    change(make_meeting, items=[make_item(actions=[make_action(due_on="2031-05-02")])])
    change(make_issue, items=[(f"2021/06/17/{PANEL}", "8")])
    at = {"moment": desk.moment("2031-05-02", "23:58")}
    monkeypatch.setattr("django.utils.timezone.now", lambda: at["moment"])
    assert b"overdue" not in worker.get(address).content
    assert not is_asked_again(worker, address)
    at["moment"] += datetime.timedelta(minutes=1)
    assert is_asked_again(worker, address)
    at["moment"] += datetime.timedelta(minutes=1)
    assert b"overdue since 2 May 2031" in worker.get(address).content
    at["moment"] += datetime.timedelta(days=1)
    assert not is_asked_again(worker, address)


@pytest.mark.parametrize("address", ["/", "/meetings/", "/people/", f"/committees/{PANEL}/", "/meetings/2021/"])
def test_a_page_that_looks_at_the_clock_is_kept_for_its_minute(worker, monkeypatch, address):
    at = {"moment": desk.moment("2031-05-01", "10:00")}
    monkeypatch.setattr("django.utils.timezone.now", lambda: at["moment"])
    worker.get(address)
    at["moment"] += datetime.timedelta(seconds=59)
    assert not is_asked_again(worker, address)
    at["moment"] += datetime.timedelta(seconds=1)
    assert is_asked_again(worker, address)


def test_only_one_place_of_the_public_side_looks_at_the_clock(settings):
    rooms = [
        *(settings.BASE_DIR / "meetings/public").rglob("*.py"),
        *(settings.BASE_DIR / "meetings/record").rglob("*.py"),
    ]
    looking = {path.name for path in rooms if "timezone.now(" in path.read_text() or "date.today(" in path.read_text()}
    # keeping only compares the minute of a page with this one.
    assert looking == {"clock.py", "keeping.py"}
    templates = (settings.BASE_DIR / "templates/public").rglob("*.html")
    assert not [path for path in templates if "{% now" in Path(path).read_text()]


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/nothing/", {}),
        (f"{MEETING}item/9/", {}),
        (f"{ITEM}?utm_source=letter", {}),
        ("/meetings/?page=1&" + "q" * 400, {}),
        ("/search/?q=" + "w" * 400, {}),
        (f"{MEETING}minutes.docx", {}),
        ("/verify/manifest.txt", {}),
        (ITEM, {"HTTP_COOKIE": "desk=somebody"}),
    ],
)
def test_what_is_not_kept(worker, address, headers):
    worker.get(address, **headers)
    assert is_asked_again(worker, address, **headers)


def test_a_reader_with_a_cookie_is_answered_with_the_page_that_all_others_get(worker):
    page = worker.get(ITEM)
    assert not is_asked_again(worker, ITEM, HTTP_COOKIE="desk=somebody")
    assert worker.get(ITEM, HTTP_COOKIE="desk=somebody").content == page.content


def test_a_search_that_took_too_long_is_tried_again(worker, monkeypatch):
    def give_up(*args, **kwargs):
        raise TooBroad

    monkeypatch.setattr(search_page, "search_record", give_up)
    worker.get("/search/?q=ofsted")
    monkeypatch.undo()
    assert is_asked_again(worker, "/search/?q=ofsted")


def test_nothing_of_the_desk_is_kept(worker):
    worker.force_login(User.objects.create_superuser("a"))
    for address in ("/admin/", "/admin/meetings/meeting/"):
        assert is_asked_again(worker, address)
        assert is_asked_again(worker, address)
        assert "no-store" in worker.get(address)["Cache-Control"]
    worker.logout()
    assert worker.get("/admin/").status_code == 302


def test_hosts_do_not_share_pages(worker, settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    for host in ("one.example", "two.example"):
        html = worker.get(ITEM, headers={"host": host}).content.decode()
        assert f'<link rel="canonical" href="http://{host}{ITEM}">' in html
    assert worker.get(ITEM, headers={"host": "three.example"}).status_code == 400


def test_a_page_kept_for_https_is_not_given_to_plain_http(worker, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_SSL_REDIRECT = True
    worker = Client()
    assert worker.get(ITEM, headers={"x-forwarded-proto": "https"}).status_code == 200
    assert worker.get(ITEM).status_code == 301


def test_a_record_whose_state_cannot_be_told_is_shown_and_not_kept(worker, monkeypatch):
    monkeypatch.setattr(state, "state_of_record", lambda: None)
    assert worker.get(ITEM).status_code == 200
    assert is_asked_again(worker, ITEM)


def test_a_public_page_has_no_session_and_no_log_in(worker):
    page = worker.get(ITEM, HTTP_COOKIE="desk=somebody")
    assert not hasattr(page.wsgi_request, "session")
    assert not hasattr(page.wsgi_request, "user")
    assert hasattr(worker.get("/admin/").wsgi_request, "user")


def test_without_room_nothing_is_kept(settings, now):
    settings.PAGES_KEPT_MB = 0
    make_council()
    client = Client()
    assert client.get("/").status_code == 200
    assert is_asked_again(client, "/")


def test_a_page_is_kept_for_as_long_as_nothing_changes(worker, now):
    worker.get(ITEM)
    now["seconds"] += 365 * 86_400
    assert not is_asked_again(worker, ITEM)
    assert time.monotonic() == now["seconds"]
