"""Titles broken over paragraphs, the day on which a page was posted, and clauses that stand beside a name."""

from meetings.importers.reading import read_text

TOP = "Minutes of the meeting of Elmbury Parish Council held on 4 May 2021 at 7 pm\n\n"


def test_a_title_in_capitals_may_go_on_in_the_next_paragraph():
    text = (
        "B31/24      1.       DECLARATIONS OF PECUNIARY AND\n\nOTHER INTEREST(s).\n\nNone were made.\n\n"
        "B32/24      2.       TO RECEIVE AND ADOPT THE MINUTES OF THE PARISH\n\n"
        "COUNCIL MEETING HELD ON 10 APRIL 2021.\n\n"
        "These were adopted.\n\n"
        "B33/24      3.       TO NOTE THE MINUTES OF THE COMMUNITY\n\nAND PARKS COMMITTEE\n\nThese were noted.\n\n"
        "B34/24      4.       PLANNING APPLICATIONS IN THE PARISH\n\nLAND AT MILL LANE\n\nNo objection.\n"
    )
    (meeting,) = read_text(TOP + text).meetings
    assert [item.title.value for item in meeting.items] == [
        "DECLARATIONS OF PECUNIARY AND OTHER INTEREST(s).",
        "TO RECEIVE AND ADOPT THE MINUTES OF THE PARISH COUNCIL MEETING HELD ON 10 APRIL 2021.",
        "TO NOTE THE MINUTES OF THE COMMUNITY AND PARKS COMMITTEE",
        "PLANNING APPLICATIONS IN THE PARISH",
    ]
    assert meeting.items[3].minute.value.startswith("<p>LAND AT MILL LANE")


def test_the_day_on_which_minutes_were_posted_is_not_the_meetings():
    text = "Elmbury Town Council 2021 minutes\n\nWednesday, May 26, 2021\n\n"
    text += "Minutes of the meeting of Elmbury Town Council held in the hall on Tuesday, 4th May 2021 at 7.10pm\n\n"
    (meeting,) = read_text(text + "1. Apologies\n\nNone.\n\n2. Roads\n\nNone.\n").meetings
    assert meeting.date.value.isoformat() == "2021-05-04"
    assert meeting.committee.value == "Elmbury Town Council"


def test_an_earlier_day_alone_above_the_minutes_is_left_to_the_clerk():
    text = "Monday, 3 May 2021\n\nMinutes of the meeting of Elmbury Town Council held in the hall on 4 May 2021\n\n"
    (meeting,) = read_text("Elmbury Town Council\n\n" + text + "1. Apologies\n\nNone.\n\n2. Roads\n\nNone.\n").meetings
    assert meeting.date is None


def test_a_day_may_be_parted_from_its_month_by_the_end_of_the_line():
    text = "Minutes of Roads Committee Meeting held on Tuesday 4\nMay 2021 at 6.00pm in the Quay Room, Elmbury\n\n"
    (meeting,) = read_text(
        "ELMBURY DISTRICT COUNCIL\n\n" + text + "1. Apologies\n\nNone.\n\n2. Roads\n\nNone.\n"
    ).meetings
    assert meeting.date.value.isoformat() == "2021-05-04"
    assert meeting.committee.value == "Roads Committee"


def test_the_council_is_named_in_full_in_the_sentence_below_its_rank():
    text = "Minutes of the Parish Council on 4 May 2021\n\n"
    text += "MINUTES OF THE ELMBURY PARISH COUNCIL MEETING HELD ON TUESDAY 4 MAY 2021 AT ELMBURY HALL.\n\n"
    (meeting,) = read_text(text + "1. Apologies\n\nNone.\n\n2. Roads\n\nNone.\n").meetings
    assert meeting.committee.value == "ELMBURY PARISH COUNCIL"


def test_notice_given_before_a_substitution_is_nobodys_name():
    text = (
        "1. Apologies\n\nApologies were received from Councillors Ann Gale and Ben Hill.\n\n"
        "Having given due notice, Councillor Cal Reed substituted for Councillor Gale.\n\n"
        "Councillor Dee Moss was absent.\n\n2. Roads\n\nNone.\n"
    )
    (meeting,) = read_text(TOP + text).meetings
    assert [(one.name.value, one.status) for one in meeting.attendees] == [
        ("Ann Gale", "apologies"),
        ("Ben Hill", "apologies"),
        ("Cal Reed", "substitute"),
        ("Dee Moss", "absent"),
    ]


def test_the_office_in_which_somebody_moved_may_stand_before_the_verb():
    text = (
        "1. Roads\n\nCouncillor Ann Gale, as Chair, proposed and Councillor Ben Hill seconded and, following a vote, "
        "it was:\n\nRESOLVED: That the road be mended.\n\n2. Close\n\nNone.\n"
    )
    (meeting,) = read_text(TOP + text).meetings
    (resolution,) = meeting.items[0].resolutions
    assert (resolution.mover.value, resolution.seconder.value) == ("Ann Gale", "Ben Hill")
