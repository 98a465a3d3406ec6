"""What stands beside the answers of a search: what it can be narrowed by, with counts, and what it is narrowed by."""

import re

import pytest

from meetings.models import Resolution
from meetings.public.search_form import OUTCOMES
from meetings.record.models import PublishedCouncil
from meetings.record.search import MOST_LISTED, Found
from tests.public.making import (
    PANEL,
    make_action,
    make_attendee,
    make_committee,
    make_issue,
    make_item,
    make_meeting,
    make_person,
    make_resolution,
)

pytestmark = pytest.mark.django_db
CHOICE = re.compile(
    r'<input type="checkbox" name="(\w+)" value="([^"]+)" id="\w+" form="search"( checked)?> '
    r'<label [^>]+>([^<]+?)(?: <span class="count">([^<]+)</span>)?</label>'
)


@pytest.fixture
def world():
    make_person()
    present = [make_attendee(person="amina-okafor")]
    noted = make_resolution(outcome="noted")
    make_meeting(
        attendees=present,
        items=[
            make_item(number="1", title="Dredging one", resolutions=[make_resolution()], actions=[make_action()]),
            make_item(number="2", title="Dredging two", resolutions=[noted]),
            make_item(number="3", title="Dredging: apologies", is_procedural=True),
        ],
    )
    cabinet = make_committee(name="Cabinet", slug="cabinet", kind="cabinet")
    make_meeting(day="2023-06-15", committee=cabinet, items=[make_item(number="3", title="Dredging three")])


def found(client, **asked) -> str:
    response = client.get("/search/", {"q": "dredging", **asked})
    assert response.status_code == 200
    return response.content.decode()


def choices(html: str, name: str) -> list[tuple]:
    """(value, words, count, whether it is chosen) of each box, in order."""
    return [(value, words, count, bool(c)) for n, value, c, words, count in CHOICE.findall(html) if n == name]


def number_of_answers(html: str) -> int:
    return html.count("<li>\n<h2>")


def test_each_facet_says_how_many_answers_a_value_would_leave(client, world):
    html = found(client)
    assert choices(html, "committee") == [
        (PANEL, "Children and Families Scrutiny Panel", "2", False),
        ("cabinet", "Cabinet", "1", False),
    ]
    assert choices(html, "year") == [("2023-24", "2023/24", "1", False), ("2021-22", "2021/22", "2", False)]
    assert choices(html, "outcome") == [("agreed", "Agreed", "1", False), ("noted", "Noted", "1", False)]
    assert choices(html, "open") == [("on", "With open actions", "1", False)]
    assert [count for *_, count, _ in choices(html, "procedural")] == ["1"]


@pytest.mark.parametrize("name", ["committee", "year", "outcome", "open", "person"])
def test_count_beside_a_value_is_what_choosing_it_finds(client, world, name):
    offered = choices(found(client), name)
    assert offered
    for value, _, count, _ in offered:
        assert number_of_answers(found(client, **{name: value})) == int(count)


def test_several_values_of_a_facet_are_chosen_together(client, world):
    html = found(client, outcome=["agreed", "noted"], committee=[PANEL, "cabinet"])
    assert number_of_answers(html) == 2
    assert [(value, c) for value, *_, c in choices(html, "outcome")] == [("agreed", True), ("noted", True)]


def test_chosen_values_stand_first_and_are_never_folded_away(client, world):
    for number in range(9):
        committee = make_committee(name=f"Committee {number}", slug=f"committee-{number}")
        make_meeting(committee=committee, items=[make_item(title="Dredging"), make_item(number="9", title="Dredging")])
    make_meeting(
        day="2021-07-01", committee=make_committee(slug="last", name="Last"), items=[make_item(title="Dredging")]
    )
    html = found(client, committee="last")
    assert choices(html, "committee")[0] == ("last", "Last", "1", True)
    assert "<summary>6 more committees</summary>" in html
    assert html.index('value="last"') < html.index("more committees")


def test_facet_with_one_value_is_not_offered(client):
    make_meeting(items=[make_item(title="Dredging")])
    html = found(client)
    assert [choices(html, name) for name in ["committee", "year", "outcome", "kind"]] == [[], [], [], []]


def test_what_is_chosen_stays_though_nothing_has_it(client, world):
    html = found(client, outcome="deferred", year="1999-00")
    assert number_of_answers(html) == 0
    assert ("deferred", "Deferred", "0", True) in choices(html, "outcome")
    assert "<li>Outcome: Deferred – <a" in html
    assert "<li>Municipal year: 1999/00 – <a" in html


def test_address_has_one_order_whatever_was_typed(client, world):
    raw = "order=newest&procedural=on&until=17.6.21&open=on&since=1st+May+2021&person=amina-okafor&kind=item"
    raw += "&outcome=noted&outcome=agreed&year=2021-22"
    html = client.get(f"/search/?{raw}&committee={PANEL}&committee=&q=dredging&nonsense=x").content.decode()
    everything = f"?q=dredging&amp;committee={PANEL}&amp;year=2021-22&amp;outcome=agreed&amp;outcome=noted"
    everything += "&amp;kind=item&amp;person=amina-okafor&amp;since=2021-05-01&amp;until=2021-06-17"
    everything += "&amp;open=on&amp;procedural=on"
    assert f'<a href="{everything.replace("&amp;open=on", "")}&amp;order=newest">remove' in html
    assert "nonsense" not in html


