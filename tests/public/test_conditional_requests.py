"""Whoever has a page already is told so in a few bytes; compressed or not, it is the same page."""

import gzip

import brotli
import pytest
from django.test import Client

from meetings.public.answers import encoding_for
from meetings.record.models import PublishedDocument
from tests.built_once import built_once
from tests.public.making import (
    PANEL,
    make_committee,
    make_issue,
    make_item,
    make_meeting,
    make_paper,
    make_person,
    make_resolution,
    make_seat,
)
from tests.public.test_every_page import PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]

MEETING = f"/meetings/2021/06/17/{PANEL}/"
FILES = [f"{MEETING}minutes.pdf", f"{MEETING}editions/1.json", "/verify/manifest.txt", "PAPER"]
FILES += [f"{MEETING}minutes.json", f"{MEETING}meeting.ics", "/robots.txt", "/sitemap.xml", "/sitemaps/2021.xml"]
CHECKED = [*(address for address in PAGES if address != "/nothing/"), *FILES]
# What says how a page may be used, and so must come with a 304 too.
ALWAYS = ("Cache-Control", "Content-Security-Policy", "X-Frame-Options", "Referrer-Policy", "X-Content-Type-Options")


@built_once
def world():
    make_meeting(items=[make_item(resolutions=[make_resolution()] * 5, documents=[make_paper()])])
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    make_seat(person=make_person())


@pytest.fixture(params=[0, 1], autouse=True)
def pages_kept(request, settings, record_reads_in_the_test_transaction):
    """With pages kept and without: the answers are the same."""
    settings.PAGES_KEPT_MB = request.param
    # Each test has a shelf of its own, and on it the paper of the world.
    make_paper()


@pytest.fixture
def client():
    return Client()


def there(address: str) -> str:
    paper = PublishedDocument.objects.first()
    return f"/papers/{paper.digest}/{paper.filename}" if address == "PAPER" else address


def body(response) -> bytes:
    whole = b"".join(response.streaming_content) if response.streaming else response.content
    if file := getattr(response, "file_to_stream", None):
        file.close()
    return whole


@pytest.mark.parametrize("address", CHECKED)
def test_a_page_that_has_not_changed_is_not_sent_again(client, address):
    first = client.get(there(address))
    assert first.status_code == 200
    assert body(first)
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    again = client.get(there(address), headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert body(again) == b""
    assert again["ETag"] == first["ETag"]
    assert "Content-Length" not in again or again["Content-Length"] == "0"
    assert [again.get(name) for name in ALWAYS] == [first.get(name) for name in ALWAYS]


@pytest.mark.parametrize("address", CHECKED)
def test_a_page_that_is_another_is_sent(client, address):
    answer = client.get(there(address), headers={"if-none-match": 'W/"another", "third"'})
    assert answer.status_code == 200
    assert body(answer)


@pytest.mark.parametrize("known", ["*", '"a", {}', '{}, "b"', "{strong}"])
def test_etags_are_compared_weakly_and_in_lists(client, known):
    etag = client.get(MEETING)["ETag"]
    assert etag.startswith('W/"')
    given = known.replace("{strong}", etag.removeprefix("W/")).replace("{}", etag)
    assert client.get(MEETING, headers={"if-none-match": given}).status_code == 304


@pytest.mark.parametrize("address", CHECKED)
def test_head_tells_what_get_would(client, address):
    got, head = client.get(there(address)), client.head(there(address))
    assert (body(head), body(got) != b"") == (b"", True)
    assert {**head.headers} == {**got.headers}


@pytest.mark.parametrize("address", PAGES[:-1] + FILES[1:2])
@pytest.mark.parametrize(("encoding", "unpack"), [("gzip", gzip.decompress), ("br", brotli.decompress)])
def test_compressed_pages_are_the_page(client, address, encoding, unpack):
    plain = client.get(address)
    for _ in range(2):
        packed = client.get(address, headers={"accept-encoding": encoding})
        assert packed["Content-Encoding"] == encoding
        assert unpack(packed.content) == plain.content
        assert packed["Content-Length"] == str(len(packed.content))
        assert packed["ETag"] == plain["ETag"]
        assert packed["Vary"] == plain["Vary"] == "Accept-Encoding"
    assert "Content-Encoding" not in client.get(address)


def test_files_that_are_compressed_already_are_sent_as_they_are(client):
    answer = client.get(f"{MEETING}minutes.pdf", headers={"accept-encoding": "gzip, br"})
    assert "Content-Encoding" not in answer
    assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP;q=0.8", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.000, gzip;q=0", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("identity", ""),
        ("br;q=0, *", "gzip"),
        (";;,,=q", ""),
    ],
)
def test_what_a_browser_cannot_read_is_not_sent(accepted, encoding):
    assert encoding_for(accepted) == encoding


def test_a_page_that_stays_the_same_keeps_its_etag_whatever_else_changes(client):
    """It is of the page's own bytes: how busy the council is elsewhere cannot be read from it."""
    etag = client.get(MEETING)["ETag"]
    make_meeting(committee=make_committee(name="Harbour Panel", slug="harbour-panel"), day="2020-01-09")
    # A process that keeps nothing yet.
    assert Client().get(MEETING, headers={"if-none-match": etag}).status_code == 304


def test_whoever_has_a_paper_that_was_withdrawn_learns_that_it_is_gone(client):
    address = there("PAPER")
    paper = client.get(address)
    assert body(paper)
    etag = paper["ETag"]
    PublishedDocument.objects.all().delete()
    gone = client.get(address, headers={"if-none-match": etag})
    never = client.get(address.replace("report", "other"), headers={"if-none-match": etag})
    assert (gone.status_code, gone.content, gone.headers) == (404, never.content, never.headers)


def test_what_is_not_there_may_be_there_the_next_moment(client):
    assert client.get("/nothing/")["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "ETag" not in client.get("/nothing/")
