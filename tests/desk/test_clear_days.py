"""Clear days by nation and by rule, in known cases and, for any days at all, what every count must keep to."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings import clear_days as days
from meetings.clear_days import NoticeRule

ENGLAND = NoticeRule("england", 5)
WITH_SATURDAYS = NoticeRule("england", 5, saturdays_count=True)
WITH_BREAKS = NoticeRule("england", 5, breaks_count=True)
WITH_BOTH = NoticeRule("england", 5, saturdays_count=True, breaks_count=True)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("meeting", "rule", "last"),
    [
        # A plain week: Thursday's agenda is out by the Wednesday of the week before.
        ("2026-06-18", ENGLAND, "2026-06-10"),
        ("2026-06-18", WITH_SATURDAYS, "2026-06-11"),
        ("2026-06-18", NoticeRule("wales", 3), "2026-06-12"),
        # Christmas, by each rule.
        ("2026-12-30", WITH_BOTH, "2026-12-18"),
        ("2026-12-30", WITH_BREAKS, "2026-12-18"),
        ("2026-12-30", WITH_SATURDAYS, "2026-12-17"),
        ("2026-12-30", ENGLAND, "2026-12-16"),
        # Easter Day is 5 April 2026: Thursday 2 to Tuesday 7 April are out, or Good Friday and Monday alone.
        ("2026-04-09", ENGLAND, "2026-03-26"),
        ("2026-04-09", WITH_BREAKS, "2026-03-30"),
        # St Patrick's Day is a bank holiday in Northern Ireland only, St Andrew's Day in Scotland only.
        ("2026-03-19", NoticeRule("northern ireland", 3), "2026-03-12"),
        ("2026-03-19", NoticeRule("wales", 3), "2026-03-13"),
        ("2026-12-02", NoticeRule("scotland", 3), "2026-11-25"),
        ("2026-12-02", NoticeRule("wales", 3), "2026-11-26"),
        # The late Queen was buried on Monday 19 September 2022, a bank holiday.
        ("2022-09-22", ENGLAND, "2022-09-13"),
        # A council leaves out a day of its own.
        ("2026-06-18", NoticeRule("england", 5, days_out=frozenset({day("2026-06-16")})), "2026-06-09"),
    ],
)
def test_the_last_day_for_an_agenda(meeting, rule, last):
    assert days.last_day_for_agenda(day(meeting), rule) == day(last)


@pytest.mark.parametrize(
    ("nation", "needed"), [("england", 5), ("wales", 3), ("scotland", 3), ("northern ireland", 3)]
)
def test_a_council_that_says_nothing_has_its_nations_days(nation, needed):
    council = type("Council", (), {"nation": nation, "notice_days": None, "days_out": []})
    council.has_clear_saturdays = council.has_clear_breaks = False
    assert days.rule_of(council) == NoticeRule(nation, needed)
    council.notice_days = 0
    assert days.rule_of(council).days == 0


def test_the_sum_says_of_each_day_whether_it_counts_and_why_not():
    found = days.clear_days(day("2026-12-16"), day("2026-12-30"), ENGLAND)
    assert (found.count, found.is_enough) == (5, True)
    assert [(one.date.day, one.why_not) for one in found.days] == [
        (17, ""),
        (18, ""),
        (19, "Saturday"),
        (20, "Sunday"),
        (21, ""),
        (22, ""),
        (23, ""),
        (24, "Christmas break"),
        (25, "bank holiday: Christmas Day"),
        (26, "bank holiday: Boxing Day"),
        (27, "Sunday"),
        (28, "bank holiday: Boxing Day (observed)"),
        (29, "Christmas break"),
    ]
    assert not days.clear_days(day("2026-12-17"), day("2026-12-30"), ENGLAND).is_enough


@pytest.mark.parametrize(
    ("year", "saturdays_count", "first", "last"),
    [
        (2026, False, "2026-12-24", "2026-12-29"),
        (2024, False, "2024-12-24", "2024-12-27"),
        # Christmas Eve is a Sunday: the last weekday before is the Saturday where that is one, or the Friday.
        (2023, True, "2023-12-23", "2023-12-27"),
        (2023, False, "2023-12-22", "2023-12-27"),
        (2020, True, "2020-12-24", "2020-12-29"),
    ],
)
def test_the_christmas_break(year, saturdays_count, first, last):
    found = days.christmas_break("england", year, saturdays_count=saturdays_count)
    assert (min(found), max(found)) == (day(first), day(last))


@pytest.mark.parametrize(
    ("start", "number", "rule", "end"),
    [
        ("2026-06-18", 10, ENGLAND, "2026-07-02"),
        # A break is no holiday: officers work on 24 and 29 December.
        ("2026-12-23", 2, ENGLAND, "2026-12-29"),
        ("2026-06-18", 0, ENGLAND, "2026-06-18"),
    ],
)
def test_working_days_after_a_meeting(start, number, rule, end):
    assert days.working_day_after(day(start), number, rule) == day(end)


@pytest.mark.parametrize(
    ("meeting", "due"),
    # The day of the meeting is the first of the seven, when it is a working day.
    [("2026-06-18", "2026-06-26"), ("2026-06-20", "2026-06-30"), ("2026-12-23", "2027-01-05")],
)
def test_the_seven_working_days_of_a_welsh_note_begin_with_the_meeting(meeting, due):
    assert days.working_day_from(day(meeting), 7, NoticeRule("wales", 3)) == day(due)


@pytest.mark.parametrize(
    ("start", "number", "after", "last"),
    [
        ("2024-06-13", 2, "2024-08-13", "2024-08-12"),
        ("2024-12-31", 2, "2025-02-28", "2025-02-28"),
        ("2023-12-30", 2, "2024-02-29", "2024-02-29"),
        ("2024-08-31", -6, "2024-02-29", "2024-02-29"),
        ("2024-11-01", 6, "2025-05-01", "2025-04-30"),
    ],
)
def test_months(start, number, after, last):
    assert days.months_after(day(start), number) == day(after)
    assert days.last_of_months_from(day(start), number) == day(last)


dates = st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))
rules = st.builds(
    NoticeRule,
    st.sampled_from(sorted(days.NOTICE_DAYS)),
    st.integers(0, 12),
    st.booleans(),
    st.booleans(),
    st.frozensets(st.dates(datetime.date(2025, 1, 1), datetime.date(2026, 12, 31)), max_size=4),
)


@given(dates, rules)
def test_the_last_day_is_enough_and_no_later_working_day_is(meeting, rule):
    last = days.last_day_for_agenda(meeting, rule)
    assert days.clear_days(last, meeting, rule).is_enough
    assert rule.is_working_day(last)
    assert not rule.why_not(last)
    later = (last + datetime.timedelta(days=number) for number in range(1, (meeting - last).days))
    assert not [
        one
        for one in later
        if rule.is_working_day(one) and not rule.why_not(one) and days.clear_days(one, meeting, rule).is_enough
    ]


@given(dates, rules, st.integers(1, 5))
def test_more_days_of_notice_are_never_later(meeting, rule, more):
    longer = NoticeRule(rule.nation, rule.days + more, rule.saturdays_count, rule.breaks_count, rule.days_out)
    assert days.last_day_for_agenda(meeting, longer) <= days.last_day_for_agenda(meeting, rule)


@given(dates, rules, st.integers(0, 20))
def test_a_later_meeting_never_needs_an_earlier_agenda(meeting, rule, later):
    then = meeting + datetime.timedelta(days=later)
    assert days.last_day_for_agenda(meeting, rule) <= days.last_day_for_agenda(then, rule)


@given(dates, rules)
def test_leaving_more_kinds_of_day_out_is_never_later(meeting, rule):
    strict = NoticeRule(rule.nation, rule.days, False, False, rule.days_out)
    mild = NoticeRule(rule.nation, rule.days, True, True, rule.days_out)
    assert days.last_day_for_agenda(meeting, strict) <= days.last_day_for_agenda(meeting, mild)


@given(dates, st.integers(0, 25), st.integers(0, 25), rules)
def test_a_count_split_at_any_day_adds_up(notice, first, second, rule):
    middle = notice + datetime.timedelta(days=first + 1)
    meeting = middle + datetime.timedelta(days=second + 1)
    parts = days.clear_days(notice, middle, rule).count + days.clear_days(middle, meeting, rule).count
    assert days.clear_days(notice, meeting, rule).count == parts + (rule.why_not(middle) == "")


@given(dates, st.integers(1, 15), rules)
def test_working_days_there_are_as_many_as_were_asked(start, number, rule):
    end = days.working_day_after(start, number, rule)
    between = [start + datetime.timedelta(days=step) for step in range(1, (end - start).days + 1)]
    assert sum(rule.is_working_day(one) for one in between) == number
    assert rule.is_working_day(end)


@given(dates, st.integers(1, 12))
def test_months_there_and_back_never_gain_a_day(start, number):
    assert days.months_after(days.months_after(start, number), -number) <= start
    assert days.last_of_months_from(start, number) <= days.months_after(start, number)
