"""Debates: what was moved and voted on before a decision, told apart from its amendments."""

import re
from dataclasses import dataclass, field, replace

from meetings.importers.blocks import Block, join
from meetings.importers.grammar.movers import Moved, moved_in
from meetings.importers.grammar.outcomes import AGREED, AMENDED, NOT_AGREED, fate_in
from meetings.importers.grammar.section_headings import is_inner_heading
from meetings.importers.grammar.telling import SUBSTANTIVE, VOTING_HEADING, Said, is_of_amendment, tells_only
from meetings.importers.grammar.votes import Voted, counts_in, division_in, opens_side, recorded_vote_in
from meetings.importers.minutes import Reading

_ACCEPTED = re.compile(r"\baccept(?:s|ed)?\b", re.I)
_MOTION = re.compile(r"\b(?:motion|recommendations?|proposal|cynnig)\b", re.I)
_IS_PUT = re.compile(r"\b(?:motion|amendment|substantive|proposal|proposition|vote|seconded|seconder)\b", re.I)
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
    # Whether the sentence being heard is about an amendment, and the lines that name who was on each side.
    _is_on_amendment: bool = False
    _names: list[Block] = field(default_factory=list)

    def hear(self, said: Said) -> None:
        """Bring one sentence of the debate into what is known of the motion and its amendments."""
        if _is_heading_of_other_business(said.text):
            self.who, self.voted, self.is_put, self.division = None, Voted(), False, {}
        division = division_in(said.block, said.start, said.end)
        is_amendment = is_of_amendment(said.text)
        fate = _fate_in_debate(said.text, is_amendment=is_amendment)
        self._turn(said.text, is_amendment=is_amendment, is_division=bool(division))
        self._hear_names(said)
        moved = moved_in(said.block, said.start, said.end)
        if self._is_on_amendment:
            self.is_amendment_open = not fate and (self.is_amendment_open or bool(moved))
            self.is_amended = self.is_amended or fate in {AGREED, AMENDED}
            self._is_on_amendment = not fate
            return
        for what, counts in division.items():
            self.division.setdefault(what, []).extend(counts)
        self._hear_of_motion(said, moved, fate)
        if not division:
            self._hear_votes(said, fate)

    @property
    def is_near(self) -> bool:
        """Whether the decision follows the motion, or its being put, so closely that it can be no other's."""
        return self.others_since_motion <= 1 or (self.is_put and self.others_since_put <= 1)

    def _turn(self, text: str, *, is_amendment: bool, is_division: bool) -> None:
        """An amendment is spoken of until its fate is told, or until a sentence turns to the motion again."""
        if is_amendment and not is_division:
            self._is_on_amendment = True
        elif is_division or SUBSTANTIVE.search(text) or (_MOTION.search(text) and not is_amendment):
            self._is_on_amendment = False

    def _hear_names(self, said: Said) -> None:
        if opens_side(said.text) and not self._is_on_amendment:
            self._names.append(said.block.part(said.start, said.end))
        else:
            self.end_names()

    def end_names(self) -> None:
        """The lines that name each side are over: together they are one recorded vote."""
        if not self._names:
            return
        whole = join(self._names)
        voted = recorded_vote_in(whole)
        if voted:
            self.voted, self.others_since_vote = voted, 0
        self._names = []

    def _hear_of_motion(self, said: Said, moved: list[Moved], fate: str) -> None:
        who = moved[0] if moved else None
        if who and self.who and not who.mover and not self.who.seconder:
            self.who = replace(self.who, seconder=who.seconder)
        elif who:
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
            self.who = None

    def _hear_votes(self, said: Said, fate: str) -> None:
        voted = counts_in(said.block, said.start, said.end)
        if fate == NOT_AGREED:
            self.voted = Voted()
        elif voted:
            self.voted, self.others_since_vote = voted, 0
        elif not said.block.label:
            self.others_since_vote += not _is_passing(said)


def debate_of(said: list[Said]) -> Debate:
    """What the sentences before a decision say of the motion that it carried."""
    debate = Debate()
    for one in said:
        if one.text.strip():
            debate.hear(one)
    debate.end_names()
    return debate


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
