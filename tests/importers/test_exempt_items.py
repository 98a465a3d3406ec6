"""Exempt items: who is closed, by which paragraph, and what is never taken for closed."""

import pytest

from meetings.importers.formats.plain_text import source_of_text
from meetings.importers.grammar.exempt import part_of_meeting
from meetings.importers.grammar.items import find_heads, warnings_about
from meetings.importers.minutes import Confidence
from meetings.importers.reading import read_text

ENGLAND = "exempt information as defined in paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972"
EXCLUDED = f"RESOLVED that the press and public be excluded for the following item, as it involves {ENGLAND}."


def paragraphs(text: str) -> list[str | None]:
    """The paragraph of each item, or None."""
    return [
        item.exempt_paragraph.value if item.exempt_paragraph else None
        for meeting in read_text(text).meetings
        for item in meeting.items
    ]


def closed(text: str) -> list[str]:
    """The numbers of the items that are exempt, whether or not a paragraph is named."""
    return [head.number.value for head in find_heads(list(source_of_text(text).blocks)) if head.closed and head.number]


def warnings_for(text: str) -> list[str]:
    return warnings_about(find_heads(list(source_of_text(text).blocks)))


# The decision to exclude the public.


def test_the_next_item_is_exempt_and_the_decision_itself_is_open():
    text = (
        f"4. Roads\nNone.\n5. Exclusion of the press and public\n{EXCLUDED}\n6. Lease\nIt was agreed.\n7. Bins\nNone."
    )
    assert paragraphs(text) == [None, None, "3", None]
    assert closed(text) == ["6"]


def test_the_paragraph_points_at_its_own_words():
    text = f"5. Exclusion of the public\n{EXCLUDED}\n6. Lease\nIt was agreed."
    paragraph = read_text(text).meetings[0].items[1].exempt_paragraph
    assert text[paragraph.start : paragraph.end] == "3"
    assert text[: paragraph.start].endswith("defined in paragraph ")


def test_the_decision_may_stand_between_two_items():
    text = f"5. Roads\nThe Committee heard about the roads.\n{EXCLUDED}\n6. Lease\nIt was agreed.\n7. Bins\nNone."
    assert paragraphs(text) == [None, "3", None]


def test_the_remaining_business_is_exempt_but_for_the_date_of_the_next_meeting():
    excluded = f"RESOLVED that the public be excluded for the remaining business as it involves {ENGLAND}."
    after = "6. Lease\nSo.\n7. Staffing\nSo.\n8. Date of next meeting\n3 June 2021."
    text = f"5. Exclusion of the public\n{excluded}\n{after}"
    assert paragraphs(text) == [None, "3", "3", None]


def test_items_named_by_the_decision_are_exempt_and_no_others():
    excluded = f"RESOLVED that the public be excluded for items 7 and 9, which involve {ENGLAND}."
    text = f"6. Exclusion of the public\n{excluded}\n7. Lease\nSo.\n8. Bins\nSo.\n9. Staffing\nSo.\n10. Parks\nSo."
    assert closed(text) == ["7", "9"]


def test_the_meeting_is_open_again_when_the_public_comes_back():
    excluded = "RESOLVED that the public be excluded for the items below under paragraph 1 of Schedule 12A."
    back = "The press and public were readmitted to the meeting."
    text = f"6. Exclusion of the public\n{excluded}\n7. Staffing\nSo it was.\n{back}\n8. Bins\nSo.\n9. Parks\nSo."
    assert closed(text) == ["7"]


@pytest.mark.parametrize(
    "words",
    [
        "There were no exempt items.",
        "It was not necessary to exclude the public.",
        "To consider excluding the public and press from the meeting for exempt business under paragraph 3.",
        "RESOLVED not to exclude the public.",
    ],
)
def test_where_nobody_was_excluded_nothing_is_exempt(words):
    assert closed(f"5. Exclusion of the public\n{words}\n6. Lease\nSo.\n7. Bins\nSo.") == []


def test_an_item_may_exclude_the_public_for_itself():
    text = (
        "5. Garage sites\nRESOLVED that the public be excluded during this item under paragraph 3 of Part 1 of "
        "Schedule 12A.\nThe Committee then spoke for some time of the garage sites and of their price.\n6. Bins\nSo."
    )
    assert paragraphs(text) == ["3", None]


# The laws of the four nations.


