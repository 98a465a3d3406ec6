"""Decisions without a verb: lists and paragraphs whose mood, or heading, alone shows that they decide."""

import re

from meetings.importers.blocks import Block
from meetings.importers.grammar.carried_motions import BE_DONE
from meetings.importers.grammar.decided_headings import opens_as_decided
from meetings.importers.grammar.decision_verbs import is_body
from meetings.importers.grammar.labels import is_bullet, places
from meetings.importers.grammar.limbs import run_of_limbs
from meetings.importers.grammar.names import is_titled
from meetings.importers.grammar.resolution_list import Resolutions
from meetings.importers.grammar.section_headings import is_inner_heading

_MOTION = re.compile(
    r"\b(?:mov(?:ed|e)|propos(?:ed|al|es)|motion|amendment|recommend(?:ed|ation)s?|lost|asked?)\b", re.I
)
# "the plan be adopted", and not "should be adopted", "to be adopted".
_SUBJUNCTIVE = re.compile(
    r"\b(?:(?<!to )(?<!should )(?<!would )(?<!could )(?<!might )(?<!may )(?<!must )(?<!can )(?<!will )be|is|are) "
    r"(?:\w{2,14}ly )?\w{2,15}(?:ed|en|wn|ne|de|lt|ld|nt|ght|ut)\b",
    re.I,
)
_TO_DO = re.compile(r"To (?!the\b|a\b|whom\b)[a-z]{2,14}\b")
# "Noted.", "Note: this may be called in", "Support was voiced": below the heading "Decision" these decide nothing.
_TELLS = re.compile(r"noted[.]?$|\w+(?: ?[:–-]| (?:was|were|is|are|has|had|from|for)\b)", re.I)
# "The Board notes the report", "The recommendations in the report were agreed": below that heading, a decision.
_DEED = (
    r"(?:agree|approve|adopt|accept|authorise|confirm|defer|delegate|endorse|grant|note|permit|receive|recommend|refer|"
    r"refuse|reject|request|resolve|support)(?:s|d|r?red|t?ted|ed)?\b"
)
_BODY_DOES = re.compile(rf"(?P<body>(?:[\w’&-]{{1,20}} ){{1,7}}?)(?:\w{{2,12}}ly |also |then )?{_DEED}", re.I)
_IS_AGREED = re.compile(
    r"The (?:\w{3,15} )?(?:recommendations?|proposals?|applications?|motion|request|report|minutes)\b"
    rf"[^.;:]{{0,120}}? (?:was|were|is|are) (?:\w{{2,12}}ly )?{_DEED}"
)
_PAST = re.compile(r"\b(?:was|were|had|has)\b")
_NO_VERB = "No word such as RESOLVED stands before this list; it reads like decisions."


def read_decided_section(blocks: list[Block], decided: set[int], found: Resolutions) -> None:
    """Under the heading "Decision", what is put as a decision: "To note the report", "That the plan be approved"."""
    read = {place for act in found.acts if act.resolutions for place in range(act.place, act.last + 1)}
    index, is_over = 0, False
    while index < len(blocks):
        block = blocks[index]
        # "REASONS FOR DECISION", "OPTIONS REJECTED": below such a heading nothing is decided.
        is_over = index in decided and (is_over or is_inner_heading(block.text) or _is_in_capitals(block))
        if index not in decided or is_over or index in read or block.cells or not _is_put_below_heading(block):
            index += 1
            continue
        run = run_of_limbs(blocks, index, after="") if block.label and not is_bullet(block.label) else [[index]]
        found.begin_act(index, 0, block.body)
        found.add_run(blocks, run, "", _NO_VERB)
        index = run[-1][-1] + 1 if run else index + 1


def _is_put_below_heading(block: Block) -> bool:
    """Whether a paragraph under the heading "Decision" says what was decided; elsewhere less is taken for that."""
    if is_put_as_decision(block) or _IS_AGREED.match(block.words):
        return True
    if opens_as_decided(block.words):
        return not _TELLS.match(block.words)
    does = _BODY_DOES.match(block.words)
    return does is not None and is_body(does["body"].strip())


def _is_in_capitals(block: Block) -> bool:
    return block.text.isupper() and len(block.text) < 80


def is_put_as_decision(block: Block) -> bool:
    if _TO_DO.match(block.words) or BE_DONE.match(block.words):
        return True
    # A person may ask that something be done.
    return _is_limb_in_subjunctive(block.words) and not _MOTION.search(block.words) and not is_titled(block.words)


def read_limbs_without_verb(blocks: list[Block], decided: set[int], found: Resolutions) -> None:
    """Lists whose mood alone shows that they decide: labelled limbs in the subjunctive, and no motion before them."""
    index = 0
    while index < len(blocks):
        block = blocks[index]
        is_first = bool(block.label and block.words) and 1 in places(block.label).values()
        run = run_of_limbs(blocks, index, after="") if is_first else []
        if not block.label and BE_DONE.match(block.words) and not _MOTION.search(block.words):
            run = [[index]]  # "That the minutes be signed.", where nothing else is written
        before = " ".join(near.text for near in blocks[max(0, index - 2) : index]) if run else ""
        is_of_body = index in decided and index > 0 and is_body(blocks[index - 1].text.rstrip(" :-–"))
        is_decided = index in decided or not _MOTION.search(before)
        if run and is_decided and (is_of_body or _is_in_subjunctive(blocks, run)):
            found.begin_act(index, block.body, block.body)
            found.add_run(blocks, run, "", _NO_VERB)
        index = run[-1][-1] + 1 if run else index + 1


def _is_in_subjunctive(blocks: list[Block], run: list[list[int]]) -> bool:
    limbs = [blocks[limb[0]].words for limb in run]
    return all(_is_limb_in_subjunctive(limb) for limb in limbs)


def _is_limb_in_subjunctive(limb: str) -> bool:
    return bool(_SUBJUNCTIVE.search(limb) and not _PAST.search(limb))
