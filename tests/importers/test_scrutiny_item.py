"""One item of a scrutiny panel, as a clerk copies it from the committee system: every part of it is read."""

import datetime

import pytest

from meetings.importers.minutes import Confidence, ItemRead, MeetingRead
from meetings.importers.reading import read_text
from tests.importers.readings_of import page, words_of_html

SOURCE = page("scrutiny_item.txt")


@pytest.fixture(scope="module")
def meeting() -> MeetingRead:
    (meeting,) = read_text(SOURCE).meetings
    return meeting


@pytest.fixture(scope="module")
def item(meeting) -> ItemRead:
    (item,) = meeting.items
    return item


def test_the_meeting_has_its_date_and_committee_and_no_venue(meeting):
    assert meeting.date.value == datetime.date(2021, 6, 17)
    assert SOURCE[meeting.date.start : meeting.date.end] == "17/06/2021"
    assert meeting.committee.value == "Children and Families Scrutiny Panel"
    assert meeting.venue is None


def test_the_item_has_its_number_and_title(item):
    assert (item.number.value, item.title.value) == ("8", "Ofsted - Southcliff Focused Visit")


def test_the_report_line_is_the_purpose(item):
    assert item.purpose.value.startswith("Report of the Executive Director for Children and Learning telling")
    assert item.purpose.value.endswith("and 6th May 2021.")


def test_three_people_addressed_the_panel_each_with_an_office(item):
    assert [(speaker.name.value, speaker.role, speaker.status) for speaker in item.speakers] == [
        ("J Marlow", "Councillor, Cabinet Member for Education", "in attendance"),
        ("Ruth Harding", "Executive Director of Children and Learning, Southcliff City Council", "in attendance"),
        ("Piers Bulmer", "Head of Service: Children’s Social Care, Southcliff City Council", "in attendance"),
    ]


def test_those_who_spoke_were_at_the_meeting_too(meeting, item):
    assert meeting.attendees == item.speakers


def test_the_minute_is_three_paragraphs_and_a_list_of_eight_points(item):
    html = item.minute.value
    assert html.count("<p>") == 3
    assert html.count("<ul>") == 1
    assert html.count("<li>") == 8
    assert html.index("the Panel noted the following:</p>") < html.index("<ul><li>Inspectors saw")
    assert html.endswith("free meals.</li></ul>")


def test_the_minute_does_not_repeat_the_resolutions(item):
    assert "RESOLVED" not in item.minute.value
    assert "lobby" not in item.minute.value


def test_signs_that_html_would_take_for_its_own_are_escaped(item):
    assert "front door &amp; in conferences" in item.minute.value


def test_two_resolutions_are_read_with_label_verb_and_text(item):
    assert [(resolution.label, resolution.verb) for resolution in item.resolutions] == [
        ("(i)", "RESOLVED"),
        ("(ii)", "RESOLVED"),
    ]
    assert item.resolutions[0].text.value.startswith("That the Cabinet Member for Education would lobby")
    assert item.resolutions[1].text.value.endswith("22 July 2021 meeting of the Panel.")
    assert not any(resolution.text.is_guess for resolution in item.resolutions)


def test_each_resolution_proposes_an_action_as_a_guess_with_its_reason(item):
    lobby, update = item.actions
    assert lobby.task.confidence is update.task.confidence is Confidence.GUESSED
    assert lobby.task.why
    assert (lobby.owner.value, lobby.due, lobby.due_on) == ("Cabinet Member for Education", None, None)
    assert update.owner is None
    assert update.due.value == "in advance of the 22 July 2021 meeting of the Panel"
    assert update.due_on == datetime.date(2021, 7, 22)


def test_owner_and_due_date_point_at_their_own_words(item):
    lobby, update = item.actions
    assert SOURCE[lobby.owner.start : lobby.owner.end] == "Cabinet Member for Education"
    assert SOURCE[update.due.start : update.due.end] == "in advance of the 22 July 2021 meeting of the Panel"


def test_no_word_of_the_item_is_lost(item):
    read = [item.title.value, item.purpose.value, *(resolution.text.value for resolution in item.resolutions)]
    kept = {*words_of_html(item.minute.value)[0], *" ".join(read).split()}
    furniture = {"·", "(i)", "(ii)", "RESOLVED", "that:", "Minutes:", "Additional", "documents:"}
    body = SOURCE[SOURCE.index("Report of the Executive") :]
    assert set(body.split()) - kept - furniture == set()


def test_nothing_is_missing_that_a_clerk_would_be_warned_of():
    assert read_text(SOURCE).warnings == ()
