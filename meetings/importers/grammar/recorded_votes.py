"""Recorded votes: who was for and who against, in sentences, in lines of names, in columns or in a table."""

import re
from dataclasses import replace

from meetings.importers.blocks import Block, join
from meetings.importers.grammar.name_lists import people_in
from meetings.importers.grammar.names import Person, is_name_word, read_person
from meetings.importers.grammar.offices import is_title
from meetings.importers.grammar.sentences import sentences_in
from meetings.importers.grammar.vote_tables import (
    HEAD_OF_COLUMNS,
    NO_NAMES,
    ONLY_SIDE,
    SIDE_ALONE,
    is_lone_side,
    vote_in_rows,
    vote_under_lone_heads,
    votes_in_columns,
    with_numbers,
)
from meetings.importers.grammar.votes import (
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
# "by 9 votes to 1 (Councillor C against)".
_NAMES_AND_SIDE_IN_BRACKETS = re.compile(
    rf"\((?P<names>(?:Councillors?|Cllrs?) [^();:]{{2,200}}?) (?:voting |voted )?(?P<side>{SIDE})\)", re.I
)
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
        return is_within or bool(_HEAD_OF_TABLE.match(cells[0])) or any(ONLY_SIDE.match(cell) for cell in cells)
    text = block.text[start:end].rstrip()
    if opens_side(text) or (len(text) < _LONGEST_LINE and votes_by_entry(block, start, end)):
        return True
    return is_within and _is_only_names(text)


def asked_to_be_recorded(text: str) -> bool:
    """ "Councillor Hill asked that his vote against be recorded"."""
    return _ASKED.search(text) is not None


def opens_side(text: str) -> bool:
    """Whether a line begins with the names, or the number, of one side of a vote ("Against: Councillor C")."""
    return bool(_OPENS_SIDE.match(text) or _OPENS_COUNT.match(text) or HEAD_OF_COLUMNS.match(text)) or (
        len(text) <= _LONGEST_COUNT and is_lone_side(text)
    )


def recorded_vote(lines: list[Block]) -> Voted:
    """The vote that these lines or rows record together, with the numbers printed beside the names."""
    rows = [line for line in lines if line.cells]
    if rows:
        return vote_in_rows(rows)
    if columns := votes_in_columns(lines):
        return with_numbers(Voted(), columns, {})
    if under := vote_under_lone_heads(lines):
        return under
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
    return with_numbers(counts, votes, numbers)


def _people_of_side(lines: list[Block], whole: Block, start: int, end: int) -> tuple[list[Reading[str]], int, bool]:
    """Those named between two places, how many vote by their office alone, and whether all of it was read."""
    if NO_NAMES.match(whole.text, start, end):
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
        if SIDE_ALONE.search(entry["names"]):
            continue  # "(Councillors A and B in favour, Councillor C against)" names more than one side
        people = people_in(block, *entry.span("names"), is_alone_enough=True)
        side = side_of(entry["side"])
        found += [VoteRead(block.read(one.start, one.end), side) for one in people if isinstance(one, Person)]
    if found:
        return found
    if asked := _ASKED.search(block.text, start, end):
        sides = {side_of(side[0]) for side in SIDE_ALONE.finditer(block.text, asked.start(), end)}
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
    if NO_NAMES.match(text) or not text:
        return bool(text)
    words = [word.strip(",;.()") for word in text.split()]
    named = [word for word in words if word and not word.isdigit() and word not in _SMALL]
    return len(text) < _LONGEST_NAMES and all(is_title(word) or is_name_word(word) for word in named)
