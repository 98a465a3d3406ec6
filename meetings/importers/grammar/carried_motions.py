"""Carried motions: what was decided where the minutes print the motion, and then only that it was carried."""

import re
from dataclasses import replace

from meetings.importers.blocks import Block, join
from meetings.importers.grammar.decision_verbs import Decision
from meetings.importers.grammar.labels import places
from meetings.importers.grammar.limbs import run_of_limbs
from meetings.importers.grammar.motions import Motion, is_lead_in, settled_motions
from meetings.importers.grammar.resolution_list import Resolutions
from meetings.importers.grammar.telling import tells_only

# A line that says only that it was decided; what was stands above it, where it was moved.
_ALONE = re.compile(
    r"(?:(?:and )?(?:it was )?)?(?:unanimously )?(?P<verb>resolved|agreed|approved|carried|adopted)"
    r"(?: (?:unanimously|nem\.? con\.?))?(?: ?\([^()]{2,60}\))?[.!]?$",
    re.I,
)
_QUOTES = "“\"‘'"
_MOST_LINES_BETWEEN = 6
_LONGEST_MOTION = 40
BE_DONE = re.compile(r"That (?!is\b)\S")


def read_settled_motions(blocks: list[Block], found: Resolutions) -> None:
    """The motion stays in the minute too, for there it was moved and by whom."""
    for motion in settled_motions(blocks):
        _read_motion(blocks, motion, found)


def _read_motion(blocks: list[Block], motion: Motion, found: Resolutions) -> None:
    index, start = motion.place, motion.start
    block, below = blocks[index], blocks[index + 1] if index + 1 < motion.settled else None
    at = len(found.read)
    found.begin_act(index, block.body, start)
    if is_lead_in(block, below):
        for limb in run_of_limbs(blocks[: motion.settled], index + 1, after=""):
            text = join([blocks[limb[0]].unlabelled(), *(blocks[place] for place in limb[1:])])
            last = (limb[-1], len(blocks[limb[-1]].text))
            found.add(limb[0], text, blocks[limb[0]].label, motion.verb, last, motion.why)
    else:
        found.add(index, block.part(start, motion.end), "", motion.verb, (index, motion.end), motion.why)
    found.acts[-1].settled = motion.settled
    found.read[at:] = [replace(read, outcome=motion.outcome or read.outcome) for read in found.read[at:]]


def add_motion_decided_below(blocks: list[Block], index: int, found: Resolutions) -> bool:
    """ "Resolved" on a line of its own below "That the scheme be approved": the motion above is the decision."""
    alone = _ALONE.match(blocks[index].words)
    run = _motion_above(blocks, index, found) if alone else []
    if not run:
        return False
    first = run[0][0]
    found.begin_act(first, blocks[first].body, blocks[first].body)
    found.add_run(blocks, run, alone["verb"])
    act = found.acts[-1]
    # The vote may stand beside the verb: "RESOLVED (5 for, 1 against)".
    act.last, act.end, act.told_within = index, blocks[index].body + alone.end("verb"), run[-1][-1] + 1
    return True


def _motion_above(blocks: list[Block], index: int, found: Resolutions) -> list[list[int]]:
    """The places of the motion, or of its limbs, that stand just above a line and are no decision yet."""
    floor = found.acts[-1].last if found.acts else -1
    last = index - 1
    while last > floor and index - last < _MOST_LINES_BETWEEN and tells_only(blocks[last], 0, len(blocks[last].text)):
        last -= 1
    first = last
    while first - 1 > floor and last - first < _LONGEST_MOTION and _goes_on_above(blocks, first, last):
        first -= 1
    if first <= floor or not BE_DONE.match(blocks[first].words.lstrip(_QUOTES)):
        return []
    if not blocks[first].label:
        return [[*range(first, last + 1)]]
    run = run_of_limbs(blocks[first : last + 1], 0, after="")
    is_whole = bool(run) and run[-1][-1] == last - first
    return [[first + place for place in limb] for limb in run] if is_whole else []


def _goes_on_above(blocks: list[Block], first: int, last: int) -> bool:
    """Whether a motion that ends at `last` began before `first`: in an earlier limb, or line of its sentence."""
    if blocks[last].label:
        return bool(blocks[first].label) and 1 not in places(blocks[first].label).values()
    is_begun = bool(blocks[first].label) or BE_DONE.match(blocks[first].words.lstrip(_QUOTES))
    return not is_begun and not blocks[first - 1].text.endswith((".", ":"))


def add_motion_above(blocks: list[Block], index: int, decision: Decision, found: Resolutions) -> bool:
    """ "RESOLVED accordingly": the motion that was carried just above says what was decided."""
    first = found.acts[-2].last + 1 if len(found.acts) > 1 else 0
    carried = [motion for motion in settled_motions(blocks[first : index + 1]) if not motion.outcome]
    if carried:
        motion = carried[-1]
        motion = replace(motion, place=first + motion.place, settled=first + motion.settled, verb=decision.verb)
        _read_motion(blocks, motion, found)
        verb = blocks[index].text.index(decision.verb, decision.start)
        found.acts[-1].last, found.acts[-1].end = index, verb + len(decision.verb)
    return bool(carried)
