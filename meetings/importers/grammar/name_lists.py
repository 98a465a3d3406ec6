"""Lists of people: where one person ends and the next begins, and which office belongs to whom."""

import re
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from meetings.importers.blocks import Block
from meetings.importers.grammar.names import (
    Person,
    gives_title_to_all,
    is_initial,
    is_name_word,
    is_titled,
    read_person,
)
from meetings.importers.grammar.offices import (
    INITIAL,
    is_councillor,
    is_honorific,
    is_honour,
    is_of_a_post,
    is_of_an_officer,
    is_plural_title,
    is_title,
    names_a_post,
    set_of,
)
from meetings.importers.grammar.posts_alone import PostAlone
from meetings.importers.grammar.presence_notes import has_presence_note

_JOINT = re.compile(
    r"[,;()]| ?/ (?=[A-Z])| and | (?:together|along) with | plus | & ?(?=\S)| a[’']r | ac "
    r"| a (?=[A-Z]|th?ri |dau |dwy |ph?edwar |ph?um |\d)|\. (?=[A-Z])"
    # "Mrs Gale (Clerk) 9 members of the public"
    r"| (?=\d{1,3} (?:other )?(?:[Mm]embers?|[Rr]esidents?|[Pp]arishioners|[Pp]ublic)\b)"
)
PLURAL_TITLE = re.compile(r"\b(?:Councillors|Cllrs|Cynghorwyr)\b", re.I)
_TITLE_OF_ALL = re.compile(r" ?(?:Y )?(?:Councillors|Cllrs|Cynghorwyr|Aldermen|Trustees)(?: ?[–—] ?| - ?)", re.I)
_NOTE_IN_BRACKETS = re.compile(r" ?\([^()]{0,80}\)?$")
_TOKEN = re.compile(r"\S+")
# "and two members of the public": those who are counted are not named.
_COUNTED = set_of(
    """the a an one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty several some members residents parishioners approximately about
    tri thri dau dwy pedwar phedwar pum phum aelod aelodau"""
)
_CHAIR_IN_BRACKETS = re.compile(r" ?\(((?:vice[- ]?)?chair(?:man|person|woman)?)\)$", re.I)
# "A Gale", and with no space after the initial "A.Gale".
_INITIAL_FIRST = re.compile(rf"{INITIAL}(?:\.| )")
_INITIALS_AFTER = re.compile(r" \([A-Z]{2,4}\)$")
_GROUP = re.compile(
    r"(?:[^\W\d]\w{1,20}[ -]){0,3}(?:members|councillors|officers|governors|heads|headteachers|representatives|reps|"
    r"trustees): ",
    re.I,
)
_COUNCILLOR_AND_OFFICER = re.compile(
    r"(?P<title>\w{3,12})\.? [^\W\d]\S{0,20} (?P<member>[^\W\d]\S{1,20})(?: [A-Z]{2,3})? "
    r"(?P<officer>[^\W\d]\S{1,20} [^\W\d]\S{1,20})(?: [A-Z]{2,3})? "
    r"(?:\((?P<bracketed>[^()]{4,80})\)|(?P<office>[A-Z][^()]{4,80}$))"
)
_BRACKETED_INITIALS = re.compile(r"\([A-Z]{2,4}\)")
_LETTERS_OF_NAME = re.compile(r"[A-Z]{2,3}")  # "Cllr Ann Gale AG Cllr Ben Hill BH"
_LETTERS_OF_BODY = re.compile(r"[A-Z]{2,6}")
_WIDE_GAP = 3
# The largest council's roll is a third of this; a longer stretch is no list of people.
_LONGEST_LIST = 10_000


@dataclass(frozen=True, slots=True)
class _Chunk:
    start: int
    end: int
    # A semicolon stands before it: a new person begins here, whatever the commas did.
    is_after_semicolon: bool = False
    # "and" stands before it: "the Clerk" is then someone else than the one before.
    is_after_and: bool = False
    # Where the office begins of an officer whose name stands, without a sign, after a councillor's.
    office: int = 0


