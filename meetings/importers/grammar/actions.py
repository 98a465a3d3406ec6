"""Actions: who is to do what, from a marker, a trailing owner, an action column, or words that ask for something."""

import re
from dataclasses import dataclass, field

from meetings.importers.blocks import Block, Kind
from meetings.importers.grammar.action_owners import (
    INITIALS,
    OWNER_TO,
    Owner,
    clause_with_owner,
    is_in_capitals,
    names_owner,
    owner_alone,
    owner_in_brackets,
)
from meetings.importers.grammar.action_tables import actions_in_tables
from meetings.importers.grammar.due_dates import DueRead, date_of_cell, day_due_in, due_in
from meetings.importers.grammar.item_numbers import LIST_OF_ACTIONS
from meetings.importers.grammar.offices import is_owner
from meetings.importers.grammar.quick_looks import blocks_holding, holds_any
from meetings.importers.grammar.resolutions import Resolutions
from meetings.importers.grammar.sentences import sentences_in
from meetings.importers.minutes import ActionRead, Reading

_MARKER = re.compile(
    r"[(\[]?\b(?:(?:ACTIONS?|Actions?)(?: [Pp]oints?| [Rr]equired| [Oo]wner)?(?: (?:by|for|on|BY|FOR))?|"
    r"(?:To be )?[Aa]ctioned by|ACTIONED BY|AP|(?:To|TO) (?:do|DO|action|ACTION)|(?:Camau )?[Gg]weithredu|"
    r"(?:CAMAU )?GWEITHREDU)(?: \d{1,3}(?:[/.]\d{1,4})?)? ?[:–—-]\*{0,2} ?(?=[^\s)])"
)
# "ACTION SB", "– action PQ", "… for the board.  Action J Reed" at the end of a line: before an owner the word needs
# no sign after it.
_MARKER_WITHOUT_SIGN = re.compile(
    r"[(\[]?\b(?:(?:ACTION|GWEITHREDU)(?: BY| by)?|(?<=[–—-] )[Aa]ction(?: by)?|(?<=[.?!)] )Action|"
    r"Action by|Actioned by) "
    r"(?!LOG|LIST|PLAN|POINT|TRACKER|SHEET|SUMMARY|ITEM|NOTE|TABLE|ARISING|"
    r"(?i:group|fraud|required|taken|needed)\b)"
    r"(?=[A-Z][^.:;]{1,60}[.)\]]{0,2}$)"
)
# "Action 2 – The letter had been sent. Action completed.": what became of a task of the last meeting.
_IS_SETTLED = re.compile(
    r"Action \d{1,3} ?[:–—-] .*\b(?:completed?|closed|done|discharged|ongoing|carried forward|outstanding)\.?$",
    re.I | re.S,
)
# "No. Ref. Action Person", a table's heads on one line.
_HEADS_OF_COLUMNS = re.compile(
    r"(?:(?:no|ref|item|minute|actions?|owner|person|who|by whom|lead|due|date|deadline|status)\b\.? ?){2,6}", re.I
)
# "Officer to action: Ann Gale": who carries the decision out, and no further thing to do.
_OFFICER_OF_DECISION = re.compile(r"(?:Lead |Responsible )?Officers?(?:\(s\))? to action\b ?(?::|$)", re.I)
# "The motion was put and declared carried": what is to be done is the motion.
_WAS_CARRIED = re.compile(r"\b(?:motion|proposal|recommendation)\b[^.;]{0,90}\b(?:carried|passed|agreed)\b", re.I)
_COLUMN_HEAD = re.compile(
    r"(?:(?:no|item|minute|ref|subject|notes?|discussion)\.? )*(?:action|actions|action by|owner)$", re.I
)
_ONLY_INITIALS = re.compile(rf"{INITIALS}$")
_AT_END_OF_ROW = re.compile(rf"(?<=[.?!)]) (?P<owner>{INITIALS})$")
# "– PD & CW to inspect", "– Clerk to chase" at the end of a line.
_CLERK = r"(?:[Tt]he )?(?:Clerk|Chair|Chairman)"
_PERSON = (
    r"(?:(?:Cllrs?|Councillors?|Mrs?|Ms|Miss|Dr)\.? )?(?:[A-Z]\. ?){0,3}[A-Z][a-z][\w’'-]{1,20}"
    r"(?: [A-Z][a-z][\w’'-]{1,20})?"
)
_TRAILING = re.compile(
    rf"[–-] (?P<owner>{INITIALS}|{_CLERK}) to [a-z]|[.?!(] ?(?P<actor>{INITIALS}|{_CLERK}) to action\b|"
    rf"[–-] (?P<doer>{_PERSON}) to (?:do|action|deal|follow up|arrange|chase)[.)]?$"
)
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
# "Figures to be sent to all members.": what is to be done, by one whom a column or brackets name.
_IS_TO_DO = re.compile(
    r"\b(?<!found )(?<!thought )(?<!known )(?<!seen )(?:to|i) (?!the\b|a\b|this\b|be (?:a|the)\b)[a-zâêîôûŵŷ]{2,}"
)
# The paragraph beside the owner may say it in other words.
_IS_OR_WILL_BE_DONE = re.compile(rf"{_IS_TO_DO.pattern}|\b(?:will|shall|should|must|would) [a-z]{{2,}}")
_TO_BE = re.compile(r"\bto be [a-z]")
_BEGINS_TASK = re.compile(
    r"(?:To|Add|Arrange|Ask|Book|Bring|Buy|Chase|Check|Circulate|Contact|Draft|Find|Get|Inform|Invite|Issue|Look|Make|"
    r"Map|Obtain|Order|Prepare|Provide|Publish|Put|Report|Review|Send|Share|Speak|Submit|Tell|Update|Write) "
)
_AFTER_TOPIC = re.compile(r"^[^.;:]{2,60}? [–-] (?=\S)")
_OWNER_THEN_TASK = re.compile(r"(?P<owner>[A-Z][^.;:–]{1,40}?)(?: [–-] |: )(?=[a-z]\S*(?: \S)|To )")
_WHY_RESOLUTION = "The resolution asks for something to be done; the text does not call it an action."
_WHY_PROSE = "The sentence says who is to do something; the text does not call it an action."
# "The Committee also asked that the Clerk write": the task is what follows.
_LEAD_IN = re.compile(
    r"(?:The [A-Z]\w{2,20}|Members|It was|Council)(?: \w{2,12}){0,2} (?:asked|requested|instructed) (?=that |to )",
    re.I,
)
_POST_ALONE = re.compile(r"\((?P<owner>[A-Z][\w’'.&/ -]{1,40}(?<!ed)(?<!ly)(?<!ous))\)\.?$")
_WORDS_OF_COLUMN_HEADS = ("action", "owner")
_WORDS_OF_MARKERS = ("action", "to do", "gweithredu")
_FEWEST_WORDS = 3
# How far above its owner a task may stand, in blocks.
_FURTHEST_TASK = 4


