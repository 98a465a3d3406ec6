"""Names: a printed list of people as persons, each with name, office and what stands in brackets beside it."""

import re
from dataclasses import dataclass, field, replace

from meetings.importers.blocks import Block
from meetings.importers.grammar.offices import (
    INITIAL,
    is_councillor,
    is_honorific,
    is_honour,
    is_of_a_post,
    is_plural_title,
    is_title,
    names_a_council,
    names_a_post,
    set_of,
    singular_title,
)
from meetings.importers.grammar.posts_alone import IS_TOLD
from meetings.importers.grammar.presence_notes import has_presence_note
from meetings.importers.minutes import AttendeeRead

_TOKEN = re.compile(r"\S+")
_PARTICLES = {
    "de",
    "del",
    "der",
    "den",
    "di",
    "du",
    "da",
    "la",
    "le",
    "van",
    "von",
    "ter",
    "ap",
    "ab",
    "bin",
    "al",
    "y",
}
# "Head of Planning (North Area)": a part of the land, and nobody.
_DIRECTIONS = {"North", "South", "East", "West", "Central", "Area"}
# Words with a capital that stand where a name might and are none.
_NOT_NAMES = set_of(
    """none nil nobody no not the a an and apologies absent absence present attendance also in by all any other others
    members member public press councillor councillors meeting minutes item items agenda remote zoom teams online
    date time venue declarations interest interests resolved agreed noted it there they this that he she we his her
    their at on for with from to as of is was were be been january february march july september october november
    december part min monday tuesday wednesday thursday friday saturday sunday received dim neb"""
)
_INITIAL = re.compile(rf"(?:{INITIAL}\.?){{1,3}}")
_LEAD = re.compile(r"(?:[\s,;:.&–—-]|and |also |y |from |with |together |along |ynghyd |â[’']r )*")
_BRACKET = re.compile(r"\(([^()]{0,200})\)?")
_IN_THE_CHAIR = re.compile(r"in the chair[:,]? ?", re.I)
_ENDS_A_NAME = (
    " – ", " - ", " — ", " in the chair", " in the Chair", " was in the Chair", " yn y Gadair", " yn y gadair",
    " via ", " remotely", " from ", " until ", " as ", " representing ", " on behalf of ",
    " attending ", " deputising ", " who ",
)  # fmt: skip
_LONGEST_NAME = 5
_LONGEST_OFFICE = 60
# "The Right Worshipful the Lord Mayor Councillor"
_MOST_TITLES = 8
# "AG", also "AGa" and "McK", between a name and its post.
_INITIALS_OF_NAME = re.compile(r"[A-Z][a-z]?[A-Z][A-Za-z]{0,2}")
_INITIALS_ALONE = re.compile(r"[A-Z]{2,3}")
_FEWEST_WITH_INITIALS = 3
# Words of a post that are surnames too.
_POSTS_AND_SURNAMES = {"head", "lead", "mayor", "parks", "street", "ward", "human", "bursar", "constable", "sergeant"}
_CIVIC_HEADS = {"mayor", "provost", "lieutenant"}
_MEMBERS = {"aldermen", "trustees"}
_OFFICES = {"Office", "Team", "Department"}
_SERVICES = {"services", "service", "team", "department", "unit", "division"}
# Nobody is one of these alone: another word says of what.
_QUALIFIED = {"warden", "officer", "manager", "representative", "assistant"}
_BETWEEN_TITLES = {"the", "of", "and", "unitary", "right", "worshipful", "lord", "y", "yr", "/"}
_BEFORE_NAMES = {"mayor", "maer", "constable", "commissioner", "sheriff", "clerk", "rfo"}
# "Mrs A Gale-Chair"
_GLUED_CHAIR = re.compile(r"(?<=[a-z])[–-](?=(?:Vice[- ]?)?Chair(?:man|person|woman)?$)")
# "V.Chairman", an office and nobody's name.
_GLUED_POST = re.compile(r"V\.(?:Chair(?:man|person|woman)?|President)", re.I)
# What parts an office from the one who holds it, as "Clerk – Ann Gale".
_DASH = re.compile(r" [–—-] ")


