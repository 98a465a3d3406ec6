"""Every meeting in the archive: when it was or will be, and how far its papers have come."""

import dataclasses
import datetime as dt
import itertools

from sample_archive.committees import COMMITTEES
from sample_archive.dates import AS_OF, clear_days_before, date, moment, working_day_from

_CALENDAR_APPROVED = moment(date("2026-05-28"), "09:30")

_DAYS = {
    "cfsp": "2021-06-17 2021-07-22 2021-09-23 2021-11-25 2022-01-27 2022-03-24 2022-06-16 2022-09-22 2022-11-24 "
    "2023-01-26 2023-03-23 2023-06-15 2023-09-21 2023-11-23 2024-01-25 2024-03-21 2024-06-20 2024-09-19 2024-11-21 "
    "2025-01-23 2025-03-20 2025-06-19 2025-09-18 2025-11-20 2026-01-22 2026-03-19 2026-06-18 2026-09-17 2026-11-19 "
    "2027-01-21 2027-03-18",
    "cabinet": "2021-06-15 2021-07-20 2021-10-19 2022-02-08 2022-03-15 2022-06-14 2022-09-13 2022-10-04 2022-11-15 "
    "2023-02-07 2023-03-14 2023-06-13 2023-09-12 2023-11-14 2024-02-06 2024-06-18 2024-09-10 2024-11-12 2025-02-04 "
    "2025-03-11 2025-06-17 2025-09-09 2025-11-18 2026-02-10 2026-03-10 2026-06-16 2026-09-15 2026-11-17 2026-12-15 "
    "2027-01-12 2027-02-09 2027-03-16",
    "planning": "2021-06-29 2021-12-07 2022-03-08 2022-06-28 2022-10-11 2023-02-28 2023-06-27 2023-10-10 2024-02-27 "
    "2024-07-16 2024-10-15 2025-02-25 2025-06-24 2025-10-14 2026-02-24 2026-06-30 2026-09-22 2026-11-10 2026-12-01 "
    "2027-01-26 2027-03-09 2027-04-13",
    "council": "2021-05-26 2021-11-17 2022-02-23 2022-05-18 2022-11-16 2023-02-22 2023-05-17 2023-07-19 2023-11-15 "
    "2024-02-21 2024-05-22 2024-11-20 2025-02-26 2025-05-21 2025-11-19 2026-02-25 2026-05-20 2026-09-16 2026-12-02 "
    "2026-12-16 2027-02-24",
}

_KINDS = {
    ("cabinet", "2022-10-04"): "extraordinary",
    ("council", "2023-07-19"): "extraordinary",
    ("council", "2026-12-16"): "extraordinary",
    ("cabinet", "2027-01-12"): "extraordinary",
}
_DRAFT = {("cfsp", "2026-11-19"), ("cabinet", "2026-11-17"), ("planning", "2026-11-10")}
_UNKNOWN = {("council", "2026-12-16"): "draft", ("cabinet", "2027-01-12"): "none"}
_AGENDA_OUT = {("planning", "2026-12-01"), ("council", "2026-12-02")}
_NOT_YET_CONFIRMED = {("cfsp", "2026-06-18")}
_VENUES = {
    ("council", "2021-05-26"): "Great Hall, Southcliff Guildhall",
    ("council", "2023-07-19"): "Great Hall, Southcliff Guildhall",
    ("cfsp", "2022-03-24"): "Millfield Family Hub, Weaver's Row",
    ("cfsp", "2024-03-21"): "Main Hall, Northgate Academy",
    ("cabinet", "2025-09-09"): "Eastmarsh Community Centre, Sluice Lane",
    ("planning", "2023-06-27"): "Great Hall, Southcliff Guildhall",
    ("planning", "2023-10-10"): "Great Hall, Southcliff Guildhall",
}
_CANCELLED = {
    ("cabinet", "2022-09-13"): (
        "2022-09-09",
        "Cancelled during the period of national mourning for Her late Majesty The Queen. The business will be taken "
        "at an extraordinary meeting of Cabinet on 4 October 2022.",
    ),
    ("cfsp", "2024-06-20"): (
        "2024-06-13",
        "Cancelled because the meeting fell in the period before the general election of 4 July 2024. The reports "
        "will come to the meeting on 19 September 2024.",
    ),
}
_WITHDRAWN = {
    ("planning", "2026-09-22"): (
        "2026-10-15",
        "The minutes as first published named a member of the public who had spoken about an application. They will "
        "be published again when the Committee has considered them on 1 December 2026.",
    ),
}


