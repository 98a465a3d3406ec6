"""The layouts in which minutes come: each page here is made up, its layout is real."""

import datetime

from meetings.importers.minutes import ItemRead, MeetingRead
from meetings.importers.reading import read_text
from tests.importers.readings_of import page


def meeting_of(name: str) -> MeetingRead:
    (meeting,) = read_text(page(name)).meetings
    return meeting


def items_of(name: str) -> dict[str, ItemRead]:
    return {item.number.value: item for item in meeting_of(name).items}


def resolutions_of(item: ItemRead) -> list[tuple[str, str, str]]:
    return [(resolution.label, resolution.verb, resolution.text.value) for resolution in item.resolutions]


def attendance_of(meeting: MeetingRead) -> list[tuple[str, str, str]]:
    return [(attendee.name.value, attendee.role, attendee.status) for attendee in meeting.attendees]


def actions_of(item: ItemRead) -> list[tuple[str | None, str]]:
    return [(action.owner.value if action.owner else None, action.task.value) for action in item.actions]


# An issue: one matter at several meetings.


def test_an_issue_gives_one_meeting_for_each_of_its_lines():
    meetings = read_text(page("motion_and_resolution.txt")).meetings
    assert [(meeting.date.value, meeting.committee.value) for meeting in meetings] == [
        (datetime.date(2019, 4, 3), "Council"),
        (datetime.date(2019, 3, 6), "Council"),
    ]
    assert [meeting.items[0].number.value for meeting in meetings] == ["61", "40"]


def test_the_mark_of_a_paper_is_no_part_of_the_title():
    meetings = read_text(page("motion_and_resolution.txt")).meetings
    assert meetings[0].items[0].title.value == "Lending Library Rules"


def test_a_motion_is_not_a_resolution_and_the_same_words_resolved_count_once():
    item = read_text(page("motion_and_resolution.txt")).meetings[0].items[0]
    assert resolutions_of(item) == [
        ("1.", "RESOLVED", "Adopts the rules at Appendix 1."),
        ("2.", "RESOLVED", "Tells the Head of Libraries to mend any slip of spelling."),
    ]
    assert "<p>That Council:</p>\n<ol><li>Adopts the rules" in item.minute.value


def test_a_verb_alone_on_its_line_decides_the_paragraph_below():
    item = read_text(page("motion_and_resolution.txt")).meetings[1].items[0]
    assert resolutions_of(item) == [("", "RESOLVED", "The item waits, without debate, for the next ordinary meeting.")]
    assert item.minute is None


# A meeting's page, with numbers on lines of their own.


def test_committee_date_and_venue_stand_above_the_items():
    meeting = meeting_of("meeting_page.txt")
    assert meeting.committee.value == "Harbour Committee"
    assert meeting.date.value == datetime.date(2019, 3, 21)
    assert meeting.venue.value == "Committee Room 2, Guildhall"


def test_numbers_on_their_own_lines_head_the_items_and_their_parts():
    assert {number: item.title.value for number, item in items_of("meeting_page.txt").items()} == {
        "1": "Apologies for absence",
        "2": "Declarations of Interest",
        "3": "Minutes",
        "3a": "Working Group of 4 March 2019",
        "4": "Mooring fees",
    }


def test_apologies_substitutes_and_interests_are_told_apart():
    assert attendance_of(meeting_of("meeting_page.txt")) == [
        ("Dora Reeve", "Councillor", "apologies"),
        ("Milo Tait", "Councillor", "substitute"),
        ("Hugh Oakes-Bell", "Councillor", "apologies"),
        ("Sian Ilett", "Councillor", "substitute"),
        ("Pym", "Councillor", "declared interest"),
        ("Gale", "Councillor", "declared interest"),
    ]


def test_a_decision_printed_again_in_the_minutes_counts_once():
    item = items_of("meeting_page.txt")["3"]
    assert len(item.resolutions) == 1
    assert item.minute.value == "<p>Nobody proposed a change.</p>"


def test_what_one_person_agrees_to_is_no_decision_and_a_bare_capital_may_be_a_label():
    assert resolutions_of(items_of("meeting_page.txt")["4"]) == [
        ("A", "AGREED", "The fees go up by two per cent"),
        ("B", "AGREED", "It is noted, that berths for visitors are free."),
    ]


