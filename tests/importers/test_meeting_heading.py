"""What the heading says of a meeting: its date, hour, kind, body and place, and where one meeting's text ends."""

import datetime

import pytest

from meetings.importers.grammar.dates import dates_in
from meetings.importers.grammar.times import clock_times_in
from meetings.importers.minutes import MeetingRead
from meetings.importers.reading import read_text

ITEMS = "\n1. Apologies\nNone.\n2. Fees\nRESOLVED: That the fees be raised.\n"


def meeting_under(heading: str) -> MeetingRead:
    (meeting,) = read_text(heading + ITEMS).meetings
    return meeting


def hour_of(heading: str) -> str | None:
    time = meeting_under(heading).time
    return f"{time.value:%H:%M}" if time else None


@pytest.mark.parametrize(
    ("words", "hour"),
    [
        ("6.00 pm", "18:00"),
        ("7:30pm", "19:30"),
        ("19.30", "19:30"),
        ("1930 hours", "19:30"),
        ("10 am", "10:00"),
        ("12 noon", "12:00"),
        ("2 o'clock in the afternoon", "14:00"),
        ("half past seven in the evening", "19:30"),
        ("6.00 y.h.", "18:00"),
        ("10.00 yb", "10:00"),
        ("10.00 – 12.15 pm", "10:00"),
        ("6.00 - 8.15pm", "18:00"),
    ],
)
def test_a_time_is_read_however_it_is_printed(words, hour):
    read = clock_times_in(words)[0]
    assert f"{read.time:%H:%M}" == hour
    assert not read.why


def test_a_time_without_its_half_of_the_day_is_a_guess():
    assert clock_times_in("at 2 o'clock")[0].why
    assert clock_times_in("7.30")[0].time == datetime.time(19, 30)


@pytest.mark.parametrize("words", ["£4.30", "12.03.2021", "for 2 hours", "in 2021", "25.00", "paragraph 4.30.2"])
def test_what_only_looks_like_a_time_is_none(words):
    assert clock_times_in(words) == []


def test_a_short_year_is_a_date_only_beside_its_true_weekday():
    assert dates_in("12/03/21") == []
    assert dates_in("Tuesday 13/09/21") == []
    assert [read.date for read in dates_in("Monday 13/09/21")] == [datetime.date(2021, 9, 13)]


def test_days_in_words_and_in_welsh_are_read():
    assert dates_in("the fourteenth day of January 2021")[0].date == datetime.date(2021, 1, 14)
    assert dates_in("nos Fawrth, 14 Mehefin 2022")[0].is_weekday_true


HELD = "ASHMOOR PARISH COUNCIL\nMinutes of the Meeting of Ashmoor Parish Council held on Monday 13th May 2024"


@pytest.mark.parametrize(
    ("heading", "hour"),
    [
        (f"{HELD} at 7.30pm in the Hall", "19:30"),
        (f"{HELD} in the Hall, commencing at 19.00", "19:00"),
        (f"{HELD}\n7.00 pm – 9.05 pm", "19:00"),
        (f"{HELD}\nTime: 10 am", "10:00"),
        (f"{HELD}\nThe meeting commenced at 6.00 pm and closed at 8.00 pm.", "18:00"),
        (f"{HELD}\nThe meeting closed at 8.00 pm.", None),
        (f"{HELD}\nPresent: Cllr A Reed (arrived at 7.10 pm)", None),
        ("Cabinet - Monday, 6th November 2023 6.00 pm\nVenue: Town Hall", "18:00"),
        ("Pwyllgor Cynllunio - Dydd Mercher, 14eg Mawrth, 2018 10.00 yb", "10:00"),
    ],
)
def test_the_hour_is_that_at_which_this_meeting_began(heading, hour):
    assert hour_of(heading) == hour


def test_the_hour_may_stand_in_the_text_but_never_that_of_another_meeting():
    opened = "\n1. Opening\nThe Chair opened the meeting at 7.02 pm.\n2. Close\nThe next meeting will start at 6 pm.\n"
    assert read_text(HELD + opened).meetings[0].time.value == datetime.time(19, 2)
    other = "\n1. Reports\nNoted.\n2. Next\nThe next meeting will start at 6 pm in the Hall.\n"
    assert read_text(HELD + other).meetings[0].time is None


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Minutes of the Annual Meeting of the Parish Council", "annual"),
        ("Minutes of the Extraordinary Meeting of the Parish Council", "extraordinary"),
        ("Minutes of a Special Meeting of the Parish Council", "extraordinary"),
        ("Minutes of a Meeting of the Special Educational Needs Panel", "ordinary"),
        ("Cofnodion Cyfarfod Blynyddol y Cyngor", "annual"),
        ("Cofnodion Cyfarfod Arbennig o'r Cyngor", "extraordinary"),
    ],
)
def test_the_kind_of_meeting_is_that_of_its_title(title, kind):
    assert meeting_under(f"{title} held on 3 May 2022 at 7 pm").kind == kind


