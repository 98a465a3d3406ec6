"""Lines of attendance: "Present:", "In attendance:", "Sederunt", "Yn bresennol", and the lists under them."""

import re
from dataclasses import dataclass

from meetings.importers.blocks import Block, Kind
from meetings.importers.grammar.attendance import Attendance
from meetings.importers.grammar.attendance_marks import learn_mark, read_mark
from meetings.importers.grammar.attendance_sentences import read_sentences
from meetings.importers.grammar.attendance_tables import (
    Columns,
    columns_of_head,
    is_head_of_posts,
    read_row,
    row_of_names,
)
from meetings.importers.grammar.attendance_words import (
    OFFICES,
    SIGN,
    STATUS,
    counts_members,
    line_of_attendance,
    status_of_words,
)
from meetings.importers.grammar.bodies import is_name_of_body
from meetings.importers.grammar.lists_run_together import lists_of
from meetings.importers.grammar.name_lines import (
    COUNTED,
    count_of_names,
    end_of_list,
    is_only_names,
    joined_lines,
)
from meetings.importers.grammar.name_lists import people_in
from meetings.importers.grammar.names import Person, gives_title_to_all, is_titled
from meetings.importers.grammar.offices import (
    is_councillor,
    is_of_an_officer,
    is_plural_title,
    is_title,
    names_a_post,
    set_of,
)
from meetings.importers.grammar.posts_alone import PostAlone
from meetings.importers.grammar.posts_below import posts_below_names
from meetings.importers.grammar.presence_notes import SAYS_REMOTE
from meetings.importers.grammar.roll_columns import groups_beside, in_one_column
from meetings.importers.grammar.section_headings import section_of
from meetings.importers.grammar.substitutes import HAS_SUBSTITUTE
from meetings.importers.grammar.two_languages import in_english

