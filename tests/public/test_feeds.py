"""Feeds of the site, a committee, an issue and a person, each beside what it follows."""

import datetime
from xml.etree import ElementTree

import pytest

from tests.public.making import (
    PANEL,
    make_action,
    make_attendee,
    make_committee,
    make_issue,
    make_item,
    make_meeting,
    make_person,
    make_resolution,
)
from tests.public.test_register_files import ATOM, entries, feed, links

pytestmark = pytest.mark.django_db
MEETING = f"http://testserver/meetings/2021/06/17/{PANEL}/"
OLDER = f"http://testserver/meetings/2020/06/18/{PANEL}/"
FEEDS = ["/feed/", f"/committees/{PANEL}/feed/", "/issues/ofsted/feed/", "/people/amina-okafor/feed/"]


@pytest.fixture
def world():
    make_person()
    named = {"name": "Councillor Amina Okafor", "person": "amina-okafor"}
    agreed = make_resolution(text="That the report be agreed.", mover=named)
    speakers = [named | {"role": ""}]
    attendees = [make_attendee(person="amina-okafor")]
    item = make_item(resolutions=[agreed], speakers=speakers, actions=[make_action()])
    make_meeting(items=[item], attendees=attendees)
    make_meeting(day="2020-06-18", items=[make_item(speakers=speakers)], attendees=attendees, published="2020-07-01")
    cabinet = make_committee(name="Cabinet", slug="cabinet", kind="cabinet")
    make_meeting(day="2023-06-15", committee=cabinet, stage="agenda", kind="agenda", published="2023-06-08")
    make_issue(items=[(f"2021/06/17/{PANEL}", "8"), (f"2020/06/18/{PANEL}", "8")])


@pytest.mark.parametrize("address", FEEDS)
def test_every_feed_has_what_atom_asks_for(client, world, address):
    root = feed(client, address)
    assert root.find(f"{ATOM}id").text == f"http://testserver{address}"
    assert links(root)["self"] == f"http://testserver{address}"
    assert links(root)["alternate"] == f"http://testserver{address.removesuffix('feed/')}"
    assert root.find(f"{ATOM}title").text.endswith(": minutes of Southcliff City Council")
    moments = entries(root, "updated")
    assert moments == sorted(moments, reverse=True)
    assert root.find(f"{ATOM}updated").text == moments[0]
    for entry in root.findall(f"{ATOM}entry"):
        assert {f"{ATOM}id", f"{ATOM}title", f"{ATOM}updated", f"{ATOM}link"} <= {child.tag for child in entry}


@pytest.mark.parametrize("address", FEEDS)
def test_page_names_its_feed_in_its_head_and_in_its_text(client, world, address):
    html = client.get(address.removesuffix("feed/")).content.decode()
    head, body = html.split("</head>")
    assert 'rel="alternate" type="application/atom+xml"' in head
    assert head.count(f'href="{address}"') == body.count(f'href="{address}"') == 1


@pytest.mark.parametrize("address", ["/committees/nobody/feed/", "/people/nobody/feed/", "/issues/none/feed/"])
def test_there_is_no_feed_of_what_is_not_there(client, world, address):
    assert client.get(address).status_code == 404


def test_site_tells_what_was_published_of_each_meeting_last(client, world):
    root = feed(client, "/feed/")
    assert entries(root, "title") == [
        "Agenda published: Cabinet, 15 June 2023",
        "Minutes published: Children and Families Scrutiny Panel, 17 June 2021",
        "Minutes published: Children and Families Scrutiny Panel, 18 June 2020",
    ]
    assert entries(root, "summary")[1] == "Agreed that the report be agreed."


def test_correction_is_news_with_its_reason_and_keeps_its_id(client, world):
    make_meeting(day="2020-06-18", kind="correction", reason="The date was wrong.", published="2024-02-02")
    root = feed(client, f"/committees/{PANEL}/feed/")
    assert entries(root, "id") == [OLDER, MEETING]
    assert entries(root, "title")[0] == "Corrected: Children and Families Scrutiny Panel, 18 June 2020"
    assert entries(root, "summary")[0] == "The date was wrong."


def test_withdrawal_is_news_without_a_word_of_what_was_withdrawn(client, world):
    gone = {"on": "2024-02-02", "reason": "A name."}
    make_meeting(items=[], withdrawn=gone, kind="withdrawal", reason="A name.", published="2024-02-02")
    root = feed(client, "/feed/")
    assert entries(root, "title")[0].startswith("Minutes withdrawn: ")
    assert entries(root, "summary")[0] == "A name."
    assert b"report be agreed" not in b"".join(client.get(address).content for address in FEEDS[:1])


def test_committee_has_its_own_meetings_alone(client, world):
    assert entries(feed(client, f"/committees/{PANEL}/feed/"), "id") == [MEETING, OLDER]


def test_person_has_the_items_taken_part_in(client, world):
    root = feed(client, "/people/amina-okafor/feed/")
    assert entries(root, "id") == [f"{MEETING}item/8/", f"{OLDER}item/8/"]
    assert entries(root, "summary") == [
        "Addressed the meeting and moved. Agreed that the report be agreed.",
        "Addressed the meeting.",
    ]


def test_progress_of_an_action_is_news_of_its_issue(client, world):
    done = {"completed_on": datetime.date(2024, 1, 5), "updates": [], "reported_back_at": ""}
    make_meeting(
        day="2020-06-18", items=[make_item(actions=[make_action()])], published="2020-07-01", progress={("8", 1): done}
    )
    root = feed(client, "/issues/ofsted/feed/")
    assert entries(root, "id") == [f"{OLDER}item/8/", f"{MEETING}item/8/"]
    assert entries(root, "updated")[0] == "2024-01-05T00:00:00+00:00"


def test_feeds_go_on_in_pages(client):
    for number in range(1, 26):
        make_meeting(day=f"2021-06-{number:02}")
    first, second = (feed(client, "/feed/", page=page) for page in ("1", "2"))
    assert links(first)["next"] == "http://testserver/feed/?page=2"
    assert len(set(entries(first, "id") + entries(second, "id"))) == 25
    for page in ("3", "0", "x"):
        assert client.get("/feed/", {"page": page}).status_code == 404


@pytest.mark.parametrize("address", FEEDS)
def test_feed_is_the_same_each_time_and_takes_few_queries(client, world, django_assert_max_num_queries, address):
    with django_assert_max_num_queries(4):
        one = client.get(address).content
    assert client.get(address).content == one
    ElementTree.fromstring(one)


def test_archive_without_anything_has_a_feed_all_the_same(client):
    assert feed(client, "/feed/").find(f"{ATOM}updated").text == "1970-01-01T00:00:00+00:00"
