"""What clerks set in columns or between brackets and a page gives line by line reads in full, or is left blank."""

import datetime

import pytest

from meetings.importers.minutes import MeetingRead
from meetings.importers.reading import read_text

HEADING = "Minutes of the Quay Panel held on 5 May 2021 at 7 pm\n\n"
REST = "\n\n8. Fees\nRESOLVED: That the fees be raised.\n9. Close\nThat was all.\n"


def meeting_of(text: str) -> MeetingRead:
    (meeting,) = read_text(text).meetings
    return meeting


def people_of(roll: str, status: str = "present") -> list[tuple[str, str]]:
    meeting = meeting_of(HEADING + roll + REST)
    return [(one.name.value, one.role) for one in meeting.attendees if one.status == status]


def declared_in(text: str) -> list[str]:
    source = f"{HEADING}Present: Councillors A Stone, B Wood, C Reed\n\n7. Declarations of Interest\n\n{text}{REST}"
    return [one.name.value for item in meeting_of(source).items for one in item.declarations]


def actions_of(text: str) -> list[tuple[str, str | None, str | None]]:
    meeting = meeting_of(f"{HEADING}Present: Cllr A Stone\n\n7. Roof\n\n{text}{REST}")
    return [
        (one.task.value, one.owner and one.owner.value, one.due and one.due.value)
        for item in meeting.items
        for one in item.actions
    ]


def titles_of(text: str) -> list[tuple[str | None, str]]:
    return [(item.number and item.number.value, item.title.value) for item in meeting_of(text).items]


# People


def test_the_post_on_the_line_below_a_name_is_that_persons():
    roll = (
        "Members Present:\n\nCouncillor Ann Stone\nLeader of the Council\n\nCouncillor Ben Wood\nCabinet Member, Roads"
    )
    assert people_of(roll) == [
        ("Ann Stone", "Councillor, Leader of the Council"),
        ("Ben Wood", "Councillor, Cabinet Member, Roads"),
    ]


def test_a_column_of_roles_read_line_by_line_names_nobody():
    roll = (
        "Present:-\n\nMembers\n\nRole\n\nAnn STONE (Chairperson)\n\nNominated by Quay Council (Elected Member)\n\n"
        "Ben WOOD\n\nChief Officer\n\nCal REED\n\nRegistered Nurse\n\n"
        "Non-members in attendance at request of the Chief Officer:-\n\nDee HART\n\nHead of Wards\n\nEd PIKE\n\n"
        "Finance Manager\n\nFay LANE\n\nInternal Audit\n"
    )
    assert [name for name, _ in people_of(roll)] == ["Ann STONE", "Ben WOOD", "Cal REED"]
    assert people_of(roll)[1:] == [("Ben WOOD", "Chief Officer"), ("Cal REED", "Registered Nurse")]
    assert [name for name, _ in people_of(roll, "in attendance")] == ["Dee HART", "Ed PIKE", "Fay LANE"]


def test_posts_below_the_names_of_the_absent_name_nobody():
    text = (
        f"{HEADING}Present: Cllr A Stone\n\n7. Apologies\n\nApologies were submitted on behalf of:-\n\nAnn HART\n\n"
        f"Chief Nursing Officer\n\nBen PIKE\n\nThird Sector Representative{REST}"
    )
    away = [(one.name.value, one.role) for one in meeting_of(text).attendees if one.status == "apologies"]
    assert away == [("Ann HART", "Chief Nursing Officer"), ("Ben PIKE", "Third Sector Representative")]


def test_a_post_on_the_line_above_its_holder_ends_no_list():
    roll = (
        "PRESENT IN CHAMBER:\nCouncillor A Stone\n\nDeputy Mayor\nCouncillor B Wood\n\nAldermen C Reed and D Hart\n\n"
        "PRESENT IN REMOTE LOCATION: Aldermen E Pike, F Lane OBE\n\nCouncillors G Moss, H Dale\n"
    )
    assert people_of(roll) == [
        ("A Stone", "Councillor"),
        ("B Wood", "Councillor, Deputy Mayor"),
        ("C Reed", "Alderman"),
        ("D Hart", "Alderman"),
        ("E Pike", "Alderman"),
        ("F Lane", "Alderman"),
        ("G Moss", "Councillor"),
        ("H Dale", "Councillor"),
    ]


