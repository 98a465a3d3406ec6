"""The resolutions of one item as they are found, each once, with the acts of deciding that made them."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from meetings.importers.blocks import Block, join
from meetings.importers.grammar.labels import is_bullet
from meetings.importers.grammar.movers import moved_in
from meetings.importers.grammar.outcomes import outcome_of
from meetings.importers.grammar.part_labels import part_labels
from meetings.importers.grammar.proceedings import Act, with_proceedings
from meetings.importers.grammar.telling import tail_at
from meetings.importers.grammar.two_languages import have_same_figures, is_welsh_verb
from meetings.importers.minutes import ResolutionRead

_TELLS_MOVERS = re.compile(r"\b(?:proposed|moved|seconded|cynigiwyd|eiliwyd)\b", re.I)
_WORD = re.compile(r"[^\W_]+")
_PROCEEDINGS = ("mover", "seconder", "votes_for", "votes_against", "votes_abstained", "votes")
_FEWEST_WORDS = 4
_APPLICATION = re.compile(r"\b\d{2,4}/\d{3,6}(?:/[A-Z]{2,5})?\b")
_FURTHEST_REFERENCE = 6
_LONGEST_LOOK = 400
_MOST_PAIRS = 2000
# "be approved" is no short form of "be not approved".
_NEGATIVES = {"not", "no", "nor", "never", "refused", "peidio", "na", "nid"}


@dataclass(slots=True)
class Resolutions:
    """The resolutions of one item, and which words of its text they took with them."""

    blocks: list[Block]
    # Those blocks that stand under a heading "Decision".
    decided: set[int]
    read: list[ResolutionRead] = field(default_factory=list)
    # For each block, the stretches that are resolutions and need not be told again in the minute.
    taken: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    # The block in which each resolution begins, and its own words as a block.
    places: list[int] = field(default_factory=list)
    texts: list[Block] = field(default_factory=list)
    # For each text already read, its place in `read`; and the acts of deciding, in the order of the page.
    _seen: dict[tuple[str, ...], int] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)
    # How far a list was read and found to decide nothing, so that no lead-in inside it is tried again.
    tried: int = 0
    # Whether a line of the item ends with what became of an application, and whether the lines read last say that the
    # body itself heard the applications listed below them.
    has_applications: bool = False
    is_hearing: bool = False
    # For each block, the words at the end of a decision that tell who moved it and how the vote went.
    _kept: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def begin_act(self, place: int, start: int, decided: int) -> None:
        """What is added from here on was decided at once: its mover and votes are the same."""
        self.acts.append(Act(place, start, decided, place, decided))

    def add(self, place: int, text: Block, label: str, verb: str, last: tuple[int, int], why: str = "") -> None:
        """Keep a resolution once, though it may be printed under the decision and again in the minutes.

        `last` is where it ends: the place of its last block, and the end of its words in it.
        """
        words = _plain_words(text.text)
        if not words:
            return
        cut = tail_at(text, 0, len(text.text))
        length = len(text.text) - cut
        act, tail = self.acts[-1], None
        act.last, act.end = last
        if length and length <= last[1]:
            self._kept.setdefault(last[0], []).append((last[1] - length, last[1]))
            text, tail = text.part(0, cut), text.part(cut, len(text.text))
            words = _plain_words(text.text)
        index = self._seen.setdefault(words, len(self.read))
        if index < len(self.read) and self._is_of_other_application(place, self.places[index]):
            index = self._seen[words] = len(self.read)
        act.resolutions.append(index)
        if tail:
            act.tails[index] = tail
        if index < len(self.read):
            return
        self.read.append(ResolutionRead(text.read(0, len(text.text), why), label, verb, outcome_of(verb, text.text)))
        self.places.append(place)
        self.texts.append(text)

    def _is_of_other_application(self, place: int, before: int) -> bool:
        """Whether the same words decide on two applications, each under its own reference: "no objection"."""
        if place == before or {place, before} & self.decided:
            return False
        one, other = self._application_at(place), self._application_at(before)
        return bool(one and other and one != other)

    def _application_at(self, place: int) -> str:
        for block in reversed(self.blocks[max(0, place - _FURTHEST_REFERENCE) : place + 1]):
            if references := _APPLICATION.findall(block.text[:_LONGEST_LOOK]):
                return references[-1]
        return ""

    def take(self, place: int, start: int, end: int) -> None:
        self.taken.setdefault(place, []).append((start, end))

    def add_run(self, blocks: list[Block], run: list[list[int]], verb: str, why: str = "") -> None:
        """Keep each limb of a list, given as the places of its blocks, and take its words out of the minute."""
        for limb in run:
            first = blocks[limb[0]]
            words = [first.unlabelled()] if first.words else []
            text = join([*words, *(blocks[place] for place in limb[1:])])
            last = (limb[-1], len(blocks[limb[-1]].text))
            self.add(limb[0], text, "" if is_bullet(first.label) else first.label, verb, last, why)
            for place in limb:
                self.take(place, 0, len(blocks[place].text))

    def sort_acts(self) -> None:
        """Bring acts found later than others into the order of the page, and what they decided with them."""
        self.acts.sort(key=lambda act: (act.place, act.start))
        order = list(dict.fromkeys(index for act in self.acts for index in act.resolutions))
        place_of = {index: place for place, index in enumerate(order)}
        self.read, self.places, self.texts = (
            [kept[index] for index in order] for kept in (self.read, self.places, self.texts)
        )
        for act in self.acts:
            act.resolutions = [place_of[index] for index in act.resolutions]
            act.tails = {place_of[index]: tail for index, tail in act.tails.items()}

    def finish(self, blocks: list[Block], decided: set[int]) -> None:
        """Give every resolution its mover and votes, whose words stay in the minute, and the label of its part."""
        acts = [act for act in self.acts if act.resolutions]
        self.read = with_proceedings(blocks, acts, self.read, decided)
        labels = part_labels(blocks, set(self.places)) if self.read else {}
        for index, place in enumerate(self.places):
            if place in labels and not self.read[index].label:
                self.read[index] = replace(self.read[index], label=labels[place])
        self._drop_short_forms(decided)
        self._drop_translations()
        for place, kept in self._kept.items():
            if place in self.taken:
                self.taken[place] = _less(self.taken[place], kept)

    def finish_with_title(self, title: Block) -> None:
        """ "Motion proposed by Councillor A, seconded by Councillor B": the title tells it of the only decision."""
        if not _TELLS_MOVERS.search(title.text):
            return  # "Rights of way (Footpaths/Bridleways)" names nobody
        is_only = len([act for act in self.acts if act.resolutions]) == 1
        if is_only and not any(read.mover or read.seconder for read in self.read):
            both = (one for one in moved_in(title, 0, len(title.text)) if one.mover and one.seconder)
            for moved in both:
                self.read = [replace(read, mover=moved.mover, seconder=moved.seconder) for read in self.read]

    def _drop_short_forms(self, decided: set[int]) -> None:
        """A decision printed in short under "Decision", and with more words in the minutes, is one resolution."""
        words = [_WORD.findall(text.text.casefold()) for text in self.texts]
        short = [index for index, place in enumerate(self.places) if place in decided]
        full = [index for index, place in enumerate(self.places) if place not in decided]
        if len(short) * len(full) > _MOST_PAIRS:
            return
        dropped: dict[int, int] = {}
        for one in short:
            alike = [other for other in full if self._is_short_form(words, one, other)]
            if len(alike) == 1 and alike[0] not in dropped.values():
                dropped[one] = alike[0]
        for one, other in dropped.items():
            self.read[other] = _with_votes_of(self.read[other], self.read[one])
        for one in sorted(dropped, reverse=True):
            del self.read[one], self.places[one], self.texts[one]

    def _drop_translations(self) -> None:
        """A decision in Welsh, and the paragraph that says it again in English, is one; the English stays text."""
        if not any(is_welsh_verb(read.verb) for read in self.read):
            return
        count, kept = Counter(self.places), list[int]()
        for index, place in enumerate(self.places):
            before = kept[-1] if kept and kept[-1] == index - 1 else None
            if before is None or count[place] > 1 or not self._is_translated(before, index):
                kept.append(index)
                continue
            self.read[before] = _with_votes_of(self.read[before], self.read[index])
            self.taken.pop(place, None)
        self.read, self.places, self.texts = (
            [found[index] for index in kept] for found in (self.read, self.places, self.texts)
        )

    def _is_translated(self, one: int, other: int) -> bool:
        first, second = self.read[one], self.read[other]
        is_pair = is_welsh_verb(first.verb) and not is_welsh_verb(second.verb) and first.outcome == second.outcome
        return is_pair and have_same_figures(first.text.value, second.text.value)

    def _is_short_form(self, words: list[list[str]], one: int, other: int) -> bool:
        if _NEGATIVES & set(words[one]) != _NEGATIVES & set(words[other]):
            return False
        left = iter(words[other])
        is_same_act = (
            self.read[one].verb == self.read[other].verb and self.read[one].outcome == self.read[other].outcome
        )
        return is_same_act and len(words[one]) > _FEWEST_WORDS and all(word in left for word in words[one])


def _with_votes_of(resolution: ResolutionRead, short: ResolutionRead) -> ResolutionRead:
    """The full form, with whatever only the short one tells of its mover and votes."""
    told = {name: getattr(short, name) for name in _PROCEEDINGS if getattr(short, name)}
    return replace(resolution, **{name: value for name, value in told.items() if not getattr(resolution, name)})


def _less(taken: list[tuple[int, int]], kept: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches without those that are kept."""
    left: list[tuple[int, int]] = []
    at, kept = 0, sorted(kept)
    for start, end in sorted(taken):
        while at < len(kept) and kept[at][0] < end:
            if start < kept[at][0]:
                left.append((start, kept[at][0]))
            start = max(start, kept[at][1])
            if start >= end:
                break
            at += 1
        if start < end:
            left.append((start, end))
    return left


def _plain_words(text: str) -> tuple[str, ...]:
    words = tuple(_WORD.findall(text.casefold()))
    words = words[1:] if words[:1] in (("that",), ("to",)) else words
    words = words[:-1] if words[-1:] == ("and",) else words  # it joins a limb to the next
    # "notes" under the decision is "noted" in the minutes.
    return (re.sub(r"(?:e?s|e?d)$", "", words[0]), *words[1:]) if words else ()
