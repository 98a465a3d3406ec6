"""What holds for every public page."""

import re
from html import unescape

import pytest
from django.test import Client

from meetings.record.models import PublishedMeeting, PublishedResolution
from meetings.record.writing import show_newest_edition
from tests.built_once import built_once
from tests.public.making import PANEL, make_issue, make_item, make_meeting, make_person, make_resolution, make_seat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
PAGES = [
    "/",
    "/meetings/",
    "/meetings/?since=x",
    "/meetings/2021/",
    "/meetings/2021/06/",
    "/meetings/2021/06/17/",
    "/calendar/",
    "/calendar/2021/06/",
    "/calendar/2021/07/?committee=" + PANEL,
    "/calendar/2021/06/?committee=nobody",
    f"/meetings/2021/06/17/{PANEL}/",
    f"/meetings/2021/06/17/{PANEL}/item/8/",
    f"/meetings/2021/06/17/{PANEL}/editions/1/",
    "/verify/",
    "/committees/",
    f"/committees/{PANEL}/",
    "/people/",
    "/people/amina-okafor/",
    "/issues/ofsted/",
    "/resolutions/",
    "/resolutions/?committee=" + PANEL + "&outcome=agreed",
    "/resolutions/?since=x",
    "/actions/",
    "/actions/?state=overdue&order=newest",
    "/actions/?owner=nobody",
    "/search/",
    "/search/?q=ofsted",
    "/search/?q=nothing",
    "/search/?q=ofsted&committee=" + PANEL + "&year=2021-22&outcome=agreed&order=newest",
    "/search/?q=ofsted&year=nonsense",
    "/about/accessibility/",
    "/about/privacy/",
    "/about/licence/",
    "/about/complaints/",
    "/nothing/",
]


@built_once
def world():
    make_meeting(items=[make_item(resolutions=[make_resolution()])])
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    make_seat(person=make_person())


@pytest.mark.parametrize("address", PAGES)
def test_page_says_what_it_is_and_where(client, address):
    response = client.get(address)
    html = response.content.decode()
    assert '<html lang="en-GB">' in html
    assert re.search(r"<title>[^<]+ – Southcliff City Council</title>", html)
    assert re.search(r'<meta name="description" content="[^"]+">', html)
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert '<a class="skip" href="#main">' in html
    assert ('rel="canonical"' in html) == (response.status_code == 200)


@pytest.mark.parametrize("address", PAGES)
def test_page_shared_elsewhere_is_told_by_its_own_title_and_description(client, address):
    response = client.get(address)
    html = response.content.decode()
    told = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]+)">', html))
    if response.status_code == 404:
        assert told == {}
        return
    assert told == {
        "title": re.search(r"<title>([^<]+) – Southcliff City Council</title>", html)[1],
        "description": re.search(r'<meta name="description" content="([^"]+)">', html)[1],
        "type": told["type"],
        "url": re.search(r'<link rel="canonical" href="([^"]+)">', html)[1],
        "site_name": "Southcliff City Council",
    }
    assert told["type"] == ("article" if f"17/{PANEL}/" in address and "editions" not in address else "website")


@pytest.mark.parametrize("address", PAGES)
def test_other_forms_stand_in_the_head_and_in_the_header_alike_and_are_there(client, address):
    response = client.get(address)
    html = response.content.decode()
    head = re.findall(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">', html)
    header = re.findall(r'<([^>]+)>; rel="alternate"; type="([^"]+)"', response.get("Link", ""))
    assert [(kind, unescape(form)) for kind, form in head] == [(kind, form) for form, kind in header]
    for kind, form in head:
        answer = client.get(unescape(form))
        assert answer.status_code == 200
        assert answer["Content-Type"].partition(";")[0] == kind


@pytest.mark.parametrize("address", PAGES)
def test_page_runs_no_script_styles_nothing_inline_and_leaves_no_cookie(client, address):
    response = client.get(address)
    html = response.content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=", html)
    assert all('type="application/ld+json"' in tag for tag in re.findall(r"<script[^>]*>", html))
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("address", PAGES)
def test_same_record_gives_the_same_bytes(client, address):
    before = client.get(address).content
    PublishedResolution.objects.all().delete()
    PublishedMeeting.objects.update(title="", editions=[], content={})
    for meeting in PublishedMeeting.objects.all():
        show_newest_edition(meeting.address)
    assert client.get(address).content == before


@pytest.mark.parametrize("address", PAGES[:-1])
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
def test_page_can_only_be_read(address, method):
    response = getattr(Client(enforce_csrf_checks=True), method)(address)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("address", PAGES)
def test_ids_within_a_page_are_unique(client, address):
    ids = re.findall(r'\sid="([^"]+)"', client.get(address).content.decode())
    assert len(ids) == len(set(ids))


def test_stylesheet_stays_under_twenty_kilobytes(settings):
    assert (settings.BASE_DIR / "static" / "minute-book.css").stat().st_size < 20_000
