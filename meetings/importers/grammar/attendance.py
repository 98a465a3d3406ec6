"""Attendance: everyone found to be at the meeting or away from it, each once, and for which part."""

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from meetings.importers.blocks import Block
from meetings.importers.grammar.name_lists import first_title, people_in
from meetings.importers.grammar.names import Person, is_initials
from meetings.importers.grammar.offices import is_councillor, is_of_an_officer
from meetings.importers.grammar.posts_alone import PostAlone, names_post_alone
from meetings.importers.grammar.presence_notes import Presence, presence_beside
from meetings.importers.grammar.substitutes import HAS_SUBSTITUTE, Placed, read_substitutes
from meetings.importers.minutes import AttendeeRead, Confidence, Reading

WAS_THERE = ("present", "substitute", "in attendance")
_AWAY = ("apologies", "absent")
# "both remote", "all via Teams": said of those before as well.
_SAID_OF_BOTH = re.compile(r"[\s(,–-]{0,4}both\b", re.I)
_SAID_OF_ALL = re.compile(r"[\s(,–-]{0,4}all\b", re.I)
# "(apologies)", beside the name in a list of all members.
_AWAY_NOTE = re.compile(
    r"[ ,–-]{0,3}\(?(?:sent |with )?(?:(?P<apologies>apolog(?:y|ies))|(?P<absent>absent|not present))\b"
    r"(?: (?:received|given|sent|tendered))?\)?(?=[,;.]|$)",
    re.I,
)
_MARKS_BEFORE = {"*", "†", "‡", "#", "^"}
_ROUND = str.maketrans("[]", "()")
_MARK = re.compile(r" ?(?P<mark>[*†‡#^]|\((?:[A-Z]|[*†‡#^])\))(?!\w)")


