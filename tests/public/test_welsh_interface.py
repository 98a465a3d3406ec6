"""A council in Wales has every page in Welsh too, at an address of its own; no other council has any."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user_model

from meetings.record.models import PublishedCommittee, PublishedCouncil
from meetings.record.translation import catalogue
from meetings.world import load_world
from tests.browser.test_every_page import PUBLIC_PAGES
from tests.house.worlds import PUBLIC, in_wales

pytestmark = pytest.mark.django_db
MEETING = "/meetings/2023/06/15/harbour-panel/"
# Elements without an end.
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr", "rect", "line"}
SPOKEN = {"aria-label", "placeholder", "alt"}
PLACE = re.compile(r"%\(\w+\)s|<[^>]+>|%%")


class Spoken(HTMLParser):
    """What of the body of a page is said in which language, and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.language, self.texts, self.links, self._open = "", [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        spoken = given.get("lang") or (self._open[-1][1] if self._open else "")
        if tag == "html":
            self.language = given["lang"]
        self.texts += [(spoken, given[name]) for name in SPOKEN & {*given}]
        if given.get("href") or given.get("action"):
            self.links.append((tag, given))
        if tag not in EMPTY:
            self._open.append((tag, spoken))

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in EMPTY:
            self._open.pop()

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        inside = {tag for tag, _ in self._open}
        if data.strip() and "body" in inside and not inside & {"script", "code"}:
            self.texts.append((self._open[-1][1], data))

    def said_in(self, language: str) -> str:
        return " | ".join(text for spoken, text in self.texts if spoken == language)


@pytest.fixture
def archive():
    load_world(in_wales(), by=get_user_model().objects.create(username="world"))


def read(client, address: str) -> str:
    return client.get(address).content.decode()


def in_welsh(client, address: str) -> Spoken:
    return Spoken(read(client, f"/cy{address}"))


@pytest.mark.parametrize("address", [MEETING, f"{MEETING}item/2/", "/search/?q=dredging&year=2023-24", "/calendar/"])
def test_the_switch_keeps_the_address_and_what_is_asked(client, archive, address):
    there, back = address.replace("&", "&amp;"), f"/cy{address}".replace("&", "&amp;")
    assert f'<a href="{back}" lang="cy" hreflang="cy">Cymraeg</a>' in read(client, address)
    assert f'<a href="{there}" lang="en" hreflang="en">English</a>' in read(client, f"/cy{address}")


def test_each_page_names_itself_and_the_other(client, archive):
    here, there = f"http://testserver{MEETING}", f"http://testserver/cy{MEETING}"
    english, welsh = read(client, MEETING), read(client, f"/cy{MEETING}")
    assert f'<link rel="canonical" href="{here}">' in english
    assert f'<link rel="canonical" href="{there}">' in welsh
    for page in (english, welsh):
        assert f'<link rel="alternate" hreflang="en" href="{here}">' in page
        assert f'<link rel="alternate" hreflang="cy" href="{there}">' in page


def test_neither_cookie_nor_header_chooses_the_language(client, archive):
    client.cookies["django_language"] = "cy"
    answer = client.get("/committees/", headers={"Accept-Language": "cy"})
    assert '<html lang="en-GB">' in answer.content.decode()
    assert "Accept-Language" not in answer["Vary"]


WRITTEN = ["Harbour Panel", "Audit Committee", "Dredging", "That the", "Survey", "Harbour Master", "silting"]
ADDRESS = re.compile(r"\w+://\S+")
# Titles are printed with a name as the minutes have them; and the Welsh for Welsh is Welsh.
STAY = {"Councillor", "Cymraeg"}
FILES = re.compile(r"\.(ics|pdf|docx|json|csv|txt|xml|css|svg)$|/feed/$|^/papers/")


def leads_to_english(tag: str, given: dict) -> bool:
    address = urlsplit(given.get("href") or given["action"])
    is_page = not address.netloc and address.path.startswith("/") and not FILES.search(address.path)
    return is_page and tag != "link" and "hreflang" not in given and not address.path.startswith("/cy/")


def test_every_page_is_there_in_welsh_with_links_to_welsh_pages(client, archive):
    for name, address in PUBLIC_PAGES.items():
        answer = client.get(f"/cy{address}")
        assert answer.status_code == (404 if name == "not found" else 200), name
        page = Spoken(answer.content.decode())
        assert page.language == "cy"
        assert len(page.links) > 10
        assert [given for tag, given in page.links if leads_to_english(tag, given)] == [], name
        paths = [urlsplit(given.get("href") or given["action"]).path for _, given in page.links]
        assert [path for path in paths if path.startswith("/cy/") and FILES.search(path)] == [], name


def test_files_have_no_second_address(client, archive):
    for name in ["meeting.ics", "minutes.pdf", "minutes.docx", "minutes.json"]:
        assert client.get(f"{MEETING}{name}").status_code == 200
        assert client.get(f"/cy{MEETING}{name}").status_code == 404


def english_pieces() -> set[str]:
    """The stretches of words of the interface that are other words in Welsh."""
    pieces = set()
    for english, welsh in catalogue().items():
        for text in english:
            for piece in PLACE.split(text):
                piece = piece.strip(" .,:;()“”?")
                if len(piece) > 3 and piece.lower() not in " ".join(welsh).lower():
                    pieces.add(piece)
    return pieces - STAY


def test_a_welsh_page_says_nothing_in_english_that_is_not_marked_so(client, archive):
    pieces, left, unmarked = english_pieces(), {}, {}
    for name, address in PUBLIC_PAGES.items():
        said = ADDRESS.sub("", " ".join(in_welsh(client, address).said_in("cy").split()))
        assert len(said) > 200
        left[name] = [piece for piece in pieces if re.search(rf"\b{re.escape(piece)}\b", said)]
        unmarked[name] = [words for words in WRITTEN if words in said]
    assert {name: found for name, found in left.items() if found} == {}
    assert {name: found for name, found in unmarked.items() if found} == {}


def test_what_the_council_wrote_in_welsh_says_so_on_an_english_page(client, archive):
    PublishedCommittee.objects.filter(slug="audit-committee").update(name="Pwyllgor Archwilio")
    assert '<span lang="cy">Pwyllgor Archwilio</span>' in read(client, "/committees/")
    assert ">Pwyllgor Archwilio</a>" in read(client, "/cy/committees/")


def test_dates_numbers_and_decisions_are_told_in_welsh(client, archive):
    page = read(client, f"/cy{MEETING}")
    assert "dydd Iau 15 Mehefin 2023" in page
    assert "Beth a benderfynwyd" in page
    assert "PENDERFYNWYD" in page
    assert "cyfarfod" in read(client, "/cy/meetings/")
    assert '<strong>Cytunwyd:</strong> <span lang="en">That ' in page


def test_a_date_may_be_typed_in_welsh_on_a_welsh_page(client, archive):
    asked = "?since=dydd+Iau+15+Mehefin+2023"
    assert "Mae problem" not in read(client, f"/cy/meetings/{asked}")
    assert "There is a problem" in read(client, f"/meetings/{asked}")


def test_what_is_not_there_is_told_in_welsh(client, archive):
    answer = client.get("/cy/nowhere/")
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "Heb ddod o hyd i’r dudalen" in page
    assert '<a href="/" lang="en" hreflang="en">English</a>' in page


@pytest.mark.parametrize("address", ["/cy//elsewhere.example/", "/cy/%2F%2Felsewhere.example/"])
def test_the_switch_never_leads_to_another_site(client, archive, address):
    assert 'href="//elsewhere' not in read(client, address)


@pytest.mark.parametrize("nation", ["england", "scotland", "northern ireland"])
def test_a_council_elsewhere_has_no_welsh_page(client, nation):
    load_world(PUBLIC, by=get_user_model().objects.create(username="world"))
    PublishedCouncil.objects.update(nation=nation)
    never_was = client.get("/nowhere/")
    for address in ["/", MEETING, "/search/?q=harbour+item+2+15+June+2023", "/alerts/", "/nowhere/"]:
        answer = client.get(f"/cy{address}")
        assert (answer.status_code, answer.content) == (404, never_was.content)
        page = read(client, address)
        assert "Cymraeg" not in page
        assert "hreflang" not in page


def test_an_empty_archive_has_no_welsh_page(client):
    assert client.get("/cy/").status_code == 404


def test_a_welsh_page_reads_the_nation_and_no_more(client, archive, django_assert_max_num_queries):
    for address, queries in [(MEETING, 1), (f"{MEETING}item/2/", 2)]:
        with django_assert_max_num_queries(queries):
            client.get(address)
        with django_assert_max_num_queries(queries + 1):
            client.get(f"/cy{address}")
