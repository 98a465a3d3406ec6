"""Any markup at all gives blocks whose places are true, in time that grows only with its length."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.importers.blocks import Block
from meetings.importers.formats.web_page import read, source_of_html, text_of
from meetings.importers.formats.web_page_cleaning import TOO_DEEP, clean
from meetings.importers.minutes import Confidence
from meetings.importers.reading import read as read_blocks_of
from meetings.importers.source import CannotRead, Source
from tests.importers.readings_of import PAGES, every_minute, every_reading, stand_in_order, words_of_html

TAGS = [
    "p", "div", "b", "i", "span", "ul", "ol", "li", "table", "tr", "td", "th", "tbody", "h1", "h3", "br", "hr", "pre",
    "a", "del", "ins", "s", "form", "nav", "header", "article", "dl", "dd", "caption", "blockquote", "select", "svg",
    "math", "template", "script", "style", "title", "textarea", "object", "button", "html", "body", "o:p", "x",
]  # fmt: skip
ATTRIBUTES = [
    "", " hidden", ' class="MsoListParagraph"', " style='mso-list:l0 level2 lfo1'", " style='mso-list:Ignore'",
    " style='display:none'", " type=i start=3", " value=-7", " start=", ' style="list-style:none"', " role=search",
    " a='>", ' id="', "/", " colspan=3",
]  # fmt: skip
WORDS = [
    "RESOLVED that:",
    "(i)",
    "4.",
    "·",
    "It rained.",
    "&nbsp;",
    "&lt;p&gt;",
    "\n",
    "<",
    "&",
    "Minutes:",
    "|",
    "é",
    "o",
]
scraps = st.one_of(
    st.builds(lambda tag, attributes: f"<{tag}{attributes}>", st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
    st.builds(lambda tag: f"</{tag}>", st.sampled_from(TAGS)),
    st.sampled_from([*WORDS, "<!--", "-->", "<![if !supportLists]>", "<![endif]>", "<![CDATA[", "]]>", "<?xml", "\0"]),
    st.text(max_size=5),
)
HTML_PAGES = [path.read_text("utf-8") for path in sorted(PAGES.glob("*.html"))]
mutations = st.builds(
    lambda html, start, length, put: html[:start] + put + html[start + length :],
    st.sampled_from(HTML_PAGES),
    st.integers(0, 4000),
    st.integers(0, 80),
    scraps,
)
pages = st.one_of(st.lists(scraps, max_size=60).map("".join), mutations)


@given(pages)
@settings(deadline=None)
def test_any_markup_gives_blocks_whose_words_stand_where_they_say(html):
    source = source_of_html(html)
    assert "\0" not in source.text
    end = 0
    for block in source.blocks:
        start, after = block.offset(0), block.end_offset(len(block.text))
        assert end <= start < after <= len(source.text)
        assert _without_bars(source.text[start:after]) == _without_bars(block.text)
        assert _has_its_marker(block)
        end = after


def _without_bars(text: str) -> list[str]:
    """The words alone: where a row is read as a paragraph, the bar between its number and its words is no word."""
    return [word for word in text.split() if word != "|"]


def _has_its_marker(block: Block) -> bool:
    inside = all(0 <= start <= end <= len(block.text) for start, end in block.cells)
    return inside and (not block.label or block.label in block.text[: block.body + len(block.label)])


@given(pages)
@settings(deadline=None)
def test_any_markup_is_read_with_true_places(html):
    source = source_of_html(html)
    found = read_blocks_of(source)
    for reading in every_reading(found):
        assert 0 <= reading.start <= reading.end <= len(source.text)
        if reading.confidence is Confidence.PRINTED and isinstance(reading.value, str) and "<" not in reading.value:
            assert stand_in_order(reading.value.split(), source.text[reading.start : reading.end])
    for minute in every_minute(found):
        words, _ = words_of_html(minute.value)
        assert stand_in_order(words, source.text[minute.start : minute.end])


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_give_a_page(content):
    assert "\ud800" not in text_of(content)
    # No other kind of file begins with a space.
    assert isinstance(read(b" " + content), Source)


class _Markup(HTMLParser):
    """The names of all tags and attributes of a page; words and values may say what they like."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@given(pages)
@settings(deadline=None)
def test_cleaning_leaves_only_what_is_allowed(html):
    markup = _Markup()
    markup.feed(clean(html)[0])
    assert not markup.tags & {"script", "style", "iframe", "object", "svg", "a", "img"}
    assert markup.attributes <= {"aria-hidden", "class", "hidden", "id", "role", "start", "style", "type", "value"}


# Pages that no person made. Were the work to grow with the square of the page, these would not come back.


@pytest.mark.parametrize(
    "tag", ["<div>", "<b>", "<b a=1><p>", "<ul><li>", "<table><td>", "<span><p>", "<ol>", "<dl><dd>"]
)
def test_tags_nested_without_end_are_answered(tag):
    source = source_of_html("<p>It rained.</p>" + tag * 30_000 + "Deep down")
    assert source.text.startswith("It rained.")
    assert source.text.endswith("Deep down")


def test_the_clerk_is_told_when_a_page_is_nested_too_deep():
    html = "<div>" * 100_000 + "<p>Deep down</p>" + "</div>" * 100_000 + "<ul><li>Back again</li></ul>"
    source = source_of_html(html)
    assert source.warnings == (TOO_DEEP,)
    assert [(block.label, block.words) for block in source.blocks] == [("", "Deep down"), ("•", "Back again")]


def test_letters_that_are_never_put_back_do_not_nest():
    html = "".join(f"<p><font size={size}><b>Road {size}</p><ul><li>Gate {size}</ul>" for size in range(1000))
    source = source_of_html(html)
    assert source.warnings == ()
    assert len(source.blocks) == 2000
    assert source.blocks[-1].label == "•"


def test_a_page_of_nothing_but_tags_is_refused():
    with pytest.raises(CannotRead, match="more markup than minutes"):
        source_of_html("<p>x" * 600_000)


@pytest.mark.parametrize(
    "piece",
    ["<", "<!--", "<a ", "<a b='", "<![CDATA[", "&", "&#", "</", "<!", "<?", "<script>", "<title>", '<p a="', "\xa0"],
)
def test_markup_broken_without_end_is_answered(piece):
    assert isinstance(source_of_html("<p>It rained.</p>" + piece * 50_000), Source)
