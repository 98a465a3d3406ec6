"""Dates, numbers and decisions as the council prints them."""

import datetime

import pytest
from markupsafe import Markup, escape

from meetings.public.templates import PublicTemplates, escaped, paper_details
from meetings.record.translation import Written
from meetings.record.words import clock_time, counted, decision_in_words, family_name_first, listed, long_date
from tests.making import moment


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("17:30", "5:30pm"),
        ("10:00", "10am"),
        ("12:00", "midday"),
        ("00:00", "midnight"),
        ("12:05", "12:05pm"),
        ("00:30", "12:30am"),
    ],
)
def test_times_are_said_as_people_say_them(time, words):
    assert clock_time(moment("2021-06-17", time)) == words


def test_day_is_the_local_one():
    late = datetime.datetime(2021, 6, 16, 23, 30, tzinfo=datetime.UTC)
    assert long_date(late) == "Thursday 17 June 2021"
    assert long_date("2021-06-17T00:30+01:00") == "Thursday 17 June 2021"
    assert long_date("2021-06-17") == "Thursday 17 June 2021"


@pytest.mark.parametrize(
    ("outcome", "text", "sentence"),
    [
        ("agreed", "That the path be mended.", "Agreed that the path be mended."),
        ("agreed", "that, for now, it wait", "Agreed that, for now, it wait"),
        ("agreed", "The path will be mended.", "Agreed: The path will be mended."),
        ("noted", "That the report be noted.", "Noted: the report."),
        (
            "noted",
            "That the report be noted and the staff thanked.",
            "Noted: that the report be noted and the staff thanked.",
        ),
        ("not agreed", "That it be sold.", "Not agreed: that it be sold."),
        ("recommended", "That Council adopt it. And soon.", "Recommended that Council adopt it. And soon."),
        (
            "agreed",
            "That the path between the pier and the old lifeboat house be mended. At once.",
            "Agreed that the path between the pier and the old lifeboat house be mended.",
        ),
    ],
)
def test_decisions_are_told_as_sentences(outcome, text, sentence):
    assert " ".join(decision_in_words(outcome, text)) == sentence


def test_long_decision_is_cut_at_a_word():
    _, words = decision_in_words("agreed", "That " + "something " * 100)
    assert words.endswith("something…")
    assert len(words) < 300


def test_small_numbers_are_words():
    assert [counted(n, "item") for n in [0, 1, 2, 1204]] == ["no items", "one item", "two items", "1,204 items"]


@pytest.mark.parametrize(
    ("name", "in_lists"),
    [
        ("Amina Okafor", "Okafor Amina"),
        ("Mary Ann Hilary Pemberton-Shaw", "Pemberton-Shaw Mary Ann Hilary"),
        ("Siobhán Ní Dhálaigh", "Ní Dhálaigh Siobhán"),
        ("Siobha\u0301n NI\u0301 Dhálaigh", "NI\u0301 Dhálaigh Siobha\u0301n"),
        ("Zoë Ó Briain", "Ó Briain Zoë"),
        ("John O Briain", "Briain John O"),
        ("Jan van der Berg", "van der Berg Jan"),
        ("Rhys ap Gwilym", "ap Gwilym Rhys"),
        ("Ann St. John", "St. John Ann"),
        ("Van Morrison", "Morrison Van"),
        ("Mac Ó Briain", "Ó Briain Mac"),
        ("Okafor", "Okafor"),
        ("", ""),
    ],
)
def test_lists_go_by_the_family_name_with_what_belongs_to_it(name, in_lists):
    assert family_name_first(name) == in_lists


def test_names_are_joined_as_in_running_text():
    assert [listed(names) for names in [[], ["A"], ["A", "B"], ["A", "B", "C"]]] == ["", "A", "A and B", "A, B and C"]


@pytest.mark.parametrize(
    ("filename", "pages", "size", "words"),
    [
        ("a.pdf", None, 167936, "PDF, 164 kB"),
        ("a.pdf", 1, 168000, "PDF, 1 page, 164.1 kB"),
        ("a.pdf", 1204, 20 * 1024 * 1024, "PDF, 1,204 pages, 20 MB"),
        ("b.DOCX", None, 10, "Word, 10 bytes"),
        ("c", None, 1, "File, 1 byte"),
    ],
)
def test_papers_say_their_kind_pages_and_size(filename, pages, size, words):
    assert paper_details({"filename": filename, "page_count": pages, "size": size}) == words


@pytest.mark.parametrize(
    "value",
    ["Tom & 'Jerry' <b>", Markup("<b>&amp;</b>"), Written("Trees & <hedges>"), 12, None, datetime.date(2021, 6, 17)],
)
def test_what_is_put_into_a_page_is_escaped_once(value):
    assert escaped(value) == escape(value)


def test_what_is_printed_by_a_template_is_escaped_once_in_macros_and_kept_pieces():
    macro, kept = "{% macro said(x) %}{{ x }}{% endmacro %}", "{% set kept %}{{ x }}{% endset %}"
    source = macro + kept + "{{ said(x) }} {{ kept }} {{ x ~ x }}"
    made = PublicTemplates(autoescape=True).from_string(source).render(x="<i>")
    assert made == "&lt;i&gt; &lt;i&gt; &lt;i&gt;&lt;i&gt;"
