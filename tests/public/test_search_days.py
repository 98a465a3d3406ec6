"""A search narrowed to what was held from one day to another."""

import re

import pytest

from meetings.record.search.asked import Asked
from tests.public.making import PANEL, make_committee, make_item, make_meeting
from tests.public.test_search_facets import choices, number_of_answers
from tests.public.test_search_nothing import steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    cabinet = make_committee(name="Cabinet", slug="cabinet", kind="cabinet")
    make_meeting(day="2020-06-18", items=[make_item(title="Dredging one")])
    make_meeting(day="2021-06-17", items=[make_item(number=str(n), title=f"Dredging {n}") for n in (2, 3)])
    make_meeting(day="2021-07-01", committee=cabinet, items=[make_item(title="Dredging four")])
    make_meeting(day="2023-06-15", committee=cabinet, items=[make_item(title="Moorings")])


def found(client, query: str = "dredging", **asked) -> str:
    response = client.get("/search/", {"q": query, **asked})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("days", "count"),
    [
        ({"since": "17 June 2021"}, 3),
        ({"since": "18/06/2021"}, 1),
        ({"until": "Thursday 17th June 2021"}, 3),
        ({"until": "2021-06-16"}, 1),
        ({"since": "18 June 2020", "until": "17.6.21"}, 3),
        ({"since": "17.6.2021", "until": "17.6.2021"}, 2),
        ({"since": "", "until": ""}, 4),
        ({"since": "1/1/0001", "until": "31/12/9999"}, 4),
    ],
)
@pytest.mark.parametrize("order", ["best", "newest"])
def test_both_days_are_in_it_and_either_may_be_left_open(client, world, days, count, order):
    assert number_of_answers(found(client, **days, order=order)) == count


def test_all_that_is_counted_is_counted_between_the_days(client, world):
    html = found(client, since="2021-01-01")
    assert "<strong>Three items in two committees, 2021/22</strong>" in html
    assert [(value, count) for value, _, count, _ in choices(html, "committee")] == [(PANEL, "2"), ("cabinet", "1")]
    html = found(client, until="2021-06-30")
    bars = re.findall(r'<a href="\?([^"]+)"><svg.*?unseen">(.*?)</span>', html)
    assert bars == [
        ("q=dredging&amp;year=2020-21&amp;until=2021-06-30", "2020/21: 1"),
        ("q=dredging&amp;year=2021-22&amp;until=2021-06-30", "2021/22: 2"),
    ]


def test_each_day_is_shown_as_chosen_and_can_be_taken_off(client, world):
    html = found(client, since="1/5/2021", until="30 June 2021", committee=PANEL)
    chosen = f"?q=dredging&amp;committee={PANEL}"
    assert f'<li>Held on or after: 1 May 2021 – <a href="{chosen}&amp;until=2021-06-30">remove' in html
    assert f'<li>Held on or before: 30 June 2021 – <a href="{chosen}&amp;since=2021-05-01">remove' in html
    assert '<a href="?q=dredging">Remove all</a>' in html
    assert re.search(r'<input type="text" name="since" value="1/5/2021" form="search"[^>]* id="id_since">', html)


@pytest.mark.parametrize("typed", ["31/02/2021", "2021-02-31", "June", "\0", "x" * 5000])
def test_bad_date_is_told_with_a_link_to_its_box_and_finds_nothing(client, world, typed):
    html = found(client, since=typed, until="30 June 2021", committee="cabinet")
    assert "<title>Error: dredging: search" in html
    assert '<a href="#id_since">Held on or after: Enter a real date' in html
    assert number_of_answers(html) == 0
    # What was chosen or typed is kept.
    assert "\0" in typed or f'name="since" value="{typed}"' in html
    assert 'name="until" value="30 June 2021"' in html
    assert ("cabinet", "Cabinet", "", True) in choices(html, "committee")
    assert 'name="q" value="dredging"' in html


def test_last_day_before_the_first_is_refused(client, world):
    html = found(client, since="2022-01-01", until="2021-01-01")
    wanted = "Held on or before: Enter the same day as in “Held on or after”, or a later one."
    assert f'<a href="#id_until">{wanted}</a>' in html
    # As they are written for people, whatever an address says.
    assert 'name="since" value="1 January 2022"' in html
    assert 'name="until" value="1 January 2021"' in html
    assert number_of_answers(html) == 0


def test_other_days_are_offered_with_what_they_would_find(client, world):
    html = found(client, since="2021-08-01", until="2022-01-01")
    assert steps(html) == [("q=dredging&until=2022-01-01", "Held earlier as well: four items")]
    html = found(client, "dredging OR moorings", since="2021-08-01", until="2022-01-01", committee="cabinet")
    asked = "q=dredging+OR+moorings&committee=cabinet"
    assert steps(html)[:3] == [
        (f"{asked}&until=2022-01-01", "Held earlier as well: one item"),
        (f"{asked}&since=2021-08-01", "Held later as well: one item"),
        (asked, "Held on any day: two items"),
    ]


def test_only_a_longer_time_widens():
    june = Asked.read("q=x&since=2021-06-01&until=2021-06-30")
    assert all(Asked.read(wider).widens(june) for wider in ["q=x", "q=x&since=2021-05-31", june.query])
    assert not any(june.widens(Asked.read(wider)) for wider in ["q=x", "q=x&since=2021-05-31&until=2021-06-30"])
    assert not Asked.read("q=x&until=2021-06-29").widens(june)


def test_a_reference_is_only_words_where_days_are_chosen(client, world):
    assert client.get("/search/?q=item+2+17+June+2021").status_code == 302
    assert number_of_answers(found(client, "item 2 17 June 2021", since="2022-01-01")) == 0
