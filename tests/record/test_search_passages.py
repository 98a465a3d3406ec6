"""Marks and passages of what was found; nothing of a text becomes markup."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.record.search.passages import Marker


def passages(text: str, *lexemes: str) -> list[str]:
    return list(Marker(lexemes).passages(text))


@pytest.mark.parametrize(
    ("text", "lexeme", "marked"),
    [
        ("Educated guesses", "educ", "<mark>Educated</mark> guesses"),
        ("Cities and a city", "citi", "<mark>Cities</mark> and a <mark>city</mark>"),
        ("Dying trees", "die", "<mark>Dying</mark> trees"),
        ("The CAFÉ’s visits", "cafe", "The <mark>CAFÉ</mark>’s visits"),
        ("Councillor Baillie’s view", "baillie", "Councillor <mark>Baillie</mark>’s view"),
        ("Application 21/00512/FUL, pier", "21/00512/ful", "Application <mark>21/00512/FUL</mark>, pier"),
        ("Home-educated", "educ", "Home-<mark>educated</mark>"),
        ("Reeducated", "educ", "Reeducated"),
        ("Band B, by B’s bridge", "b", "Band <mark>B</mark>, by <mark>B</mark>’s bridge"),
        ("Ymholiad y pwyllgor", "y", "Ymholiad <mark>y</mark> pwyllgor"),
        ("Ïstanbul İstanbul", "istanbul", "<mark>Ïstanbul</mark> <mark>İstanbul</mark>"),
        ("", "educ", ""),
    ],
)
def test_words_are_marked_as_the_engine_finds_them(text, lexeme, marked):
    assert Marker([lexeme]).whole(text) == marked


def test_a_passage_begins_with_a_sentence_where_one_is_near():
    text = "One two three. Four five six seven. " + "word " * 80
    assert passages(text, "six")[0].startswith("Four five <mark>six</mark>")
    far = "word " * 30 + "six " + "word " * 80
    assert passages(far, "six")[0].startswith("… word")
    assert passages(far, "six")[0].endswith(" …")


def test_a_second_passage_shows_what_the_first_does_not():
    text = "Boats were seen. " + "word " * 200 + "Moorings were sold. " + "word " * 100
    first, second = passages(text, "boat", "moor")
    assert "<mark>Boats</mark>" in first
    assert "<mark>Moorings</mark>" in second
    assert len(passages("Boats and moorings. " + "word " * 200, "boat", "moor")) == 1


def test_a_text_without_the_words_shows_its_beginning_and_no_marks():
    assert passages("Nothing here.", "boat") == ["Nothing here."]
    assert passages("", "boat") == []


def test_the_decision_shown_is_the_one_with_most_of_the_words():
    marker = Marker(["boat", "sold"])
    assert marker.line("That boats be seen.\nThat boats be sold.") == ("That <mark>boats</mark> be <mark>sold</mark>.")
    assert marker.line("That nothing be done.") == ""


@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from("ab <&\n."))),
    st.lists(st.text(min_size=1, max_size=5), max_size=5),
)
def test_any_text_is_only_escaped_and_marked(text, lexemes):
    marker = Marker(lexemes)
    shown = str(marker.whole(text))
    assert html.unescape(re.sub("</?mark>", "", shown)) == html.unescape(html.escape(text))
    assert shown.count("<mark>") == shown.count("</mark>")
    for passage in marker.passages(text):
        assert passage.count("<mark>") == passage.count("</mark>")
