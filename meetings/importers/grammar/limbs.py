"""Limbs: the labelled parts of a decision, below each other or on one line, with their deeper levels kept in them."""

import re
from collections.abc import Mapping
from itertools import pairwise

from meetings.importers.blocks import Block
from meetings.importers.grammar.decision_verbs import decisions_in
from meetings.importers.grammar.labels import is_bullet, label_at_start, places
from meetings.importers.grammar.section_headings import is_inner_heading
from meetings.importers.grammar.votes import LINE_OF_VOTES

_THAT_OR_TO = re.compile(r"(?:(?:that|to)[:,]? )?", re.I)
# "(2)" after the end of a limb; without brackets only where the words of a decision follow ("2. That …").
_INNER_LABEL = re.compile(
    r"(?:(?<=[;,.] )(?:and )?|(?<= and ))(?P<label>\([a-zA-Z0-9]{1,5}\)|"
    r"(?:\d{1,2}|[a-z]{1,4})[.)](?= (?:[Tt]hat|[Tt]o) ))|(?<= )(?P<bare>"
    r"(?:\([a-z0-9]{1,5}\)|\d{1,2}[.)])(?= (?:[Tt]hat|[Tt]o) )|"
    r"(?<=; )[a-z]{1,4}\)(?= \w)|(?<=; and )[a-z]{1,4}\)(?= \w))"
)
_PLAIN_FIRST = re.compile(r"1[.)](?= (?:[Tt]hat|[Tt]o|[A-Z]))|[ai][.)](?= (?:[Tt]hat|[Tt]o) )|[ai]\)(?= \w)")
# "Reason: the wall is unsafe.", below a limb: why it was decided stays in the minute.
_REASON = re.compile(r"reasons?(?: for (?:the )?(?:decision|recommendation|resolution)s?)? ?[:–-]", re.I)
_LONGEST_LIST_IN_LIMB = 12
_BULLETS = tuple("•●▪■➢")


def run_of_any(blocks: list[Block], index: int) -> list[Block]:
    """The list that begins here, whatever its markers, as one run of blocks."""
    if index >= len(blocks) or not blocks[index].label:
        return []
    is_plain = is_bullet(blocks[index].label)
    run = run_of_bullets(blocks, index) if is_plain else run_of_limbs(blocks, index, after="")
    return [blocks[place] for limb in run for place in limb]


def run_of_bullets(blocks: list[Block], index: int) -> list[list[int]]:
    run = []
    while index < len(blocks) and is_bullet(blocks[index].label):
        run.append([index])
        index += 1
    return run


def run_of_limbs(blocks: list[Block], index: int, *, after: str) -> list[list[int]]:
    """Labelled blocks that follow one another, with deeper levels and broken paragraphs kept in their limb."""
    run: list[list[int]] = []
    is_after_reason = False
    at = places(after)
    while index < len(blocks):
        block = blocks[index]
        limb = _limb_at(blocks, index)
        here = places(block.label) if limb and not LINE_OF_VOTES.match(block.text) else {}
        if not at and not run:
            at = {series: place - 1 for series, place in here.items()}
        going_on = {series: place for series, place in here.items() if at.get(series) == place - 1}
        if going_on and not is_inner_heading(block.words):
            run.append(limb)
            is_after_reason = False
            at, index = going_on, limb[-1]
        elif run and _REASON.match(block.text) and not block.label:
            is_after_reason = True
        elif run and _belongs_to_limb(blocks, index, at, is_announced=_announces_list(blocks[run[-1][0]])):
            if not is_after_reason:
                run[-1].append(index)
        else:
            break
        index += 1
    return run


def _announces_list(block: Block) -> bool:
    return block.text.endswith((":", " –", " -", " —", ":-"))


def _limb_at(blocks: list[Block], index: int) -> list[int]:
    """The block of a limb; a pasted page may print its marker on a line of its own, above its words."""
    if not blocks[index].label or blocks[index].words:
        return [index] if blocks[index].label else []
    is_followed = index + 1 < len(blocks) and not blocks[index + 1].label
    return [index, index + 1] if is_followed else []


def _belongs_to_limb(blocks: list[Block], index: int, at: Mapping[str, int], *, is_announced: bool) -> bool:
    """Whether a block inside the list is a deeper level, or the rest of a sentence that a new line broke."""
    block, before = blocks[index], blocks[index - 1]
    if (
        block.label
        and before.text.endswith(",")
        and "number" not in places(block.label)
        and not is_bullet(block.label)
    ):
        return True  # "the plans numbered 8829/01, | 8829/02 and 8829/03": no marker, but the rest of the sentence
    if is_inner_heading(block.words) or decisions_in(block.text, block.body):
        return False
    if block.label:
        here, above = places(block.label), places(before.label)
        is_deeper = is_bullet(block.label) or 1 in here.values()
        return is_deeper or any(above.get(series) == place - 1 for series, place in here.items())
    if block.text[0].islower() and not before.text.endswith("."):
        return True
    # What a limb announces may take several lines ("be appointed as follows:") before the next limb.
    furthest = _LONGEST_LIST_IN_LIMB if is_announced else 1
    following = next((after for after in blocks[index + 1 : index + 1 + furthest] if after.label), None)
    later = places(following.label) if following else {}
    return any(at.get(series) == place - 1 for series, place in later.items())


def inner_limbs(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """The limbs printed on one line ("(1) that ...; (2) that ..."), or all of it without a label."""
    lead = _THAT_OR_TO.match(text, start, end).end()
    label = label_at_start(text[lead : min(lead + 12, end)], is_wide=False)
    if text[lead : lead + 1] in _BULLETS:
        return _between_bullets(text, lead, end)
    is_labelled = label.startswith("(") or _PLAIN_FIRST.match(text, lead, end)
    if not is_labelled or 1 not in places(label).values():
        return [(start, end, "")]
    limbs, at, place = [], lead, {series: 1 for series, one in places(label).items() if one == 1}
    for found in _INNER_LABEL.finditer(text, lead, end):
        printed = found["label"] or found["bare"]
        going_on = {series: number for series, number in places(printed).items() if place.get(series) == number - 1}
        if going_on:
            limbs.append((at + len(label), found.start(), label))
            at, label, place = found.end() - len(printed), printed, going_on
    limbs.append((at + len(label), end, label))
    return [(_first_word(text, first, last), _last_word(text, first, last), label) for first, last, label in limbs]


def _between_bullets(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """ "RESOLVED • to buy a bench • to mend the gate": each is a decision."""
    signs = [at for at in range(start, end) if text[at] == text[start]]
    parts = [(_first_word(text, at + 1, last), _last_word(text, at, last)) for at, last in pairwise([*signs, end])]
    return [(first, last, "") for first, last in parts if first < last]


def _first_word(text: str, start: int, end: int) -> int:
    return next((place for place in range(start, end) if text[place] not in " :"), start)


def _last_word(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
