"""Resolutions: what the body decided, each labelled limb apart, and no motion, proposal or officer's point."""

import re
from dataclasses import replace

from meetings.importers.blocks import Block, Kind, join
from meetings.importers.grammar.carried_motions import (
    BE_DONE,
    add_motion_above,
    add_motion_decided_below,
    read_motions_beside,
    read_settled_motions,
)
from meetings.importers.grammar.dealt_with import dealt_with_at_end, says_who_decides
from meetings.importers.grammar.decision_verbs import Decision, decisions_in, is_body
from meetings.importers.grammar.labels import is_bullet, places
from meetings.importers.grammar.limbs import inner_limbs, run_of_any, run_of_bullets, run_of_limbs
from meetings.importers.grammar.outcomes import AGREED, outcome_of
from meetings.importers.grammar.resolution_list import Resolutions
from meetings.importers.grammar.section_headings import is_inner_heading
from meetings.importers.grammar.verbless_decisions import (
    is_put_as_decision,
    read_decided_section,
    read_limbs_without_verb,
)

# A lead-in that says only who decides, so that every limb is a decision: "that:", "that the Panel", "That Council:".
_ONLY_SUBJECT = re.compile(
    r"(?!to \w|not to\b|[^:]{0,60}\bfollowing\b)(?:that )?"
    r"(?:(?:the |this )?[\w’&-]{1,30}(?: [\w’&-]{1,30})?(?: [\w’&-]{1,30})?(?: [\w’&-]{1,30})?)?"
    r"[\s:,;–—-]*$",
    re.I,
)
# "That, having regard to the objections, the Panel agree:": why it was decided, and a verb that adds nothing.
_CLAUSE_BEFORE = re.compile(r"that, [^,:;]{5,120}, ", re.I)
_AGREE_AT_END = re.compile(r" (?:agrees?|resolves?)(?: that| to)?(?P<signs>[\s:–—-]+)$", re.I)
# A lead-in that itself decides; the list under it is part of the one decision.
_DECIDES_ITSELF = re.compile(r"\b(?:subject to|conditions?|reasons?|as follows|the following|granted|refused)\b", re.I)
# But not where it only says how many things were decided, or that the letters below say what was.
_ANNOUNCES_DECISIONS = re.compile(
    r"\bthe following (?:\w{4,12} )?(?:recommendations?|actions?|decisions?|resolutions?|proposals?|motions?)\b", re.I
)
_IS_PART_OF_ONE = re.compile(
    r"\b(?:subject to|conditions?|reasons?|grounds?|comments?|observations?|payments?|accounts|cheques|invoices)\b",
    re.I,
)
_AS_FOLLOWS = re.compile(r"\bas follows ?(?::|[–-]|:-)?$", re.I)
_ANNOUNCES = (":", ":-", "–", "-", "—", ": -")
_LEADS_INTO_LIST = re.compile(r"(?:^| )(?:that|to)$", re.I)
# "RECOMMENDED to Council (26 January)": whom the decision below is put to.
_TO_BODY = re.compile(r"to (?P<body>(?:the )?[\w’' -]{3,50}?)(?: ?\([^()]{1,40}\))?[\s:–-]*$", re.I)
_DECIDING_LIMB = {
    "agreed", "approved", "resolved", "adopted", "authorised", "delegated", "granted", "refused", "deferred",
    "instructed", "recommended", "endorsed", "remitted",
    "approves", "agrees", "resolves", "recommends", "authorises", "adopts",
}  # fmt: skip
_NOTING_LIMB = {
    "noted", "received", "accepted", "welcomed", "confirmed", "requested", "asked", "continued", "thanked",
    "notes", "receives", "accepts", "welcomes", "requests", "asks",
}  # fmt: skip
_HEADS_ROW = re.compile(r"(?:resolved|agreed|decision|decided|noted|recommended|deferred) ?[:–-]$", re.I)
_HAS_WORD = re.compile(r"[^\W\d_]{2}")
_LIMB_LABEL = re.compile(r"\(?[a-z]{1,4}[).]", re.I)
_ACCORDINGLY = re.compile(r"\baccordingly[.]?$", re.I)


