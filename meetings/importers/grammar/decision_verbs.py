"""Decision verbs: the words by which a body decides, told from the same words said of anything else."""

import re
from dataclasses import dataclass, replace

from meetings.importers.grammar.dealt_with import is_dealt_with, is_matter_settled
from meetings.importers.grammar.decided_headings import decision_was, is_heading_of_decision, number_after
from meetings.importers.grammar.names import is_titled
from meetings.importers.grammar.offices import holds_a_post, names_a_body, names_a_post, speaks_of_a_body
from meetings.importers.grammar.quick_looks import holds_any
from meetings.importers.grammar.sentences import sentences_in

_DECIDES = {"resolved", "agreed", "decided", "determined"}
# What a Scottish committee does besides agreeing; in small letters they decide only after the body's name.
_DOES = {
    "approved", "instructed", "remitted", "continued", "homologated", "deferred", "refused", "ratified", "granted",
}  # fmt: skip
# Those that decide in capitals only: in small letters they tell what happened.
_DOES_IN_CAPITALS = _DOES | {
    "noted", "permitted", "adopted", "authorised", "delegated", "endorsed", "requested", "asked", "rejected",
}  # fmt: skip
# "Decision: that the licence be granted": the heading of a section, on the line of what was decided.
_NOUNS = {"decision", "decisions", "resolution", "resolutions", "penderfyniad", "penderfyniadau"}
_IN_CAPITALS = {*_DECIDES, "recommended"}
# Spaces are lost in some PDF text ("RESOLVEDthat").
_VERB = re.compile(
    rf"\b(?:{'|'.join(sorted(_NOUNS | _IN_CAPITALS | _DOES_IN_CAPITALS))}|voted|recommends|"
    r"[bp]h?enderfynwyd|[bp]h?enderfynodd|(?:c|ch|g)ytunwyd|(?:c|ch|g)ytunodd|h?argymhellwyd|argymhellodd|nodwyd|nododd|"
    r"c(?:h)?ymeradwywyd|gymeradwywyd)(?:\b|(?=that\b))",
    re.I,
)
# The quick answer for most paragraphs, in small letters: with re.I the search takes four times as long.
_VERB_IN_SMALL_LETTERS = re.compile(_VERB.pattern)
# The quicker answer for those that hold none of these.
_STEMS = (
    "resol", "agree", "deci", "determin", "recommend", "approv", "instruct", "remit", "continu", "homolog", "defer",
    "refus", "ratif", "grant", "noted", "permit", "adopt", "authoris", "delegat", "endors", "request", "asked",
    "reject", "voted", "enderfyn", "ytun", "rgymhell", "nodwyd", "nododd", "ymeradwy",
)  # fmt: skip
# Before a verb that opens a line: its label, or the heading on the same line.
_AFTER_HEADING = re.compile(r"(?:^|\b(?:decision|penderfyniad|outcome|result) ?[:–-] ?)$", re.I)
_WELSH = re.compile(
    r"(?:[bp]h?enderfyn|(?:c|ch|g)ytun|h?argymhell|(?:c|ch|g)ymeradwy)(?:w?yd|odd)|nodwyd|nododd", re.I
)
# The Welsh words that tell of discussion as often as of a decision, so that only capitals or a sign decide.
_WELSH_TELLING = {"nodwyd", "nododd", "cymeradwywyd", "gymeradwywyd", "chymeradwywyd"}
_AFTER_WELSH_MOTION = re.compile(r"\b(?:cynigiwyd|eiliwyd)\b.* ac?(?: \w{2,3})? $", re.I)
# Before a Welsh verb in small letters: nothing, a vote, or a little word that joins it on.
_BEFORE_WELSH = re.compile(r"(?:^|[,;] ?|\b(?:unfrydol|a|ac|fe|felly|hefyd|yna),? ?)$", re.I)
_ADVERBS = {"also", "then", "further", "therefore", "thereupon", "duly", "hereby", "unanimously", "and", "however"}
# What may stand between the verb and the thing decided: how all or most agreed, and who proposed it, in brackets.
_COUNT = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|none)"
_ADVERB_OR_VOTE = re.compile(
    r"[ ,]*(?:\(?un[a-z]{3,10}ly\)?|yn unfrydol|nem\.? con\.?|by consensus|accordingly|in principle|"
    r"by all(?: present)?|as follows|"
    # "PENDERFYNWYD / RESOLVED": the same word in both languages.
    r"/ ?(?:resolved|agreed|noted|recommended|[bp]h?enderfynwyd|(?:c|ch|g)ytunwyd|nodwyd|h?argymhellwyd)|"
    r"\d{1,3} ?[-–] ?\d{1,3}(?= (?:that|to)\b)|\d{1,4}[/-]\d{1,4}(?= ?[:–])|"
    # The number of the resolution, or of those for, against and abstaining: "(24/117)", "(7-0-1)".
    r"[(\[](?:(?:minute|ref\.?|no\.?) [A-Z]{0,4}[ /]?\d{1,4}|[A-Z]{0,4}[ /]?\d{1,4}(?: ?[/.–:-] ?\d{1,4}){1,2})[)\]]"
    r"(?= ?(?:that|to|:|[–-]))|"
    rf"(?:by|with|on) (?:a |an )?(?:vote of |majority of )?{_COUNT}(?: votes?)?(?: to {_COUNT}\b| against {_COUNT}\b)?"
    r"[^.:;()]{0,60}?(?=,? that\b|,? to [a-z]|:| [–-] | ?\(|$)|"
    r"(?:by|with|on) (?:a |an )?(?:(?:recorded |named )?vote|majority)\b[^.:;()]{0,60}?"
    r"(?=,? that\b|,? to [a-z]|:| [–-] | ?\(|$)|"
    r"[(\[][^()\[\]]{0,100}\b(?:votes?|for|against|prop|proposed|proposer|moved|sec|seconded|seconder)\b"
    r"[^()\[\]]{0,80}[)\]]|"
    r"[(\[][A-Z][^()\[\]/]{1,40} ?/ ?[A-Z][^()\[\]/]{1,40}[)\]]|"
    # ", on a show of hands, that": but what the decision rests on, or is subject to, is part of it.
    r",(?! (?:in terms|under|pursuant|in accordance|by virtue|in line|subject|contrary|that|to)\b)[^.;:()]{2,100}?,"
    r"(?= (?:that|to) )|"
    r"(?:on (?:the|a) (?:motion|proposal|proposition) (?:of|by|from)|proposed by|moved by)[^:;()]{3,120}?"
    r"(?=,? that\b|,? to [a-z]|:| [–-] | ?\(|$))"
    r"(?=[\s:,–-]|$)",
    re.I,
)
# What follows a verb that decides: the thing decided, or the sign that announces it.
_THING_DECIDED = re.compile(
    r"[ ,]*(?:[:–—-]|as (?:recommended|per|set out)\b|that\b|to\b|not to\b|$|\([a-zA-Z0-9]{1,3}\) |"
    r"for (?:the |an? )?[\w’' -]{2,60}? to (?!the\b|an?\b)[a-z]{2,14}\b|"  # "agreed for the Clerk to write"
    r"(?:in terms of|under|pursuant to|in accordance with|by virtue of|in line with|contrary to) )",
    re.I,
)
# "It was agreed the Clerk would write": a sentence that says what is to be, without "that".
_WHAT_IS_TO_BE = re.compile(
    r" (?:the|a|an|all|these|this|we|Cllrs?|Councillors?|Mrs?|Ms)\b[^.;:]{2,70}? (?:would|should|will|be)\b"
)
_TO_DO = re.compile(r" to (?!the\b|an?\b)[a-zA-Z]{2,14}\b")
# "AGREED: It was agreed, on the proposal of Councillor A, to buy a van": the sentence after the heading decides.
_DECIDED_BELOW_HEADING = re.compile(
    r"\bit (?:was|had been|has been) (?:\w{3,12}ly |further |also |then ){0,2}(?:agreed|resolved|decided)\b", re.I
)
# "The Council agreed the motion": what was put to the body, and not what it thinks ("agreed the importance of …").
_WHAT_WAS_PUT = re.compile(
    r" (?:the|this) (?:(?:[\w-]{2,14} ){0,2}(?:budget|precept|accounts|payments|policy|programme|terms of reference)|"
    r"motion|recommendations?|proposals?|minutes?|report)\b(?! (?:was|were|is|are|had|would|should|could|might)\b)",
    re.I,
)
# "RESOLVED TO RECOMMEND TO COUNCIL that": in capitals all of it is the verb.
_TO_RECOMMEND = re.compile(
    r"(?P<verb> TO RECOMMEND)(?: TO (?:THE )?[A-Z][A-Z -]{2,40})?(?:[:,]? [–-])?:? ?(?=[Tt]hat |$)"
)
_ANNOUNCED = re.compile(r" ?(?::|[–—-] )")
_AND_AT_END = re.compile(r"[,;]? and $")
_THAT_OR_THE = re.compile(r" ?(?:that|the)\b", re.I)
_OPENING = re.compile(r"[\s:;,.|–—-]*")
_OPENS_ASIDE = re.compile(r"(?:having|after|following|on|upon|with|in|by|being|when|noting)\b", re.I)
# "Penderfynodd y Pwyllgor Craffu nodi": in Welsh the body stands after its verb.
_WELSH_SUBJECT = re.compile(r"yr? (?:Pwyllgor|Is-bwyllgor|Cyngor|Cabinet|Bwrdd|Panel)(?: [A-Z]\w{2,15}){0,3} ")
# In Welsh any verb may follow the heading, for the name of the deed opens the sentence.
_WELSH_HEADING_ENDS = re.compile(r" ?(?:[:–-] ?)?(?:$|(?<=[:–-] )\w+['’]?\w? \w)")
# "had resolved as follows: “RESOLVED that …”": what another body decided.
_QUOTES_ANOTHER = re.compile(r": ?[“\"]$")
# "the Council by 5 votes to 3 resolved".
_VOTE_BEFORE = re.compile(rf",? by (?:a majority of )?{_COUNT}(?: votes?)?(?: to {_COUNT})?,? $", re.I)
# "That Council be RECOMMENDED to begin": the limb itself says that something is recommended.
_BE_RECOMMENDED = re.compile(r"(?:That )?[\w,’' -]{2,80} be ")
# "Members agreed that these are a nuisance" tells what they think; "that these are to be sold" decides.
_IS_OPINION = re.compile(
    r" that (?:this|it|these|they|those|there) (?:is|are|was|were|has|have|had|seems?|looks?)\b(?! (?:to|be)\b)"
    r"(?![^.]{0,200}\b(?:should|would|will|shall|must|be|can|may|record|correct|acceptable|satisfied)\b)",
    re.I,
)
_IT_WAS = re.compile(r"\bit (?:was|is|has been|be)$", re.I)
_THE_FOLLOWING_WAS = re.compile(r"\bthe following(?: \w{3,12})? (?:was|were)$", re.I)
# Of bodies, those that are not named with one of the words of an office: "the Working Party", "the Sub-Group".
_OTHER_BODY = re.compile(
    r"\b(?:we|those present|working party|sub-?group|"
    r"partnership|trust|association|sub-?committee|conference|task ?force|body)$",
    re.I,
)
# One member may decide alone; what he decides is recorded as a body's decision is.
_DECIDES_ALONE = re.compile(
    r"(?:^|, )(?:the )?(?:deputy )?(?:(?:cabinet|executive|lead) member|portfolio holder|leader|commissioner)\b"
    r"[^.;,]{0,60}$",
    re.I,
)
# The body of these minutes, and not another that recommends something to it.
_RECOMMENDS = re.compile(r"(?:the )?(?:(?:sub-?)?committee|panel|forum|working (?:group|party)|task group) ", re.I)
_PUT_TO_THE_VOTE = re.compile(r"\b(?:proposed|moved|seconded|it was|on being put)\b")  # in small letters
_ANNOUNCES_LIST = {":", "–", "-", ":-", "—", "that:"}
_FURTHEST_LOOK = 160
_LONGEST_SUBJECT = 60
_FURTHEST_COMMA = 400
_LONGEST_ADVERB = 25
_LONGEST_IMPERSONAL = 40
_LONGEST_BODY = 24
_MOST_WORDS_OF_SUBJECT = 7


