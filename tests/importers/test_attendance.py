"""Who was at a meeting and who was not: lists, tables and sentences of attendance, in the practice of each nation."""

import pytest

from meetings.importers.minutes import AttendeeRead
from meetings.importers.reading import read_text

HEADING = "Minutes of the Audit Panel held on 5 May 2021 at 7 pm\n"
REST = "\n8. Fees\nRESOLVED: That the fees be raised.\n9. Close\nThat was all.\n"


def attendees_of(text: str) -> dict[str, AttendeeRead]:
    (meeting,) = read_text(HEADING + text + REST).meetings
    return {attendee.name.value: attendee for attendee in meeting.attendees}


def statuses_of(text: str) -> dict[str, str]:
    return {name: attendee.status for name, attendee in attendees_of(text).items()}


def substitutes_of(text: str) -> dict[str, str | None]:
    return {
        name: attendee.substitute_for.value if attendee.substitute_for else None
        for name, attendee in attendees_of(text).items()
        if attendee.status == "substitute"
    }


def value(reading) -> str | None:
    return reading.value if reading else None


def test_each_line_says_how_those_on_it_stand_to_the_meeting():
    lists = """Present: Councillors A Reed (Chair) and B Moss
Apologies for absence: Councillor C Dale
Absent without apology: Councillor D Finch
Officers in attendance:
Mrs E Gale, Head of Parks
Mr F Hope (Solicitor)
"""
    assert statuses_of(lists) == {
        "A Reed": "present",
        "B Moss": "present",
        "C Dale": "apologies",
        "D Finch": "absent",
        "E Gale": "in attendance",
        "F Hope": "in attendance",
    }


def test_a_welsh_list_is_read_like_an_english_one():
    lists = """Yn bresennol: Y Cynghorydd Mair Huws (Cadeirydd), Cynghorwyr Gwyn Rees, Elin Tomos (o bell) a Huw Puw
Ymddiheuriadau: Y Cynghorydd Siân Morgan
Absennol: Y Cynghorydd Alun Prys
Hefyd yn bresennol: Nia Bowen (Clerc) a thri aelod o'r cyhoedd
"""
    assert statuses_of(lists) == {
        "Mair Huws": "present",
        "Gwyn Rees": "present",
        "Elin Tomos": "present",
        "Huw Puw": "present",
        "Siân Morgan": "apologies",
        "Alun Prys": "absent",
        "Nia Bowen": "in attendance",
    }
    assert attendees_of(lists)["Mair Huws"].role == "Cynghorydd, Cadeirydd"
    assert attendees_of(lists)["Elin Tomos"].is_remote


def test_a_sederunt_in_two_columns_names_everyone():
    lists = """SEDERUNT

Provost Isla Grant (in the Chair)

Depute Provost Ewan Bell          Councillor Fiona Muir
Bailie Jean Petrie OBE            Councillor Rory Ogg

Attending: A Laird, Chief Executive; B Tosh, Head of Education
"""
    found = attendees_of(lists)
    assert {name: attendee.role for name, attendee in found.items() if attendee.status == "present"} == {
        "Isla Grant": "Provost, Chair",
        "Ewan Bell": "Depute Provost",
        "Fiona Muir": "Councillor",
        "Jean Petrie": "Bailie",
        "Rory Ogg": "Councillor",
    }
    assert found["B Tosh"].status == "in attendance"


def test_members_and_officers_of_northern_ireland_stand_under_their_own_lines():
    lists = """In the Chair: Alderman J Boyd
Members in attendance:
Aldermen: S Clarke, R Ewart
Councillors P Doherty, M McKee,
D Ó Cuinn*
*by remote link
Officers in attendance:
Mr C Donnelly, Head of Planning
"""
    found = attendees_of(lists)
    assert {name: attendee.role for name, attendee in found.items()} == {
        "J Boyd": "Alderman, Chair",
        "S Clarke": "Alderman",
        "R Ewart": "Alderman",
        "P Doherty": "Councillor",
        "M McKee": "Councillor",
        "D Ó Cuinn": "Councillor",
        "C Donnelly": "Head of Planning",
    }
    assert [name for name, attendee in found.items() if attendee.is_remote] == ["D Ó Cuinn"]


