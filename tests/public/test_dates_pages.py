"""The pages of a year, a month and a day."""

import pytest

from tests.public.making import PANEL, make_council, make_meeting

pytestmark = pytest.mark.django_db
ADDRESS = f"/meetings/2021/06/17/{PANEL}/"


def text(client, address) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_year_lists_its_months_and_says_which_are_empty(client):
    make_meeting()
    make_meeting(day="2021-08-12")
    html = text(client, "/meetings/2021/")
    assert ADDRESS in html
    july = html[html.index("July 2021") : html.index("August 2021")]
    assert "No meetings on the record." in july
    assert "May 2021" not in html


def test_year_links_to_the_years_beside_it(client):
    make_meeting()
    make_meeting(day="2022-08-12")
    html = text(client, "/meetings/2021/")
    assert 'href="/meetings/2022/" rel="next"' in html
    assert 'href="/meetings/2020/"' not in html


def test_month_lists_its_meetings(client):
    make_meeting()
    assert ADDRESS in text(client, "/meetings/2021/06/")


def test_month_without_meetings_says_so_and_links_on(client):
    make_meeting()
    make_meeting(day="2021-08-12")
    html = text(client, "/meetings/2021/07/")
    assert "No meetings are on the record for July 2021." in html
    assert 'href="/meetings/2021/06/" rel="prev"' in html
    assert 'href="/meetings/2021/08/" rel="next"' in html


@pytest.mark.parametrize("address", ["/meetings/1850/", "/meetings/2099/12/"])
def test_outside_the_archive_says_what_it_covers(client, address):
    make_meeting()
    html = text(client, address)
    assert "the record runs from Thursday 17 June 2021 to Thursday 17 June 2021" in html
    assert '<meta name="robots" content="noindex">' in html


def test_day_lists_its_meetings(client):
    make_meeting()
    html = text(client, "/meetings/2021/06/17/")
    assert "Meetings on Thursday 17 June 2021" in html
    assert ADDRESS in html


def test_day_without_meetings_says_so_and_links_to_the_nearest(client):
    make_meeting()
    html = text(client, "/meetings/2021/06/18/")
    assert "No meetings are on the record for Friday 18 June 2021." in html
    assert 'href="/meetings/2021/06/17/" rel="prev"' in html


@pytest.mark.parametrize("address", ["/meetings/2021/", "/meetings/2021/06/", "/meetings/2021/06/17/"])
def test_empty_archive_answers_too(client, address):
    text(client, address)


@pytest.mark.parametrize(
    "path",
    [
        "0000",
        "1799",
        "2101",
        "99999",
        "٢٠٢١",
        "2021/13",
        "2021/00",
        "2021/6",
        "1799/06",
        "2021/02/30",
        "2021/06/00",
        "2101/01/01",
        "2021/06/17x",
        "2021/06/17/Not_a-committee/x",
        "2021/06/17/%00",
    ],
)
def test_date_that_cannot_be_is_not_found(client, path):
    make_council()
    assert client.get(f"/meetings/{path}/").status_code == 404


@pytest.mark.parametrize("address", ["/meetings/2021/", "/meetings/2021/06/", "/meetings/2021/06/17/"])
@pytest.mark.parametrize("count", [10, 60])
def test_takes_five_queries_at_most(client, django_assert_max_num_queries, address, count):
    for n in range(count):
        make_meeting(address=f"2021/06/17/{PANEL}-{n + 2}")
    with django_assert_max_num_queries(5):
        text(client, address)
