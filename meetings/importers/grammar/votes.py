"""Votes: how many were for and against, and who, where the minutes print it; unanimity gives no number."""

import re
from dataclasses import dataclass, replace

from meetings.importers.blocks import Block
from meetings.importers.grammar.name_lists import people_in
from meetings.importers.grammar.names import Person, read_person
from meetings.importers.minutes import Reading, VoteRead

FOR, AGAINST, ABSTAINED = "for", "against", "abstained"
_IN_WORDS = {
    "no": 0, "none": 0, "nil": 0, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "neb": 0, "un": 1, "dau": 2, "dwy": 2, "tri": 3, "tair": 3, "pedwar": 4, "pedair": 4, "pump": 5, "chwech": 6,
    "saith": 7, "wyth": 8, "naw": 9, "deg": 10,
}  # fmt: skip
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_IN_WORDS)})"
# Not a part of a longer number, of a reference ("21/0456") or of "twenty-one".
_NOT_WITHIN = r"(?<![\w/.£-])"
_COUNT = rf"{_NOT_WITHIN}{_NUMBER}(?![\w/-]|\.\d)"
_SIDE = r"(?:for|in favour|yn erbyn|o blaid|against|abst(?:ain(?:ed|ing|s)?|entions?)|"
_SIDE += r"ymatal|atal (?:ei |eu )?pleidlais|not voting|declined to vote)"
_WHAT = r"(?: (?:of )?the (?:motion|amendment|proposal|recommendations?|resolution|application))?"
_WHO = r"(?: (?:members?|councillors?|cllrs?|votes?))?"
# "9 members voting for", "3 against", "no abstentions", "12 votes in favour".
_COUNT_FIRST = re.compile(
    rf"(?P<count>{_COUNT}){_WHO}(?: (?:voted|voting|vote|being|were|was|cast))? (?P<side>{_SIDE})\b", re.I
)
# "For: 12", "Against – 3", "Abstentions 1", "For the motion: 9 votes".
_SIDE_FIRST = re.compile(
    rf"\b(?P<side>{_SIDE})\b{_WHAT}(?P<sign>(?: was| were)? ?[:=–-]? ?\(?)(?P<count>{_COUNT})", re.I
)
# "by 12 votes to 3", "carried 8-2", "a vote of 8 to 2": the first number is of those who won.
_ONE_TO_OTHER = re.compile(
    r"(?:\b(?P<by>(?:agreed|resolved|decided|approved|carried|lost) by|by|vote of|votes?|carried|lost|majority of)"
    rf"[,:]? \(?)?{_NOT_WITHIN}(?P<won>{_NUMBER})(?P<votes> votes?)?(?: in favour)?(?: to | ?[-–] ?)"
    rf"(?P<other>{_NUMBER})(?![\w/]|\.\d)(?P<end> votes?)?",
    re.I,
)
_IS_VOTE = re.compile(
    r"\b(?:vot(?:e|es|ed|ing|ers)|abst\w{4,8}|show of hands|division|\w{0,2}leidlai?s\w{0,3})\b", re.I
)
_LOST = re.compile(r"\b(?:lost|fell|defeated|rejected|not carried)\b", re.I)
# "For the motion 9", "5 for the amendment": a division between two, in which no one votes against.
_DIVISION = re.compile(
    rf"\b(?:for|in favour of) the (?P<what>motion|amendment)\b[ :–-]{{0,4}}\(?(?P<after>{_COUNT})|"
    rf"(?P<before>{_COUNT}){_WHO}(?: (?:voted|voting|were))? (?:for|in favour of) the (?P<whom>motion|amendment)\b",
    re.I,
)
# Where the names of one side begin: "For: Councillors A and B", "Those voting against (2): …", "Abstained – none".
_SIDE_OF_NAMES = re.compile(
    rf"\b(?:(?:those |members |councillors )?(?:voting|voted|votes?) )?(?P<side>{_SIDE})\b{_WHAT}(?: vot(?:e|ing))?"
    r"(?: ?\(?\d{1,3}\)?)?(?: votes?)? ?[:–-](?! ?\d) ?",
    re.I,
)
_OPENS_SIDE = re.compile(
    rf"[\s(\[•*–-]{{0,4}}(?:(?:those|the following|members|councillors)[ ,]){{0,2}} ?(?:who )?(?:vot(?:ed|ing|es?) )?"
    rf"(?:{_SIDE})\b{_WHAT}(?: vot(?:e|ing))?(?: ?\(?\d{{1,3}}\)?)?(?: votes?)?(?: ?[:–-]| \d{{1,3}}(?: votes?)?\b)",
    re.I,
)
_ONLY_SIDE = re.compile(rf"(?:voted )?(?P<side>{_SIDE})$", re.I)
_LONGEST_NAMES = 2500
_OFFICE_BEFORE_NAMES = re.compile(
    r"the [A-Z][a-z]{2,15}(?: [A-Z][a-z]{2,15})?(?:,| and|, and) (?=Councillors|Cllrs)", re.I
)
# "Councillors A, B and C (3)".
_COUNT_AFTER_NAMES = re.compile(r"\((?P<count>\d{1,3})\)[.;,\s]*$")


@dataclass(frozen=True, slots=True)
class Voted:
    """The votes that one statement prints; whatever it does not print is left empty."""

    votes_for: Reading[int] | None = None
    votes_against: Reading[int] | None = None
    votes_abstained: Reading[int] | None = None
    votes: tuple[VoteRead, ...] = ()

    def __bool__(self) -> bool:
        counts = (self.votes_for, self.votes_against, self.votes_abstained)
        return bool(self.votes) or any(count is not None for count in counts)