def people_in(block: Block, start: int, end: int, *, is_alone_enough: bool = False) -> list[Person | PostAlone]:
    """Everyone named in a stretch of a block, in order.

    `is_alone_enough` says that the place leaves no doubt that names stand here, so that a surname alone is a name.
    """
    if end - start > _LONGEST_LIST:
        return []
    title = gives_title_to_all(block, start, end)
    if lead := _TITLE_OF_ALL.match(block.text, start, end):
        start = lead.end()  # "Councillors – Ann Gale, Ben Hill"
    alone = is_alone_enough or bool(title) or PLURAL_TITLE.search(block.text, start, end) is not None
    chunks = _chunks(block, start, end, is_alone_enough=alone)
    people: list[Person | PostAlone] = []
    post: _Chunk | None = None
    for index, chunk in enumerate(map(partial(_without_label, block), chunks)):
        after = chunks[index + 1] if index + 1 < len(chunks) else None
        title = gives_title_to_all(block, chunk.start, chunk.end) or title
        person = _person(block, chunk, after, people, is_alone_enough=alone)
        if person:
            # After a semicolon someone with an office of his own begins: the clerk is not one of the councillors.
            is_officer = person.has_office and (chunk.is_after_semicolon or is_of_an_officer(person.role))
            if title and not any(person.titles) and not (people and is_officer):
                person.titles.append(title)
            if post and _is_of_nobody_named(block, post, person, after):
                people.append(PostAlone(post.start, post.end))
            elif post and not is_plural_title(block.text[chunk.start : chunk.end].split()[0]):
                person.offices.insert(0, _words(block, post).removeprefix("The ").removeprefix("the "))
            post = None
            people.append(person)
        else:
            post = _post_or_note(block, chunk, after, people, post)
    if post:
        people.append(PostAlone(post.start, post.end))
    return people


def _is_of_nobody_named(block: Block, post: _Chunk, person: Person, after: _Chunk | None) -> bool:
    """ "the Engineer, Ann Gale, Open Space Officer": a post alone, and then a name with its own post after it."""
    words = _words(block, after) if after else ""
    is_own = names_a_post(words) and words[:4] != "the " and not words[:1].islower()
    return is_own and not person.titles and block.text.startswith("the ", post.start)


def _without_label(block: Block, chunk: _Chunk) -> _Chunk:
    """ "A Gale (Chair); Committee members: B Hill, C Reed": the first of a group stands after the group's name."""
    label = _GROUP.match(block.text, chunk.start, chunk.end) if chunk.is_after_semicolon else None
    return replace(chunk, start=label.end()) if label and label.end() < chunk.end else chunk


def first_title(text: str, start: int, end: int) -> int:
    """Past words that lead to the names: "It was noted that", "Item 5:"; where there is no title, the start."""
    for word in re.finditer(r"[^\s(\[]+", text[start:end]):
        if is_title(word[0]):
            return start + word.start()
    return start


def _person(
    block: Block, chunk: _Chunk, after: _Chunk | None, people: list, *, is_alone_enough: bool
) -> Person | None:
    if chunk.office:
        office = block.text[chunk.office : chunk.end].strip("()")
        first, _, rest = office.partition(" ")
        office = rest if rest and _LETTERS_OF_NAME.fullmatch(first) else office
        return Person(chunk.start, len(block.text[: chunk.office].rstrip()), [], [office])
    person = read_person(block, chunk.start, chunk.end, is_alone_enough=is_alone_enough)
    last = people[-1] if people else None
    if is_honour(_words(block, chunk).strip(" .")):
        return None
    if not person or chunk.is_after_semicolon or person.titles or not isinstance(last, Person):
        return person
    is_of_body = after is not None and _LETTERS_OF_BODY.fullmatch(_words(block, after)) is not None
    word_before = block.text[: last.start].rsplit(maxsplit=1)[-1:]
    if is_of_body and not last.has_office and any(map(is_honorific, word_before)) and not person.offices:
        return None  # "Mr A Reid, Place Maker, HIE": what he is, and the letters of the body that he came from
    is_last_of_two = after is None or after.is_after_semicolon
    before = block.text[: last.start].rpartition(";")[2].rpartition(":")[2].split()
    if is_last_of_two and ";" in block.text and before and all(map(is_honorific, before)):
        return None  # "Mr A Reid, Elm Homes; Mrs B Hill, Oak Trust": whom he came for
    # The office of the chair has no words to come: "A Smith in the chair, B Jones".
    if not last.has_office or last.offices[-1] in ("Chair", "Cadeirydd"):
        return person
    # After "A Smith, Service Lead," a phrase in capitals may still be the name of the service.
    is_begun_by_initial = bool(_INITIAL_FIRST.match(block.text, person.start, person.end))
    is_office_in_brackets = ")" in block.text[max(0, chunk.start - 6) : chunk.start]
    is_before_post = after is not None and names_a_post(_words(block, after))
    is_sure = person.offices or is_begun_by_initial or is_office_in_brackets or is_before_post
    return person if is_sure or person.initials else None  # "Ann Gale (AG)"


