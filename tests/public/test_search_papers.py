"""A paper that is found: its page, its item and its passage on the page of answers, in the feed and in the table."""

import csv
import io
from xml.etree import ElementTree

import pytest

from meetings.record.models import SearchEntry
from meetings.record.search import Narrowing, read_question, search
from tests.public.making import PANEL, make_attendee, make_item, make_meeting, make_paper, make_person

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
ITEM = f"/meetings/2021/06/17/{PANEL}/item/8/"
PAGES = ["A survey", "", "The <script>alert(1)</script> eelgrass & the silt"]


@pytest.fixture
def paper() -> dict:
    return make_paper(title="Survey <b>of</b> silt", filename="survey.pdf", pages=PAGES)


@pytest.fixture
def world(paper):
    member = make_person()
    make_meeting(
        items=[
            make_item(minute="<p>Eelgrass was seen.</p>", documents=[paper]),
            make_item(number="1", title="Minutes", is_procedural=True, minute="", documents=[paper]),
        ],
        attendees=[make_attendee(person=member.slug)],
    )


def page(client, **asked) -> str:
    response = client.get("/search/", {"q": "eelgrass", **asked})
    assert response.status_code == 200
    return response.text


def test_the_answer_leads_to_the_page_and_beside_it_to_the_item(client, world, paper):
    html = page(client)
    assert "<strong>Two items and papers in Children and Families Scrutiny Panel, 2021/22</strong>." in html
    address = f"/papers/{paper['digest']}/survey.pdf#page=3"
    assert f'<h2><a href="{address}">Survey &lt;b&gt;of&lt;/b&gt; silt: Ofsted focused visit</a></h2>' in html
    assert "Paper (PDF, 15 bytes), page 3 of 3 · Children and Families Scrutiny Panel · Thursday 17 June 2021" in html
    assert f'<p>Belongs to <a href="{ITEM}">item 8, what was minuted and decided</a></p>' in html


def test_the_passage_is_escaped_and_marked(client, world):
    html = page(client)
    assert "The &lt;script&gt;alert(1)&lt;/script&gt; <mark>eelgrass</mark> &amp; the silt" in html
    assert "<script>alert" not in html


def test_the_item_stands_before_its_paper(client, world):
    html = page(client)
    assert html.index(f'<h2><a href="{ITEM}">') < html.index("#page=3")


def test_papers_are_a_kind_to_narrow_by(client, world):
    html = page(client)
    assert 'name="kind" value="paper"' in html
    alone = page(client, kind="paper")
    assert "<strong>One paper in" in alone
    assert f'<h2><a href="{ITEM}">' not in alone
    counts = search(read_question("eelgrass"), Narrowing()).facets
    assert [(count.value, count.count) for count in counts["kind"]] == [("item", 1), ("paper", 1)]
    assert counts["outcome"] == []
    # A paper of an item of procedure is one of procedure; those who were there were there for each.
    assert [count.count for count in counts["procedural"]] == [1]
    assert [(count.value, count.count) for count in counts["person"]] == [("amina-okafor", 2)]
    assert search(read_question("eelgrass"), Narrowing(people=("amina-okafor",))).total == 2


def test_a_paper_of_the_whole_meeting_leads_to_the_meeting(client):
    paper = make_paper(title="Agenda", filename="agenda.pdf", kind="agenda", pages=["Eelgrass"])
    make_meeting(documents=[paper], attendees=[make_attendee(person=make_person().slug)])
    html = page(client)
    assert f'<p>For the <a href="/meetings/2021/06/17/{PANEL}/">whole meeting</a></p>' in html
    found = search(read_question("eelgrass"), Narrowing(people=("amina-okafor",)))
    assert [hit.item for hit in found.hits] == [None]
    assert [(count.value, count.count) for count in found.facets["person"]] == [("amina-okafor", 1)]


def test_a_paper_without_pages_leads_to_the_whole_of_it(client):
    paper = make_paper(filename="report.docx", words=b"PK", pages=["Eelgrass"], is_paged=False)
    make_meeting(items=[make_item(documents=[paper])])
    html = page(client)
    assert f'<h2><a href="/papers/{paper["digest"]}/report.docx">Report: Ofsted focused visit</a></h2>' in html
    assert "Paper (Word, 2 bytes) · Children" in html


def test_the_table_has_the_paper_with_its_page(client, world, paper):
    response = client.get("/search/items.csv", {"q": "eelgrass"})
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    address = f"http://testserver/papers/{paper['digest']}/survey.pdf#page=3"
    assert rows[2] == [
        *(
            "2021-06-17",
            "Children and Families Scrutiny Panel",
            "8",
            "",
            "Survey <b>of</b> silt: Ofsted focused visit",
        ),
        *("", "", ""),
        *("Paper", address),
    ]


def test_the_table_has_papers_of_whole_meetings_and_no_formula(client):
    make_meeting(documents=[make_paper(title="=1+1", pages=["Eelgrass"])])
    response = client.get("/search/items.csv", {"q": "eelgrass"})
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert rows[1][2:5] == ["", "", "'=1+1"]


def test_the_feed_has_an_entry_for_each_with_an_id_of_its_own(client, world, paper):
    response = client.get("/search/feed/", {"q": "eelgrass", "procedural": "on"})
    root = ElementTree.fromstring(response.content)
    entries = [
        (entry.find(f"{ATOM}id").text, entry.find(f"{ATOM}link").get("href")) for entry in root.iter(f"{ATOM}entry")
    ]
    # The same paper at two items is two answers.
    assert len({unique for unique, _ in entries}) == 3
    address = f"http://testserver/papers/{paper['digest']}/survey.pdf#page=3"
    assert sorted(link for _, link in entries) == sorted([f"http://testserver{ITEM}", address, address])


def test_newest_first_knows_no_difference_between_items_and_papers(client):
    make_meeting(items=[make_item(minute="<p>Eelgrass</p>")])
    paper = make_paper(pages=["Eelgrass"])
    make_meeting(day="2022-06-16", items=[make_item(documents=[paper])])
    hits = search(read_question("eelgrass"), Narrowing(), order="newest").hits
    assert [hit.document is not None for hit in hits] == [True, False]
    hits = search(read_question("eelgrass"), Narrowing()).hits
    assert [hit.document is not None for hit in hits] == [False, True]


def test_a_pdf_opens_in_the_browser_and_any_other_paper_is_saved(client):
    shown, saved = make_paper(), make_paper(filename="page.html", words=b"<p>1</p>")
    make_meeting(items=[make_item(documents=[shown, saved])])
    answer = client.get(f"/papers/{shown['digest']}/report.pdf")
    assert b"".join(answer.streaming_content)
    assert answer["Content-Disposition"] == 'inline; filename="report.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    answer = client.get(f"/papers/{saved['digest']}/page.html")
    assert b"".join(answer.streaming_content)
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_search_asks_as_often_with_papers_as_without(client, world, django_assert_num_queries):
    asked = read_question("eelgrass")
    with django_assert_num_queries(2):
        search(asked, Narrowing())
    SearchEntry.objects.exclude(document=None).delete()
    with django_assert_num_queries(2):
        search(asked, Narrowing())


def test_page_of_a_paper_is_the_same_whoever_was_there():
    make_person()
    paper = make_paper(pages=["education education education home", "elective home education"])
    make_meeting(attendees=[make_attendee(person="amina-okafor")], items=[make_item(documents=[paper])])
    question = read_question('"home education"')
    for people in [(), ("amina-okafor",)]:
        assert [hit.page for hit in search(question, Narrowing(people=people)).hits] == [2]
