"""Tables of attendance: rows of name, office and ward, lists side by side, and columns headed by how people stand."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from meetings.importers.blocks import Block
from meetings.importers.grammar.attendance import Attendance
from meetings.importers.grammar.name_lists import people_in
from meetings.importers.grammar.names import Person, is_name, is_titled
from meetings.importers.grammar.offices import names_a_post, set_of, words_of
from meetings.importers.grammar.presence_notes import SAYS_REMOTE
from meetings.importers.grammar.substitutes import HAS_SUBSTITUTE, read_substitutes

_NAME_HEADS = set_of(
    "name names member members councillor councillors cllr cllrs attendee attendees enw aelod aelodau"
) | {"name of member", "member name", "councillor name"}
_OFFICE_HEADS = set_of("role office position post title designation swydd") | {"job title"}
_HEADS_ALONE = _OFFICE_HEADS | {"name", "names"}
_STATUS_HEADS = set_of("attendance attended status present/apologies presenoldeb") | {"present / apologies"}
_OTHER_HEADS = set_of("ward division party group organisation organization representing council substitute")
# "Reason for Sending Apology", beside the names of those who were away.
_REASON_HEADS = frozenset({"reason", "reason for sending apology", "reason for apology", "reason for absence"})
_SUBSTITUTE_HEADS = frozenset({"substitute", "substitute for", "substituting for", "substituted by", "dirprwy"})
# A tick, a cross in a box or "Yes" under a column that says how people stand.
_TICK = re.compile(r"[✓✔√☑xX*•]|yes|y|p|present", re.I)
_MARKS = {"p": "present", "✓": "present", "✔": "present", "√": "present", "yes": "present", "y": "present",
          "ap": "apologies", "apols": "apologies", "apology": "apologies", "a": "apologies", "ab": "absent",
          "remote": "remote", "virtual": "remote", "online": "remote", "teams": "remote", "zoom": "remote",
          "in person": "present",
          "attended": "present"}  # fmt: skip
_NOES = {"no", "n", "x", "✗", "✘", "-", "–"}
# "Sub: Ann Gale", in the row of the one who could not come.
_SENT = re.compile(r"(?:subs?|substitute|deputy|dirprwy)(?: member)?(?: sent)?: ?", re.I)
_NAME, _OFFICE, _MARK, _OTHER = "name", "office", "mark", "other"
_PLACES_AND_PARTIES = set_of(
    "ward division north south east west conservative labour liberal independent plaid snp group"
)
_KNOWN = ("present", "apologies", "absent", "in attendance", "substitute")
_INITIAL = re.compile(r"[A-Z]\.?(?:[A-Z]\.?){0,2} ")


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a table holds: the people of one status, or the parts of one person's row."""

    kinds: tuple[str, ...]
    # One person to a row, or a list of people under each head.
    is_one_to_a_row: bool


def columns_of_head(block: Block, status_of: Callable[[str], str]) -> Columns | None:
    """The columns that a row heads, if every word in it is the head of a column of attendance."""
    heads = [block.text[first:last].strip(" :|*").casefold() for first, last in block.cells]
    kinds = [_kind_of_head(head, status_of) for head in heads]
    known = _OTHER_HEADS | _REASON_HEADS | _SUBSTITUTE_HEADS
    is_known = any(kind != _OTHER or head in known for kind, head in zip(kinds[1:], heads[1:], strict=True))
    is_by_name = kinds[0] == _NAME and is_known
    if is_by_name and all(len(head) < 40 for head in heads):
        return Columns(tuple(kinds), is_one_to_a_row=True)
    statuses = [kind for kind in kinds if kind not in (_NAME, _OFFICE, _MARK, _OTHER)]
    is_by_status = len(statuses) > 1 and len(statuses) == sum(bool(head) for head in heads)
    return Columns(tuple(kinds), is_one_to_a_row=False) if is_by_status else None


def is_head_of_posts(text: str) -> bool:
    """Whether a line is the head of a column of posts or names ("Role", "Name"), lost from its table."""
    return text.strip(" :").casefold() in _HEADS_ALONE


def _kind_of_head(head: str, status_of: Callable[[str], str]) -> str:
    for heads, kind in ((_NAME_HEADS, _NAME), (_OFFICE_HEADS, _OFFICE), (_STATUS_HEADS, _MARK)):
        if head in heads:
            return kind
    if head in _SUBSTITUTE_HEADS:
        return _OTHER
    return status_of(head) or _OTHER


def read_row(block: Block, columns: Columns, status: str, attendance: Attendance) -> bool:
    """The people of one row; False when there are none, so that the table of people has ended."""
    if not any(sign.isalnum() for sign in block.text):
        return True  # the rule under the head of a table, "---"
    if not columns.is_one_to_a_row:
        count = 0
        for (first, last), kind in zip(block.cells, columns.kinds, strict=False):
            if kind != _OTHER:
                count += attendance.add_people(block, first, last, kind, alone=True)
        return count > 0
    return _read_row_of_one(block, columns, status, attendance)


