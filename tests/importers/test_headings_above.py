"""Items whose headings stand on a line above their numbered minutes."""

import pytest

from meetings.importers.minutes import ItemRead
from meetings.importers.reading import read_file, read_text

TOP = "HARBOUR COMMITTEE\n\nWednesday, 5 May 2021\n\nPresent: Councillors Hill, Oak and Rill\n"
MINUTES = [
    ("APOLOGIES", "An apology was received from Councillor Moss."),
    ("DECLARATIONS OF LOBBYING", "Councillors Hill and Oak said that the sailing club had written to them."),
    ("MINUTES", "RESOLVED – That the minutes of 7 April 2021 be signed."),
    ("PONTOON REPAIRS", "(Councillor Rill left the room for this item.)\n\nRESOLVED – That the pontoon be mended."),
    ("DREDGING", "It silts up.\n\nRESOLVED:\n\n1. That a price be got; and\n\n2. That it wait."),
    ("NEXT MEETING", "The next meeting was to be on 9 June 2021."),
]  # fmt: skip


def items_of(text: str) -> list[ItemRead]:
    return [item for meeting in read_text(text).meetings for item in meeting.items]


def headings(items: list[ItemRead]) -> list[tuple[str, str]]:
    return [(item.number.value if item.number else "", item.title.value) for item in items]


def text_of(number: str, *, small: bool = False) -> str:
    parts = [
        f"{title.capitalize() if small else title}\n\n{number.format(place)}   {said}\n"
        for place, (title, said) in enumerate(MINUTES, 31)
    ]
    return "\n".join([TOP, *parts])


@pytest.mark.parametrize("number", ["HAR{}/21", "{}.", "{}/21", "HC{}"])
def test_a_heading_in_capitals_above_a_number_is_the_title(number):
    items = items_of(text_of(number))
    printed = [number.format(place).rstrip(".").removeprefix("HC") for place in range(31, 37)]
    assert [item.title.value for item in items] == [title for title, _ in MINUTES]
    assert [item.number.value.removeprefix("HC") for item in items] == printed


def test_the_numbered_paragraph_is_the_minute_and_its_decisions_are_the_items():
    items = items_of(text_of("HAR{}/21"))
    assert "Councillor Moss" in items[0].minute.value
    assert [[one.text.value for one in item.resolutions] for item in items] == [
        [],
        [],
        ["That the minutes of 7 April 2021 be signed."],
        ["That the pontoon be mended."],
        ["That a price be got; and", "That it wait."],
        [],
    ]


def test_who_was_lobbied_declared_no_interest():
    assert not any(item.declarations for item in items_of(text_of("HAR{}/21")))


def test_headings_in_small_letters_above_numbers_are_titles_too():
    titles = [item.title.value for item in items_of(text_of("{}/21", small=True))]
    assert titles[0] == "Apologies"
    assert titles[4:] == ["Dredging", "Next meeting"]


def test_headings_of_a_web_page_above_numbers_are_titles():
    minutes = enumerate([*MINUTES[:3], MINUTES[-1]], 31)
    parts = "".join(f"<h3>{title.capitalize()}</h3><p>{place}. {said}</p>" for place, (title, said) in minutes)
    page = f"<h1>Harbour Committee</h1><p>Minutes of the meeting held on 5 May 2021</p>{parts}"
    items = [item for meeting in read_file(page.encode(), "minutes.html").meetings for item in meeting.items]
    assert headings(items) == [
        ("31", "Apologies"), ("32", "Declarations of lobbying"), ("33", "Minutes"), ("34", "Next meeting"),
    ]  # fmt: skip


def test_numbers_beside_their_titles_keep_them_under_headings_of_parts():
    text = (
        f"{TOP}\nPART ONE\n\n1. Apologies\n\nThere were none.\n\n2. Minutes\n\nThey were signed.\n\n"
        "PART TWO\n\n3. Dredging\n\nA price was got.\n\n4. Next meeting\n\nOn 9 June.\n"
    )
    assert headings(items_of(text)) == [
        ("1", "Apologies"), ("2", "Minutes"), ("3", "Dredging"), ("4", "Next meeting"),
    ]  # fmt: skip