def find_resolutions(blocks: list[Block], decided: set[int], title: Block | None = None) -> Resolutions:
    """The resolutions in an item's text, and who moved them.

    `decided` are the blocks that stand under a heading "Decision", `title` is the item's own heading.
    """
    found = Resolutions(blocks, decided)
    found.has_applications = any(dealt_with_at_end(block.text) for block in blocks)
    index = 0
    while index < len(blocks):
        index = _read_block(blocks, index, found)
    read_decided_section(blocks, decided, found)
    if found.read:
        read_motions_beside(blocks, found)
    else:
        read_settled_motions(blocks, found)
    if not found.read:
        read_limbs_without_verb(blocks, decided, found)
    found.finish(blocks, decided)
    if title:
        found.finish_with_title(title)
    return found


def _read_block(blocks: list[Block], index: int, found: Resolutions) -> int:
    """Read the decisions of one block, with the limbs that follow it, and say where to read on."""
    block = blocks[index]
    if block.kind is Kind.TABLE_ROW:
        _read_row(block, index, found)
        return index + 1
    if _is_quoted_from_elsewhere(blocks, index):
        return index + 1
    after = index + 1
    if add_motion_decided_below(blocks, index, found):
        return after
    if run := _limbs_with_own_verbs(blocks, index, found):
        found.begin_act(index, block.body, len(block.text))
        found.add_run(blocks, run, "")
        found.take(index, 0, len(block.text))
        return run[-1][-1] + 1
    decisions = decisions_in(block.text, block.body)
    if not decisions and found.has_applications and _read_line_of_application(block, index, found):
        return after
    for decision in decisions:
        is_last = decision.end >= len(block.text)
        is_tried = decision.needs_limbs and index < found.tried
        run = _limbs_after(blocks, index, decision) if is_last and not is_tried else []
        if decision.needs_limbs and run and _each_decides(blocks, run):
            found.tried = run[-1][-1]
            continue
        found.begin_act(index, decision.start, decision.decided)
        if run:
            _add_limbs(blocks, index, decision, run, found)
            after = run[-1][-1] + 1
        elif not decision.needs_limbs:
            after = max(after, _add_single(blocks, index, decision, found, is_last=is_last))
    return after


def _each_decides(blocks: list[Block], run: list[list[int]]) -> bool:
    """ "The following was decided:", and below it "a) Choir – It was resolved to give £5": each limb is read alone."""
    limbs = [blocks[limb[0]] for limb in run]
    return 2 * sum(bool(decisions_in(limb.text, limb.body)) for limb in limbs) > len(limbs)


def _read_line_of_application(block: Block, index: int, found: Resolutions) -> bool:
    """ "24/0123/FUL 3 Mill Lane: porch – PERMITTED", where a line above says that this body heard the applications."""
    verb = dealt_with_at_end(block.text)
    if not verb:
        says = says_who_decides(block.text)
        found.is_hearing = found.is_hearing if says is None else says
    elif found.is_hearing:
        found.begin_act(index, block.body, block.body)
        # "(a)" is a label, but "24/0123" is the application's own number.
        is_marked = is_bullet(block.label) or "number" not in places(block.label)
        text = block.unlabelled() if is_marked and "/" not in block.label else block.part(0, len(block.text))
        found.add(index, text, "", verb, (index, len(block.text)))
        found.take(index, 0, len(block.text))
    return bool(verb) and found.is_hearing


def _is_quoted_from_elsewhere(blocks: list[Block], index: int) -> bool:
    """ "A letter was read: “RESOLVED that …”": another body's decision, in quotation marks."""
    return index > 0 and blocks[index].words[:1] in ("“", '"') and blocks[index - 1].text.endswith(":")


