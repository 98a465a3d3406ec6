"""Votes: how many were for and against, where the minutes print it; unanimity gives no number."""

import re
from dataclasses import dataclass

from meetings.importers.blocks import Block
from meetings.importers.grammar.quick_looks import holds_any
from meetings.importers.minutes import Reading, VoteRead

FOR, AGAINST, ABSTAINED = "for", "against", "abstained"
_IN_WORDS = {
    "no": 0, "none": 0, "nil": 0, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "nobody": 0,
    "neb": 0, "un": 1, "dau": 2, "dwy": 2, "tri": 3, "tair": 3, "pedwar": 4, "pedair": 4, "pump": 5, "chwech": 6,
    "saith": 7, "wyth": 8, "naw": 9, "deg": 10,
}  # fmt: skip
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_IN_WORDS)})"
# Not a part of a longer number, of a reference ("21/0456") or of "twenty-one".
_NOT_WITHIN = r"(?<![\w/.£-])"
_COUNT = rf"{_NOT_WITHIN}{_NUMBER}(?![\w/-]|\.\d)"
SIDE = r"(?:for|in favour|yn erbyn|o blaid|against|abst(?:ain(?:ed|ing|s)?|entions?)|ayes?|noes|"
SIDE += r"ymatal|atal (?:ei |eu )?pleidlais|not voting|declined to vote)"
# Without one of these no vote is recorded by name, in whatever way.
_WORDS_OF_SIDES = (
    "for", "favour", "against", "abst", "aye", "no", "yes", "declined", "erbyn", "blaid", "atal", "recorded",
)  # fmt: skip
# "for the procedural motion", "for the motion by the Convener (9)".
WHAT = r"(?: (?:of )?the (?:\w{4,12} )?(?:motion|amendment|proposal|recommendations?|resolution|application)"
WHAT += r"(?: (?:by|of) [^:;.,()]{3,40}?(?= ?\())?)?"
_WHO = r"(?: (?:members?|councillors?|cllrs?|votes?))?"
# "9 members voting for", "3 against", "no abstentions", "12 votes in favour".
_COUNT_FIRST = re.compile(
    rf"(?P<count>{_COUNT}){_WHO}(?: (?:voted|voting|vote|being|were|was|cast))? (?P<side>{SIDE})\b", re.I
)
# "For: 12", "Against – 3", "Abstentions 1", "For the motion: 9 votes".
_SIDE_FIRST = re.compile(
    rf"\b(?P<side>{SIDE})\b{WHAT}(?P<sign>(?: was| were)? ?[:=–-]? ?\(?)(?P<count>{_COUNT})", re.I
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
    rf"\b(?:for|in favour of) the (?P<what>motion|amendment)\b(?: (?:by|of) [^:;.,()]{{3,40}}?(?= ?\())?"
    rf"[ :–-]{{0,4}}\(?(?P<after>{_COUNT})|"
    rf"(?P<before>{_COUNT}){_WHO}(?: having| were)?(?: (?:voted|voting|cast|were))? "
    rf"(?:for|in favour of) the (?P<whom>motion|amendment)\b|"
    rf"\b(?P<which>motion|amendment)(?: ?[:–-] ?| (?:received|got|gained|secured) )(?P<cast>{_COUNT}) votes?\b",
    re.I,
)
_DIVIDED = (("what", "after"), ("whom", "before"), ("which", "cast"))
_IS_AGAINST = re.compile(r"\bagainst\b", re.I)
# "(9-4)", "(7-0-1)", "Vote: 9/4": first those for, then those against, then those who abstained.
_SHORT_FORM = re.compile(
    r"(?:[(\[]|\bresolved |\bagreed )(?P<won>\d{1,3})(?: ?[-–] ?|:(?=\d\D))(?P<other>\d{1,3})"
    r"(?:(?: ?[-–] ?|:)(?P<rest>\d{1,3}))?(?=[)\],]| that\b)|"
    r"\bvot(?:e|es|ing) ?[:–-]? (?P<first>\d{1,3}) ?[-–:/] ?(?P<second>\d{1,3})(?=[ .,;)]|$)",
    re.I,
)
# "4 For, 0 Against": the number of votes at the start of a line is no label.
LINE_OF_VOTES = re.compile(
    r"\d{1,3} (?:members |councillors |votes? )?(?:having )?(?:voted |voting )?(?:for|in favour|against|abst)", re.I
)
# Whether a text can tell of a vote at all; most sentences are soon done with.
_MAY_TELL_VOTES = re.compile(
    r"\b(?:vot|favour|against|abst|carried|lost\b|division|majority|blaid|erbyn|ymatal|ayes?\b|(?:motion|amendment)\b|"
    r"show of)|\bfor\b[ :=–-]{0,3}(?:the \w{5,14} )?\(?\d|\d (?:\w{4,11} )?for\b|"
    r"[(\[]\d{1,3} ?[-–:]|(?:resolved|agreed|by) \(?\d",
    re.I,
)


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
    if plain in {"noes", "no"}:
        return AGAINST
    if plain.startswith(("abst", "ymatal", "atal", "not", "declined")):
        return ABSTAINED
    return AGAINST if plain in {"against", "yn erbyn"} else FOR


