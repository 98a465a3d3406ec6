"""The register of decisions: a line for each, narrowed by committee, outcome, councillor and day."""

import pytest

from tests.public.making import PANEL, make_committee, make_item, make_meeting, make_person, make_resolution

pytestmark = pytest.mark.django_db
OKAFOR = {"name": "Councillor Amina Okafor", "person": "amina-okafor"}
REED = {"name": "Councillor Tom Reed", "person": "tom-reed"}


@pytest.fixture
def world():
    make_person()
    make_person(name="Tom Reed", slug="tom-reed")
    first = make_resolution(text="That the report be agreed.", mover=OKAFOR, seconder=REED)
    vote = make_resolution(text="That nothing be done.", outcome="not agreed", named_votes=[REED | {"choice": "for"}])
    make_meeting(items=[make_item(resolutions=[first, vote])])
    cabinet = make_committee(name="Cabinet", slug="cabinet", kind="cabinet")
    noted = make_resolution(text="That the accounts be noted.", outcome="noted")
    make_meeting(day="2023-06-15", committee=cabinet, items=[make_item(title="Accounts", resolutions=[noted])])


def listed(client, **asked) -> str:
    response = client.get("/resolutions/", asked)
    assert response.status_code == 200
    html = response.content.decode()
    return html[html.index("<main") :]


def shown(html: str) -> list[bool]:
    texts = ["that the report be agreed.", "That nothing be done.".lower(), "the accounts."]
    return [text in html for text in texts]


def test_each_decision_is_a_line_with_its_place_on_the_item(client, world):
    html = listed(client)
    line = html[html.index("<strong>Agreed</strong> that the report be agreed.") :]
    line = line[: line.index("</tr>")]
    assert f'<a href="/meetings/2021/06/17/{PANEL}/item/8/#item-8-resolution-1">Ofsted focused visit</a>' in line
    assert "<td>Children and Families Scrutiny Panel</td>\n<td>17 June 2021</td>" in line
    assert 'Moved by <a href="/people/amina-okafor/">Councillor Amina Okafor</a>, seconded by <a' in line


def test_newest_come_first_and_the_total_is_told_by_outcome(client, world):
    html = listed(client)
    assert "3 decisions: 1 agreed, 1 not agreed, 1 noted. Newest first." in html
    assert html.index("Accounts") < html.index("Ofsted")
    assert html.index("that the report be agreed") < html.index("that nothing be done")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"committee": "cabinet"}, [False, False, True]),
        ({"outcome": "not agreed"}, [False, True, False]),
        ({"person": "amina-okafor"}, [True, False, False]),
        ({"person": "Cllr Reed"}, [True, True, False]),
        ({"year": "2023-24"}, [False, False, True]),
        ({"since": "18 June 2021"}, [False, False, True]),
        ({"until": "17/06/2021"}, [True, True, False]),
        ({"committee": PANEL, "outcome": "agreed", "person": "tom-reed", "until": "2022-01-01"}, [True, False, False]),
    ],
)
def test_register_is_narrowed_to_what_is_asked(client, world, asked, found):
    html = listed(client, **asked)
    assert shown(html) == found
    assert f"{sum(found)} decision" in html
    assert "Clear</a>" in html


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("since", "someday", "Enter a real date"),
        ("outcome", "won", "Choose an outcome from the list."),
        ("person", "Zebedee", "No published minutes name anybody called “Zebedee”."),
        ("person", "\ud800", "No published minutes name anybody"),
        ("committee", "nobody", "Choose a committee from the list."),
        ("year", "2021-23", "Choose a municipal year from the list."),
    ],
)
def test_what_cannot_be_is_an_error_and_finds_nothing(client, world, name, value, said):
    html = listed(client, **{name: value.encode("utf-8", "replace").decode()})
    assert "There is a problem" in html
    assert said in html
    assert f'<a href="#id_{name}">' in html
    assert shown(html) == [False, False, False]
    assert "a feed (Atom" not in html


def test_days_the_wrong_way_round_are_an_error(client, world):
    assert "Enter the same day as in" in listed(client, since="2022-01-01", until="2021-01-01")


def test_councillor_chosen_stays_in_the_box_and_in_the_links(client, world):
    html = listed(client, person="Reed")
    assert 'value="Reed"' in html
    assert '<a href="/resolutions/feed/?person=tom-reed">a feed (Atom, newest first)</a>' in html
    assert '<a href="/resolutions/decisions.csv?person=tom-reed">a table (CSV)</a>' in html


def test_nothing_found_says_so(client, world):
    assert "No decisions match." in listed(client, outcome="deferred")


def test_procedure_is_left_out_until_it_is_asked_for(client, world):
    apologies = make_resolution(text="That apologies be accepted.")
    make_meeting(day="2022-06-17", items=[make_item(title="Apologies", is_procedural=True, resolutions=[apologies])])
    assert "apologies be accepted" not in listed(client)
    html = listed(client, procedural="on", outcome="agreed")
    assert "that apologies be accepted." in html
    assert "2 decisions, all agreed. Newest first." in html
    assert '<input type="checkbox" name="procedural" id="id_procedural" checked>' in html
    assert 'href="/resolutions/feed/?outcome=agreed&amp;procedural=on"' in html


def test_empty_register_says_what_will_be_there(client):
    assert "No decisions have been published yet." in listed(client)


def test_pages_go_through_all_and_then_end(client):
    items = [make_item(number=str(n), resolutions=[make_resolution(text=f"That {n} be done.")]) for n in range(60)]
    make_meeting(items=items)
    seen = "".join(listed(client, page=page) for page in (1, 2, 3))
    assert [seen.count(f"that {n} be done.") for n in range(60)] == [1] * 60
    assert "Page </span>3</a>" in seen
    assert b"<title>Decisions, page 3 of 3" in client.get("/resolutions/?page=3").content
    for page in ("4", "0", "x"):
        assert client.get("/resolutions/", {"page": page}).status_code == 404


def test_withdrawn_minutes_and_agendas_have_no_decisions(client, world):
    gone = {"on": "2023-07-01", "reason": "A name."}
    cabinet = make_committee(name="Cabinet", slug="cabinet", kind="cabinet")
    make_meeting(day="2023-06-15", committee=cabinet, items=[], withdrawn=gone, kind="withdrawal")
    assert "2 decisions: 1 agreed, 1 not agreed." in listed(client)


@pytest.mark.parametrize(
    "asked", [{}, {"person": "Reed", "committee": PANEL}, {"since": "x"}, {"outcome": "deferred"}]
)
def test_page_takes_six_queries_at_most(client, world, django_assert_max_num_queries, asked):
    with django_assert_max_num_queries(6):
        listed(client, **asked)


def test_number_of_queries_does_not_grow_with_the_rows(client, world, django_assert_num_queries):
    with django_assert_num_queries(5):
        listed(client)
    items = [make_item(number=str(n), resolutions=[make_resolution(mover=OKAFOR)]) for n in range(30)]
    make_meeting(day="2022-06-17", items=items)
    with django_assert_num_queries(5):
        listed(client)