@dataclass(slots=True)
class Attendance:
    """Everyone found so far, each once for each way of standing to the meeting."""

    read: list[AttendeeRead] = field(default_factory=list)
    initials: dict[str, AttendeeRead] = field(default_factory=dict)
    # The mark that a name bears, "*" or "(R)", and those marks that a line by the list explains as being remote.
    marked: dict[str, str] = field(default_factory=dict)
    remote_marks: set[str] = field(default_factory=set)
    # The marks that say of a name in a list of all members that it was there: those without it were not.
    present_marks: set[str] = field(default_factory=set)
    # Which of the lists of the roll is being read, and in which of them each name stands.
    list_number: int = 0
    _list_of: dict[str, int] = field(default_factory=dict)
    _places: dict[tuple[str, str], int] = field(default_factory=dict)
    _by_surname: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    # Those in whose place a substitute is said to have come; the list of apologies may name them in full.
    _replaced: list[AttendeeRead] = field(default_factory=list)

    def add(self, attendee: AttendeeRead, initials: str = "") -> None:
        """Take in one person, or what is said anew of one who is known."""
        place = self._place_of(attendee)
        if place is not None:
            self.read[place] = _merged(self.read[place], attendee)
        else:
            self._places[_key(attendee)] = len(self.read)
            self._by_surname[_surname(attendee.name.value)].append(len(self.read))
            self.read.append(attendee)
        if initials:
            self.initials.setdefault(initials, attendee)

    def _place_of(self, attendee: AttendeeRead) -> int | None:
        """Where the same person stands already: under the same name, or the only one of that family name."""
        if (place := self._places.get(_key(attendee))) is not None:
            return place
        if len(attendee.name.value.split()) > 1 or not attendee.name.value:
            return None
        return self._only(self._places_of(attendee, (attendee.status,)))

    def place_of_person(self, attendee: AttendeeRead, statuses: tuple[str, ...] = WAS_THERE) -> int | None:
        """Where the one person stands whom a sentence means, though it may give no first name or the initials only."""
        if known := self.initials.get(attendee.name.value):
            attendee = replace(attendee, name=known.name)
        return self._only(self._places_of(attendee, statuses))

    def knows_surname(self, word: str) -> bool:
        return bool(self._by_surname.get(_surname(word)))

    def _places_of(self, attendee: AttendeeRead, statuses: tuple[str, ...]) -> list[int]:
        places = self._by_surname.get(_surname(attendee.name.value), [])
        return [
            place
            for place in places[:20]
            if self.read[place].status in statuses and _can_be_one_person(self.read[place], attendee)
        ]

    def _only(self, places: list[int]) -> int | None:
        names = {self.read[place].name.value.casefold() for place in places}
        return places[0] if len(names) == 1 else None

    def note(self, place: int, presence: Presence, block: Block) -> None:
        """Keep when somebody came or went, unless it is known already."""
        known = self.read[place]
        self.read[place] = replace(
            known,
            is_remote=known.is_remote or presence.is_remote,
            arrived=_more_exact(known.arrived, block, presence.arrived),
            left=_more_exact(known.left, block, presence.left),
        )

    def sat_for(self, attendee: AttendeeRead, absentee: AttendeeRead) -> None:
        """A row of a table says that someone sat in another's place."""
        place = self._place_of(replace(attendee, status="substitute"))
        if place is not None:
            self.read[place] = replace(self.read[place], substitute_for=absentee.name)

    def note_beside(self, block: Block, name: tuple[int, int], note: tuple[int, int]) -> None:
        """Keep what a cell of a table says of when and how the one named in another cell was there."""
        presence = presence_beside(block, *note)
        for person in people_in(block, *name, is_alone_enough=True) if presence != Presence() else ():
            place = self.place_of_person(person.attendee(block, "present")) if isinstance(person, Person) else None
            if place is not None:
                self.note(place, presence, block)

    def came_back(self, place: int) -> None:
        self.read[place] = replace(self.read[place], left=None)

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
        is_remote: bool = False,
        is_of_members: bool = False,
    ) -> int:
        """Everyone named in a stretch of a block; how many there were.

        `is_of_members` says that the line is "In attendance", though it lists the members.
        """
        block = _with_round_brackets(block, start, end)
        if status == "substitute" or HAS_SUBSTITUTE.search(block.text, start, end):
            placed = read_substitutes(block, start, end, is_list_of_substitutes=status == "substitute")
            if status == "substitute" or any(one.is_substitute or one.is_replaced for one in placed):
                return self._add_placed(block, placed, end, status, title=title)
        people = people_in(block, start, end, is_alone_enough=alone)
        persons = [person for person in people if isinstance(person, Person)]
        for person in people:
            if isinstance(person, PostAlone):
                if status == "in attendance" and names_post_alone(block.text[person.start : person.end]):
                    self.add(person.attendee(block, status))
                continue
            if office:
                person.offices.append(office)
            if title and not person.role:
                person.titles.append(title)
            # A list of members may end with the clerk, who was there but is none of them.
            is_officer = is_of_members and is_of_an_officer(person.role)
            of_person = "in attendance" if is_officer else status
            self._add_person(block, person, of_person, is_remote=is_remote)
        self._add_presence(block, persons, end, status)
        return len(persons)

    def add_substitutes(self, block: Block, start: int, end: int) -> None:
        """Those whom a sentence names as substitutes, and those in whose place they came, but no one else."""
        placed = read_substitutes(block, first_title(block.text, start, end), end)
        placed = [one for one in placed if one.is_substitute or one.is_replaced]
        self._add_placed(block, placed, end, "apologies", title="")

    def _add_person(self, block: Block, person: Person, status: str, *, is_remote: bool = False) -> None:
        if status == "present" and (away := _AWAY_NOTE.match(block.text, person.end)):
            status = str(away.lastgroup)
        attendee = self.by_initials(person.attendee(block, status))
        if status == "in attendance" and _is_member(attendee) and self._is_substitute(attendee):
            return  # a substitute, listed again among other members
        attendee = replace(attendee, is_remote=True) if is_remote else attendee
        self.add(attendee, person.initials)
        self._note_mark(block, person, attendee)

    def _is_substitute(self, attendee: AttendeeRead) -> bool:
        return self.place_of_person(attendee, ("substitute",)) is not None

    def _note_mark(self, block: Block, person: Person, attendee: AttendeeRead) -> None:
        """Keep the mark after a name, or the one that stands where other lists have a bullet."""
        name = attendee.name.value.casefold()
        self._list_of[name] = self.list_number
        if mark := _MARK.match(block.text, person.end):
            self.marked[name] = mark["mark"].strip("()")
        elif block.label in _MARKS_BEFORE:
            self.marked[name] = block.label

    def _add_placed(self, block: Block, placed: list[Placed], end: int, status: str, *, title: str) -> int:
        """Those of a stretch that says who came in whose place."""
        for one in placed:
            if title and not one.person.role:
                one.person.titles.append(title)
            is_away = one.is_replaced and not one.is_substitute
            of_person = "substitute" if one.is_substitute else "apologies" if is_away else status
            attendee = self.by_initials(one.person.attendee(block, of_person))
            if one.absentee:
                person = one.absentee.person
                attendee = replace(attendee, substitute_for=block.read(person.start, person.end))
            if is_away and status not in ("apologies", "absent"):
                self._replaced.append(attendee)
            else:
                self._add_or_make_substitute(attendee, one.person.initials)
        self._add_presence(block, [one.person for one in placed], end, status)
        return len(placed)

    def _add_or_make_substitute(self, attendee: AttendeeRead, initials: str) -> None:
        """A substitute whom the roll counted among those present is that same person."""
        place = self.place_of_person(attendee, ("present",)) if attendee.status == "substitute" else None
        if place is None:
            self.add(attendee, initials)
            return
        known = self.read[place]
        self._places.pop(_key(known), None)
        self.read[place] = replace(known, status="substitute", substitute_for=attendee.substitute_for)
        self._places[_key(self.read[place])] = place

    def _add_presence(self, block: Block, persons: list[Person], end: int, status: str) -> None:
        """What stands beside each name, up to the next, of coming late, leaving early or attending by video."""
        if status in _AWAY:
            return
        for index, person in enumerate(persons):
            after = persons[index + 1].start if index + 1 < len(persons) else end
            presence = presence_beside(block, person.end, after)
            if presence == Presence():
                continue
            said_of = [person]
            if _SAID_OF_BOTH.match(block.text, person.end):
                said_of = persons[max(0, index - 1) : index + 1]
            elif _SAID_OF_ALL.match(block.text, person.end):
                said_of = persons[: index + 1]
            for one in said_of:
                place = self.place_of_person(self.by_initials(one.attendee(block, status)))
                if place is not None:
                    self.note(place, presence, block)

    def by_initials(self, attendee: AttendeeRead) -> AttendeeRead:
        """The full name where the minutes call someone by initials that they gave before."""
        known = self.initials.get(attendee.name.value) if is_initials(attendee.name.value) else None
        if not known:
            return attendee
        why = f"{attendee.name.value} are the initials given with the name {known.name.value}."
        name = Reading(known.name.value, attendee.name.start, attendee.name.end, Confidence.GUESSED, why)
        return AttendeeRead(name, attendee.role or known.role, attendee.status)

    def settled(self) -> tuple[AttendeeRead, ...]:
        """Everyone, and at the end those known only from the names of their substitutes."""
        for absentee in self._replaced:
            if not self._places_of(absentee, _AWAY):
                self.add(absentee)
        self._replaced = []
        for place, known in enumerate(self.read):
            if self.marked.get(known.name.value.casefold()) in self.remote_marks and known.status not in _AWAY:
                self.read[place] = replace(known, is_remote=True)
        return tuple(
            known for known in map(self._by_mark_of_presence, self.read) if known and not self._is_again(known)
        )

    def _is_again(self, known: AttendeeRead) -> bool:
        """Whether the lists, read after the items, say already that one was there of whom an item told it."""
        return known.status == "declared interest" and self.place_of_person(known) is not None

    def _by_mark_of_presence(self, known: AttendeeRead) -> AttendeeRead | None:
        """One without the mark of those present, in a list where others bear it: absent, or away as said elsewhere."""
        name = known.name.value.casefold()
        number = self._list_of.get(name, 0)
        if known.status != "present" or not number or self.marked.get(name) in self.present_marks:
            return known
        bearing = (other for other, mark in self.marked.items() if mark in self.present_marks)
        if not self.present_marks or all(self._list_of.get(other) != number for other in bearing):
            return known
        return None if self._places_of(known, _AWAY) else replace(known, status="absent")


