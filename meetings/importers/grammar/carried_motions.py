"""Carried motions: what was decided where the minutes print the motion, and then only that it was carried."""

import re
from dataclasses import replace

from meetings.importers.blocks import Block, join
from meetings.importers.grammar.decision_verbs import Decision
from meetings.importers.grammar.labels import is_bullet, places
from meetings.importers.grammar.limbs import run_of_limbs
from meetings.importers.grammar.motions import Motion, is_lead_in, settled_motions
from meetings.importers.grammar.proceedings import Act
from meetings.importers.grammar.resolution_list import Resolutions
from meetings.importers.grammar.sentences import sentences_in
from meetings.importers.grammar.telling import tells_only

# A line that says only that it was decided; what was stands above it, where it was moved.
_ALONE = re.compile(
    r"(?:(?:and )?(?:it was )?)?(?:unanimously )?(?P<verb>resolved|agreed|approved|carried|adopted)"
    r"(?: (?:unanimously|nem\.? con\.?))?(?: ?\([^()]{2,60}\))?[.!]?$",
    re.I,
)
_LONG_WORD = re.compile(r"(?!that|this|with|will|from|been|have|would|should|clerk|council|committee)[^\W\d_]{4,}")
_REFERS_BACK = re.compile(
    r"\b(?:motions?|propos\w{0,6}|recommendations?|accordingly|above|reports?|amended|accept\w{0,3})\b", re.I
)
_FURTHER = re.compile(r"\b(?:further|also|in addition|additionally)\b", re.I)
_FEWEST_WORDS = 2
_QUOTES = "“\"‘'"
_MOST_LINES_BETWEEN = 6
_LONGEST_MOTION = 40
BE_DONE = re.compile(r"That (?!is\b)\S")


def read_settled_motions(blocks: list[Block], found: Resolutions) -> None:
    """The motion stays in the minute too, for there it was moved and by whom."""
    for motion in settled_motions(blocks):
        _read_motion(blocks, motion, found)


def read_motions_beside(blocks: list[Block], found: Resolutions) -> None:
    """The motions carried in an item that also decides something else: none that a decision there says again."""
    acts, count = [act for act in found.acts if act.resolutions], len(found.acts)
    for motion in settled_motions(blocks):
        if motion.outcome:
            continue
        is_read = any(
            act.place <= motion.place <= act.last or motion.place <= act.place <= motion.settled for act in acts
        )
        others = [act for act in acts if not _is_of_other_matter(blocks, motion, act)]
        texts = [found.texts[index].text for act in others for index in act.resolutions]
        words = blocks[motion.place].text[motion.start : motion.end]
        is_next = any(act.place > motion.settled for act in others)
        if not is_read and not is_next and not any(_may_be_same(words, text) for text in texts):
            _read_motion(blocks, motion, found)
            # The vote that settled it is not the next decision's.
            found.acts[-1].told_to = (motion.settled, len(blocks[motion.settled].text))
    if len(found.acts) > count:
        found.sort_acts()


def _is_of_other_matter(blocks: list[Block], motion: Motion, act: Act) -> bool:
    """Whether the page shows that an act decides something else than the motion: what follows a motion is often it.

    It stands under another letter, says "further resolved", or comes after words about something else.
    """
    limbs = range(motion.place + 1, motion.settled + 1)
    ours, theirs = (_letter_above(blocks, place, limbs) for place in (motion.place, act.place))
    if ours != theirs:
        return True
    block = blocks[act.place]
    lead = block.text[act.start : act.decided]
    is_after_others = act.place > motion.settled and len(sentences_in(block.text, block.body, act.start)) > 0
    return act.place > motion.settled and (bool(_FURTHER.search(lead)) or is_after_others)


def _letter_above(blocks: list[Block], place: int, limbs: range) -> int:
    """The place of the block whose letter or Roman number heads this one, or -1; the motion's own limbs do not."""
    for above in range(place, -1, -1):
        label = blocks[above].label
        if above not in limbs and any(not series.startswith("number") for series in places(label)):
            return above
    return -1


def _may_be_same(moved: str, decided: str) -> bool:
    """Whether a decision may be what was moved: they share long words, or it speaks of the motion."""
    of_motion, of_decision = (set(_LONG_WORD.findall(text.casefold())) for text in (moved, decided))
    return len(of_motion) < _FEWEST_WORDS or bool(of_motion & of_decision) or bool(_REFERS_BACK.search(decided))


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
        is_labelled = start == block.body and block.label and not is_bullet(block.label)
        label = block.label if is_labelled and "number" not in places(block.label) else ""
        found.add(index, block.part(start, motion.end), label, motion.verb, (index, motion.end), motion.why)
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
