"""The day of a meeting where its line says more: that the minutes wait for approval, or the name of the body first."""

import datetime

import pytest

from meetings.importers.minutes import MeetingRead
from meetings.importers.reading import read_text

ROLL = "\n\nPresent: Cllrs A Gale, B Hill\n\n1. Roads\n\nThe holes were filled.\n\n2. Trees\n\nNone were felled.\n"


def meeting_of(heading: str) -> MeetingRead:
    (meeting,) = read_text(heading + ROLL).meetings
    return meeting


def day_of(heading: str) -> datetime.date | None:
    day = meeting_of(heading).date
    return day.value if day else None


@pytest.mark.parametrize(
    "heading",
    [
        "ELMBURY COUNCIL Draft Minutes Subject to the Approval at the next Meeting Ordinary Meeting of the Parish "
        "Council Tuesday 4 May 2021 at 7.00 pm Elm Hall",
        "Minutes of Elmbury Parish Council (until approved at the next meeting) held on 4 May 2021",
        "Minutes of Elmbury Parish Council held on 4 May 2021 – draft for consideration at the next meeting",
        "Elmbury Parish Council Minutes of Meeting held on 4th May 2021 at 7 pm.",
        "MEETING OF ELMBURY PARISH COUNCIL\nHELD AT THE HALL TUESDAY MAY 4th 2021",
        "Elmbury Community Council held their meeting by video at 7 pm on the 4th May 2021.",
        "The Annual Parish Meeting was held at Elm Hall on the 4th May 2021. The meeting commenced at 7 pm.",
        "DRAFT MINUTES OF ELMBURY PARISH COUNCIL MEETING\n\nHELD AT ELM HALL at 7 pm\n\nTUESDAY 4 MAY 2021",
    ],
)
def test_the_day_of_the_meeting_is_found(heading):
    assert day_of(heading) == datetime.date(2021, 5, 4)


@pytest.mark.parametrize(
    "heading",
    [
        "Minutes of Elmbury Parish Council\n\nSubject to approval at the next meeting Tuesday 1 June 2021 at 7 pm",
        "Minutes of Elmbury Parish Council\n\nSubject to approval at the next meeting on 1 June 2021",
        "Elmbury Parish Council\n\nThe annual meeting will be on Tuesday 1 June 2021 at 7 pm",
    ],
)
def test_the_day_of_the_next_meeting_is_not_its_day(heading):
    assert day_of(heading) is None


def test_the_name_of_the_body_may_stand_before_the_minutes_of_its_meeting():
    meeting = meeting_of("Elmbury Parish Council Minutes of Meeting held on 4th May 2021 at 7 pm.")
    assert meeting.committee.value == "Elmbury Parish Council"


def test_minutes_of_general_meeting_name_no_body():
    meeting = meeting_of("ELMBURY COMMUNITY COUNCIL\n\nMINUTES OF GENERAL MEETING\n\nTUESDAY 4 MAY 2021")
    assert meeting.committee.value == "ELMBURY COMMUNITY COUNCIL"


def test_an_hour_is_no_part_of_the_name_of_a_body():
    meeting = meeting_of("Minutes of the Meeting of Elmbury Parish Council at 7 pm in Elm Hall on Tuesday 4 May 2021")
    assert meeting.committee.value == "Elmbury Parish Council"
