"""Debates: what was moved and voted on before a decision, told apart from its amendments."""

import re
from dataclasses import dataclass, field, replace

from meetings.importers.blocks import Block
from meetings.importers.grammar.movers import Moved, moved_in
from meetings.importers.grammar.outcomes import AGREED, AMENDED, NOT_AGREED, fate_in
from meetings.importers.grammar.recorded_votes import (
    is_between_two,
    is_of_recorded_vote,
    opens_side,
    recorded_vote,
    vote_in_sentence,
)
from meetings.importers.grammar.section_headings import is_inner_heading
from meetings.importers.grammar.telling import SUBSTANTIVE, VOTING_HEADING, Said, is_of_amendment, tells_only
from meetings.importers.grammar.votes import Voted, counts_in, division_in
from meetings.importers.minutes import Reading

_ACCEPTED = re.compile(r"\baccept(?:s|ed)?\b", re.I)
_MOTION = re.compile(r"\b(?:motion|recommendations?|proposal|cynnig)\b", re.I)
# Whether a sentence can be of any use here: most of a debate tells of other things. It is searched for in small
# letters, for with re.I that takes three times as long.
_OF_INTEREST = re.compile(
    r"\b(?:mov|prop|second|sec\b|nominated|motion|amend|recommend|accept|substantive|lost|fell|defeated|rejected|"
    r"withdr|carried|passed|unanim|agreed|favour|vot|against|abst|division|majority|show of|cynig|gynig|h?eili|pleid|"
    r"blaid|erbyn|ymatal|atal|ayes?\b|noes|(?:yes|no) ?(?:\(\d{1,3}\) ?)?[:–-]|(?:yes|no)\)?[.;,]?$|"
    r"for\b(?=[ :=–-]{0,3}(?:\(?\d|the (?:motion|amendment)|c)|[:;,)]|$))|"
    r"\d (?:\w{4,11} )?for\b|[(\[][a-z\d][^()\[\]]{0,40}[/–-]"
)
# The quick answer for most sentences: none of its words, and none of the signs beside "yes", "no" and "for".
_WORDS_OF_INTEREST = (
    "mov", "prop", "sec", "nominated", "motion", "amend", "recommend", "accept", "substantive", "lost", "fell",
    "defeated", "rejected", "withdr", "carried", "passed", "unanim", "agreed", "favour", "vot", "against", "abst",
    "division", "majority", "show of", "cynig", "gynig", "eili", "pleid", "blaid", "erbyn", "atal", "aye", "noes",
)  # fmt: skip
_SIGNS_OF_INTEREST = re.compile(
    r"(?:yes|no)(?= ?[(:–-]|\)?[.;,]?$)|for\b(?=[ :=–-]{0,3}(?:[(\dc]|the (?:mo|am))|[:;,)]|$)|"
    r"[(\[][a-z\d]|\d (?:\w{4,11} )?for\b"
)
# Where the amendment was carried against the motion, it is what was decided, and its mover's.
_AMENDMENT_DECIDES = re.compile(
    r"\b(?:(?:resolved|agreed|decided) accordingly|becam?e the (?:finding|decision|resolution))\b", re.I
)
_CASTING_VOTE = re.compile(r"\bcasting vote\b[^.;]{0,40}? (?:in favour of|for) the (?P<what>motion|amendment)\b", re.I)
_FOR_MOTION = re.compile(r"\b(?:for|in favour of) the motion\b", re.I)
_WORD = re.compile(r"[^\W\d_]{3,}")
_LONG_WORD = re.compile(r"(?!that|this|with|will|from|seconded|councillor|cllr|favour)[^\W\d_]{4,}")
# The words of a motion, and those by which a decision speaks of what was moved without saying it again.
_WHAT_WAS_MOVED = re.compile(r"\b(?:proposed|moved)\b.{0,120}?\b(?:that|to|bod) (?P<words>.{20,})", re.I)
_REFERS_BACK = re.compile(r"\b(?:motions?|recommend\w{0,8}|propos\w{0,6}|accordingly|reports?|above|minutes?)\b", re.I)
_IS_PUT = re.compile(r"\b(?:motion|amendment|substantive|proposal|proposition|vote|seconded|seconder)\b", re.I)
# "Councillor A then proposed that they wait.", and in the next sentence: "Councillor B seconded."
_PROPOSES = re.compile(r"\b(?:proposed|moved)(?: that\b| to [a-z]|:)", re.I)
_ONLY_SECONDS = re.compile(r"\bseconded(?: (?:this|that|it|the (?:motion|proposal|proposition)))?[.;]?$", re.I)
_SHORT = 45
_PUT = re.compile(r"\b(?:put to the|vote|voted|voting|carried|seconded)\b", re.I)


