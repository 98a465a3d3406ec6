"""Attendance: the lines that say who was present, in attendance, absent, or in another's place."""

import re
from dataclasses import dataclass, field

from meetings.importers.blocks import Block, Kind
from meetings.importers.grammar.name_lists import people_in
from meetings.importers.grammar.names import Person, PostAlone, is_initials
from meetings.importers.grammar.offices import is_councillor
from meetings.importers.grammar.sentences import sentences_in
from meetings.importers.minutes import AttendeeRead, Confidence, Reading

# A line that says with its first words how the people after it stand to the meeting; the longest phrase first.
_LINE = re.compile(
    r"(?P<absent>(?:councillors|members) (?:not present|absent)|not present|absent)"
    r"|(?P<apologies>apologies(?: for absence)?(?: (?:were )?received(?: from)?)?|ymddiheuriadau)"
    r"|(?P<substitute>substitutes?(?: members?)?(?: present)?)"
    r"|(?P<attending>(?:also )?in attendance|also present|(?:other )?officers?(?: (?:present|in attendance))?"
    r"|(?:officials|others|staff|guests|observers|visitors)(?: (?:also )?(?:present|in attendance))?"
    r"|representatives [^:]{0,60}(?:attendance|present)|clerk|cabinet members?(?: (?:present|in attendance))?"
    r"|hefyd yn bresennol|yn bresennol hefyd)"
    r"|(?P<present>(?:other )?(?:members|councillors|cllrs)(?: of the (?:council|committee|panel))?"
    r"(?: (?:present|in attendance))?"
    r"|present|attendance|presiding|in the chair|chair(?:man|person)?|sederunt|yn bresennol|presennol)",
    re.I,
)
_SIGN = re.compile(r" ?[:–-] ?| (?=[A-Z])|$")
_SEPARATELY = {
    "clerk", "chair", "chairman", "chairperson", "officer", "officers", "members", "councillors", "cllrs", "other",
    "others", "staff", "officials", "guests", "observers", "visitors",
}  # fmt: skip
_STATUS = {
    "absent": "absent",
    "apologies": "apologies",
    "substitute": "substitute",
    "attending": "in attendance",
    "present": "present",
}
_ALSO_PRESENT = re.compile(r"\b(?:was|were) (?:also )?(?:present|in attendance)\b", re.I)
SUBSTITUTE_FOR = re.compile(r"\(?\b(?:as )?(?:a )?(?:substitut(?:e|ing)|subs?\.?|deputising) for\b", re.I)
_SUBSTITUTE_NOTE = re.compile(r"\(([^()]{0,30}\b(?:substitut|sub\b)[^()]{0,60})\)", re.I)
_SUBSTITUTE_WORDS = re.compile(
    r"(?:(?:as|was|is|to|acting|attending) )*(?:a )?(?:substitut\w+|subs?\b)(?: members?)?(?: (?:by|for))?:?", re.I
)
_IN_THE_CHAIR = re.compile(r"\b(?:was )?(?:in|took) the chair\b", re.I)
_IN_BRACKETS = re.compile(r"\([^()]{0,200}\)")
_WORDS_OF_LISTS = {"and", "the", "of", "for", "to", "in", "de", "van", "von", "der", "den", "la", "ap", "ab", "a", "y"}


@dataclass(slots=True)
class Attendance:
    """Everyone found so far, each once for each way of standing to the meeting."""

    read: list[AttendeeRead] = field(default_factory=list)
    initials: dict[str, AttendeeRead] = field(default_factory=dict)
    _places: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, attendee: AttendeeRead, initials: str = "") -> None:
        key = (attendee.name.value.casefold() or attendee.role.casefold(), attendee.status)
        if key in self._places:
            self._add_office(self._places[key], attendee)
        else:
            self._places[key] = len(self.read)
            self.read.append(attendee)
        if initials:
            self.initials.setdefault(initials, attendee)

    def _add_office(self, place: int, attendee: AttendeeRead) -> None:
        known = self.read[place]
        if attendee.role and attendee.role not in known.role:
            role = f"{known.role}, {attendee.role}".strip(", ")
            self.read[place] = AttendeeRead(known.name, role, known.status)

    def add_people(
        self,
        block: Block,
        start: int,
        end: int,
        status: str,
        *,
        alone: bool = False,
        office: str = "",
        title: str = "",
    ) -> int:
        """Everyone named in a stretch of a block; how many there were."""
        people = people_in(block, start, end, is_alone_enough=alone)
        replaced = self._add_substitutes(block, start, end)
        for person in people:
            if isinstance(person, PostAlone):
                if status == "in attendance":
                    self.add(person.attendee(block, status))
                continue
            if office:
                person.offices.append(office)
            if title and not person.role:
                person.titles.append(title)
            of_person = "substitute" if any(person.end <= place < person.end + 3 for place in replaced) else status
            self.add(self._by_initials(person.attendee(block, of_person)), person.initials)
        return sum(isinstance(person, Person) for person in people)

    def _add_substitutes(self, block: Block, start: int, end: int) -> list[int]:
        """Those named in brackets beside a member: who came instead, or instead of whom the member came.

        Gives the places of the brackets that say the second, for there the member outside is the substitute.
        """
        replaced = []
        for found in _SUBSTITUTE_NOTE.finditer(block.text, start, end):
            status = "substitute"
            if SUBSTITUTE_FOR.match(found[1]) or found[1].casefold() in {"substitute", "sub", "substitute member"}:
                replaced.append(found.start())
                status = "apologies"
            for person in people_in(block, *_without_substitute_words(found), is_alone_enough=True):
                if isinstance(person, Person):
                    self.add(person.attendee(block, status))
        return replaced

    def _by_initials(self, attendee: AttendeeRead) -> AttendeeRead:
        """The full name where the minutes call someone by initials that they gave before."""
        known = self.initials.get(attendee.name.value) if is_initials(attendee.name.value) else None
        if not known:
            return attendee
        why = f"{attendee.name.value} are the initials given with the name {known.name.value}."
        name = Reading(known.name.value, attendee.name.start, attendee.name.end, Confidence.GUESSED, why)
        return AttendeeRead(name, attendee.role or known.role, attendee.status)