def may_name_sides(text: str) -> bool:
    """Whether a text may say by name who was for and who against."""
    return holds_any(text, _WORDS_OF_SIDES)


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
    if not _MAY_TELL_VOTES.search(text, start, end):
        return Voted()
    count_first = list(_COUNT_FIRST.finditer(text, start, end))
    side_first = list(_SIDE_FIRST.finditer(text, start, end))
    chosen = max((count_first, side_first, _of_both(count_first, side_first)), key=_sides)
    found: dict[str, list[tuple[int, int]]] = {}
    is_vote = bool(_IS_VOTE.search(text, start, end))
    if _sides(chosen) > 1 or (is_vote and chosen and (chosen is count_first or chosen[0]["sign"].strip())):
        for match in chosen:
            found.setdefault(side_of(match["side"]), []).append(match.span("count"))
    if not {FOR, AGAINST} & set(found):
        if won := _one_to_other(text, start, end, is_vote=is_vote):
            found |= {FOR: [won[0]], AGAINST: [won[1]]}
        elif short := _short_form(text, start, end):
            found |= dict(zip((FOR, AGAINST, ABSTAINED), ([span] for span in short), strict=False))
    counts = {side: count_at(block, spans[0]) for side, spans in found.items() if len(spans) == 1}
    return Voted(counts.get(FOR), counts.get(AGAINST), counts.get(ABSTAINED))


def _of_both(count_first: list[re.Match[str]], side_first: list[re.Match[str]]) -> list[re.Match[str]]:
    """ "In favour 3, nobody against": one side with its number after it, and the other with its number before."""
    if len(count_first) != 1 or len(side_first) != 1:
        return []
    one, other = sorted((count_first[0], side_first[0]), key=lambda match: match.start())
    return [one, other] if one.end() <= other.start() else []


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


def _short_form(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the numbers stand in "(7-0-1)"; the first must be the greater, for "(3-5)" may be a range."""
    found = list(_SHORT_FORM.finditer(text, start, end))
    if len(found) != 1:
        return []
    spans = [found[0].span(name) for name in ("won", "other", "rest", "first", "second") if found[0][name] is not None]
    numbers = [int(text[slice(*span)]) for span in spans]
    return spans if numbers[0] > numbers[1] and all(number < numbers[0] for number in numbers[1:]) else []


def division_in(block: Block, start: int, end: int) -> dict[str, list[Reading[int]]]:
    """The votes for the motion and for the amendment, where the vote was between the two."""
    found: dict[str, list[Reading[int]]] = {}
    if _IS_AGAINST.search(block.text, start, end):
        return found  # "5 for the amendment and 9 against it" is a vote on that alone
    for match in _DIVISION.finditer(block.text, start, end):
        what, span = next((match[name], match.span(count)) for name, count in _DIVIDED if match[name])
        found.setdefault(what.casefold(), []).append(count_at(block, span))
    return found
