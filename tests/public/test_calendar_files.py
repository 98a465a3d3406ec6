"""Where the calendars to subscribe to are found, what each holds, and how they follow the record."""

import datetime

import icalendar
import pytest
from django.test import Client

from meetings.models import Meeting
from meetings.public.calendar import DAYS_BACK
from meetings.publishing import publish as verbs
from tests import making as desk
from tests.public.making import PANEL, make_committee, make_issue, make_item, make_meeting

pytestmark = pytest.mark.django_db
ALL, OF_PANEL, OF_ISSUE = "/calendar/calendar.ics", f"/committees/{PANEL}/calendar.ics", "/issues/ofsted/calendar.ics"
OF_MEETING = f"/meetings/2021/06/17/{PANEL}/meeting.ics"


@pytest.fixture
def today(monkeypatch):
    moment = desk.moment("2021-07-01", "12:00")
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    return moment.date()


def events(client, address) -> dict[str, icalendar.Event]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(event["UID"]): event for event in icalendar.Calendar.from_ical(answer.content).events}


def test_each_calendar_holds_its_meetings(client, today):
    make_meeting()
    cabinet = make_committee(name="Cabinet", slug="cabinet", kind="cabinet")
    make_meeting(day="2021-06-15", committee=cabinet)
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    one, other = f"2021-06-17-{PANEL}@southcliff", "2021-06-15-cabinet@southcliff"
    assert list(events(client, ALL)) == [other, one]
    assert list(events(client, OF_PANEL)) == [one]
    assert list(events(client, OF_ISSUE)) == [one]
    assert list(events(client, OF_MEETING)) == [one]


def test_calendars_are_named_for_what_they_hold(client, today):
    make_meeting()
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    files = [icalendar.Calendar.from_ical(client.get(each).content) for each in (ALL, OF_PANEL, OF_ISSUE)]
    assert [file["NAME"] for file in files] == [
        "Southcliff City Council: meetings",
        "Southcliff City Council: Children and Families Scrutiny Panel",
        "Ofsted",
    ]


def test_they_hold_a_year_back_and_all_to_come(client, today):
    for day in (today - datetime.timedelta(days=DAYS_BACK + 1), today - datetime.timedelta(days=DAYS_BACK - 1)):
        make_meeting(day=day.isoformat())
    make_meeting(day="2030-07-01", stage="agenda", kind="agenda")
    expected = [f"2020-07-02-{PANEL}@southcliff", f"2030-07-01-{PANEL}@southcliff"]
    assert list(events(client, ALL)) == list(events(client, OF_PANEL)) == expected


def test_an_issue_keeps_all_its_meetings(client, today):
    make_meeting(day="2001-06-14")
    make_issue(items=[(f"2001/06/14/{PANEL}", "8")])
    assert list(events(client, OF_ISSUE)) == [f"2001-06-14-{PANEL}@southcliff"]


def test_the_agenda_is_told_without_procedure(client):
    procedure = make_item(number="1", title="Apologies", is_procedural=True)
    make_meeting(items=[procedure, make_item(), make_item(number="", title="Any other business", slug="heading-3")])
    (event,) = events(client, OF_MEETING).values()
    assert "8. Ofsted focused visit\nAny other business\n" in event["DESCRIPTION"]
    assert "Apologies" not in event["DESCRIPTION"]


def test_the_same_under_two_names_of_the_site_but_for_links(client, settings):
    settings.ALLOWED_HOSTS = ["one.example", "other.example"]
    make_meeting()
    hosts = [{"host": "one.example"}, {"host": "other.example"}]
    one, other = (client.get(OF_MEETING, headers=host).text.replace("\r\n ", "") for host in hosts)
    assert one != other
    assert one.replace("http://one.example/", "http://other.example/") == other
    assert f"UID:2021-06-17-{PANEL}@southcliff\r\n" in one


@pytest.mark.parametrize("address", [ALL, OF_PANEL, OF_ISSUE, OF_MEETING])
def test_who_has_it_already_is_told_so(client, today, address):
    make_meeting()
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    answer = client.get(address)
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304
    make_meeting(venue="Room 2", kind="correction", reason="A slip.")
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 200


@pytest.mark.parametrize("address", [ALL, OF_PANEL, OF_ISSUE, OF_MEETING])
def test_it_can_only_be_read(address):
    assert Client(enforce_csrf_checks=True).post(address).status_code == 405


@pytest.mark.parametrize(
    "address", ["/committees/zz/calendar.ics", "/issues/zz/calendar.ics", "/meetings/2021/06/17/zz/meeting.ics"]
)
def test_of_what_is_not_there_is_nothing(client, address):
    make_meeting()
    assert client.get(address).status_code == 404


def test_an_empty_archive_has_a_calendar_too(client):
    assert events(client, ALL) == {}


