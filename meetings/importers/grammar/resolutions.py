"""Resolutions: what the body decided, each labelled limb apart, and no motion, proposal or officer's point."""

import re
from dataclasses import dataclass, field

from meetings.importers.blocks import Block, Kind, join
from meetings.importers.grammar.decision_verbs import Decision, decisions_in
from meetings.importers.grammar.labels import is_bullet, places
from meetings.importers.grammar.limbs import inner_limbs, run_of_any, run_of_bullets, run_of_limbs
from meetings.importers.grammar.motions import WHY_CARRIED, carried_motion, is_lead_in
from meetings.importers.grammar.offices import names_a_body
from meetings.importers.grammar.section_headings import is_inner_heading
from meetings.importers.grammar.sentences import sentences_in
from meetings.importers.minutes import ResolutionRead

# A lead-in that says only who decides, so that every limb is a decision: "that:", "that the Panel", "That Council:".
_ONLY_SUBJECT = re.compile(
    r"(?:that )?(?:(?:the |this )?[\w’&-]{1,30}(?: [\w’&-]{1,30})?(?: [\w’&-]{1,30})?(?: [\w’&-]{1,30})?)?"
    r"[\s:,;–—-]*$",
    re.I,
)
# A lead-in that itself decides; the list under it is part of the one decision.
_DECIDES_ITSELF = re.compile(r"\b(?:subject to|conditions?|reasons?|as follows|the following|granted|refused)\b", re.I)
_ANNOUNCES = (":", ":-", "–", "-", "—", ": -")
_MOTION = re.compile(
    r"\b(?:mov(?:ed|e)|propos(?:ed|al|es)|motion|amendment|recommend(?:ed|ation)s?|lost|asked?)\b", re.I
)
_SUBJUNCTIVE = re.compile(r"\b(?:be|is|are) (?:\w{2,14}ly )?\w{3,15}(?:ed|en|wn|ne|de|lt|ld|nt|ght)\b", re.I)
_DECIDING_LIMB = {
    "agreed", "approved", "resolved", "adopted", "authorised", "delegated", "granted", "refused", "deferred",
    "instructed", "recommended", "endorsed",
}  # fmt: skip
_NOTING_LIMB = {"noted", "received", "accepted", "welcomed", "confirmed", "requested", "asked", "continued", "thanked"}
_PAST = re.compile(r"\b(?:was|were|had|has)\b")
_WORD = re.compile(r"[^\W_]+")
_NO_VERB = "No word such as RESOLVED stands before this list; it reads like decisions."


@dataclass(slots=True)
class Resolutions:
    """The resolutions of one item, and which words of its text they took with them."""

    read: list[ResolutionRead] = field(default_factory=list)
    # For each block, the stretches that are resolutions and need not be told again in the minute.
    taken: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    # The block in which each resolution begins, and its own words as a block.
    places: list[int] = field(default_factory=list)
    texts: list[Block] = field(default_factory=list)
    _seen: set[tuple[str, ...]] = field(default_factory=set)

    def add(self, place: int, text: Block, label: str, verb: str, why: str = "") -> None:
        """Keep a resolution once, though it may be printed under the decision and again in the minutes."""
        words = _plain_words(text.text)
        if words and words not in self._seen:
            self._seen.add(words)
            self.read.append(ResolutionRead(text.read(0, len(text.text), why), label, verb))
            self.places.append(place)
            self.texts.append(text)

    def take(self, place: int, start: int, end: int) -> None:
        self.taken.setdefault(place, []).append((start, end))


def find_resolutions(blocks: list[Block], decided: set[int]) -> Resolutions:
    """The resolutions in an item's text; `decided` are the blocks that stand under a heading "Decision"."""
    found = Resolutions()
    index = 0
    while index < len(blocks):
        index = _read_block(blocks, index, found)
    if not found.read:
        _read_carried_motion(blocks, found)
    if not found.read:
        _read_limbs_without_verb(blocks, decided, found)
    return found


