"""Words are found however they were typed, only where they stand as words, and the HTML around them stays whole."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.record.redacting import Words, fold


@pytest.mark.parametrize(
    ("text", "left", "count"),
    [
        ("Ms Jane Example spoke.", "Ms [redacted] spoke.", 1),
        ("JANE\u00a0 example’s letter, Jane\nExample", "[redacted]’s letter, [redacted]", 2),
        ("Jane Exampleton and Mary-Jane Example", "Jane Exampleton and Mary-[redacted]", 1),
        ("jane_example.pdf", "[redacted].pdf", 1),
        ("letter-of-jane-example.pdf", "letter-of-[redacted].pdf", 1),
        ("Jané Exampl\u0065\u0301!", "[redacted]!", 1),
        ("Jane, Example", "Jane, Example", 0),
        *(
            (f"Ms J{unseen}ane {unseen} Exam{unseen}ple{unseen} spoke.", "Ms [redacted] spoke.", 1)
            for unseen in ("\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u202e", "\x01", "\ufe0f")
        ),
        ("Jane Example\u2060\u0301\u2060!", "[redacted]!", 1),
        ("Jane\u200bExample", "Jane\u200bExample", 0),
    ],
)
def test_plain_text(text, left, count):
    assert Words.of(["Jane Example"]).taken_out(text) == (left, count)


@pytest.mark.parametrize(
    ("html", "left", "count"),
    [
        ("<p>Jane <em>Ex</em>ample &amp; co</p>", "<p>[redacted]<em></em> &amp; co</p>", 1),
        ("<p>Jane&nbsp;Example</p>", "<p>[redacted]</p>", 1),
        (
            "<p>a\u00adb Jane\u2060 <em>Ex\u200d</em>am\u00adple b\u00ada</p>",
            "<p>a\u00adb [redacted]<em></em> b\u00ada</p>",
            1,
        ),
        (
            '<p><a href="mailto:jane%20example@x" rel="noopener">write</a></p>',
            '<p><a rel="noopener">write</a></p>',
            1,
        ),
        ('<td colspan="2">x</td>', '<td colspan="2">x</td>', 0),
        ("<ul><li>jane</li></ul>", "<ul><li>jane</li></ul>", 0),
    ],
)
def test_clean_html(html, left, count):
    assert Words.of(["Jane Example"]).taken_out_of_html(html) == (left, count)


def test_the_longer_passage_goes_first_and_numbers_are_found():
    words = Words.of(["Example", "Jane Example", "07700 900123"])
    assert words.taken_out("Jane Example, 07700  900123, Example") == ("[redacted], [redacted], [redacted]", 3)


def test_a_number_is_found_however_it_is_spaced():
    assert Words.of(["07700 900123"]).taken_out("Ring 07700-900123.") == ("Ring [redacted].", 1)
    assert Words.of(["07700-900-123"]).taken_out("Ring 07700 900 123.") == ("Ring [redacted].", 1)


def test_a_name_removed_loses_its_page_and_addresses_stay():
    content = {"address": "2024/example", "attendees": [{"name": "J Example", "person": "j-example", "role": "Chair"}]}
    assert Words.of(["Example"]).taken_out_of_content(content) == (
        {"address": "2024/example", "attendees": [{"name": "J [redacted]", "person": None, "role": "Chair"}]},
        1,
    )


@given(
    st.text(alphabet="ab Z-_é<>&;\u0301\u00ad\u200dßﬁ", max_size=60),
    st.text(alphabet="abé\u00ad ßf", min_size=1, max_size=5),
)
def test_nothing_of_it_is_left_in_any_text(text, typed):
    words = Words.of([typed])
    left, count = words.taken_out(text, mark="*")
    assert words.taken_out(left, mark="*") == (left, 0)
    assert (count == 0) == (left == text)
    assert fold(fold(typed)) == fold(typed)


def test_a_long_text_takes_time_in_step_with_its_length():
    def seconds(times: int) -> float:
        started = time.process_time()
        Words.of(["Jane Example"]).taken_out_of_html("<p>Jane and Jane Exampl and others &amp; so on</p>" * times)
        return time.process_time() - started

    seconds(100)
    assert seconds(4000) < 16 * max(seconds(1000), 0.01)