def test_names_one_below_another_are_no_posts_of_each_other():
    roll = "Present:\n\nAnn Stone\nBen Wood\nCal Reed\nDee Hart\n"
    assert [name for name, _ in people_of(roll)] == ["Ann Stone", "Ben Wood", "Cal Reed", "Dee Hart"]


def test_the_members_of_a_cabinet_are_present_at_its_own_meeting():
    roll = "Cabinet Members Present:\nCouncillor Ann Stone (Chairman)\n\nMembers also Present:\nCouncillor Ben Wood\n"
    assert [name for name, _ in people_of(roll)] == ["Ann Stone"]
    assert [name for name, _ in people_of(roll, "in attendance")] == ["Ben Wood"]


def test_the_members_of_a_cabinet_visit_a_committee():
    roll = "Committee Members Present:\nCouncillor Ann Stone\n\nCabinet Members Present:\nCouncillor Ben Wood\n"
    assert [name for name, _ in people_of(roll)] == ["Ann Stone"]
    assert [name for name, _ in people_of(roll, "in attendance")] == ["Ben Wood"]


@pytest.mark.parametrize(
    ("roll", "people"),
    [
        ("Present: Cllrs Ann Stone [Chair], Ben Wood and Cal Reed [Vice-Chair]\n",
         [("Ann Stone", "Cllr, Chair"), ("Ben Wood", "Cllr"), ("Cal Reed", "Cllr, Vice-Chair")]),
        ("PRESENNOL – Y Cynghorwyr Nia Rhys [Cadeirydd], Ifan Puw a Gwen Wyn.\n",
         [("Nia Rhys", "Cynghorydd, Cadeirydd"), ("Ifan Puw", "Cynghorydd"), ("Gwen Wyn", "Cynghorydd")]),
        ("Aelodau yn bresennol:\n\nY Cynghorydd / Councillor Nia Rhys (Cadeirydd / Chair)\n\n"
         "Councillors Ben Wood, Cal Reed\n",
         [("Nia Rhys", "Cynghorydd / Councillor, Cadeirydd / Chair"), ("Ben Wood", "Councillor"),
          ("Cal Reed", "Councillor")]),
        ("Members Present: Aldermen – A Stone, B Wood and\n C Reed\n",
         [("A Stone", "Alderman"), ("B Wood", "Alderman"), ("C Reed", "Alderman")]),
    ],
)  # fmt: skip
def test_brackets_dashes_and_two_languages_beside_names(roll, people):
    assert people_of(roll) == people


def test_what_somebody_is_and_the_letters_of_a_body_are_no_other_person():
    roll = "Present: Cllr A Stone\nIn Attendance: Mr Ben Wood, Area Manager, QHE\nMs Cal Reed, Harbour Maker, QHE\n"
    assert [name for name, _ in people_of(roll, "in attendance")] == ["Ben Wood", "Cal Reed"]


def test_the_heads_of_the_columns_below_the_roll_are_nobody():
    roll = "Present: Cllr A Stone\nAPOLOGIES: Cllr Ben Wood\n\nITEM    MINUTE      ACTION\n"
    assert [name for name, _ in people_of(roll, "apologies")] == ["Ben Wood"]


def test_a_substitute_is_told_by_whose_substitute_it_is():
    text = (
        f"{HEADING}Present: Cllr A Stone\n\n7. Substitute Members\n\n"
        f"The Panel was advised that Inspector Ben Wood was attending as Cal Reed's substitute.{REST}"
    )
    (substitute,) = [one for one in meeting_of(text).attendees if one.status == "substitute"]
    assert (substitute.name.value, substitute.substitute_for.value) == ("Ben Wood", "Cal Reed")


