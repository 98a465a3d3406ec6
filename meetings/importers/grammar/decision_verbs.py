"""Decision verbs: the words by which a body decides, told from the same words said of anything else."""

import re
from dataclasses import dataclass, replace

from meetings.importers.grammar.offices import holds_a_post, names_a_body
from meetings.importers.grammar.sentences import sentences_in

_VERB = re.compile(
    r"\b(?:resolved|agreed|decided|recommended|approved|noted|penderfynwyd|penderfynodd|cytunwyd|cytunodd)\b", re.I
)
_DECIDES = {"resolved", "agreed", "decided"}
_WELSH = {"penderfynwyd", "penderfynodd", "cytunwyd", "cytunodd"}
_ADVERBS = {"also", "then", "further", "therefore", "thereupon", "duly", "hereby", "unanimously", "and", "however"}
_ADVERB_OR_VOTE = re.compile(
    r"[ ,]*(?:\(?un[a-z]{3,10}ly\)?|nem\.? con\.?|by consensus|accordingly|in principle|"
    r"\([^()]{0,80}\b(?:vote|for|against)[^()]{0,60}\))"
    r"(?=[\s:,–-]|$)",
    re.I,
)
# What follows a verb that decides: the thing decided, or the sign that announces it.
_THING_DECIDED = re.compile(r"[ ,]*(?:[:–—-]|that\b|to\b|$|\([a-zA-Z0-9]{1,3}\) )", re.I)
_OPENING = re.compile(r"[\s:;,.–—-]*")
_IT_WAS = re.compile(r"\bit (?:was|is|has been|be)$", re.I)
_PUT_TO_THE_VOTE = re.compile(r"\b(?:proposed|moved|seconded|it was|on being put)\b", re.I)
_FURTHEST_LOOK = 160


@dataclass(frozen=True, slots=True)
class Decision:
    """Where a decision stands in a paragraph: from `start` to `end`, the thing decided from `decided` on."""

    start: int
    decided: int
    end: int
    verb: str
    # The verb is the paragraph's first word, so that all of it is the decision.
    is_whole_block: bool = False
    # Nothing but the deciding body stands before the verb, so the sentence can leave the minute for the resolution.
    is_sentence_of_its_own: bool = True
    # The verb decides only if a list of what was decided follows ("The Council noted –").
    needs_limbs: bool = False


def decisions_in(text: str, start: int = 0) -> list[Decision]:
    """Every place in a paragraph where a body decides something."""
    found: list[Decision] = []
    for first, last in sentences_in(text, start):
        is_first_of_sentence = True
        for match in _VERB.finditer(text, first, last):
            # The thing decided may itself speak of deciding; only "and also resolved" decides a second time.
            if not is_first_of_sentence and not _joins_on(text[max(first, match.start() - 20) : match.start()]):
                continue
            if decision := _decision(text, match, first, last, start):
                found.append(decision)
                is_first_of_sentence = False
    return _each_to_the_next(found, len(text))


def _each_to_the_next(found: list[Decision], end: int) -> list[Decision]:
    bounded = []
    for index, decision in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        last = end if decision.is_whole_block else decision.end
        if after is not None and after.start <= decision.start:
            last = min(last, after.decided - len(after.verb) - 1)
        elif after is not None:
            last = min(last, after.start)
        bounded.append(replace(decision, end=max(last, decision.decided)))
    return bounded


def _decision(text: str, match: re.Match[str], first: int, last: int, block_start: int) -> Decision | None:
    verb, plain = match[0], match[0].casefold()
    adverb = _ADVERB_OR_VOTE.match(text, match.end(), last)
    after = adverb.end() if adverb else match.end()
    before = text[max(first, match.start() - _FURTHEST_LOOK) : match.start()]
    decided = _OPENING.match(text, after, last).end()
    opens = not before.strip(" (“\"'‘")
    found = Decision(first, decided, last, verb, opens and first == block_start, opens or _is_only_subject(before))
    has_thing = bool(_THING_DECIDED.match(text, after, last))
    if plain in _WELSH:
        return found if opens or verb.isupper() else None
    if (
        verb.isupper()
        and plain in {"resolved", "agreed", "recommended", "decided"}
        and (has_thing or plain == "resolved")
    ):
        return found
    if opens or (verb[0].isupper() and before.rstrip().endswith(("–", "-", ":"))):
        start = first if opens else match.start()
        return (
            replace(found, start=start, is_sentence_of_its_own=True)
            if _opens_decision(text, plain, after, last)
            else None
        )
    return _decision_of_body(text, match, found, before, has_thing=has_thing, after=after)


def _opens_decision(text: str, plain: str, after: int, last: int) -> bool:
    if plain in {*_DECIDES, "recommended"}:
        return bool(_THING_DECIDED.match(text, after, last))
    return plain == "approved" and text[after:last].lstrip().startswith((":", "–", "-"))


def _decision_of_body(
    text: str, match: re.Match[str], found: Decision, before: str, *, has_thing: bool, after: int
) -> Decision | None:
    """A verb in small letters decides only when a body, or "it was", stands before it: a person may agree too."""
    plain, subject = match[0].casefold(), _without_adverbs(before)
    is_body = names_a_body(subject) and not holds_a_post(subject)
    if plain in _DECIDES and has_thing:
        joined = _joins_on(before) and (
            _PUT_TO_THE_VOTE.search(before) or (_has_body(before) and not holds_a_post(before))
        )
        return found if is_body or _IT_WAS.search(subject) or joined else None
    if plain == "noted" and is_body and text[after : found.end].strip() in {":", "–", "-", ":-", "—", "that:"}:
        return replace(found, needs_limbs=True)
    if plain == "approved" and is_body and text[after : after + 4] in {" the", " a r"}:
        # "the Council approved the virements": here who decided is part of the sentence, so it stays in the text.
        return replace(found, decided=_start_of_body(text, found.start, match.start()))
    return None


def _without_adverbs(before: str) -> str:
    words = before.rstrip(" ,:–-").split(" ")
    while words and (words[-1].casefold().endswith("ly") or words[-1].strip(",").casefold() in _ADVERBS):
        words.pop()
    return " ".join(words)


def _joins_on(before: str) -> bool:
    words = before.rstrip().casefold().rsplit(" ", 1)
    return words[-1] in {"also", "further", "and", "then", "therefore"}


def _has_body(before: str) -> bool:
    return any(names_a_body(word) for word in before.split())


def _is_only_subject(before: str) -> bool:
    return len(_without_adverbs(before).split()) <= 7 and "," not in before


def _start_of_body(text: str, first: int, verb: int) -> int:
    """Where the deciding body's name begins, after the clause that leads up to it."""
    comma = text.rfind(", ", first, verb)
    return comma + 2 if comma >= 0 else first
