"""Recorded votes: who was for and who against, in sentences, in lines of names, in columns or in a table."""

import re
from dataclasses import replace
from itertools import pairwise

from meetings.importers.blocks import Block, join
from meetings.importers.grammar.name_lists import people_in
from meetings.importers.grammar.names import Person, is_name_word, read_person
from meetings.importers.grammar.offices import is_title
from meetings.importers.grammar.sentences import sentences_in
from meetings.importers.grammar.votes import (
    ABSTAINED,
    AGAINST,
    FOR,
    SIDE,
    WHAT,
    Voted,
    count_at,
    counts_in,
    side_of,
)
from meetings.importers.minutes import Confidence, Reading, VoteRead

_TITLED = r"(?:The Mayor|Mayor|Councillors?|Cllrs?|Alderman|Aldermen|Y Cynghorwyr)\b"
# "Yes: Councillor A", or "No:" above the names; "No: 24/0034" is a reference.
_YES_OR_NO = rf"(?:yes|no)(?=(?: ?\(\d{{1,3}}\))? ?(?::|[–-]) ?(?:$|{_TITLED}|(?:Mr|Mrs|Ms|Miss|Dr|none|nil)\b))"
_OF_WHAT = rf"(?: from voting)?(?: it(?=:)|{WHAT}|(?: (?:of|on))? the [^:.;,]{{3,60}}(?=:))?(?: vot(?:e|ing))?"
_NUMBER = r"(?:(?: were| was)?[ :–-]{0,3}\(?\d{1,3}\)?(?: votes?| members?| councillors?)?)?"
# Where the names of one side begin: "For: Councillors A and B", "Those voting against (2): …", "Abstained – none".
_SIDE_OF_NAMES = re.compile(
    rf"\b(?:the following )?(?:(?:there|those|members|councillors|cllrs)[ ,](?:who )?)?"
    rf"(?:vot(?:ed|ing|es?) )?(?:there )?"
    rf"(?P<side>{SIDE}|{_YES_OR_NO})\b{_OF_WHAT}"
    rf"{_NUMBER}(?: ?[:–(-]| were| was|(?= {_TITLED}| (?:none|nil)\b| ?[.;]|$))(?! ?\d) ?\(?",
    re.I,
)
_OPENS_SIDE = re.compile(
    rf"[\s(\[•*–-]{{0,4}}(?:(?:up)?on (?:a|the) (?:division|vote|roll[- ]call)[^:;.]{{0,30}}?[,:] ?)?"
    rf"(?:(?:there|those|the following|members|councillors|cllrs)[ ,]){{0,2}} ?(?:who )?"
    rf"(?:(?:recorded |named )?vot(?:ed|ing|es?)(?: as follows)? ?[:–-]{{0,2}} ?)?"
    rf"(?:{SIDE}|{_YES_OR_NO})\b{_OF_WHAT}{_NUMBER}(?: ?[:–-]| were\b| was\b|(?= {_TITLED})|$)",
    re.I,
)
# "For 9", "Against: 4": the number of one side, on a line that begins with it.
_OPENS_COUNT = re.compile(rf"[\s(\[•*–-]{{0,4}}(?:vot(?:ed|ing|es?) )?(?:{SIDE})\b{WHAT} ?[:=–-]? ?\d{{1,3}}\b", re.I)
_ONLY_SIDE = re.compile(rf"(?:voted |votes? )?(?P<side>{SIDE}|yes|no){WHAT}[ :]*$", re.I)
_HEAD_OF_COLUMNS = re.compile(rf"(?:{SIDE}):?(?: (?:{SIDE}):?){{1,2}}$", re.I)
_SIDE = re.compile(rf"\b(?:{SIDE})\b", re.I)
# "Councillor Hill – For; Councillor Oak – Against".
_NAME_AND_SIDE = re.compile(
    r"(?: ?[:–-]| \(| (?=(?-i:For|FOR|Against|AGAINST|Abst|ABST))) ?"
    rf"(?P<side>{SIDE}|yes|no)\b\)?(?=$|[;,.]| {_TITLED})",
    re.I,
)
# "Councillors Hill and Oak voted for; Councillor Reed abstained".
_SIDE_AFTER_NAMES = re.compile(
    rf" (?:(?:voted|voting) (?P<side>{SIDE})\b{WHAT}|(?P<abstained>abstain(?:ed|ing))|"
    # The second time the verb may be left out: "Councillors A and B voting for; Councillor C against".
    r"(?P<also>for|against)(?=[).;,]|$| and (?:Cllrs?|Councillors?)\b))\b",
    re.I,
)
_BEFORE_NAMES = re.compile(
    r"(?:^|(?:resolved|agreed|decided)[ ,:–-]{1,3}\(?|[;,.(]?(?: and| while| with)?) ?\(?"
    r"(?=(?:Councillors?|Cllrs?|Aldermen|Alderman)\b)",
    re.I,
)
_NO_NAMES = re.compile(r"[\s(]*(?:none|nil|no one|nobody|neb|0|-|–)\b[\s).;,]*$", re.I)
# Who votes by his office, before the names: "the Mayor, Councillors A and B".
_OFFICE_FIRST = re.compile(
    r"(?:the )?(?:(?:Deputy|Depute|Lord|Town|Vice)[ -])?(?:Mayor|Provost|Chair(?:man|woman)?|Convener|Leader)"
    r"(?: (?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?))?(?:[,;]? and|[,;]) "
    r"(?=Councillors?\b|Cllrs?\b|Aldermen|the [A-Z])",
    re.I,
)
# "Councillors A, B and C (3)", "Councillors A, B and C ........ 3".
_COUNT_AFTER_NAMES = re.compile(r"(?:\(|\.{3,} ?)(?P<count>\d{1,3})\)?[.;,\s]*$")
_ENDS_ENTRIES = re.compile(r"(?: (?:from voting|on this (?:item|matter|motion)|from the vote))?[.;)\s]*$", re.I)
_TITLE_IN_BRACKETS = re.compile(rf"\({_TITLED}", re.I)
_TITLE_NEXT = re.compile(_TITLED, re.I)
# "the majority were in favour. Councillors A and B abstained": these names are not those in favour.
_NAMES_OF_ANOTHER = re.compile(rf"[.;] ?(?={_TITLED})", re.I)
# "There were no abstentions": before the side that follows, nobody is named.
_NO_NAME_YET = re.compile(
    r"[ .,;:()]*(?:(?:and|with|there) )?(?:(?:was|were|being) )?(?:no|none|nil)?[ .,;:()]*", re.I
)
_TOTAL = re.compile(r"(?:sub-?)?totals?|results?|votes?(?: cast)?|numbers?|count", re.I)
# "by 9 votes to 1 (Councillor C against)".
_NAMES_AND_SIDE_IN_BRACKETS = re.compile(
    rf"\((?P<names>(?:Councillors?|Cllrs?) [^();:]{{2,200}}?) (?:voting |voted )?(?P<side>{SIDE})\)", re.I
)
_MARK = re.compile(r"(?:x|✓|✔|√|1|y|yes|\*)$", re.I)
_HEAD_OF_TABLE = re.compile(r"(?:votes?|voting|names?|councillors?|members?)$", re.I)
# "Councillor Hill asked that his vote against be recorded".
_ASKED = re.compile(r" (?:asked|requested|wished|required)\b[^.;]{0,90}\brecorded\b", re.I)
_FOR_MOTION = re.compile(r"\b(?:for|in favour of) the motion\b", re.I)
_FOR_AMENDMENT = re.compile(r"\b(?:for|in favour of) the amendment\b", re.I)
_AGAINST = re.compile(r"\bagainst\b", re.I)
_SMALL = {"and", "&", "a", "ac"}
_LONGEST_NAMES = 2500
_LONGEST_LINE = 300
_LONGEST_COUNT = 16
_WHY_COUNTED = "The number is that of the names printed on this side."


