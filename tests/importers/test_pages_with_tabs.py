"""Pages of a committee system that sets a paper's format and size around titles, with the attendance at the foot."""

from meetings.importers.reading import read_text

PAGE = """Council > Committees > Harbour Panel

Meeting Details

Harbour Panel
12 Oct 2022 - 18:30 to 20:00
  • Documents
  • Attendance
  • Visitors

Documents

Agenda

1 APOLOGIES FOR ABSENCE
To receive any apologies.

Apologies were received from Councillors Hill and Moss. Councillor Mrs Ford attended as substitute for Councillor Moss.

2 pdf MINUTES (141Kb)

The minutes were confirmed.

3 pdf MOORING FEES (1.2Mb)

Councillor Gale declared a personal interest as the owner of a boat.

RESOLVED :-

That, having regard to the objections received, the Panel agree:-

(i)     that the fees rise in June; and

(ii)    that they be looked at again in a year.

4 ANY OTHER BUSINESS

There was none.

Attendance

Attended - Committee Members
Name
Councillor Gale
Councillor Reed (Chairman)

Attended - Other Members
Name
Councillor Mrs Ford

Apologies
Name\tReason for Sending Apology\tSubstituted By
Councillor Hill\t \t\x20
Councillor Moss\t \tCouncillor Mrs Ford

Absent
Name\tReason for Absence\tSubstituted By
Councillor Stone\t \t\x20

Visitors
Visitor Information is not yet available for this meeting
"""


def test_the_format_and_the_size_of_a_paper_are_no_part_of_a_title():
    (meeting,) = read_text(PAGE).meetings
    assert [(item.number.value, item.title.value) for item in meeting.items] == [
        ("1", "APOLOGIES FOR ABSENCE"),
        ("2", "MINUTES"),
        ("3", "MOORING FEES"),
        ("4", "ANY OTHER BUSINESS"),
    ]


def test_the_attendance_is_read_at_the_foot_of_the_page():
    (meeting,) = read_text(PAGE).meetings
    assert {(one.name.value, one.status) for one in meeting.attendees} == {
        ("Gale", "present"),
        ("Reed", "present"),
        ("Ford", "substitute"),
        ("Hill", "apologies"),
        ("Moss", "apologies"),
        ("Stone", "absent"),
    }


def test_a_clause_before_the_body_that_agrees_is_no_decision():
    (meeting,) = read_text(PAGE).meetings
    decided = [(one.label, one.text.value) for one in meeting.items[2].resolutions]
    assert decided == [("(i)", "that the fees rise in June; and"), ("(ii)", "that they be looked at again in a year.")]


def test_a_body_named_below_the_verb_announces_the_limbs():
    text = (
        "Minutes of the meeting of the Schools Forum held on 4 May 2021 at 4 pm\n\n1    BUDGET\n\nA report came.\n\n"
        "RESOLVED\n\nThat the Schools’ Forum:\n\n1)  APPROVES a fund of £9,000.\n\n2)  REQUESTS a report yearly.\n\n"
        "2    CLOSE\n\nThe end.\n"
    )
    (meeting,) = read_text(text).meetings
    assert [(one.label, one.text.value) for one in meeting.items[0].resolutions] == [
        ("1)", "APPROVES a fund of £9,000."),
        ("2)", "REQUESTS a report yearly."),
    ]
