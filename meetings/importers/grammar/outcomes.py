"""Outcomes: what became of the matter, from the word that decides and the words of what was decided."""

import re

from meetings.importers.grammar.quick_looks import holds_any

AGREED = "agreed"
AMENDED = "agreed as amended"
NOT_AGREED = "not agreed"
DEFERRED = "deferred"
WITHDRAWN = "withdrawn"
NOTED = "noted"
REFERRED = "referred"
RECOMMENDED = "recommended"
NO_DECISION = "no decision"

# Words that say the outcome by themselves, whatever was decided with them.
_OF_VERB = {
    "noted": NOTED, "nodwyd": NOTED, "nododd": NOTED,
    "resolved to recommend": RECOMMENDED,
    "recommended": RECOMMENDED, "recommends": RECOMMENDED, "argymhellwyd": RECOMMENDED, "argymhellodd": RECOMMENDED,
    "deferred": DEFERRED, "continued": DEFERRED, "gohiriwyd": DEFERRED, "withdrawn": WITHDRAWN,
    "refused": NOT_AGREED, "rejected": NOT_AGREED,
}  # fmt: skip
# How a decision begins before the word that says what is done: "that", "to", "that the Panel", "i" in Welsh.
_LEAD = r"(?:case [\w ,]{1,20}: )?(?:that )?(?:otherwise )?"
_LEAD += r"(?:(?:the |this )?(?:committee|council|cabinet|panel|board|sub-committee|executive|members) )?"
_LEAD += r"(?:to |i |(?:agreed|agrees|resolved|resolves) to )?(?:also |further )?"
_BE = r"\b(?:be|is|are|was|were|been|stands?)(?: \w{2,14}ly| now| also| further| therefore)?"
_OPENS_NOTING = re.compile(
    rf"{_LEAD}(?:(?:receives?|welcomes?|received|welcomed|scrutinised|considered|discussed|examined) and )?"
    r"(?:note[sd]?\b|noting\b|nodi\b|nodir\b)",
    re.I,
)
_OPENS_DEFERRING = re.compile(
    rf"{_LEAD}(?:defer(?:s|red)?\b|postpone[sd]?\b|adjourn(?:s|ed)? (?!the meeting)|hold over\b|put off\b|"
    r"put (?:this|that|it|(?:the|this|that) (?:matter|item|question|decision)) off\b|gohirio\b|"
    r"continue[sd]? (?:(?:the|this|that) )?(?:consideration|matter|item|application|report)\b|"
    r"continued (?:to|until|for)\b)",
    re.I,
)
_OPENS_REFERRING = re.compile(rf"{_LEAD}(?:refer(?:s|red)?|remit(?:s|ted)?|cyfeirio)\b(?P<rest>.{{0,90}})", re.I)
_OPENS_RECOMMENDING = re.compile(
    rf"{_LEAD}(?:(?:agreed? )?(?:to )?recommend(?:s|ed)?\b|argymell\b|the following recommendations be made\b|"
    r"(?:it|council|full council|the council|cabinet|the cabinet|the executive) be recommended\b)",
    re.I,
)
# "Decision: refused": what was asked for was not agreed to.
_OPENS_REFUSING = re.compile(r"(?:(?:the )?(?:application|permission|consent|licence) )?(?:refused|rejected)\b", re.I)
_REMITS = re.compile(rf"{_LEAD}remit", re.I)
_OPENS_WITH_NO_DECISION = re.compile(rf"{_LEAD}(?:that )?(?:there (?:be|was) )?no decision\b", re.I)
_IS_DONE = re.compile(rf"{_BE} (?P<done>\w{{3,15}}(?: over| back)?)\b", re.I)
_MATTER_WITHDRAWN = re.compile(
    rf"\b(?:item|report|motion|application|paper|proposal)\b.{{0,40}}?{_BE} withdrawn\b", re.I
)
_DONE_TOO = re.compile(r"\bbe (?:\w{2,14}ly )?(?P<done>\w{3,15}(?:ed|en|wn|ne|de|lt|ld|nt|ght|ut))\b", re.I)
_IS_TO_BODY = re.compile(
    r"\b(?:committee|council|cabinet|board|panel|group|forum|executive|pwyllgor|cyngor|cabinet)\b"
)
# After a noting word, a second thing that is more than noting.
_AND_DECIDES = re.compile(
    r"\band (?:to |that |also |further )?(?:\w{2,14}ly )?(?:agree|approve|adopt|authorise|delegate|grant|refuse|"
    r"instruct|endorse|recommend|request|ask|appoint|accept|support|confirm|write|invite)(?:s|d|ed)?\b",
    re.I,
)
_DECIDED_WORD = re.compile(
    r"\b(?:approved|agreed|adopted|authorised|delegated|granted|refused|instructed|endorsed|recommended|requested|"
    r"asked|appointed|accepted|supported|confirmed|referred|deferred)\b",
    re.I,
)
_AS_AMENDED = re.compile(
    r", as amended,|\b(?:approved|agreed|adopted|accepted|carried|confirmed) (?:, )?as amended\b|"
    r"\bas amended,? be (?:approved|agreed|adopted)\b|"
    r"\b(?:approved|agreed|adopted|accepted|confirmed|signed)\b[^.;]{0,40}?\b(?:with|subject to) "
    r"(?:the |these |those )?"
    r"(?:following )?(?:changes|amendments?|corrections?|alterations?)\b",
    re.I,
)
_WORDS_OF_AMENDING = ("amend", "change", "correction", "alteration")
# What is said to have happened to a motion or an amendment that was put.
_LOST = re.compile(
    r"\b(?:lost|fell|fall|falls|defeated|rejected|not carried|not agreed|not supported|not approved|failed|"
    r"no seconder|want of a seconder|lack of a seconder)\b",
    re.I,
)
_WITHDRAWN = re.compile(r"\bwithdr(?:awn|ew)\b", re.I)
_CARRIED = re.compile(r"\b(?:carried|passed)\b(?! (?:out|forward|over|on|away|by a|in|to))", re.I)
_ALL_AGREED = re.compile(
    r"\ball (?:\w{4,12} )?(?:were |was |voted )?(?:in favour|agreed)|\bagreed by all\b|"
    r"\b(?:agreed |approved )?unanimous(?:ly)?(?: agreed| approved)?\b|"
    r"\bpawb (?:o blaid|yn (?:gyt[uû]n|unfrydol))\b|"
    r"\b(?:this|which|it|motion) was (?:agreed|approved|accepted)\b|"
    r"^(?:and )?(?:agreed|approved|resolved)(?: ?\([^()]{2,60}\))?[.!]?$",
    re.I,
)
# "That the Forum NOTES the report": the verb in capitals says what became of the matter.
_SUBJECT_BEFORE_CAPITALS = re.compile(
    r"^(?:[Tt]hat )?(?:[\w'&-]{1,30} ){1,6}(?=(?:NOTES?|NOTED|RECOMMENDS?|DEFERS?|REFERS?)\b)"
)
_FURTHEST = 2000


