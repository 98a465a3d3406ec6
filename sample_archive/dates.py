"""Dates as a council reckons them: British time, working days, municipal years, and dates in words."""

import datetime as dt

AS_OF = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)
FIRST_DAY = dt.date(2021, 5, 1)

_HOLIDAYS_BY_YEAR = {
    2021: "05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29",
}
BANK_HOLIDAYS = frozenset(
    dt.date.fromisoformat(f"{year}-{day}") for year, days in _HOLIDAYS_BY_YEAR.items() for day in days.split()
)


def date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def is_working(day: dt.date) -> bool:
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def working_day_from(day: dt.date) -> dt.date:
    while not is_working(day):
        day += dt.timedelta(days=1)
    return day


def clear_days_before(day: dt.date, clear: int = 5) -> dt.date:
    """The latest working day that leaves so many clear working days before the meeting."""
    left = clear + 1
    while left:
        day -= dt.timedelta(days=1)
        left -= is_working(day)
    return day


def _last_sunday(year: int, month: int) -> dt.date:
    day = dt.date(year, month, 31)
    return day - dt.timedelta(days=(day.weekday() + 1) % 7)


def moment(day: dt.date, time: str) -> str:
    """ISO 8601 with the offset that clocks in London show on that day."""
    summer = _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10)
    return f"{day.isoformat()}T{time}:00+0{int(summer)}:00"


def in_words(day: dt.date, *, weekday: bool = False) -> str:
    words = f"{day.day} {day:%B} {day.year}"
    return f"{day:%A} {words}" if weekday else words


def municipal_year(day: dt.date) -> int:
    """The year in which the municipal year began; it turns at the annual meeting in May."""
    return day.year if (day.month, day.day) >= (5, 15) else day.year - 1


def year_in_words(start: int) -> str:
    return f"{start}/{(start + 1) % 100:02d}"