@pytest.mark.parametrize(
    ("words", "paragraph"),
    [
        (ENGLAND, "3"),
        ("exempt information under Paragraphs 1 and 2 of Part 1 of Schedule 12A", "1"),
        ("information exempt by Schedule 12A, Part 1, paragraph 7", "7"),
        ("exempt information as defined in paragraphs 6 and 9 of Part 1 of Schedule 7A to the 1973 Act", "6"),
        ("exempt information as defined in paragraph 14 of Part 4 of Schedule 12A (Wales)", "14"),
        ("information exempt under Paragraph 3 of Part 1 of Schedule 6 to the 2014 Act", "3"),
    ],
)
def test_the_first_paragraph_is_read_from_each_nations_schedule(words, paragraph):
    text = (
        f"5. Exclusion of the public\nResolved that the public be excluded from the next item: {words}.\n6. Lease\nSo."
    )
    assert paragraphs(text) == [None, paragraph]


def test_a_welsh_decision_closes_the_item_that_follows():
    excluded = (
        "PENDERFYNWYD cau allan y wasg a'r cyhoedd yn ystod yr eitem a ganlyn, gan y datgelir gwybodaeth eithriedig "
        "fel y'i diffinnir ym mharagraff 14 o Ran 4 o Atodlen 12A."
    )
    text = f"8. Cau allan y cyhoedd\n{excluded}\n9. Contract\nCytunwyd.\n10. Biniau\nDim."
    assert paragraphs(text) == [None, "14", None]


def test_a_meeting_that_goes_into_committee_comes_out_again():
    excluded = 'Agreed that the meeting go "in committee", the matter being exempt under paragraph 3 of Schedule 6.'
    out = "OUT OF COMMITTEE\nIt was agreed to end it."
    text = f"5. Roads\nSo.\nIN COMMITTEE\n{excluded}\n6. Tender\nSo.\n{out}\n7. Bins\nSo."
    assert paragraphs(text) == [None, None, "3", None, None]


# What the page and the item say of themselves.


def test_items_under_a_heading_part_two_are_exempt_until_part_one_comes_again():
    text = "5. Roads\nSo.\n\nPART 2 – EXEMPT ITEMS\n\n6. Lease\nSo.\n7. Staffing\nSo.\n\nPART 1\n\n8. Bins\nSo."
    assert closed(text) == ["6", "7"]


@pytest.mark.parametrize(
    ("heading", "is_closed"),
    [
        ("PART 2", True),
        ("Part II – Confidential items", True),
        ("Exempt items", True),
        ("Confidential", True),
        ("Rhan 2", True),
        ("Part 1", False),
        ("OUT OF COMMITTEE", False),
        ("Part of the wall fell down", None),
        ("Public questions", None),
        ("Confidential papers were left on the train by the contractor last week", None),
    ],
)
def test_headings_that_part_a_meeting(heading, is_closed):
    assert part_of_meeting(heading) is is_closed


def test_an_item_may_say_itself_that_it_is_exempt():
    text = (
        "5. Lease of the boathouse (Exempt – paragraph 3 of Schedule 12A)\nSo.\n6. Garage sites\nThis report "
        "is not for "
        "publication by virtue of paragraph 5 of Part 1 of Schedule 12A.\nSo.\n7. Bins\nSo."
    )
    assert paragraphs(text) == ["3", "5", None]


def test_a_closed_appendix_does_not_close_its_item():
    appendix = "Appendix 2 is exempt under paragraph 3 of Part 1 of Schedule 12A."
    text = f"5. Lease\n{appendix}\nThe lease was agreed.\n6. Bins\nSo."
    assert closed(text) == []


def test_paragraphs_of_reports_and_minutes_are_not_those_of_the_schedule():
    text = "5. Confidential item: staffing\nThe recommendation at paragraph 9 of the report was agreed.\n6. Bins\nSo."
    assert paragraphs(text) == [None, None]


def test_an_exempt_item_without_a_paragraph_is_said_to_have_none():
    act = "the Public Bodies (Admission to Meetings) Act 1960"
    excluded = f"RESOLVED under {act} that the public be excluded for the next item."
    text = f"5. Exclusion of the public\n{excluded}\n6. Lease\nSo.\n7. Bins\nSo."
    assert paragraphs(text) == [None, None, None]
    assert warnings_for(text) == ["Item 6 is exempt, but the text does not say by which paragraph."]
    assert warnings_for("5. Roads\nSo.\n6. Bins\nSo.") == []


