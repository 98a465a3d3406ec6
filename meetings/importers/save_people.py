"""People as minutes name them: found in the directory, and written down as being at one meeting."""

from collections.abc import Iterable, Mapping

from meetings.importers.grammar.offices import is_honour, names_a_post
from meetings.importers.minutes import AttendeeRead
from meetings.models import Attendee, Meeting, Person

# What readers call an attendance, in the desk's words; the two others say nothing about being there.
ATTENDANCE = {
    "present": Attendee.Attendance.PRESENT,
    "substitute": Attendee.Attendance.PRESENT,
    "lateness": Attendee.Attendance.PRESENT,
    "declared interest": Attendee.Attendance.PRESENT,
    "apologies": Attendee.Attendance.APOLOGIES,
    "absent": Attendee.Attendance.ABSENT,
    "in attendance": Attendee.Attendance.IN_ATTENDANCE,
}
# Titles that stand before a councillor's name; any other role is an office.
TITLES = {"Councillor", "Cllr", "Alderman", "Bailie", "Lord Mayor", "Provost", "Cynghorydd"}
_TITLES_ABBREVIATED = {title.casefold() for title in TITLES} | {"cyng", "mr", "mrs", "ms", "miss", "mx"}


class Directory:
    """The people of the desk, found by the names that minutes print; one query."""

    def __init__(self):
        self.people = list(Person.objects.order_by("name", "pk"))

    def find(self, read: AttendeeRead) -> Person | None:
        """The one person meant: of that name, or whom family name and initials fit; None where there is a doubt."""
        name = bare_name(read.name.value)
        possible = [person for person in self.people if may_be(read, person)]
        exact = [person for person in possible if person.name.casefold() == name.casefold()]
        if exact:
            return exact[0] if len(exact) == 1 else None
        # A family name alone may be anybody's.
        return _only(person for person in possible if " " in name and is_short_for(name, person.name))

    def likely(self, name: str) -> list[Person]:
        """Those who may be meant: everyone of the same family name."""
        return [person for person in self.people if _family(person.name) == _family(bare_name(name))]

    def called(self, words: str) -> Person | None:
        """The one person whose title and name, or name alone, are these words."""
        words = words.strip().casefold()
        named = [person for person in self.people if words in (str(person).casefold(), person.name.casefold())]
        return named[0] if len(named) == 1 else None


class Roll:
    """Those at one meeting: each written down once, and found again by whatever name the minutes call them."""

    def __init__(self, meeting: Meeting, people: Mapping[str, Person]):
        self._meeting = meeting
        self._people = people
        self._attendees = list(meeting.attendees.select_related("person"))

    def add(self, read: AttendeeRead) -> Attendee:
        """Write an attendee down, or complete what the desk has of them; what a clerk has written stays."""
        # A post without a name ("the Chair") stands under the name of the post.
        name = (read.name.value.strip() or read.role)[:200]
        person = self._people.get(read.name.value)
        title, office = office_of(read)
        printed = "" if person else f"{title} {name}".strip()[:200]
        attendee = self._same(person, printed)
        if attendee and person and attendee.person is None:
            attendee.person, attendee.name = person, ""
            attendee.save(update_fields=["person", "name"])
        if attendee is None:
            attendance = ATTENDANCE.get(read.status, Attendee.Attendance.PRESENT)
            if read.is_remote and attendance == Attendee.Attendance.PRESENT:
                attendance = Attendee.Attendance.REMOTE
            attendee = Attendee(meeting=self._meeting, person=person, name=printed, attendance=attendance)
            self._attendees.append(attendee)
        said = {"role": office[:200], "arrived": _words(read.arrived), "left": _words(read.left)}
        new = {field: words for field, words in said.items() if words and not getattr(attendee, field)}
        for field, words in new.items():
            setattr(attendee, field, words)
        if new or attendee.pk is None:
            attendee.save()
        return attendee

    def note_substitutes(self, read: Iterable[AttendeeRead]) -> None:
        """For whom each substitute sat, once everybody is on the roll."""
        for substitute in (attendee for attendee in read if attendee.substitute_for):
            attendee, absentee = self.find(substitute.name.value), self.find(substitute.substitute_for.value)
            if attendee and absentee and attendee != absentee and attendee.substitute_for is None:
                attendee.substitute_for = absentee
                attendee.save(update_fields=["substitute_for"])

    def find(self, name: str) -> Attendee | None:
        """The one at the meeting whom the minutes call so: by the whole name, by initials or by family name alone."""
        person = self._people.get(name)
        if person and (same := self._same(person, "")):
            return same
        name = bare_name(name)
        named = [(attendee, _bare(attendee)) for attendee in self._attendees]
        exact = [attendee for attendee, bare in named if bare.casefold() == name.casefold()]
        if exact:
            return exact[0] if len(exact) == 1 else None
        return _only(attendee for attendee, bare in named if is_short_for(name, bare) or is_short_for(bare, name))

    def _same(self, person: Person | None, printed: str) -> Attendee | None:
        for attendee in self._attendees:
            if person and attendee.person == person:
                return attendee
        # Written down by name alone, before the directory knew the person.
        names = {printed.casefold()} if person is None else {person.name.casefold(), str(person).casefold()}
        by_name = [one for one in self._attendees if one.person is None and one.name.casefold() in names]
        return by_name[0] if by_name else None


