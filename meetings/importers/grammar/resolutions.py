"""Resolutions: what the body decided, each labelled limb apart, and no motion, proposal or officer's point."""

import re
from dataclasses import dataclass, field, replace

from meetings.importers.blocks import Block, Kind, join
from meetings.importers.grammar.decision_verbs import Decision, decisions_in
from meetings.importers.grammar.labels import is_bullet, places
from meetings.importers.grammar.limbs import inner_limbs, run_of_any, run_of_bullets, run_of_limbs
from meetings.importers.grammar.motions import Motion, is_lead_in, settled_motions
from meetings.importers.grammar.names import is_titled
from meetings.importers.grammar.offices import names_a_body
from meetings.importers.grammar.outcomes import AGREED, outcome_of
from meetings.importers.grammar.proceedings import Act, with_proceedings
from meetings.importers.grammar.section_headings import is_inner_heading
from meetings.importers.grammar.telling import tail_at
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
_LEADS_INTO_LIST = re.compile(r"(?:^| )(?:that|to)$", re.I)
# "RECOMMENDED to Council (26 January)": whom the decision below is put to.
_TO_BODY = re.compile(r"to (?P<body>(?:the )?[\w’' -]{3,50}?)(?: ?\([^()]{1,40}\))?[\s:–-]*$", re.I)
_MOTION = re.compile(
    r"\b(?:mov(?:ed|e)|propos(?:ed|al|es)|motion|amendment|recommend(?:ed|ation)s?|lost|asked?)\b", re.I
)
_SUBJUNCTIVE = re.compile(
    r"\b(?:(?<!to )be|is|are) (?:\w{2,14}ly )?\w{2,15}(?:ed|en|wn|ne|de|lt|ld|nt|ght|ut)\b", re.I
)
_DECIDING_LIMB = {
    "agreed", "approved", "resolved", "adopted", "authorised", "delegated", "granted", "refused", "deferred",
    "instructed", "recommended", "endorsed",
}  # fmt: skip
_NOTING_LIMB = {"noted", "received", "accepted", "welcomed", "confirmed", "requested", "asked", "continued", "thanked"}
_BE_DONE = re.compile(r"That (?!is\b)\S")
_TO_DO = re.compile(r"To (?!the\b|a\b|whom\b)[a-z]{2,14}\b")
_PAST = re.compile(r"\b(?:was|were|had|has)\b")
_WORD = re.compile(r"[^\W_]+")
_ACCORDINGLY = re.compile(r"\baccordingly[.]?$", re.I)
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
    # For each text already read, its place in `read`; and the acts of deciding, in the order of the page.
    _seen: dict[tuple[str, ...], int] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)
    # How far a list was read and found to decide nothing, so that no lead-in inside it is tried again.
    tried: int = 0
    # For each block, the words at the end of a decision that tell who moved it and how the vote went.
    _kept: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def begin_act(self, place: int, start: int, decided: int) -> None:
        """What is added from here on was decided at once: its mover and votes are the same."""
        self.acts.append(Act(place, start, decided, place, decided))

    def add(self, place: int, text: Block, label: str, verb: str, last: tuple[int, int], why: str = "") -> None:
        """Keep a resolution once, though it may be printed under the decision and again in the minutes.

        `last` is where it ends: the place of its last block, and the end of its words in it.
        """
        words = _plain_words(text.text)
        if not words:
            return
        cut = tail_at(text, 0, len(text.text))
        length = len(text.text) - cut
        act, tail = self.acts[-1], None
        act.last, act.end = last
        if length and length <= last[1]:
            self._kept.setdefault(last[0], []).append((last[1] - length, last[1]))
            text, tail = text.part(0, cut), text.part(cut, len(text.text))
            words = _plain_words(text.text)
        index = self._seen.setdefault(words, len(self.read))
        act.resolutions.append(index)
        if tail:
            act.tails[index] = tail
        if index < len(self.read):
            return
        self.read.append(ResolutionRead(text.read(0, len(text.text), why), label, verb, outcome_of(verb, text.text)))
        self.places.append(place)
        self.texts.append(text)

    def take(self, place: int, start: int, end: int) -> None:
        self.taken.setdefault(place, []).append((start, end))

    def finish(self, blocks: list[Block], decided: set[int]) -> None:
        """Give every resolution the mover and votes that stand beside it, and leave their words in the minute."""
        acts = [act for act in self.acts if act.resolutions]
        self.read = with_proceedings(blocks, acts, self.read, decided)
        for place, kept in self._kept.items():
            if place in self.taken:
                self.taken[place] = _less(self.taken[place], kept)


