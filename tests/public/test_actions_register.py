"""The register of actions: whose each is, when it is due, and what came of it."""

import datetime
import re

import pytest

from meetings.record.words import capital
from tests.making import moment
from tests.public.making import PANEL, make_action, make_attendee, make_committee, make_issue, make_item, make_meeting

pytestmark = pytest.mark.django_db
TASK = re.compile(r"<tr>\n<th scope=\"row\"><p>(.*?)</p>")
TASKS = ["Mend the roof", "Ask the port", "Paint the doors", "Count the keys"]


@pytest.fixture
def today(monkeypatch):
    """A day that stands still: 1 January 2022."""
    now = {"at": moment("2022-01-01", "12:00")}
    monkeypatch.setattr("meetings.public.clock.timezone.now", lambda: now["at"])
    return now


@pytest.fixture
def world(today):
    actions = [
        make_action(task=TASKS[3], number=1, owner="Clerk", due_on="2021-07-22"),
        make_action(task=TASKS[2], number=2, owner="Head of Housing", due="when it is dry", due_on="2022-01-01"),
        make_action(task=TASKS[0], number=3, owner="Executive Director", due_on="2021-12-31"),
    ]
    back = f"2021/09/09/{PANEL}/item/3"
    updates = [{"on": "2021-07-01", "text": "Half of them are found."}]
    done = {"completed_on": datetime.date(2021, 7, 20), "updates": updates, "reported_back_at": back}
    make_meeting(items=[make_item(actions=actions)], progress={("8", 1): done})
    cabinet = make_committee(name="Cabinet", slug="cabinet", kind="cabinet")
    asked = make_action(task=TASKS[1], owner="Sam Hart")
    make_meeting(
        day="2021-12-09",
        committee=cabinet,
        attendees=[make_attendee(name="Sam Hart", role="Member of the public")],
        items=[make_item(title="Harbour", actions=[asked])],
    )


def listed(client, **asked) -> str:
    response = client.get("/actions/", asked)
    assert response.status_code == 200
    html = response.content.decode()
    return html[html.index("<main") :]


def row(html: str, task: str) -> str:
    found = html[html.index(f"<p>{task}</p>") :]
    return found[: found.index("</tr>")]


def test_overdue_come_first_then_open_by_day_then_done(client, world):
    html = listed(client)
    assert TASK.findall(html) == ["Mend the roof", "Paint the doors", "Ask the port", "Count the keys"]
    assert "4 actions: 1 overdue, 2 open, 1 done. Overdue ones first" in html


def test_row_tells_whose_when_what_came_of_it_and_where_it_was_told(client, world):
    html = row(listed(client), "Count the keys")
    assert "<td>Clerk, by 22 July 2021</td>\n<td><strong>Done 20 July 2021</strong>" in html
    assert f'<a href="/meetings/2021/09/09/{PANEL}/item/3/">Reported back' in html
    assert "1 July 2021: Half of them are found." in html
    assert f'<a href="/meetings/2021/06/17/{PANEL}/item/8/#item-8-action-1">Ofsted focused visit</a>' in html
    assert "Children and Families Scrutiny Panel, 17 June 2021" in html


@pytest.mark.parametrize(
    ("day", "state"),
    [("2021-12-31", "open"), ("2022-01-01", "open"), ("2022-01-02", "overdue since 1 January 2022")],
)
def test_every_page_and_the_feed_have_the_words_of_the_register(client, world, today, day, state):
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    today["at"] = moment(day, "00:00")
    meeting = f"/meetings/2021/06/17/{PANEL}/"
    for whose, words in [("Clerk, by 22 July 2021", "done 20 July 2021"), ("Head of Housing, when it is dry", state)]:
        assert f"<td>{whose}</td>\n<td><strong>{capital(words)}</strong>" in listed(client)
        for address in [meeting, f"{meeting}item/8/", "/issues/ofsted/"]:
            assert f"{whose} — <strong>{words}</strong>" in client.get(address).content.decode()
        assert f"{whose} — {words}." in client.get("/actions/feed/").content.decode()


def test_action_is_overdue_from_the_day_after(client, world, today):
    assert "<strong>Open</strong>" in row(listed(client), "Paint the doors")
    assert "<strong>Overdue since 31 December 2021</strong>" in row(listed(client), "Mend the roof")
    today["at"] = moment("2022-01-01", "23:59")
    assert "1 overdue" in listed(client)
    today["at"] = moment("2022-01-02", "00:00")
    assert "4 actions: 2 overdue, 1 open, 1 done." in listed(client)
    assert "<strong>Overdue since 1 January 2022</strong>" in row(listed(client), "Paint the doors")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"state": "overdue"}, ["Mend the roof"]),
        ({"state": "open"}, ["Paint the doors", "Ask the port"]),
        ({"state": "done"}, ["Count the keys"]),
        ({"committee": "cabinet"}, ["Ask the port"]),
        ({"owner": "Head of Housing"}, ["Paint the doors"]),
        ({"since": "9 December 2021"}, ["Ask the port"]),
        ({"until": "8 December 2021", "state": "open"}, ["Paint the doors"]),
        (
            {"year": "2021-22", "order": "newest"},
            ["Ask the port", "Count the keys", "Paint the doors", "Mend the roof"],
        ),
    ],
)
def test_register_is_narrowed_and_ordered_as_asked(client, world, asked, found):
    html = listed(client, **asked)
    assert TASK.findall(html) == found
    assert f"<p>{len(found)} action" in html


