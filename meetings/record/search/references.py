"""Questions that name one item: “item 8 17 June 2021”, “minute 45 planning”, “78/21”, a planning reference.

Who types nothing but a reference that one item answers to is taken to it; where several do, they stand first.
"""

import datetime
import re
from dataclasses import dataclass

from meetings.record.meetings import PublishedItem
from meetings.record.search.asking import ask
from meetings.record.search.question import Question

MONTHS = dict(
    zip(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), range(1, 13), strict=True
    )
)
# 17 June 2021, 17th of June 2021, 17/06/2021, 17.6.21, 2021-06-17. No part of a pattern can match in two ways.
DAY_IN_WORDS = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]{3,9})\.? ([0-9]{4})\b")
DAY_IN_FIGURES = re.compile(r"\b([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})\b")
DAY_AS_SORTED = re.compile(r"\b([0-9]{4})-([0-9]{2})-([0-9]{2})\b")
ITEM = re.compile(r"\bitem (?:no\.? ?|number )?([0-9]{1,3}[a-z]?)\b")
MINUTE = re.compile(r"\b(?:minute|min\.?) (?:no\.? ?|number )?([0-9]{1,5}[a-z]?(?:/[0-9]{2,4})?)(?![0-9a-z/])")
# The number and the year of a minute: 78/21, 78/2021-22; or any reference in three parts and more: 21/00512/FUL.
NUMBERED = re.compile(r"[0-9]{1,5}[a-z]?/[0-9]{2,4}(?:-[0-9]{2})?")
IN_PARTS = re.compile(r"(?=[^0-9]*[0-9])[a-z0-9]{1,12}(?:[/.][a-z0-9]{1,12}){2,5}")
# What people write between the parts, and what says nothing of the committee.
IDLE = {"of", "on", "the", "at", "from", "and", "committee", "panel", "meeting", "minutes", "agenda"}
IN_TITLES = """
SELECT item_id FROM record_searchentry JOIN record_searchheading heading ON entry_id = id
WHERE heading.words @@ minute_book_query(%(reference)s) LIMIT 1000
"""
# So many are shown; one more tells that there are more.
MOST_REFERRED = 10


@dataclass(frozen=True)
class Reference:
    """What was typed of an item: its number on the agenda or in the minutes, the day, words of the committee."""

    number: str = ""
    minute_number: str = ""
    day: datetime.date | None = None
    committee: tuple[str, ...] = ()
    in_title: str = ""


def read_reference(question: Question) -> Reference | None:
    """The reference that the question is, and nothing else; None for any other question."""
    typed = " ".join(question.typed.lower().replace(",", " ").replace("(", " ").replace(")", " ").split())
    if NUMBERED.fullmatch(typed):
        return Reference(minute_number=typed)
    if IN_PARTS.fullmatch(typed) and not _day(typed)[0]:
        return Reference(in_title=typed)
    day, rest = _day(typed)
    for pattern, name in [(ITEM, "number"), (MINUTE, "minute_number")]:
        if found := pattern.search(rest):
            words = tuple(
                word for word in (rest[: found.start()] + " " + rest[found.end() :]).split() if word not in IDLE
            )
            # The number of an item says nothing without its day; that of a minute is the committee's, or has a year.
            is_enough = day if name == "number" else day or words or "/" in found[1]
            are_words = all(word.isalpha() for word in words)
            return Reference(day=day, committee=words, **{name: found[1]}) if is_enough and are_words else None
    return None


def items_at(reference: Reference) -> list[PublishedItem]:
    """The items that answer to the reference, newest first, with their meetings: one more than are shown."""
    items = PublishedItem.objects.for_lists()
    if reference.number:
        items = items.filter(number__iexact=reference.number)
    if reference.minute_number:
        items = items.filter(minute_number__in={reference.minute_number, reference.minute_number.upper()})
    if reference.day:
        items = items.filter(meeting__held_on=reference.day)
    for word in reference.committee:
        items = items.filter(meeting__committee__name__icontains=word)
    if reference.in_title:
        items = items.filter(
            pk__in=[item for (item,) in ask(IN_TITLES, {"reference": reference.in_title})],
            title__icontains=reference.in_title,
        )
    return list(items[: MOST_REFERRED + 1])


def _day(typed: str) -> tuple[datetime.date | None, str]:
    """The day named in what was typed, and the rest."""
    for pattern, read in [
        (DAY_IN_WORDS, lambda d, m, y: (int(y), MONTHS.get(m[:3], 0), int(d))),
        (DAY_AS_SORTED, lambda y, m, d: (int(y), int(m), int(d))),
        (DAY_IN_FIGURES, lambda d, m, y: (int(y) + (2000 if len(y) == 2 else 0), int(m), int(d))),
    ]:
        if found := pattern.search(typed):
            try:
                day = datetime.date(*read(*found.groups()))
            except ValueError:
                continue
            return day, " ".join((typed[: found.start()] + " " + typed[found.end() :]).split())
    return None, typed