def _read_row(block: Block, index: int, found: Resolutions) -> None:
    """The decisions told in the cells of a table; their words stay in the minute, where the table is kept whole."""
    cells, row_label = list(block.cells), ""
    if len(cells) > 2 and _LIMB_LABEL.fullmatch(block.text[slice(*cells[0])].strip()):
        # "(c) | RESOLVED: | that the plan be adopted"
        row_label = block.text[slice(*cells.pop(0))].strip()
    if len(cells) > 1 and _HEADS_ROW.match(block.text[slice(*cells[0])].strip()):
        # "AGREED: | On the proposal of Councillor A it was agreed to wait": a heading and its sentence.
        cells[:2] = [(cells[0][0], cells[1][1])]
    for start, end in cells:
        cell = block.part(start, end)
        for decision in decisions_in(cell.text):
            if decision.needs_limbs or not cell.text[decision.decided : decision.end].strip(" .:"):
                continue
            found.begin_act(index, start + decision.start, start + decision.decided)
            for first, last, label in inner_limbs(cell.text, decision.decided, decision.end):
                found.add(index, cell.part(first, last), label or row_label, decision.verb, (index, start + last))


def _limbs_with_own_verbs(blocks: list[Block], index: int, found: Resolutions) -> list[list[int]]:
    """ "The Committee:" with limbs that each say what it did: "(a) NOTED the report; (b) AGREED to write"."""
    lead = blocks[index].words
    if index < found.tried or not lead.endswith(_ANNOUNCES) or len(lead) > 80 or BE_DONE.match(lead):
        return []  # "That the Committee:" begins a motion
    if not is_body(lead.rstrip(" :-–—")):
        return []
    run = run_of_limbs(blocks, index + 1, after="")
    verbs = [blocks[limb[0]].words.split(" ", 1)[0].strip(",:") for limb in run]
    found.tried = run[-1][-1] if run else index
    is_decided = any(verb.casefold() in _DECIDING_LIMB | {"noted"} or verb.isupper() for verb in verbs)
    return run if is_decided and all(map(_is_deed, verbs)) else []


def _is_deed(verb: str) -> bool:
    """Whether a limb's first word says what the body did; in capitals any deed does: "SCRUTINISED the figures"."""
    return verb.casefold() in _DECIDING_LIMB | _NOTING_LIMB or (
        verb.isupper() and verb.endswith("ED") and len(verb) > 4
    )


def _add_single(blocks: list[Block], index: int, decision: Decision, found: Resolutions, *, is_last: bool) -> int:
    """A decision without limbs of its own blocks: in the paragraph, in its inner limbs, or in the next paragraph."""
    block = blocks[index]
    words = block.text[decision.decided : decision.end]
    is_bare = is_last and not words.strip(" .") and not _announces_motion(blocks, index)
    if is_bare and add_motion_above(blocks, index, decision, found):
        return index + 1
    if is_last and (not words.strip() or (_announces(words) and _ONLY_SUBJECT.match(words))):
        return _add_next_paragraph(blocks, index, decision, found)
    if is_last and _ACCORDINGLY.search(block.text, max(decision.start, decision.decided - 30)):
        add_motion_above(blocks, index, decision, found)
        return index + 1
    to_body = _TO_BODY.match(words) if is_last and index + 1 < len(blocks) else None
    if to_body and is_body(to_body["body"]) and BE_DONE.match(blocks[index + 1].words):
        return _add_next_paragraph(blocks, index, decision, found)
    label = block.label if block.label and not is_bullet(block.label) and "number" not in places(block.label) else ""
    label = "" if label[:1].isdigit() else label
    listed = run_of_any(blocks, index + 1) if is_last and words.rstrip().endswith(_ANNOUNCES) else []
    if is_last and not listed and _goes_on_below(blocks, index):
        listed = [blocks[index + 1]]
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


def _announces(words: str) -> bool:
    """Whether what was decided stands in the next paragraph: after a colon or a dash, or after "that"."""
    return words.rstrip().endswith(_ANNOUNCES) or _LEADS_INTO_LIST.search(words) is not None


def _announces_motion(blocks: list[Block], index: int) -> bool:
    """ "Resolved:", and below it "That …": the words below were decided, whatever was moved above."""
    is_followed = index + 1 < len(blocks) and BE_DONE.match(blocks[index + 1].words) is not None
    is_put = is_followed and blocks[index + 1].text.startswith("That ")
    return is_put or (is_followed and blocks[index].text.rstrip().endswith(_ANNOUNCES))


def _goes_on_below(blocks: list[Block], index: int) -> bool:
    """ "AGREED to object:", and on the next line, in small letters, the rest of the sentence."""
    if index + 1 >= len(blocks) or not blocks[index].text.rstrip().endswith(":"):
        return False
    below = blocks[index + 1]
    return not below.label and not below.cells and below.text[:1].islower() and below.text.endswith(".")


