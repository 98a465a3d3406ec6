"""The list of people and the page of one."""

import datetime
import re

import pytest

from meetings.public.people import PARTS, items_of
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


def test_family_names_of_two_words_stand_under_the_first(client):
    for name, slug in [("Amina Okafor", "a"), ("Zoe Brook", "b"), ("Zoë Ó Briain", "c"), ("Siobhán Ní Dhálaigh", "d")]:
        make_seat(person=make_person(name=name, slug=slug))
    html = text(client, "/people/")
    places = [html.index(name) for name in ["Zoe Brook", "Ní Dhálaigh", "Ó Briain", "Okafor"]]
    assert places == sorted(places)
    assert "Ní Dhálaigh" in text(client, "/people/?q=ni+dhalaigh")
    assert "Ó Briain" in text(client, "/people/?q=briain")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("okafor", ["amina-okafor"]),
        ("AMINA oka", ["amina-okafor"]),
        ("st mary", ["zoe-luczak"]),
        ("Łuczak", ["zoe-luczak"]),
        ("luczak", ["zoe-luczak"]),
        ("kafor", []),
        ("okafor mary", []),
        ("  ", ["amina-okafor", "zoe-luczak"]),
    ],
)
def test_people_are_found_by_the_beginnings_of_their_names_and_wards(client, typed, found):
    make_seat(person=make_person(ward="Harbour"))
    make_person(name="Zoe Łuczak", slug="zoe-luczak", ward="St Mary’s")
    html = client.get("/people/", {"q": typed}).text
    assert [slug for slug in ["amina-okafor", "zoe-luczak"] if f"/people/{slug}/" in html] == found


def test_what_was_typed_is_said_with_how_many_it_found(client):
    make_person()
    html = client.get("/people/", {"q": "<b>x"}).text
    assert "No people whose name or ward has “&lt;b&gt;x”." in html
    assert "Nobody is named in the record yet." not in html
    assert "One person whose name or ward has “oka”." in client.get("/people/?q=oka").text


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


def test_seats_come_first_then_what_the_minutes_record_then_attendance_and_former_seats(client):
    amina, today = make_person(ward="Harbour"), datetime.date.today()
    make_seat(person=amina)
    cabinet = make_committee(name="Cabinet", slug="cabinet", kind="cabinet")
    make_seat(person=amina, committee=cabinet, ends_on=today - datetime.timedelta(days=1))
    speakers = [AMINA | {"role": ""}]
    make_meeting(attendees=[make_attendee(person="amina-okafor")], items=[make_item(speakers=speakers)])
    html = text(client)
    parts = ["Harbour", ">Committees</h2>", ">What the minutes record</h2>", ">Attendance</h2>", ">Former seats</h2>"]
    places = [html.index(part, html.index("<h1>")) for part in parts]
    assert places == sorted(places)
    assert html.index('href="/committees/cabinet/"') > places[-1]


def test_what_is_listed_of_a_person_is_said_and_no_more_is_promised(client):
    make_person()
    make_meeting(items=[make_item(speakers=[AMINA | {"role": ""}])])
    listed = "name Councillor Amina Okafor as speaking, moving or seconding a motion, declaring an interest or voting."
    assert listed in text(client)
    assert "took part" not in text(client)


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
    assert "<h2>Former seats</h2>" not in html
    make_seat(person=make_person(), ends_on=today - datetime.timedelta(days=1))
    assert "<h2>Former seats</h2>" in text(client)


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


def test_declarations_are_told_and_votes_say_how_they_were_cast(client):
    make_person()
    declared = AMINA | {"kind": "other", "description": "Lives in the street.", "has_left_the_room": True}
    votes = [AMINA | {"choice": "against"}, {"name": "B", "person": None, "choice": "for"}]
    resolutions = [
        make_resolution(text="That buses run.", named_votes=votes),
        make_resolution(text="That trams run.", named_votes=[AMINA | {"choice": "abstained"}]),
        make_resolution(text="That ferries run."),
    ]
    make_meeting(items=[make_item(declarations=[declared], resolutions=resolutions)])
    html = text(client)
    assert "Declared: other. Lives in the street. <strong>Left the room.</strong>" in html
    place = f"/meetings/2021/06/17/{PANEL}/item/8/#item-8-resolution-"
    assert f'<strong>Voted against.</strong> <a class="permanent" href="{place}1">Agreed that buses run.</a>' in html
    assert f'<strong>Abstained.</strong> <a class="permanent" href="{place}2">Agreed that trams run.</a>' in html
    assert "ferries" not in html


def test_items_can_be_narrowed_to_one_part(client):
    make_person()
    items = [
        make_item(number="1", title="Buses", speakers=[AMINA | {"role": ""}]),
        make_item(number="2", title="Trams", resolutions=[make_resolution(named_votes=[AMINA | {"choice": "for"}])]),
    ]
    make_meeting(items=items)
    html = text(client)
    assert ">Buses</a>" in html
    assert ">Trams</a>" in html
    assert '?part=voted#part">Recorded votes</a> <span class="count">1</span>' in html
    assert "?part=declared" not in html
    narrowed = text(client, f"{ADDRESS}?part=voted")
    assert ">Trams</a>" in narrowed
    assert ">Buses</a>" not in narrowed
    assert 'aria-current="true">Recorded votes' in narrowed
    assert client.get(f"{ADDRESS}?part=nonsense").status_code == 404


def test_one_kind_of_part_offers_no_choice(client):
    make_person()
    make_meeting(items=[make_item(speakers=[AMINA | {"role": ""}])])
    assert "?part=" not in text(client)


def test_attendance_meeting_by_meeting_is_a_picture_with_its_table(client):
    make_person()
    make_meeting(attendees=[make_attendee(person="amina-okafor", attendance="remote")])
    assert "<svg" not in text(client)
    make_meeting(day="2021-07-22", attendees=[make_attendee(person="amina-okafor", attendance="apologies")])
    html = text(client)
    assert 'role="img" aria-label="Attendance meeting by meeting' in html
    table = html[html.index("Attendance by meeting, newest first") :]
    assert table.index("22 July 2021") < table.index("Apologies") < table.index("17 June 2021")
    assert "Present remotely" in table


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
    found = items_of(person, Stretch(oldest=third, newest=fourth, after=0), {*PARTS})
    assert [row["item"].meeting.held_on for row in found] == [fourth, third]


@pytest.mark.parametrize("count", [10, 60])
def test_takes_six_queries_at_most(client, django_assert_max_num_queries, count):
    make_seat(person=make_person())
    attendees = [make_attendee(person="amina-okafor")]
    for n in range(count):
        votes = [AMINA | {"choice": "for"}]
        items = [make_item(resolutions=[make_resolution(mover=AMINA, named_votes=votes)])]
        make_meeting(day=f"2021-{n // 28 + 1:02}-{n % 28 + 1:02}", attendees=attendees, items=items)
    with django_assert_max_num_queries(6):
        text(client)
    with django_assert_max_num_queries(5):
        text(client, "/people/")