@dataclass(slots=True)
class Actions:
    """The actions of one item, and the blocks that held nothing but a marker or an owner."""

    read: list[ActionRead] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    # The blocks whose task is found, so that it is not proposed a second time.
    done: set[int] = field(default_factory=set)

    def add(
        self, task: Block, owner: Reading[str] | None, why: str = "", due: tuple[Reading[str], DueRead] | None = None
    ) -> None:
        """Keep an action; `due` is what the line of its owner says by when, if the task does not say it itself."""
        said = due_in(task.text)
        phrase = task.read(said.start, said.end, why) if said else None
        if due and (said is None or said.on is None):
            phrase, said = due
        self.read.append(ActionRead(task.read(0, len(task.text), why), owner, phrase, said.on if said else None))


def has_action_column(blocks: list[Block]) -> bool:
    """Whether the page heads a column of owners, which then arrive as loose initials between the paragraphs."""
    return any(_COLUMN_HEAD.match(block.text) for block in blocks_holding(blocks, _WORDS_OF_COLUMN_HEADS))


def find_actions(blocks: list[Block], resolutions: Resolutions, *, has_column: bool) -> Actions:
    """The actions in an item's text: those it calls so first, then those that its words only ask for."""
    found = Actions()
    resolution_at: dict[int, list[Block]] = {}
    for place, text in zip(resolutions.places, resolutions.texts, strict=True):
        resolution_at.setdefault(place, []).append(text)
    _read_tables(blocks, found)
    for index, block in enumerate(blocks):
        if index in found.done:
            continue
        if _OFFICER_OF_DECISION.match(block.text):
            found.done.add(index)
        elif block.kind is Kind.OWNER:
            _read_owner_cell(blocks, index, resolution_at, found)
        elif marker := _marker_in(block.text):
            _read_marker(blocks, index, marker, resolution_at, found)
        elif has_column and (owner := _AT_END_OF_ROW.search(block.text, block.body)):
            found.add(block.part(block.body, owner.start()), block.read(*owner.span("owner")))
            found.done.add(index)
        elif has_column and index and _ONLY_INITIALS.match(block.text):
            _read_column(blocks, index, found)
    _read_lists(blocks, found)
    for index, block in enumerate(blocks):
        if index not in found.done:
            _read_trailing(block, index, (resolution_at.get(index) or [None])[0], found)
    for index, block in enumerate(blocks):
        if index not in found.done and index not in resolutions.taken and index not in resolution_at:
            _read_prose(block, found)
    for place, resolution in zip(resolutions.places, resolutions.texts, strict=True):
        if place not in found.done:
            _read_resolution(resolution, found)
    return found


