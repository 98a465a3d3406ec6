"""The registers as feeds and as tables: exactly what the page is narrowed to."""

import csv
import datetime
import io
from xml.etree import ElementTree

import pytest

from meetings.public.registers import ACTION_COLUMNS, RESOLUTION_COLUMNS
from tests.public.making import (
    PANEL,
    make_action,
    make_committee,
    make_item,
    make_meeting,
    make_person,
    make_resolution,
)

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
ITEM = f"http://testserver/meetings/2021/06/17/{PANEL}/item/8/"


@pytest.fixture
def world():
    make_person()
    mover = {"name": "Councillor Amina Okafor", "person": "amina-okafor"}
    made = make_resolution(label="(i)", text="That <it> be agreed.\nAll of it.", mover=mover)
    updates = [{"on": "2021-07-01", "text": "Begun."}, {"on": "2021-07-20", "text": "Ended."}]
    back = f"2021/09/09/{PANEL}/item/3"
    done = {"completed_on": datetime.date(2021, 7, 20), "updates": updates, "reported_back_at": back}
    action = make_action(task="=Mend the roof", owner="Clerk", due="in a month", due_on="2021-07-17")
    make_meeting(items=[make_item(resolutions=[made], actions=[action])], progress={("8", 1): done})
    cabinet = make_committee(name="Cabinet", slug="cabinet", kind="cabinet")
    items = [make_item(title="Accounts", resolutions=[make_resolution(outcome="noted")], actions=[make_action()])]
    make_meeting(day="2023-06-15", committee=cabinet, published="2023-07-01", items=items)


def feed(client, address: str, **asked) -> ElementTree.Element:
    response = client.get(address, asked)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def entries(root: ElementTree.Element, name: str) -> list[str]:
    return [entry.find(f"{ATOM}{name}").text for entry in root.findall(f"{ATOM}entry")]


def links(root: ElementTree.Element) -> dict[str, str]:
    return {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}


def table(client, address: str, **asked) -> list[list[str]]:
    response = client.get(address, asked)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def test_table_of_decisions(client, world):
    head, newer, older = table(client, "/resolutions/decisions.csv")
    assert head == RESOLUTION_COLUMNS
    assert newer[:2] == ["2023-06-15", "Cabinet"]
    assert older == [
        *["2021-06-17", "Children and Families Scrutiny Panel", "8", "Ofsted focused visit", "(i)", "Agreed"],
        *["That <it> be agreed.\nAll of it.", "Councillor Amina Okafor", "", f"{ITEM}#item-8-resolution-1"],
    ]


def test_table_of_actions(client, world):
    head, open_one, done = table(client, "/actions/actions.csv")
    assert head == ACTION_COLUMNS
    assert open_one[8] == "Open"
    assert done == [
        *[
            "2021-06-17",
            "Children and Families Scrutiny Panel",
            "8",
            "Ofsted focused visit",
            "'=Mend the roof",
            "Clerk",
        ],
        *["in a month", "2021-07-17", "Done", "2021-07-20", "1 July 2021: Begun.\n20 July 2021: Ended."],
        *[f"http://testserver/meetings/2021/09/09/{PANEL}/item/3/", f"{ITEM}#item-8-action-1"],
    ]


@pytest.mark.parametrize(
    ("register", "file", "asked"),
    [
        ("/resolutions/", "decisions.csv", {"outcome": "agreed"}),
        ("/resolutions/", "decisions.csv", {"committee": PANEL, "until": "1 January 2022"}),
        ("/actions/", "actions.csv", {"state": "done"}),
        ("/actions/", "actions.csv", {"owner": "Clerk", "order": "newest"}),
    ],
)
def test_feed_and_table_hold_what_the_page_is_narrowed_to(client, world, register, file, asked):
    page = client.get(register, asked).content.decode()
    ((*_, address),) = table(client, register + file, **asked)[1:]
    root = feed(client, f"{register}feed/", **asked)
    assert entries(root, "id") == [address]
    assert address.startswith(ITEM)
    assert page.count(address.removeprefix("http://testserver")) == 1
    query = links(root)["self"].partition("?")[2]
    assert page.count(f'href="{register}feed/?{query.replace("&", "&amp;")}"') == 2
    assert f'href="{register}{file}?{query.replace("&", "&amp;")}"' in page


