"""Search engines are told of every page that says something, when it was last published, and of nothing else."""

import datetime
import re
from xml.etree import ElementTree

import pytest

from meetings.public import sitemaps
from meetings.record.models import PublishedMeeting
from tests.public.making import (
    PANEL,
    make_committee,
    make_issue,
    make_item,
    make_meeting,
    make_person,
    make_seat,
)

pytestmark = pytest.mark.django_db
MEETING = f"http://testserver/meetings/2021/06/17/{PANEL}/"


def entries(client, address: str, *, part: str = "url") -> dict[str, str | None]:
    """What the file lists, with when each was changed."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ElementTree.fromstring(answer.content)
    assert root.tag == name + {"url": "urlset", "sitemap": "sitemapindex"}[part]
    assert {entry.tag for entry in root} <= {name + part}
    return {entry.findtext(f"{name}loc"): entry.findtext(f"{name}lastmod") for entry in root}


@pytest.fixture
def two_years():
    make_meeting(items=[make_item(number="8"), make_item(number="9", slug="9")])
    make_meeting(day="2022-03-03", items=[])
    PublishedMeeting.objects.update(published_at=datetime.datetime(2022, 4, 1, 9, 30, tzinfo=datetime.UTC))


def test_the_index_names_a_file_for_each_year_and_what_has_none(client, two_years):
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    make_seat(person=make_person())
    files = entries(client, "/sitemap.xml", part="sitemap")
    site = "http://testserver/sitemaps"
    assert files == {
        f"{site}/2021.xml": "2022-04-01T09:30:00+00:00",
        f"{site}/2022.xml": "2022-04-01T09:30:00+00:00",
        f"{site}/committees.xml": None,
        f"{site}/people.xml": None,
        f"{site}/issues.xml": None,
    }
    for file in files:
        for address in entries(client, file.removeprefix("http://testserver")):
            page = client.get(address.removeprefix("http://testserver"))
            assert page.status_code == 200
            assert f'<link rel="canonical" href="{address}">' in page.content.decode()


def test_a_year_lists_its_meetings_and_their_items_as_they_were_last_published(client, two_years):
    day = "2022-04-01T09:30:00+00:00"
    assert entries(client, "/sitemaps/2021.xml") == dict.fromkeys(
        [MEETING, f"{MEETING}item/8/", f"{MEETING}item/9/"], day
    )


def test_a_year_of_too_many_pages_is_told_month_by_month(client, two_years, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST", 2)
    make_meeting(day="2021-09-09", items=[])
    files = entries(client, "/sitemap.xml", part="sitemap")
    site = "http://testserver/sitemaps"
    assert list(files) == [f"{site}/{name}.xml" for name in ["2021/06", "2021/09", "2022", "committees"]]
    assert client.get("/sitemaps/2021.xml").status_code == 404
    monkeypatch.setattr(sitemaps, "MOST", 3)
    assert len(entries(client, "/sitemaps/2021/06.xml")) == 3
    assert len(entries(client, "/sitemaps/2021/09.xml")) == 1


@pytest.mark.parametrize(
    "address",
    ["2020.xml", "2021/07.xml", "2021/13.xml", "0000.xml", "people.xml", "issues.xml", "nothing.xml", "2021.xml/"],
)
def test_there_is_no_empty_file(client, two_years, address):
    assert client.get(f"/sitemaps/{address}").status_code == 404


def test_an_empty_record_has_an_empty_index(client):
    assert entries(client, "/sitemap.xml", part="sitemap") == {}


def test_addresses_are_written_as_xml_asks(client):
    make_committee(name="A & B", slug="a-b")
    assert entries(client, "/sitemaps/committees.xml") == {"http://testserver/committees/a-b/": None}
    assert sitemaps.escape("/a?b&c<d") == "/a?b&amp;c&lt;d"


@pytest.mark.parametrize(
    ("address", "queries"), [("/sitemap.xml", 5), ("/sitemaps/2021.xml", 1), ("/sitemaps/committees.xml", 1)]
)
def test_few_questions_are_asked_of_the_record(client, two_years, django_assert_num_queries, address, queries):
    with django_assert_num_queries(queries):
        client.get(address)


def may_be_fetched(robots: str, address: str) -> bool:
    """Whether RFC 9309 lets a robot fetch the address: in a rule * is anything, and a rule says how it begins."""
    rules = re.findall(r"^Disallow: (.+)$", robots, re.MULTILINE)
    return not any(re.match(".*".join(map(re.escape, rule.split("*"))), address) for rule in rules)


def test_robots_may_read_every_page_and_are_kept_from_what_has_no_end(client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    robots = answer.content.decode()
    assert "User-agent: *\n" in robots
    assert robots.endswith("\nSitemap: http://testserver/sitemap.xml\n")
    for address in [
        "/",
        f"/meetings/2021/06/17/{PANEL}/item/8/",
        f"/meetings/2021/06/17/{PANEL}/minutes.json",
        "/meetings/?page=2",
        "/calendar/2021/06/",
        "/calendar/calendar.ics",
        "/search/?q=ofsted",
        "/sitemaps/2021.xml",
    ]:
        assert may_be_fetched(robots, address), address
    for address in [
        "/search/?q=ofsted&committee=cabinet",
        "/search/?q=ofsted&page=2",
        "/search/feed/?q=ofsted",
        "/search/items.csv?q=ofsted",
        "/alerts/?follow=committee:cabinet",
        "/meetings/?committee=cabinet&year=2021-22",
        "/calendar/2021/06/?committee=cabinet",
    ]:
        assert not may_be_fetched(robots, address), address


def test_narrowed_searches_are_not_gone_on_from(client):
    make_meeting()
    head = '<meta name="robots" content="{}">'
    assert 'name="robots"' not in client.get("/search/").content.decode()
    assert head.format("noindex") in client.get("/search/?q=ofsted").content.decode()
    assert head.format("noindex, nofollow") in client.get("/search/?q=ofsted&open=on").content.decode()
