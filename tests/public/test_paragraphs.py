"""The address of each paragraph of minutes."""

import re

import pytest

from meetings.public.paragraphs import with_anchors


def ids(html: str) -> list[str]:
    return re.findall(r'<(\w+) id="p(\d+)"', with_anchors(html, "p"))


@pytest.mark.parametrize(
    ("minute", "wanted"),
    [
        ("", []),
        ("Words alone", []),
        ("<p>One</p><p>Two</p>", [("p", "1"), ("p", "2")]),
        ("<p>One</p><ul><li>Two</li><li>Three</li></ul>", [("p", "1"), ("li", "2"), ("li", "3")]),
        ("<ul><li><p>One</p><p>Two</p></li></ul>", [("li", "1"), ("p", "2")]),
        ("<ul><li>One<ul><li>Two</li></ul></li></ul>", [("li", "1"), ("li", "2")]),
        ("<table><tbody><tr><td><p>No</p></td></tr></tbody></table><p>One</p>", [("p", "1")]),
        ('<ol start="4"><li>One <strong>word</strong><br></li></ol>', [("li", "1")]),
    ],
)
def test_paragraphs_and_points_are_counted_and_tables_left_alone(minute, wanted):
    assert ids(minute) == wanted


def test_each_has_a_link_to_itself_that_has_no_text():
    assert with_anchors("<p>One</p>", "item-8-p") == (
        '<p id="item-8-p1"><a class="para" href="#item-8-p1" aria-label="Paragraph 1"></a>One</p>'
    )


def test_what_looks_like_a_tag_within_an_attribute_is_none():
    link = '<a href="https://example.org/<p onclick=x>">a < b</a>'
    assert with_anchors(link, "p") == link
