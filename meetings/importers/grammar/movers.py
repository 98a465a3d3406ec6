"""Movers: who proposed a decision and who seconded it, by the words with which minutes say so."""

import re
from dataclasses import dataclass, replace

from meetings.importers.blocks import Block
from meetings.importers.grammar.names import is_initials, is_name, is_name_word, read_person
from meetings.importers.grammar.offices import is_title, names_a_post
from meetings.importers.minutes import Reading

_MOVES = (
    # "with Councillor A proposing and Councillor B seconding".
    r"prop(?:osed)?|proposer|moved|(?:proposing|moving)(?=[,;.)]|$| and )|mover|nominated|"
    r"(?:on|by) (?:the |a )?(?:motion|proposition|proposal) (?:of|by|from)|motion (?:of|by|from)|"
    r"cynigiwyd|cynigydd|cynigiodd|gynigiwyd|gynigiodd"
)
_SECONDS = r"second(?:ed|ing)?|seconder|sec|eiliwyd|eilydd|eiliodd|heiliwyd"
# "moved by Councillor A", "Prop: A", "Seconded Cllr B", "Cynigiwyd gan y Cynghorydd A".
_ROLE = re.compile(
    rf"\b(?:(?P<moves>{_MOVES})|(?P<seconds>{_SECONDS}))\b(?P<sign>[.:]?(?: by| gan)?(?: ?[:–-])?) ?", re.I
)
_BOTH = re.compile(r"\b(?:proposed|moved),? and (?:duly )?seconded by (?=(?:Councillors|Cllrs|Messrs)\b)", re.I)
_TOKEN = re.compile(r"\S+")
_BARE_TOKEN = re.compile(r"[^\s(\[]\S*")
# Words with a capital, or before which a name ends, that are no part of it.
_ENDS_NAME = {
    "seconded", "second", "sec", "seconder", "proposed", "prop", "proposer", "moved", "all", "and", "unanimous",
    "unanimously", "carried", "agreed", "resolved", "that", "to", "vote", "votes", "voting", "for", "against", "ac",
    "a", "gan", "eiliwyd", "heiliwyd", "eilydd", "motion", "amendment", "it", "decision", "resolution", "action",
    "recorded", "abstentions", "abstained", "in", "lost", "approved", "noted", "recommended", "with", "on", "who",
}  # fmt: skip
_LONGEST_NAME = 9
_FURTHEST_SECONDER = 260
_BETWEEN = re.compile(r"[\s,;:–-]*(?:\b(?:and|ac|was|is|duly|then|formally|also|who) ){0,2}$")
# "Pawel moved that …, seconded by Shona": a small council's minutes may call its members by one name.
_NAME_OPENS_SENTENCE = re.compile(
    r"(?:^|[.;:] |\b[Aa]s an amendment,? )(?P<name>[A-Z][\w’'-]{1,20}(?: [A-Z][\w’'-]{1,20})?)$"
)
_OFFICE_BEFORE = re.compile(r"\b[Tt]he (?P<office>[A-Z][\w’'-]{2,20}(?: [A-Z][\w’'-]{2,20})?)$")
# "Councillor A proposed Councillor B": one was nominated, and the other did it.
_NOMINATES = re.compile(r"(?:proposed|nominated) (?P<whom>\S{2,20}) ", re.I)
_BESIDE_VERB = {"then", "duly", "also", "formally"}
# Without a seconder beside it, only these say that somebody moved a motion, and not that something was proposed.
_FORMAL_ALONE = re.compile(r"(?:^|[.;:(\[–-] ?|it was |this was |which was |duly |motion |mater )$", re.I)
_MOVES_MOTION = re.compile(r"moved(?:,? that\b|:| the (?:motion|recommendations?)\b)", re.I)
# "Councillor Hill, as Chair, proposed": in which office it was done, between the name and the verb.
_AS_WHAT = re.compile(r", (?:as|on behalf of) [^,;.]{2,50}, ?$")
# "the Right Worshipful the Mayor": a style, and then the office.
_STYLE = re.compile(r"(?:the )?Right (?:Honourable|Worshipful),? (?=the )", re.I)
# "the Mayor, Councillor Hill", "the Mayor (Councillor Hill)": the name beside the office.
_BESIDE_OFFICE = re.compile(r",? \(?(?=[A-Z])")
# "Councillor Hill's motion, seconded by …": whose it was stands before it.
_WHOSE_MOTION = re.compile(r"['’]s? (?:motion|proposal|proposition|resolution),? ?(?:was |and |duly )?$")
# "Councillor A seconded Mr B's thanks" is no motion, but "Councillor A seconded Mr B's proposal" names its mover.
_ANOTHERS = re.compile(r"(?P<whose>(?:[A-Z][\w.-]{0,20} ){0,4}[A-Z][\w.-]{1,20})['’]s? (?P<what>\w+)")
_MOTIONS = {"motion", "proposal", "proposition", "resolution", "amendment", "nomination"}
_ALSO_SECONDED = re.compile(r"[^.;:]{2,40}?,? (?:and )?second", re.I)
# "(Hill/Oak)", "(Cllr Hill / Cllr Oak)": the proposer and the seconder, where a decision ends or begins.
_TWO_NAMES = re.compile(
    r"[(\[](?P<first>[A-Z][^()\[\]/]{1,40}?) ?/ ?(?P<second>[A-Z][^()\[\]/]{1,40}?)[)\]](?=[ .;,]|$)"
)
_WHY_TWO = "Two names stand at the decision with a stroke between them; they are taken to be proposer and seconder."
_LONGEST_NOMINATOR = 90
_SHORT_TITLES = {"ald", "bailie", "baillie"}
# Searched for in small letters: with re.I it takes several times as long.
_MAY_TELL_MOVERS = re.compile(
    r"mov|prop|second|sec\b|nominated|motion|cynig|gynig|eili|eily|[(\[][a-z][^()\[\]/]{1,40}/"
)
_WHY_BOTH = "The text names two who proposed and seconded it together; the first is taken to be the proposer."


