"""Tables of minutes: what the heads of the columns say, and minutes that are printed as the rows of a table."""

import re
from dataclasses import replace
from itertools import pairwise

from meetings.importers.blocks import Block, Kind, join
from meetings.importers.grammar.labels import item_number, label_at_start
from meetings.importers.grammar.section_headings import Section, is_inner_heading, section_of
from meetings.importers.grammar.titles import looks_like_title

_ROLES = {
    "number": "no, no., nr, item no, item no., item number, minute no, minute no., ref, ref., number, rhif, #, id",
    "text": "minute, minutes, item, discussion, notes, note, detail, details, subject, agenda item, topic, summary, "
    "discussion and decision, discussion/decision, points, key points, issue, decision, cofnod, "
    "cofnodion, eitem, title",
    "task": "action, actions, task, what, action required, action point, action points, actions agreed, "
    "action agreed, agreed action, description, gweithredu, camau gweithredu, action to be taken",
    "owner": "owner, lead, who, by whom, responsible, responsibility, responsible officer, action by, action for, "
    "actioned by, assigned to, action owner, lead officer, officer, person responsible, pwy, gan bwy, arweinydd",
    "due": "due, due date, due by, by when, when, deadline, target date, target, timescale, timescales, "
    "completion date, date due, by, erbyn, erbyn pryd, pryd, dyddiad",
    "status": "status, progress, rag, update, outcome, complete, completed, done, statws, comments",
}
# Heads of the column that says which item a row is about.
_ITEMS = {
    *("item", "agenda item", "item no", "item no.", "no", "no.", "nr", "number", "minute no", "minute no.", "ref"),
    *("subject", "title", "topic", "rhif", "eitem", "#"),
}
_ROLE_OF = {head: role for role, heads in _ROLES.items() for head in heads.split(", ")}
_LONGEST_HEAD = 30
_MOST_COLUMNS = 10
# With these words the text of a cell begins where its title runs on into it.
_BEGINS_TEXT = re.compile(
    r"(?<=[\w)’'] )(?=(?:The|A|An|It|As|In|On|At|There|This|These|None|No|Members?|Councillors?|Cllrs?|Mr|Mrs|Ms|Dr|"
    r"Resolved|RESOLVED|Agreed|AGREED|Noted|NOTED|Apologies|Proposed|All|To)\b[ :,])"
)
# Or a capital letter and small words after it: the first words of a sentence.
_BEGINS_SENTENCE = re.compile(r"(?<=[\w)’'] )(?=[A-Z][\w’'-]{0,20} [a-z]{1,15} [a-z]{1,15} [a-z]{1,15}\b)")
_LIMB = re.compile(r"(?:(?<=[;.] )|(?<=; and ))\([a-h]\) (?=\S)|\(a\) (?=\S)")
_TITLE_IN_CELL = 80


def role_of(head: str) -> str:
    """What a column holds, by the words at its head: number, text, task, owner, due, status, or "" for any other."""
    return _ROLE_OF.get(head.strip(" :*").casefold(), "") if len(head) <= _LONGEST_HEAD else ""


def is_head_of_actions(heads: list[str]) -> bool:
    """ "Action | Owner | Due": a column of tasks, and one that says who or when."""
    if len(heads) > _MOST_COLUMNS:
        return False
    roles = [role_of(head) for head in heads]
    return "task" in roles and bool({"owner", "due"} & set(roles)) and sum(map(bool, roles)) > len(roles) / 2


def is_head_of_minutes(heads: list[str]) -> bool:
    """ "Minute | | Action", "No. | Item" and "Item | Decision | Vote": minutes printed as the rows of a table."""
    if not 1 < len(heads) <= _MOST_COLUMNS or is_head_of_actions(heads):
        return False
    roles = [role_of(head) for head in heads]
    is_unnamed = not any(head.strip() for head in heads[:-1])
    if roles[-1] in ("task", "owner") and (is_unnamed or {"number", "text"} & set(roles[:-1])):
        return True
    # The first columns say which item, and one beside them what was said or decided.
    return roles[0] in ("number", "text") and heads[0].strip(" :*").casefold() in _ITEMS and "text" in roles[1:]


def has_owners(heads: list[str]) -> bool:
    """Whether the last column of minutes printed as a table holds the owners of actions, or the actions."""
    return role_of(heads[-1]) in ("task", "owner")


def cell_words(block: Block) -> list[str]:
    return [block.text[start:end].strip() for start, end in block.cells]


