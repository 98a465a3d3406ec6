"""What looks like personal data is found, and what only looks like it at first sight is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings import personal_data
from meetings.personal_data import Kind, find_personal_data, told_of_personal_data
from tests.importers.test_patterns import has_repeat_in_repeat, patterns_in


def kinds(text: str) -> list[tuple[str, str]]:
    return [(found.kind, found.words) for found in find_personal_data(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Write to jane.ash@southcliff.example, please.", "jane.ash@southcliff.example"),
        ("It is jane+minutes@post.southcliff.gov.uk.", "jane+minutes@post.southcliff.gov.uk"),
        ('<a href="mailto:j_ash@southcliff.example">Jane</a>', "j_ash@southcliff.example"),
    ],
)
def test_an_e_mail_address_is_found_without_the_stop_after_it(text, words):
    assert kinds(text) == [(Kind.EMAIL, words)]


@pytest.mark.parametrize("text", ["3@4.50 each", "jane@council", "the @ sign", "a@b..uk", "@home.uk", "5 @ 3.50"])
def test_an_at_sign_alone_is_no_address(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    "number",
    [
        "01632 960123",
        "(01632) 960 123",
        "0161 496 0000",
        "020 7946 0018",
        "07700 900123",
        "07700900123",
        "0800 496 000",
        "+44 7700 900123",
        "+44 (0)20 7946 0018",
        "+44 (0) 161 496 0000",
        "0044 161 496 0000",
        "0161-496-0000",
        "01632\N{NO-BREAK SPACE}960123",
    ],
)
def test_a_telephone_number_is_found_however_it_is_grouped(number):
    assert kinds(f"Call {number}.") == [(Kind.TELEPHONE, number)]
    assert kinds(f"Tel.{number}, after six") == [(Kind.TELEPHONE, number)]


def test_a_telephone_number_is_found_among_other_digits():
    number = (Kind.TELEPHONE, "0161 496 0000")
    assert kinds("0161 496 0000 (2 lines)") == [number]
    assert kinds("the desk (0161 496 0000)") == [number]
    assert kinds("on 06 0161 496 0000") == [number]
    assert kinds("0161 496 0000 0161 496 0000") == [number, number]


@pytest.mark.parametrize(
    "text",
    [
        "Minute 41/17 and minutes 0123 to 0129",
        "Application 21/01234/FUL, 22/0123456789 and 0123456/21",
        "Reference CX/21/14, UPRN 010012345678, invoice 00123456789",
        "on 01-02-2024 10.30, 06/11/2024 and 2024-06-13 10:15",
        "from 0900 to 1030, 09:00-10:30",
        "£01632 960123 and £1,016,329,601.23",
        "12.01632 960123",
        "01632 960123%",
        "2021/22 2022/23 2023/24 2024/25",
        "sort code 01-02-03 12345678",
        "0123 4567 8901 2345",
        "01632 96012345678",
        "0161 496",
        "0661 496 0000 and 0461 496 0000",
    ],
)
def test_numbers_of_other_things_are_no_telephone_numbers(text):
    assert kinds(text) == []


@pytest.mark.parametrize("words", ["SO14 7LY", "M1 1AE", "EC1A 1BB", "CR2 6XH", "DN55 1PT", "W1A 0AX", "SO147LY"])
def test_a_postcode_is_found(words):
    assert kinds(f"She lives at 4 Quay Road, {words}.") == [(Kind.POSTCODE, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Item 5A and minute 12B",
        "CX21 4AB and XA1 2BC are reports",  # no such areas
        "S106 4AB",
        "W1 2ab, the M1 5th exit",
        "SO14 7CO",  # C, I, K, M, O and V end no postcode
        "21/SO14 7LY/FUL, SO14 7LY/2",
        "AB12 CDE",
        "10 AM, 5 PM, 2 BC",
    ],
)
def test_references_are_no_postcodes(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    "words",
    [
        "date of birth: 03/05/1982",
        "date of birth was 3 May 1982",
        "DOB 3.5.82",
        "D.O.B. 3rd May 1982",
        "born on the 3rd of May 1982",
        "born 3 May, 1982",
        "born 1982-05-03",
        "dyddiad geni: 3 Mai 1982",
    ],
)
def test_a_day_is_a_date_of_birth_where_it_is_said_to_be_one(words):
    assert kinds(f"The applicant, {words}, spoke.") == [(Kind.BIRTH, words)]


@pytest.mark.parametrize(
    "text",
    [
        "The meeting of 3 May 1982",
        "children born on or after 1 September 2013",
        "born between 1 May and 3 June 2013",
        "a plan born of 30 years' work",
        "born in 1982",
        "Dates of birth were checked on 3 May 2024",
    ],
)
def test_other_days_are_no_dates_of_birth(text):
    assert kinds(text) == []


def test_all_is_found_in_the_order_of_the_text_with_its_place():
    text = "SO14 7LY, DOB 3.5.82, 07700 900123, j@ash.example"
    found = find_personal_data(text)
    assert [one.kind for one in found] == [Kind.POSTCODE, Kind.BIRTH, Kind.TELEPHONE, Kind.EMAIL]
    assert all(text[one.start : one.end] == one.words for one in found)


PIECES = st.sampled_from(
    ["0161", "+44", "(0)", "(", ")", " ", "-", "/", ".", "@", "a", "b.uk", "SO14", "7LY", "DOB", "born ", "3 May 1982"]
)


@given(st.text() | st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_answered_with_places_in_it_that_do_not_overlap_within_a_kind(text):
    ends: dict[Kind, int] = {}
    for found in find_personal_data(text):
        assert text[found.start : found.end] == found.words != ""
        assert found.start >= ends.get(found.kind, 0)
        ends[found.kind] = found.end


@given(st.lists(PIECES, max_size=12).map("".join), st.integers(2, 30))
def test_a_text_said_again_and_again_holds_each_time_what_it_held(text, times):
    said = f"\n{text}\nx\n"
    assert len(find_personal_data(said * times)) == times * len(find_personal_data(said))


def test_no_pattern_repeats_a_repeat():
    patterns = [pattern for value in vars(personal_data).values() for pattern in patterns_in(value)]
    assert len(patterns) >= 6
    assert not [pattern for pattern in patterns if has_repeat_in_repeat(pattern.pattern, pattern.flags)]


OWN = "  @Southcliff.gov.example \n023 8083 2000\nSO14 7LY\nregistrar@post.example\n+44 20 7946 0000\n\n"


@pytest.mark.parametrize(
    "words",
    [
        "clerk@southcliff.gov.example",
        "Clerk@Democracy.Southcliff.Gov.Example",
        "registrar@post.example",
        "023 8083 2000",
        "(023) 8083-2000",
        "+44 (0)23 8083 2000",
        "0044 23 8083 2000",
        "020 7946 0000",
        "SO147LY",
    ],
)
def test_the_council_s_own_contacts_are_nobody_s_personal_data(words):
    assert told_of_personal_data([words]) != ""
    assert told_of_personal_data([words], OWN) == ""


@pytest.mark.parametrize(
    "words",
    [
        "ash@not-southcliff.gov.example",
        "ash@gov.example",
        "ash@post.example",
        "023 8083 2001",
        "SO14 7LX",
        "born 3 May 1982",
    ],
)
def test_what_is_only_like_them_is_asked_about(words):
    assert told_of_personal_data([words], OWN) == told_of_personal_data([words]) != ""


def test_a_clerk_is_told_of_each_once_and_of_no_more_than_five():
    many = [f"a{number}@quay.example" for number in range(7)]
    assert told_of_personal_data([many[0], many[0]]) == "e-mail address a0@quay.example"
    assert told_of_personal_data(many).endswith("a4@quay.example; 2 more")