@dataclass(frozen=True, slots=True)
class Moved:
    """Who moved and who seconded, and where the words that say so stand in the block."""

    start: int
    end: int
    mover: Reading[str] | None = None
    seconder: Reading[str] | None = None


def moved_in(block: Block, start: int, end: int, *, is_sure: bool = False) -> list[Moved]:
    """Every moving and seconding in a stretch of a block, in order; a name that is not sure is left out.

    `is_sure` says that a motion was moved here, as the next sentence shows when it names its seconder.
    """
    if not _MAY_TELL_MOVERS.search(block.text[start:end].lower()):
        return []
    if both := _BOTH.search(block.text, start, end):
        return [_moved_by_both(block, both, end)]
    found: list[Moved] = []
    if two := _TWO_NAMES.search(block.text, start, end):
        return _moved_by_two(block, two)
    for role in _ROLE.finditer(block.text, start, end):
        if not role["sign"] and (anothers := _ANOTHERS.match(block.text, role.end(), end)):
            found += _moved_of_another(block, role, anothers, start)
            continue
        is_in_brackets = block.text[max(start, role.start() - 1) : role.start()] in {"(", "["}
        is_in_pair = is_in_brackets or bool(role["seconds"] and found)
        is_in_pair = is_in_pair or bool(role["moves"] and _ALSO_SECONDED.match(block.text, role.end(), end))
        name, name_end = _name_of_role(block, role, start, end, is_in_pair=is_in_pair)
        is_told = bool(name and found) and name.start < block.offset(max(found[-1].end - 1, 0))
        if role["moves"]:
            # "The Convener, seconded by Councillor A, moved": the words before the verb are told already.
            if (name and not is_told) or (role["sign"] and not name):
                found.append(Moved(role.start(), name_end, name))
        elif found and not found[-1].seconder and role.start() - found[-1].end < _FURTHEST_SECONDER:
            # "moved by Councillor A and duly seconded": no one is named, and certainly not the mover again.
            if name and not is_told:
                found[-1] = replace(found[-1], seconder=name, end=name_end)
        elif name:
            # "Councillor A, seconded by Councillor B, moved": the mover stands before his seconder.
            is_before = name.start < block.offset(role.start())
            mover = None if is_before else _name_before(block, role.start(), start)
            found.append(Moved(role.start(), name_end, mover, name))
    return [moved for moved in found if (moved.mover or moved.seconder) and (is_sure or _is_sure(block, moved, start))]