# Declarations


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Cal Reed declared for transparency in relation to item 9 that she was a trustee.", ["Cal Reed"]),
        ("Councillor Ann Stone in respect of the quay as her brother owns it, and Councillor Ben Wood in item 9.",
         ["Ann Stone", "Ben Wood"]),
        ("Y Cynghorydd Nia Rhys ynghylch y cei, a'r Cynghorydd Ifan Puw yn eitem 9 fel aelod.",
         ["Nia Rhys", "Ifan Puw"]),
        ("Datganodd y Cynghorydd Nia Rhys gyswllt personol â Chofnod 9.", ["Nia Rhys"]),
        ("Gwnaeth y Cynghorydd Nia Rhys ddatganiad o ddiddordeb yn eitem 9.", ["Nia Rhys"]),
        ("The Panel noted for transparency that the accounts were late.", []),
        ("Members with interests in respect of any item should say so.", []),
    ],
)  # fmt: skip
def test_interests_told_in_other_words(text, names):
    assert declared_in(text) == names


# Actions


def test_the_officer_who_carries_a_decision_out_is_no_further_action():
    text = (
        "RESOLVED: That the roof be mended.\n\nReasons for decision\n\nIt leaks.\n\n"
        "Officer to action: Ann Stone, Head of Roofs\nClassification: Public\n"
    )
    assert actions_of(text) == []


def test_what_is_asked_of_an_owner_below_a_carried_motion_is_the_motion():
    text = (
        "Moved by Councillor Stone\nSeconded by Councillor Wood\n\nThat this Council mend the roof.\n\n"
        "The substantive motion was put to the meeting and was declared carried, 9 voting in favour and 2 against.\n\n"
        "ACTION BY: Chief Executive\n"
    )
    assert [(task.removeprefix("That "), owner) for task, owner, _ in actions_of(text)] == [
        ("this Council mend the roof.", "Chief Executive")
    ]


@pytest.mark.parametrize(
    ("task", "due"),
    [
        ("Action: Clerk to reply before the deadline of 27 October.", "before the deadline of 27 October"),
        ("Action: Clerk to draft questions for the November session with Cllr Stone.", "for the November session"),
        ("Action: Clerk to arrange training before the panels meet.", "before the panels meet"),
        ("Action: Clerk to tie up the swings tomorrow.", "tomorrow"),
        ("Action: Clerk to tell the tenants that the works start tomorrow and end in May.", None),
        ("Mend the roof soon.\n\nAction: Head of Roofs, April 2023", "April 2023"),
    ],
)
def test_by_when_in_other_words(task, due):
    ((_, _, said),) = actions_of(task)
    assert said == due


# Headings


@pytest.mark.parametrize(
    ("heading", "hour", "committee", "venue"),
    [
        ("20 JUNE 2013\n\nMinutes of a meeting of the QUAY COMMITTEE held in the Moot Hall,\nStaithe Road at 9.30 am "
         "when there were present:\n\nCllr A Stone\n", (9, 30), "QUAY COMMITTEE", "Moot Hall, Staithe Road"),
        ("Minutes of Quay Parish Council held in the Moot Hall at 7.30pm on 20 June 2013\n\nPresent: Cllr A Stone\n",
         (19, 30), "Quay Parish Council", "Moot Hall"),
        ("Quay PC\nMinutes of Quay Parish Council held at the Moot Hall At 7.30pm on 20 June 2013\n\n"
         "Present: Cllr A Stone\n", (19, 30), "Quay Parish Council", "Moot Hall"),
        ("Cabinet\nThursday, 20 June 2013\nMeeting held at Committee Room 4 - Civic Offices, Quay Road\n\n"
         "Present: Cllr A Stone\n", None, "Cabinet", "Committee Room 4 - Civic Offices, Quay Road"),
        ("At a MEETING of the QUAY JOINT BOARD held remotely on 20 June 2013.\n\nPresent: Cllr A Stone\n",
         None, "QUAY JOINT BOARD", None),
        ("CYNGOR CYMUNED Y CEI\n\nCofnodion Cyfarfod Cyffredin y Cyngor a gynhaliwyd yn Neuadd y Cei, nos Iau, "
         "20 Mehefin 2013 am 7.00 pm.\n\nPresennol: Y Cyng. Nia Rhys\n",
         (19, 0), "CYNGOR CYMUNED Y CEI", "Neuadd y Cei"),
    ],
)  # fmt: skip
def test_headings(heading, hour, committee, venue):
    meeting = meeting_of(heading + REST)
    assert meeting.date.value == datetime.date(2013, 6, 20)
    assert (meeting.time and meeting.time.value) == (datetime.time(*hour) if hour else None)
    assert meeting.committee.value == committee
    assert (meeting.venue and meeting.venue.value) == venue