def read_attendance_lines(blocks: list[Block], attendance: Attendance) -> None:
    """Lines such as "Present:" and "In attendance:", with the lists under them."""
    has_present = any(line["present"] for block in blocks if (line := line_of_attendance(block)))
    status = ""
    for block in blocks:
        line = line_of_attendance(block)
        if line:
            status = _status(line, block, has_present=has_present)
            start = block.body + line.end()
            start = _SIGN.match(block.text, start).end()
            office = "Chair" if line[0].casefold() in {"presiding", "in the chair", "chair", "chairman"} else ""
            office = "Clerk" if line[0].casefold() == "clerk" else office
            alone = status != "in attendance"
            # "Councillors present:" gives their title to all who have no other.
            title = "Councillor" if is_councillor(line[0].split()[0]) else ""
            attendance.add_people(block, start, len(block.text), status, alone=alone, office=office, title=title)
        elif not _read_sentences_of_presence(block, attendance) and status:
            status = status if _read_list_line(block, attendance, status) else ""


def line_of_attendance(block: Block) -> re.Match[str] | None:
    found = _LINE.match(block.words)
    sign = _SIGN.match(block.words, found.end()) if found else None
    if not found or not sign:
        return None
    is_marked = ":" in sign[0] or not block.words[found.end() :].strip()
    # "Members agreed" or "Clerk to write" begins a sentence: these words need their colon.
    return found if is_marked or (found[0].casefold().split()[-1] not in _SEPARATELY) else None


def _status(line: re.Match[str], block: Block, *, has_present: bool) -> str:
    status = _STATUS[str(line.lastgroup)]
    first = block.words[line.end() :].lstrip(" :–-").split(" ")[0]
    # Town councils print their members under "In attendance" when no line says "Present".
    is_of_members = is_councillor(first) and line[0].casefold() == "in attendance" and not has_present
    return "present" if is_of_members else status


def _read_list_line(block: Block, attendance: Attendance, status: str) -> bool:
    """A line under "Present:" that holds people and nothing else."""
    if block.kind is Kind.HEADING or len(block.words) > 600 or not is_only_names(block):
        return False
    people = people_in(block, block.body, len(block.text))
    if not people or (status != "in attendance" and all(isinstance(person, PostAlone) for person in people)):
        return False
    attendance.add_people(block, block.body, len(block.text), status)
    return True


def _read_sentences_of_presence(block: Block, attendance: Attendance) -> bool:
    """ "The Clerk, Mrs Jones, was also present." and "Mr Reid in the Chair"."""
    is_read = False
    for first, last in sentences_in(block.text, block.body):
        if found := _ALSO_PRESENT.search(block.text, first, last):
            is_read |= attendance.add_people(block, first, found.start(), "in attendance") > 0
        elif (found := _IN_THE_CHAIR.search(block.text, first, last)) and found.start() - first < 60:
            is_read |= attendance.add_people(block, first, found.start(), "present", office="Chair") > 0
    return is_read


def _without_substitute_words(found: re.Match[str]) -> tuple[int, int]:
    """Where the person stands in "substituted by Councillor Marsh" or "Councillor Marsh substituting"."""
    words = _SUBSTITUTE_WORDS.search(found[1])
    if not words:
        return found.span(1)
    start, end = found.span(1)
    return (start + words.end(), end) if words.start() < 3 else (start, start + words.start())


def count_of_names(block: Block) -> int:
    people = people_in(block, block.body, len(block.text))
    return sum(isinstance(person, Person) for person in people)


def is_only_names(block: Block) -> bool:
    """Whether a line has no words of a sentence in it, so that it can only be a list."""
    words = _IN_BRACKETS.sub(" ", block.words).split()
    return len(words) < 200 and all(
        word[0].isupper() or word.strip(",;.") in _WORDS_OF_LISTS or not word[0].isalpha() for word in words
    )
