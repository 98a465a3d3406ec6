"""Motions: what was moved, where the minutes say only that it was carried and no word such as RESOLVED follows."""

import re

from meetings.importers.blocks import Block
from meetings.importers.grammar.labels import places

_CARRIED = re.compile(r"\bcarried\b(?! (?:out|forward|over|on|away|by|in))", re.I)
_AMENDED = re.compile(r"\bamend(?:ment|ed)\b", re.I)
_LOST = re.compile(r"\b(?:lost|fell|withdrawn|defeated|not carried|rejected)\b", re.I)
_MOVED = re.compile(r"\b(?:proposed|moved|motion)\b", re.I)
_WHAT_IS_MOVED = re.compile(r"\bthat (?=\S.{15})", re.I)
WHY_CARRIED = "The motion is said to be carried; the text does not print the decision again."


def carried_motion(blocks: list[Block]) -> tuple[int, int, int] | None:
    """The motion that was carried: its block, where its words begin in it, and the block after which it was carried.

    An amendment that may have changed it leaves the decision to the clerk: a wrong one is worse than none.
    """
    carried = next((index for index, block in enumerate(blocks) if _CARRIED.search(block.text)), None)
    if carried is None or _LOST.search(blocks[carried].text) or _is_changed(blocks[: carried + 1]):
        return None
    for index, block in enumerate(blocks[: carried + 1]):
        moved = _MOVED.search(block.text)
        if not moved:
            continue
        end = _CARRIED.search(block.text)
        what = _WHAT_IS_MOVED.search(block.text, moved.end(), end.start() if end else len(block.text))
        if what:
            return index, what.start(), carried
        if block.text.endswith(":") and index + 1 < carried:
            return index + 1, 0, carried
    return None


def _is_changed(blocks: list[Block]) -> bool:
    """Whether an amendment was moved and nothing says that it was lost."""
    is_amended = any(_AMENDED.search(block.text) for block in blocks)
    return is_amended and not any(_AMENDED.search(block.text) and _LOST.search(block.text) for block in blocks)


def is_lead_in(block: Block, below: Block | None) -> bool:
    """ "That this Council:" with the limbs of the motion below it."""
    return block.text.endswith(":") and below is not None and 1 in places(below.label).values()
