"""The layouts in which minutes come as Word documents: each text here is made up, its layout is real."""

import datetime

import docx
import pytest

from meetings.importers.minutes import ItemRead, MeetingRead
from meetings.importers.reading import read_file
from tests.importers.word_files import (
    LETTERS_AND_ROMANS,
    add_limbs,
    add_table,
    bytes_of,
    new_list,
    put_in_list,
)


def meeting_of(document) -> MeetingRead:
    (meeting,) = read_file(bytes_of(document), "minutes.docx").meetings
    return meeting


def document_of(*paragraphs: str):
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return document


def titles_of(meeting: MeetingRead) -> list[tuple[str | None, str]]:
    return [(item.number.value if item.number else None, item.title.value) for item in meeting.items]


def resolutions_of(item: ItemRead) -> list[tuple[str, str]]:
    return [(resolution.label, resolution.text.value) for resolution in item.resolutions]


def actions_of(item: ItemRead) -> list[tuple[str | None, str]]:
    return [(action.owner.value if action.owner else None, action.task.value) for action in item.actions]


# Headings by style, numbered by Word.


def committee_minutes():
    document = docx.Document()
    document.add_heading("Minutes of the Harbour Committee", 0)
    document.add_paragraph("held on Thursday, 14 March 2024 at 6.30 pm in the Net Loft, Quay Street")
    document.add_paragraph("Present: Councillors Dora Reeve (Chair), Milo Tait and Sian Ilett")
    document.add_paragraph("Apologies: Councillor Hugh Oakes")
    heads = new_list(document, ("decimal", "%1."))
    put_in_list(document.add_heading("Declarations of Interest", 2), heads)
    document.add_paragraph("There were none.")
    put_in_list(document.add_heading("Mooring fees", 2), heads)
    document.add_paragraph("Members considered the report of the Harbour Master.")
    document.add_paragraph("RESOLVED that:")
    limbs = new_list(document, *LETTERS_AND_ROMANS)
    add_limbs(document, limbs, "the fees for 2024/25 be approved;")
    add_limbs(document, limbs, "for visitors;", "for fishing boats;", level=1)
    add_limbs(document, limbs, "the Harbour Master report back in June.")
    put_in_list(document.add_heading("Crane", 2), heads)
    document.add_paragraph("RESOLVED that the crane be painted.")
    return document


def test_numbered_headings_of_a_committee_are_its_items():
    meeting = meeting_of(committee_minutes())
    assert meeting.date.value == datetime.date(2024, 3, 14)
    assert titles_of(meeting) == [("1", "Declarations of Interest"), ("2", "Mooring fees"), ("3", "Crane")]


def test_automatic_labels_are_those_of_the_resolutions():
    item = meeting_of(committee_minutes()).items[1]
    assert [label for label, _ in resolutions_of(item)] == ["(a)", "(b)"]
    assert resolutions_of(item)[1] == ("(b)", "the Harbour Master report back in June.")


def test_automatic_labels_and_typed_ones_read_alike():
    typed = document_of(
        "Minutes of the Parks Board held on 9 May 2024",
        "7. Band stand",
        "It was RESOLVED that",
        "(i)\tthe band stand be mended;",
        "(ii)\tthe Clerk ask for three prices.",
    )
    automatic = document_of("Minutes of the Parks Board held on 9 May 2024", "7. Band stand", "It was RESOLVED that")
    use = new_list(automatic, ("lowerRoman", "(%1)"))
    add_limbs(automatic, use, "the band stand be mended;", "the Clerk ask for three prices.")
    assert resolutions_of(meeting_of(typed).items[0]) == resolutions_of(meeting_of(automatic).items[0])
    assert len(resolutions_of(meeting_of(automatic).items[0])) == 2


# Pages of a committee system, copied into Word.