def _add_next_paragraph(blocks: list[Block], index: int, decision: Decision, found: Resolutions) -> int:
    """ "RESOLVED:" on a line of its own: the paragraph below it is the decision, with the conditions it announces."""
    if index + 1 >= len(blocks) or is_inner_heading(blocks[index + 1].text):
        return index + 1
    below = blocks[index + 1]
    if not _HAS_WORD.search(below.text):
        return index + 1  # the reference of an application
    is_heading = decision.verb.casefold().startswith("penderfyniad")
    is_announced = is_heading or _announces(blocks[index].text) or below.words[:1].islower()
    is_announced = is_announced or (_says_only_who(below.words) and below.words.endswith(":"))
    if not is_announced and not is_put_as_decision(below):
        return index + 1
    if _says_only_who(below.words) and (run := _run_below(blocks, index + 2)):
        # "RESOLVED:", and below it "That the Board:", and only then the limbs.
        found.add_run(blocks, run, decision.verb)
        found.take(index, decision.start, decision.end)
        found.take(index + 1, 0, len(below.text))
        return run[-1][-1] + 1
    listed = run_of_any(blocks, index + 2) if below.words.endswith(_ANNOUNCES) else []
    inner = inner_limbs(below.text, below.body, len(below.text))
    if inner[-1][2]:
        # "RESOLVED:", and below it "That (1) the plan be adopted;", with "(2)" in the next paragraph.
        run = run_of_limbs(blocks, index + 2, after=inner[-1][2])
        for start, end, label in inner:
            found.add(index + 1, below.part(start, end), label, decision.verb, (index + 1, end))
        found.add_run(blocks, run, decision.verb)
        return run[-1][-1] + 1 if run else index + 2
    last = (index + 1 + len(listed), len(listed[-1].text if listed else below.text))
    found.add(index + 1, join([below.unlabelled(), *listed]), "", decision.verb, last)
    found.take(index, decision.start, decision.end)
    for place in range(index + 1, index + 2 + len(listed)):
        found.take(place, 0, len(blocks[place].text))
    return index + 2 + len(listed)


def _says_only_who(words: str) -> bool:
    """ "That the Board:", "That Council": who decides, and nothing of what."""
    words = _AGREE_AT_END.sub(r"\g<signs>", _CLAUSE_BEFORE.sub("", words, count=1))
    is_subject = bool(_ONLY_SUBJECT.match(words))
    return is_subject and (words.endswith(_ANNOUNCES) or is_body(words))


def _run_below(blocks: list[Block], index: int) -> list[list[int]]:
    """The limbs that begin here, whatever their markers."""
    if index < len(blocks) and is_bullet(blocks[index].label):
        return run_of_bullets(blocks, index)
    return run_of_limbs(blocks, index, after="")


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
    if not following.label:
        return []
    is_whole = _is_decision_with_list(words, following)
    is_bare = bool(_ONLY_SUBJECT.match(words)) and not is_whole
    if not (_announces(words) or not words.strip() or is_bare) or is_whole:
        return []
    if is_bullet(following.label):
        return run_of_bullets(blocks, index + 1) if is_bare else []
    return run_of_limbs(blocks, index + 1, after="")


def _is_decision_with_list(words: str, following: Block) -> bool:
    """Whether the words decide by themselves, so that the list below them is a part of the one decision."""
    if _IS_PART_OF_ONE.search(words):
        return True
    # "granted in part, as follows:" with (i), (ii): each says what was decided.
    is_lettered = "number" not in places(following.label) and not is_bullet(following.label)
    if _ANNOUNCES_DECISIONS.search(words) or (_AS_FOLLOWS.search(words.rstrip()) and is_lettered):
        return False
    return bool(_DECIDES_ITSELF.search(words))


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
    found.add_run(blocks, run, decision.verb)
    # "RESOLVED to recommend to Cabinet that" says what becomes of every limb below it.
    if (outcome := outcome_of(decision.verb, words)) != AGREED:
        found.read[at:] = [replace(read, outcome=outcome) for read in found.read[at:]]
