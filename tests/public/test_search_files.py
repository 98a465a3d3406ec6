"""What a search finds as a feed and as a table: the same answers as on the page, safe for whoever opens them."""

import csv
import io
from xml.etree import ElementTree

import pytest
from django.db import DatabaseError

from meetings.exporters.tables import safe_cell
from meetings.public.search_files import COLUMNS, MOST_IN_TABLE
from meetings.record.search import engine
from tests.public.making import PANEL, make_committee, make_issue, make_item, make_meeting, make_resolution

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
ITEM = f"http://testserver/meetings/2021/06/17/{PANEL}/item/8/"


@pytest.fixture
def world():
    make_meeting(
        items=[make_item(title="Dredging & more", resolutions=[make_resolution(text="That <dredging> be agreed.")])]
    )
    cabinet = make_committee(name="Cabinet", slug="cabinet", kind="cabinet")
    make_meeting(day="2023-06-15", committee=cabinet, published="2023-07-01", items=[make_item(title="Dredging: sum")])


def feed(client, **asked) -> ElementTree.Element:
    response = client.get("/search/feed/", {"q": "dredging", **asked})
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def table(client, **asked) -> list[list[str]]:
    response = client.get("/search/items.csv", {"q": "dredging", **asked})
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def words(element: ElementTree.Element, name: str) -> list[str]:
    return [found.text for found in element.iter(f"{ATOM}{name}")]


def test_feed_has_what_atom_asks_for(client, world):
    root = feed(client)
    assert root.tag == f"{ATOM}feed"
    assert root.find(f"{ATOM}id").text == "http://testserver/search/feed/?q=dredging"
    assert root.find(f"{ATOM}title").text == "dredging: minutes of Southcliff City Council"
    assert root.find(f"{ATOM}updated").text == "2023-07-01T08:00:00+00:00"
    assert root.find(f"{ATOM}author/{ATOM}name").text == "Southcliff City Council"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == "http://testserver/search/feed/?q=dredging"
    assert links["alternate"] == "http://testserver/search/?q=dredging&order=newest"
    for entry in root.findall(f"{ATOM}entry"):
        assert {f"{ATOM}id", f"{ATOM}title", f"{ATOM}updated", f"{ATOM}link"} <= {child.tag for child in entry}


def test_entries_are_newest_first_with_the_address_and_the_moment_of_publication(client, world):
    newest, oldest = feed(client).findall(f"{ATOM}entry")
    assert oldest.find(f"{ATOM}id").text == ITEM
    assert oldest.find(f"{ATOM}link").get("href") == ITEM
    assert oldest.find(f"{ATOM}updated").text == "2021-06-25T08:00:00+00:00"
    assert oldest.find(f"{ATOM}title").text.startswith("Dredging & more (Children and Families")
    assert newest.find(f"{ATOM}updated").text == "2023-07-01T08:00:00+00:00"


def test_text_of_an_entry_is_no_markup(client, world):
    oldest = feed(client).findall(f"{ATOM}entry")[1]
    summary = oldest.find(f"{ATOM}summary")
    assert summary.get("type") == "html"
    assert summary.text == "Agreed. That &lt;dredging&gt; be agreed."


def test_correction_is_news_and_keeps_its_id(client, world):
    make_meeting(items=[make_item(title="Dredging more")], published="2024-02-02", kind="correction", reason="Slip")
    root = feed(client, committee=PANEL)
    assert words(root, "updated") == ["2024-02-02T09:00:00+00:00"] * 2
    assert words(root.find(f"{ATOM}entry"), "id") == [ITEM]


def test_feed_goes_on_where_a_page_ends(client):
    make_meeting(items=[make_item(number=str(n), title=f"Dredging {n}") for n in range(25)])
    first, second = feed(client), feed(client, page="2")
    following = [link.get("href") for link in first.findall(f"{ATOM}link") if link.get("rel") == "next"]
    assert following == ["http://testserver/search/feed/?q=dredging&page=2"]
    assert not [link for link in second.findall(f"{ATOM}link") if link.get("rel") == "next"]
    ids = words(first, "id")[1:] + words(second, "id")[1:]
    assert len(ids) == len(set(ids)) == 25
    assert first.find(f"{ATOM}id").text == second.find(f"{ATOM}id").text


def test_feed_without_entries_has_the_moment_of_the_record(client, world):
    root = feed(client, q="xylophone")
    assert words(root, "updated") == ["2023-07-01T08:00:00+00:00"]
    assert root.findall(f"{ATOM}entry") == []


def test_feed_and_table_are_the_same_each_time(client, world):
    for address in ["/search/feed/?q=dredging", "/search/items.csv?q=dredging"]:
        one, other = (client.get(address) for _ in range(2))
        assert one.getvalue() == other.getvalue()