@dataclass(slots=True)
class Debate:
    """What was moved and voted on between the decision before and this one."""

    who: Moved | None = None
    voted: Voted = field(default_factory=Voted)
    # The motion was put to the vote, or is said to be carried.
    is_put: bool = False
    # An amendment was moved, and nothing says yet what became of it; or one was carried.
    is_amendment_open: bool = False
    is_amended: bool = False
    # How many sentences since the motion, and since the vote, tell of other things.
    others_since_motion: int = 0
    others_since_vote: int = 0
    others_since_put: int = 0
    # The votes for the motion and for the amendment, where the vote was between the two.
    division: dict[str, list[Reading[int]]] = field(default_factory=dict)
    # The motion or the amendment, where the casting vote was given for it.
    cast_for: str = ""
    # Who moved the amendment, and the sentences of those motions that stood against each other.
    amended_by: list[Moved] = field(default_factory=list)
    rivals: list[tuple[Moved, str]] = field(default_factory=list)
    # Whether the sentence being heard is about an amendment, and the lines that name who was on each side.
    _is_on_amendment: bool = False
    _names: list[Block] = field(default_factory=list)
    # The sentence heard before this one: where that one only seconds, this one moved.
    before: Said | None = None

    def hear(self, said: Said) -> None:
        """Bring one sentence of the debate into what is known of the motion and its amendments."""
        if _is_heading_of_other_business(said.text):
            self.who, self.voted, self.is_put, self.division, self.rivals = None, Voted(), False, {}, []
        if not self._names and not said.block.cells and not _is_of_interest(said.text.lower()):
            self._hear_others(said)
            return
        if cast := _CASTING_VOTE.search(said.text):
            self.cast_for = cast["what"].casefold()
        is_amendment = is_of_amendment(said.text)
        # "For the amendment (5): …", where it is voted on by itself, is no vote between it and the motion.
        is_side = is_amendment and opens_side(said.text)
        is_of_both = is_side and _FOR_MOTION.search(said.text) is not None
        is_side_of_amendment = is_side and self._is_on_amendment and not is_of_both
        division = {} if is_side_of_amendment else division_in(said.block, said.start, said.end)
        fate = _fate_in_debate(said.text, is_amendment=is_amendment)
        self._turn(said.text, is_amendment=is_amendment, is_division=bool(division) or is_of_both)
        self._hear_names(said)
        moved = moved_in(said.block, said.start, said.end)
        if self._is_on_amendment:
            self.is_amendment_open = not fate and (self.is_amendment_open or bool(moved))
            self.is_amended = self.is_amended or fate in {AGREED, AMENDED}
            self._is_on_amendment = not fate
            self.amended_by += moved[:1]
            if fate == AGREED and _AMENDMENT_DECIDES.search(said.text):
                self._hear_amendment_decide(said)
            return
        for what, counts in division.items():
            self.division.setdefault(what, []).extend(counts)
        self._hear_of_motion(said, moved, fate)
        if not division:
            self._hear_votes(said, fate)
        elif abstained := counts_in(said.block, said.start, said.end).votes_abstained:
            self.voted = Voted(votes_abstained=abstained)

    @property
    def is_near(self) -> bool:
        """Whether the decision follows the motion, or its being put, so closely that it can be no other's."""
        return self.others_since_motion <= 1 or (self.is_put and self.others_since_put <= 1)

    def _turn(self, text: str, *, is_amendment: bool, is_division: bool) -> None:
        """An amendment is spoken of until its fate is told, or until a sentence turns to the motion again."""
        is_side = bool(self._names) and opens_side(text)  # "For the amendment:", below those for the motion
        if is_amendment and not is_division and not is_side:
            self._is_on_amendment = True
        elif is_division or SUBSTANTIVE.search(text) or (_MOTION.search(text) and not is_amendment):
            self._is_on_amendment = False

    def _hear_names(self, said: Said) -> None:
        """Keep a sentence that is a part of a vote recorded by name, or end the one that was being recorded."""
        is_vote = is_of_recorded_vote(said.block, said.start, said.end, is_within=bool(self._names))
        if is_vote and not self._is_on_amendment:
            is_row = bool(said.block.cells)
            self._names.append(said.block if is_row else said.block.part(said.start, said.end))
        elif not is_vote:
            self.end_names()

    def _hear_amendment_decide(self, said: Said) -> None:
        self.who = self.amended_by[0] if len(self.amended_by) == 1 else None
        self.voted, self.division, self.rivals = counts_in(said.block, said.start, said.end), {}, []
        self.is_amended, self.is_put = False, True
        self.others_since_motion = self.others_since_vote = self.others_since_put = 0

    def _hear_others(self, said: Said) -> None:
        """Something else was said; a second such sentence parts a motion from the decision."""
        fewest = min(self.others_since_motion, self.others_since_vote, self.others_since_put)
        if fewest <= 1 and not self._is_on_amendment and not said.block.label and not _is_passing(said):
            self.others_since_motion += 1
            self.others_since_vote += 1
            self.others_since_put += 1

    def end_names(self) -> None:
        """The lines that name each side are over: together they are one recorded vote."""
        if not self._names:
            return
        voted = recorded_vote(self._names)
        if voted:
            abstained = voted.votes_abstained or (self.voted.votes_abstained if self.division else None)
            self.voted, self.others_since_vote = replace(voted, votes_abstained=abstained), 0
        if is_between_two(self._names) and not self.division and voted.votes_for and voted.votes_against:
            self.division = {"motion": [voted.votes_for], "amendment": [voted.votes_against]}
        self._names = []

    def _hear_of_motion(self, said: Said, moved: list[Moved], fate: str) -> None:
        who = moved[0] if moved else None
        if who and not who.mover and _ONLY_SECONDS.search(said.text) and (mover := self._mover_before(who)):
            who = replace(who, mover=mover)
        if who and self.who and not who.mover and not self.who.seconder:
            self.who = replace(self.who, seconder=who.seconder)
        elif who:
            is_rival = bool(self.who and self.who.mover and who.mover and self.who.mover.value != who.mover.value)
            self.rivals = [*self.rivals, (who, said.text)] if is_rival and not self.is_put else [(who, said.text)]
            self.rivals += [(other, said.text[other.start - said.start :]) for other in moved[1:] if other.mover]
            self.who, self.is_put = who, False
        if who:
            self.others_since_motion = 0
        elif not said.block.label:
            self.others_since_motion += not _is_passing(said)
        is_put = self.who is not None and not who and _PUT.search(said.text) is not None
        if is_put or fate in {AGREED, AMENDED}:
            self.is_put, self.others_since_put = True, 0
        elif not said.block.label:
            self.others_since_put += not _is_passing(said)
        if fate == NOT_AGREED:
            self.who, self.rivals = None, []

    def _mover_before(self, who: Moved) -> Reading[str] | None:
        """ "Councillor A then proposed that they wait. Councillor B seconded.": the mover in the sentence before."""
        one = self.before
        if not one or not who.seconder or not _PROPOSES.search(one.text):
            return None
        moved = moved_in(one.block, one.start, one.end, is_sure=True)
        return moved[0].mover if len(moved) == 1 and not moved[0].seconder else None

    def _hear_votes(self, said: Said, fate: str) -> None:
        voted = vote_in_sentence(said.block, said.start, said.end)
        if fate == NOT_AGREED:
            self.voted = Voted()
        elif voted:
            self.voted, self.others_since_vote = voted, 0
        elif not said.block.label:
            self.others_since_vote += not _is_passing(said)