@dataclass(slots=True)
class Person:
    """One person of a list: where the name stands in the block, and everything said beside it."""

    start: int
    end: int
    titles: list[str] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def attendee(self, block: Block, status: str) -> AttendeeRead:
        return AttendeeRead(block.read(self.start, self.end), self.role, status)

    @property
    def role(self) -> str:
        titles = [title.rstrip(",") for title in self.titles if not is_honorific(title)]
        said = [*titles, *self.offices]
        return ", ".join(dict.fromkeys(office.rstrip(" .,;") for office in said if office))

    @property
    def has_office(self) -> bool:
        return bool(self.offices)

    @property
    def initials(self) -> str:
        """The letters in brackets by which the minutes will call this person."""
        found = (note for said in self.notes for note in re.split(r"[;,] ?", said) if is_initials(note))
        return next(found, "")


def is_initials(text: str) -> bool:
    return 2 <= len(text) <= 4 and text.isalpha() and text.isupper()


def is_initial(word: str) -> bool:
    """Whether a word is the initial of a name, or several of them: "A", "A.", "J.R.", "C.Ll."."""
    return bool(_INITIAL.fullmatch(word))


def is_name_word(word: str) -> bool:
    plain = word.rstrip(".,")
    # "A" and "I" are initials when they are capitals.
    is_small_word = plain.casefold() in _NOT_NAMES and not (len(plain) == 1 and plain.isupper())
    if not plain or is_small_word or any(sign.isdigit() for sign in plain):
        return False
    if not all(sign.isalpha() or sign in "’'‘.-" for sign in plain):
        return False
    # Some families write their name with two small letters: "ffoulkes".
    return plain in _PARTICLES or plain[0].isupper() or plain.startswith("ff")


def is_name(text: str, *, is_alone_enough: bool = False) -> bool:
    """Whether the words can be a person's name; a single word only where the list leaves no doubt."""
    words = text.split()
    if not 1 <= len(words) <= _LONGEST_NAME or not all(is_name_word(word) for word in words):
        return False
    # "A Ward", and "Ward" in a list of surnames.
    is_surname = words[-1].strip(".").casefold() in _POSTS_AND_SURNAMES and (
        is_initial(words[0]) if len(words) > 1 else is_alone_enough
    )
    of_post = words[:-1] if is_surname else words
    if (
        any(is_of_a_post(word) or _GLUED_POST.fullmatch(word) for word in of_post)
        or words[-1] in _PARTICLES
        or names_a_council(text)
    ):
        return False
    last = re.sub(r"^(?:[A-Z]\.)+", "", words[-1])
    return len(words) > 1 or is_alone_enough or (last != words[-1] and len(last) > 1)


def is_titled(text: str) -> bool:
    """Whether the words begin with a title, or with posts and a title ("Unitary Cllr A Rendell")."""
    return _count_of_titles(text.split()[: _MOST_TITLES + 1]) > 0


def read_person(block: Block, start: int, end: int, *, is_alone_enough: bool = False) -> Person | None:
    """The one person that a stretch of text names, with titles before and offices beside the name, or None."""
    start, end = _trim(block.text, start, end)
    colon = block.text.find(": ", start, end)
    if colon > 0 and (person := _before_colon(block, start, colon, end)):
        return person
    if colon > 0 and is_titled(block.text[colon + 2 : end]):
        start = colon + 2  # "Roads Agency: Mr Reid": the body that he came from stands before him.
    inside, outside = _brackets(block.text, start, end)
    notes = [block.text[at:to] for at, to in inside]
    if not outside:
        return None
    if inside and _is_office_of(block.text, outside[0], inside[0]):
        return _holder(block, outside[0], inside[0])
    dash = _DASH.search(block.text, *outside[0])
    if dash and _is_office_of(block.text, (outside[0][0], dash.start()), (dash.end(), outside[0][1])):
        return _holder(block, (outside[0][0], dash.start()), (dash.end(), end))
    (first, last), *after = outside
    # An asterisk after a name points to a line below the list.
    last = first + len(block.text[first:last].rstrip("*†‡ "))
    titles, name_start, name_end, tail = _titles_and_name(block.text, first, last)
    person = Person(name_start, name_end, titles, [], [])
    is_certain = is_alone_enough or bool(titles) or any(names_a_post(note) for note in notes)
    name, beside = block.text[name_start:name_end], []
    if name.casefold() in _CIVIC_HEADS and block.text[:name_start].endswith(("Lord ", "LORD ")):
        return None  # "The Lord Mayor, Councillor Gale"
    if not (is_name(name, is_alone_enough=is_certain) or (titles and is_initials(name))):
        length, *beside = _length_before_post(name, is_titled=bool(titles))
        if not any(beside) or not is_name(name[:length], is_alone_enough=is_certain):
            return None
        person.end = name_start + length
    for said in (*beside, tail, *notes, *(block.text[at:to] for at, to in after)):
        _say_beside(person, said)
    return person


