"""Headings of items and of meetings in forms that clerks and committee systems print: numbers, signs and labels."""

import datetime

import pytest

from meetings.importers.minutes import MeetingRead
from meetings.importers.reading import read_text

HEADING = "Minutes of the Quay Panel held on 5 May 2021 at 7 pm\n\nPresent: Cllr A Stone\n\n"


def meeting_of(text: str) -> MeetingRead:
    (meeting,) = read_text(text).meetings
    return meeting


def items_of(items: str) -> list[tuple[str | None, str]]:
    return [(item.number and item.number.value, item.title.value) for item in meeting_of(HEADING + items).items]


def test_the_signs_that_lead_on_from_a_title_are_no_part_of_it():
    items = "(2) Apologies:- They came from Mr Reid.\n(3) Minutes of 13 February ;-\nThese were signed.\n(4) Roads –\n"
    assert items_of(items) == [("2", "Apologies"), ("3", "Minutes of 13 February"), ("4", "Roads")]


def test_an_agenda_number_after_the_reference_of_the_minute_is_its_own_number():
    items = (
        "C048/23      1.         APOLOGIES FOR ABSENCE\n\nNone.\n\n"
        "C049/23      2.         TO RECEIVE AND ADOPT THE MINUTES OF THE QUAY PANEL HELD ON 13 APRIL 2021 .\n\n"
        "Agreed.\n\nC050/23      3.         MATTERS ARISING\n\nNone.\n"
    )
    meeting = meeting_of(HEADING + items)
    assert [item.number.value for item in meeting.items] == ["1", "2", "3"]
    assert [item.minute_number.value for item in meeting.items] == ["C048/23", "C049/23", "C050/23"]
    assert meeting.items[1].title.value.startswith("TO RECEIVE AND ADOPT THE MINUTES OF THE QUAY PANEL")


def test_a_number_in_the_margin_heads_its_paragraph():
    items = (
        "1201       The Chairman welcomed all.\n\n1202       Public forum. Stones lay in the road.\n\n"
        "1203       Minutes of the meeting held on the 4th were approved.\n\n"
        "1204       Finance.  It was agreed to pay.\n"
    )
    assert [number for number, _ in items_of(items)] == ["1201", "1202", "1203", "1204"]


def test_numbers_of_a_list_in_the_margin_head_no_items_of_a_page_of_a_committee_system():
    page = (
        "Agenda and minutes\n\nItems\nNo. Item\n\n1.\n\nApologies\n\nMinutes:\n\nNone.\n\n2.\n\nInterests\n\nSay\n\n"
    )
    paragraphs = "".join(f"{number}          Details of any interest of that kind.\n\n" for number in range(1, 5))
    assert [item.title.value for item in meeting_of(page + paragraphs).items] == ["Apologies", "Interests"]


def test_paragraphs_with_numbers_of_their_own_do_not_hide_the_items():
    page = "".join(
        f"{number}.\n\n{title}\n\nMinutes:\n\n{number}.1    There were none.\n\n{number}.2    That was all.\n\n"
        for number, title in enumerate(("Apologies", "Interests", "Fees"), 1)
    )
    assert items_of(page) == [("1", "Apologies"), ("2", "Interests"), ("3", "Fees")]


def test_a_reference_may_begin_with_the_two_years_of_a_term():
    page = "".join(
        f"23-24/QFA/{number}\n\n{title}\n\nMinutes:\n\nDone.\n\n"
        for number, title in enumerate(("Chair", "Fees", "Close"), 1)
    )
    assert items_of(page) == [("23-24/QFA/1", "Chair"), ("23-24/QFA/2", "Fees"), ("23-24/QFA/3", "Close")]


def test_a_full_date_with_letters_before_it_numbers_no_item():
    items = "Prayers were said.\n\nQC 28.07.2015\n\n1. Business\n\nThe Mayor spoke.\n\n2. Fees\n\nThese were raised.\n"
    assert items_of(items) == [("1", "Business"), ("2", "Fees")]


def test_items_that_a_web_page_numbers_one_each_keep_their_titles_and_lose_that_number():
    items = (
        "1. Apologies: Cllr Reed\n\n1. To declare interests: there were none.\n\n1. Trees: the quotes were noted.\n"
    )
    assert items_of(items) == [(None, "Apologies"), (None, "To declare interests"), (None, "Trees")]