def minutes_out_of_rows(blocks: list[Block]) -> list[Block]:
    """The blocks, with the rows of minutes printed as a table made the paragraphs that they are.

    The number and the words of a row become one block, and what stands in its last column an OWNER below it.
    """
    if not any(block.cells for block in blocks):
        return blocks
    found: list[Block] = []
    head: Block | None = None
    for block in blocks:
        if not block.cells:
            # A line that the table broke off without its cells goes on with it; one that stands apart ends it.
            head = None if block.is_after_blank else head
            found.append(block)
        elif is_head_of_minutes(cell_words(block)):
            head = block
            found.append(replace(block, kind=Kind.PARAGRAPH, cells=()))
        elif head and len(block.cells) <= len(head.cells):
            found += _paragraphs_of(block, head)
        else:
            found.append(block)
    return found


def _paragraphs_of(row: Block, head: Block) -> list[Block]:
    """The number and title of a row as one block, what it says below them, and the owner in its last cell."""
    spans = [_trimmed(row, start, end) for start, end in row.cells]
    heads = [head.part(*_trimmed(head, start, end)) for start, end in head.cells]
    is_whole = len(spans) == len(heads)
    owner = spans.pop() if is_whole and has_owners(cell_words(head)) else None
    found, taken = _heading_of(row, spans)
    start, end = spans[0] if spans and not found else (0, 0)
    if start < end and _is_item_column(heads[0].text) and looks_like_title(row.text[start:end]):
        found, taken = [replace(row.part(start, end), kind=Kind.HEADING)], 1
    for place in range(taken, len(spans)):
        start, end = spans[place]
        if not row.text[start:end].strip("–—- "):
            continue
        if is_whole and found and place and _opens_section(heads[place].text):
            found.append(replace(heads[place], kind=Kind.PARAGRAPH))
        found += _limbs_of(row, start, end)
    if owner and owner[0] < owner[1]:
        found.append(replace(row.part(*owner), kind=Kind.OWNER))
    return found


def _heading_of(row: Block, spans: list[tuple[int, int]]) -> tuple[list[Block], int]:
    """The heading with which a row begins, and how many of its cells it takes: "5", "Roads" or "5. Roads"."""
    places = [place for place, (start, end) in enumerate(spans) if start < end]
    if not places:
        return [], 0
    first = places[0]
    start, end = spans[first]
    label = label_at_start(row.text[start:end][:40], is_wide=False)
    if not item_number(label):
        return [], 0
    if start + len(label) == end:
        if len(places) == 1:
            return [], 0
        first = places[1]
        title, rest = _title_and_text(row, *spans[first])
        block = join([row.part(start, end), title])
    else:
        title, rest = _title_and_text(row, start, end)
        block = title
    body = len(label) + (block.text[len(label) : len(label) + 1] == " ")
    is_heading = label.strip("().: ").isdigit() or looks_like_title(block.text[body:])
    kind = Kind.HEADING if is_heading else Kind.LIST_ITEM
    block = replace(block, kind=kind, label=label, body=body, is_after_blank=True)
    return [block, *([rest] if rest else [])], first + 1


def _is_item_column(head: str) -> bool:
    return role_of(head) == "text" and head.strip(" :*").casefold() in _ITEMS


def _opens_section(head: str) -> bool:
    return section_of(head) is Section.DECISION or is_inner_heading(head)


def _limbs_of(row: Block, start: int, end: int) -> list[Block]:
    """The words of a cell, a block for each limb where it holds several: "(a) That …; (b) That …"."""
    cuts = [found.start() for found in _LIMB.finditer(row.text, start, end)]
    edges = [start, *(cut for cut in cuts if cut > start), end] if len(cuts) > 1 else [start, end]
    return [_labelled(row.part(*_trimmed(row, first, last))) for first, last in pairwise(edges)]


def _title_and_text(row: Block, start: int, end: int) -> tuple[Block, Block | None]:
    dash = row.text.find(" – ", start, min(end, start + _TITLE_IN_CELL))
    if dash > 0 and len(row.text[dash:end].split()) > 3:
        return row.part(start, dash), _labelled(row.part(dash + 3, end))
    found = _BEGINS_TEXT.search(row.text, start, min(end, start + _TITLE_IN_CELL))
    found = found or _BEGINS_SENTENCE.search(row.text, start + 1, min(end, start + _TITLE_IN_CELL))
    if (
        not found
        or "." in row.text[start : found.start()]
        or not row.text[:end].rstrip().endswith((".", ")", ":", "?"))
    ):
        return row.part(start, end), None
    return row.part(*_trimmed(row, start, found.start())), _labelled(row.part(found.end(), end))


def _labelled(block: Block) -> Block:
    label = label_at_start(block.text[:40], is_wide=False)
    if not label:
        return replace(block, kind=Kind.PARAGRAPH)
    body = len(label) + (block.text[len(label) : len(label) + 1] == " ")
    return replace(block, kind=Kind.LIST_ITEM, label=label, body=body)


def _trimmed(row: Block, start: int, end: int) -> tuple[int, int]:
    words = row.text[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())