def is_of_recorded_vote(block: Block, start: int, end: int, *, is_within: bool) -> bool:
    """Whether a sentence or a row belongs to a vote recorded by name; `is_within` says that the one above does."""
    if block.cells:
        cells = [block.text[slice(*cell)].strip() for cell in block.cells]
        return is_within or bool(_HEAD_OF_TABLE.match(cells[0])) or any(_ONLY_SIDE.match(cell) for cell in cells)
    text = block.text[start:end].rstrip()
    if opens_side(text) or (len(text) < _LONGEST_LINE and votes_by_entry(block, start, end)):
        return True
    return is_within and _is_only_names(text)


def asked_to_be_recorded(text: str) -> bool:
    """ "Councillor Hill asked that his vote against be recorded"."""
    return _ASKED.search(text) is not None


def opens_side(text: str) -> bool:
    """Whether a line begins with the names, or the number, of one side of a vote ("Against: Councillor C")."""
    return bool(_OPENS_SIDE.match(text) or _OPENS_COUNT.match(text) or _HEAD_OF_COLUMNS.match(text))


def recorded_vote(lines: list[Block]) -> Voted:
    """The vote that these lines or rows record together, with the numbers printed beside the names."""
    rows = [line for line in lines if line.cells]
    if rows:
        return _vote_in_rows(rows)
    if columns := _votes_in_columns(lines):
        return _with_numbers(Voted(), columns, {})
    counts = _counts(lines)
    entries, rest = _entries_apart(lines)
    if not rest:
        return replace(counts, votes=tuple(entries))
    whole = join(rest)
    sides = [
        side for side in _SIDE_OF_NAMES.finditer(whole.text) if not _NAMES_OF_ANOTHER.match(whole.text, side.end())
    ]
    if len({_side_voted(side, rest) for side in sides}) < 2 and not (entries or _is_sure_side(whole, sides)):
        return replace(counts, votes=tuple(entries))
    voted = _vote_of_sides(rest, whole, sides, counts)
    return replace(voted, votes=(*voted.votes, *entries))