@pytest.mark.parametrize("title", ["MINUTES.", "MOORING FEES – AN APPEAL.", "Matters arising from the minutes."])
def test_a_bare_number_before_a_title_with_a_stop_is_that_of_an_item(title):
    items = f"110 APOLOGIES\n\nNone came.\n\n111 {title}\n\nThese were read.\n\n112 CLOSE\n\nThat was all.\n"
    assert items_of(items)[1] == ("111", title)


def test_a_post_with_to_the_in_its_name_is_asked_for_nothing():
    items = "1. Roll\n\nSolicitor to the Monitoring Officer (RM)\n\n2. Fees\n\nThe Clerk to write to the owners.\n"
    actions = [action for item in meeting_of(HEADING + items).items for action in item.actions]
    assert [action.owner.value for action in actions] == ["Clerk"]


@pytest.mark.parametrize(
    ("heading", "date", "hour", "committee", "venue"),
    [
        ("Provisional Minutes of Meeting held on Monday 11th June, 2001 at Quay Hall\n",
         (2001, 6, 11), None, None, "Quay Hall"),
        ("Quay Forum\nDate: Thursday, 9 November 2017 Time: 7.00 pm Venue: The Supper Room, Quay Hall\n",
         (2017, 11, 9), (19, 0), "Quay Forum", "The Supper Room, Quay Hall"),
        ("Quay Forum\nDate: 10th September 2020Time: 9:30amVenue: Virtual via Zoom\n",
         (2020, 9, 10), (9, 30), "Quay Forum", "Virtual via Zoom"),
        ("Cyngor Sir y Cei - Dydd Iau, 9fed Hydref, 2014 2.00 o'r gloch\n",
         (2014, 10, 9), (14, 0), "Cyngor Sir y Cei", None),
        ("Planning Committee - Thursday, 2nd July, 2020 6.00 pm, MOVED\n",
         (2020, 7, 2), (18, 0), "Planning Committee", None),
        ("QUAY COMMUNITY COUNCIL\n\nMINUTES of the Councils Annual meeting held at Quay Hall, on Monday, 23 November, "
         "2015, at 7.00 p.m.\n", (2015, 11, 23), (19, 0), "QUAY COMMUNITY COUNCIL", "Quay Hall"),
        ("Minutes of the Community Council virtual Meeting held via ZOOM on Tuesday, 21st June 2022.\n",
         (2022, 6, 21), None, "Community Council", "via ZOOM"),
        ("Parish Council Meeting 12th Sept 2016 – Minutes\n\nMINUTES of the meeting of QUAY COUNCIL held on Monday "
         "12th September in Quay Hall.\n", (2016, 9, 12), None, None, None),
        ("QUAY PARISH COUNCIL\n\nMINUTES OF THE MEETING OF THE PARISH COUNCIL HELD ON 12 November 2012 AT 1930 AT "
         "THE QUAY ROOMS\n", (2012, 11, 12), (19, 30), "QUAY PARISH COUNCIL", "QUAY ROOMS"),
        ("Minutes of Meeting of the Quay Council held REMOTELY on Thursday, 25 March 2021 at 10.35am\n",
         (2021, 3, 25), (10, 35), "Quay Council", None),
        ("Minutes A41 – April 12th 2021\n", (2021, 4, 12), None, None, None),
        ("Minutes of Annual Parish Meeting Monday 11th May 2015 at 7.30pm\n", (2015, 5, 11), (19, 30), None, None),
    ],
)  # fmt: skip
def test_the_heading_of_a_meeting(heading, date, hour, committee, venue):
    meeting = meeting_of(
        f"{heading}\nPresent: Cllr A Stone\n\n1. Fees\nThese were raised.\n\n2. Close\nThat was all.\n"
    )
    assert meeting.date.value == datetime.date(*date)
    assert (meeting.time and meeting.time.value) == (datetime.time(*hour) if hour else None)
    assert (meeting.committee and meeting.committee.value) == committee
    assert (meeting.venue and meeting.venue.value) == venue


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("2. Apologies for Absence – Cllr Cannon", "Apologies for Absence"),
        ("2. Declarations of Interest – none", "Declarations of Interest"),
        ("2. Confirmation of the minutes of 6 August – Agreed", "Confirmation of the minutes of 6 August"),
        ("2. Quay Hall – Fees", "Quay Hall – Fees"),
    ],
)
def test_an_answer_on_the_line_of_a_title_is_no_part_of_it(line, title):
    assert items_of(f"1. Welcome\n\n{line}\n\n3. Close\n\nThat was all.\n")[1] == ("2", title)


