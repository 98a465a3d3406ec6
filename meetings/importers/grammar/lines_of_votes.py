"""Lines of votes: what a few lines together say of how a vote went, and where a vote by name is recorded."""

import re

from meetings.importers.blocks import Block
from meetings.importers.grammar.recorded_votes import is_of_recorded_vote, recorded_vote
from meetings.importers.grammar.votes import Voted, counts_in, may_name_sides

# "On the requisition of two members the voting was recorded as follows:", and the names below it.
_RECORDED_BELOW = re.compile(r"\b(?:vot(?:e|es|ing)|division)\b[^.;]{0,80}\bas follows ?[:–-]{0,2}$", re.I)
_FURTHEST_RECORD = 8
_MOST_LINES = 30
_LONGEST_ANNOUNCEMENT = 200


def told_in(words: Block) -> Voted:
    """The vote that a few words tell, by name where they can name a side."""
    return recorded_vote([words]) if may_name_sides(words.text) else counts_in(words, 0, len(words.text))


def vote_of_lines(parts: list[Block]) -> Voted:
    """The vote that these lines print: of names, in one of them, or each side on a line of its own."""
    recorded = recorded_vote(parts)
    told = (counts_in(part, 0, len(part.text)) for part in parts if not part.cells)
    counts = next((one for one in told if one), None)
    if counts is None or recorded.votes or (counts.votes_for is None) != (counts.votes_against is None):
        return recorded or counts or Voted()
    return counts


def place_of_record(blocks: list[Block], place: int) -> int:
    """Where, below the last words of an item's last decision, the names of its vote are announced; else `place`."""
    for index in range(place + 1, min(len(blocks), place + 1 + _FURTHEST_RECORD)):
        if _RECORDED_BELOW.search(blocks[index].text[-_LONGEST_ANNOUNCEMENT:]):
            return index
    return place


def vote_above(blocks: list[Block], place: int) -> Voted:
    """The vote by name whose lines stand straight above the one that says that the motion was carried."""
    first = place
    while first > max(0, place - _MOST_LINES) and _is_line_of_names(blocks[first - 1]):
        first -= 1
    voted = recorded_vote(blocks[first:place]) if first < place else Voted()
    return voted if voted.votes else Voted()


def _is_line_of_names(block: Block) -> bool:
    return not block.label and is_of_recorded_vote(block, 0, len(block.text), is_within=True)
