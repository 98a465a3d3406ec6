"""The municipal year of a council, May to May: the year its committees are appointed for."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class MunicipalYear:
    """One municipal year, named by the calendar year in which it starts.

    It is reckoned here from 1 May: annual meetings fall in May (Local Government Act 1972, Schedule 12, paragraph 1),
    on a day that differs from council to council and year to year, and committees hardly meet before it.
    """

    starts: int

    @classmethod
    def of(cls, day: datetime.date) -> "MunicipalYear":
        return cls(day.year if day.month >= 5 else day.year - 1)

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.starts, 5, 1)

    @property
    def last_day(self) -> datetime.date:
        return datetime.date(self.starts + 1, 4, 30)

    @property
    def label(self) -> str:
        """As councils print it: 2021/22."""
        return f"{self.starts}/{(self.starts + 1) % 100:02}"

    def __str__(self) -> str:
        return f"{self.starts}-{(self.starts + 1) % 100:02}"