def vote_in_sentence(block: Block, start: int, end: int) -> Voted:
    """The numbers of one sentence, with the names in brackets beside them: "5 for, 1 against (Councillor C)"."""
    counts = counts_in(block, start, end)
    is_named = bool(counts) and _TITLE_IN_BRACKETS.search(block.text, start, end) is not None
    return recorded_vote([block.part(start, end)]) if is_named else counts


def _counts(lines: list[Block]) -> Voted:
    whole = join(lines)
    return counts_in(whole, 0, len(whole.text))


def _entries_apart(lines: list[Block]) -> tuple[list[VoteRead], list[Block]]:
    """The votes of those sentences that name each voter before his side, and the other sentences."""
    found: list[VoteRead] = []
    rest: list[Block] = []
    for line in lines:
        for start, end in sentences_in(line.text):
            entries = votes_by_entry(line, start, end)
            found += entries
            rest += [] if entries else [line.part(start, end)]
    return found, rest


def _is_sure_side(whole: Block, sides: list[re.Match[str]]) -> bool:
    """ "1 against (Councillor C)": one side alone is named, in brackets or after a colon."""
    return bool(sides) and all(
        side_of(side["side"]) != FOR and side[0].rstrip()[-1] in "(:" and _TITLE_NEXT.match(whole.text, side.end())
        for side in sides
    )


def is_between_two(lines: list[Block]) -> bool:
    """Whether the names are those for the motion and those for the amendment, so that no one is "against"."""
    said = [line.text for line in lines]
    return all(any(one.search(text) for text in said) for one in (_FOR_MOTION, _FOR_AMENDMENT)) and not any(
        _AGAINST.search(text) for text in said
    )


def _side_voted(side: re.Match[str], lines: list[Block]) -> str:
    return AGAINST if _FOR_AMENDMENT.search(side[0]) and is_between_two(lines) else side_of(side["side"])


def _vote_of_sides(lines: list[Block], whole: Block, sides: list[re.Match[str]], counts: Voted) -> Voted:
    votes: list[VoteRead] = []
    numbers: dict[str, Reading[int]] = {}
    for side, after in zip(sides, [*sides[1:], None], strict=True):
        name = _side_voted(side, lines)
        end = min(after.start() if after else len(whole.text), side.end() + _LONGEST_NAMES)
        people, others, is_sure = _people_of_side(lines, whole, side.end(), end)
        votes += [VoteRead(person, name) for person in people]
        last = max(side.end(), end - _LONGEST_COUNT)
        if number := _COUNT_AFTER_NAMES.search(whole.text[last:end]):
            numbers[name] = count_at(whole, (last + number.start("count"), last + number.end("count")))
        elif is_sure:
            first, stop = whole.offset(side.start()), whole.end_offset(end)
            numbers[name] = Reading(len(people) + others, first, stop, Confidence.GUESSED, _WHY_COUNTED)
    return _with_numbers(counts, votes, numbers)