def may_be(read: AttendeeRead, person: Person) -> bool:
    """Whether the words beside a name allow it to be this person: no officer is a councillor of the same name."""
    title, _ = office_of(read)
    is_councillor = person.kind == Person.Kind.COUNCILLOR
    return is_councillor if title else not (is_councillor and read.status == "in attendance")


def is_short_for(short: str, full: str) -> bool:
    """Whether "J Hart" or "Hart" can be "Jane Hart": one family name, and no given name or initial that differs."""
    if _family(short) != _family(full) or not _family(short):
        return False
    given, whole = short.split()[:-1], full.split()[:-1]
    pairs = list(zip(given, whole, strict=False))
    return len(pairs) == len(given) and all(_is_initial_of(one, other) for one, other in pairs)


def _is_initial_of(short: str, full: str) -> bool:
    plain = short.rstrip(".").casefold()
    return full.casefold().startswith(plain) if len(plain) == 1 else plain == full.rstrip(".").casefold()


def holds_office(read: AttendeeRead) -> bool:
    """Whether somebody was read as a councillor or with a post, not as a resident or a visitor."""
    title, office = office_of(read)
    return bool(title) or names_a_post(office)


def bare_name(name: str) -> str:
    """A name as people say it: without the titles before it and the honours after it."""
    words = name.split()
    while len(words) > 1 and words[0].rstrip(".").casefold() in _TITLES_ABBREVIATED:
        words = words[1:]
    while len(words) > 1 and is_honour(words[-1]):
        words = words[:-1]
    return " ".join(words).rstrip(",")


def office_of(read: AttendeeRead) -> tuple[str, str]:
    """The title that stands before the name ("Councillor"), and the office held, from the role as read."""
    title, _, office = read.role.partition(", ")
    return (title, office) if title in TITLES else ("", read.role)


def make_person(read: AttendeeRead) -> Person:
    """A new entry in the directory for somebody named in minutes."""
    title, _ = office_of(read)
    kind = Person.Kind.COUNCILLOR if title else Person.Kind.OFFICER
    return Person.objects.create(name=read.name.value.strip()[:200], honorific=title, kind=kind)


def _bare(attendee: Attendee) -> str:
    """The name of someone at the meeting without the title that may be printed before it."""
    return attendee.person.name if attendee.person else bare_name(attendee.name)


def _family(name: str) -> str:
    return (bare_name(name).split() or [""])[-1].casefold()


def _only(found: Iterable):
    """The one thing found, or None where there is none or more than one."""
    found = list(found)
    return found[0] if len(found) == 1 else None


def _words(reading) -> str:
    return reading.value[:60] if reading else ""
