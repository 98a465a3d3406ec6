"""The list of people and the page of one."""

import datetime
import re

import pytest

from meetings.public.people import items_of
from meetings.record.days import Stretch
from tests.public.making import (
    PANEL,
    make_attendee,
    make_committee,
    make_council,
    make_item,
    make_meeting,
    make_person,
    make_resolution,
    make_seat,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/people/amina-okafor/"
AMINA = {"name": "Councillor Amina Okafor", "person": "amina-okafor"}


def text(client, address=ADDRESS) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_people_are_listed_by_family_name_with_their_committees(client):
    make_seat(person=make_person(), role="chair")
    make_seat(person=make_person(name="Zoe Brook", slug="zoe-brook", ward="Harbour"))
    make_person(name="Ann Officer", slug="ann-officer", honorific="", kind="officer")
    html = text(client, "/people/")
    assert html.index("Zoe Brook") < html.index("Amina Okafor") < html.index("Also named") < html.index("Ann Officer")
    assert "Children and Families Scrutiny Panel (Chair)" in html
    assert "Harbour" in html


def test_empty_list_says_what_will_be_there(client):
    make_council()
    assert "Nobody is named in the record yet." in text(client, "/people/")


def test_person_is_introduced_by_ward_party_and_seats(client):
    make_seat(
        person=make_person(ward="Harbour", party="Independent"), role="chair", starts_on=datetime.date(2024, 5, 22)
    )
    html = text(client)
    assert "<h1>Councillor Amina Okafor</h1>" in html
    assert "Harbour, Independent" in html
    assert "Chair, since 22 May 2024" in html


def test_attendance_is_counted_in_words_and_the_count_is_defined(client):
    make_person()
    for day, attendance in [("2021-06-17", "present"), ("2021-07-22", "apologies"), ("2021-09-23", "remote")]:
        make_meeting(day=day, attendees=[make_attendee(person="amina-okafor", attendance=attendance)])
    guest = [make_attendee(person="amina-okafor", attendance="in attendance")]
    make_meeting(attendees=guest, committee=make_committee(name="Cabinet", slug="cabinet", kind="cabinet"))
    html = text(client)
    assert "Present at <strong>two of three</strong> committee meetings." in html
    assert "Expected means that published minutes list Councillor Amina Okafor as present" in html
    assert 'href="/committees/cabinet/"' not in html


@pytest.mark.parametrize(
    ("attendance", "words"),
    [("present", "one of one</strong> committee meeting."), ("absent", "none of one</strong> committee meeting.")],
)
def test_attendance_at_one_meeting_is_said_in_the_singular(client, attendance, words):
    make_person()
    make_meeting(attendees=[make_attendee(person="amina-okafor", attendance=attendance)])
    assert f"Present at <strong>{words}" in text(client)


def test_seat_that_has_yet_to_start_is_neither_held_nor_former(client):
    today = datetime.date.today()
    start = today + datetime.timedelta(days=100)
    make_seat(person=make_person(), starts_on=start)
    html = text(client)
    assert "On no committee today." in html
    assert f"Member, from {start:%-d %B %Y}" in html[html.index("<h3>To come</h3>") :]
    assert "<h3>Before</h3>" not in html
    make_seat(person=make_person(), ends_on=today - datetime.timedelta(days=1))
    assert "<h3>Before</h3>" in text(client)


def test_marks_on_letters_do_not_change_the_order(client):
    names = [
        "Ann Dąbrowska",
        "Ann Dhaliwal",
        "Ann Lowe",
        "Ann Łuczak",
        "Ann Mackay",
        "Ann Öberg",
        "Ann Ørsted",
        "Ann Zane",
    ]
    for n, name in enumerate(reversed(names)):
        make_seat(person=make_person(name=name, slug=f"person-{n}"))
    for address in ["/people/", f"/committees/{PANEL}/"]:
        html = text(client, address)
        places = [html.index(name) for name in names]
        assert places == sorted(places)


def test_items_show_what_the_person_did_at_each(client):
    make_person()
    spoke = make_item(
        number="1", title="Buses", speakers=[AMINA | {"role": ""}], resolutions=[make_resolution(mover=AMINA)]
    )
    make_meeting(items=[spoke, make_item(number="2", title="Trams", resolutions=[make_resolution(seconder=AMINA)])])
    html = text(client)
    assert "Two items, newest first." in html
    assert "Addressed the meeting and moved" in html
    assert "Seconded" in html


def test_person_without_a_part_in_anything_says_so(client):
    make_person()
    assert "No published minutes name Councillor Amina Okafor as speaking" in text(client)


def test_unknown_person_is_not_found(client):
    make_council()
    assert client.get("/people/nobody/").status_code == 404


def test_pages_together_list_every_item_once_newest_first(client):
    make_person()
    for day in range(1, 31):
        items = [make_item(number=str(n), speakers=[AMINA | {"role": ""}], slug=str(n)) for n in (1, 2)]
        make_meeting(day=f"2021-06-{day:02}", items=items)
    pages = [text(client, f"{ADDRESS}?page={page}") for page in (1, 2, 3)]
    assert "60 items, newest first." in pages[2]
    found = [address for html in pages for address in re.findall(r'href="([^"]*/item/[^"]*)"', html)]
    assert found == [f"/meetings/2021/06/{day:02}/{PANEL}/item/{n}/" for day in range(30, 0, -1) for n in (1, 2)]
    assert client.get(f"{ADDRESS}?page=4").status_code == 404


def test_page_reads_no_items_but_those_on_its_days():
    person = make_person()
    for day in range(1, 31):
        make_meeting(day=f"2021-06-{day:02}", items=[make_item(speakers=[AMINA | {"role": ""}])])
    third, fourth = datetime.date(2021, 6, 3), datetime.date(2021, 6, 4)
    found = items_of(person, Stretch(oldest=third, newest=fourth, after=0))
    assert [row["item"].meeting.held_on for row in found] == [fourth, third]


@pytest.mark.parametrize("count", [10, 60])
def test_takes_five_queries_at_most(client, django_assert_max_num_queries, count):
    make_seat(person=make_person())
    attendees = [make_attendee(person="amina-okafor")]
    for n in range(count):
        items = [make_item(resolutions=[make_resolution(mover=AMINA)])]
        make_meeting(day=f"2021-{n // 28 + 1:02}-{n % 28 + 1:02}", attendees=attendees, items=items)
    with django_assert_max_num_queries(5):
        text(client)
    with django_assert_max_num_queries(5):
        text(client, "/people/")