def test_in_attendance_means_the_members_where_no_line_says_present():
    lists = "In attendance: Cllrs Jane Frost (Chair), Paul Hill, Mrs L Peel (Clerk) and 3 members of the public\n"
    assert statuses_of(lists) == {"Jane Frost": "present", "Paul Hill": "present", "L Peel": "in attendance"}


def test_a_table_with_a_head_is_read_row_by_row():
    table = """Name | Role | Ward | Attendance
Cllr Ada Byron | Chair | Mill | Present
Cllr Ben Cole | Vice-Chair | Hill | Present (online)
Cllr Cy Dent | | Dale | Apologies
Cllr Di Earl | | Dale | Absent
Cllr Eve Ford | | Dale | Substitute for Cllr Dent
"""
    assert statuses_of(table) == {
        "Ada Byron": "present",
        "Ben Cole": "present",
        "Cy Dent": "apologies",
        "Di Earl": "absent",
        "Eve Ford": "substitute",
    }
    found = attendees_of(table)
    assert found["Ada Byron"].role == "Cllr, Chair"
    assert found["Ben Cole"].is_remote
    assert found["Eve Ford"].substitute_for.value == "Dent"


def test_columns_headed_by_how_people_stand_are_read_down():
    table = """Present | Apologies | In attendance
Cllr A Smith (Mayor) | Cllr D Jones | Mrs T Wood, Town Clerk
Cllr B Brown | Cllr E Davis | Mr H Lee, Engineer
"""
    assert statuses_of(table) == {
        "A Smith": "present",
        "B Brown": "present",
        "D Jones": "apologies",
        "E Davis": "apologies",
        "T Wood": "in attendance",
        "H Lee": "in attendance",
    }


def test_names_side_by_side_under_councillors_are_all_members():
    table = "PRESENT\nCouncillors:\nKeith Barr\tMoira Chisholm\tStuart West\nHannah Oldroyd\tDenise Green\tRoy Thew\n"
    assert list(statuses_of(table).values()) == ["present"] * 6


def test_a_ward_beside_a_name_is_no_person():
    table = "Present:\nCllr Ada Byron\tMill Ward\nCllr Ben Cole\tNorth Ward\n"
    assert list(statuses_of(table)) == ["Ada Byron", "Ben Cole"]


@pytest.mark.parametrize(
    "text",
    [
        "Present: Cllr P Pike, Cllr A Ash (substitute for Cllr B Best)\n",
        "Present: Cllr P Pike\nCllr A Ash substituting for Cllr B Best\n",
        "Apologies: Cllr B Best (Cllr A Ash substituting)\n",
        "Apologies: Cllr B Best, with Cllr A Ash attending as substitute\n",
        "Apologies: Cllr B Best, who was replaced by Cllr A Ash\n",
        "Substitutes: Cllr A Ash for Cllr B Best\n",
        "1. Apologies\nApologies were received from Cllr B Best. Cllr A Ash substituted for Cllr B Best.\n",
        "1. Apologies\nApologies were received from Cllr B Best, for whom Cllr A Ash was substitute.\n",
        "1. Apologies\nApologies were received from Cllr B Best (Board of Health – Cllr A Ash substituting).\n",
        "1. Substitutes\nIt was noted that Cllr B Best was substituted by Cllr A Ash.\n",
    ],
)
def test_the_substitute_and_the_absentee_are_told_apart(text):
    assert substitutes_of(text) == {"A Ash": "B Best"}
    assert statuses_of(text)["B Best"] == "apologies"


def test_several_substitutes_in_a_sentence_have_each_their_own_absentee():
    text = (
        "1. Substitutes\nCouncillor G Gale substituted for Councillor H Hart and Councillor I Inch for Cllr J Judd.\n"
    )
    assert substitutes_of(text) == {"G Gale": "H Hart", "I Inch": "J Judd"}


