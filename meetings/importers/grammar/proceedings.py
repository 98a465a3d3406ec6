"""Proceedings: which mover, seconder and votes belong to which decision, by where they stand beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from meetings.importers.blocks import Block, Kind, join
from meetings.importers.grammar.debates import Debate, debate_of, is_of_another_matter, mover_among
from meetings.importers.grammar.labels import places
from meetings.importers.grammar.lines_of_votes import place_of_record, told_in, vote_above, vote_of_lines
from meetings.importers.grammar.movers import Moved, moved_in
from meetings.importers.grammar.outcomes import AGREED, AMENDED, NOT_AGREED, fate_in
from meetings.importers.grammar.recorded_votes import (
    asked_to_be_recorded,
    is_of_recorded_vote,
    vote_in_sentence,
)
from meetings.importers.grammar.sentences import sentences_in
from meetings.importers.grammar.telling import (
    ANNOUNCES_VOTE,
    VOTED_ON,
    VOTING_HEADING,
    Said,
    is_of_amendment,
    tells_only,
)
from meetings.importers.grammar.votes import AGAINST, FOR, LINE_OF_VOTES, Voted, counts_in, division_in
from meetings.importers.minutes import Confidence, ResolutionRead, VoteRead

_LEADS_ON = re.compile(r"(?:,|:|\band|\bit was|\bthat|\bto|[–-])$")
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]{8,160}[)\]]")
_MOST_SENTENCES = 80
_IS_PAYMENT = re.compile(r"£ ?\d")
_LONGEST_LOOK = 400
_WHY_AGAINST = "These voted for the amendment; they are counted as being against the motion that was carried."


@dataclass(slots=True)
class Act:
    """One act of deciding: which resolutions it made, and where its words begin and end among the blocks."""

    place: int
    start: int
    # Where the thing decided begins: who moved it may stand before, in the same sentence.
    decided: int
    last: int
    end: int
    resolutions: list[int] = field(default_factory=list)
    # For those of them that tell it at their own end: the words that say who moved it and how the vote went.
    tails: dict[int, Block] = field(default_factory=dict)
    # How far the lines go that tell its mover and votes after it: they are not the next act's.
    told_to: tuple[int, int] | None = None
    # The first of the lines inside it that tell only who moved it, where a line below them says that it was decided.
    told_within: int | None = None
    # The block in which a motion is said to be carried or lost, where that is all there is.
    settled: int | None = None

    @property
    def end_with_telling(self) -> tuple[int, int]:
        return self.told_to or (self.last, self.end)


@dataclass(slots=True)
class _Found:
    moved: Moved | None = None
    voted: Voted = field(default_factory=Voted)
    outcome: str = ""


def with_proceedings(
    blocks: list[Block], acts: list[Act], read: list[ResolutionRead], decided: set[int]
) -> list[ResolutionRead]:
    """The resolutions with the mover, seconder and votes that stand beside the act that made them.

    `decided` are the blocks under a heading "Decision", below which the minutes may tell how it came about.
    """
    read = list(read)
    # Of one act alone nothing has to be told apart.
    is_after_style = len(acts) > 1 and _is_told_after(blocks, acts[-1])
    for number, act in enumerate(acts):
        before = acts[number - 1] if number else None
        after = acts[number + 1] if number + 1 < len(acts) else None
        found = _found_beside(blocks, act, before, after, is_after_style=is_after_style)
        is_each_told = bool(set(act.tails) - set(act.resolutions[-1:]))
        for index in act.resolutions:
            own = act.tails.get(index) if is_each_told else None
            read[index] = _filled(_filled(read[index], _found_in(own)) if own else read[index], found)
    if len(acts) == 1 and acts[0].place in decided:
        # The page prints the only decision first, and below it the debate that led to it.
        below = [said for said in _sentences_from(blocks, acts[0], None) if said.place not in decided]
        found = _Found()
        _learn(debate_of(below), found, blocks[acts[0].place].text[acts[0].decided :])
        for index in acts[0].resolutions:
            read[index] = _filled(read[index], found)
    return read


def _filled(resolution: ResolutionRead, found: _Found) -> ResolutionRead:
    """Whatever is told beside the decision where the resolution itself does not tell it."""
    moved, voted = found.moved, found.voted
    if moved and not resolution.mover and not resolution.seconder:
        resolution = replace(resolution, mover=moved.mover, seconder=moved.seconder)
    if voted and not _is_voted(resolution):
        resolution = replace(
            resolution,
            votes_for=voted.votes_for,
            votes_against=voted.votes_against,
            votes_abstained=voted.votes_abstained,
        )
    if voted.votes and not resolution.votes:
        resolution = replace(resolution, votes=voted.votes)
    if found.outcome and resolution.outcome == AGREED:
        resolution = replace(resolution, outcome=found.outcome)
    return resolution


def _is_voted(resolution: ResolutionRead) -> bool:
    counts = (resolution.votes_for, resolution.votes_against, resolution.votes_abstained)
    return any(count is not None for count in counts)


def _found_beside(
    blocks: list[Block], act: Act, before: Act | None, after: Act | None, *, is_after_style: bool
) -> _Found:
    block = blocks[act.place]
    found = _Found()
    # "9 voting for and 4 against, it was RESOLVED": the number that opens the line looks like its marker.
    start = 0 if act.start == block.body and block.label.isdigit() else act.start
    if not is_of_amendment(block.text[start : act.decided]):
        found.moved = next(iter(moved_in(block, start, act.decided)), None)
        found.voted = told_in(block.part(start, act.decided)) if start < act.decided else Voted()
    if act.settled is not None and not found.voted:
        found.voted = _voted_where_settled(blocks, act)
    _look_before(blocks, act, before, found)
    if act.told_within is not None and not found.moved:
        within = (moved_in(one, 0, len(one.text)) for one in blocks[act.told_within : act.last])
        found.moved = next((moved[0] for moved in within if moved), None)
    if act.settled is not None and not (found.moved and found.moved.seconder):
        # "Councillor A proposed that it be done, seconded by Councillor B; all agreed."
        found.moved = _moved_of_motion(block, act) or found.moved
        settled = blocks[act.settled]
        found.moved = found.moved or next(iter(moved_in(settled, settled.body, len(settled.text))), None)
    if set(act.tails) - {act.resolutions[-1]}:
        return found  # each limb was voted on by itself
    if not found.moved and len(act.resolutions) == 1:
        found.moved = _moved_in_brackets(block, act)
    if tail := act.tails.get(act.resolutions[-1]):
        own = _found_in(tail)
        if own.moved and not own.moved.mover and act.place == act.last:
            # "Councillor A proposed that it be done, seconded by Councillor B."
            own.moved = next(iter(moved_in(block, act.start, len(block.text))), own.moved)
        found = _Found(own.moved or found.moved, own.voted or found.voted, found.outcome)
    _look_after(blocks, act, after, found, is_after_style=is_after_style)
    return found


def _moved_of_motion(block: Block, act: Act) -> Moved | None:
    """Who moved and seconded the motion that was settled: in its own sentence, or else to the end of its paragraph."""
    own = next((last for _, last in sentences_in(block.text, act.start) if last >= act.end), len(block.text))
    found = next(iter(moved_in(block, act.start, own)), None)
    if found and found.mover and found.seconder:
        return found
    return next(iter(moved_in(block, act.start, len(block.text))), None)


def _moved_in_brackets(block: Block, act: Act) -> Moved | None:
    """ "AGREED to pay the following (proposed by Councillor A, seconded by Councillor B):"."""
    last = act.end if act.place == act.last else len(block.text)
    for bracket in _IN_BRACKETS.finditer(block.text, act.decided, last):
        for moved in moved_in(block, bracket.start() + 1, bracket.end() - 1):
            if moved.mover and moved.seconder:
                return moved
    return None


def _voted_where_settled(blocks: list[Block], act: Act) -> Voted:
    """The votes in the sentence that says that a motion was carried or lost."""
    block = blocks[act.settled]
    first = 0 if LINE_OF_VOTES.match(block.text) else block.body
    for start, end in reversed(sentences_in(block.text, act.end if act.settled == act.last else first)):
        voted = vote_in_sentence(block, start, end)
        if voted and not is_of_amendment(block.text[start:end]):
            return voted
        if division := division_in(block, start, end):
            found = _Found()
            _divide(Debate(voted=voted, division=division), found)
            return found.voted
    return vote_above(blocks, act.settled) if act.settled > act.place else Voted()


def _found_in(tail: Block) -> _Found:
    """What the words at the end of a decision tell of it; votes that lost were on something else."""
    voted = told_in(tail)
    if not voted:
        sentences = (counts_in(tail, *sentence) for sentence in sentences_in(tail.text))
        voted = next((counts for counts in sentences if counts), Voted())
    if fate_in(tail.text) == NOT_AGREED:
        voted = Voted()
    return _Found(next(iter(moved_in(tail, 0, len(tail.text))), None), voted)


# After the decision: only sentences that tell nothing else, and follow it at once.


def _look_after(blocks: list[Block], act: Act, after: Act | None, found: _Found, *, is_after_style: bool) -> None:
    told = _told_after(blocks, act, after)
    if not told:
        return
    if _is_between(told, act, after) and not _is_parted_by_label(blocks, act, after):
        if _is_of_next(told, found):
            return
        act.told_to = (told[-1].place, told[-1].end)
        if not _is_of_act(blocks, told, after, is_after_style=is_after_style):
            return
    act.told_to = (told[-1].place, told[-1].end)
    if any(is_of_amendment(said.text) for said in told):
        return
    parts = [said.block if said.block.cells else said.block.part(said.start, said.end) for said in told]
    whole = join(parts)
    if not found.moved:
        found.moved = next(iter(moved_in(whole, 0, len(whole.text))), None)
        if found.moved and not found.moved.mover and told[0].place == act.place:
            # "Councillor A proposed that it be done. This was seconded by Councillor B."
            found.moved = next(iter(moved_in(blocks[act.place], act.start, told[0].end)), found.moved)
    if not found.voted:
        found.voted = vote_of_lines(parts)
    if any(fate_in(said.text) == NOT_AGREED for said in told):
        found.outcome = NOT_AGREED


def _is_between(told: list[Said], act: Act, after: Act | None) -> bool:
    """Whether the lines stand between two decisions, with nothing else there, so that they may belong to either."""
    return after is not None and told[0].place != act.last and after.place - told[-1].place <= 1


def _is_of_next(told: list[Said], found: _Found) -> bool:
    """Whether such lines belong to the second decision: the first has its own, or they lead on to it."""
    return found.moved is not None or bool(_LEADS_ON.search(told[-1].text.rstrip()))


def _is_of_act(blocks: list[Block], told: list[Said], after: Act, *, is_after_style: bool) -> bool:
    """Whether they belong to the first: so the page does it at its end, or white space parts them from the second.

    Where neither shows it, they are given to none: a wrong name is worse than a blank.
    """
    is_parted = blocks[after.place].is_after_blank and not told[0].block.is_after_blank
    line = told[0].block.text
    is_aside = line.startswith(("(", "[")) and line.endswith((")", "]"))
    return is_after_style or is_parted or is_aside or not moved_in(told[0].block, told[0].start, told[0].end)


def _is_parted_by_label(blocks: list[Block], act: Act, after: Act) -> bool:
    """ "(ii) RESOLVED …", "Proposed by …", "(iii) RESOLVED …": all before the next marker belongs to the first."""
    ours, theirs = places(blocks[act.place].label), places(blocks[after.place].label)
    is_marked = any(ours.get(series) == place - 1 for series, place in theirs.items())
    return is_marked and after.start <= blocks[after.place].body


def _is_told_after(blocks: list[Block], act: Act) -> bool:
    """Whether this page tells the movers below a decision, seen at the last one, which no other follows."""
    told = _told_after(blocks, act, None)
    return any(moved_in(said.block, said.start, said.end) for said in told)


def _told_after(blocks: list[Block], act: Act, after: Act | None) -> list[Said]:
    told: list[Said] = []
    is_within = is_announced = is_of_rival = False
    is_listing = blocks[act.place].text.endswith(":")
    record = place_of_record(blocks, act.last) if after is None else act.last
    for said in _sentences_from(blocks, act, after):
        if act.last < said.place < record and not told and not is_within and not _tells(said):
            continue  # the rest of a long motion, and below it the names of those who voted on it
        if is_listing and not told and _IS_PAYMENT.search(said.text):
            continue  # "to make the following payments:", and below the list who moved it
        if VOTING_HEADING.match(said.text.strip()):
            continue
        if matter := VOTED_ON.match(said.text.strip()):
            is_of_rival, is_within, is_announced = bool(matter["rival"]), False, True
            continue
        is_within = is_of_recorded_vote(said.block, said.start, said.end, is_within=is_within)
        if is_within and is_of_rival:
            is_announced = False
            continue
        if not is_within and (is_announced or not tells_only(said.block, said.start, said.end)):
            # One sentence may lead up to a recorded vote, if that follows at once.
            if is_announced or told or not ANNOUNCES_VOTE.match(said.text):
                break
            is_announced = True
            continue
        is_announced = False
        told.append(said)
        if len(told) >= _MOST_SENTENCES:
            break
    return told


def _tells(said: Said) -> bool:
    return tells_only(said.block, said.start, said.end) or is_of_recorded_vote(
        said.block, said.start, said.end, is_within=False
    )


def _sentences_from(blocks: list[Block], act: Act, after: Act | None) -> Iterator[Said]:
    """The sentences after the end of an act, up to the next act."""
    last = after.place if after else len(blocks) - 1
    for place in range(act.last, min(last, act.last + _MOST_SENTENCES) + 1):
        block = blocks[place]
        start = act.end if place == act.last else 0 if block.label.isdigit() else block.body
        end = after.start if after and place == after.place else len(block.text)
        if block.kind is Kind.TABLE_ROW and place > act.last:
            yield Said(place, block, 0, len(block.text))
            continue
        for first, stop in sentences_in(block.text, start, end):
            if block.text[first:stop].strip(" .;,)"):
                yield Said(place, block, first, stop)


# Before the decision: the last motion moved, and the vote by which it was carried.


def _look_before(blocks: list[Block], act: Act, before: Act | None, found: _Found) -> None:
    text = blocks[act.place].text[act.decided : act.decided + _LONGEST_LOOK]
    _learn(debate_of(_sentences_before(blocks, act, before)), found, text)


def _learn(debate: Debate, found: _Found, decided: str) -> None:
    """What a debate says of the decision that ended it, where nothing nearer to it says so."""
    if len(debate.rivals) > 1:
        debate.who = mover_among(debate.rivals, decided)
        debate.others_since_motion = 0
    elif debate.who and not debate.is_amended and is_of_another_matter(debate, decided):
        debate.who = None
    if debate.is_amended and debate.is_put:
        found.outcome = AMENDED
    # An amended motion is still his who moved it, once it was put and carried.
    is_sure = not debate.is_amendment_open and (debate.is_put or not debate.is_amended)
    # A seconder whose mover is not told is more likely another motion's.
    is_told = debate.who is not None and debate.who.mover is not None
    if is_told and debate.is_near and is_sure and not found.moved:
        found.moved = debate.who
    elif _is_other_half(debate.who, found.moved) and not debate.others_since_motion:
        # "Proposed by Councillor A" on one line, "seconded by Councillor B and RESOLVED" on the next.
        found.moved = replace(found.moved, mover=debate.who.mover)
    if found.voted:
        return
    if debate.division:
        _divide(debate, found)
    elif debate.voted and debate.others_since_vote <= 1:
        found.voted = debate.voted


def _is_other_half(mover: Moved | None, seconder: Moved | None) -> bool:
    return bool(mover and seconder and mover.mover and not mover.seconder and not seconder.mover)


def _divide(debate: Debate, found: _Found) -> None:
    """A vote between motion and amendment: those for what was lost were against what was carried."""
    motions, amendments = debate.division.get("motion", []), debate.division.get("amendment", [])
    if len(motions) == 1 and not amendments:
        found.voted = Voted(motions[0], None, debate.voted.votes_abstained)
        return
    is_even = len(motions) == len(amendments) == 1 and motions[0].value == amendments[0].value
    if len(motions) != 1 or len(amendments) != 1 or (is_even and not debate.cast_for):
        found.moved = None
        return
    is_motion = debate.cast_for == "motion" if is_even else motions[0].value > amendments[0].value
    won, lost = (motions[0], amendments[0]) if is_motion else (amendments[0], motions[0])
    against = replace(lost, confidence=Confidence.GUESSED, why=_WHY_AGAINST)
    named = debate.voted.votes if is_motion else tuple(map(_turned, debate.voted.votes))
    found.voted = Voted(won, against, debate.voted.votes_abstained, named)
    amended_by = debate.amended_by[0] if len(debate.amended_by) == 1 else None
    found.moved = debate.who if is_motion else amended_by


def _turned(vote: VoteRead) -> VoteRead:
    """Where the amendment was carried, those who voted for the motion were against what was decided."""
    return replace(vote, choice={FOR: AGAINST, AGAINST: FOR}.get(vote.choice, vote.choice))


def _sentences_before(blocks: list[Block], act: Act, before: Act | None) -> list[Said]:
    first, from_ = before.end_with_telling if before else (0, 0)
    said = []
    for place in range(first, act.place + 1):
        block = blocks[place]
        # "9 members voted for": the number that opens the line looks like its marker.
        start = from_ if before and place == first else 0 if LINE_OF_VOTES.match(block.text) else block.body
        end = act.start if place == act.place else len(block.text)
        said += [Said(place, block, begin, stop) for begin, stop in sentences_in(block.text, start, end)]
    # "Councillor A asked that his vote against be recorded": that was the vote on the decision before.
    return [one for one in said if not before or not asked_to_be_recorded(one.text)]