def _post_or_note(
    block: Block, chunk: _Chunk, after: _Chunk | None, people: list, post: _Chunk | None
) -> _Chunk | None:
    """Give words that are no name to the person before them, or hold them as a post for the person after."""
    words = _words(block, chunk)
    last = people[-1] if people and isinstance(people[-1], Person) else None
    is_before_titled = after is not None and is_title(_words(block, after).split()[0])
    note = _NOTE_IN_BRACKETS.search(words)
    plain = (words[: note.start()] if note and has_presence_note(note[0]) else words).strip("* ")
    chair = _CHAIR_IN_BRACKETS.search(plain)
    if chair and last:
        plain = plain[: chair.start()]
        last.offices.append(chair[1])
    plain = plain if "(" in plain[1:] else plain.strip("()")
    if not plain or has_presence_note(plain):
        return post
    if last and plain.casefold().rstrip(".") == "in the chair":
        last.offices.append("Chair")
        return post
    if post and not names_a_post(plain) and not chunk.is_after_semicolon and (plain[:1].isupper() or plain[:1] == "&"):
        return _Chunk(post.start, chunk.end, post.is_after_semicolon)  # "Chief Officer, Finance & Property"
    if post:
        people.append(PostAlone(post.start, post.end))
    if names_a_post(plain) and len(plain) < 120 and (plain[:1].isupper() or plain.startswith("the ")):
        is_another = words[:4] == "the " and (chunk.is_after_and or (last is not None and last.has_office))
        if last is None or is_another or (is_before_titled and (last.has_office or words[:4].casefold() == "the ")):
            return chunk
        initials = _INITIALS_AFTER.search(plain)
        last.offices.append(plain[: initials.start()] if initials else plain)
        last.notes += [initials[0].strip(" ()")] if initials else []
    elif last and last.has_office and not chunk.is_after_semicolon and not is_honour(plain) and plain[:1].isupper():
        last.offices.append(plain)
    return None


def _words(block: Block, chunk: _Chunk) -> str:
    return block.text[chunk.start : chunk.end]


def _chunks(block: Block, start: int, end: int, *, is_alone_enough: bool) -> list[_Chunk]:
    """The stretches between commas, semicolons and joining words, outside brackets."""
    chunks, depth, at, before = [], 0, start, ";"
    is_slashed = _is_parted_by_slashes(block.text[start:end])
    for joint in _JOINT.finditer(block.text, start, end):
        sign = joint[0]
        if "/" in sign and not is_slashed:
            continue
        depth += {"(": 1, ")": -1 if depth else 0}.get(sign, 0)
        if sign in "()" or depth:
            continue
        if sign[0] == " " and not _is_person_after(block, at, joint, end, is_alone_enough=is_alone_enough):
            continue
        if sign[0] == "." and _is_initial_or_title_before(block.text, joint.start()):
            continue
        chunks += _unglued(block, at, joint.start(), before)
        is_begun = before == ";" and not block.text[at : joint.start()].strip()  # "; and"
        at, before = joint.end(), ";" if is_begun else sign
    return chunks + _unglued(block, at, end, before)


def _is_parted_by_slashes(words: str) -> bool:
    """ "Ann Gale / Ben Hill / Cal Reed": no other sign parts them, and no post joins two in one ("Clerk / RFO")."""
    return words.count("/ ") > 1 and not set(",;") & set(words) and not names_a_post(words)


def _is_initial_or_title_before(text: str, stop: int) -> bool:
    word = text[max(0, stop - 14) : stop].split(" ")[-1].split(",")[-1]
    return is_title(word) or is_initial(word.split(".")[-1])


def _is_person_after(block: Block, at: int, joint: re.Match[str], end: int, *, is_alone_enough: bool) -> bool:
    """Whether "and" parts two people, and not two words of one office ("Contracts and Safeguarding")."""
    stop = _JOINT.search(block.text, joint.end(), end)
    last = stop.start() if stop else end
    words = block.text[joint.end() : last].split()
    if not words:
        return False
    if is_titled(" ".join(words[:7])) or is_initial(words[0]) or words[0] in _COUNTED or words[0].isdigit():
        return True
    before = [
        word
        for word in block.text[max(at, joint.start() - 150) : joint.start()].split("(")[0].split()
        if not is_title(word)
    ]
    is_alone = is_alone_enough
    if names_a_post(" ".join(before)):
        after = block.text[stop.end() : min(stop.end() + 60, end)] if stop else ""
        if not names_a_post(after):
            return False
        is_alone = False
    return read_person(block, joint.end(), last, is_alone_enough=is_alone) is not None


