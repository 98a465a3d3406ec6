"""Rolls, headings and declarations in forms that no usual page has: each reads in full, or is left blank."""

import datetime

import pytest

from meetings.importers.minutes import MeetingRead
from meetings.importers.reading import read_text

HEADING = "Minutes of the Quay Panel held on 5 May 2021 at 7 pm\n"
REST = "\n8. Fees\nRESOLVED: That the fees be raised.\n9. Close\nThat was all.\n"


NEXT = "\n2. Fees\nRESOLVED: That the fees be raised.\n3. Close\nThat was all.\n"


def meeting_of(text: str) -> MeetingRead:
    (meeting,) = read_text(text).meetings
    return meeting


def statuses_of(roll: str) -> dict[str, str]:
    return {one.name.value: one.status for one in meeting_of(HEADING + roll + REST).attendees}


def offices_of(roll: str) -> dict[str, str]:
    return {one.name.value: one.role for one in meeting_of(HEADING + roll + REST).attendees}


def remote_of(roll: str) -> list[str]:
    return [one.name.value for one in meeting_of(HEADING + roll + REST).attendees if one.is_remote]


def declared_in(text: str) -> list[tuple[str, str]]:
    source = f"{HEADING}Present: Councillors A Stone, B Wood (BW), C Reed\n1. Declarations of Interest\n{text}{NEXT}"
    return [(one.name.value, one.kind) for item in meeting_of(source).items for one in item.declarations]


@pytest.mark.parametrize(
    "roll",
    [
        "Present: Councillors A Stone, B Wood (R) and C Reed (R)\n(R) = attended remotely\n",
        "(R) denotes remote attendance\nPresent:\nCllr A Stone\nCllr B Wood (R)\nCllr C Reed (R)\n",
        "Present (R = by video link): Cllr A Stone, Cllr B Wood (R), Cllr C Reed (R)\n",
        "Present: Cllr A Stone, Cllr B Wood*, Cllr C Reed*\n* by remote link\n",
    ],
)
def test_a_mark_that_a_line_explains_says_who_took_part_from_afar(roll):
    assert remote_of(roll) == ["B Wood", "C Reed"]


def test_a_mark_that_nothing_explains_says_nothing():
    assert remote_of("Present: Cllr A Stone (R), Cllr B Wood\n") == []


def test_a_list_of_all_members_says_beside_the_name_who_was_away():
    roll = (
        "Attendance\n\nCouncillor Ann Stone (Chair)\nCouncillor Ben Wood (apologies)\nCouncillor Cal Reed (absent)\n"
    )
    assert statuses_of(roll) == {"Ann Stone": "present", "Ben Wood": "apologies", "Cal Reed": "absent"}


def test_a_column_headed_present_may_say_that_one_was_not():
    roll = (
        "Attendees\n\nName | Sent by | Present\nAnn Stone | Ferry School | Yes\nBen Wood | Quay School | No\n"
        "Cal Reed | Mole School | Apologies\nDee Hale | Weir School | Sub: Eve Lunn\n"
        "Fay Moss | Pier School | Yes (from 4.50pm)\n"
    )
    assert statuses_of(roll) == {
        "Ann Stone": "present",
        "Ben Wood": "absent",
        "Cal Reed": "apologies",
        "Eve Lunn": "substitute",
        "Dee Hale": "apologies",
        "Fay Moss": "present",
    }
    late = next(one for one in meeting_of(HEADING + roll + REST).attendees if one.name.value == "Fay Moss")
    assert late.arrived.value == "4.50pm"


def test_marks_in_the_last_column_need_no_head_over_them():
    roll = (
        "Attendance (P = present, A = apologies)\nCllr Ann Stone\tLeader\tP\nCllr Ben Wood\t\tP\nCllr Cal Reed\t\tA\n"
    )
    assert statuses_of(roll) == {"Ann Stone": "present", "Ben Wood": "present", "Cal Reed": "apologies"}


@pytest.mark.parametrize(
    ("line", "office"),
    [
        ("Monitoring Officer (Ann Stone)", "Monitoring Officer"),
        ("Harbour Services – Ann Stone", "Harbour Services"),
        ("Deputy Mayor for Quays – Ann Stone", "Deputy Mayor for Quays"),
        ("Ann Stone – Head of Quays", "Head of Quays"),
    ],
)
def test_an_office_may_stand_before_or_after_the_one_who_holds_it(line, office):
    assert offices_of(f"In attendance:\n\n{line}\n") == {"Ann Stone": office}


