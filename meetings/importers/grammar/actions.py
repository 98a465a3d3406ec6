"""Actions: who is to do what, from a marker, a trailing owner, an action column, or words that ask for something."""

import re
from dataclasses import dataclass, field

from meetings.importers.blocks import Block
from meetings.importers.grammar.due_dates import due_in
from meetings.importers.grammar.item_numbers import LIST_OF_ACTIONS
from meetings.importers.grammar.offices import is_owner
from meetings.importers.grammar.resolutions import Resolutions
from meetings.importers.grammar.sentences import sentences_in
from meetings.importers.minutes import ActionRead, Reading

_MARKER = re.compile(r"[(\[]?\b(?:ACTIONS?|Actions?)(?: [Pp]oints?)?(?: \d{1,3})? ?[:–-] ?(?=[^\s)])")
_COLUMN_HEAD = re.compile(
    r"(?:(?:no|item|minute|ref|subject|notes?|discussion)\.? )*(?:action|actions|action by|owner)$", re.I
)
_INITIALS = r"[A-Z]{2,4}(?:(?: ?& ?|, ?| ?/ ?| and )[A-Z]{2,4})?(?:(?: ?& ?|, ?| ?/ ?| and )[A-Z]{2,4})?"
_ONLY_INITIALS = re.compile(rf"{_INITIALS}$")
_AT_END_OF_ROW = re.compile(rf"(?<=[.?!)]) (?P<owner>{_INITIALS})$")
# "– PD & CW to inspect", "– Clerk to chase" at the end of a line.
_CLERK = r"(?:[Tt]he )?(?:Clerk|Chair|Chairman)"
_TRAILING = re.compile(
    rf"[–-] (?P<owner>{_INITIALS}|{_CLERK}) to [a-z]|[.?!(] ?(?P<actor>{_INITIALS}|{_CLERK}) to action\b"
)
# The clause that begins with the owner, at the start of a sentence or after a dash or a reference in brackets.
_OWNER_TO = re.compile(rf"(?P<owner>{_INITIALS}|(?:The )?[A-Z][\w’'&, -]{{2,80}}?) to [a-z]")
_CLAUSE_STARTS = re.compile(r"(?:[–-] |\) )")
_ASKED_OF = re.compile(
    r"(?:that )?(?:the )?(?P<owner>\w[^.;:]{1,110}?),? (?:would|will|should|shall|is to|are to|to|"
    r"be (?:asked|requested|instructed|invited) to) (?!be\b)[a-z]",
    re.I,
)
_ASKS = re.compile(
    r"(?:that )?(?:to )?(?:ask|request|instruct|invite|direct)s? (?:that )?(?:the )?(?P<owner>\w[^.;:]{1,110}?) "
    r"(?:to|should) [a-z]",
    re.I,
)
# A report, an item or an answer that is still to come.
_TO_COME = re.compile(
    r"\b(?:would|will|should) (?:be )?(?:provided|sent|given|circulated|presented|reported|brought|submitted|shared|"
    r"include|receive)\b"
)
# "be published by no later than 15 January 2024": something is to be done, by a day.
_IS_TO_BE = re.compile(r"\bbe (?:\w{2,14}ly )?\w{3,15}\b")
_WHY_RESOLUTION = "The resolution asks for something to be done; the text does not call it an action."
_WHY_PROSE = "The sentence says who is to do something; the text does not call it an action."


@dataclass(slots=True)
class Actions:
    """The actions of one item, and the blocks that held nothing but a marker or an owner."""

    read: list[ActionRead] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    # The blocks whose task is found, so that it is not proposed a second time.
    _done: set[int] = field(default_factory=set)

    def add(self, task: Block, owner: Reading[str] | None, why: str = "") -> None:
        due = due_in(task.text)
        phrase = task.read(due.start, due.end, why) if due else None
        self.read.append(ActionRead(task.read(0, len(task.text), why), owner, phrase, due.on if due else None))


def has_action_column(blocks: list[Block]) -> bool:
    """Whether the page heads a column of owners, which then arrive as loose initials between the paragraphs."""
    return any(_COLUMN_HEAD.match(block.text) for block in blocks)


def find_actions(blocks: list[Block], resolutions: Resolutions, *, has_column: bool) -> Actions:
    """The actions in an item's text: those it calls so first, then those that its words only ask for."""
    found = Actions()
    for index, block in enumerate(blocks):
        if marker := _MARKER.search(block.text):
            _read_marker(blocks, index, marker, found)
        elif has_column and (owner := _AT_END_OF_ROW.search(block.text, block.body)):
            found.add(block.part(block.body, owner.start()), block.read(*owner.span("owner")))
            found._done.add(index)
        elif has_column and index and _ONLY_INITIALS.match(block.text):
            _read_column(blocks, index, found)
    _read_lists(blocks, found)
    resolution_at = dict(zip(resolutions.places, resolutions.texts, strict=True))
    for index, block in enumerate(blocks):
        if index not in found._done:
            _read_trailing(block, index, resolution_at.get(index), found)
    for index, block in enumerate(blocks):
        if index not in found._done and index not in resolutions.taken and index not in resolution_at:
            _read_prose(block, found)
    for place, resolution in zip(resolutions.places, resolutions.texts, strict=True):
        if place not in found._done:
            _read_resolution(resolution, found)
    return found