def test_removing_all_keeps_the_words_and_the_order(client, world):
    html = found(client, committee="cabinet", procedural="on", order="newest")
    assert '<a href="?q=dredging&amp;order=newest">Remove all</a>' in html


@pytest.mark.parametrize(
    ("name", "value"), [("committee", "x"), ("year", "2021-23"), ("year", "٢٠٢١-22"), ("outcome", "x"), ("kind", "x")]
)
def test_value_that_does_not_exist_is_an_error_and_finds_nothing(client, world, name, value):
    html = found(client, **{name: [value, ""]})
    assert "There is a problem" in html
    assert f'<a href="#id_{name}">' in html
    assert f'<fieldset id="id_{name}" class="wrong">' in html
    assert number_of_answers(html) == 0


def test_counts_that_are_reckoned_say_so(client, world, monkeypatch):
    from meetings.public import search

    real = search.search_record

    def broad(*args, **kwargs) -> Found:
        answer = real(*args, **kwargs)
        facets = {**answer.facets, "person": []}
        return Found(41_000, True, True, 1_000, answer.hits, facets, answer.years, answer.synonyms)

    monkeypatch.setattr(search, "search_record", broad)
    html = found(client)
    assert "<strong>About 41,000 items in two committees, 2021/22 to 2023/24</strong>" in html
    assert "The pages show the first 1,000." in html
    assert "Counts are about right" in html
    assert "Page </span>50</a>" in html


def test_answer_names_its_issue_and_how_many_meetings_it_came_to(client, world):
    make_issue(title="The harbour", slug="harbour", items=[(f"2021/06/17/{PANEL}", "1"), ("2023/06/15/cabinet", "3")])
    assert 'Issue: <a href="/issues/harbour/">The harbour</a>, at two meetings</p>' in found(client)


def test_person_present_is_chosen_by_address_or_by_name(client, world):
    for typed in ["amina-okafor", "Okafor", "Cllr Amina Okafor"]:
        html = found(client, person=typed)
        assert number_of_answers(html) == 2
        assert "<li>Present or speaking: Councillor Amina Okafor – <a" in html


def test_name_of_nobody_and_of_several_is_an_error(client, world):
    make_person(name="Ben Okafor", slug="ben-okafor")
    assert "No published minutes name anybody called “Zebedee”." in found(client, person="Zebedee")
    html = found(client, person="Okafor")
    assert "More than one person is called that: Councillor Amina Okafor and Councillor Ben Okafor." in html


def test_name_can_be_typed_where_nobody_is_counted(client, world):
    assert 'id="person-called"' not in found(client)
    make_meeting(day="2022-01-01", items=[make_item(number=str(n), title=f"Dredging {n}") for n in range(101)])
    assert 'id="person-called"' in found(client)


def test_of_many_people_those_with_most_answers_are_listed_and_another_can_be_typed(client):
    many = [make_person(name=f"Person {number:02}", slug=f"person-{number:02}") for number in range(MOST_LISTED + 1)]
    present = [make_attendee(person=person.slug) for person in many]
    make_meeting(attendees=present, items=[make_item(title="Dredging")])
    make_meeting(day="2022-01-01", attendees=present[1:], items=[make_item(title="Dredging")])
    html = found(client)
    assert html.count('name="person" value="person-') == MOST_LISTED
    assert 'value="person-00"' not in html
    assert 'id="person-called"' in html
    assert 'value="person-00" id="id_person_1" form="search" checked' in found(client, person="person-00")


def test_outcomes_are_those_of_the_desk():
    assert sorted(OUTCOMES) == sorted(Resolution.Outcome.values)


def test_full_page_takes_seven_queries_at_most(client, world, django_assert_max_num_queries):
    # The seventh asks for another spelling, where next to nothing was found.
    for asked in [{}, {"person": "Okafor"}, {"committee": "cabinet", "q": "okafor dredging"}, {"q": ""}]:
        with django_assert_max_num_queries(7):
            found(client, **asked)


def test_who_is_chosen_has_no_count_where_nobody_is_counted(client, world):
    make_meeting(day="2022-01-01", items=[make_item(number=str(n), title=f"Dredging {n}") for n in range(101)])
    assert [count for *_, count, _ in choices(found(client, person="amina-okafor"), "person")] == [""]


@pytest.mark.parametrize("path", ["/search/", "/cy/search/", "/search/feed/", "/search/items.csv"])
@pytest.mark.parametrize(("name", "status"), [("\0", 200), ("amina\0okafor", 400)])
def test_name_that_no_database_can_hold_breaks_nothing(client, world, path, name, status):
    PublishedCouncil.objects.update(nation="wales")
    response = client.get(path, {"q": "dredging", "person": name})
    assert response.status_code == (200 if path.endswith("search/") else status)
    assert b"\0" not in response.getvalue()