def _is_of_interest(lowered: str) -> bool:
    may_be = any(map(lowered.__contains__, _WORDS_OF_INTEREST)) or _SIGNS_OF_INTEREST.search(lowered)
    return bool(may_be and _OF_INTEREST.search(lowered))


def debate_of(said: list[Said]) -> Debate:
    """What the sentences before a decision say of the motion that it carried."""
    debate = Debate()
    for one in said:
        if one.text.strip():
            debate.hear(one)
            debate.before = one
    debate.end_names()
    return debate


def mover_among(rivals: list[tuple[Moved, str]], decided: str) -> Moved | None:
    """Which of several motions was carried: the only one that shares words with the decision and not with others."""
    words = [set(_WORD.findall(text.casefold())) for _, text in rivals]
    shared = set.intersection(*words)
    of_decision = set(_WORD.findall(decided.casefold())) - shared
    alike = [who for (who, _), said in zip(rivals, words, strict=True) if said & of_decision]
    return alike[0] if len(alike) == 1 else None


def is_of_another_matter(debate: Debate, decided: str) -> bool:
    """Whether the words that were moved share none with the decision, so that something else was moved there."""
    moved = _WHAT_WAS_MOVED.search(debate.rivals[-1][1]) if debate.rivals else None
    if not moved or _REFERS_BACK.search(decided):
        return False
    words = (set(_LONG_WORD.findall(text.casefold())) for text in (moved["words"], decided))
    of_motion, of_decision = words
    return len(of_motion) > 2 and len(of_decision) > 2 and not of_motion & of_decision


def _fate_in_debate(text: str, *, is_amendment: bool) -> str:
    """What a sentence says became of a motion or amendment; speakers tell of other things that were lost or fell."""
    if len(text) > _SHORT and not _IS_PUT.search(text):
        return ""
    return fate_in(text) or (AGREED if is_amendment and _ACCEPTED.search(text) else "")


def _is_heading_of_other_business(text: str) -> bool:
    """A line in capitals: what was moved above it was about something else."""
    return text.isupper() and 8 < len(text) < 80 and not _IS_PUT.search(text) and not VOTING_HEADING.match(text)


def _is_passing(said: Said) -> bool:
    """A heading, or the vote told, between the motion and what was resolved."""
    text = said.text
    is_heading = (
        is_inner_heading(text) or VOTING_HEADING.match(text) or (len(text) < 90 and not text.rstrip().endswith("."))
    )
    return bool(is_heading or tells_only(said.block, said.start, said.end))