def _before_colon(block: Block, start: int, colon: int, end: int) -> Person | None:
    """The one whose office stands after a colon: "Mr Reid: Borough Councillor"."""
    office = block.text[colon + 2 : end]
    last = office.split()[-1:]
    is_post = len(office) < _LONGEST_OFFICE and ": " not in office and bool(last) and names_a_post(last[0])
    person = read_person(block, start, colon) if is_post else None
    if person:
        _say_beside(person, office)
    return person


def _length_before_post(text: str, *, is_titled: bool) -> tuple[int, str, str]:
    """How long a name is, then the initials and the post that follow it with no sign ("Ann Gale AG Head of Parks")."""
    tokens = list(_TOKEN.finditer(text))
    for index, token in enumerate(tokens[1 : _LONGEST_NAME + 1], 1):
        end, word, rest = tokens[index - 1].end(), token[0], text[token.end() :].strip()
        if index > 1 and _INITIALS_OF_NAME.fullmatch(word) and word[0] == text[0] and names_a_post(rest):
            return end, word, rest
        is_post = any(map(is_of_a_post, word.split("/"))) and (
            names_a_post(f"{word} {rest}") or "/" in word or rest.startswith("Council") or rest in _OFFICES
        )
        is_surname = is_initial(tokens[index - 1][0]) or (index == 1 and word.casefold() in _POSTS_AND_SURNAMES)
        if is_titled and is_post and not is_surname and (rest or index > 1):
            at = index - _needs_word_before(index, tokens)
            return tokens[at - 1].end(), "", text[tokens[at].start() :]
    return len(text), "", ""


def _needs_word_before(index: int, tokens: list[re.Match[str]]) -> bool:
    """Whether the word before a post belongs to it: "Ann Gale Footpath Warden", "Ann Gale Elmshire County Council"."""
    words = [token[0].strip(".,").casefold() for token in tokens[index : index + 2]]
    is_of_council = words[-1] == "council" and len(words) > 1
    return index > 2 and (words[0] in _QUALIFIED or is_of_council)


def _is_office_of(text: str, outside: tuple[int, int], inside: tuple[int, int]) -> bool:
    """Whether an office stands first and then its holder: "The Mayor (Councillor Hope)", "Clerk – Ann Gale"."""
    office, holder = text[slice(*outside)], text[slice(*inside)]
    if not _is_office(office) or is_name(office) or any(is_title(word) for word in office.split()):
        return False
    words = holder.split()
    is_whole_name = 1 < len(words) < 4 and is_name(holder) and not any(word in _DIRECTIONS for word in words)
    return not is_initials(holder) and (is_titled(holder) or is_whole_name)


def _holder(block: Block, office: tuple[int, int], name: tuple[int, int]) -> Person | None:
    holder = read_person(block, *name)
    return replace(holder, offices=[_words(block, office), *holder.offices]) if holder else None


def _words(block: Block, stretch: tuple[int, int]) -> str:
    return block.text[slice(*stretch)].removeprefix("The ").removeprefix("the ")


def _say_beside(person: Person, said: str) -> None:
    """Keep what stands beside a name: an office, the chair, or a note such as initials."""
    said = said.strip(" -–—,.;:")
    if said.casefold().endswith("in the chair"):
        person.offices.append("Chair")
    elif said.casefold().endswith("yn y gadair"):
        person.offices.append("Cadeirydd")
    elif has_presence_note(said):
        pass  # when and how someone was there is no office
    elif ";" in said:
        for part in said.split(";"):
            _say_beside(person, part)
    elif _is_office(said) and "substitut" not in said.casefold():
        person.offices.append(said)
    if said:
        person.notes.append(said)