def outcome_of(verb: str, text: str) -> str:
    """The desk's outcome of a decision: from its verb as printed and the words of the thing decided."""
    if of_verb := _OF_VERB.get(_unmutated(verb)):
        return of_verb
    words = text[:_FURTHEST].strip(" .;:,–-(“\"'‘").replace("’", "'")
    words = _SUBJECT_BEFORE_CAPITALS.sub("", words, count=1)
    if _OPENS_NOTING.match(words):
        return AGREED if _AND_DECIDES.search(words) else NOTED
    if _OPENS_RECOMMENDING.match(words):
        return RECOMMENDED
    if _OPENS_DEFERRING.match(words):
        return DEFERRED
    if _OPENS_WITH_NO_DECISION.match(words):
        return NO_DECISION
    if _OPENS_REFUSING.match(words):
        return NOT_AGREED
    sent = _OPENS_REFERRING.match(words)
    if sent and (_REMITS.match(words) or _IS_TO_BODY.search(sent["rest"].casefold())):
        return REFERRED
    return _outcome_of_passive(words)


def _outcome_of_passive(words: str) -> str:
    """ "the report be noted", "the item be deferred": the first thing done to the matter says what became of it."""
    done = _IS_DONE.search(words)
    # In "the plan which was deferred be approved" the deciding word is the last one, the clause before is not.
    said = done["done"].casefold().split()[0] if done else ""
    if said == "noted" or (said == "received" and re.search(r"\band noted\b", words)):
        # "officers reply to the first and that the second be noted": noting is not all.
        is_all = not re.search(r"\band that\b", words[: done.start()])
        return NOTED if is_all and not _DECIDED_WORD.search(words) and not _does_more(words, done.end()) else AGREED
    if done and _is_in_clause(words, done.start()):
        said = ""
    if said in {"deferred", "postponed"} or (done and done["done"].casefold() == "held over"):
        return DEFERRED
    if said == "adjourned" and not words.casefold().startswith(("that the meeting", "the meeting")):
        return DEFERRED
    if said in {"referred", "remitted"} and _IS_TO_BODY.search(words[done.end() : done.end() + 90].casefold()):
        return REFERRED
    if said == "recommended":
        return RECOMMENDED
    if said == "withdrawn" and _MATTER_WITHDRAWN.search(words):
        return WITHDRAWN
    return AMENDED if holds_any(words, _WORDS_OF_AMENDING) and _AS_AMENDED.search(words) else AGREED


def _does_more(words: str, place: int) -> bool:
    """Whether another thing is to be done besides noting: "… be noted and that more signs be bought"."""
    others = (other["done"].casefold() for other in _DONE_TOO.finditer(words, place))
    return any(other not in {"noted", "received"} for other in others)


def _is_in_clause(words: str, place: int) -> bool:
    """Whether the verb belongs to "which was", "that had been": it says what happened before, not what is decided."""
    return bool(re.search(r"\b(?:which|who|it|as|had|has|have|if)$", words[max(0, place - 12) : place].rstrip()))


def _unmutated(verb: str) -> str:
    """A Welsh verb without the change of its first letter after a small word: "gytunwyd" is "cytunwyd"."""
    plain = verb.casefold()
    for changed, first in (("benderf", "penderf"), ("phenderf", "penderf"), ("gytun", "cytun"), ("chytun", "cytun")):
        if plain.startswith(changed):
            return first + plain.removeprefix(changed)
    return plain.removeprefix("h") if plain.startswith("hargym") else plain


def fate_in(text: str) -> str:
    """What a sentence says became of the motion or amendment it speaks of, or nothing."""
    if _LOST.search(text):
        return NOT_AGREED
    if _WITHDRAWN.search(text):
        return WITHDRAWN
    if _CARRIED.search(text):
        return AMENDED if re.search(r"\bas (?:amended|altered)\b", text, re.I) else AGREED
    return AGREED if _ALL_AGREED.search(text) else ""


def word_of_fate(text: str) -> str:
    """The word that says so, as printed."""
    for pattern in (_LOST, _WITHDRAWN, _CARRIED, _ALL_AGREED):
        if found := pattern.search(text):
            return found[0].rpartition("was ")[2].removeprefix("and ").strip(" .!")
    return ""
