"""Items about attendance: apologies and substitutes, lateness, declared interests, and the roll."""

import re

from meetings.importers.blocks import Block
from meetings.importers.grammar.apologies import add_absent, read_apologies
from meetings.importers.grammar.attendance import Attendance
from meetings.importers.grammar.attendance_lines import read_attendance_lines
from meetings.importers.grammar.attendance_tables import is_head_of_posts
from meetings.importers.grammar.attendance_words import begins_roll, line_of_attendance
from meetings.importers.grammar.name_lines import count_of_names, end_of_list, is_only_names
from meetings.importers.grammar.name_lists import people_in
from meetings.importers.grammar.names import Person
from meetings.importers.grammar.names_of_meetings import MINUTES_OF
from meetings.importers.grammar.paragraphs import sentences_of
from meetings.importers.grammar.posts_below import posts_below_names
from meetings.importers.grammar.substitutes import HAS_SUBSTITUTE
from meetings.importers.grammar.two_languages import in_english

_DECLARED = re.compile(
    r"\b(?:each |both |also )?declared (?:an?|the|his|her|their|non|personal|prejudicial|pecuniary|disclosable|other|"
    r"interests?)\b"
    r"| [–-] (?:an? )?(?:personal|prejudicial|pecuniary|non-\w+|disclosable|other)\b",
    re.I,
)
_GROUP = re.compile(r"\b(?:members|officers|observers|representatives|governors|councillors)$", re.I)
_NO_ONE = re.compile(r"(?:none|nil|dim|neb)\.?", re.I)
_LONGEST_GROUP = 40
_IN_PLACE_OF = re.compile(r" for (?:Councillor|Cllr|Alderman|Mrs?|Ms|Miss|Dr)\b")
_FOR_WHOM = re.compile(r", for whom\b", re.I)
_APOLOGY_TITLE = re.compile(r"\b(?:apolog|ymddiheur|absen)", re.I)
_INTEREST_TITLE = re.compile(r"\b(?:interest|buddiannau|buddiant)", re.I)
_SUBSTITUTE_TITLE = re.compile(r"\b(?:substitut|membership|dirprwy)", re.I)
_PRESENT_TITLE = re.compile(
    r"^(?:members |councillors )?(?:present|attendance|sederunt|in the (?:room|hall))\b|\broll\b|"
    r"\b(?:members|councillors|those) present\b",
    re.I,
)
_ALL_PRESENT = re.compile(r"(?:all )?(?:members|councillors) (?:were )?present[.:] ?", re.I)
_ONLY_PRESENT_TITLE = re.compile(r"(?:members |councillors |those )?present|sederunt|yn bresennol|presennol", re.I)


def read_attendance_item(
    title: str, blocks: list[Block], attendance: Attendance, *, title_alone: Block | None = None
) -> None:
    """An item that is about attendance: apologies, declarations, or the roll; its title may be the whole of it."""
    blocks = [in_english(block) for block in blocks]
    if _PRESENT_TITLE.search(title):
        starts = ((block, _after_all_present(block)) for block in blocks[:3])
        lists = (block.part(start, end_of_list(block, start)) for block, start in starts)
        roll = next((names for names in lists if is_only_names(names) and count_of_names(names) > 1), None)
        if roll and not line_of_attendance(roll):
            attendance.add_people(roll, roll.body, len(roll.text), "present", alone=True)
        is_begun = _ONLY_PRESENT_TITLE.fullmatch(title.rstrip(" :.-"))
        read_attendance_lines(blocks, attendance, status="present" if is_begun else "")
    if _APOLOGY_TITLE.search(title):
        for block in [title_alone, *blocks] if title_alone else blocks:
            read_apologies(block, attendance)
        # Where the roll is called in the same item, the first list is of those present.
        _read_lists_of_apologies(blocks, attendance, is_announced=not _PRESENT_TITLE.search(title))
        absent = [block for block in blocks if (line := line_of_attendance(block)) and line["absent"]]
        read_attendance_lines(absent, attendance)
    elif _SUBSTITUTE_TITLE.search(title):
        for block in blocks:
            if " for " in block.words and _IN_PLACE_OF.search(block.words) and is_only_names(block):
                attendance.add_people(block, block.body, len(block.text), "substitute")
            for first, last in sentences_of(block):
                if HAS_SUBSTITUTE.search(block.text, first, last):
                    attendance.add_substitutes(block, first, last)
    if _INTEREST_TITLE.search(title):
        for block in blocks:
            for first, last in sentences_of(block):
                if found := _DECLARED.search(block.text, first, last):
                    _add_declaring(block, first, found.start(), attendance)


def _after_all_present(block: Block) -> int:
    """Where the names begin after "All members present."."""
    said = _ALL_PRESENT.match(block.text, block.body)
    return said.end() if said else block.body


def _add_declaring(block: Block, start: int, end: int, attendance: Attendance) -> None:
    """Those who declared an interest were there: where no list of those present says so, this sentence does."""
    for person in people_in(block, start, end):
        if isinstance(person, Person):
            attendee = attendance.by_initials(person.attendee(block, "declared interest"))
            if attendance.place_of_person(attendee) is None:
                attendance.add(attendee, person.initials)


def _read_lists_of_apologies(blocks: list[Block], attendance: Attendance, *, is_announced: bool) -> None:
    """Lines that are nothing but names, under the heading or under "were received from:"."""
    below = posts_below_names(blocks)
    for index, block in enumerate(blocks):
        if index in below.lines or (is_announced and is_head_of_posts(block.text)):
            continue
        if begins_roll(block) or MINUTES_OF.match(block.text):
            return
        # "Cllr A Gale (work), Cllr B Hill (leave). The reasons were accepted."
        names = block.part(block.body, end_of_list(block, block.body))
        is_list = bool(_FOR_WHOM.search(block.words)) or (is_only_names(names) and count_of_names(names) > 0)
        if is_announced and is_list:
            add_absent(names, 0, len(names.text), attendance, office=below.posts.get(index, ""))
        is_announced = is_list or block.text.rstrip(" -–").endswith(":") or (is_announced and _is_group(block))


def _is_group(block: Block) -> bool:
    """The name of those to whom the lines below belong ("School members"), or a group of which no one was away."""
    return len(block.text) < _LONGEST_GROUP and bool(_GROUP.search(block.text) or _NO_ONE.fullmatch(block.text))
