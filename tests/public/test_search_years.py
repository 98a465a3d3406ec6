"""Answers by municipal year, as bars and as a table, and the two orders."""

import re

import pytest

from meetings.public.year_bars import TALLEST, bars_of
from meetings.record.search import Count
from meetings.record.search.asked import Asked
from tests.public.making import make_item, make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    for day, count in [("2021-06-17", 4), ("2023-06-15", 2), ("2024-04-30", 1)]:
        make_meeting(day=day, items=[make_item(number=str(n), title=f"Dredging {n}") for n in range(count)])


def found(client, **asked) -> str:
    return client.get("/search/", {"q": "dredging", **asked}).content.decode()


def test_every_year_from_first_to_last_has_a_bar_and_those_with_answers_a_link(client, world):
    bars = found(client).split('<ol class="bars"')[1].split("</ol>")[0].split("<li>")[1:]
    assert [re.search(r"unseen..(.*?)<", bar)[1] for bar in bars] == ["2021/22: 4", "2022/23: 0", "2023/24: 3"]
    assert '<a href="?q=dredging&amp;year=2021-22">' in bars[0]
    assert "<a " not in bars[1]
    assert '<rect y="0" width="10" height="40"/>' in bars[0]
    assert '<rect y="10" width="10" height="30"/>' in bars[2]


def test_table_says_what_the_bars_show(client, world):
    table = found(client).split("These years as a table")[1].split("</table>")[0]
    rows = re.findall(r'<th scope="row">(?:<a [^>]+>)?([^<]+)(?:</a>)?</th><td class="figure">(\d+)</td>', table)
    assert rows == [("2021/22", "4"), ("2022/23", "0"), ("2023/24", "3")]


def test_link_of_a_bar_finds_as_many_as_it_says_and_leads_back(client, world):
    html = found(client, year="2023-24")
    assert "<strong>Three items in" in html
    assert '<a href="?q=dredging" aria-current="true">' in html
    assert "2021/22: 4" in html


def test_one_year_makes_no_picture(client):
    make_meeting(items=[make_item(title="Dredging")])
    assert 'class="bars"' not in found(client)


def test_least_bar_can_be_seen_and_none_is_taller_than_the_picture():
    bars = bars_of([Count("2020-21", "2020/21", 100_000), Count("2021-22", "2021/22", 1)], Asked(q="x"))
    assert [(bar.height, bar.top) for bar in bars.years] == [(TALLEST, 0), (1, TALLEST - 1)]


def test_newest_first_goes_by_date_and_keeps_what_is_chosen(client):
    make_meeting(day="2021-06-17", items=[make_item(title="Dredging")])
    make_meeting(day="2022-06-17", items=[make_item(title="Other", minute="<p>dredging</p>")])
    html = found(client, procedural="on")
    assert html.index("2021/06/17") < html.index("2022/06/17")
    assert '<a href="?q=dredging&amp;procedural=on&amp;order=newest">Newest first</a>' in html
    html = found(client, order="newest")
    assert html.index("2022/06/17") < html.index("2021/06/17")
    assert '<input type="hidden" name="order" value="newest" form="search">' in html
    assert "<strong>Newest first</strong>" in html


def test_order_that_is_none_is_the_best_match(client, world):
    assert "<strong>Best match first</strong>" in found(client, order="sideways")
