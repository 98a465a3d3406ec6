"""Rolls as small councils and joint boards write them: lists run together, members counted, groups with headings."""

import pytest

from meetings.importers.reading import read_text

HEADING = "Minutes of the meeting of Elmbury Parish Council held on 4 May 2021 at 7 pm\n\n"
REST = "\n\n1. Minutes\n\nThe minutes were agreed.\n\n2. Roads\n\nNothing was said.\n"


def people_of(roll: str) -> dict[str, list[str]]:
    (meeting,) = read_text(HEADING + roll + REST).meetings
    found: dict[str, list[str]] = {}
    for one in meeting.attendees:
        found.setdefault(one.status, []).append(one.name.value)
    return found


def offices_of(roll: str) -> dict[str, str]:
    (meeting,) = read_text(HEADING + roll + REST).meetings
    return {one.name.value: one.role for one in meeting.attendees}


@pytest.mark.parametrize(
    "head", ["PRESENT (Three Councillors):-", "Present (3 members): -", "Attending by Zoom (Three Councillors) :-"]
)
def test_the_head_of_a_roll_may_count_those_who_came(head):
    roll = f"{head} Ann Gale (AG) Ben Hill (BH) - Chair, Cal Reed (CR) In attendance: Eve Ford, Clerk, and 9 others."
    assert people_of(roll) == {"present": ["Ann Gale", "Ben Hill", "Cal Reed"], "in attendance": ["Eve Ford"]}


def test_lists_that_were_run_together_are_parted_at_their_heads():
    roll = "Present: Cllr A Gale, Cllr B Hill. Clerk: Mrs E Ford Apologies: Cllr D Moss Public: 4"
    assert people_of(roll) == {"present": ["A Gale", "B Hill"], "in attendance": ["E Ford"], "apologies": ["D Moss"]}


def test_those_attending_need_no_colon_before_a_title():
    roll = "Those attending Mr A Gale (Chairman) Mr B Hill, Mrs C Reed,\nMrs E Ford (Clerk) 21 members of the public"
    assert people_of(roll) == {"present": ["A Gale", "B Hill", "C Reed", "E Ford"]}


@pytest.mark.parametrize("counted", ["together with three members of the public", "plus 5 parishioners"])
def test_those_who_are_counted_are_nobody(counted):
    assert people_of(f"Present: A. Gale - Chairman, B.Hill, P. Wood {counted}.") == {
        "present": ["A. Gale", "B.Hill", "P. Wood"]
    }


def test_an_office_may_follow_a_colon_or_be_glued_to_the_name():
    roll = "Present: Mrs A Gale-Chair, C Reed, Mrs. Hill: Borough Councillor"
    assert offices_of(roll) == {"A Gale": "Chair", "C Reed": "", "Hill": "Borough Councillor"}


def test_apologies_may_have_a_colon_before_they_were_received():
    roll = "Present: Mr A Gale\n\nApologies: Were received from County Councillor T White, Mr M Hill and PC Moss"
    assert people_of(roll)["apologies"] == ["T White", "M Hill", "Moss"]


def test_an_office_without_its_holder_is_no_name():
    assert people_of("PRESENT: V.Chairman, Messrs Gale, Hill, Mrs Reed") == {"present": ["Gale", "Hill", "Reed"]}


def test_a_group_is_named_after_a_semicolon():
    roll = "Present: A Gale (Chair), Dee Moss (Secretary); Committee members: Bob Hill, Cal Reed"
    assert people_of(roll) == {"present": ["A Gale", "Dee Moss", "Bob Hill", "Cal Reed"]}


def test_names_and_offices_may_follow_one_another_with_no_sign():
    roll = (
        "Attendance: Cllr Ann Gale Chair Cllr Ben Hill Vice Chair Cllr Dee Moss Eve Ford Parish Clerk and Finance "
        "Officer\nAlso in attendance: Cllr Fay Black Elmshire County Council Mr H Brown Footpath Warden"
    )
    assert offices_of(roll) == {
        "Ann Gale": "Cllr, Chair",
        "Ben Hill": "Cllr, Vice Chair",
        "Dee Moss": "Cllr",
        "Eve Ford": "Parish Clerk and Finance Officer",
        "Fay Black": "Cllr",
        "H Brown": "Footpath Warden",
    }


