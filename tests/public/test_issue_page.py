"""The page of one issue."""

import datetime

import pytest

from tests.public.making import PANEL, make_action, make_council, make_issue, make_item, make_meeting, make_resolution

pytestmark = pytest.mark.django_db


def issue(client) -> str:
    return client.get("/issues/ofsted/").content.decode()


def test_meetings_that_dealt_with_it_are_listed_newest_first_with_what_they_decided(client):
    make_meeting(items=[make_item(resolutions=[make_resolution(text="That a letter be sent.")] * 2)])
    make_meeting(day="2021-07-22", items=[make_item(number="4", title="Reply")])
    make_issue(items=[(f"2021/06/17/{PANEL}", "8"), (f"2021/07/22/{PANEL}", "4")])
    html = issue(client)
    assert "Two meetings dealt with this, newest first." in html
    assert html.index("Thursday 22 July 2021") < html.index("Thursday 17 June 2021")
    assert f'/2021/06/17/{PANEL}/item/8/">Ofsted focused visit</a>' in html
    assert "<strong>Agreed</strong> that a letter be sent." in html
    assert "With one more decision." in html
    assert f'/2021/07/22/{PANEL}/item/4/">Reply</a><br>No decision was recorded.' in html


def test_items_of_one_meeting_stand_under_one_date_and_count_as_one_meeting(client):
    make_meeting(items=[make_item(number="8"), make_item(number="9", title="Ofsted: the budget")])
    make_issue(items=[(f"2021/06/17/{PANEL}", "8"), (f"2021/06/17/{PANEL}", "9")])
    html = issue(client)
    assert "One meeting dealt with this." in html
    assert html.count("Thursday 17 June 2021") == 1
    assert html.index("Ofsted focused visit") < html.index("Ofsted: the budget")


def test_state_says_who_decided_last(client):
    noted = make_item(number="4", resolutions=[make_resolution(outcome="noted")])
    make_meeting(items=[make_item(resolutions=[make_resolution()])])
    make_meeting(day="2021-07-22", items=[noted])
    make_issue(items=[(f"2021/06/17/{PANEL}", "8"), (f"2021/07/22/{PANEL}", "4")])
    words = "Last decided on 17 June 2021 by the Children and Families Scrutiny Panel."
    assert f'<p class="lead">{words}</p>' in issue(client)


@pytest.mark.parametrize(
    ("done", "count", "words"),
    [
        (0, 1, "The one action is open."),
        (1, 1, "The one action is done."),
        (0, 2, "Both actions are open."),
        (4, 5, "One of five actions is open."),
        (3, 5, "Two of five actions are open."),
        (3, 3, "All three actions are done."),
    ],
)
def test_state_says_how_far_its_actions_are(client, done, count, words):
    finished = {"completed_on": datetime.date(2021, 7, 20), "updates": [], "reported_back_at": ""}
    progress = {("8", number): finished for number in range(1, done + 1)}
    actions = [make_action(number=number) for number in range(1, count + 1)]
    make_meeting(items=[make_item(actions=actions)], progress=progress)
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    assert f"Nothing has been decided on this yet. {words}" in issue(client)


def test_unknown_issue_is_not_found(client):
    make_council()
    assert client.get("/issues/nothing/").status_code == 404


@pytest.mark.parametrize("count", [10, 60])
def test_takes_five_queries_at_most(client, django_assert_max_num_queries, count):
    make_meeting(items=[make_item(number=str(n)) for n in range(count)])
    make_issue(items=[(f"2021/06/17/{PANEL}", str(n)) for n in range(count)])
    with django_assert_max_num_queries(5):
        client.get("/issues/ofsted/")