@dataclasses.dataclass
class Sitting:
    """One meeting in the diary, before anything was said at it."""

    committee: str
    day: dt.date
    kind: str
    state: str
    agenda_at: str | None
    minutes_at: str | None = None
    confirmed_on: dt.date | None = None
    previous: "Sitting | None" = None
    next: "Sitting | None" = None
    is_held: bool = True
    has_agenda: bool = True

    @property
    def key(self) -> tuple[str, str]:
        return self.committee, self.day.isoformat()

    @property
    def is_past(self) -> bool:
        return self.day < AS_OF.date()

    @property
    def cancelled(self) -> tuple[str, str] | None:
        return _CANCELLED.get(self.key)

    @property
    def withdrawn(self) -> tuple[str, str] | None:
        return _WITHDRAWN.get(self.key)

    @property
    def venue(self) -> str:
        return _VENUES.get(self.key, COMMITTEES[self.committee]["venue"])

    @property
    def starts_at(self) -> str:
        return moment(self.day, COMMITTEES[self.committee]["time"])


def _sitting(committee: str, text: str, order: int) -> Sitting:
    day, key = date(text), (committee, text)
    is_annual = committee == "council" and day.month == 5
    kind = "annual" if is_annual else _KINDS.get(key, "ordinary")
    published = moment(clear_days_before(day), ("10:00", "11:15", "09:40", "15:20")[order % 4])
    sitting = Sitting(committee, day, kind, "none", published)
    if key in _UNKNOWN:
        sitting.state, sitting.agenda_at = _UNKNOWN[key], None
        sitting.has_agenda = _UNKNOWN[key] == "draft"
    elif key in _CANCELLED:
        pass
    elif key in _DRAFT:
        sitting.state = "draft"
    elif key in _AGENDA_OUT:
        pass
    elif not sitting.is_past:
        sitting.agenda_at, sitting.has_agenda = _CALENDAR_APPROVED, False
    else:
        sitting.state = "withdrawn" if key in _WITHDRAWN else "published"
        out = working_day_from(day + dt.timedelta(days=(12, 14, 11, 17, 13, 19)[order % 6]))
        if key in _WITHDRAWN:
            out = date("2026-10-08")
        sitting.minutes_at = moment(out, ("09:30", "14:05", "16:10", "11:45", "10:20")[order % 5])
    sitting.is_held = sitting.is_past and key not in _CANCELLED
    return sitting


def diary() -> list[Sitting]:
    sittings = []
    for committee, days in _DAYS.items():
        row = [_sitting(committee, day, order) for order, day in enumerate(days.split())]
        standing = [s for s in row if not s.cancelled and s.kind != "extraordinary"] if committee == "council" else []
        chain = standing or [s for s in row if not s.cancelled and s.agenda_at]
        for earlier, later in itertools.pairwise(chain):
            earlier.next, later.previous = later, earlier
            is_confirmed = later.state in ("published", "withdrawn") and earlier.key not in _NOT_YET_CONFIRMED
            if earlier.state == "published" and is_confirmed:
                earlier.state, earlier.confirmed_on = "confirmed", later.day
        for special in (s for s in row if s not in chain):
            special.previous = next((s for s in reversed(chain) if s.day < special.day), None)
            special.next = next((s for s in chain if s.day > special.day), None)
            if special.state == "published" and special.next and special.next.state in ("published", "confirmed"):
                special.state, special.confirmed_on = "confirmed", special.next.day
        sittings += row
    return sorted(sittings, key=lambda s: (s.day, s.committee))
