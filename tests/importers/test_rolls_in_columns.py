"""Rolls printed in columns: members by ward side by side, a group beside each name, a head broken over two lines."""

from meetings.importers.reading import read_text

HEADING = "Minutes of the meeting of Elmbury City Council held on 4 May 2021 at 7 pm\n\n"
REST = "\n\n1. Minutes\n\nThe minutes were agreed.\n\n2. Roads\n\nNothing was said.\n"


def meeting_of(roll: str):
    (meeting,) = read_text(HEADING + roll + REST).meetings
    return meeting


def people_of(roll: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in meeting_of(roll).attendees:
        found.setdefault(one.status, []).append(one.name.value)
    return found


def test_members_stand_side_by_side_under_their_wards():
    roll = (
        "PRESENT:   The Lord Mayor, Councillor Cal Reed, in the Chair\n\n"
        "WARD                     WARD\n\n"
        "ABBEY                    HIGH CROSS AND MOOR\n\n"
        "Ann Gale                 Ben Hill-Lowe\n"
        "Dee Moss                 Eve Ford\n\n"
        "CANAL                    QUAY\n\n"
        "Cal Reed                 Gus Marsh\n"
        "                         Ida Stone\n"
    )
    expected = ["Cal Reed", "Ann Gale", "Ben Hill-Lowe", "Dee Moss", "Eve Ford", "Gus Marsh", "Ida Stone"]
    assert people_of(roll) == {"present": expected}


def test_lines_in_capitals_under_a_roll_are_no_wards_where_no_names_stand_under_them():
    roll = "PRESENT: Councillors Ann Gale and Ben Hill\n\nWELCOME AND NOTICES\n\nFIRE EXITS\n\nThe exits were shown.\n"
    assert people_of(roll) == {"present": ["Ann Gale", "Ben Hill"]}


def test_a_group_or_a_post_stands_in_a_column_beside_each_name():
    roll = (
        "PRESENT:     1. Mr A Gale (Chair)          Secondary Academies\n"
        "             2. Mrs B Hill                 Maintained Governors\n"
        "             3. Ms C Reed                  Post 16 Provision\n\n"
        "APOLOGIES:   Revd D Moss                   Diocesan Representative\n"
        "             Mrs E Ford                    Trade Unions\n\n"
        "OFFICERS\n"
        "PRESENT:     Mr F Stone                    Finance Manager\n\n"
        "IN\n"
        "ATTENDANCE:  Councillor G Marsh            Portfolio Holder for Schools\n"
    )
    meeting = meeting_of(roll)
    assert people_of(roll) == {
        "present": ["A Gale", "B Hill", "C Reed"],
        "apologies": ["D Moss", "E Ford"],
        "in attendance": ["F Stone", "G Marsh"],
    }
    assert meeting.attendees[1].role == "Maintained Governors"
    assert meeting.attendees[5].role == "Finance Manager"
    assert [item.number.value for item in meeting.items] == ["1", "2"]


def test_a_substitution_beside_a_name_is_no_group():
    roll = (
        "PRESENT:\n\nCouncillor A Gale       Quay Council (substitute for Councillor B Hill)\n"
        "Councillor C Reed       Moor Council\n"
    )
    assert people_of(roll) == {"substitute": ["A Gale"], "present": ["C Reed"], "apologies": ["B Hill"]}