def _read_row_of_one(block: Block, columns: Columns, status: str, attendance: Attendance) -> bool:
    name, mark, office, is_remote = None, None, "", False
    for (first, last), kind in zip(block.cells, columns.kinds, strict=False):
        words = block.text[first:last].strip(" |")
        if kind == _NAME and name is None:
            name = (first, last)
        elif kind == _OFFICE:
            office = words
        elif kind != _OTHER and words:
            # A tick under "Apologies" says so by its column, the word "Apologies" under "Present" by itself.
            mark = (first, last)
            status, is_remote = _standing(words, status, kind)
    if name is None:
        return False
    if mark and status == "substitute" and _add_substitute(block, name, mark, attendance):
        return True
    count = attendance.add_people(block, *name, status, alone=True, office=office, is_remote=is_remote)
    if mark and count and status not in ("apologies", "absent"):
        attendance.note_beside(block, name, mark)
    return count > 0


def _standing(words: str, status: str, kind: str = _MARK) -> tuple[str, bool]:
    """How a mark in a column of attendance says someone stood to the meeting, and whether by video."""
    plain = words.casefold().split("(")[0].strip(" .")
    if HAS_SUBSTITUTE.search(words):
        return "substitute", False
    mark = _MARKS.get(plain, plain)
    if mark == "remote" or SAYS_REMOTE.search(words):
        return "present", True
    if kind != _MARK and _TICK.fullmatch(plain):
        return kind, False
    if plain in _NOES and kind in ("present", _MARK):
        return "absent", False
    return (mark if mark in _KNOWN else status), False


def _add_substitute(block: Block, name: tuple[int, int], absentee: tuple[int, int], attendance: Attendance) -> bool:
    """ "Substitute for Cllr Unwin" in the row of the one who came, or "Sub: Ann Gale" in the row of the absentee."""
    own = [one for one in people_in(block, *name, is_alone_enough=True) if isinstance(one, Person)]
    if sent := _SENT.match(block.text, *absentee):
        found = people_in(block, sent.end(), absentee[1], is_alone_enough=True)
        others = [one for one in found if isinstance(one, Person)]
    else:
        others = [one.person for one in read_substitutes(block, *absentee) if one.is_replaced]
    if not others or not own:
        return False
    substitute, member = (others[0], own[0]) if sent else (own[0], others[0])
    attendee = substitute.attendee(block, "substitute")
    attendance.add(attendee, substitute.initials)
    attendance.sat_for(attendee, member.attendee(block, "apologies"))
    if sent:
        attendance.add(member.attendee(block, "apologies"), member.initials)
    return True


def row_of_names(block: Block, status: str, attendance: Attendance, *, is_remote: bool, title: str) -> int:
    """A row under "Present" without a head: names side by side, or one name and what the person is."""
    office, count, person_cell = "", 0, None
    mark = block.text[slice(*block.cells[-1])].casefold().strip(" .")
    if len(block.cells) > 1 and mark in _MARKS:
        status, is_by_video = _standing(mark, status)
        is_remote = is_remote or is_by_video
    are_all_names = _are_all_names(block, has_title=bool(title))
    for index, (first, last) in enumerate(block.cells):
        words = block.text[first:last]
        if index == 0 or are_all_names or _is_surely_person(words):
            if person_cell:
                count += attendance.add_people(
                    block, *person_cell, status, alone=True, office=office, is_remote=is_remote, title=title
                )
            person_cell, office = (first, last), ""
        elif HAS_SUBSTITUTE.search(words) and person_cell:
            if _add_substitute(block, person_cell, (first, last), attendance):
                return count + 1
        elif names_a_post(words):
            office = words
    if person_cell:
        alone = are_all_names or _is_surely_person(block.text[slice(*person_cell)])
        count += attendance.add_people(
            block, *person_cell, status, alone=alone, office=office, is_remote=is_remote, title=title
        )
    return count


def _are_all_names(block: Block, *, has_title: bool) -> bool:
    """Whether each cell is a full name; a ward or a party looks like one, save in a row under "Councillors:"."""
    cells = [block.text[first:last].strip(" |") for first, last in block.cells]
    if not all(is_name(cell) for cell in cells if cell):
        return False
    return has_title or not any(word in _PLACES_AND_PARTIES for cell in cells for word in words_of(cell))


def _is_surely_person(words: str) -> bool:
    """A title or an initial before a name; a ward or a party has neither."""
    return is_titled(words) or bool(_INITIAL.match(words))