def test_an_earlier_annual_meeting_does_not_make_this_one_annual():
    text = f"{HELD} at 7pm\n1. Apologies\nNone.\n2. Minutes of the Annual Meeting held on 2 May 2023\nAgreed.\n"
    assert read_text(text).meetings[0].kind == "ordinary"


def test_the_body_stands_above_a_sentence_that_names_none():
    meeting = meeting_under(
        "WESTMOOR BOROUGH COUNCIL\n\nLICENSING COMMITTEE\n\nMinutes of a meeting held on 7 June 2022"
    )
    assert meeting.committee.value == "LICENSING COMMITTEE"


@pytest.mark.parametrize(
    "heading",
    [
        f"{HELD} at 7pm in the Old School, Mill Lane",
        f"{HELD} in the Old School, Mill Lane, at 7pm",
        "Finance Committee\nTuesday 7 June 2022, 6.30 pm – Old School, Mill Lane",
        "Finance Committee\nTuesday 7 June 2022\n6.30 pm, Old School, Mill Lane",
        "Finance Committee - Tuesday, 7 June 2022 6.30 pm\nLleoliad / Venue: Old School, Mill Lane",
    ],
)
def test_the_place_is_read_wherever_the_heading_has_it(heading):
    assert meeting_under(heading).venue.value == "Old School, Mill Lane"


TWO = """LITTLE MARSH PARISH COUNCIL
Minutes of the Meeting of Little Marsh Parish Council held on Thursday 3rd February 2022 in the Village Hall
Present: Cllrs Jane Frost (Chair), Paul Hill, Ruby Shaw
1. Apologies
None.
2. Minutes of the meeting held on 6th January 2022
Resolved to sign the minutes of the meeting of Little Marsh Parish Council held on 6th January 2022 at 7pm.
The meeting closed at 8.40pm.

LITTLE MARSH PARISH COUNCIL
Minutes of the Annual Meeting of Little Marsh Parish Council held on Thursday 5th May 2022 in the Village Hall
Present: Cllrs Paul Hill (Chair), Ruby Shaw
Apologies: Cllr Jane Frost
1. Election of Chair
Resolved that Cllr Hill be Chair.
2. Minutes
The minutes of the meeting held on Thursday 3rd February 2022 were signed.
"""


def test_two_meetings_on_one_page_are_two_and_each_has_its_own_people():
    first, second = read_text(TWO).meetings
    assert [meeting.date.value for meeting in (first, second)] == [
        datetime.date(2022, 2, 3),
        datetime.date(2022, 5, 5),
    ]
    assert [meeting.kind for meeting in (first, second)] == ["ordinary", "annual"]
    assert [len(meeting.items) for meeting in (first, second)] == [2, 2]
    assert ("Jane Frost", "apologies") in [(who.name.value, who.status) for who in second.attendees]


def test_a_volume_of_committees_is_parted_at_each_heading():
    volume = """SOUTHCOMBE DISTRICT COUNCIL

CABINET

4 October 2021

Present: Councillor A West (Leader) in the Chair; Councillors B North and C South

21. MINUTES
The minutes of the meeting held on 6 September 2021 were signed.
22. BUDGET
RESOLVED that the budget be approved.

SOUTHCOMBE DISTRICT COUNCIL

PLANNING COMMITTEE

11 October 2021 at 6.00 pm

Present: Councillors D East (Chairman), E Best and F Good

31. MINUTES
RESOLVED that the minutes of the meeting of the Committee held on 13 September 2021 be signed.
32. APPLICATIONS
RESOLVED that permission be refused.
"""
    assert [(meeting.committee.value, meeting.date.value.day) for meeting in read_text(volume).meetings] == [
        ("CABINET", 4),
        ("PLANNING COMMITTEE", 11),
    ]


def test_the_head_of_every_page_begins_no_new_meeting():
    page = f"{HELD} at 7pm\nPresent: Cllrs A Reed, B Moss\n1. Fees\nResolved to raise them.\n"
    again = f"{HELD} at 7pm\nPresent also on this page: Cllr A Reed\n2. Hall\nResolved to let it.\n"
    assert len(read_text(page + again).meetings) == 1


def test_the_clerk_is_told_what_the_minutes_of_a_meeting_leave_out():
    warnings = read_text("Minutes of the Finance Committee held on 3 May 2022" + ITEMS).warnings
    assert "The text does not say when the meeting began." in warnings
    assert "The text does not say who was at the meeting." in warnings


def test_a_page_of_one_item_is_not_blamed_for_having_no_attendance():
    page = "Agenda item\nPark gates\nMeeting of Cabinet, Monday, 4th March, 2019 7.00 pm (Item 5.)\nMinutes:\nNoted.\n"
    assert not any("who was at" in warning or "began" in warning for warning in read_text(page).warnings)