def _is_office(said: str) -> bool:
    """A post ("Head of Parks"), or the service to which someone belongs ("Democratic Services")."""
    words = said.split()
    is_service = len(words) > 1 and (
        words[-1].casefold() in _SERVICES or all(is_of_a_post(word) or word in ("and", "&") for word in words)
    )
    return len(said) < 120 and (is_service or names_a_post(said)) and not IS_TOLD.search(said)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the joining words and stops around it."""
    while end > start and text[end - 1] in " ,;:–—-.&":
        end -= 1
    for word in (" and", " a", " ac", " &"):
        end -= len(word) if text[start:end].endswith(word) else 0
    return _LEAD.match(text, start, end).end(), end


def _brackets(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """What stands inside round brackets, and the stretches outside them."""
    inside, outside, at = [], [], start
    for found in _BRACKET.finditer(text, start, end):
        inside.append(found.span(1))
        outside.append((at, found.start()))
        at = found.end()
    outside.append((at, end))
    trimmed = [_trim(text, *stretch) for stretch in outside]
    return inside, [(first, last) for first, last in trimmed if first < last]


def _titles_and_name(text: str, start: int, end: int) -> tuple[list[str], int, int, str]:
    """Titles, the place of the name, and what follows it after a dash ("D Jones – Chairman")."""
    chair = _IN_THE_CHAIR.match(text, start, end)
    titles = ["Chair"] if chair else []
    start = chair.end() if chair else start
    tail_at = min((place for sign in _ENDS_A_NAME if (place := text.find(sign, start, end)) >= 0), default=end)
    if glued := _GLUED_CHAIR.search(text, start, tail_at):
        tail_at = glued.start()
    tail, end = text[tail_at:end], tail_at
    tokens = list(_TOKEN.finditer(text, start, end))
    lead = _count_of_titles([token[0] for token in tokens])
    if lead:
        said = [token[0] for token in tokens[:lead] if not is_honorific(token[0])]
        titles.append(singular_title(" ".join(said)))
    while len(tokens) > lead + 1 and (is_honour(tokens[-1][0]) or _are_own_initials(tokens[lead:])):
        tokens.pop()
    if lead == len(tokens):
        return titles, end, end, tail
    return titles, tokens[lead].start(), tokens[-1].end(), tail


def _are_own_initials(tokens: list[re.Match[str]]) -> bool:
    """Whether the last word is made of the initials of the name before it: "Ann Gale AG"."""
    words = [token[0] for token in tokens]
    if len(words) < _FEWEST_WITH_INITIALS or not _INITIALS_ALONE.fullmatch(words[-1]):
        return False
    return words[-1][0] == words[0][0] and words[-1][-1] == words[-2][0]


def _count_of_titles(words: list[str]) -> int:
    """How many words stand before the name: "Mrs", "Unitary Cllr", "The Mayor, Cllr."."""
    lead = _count_of_constable(words) or _count_of_post_before_initial(words)
    for index, word in enumerate(words[:_MOST_TITLES]):
        if is_title(word):
            lead = index + 1
        elif lead == 0 and _is_before_name(words[index:]):
            return index + 1
        elif not _may_stand_in_post(word):
            break
    return lead


def _is_before_name(words: list[str]) -> bool:
    """ "Mayor Ann Gale": an office that is said before the whole name, as a title is."""
    names = [word for word in words[1:3] if is_name_word(word) and not is_of_a_post(word) and not is_title(word)]
    return words[0].casefold() in _BEFORE_NAMES and len(names) == 2


def _count_of_constable(words: list[str]) -> int:
    """ "PC Hay", "PC 1482 Hay": the letters, and the number, of a constable, where a name follows."""
    lead = 2 if len(words) > 2 and words[1].isdigit() else 1
    return lead if words[:1] == ["PC"] and len(words) > lead and is_name_word(words[lead]) else 0


def _count_of_post_before_initial(words: list[str]) -> int:
    """ "the clerk A. Gale": a whole post, and then an initial and a name; "the temporary clerk Ann Gale"."""
    if not words or not _may_stand_in_post(words[0]):
        return 0
    lead = next((place for place, word in enumerate(words) if is_initial(word)), 0)
    if not lead and words[0] == "the":
        lead = next((place for place, word in enumerate(words) if word[0].isupper()), 0)
        lead = 0 if is_of_a_post(words[lead]) or is_title(words[lead]) else lead
    is_post = names_a_post(" ".join(words[:lead])) and all(map(_may_stand_in_post, words[:lead]))
    return lead if is_post and len(words) > lead + 1 and is_name_word(words[lead + 1]) else 0


def _may_stand_in_post(word: str) -> bool:
    return is_of_a_post(word) or word.casefold() in _BETWEEN_TITLES or word in ("to", "temporary", "acting", "locum")


def gives_title_to_all(block: Block, start: int, end: int) -> str:
    """The title that a plural one gives to every name after it ("Councillors A, B and C")."""
    words = block.text[start:end].split()
    lead = [word for word in words[:3] if is_plural_title(word)]
    is_of_members = any(is_councillor(word) or word.casefold().strip(".,:") in _MEMBERS for word in lead)
    return singular_title(lead[0]) if is_of_members else ""