def test_a_part_of_the_land_in_brackets_after_an_office_is_nobody():
    assert "North Area" not in offices_of("In attendance:\n\nHead of Planning (North Area)\n")


def test_an_office_on_the_next_line_belongs_to_the_name_above_it():
    roll = "Officers: Mr A Stone, Head of Quays; Mrs B Wood,\nHead of Parks; Mr C Reed, Head of Roads.\n"
    assert offices_of(roll) == {"A Stone": "Head of Quays", "B Wood": "Head of Parks", "C Reed": "Head of Roads"}


@pytest.mark.parametrize(("printed", "name"), [("Miss Y Stone", "Y Stone"), ("Y Cynghorydd Ann Stone", "Ann Stone")])
def test_the_letter_y_is_an_initial_unless_a_welsh_title_follows(printed, name):
    assert list(statuses_of(f"Present: {printed}\n")) == [name]


@pytest.mark.parametrize("title", ["Fr", "Ald.", "Mayor", "Canon"])
def test_titles_of_every_kind_are_no_part_of_the_name(title):
    assert list(statuses_of(f"Present:\n\n{title} Ann Stone\nCouncillor Ben Wood\n")) == ["Ann Stone", "Ben Wood"]


def test_what_someone_came_as_is_no_part_of_the_name():
    assert list(statuses_of("Also present: Councillors A Stone and B Wood as signatories to the call-in\n")) == [
        "A Stone",
        "B Wood",
    ]


def test_members_may_be_parted_by_wide_space_with_their_titles_in_brackets():
    roll = (
        "County Borough Councillors – Present:-\n\n"
        "(Mrs.) A Stone      B Wood         C Reed\n"
        "D Hale         (Dr.) E Lunn   F Moss\n"
    )
    assert list(statuses_of(roll)) == ["A Stone", "B Wood", "C Reed", "D Hale", "E Lunn", "F Moss"]


@pytest.mark.parametrize("words", ["(for C Reed)", "(for Councillor C Reed)", "(substitute for C Reed)"])
def test_one_who_came_for_another_is_a_substitute(words):
    statuses = statuses_of(f"Present: Councillors A Stone, B Wood {words} and D Hale\nApologies: Councillor C Reed\n")
    assert statuses == {"A Stone": "present", "B Wood": "substitute", "D Hale": "present", "C Reed": "apologies"}


@pytest.mark.parametrize(
    "foot",
    ["Sorry they could not come: Ann Stone and Ben Wood.", "Apologies had been sent by Ann Stone and Ben Wood."],
)
def test_the_foot_of_the_minutes_may_say_who_could_not_come(foot):
    statuses = statuses_of(f"There: Cal Reed, Dee Hale\n{REST}\n{foot}\n")
    assert {name for name, status in statuses.items() if status == "apologies"} == {"Ann Stone", "Ben Wood"}


def test_what_brackets_say_of_the_last_of_a_list_is_not_said_of_all():
    meeting = meeting_of(f"{HEADING}Present: Cllrs A Stone, B Wood and C Reed (joined at 20:05){REST}")
    assert [one.name.value for one in meeting.attendees if one.arrived] == ["C Reed"]


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("Cllr Stone in item 2.\n", [("Stone", "other")]),
        ("Cllr Stone – QP/8/21, employer, significant\n", [("Stone", "other")]),
        ("BW said that her son rents a mooring.\n", [("BW", "other")]),
        ("Councillor Reed told the meeting that he rents the paddock.\n", [("Reed", "other")]),
        ("Councillor Reed said that he had no interest in the paddock.\n", []),
        ("The Clerk said that they should be declared in writing.\n", []),
        ("Gwnaeth y Cynghorydd Reed ddatganiad o fuddiant personol yn eitem 2.\n", [("Reed", "other")]),
    ],
)
def test_an_interest_may_be_told_without_being_named(text, declared):
    assert declared_in(text) == declared


