"""A search that finds nothing says which word it fails on, and what is one step away."""

import re

import pytest
from django.db import DatabaseError

from meetings.public import nothing_found
from meetings.record.search import ENOUGH, Narrowing, look_wider, read_question
from tests.public.making import PANEL, make_committee, make_item, make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    make_meeting(
        items=[
            make_item(number="1", title="Dredging of the harbour", minute="<p>Silt and moorings.</p>"),
            make_item(number="2", title="Moorings", minute=""),
            make_item(number="3", title="Apologies for the harbour", is_procedural=True, minute=""),
        ]
    )
    cabinet = make_committee(name="Cabinet", slug="cabinet", kind="cabinet")
    make_meeting(day="2023-06-15", committee=cabinet, items=[make_item(title="Parking", minute="")])


def found(client, query, **asked) -> str:
    response = client.get("/search/", {"q": query, **asked})
    assert response.status_code == 200
    return response.content.decode()


def steps(html: str) -> list[tuple[str, str]]:
    """(query, sentence) of each search that finds something."""
    listed = html.split("These find something:")[1].split("</ul>")[0]
    return [
        (q.replace("&amp;", "&"), words + rest)
        for q, words, rest in re.findall(r'\?(.*?)">(.*?)</a>(.*?)</li>', listed)
    ]


def test_word_that_fails_is_named_and_the_others_are_counted(client, world):
    html = found(client, "xylophone moorings")
    assert "“xylophone” finds nothing, even alone." in html
    assert steps(html) == [("q=moorings", "“moorings” alone: two items")]


def test_words_that_are_never_together_are_each_counted(client, world):
    html = found(client, "parking moorings")
    assert "finds nothing, even alone" not in html
    assert [words for _, words in steps(html)] == ["“parking” alone: one item", "“moorings” alone: two items"]


def test_leaving_one_of_several_words_out_is_offered(client, world):
    html = found(client, "harbour dredging parking")
    assert ("q=harbour+dredging", "Without “parking”: one item") in steps(html)


def test_wider_search_is_offered_where_it_finds_something(client, world):
    html = found(client, "dredging", committee="cabinet", year="2023-24")
    assert steps(html) == [("q=dredging", "The same words in all committees and years: one item")]
    html = found(client, "parking moorings", committee="cabinet")
    assert "all committees" not in html.split('class="text answers"')[1]


def test_items_of_procedure_are_offered_where_they_answer(client, world):
    assert (
        "q=apologies&procedural=on",
        "With items of procedure, such as apologies and earlier minutes: one item",
    ) in [*steps(found(client, "apologies"))]
    assert "With items of procedure" not in found(client, "xylophone").split('class="text answers"')[1]


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("harbour dredging parking", {}),
        ("xylophone moorings", {"committee": PANEL}),
        ('parking harbour OR "moorings silt"', {}),
        ("parking moorings -silt", {}),
    ],
)
def test_each_step_finds_as_many_as_it_says(client, world, query, asked):
    numbers = {"one": 1, "two": 2, "three": 3}
    offered = steps(found(client, query, **asked))
    assert offered
    for step, words in offered:
        answered = client.get(f"/search/?{step}").content.decode()
        assert answered.count("<li>\n<h2>") == numbers[words.split(": ")[1].split()[0]], words


def test_spelling_is_offered_and_not_applied(client, world):
    html = found(client, "mooringz")
    assert 'Did you mean <a href="?q=moorings">moorings</a>?' in html
    assert "<h2><a" not in html


def test_question_of_one_word_has_nothing_to_take_apart(client, world):
    wider = look_wider(read_question("xylophone"), Narrowing())
    assert (wider.alone, wider.everywhere, wider.with_procedure) == ((), 0, 0)


def test_counts_end_where_a_reader_has_enough(client):
    for day in ("2021-06-17", "2022-06-17", "2023-06-17"):
        make_meeting(day=day, items=[make_item(number=str(n), title=f"Dredging {n}") for n in range(340)])
    assert ENOUGH == 1_000
    assert "“dredging” alone</a>: more than 1,000 items" in found(client, "dredging xylophone")


def test_what_takes_too_long_to_count_is_not_offered(client, world, monkeypatch):
    def refuse(*args):
        raise DatabaseError("canceling statement due to statement timeout")

    monkeypatch.setattr(nothing_found, "look_wider", refuse)
    assert "These find something" not in found(client, "xylophone moorings")


@pytest.mark.parametrize(
    "query", ["xylophone '; --", "xylophone \\ 'x", "xy%s zz%(a)s {x}", '"a b" OR -zz OR yy "', "the xx of"]
)
def test_no_question_breaks_it(client, world, query):
    assert "Nothing was found" in found(client, query)


def test_takes_six_queries_at_most(client, world, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        found(client, "xylophone moorings", committee="cabinet")