def _people_of_side(lines: list[Block], whole: Block, start: int, end: int) -> tuple[list[Reading[str]], int, bool]:
    """Those named between two places, how many vote by their office alone, and whether all of it was read."""
    if _NO_NAMES.match(whole.text, start, end):
        return [], 0, True
    if whole.text.count(")", start, end) > whole.text.count("(", start, end):
        end = whole.text.rindex(")", start, end)  # it closes what the number of this side opened
    people, others, is_sure, at = [], 0, True, 0
    for line in lines:
        first, last = max(start, at), min(end, at + len(line.text))
        at += len(line.text) + 1
        if first >= last or _NO_NAME_YET.fullmatch(whole.text, first, last):
            continue
        while office := _OFFICE_FIRST.match(whole.text, first, last):
            others += office["name"] is None
            people += [whole.read(*office.span("name"))] if office["name"] else []
            first = office.end()
        named = people_in(whole, first, last, is_alone_enough=True)
        is_sure = is_sure and bool(named) and all(isinstance(one, Person) for one in named)
        people += [whole.read(one.start, one.end) for one in named if isinstance(one, Person)]
    return people, others, is_sure and bool(people)


def _with_numbers(counts: Voted, votes: list[VoteRead], numbers: dict[str, Reading[int]]) -> Voted:
    """The votes with the numbers printed; where a side has none, with that of its names."""
    return Voted(
        counts.votes_for or numbers.get(FOR),
        counts.votes_against or numbers.get(AGAINST),
        counts.votes_abstained or numbers.get(ABSTAINED),
        tuple(votes),
    )


def says_only_entries(block: Block, start: int, end: int) -> bool:
    """Whether a sentence says nothing but how those voted whom it names ("Councillor C voted against.")."""
    sides = list(_SIDE_AFTER_NAMES.finditer(block.text, start, end))
    is_end = bool(sides) and _ENDS_ENTRIES.match(block.text[sides[-1].end() : end]) is not None
    return is_end and bool(votes_by_entry(block, start, end))


def votes_by_entry(block: Block, start: int, end: int) -> list[VoteRead]:
    """The votes of a sentence that prints each name with its side beside it, or names before the verb."""
    found: list[VoteRead] = []
    at = start
    for entry in _NAME_AND_SIDE.finditer(block.text, start, end):
        first = at + len(block.text[at : entry.start()]) - len(block.text[at : entry.start()].lstrip(" ;,."))
        person = read_person(block, max(first, entry.start() - 60), entry.start(), is_alone_enough=True)
        if person is None:
            return []
        found.append(VoteRead(block.read(person.start, person.end), side_of(entry["side"])))
        at = entry.end()
    for entry in [] if found else _NAMES_AND_SIDE_IN_BRACKETS.finditer(block.text, start, end):
        if _SIDE.search(entry["names"]):
            continue  # "(Councillors A and B in favour, Councillor C against)" names more than one side
        people = people_in(block, *entry.span("names"), is_alone_enough=True)
        side = side_of(entry["side"])
        found += [VoteRead(block.read(one.start, one.end), side) for one in people if isinstance(one, Person)]
    if found:
        return found
    if asked := _ASKED.search(block.text, start, end):
        sides = {side_of(side[0]) for side in _SIDE.finditer(block.text, asked.start(), end)}
        people = people_in(block, start, asked.start(), is_alone_enough=False) if len(sides) == 1 else []
        return [VoteRead(block.read(one.start, one.end), *sides) for one in people if isinstance(one, Person)]
    for entry in _SIDE_AFTER_NAMES.finditer(block.text, start, end):
        names = _BEFORE_NAMES.match(block.text, at, entry.start())
        if names is None or (entry["also"] and not found):
            return []
        people = people_in(block, names.end(), entry.start(), is_alone_enough=True)
        side = side_of(entry["side"] or entry["abstained"] or entry["also"])
        found += [VoteRead(block.read(one.start, one.end), side) for one in people if isinstance(one, Person)]
        at = entry.end()
    return found


def _is_only_names(text: str) -> bool:
    if _NO_NAMES.match(text) or not text:
        return bool(text)
    words = [word.strip(",;.()") for word in text.split()]
    named = [word for word in words if word and not word.isdigit() and word not in _SMALL]
    return len(text) < _LONGEST_NAMES and all(is_title(word) or is_name_word(word) for word in named)


def _votes_in_columns(lines: list[Block]) -> list[VoteRead]:
    """The names under "For      Against", told apart by where they stand on their lines."""
    head = next((at for at, line in enumerate(lines) if _HEAD_OF_COLUMNS.match(line.text)), None)
    if head is None:
        return []
    sides = [(_column(lines, head, side.start()), side_of(side[0])) for side in _SIDE.finditer(lines[head].text)]
    votes = []
    for at in range(head + 1, len(lines)):
        line = lines[at]
        for person in people_in(line, 0, len(line.text), is_alone_enough=True):
            column = _column(lines, at, person.start)
            under = [side for begins, side in sides if begins <= column + 2]
            if not isinstance(person, Person) or not under:
                return []
            votes.append(VoteRead(line.read(person.start, person.end), under[-1]))
    return votes