@dataclass(slots=True)
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
    if not holds_any(text, _STEMS) or not _VERB_IN_SMALL_LETTERS.search(text.lower(), start):
        return []
    found: list[Decision] = []
    for first, last in sentences_in(text, start):
        is_first_of_sentence = True
        for match in _VERB.finditer(text, first, last):
            # The thing decided may itself speak of deciding; only "and also resolved" decides a second time.
            before = text[max(first, match.start() - 20) : match.start()]
            if not is_first_of_sentence and not _joins_on(before):
                continue
            if decision := _decision(text, match, first, last, start):
                found.append(decision)
                is_first_of_sentence = False
    return _each_to_the_next(found, text)


def _each_to_the_next(found: list[Decision], text: str) -> list[Decision]:
    bounded = []
    for index, decision in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        last = len(text) if decision.is_whole_block else decision.end
        if after is not None and after.start <= decision.start:
            last = min(last, after.decided - len(after.verb) - 1)
        elif after is not None:
            last = min(last, after.start)
        if after is not None and (joint := _AND_AT_END.search(text, max(decision.decided, last - 10), last)):
            last = joint.start()
        end = max(last, decision.decided)
        bounded.append(decision if end == decision.end else replace(decision, end=end))
    return bounded


def _decision(text: str, match: re.Match[str], first: int, last: int, block_start: int) -> Decision | None:
    verb, plain = match[0], match[0].casefold()
    before = text[max(first, match.start() - _FURTHEST_LOOK) : match.start()]
    subject = _without_adverbs(before)
    opens = not subject.strip(" (“\"'‘") or before in {"Y ", "y "}
    if _QUOTES_ANOTHER.search(before):
        return None
    after, decided = _thing_decided(text, match, last, is_heading=opens)
    # Names and votes that stand between the verb and the thing decided must stay in the minute.
    is_own = (
        opens or ("," not in before and len(subject.split()) <= _MOST_WORDS_OF_SUBJECT)
    ) and decided - match.end() <= _LONGEST_ADVERB
    found = Decision(first, decided, last, verb, opens and first == block_start, is_own)
    if plain in _NOUNS:
        return _decision_after_noun(text, match, found, before, opens=opens)
    if _WELSH.fullmatch(plain):
        return _welsh_decision(text, match, found, before, after)
    in_capitals = _decision_in_capitals(text, match, found, before, after=after) if verb.isupper() else None
    if in_capitals:
        return in_capitals
    if opens or (verb[0].isupper() and before.rstrip().endswith(("–", "-", ":"))):
        found = replace(found, start=first if opens else match.start(), is_sentence_of_its_own=is_own or not opens)
        return found if _opens_decision(text, plain, after, last) else None
    if verb[0].isupper() and plain in _DECIDES and _ANNOUNCED.match(text, after, last):
        # "… could be kept Resolved: that option 2 be taken": a capital and a colon, where a cell lost its lines.
        return replace(found, start=match.start(), is_sentence_of_its_own=True)
    return _decision_of_body(text, match, found, before, _before_aside(subject), after=after)