def _less(taken: list[tuple[int, int]], kept: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches without those that are kept."""
    for start, end in kept:
        parts = [part for first, last in taken for part in ((first, min(last, start)), (max(first, end), last))]
        taken = [(first, last) for first, last in parts if first < last]
    return taken


def find_resolutions(blocks: list[Block], decided: set[int]) -> Resolutions:
    """The resolutions in an item's text; `decided` are the blocks that stand under a heading "Decision"."""
    found = Resolutions()
    index = 0
    while index < len(blocks):
        index = _read_block(blocks, index, found)
    _read_decided_section(blocks, decided, found)
    if not found.read:
        _read_settled_motions(blocks, found)
    if not found.read:
        _read_limbs_without_verb(blocks, decided, found)
    found.finish(blocks, decided)
    return found


def _read_decided_section(blocks: list[Block], decided: set[int], found: Resolutions) -> None:
    """Under the heading "Decision", what is put as a decision: "To note the report", "That the plan be approved"."""
    read = {place for act in found.acts if act.resolutions for place in range(act.place, act.last + 1)}
    index, is_over = 0, False
    while index < len(blocks):
        block = blocks[index]
        # "REASONS FOR DECISION", "OPTIONS REJECTED": below such a heading nothing is decided.
        is_over = index in decided and (is_over or is_inner_heading(block.text) or _is_in_capitals(block))
        if index not in decided or is_over or index in read or block.cells or not _is_put_as_decision(block):
            index += 1
            continue
        run = run_of_limbs(blocks, index, after="") if block.label and not is_bullet(block.label) else [[index]]
        found.begin_act(index, 0, block.body)
        _add_run(blocks, run, "", found, _NO_VERB)
        index = run[-1][-1] + 1 if run else index + 1


def _is_in_capitals(block: Block) -> bool:
    return block.text.isupper() and len(block.text) < 80


def _is_put_as_decision(block: Block) -> bool:
    if _TO_DO.match(block.words) or _BE_DONE.match(block.words):
        return True
    # A person may ask that something be done.
    return _is_limb_in_subjunctive(block.words) and not _MOTION.search(block.words) and not is_titled(block.words)


def _read_settled_motions(blocks: list[Block], found: Resolutions) -> None:
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


def _read_block(blocks: list[Block], index: int, found: Resolutions) -> int:
    """Read the decisions of one block, with the limbs that follow it, and say where to read on."""
    block = blocks[index]
    if block.kind is Kind.TABLE_ROW:
        _read_row(block, index, found)
        return index + 1
    after = index + 1
    if run := _limbs_with_own_verbs(blocks, index, found):
        found.begin_act(index, block.body, len(block.text))
        _add_run(blocks, run, "", found)
        found.take(index, 0, len(block.text))
        return run[-1][-1] + 1
    for decision in decisions_in(block.text, block.body):
        is_last = decision.end >= len(block.text)
        run = _limbs_after(blocks, index, decision) if is_last else []
        found.begin_act(index, decision.start, decision.decided)
        if run:
            _add_limbs(blocks, index, decision, run, found)
            after = run[-1][-1] + 1
        elif not decision.needs_limbs:
            after = max(after, _add_single(blocks, index, decision, found, is_last=is_last))
    return after


def _read_row(block: Block, index: int, found: Resolutions) -> None:
    """The decisions told in the cells of a table; their words stay in the minute, where the table is kept whole."""
    for start, end in block.cells:
        cell = block.part(start, end)
        for decision in decisions_in(cell.text):
            if decision.needs_limbs or not cell.text[decision.decided : decision.end].strip(" .:"):
                continue
            found.begin_act(index, start + decision.start, start + decision.decided)
            for first, last, label in inner_limbs(cell.text, decision.decided, decision.end):
                found.add(index, cell.part(first, last), label, decision.verb, (index, start + last))


def _limbs_with_own_verbs(blocks: list[Block], index: int, found: Resolutions) -> list[list[int]]:
    """ "The Committee:" with limbs that each say what it did: "(a) NOTED the report; (b) AGREED to write"."""
    lead = blocks[index].words
    if index < found.tried or not lead.endswith(_ANNOUNCES) or len(lead) > 80:
        return []
    if not names_a_body(lead.rstrip(" :-–—")):
        return []
    run = run_of_limbs(blocks, index + 1, after="")
    verbs = [blocks[limb[0]].words.split(" ", 1)[0].strip(",:") for limb in run]
    found.tried = run[-1][-1] if run else index
    is_decided = any(verb.casefold() in _DECIDING_LIMB or verb.isupper() for verb in verbs)
    return run if is_decided and all(verb.casefold() in _DECIDING_LIMB | _NOTING_LIMB for verb in verbs) else []


def _add_single(blocks: list[Block], index: int, decision: Decision, found: Resolutions, *, is_last: bool) -> int:
    """A decision without limbs of its own blocks: in the paragraph, in its inner limbs, or in the next paragraph."""
    block = blocks[index]
    words = block.text[decision.decided : decision.end]
    if is_last and (not words.strip() or (_ONLY_SUBJECT.match(words) and words.rstrip().endswith(_ANNOUNCES))):
        return _add_next_paragraph(blocks, index, decision, found)
    if is_last and _ACCORDINGLY.search(block.text, max(decision.start, decision.decided - 30)):
        return _add_motion_above(blocks, index, decision, found)
    to_body = _TO_BODY.match(words) if is_last and index + 1 < len(blocks) else None
    if to_body and names_a_body(to_body["body"]) and _BE_DONE.match(blocks[index + 1].words):
        return _add_next_paragraph(blocks, index, decision, found)
    label = block.label if block.label and not is_bullet(block.label) and "number" not in places(block.label) else ""
    label = "" if label[:1].isdigit() else label
    listed = run_of_any(blocks, index + 1) if is_last and words.rstrip().endswith(_ANNOUNCES) else []
    for start, end, inner in inner_limbs(block.text, decision.decided, decision.end):
        text, last = block.part(start, end), (index, end)
        if listed and end >= len(block.text.rstrip()):
            # "granted subject to the following conditions:": the conditions are part of the one decision.
            text = join([text, *listed])
            last = (index + len(listed), len(listed[-1].text))
        found.add(index, text, inner or label, decision.verb, last)
    for place in range(index + 1, index + 1 + len(listed)):
        found.take(place, 0, len(blocks[place].text))
    if decision.is_sentence_of_its_own:
        found.take(index, block.body if decision.start <= block.body else decision.start, decision.end)
        if decision.start <= block.body and decision.end >= len(block.text):
            found.take(index, 0, len(block.text))
    return index + 1 + len(listed)


def _add_motion_above(blocks: list[Block], index: int, decision: Decision, found: Resolutions) -> int:
    """ "RESOLVED accordingly": the motion that was carried just above says what was decided."""
    first = found.acts[-2].last + 1 if len(found.acts) > 1 else 0
    carried = [motion for motion in settled_motions(blocks[first : index + 1]) if not motion.outcome]
    if carried:
        motion = carried[-1]
        motion = replace(motion, place=first + motion.place, settled=first + motion.settled, verb=decision.verb)
        _read_motion(blocks, motion, found)
        found.acts[-1].last, found.acts[-1].end = index, len(blocks[index].text)
    return index + 1


def _add_next_paragraph(blocks: list[Block], index: int, decision: Decision, found: Resolutions) -> int:
    """ "RESOLVED:" on a line of its own: the paragraph below it is the decision, with the conditions it announces."""
    if index + 1 >= len(blocks) or is_inner_heading(blocks[index + 1].text):
        return index + 1
    below = blocks[index + 1]
    listed = run_of_any(blocks, index + 2) if below.words.endswith(_ANNOUNCES) else []
    last = (index + 1 + len(listed), len(listed[-1].text if listed else below.text))
    found.add(index + 1, join([below.unlabelled(), *listed]), "", decision.verb, last)
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
    announces = words.rstrip().endswith(_ANNOUNCES) or not words.strip() or _LEADS_INTO_LIST.search(words)
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
            found.add(index, block.part(start, end), label, decision.verb, (index, end))
    # A lead-in that says more than who decides stays in the minute: no word of the record may be lost.
    if decision.is_sentence_of_its_own and (_ONLY_SUBJECT.match(words) or inner_limbs(words, 0, len(words))[0][2]):
        found.take(index, 0 if decision.start <= block.body and not block.label else decision.start, len(block.text))
    at = len(found.read)
    _add_run(blocks, run, decision.verb, found)
    # "RESOLVED to recommend to Cabinet that" says what becomes of every limb below it.
    if (outcome := outcome_of(decision.verb, words)) != AGREED:
        found.read[at:] = [replace(read, outcome=outcome) for read in found.read[at:]]


def _add_run(blocks: list[Block], run: list[list[int]], verb: str, found: Resolutions, why: str = "") -> None:
    for limb in run:
        first = blocks[limb[0]]
        text = join([first.unlabelled(), *(blocks[place] for place in limb[1:])])
        last = (limb[-1], len(blocks[limb[-1]].text))
        found.add(limb[0], text, "" if is_bullet(first.label) else first.label, verb, last, why)
        for place in limb:
            found.take(place, 0, len(blocks[place].text))


def _read_limbs_without_verb(blocks: list[Block], decided: set[int], found: Resolutions) -> None:
    """Lists whose mood alone shows that they decide: labelled limbs in the subjunctive, and no motion before them."""
    index = 0
    while index < len(blocks):
        block = blocks[index]
        is_first = bool(block.label and block.words) and 1 in places(block.label).values()
        run = run_of_limbs(blocks, index, after="") if is_first else []
        before = " ".join(near.text for near in blocks[max(0, index - 2) : index]) if run else ""
        is_of_body = index in decided and index > 0 and names_a_body(blocks[index - 1].text.rstrip(" :-–"))
        is_decided = index in decided or not _MOTION.search(before)
        if run and is_decided and (is_of_body or _is_in_subjunctive(blocks, run)):
            found.begin_act(index, block.body, block.body)
            _add_run(blocks, run, "", found, _NO_VERB)
        index = run[-1][-1] + 1 if run else index + 1


def _is_in_subjunctive(blocks: list[Block], run: list[list[int]]) -> bool:
    limbs = [blocks[limb[0]].words for limb in run]
    return all(_is_limb_in_subjunctive(limb) for limb in limbs)


def _is_limb_in_subjunctive(limb: str) -> bool:
    return bool(_SUBJUNCTIVE.search(limb) and not _PAST.search(limb))


def _plain_words(text: str) -> tuple[str, ...]:
    words = tuple(_WORD.findall(text.casefold()))
    return words[1:] if words[:1] in (("that",), ("to",)) else words