def _read_carried_motion(blocks: list[Block], found: Resolutions) -> None:
    """The motion stays in the minute too, for there it was moved and by whom."""
    motion = carried_motion(blocks)
    if motion is None:
        return
    index, start, carried = motion
    block = blocks[index]
    if is_lead_in(block, blocks[index + 1] if index + 1 < carried else None):
        for limb in run_of_limbs(blocks[:carried], index + 1, after=""):
            text = join([blocks[limb[0]].unlabelled(), *(blocks[place] for place in limb[1:])])
            found.add(limb[0], text, blocks[limb[0]].label, "carried", WHY_CARRIED)
        return
    last = next((last for first, last in sentences_in(block.text, start)), len(block.text))
    found.add(index, block.part(start, last), "", "carried", WHY_CARRIED)


def _read_block(blocks: list[Block], index: int, found: Resolutions) -> int:
    """Read the decisions of one block, with the limbs that follow it, and say where to read on."""
    block = blocks[index]
    if block.kind is Kind.TABLE_ROW:
        return index + 1
    after = index + 1
    if run := _limbs_with_own_verbs(blocks, index):
        _add_run(blocks, run, "", found)
        found.take(index, 0, len(block.text))
        return run[-1][-1] + 1
    for decision in decisions_in(block.text, block.body):
        is_last = decision.end >= len(block.text)
        run = _limbs_after(blocks, index, decision) if is_last else []
        if run:
            _add_limbs(blocks, index, decision, run, found)
            after = run[-1][-1] + 1
        elif not decision.needs_limbs:
            after = max(after, _add_single(blocks, index, decision, found, is_last=is_last))
    return after


def _limbs_with_own_verbs(blocks: list[Block], index: int) -> list[list[int]]:
    """ "The Committee:" with limbs that each say what it did: "(a) NOTED the report; (b) AGREED to write"."""
    lead = blocks[index].words
    if not lead.endswith(_ANNOUNCES) or len(lead) > 80 or not names_a_body(lead.rstrip(" :-–—")):
        return []
    run = run_of_limbs(blocks, index + 1, after="")
    verbs = [blocks[limb[0]].words.split(" ", 1)[0].strip(",:") for limb in run]
    is_decided = any(verb.casefold() in _DECIDING_LIMB or verb.isupper() for verb in verbs)
    return run if is_decided and all(verb.casefold() in _DECIDING_LIMB | _NOTING_LIMB for verb in verbs) else []


def _add_single(blocks: list[Block], index: int, decision: Decision, found: Resolutions, *, is_last: bool) -> int:
    """A decision without limbs of its own blocks: in the paragraph, in its inner limbs, or in the next paragraph."""
    block = blocks[index]
    words = block.text[decision.decided : decision.end]
    if is_last and (not words.strip() or (_ONLY_SUBJECT.match(words) and words.rstrip().endswith(_ANNOUNCES))):
        return _add_next_paragraph(blocks, index, decision, found)
    label = block.label if block.label and not is_bullet(block.label) and "number" not in places(block.label) else ""
    label = "" if label[:1].isdigit() else label
    listed = run_of_any(blocks, index + 1) if is_last and words.rstrip().endswith(_ANNOUNCES) else []
    for start, end, inner in inner_limbs(block.text, decision.decided, decision.end):
        text = block.part(start, end)
        if listed and end >= len(block.text.rstrip()):
            # "granted subject to the following conditions:": the conditions are part of the one decision.
            text = join([text, *listed])
        found.add(index, text, inner or label, decision.verb)
    for place in range(index + 1, index + 1 + len(listed)):
        found.take(place, 0, len(blocks[place].text))
    if decision.is_sentence_of_its_own:
        found.take(index, block.body if decision.start <= block.body else decision.start, decision.end)
        if decision.start <= block.body and decision.end >= len(block.text):
            found.take(index, 0, len(block.text))
    return index + 1 + len(listed)