@pytest.mark.parametrize(
    ("heading", "venue", "hour"),
    [
        ("QUAY PANEL\n\n5 May 2021\n\nMoot Hall, Weir Street, 9.30 am\n", "Moot Hall, Weir Street", "09:30"),
        ("MINUTES OF THE QUAY PANEL\nHELD ON 5 MAY 2021\nAT WEIR SCHOOL AT 7.00 PM\n", "WEIR SCHOOL", "19:00"),
        (
            "Minutes of the meeting of the Quay Panel held at 10 a.m. "
            "on 5 May 2021 (adjourned from 2 May 2021) in the Lock Room\n",
            "Lock Room",
            "10:00",
        ),
        ("Minutes of the Quay Panel meeting on 5 May 2021, 4.30 - 6.10pm (MS Teams)\n", "MS Teams", "16:30"),
        (
            "Quay Panel\n\n5 May 2021\n\nPresent: Cllr A Stone\n\n"
            "The meeting began at 6.32pm in Rooms A and B, Moot Hall\n",
            "Rooms A and B, Moot Hall",
            "18:32",
        ),
        ("Quay Panel\nDate\t5 May 2021\nTime\t7.45 pm\nPlace\tMoot Hall\n", "Moot Hall", "19:45"),
    ],
)
def test_place_and_hour_are_parted_wherever_they_stand(heading, venue, hour):
    meeting = meeting_of(heading + REST)
    assert (meeting.date.value, meeting.venue.value, f"{meeting.time.value:%H:%M}") == (
        datetime.date(2021, 5, 5),
        venue,
        hour,
    )


@pytest.mark.parametrize(
    ("heading", "committee"),
    [
        (
            "QUAY PANEL OF UPPER AND NETHER WEIR\n\nMinutes of the meeting held on 5 May 2021\n",
            "QUAY PANEL OF UPPER AND NETHER WEIR",
        ),
        ("QUAY PANEL – RECORD OF DECISIONS\nMeeting of Wednesday 5 May 2021, 5.30pm (virtual)\n", "QUAY PANEL"),
        ("Y CABINET\nCYNGOR SIR GLANMORFA\n\n25 MAI 2021\n", "Y CABINET"),
        ("Minutes of Weir Parish Council\nParish Council – Wednesday 5th May 2021 – 7.30pm\n", "Weir Parish Council"),
    ],
)
def test_the_body_is_named_as_fully_as_its_heading_does(heading, committee):
    assert meeting_of(heading + REST).committee.value == committee


def test_a_warning_about_one_of_several_meetings_says_which():
    one = "Minutes of the Quay Panel held on {} May 2021\nPresent: Cllr A Stone\n1. Fees\nNoted.\n2. Close\nDone.\n\n"
    warnings = read_text(one.format(5) + one.format(12)).warnings
    assert "Meeting of 5 May 2021 (Quay Panel): The text does not say when the meeting began." in warnings
    assert "Meeting of 12 May 2021 (Quay Panel): The text does not say when the meeting began." in warnings


# Marks, posts and notes beside names in a roll.


@pytest.mark.parametrize("key", ["(* = present at the meeting)", "* denotes Members present"])
def test_those_without_the_mark_of_presence_were_away(key):
    roll = f"Elected Members:\n\n* Mr Amos Stone\n  Mrs Beth Wood\n* Dr Carl Reed\n  Mr Dan Hill\n\n{key}\n\n"
    roll += "1. Apologies\nApologies were received from Mrs Beth Wood.\n"
    expected = {"Amos Stone": "present", "Beth Wood": "apologies", "Carl Reed": "present", "Dan Hill": "absent"}
    assert statuses_of(roll) == expected


def test_a_bullet_without_a_key_marks_nobody():
    roll = "Members present:\n\n* Mr Amos Stone\n  Mrs Beth Wood\n"
    assert statuses_of(roll) == {"Amos Stone": "present", "Beth Wood": "present"}


def test_an_office_in_small_letters_stays_with_its_name():
    roll = (
        "Co-opted Members:\nCanon Amos Stone, Diocesan representative\nMr Carl Reed, parent governor representative\n"
    )
    assert statuses_of(roll) == {"Amos Stone": "present", "Carl Reed": "present"}


def test_how_one_stands_may_be_said_after_the_role():
    roll = (
        "Attendance\n\nCouncillor Amos Stone – Chair – Present\nCouncillor Beth Wood – Committee Member – Apologies\n"
        "Councillor Carl Reed – Committee Member – Absent\n"
    )
    assert statuses_of(roll) == {"Amos Stone": "present", "Beth Wood": "apologies", "Carl Reed": "absent"}


def test_officers_after_their_posts_under_the_members_were_in_attendance():
    roll = (
        "Members:\n\nCouncillor Amos Stone\n\nCouncillor Dan Hill was in the building but was not needed.\n\n"
        "Legal Adviser: Ms Beth Wood\nLicensing Officer: Mr Carl Reed\nContact Officer: Mr Paul Moss\n"
    )
    assert statuses_of(roll) == {"Amos Stone": "present", "Beth Wood": "in attendance", "Carl Reed": "in attendance"}