def _marker_in(text: str) -> re.Match[str] | None:
    # The quick answer for most blocks: none of the markers' words is in it.
    if "AP" not in text and not holds_any(text, _WORDS_OF_MARKERS):
        return None
    return _MARKER.search(text) or _MARKER_WITHOUT_SIGN.search(text)


def _read_tables(blocks: list[Block], found: Actions) -> None:
    for row in actions_in_tables(blocks):
        task = blocks[row.task.index].part(row.task.start, row.task.end)
        owner = blocks[row.owner.index].read(row.owner.start, row.owner.end) if row.owner else None
        due = None
        if row.due:
            phrase = blocks[row.due.index].read(row.due.start, row.due.end)
            due = phrase, DueRead(row.due.start, row.due.end, date_of_cell(phrase.value))
        found.add(task, owner, due=due)
        found.done |= {cell.index for cell in (row.task, row.owner, row.due) if cell}


def _read_marker(
    blocks: list[Block], index: int, marker: re.Match[str], resolution_at: dict[int, list[Block]], found: Actions
) -> None:
    """ "ACTION: Clerk" names the owner of the sentence before it; "ACTION: Clerk to write" is the task itself."""
    block = blocks[index]
    if _IS_SETTLED.match(block.text) or _HEADS_OF_COLUMNS.fullmatch(block.text):
        return
    end = len(block.text.rstrip(" .]"))
    end -= marker[0].startswith("(") and block.text[:end].endswith(")")
    if owner := owner_alone(block, marker.end(), end):
        if marker.start() <= block.body and _is_task_below(blocks, index):
            found.add(blocks[index + 1], block.read(owner.start, owner.end), due=_due_of(block, owner))
            found.done |= {index, index + 1}
            found.taken |= {index, index + 1}
            return
        task = _task_before(blocks, index, marker.start(), resolution_at)
        if task is None:
            return
        found.add(task, block.read(owner.start, owner.end), due=_due_of(block, owner))
        found.done.add(index if marker.start() > block.body else index - 1)
    elif marker.re is _MARKER or _is_task_of_owner(block.part(marker.end(), end)):
        _add_task(block, marker.end(), end, found)
    else:
        return
    found.done.add(index)
    if marker.start() <= block.body:
        found.taken.add(index)


def _is_task_below(blocks: list[Block], index: int) -> bool:
    """ "ACTION: Mr Reid", with "To bring the figures." on the very next line."""
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    return below is not None and not below.is_after_blank and below.text.startswith("To ") and not below.label