def test_table_has_a_row_for_each_answer(client, world):
    make_issue(title="The harbour", slug="harbour", items=[(f"2021/06/17/{PANEL}", "8")])
    head, *rows = table(client, order="newest")
    assert head == COLUMNS
    assert [row[0] for row in rows] == ["2023-06-15", "2021-06-17"]
    assert rows[1] == [
        *["2021-06-17", "Children and Families Scrutiny Panel", "8", "", "Dredging & more", "Agreed"],
        *["That <dredging> be agreed.", "The harbour", "Item", ITEM],
    ]


@pytest.mark.parametrize(
    "narrowed", [{"committee": "cabinet"}, {"year": "2021-22"}, {"outcome": "agreed"}, {"until": "2021-06-17"}]
)
def test_both_hold_what_the_page_is_narrowed_to(client, world, narrowed):
    page = client.get("/search/", {"q": "dredging", **narrowed}).content.decode()
    (row,) = table(client, **narrowed)[1:]
    (entry,) = feed(client, **narrowed).findall(f"{ATOM}entry")
    assert row[-1] == entry.find(f"{ATOM}id").text
    assert f'<h2><a href="{row[-1].removeprefix("http://testserver")}">' in page
    assert f'<a href="/search/items.csv?q=dredging&amp;{"".join(f"{k}={v}" for k, v in narrowed.items())}">' in page


def test_table_ends_at_a_thousand_rows_and_the_page_says_so(client):
    for day in ("2021-06-17", "2022-06-17", "2023-06-17"):
        make_meeting(day=day, items=[make_item(number=str(n), title=f"Dredging {n}") for n in range(340)])
    assert len(table(client)) == 1 + MOST_IN_TABLE
    html = client.get("/search/?q=dredging").content.decode()
    assert "a table (CSV, the first 1,000)" in html


PLAIN = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "\n-1"]
WIDE = ["\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM(A1)", "\ufe661", " \uff1d1"]
UNSEEN = ["\ufeff=1", "\u200b=1", "\u00a0\u2060 +1", "\x00=1", "\u200b\uff1d1", "\u200b\t=1"]


@pytest.mark.parametrize("text", [*PLAIN, *WIDE, *UNSEEN], ids=ascii)
def test_no_cell_is_a_formula(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", " ", "\u200b", "Berths", "1-1", "\u200bBerths =", "½", "…", "“=”"], ids=ascii)
def test_other_cells_stay_as_they_are(text):
    assert safe_cell(text) == text


def test_titles_that_are_formulas_are_told_apart_in_the_table(client):
    make_meeting(items=[make_item(title='=HYPERLINK("http://evil","dredging")')])
    assert table(client)[1][4] == '\'=HYPERLINK("http://evil","dredging")'


@pytest.mark.parametrize("address", ["/search/feed/", "/search/items.csv"])
def test_question_that_cannot_be_answered_gets_words(client, world, address, monkeypatch):
    for asked, said in [
        ({"q": "-x"}, "Add a word"),
        ({"q": ""}, "Add a word"),
        ({"q": "a", "year": "x"}, "Choose a"),
        ({"q": "a", "since": "x"}, "Enter a real date"),
    ]:
        response = client.get(address, asked)
        assert response.status_code == 400
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        assert said in response.content.decode()

    def refuse(*args, **kwargs):
        raise DatabaseError("canceling statement due to statement timeout")

    monkeypatch.setattr(engine, "understand", refuse)
    assert client.get(address, {"q": "dredging"}).status_code == 503


def test_reference_is_in_the_files_too(client, world):
    asked = {"q": "item 8 17 June 2021"}
    assert [row[-1] for row in table(client, **asked)[1:]] == [ITEM]
    assert words(feed(client, **asked), "id")[1:] == [ITEM]


@pytest.mark.parametrize("address", ["/search/feed/", "/search/items.csv"])
@pytest.mark.parametrize("raw", ["q=%ED%A0%80dredging", "q=%00dredging&page=1", "q=" + "dredging%20" * 60, "q=<&>"])
def test_hostile_questions_break_neither(client, world, address, raw):
    response = client.get(f"{address}?{raw}")
    assert response.status_code in (200, 400)
    if response.status_code == 200 and "feed" in address:
        ElementTree.fromstring(response.content)


def test_files_take_few_queries(client, world, django_assert_max_num_queries):
    for address in ["/search/feed/?q=dredging", "/search/items.csv?q=dredging", "/search/feed/?q=xylophone"]:
        with django_assert_max_num_queries(6):
            client.get(address).getvalue()