def side_of(word: str) -> str:
    plain = word.casefold()
    if plain.startswith(("abst", "ymatal", "atal", "not", "declined")):
        return ABSTAINED
    return AGAINST if plain in {"against", "yn erbyn"} else FOR


def number_of(word: str) -> int:
    plain = word.casefold()
    return _IN_WORDS[plain] if plain in _IN_WORDS else int(plain)


def count_at(block: Block, span: tuple[int, int], why: str = "") -> Reading[int]:
    """A printed number of votes as a reading."""
    words = block.read(*span, why)
    return Reading(number_of(words.value), words.start, words.end, words.confidence, why)


def counts_in(block: Block, start: int, end: int) -> Voted:
    """The numbers of votes in one sentence; two numbers for one side leave it blank, for one of them is another's."""
    text = block.text
    count_first = list(_COUNT_FIRST.finditer(text, start, end))
    side_first = list(_SIDE_FIRST.finditer(text, start, end))
    chosen = max((count_first, side_first), key=_sides)
    found: dict[str, list[tuple[int, int]]] = {}
    is_vote = bool(_IS_VOTE.search(text, start, end))
    if _sides(chosen) > 1 or (is_vote and chosen and (chosen is count_first or chosen[0]["sign"].strip())):
        for match in chosen:
            found.setdefault(side_of(match["side"]), []).append(match.span("count"))
    won = _one_to_other(text, start, end, is_vote=is_vote)
    if won and not {FOR, AGAINST} & set(found):
        found |= {FOR: [won[0]], AGAINST: [won[1]]}
    counts = {side: count_at(block, spans[0]) for side, spans in found.items() if len(spans) == 1}
    return Voted(counts.get(FOR), counts.get(AGAINST), counts.get(ABSTAINED))


def _sides(matches: list[re.Match[str]]) -> int:
    return len({side_of(match["side"]) for match in matches})


def _one_to_other(text: str, start: int, end: int, *, is_vote: bool) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where the votes for and the votes against stand in "by 12 votes to 3", or nothing."""
    for found in _ONE_TO_OTHER.finditer(text, start, end):
        is_by = found["by"] is not None
        if found["votes"] or (is_by and (found["by"].casefold() != "by" or found["end"] or is_vote)):
            spans = found.span("won"), found.span("other")
            # "lost by 8 votes to 3": those who won were against.
            return (spans[1], spans[0]) if _LOST.search(text, start, end) else spans
    return None


def division_in(block: Block, start: int, end: int) -> dict[str, list[Reading[int]]]:
    """The votes for the motion and for the amendment, where the vote was between the two."""
    found: dict[str, list[Reading[int]]] = {}
    for match in _DIVISION.finditer(block.text, start, end):
        what = (match["what"] or match["whom"]).casefold()
        span = match.span("after" if match["what"] else "before")
        found.setdefault(what, []).append(count_at(block, span))
    return found


def recorded_vote_in(block: Block) -> Voted:
    """The vote recorded by name in a block that prints each side and who was on it, with the numbers beside them."""
    sides = list(_SIDE_OF_NAMES.finditer(block.text))
    counts = counts_in(block, 0, len(block.text))
    if len({side_of(side["side"]) for side in sides}) < 2:
        return counts
    votes, after_names = [], {}
    for side, after in zip(sides, [*sides[1:], None], strict=True):
        end = min(after.start() if after else len(block.text), side.end() + _LONGEST_NAMES)
        # The Mayor, who votes by his office, is not named; the names begin after him.
        office = _OFFICE_BEFORE_NAMES.match(block.text, side.end(), end)
        people = people_in(block, office.end() if office else side.end(), end, is_alone_enough=True)
        named = [person for person in people if isinstance(person, Person)]
        votes += [VoteRead(block.read(person.start, person.end), side_of(side["side"])) for person in named]
        last = max(side.end(), end - 12)
        if number := _COUNT_AFTER_NAMES.search(block.text[last:end]):
            span = (last + number.start("count"), last + number.end("count"))
            after_names[side_of(side["side"])] = count_at(block, span)
    if not counts and len(after_names) > 1:
        counts = Voted(after_names.get(FOR), after_names.get(AGAINST), after_names.get(ABSTAINED))
    return replace(counts, votes=tuple(votes))


def opens_side(text: str) -> bool:
    """Whether a line begins with the names, or the number, of one side of a vote ("Against: Councillor C")."""
    return bool(_OPENS_SIDE.match(text))


def vote_of_row(block: Block) -> VoteRead | None:
    """One row of a table of recorded votes: a name, and how that person voted."""
    if len(block.cells) < 2:
        return None
    side = _ONLY_SIDE.match(block.text[slice(*block.cells[-1])].strip())
    person = read_person(block, *block.cells[0], is_alone_enough=True) if side else None
    return VoteRead(block.read(person.start, person.end), side_of(side["side"])) if person and side else None


def counts_of_rows(head: Block, row: Block) -> Voted:
    """The numbers in a row under the heads "For | Against | Abstained"."""
    sides = [_ONLY_SIDE.match(head.text[first:last].strip(" :")) for first, last in head.cells]
    if len(sides) < 2 or not all(sides) or len(row.cells) != len(sides):
        return Voted()
    if not all(row.text[first:last].strip().isdigit() and last - first <= 4 for first, last in row.cells):
        return Voted()
    counts = {side_of(side["side"]): count_at(row, cell) for side, cell in zip(sides, row.cells, strict=True)}
    return Voted(counts.get(FOR), counts.get(AGAINST), counts.get(ABSTAINED))
