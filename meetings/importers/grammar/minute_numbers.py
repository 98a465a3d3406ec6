"""Minute numbers: where the agenda's number of an item and the running number of its minute are both printed."""

import re
from dataclasses import dataclass
from itertools import pairwise

from meetings.importers.blocks import Block
from meetings.importers.grammar.labels import item_number
from meetings.importers.minutes import Reading

_MINUTE = r"(?:Minute|MINUTE|Min|Cofnod|COFNOD)(?: (?:No|NO|Number|Rhif)\b)?\.?:?"
# "5. (131) Roads", "Item 5 – Minute 131 – Roads", "131. (5) Roads".
_BEFORE_TITLE = re.compile(
    rf"(?:[(\[](?:{_MINUTE} ?)?(?P<bracketed>\d{{1,4}}[a-z]?)[)\]]|{_MINUTE} "
    rf"(?P<named>\d{{1,4}}(?:/\d{{2,4}})?[a-z]?)|(?P<plain>\d{{1,3}}[a-z]?)(?=[.)] ))"
    r"[.:)]? ?[–:|-]? ?"
)
# "Roads (Minute 131)", where most titles have it: else it is an earlier minute that the item comes back to.
_AFTER_TITLE = re.compile(rf" ?[–|,-]? ?[(\[]?{_MINUTE} (?P<number>\d{{1,4}}(?:/\d{{2,4}})?[a-z]?)[)\]]?$")
# "131. Roads (Agenda item 5)".
_AGENDA_AFTER = re.compile(
    r" ?[–|,-]? ?[(\[](?:Agenda [Ii]tem|AGENDA ITEM|Agenda|Item|Eitem)(?: (?:No|NO|Number|Rhif)\b)?\.?:? ?"
    r"(?P<number>\d{1,3}[a-z]?)[)\]]$"
)
_LINE = re.compile(rf"{_MINUTE} (?P<number>\d{{1,4}}(?:/\d{{2,4}})?[a-z]?)\.?$")


@dataclass(frozen=True, slots=True)
class SecondNumber:
    """The other number of an item, and what is left of its title when that is taken out."""

    number: Reading[str]
    title: Reading[str]
    # The other number is the agenda's, so that the first one is the minute's.
    is_agenda: bool = False
    # It stands on a line of its own under the title.
    is_below: bool = False


def second_numbers(
    titles: list[tuple[Block, Reading[str]]], numbers: list[str], below: list[Block | None]
) -> list[SecondNumber | None]:
    """For each item its other number, by its title in its block, its first number and the block under its heading."""
    found = [_second_number(block, title, under) for (block, title), under in zip(titles, below, strict=True)]
    if all(one is None for one in found):
        return found
    # One or two of many refer to an earlier minute; a number beside every item numbers the items.
    if 2 * sum(one is not None for one in found) < len(found) or not _go_up(found):
        return [one if one and one.is_agenda else None for one in found]
    return _told_apart(found, numbers)


def _second_number(block: Block, title: Reading[str], below: Block | None) -> SecondNumber | None:
    start = block.text.find(title.value)
    if not title.value or start < 0:
        return None
    end = start + len(title.value)
    if found := _BEFORE_TITLE.match(block.text, start, end):
        rest = block.read(found.end(), end)
        return SecondNumber(block.read(*found.span(str(found.lastgroup))), rest) if rest.value else None
    if found := _AGENDA_AFTER.search(block.text[:end], start):
        return SecondNumber(block.read(*found.span("number")), block.read(start, found.start()), is_agenda=True)
    if found := _AFTER_TITLE.search(block.text[:end], start):
        return SecondNumber(block.read(*found.span("number")), block.read(start, found.start()))
    number = minute_of_line(below) if below is not None else None
    return SecondNumber(number, title, is_below=True) if number else None


def minute_of_line(block: Block) -> Reading[str] | None:
    """The number on a line that says nothing else: "Minute 131"."""
    found = _LINE.match(block.text)
    return block.read(*found.span("number")) if found else None


def _go_up(found: list[SecondNumber | None]) -> bool:
    numbers = [item_number(one.number.value) or () for one in found if one]
    return all(one < other for one, other in pairwise(numbers))


def _told_apart(found: list[SecondNumber | None], numbers: list[str]) -> list[SecondNumber | None]:
    """Of two numbers the smaller is the agenda's: minutes are numbered through the year."""
    pairs = [
        (item_number(one.number.value) or (), item_number(number) or ())
        for one, number in zip(found, numbers, strict=True)
        if one and number
    ]
    if not pairs or not all(second < first for second, first in pairs):
        return found
    return [one and SecondNumber(one.number, one.title, True, one.is_below) for one in found]
