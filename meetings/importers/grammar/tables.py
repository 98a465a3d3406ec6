"""Tables of minutes: what the heads of the columns say, and minutes that are printed as the rows of a table."""

import re
from dataclasses import replace

from meetings.importers.blocks import Block, Kind, join
from meetings.importers.grammar.labels import item_number, label_at_start

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
_ROLE_OF = {head: role for role, heads in _ROLES.items() for head in heads.split(", ")}
_LONGEST_HEAD = 30
# With these words the text of a cell begins where its title runs on into it.
_BEGINS_TEXT = re.compile(
    r"(?<=[\w)’'] )(?=(?:The|A|An|It|As|In|On|At|There|This|These|None|No|Members?|Councillors?|Cllrs?|Mr|Mrs|Ms|Dr|"
    r"Resolved|RESOLVED|Agreed|AGREED|Noted|NOTED|Apologies|Proposed|All|To)\b[ :,])"
)
# Or a capital letter and small words after it: the first words of a sentence.
_BEGINS_SENTENCE = re.compile(r"(?<=[\w)’'] )(?=[A-Z][\w’'-]{0,20} [a-z]{1,15} [a-z]{1,15} [a-z]{1,15}\b)")
_TITLE_IN_CELL = 80


def role_of(head: str) -> str:
    """What a column holds, by the words at its head: number, text, task, owner, due, status, or "" for any other."""
    return _ROLE_OF.get(head.strip(" :*").casefold(), "") if len(head) <= _LONGEST_HEAD else ""


def is_head_of_actions(heads: list[str]) -> bool:
    """ "Action | Owner | Due": a column of tasks, and one that says who or when."""
    roles = [role_of(head) for head in heads]
    return "task" in roles and bool({"owner", "due"} & set(roles)) and sum(map(bool, roles)) > len(roles) / 2


def is_head_of_minutes(heads: list[str]) -> bool:
    """ "Minute | | Action" and "No. | Item | Action by": minutes printed as rows, the owners in the last column."""
    roles = [role_of(head) for head in heads]
    return (
        not is_head_of_actions(heads) and roles[-1] in ("task", "owner") and bool({"number", "text"} & set(roles[:-1]))
    )


def cell_words(block: Block) -> list[str]:
    return [block.text[start:end].strip() for start, end in block.cells]


def minutes_out_of_rows(blocks: list[Block]) -> list[Block]:
    """The blocks, with the rows of minutes printed as a table made the paragraphs that they are.

    The number and the words of a row become one block, and what stands in its last column an OWNER below it.
    """
    if not any(block.cells for block in blocks):
        return blocks
    found, width = [], 0
    for block in blocks:
        if not block.cells:
            width = 0
            found.append(block)
        elif is_head_of_minutes(cell_words(block)):
            width = len(block.cells)
            found.append(replace(block, kind=Kind.PARAGRAPH, cells=()))
        elif width and len(block.cells) <= width:
            found += _paragraphs_of(block, width)
        else:
            found.append(block)
    return found


def _paragraphs_of(row: Block, width: int) -> list[Block]:
    spans = [_trimmed(row, start, end) for start, end in row.cells]
    last = spans.pop() if len(spans) == width else None
    spans = [span for span in spans if span[0] < span[1]]
    found: list[Block] = []
    number = row.text[spans[0][0] : spans[0][1]] if spans else ""
    if len(spans) > 1 and len(number) <= 12 and item_number(number.rstrip(".")):
        title, rest = _title_and_text(row, *spans[1])
        block = join([row.part(*spans[0]), title])
        found.append(replace(block, kind=Kind.LIST_ITEM, label=number, body=len(number) + 1, is_after_blank=True))
        found += [rest] if rest else []
        spans = spans[2:]
    found += [_labelled(row.part(*span)) for span in spans]
    if last and last[0] < last[1]:
        found.append(replace(row.part(*last), kind=Kind.OWNER))
    return found


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