def _decision_after_noun(
    text: str, match: re.Match[str], found: Decision, before: str, *, opens: bool
) -> Decision | None:
    """ "Decision: that it be done", "The decision of the Sub-Committee was that it be done"."""
    if was := decision_was(text, match, found.end, before):
        return replace(found, decided=was, is_sentence_of_its_own=False)
    plain, after = match[0].casefold(), match.end()
    is_announced = is_heading_of_decision(text, plain, after, found.end)
    if plain.startswith("penderfyniad"):
        is_announced = is_announced or bool(_WELSH_HEADING_ENDS.match(text, after, found.end))
    return found if opens and is_announced else None


def _thing_decided(text: str, match: re.Match[str], last: int, *, is_heading: bool) -> tuple[int, int]:
    """Where the words go on after the verb and its adverbs, and where the thing decided begins."""
    noun = match[0].casefold() in _NOUNS
    after = number_after(text, match.end(), last) if noun else match.end()
    after = _after_adverbs(text, after, last)
    decided = _OPENING.match(text, after, last).end()
    if decided > after:
        # "RESOLVED – (unanimously) That", "RESOLVED – On the motion of Councillor A (9 for, 2 against):"
        again = _after_adverbs(text, decided, last)
        decided = _OPENING.match(text, again, last).end() if again > decided else decided
    if is_heading and _ANNOUNCED.match(text, after, last):
        inner = _DECIDED_BELOW_HEADING.search(text, decided, min(decided + _FURTHEST_LOOK, last))
        if inner:
            decided = _OPENING.match(text, _after_adverbs(text, inner.end(), last), last).end()
    return after, decided