def test_the_first_of_several_paragraphs_for_several_items_is_a_guess():
    excluded = "RESOLVED that the public be excluded for the remaining items under paragraphs 1 and 3 of Schedule 12A."
    text = f"5. Exclusion of the public\n{excluded}\n6. Lease\nSo.\n7. Staffing\nSo."
    paragraph = read_text(text).meetings[0].items[1].exempt_paragraph
    assert (paragraph.value, paragraph.confidence) == ("1", Confidence.GUESSED)
    assert paragraph.why


# What does not close an item.


def test_excluding_the_public_for_an_appendix_leaves_its_item_open():
    text = (
        "4. Exclusion of the public\nRESOLVED that the public be excluded during consideration of Appendix 3 to "
        "item 5, as it is exempt under paragraph 3 of Part 1 of Schedule 12A.\n5. Grants\nPaid.\n6. Bins\nNone."
    )
    assert closed(text) == []


def test_as_above_closes_no_more_than_what_was_moved():
    text = (
        f'4. Exclusion of the public\nIt was moved: "That the public be excluded for the following item as {ENGLAND}."'
        "\nRESOLVED to exclude the public as above.\n5. Lease\nIt was agreed.\n6. Urgent items\nThere were two."
    )
    assert closed(text) == ["5"]


def test_the_paragraph_of_the_schedule_is_not_that_of_the_minutes():
    text = (
        "8. Private business\nAGREED to exclude the public during the business in paragraph 9 on the grounds that it "
        "involved exempt information as defined in paragraph 13 of Part I of Schedule 7A.\n9. Enforcement\nAgreed."
    )
    assert paragraphs(text)[-1] == "13"


def test_the_first_of_several_paragraphs_is_a_guess():
    text = EXCLUDED.replace("paragraph 3", "paragraphs 3 and 5")
    (*_, lease) = read_text(f"5. Exclusion of the public\n{text}\n6. Lease\nAgreed.").meetings[0].items
    assert (lease.exempt_paragraph.value, lease.exempt_paragraph.confidence) == ("3", Confidence.GUESSED)


def test_what_is_reported_on_coming_out_of_a_closed_session_does_not_open_the_next_item():
    text = (
        f"4. Exempt items\nRESOLVED that the public be excluded for the following items, as {ENGLAND}.\n5. Lease\n"
        "On coming out of closed session the Chair reported that the lease was agreed.\n6. Depot\nDeferred."
    )
    assert closed(text) == ["5", "6"]


SCHEDULE = "paragraph 3 of Part 1 of Schedule 12A"


@pytest.mark.parametrize(
    "decided",
    ["It was agreed that the public be excluded under", "The Panel decided that the public be excluded under"],
)
def test_an_item_that_excludes_the_public_and_then_decides_is_exempt_itself(decided):
    business = f"{decided} {SCHEDULE}.\n\nRESOLVED that bid B be taken."
    text = f"7. Roads\n\nNoted.\n\n8. Crane\n\n{business}\n\n9. Close\n\nEnd.\n"
    assert paragraphs(text) == [None, "3", None]


def test_each_item_named_with_a_paragraph_of_its_own_has_that_one():
    said = "RESOLVED that the public be excluded for item 8 (paragraph 3 of Schedule 12A) and item 9 (paragraph 1)."
    text = f"7. Exclusion of the public\n\n{said}\n\n8. Crane\n\nNoted.\n\n9. Staff\n\nNoted.\n\n10. Hedge\n\nCut.\n"
    assert paragraphs(text) == [None, "3", "1", None]


def test_a_motion_to_go_back_into_public_opens_the_meeting():
    text = (
        "7. ROADS\n\nNoted.\n\nMOTION TO PROCEED 'IN COMMITTEE'\n\nProposed by Councillor Reed and AGREED.\n\n"
        "8. CRANE\n\nExempt by virtue of Paragraph 3.\n\nNoted.\n\n"
        "MOTION TO PROCEED 'IN PUBLIC'\n\nProposed by Councillor Wood and AGREED.\n\n9. HEDGE\n\nThe hedge was cut.\n"
    )
    assert paragraphs(text) == [None, None, "3", None, None]
    assert closed(text) == ["8"]
