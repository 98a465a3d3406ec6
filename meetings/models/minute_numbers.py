"""Minute numbers: the next ones of a committee's series, in the way in which its last ones are printed.

The series is the committee's. Its minutes are one book with its own chair's signature, most councils put the body's
letters before the number, and one series over all committees would make each clerk wait for every other.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice

from django.db import transaction

from meetings.models.agenda_numbers import CannotNumber
from meetings.models.councils import Committee
from meetings.models.meetings import Meeting
from meetings.models.minutes import Item
from meetings.municipal_year import MunicipalYear

_DIGITS = re.compile(r"(\d+)")
_SUB_NUMBER = re.compile(r"\d[a-z]$")
LONGEST = Item._meta.get_field("minute_number").max_length


@dataclass(frozen=True)
class Printed:
    """A minute number as it was printed, of a meeting of that municipal year: words and digits by turns."""

    parts: tuple[str, ...]
    year: int

    @classmethod
    def read(cls, number: str, year: int) -> "Printed | None":
        """None for what holds no digits, on which nothing can be counted. “34a” stands under 34."""
        number = number.strip()
        parts = _DIGITS.split(number[:-1] if _SUB_NUMBER.search(number) else number)
        return cls(tuple(parts), year) if len(parts) > 1 else None

    @property
    def words(self) -> tuple[str, ...]:
        return self.parts[::2]

    @property
    def digits(self) -> tuple[str, ...]:
        return self.parts[1::2]

    def is_year(self, place: int) -> bool:
        """Whether the digits there name the municipal year, by where it starts or ends: 2017, 17, 2018 or 18."""
        years = (self.year, self.year + 1)
        return self.digits[place] in {f"{year % 100:02}" for year in years} | {str(year) for year in years}


def counting_place(last: Printed, before: Iterable[Printed]) -> int:
    """Which digits of `last` count: those that differ from the number before, else the last that are no year."""
    for other in before:
        if other.words == last.words and other.year == last.year and other.digits != last.digits:
            differ = [
                place for place, pair in enumerate(zip(last.digits, other.digits, strict=True)) if len({*pair}) > 1
            ]
            if len(differ) == 1:
                return differ[0]
            break
    places = [place for place in range(len(last.digits)) if not last.is_year(place)]
    return places[-1] if places else len(last.digits) - 1


def following(series: Sequence[tuple[str, datetime.date]], day: datetime.date) -> Iterator[str]:
    """The minute numbers that follow for a meeting on that day, without end.

    `series` holds the numbers given so far with the days of their meetings, in order. In a new municipal year the
    count begins again at 1, and a year within the number moves on; unless the last year, whose numbers name no year,
    went on from the year before it. Without any number yet: 1, 2, 3.
    """
    this_year = MunicipalYear.of(day).starts
    read = [Printed.read(number, MunicipalYear.of(held_on).starts) for number, held_on in series]
    known = [printed for printed in read if printed and printed.year <= this_year]
    if not known:
        yield from (str(number) for number in count(1))
        return
    newest_year = max(printed.year for printed in known)
    known_in = [printed for printed in known if printed.year == newest_year]
    last = known_in[-1]
    place = counting_place(last, reversed(known_in[:-1]))
    alike = [printed for printed in known if printed.words == last.words]
    counted = [int(printed.digits[place]) for printed in alike if printed.year == newest_year]
    first = max(counted) + 1
    if newest_year < this_year and not _goes_on(alike, place, newest_year):
        first = 1
    zeros = [len(printed.digits[place]) for printed in alike if printed.digits[place].startswith("0")]
    for number in count(first):
        yield _printed(last, place, str(number).zfill(max(zeros, default=0)), this_year)


def _goes_on(alike: Sequence[Printed], place: int, year: int) -> bool:
    """Whether the numbers of that year began where those of the year before had ended."""
    if any(alike[-1].is_year(at) for at in range(len(alike[-1].digits)) if at != place):
        return False
    this = [int(printed.digits[place]) for printed in alike if printed.year == year]
    before = [int(printed.digits[place]) for printed in alike if printed.year == year - 1]
    return bool(this and before) and min(this) == max(before) + 1


def _printed(last: Printed, place: int, number: str, year: int) -> str:
    parts = list(last.parts)
    for at, digits in enumerate(last.digits):
        if at == place:
            parts[2 * at + 1] = number
        elif last.is_year(at):
            moved = int(digits) + year - last.year
            parts[2 * at + 1] = str(moved % 100).zfill(2) if len(digits) == 2 else str(moved)
    return "".join(parts)


def proposed_numbers(meeting: Meeting, items: Sequence[Item]) -> list[str]:
    """The minute number of each item: its own, or the next of the committee's series. One query.

    Raises CannotNumber when the next number is too long to be kept.
    """
    numbered = Item.objects.filter(meeting__committee=meeting.committee_id).exclude(minute_number="")
    in_order = numbered.order_by("meeting__starts_at", "meeting", "position").select_related("meeting")
    series = [
        (item.minute_number, item.meeting.held_on) for item in in_order.only("minute_number", "meeting__starts_at")
    ]
    blank = [item for item in items if not item.minute_number]
    fresh = dict(zip([item.pk for item in blank], islice(following(series, meeting.held_on), len(blank)), strict=True))
    if any(len(number) > LONGEST for number in fresh.values()):
        raise CannotNumber(f"The next minute number, {next(iter(fresh.values()))}, is too long to be kept.")
    return [item.minute_number or fresh[item.pk] for item in items]


def unnumbered_before(meeting: Meeting) -> Meeting | None:
    """The first earlier meeting of the committee and municipal year that has items and no minute number yet."""
    first_day = MunicipalYear.of(meeting.held_on).first_day
    earlier = Meeting.objects.filter(
        committee=meeting.committee_id, starts_at__lt=meeting.starts_at, starts_at__date__gte=first_day
    )
    waiting = earlier.filter(cancelled_on=None, items__isnull=False).exclude(items__minute_number__gt="")
    return waiting.select_related("committee").order_by("starts_at").first()


@transaction.atomic
def number_minutes(meeting: Meeting) -> int:
    """Give each item without a minute number the next of the committee's series; what has one keeps it.

    One clerk at a time in a committee, so that no number is given twice. Returns how many were given. Raises
    CannotNumber when the minutes are public: these change by a correction.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    Committee.objects.select_for_update().get(pk=meeting.committee_id)
    items = list(meeting.items.order_by("position"))
    blank = [item for item in items if not item.minute_number]
    if blank and meeting.is_published:
        raise CannotNumber("The minutes are public: number the item in its form, and publish the correction.")
    for item, number in zip(items, proposed_numbers(meeting, items), strict=True):
        item.minute_number = number
    Item.objects.bulk_update(blank, ["minute_number"])
    return len(blank)