def test_a_substitute_of_nobody_in_particular_is_not_given_an_absentee():
    text = "Apologies: Councillors G Silver and H Bronze, with Councillor I Tin attending as substitute\n"
    assert substitutes_of(text) == {"I Tin": None}


def test_a_sub_committee_makes_nobody_a_substitute():
    lists = "Present: Cllr A Reed\nOfficers: B Seth (Solicitor to the Sub-Committee)\n"
    assert statuses_of(lists) == {"A Reed": "present", "B Seth": "in attendance"}


def test_those_who_came_by_video_are_marked():
    lists = """Present: Cllr A Reed, Cllr B Moss (via Teams), Cllr C Dale – remotely
Also present remotely: Mrs E Gale, Head of Parks
In attendance: Mr V Poe, Head of the Virtual School
"""
    remote = {name: attendee.is_remote for name, attendee in attendees_of(lists).items()}
    assert remote == {"A Reed": False, "B Moss": True, "C Dale": True, "E Gale": True, "V Poe": False}


@pytest.mark.parametrize(
    ("text", "arrived", "left"),
    [
        ("Present: Cllr A Reed (from item 4)\n", "item 4", None),
        ("Present: Cllr A Reed (arrived at 6.40 pm)\n", "6.40 pm", None),
        ("Present: Cllr A Reed (until item 6), Cllr B Moss\n", None, "item 6"),
        ("Present: Cllr A Reed\n1. Parks\nCllr Reed joined the meeting at 19:10.\n", "19:10", None),
        ("Present: Cllr A Reed\n1. Parks\nAt 8.15 pm Councillor Reed left the meeting.\n", None, "8.15 pm"),
        ("Present: Cllr A Reed\n1. Parks\n(Councillor A Reed left the meeting at 8.15pm)\n", None, "8.15pm"),
        ("Present: Cllr A Reed (AR)\n1. Parks\nAR left the meeting at 8.15pm.\n", None, "8.15pm"),
        ("Present: Cllr A Reed\n1. Parks\nCouncillor Reed left the meeting at this point.\n", None, None),
        ("Present: Cllr A Reed\n1. Parks\nCllr Reed left the room at 8 pm and returned at 8.10 pm.\n", None, None),
        ("Present: Cllr A Reed\n1. Parks\nCllr Reed, having an interest, left the meeting at 8 pm.\n", None, None),
    ],
)
def test_who_came_late_or_left_early_keeps_the_hour_as_printed(text, arrived, left):
    attendee = attendees_of(text)["A Reed"]
    assert (value(attendee.arrived), value(attendee.left)) == (arrived, left)


def test_two_who_come_and_go_in_one_sentence_are_not_confused():
    text = "Present: Cllr A Reed, Cllr B Moss\n(Cllr A Reed arrived at 6.50 pm and Cllr B Moss left at 8.15 pm)\n"
    found = attendees_of(text)
    assert (value(found["A Reed"].arrived), value(found["A Reed"].left)) == ("6.50 pm", None)
    assert (value(found["B Moss"].arrived), value(found["B Moss"].left)) == (None, "8.15 pm")


def test_a_sentence_that_fits_two_people_is_given_to_neither():
    text = "Present: Cllr A Reed, Cllr B Reed\n1. Parks\nCllr Reed left the meeting at 8.15 pm.\n"
    assert [attendee.left for attendee in attendees_of(text).values()] == [None, None]


def test_one_who_takes_the_chair_is_the_same_person_as_on_the_roll():
    text = "Present: Councillors A Reed and B Moss\nIn the absence of the Chair, Councillor Moss took the chair.\n"
    assert {name: attendee.role for name, attendee in attendees_of(text).items()} == {
        "A Reed": "Councillor",
        "B Moss": "Councillor, Chair",
    }


def test_a_list_broken_in_a_bracket_or_after_a_title_is_read_whole():
    text = (
        "PRESENT: Councillor R. Hallam (Chairman); Councillor P. Kell; Dr.\nM. Lomas (Director of Adult\nServices).\n"
    )
    assert list(statuses_of(text)) == ["R. Hallam", "P. Kell", "M. Lomas"]