def _add_task(block: Block, start: int, end: int, found: Actions) -> None:
    """The task that a stretch of a block is, with its owner before it ("Clerk to write") or in brackets after it."""
    if bracketed := owner_in_brackets(block, start, end):
        task_end = start + len(block.text[start : bracketed.start - 1].rstrip(" ,–-"))
        found.add(block.part(start, task_end), block.read(bracketed.start, bracketed.end))
        return
    begun = _OWNER_THEN_TASK.match(block.text, start, end)
    if begun and (owner := owner_alone(block, *begun.span("owner"))):
        # "Ruth - phone the depot by Friday"
        found.add(block.part(begun.end(), end), block.read(owner.start, owner.end))
        return
    named = OWNER_TO.match(block.text, start, end)
    is_named = named and (names_owner(named["owner"]) or (is_in_capitals(named["owner"]) and named.end() - start < 60))
    found.add(block.part(start, end), _owner_of(block, named) if is_named else None)


def _owner_of(block: Block, named: re.Match[str], why: str = "") -> Reading[str]:
    start, end = named.span("owner")
    return block.read(start + 4 * block.text[start:end].startswith("The "), end, why)


def _due_of(block: Block, owner: Owner) -> tuple[Reading[str], DueRead] | None:
    return (block.read(owner.due.start, owner.due.end), owner.due) if owner.due else None


def _task_before(blocks: list[Block], index: int, end: int, resolution_at: dict[int, list[Block]]) -> Block | None:
    """What a marker with only an owner closes: the last sentence before it, or the decision that this sentence is."""
    block = blocks[index]
    if said := block.text[block.body : end].rstrip(" ([–-"):
        place, block = index, block.part(block.body, block.body + len(said))
    else:
        # "Resolved" alone on a line closes what stands above it.
        place = index - 1
        while place > 0 and index - place < _FURTHEST_TASK and len(blocks[place].words.split()) < _FEWEST_WORDS:
            place -= 1
        if place < 0 or not blocks[place].words:
            return None
        block = blocks[place].unlabelled()
    first, last = sentences_in(block.text)[-1]
    lead_in = _LEAD_IN.match(block.text, first, last)
    task = block.part(lead_in.end() if lead_in else first, last)
    first, last = task.offset(0), task.end_offset(len(task.text))
    for decided in reversed(resolution_at.get(place, [])):
        if first <= decided.offset(0) < last:
            return decided.part(0, min(len(decided.text), len(task.text)))
    if _WAS_CARRIED.search(task.text) and (carried := [at for at in resolution_at if at < place]):
        return resolution_at[max(carried)][-1]
    return task


def _read_owner_cell(blocks: list[Block], index: int, resolution_at: dict[int, list[Block]], found: Actions) -> None:
    """The cell beside a paragraph in an action column: an owner, or the whole task."""
    block = blocks[index]
    found.taken.add(index)
    found.done.add(index)
    owner = owner_alone(block, 0, len(block.text))
    if owner is None:
        found.taken.discard(index)
        is_task = OWNER_TO.match(block.text) or _OWNER_THEN_TASK.match(block.text) or _BEGINS_TASK.match(block.text)
        if is_task or _IS_TO_DO.search(block.text) or len(block.text.split()) > _FEWEST_WORDS:
            _add_task(block, 0, len(block.text), found)
        return
    above = range(index - 1, max(-1, index - 1 - _FURTHEST_TASK), -1)
    places = [place for place in above if blocks[place].kind is not Kind.OWNER and blocks[place].words]
    for place in places:
        said = _IS_TO_DO if place != places[0] else _IS_OR_WILL_BE_DONE
        is_nearest = place == places[0] and not resolution_at.get(place)
        if is_nearest and _BEGINS_TASK.match(blocks[place].words):
            break  # "Order a new bin." asks for it with its first word.
        if task := _what_is_to_be_done(blocks[place], resolution_at.get(place, []), said):
            found.add(task, block.read(owner.start, owner.end), due=_due_of(block, owner))
            found.done.add(place)
            return
        if resolution_at.get(place):
            break  # What the owner stands beside is the decision itself.
    if places:
        task = _task_before([*blocks[: places[0] + 1], block], places[0] + 1, 0, resolution_at)
        if task is not None:
            found.add(task, block.read(owner.start, owner.end), due=_due_of(block, owner))
            found.done.add(places[0])


