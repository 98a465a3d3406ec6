"""Motions: what was moved, where the minutes say what became of it and no word such as RESOLVED follows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from meetings.importers.blocks import Block
from meetings.importers.grammar.labels import places
from meetings.importers.grammar.movers import moved_in
from meetings.importers.grammar.outcomes import AGREED, NOT_AGREED, fate_in, word_of_fate
from meetings.importers.grammar.quick_looks import holds_any
from meetings.importers.grammar.sentences import sentences_in

_AMENDED = re.compile(r"\bamend(?:ment|ed)\b", re.I)
_AS_AMENDED = re.compile(r"\b(?:as amended|substantive|no (?:further )?amendments?)\b", re.I)
_MOVED = re.compile(r"\b(?:proposed|moved|motion|cynigiwyd|cynnig)\b", re.I)
_SECONDED = re.compile(r"seconded by\b", re.I)
_WHAT_IS_MOVED = re.compile(r"\b(?:that|bod) (?=\S.{15})", re.I)
# After the names: "and seconded by Councillor B to buy a bench".
_TO_DO = re.compile(r"[,:]?(?: [–-])? (?=to [a-z]{2,14} \S)")
# The end of the motion's own sentence, where its fate is told in it: ", and this was carried".
_FATE_AT_END = re.compile(
    r"(?:[,;.] | [–-] | )(?:(?:and|which|this|it|that|the|motion|vote|all|were|was) ){0,6}(?:was |were |being )?"
    r"(?:put to the vote and |declared |duly |all )?(?:carried|lost|defeated|withdrawn|agreed|in favour|"
    r"unanimous\w{0,2})\b"
    r"[^,;.]{0,60}\.?$",
    re.I,
)
_OF_MOTION = re.compile(r"\b(?:motion|proposal|proposition|recommendations?|this|which|vote|cynnig)\b", re.I)
# The operative part of a long motion: "This Council therefore resolves to:" with a list below it.
_RESOLVES = re.compile(r"\b(?:resolves?|agrees?|calls? (?:on|upon))\b[^.]{0,80}:$", re.I)
_IS_QUOTED = re.compile(r"[“\"'‘ ]{0,2}(?:That|This Council)\b")
_WORDS_OF_MOTIONS = ("proposed", "moved", "motion", "seconded", "cynigiwyd", "cynnig")
_SHORT = 45
_FURTHEST_FATE = 40
_FURTHEST_OPERATIVE = 15
_WHY_CARRIED = "The motion is said to be carried; the text does not print the decision again."
_WHY_SETTLED = "The text says what became of this motion; it prints no decision."


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion that was put: where its words stand in its block, what became of it and where that is said."""

    place: int
    start: int
    end: int
    settled: int
    verb: str
    # Left empty where the motion was carried, for then its own words say what was decided.
    outcome: str

    @property
    def why(self) -> str:
        return _WHY_SETTLED if self.outcome else _WHY_CARRIED


@dataclass(slots=True)
class _Moved:
    """The motion that is being followed to its fate."""

    place: int
    start: int
    end: int
    told: int
    is_seconded: bool = False
    # An amendment was moved, and nothing says yet that it was lost.
    is_changed: bool = False


def settled_motions(blocks: list[Block]) -> list[Motion]:
    """The motions of an item of which the text says that they were carried, lost or withdrawn, in order.

    A motion that an amendment may have changed is left to the clerk, for a wrong decision is worse than none, and
    one that was lost is told only where it was all there was to decide.
    """
    found = list(_settled(blocks))
    return found if len(found) == 1 else [motion for motion in found if not motion.outcome]


def _settled(blocks: list[Block]) -> Iterator[Motion]:
    moved: _Moved | None = None
    for place, block in enumerate(blocks):
        if moved and place - moved.told > _FURTHEST_FATE:
            moved = None
        if not moved and not holds_any(block.text, _WORDS_OF_MOTIONS):
            continue  # no motion is being followed, and none begins here
        for start, end in sentences_in(block.text, block.body):
            text = block.text[start:end]
            if _AMENDED.search(text) and not _AS_AMENDED.search(text):
                if moved:
                    moved.is_changed = fate_in(text) != NOT_AGREED
                continue
            moved = _now_moved(blocks, place, start, end, moved)
            if not moved or moved.place > place:
                continue
            rest = block.text[moved.end : end] if (moved.told, moved.place) == (place, place) else text
            rest = rest if moved.end < end or moved.place != place else ""
            fate = _fate_of(rest, moved, is_next=moved.told == place and len(text) < _SHORT)
            if fate and not moved.is_changed:
                outcome = "" if fate == AGREED else fate
                yield Motion(moved.place, moved.start, moved.end, place, word_of_fate(rest), outcome)
            if fate:
                moved = None


def _fate_of(text: str, moved: _Moved, *, is_next: bool) -> str:
    """What a sentence says became of the motion; that all agreed settles it only where it was seconded, or at once."""
    fate = fate_in(text)
    if not fate or (len(text) > _SHORT and not _OF_MOTION.search(text)):
        return ""
    is_carried = "carried" in text.casefold() or fate != AGREED
    return fate if is_carried or moved.is_seconded or is_next else ""


def _now_moved(blocks: list[Block], place: int, start: int, end: int, moved: _Moved | None) -> _Moved | None:
    """The motion being followed after this sentence: a new one takes its place only with a mover of its own."""
    block = blocks[place]
    who = moved_in(block, start, end)
    if moved and who and not any(one.mover for one in who):
        moved.is_seconded = True
        return moved
    found = _MOVED.search(block.text, start, end) or _SECONDED.match(block.text, start, end)
    if not found or (moved and not who):
        return moved
    at = max([found.end(), *(one.end for one in who)])
    what = _WHAT_IS_MOVED.search(block.text, found.end(), end) or _TO_DO.match(block.text, at, end)
    is_seconded = any(one.seconder for one in who)
    if what:
        begin = what.start() if what[0].strip()[:1].isalpha() else what.end()
        fate = _FATE_AT_END.search(block.text, max(begin + 1, end - 140), end)
        return _Moved(place, begin, fate.start() if fate else end, place, is_seconded)
    if _announces_below(blocks, place, end, is_moved=bool(who)):
        below = _operative(blocks, place + 1)
        return _Moved(below, blocks[below].body, len(blocks[below].text), place, is_seconded)
    if moved:
        moved.is_seconded = moved.is_seconded or is_seconded
    return moved


def _announces_below(blocks: list[Block], place: int, end: int, *, is_moved: bool) -> bool:
    """Whether the words of the motion stand in the next paragraph: after a colon, or as a quotation."""
    text = blocks[place].text.rstrip()
    if end < len(text) or place + 1 >= len(blocks):
        return False
    return text.endswith(":") or (is_moved and _IS_QUOTED.match(blocks[place + 1].words) is not None)


def _operative(blocks: list[Block], place: int) -> int:
    """Where the words that decide begin in a motion of several paragraphs."""
    for below in range(place, min(place + _FURTHEST_OPERATIVE, len(blocks) - 1)):
        text = blocks[below].text
        if text.endswith(":") and _RESOLVES.search(text[-160:]) and is_lead_in(blocks[below], blocks[below + 1]):
            return below
        if len(text) < 90 and fate_in(text):
            break
    return place


def is_lead_in(block: Block, below: Block | None) -> bool:
    """ "That this Council:" with the limbs of the motion below it."""
    return block.text.endswith(":") and below is not None and 1 in places(below.label).values()