# "Minutes: Ann Gale": a label that says nothing of being there, unlike "Councillors:" before names.
_OTHER_LABEL = re.compile(r"[^\W\d]\w{2,20}(?= ?:)")
# The sides that joint boards and forums are made of.
_GROUPS = set_of(
    """academies academy advisers businesses colleges employees employers governors heads headteachers members
    nurseries observers parents partners partnerships providers representatives reps residents schools teachers
    tenants trustees unions universities voluntary volunteers"""
)
_MOST_WORDS_OF_GROUP = 6
# The first cell of a row of business, below the table of those present: "Item", "1. Apologies".
_HEADS_BUSINESS = re.compile(r"(?:item|agenda|minute|no|ref)\b|\d", re.I)
# "ITEM   MINUTE   ACTION", the heads of the columns below the roll.
_HEADS_OF_BUSINESS = re.compile(
    r"(?:(?:item|no|ref|minute|minutes|subject|discussion|notes|decision|action|actions|action by|owner)\b\.? ?){2,5}",
    re.I,
)
# "Legal Adviser: Ms Ann Gale", one of several such lines under the members; the paper's contact need not be there.
_LINE_OF_OFFICER = re.compile(r"(?P<post>[A-Z][\w’'&/-]{1,20}(?: [\w’'&/()-]{1,20}){0,6}) ?: ?(?=\S)")
_NEED_NOT_BE_THERE = re.compile(r"(?:contact|lead|report|reporting|case|author|responsible|relevant|action)\b", re.I)
# In blocks: more than the largest council needs, with a list of contents before it.
_LONGEST_ROLL = 1000
# "Ann Gale (AG), Ben Hill (BH)": so are people told of who will be called by their initials.
_INITIALS = re.compile(r"[a-z] \([A-Z]{2,4}\)")
_LONGEST_BEFORE_ROLL = 25
_FEWEST_OF_ROLL = 3
# "Councillor Ann Gale – Committee Member – Apologies": how one person stands, after what the person is.
_STANDING_AT_END = re.compile(
    r" ?[,–—-] \(?(?P<status>apologies|apology|absent|not present)(?: (?:received|sent|given|tendered))?\)?\.?$", re.I
)
_LONGEST_STANDING = 40
_LINES_OF_PAIR = 2
# "…held in the Council Chamber when there were present:"
_WERE_PRESENT = re.compile(r"\b(?:there|which|whom) (?:was|were) (?:also )?present ?:?-?$", re.I)
_OF_COMMITTEE = re.compile(r"(?:committee|panel|board) (?:members|councillors)", re.I)
_OF_CABINET = re.compile(r"cabinet members? present", re.I)
_ONLY_MEMBERS = re.compile(r"(?:members|councillors|cllrs)", re.I)
_OF_PARISH = re.compile(r"(?:parish|town|community) (?:members|councillors|cllrs)", re.I)
# Those of the county or the district only visit the council of a parish.
_OF_OTHER_COUNCIL = re.compile(r"(?:county|district|borough|city)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Roll:
    """What the lines of the whole roll say: whether one is "Present", and whose members are named as such."""

    has_present: bool
    has_committee: bool
    has_local: bool


@dataclass(slots=True)
class _List:
    """The list that is being read: how those in it stand to the meeting."""

    status: str = ""
    title: str = ""
    # The plural title ("Councillors A, B,") that the line before gives to the names with which this one goes on.
    carried: str = ""
    is_remote: bool = False
    # It names the members with no word that they were there, and so perhaps the officers too.
    is_bare: bool = False
    # Nothing but its head was read: "Apologies", with "Councillors: A Gale" below.
    is_head: bool = False
    columns: Columns | None = None


def read_attendance_lines(blocks: list[Block], attendance: Attendance, *, status: str = "") -> None:
    """Lines such as "Present:" and "In attendance:", with the lists under them.

    `status` is given where a heading above the blocks has begun a list already.
    """
    blocks = in_one_column([part for block in blocks[:_LONGEST_ROLL] for part in lists_of(in_english(block))])
    blocks = blocks[:_LONGEST_ROLL]
    lines = [line for block in blocks if (line := line_of_attendance(block))]
    roll = _Roll(
        has_present=any(line["present"] and line[0].casefold() not in OFFICES for line in lines)
        or any(map(_tells_who_were_present, blocks)),
        has_committee=any(_OF_COMMITTEE.match(line[0]) for line in lines),
        has_local=any(_OF_PARISH.match(line[0]) for line in lines),
    )
    current = _List(status)
    blocks, beside = groups_beside(joined_lines(blocks))
    below = posts_below_names(blocks)
    office = ""
    start_of_bare_roll = -1 if status or roll.has_present else _start_of_bare_roll(blocks)
    for index, block in enumerate(blocks):
        if section_of(block.text) or _HEADS_OF_BUSINESS.fullmatch(block.text):
            current = _List()
        elif current.status and (_is_sender_of_members(block) or index in below.lines or is_head_of_posts(block.text)):
            continue
        elif current.status == "present" and _is_post_over_name(blocks[index : index + 2]):
            office = block.text.removeprefix("The ").removeprefix("the ")
            continue
        elif block.kind is Kind.TABLE_ROW and len(block.cells) > 1:
            _read_table_row(block, current, attendance, roll)
        elif read_mark(block, attendance):
            continue
        elif line := line_of_attendance(block):
            current = _begin_list(block, line, attendance, current, roll, beside.get(index, ""))
        elif _tells_who_were_present(block):
            current = _List("present")
        elif index == start_of_bare_roll:
            current = _List("present", is_bare=True)
            _read_list_line(block, attendance, current)
        elif (
            _read_line_of_officer(block, attendance, current)
            or read_sentences(block, attendance, has_present=roll.has_present)
            or (current.status == "present" and _names_a_group(block.words))
        ):
            continue
        elif current.status and not _read_list_line(
            block, attendance, current, below.posts.get(index) or beside.get(index, office)
        ):
            current = _List()
        office = ""


def _is_post_over_name(blocks: list[Block]) -> bool:
    """Whether a line names a post alone, with its one holder on the line below: "Deputy Mayor", "Cllr A Hart"."""
    if len(blocks) < _LINES_OF_PAIR or any(block.cells or block.label for block in blocks):
        return False
    post, holder = blocks
    is_post = len(post.text) <= _LONGEST_STANDING and not post.text.endswith((":", ".")) and names_a_post(post.text)
    if not is_post or line_of_attendance(post) or line_of_attendance(holder) or not is_titled(holder.words):
        return False
    is_alone = all(isinstance(person, PostAlone) for person in people_in(post, 0, len(post.text)))
    return is_alone and not is_plural_title(holder.words.split()[0]) and count_of_names(holder) == 1


def _is_sender_of_members(block: Block) -> bool:
    """A joint committee lists its members under the councils that sent them."""
    return is_name_of_body(block.text) and not names_a_post(block.text) and not line_of_attendance(block)


def _names_a_group(words: str) -> bool:
    """Whether a line only says whom the names below it stand for: "Primary Headteachers", "Trade Unions"."""
    plain = words.rstrip(" :").split()
    is_short = 0 < len(plain) <= _MOST_WORDS_OF_GROUP
    return is_short and plain[-1].casefold() in _GROUPS and not any(map(is_title, plain)) and "," not in words


def _tells_who_were_present(block: Block) -> bool:
    """Whether a heading ends with "when there were present:"."""
    return block.text.endswith((":", "present", ":-")) and bool(_WERE_PRESENT.search(block.text[-_LONGEST_STANDING:]))


def _start_of_bare_roll(blocks: list[Block]) -> int:
    """Where councillors are listed with no word that says they were there, first of all on the page; else -1."""
    for start, block in enumerate(blocks[:_LONGEST_BEFORE_ROLL]):
        if line_of_attendance(block):
            return -1
        has_initials = len(_INITIALS.findall(block.text)) >= _FEWEST_OF_ROLL
        if not (is_titled(block.words) or has_initials) or not is_only_names(block):
            continue
        count, has_member = 0, has_initials
        for below in blocks[start:]:
            if line_of_attendance(below) or not is_only_names(below):
                break
            count += count_of_names(below)
            has_member = has_member or _names_a_member(below)
        return start if count >= _FEWEST_OF_ROLL and has_member else -1
    return -1


def _names_a_member(block: Block) -> bool:
    return any(is_councillor(word) for word in block.words.split()[:3]) or "(chair" in block.text.casefold()


def _begin_list(
    block: Block, line: re.Match[str], attendance: Attendance, before: _List, roll: _Roll, beside: str
) -> _List:
    """The list that a line begins; `beside` is the post or group printed beside the one name on it."""
    attendance.list_number += 1
    first = block.words[line.end() :].lstrip(" :–-").split(" ")[0]
    is_under_head = before.is_head and _ONLY_MEMBERS.fullmatch(line[0])
    status = before.status or "present" if line["remote"] or is_under_head else _status(line, first, roll)
    start = SIGN.match(block.text, block.body + line.end()).end()
    words = line[0].casefold().strip(" ()")
    # "Councillors present:" gives their title to all who have no other.
    title = "Councillor" if is_councillor(line[0].split()[0]) else ""
    said, _, key = line[0].partition(" (") if "=" in line[0] else (line[0], "", "")
    learn_mark(key, attendance)
    is_remote = bool(line["remote"] or SAYS_REMOTE.search(said))
    end = end_of_list(block, start)
    attendance.add_people(
        block,
        start,
        end,
        status,
        alone=status != "in attendance" or _is_short(block, start),
        office=OFFICES.get(words, beside),
        title=title,
        is_remote=is_remote,
        is_of_members=status == "present" and bool(line["attending"]),
    )
    if end < len(block.text):
        read_sentences(block.part(end, len(block.text)), attendance)
    is_of_one = words in OFFICES and start < len(block.text)
    status = "present" if is_of_one and status == "present" else status
    is_head = start >= len(block.text) and not is_under_head
    return _List(status, title, _carried(block, start, ""), is_remote, is_head=is_head)


def _carried(block: Block, start: int, title: str) -> str:
    """The plural title that holds on the next line too, when a list breaks off in the middle."""
    is_going_on = block.text.endswith((",", " and", " &", " a", " ac"))
    return (gives_title_to_all(block, start, len(block.text)) or title) if is_going_on else ""


def _read_line_of_officer(block: Block, attendance: Attendance, current: _List) -> bool:
    """A line under the members that gives an officer's post before the name."""
    line = _LINE_OF_OFFICER.match(block.words) if attendance.read else None
    if not line or not is_of_an_officer(line["post"]) or _NEED_NOT_BE_THERE.match(line["post"]):
        return False
    if not is_titled(block.words[line.end() :]) or not is_only_names(block):
        return False
    status = current.status if current.status in ("apologies", "absent") else "in attendance"
    return attendance.add_people(block, block.body + line.end(), len(block.text), status, office=line["post"]) > 0


def _is_short(block: Block, start: int) -> bool:
    """After "Clerk:" a name stands alone, and may be a surname only with its title before it."""
    return len(block.text[start:].split()) < 4


def _status(line: re.Match[str], first: str, roll: _Roll) -> str:
    """How those stand whom a line lists, by its words and the `first` word after them."""
    is_visit = roll.has_committee and line[0].casefold().startswith("other ")
    if is_visit or (roll.has_local and _OF_OTHER_COUNCIL.match(line[0])):
        return "in attendance"
    # The members of a cabinet, at its own meeting; elsewhere they come to a committee whose members are listed too.
    if _OF_CABINET.match(line[0]) and not roll.has_present:
        return "present"
    # Town councils print their members under "In attendance" when no line says "Present".
    is_of_members = is_councillor(first) and line[0].casefold().startswith("in attendance") and not roll.has_present
    is_of_members = is_of_members or (counts_members(line) and not roll.has_present)
    return "present" if is_of_members else STATUS[str(line.lastgroup)]


def _read_list_line(block: Block, attendance: Attendance, current: _List, office: str = "") -> bool:
    """A line under "Present:" that holds people and nothing else; `office` is what the line below says of them."""
    if COUNTED.match(block.words):
        return True
    label = _OTHER_LABEL.match(block.words)
    is_label = label and not is_title(label[0]) and label[0].casefold() not in _GROUPS
    is_something_else = block.kind is Kind.HEADING or is_label
    if is_something_else or len(block.words) > 600 or not is_only_names(block):
        return False
    if standing := _STANDING_AT_END.search(block.text[-_LONGEST_STANDING:]):
        end = max(0, len(block.text) - _LONGEST_STANDING) + standing.start()
        named = [one for one in people_in(block, block.body, end) if isinstance(one, Person)]
        if len(named) == 1 and named[0].end < end:
            status = status_of_words(standing["status"])
            return attendance.add_people(block, block.body, end, status, is_remote=current.is_remote) > 0
    current.is_head = False
    title = current.title or current.carried
    people = people_in(block, block.body, len(block.text), is_alone_enough=bool(title))
    is_of_posts = current.status != "in attendance" and all(isinstance(person, PostAlone) for person in people)
    if not HAS_SUBSTITUTE.search(block.words) and (not people or is_of_posts):
        return False
    attendance.add_people(
        block,
        block.body,
        len(block.text),
        current.status,
        title=title,
        office=office,
        is_remote=current.is_remote,
        alone=bool(title),
        is_of_members=current.is_bare,
    )
    current.carried = _carried(block, block.body, title)
    return True


def _read_table_row(block: Block, current: _List, attendance: Attendance, roll: _Roll) -> None:
    """A row of a table: a head that says how those in each column stand, or people."""
    first, last = block.cells[0]
    cell = block.part(first, last)
    if _HEADS_BUSINESS.match(cell.text):
        current.columns, current.status = None, ""
        return
    if columns := columns_of_head(block, status_of_words):
        current.columns = columns
        return
    line = line_of_attendance(cell)
    if line and not cell.text[line.end() :].strip(" :–-"):
        current.columns = None
        current.status = STATUS[str(line.lastgroup)]
        current.is_remote = SAYS_REMOTE.search(line[0]) is not None
        office = OFFICES.get(line[0].casefold(), "")
        current.title = "Councillor" if is_councillor(line[0].split()[0]) else ""
        for start, end in block.cells[1:]:
            status = _status(line, block.text[start:end].split(" ")[0], roll)
            attendance.add_people(
                block, start, end, status, alone=True, office=office, title=current.title, is_remote=current.is_remote
            )
    elif current.columns:
        if not read_row(block, current.columns, current.status or "present", attendance):
            current.columns, current.status = None, ""
    elif current.status:
        row_of_names(block, current.status, attendance, is_remote=current.is_remote, title=current.title)
