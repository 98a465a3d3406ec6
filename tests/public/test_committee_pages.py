"""The list of committees and the page of one."""

import datetime
import re

import pytest

from tests.public.making import (
    PANEL,
    make_committee,
    make_council,
    make_item,
    make_meeting,
    make_person,
    make_resolution,
    make_seat,
)

pytestmark = pytest.mark.django_db
ADDRESS = f"/committees/{PANEL}/"


def text(client, address=ADDRESS) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_committees_are_listed_with_their_purpose(client):
    make_committee(purpose="Looks at services for children.")
    html = text(client, "/committees/")
    assert f'href="{ADDRESS}"' in html
    assert "Looks at services for children." in html


def test_empty_list_says_what_will_be_there(client):
    make_council()
    assert "No committees are listed yet." in text(client, "/committees/")


def test_members_today_are_named_chair_first_with_their_dates(client):
    make_seat(person=make_person(), starts_on=datetime.date(2024, 5, 22))
    chair = make_person(name="Zoe Brook", slug="zoe-brook")
    make_seat(person=chair, role="chair", starts_on=datetime.date(2025, 5, 21))
    html = text(client)
    assert html.index("Councillor Zoe Brook") < html.index("Councillor Amina Okafor")
    assert "<strong>Chair</strong>" in html
    assert "Since 22 May 2024" in html


def test_members_whose_seats_have_yet_to_start_are_named_with_their_day(client):
    start = datetime.date.today() + datetime.timedelta(days=100)
    make_seat(role="chair", starts_on=start)
    html = text(client)
    assert "No members are listed." in html
    rest = html[html.index("<h3>To come</h3>") :]
    assert "Councillor Amina Okafor" in rest
    assert f"From {start:%-d %B %Y}" in rest


def test_decisions_are_counted_by_outcome_without_procedure(client):
    agreed, noted = make_resolution(), make_resolution(outcome="noted")
    procedural = make_item(number="1", is_procedural=True, resolutions=[agreed])
    make_meeting(items=[procedural, make_item(resolutions=[agreed] * 4 + [noted])])
    cabinet = make_committee(name="Cabinet", slug="cabinet", kind="cabinet")
    make_meeting(committee=cabinet, items=[make_item(resolutions=[agreed])])
    html = text(client)
    rows = re.findall(r'row">(\w+)</th><td class="figure">(\d+)</td>.*?<rect y="4" width="([\d.]+)%"', html)
    assert rows == [("Agreed", "4", "100.0"), ("Noted", "1", "25.0")]


def test_former_members_are_folded_away(client):
    make_seat(starts_on=datetime.date(2021, 5, 26), ends_on=datetime.date(2022, 5, 17))
    html = text(client)
    assert "<summary>Former members (1)</summary>" in html
    assert "26 May 2021 to 17 May 2022" in html


def test_past_meetings_are_grouped_by_municipal_year_and_older_ones_are_a_link(client):
    for day in ["2024-06-13", "2023-06-15", "2022-06-16", "2022-03-10"]:
        make_meeting(day=day)
    html = text(client)
    assert "<h3>2024/25</h3>" in html
    assert f'<a href="/meetings/?committee={PANEL}&amp;year=2022-23">2022/23, one meeting</a>' in html
    assert f"/meetings/2022/06/16/{PANEL}/" not in html


def test_next_meetings_are_listed(client):
    day = datetime.date.today() + datetime.timedelta(days=20)
    make_meeting(day=day.isoformat(), stage="agenda", kind="agenda")
    html = text(client)
    assert f"{day:%Y/%m/%d}" in html[html.index("Next meetings") : html.index("Past meetings")]


def test_latest_decisions_are_those_of_this_committee(client):
    make_meeting(items=[make_item(resolutions=[make_resolution(text="That the path be mended.")])])
    cabinet = make_committee(name="Cabinet", slug="cabinet", kind="cabinet")
    make_meeting(committee=cabinet, items=[make_item(resolutions=[make_resolution(text="That taxes rise.")])])
    html = text(client)
    assert "that the path be mended." in html
    assert "that taxes rise." not in html


def test_unknown_committee_is_not_found(client):
    make_council()
    assert client.get("/committees/nobody/").status_code == 404


@pytest.mark.parametrize("count", [10, 60])
def test_takes_five_queries_at_most(client, django_assert_max_num_queries, count):
    for n in range(count):
        make_meeting(day=f"2021-{n // 28 + 1:02}-{n % 28 + 1:02}", items=[make_item(resolutions=[make_resolution()])])
        make_seat(person=make_person(name=f"Member {n}", slug=f"member-{n}"))
    with django_assert_max_num_queries(5):
        text(client)
