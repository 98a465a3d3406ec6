"""Small pictures: where their marks stand, and that their labels have room."""

import datetime

import pytest

from meetings.public.pictures import (
    FEWEST_ABREAST,
    MOST_LABELS,
    MOST_MEETINGS,
    attendance_of,
    share_of,
    timeline_of,
)


def days(*years: int) -> list[tuple[datetime.date, bool]]:
    return [(datetime.date(year, 7, 1), True) for year in years]


def test_marks_of_a_timeline_stand_at_their_place_in_the_years_oldest_first():
    picture = timeline_of([(datetime.date(2022, 1, 1), False), (datetime.date(2021, 1, 1), True)])
    assert [(mark.left, mark.height, mark.top) for mark in picture.marks] == [(0, 30, 10), (50, 12, 28)]
    assert [label.words for label in picture.labels] == ["2021", "2022"]


@pytest.mark.parametrize("last", [1990, 1996, 1997, 2004, 2024, 2025, 2060, 2100])
def test_labels_of_a_timeline_are_few_enough_for_a_phone_and_never_none(last):
    picture = timeline_of([*days(1990), *days(last)])
    assert 1 <= len(picture.labels) <= MOST_LABELS
    assert all(0 < label.middle < 100 for label in picture.labels)
    assert all(0 <= mark.left < 100 for mark in picture.marks)


def test_one_meeting_needs_no_picture():
    assert timeline_of(days(2021)) is None
    assert attendance_of([(datetime.date(2021, 7, 1), "present")]) is None


def test_attendance_shows_the_last_meetings_oldest_first():
    every = [(datetime.date(2020, 1, 1) + datetime.timedelta(n), "present") for n in range(MOST_MEETINGS)]
    picture = attendance_of([(datetime.date(2021, 1, 1), "absent"), *every, (datetime.date(2019, 1, 1), "apologies")])
    assert len(picture.marks) == MOST_MEETINGS
    heights = [mark.height for mark in picture.marks]
    assert heights[-1] < 16 < heights[0]
    assert [mark.left for mark in picture.marks] == sorted(mark.left for mark in picture.marks)
    assert picture.marks[-1].left + picture.width <= 100


def test_few_marks_are_no_wider_than_many():
    few = attendance_of([(datetime.date(2021, month, 1), "present") for month in [1, 2]])
    assert few.width * FEWEST_ABREAST < 100
    assert few.labels == []


def test_year_of_attendance_is_named_where_its_label_has_room():
    year = [(datetime.date(2021, 1, 1) + datetime.timedelta(n), "present") for n in range(20)]
    picture = attendance_of([*year, (datetime.date(2022, 1, 1), "present")])
    assert [label.words for label in picture.labels] == ["2021"]


def test_what_is_there_at_all_can_be_seen():
    assert [share_of(count, 1000) for count in [1000, 500, 1]] == [100, 50, 1]
