"""The parts of public addresses: whole dates, years and names, refused when they cannot be."""

import datetime

FIRST_YEAR, LAST_YEAR = 1800, 2100


class YearConverter:
    """A calendar year: 2021."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        year = int(value)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError("no such year in any archive")
        return year

    def to_url(self, value: int) -> str:
        return f"{value:04}"


class MonthConverter:
    """A month by its first day: 2021/06."""

    regex = "[0-9]{4}/[0-9]{2}"
    days = "/01"

    def to_python(self, value: str) -> datetime.date:
        day = datetime.date.fromisoformat((value + self.days).replace("/", "-"))
        YearConverter().to_python(f"{day.year:04}")
        return day

    def to_url(self, value: datetime.date) -> str:
        return f"{value:%Y/%m}"


class DayConverter(MonthConverter):
    """A day that exists: 2021/06/17."""

    regex = "[0-9]{4}/[0-9]{2}/[0-9]{2}"
    days = ""

    def to_url(self, value: datetime.date) -> str:
        return f"{value:%Y/%m/%d}"


class NumberConverter:
    """A number from one on, written in one way only."""

    regex = "[1-9][0-9]{0,5}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class DigestConverter:
    """SHA-256 as sixty-four hexadecimal digits."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FilenameConverter(DigestConverter):
    """The name of a file: no folder, no control characters."""

    regex = r"[^/\x00-\x1f\x7f]{1,200}"


def meeting_held(held_on: datetime.date, committee: str) -> str:
    """The address that the record knows a meeting by: 2021/06/17/cabinet."""
    return f"{held_on:%Y/%m/%d}/{committee}"