def test_a_heading_over_several_numbered_paragraphs_is_not_the_title_of_the_first():
    said = [f"{number}. The Harbour Master spoke of berth {number}." for number in range(1, 13)]
    titles = ["BERTHS", "FEES", "CRANE", "SLIP"]
    groups = [[title, *said[3 * place : 3 * place + 3]] for place, title in enumerate(titles)]
    items = items_of("\n\n".join([TOP, *(line for group in groups for line in group)]))
    assert items
    assert not [item for item in items if item.number and item.title.value in titles]


def test_a_list_under_one_heading_makes_no_items():
    text = (
        f"{TOP}\nAPOLOGIES\n\nThere were none.\n\nSHELTERS\n\nThe survey found:\n• 61 shelters in fair order\n"
        "• 12 without glass\n• 3 which have gone\n\nFEES\n\nThey stay as they are.\n"
    )
    assert [title for _, title in headings(items_of(text))] == ["APOLOGIES", "SHELTERS", "FEES"]


def test_letters_of_the_body_may_follow_the_year_of_a_number():
    text = (
        f"{TOP}\n31/21/B&H Apologies\n\nThere were none.\n\n32/21/B&H To consider plans\n\n"
        "21/0441/FUL Mill Lane – porch.\nIt was resolved to make no objection.\n\n"
        "21/0452/FUL High Street – sign.\nIt was resolved to object.\n\n33/21/B&H Next meeting\n\nOn 9 June.\n"
    )
    items = items_of(text)
    assert headings(items) == [
        ("31/21/B&H", "Apologies"), ("32/21/B&H", "To consider plans"), ("33/21/B&H", "Next meeting"),
    ]  # fmt: skip
    assert [len(item.resolutions) for item in items] == [0, 2, 0]


def test_usual_headings_in_capitals_need_no_number_beside_numbered_ones():
    numbered = [
        f"{place}. {title}\n\nIt was spoken of." for place, title in enumerate(("FEES", "CRANE", "SLIP", "PAINT"), 1)
    ]
    text = "\n\n".join(
        [
            f"PLANNING COMMITTEE\n\n{TOP}",
            "DECLARATIONS OF INTEREST\n\nThere were none.",
            "RESIDENTS QUESTION TIME\n\n• Mrs Reed asked about the crane.",
            *numbered,
            "NEXT MEETING\n\nOn 9 June.",
        ]
    )
    assert headings(items_of(text)) == [
        ("", "DECLARATIONS OF INTEREST"), ("", "RESIDENTS QUESTION TIME"), ("1", "FEES"), ("2", "CRANE"),
        ("3", "SLIP"), ("4", "PAINT"), ("", "NEXT MEETING"),
    ]  # fmt: skip


@pytest.mark.parametrize("verb", ["approved", "agreed", "resolved", "authorised", "all approved"])
def test_payments_that_were_approved_are_decided_though_no_body_is_named(verb):
    text = (
        f"{TOP}\n1. Fees\n\nThe following payments were {verb}:\nRope £3.00\nPaint £4.00\n\n2. Crane\n\nIt is old.\n"
    )
    (resolution,) = [one for item in items_of(text) for one in item.resolutions]
    assert resolution.text.value.startswith(f"The following payments were {verb}")


def test_a_vote_on_a_proposal_being_put_to_the_meeting_is_read():
    text = (
        f"{TOP}\n1. Fees\n\nRESOLVED – that the fees stay.\n\n"
        "On the proposal being put to the meeting 8 Members voted in favour, 2 against and 1 abstained.\n\n"
        "2. Crane\n\nOld.\n"
    )
    (resolution,) = [one for item in items_of(text) for one in item.resolutions]
    votes = resolution.votes_for, resolution.votes_against, resolution.votes_abstained
    assert [vote.value for vote in votes] == [8, 2, 1]


def test_limbs_that_each_say_what_was_resolved_are_read_by_themselves():
    text = (
        f"{TOP}\n1. Grants\n\nThe following was decided:\n\na) Choir – It was resolved to give £5.\n\n"
        "b) Band – Members liked it. It was resolved to defer the grant until May.\n\n2. Crane\n\nOld.\n"
    )
    found = [one for item in items_of(text) for one in item.resolutions]
    assert [(one.label, one.text.value) for one in found] == [
        ("a)", "to give £5."), ("b)", "to defer the grant until May."),
    ]  # fmt: skip


def test_payments_that_another_had_approved_are_not_decided_here():
    text = f"{TOP}\n1. Fees\n\nThe Clerk said that the following payments were approved.\n\n2. Crane\n\nOld.\n"
    assert not [one for item in items_of(text) for one in item.resolutions]