@pytest.mark.parametrize("page", ["/calendar/2021/06/", f"/committees/{PANEL}/", "/issues/ofsted/"])
def test_pages_offer_to_subscribe(client, page):
    make_meeting()
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    html = client.get(page).text
    address = {"/calendar/2021/06/": ALL, "/issues/ofsted/": OF_ISSUE}.get(page, OF_PANEL)
    what = {ALL: "all meetings", OF_ISSUE: "meetings that deal with this", OF_PANEL: "its meetings"}[address]
    assert f'<a href="webcal://testserver{address}">Open {what} in my calendar program</a>' in html
    # It may go on in another line after a stroke, and nowhere inside a word.
    shown = f"http://testserver{address.replace('/', '/<wbr>')}"
    assert f'Address to paste into Google or Outlook: <a class="url" href="{address}">{shown}</a>' in html


def test_calendar_of_a_committee_that_was_chosen_comes_before_that_of_all(client):
    make_meeting()
    html = client.get(f"/calendar/2021/06/?committee={PANEL}").text
    one = html.index(f'webcal://testserver{OF_PANEL}">Open meetings of Children and Families Scrutiny Panel in')
    assert one < html.index(f"webcal://testserver{ALL}")
    assert "see the committees" not in html
    assert '<a href="/committees/">see the committees</a>' in client.get("/calendar/2021/06/").text


def test_files_are_saved_under_the_names_of_what_they_hold(client):
    make_meeting()
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    names = [client.get(each)["Content-Disposition"] for each in (ALL, OF_PANEL, OF_ISSUE, OF_MEETING)]
    called = ["all-meetings", PANEL, "ofsted", f"{PANEL}-2021-06-17"]
    assert names == [f'inline; filename="{name}.ics"' for name in called]


@pytest.mark.parametrize("count", [2, 30])
def test_calendars_take_few_queries_however_many_meetings(client, today, django_assert_max_num_queries, count):
    for n in range(count):
        make_meeting(address=f"2021/06/17/{PANEL}-{n + 2}")
    for address in (ALL, OF_PANEL):
        with django_assert_max_num_queries(3):
            client.get(address)


# What the verbs of the desk do to it.


def harbour(client) -> icalendar.Event:
    return events(client, "/meetings/2024/06/13/harbour-panel/meeting.ics")["2024-06-13-harbour-panel@southcliff"]


def test_a_meeting_moved_at_the_desk_moves_when_its_agenda_is_published_again(client):
    by, meeting = desk.make_user(), desk.make_minuted_meeting()
    verbs.publish_agenda(meeting, by=by, at=desk.moment("2024-06-01"))
    Meeting.objects.update(starts_at=desk.moment("2024-06-20", "18:00"))
    assert harbour(client)["SEQUENCE"] == 0
    verbs.publish_agenda(meeting, by=by, at=desk.moment("2024-06-04"))
    event = harbour(client)
    assert event["SEQUENCE"] == 1
    assert event["DTSTART"].dt == desk.moment("2024-06-20", "18:00")
    assert event["DTSTAMP"].dt == desk.moment("2024-06-04")
    assert event["DESCRIPTION"].startswith("Moved from 13 June 2024.")


def test_a_meeting_cancelled_at_the_desk_is_cancelled(client):
    by, meeting = desk.make_user(), desk.make_minuted_meeting()
    verbs.publish_agenda(meeting, by=by, at=desk.moment("2024-06-01"))
    verbs.cancel(meeting, by=by, reason="Not quorate.", at=desk.moment("2024-06-10"))
    event = harbour(client)
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    assert event["DESCRIPTION"].startswith("Cancelled: Not quorate.")


def test_a_corrected_time_counts_and_minutes_do_not(client):
    by, meeting = desk.make_user(), desk.make_minuted_meeting()
    verbs.publish_agenda(meeting, by=by, at=desk.moment("2024-06-01"))
    verbs.publish(meeting, by=by, at=desk.moment("2024-06-20"))
    assert harbour(client)["SEQUENCE"] == 0
    Meeting.objects.update(starts_at=desk.moment("2024-06-13", "18:00"))
    verbs.correct(meeting, by=by, reason="It began later.", at=desk.moment("2024-06-21"))
    event = harbour(client)
    assert event["SEQUENCE"] == 2
    assert event["DTSTART"].dt == desk.moment("2024-06-13", "18:00")


def test_a_withdrawn_agenda_leaves_the_meeting_as_its_page_does(client):
    by, meeting = desk.make_user(), desk.make_minuted_meeting()
    verbs.publish_agenda(meeting, by=by, at=desk.moment("2024-06-01"))
    verbs.withdraw(meeting, by=by, reason="A name.", at=desk.moment("2024-06-02"))
    event = harbour(client)
    assert event["STATUS"] == "CONFIRMED"
    assert event["DESCRIPTION"].startswith("Agenda withdrawn.\nhttp://testserver/")


def test_what_was_never_published_is_in_no_calendar(client):
    desk.make_minuted_meeting(starts_at=desk.moment("2030-06-13"))
    make_committee(name="Harbour Panel", slug="harbour-panel")
    assert events(client, ALL) == events(client, "/committees/harbour-panel/calendar.ics") == {}