def _read_marker(blocks: list[Block], index: int, marker: re.Match[str], found: Actions) -> None:
    """ "ACTION: Clerk" names the owner of the sentence before it; "ACTION: Clerk to write" is the task itself."""
    block = blocks[index]
    end = len(block.text.rstrip(" .)]"))
    payload = block.text[marker.end() : end]
    named = _OWNER_TO.match(block.text, marker.end(), end)
    if named and not _is_only_owner(payload):
        owner = block.read(*named.span("owner")) if _names_owner(named["owner"]) else None
        found.add(block.part(marker.end(), end), owner)
    elif _is_only_owner(payload):
        task = _sentence_before(blocks, index, marker.start())
        if task is None:
            return
        found.add(task, block.read(marker.end(), end))
        found._done.add(index if marker.start() > block.body else index - 1)
    else:
        found.add(block.part(marker.end(), end), None)
    found._done.add(index)
    if marker.start() <= block.body:
        found.taken.add(index)


def _read_lists(blocks: list[Block], found: Actions) -> None:
    """The list under a heading "Actions": each of its lines is one."""
    is_listed = False
    for index, block in enumerate(blocks):
        if LIST_OF_ACTIONS.match(block.text.rstrip(":")):
            is_listed = True
        elif is_listed and block.label and index not in found._done:
            named = _OWNER_TO.match(block.text, block.body)
            owner = block.read(*named.span("owner")) if named and len(named["owner"].split()) < 6 else None
            found.add(block.unlabelled(), owner)
            found._done.add(index)
        else:
            is_listed = False


def _is_only_owner(payload: str) -> bool:
    if len(payload) >= 80 or " to " in payload:
        return False
    return (len(payload.split()) < 6 and _is_in_capitals(payload)) or _names_owner(payload)


def _sentence_before(blocks: list[Block], index: int, end: int) -> Block | None:
    """The sentence that a marker with only an owner closes: on its own line, or the last of the paragraph above."""
    block = blocks[index]
    if said := block.text[block.body : end].rstrip(" ([–-"):
        block = block.part(block.body, block.body + len(said))
    elif index and blocks[index - 1].words:
        block = blocks[index - 1].unlabelled()
    else:
        return None
    return block.part(*sentences_in(block.text)[-1])


def _read_column(blocks: list[Block], index: int, found: Actions) -> None:
    """Initials that stand alone belong to the paragraph above them."""
    above = next((place for place in (index - 1, index - 2) if place >= 0 and place not in found.taken), None)
    found.taken.add(index)
    if above is None or not blocks[above].words:
        return
    block = blocks[above]
    clause = _clause_with_owner(block)
    task = block.part(clause.start(), len(block.text)) if clause else block.unlabelled()
    found.add(task, blocks[index].read_words())
    found._done.add(above)


def _clause_with_owner(block: Block) -> re.Match[str] | None:
    """Where "RT to ask" begins: at the head of a sentence, after a dash, or after a reference in brackets."""
    starts = [first for first, _ in sentences_in(block.text, block.body)]
    starts += [found.end() for found in _CLAUSE_STARTS.finditer(block.text, block.body)]
    for start in sorted(starts):
        clause = _OWNER_TO.match(block.text, start)
        if clause and _names_owner(clause["owner"]):
            return clause
    return None


def _names_owner(words: str) -> bool:
    plain = words.removeprefix("The ").removeprefix("the ")
    return bool(_ONLY_INITIALS.match(plain)) or is_owner(plain)


def _read_trailing(block: Block, index: int, resolution: Block | None, found: Actions) -> None:
    trailing = _TRAILING.search(block.text, block.body)
    if trailing and trailing.start() > block.body:
        owner = block.read(*trailing.span("owner" if trailing["owner"] else "actor"))
        found.add(resolution or block.unlabelled(), owner)
        found._done.add(index)


def _read_prose(block: Block, found: Actions) -> None:
    """ "The Clerk to ask the contractor." is a task, though no marker says so."""
    for first, last in sentences_in(block.text, block.body):
        clause = _OWNER_TO.match(block.text, first, last)
        if clause and _names_owner(clause["owner"]) and _is_in_capitals(clause["owner"]):
            found.add(block.part(first, last), block.read(*clause.span("owner"), _WHY_PROSE), _WHY_PROSE)


def _is_in_capitals(owner: str) -> bool:
    """ "The Head of Parks" is someone; in "The audits helped managers to see" only the last word is."""
    return all(word[0].isupper() or word in {"of", "for", "and", "&", "the"} for word in owner.split())


def _read_resolution(resolution: Block, found: Actions) -> None:
    text = resolution.text
    asks = (ask for pattern in (_ASKS, _ASKED_OF) if (ask := pattern.match(text)) and is_owner(ask["owner"]))
    asked = next(asks, None)
    if asked or _TO_COME.search(text) or (_IS_TO_BE.search(text) and (due := due_in(text)) and due.on):
        owner = resolution.read(*asked.span("owner"), _WHY_RESOLUTION) if asked else None
        found.add(resolution, owner, _WHY_RESOLUTION)