def test_an_issue_gives_one_meeting_for_each_of_its_lines():
    document = document_of(
        "Issue - meetings",
        "Library opening hours",
        "Meeting: 03/04/2019 - Council (Item 61)",
        "61 Library opening hours pdf icon PDF 142 KB",
        "Report of the Head of Libraries",
        "Additional documents:",
        "Minutes:",
        "RESOLVED that the hours at Appendix 1 be adopted.",
        "Meeting: 06/03/2019 - Council (Item 40)",
        "40 Library opening hours pdf icon PDF 140 KB",
        "Minutes:",
        "RESOLVED that the item wait for the next meeting.",
    )
    meetings = read_file(bytes_of(document), "issue.docx").meetings
    assert [meeting.date.value for meeting in meetings] == [datetime.date(2019, 4, 3), datetime.date(2019, 3, 6)]
    assert [titles_of(meeting) for meeting in meetings] == [
        [("61", "Library opening hours")],
        [("40", "Library opening hours")],
    ]


def test_an_agenda_item_has_its_resolutions():
    document = document_of(
        "Agenda item",
        "The Board to receive the Walking Plan.",
        "Jory Spence brought the last draft of the plan to the Board.",
        "Agreed that –",
        "1.\tthe Board approves the Walking Plan.",
        "2.\ta list of next year's business be settled in May.",
        "Supporting documents:",
    )
    (item,) = meeting_of(document).items
    assert [label for label, _ in resolutions_of(item)] == ["1.", "2."]


def meeting_page():
    """The items stand in a table of two columns, as the system prints them."""
    document = document_of(
        "Agenda and minutes",
        "Cabinet",
        "Thursday, 21st March, 2019 7.30 pm",
        "Venue: Committee Room 1, Moot Hall",
        "Items",
    )
    add_table(
        document,
        ("No.", "Item"),
        ("1.", "Apologies for absence\nMinutes:\nNone."),
        ("2.", "Minutes PDF 262 KB\nMinutes:\nRESOLVED that the minutes of 21 February 2019 be agreed."),
        ("3.", "Forward Plan PDF 179 KB\nTo note the plan.\nMinutes:\nRESOLVED that the Forward Plan be noted."),
    )
    return document


def test_a_meeting_page_whose_items_stand_in_a_table_is_read():
    meeting = meeting_of(meeting_page())
    assert (meeting.date.value, meeting.committee.value) == (datetime.date(2019, 3, 21), "Cabinet")
    assert titles_of(meeting) == [("1", "Apologies for absence"), ("2", "Minutes"), ("3", "Forward Plan")]
    assert [len(item.resolutions) for item in meeting.items] == [0, 1, 1]


# Parish minutes.


def parish_minutes():
    """The whole document is a table: number, what was said, and who is to act."""
    document = document_of(
        "UPPER TILLING PARISH COUNCIL",
        "Minutes of the meeting held on 10th September 2013 at 7.30pm in the Reading Room",
        "Councillors Present: D Hale – Chairman (DH), P Snow (PS) and E Lumb (EL).",
    )
    add_table(
        document,
        ("No.", "Minute", "Action"),
        ("1.0", "Apologies", ""),
        ("1.1", "Apologies were received from M Combe (MC).", ""),
        ("2.0", "Footpaths", ""),
        ("2.1", "Nettles on the Drove: RT to ask the contractor to cut back the path.", "RT"),
        ("2.2", "The finger post wants paint. EL to speak to the blacksmith.", "EL"),
    )
    return document


def test_a_parish_document_that_is_one_table_has_its_items_and_the_owners_in_its_column():
    meeting = meeting_of(parish_minutes())
    assert meeting.date.value == datetime.date(2013, 9, 10)
    assert [title for _, title in titles_of(meeting)] == ["Apologies", "Footpaths"]
    assert [owner for owner, _ in actions_of(meeting.items[1])] == ["RT", "EL"]


def test_the_numbers_of_a_table_may_be_automatic():
    document = document_of("Minutes of Upper Tilling Parish Council held on 10 September 2013")
    add_table(
        document,
        ("No.", "Minute", "Action"),
        ("", "Roof\nThe roof of the hall leaks. The Clerk to ask for prices.", "Clerk"),
        ("", "Fence\nThe fence was mended.", ""),
    )
    use = new_list(document, ("decimal", "%1."))
    for row in document.tables[0].rows[1:]:
        put_in_list(row.cells[0].paragraphs[0], use)
    meeting = meeting_of(document)
    assert titles_of(meeting) == [("1", "Roof"), ("2", "Fence")]
    assert [owner for owner, _ in actions_of(meeting.items[0])] == ["Clerk"]