def _moved_of_another(block: Block, role: re.Match[str], anothers: re.Match[str], start: int) -> list[Moved]:
    before = _name_before(block, role.start(), start)
    if role["moves"] and before:
        return [Moved(role.start(), anothers.end(), before)]
    if role["moves"] or not before or anothers["what"].casefold() not in _MOTIONS:
        return []
    mover = read_person(block, *anothers.span("whose"), is_alone_enough=True)
    return [Moved(role.start(), anothers.end(), block.read(mover.start, mover.end) if mover else None, before)]


def _moved_by_two(block: Block, two: re.Match[str]) -> list[Moved]:
    names = [read_person(block, *two.span(group), is_alone_enough=True) for group in ("first", "second")]
    if not all(names):
        return []
    mover, seconder = (block.read(name.start, name.end, _WHY_TWO) for name in names)
    return [Moved(two.start(), two.end(), mover, seconder)]


def _is_sure(block: Block, moved: Moved, start: int) -> bool:
    if moved.seconder or _MOVES_MOTION.match(block.text, moved.start):
        return True
    nominated = _NOMINATES.match(block.text, moved.start)
    if nominated and is_title(nominated["whom"]) and moved.mover.start < block.offset(moved.start):
        return True
    return bool(_FORMAL_ALONE.search(block.text[max(start, moved.start - 12) : moved.start])) or moved.start == start


def _moved_by_both(block: Block, both: re.Match[str], end: int) -> Moved:
    first, first_end = _name_after(block, both.end(), end, is_alone_enough=True)
    joint = re.compile(r",? and |, | & ").match(block.text, first_end, end)
    second, second_end = _name_after(block, joint.end(), end, is_alone_enough=True) if joint else (None, first_end)
    if not first or not second:
        return Moved(both.start(), second_end)
    return Moved(both.start(), second_end, block.read(*first, _WHY_BOTH), block.read(*second, _WHY_BOTH))


def _name_of_role(
    block: Block, role: re.Match[str], start: int, end: int, *, is_in_pair: bool
) -> tuple[Reading[str] | None, int]:
    """The name that goes with a role, and where the words of both end: after it, or before an active verb."""
    if role["moves"] and not role["sign"] and (nominator := _nominator(block, role, start)):
        return nominator, role.end()
    is_marked = bool(role["sign"]) or is_in_pair or len(role[0].strip()) <= 4
    name, name_end = _name_after(block, role.end(), end, is_alone_enough=is_marked)
    if name:
        return block.read(*name), name_end
    if role["sign"].endswith(("by", "gan")):
        return None, role.end()
    return _name_before(block, role.start(), start), role.end()


def _nominator(block: Block, role: re.Match[str], start: int) -> Reading[str] | None:
    """Who proposed, where the sentence begins with a titled name and a titled name follows the verb too."""
    nominated = _NOMINATES.match(block.text, role.start())
    words = block.text[start : role.start()].split() if role.start() - start < _LONGEST_NOMINATOR else []
    words = words[:-1] if words and words[-1] in _BESIDE_VERB else words
    is_subject = 1 < len(words) < 6 and is_title(words[0]) and words[-1][-1].isalnum()
    if not nominated or not is_title(nominated["whom"]) or not is_subject:
        return None
    return _name_before(block, role.start(), start)


