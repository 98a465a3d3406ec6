"""Text PDFs: their words are read in order, and what every page repeats is not taken for minutes."""

import datetime
import io
import itertools

import pypdf
import pytest
import typst

from meetings.importers.conversion.pdf import load_all, text_of_pdf
from meetings.importers.conversion.pdf_pages import without_furniture
from meetings.importers.formats import read_source
from meetings.importers.reading import read_file
from tests.importers.hostile_files import pdf_of_page

_PARTS = ("the head", "the foot", "the steps")
_MONTHS = ("In June", "In July", "In August", "Later", "At last", "For now", "By then", "Since", "Often", "Twice")


def talk(length: int) -> str:
    """So many sentences, no two the same."""
    pairs = list(itertools.product(_PARTS, _MONTHS))[:length]
    return " ".join(f"{month} the members heard how {part} of the wall stood." for part, month in pairs)


MINUTES = f"""
#set page(height: 9cm, header: [Northmere Town Council #h(1fr) Minutes], footer: context [
  Page #counter(page).display() of #counter(page).final().at(0)])
= Minutes of the Harbour Committee
held on Thursday, 14 March 2024 at 6.30 pm

*Present:* Councillors Dora Reeve (Chair) and Milo Tait

1. Apologies

None were sent.

2. Harbour wall

{talk(20)}

RESOLVED that

(i) the ﬁnal payment for the wall be made before the end of the month if nothing else is found to be wrong; and

(ii) the Harbour Master report in June.

3. Crane

{talk(30)}

RESOLVED that the crane be painted.
"""


@pytest.fixture(scope="module")
def pdf() -> bytes:
    load_all()
    return typst.compile(MINUTES.encode())


def test_the_minutes_in_a_pdf_are_read(pdf):
    (meeting,) = read_file(pdf, "minutes.pdf").meetings
    assert meeting.date.value == datetime.date(2024, 3, 14)
    assert [(item.number.value, item.title.value) for item in meeting.items] == [
        ("1", "Apologies"),
        ("2", "Harbour wall"),
        ("3", "Crane"),
    ]
    assert [resolution.label for resolution in meeting.items[1].resolutions] == ["(i)", "(ii)"]


def test_broken_lines_are_joined_also_over_the_end_of_a_page(pdf):
    texts = [block.text for block in read_source(pdf, "minutes.pdf").blocks]
    assert sum(text.startswith("In June") for text in texts) == 2
    (limb,) = [text for text in texts if text.startswith("(i)")]
    assert limb.endswith("found to be wrong; and")


def test_heads_and_feet_of_pages_are_left_out_but_the_first_head(pdf):
    text, told = text_of_pdf(pdf)
    assert len(text.split("\f")) > 2
    assert text.count("Northmere Town Council") == 1
    assert "Page 2" not in text
    assert told == []


def test_signs_for_two_letters_are_two_letters(pdf):
    assert "the final payment" in text_of_pdf(pdf)[0]


def painted(*strings: tuple[str, int, int]) -> str:
    """The text of a page that paints these strings, in this order, each at its own place."""
    stream = "".join(f"BT /F1 11 Tf 1 0 0 1 {left} {height} Tm ({words}) Tj ET\n" for words, left, height in strings)
    return text_of_pdf(pdf_of_page(stream.encode()))[0]


def test_markers_that_a_browser_painted_first_stand_before_their_paragraphs():
    load_all()
    text = painted(
        ("(i)", 50, 700), ("(ii)", 50, 670), ("RESOLVED", 50, 730),
        ("That it be done.", 80, 700), ("That it be noted.", 80, 670),
    )  # fmt: skip
    assert text.split("\n") == ["RESOLVED", "(i) That it be done.", "(ii) That it be noted."]


def test_more_room_than_usual_between_lines_parts_paragraphs():
    load_all()
    text = painted(
        ("The members heard of the", 50, 700), ("wall and its steps", 50, 686), ("and of its foot", 50, 672),
        ("The Clerk was thanked", 50, 646), ("by them all", 50, 632),
    )  # fmt: skip
    assert text.split("\n\n") == [
        "The members heard of the\nwall and its steps\nand of its foot",
        "The Clerk was thanked\nby them all",
    ]


def test_a_page_without_text_is_told(pdf):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.add_blank_page(200, 200)
    made = io.BytesIO()
    writer.write(made)
    _, told = text_of_pdf(made.getvalue())
    assert told == [f"Page {len(writer.pages)} holds no text, or next to none: look whether it is a picture of words."]


# What pages repeat.


def pages(*heads_and_feet: tuple[str, str]) -> list[list[str]]:
    return [
        [head, *(f"Line {place} of page {'abcdefgh'[at]}." for place in ("one", "two", "three", "four")), foot]
        for at, (head, foot) in enumerate(heads_and_feet)
    ]


def words_at_edges(found: list[str]) -> list[tuple[str, str]]:
    return [(page.split("\n")[0], page.split("\n")[-1]) for page in found]


def test_numbers_that_count_with_the_pages_are_page_numbers():
    found = without_furniture(pages(*((f"Line {at * at}", f"{at + 5}") for at in range(4))))
    assert words_at_edges(found) == [
        (f"Line {at * at}", f"Line four of page {letter}.") for at, letter in enumerate("abcd")
    ]


def test_a_first_head_that_says_only_which_page_it_is_is_left_out():
    found = without_furniture(pages(*((f"Page {at} of 4", f"– {at} –") for at in range(1, 5))))
    assert words_at_edges(found)[0] == ("Line one of page a.", "Line four of page a.")


def test_numbers_of_items_at_the_top_of_pages_are_kept():
    found = without_furniture(pages(("4.", "a"), ("5.", "b"), ("9.", "c"), ("12.", "d")))
    assert [head for head, _ in words_at_edges(found)] == ["4.", "5.", "9.", "12."]


def test_a_line_that_few_pages_begin_with_is_kept():
    found = without_furniture(
        pages(("RESOLVED:", "a"), ("RESOLVED:", "b"), ("Other", "c"), ("More", "d"), ("Last", "e"))
    )
    assert [head for head, _ in words_at_edges(found)] == ["RESOLVED:", "RESOLVED:", "Other", "More", "Last"]


def test_heads_of_left_and_right_pages_are_both_left_out():
    found = without_furniture(pages(*(("Left head", "a"), ("Right head", "b")) * 3))
    assert [head for head, _ in words_at_edges(found)] == [
        "Left head",
        "Right head",
        *(f"Line one of page {letter}." for letter in "cdef"),
    ]


def test_no_page_loses_all_its_lines():
    assert without_furniture([["Minutes"]] * 3) == ["Minutes"] * 3
    assert without_furniture([[], ["One line"]]) == ["", "One line"]
