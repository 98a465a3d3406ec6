"""A search that finds nothing says which word it fails on, and what is one step away."""

import re
from dataclasses import replace

import pytest
from django.db import DatabaseError

from meetings.public import nothing_found
from meetings.record.search import ENOUGH, Narrowing, look_wider, read_question
from meetings.record.search.synonyms import show_synonyms
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
    # Neither without the committee alone nor without the year alone.
    assert steps(html) == [("q=dredging", "With nothing chosen: one item")]
    assert steps(found(client, "dredging", committee="cabinet")) == [("q=dredging", "In all committees: one item")]
    html = found(client, "parking moorings", committee="cabinet")
    assert "In all committees" not in html.split('class="text answers"')[1]


def test_each_thing_chosen_is_let_go_by_itself_and_all_of_them_only_where_that_finds_more(client, world):
    html = found(client, "dredging", committee="cabinet", kind="item", outcome="noted")
    assert steps(html) == [("q=dredging", "With nothing chosen: one item")]
    html = found(client, "parking", committee="cabinet", outcome="noted")
    assert steps(html) == [("q=parking&committee=cabinet", "With any outcome or none: one item")]


def test_years_around_those_chosen_are_offered_and_all_years_where_they_find_more(client, world):
    make_meeting(day="2030-06-20", items=[make_item(title="Parking")])
    assert steps(found(client, "parking", year="2021-22")) == [
        ("q=parking&year=2021-22&year=2022-23&year=2023-24", "Between 2021/22 and 2023/24: one item"),
        ("q=parking", "In all years: two items"),
    ]
    assert steps(found(client, "parking", year="2024-25")) == [
        ("q=parking&year=2023-24&year=2024-25&year=2025-26&year=2026-27", "Between 2023/24 and 2026/27: one item"),
        ("q=parking", "In all years: two items"),
    ]
    assert steps(found(client, "dredging", year="2023-24")) == [
        ("q=dredging&year=2021-22&year=2022-23&year=2023-24", "Between 2021/22 and 2023/24: one item")
    ]


def test_words_are_counted_as_search_finds_them_with_what_means_the_same(client, world):
    show_synonyms([("MDS", "maintenance dredging scheme"), ("HB", "harbour board")])
    make_meeting(day="2022-06-16", items=[make_item(title="MDS", minute="<p>Buoys, HB.</p>")])
    html = found(client, "maintenance dredging scheme parking")
    assert steps(html) == [
        ("q=maintenance+dredging+scheme", "“maintenance dredging scheme” alone: one item"),
        ("q=parking", "“parking” alone: one item"),
    ]
    # What stands side by side only once a word is gone is known too.
    html = found(client, "buoys harbour parking board")
    assert ("q=buoys+harbour+board", "Without “parking”: one item") in steps(html)


def test_word_that_search_leaves_out_is_not_said_to_find_nothing(client, world):
    html = found(client, "parking of the moorings")
    assert "finds nothing, even alone" not in html
    assert [words for _, words in steps(html)] == ["“parking” alone: one item", "“moorings” alone: two items"]


def test_all_that_is_near_is_counted_in_one_statement(world, django_assert_max_num_queries):
    narrowing = Narrowing(committees=("cabinet",), outcomes=("noted",), people=("nobody",))
    others = [replace(narrowing, committees=()), replace(narrowing, people=()), Narrowing()]
    # The spelling, what means the same, and the counts.
    with django_assert_max_num_queries(3):
        assert look_wider(read_question("dredging"), narrowing, others).elsewhere == (0, 0, 1)


def test_spelling_is_offered_above_the_little_that_was_found_and_never_on_many(client):
    make_meeting(items=[make_item(number=str(n), title=f"Moorings {n}", minute="") for n in range(4)])
    make_meeting(day="2022-06-16", items=[make_item(title="Berths", minute="<p>xmooringsx</p>")])
    html = found(client, "mooringz OR xmooringsx")
    assert 'Did you mean <a href="?q=moorings+OR+xmooringsx">moorings OR xmooringsx</a>? Five items.' in html
    assert "Did you mean" not in found(client, "moorings OR mooringz")
    assert "Did you mean" not in found(client, "xmooringsx")


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
    assert 'Did you mean <a href="?q=moorings">moorings</a>? Two items.' in html
    assert "<h2><a" not in html


def test_question_of_one_word_has_nothing_to_take_apart(client, world):
    wider = look_wider(read_question("xylophone"), Narrowing())
    assert (wider.alone, wider.elsewhere, wider.meant) == ((), (), None)


def test_counts_end_where_a_reader_has_enough(client):
    for day in ("2021-06-17", "2022-06-17", "2023-06-17"):
        make_meeting(day=day, items=[make_item(number=str(n), title=f"Dredging {n}") for n in range(340)])
    assert ENOUGH == 1_000
    assert "“dredging” alone</a>: more than 1,000 items" in found(client, "dredging xylophone")


def test_what_takes_too_long_to_count_is_not_offered(client, world, monkeypatch):
    def refuse(*args, **kwargs):
        raise DatabaseError("canceling statement due to statement timeout")

    monkeypatch.setattr(nothing_found, "look_wider", refuse)
    assert "These find something" not in found(client, "xylophone moorings")


@pytest.mark.parametrize(
    "query", ["xylophone '; --", "xylophone \\ 'x", "xy%s zz%(a)s {x}", '"a b" OR -zz OR yy "', "the xx of"]
)
def test_no_question_breaks_it(client, world, query):
    assert "Nothing was found" in found(client, query)


def test_takes_seven_queries_at_most(client, world, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        found(client, "xylophone moorings", committee="cabinet")


def test_step_to_a_question_that_would_find_everything_is_not_offered(client, world):
    html = found(client, "dredging OR -parking")
    assert "Nothing was found" in html
    assert "These find something" not in html