def _decision_in_capitals(
    text: str, match: re.Match[str], found: Decision, before: str, *, after: int
) -> Decision | None:
    """A verb in capitals: that is how many clerks mark what was decided."""
    plain = match[0].casefold()
    if plain == "resolved" and (recommends := _TO_RECOMMEND.match(text, match.end(), found.end)):
        verb = text[match.start() : recommends.end("verb")]
        return replace(found, verb=verb, decided=recommends.end())
    if plain == "recommended" and _BE_RECOMMENDED.fullmatch(before) and not _IT_WAS.search(before.rstrip()):
        return replace(found, decided=found.start)
    if plain == "resolved" or (plain in _IN_CAPITALS and _THING_DECIDED.match(text, after, found.end)):
        return found
    is_deed = plain in _DOES_IN_CAPITALS or (plain == "agreed" and text.startswith(" the ", match.end()))
    if is_deed and is_body(_without_adverbs(before)):
        return found
    is_first = found.start == match.start() or not before.strip(" (“\"'‘") or _AFTER_HEADING.search(before)
    if not is_first:
        return None
    if is_dealt_with(text, match.span(), found.end):
        # Here the verb itself is the thing decided.
        return replace(found, start=match.start(), decided=match.start(), is_sentence_of_its_own=True)
    is_that = _THAT_OR_THE.match(text, after, found.end)
    return replace(found, start=match.start()) if plain in _DOES_IN_CAPITALS and is_that else None