def test_feed_of_decisions(client, world):
    root = feed(client, "/resolutions/feed/", committee=PANEL)
    assert root.find(f"{ATOM}title").text == (
        "Decisions (Children and Families Scrutiny Panel): minutes of Southcliff City Council"
    )
    assert links(root)["alternate"] == f"http://testserver/resolutions/?committee={PANEL}"
    title = "Agreed: Ofsted focused visit (Children and Families Scrutiny Panel, 17 June 2021)"
    assert entries(root, "title") == [title]
    (summary,) = entries(root, "summary")
    assert summary == "Agreed that &lt;it&gt; be agreed. All of it. Moved by Councillor Amina Okafor."


def test_feed_of_actions_begins_with_what_was_told_last(client, world):
    root = feed(client, "/actions/feed/")
    assert entries(root, "updated") == ["2023-07-01T08:00:00+00:00", "2021-07-19T23:00:00+00:00"]
    newer, older = entries(root, "summary")
    assert newer == "Executive Director — open."
    assert older == "Clerk, in a month — done 20 July 2021. 1 July 2021: Begun. 20 July 2021: Ended."
    assert root.find(f"{ATOM}updated").text == "2023-07-01T08:00:00+00:00"


def test_feed_without_entries_has_the_moment_of_the_record(client, world):
    root = feed(client, "/actions/feed/", state="overdue", owner="Clerk")
    assert entries(root, "id") == []
    assert root.find(f"{ATOM}updated").text == "2023-07-01T08:00:00+00:00"


def test_feed_goes_on_where_a_page_ends(client):
    make_meeting(items=[make_item(resolutions=[make_resolution(text=f"That {n} be done.") for n in range(25)])])
    first, second = (feed(client, "/resolutions/feed/", outcome="agreed", page=page) for page in ("1", "2"))
    assert links(first)["next"] == "http://testserver/resolutions/feed/?outcome=agreed&page=2"
    assert "next" not in links(second)
    ids = entries(first, "id") + entries(second, "id")
    assert len(ids) == len(set(ids)) == 25
    assert client.get("/resolutions/feed/?page=3").status_code == 404


def test_feed_goes_back_a_thousand_entries(client, monkeypatch):
    monkeypatch.setattr("meetings.public.feeds.LAST_PAGE", 1)
    make_meeting(items=[make_item(resolutions=[make_resolution() for _ in range(25)])])
    assert "next" not in links(feed(client, "/resolutions/feed/"))
    assert client.get("/resolutions/feed/?page=2").status_code == 404
    assert len(table(client, "/resolutions/decisions.csv")) == 26


@pytest.mark.parametrize(
    "address", ["/resolutions/feed/", "/resolutions/decisions.csv", "/actions/feed/", "/actions/actions.csv"]
)
def test_what_cannot_be_gets_words(client, world, address):
    response = client.get(address, {"since": "someday"})
    assert response.status_code == 400
    assert "Enter a real date" in response.content.decode()


def test_tables_read_some_rows_at_a_time(client, world, django_assert_num_queries):
    items = [make_item(number=str(n), resolutions=[make_resolution(), make_resolution()]) for n in range(300)]
    make_meeting(day="2022-06-17", items=items)
    with django_assert_num_queries(4):
        assert len(table(client, "/resolutions/decisions.csv")) == 1 + 602


@pytest.mark.parametrize("address", ["/resolutions/feed/", "/actions/feed/"])
def test_feeds_take_few_queries(client, world, django_assert_max_num_queries, address):
    with django_assert_max_num_queries(5):
        feed(client, address)
