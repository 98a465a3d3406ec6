"""Any text at all gives a reading whose places are true."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.importers.formats.plain_text import text_of
from meetings.importers.minutes import Confidence
from meetings.importers.reading import read_file, read_text
from meetings.importers.source import CannotRead
from tests.importers.readings_of import PAGES, every_minute, every_reading, stand_in_order, words_of_html

# Lists may say where their numbers begin, and by what marker.
ALLOWED_TAGS = {"p", "ul", "ol", "ol with attributes", "li", "strong", "em", "table", "tbody", "tr", "td", "th"}
PAGE_TEXTS = [path.read_text("utf-8") for path in sorted(PAGES.glob("*.txt"))]
FRAGMENTS = [
    "RESOLVED that:", "RESOLVED", "It was agreed", "(i)", "(a)", "1.", "2.", "3a", "7.1", "41/17", "·",
    "Minutes:", "Decision:", "Additional documents:", "Agenda item", "Meeting: 17/06/2021 - Cabinet (Item 8)",
    "Present:", "Apologies", "Councillors A Hill, B Lowe and C Oak", "Mrs", "for whom", "substitute for", "(", ")",
    "ACTION: Clerk", "Action", "RT", "– PD & CW to inspect", "The Council", "noted –", "carried", "moved that", ";",
    "Cabinet - Monday, 6th November, 2023 6.00 pm", "3 May 2021", "PDF 33 KB", "| 5. |", "<b>&amp;", "and",
    "were present and", "addressed the Panel", "the motion", ":", "\u00a0", "\ufeff", "\u200b", "\r", "\t", "\x0c",
    "Page 3 of 12", "*", "**", "__", "> ", "-----", "=====", "No.  Item                              Action", "A)",
    "Item\tNotes\tAction", "          Clerk", "CAB/12/24",
]  # fmt: skip
jumbles = st.lists(
    st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(["\n", "\n\n", " ", "\t", ""])), max_size=40
).map(lambda pairs: "".join(fragment + gap for fragment, gap in pairs))
mutations = st.builds(
    lambda text, start, length, put: text[:start] + put + text[start + length :],
    st.sampled_from(PAGE_TEXTS),
    st.integers(0, 3000),
    st.integers(0, 60),
    st.one_of(st.text(max_size=8), st.sampled_from(FRAGMENTS)),
)
texts = st.one_of(st.text(max_size=300), jumbles, mutations)


@given(texts)
@settings(deadline=None)
def test_every_place_lies_inside_the_source_and_holds_the_words(source):
    for reading in every_reading(read_text(source)):
        assert 0 <= reading.start <= reading.end <= len(source)
        if reading.confidence is Confidence.PRINTED and isinstance(reading.value, str) and "<" not in reading.value:
            assert stand_in_order(reading.value.split(), _without_hidden(source[reading.start : reading.end]))


@given(texts)
@settings(deadline=None)
def test_a_minute_is_allowed_html_whose_words_stand_in_the_source(source):
    for minute in every_minute(read_text(source)):
        words, tags = words_of_html(minute.value)
        assert tags <= ALLOWED_TAGS
        assert stand_in_order(words, _without_hidden(source[minute.start : minute.end]))


@given(texts)
@settings(deadline=None)
def test_every_guess_says_why(source):
    for reading in every_reading(read_text(source)):
        assert bool(reading.why) == reading.is_guess


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_give_the_reading_of_their_text_or_are_refused(content):
    assert "\0" not in text_of(content)
    try:
        found = read_file(content, "minutes.txt")
    except CannotRead:
        return
    assert found == read_text(text_of(content))


@pytest.mark.parametrize(("content", "kind"), [(b"PK\x03\x04 and more", "Word"), (b"%PDF-1.7 and more", "PDF")])
def test_a_file_of_another_kind_renamed_to_text_is_refused(content, kind):
    with pytest.raises(CannotRead, match=f"named .txt but is a {kind}"):
        read_file(content, "minutes.txt")


def test_a_windows_file_and_a_file_with_a_mark_at_its_start_are_read():
    assert text_of("Cllr O’Hara – £5".encode("cp1252")) == "Cllr O’Hara – £5"
    assert text_of("\ufeffMinutes".encode()) == "Minutes"


def test_a_long_text_is_read_to_its_end():
    # Three thousand items: a reader whose work grew with the square of the text would not come back.
    source = "\n\n".join(
        f"{number}.\n\nRoad {number}\n\nMinutes:\n\nRESOLVED that road {number} be mended."
        for number in range(1, 3001)
    )
    (meeting,) = read_text(source).meetings
    assert len(meeting.items) == 3000
    assert meeting.items[-1].resolutions[0].text.value == "that road 3000 be mended."


def _without_hidden(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\xad")))