def test_a_marker_with_only_an_owner_takes_the_sentence_before_it():
    assert actions_of(items_of("meeting_page.txt")["4"]) == [
        ("Councillor Rowe", "The Chair agreed to write to Councillor Lowe about the pontoon.")
    ]


def test_a_heading_inside_the_minutes_ends_the_resolutions_and_stays():
    assert items_of("meeting_page.txt")["4"].minute.value.endswith(
        "<p><strong>REASONS</strong></p>\n<p>So that the harbour pays for itself.</p>"
    )


def test_an_items_own_page_has_its_meeting_and_number_under_the_title():
    line = "Meeting of Roads Board, Monday, 11th November, 2019 7.00 pm (Item 34.)"
    source = f"Agenda item\n\nTolls\n\n{line}\n\nMinutes:\n\nNone."
    (meeting,) = read_text(source).meetings
    assert meeting.date.value == datetime.date(2019, 11, 11)
    assert meeting.committee.value == "Roads Board"
    assert (meeting.items[0].number.value, meeting.items[0].title.value) == ("34", "Tolls")


def test_rows_of_a_layout_table_are_read_as_items():
    items = items_of("run_on_table.txt")
    assert [item.title.value for item in items.values()] == ["Reading strategy", "Parks"]
    assert items["5"].purpose.value == "Report of the Head of Libraries."
    assert resolutions_of(items["5"]) == [("", "RESOLVED", "That the strategy be approved.")]


# Wales.


def test_a_welsh_page_is_read_like_an_english_one():
    meeting = meeting_of("welsh_page.txt")
    assert meeting.date.value == datetime.date(2018, 3, 14)
    assert (meeting.committee.value, meeting.venue.value) == ("Pwyllgor Priffyrdd", "Siambr, Neuadd y Sir")
    assert attendance_of(meeting) == [("T. Puw", "Cynghorydd", "apologies")]
    assert resolutions_of(meeting.items[1]) == [("", "PENDERFYNWYD", "derbyn yr adroddiad.")]
    assert meeting.items[1].minute.value == "<p>Trafododd y Pwyllgor y bont.</p>"


# Parishes.


def test_the_day_on_which_a_page_was_uploaded_is_not_the_meetings():
    meeting = meeting_of("parish_minutes.txt")
    assert meeting.date.value == datetime.date(2021, 9, 13)
    assert meeting.venue.value == "Old Forge"


def test_names_without_spaces_are_told_apart():
    assert attendance_of(meeting_of("parish_minutes.txt")) == [
        ("C.Wells", "Chair", "present"),
        ("J.Barker", "", "present"),
        ("P.Dane", "", "present"),
        ("S.O’Hara", "clerk", "present"),
        ("G.Knott", "", "apologies"),
        ("B.Nye", "", "apologies"),
    ]


def test_numbered_paragraphs_are_not_items_and_a_skipped_number_is_no_matter():
    assert list(items_of("parish_minutes.txt")) == ["1", "2", "3", "5", "6"]


def test_trailing_owners_make_actions_and_resolutions_may_stand_in_mid_line():
    item = items_of("parish_minutes.txt")["3"]
    resolved = "to ask the shop to share a store & letter to neighbours – CW to action"
    assert resolutions_of(item) == [("", "Resolved", resolved)]
    assert actions_of(item) == [("PD & CW", "The copse is overgrown – PD & CW to inspect"), ("CW", resolved)]
    assert "Bins are an issue." in item.minute.value


def test_a_body_decides_where_its_chairman_only_agrees():
    assert resolutions_of(items_of("parish_minutes.txt")["6"]) == [("", "decided", "to clear both.")]


def test_loose_initials_are_owners_where_the_page_has_an_action_column():
    item = items_of("action_column.txt")["2.0"]
    assert actions_of(item) == [
        ("RT", "Clerk to chase the digger before the next meeting."),
        ("EL", "EL to ask the contractor to cut them."),
    ]
    assert item.actions[0].due.value == "before the next meeting"
    assert item.actions[0].due_on is None
    assert "<p>RT</p>" not in item.minute.value


def test_offices_stand_before_the_name_after_it_or_in_brackets():
    assert attendance_of(meeting_of("action_column.txt")) == [
        ("D Hale", "Chairman", "present"),
        ("P Stubb", "Councillor", "present"),
        ("E Lord", "Councillor", "present"),
        ("R Tyne", "Clerk", "in attendance"),
        ("J Dunn", "District Councillor", "in attendance"),
        ("M Cox", "", "apologies"),
    ]