def _name_after(block: Block, start: int, end: int, *, is_alone_enough: bool) -> tuple[tuple[int, int] | None, int]:
    """Where the name stands that begins here, without its titles, and where its words end."""
    style = _STYLE.match(block.text, start, end)
    start = style.end() if style else start
    last, is_titled = start, False
    short = _TOKEN.match(block.text, start, end)
    if short and short[0].strip(".,").casefold() in _SHORT_TITLES:
        return _name_after(block, min(short.end() + 1, end), end, is_alone_enough=True)
    for count, token in enumerate(_TOKEN.finditer(block.text, start, min(end, start + 120))):
        word = token[0].rstrip("-–").strip(",:;.()[]")
        plain = word.rstrip(".").casefold()
        is_article = not count and plain in {"y", "the", "yr"}
        if count >= _LONGEST_NAME or (plain in _ENDS_NAME and not (len(word.rstrip(".")) == 1 and word.isupper())):
            break
        if not (is_title(word) or is_name_word(word) or is_article) or (count and token[0][0] in "(["):
            break
        is_titled = is_titled or is_title(word)
        last = token.end()
        if token[0].endswith((",", ";", ":", ":-", ":–", ")", "]")) or _ends_sentence(token[0]):
            break
    stop = start + len(block.text[start:last].rstrip(" ,;:.)]–-"))
    person = read_person(block, start, stop, is_alone_enough=is_alone_enough or is_titled) if stop > start else None
    # "the Lord Mayor" is an office and no Mayor of the title of Lord.
    if person and not names_a_post(block.text[person.start : person.end]):
        return (person.start, person.end), max(stop, person.end)
    if is_alone_enough and is_initials(block.text[start:stop].replace(".", "")):
        return (start, stop), stop
    office, last = _office_at(block, start, stop)
    beside = _BESIDE_OFFICE.match(block.text, stop, end) if office else None
    if beside and is_title(block.text[beside.end() : beside.end() + 20].split(" ", 1)[0]):
        name, last = _name_after(block, beside.end(), end, is_alone_enough=True)
        return name or office, last
    return office, last


def _office_at(block: Block, start: int, stop: int) -> tuple[tuple[int, int] | None, int]:
    """An office without its holder's name, as minutes write of those who always move: "the Mayor", "the Leader"."""
    words = block.text[start:stop]
    first = start + len(words) - len(words.removeprefix("the ").removeprefix("The "))
    office = block.text[first:stop]
    if first > start and office[:1].isupper() and len(office.split()) <= 3 and names_a_post(office):
        return (first, stop), stop
    return None, start


def _ends_sentence(word: str) -> bool:
    """Whether a full stop after a word ends the sentence with the name: "Hill.", but not "J." or "Cllr."."""
    return word.endswith(".") and len(word) > 3 and not is_title(word)


def _ends_earlier(token: re.Match[str], tokens: list[re.Match[str]]) -> bool:
    """Whether a comma after this word ends something that stands before the name."""
    return token is not tokens[-1] and token[0].endswith((",", ";", ":"))


def _name_before(block: Block, end: int, start: int) -> Reading[str] | None:
    """The titled name just before an active verb ("Councillor A Hill moved")."""
    first = max(start, end - 90)
    before = block.text[first:end]
    stop = _WHOSE_MOTION.search(before) or _AS_WHAT.search(before) or _BETWEEN.search(before)
    # "(Councillor A proposed, …": the bracket is no part of the title.
    tokens = list(_BARE_TOKEN.finditer(before, 0, stop.start() if stop else len(before)))[-_LONGEST_NAME:]
    begin = None
    for token in reversed(tokens):
        if is_title(token[0]):
            begin = token.start()
        elif begin is not None or not is_name_word(token[0].rstrip(",")) or _ends_earlier(token, tokens):
            break
    if begin is None:
        alone = _NAME_OPENS_SENTENCE.search(before, 0, stop.start() if stop else len(before))
        if alone and is_name(alone["name"], is_alone_enough=True) and not _ROLE.match(alone["name"]):
            return block.read(first + alone.start("name"), first + alone.end("name"))
        office = _OFFICE_BEFORE.search(before, 0, stop.start() if stop else len(before))
        is_office = office is not None and names_a_post(office["office"])
        return block.read(first + office.start("office"), first + office.end("office")) if is_office else None
    person = read_person(block, first + begin, first + tokens[-1].end(), is_alone_enough=True)
    return block.read(person.start, person.end) if person else None
