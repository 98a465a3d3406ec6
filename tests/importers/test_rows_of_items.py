"""Rows pasted from a committee system's table, each of them a whole item: title, purpose and minutes on one line."""

from meetings.importers.minutes import MeetingRead
from meetings.importers.reading import read_text

HEADING = (
    "Agenda and minutes\n\nQuay Panel - Thursday, 2nd July, 2020 6.00 pm\n\nVenue: Hall\nNo. | Item |\n---|---|\n"
)
ROWS = (
    "Apologies To receive any apologies for absence. Minutes: There were apologies from Councillor A Gale. |\n|\n"
    "Appointment of Substitute Members Minutes: There were none. |\n|\n"
    "To confirm the minutes of the meeting held on 4 June 2020. Minutes: RESOLVED that the minutes be signed. |\n|\n"
    "Moorings PDF 55 KB To consider the report. Minutes: RESOLVED that the fees be raised. |\n|\n"
    "Quay Wall PDF 73 KB The wall and its stones\nTo consider the report. Additional documents: Minutes:\n"
    "Members saw the wall.\nRESOLVED that it be mended. |\n|\nThe meeting ended at 7 pm. |\n"
)


def meeting_of(rows: str) -> MeetingRead:
    (meeting,) = read_text(HEADING + rows).meetings
    return meeting


def test_each_row_is_an_item():
    assert [item.title.value for item in meeting_of(ROWS).items] == [
        "Apologies",
        "Appointment of Substitute Members",
        "To confirm the minutes of the meeting held on 4 June 2020.",
        "Moorings",
        "Quay Wall",
    ]


def test_what_was_decided_stands_under_its_row_without_the_bar():
    decided = [[one.text.value for one in item.resolutions] for item in meeting_of(ROWS).items]
    assert decided == [
        [],
        [],
        ["that the minutes be signed."],
        ["that the fees be raised."],
        ["that it be mended."],
    ]


def test_what_an_item_was_for_is_no_part_of_its_title():
    items = meeting_of(ROWS).items
    assert [item.purpose.value for item in items if item.title.value == "Moorings"] == ["To consider the report."]


def test_a_line_of_several_papers_is_not_cut():
    rows = ROWS + "Additional documents:\nAppendix A PDF 55 KB Appendix B PDF 73 KB\n"
    assert len(meeting_of(rows).items) == len(meeting_of(ROWS).items)


def test_the_day_of_the_meeting_is_not_that_of_the_minutes_in_a_row():
    assert meeting_of(ROWS).date.value.isoformat() == "2020-07-02"