# Scotland and Northern Ireland.


def test_a_roll_without_a_heading_is_those_present_and_posts_may_stand_without_names():
    assert attendance_of(meeting_of("roll_call.txt")) == [
        ("D Aird", "", "present"),
        ("K Bain", "", "present"),
        ("N Cath", "", "present"),
        ("T Ogle", "Chair", "present"),
        ("", "Chief Executive", "in attendance"),
        ("", "Chief Officer, Finance & Property", "in attendance"),
        ("S Bruce", "", "apologies"),
        ("P Shaw", "", "apologies"),
    ]


def test_limbs_that_each_say_what_was_done_are_resolutions():
    assert resolutions_of(items_of("roll_call.txt")["2"]) == [
        ("(a)", "", "NOTED the report; and"),
        ("(b)", "", "AGREED to write to the Minister."),
    ]


def test_names_with_nothing_between_them_are_told_apart_by_their_initials():
    assert attendance_of(meeting_of("hard_wrapped.txt")) == [
        ("J Devlin", "Chair", "present"),
        ("R A Hume", "", "present"),
        ("S Boyle", "", "present"),
        ("M T Elder", "", "present"),
        ("N A Rafter", "Chief Executive", "in attendance"),
        ("E E Sloane", "Director of Finance", "in attendance"),
    ]


def test_a_sentence_broken_by_lines_and_a_page_foot_is_one_paragraph():
    html = items_of("hard_wrapped.txt")["12"].minute.value
    assert "that the drivers had been trained before the first frost of the year.</p>" in html
    assert "Page 3" not in html


def test_conditions_belong_to_the_decision_that_announces_them():
    conditions = "the following conditions: 1. The barn is locked. 2. The drivers rest."
    assert resolutions_of(items_of("hard_wrapped.txt")["12"]) == [
        ("", "RESOLVED", f"that the plan be approved subject to {conditions}")
    ]


# What the text does not say.


def test_a_date_that_is_not_printed_is_left_blank_and_said_so():
    read = read_text("1. Minutes\nThe minutes of the meeting held on 3 May 2021 were approved.\n2. Roads\nNone.")
    assert read.meetings[0].date is None
    assert "The text gives no date for the meeting." in read.warnings


def test_two_dates_that_differ_are_left_to_the_clerk():
    read = read_text(
        "Date: 3 May 2021\n\nMinutes of the meeting of Foxley Council held on 4 May 2021 at 7pm\n\n1. Roads"
    )
    assert read.meetings[0].date is None
    assert "The text gives more than one date for the meeting: 3 May 2021 and 4 May 2021." in read.warnings


def test_a_weekday_that_does_not_fall_on_the_date_is_said():
    read = read_text("Cabinet - Monday, 4th May, 2021 6.00 pm\n\n1. Roads\n2. Parks")
    assert read.meetings[0].date.value == datetime.date(2021, 5, 4)
    assert "The weekday printed with the meeting's date does not fall on 4 May 2021." in read.warnings


def test_a_motion_said_to_be_carried_is_a_guess():
    source = (
        "1. Fees\nCouncillor Hill moved that the fees be raised by two per cent.\nThe motion was carried.\n2. Roads"
    )
    (resolution,) = read_text(source).meetings[0].items[0].resolutions
    assert (resolution.verb, resolution.text.value) == ("carried", "that the fees be raised by two per cent.")
    assert resolution.text.is_guess


def test_a_motion_that_was_lost_is_not_agreed():
    source = "1. Fees\nCouncillor Hill moved that the fees be raised by two per cent.\nThe motion was lost.\n2. Roads"
    (resolution,) = read_text(source).meetings[0].items[0].resolutions
    assert resolution.outcome == "not agreed"


def test_a_text_without_headings_is_one_item_without_a_title():
    (item,) = read_text("It was RESOLVED that a bench be bought.").meetings[0].items
    assert item.title.value == ""
    assert item.title.is_guess
    assert resolutions_of(item) == [("", "RESOLVED", "that a bench be bought.")]


def test_no_text_is_said_to_be_none():
    assert read_text(" \n\u00a0\n").warnings == ("There is no text to read.",)