def test_one_kind_needs_no_list(client, world):
    assert "<p>1 action, overdue." in listed(client, state="overdue")
    assert "<p>2 actions, all open." in listed(client, state="open")


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ({}, "1 done. Overdue ones first, then by the day on which they are due; those done last."),
        ({"order": "newest"}, "1 done. Those of the newest meeting first."),
        ({"state": "open"}, "<p>2 actions, all open. By the day on which they are due."),
        ({"state": "overdue"}, "<p>1 action, overdue."),
        ({"state": "overdue", "order": "newest"}, "<p>1 action, overdue."),
    ],
)
def test_order_is_said_of_the_states_that_are_there(client, world, asked, order):
    assert f"{order}</p>" in listed(client, **asked)


@pytest.mark.parametrize(
    ("numbers", "order"),
    [
        ([1, 2], "Overdue ones first, then by the day on which they are due."),
        ([1, 3], "Overdue ones first; those done last."),
        ([2, 3], "By the day on which they are due; those done last."),
        ([1, 4], "Those overdue longest first."),
        ([3, 5], "Those done most lately first."),
    ],
)
def test_each_mixture_of_states_has_its_order_in_words(client, today, numbers, order):
    due = {1: "2021-07-01", 2: "2022-07-01", 3: "", 4: "2021-08-01", 5: ""}
    done = {"completed_on": datetime.date(2021, 7, 20), "updates": [], "reported_back_at": ""}
    actions = [make_action(number=number, due_on=due[number]) for number in numbers]
    make_meeting(items=[make_item(actions=actions)], progress={("8", number): done for number in (3, 5)})
    assert f". {order}</p>" in listed(client)


def test_private_person_is_no_owner_here(client, world):
    html = listed(client)
    assert "Sam Hart" not in html
    assert '<option value="Head of Housing">' in html
    assert "<strong>Open</strong>" in row(html, "Ask the port")
    assert "There is a problem" in listed(client, owner="Sam Hart")
    assert "Sam Hart" not in client.get("/actions/feed/").content.decode()


def test_owner_not_on_the_list_can_be_asked_for_by_address(client, world, monkeypatch):
    monkeypatch.setattr("meetings.public.register_filters.MOST_OWNERS", 1)
    html = listed(client, owner="Head of Housing")
    assert TASK.findall(html) == ["Paint the doors"]
    assert '<option value="Head of Housing" selected>' in html
    assert "<option" in html
    assert html.count("Executive Director</option>") + html.count("Clerk</option>") == 1


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("since", "31 February 2021", "Enter a real date"),
        ("state", "lost", "Choose a state from the list."),
        ("owner", "nobody\0", "Choose an owner from the list."),
        ("order", "random", "Choose an order from the list."),
    ],
)
def test_what_cannot_be_is_an_error_and_finds_nothing(client, world, name, value, said):
    html = listed(client, **{name: value})
    assert said in html
    assert f'<a href="#id_{name}">' in html
    assert TASK.findall(html) == []


def test_nothing_found_and_nothing_published_say_so(client, today):
    assert "No actions have been published yet." in listed(client)
    make_meeting(items=[make_item(actions=[make_action()])])
    assert "No actions match." in listed(client, state="done")


def test_pages_go_through_all(client, today):
    actions = [make_action(task=f"Task {n}.", number=n, due_on=f"2021-{1 + n % 12:02}-01") for n in range(1, 61)]
    make_meeting(items=[make_item(actions=actions)])
    seen = [task for page in (1, 2, 3) for task in TASK.findall(listed(client, page=page))]
    assert sorted(seen) == sorted(f"Task {n}." for n in range(1, 61))
    assert client.get("/actions/?page=4").status_code == 404


@pytest.mark.parametrize("asked", [{}, {"state": "open", "owner": "Clerk"}, {"since": "x"}, {"owner": "nobody"}])
def test_page_takes_seven_queries_at_most(client, world, django_assert_max_num_queries, asked):
    with django_assert_max_num_queries(7):
        listed(client, **asked)


def test_number_of_queries_does_not_grow_with_the_rows(client, world, django_assert_num_queries):
    with django_assert_num_queries(6):
        listed(client)
    make_meeting(day="2022-06-17", items=[make_item(actions=[make_action(number=n) for n in range(1, 31)])])
    with django_assert_num_queries(6):
        listed(client)