def _after_adverbs(text: str, place: int, last: int) -> int:
    """Where the words go on after "unanimously", a vote and the names of the proposers, at most three of them."""
    for _ in range(3):
        found = _ADVERB_OR_VOTE.match(text, place, last)
        if not found:
            break
        place = found.end()
    return place


def _welsh_decision(text: str, match: re.Match[str], found: Decision, before: str, after: int) -> Decision | None:
    if subject := _WELSH_SUBJECT.match(text, found.decided, found.end):
        found = replace(found, decided=subject.end())
    if match[0].isupper():
        return found
    if match[0].casefold() in _WELSH_TELLING and not _AFTER_WELSH_MOTION.search(before):
        return found if not before.strip() and _ANNOUNCED.match(text, after) else None
    return found if _BEFORE_WELSH.search(before) else None


def _opens_decision(text: str, plain: str, after: int, last: int) -> bool:
    if plain in {*_DECIDES, "recommended"}:
        return bool(_THING_DECIDED.match(text, after, last))
    return plain in {"approved", "noted", *_DOES} and text[after : min(after + 3, last)].lstrip().startswith(
        (":", "–", "-")
    )


def _decision_of_body(
    text: str, match: re.Match[str], found: Decision, before: str, subject: str, *, after: int
) -> Decision | None:
    """A verb in small letters decides only when a body, or "it was", stands before it: a person may agree too."""
    plain = match[0].casefold()
    is_of_body = is_body(subject) and not holds_a_post(subject)
    if plain == "voted":
        return found if is_of_body and _TO_DO.match(text, after, found.end) else None
    if is_matter_settled(before, plain, text[after : min(after + _FURTHEST_LOOK, found.end)]):
        return replace(found, decided=found.start)
    if plain in _DECIDES:
        return _agreed_by(text, found, before, subject, after=after, is_of_body=is_of_body)
    if plain == "recommends" and _RECOMMENDS.fullmatch(before.lstrip()):
        return replace(found, needs_limbs=True)
    if plain == "noted" and is_of_body and text[after : min(after + 8, found.end)].strip() in _ANNOUNCES_LIST:
        return replace(found, needs_limbs=True)
    if plain in _DOES and is_of_body and text[after : after + 4] in {" the", " a r", " con", " off"}:
        # "the Council approved the virements": here who decided is part of the sentence, so it stays in the text.
        return replace(found, decided=_start_of_body(text, found.start, match.start()))
    return None