def test_typed_numbers_and_tabs_of_a_parish_are_read():
    document = document_of(
        "Minutes of the Parish Council Meeting held on Monday 13th September 2021 at 7.30 p.m. in the Old Dairy",
        "1)\tApologies",
        "None were sent.",
        "2)\tPlanning",
        "2.1\tThe barn in Mill Lane. Resolved – to raise no objection.",
    )
    meeting = meeting_of(document)
    assert meeting.date.value == datetime.date(2021, 9, 13)
    assert titles_of(meeting)[:2] == [("1", "Apologies"), ("2", "Planning")]


# Tables of people.


def test_those_present_may_stand_in_a_table():
    document = document_of("Minutes of the Audit Committee held on 4 June 2024")
    document.add_heading("Present", 2)
    add_table(
        document,
        ("Name", "Role"),
        ("Councillor Dora Reeve", "Chair"),
        ("Councillor Milo Tait", "Member"),
    )
    document.add_heading("1. Accounts", 2)
    document.add_paragraph("RESOLVED that the accounts be signed.")
    meeting = meeting_of(document)
    assert {attendee.name.value for attendee in meeting.attendees} >= {"Dora Reeve", "Milo Tait"}
    assert titles_of(meeting) == [("1", "Accounts")]


def test_a_table_inside_an_item_is_kept_as_a_table():
    document = document_of("Minutes of the Audit Committee held on 4 June 2024", "1. Fees", "The fees are:")
    add_table(document, ("Mooring", "Fee"), ("Inner", "£40"), ("Outer", "£25"))
    document.add_paragraph("RESOLVED that the fees be approved.")
    (item,) = meeting_of(document).items
    assert "<table><tbody><tr><td>Mooring</td><td>Fee</td></tr>" in item.minute.value
    assert [text.removeprefix("that ") for _, text in resolutions_of(item)] == ["the fees be approved."]


# Welsh.


def test_a_welsh_document_is_read():
    document = document_of("Cyngor Tref Aberwen", "Cofnodion y cyfarfod a gynhaliwyd ar 12 Mawrth 2024")
    heads = new_list(document, ("decimal", "%1."))
    put_in_list(document.add_heading("Ymddiheuriadau", 2), heads)
    document.add_paragraph("Dim.")
    put_in_list(document.add_heading("Y neuadd", 2), heads)
    document.add_paragraph("PENDERFYNWYD cymeradwyo’r gwaith.")
    meeting = meeting_of(document)
    assert titles_of(meeting) == [("1", "Ymddiheuriadau"), ("2", "Y neuadd")]
    assert len(meeting.items[1].resolutions) == 1


# Lists of people side by side.


@pytest.mark.parametrize("is_of_paragraphs", [True, False])
def test_all_names_in_one_cell_under_present_and_apologies_are_read(is_of_paragraphs):
    document = document_of("Quay Panel", "Minutes of the meeting held on 5 May 2021 at 7 pm")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Present", "Apologies"
    lists = ["Cllr Ann Stone (Chair)", "Cllr Tom Wood", "Cllr Sue Reed"], ["Cllr Bo Hill", "Cllr Una Dunn"]
    for cell, names in zip(table.rows[1].cells, lists, strict=True):
        cell.text = names[0] if is_of_paragraphs else "\n".join(names)
        for name in names[1:] if is_of_paragraphs else ():
            cell.add_paragraph(name)
    document.add_paragraph("1. Fees")
    document.add_paragraph("RESOLVED that the fees be raised.")
    found = {one.name.value: one.status for one in meeting_of(document).attendees}
    present = dict.fromkeys(["Ann Stone", "Tom Wood", "Sue Reed"], "present")
    assert found == present | dict.fromkeys(["Bo Hill", "Una Dunn"], "apologies")