def _what_is_to_be_done(block: Block, decided: list[Block], said: re.Pattern[str]) -> Block | None:
    """The last sentence of a paragraph that says something is to be done, and decides nothing."""
    taken = {(text.offset(0), text.end_offset(len(text.text))) for text in decided}
    for first, last in reversed(sentences_in(block.text, block.body)):
        start, end = block.offset(first), block.end_offset(last)
        is_decision = any(begin < end and start < after for begin, after in taken)
        if not is_decision and said.search(block.text, first, last):
            topic = _AFTER_TOPIC.match(block.text[first:last])
            return block.part(first + topic.end() if topic else first, last)
    return None


def _read_lists(blocks: list[Block], found: Actions) -> None:
    """The list under a heading "Actions": each of its lines is one."""
    is_listed = False
    for index, block in enumerate(blocks):
        if not block.label and LIST_OF_ACTIONS.match(block.text.rstrip(":")):
            is_listed = True
        elif is_listed and index not in found.done and (block.label or _is_task_of_owner(block)):
            _add_task(block, block.body, len(block.text), found)
            found.done.add(index)
        else:
            is_listed = False


def _is_task_of_owner(block: Block) -> bool:
    named = OWNER_TO.match(block.text)
    begun = _OWNER_THEN_TASK.match(block.text)
    return bool(
        (named and names_owner(named["owner"])) or (begun and owner_alone(block, *begun.span("owner")) is not None)
    )


def _read_column(blocks: list[Block], index: int, found: Actions) -> None:
    """Initials that stand alone belong to the paragraph above them."""
    above = next((place for place in (index - 1, index - 2) if place >= 0 and place not in found.taken), None)
    found.taken.add(index)
    if above is None or not blocks[above].words:
        return
    block = blocks[above]
    clause = clause_with_owner(block, [first for first, _ in sentences_in(block.text, block.body)])
    task = block.part(clause.start(), len(block.text)) if clause else block.unlabelled()
    found.add(task, blocks[index].read_words())
    found.done.add(above)


def _read_trailing(block: Block, index: int, resolution: Block | None, found: Actions) -> None:
    trailing = _TRAILING.search(block.text, block.body) if " to " in block.text else None
    if trailing and trailing.start() > block.body:
        owner = block.read(*trailing.span(trailing.lastgroup))
        before = block.part(block.body, block.body + len(block.text[block.body : trailing.start()].rstrip()))
        found.add(resolution or (before if trailing["doer"] else block.unlabelled()), owner)
        found.done.add(index)
        return
    if resolution is None and block.words and block.text.rstrip(" .").endswith(")"):
        *above, (first, last) = sentences_in(block.text, block.body)
        owner = owner_in_brackets(block, first, last)
        if above and (alone := _POST_ALONE.match(block.text, first)):
            # "Table to be printed. (Registrar)"
            (first, last), owner = above[-1], Owner(*alone.span("owner"))
        is_task = _TO_BE.search(block.text, first, last) or _BEGINS_TASK.match(block.text, first)
        if owner and is_task:
            found.add(block.part(first, last), block.read(owner.start, owner.end))
            found.done.add(index)


def _read_prose(block: Block, found: Actions) -> None:
    """ "The Clerk to ask the contractor." is a task, though no marker says so."""
    # The quick answer for many blocks: nobody is "to" do anything, in English or in Welsh.
    is_told = " to " in block.text or " i " in block.text
    for first, last in sentences_in(block.text, block.body) if is_told else ():
        clause = OWNER_TO.match(block.text, first, last)
        if clause and is_in_capitals(clause["owner"]) and names_owner(clause["owner"]):
            found.add(block.part(first, last), _owner_of(block, clause, _WHY_PROSE), _WHY_PROSE)


def _read_resolution(resolution: Block, found: Actions) -> None:
    text = resolution.text
    asks = (ask for pattern in (_ASKS, _ASKED_OF) if (ask := pattern.match(text)) and is_owner(ask["owner"]))
    asked = next(asks, None)
    if asked or _TO_COME.search(text) or (_IS_TO_BE.search(text) and day_due_in(text)):
        owner = resolution.read(*asked.span("owner"), _WHY_RESOLUTION) if asked else None
        found.add(resolution, owner, _WHY_RESOLUTION)