def _agreed_by(
    text: str, found: Decision, before: str, subject: str, *, after: int, is_of_body: bool
) -> Decision | None:
    """ "Resolved", "agreed" and their like, when one who can decide stands before them and a thing decided after."""
    plain = found.verb.casefold()
    if plain == "agreed" and _IS_OPINION.match(text, after, found.end):
        return None
    is_impersonal = bool(_IT_WAS.search(subject, max(0, len(subject) - _LONGEST_IMPERSONAL))) and plain != "determined"
    if _THING_DECIDED.match(text, after, found.end):
        if is_of_body or is_impersonal or subject.strip().casefold() == "all" or _joins_on_decision(before):
            return found
        if _THE_FOLLOWING_WAS.search(subject, max(0, len(subject) - _LONGEST_IMPERSONAL)):
            return replace(found, needs_limbs=True)
        is_alone = plain != "agreed" and _DECIDES_ALONE.search(subject)
        return found if is_alone or _is_after_matter(text, found, before, after) else None
    if plain == "agreed" and is_of_body and _WHAT_WAS_PUT.match(text, after, found.end):
        return found
    return found if is_impersonal and plain == "agreed" and _WHAT_IS_TO_BE.match(text, after, found.end) else None


def _joins_on_decision(before: str) -> bool:
    """ "It was proposed by A, seconded by B and unanimously resolved": the same body decides."""
    words = before.rstrip(" ,").split(" ")
    while words and words[-1].casefold().endswith("ly"):
        words.pop()
    if not words or not _joins_on(words[-1]):
        return False
    return bool(_PUT_TO_THE_VOTE.search(before.lower())) or (speaks_of_a_body(before) and not holds_a_post(before))


def _is_after_matter(text: str, found: Decision, before: str, after: int) -> bool:
    """ "Grant to the band: agreed to wait": the matter stands before the colon, and not a person's name."""
    if not before.endswith(": ") or not _TO_DO.match(text, after, found.end):
        return False
    return len(before) > 12 and not names_a_post(before) and not is_titled(before)


def is_body(subject: str) -> bool:
    """Whether the words end with a body that decides, by the words of its kind or as a group of its own."""
    return names_a_body(subject) or bool(_OTHER_BODY.search(subject, max(0, len(subject) - _LONGEST_BODY)))


def _without_adverbs(before: str) -> str:
    before = _VOTE_BEFORE.sub("", before) if " by " in before.casefold() else before
    words = before.rstrip(" ,:–-").split(" ")
    while words and (words[-1].casefold().endswith("ly") or words[-1].strip(",").casefold() in _ADVERBS):
        words.pop()
    return " ".join(words)


def _before_aside(before: str) -> str:
    """The subject without what stands between it and its verb: "The Committee, having considered the report,"."""
    subject, comma, aside = before.partition(", ")
    return subject if comma and _OPENS_ASIDE.match(aside) and is_body(subject) else before


def _joins_on(before: str) -> bool:
    words = before.rstrip().casefold().rsplit(" ", 1)
    return words[-1] in {"also", "further", "and", "then", "therefore"}


def _start_of_body(text: str, first: int, verb: int) -> int:
    """Where the deciding body's name begins, after the clause that leads up to it."""
    comma = text.rfind(", ", max(first, verb - _FURTHEST_COMMA), verb)
    return comma + 2 if comma >= 0 else first
