"""The buttons of a review that change its parts: split, merge, move, add and leave out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from meetings.importers import corrections
from meetings.importers.minutes import MeetingRead

PARTS = ("resolutions", "actions", "declarations")
# How many digits a number has at most that a button of the page sends.
MOST_DIGITS = 5


def _of_item(change: Callable) -> Callable:
    """A change of one item, which is there."""
    return lambda read, at, _, __: change(read, at) if 0 <= at < len(read.items) else read


def _move(by: int) -> Callable:
    return _of_item(lambda read, at: corrections.move_item(read, at, by))


def _add_item(read: MeetingRead, at: int, _: int, __: str) -> MeetingRead:
    return corrections.add_item(read, at) if -1 <= at < len(read.items) else read


def _split(read: MeetingRead, at: int, piece: int, source: str) -> MeetingRead:
    return corrections.split_item(read, at, piece, source) if 0 <= at < len(read.items) else read


def _leave_out_attendee(read: MeetingRead, at: int, _: int, __: str) -> MeetingRead:
    return corrections.leave_out_attendee(read, at) if 0 <= at < len(read.attendees) else read


def _add(kind: str) -> Callable:
    return _of_item(lambda read, at: corrections.add_part(read, at, kind))


def _leave_out(kind: str) -> Callable:
    def change(read: MeetingRead, at: int, place: int, _: str) -> MeetingRead:
        is_there = 0 <= at < len(read.items) and 0 <= place < len(getattr(read.items[at], kind))
        return corrections.leave_out_part(read, at, kind, place) if is_there else read

    return change


def _decide_openly(read: MeetingRead, at: int, place: int, _: str) -> MeetingRead:
    is_there = 0 <= at < len(read.items) and 0 <= place < len(read.items[at].resolutions)
    return corrections.decide_openly(read, at, place) if is_there else read


# What the buttons of the page ask for: "move-up:3", "leave-out-resolutions:3:0". Each is given the reading, the two
# numbers and the source; where there is nothing at those numbers, nothing changes.
CHANGES: dict[str, Callable[[MeetingRead, int, int, str], MeetingRead]] = {
    "move-up": _move(-1),
    "move-down": _move(1),
    "merge": _of_item(corrections.merge_with_item_before),
    "split": _split,
    "leave-out-item": _of_item(corrections.leave_out_item),
    "add-item": _add_item,
    "decide-openly": _decide_openly,
    "add-attendee": lambda read, *_: corrections.add_attendee(read),
    "leave-out-attendee": _leave_out_attendee,
    **{f"add-{kind}": _add(kind) for kind in PARTS},
    **{f"leave-out-{kind}": _leave_out(kind) for kind in PARTS},
}


@dataclass(frozen=True)
class Button:
    """A button that was pressed, and the two numbers it stands at: of the item or person, and of a part of it."""

    do: str
    at: int
    part: int

    def press(self, read: MeetingRead, source: str) -> MeetingRead:
        """The reading after the change; the same where there is nothing at the button's numbers."""
        return CHANGES[self.do](read, self.at, self.part, source)

    def place_in(self, read: MeetingRead) -> str:
        """The id of what the clerk will want to see next, in the reading as it is after the change."""
        if "attendee" in self.do:
            return f"attendee-{len(read.attendees) - 1}" if self.do == "add-attendee" else "attendees"
        kind = self.do.removeprefix("add-")
        if kind in PARTS and 0 <= self.at < len(read.items):
            return f"item-{self.at}-{kind}-{len(getattr(read.items[self.at], kind)) - 1}"
        moved = {"move-up": -1, "move-down": 1, "merge": -1, "split": 1, "add-item": 1}.get(self.do, 0)
        return f"item-{min(max(self.at + moved, 0), max(len(read.items) - 1, 0))}"


def button_of(sent: Mapping[str, str]) -> Button | None:
    """The button that the page sent as `do`, such as "leave-out-resolutions:3:0"; None for one that is not here."""
    do, _, target = sent.get("do", "").partition(":")
    if do not in CHANGES:
        return None
    first, _, second = target.partition(":")
    at = -1 if first == "-1" else _number(first)
    return Button(do, at, _number(sent.get(f"item-{at}-split_at", "") if do == "split" else second))


def _number(text: str) -> int:
    """The number that a button sent; anything else is the number of nothing."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else -2