def test_a_day_above_a_sentence_that_gives_its_own_is_not_taken():
    meeting = meeting_of(
        "20 JUNE 2013\n\nMinutes of a meeting of the QUAY COMMITTEE held in the Moot Hall on 2 May 2013\n"
        f"\nPresent: Cllr A Stone\n{REST}"
    )
    assert meeting.date is None or meeting.date.value == datetime.date(2013, 5, 2)


# Items


def test_titles_set_apart_by_wide_space_head_the_parts_of_an_item():
    text = (
        f"{HEADING}Present: Cllr A Stone\n\n7  QUAY MATTERS\n\n7.1  Notice Board  The glass was broken again.\n\n"
        "RESOLVED to act.\n\n7.2  Harbour Wall  Mr Pike had looked at the wall.\n\n8  FEES\n\nNone were raised.\n\n"
        "9  CLOSE\n\nThat was all.\n"
    )
    assert titles_of(text) == [
        ("7", "QUAY MATTERS"), ("7.1", "Notice Board"), ("7.2", "Harbour Wall"), ("8", "FEES"), ("9", "CLOSE"),
    ]  # fmt: skip


def test_numbered_paragraphs_with_two_spaces_after_a_stop_head_nothing():
    text = (
        f"{HEADING}Present: Cllr A Stone\n\n7  QUAY MATTERS\n\n7.1  Thanks were given.  The glass was broken.\n\n"
        "7.2  Mr  Pike had looked at it.\n\n8  FEES\n\nNone were raised.\n\n9  CLOSE\n\nThat was all.\n"
    )
    assert titles_of(text) == [("7", "QUAY MATTERS"), ("8", "FEES"), ("9", "CLOSE")]


def test_headings_without_numbers_between_numbered_ones():
    text = (
        f"{HEADING}Present: Cllr A Stone\n\n1      PRAYER\n\nCanon Pike said it.\n\nMAYOR’S REMARKS\n\n"
        "The Mayor thanked swimmers.\n\n2      FEES\n\nNone were raised.\n\nPROPOSAL TO PROCEED ‘IN CONFIDENCE’\n\n"
        "Moved by Councillor Wood and RESOLVED that it be so.\n\n3      TENDERS\n\nRESOLVED to wait.\n"
    )
    assert [title for _, title in titles_of(text)] == [
        "PRAYER", "MAYOR’S REMARKS", "FEES", "PROPOSAL TO PROCEED ‘IN CONFIDENCE’", "TENDERS",
    ]  # fmt: skip


def test_roman_numbers_need_no_sign_before_capitals():
    text = (
        f"{HEADING}Present: Cllr A Stone\n\nI APOLOGIES\n\nThere were none.\n\nII MINUTE OF PREVIOUS MEETING\n\n"
        "It was approved.\n\nIII FEES\n\nThe Board agreed to wait.\n"
    )
    assert titles_of(text) == [("I", "APOLOGIES"), ("II", "MINUTE OF PREVIOUS MEETING"), ("III", "FEES")]


def test_the_next_meeting_is_an_item_though_its_title_runs_into_the_day():
    text = (
        f"{HEADING}Present: Cllr A Stone\n\nRoof\nIt was agreed that the roof be mended at once.\n\nFees\n"
        "It was agreed that the fees stay as they are.\n\nWindmill\nNobody knew whose it was, and so it was left.\n\n"
        "Quay\nThe quay had been washed by the sea again.\n\nDate of next meeting: Monday 7 June at 7 pm.\n"
    )
    assert titles_of(text)[-1] == (None, "Date of next meeting")


def test_a_sentence_broken_within_a_name_is_read_as_one():
    text = (
        f"{HEADING}Present: Cllr A Stone\n\n7. Apologies for absence\n"
        "Apologies for absence were received from Councillors A B C Wood and E Upper\nCombe. There was one substitute."
        f"{REST}"
    )
    away = [one.name.value for one in meeting_of(text).attendees if one.status == "apologies"]
    assert away == ["A B C Wood", "E Upper Combe"]
