"""The front page."""

import datetime

import pytest

from tests.public.making import make_committee, make_council, make_item, make_meeting, make_resolution

pytestmark = pytest.mark.django_db


def test_empty_archive_says_what_will_be_there(client):
    make_council()
    html = client.get("/").content.decode()
    assert "<h1>Southcliff City Council</h1>" in html
    assert "No decisions have been published yet." in html
    assert "No meetings have been announced." in html
    assert "No committees are listed yet." in html


def test_archive_without_a_council_still_has_a_front_page(client):
    assert client.get("/").status_code == 200


def test_search_box_comes_before_everything_else(client):
    make_meeting()
    html = client.get("/").content.decode()
    assert html.index('name="q"') < html.index("Decided lately")


def test_first_resolution_that_decides_something_speaks_for_its_item(client):
    noted = make_resolution(outcome="noted", text="That the report be noted.")
    agreed = make_resolution(text="That the path be mended.")
    only_noted = make_item(number="9", title="A report", resolutions=[noted])
    make_meeting(items=[make_item(title="Cliff path", resolutions=[noted, agreed]), only_noted])
    html = client.get("/").content.decode()
    assert "<strong>Agreed</strong> that the path be mended." in html
    assert "with one more decision" in html
    assert "A report" not in html


def test_meetings_to_come_are_listed_soonest_first_and_past_ones_are_not(client):
    soon, later = (
        datetime.date.today() + datetime.timedelta(days=9),
        datetime.date.today() + datetime.timedelta(days=40),
    )
    cabinet = make_committee(name="Cabinet", slug="cabinet", kind="cabinet")
    make_meeting(day=later.isoformat(), stage="agenda", kind="agenda")
    make_meeting(day=soon.isoformat(), committee=cabinet, stage="agenda", kind="agenda")
    make_meeting()
    html = client.get("/").content.decode()
    coming = html[html.index("Coming up") : html.index("<h2>Committees</h2>")]
    assert coming.index("Cabinet") < coming.index("Children and Families Scrutiny Panel")
    assert "2021" not in coming


def test_latest_minutes_are_linked_newest_first_with_their_standing(client):
    make_meeting(day="2021-06-17")
    make_meeting(day="2021-07-22")
    make_meeting(day="2021-09-23", stage="agenda", kind="agenda")
    html = client.get("/").content.decode()
    latest = html[html.index("Latest minutes") : html.index("Coming up")]
    assert latest.index("Thursday 22 July 2021, draft") < latest.index("Thursday 17 June 2021, draft")
    assert "23 September" not in latest


def test_minutes_that_were_withdrawn_keep_their_place_with_a_word(client):
    gone = {"on": "2021-07-30", "reason": "Another meeting’s minutes."}
    make_meeting(day="2021-06-17")
    make_meeting(day="2021-07-22", items=[], kind="withdrawal", withdrawn=gone)
    make_meeting(day="2021-09-23", stage="agenda", items=[], kind="withdrawal", withdrawn=gone)
    html = client.get("/").content.decode()
    latest = html[html.index("Latest minutes") : html.index("Coming up")]
    withdrawn = "Thursday 22 July 2021, <strong>withdrawn</strong>"
    assert latest.index(withdrawn) < latest.index("Thursday 17 June 2021, draft")
    assert "23 September" not in latest


def test_what_was_decided_comes_before_what_is_to_come(client):
    make_meeting(items=[make_item(resolutions=[make_resolution()])])
    html = client.get("/").content.decode()
    assert html.index("Decided lately") < html.index("Latest minutes") < html.index("Coming up")


def test_front_page_and_the_menu_of_every_page_lead_to_the_issues(client):
    make_meeting(items=[make_item(resolutions=[make_resolution()])])
    html = client.get("/").content.decode()
    assert '<a href="/issues/">All issues</a>' in html[html.index("<main") :]
    assert '<li><a href="/issues/">Issues</a></li>' in html[: html.index("<main")]
    assert '<li><a href="/issues/" aria-current="page">Issues</a></li>' in client.get("/issues/").content.decode()


@pytest.mark.parametrize("count", [10, 60])
def test_takes_five_queries_at_most(client, django_assert_max_num_queries, count):
    make_meeting(items=[make_item(number=str(n), resolutions=[make_resolution()]) for n in range(count)])
    with django_assert_max_num_queries(5):
        client.get("/")