def _add_next_paragraph(blocks: list[Block], index: int, decision: Decision, found: Resolutions) -> int:
    """ "RESOLVED:" on a line of its own: the paragraph below it is the decision, with the conditions it announces."""
    if index + 1 >= len(blocks) or is_inner_heading(blocks[index + 1].text):
        return index + 1
    below = blocks[index + 1]
    listed = run_of_any(blocks, index + 2) if below.words.endswith(_ANNOUNCES) else []
    found.add(index + 1, join([below.unlabelled(), *listed]), "", decision.verb)
    found.take(index, decision.start, decision.end)
    for place in range(index + 1, index + 2 + len(listed)):
        found.take(place, 0, len(blocks[place].text))
    return index + 2 + len(listed)


def _limbs_after(blocks: list[Block], index: int, decision: Decision) -> list[list[int]]:
    """The labelled limbs below a lead-in, each as the places of its blocks, or nothing when there are none."""
    words = blocks[index].text[decision.decided :]
    inner = inner_limbs(blocks[index].text, decision.decided, decision.end)
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if following is None:
        return []
    if inner[-1][2]:
        # "RESOLVED – that (A) ...; and" goes on with "B)" in the next paragraph.
        return run_of_limbs(blocks, index + 1, after=inner[-1][2])
    is_bare = bool(_ONLY_SUBJECT.match(words)) and not _DECIDES_ITSELF.search(words)
    announces = words.rstrip().endswith(_ANNOUNCES) or not words.strip() or words.strip().casefold() in {"that", "to"}
    if not following.label or not (announces or is_bare) or _DECIDES_ITSELF.search(words):
        return []
    if is_bullet(following.label):
        return run_of_bullets(blocks, index + 1) if is_bare else []
    return run_of_limbs(blocks, index + 1, after="")


def _add_limbs(blocks: list[Block], index: int, decision: Decision, run: list[list[int]], found: Resolutions) -> None:
    block = blocks[index]
    words = block.text[decision.decided :]
    for start, end, label in inner_limbs(block.text, decision.decided, decision.end):
        if label:
            found.add(index, block.part(start, end), label, decision.verb)
    # A lead-in that says more than who decides stays in the minute: no word of the record may be lost.
    if decision.is_sentence_of_its_own and (_ONLY_SUBJECT.match(words) or inner_limbs(words, 0, len(words))[0][2]):
        found.take(index, 0 if decision.start <= block.body and not block.label else decision.start, len(block.text))
    _add_run(blocks, run, decision.verb, found)


def _add_run(blocks: list[Block], run: list[list[int]], verb: str, found: Resolutions, why: str = "") -> None:
    for limb in run:
        first = blocks[limb[0]]
        text = join([first.unlabelled(), *(blocks[place] for place in limb[1:])])
        found.add(limb[0], text, "" if is_bullet(first.label) else first.label, verb, why)
        for place in limb:
            found.take(place, 0, len(blocks[place].text))


def _read_limbs_without_verb(blocks: list[Block], decided: set[int], found: Resolutions) -> None:
    """Lists whose mood alone shows that they decide: labelled limbs in the subjunctive, and no motion before them."""
    index = 0
    while index < len(blocks):
        block = blocks[index]
        before = " ".join(near.text for near in blocks[max(0, index - 2) : index])
        is_first = bool(block.label) and 1 in places(block.label).values()
        run = run_of_limbs(blocks, index, after="") if is_first else []
        is_of_body = index in decided and index > 0 and names_a_body(blocks[index - 1].text.rstrip(" :-–"))
        is_decided = index in decided or not _MOTION.search(before)
        if run and is_decided and (is_of_body or _is_in_subjunctive(blocks, run)):
            _add_run(blocks, run, "", found, _NO_VERB)
        index = run[-1][-1] + 1 if run else index + 1


def _is_in_subjunctive(blocks: list[Block], run: list[list[int]]) -> bool:
    limbs = [blocks[limb[0]].words for limb in run]
    return all(_SUBJUNCTIVE.search(limb) and not _PAST.search(limb) for limb in limbs)


def _plain_words(text: str) -> tuple[str, ...]:
    words = tuple(_WORD.findall(text.casefold()))
    return words[1:] if words[:1] in (("that",), ("to",)) else words
