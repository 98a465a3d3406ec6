"""The list of issues and the page of one."""

import datetime
import re

import pytest

from tests.making import moment
from tests.public.making import (
    PANEL,
    make_action,
    make_committee,
    make_council,
    make_issue,
    make_item,
    make_meeting,
    make_person,
    make_resolution,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_new_year(monkeypatch):
    """A day that stands still: 1 January 2022."""
    monkeypatch.setattr("meetings.public.clock.timezone.now", lambda: moment("2022-01-01", "12:00"))


def issue(client) -> str:
    return client.get("/issues/ofsted/").content.decode()


def test_meetings_that_dealt_with_it_are_listed_newest_first_with_all_they_decided(client):
    resolutions = [make_resolution(text="That a letter be sent."), make_resolution(text="That it be noted.")]
    make_meeting(items=[make_item(resolutions=resolutions)])
    make_meeting(day="2021-07-22", items=[make_item(number="4", title="Reply")])
    make_issue(items=[(f"2021/06/17/{PANEL}", "8"), (f"2021/07/22/{PANEL}", "4")])
    html = issue(client)
    assert "Two meetings dealt with this, newest first." in html
    assert html.index("Thursday 22 July 2021") < html.index("Thursday 17 June 2021")
    assert f'Item 8: <a href="/meetings/2021/06/17/{PANEL}/item/8/">Ofsted focused visit</a>' in html
    assert "<li><strong>Agreed</strong> that a letter be sent.</li>" in html
    assert "<li><strong>Agreed</strong> that it be noted.</li>" in html
    assert "No decision was recorded." in html[html.index(">Reply</a>") : html.index("Thursday 17 June 2021")]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"votes": {"for": 5, "against": 1, "abstained": None}}, "Votes: 5 for, 1 against</span>"),
        ({"votes": {"for": 1, "against": 0, "abstained": None}, "named": ["for"]}, "0 against, recorded by name<"),
        ({"named": ["for", "abstained", "for"]}, "Votes by name: 2 for, 1 abstained<"),
    ],
)
def test_votes_on_it_are_counted(client, fields, words):
    make_person()
    named = [{"name": "A", "person": None, "choice": choice} for choice in fields.get("named", [])]
    make_meeting(items=[make_item(resolutions=[make_resolution(votes=fields.get("votes"), named_votes=named)])])
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    assert words in issue(client)


def test_each_action_is_done_overdue_or_open(client):
    progress = {("8", 1): {"completed_on": datetime.date(2021, 7, 20), "updates": [], "reported_back_at": ""}}
    actions = [
        make_action(number=1, task="Write", due_on="2021-07-01"),
        make_action(number=2, task="Ring", due_on="2021-07-22"),
        make_action(number=3, task="Wait", due_on="2999-12-31"),
        make_action(number=4, task="Watch"),
    ]
    make_meeting(items=[make_item(actions=actions)], progress=progress)
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    html = issue(client)
    states = re.findall(r"Action:</strong> (\w+)<br>\n.*?— <strong>([^<]+)</strong>", html)
    assert states == [
        ("Write", "done 20 July 2021"),
        ("Ring", "overdue since 22 July 2021"),
        ("Wait", "open"),
        ("Watch", "open"),
    ]
    assert "by 22 July 2021 — <strong>overdue" in html


def test_action_tells_what_came_of_it_note_by_note(client):
    notes = [
        {"on": "2021-07-01", "text": "The minister was asked."},
        {"on": "2021-07-20", "text": "Agreed for a year."},
    ]
    done = {"completed_on": datetime.date(2021, 7, 20), "updates": notes, "reported_back_at": ""}
    make_meeting(items=[make_item(actions=[make_action()])], progress={("8", 1): done})
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    told = re.findall(r'<br>\n<span class="update">(.*?)</span>', issue(client))
    assert told == ["1 July 2021: The minister was asked.", "20 July 2021: Agreed for a year."]


def test_each_thing_has_one_link_and_that_is_its_name(client):
    actions = [make_action(number=1), make_action(number=2)]
    make_meeting(items=[make_item(resolutions=[make_resolution(), make_resolution()], actions=actions)])
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    html = issue(client)
    line = html[html.index('<ol class="dated">') : html.index("</ol>", html.index('<ol class="dated">'))]
    assert re.findall(r"<a [^>]*>(.*?)</a>", line) == [
        "Thursday 17 June 2021, Children and Families Scrutiny Panel",
        "Ofsted focused visit",
    ]


def test_item_on_a_coming_agenda_stands_on_the_line_as_to_come(client, at_new_year):
    coming = {"day": "2022-09-15", "stage": "agenda", "kind": "agenda"}
    make_meeting(items=[make_item(resolutions=[make_resolution()])])
    make_meeting(day="2021-07-22", stage="agenda", kind="agenda")
    make_meeting(**coming)
    make_meeting(committee=make_committee(name="Cabinet", slug="cabinet"), cancelled={"on": "2021-12-01"}, **coming)
    belonging = [(f"{day}/{PANEL}", "8") for day in ("2021/06/17", "2021/07/22", "2022/09/15")]
    make_issue(items=[*belonging, ("2022/09/15/cabinet", "8")])
    html = issue(client)
    assert "Two meetings dealt with this, newest first. To come: one meeting." in html
    assert re.findall(r"<h2><a [^>]*>(.*?)</a></h2>\n<p>Item 8.*?</p>\n<p>(.*?)</p>", html) == [
        ("Thursday 15 September 2022, Cabinet", "<strong>Cancelled</strong>"),
        (
            "Thursday 15 September 2022, Children and Families Scrutiny Panel",
            "<strong>To come:</strong> it is on the agenda.",
        ),
        ("Thursday 22 July 2021, Children and Families Scrutiny Panel", "Minutes not yet published."),
    ]