def _unglued(block: Block, start: int, end: int, sign: str) -> list[_Chunk]:
    """A stretch, after its `sign`, cut where names follow one another with nothing between ("R A Hill S Boyle")."""
    tokens = list(_TOKEN.finditer(block.text, start, end))
    if not tokens:
        return []
    edges, depth = [tokens[0].start()], 0
    begins_with_initial = _begins_with_initial([token[0] for token in tokens])
    for index, (before, token) in enumerate(pairwise(tokens)):
        depth += before[0].count("(") - before[0].count(")")
        if depth > 0:
            continue
        is_column = _is_column(block, before, token, tokens[index + 2 : index + 3])
        is_titled_next = _is_title_of_next(before[0], tokens[index + 1 : index + 4])
        is_surname = begins_with_initial and _is_surname(before[0])
        is_next = _begins_a_person(token[0]) and (before[0].endswith(")") or is_surname)
        # "Ann Gale (AG) Ben Hill (BH)"
        is_next = is_next or (_BRACKETED_INITIALS.fullmatch(before[0]) is not None and _is_surname(token[0]))
        said = block.text[edges[-1] : before.end()]
        is_next = is_next or _is_next_after_office(before[0], said, tokens[index + 1 : index + 3])
        if is_next or is_column or (is_titled_next and _has_name(said)):
            edges.append(token.start())
    officers = dict(place for first in edges if (place := _place_of_officer(block.text, first, tokens[-1].end())))
    edges = sorted([*edges, *officers])
    ends = [*(edge - 1 for edge in edges[1:]), tokens[-1].end()]
    return [
        _Chunk(first, last, sign[0] in ";." or index > 0, sign[0] == " " and not index, officers.get(first, 0))
        for index, (first, last) in enumerate(zip(edges, ends, strict=True))
    ]


def _place_of_officer(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where an officer's name, and then the office, follows a councillor's: "Cllr Ann Gale Ben Hill (Clerk)".

    No councillor is an officer of the council, so that the bracket tells of someone else.
    """
    found = _COUNCILLOR_AND_OFFICER.match(text, start, end)
    if not found or not is_councillor(found["title"]):
        return None
    office = found[str(found.lastgroup)]
    is_office = is_of_an_officer(office) and (found["bracketed"] or is_of_a_post(office.split()[0]))
    is_named = all(map(_is_surname, [found["member"], *found["officer"].split()]))
    return (found.start("officer"), found.end("officer") + 1) if is_office and is_named else None


def _is_column(block: Block, before: re.Match[str], token: re.Match[str], after: list[re.Match[str]]) -> bool:
    """Whether wide space parts two columns ("A Smith      Convener"), and not a name broken over two lines."""
    gap = block.offset(token.start()) - block.end_offset(before.end())
    if gap < _WIDE_GAP or is_title(before[0]):
        return False
    if not token[0][0].isupper():
        # "(Mrs.) A Caswell"; but "(Mrs A Caswell)" is the one who holds the post before it.
        return token[0][0] == "(" and token[0][-1] == ")" and is_title(token[0].strip("()"))
    if is_of_a_post(before[0]):
        # "Waste Team      Ann Garside": who stands beside the post or the body has a whole name.
        return bool(after) and all(is_name_word(word[0]) and not is_of_a_post(word[0]) for word in (token, *after))
    is_alone = not after or token[0].endswith((",", ";"))
    return not is_alone or is_of_a_post(token[0])


def _is_title_of_next(before: str, after: list[re.Match[str]]) -> bool:
    """Whether a name has ended and the title of the next begins: "Ewan Bell Councillor Fiona Muir"."""
    words = [token[0] for token in after]
    is_whole_title = len(words) > 1 and is_title(words[0]) and is_name_word(words[1])
    is_begun = len(words) > 2 and words[0].casefold() in {"depute", "deputy"} and is_title(words[1])
    is_end = _is_surname(before.rstrip("*")) or _LETTERS_OF_NAME.fullmatch(before) is not None
    return (is_whole_title or is_begun) and is_end


def _is_next_after_office(before: str, said: str, after: list[re.Match[str]]) -> bool:
    """ "Cllr Ann Gale Chair Cllr Ben Hill": whether `said` names someone, down to the office before a title."""
    words = [token[0] for token in after]
    is_begun = len(words) > 1 and (is_councillor(words[0]) or is_honorific(words[0])) and is_name_word(words[1])
    if not is_begun or not is_of_a_post(before):
        return False
    names = [word for word in said.split() if word[0].isupper() and not is_title(word) and not is_of_a_post(word)]
    return is_title(said.split()[0]) and bool(names)


def _has_name(text: str) -> bool:
    """Whether a name stands in the words already, so that another title begins another person."""
    words = [word for word in text.split() if not is_title(word)]
    return len(words) > 1 or (bool(words) and is_titled(text))


def _begins_with_initial(words: list[str]) -> bool:
    untitled = [word for word in words if not is_title(word)]
    return bool(untitled) and is_initial(untitled[0])


def _begins_a_person(word: str) -> bool:
    return (is_initial(word) and not is_honour(word)) or is_title(word) or is_honorific(word)


def _is_surname(word: str) -> bool:
    if is_title(word) or is_of_a_post(word) or is_initial(word):
        return False
    return is_name_word(word) and word[0].isupper()
