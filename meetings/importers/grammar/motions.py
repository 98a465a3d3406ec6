"""Motions: what was moved, where the minutes say what became of it and no word such as RESOLVED follows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from meetings.importers.blocks import Block
from meetings.importers.grammar.labels import places
from meetings.importers.grammar.movers import Moved, moved_in
from meetings.importers.grammar.outcomes import AGREED, NOT_AGREED, fate_in, word_of_fate
from meetings.importers.grammar.quick_looks import holds_any
from meetings.importers.grammar.sentences import sentences_in
from meetings.importers.grammar.votes import Voted, counts_in

_AMENDED = re.compile(r"\bamend(?:ment|ed)\b", re.I)
_AS_AMENDED = re.compile(r"\b(?:as amended|substantive|no (?:further )?amendments?)\b", re.I)
_MOTION_CARRIED = re.compile(
    r"\bmotion (?:was |being |is )(?:\w{4,11}ly |therefore |then |duly ){0,2}(?:declared )?(?:to be )?"
    r"(?P<verb>carried)\b",
    re.I,
)
_MOVED = re.compile(r"\b(?:proposed|moved|motion|cynigiwyd|cynnig)\b", re.I)
_SHORTEST_THING = re.compile(r"[^ ,;]+ [^ ,;]+ [^,;]*[,;]? ")
# The word that a candidate who was proposed has the post: "and was duly elected".
_ELECTS = re.compile(r"\b(?:elected|appointed|co-opted|chair\w{0,6})\b", re.I)
_ELECTED = re.compile(r"\b(?:was|were) (?:duly |therefore |unanimously )?(?:elected|appointed|co-opted)\b", re.I)
_SECONDED = re.compile(r"seconded by\b", re.I)
_WHAT_IS_MOVED = re.compile(
    r"\b(?:(?P<words>that|bod) (?=\S.{15})|(?:a|the|his|her) (?:motion|proposal) (?=to [a-z]{2,14} \S))", re.I
)
# After the names: "and seconded by Councillor B to buy a bench".
_TO_DO = re.compile(r"[,:]?(?: [–-])? (?=to [a-z]{2,14} \S)")
# Where the words of a motion end, if its seconder is named after them: ", seconded by Cllr B", ", Cllr B seconded".
_SECONDING = re.compile(
    r"[,;.]? (?:[–-] )?\(?(?:and |which was |this was |duly |with ){0,2}(?:(?:seconded|seconder|eiliwyd|2nd)\b|"
    r"(?:Cllrs?|Councillor|Ald\w{0,5}|Mrs?|Miss|Ms|Dr)\b[^,;:]{2,40}? second(?:ed|ing)\b)"
)
# "Councillor A proposed approval of the costs": a thing, and neither a person nor what is printed elsewhere.
_THING_PROPOSED = re.compile(
    r" (?=[a-z£\d])(?!(?:by|that|and|as|from|with|in|on|for|it|this|these|their|them|acceptance|thanks|a vote of)\b|"
    r"(?:the|an?) (?:\w{3,12} ){0,2}(?:recommendations?|motion|amendment|proposals?|resolution|following)\b)"
)
# The end of the motion's own sentence, where its fate is told in it: ", and this was carried".
_FATE_AT_END = re.compile(
    r"(?:[,;.] | [–-] | )(?:(?:and|which|this|it|that|the|motion|vote|all|were|was) ){0,6}(?:was |were |being )?"
    r"(?:put to the vote and |declared |duly |all )?(?:carried|lost|defeated|withdrawn|agreed|in favour|"
    r"unanimous\w{0,2})\b"
    r"[^,;.]{0,60}\.?$",
    re.I,
)
# "motion 12.3 had been withdrawn": another motion than the one that was moved here.
_ANOTHER = re.compile(r"\bmotions? (?:no\.? ?)?\d", re.I)
_OF_MOTION = re.compile(r"\b(?:motion|proposal|proposition|recommendations?|this|which|vote|cynnig)\b", re.I)
# The operative part of a long motion: "This Council therefore resolves to:" with a list below it.
_RESOLVES = re.compile(r"\b(?:resolves?|agrees?|calls? (?:on|upon))\b[^.]{0,80}:$", re.I)
_IS_QUOTED = re.compile(r"[“\"'‘ ]{0,2}(?:That|This Council)\b")
# "To approve the accounts. Proposed by Councillor A, seconded by Councillor B and agreed."
_ONLY_TELLS = re.compile(r"(?:it was |this was )?(?:proposed|moved|prop)\b[.:]? ?(?:by\b|Cllr|Councillor)", re.I)
_IS_MOTION_ABOVE = re.compile(
    r"[“\"'‘ ]{0,2}(?:That (?!is\b)|This Council\b)|"
    r"To (?:approve|agree|adopt|accept|ratify|authorise|appoint|elect|renew|confirm|award|purchase|pay) \w"
)
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
    # Where the names after its words end: how it fared is told from there on.
    heard: int
    is_seconded: bool = False
    is_agreed: bool = False
    # An amendment was moved, and nothing says yet that it was lost; or one was carried.
    is_changed: bool = False
    is_amended: bool = False


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
                if moved and not moved.is_amended and _MOTION_CARRIED.search(text):
                    # "9 voted for the motion and 4 for the amendment, and the motion was carried."
                    yield Motion(moved.place, moved.start, moved.end, place, _MOTION_CARRIED.search(text)["verb"], "")
                    moved = None
                elif moved:
                    fate = fate_in(text)
                    moved.is_changed, moved.is_amended = fate != NOT_AGREED, moved.is_amended or fate == AGREED
                continue
            moved = _now_moved(blocks, place, start, end, moved)
            if not moved or moved.place > place:
                continue
            if moved.is_agreed:
                yield Motion(place, moved.start, moved.end, place, word_of_fate(block.text[start : moved.start]), "")
                moved = None
                continue
            # The motion's own words tell nothing of how it fared: “That the appeal be rejected.”
            start = max(start, moved.heard) if place in (moved.place, moved.told) else start
            words = blocks[moved.place].text[moved.start : moved.end]
            is_next = moved.told == place and (len(text) < _SHORT or start == moved.heard)
            fate = _fate_of(block.text[start:end], counts_in(block, start, end), moved, words, is_next=is_next)
            if fate and not moved.is_changed:
                outcome = "" if fate == AGREED else fate
                verb = word_of_fate(block.text[start:end].lstrip(" ,;"))
                yield Motion(moved.place, moved.start, moved.end, place, verb, outcome)
            if fate:
                moved = None


def _fate_of(text: str, voted: Voted, moved: _Moved, words: str, *, is_next: bool) -> str:
    """What a stretch says became of the motion; that all agreed settles it only where it was seconded, or at once."""
    text = text.lstrip(" ,;")
    if _ANOTHER.search(text):
        return ""
    fate = fate_in(text)
    if not fate and moved.is_seconded:
        fate = _fate_by_votes(voted)
        if not fate and _ELECTS.search(words) and _ELECTED.search(text):
            return AGREED
        if fate:
            return fate
    if not fate or (len(text) > _SHORT and not _OF_MOTION.search(text)):
        return ""
    is_carried = "carried" in text.casefold() or fate != AGREED
    return fate if is_carried or moved.is_seconded or is_next else ""


def _fate_by_votes(voted: Voted) -> str:
    """What the numbers say where no word does: "five were in favour and Councillor A abstained"."""
    if voted.votes_for is None or not voted.votes_for.value:
        return ""
    against = voted.votes_against.value if voted.votes_against else 0
    return "" if voted.votes_for.value == against else AGREED if voted.votes_for.value > against else NOT_AGREED


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
    is_seconded = any(one.seconder for one in who)
    at_names = max([found.end(), *(one.end for one in who)])
    if begin := _begin_of_words(block, found.end(), end, who):
        last, heard = end, begin
        if seconding := _SECONDING.search(block.text, begin + 1, end) if is_seconded else None:
            last, heard = seconding.start(), max(one.end for one in who)
        elif fate := _FATE_AT_END.search(block.text, max(begin + 1, end - 140), end):
            last = heard = fate.start()
        # "… seconded by Councillor B, and all agreed, that a bench be bought": all is told before its words.
        is_agreed = is_seconded and who[0].mover is not None and fate_in(block.text[at_names:begin]) == AGREED
        return _Moved(place, begin, last, place, max(last, heard), is_seconded, is_agreed=is_agreed)
    if _announces_below(blocks, place, end, is_moved=bool(who)):
        below = _operative(blocks, place + 1)
        last = len(blocks[below].text)
        return _Moved(below, blocks[below].body, last, place, last, is_seconded)
    if is_seconded and who[0].mover and _ONLY_TELLS.match(block.text, start, end):
        above, first, last = _words_above(blocks, place, start)
        if last:
            return _Moved(above, first, last, place, who[0].end, is_seconded=True)
    if moved:
        moved.is_seconded = moved.is_seconded or is_seconded
    return moved


def _words_above(blocks: list[Block], place: int, start: int) -> tuple[int, int, int]:
    """Where the motion stands that "Proposed by Councillor A, seconded by Councillor B" follows; its end is 0 if none.

    It is a quotation, or the line of the agenda, before the sentence or in the paragraph above.
    """
    block = blocks[place]
    if block.text[block.body : start].strip():
        last = len(block.text[:start].rstrip())
        return place, block.body, last if _IS_MOTION_ABOVE.match(block.text, block.body, start) else 0
    above = blocks[place - 1] if place else None
    is_motion = above is not None and not above.cells and _IS_MOTION_ABOVE.match(above.words) is not None
    return place - 1, above.body if above else 0, len(above.text) if is_motion else 0


def _begin_of_words(block: Block, after: int, end: int, who: list[Moved]) -> int:
    """Where the words of a motion begin in the sentence in which it was moved, or 0; `after` ends the verb."""
    if what := _WHAT_IS_MOVED.search(block.text, after, end):
        return what.start() if what["words"] else what.end()
    for at in (_end_of_mover(block, after, who), max([after, *(one.end for one in who)])):
        if to_do := _TO_DO.match(block.text, at, end):
            return to_do.end()
    is_active = bool(who and who[0].mover and who[0].seconder and who[0].mover.start < block.offset(after))
    thing = _THING_PROPOSED.match(block.text, after, end) if is_active else None
    # "proposed approval, seconded by": what was approved stands elsewhere.
    return thing.end() if thing and _SHORTEST_THING.match(block.text, thing.end(), end) else 0


def _end_of_mover(block: Block, after: int, who: list[Moved]) -> int:
    """Where the mover's name ends, where it follows the verb: "proposed by Councillor A to buy a bench"."""
    name = who[0].mover.value if who and who[0].mover else ""
    at = block.text.find(name, after) if name else -1
    return at + len(name) if at >= 0 else after


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
