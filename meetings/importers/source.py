"""What every format makes of a set of minutes: its words, the blocks they fall into, and what the clerk must know."""

from dataclasses import dataclass

from meetings.importers.blocks import Block


class CannotRead(Exception):
    """The file was refused; the message says why, and what the clerk can do about it."""


class OutOfTime(CannotRead):
    """The file takes more work than it was given; given more, or on a machine less busy, it may be read yet."""


@dataclass(frozen=True, slots=True)
class Source:
    """`text` is what a review shows beside the reading; the blocks say where in it each of their words stands."""

    text: str
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()