def test_a_label_alone_on_its_line_has_its_value_on_the_next():
    heading = (
        "Meeting documents\n\nCouncil\nThursday, 21st June, 2012 7.30 pm\n\nPlace:\nNew Chamber, Town Hall, Quay\n\n"
    )
    assert meeting_of(f"{heading}1 FEES\nRaised.\n2 CLOSE\nDone.\n").venue.value == "New Chamber, Town Hall, Quay"


def test_the_council_may_be_named_in_a_title_that_ends_with_meeting():
    heading = (
        "QUAY PARISH COUNCIL MEETING\nMinutes of the meeting held Tuesday 10th January 2023, 7.15 pm at Quay Hall\n"
    )
    meeting = meeting_of(f"{heading}Present: Cllr A Stone\n1. Fees\nRaised.\n2. Close\nDone.\n")
    assert meeting.committee.value == "QUAY PARISH COUNCIL"


def test_a_wish_for_the_vacancy_is_no_declared_interest():
    items = "4. Vacancy\n\nZoe Kelly expressed an interest after the November meeting.\n\n5. Close\n\nDone.\n"
    assert [one for item in meeting_of(HEADING + items).items for one in item.declarations] == []


def test_titles_in_capitals_may_run_into_their_text():
    items = (
        "FINANCE. A cheque was signed for the mower.\n\nPLANNING. A letter had come.\n\nMATTERS ARISING. None.\n\n"
        "HIGHWAYS AND FOOTPATHS. The Clerk spoke.\n\nCORRESPONDENCE. There was none.\n"
    )
    titles = [title for _, title in items_of(items)]
    assert titles == ["FINANCE", "PLANNING", "MATTERS ARISING", "HIGHWAYS AND FOOTPATHS", "CORRESPONDENCE"]


def test_an_item_and_names_declare_interests():
    items = "2. Declarations of Interest\n\nItem 15 – Mr A Reid and Mr I Hay (both Financial)\n\n3. Close\n\nDone.\n"
    found = [one for item in meeting_of(HEADING + items).items for one in item.declarations]
    assert [one.name.value for one in found] == ["A Reid", "I Hay"]


def test_a_page_of_a_committee_system_that_lost_its_numbers_keeps_its_text():
    page = (
        "Agenda and minutes\n\nNo. Item\n\nApologies\n\nApologies were received from Cllr Reid, who was away "
        "on the business of the council, and from the Head of Parks, who had not yet come back from his holiday.\n"
    )
    (item,) = meeting_of(page).items
    assert "Apologies were received from Cllr Reid" in item.minute.value


def test_headings_in_capitals_without_a_number_stand_among_those_with_one():
    numbered = "".join(
        f"{number}/19 TO CONSIDER MATTER {letter}\n\nThe Clerk said that it was well in hand.\n\n"
        for number, letter in zip(range(42, 47), "ABCDE", strict=True)
    )
    roll = "PRESENT: Councillors A Gale and B Hill\n\nPRAYERS\n\nCouncillor Hill led those present in prayer.\n\n"
    purpose = "47/19 TO CONSIDER MATTER F\n\nREPORT OF THE CLERK\n\nThe Clerk said that it was to be done.\n\n"
    report = "MAYOR’S REPORT\n\nThe Mayor had been to the fair and to the school.\n\n"
    part = "FOR NOTING\n\n48/19 TO NOTE MATTER G\n\nThis was noted by the Panel with thanks.\n"
    found = items_of(roll + numbered + purpose + report + part)
    assert [title for number, title in found if number is None] == ["PRAYERS", "MAYOR’S REPORT"]
    assert [number for number, _ in found if number] == [f"{number}/19" for number in range(42, 49)]