def test_a_name_in_brackets_on_the_line_below_its_post_is_read():
    roll = (
        "Present: Cllr Amos Stone\n\nOfficers:  Head of Quays (Mr L Moss), Principal Harbour Officer\n"
        "           (Ms B Hill), Solicitor (Mr F Reed)\n"
    )
    assert offices_of(roll)["B Hill"] == "Principal Harbour Officer"


# Headings.


def titles_of(text: str) -> list[tuple[str | None, str]]:
    return [(one.number.value if one.number else None, one.title.value) for one in meeting_of(HEADING + text).items]


def test_a_title_all_in_capitals_goes_on_after_its_colon():
    title = "HARBOURS ACT 1964: APPLICATION TO VARY A MOORING LICENCE – THE THREE HERONS, 31 LONG BEACON STREET"
    assert titles_of(f"\nQP3   {title}\n\nHeard.\n\nQP4   FEES\n\nThe fees were raised.\n")[0] == ("QP3", title)


def test_parts_of_a_lettered_item_are_items():
    text = (
        "\nQ.74 FEES\n\nThe fees were raised.\n\nQ.75 NOTICES OF MOTION\n\nQ.75.1 Herons\n\nThe motion was lost.\n\n"
        "Q.75.2 Second moorings\n\nThe motion was carried.\n\nQ.76 CLOSE\n\nThat was all.\n"
    )
    numbers = [number for number, _ in titles_of(text)]
    assert numbers == ["Q.74", "Q.75", "Q.75.1", "Q.75.2", "Q.76"]


def test_a_table_of_decisions_at_the_top_is_not_read_as_the_items():
    top = "No   Item                    Decision\n\n1.   Apologies               Councillor Wood and\n" + " " * 29
    top += "Councillor Reed\n\n2.   Mooring Fees            Approve\n\n3.   Cranes                  Defer a month\n\n"
    text = (
        f"Table of Decisions\n\n{top}{HEADING}\n1.   APOLOGIES\n\nApologies were recorded for Councillor Wood.\n\n"
        "2.   MOORING FEES\n\nAGREED – that the fees be raised.\n\n3.   CRANES\n\nThe report was noted.\n"
    )
    assert [one.title.value for one in meeting_of(text).items] == ["APOLOGIES", "MOORING FEES", "CRANES"]


def test_a_year_at_the_head_of_a_line_goes_on_with_the_title():
    text = "\n44/15   MINUTES OF THE MEETING HELD ON 9 SEPTEMBER\n        2015\n\nAgreed.\n\n45/15   FEES\n\nRaised.\n"
    assert titles_of(text)[0] == ("44/15", "MINUTES OF THE MEETING HELD ON 9 SEPTEMBER 2015")


def test_a_title_in_capitals_goes_on_in_the_line_below_but_not_into_the_decision():
    text = (
        "\n44/15   MOORINGS TRACKER AND FORWARD WORK\n        PROGRAMME [Item 1]\n\nNoted.\n\n"
        "45/15   FEES FOR THE MOORINGS IN THE HARBOUR [Item 2]\n        RESOLVED\n\nThat the fees be raised.\n"
    )
    assert titles_of(text) == [
        ("1", "MOORINGS TRACKER AND FORWARD WORK PROGRAMME"),
        ("2", "FEES FOR THE MOORINGS IN THE HARBOUR"),
    ]


def test_the_head_of_a_roll_is_no_item():
    roll = "## On the call\n\nAnn Gale, Tom Reed\n\n"
    text = f"{roll}## Minutes of May\n\nThey were agreed.\n\n## Fees\n\nThey were raised.\n"
    assert [title for _, title in titles_of(f"\n{text}")] == ["Minutes of May", "Fees"]


def test_the_place_of_a_hybrid_meeting_is_read():
    text = "QUAY PANEL\n\n5 May 2021\n\nHybrid meeting: Court Room, Moot Hall, Weir and on Zoom\n" + REST
    assert meeting_of(text).venue.value == "Court Room, Moot Hall, Weir"


def test_a_dated_head_on_two_pages_cuts_no_sentence():
    head = "Quay Panel – 5 May 2021"
    text = (
        f"\n1. Fees\n\nThe fees had not been raised for ten years.\n\n1\n\n{head}\n\n2. Cranes\n\n"
        f"RESOLVED that the crane be\n\n2\n\n{head}\nmended by the spring and painted.\n\n3. Close\n\nThat was all.\n"
    )
    (resolution,) = meeting_of(HEADING + text).items[1].resolutions
    assert resolution.text.value == "that the crane be mended by the spring and painted."