def _column(lines: list[Block], at: int, place: int) -> int:
    """How far from the left a character stands, the line above having ended with its last word."""
    line, above = lines[at], lines[at - 1] if at else None
    indent = line.offset(0) - above.end_offset(len(above.text)) - 1 if above else 0
    return indent + line.offset(place) - line.offset(0)


# Tables.


def _vote_in_rows(rows: list[Block]) -> Voted:
    """A table of the votes, whichever way it is laid out."""
    heads = {index: _side_in(rows[0], index) for index in range(len(rows[0].cells))}
    sides = {index: side for index, side in heads.items() if side}
    if len(set(sides.values())) > 1:
        return _vote_under_heads(rows, sides)
    votes: list[VoteRead] = []
    numbers: dict[str, Reading[int]] = {}
    for row in rows:
        if side := _side_in(row, 0):
            for cell in row.cells[1:]:
                if number := _number_in(row, cell):
                    numbers[side] = number
                else:
                    votes += _votes_in_cell(row, cell, side)
        elif len(row.cells) > 1 and (side := _side_in(row, len(row.cells) - 1)):
            person = read_person(row, *row.cells[0], is_alone_enough=True)
            votes += [VoteRead(row.read(person.start, person.end), side)] if person else []
    return _with_numbers(Voted(), votes, numbers)


def _vote_under_heads(rows: list[Block], sides: dict[int, str]) -> Voted:
    """Columns "For | Against": numbers in them, names in them, or a mark in the one that a name belongs to."""
    votes: list[VoteRead] = []
    numbers: dict[str, Reading[int]] = {}
    for row in rows[1:]:
        cells = {index: cell for index, cell in _cells_by_column(row) if row.text[slice(*cell)].strip(" –-")}
        counts = {side: _number_in(row, cells[index]) for index, side in sides.items() if index in cells}
        marked = [side for index, side in sides.items() if index in cells and _is_marked(row, cells[index], side)]
        person = read_person(row, *cells[0], is_alone_enough=True) if 0 in cells and 0 not in sides else None
        is_total = 0 in cells and _TOTAL.fullmatch(row.text[slice(*cells[0])].strip(" :")) is not None
        if person and len(marked) == 1 and not is_total:
            votes.append(VoteRead(row.read(person.start, person.end), marked[0]))
        elif counts and all(counts.values()) and (is_total or not person):
            numbers |= counts
        elif 0 in sides:
            votes += [
                vote
                for index, cell in cells.items()
                if index in sides
                for vote in _votes_in_cell(row, cell, sides[index])
            ]
    return _with_numbers(Voted(), votes, numbers)


def _is_marked(row: Block, cell: tuple[int, int], side: str) -> bool:
    text = row.text[slice(*cell)].strip()
    said = _ONLY_SIDE.match(text)
    return bool(_MARK.match(text)) or (said is not None and side_of(said["side"]) == side)


def _cells_by_column(row: Block) -> list[tuple[int, tuple[int, int]]]:
    """The cells with the number of their column; between tabs an empty cell leaves only another tab."""
    if row.text.startswith("|") or not row.cells:
        return list(enumerate(row.cells))
    columns = [(0, row.cells[0])]
    for before, cell in pairwise(row.cells):
        columns.append((columns[-1][0] + max(row.offset(cell[0]) - row.end_offset(before[1]), 1), cell))
    return columns


def _side_in(row: Block, index: int) -> str:
    if index >= len(row.cells):
        return ""
    side = _ONLY_SIDE.match(row.text[slice(*row.cells[index])].strip())
    return side_of(side["side"]) if side else ""


def _number_in(row: Block, cell: tuple[int, int]) -> Reading[int] | None:
    text = row.text[slice(*cell)]
    number = text.strip()
    if not number.isdecimal() or len(number) > 3:
        return None
    first = cell[0] + text.index(number)
    return count_at(row, (first, first + len(number)))


def _votes_in_cell(row: Block, cell: tuple[int, int], side: str) -> list[VoteRead]:
    if _NO_NAMES.match(row.text, *cell):
        return []
    people = people_in(row, *cell, is_alone_enough=True)
    return [VoteRead(row.read(one.start, one.end), side) for one in people if isinstance(one, Person)]