def test_a_councillor_is_not_the_officer_in_brackets():
    roll = "Present: Cllr Ann Gale (Chair) Cllr Ben Hill Eve Ford (Clerk)"
    assert offices_of(roll) == {"Ann Gale": "Cllr, Chair", "Ben Hill": "Cllr", "Eve Ford": "Clerk"}


def test_members_may_stand_under_the_groups_that_they_speak_for():
    roll = (
        "Present:\nPrimary Headteachers\nAnn Gale (Elm School)\nGovernors: Ben Hill (Oak School)\nTrade Unions:\n"
        "Dee Moss, NEU\n\nOfficers:\nEve Ford, Finance Manager\n"
    )
    assert people_of(roll) == {"present": ["Ann Gale", "Ben Hill", "Dee Moss"], "in attendance": ["Eve Ford"]}


def test_a_sentence_may_be_the_whole_roll():
    roll = "Cllrs Gale, Hill and Reed were present, with the Clerk, Mrs Ford, and 3 residents in attendance."
    assert people_of(roll) == {"present": ["Gale", "Hill", "Reed"], "in attendance": ["Ford"]}


def test_a_body_after_a_guest_is_no_second_guest():
    roll = "Present: Cllr A Gale\n\nAlso present: Mr G Brown, Elm Homes; and Ms H White, attending for the tenants"
    assert people_of(roll)["in attendance"] == ["G Brown", "H White"]


def test_a_post_may_stand_before_a_whole_name():
    roll = "Present: Cllr A Gale\n\nIn attendance: Clerk Eve Ford, the temporary clerk Kay Moss"
    assert offices_of(roll) == {"A Gale": "Cllr", "Eve Ford": "Clerk", "Kay Moss": "temporary clerk"}


def test_initials_may_stand_after_names_with_no_sign():
    roll = "Attendance: Cllr Ann Gale AG Cllr Ben Hill BH Eve Ford EF Parish Clerk"
    assert offices_of(roll) == {"Ann Gale": "Cllr", "Ben Hill": "Cllr", "Eve Ford": "Parish Clerk"}


def test_the_roll_may_be_run_into_the_heading():
    (meeting,) = read_text(HEADING.rstrip() + " in Elm Hall, Elmbury Present: Cllrs A Gale, B Hill" + REST).meetings
    assert [one.name.value for one in meeting.attendees] == ["A Gale", "B Hill"]
    assert meeting.venue.value == "Elm Hall, Elmbury"


def test_a_full_line_does_not_run_into_the_roll():
    heading = "Minutes of the Annual Meeting of\nElmbury Parish Council in the hall on Tuesday 4 May 2021\n"
    (meeting,) = read_text(f"{heading}Present: Chairman C Ward, Mrs J Bell (Clerk)\n{REST}").meetings
    assert [one.name.value for one in meeting.attendees] == ["C Ward", "J Bell"]


def test_members_of_the_public_hold_no_post():
    assert "" not in offices_of("Present: Cllr A Gale\n\nIn attendance: Eve Ford (Clerk)\nMembers of the Public: 15")


def test_an_item_may_record_the_members_present():
    text = (
        "1. Election of Chairman\n\nNone.\n\n2. Record of Members Present and Apologies. All Members present. Cllr "
        "Mrs E Hair (Chairman), Cllr J Welsh and Mrs N Moss (Clerk).\n\n3. Roads\n\nNone.\n"
    )
    (meeting,) = read_text(HEADING + text).meetings
    assert [one.name.value for one in meeting.attendees] == ["E Hair", "J Welsh", "N Moss"]


def test_posts_without_names_stand_among_the_officers_who_are_named():
    roll = (
        "PRESENT\n\nCouncillors A Gale and B Hill\n\nIN ATTENDANCE\n\nThe Corporate Director (Roads), the Head of "
        "Parks, the Principal Engineer (Bridges), Cal Reed, Open Space Officer, the Legal Services Manager and the "
        "Committee Officer as Clerk to the Meeting.\n"
    )
    (meeting,) = read_text(HEADING + roll + REST).meetings
    officers = [(one.name.value, one.role) for one in meeting.attendees if one.status == "in attendance"]
    assert officers == [
        ("", "The Corporate Director (Roads)"),
        ("", "the Head of Parks"),
        ("", "the Principal Engineer (Bridges)"),
        ("Cal Reed", "Open Space Officer"),
        ("", "the Legal Services Manager"),
        ("", "the Committee Officer"),
    ]