def _more_exact(known: Reading[str] | None, block: Block, place: tuple[int, int] | None) -> Reading[str] | None:
    """What is known of when somebody came or went; an hour says more than an item."""
    if place is None or (known and known.value[:1].isdigit()):
        return known
    said = block.read(*place)
    return said if known is None or said.value[:1].isdigit() else known


def _with_round_brackets(block: Block, start: int, end: int) -> Block:
    """Some write "Ann Gale [Chair]"; what stands in such brackets is read as in round ones."""
    return replace(block, text=block.text.translate(_ROUND)) if "[" in block.text[start:end] else block


def _key(attendee: AttendeeRead) -> tuple[str, str]:
    return attendee.name.value.casefold() or attendee.role.casefold(), attendee.status


def _merged(known: AttendeeRead, said: AttendeeRead) -> AttendeeRead:
    role = known.role
    if said.role and said.role not in known.role:
        role = ", ".join(dict.fromkeys(part for part in [*known.role.split(", "), *said.role.split(", ")] if part))
    return replace(
        known,
        role=role,
        is_remote=known.is_remote or said.is_remote,
        substitute_for=known.substitute_for or said.substitute_for,
    )


def _surname(name: str) -> str:
    words = name.casefold().replace("'", "’").replace(".", " ").split()
    return words[-1] if words else ""


def _can_be_one_person(one: AttendeeRead, other: AttendeeRead) -> bool:
    """Whether two of one family name may be one person: no first name or initial speaks against it."""
    if one.status == "in attendance" and one.role and other.role and _is_member(one) != _is_member(other):
        return False  # an officer and a member
    names = [person.name.value.casefold() for person in (one, other)]
    if any(name.endswith(f" {short}") for name, short in (names, reversed(names)) if " " in short):
        return True  # "Mac Neill", of "S Mac Neill"
    given, also_given = (_given(person.name.value) for person in (one, other))
    if not given or not also_given:
        return True
    if len(given[0]) > 1 and len(also_given[0]) > 1:
        return given[0] == also_given[0]
    return given[0][0] == also_given[0][0]


def _is_member(attendee: AttendeeRead) -> bool:
    return any(is_councillor(word) for word in attendee.role.split())


def _given(name: str) -> list[str]:
    return name.casefold().replace(".", " ").split()[:-1]