def test_issue_that_is_only_to_come_has_not_been_dealt_with(client, at_new_year):
    make_meeting(day="2022-09-15", stage="agenda", kind="agenda")
    make_issue(items=[(f"2022/09/15/{PANEL}", "8")])
    html = issue(client)
    assert "<p>To come: one meeting." in html
    assert "dealt with this" not in html


@pytest.mark.parametrize(("due_on", "looks"), [("2999-12-31", True), ("2021-07-22", False), ("", False)])
def test_page_looks_at_the_clock_only_where_an_action_waits_for_a_day(client, due_on, looks):
    make_meeting(items=[make_item(actions=[make_action(due_on=due_on)])])
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    assert hasattr(client.get("/issues/ofsted/").wsgi_request, "made_in") is looks


def test_timeline_has_a_mark_for_each_meeting_and_a_list_that_says_the_same(client):
    make_meeting(items=[make_item(resolutions=[make_resolution()])])
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    assert "<svg" not in issue(client)
    make_meeting(day="2022-05-19", items=[make_item(resolutions=[make_resolution()])])
    make_issue(items=[(f"2022/05/19/{PANEL}", "8")])
    assert "Tall marks" not in issue(client)
    make_meeting(day="2023-07-20", items=[make_item()])
    make_issue(items=[(f"2023/07/20/{PANEL}", "8")])
    html = issue(client)
    svg = html[html.index("<svg") : html.index("</svg>")]
    assert 'role="img" aria-label="The meetings along the years: the list below has each"' in svg
    assert re.findall(r'height="(\d+)"/>', svg) == ["30", "30", "12"]
    assert "Tall marks are meetings that decided something." in html
    assert re.findall(r">(\d{4})<", svg) == ["2021", "2022", "2023"]


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


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (["2021-07-01"], "The one action is overdue."),
        (["2021-07-01"] * 2, "Both actions are overdue."),
        (["2021-07-01"] * 3, "All three actions are overdue."),
        (["2021-07-01", "", "2999-12-31"], "Three actions: one overdue, two open."),
    ],
)
def test_state_says_what_is_overdue(client, due, words):
    actions = [make_action(number=number, due_on=day) for number, day in enumerate(due, start=1)]
    make_meeting(items=[make_item(actions=actions)])
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


def test_issues_are_listed_by_the_meeting_that_dealt_with_them_last_with_their_state(client):
    finished = {("1", 1): {"completed_on": datetime.date(2021, 7, 20), "updates": [], "reported_back_at": ""}}
    items = [
        make_item(number="1", actions=[make_action(number=n) for n in [1, 2]], resolutions=[make_resolution()]),
        make_item(number="2", actions=[]),
        make_item(number="3", resolutions=[make_resolution()]),
    ]
    make_meeting(items=items, progress=finished)
    make_meeting(day="2022-07-21", items=[make_item(number="1")])
    at = f"2021/06/17/{PANEL}"
    make_issue(title="Buses", slug="buses", items=[(at, "1")])
    make_issue(title="Trams", slug="trams", items=[(at, "2"), (f"2022/07/21/{PANEL}", "1")])
    make_issue(title="Ferries", slug="ferries", items=[(at, "3")])
    html = client.get("/issues/").text
    assert "Three issues, the one that a meeting dealt with last first." in html
    rows = re.findall(r'issues/(\w+)/">.*?"about">(.*?)</span>\n<span class="state">(.*?)</span>', html, re.DOTALL)
    last = "Last dealt with on 17 June 2021, Children and Families Scrutiny Panel"
    assert rows == [
        (
            "trams",
            "Last dealt with on 21 July 2022, Children and Families Scrutiny Panel; two meetings",
            "Nothing decided yet",
        ),
        ("buses", last, "To be done: 1 of 2 actions"),
        ("ferries", last, "Decided on 17 June 2021"),
    ]


def test_list_counts_the_meetings_that_dealt_with_an_issue_not_those_to_come(client):
    make_meeting(items=[make_item(resolutions=[make_resolution()])])
    make_meeting(day="2021-07-22", stage="agenda", kind="agenda")
    make_issue(items=[(f"2021/06/17/{PANEL}", "8"), (f"2021/07/22/{PANEL}", "8")])
    words = "Last dealt with on 17 June 2021, Children and Families Scrutiny Panel</span>"
    assert words in client.get("/issues/").text


@pytest.mark.parametrize(("count", "words"), [(1, "the one action"), (2, "both actions"), (3, "all 3 actions")])
def test_issue_whose_actions_are_all_done_is_listed_as_done(client, count, words):
    done = {"completed_on": datetime.date(2021, 7, 20), "updates": [], "reported_back_at": ""}
    actions = [make_action(number=n) for n in range(1, count + 1)]
    make_meeting(items=[make_item(actions=actions)], progress={("8", n): done for n in range(1, count + 1)})
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    assert f"Done: {words}<" in client.get("/issues/").text


def test_empty_list_of_issues_says_what_will_be_there(client):
    make_council()
    assert "No issues are followed yet." in client.get("/issues/").text


def test_breadcrumb_leads_to_the_list(client):
    make_meeting()
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    assert '<a href="/issues/">Issues</a>' in issue(client)


@pytest.mark.parametrize("count", [10, 60])
def test_list_takes_three_queries(client, django_assert_num_queries, count):
    make_meeting(items=[make_item(number=str(n), actions=[make_action()]) for n in range(count)])
    for n in range(count):
        make_issue(title=f"Issue {n}", slug=f"issue-{n}", items=[(f"2021/06/17/{PANEL}", str(n))])
    with django_assert_num_queries(3):
        client.get("/issues/")
