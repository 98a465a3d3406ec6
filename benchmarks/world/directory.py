"""The made-up council's committees, people, seats and issues: a directory, as the public knows it."""

import datetime
from dataclasses import dataclass
from functools import cache
from random import Random

from django.utils.text import slugify

from benchmarks.world.vocabulary import Subject, vocabulary

COUNCIL = {"slug": "westharbour", "name": "Westharbour Council", "nation": "england"}
FIRST_YEAR, YEARS = 2000, 25
# Elections are held every fourth year; seats end with them.
TERM = 4
COUNCILLORS, OFFICERS, SEATS = 60, 40, 11
STAYS = 0.65
PARTIES = ["Harbour Residents", "Civic Alliance", "Common Ground", "Independent"]
OFFICES = [
    "Chief Executive",
    "Director of Finance",
    "Director of Children's Services",
    "Director of Adult Services",
    "Director of Place",
    "Monitoring Officer",
    "Head of Planning",
    "Head of Housing",
    "Head of Highways",
    "Head of Licensing",
    "Head of Legal Services",
    "Head of Libraries",
    "Head of Waste",
    "Head of Audit",
    "Head of Public Health",
    "Head of Early Help",
    "Head of Transport",
    "Head of Property",
    "Head of Parks",
    "Democratic Services Manager",
]
# Name, kind, and the groups of subjects that come before it.
COMMITTEES = """\
Council|council|finance governance environment
Cabinet|cabinet|finance transport housing environment children adults culture
Children and Families Scrutiny Panel|scrutiny panel|children
Schools Forum|panel|children
Corporate Parenting Panel|panel|children
Adult Care Scrutiny Panel|scrutiny panel|adults
Health and Wellbeing Board|committee|adults children
Joint Health Scrutiny Committee|joint|adults
Planning Committee|committee|planning
Planning Site Visits Panel|panel|planning
Local Plan Working Group|working group|planning
Rights of Way Sub-Committee|sub-committee|planning
Licensing Committee|committee|licensing
Licensing Sub-Committee A|sub-committee|licensing
Licensing Sub-Committee B|sub-committee|licensing
Taxi Licensing Panel|panel|licensing
Transport Scrutiny Panel|scrutiny panel|transport
Highways Working Group|working group|transport
Parking Appeals Panel|panel|transport
Joint Transport Committee|joint|transport
Environment Scrutiny Panel|scrutiny panel|environment
Climate Working Group|working group|environment
Joint Waste Committee|joint|environment
Harbour Committee|committee|environment culture
Housing Scrutiny Panel|scrutiny panel|housing
Housing Appeals Panel|panel|housing
Tenants' Panel|panel|housing
Culture and Leisure Panel|panel|culture
Libraries Working Group|working group|culture
Grants Sub-Committee|sub-committee|culture
Community Safety Panel|panel|safety
Emergency Planning Working Group|working group|safety
Audit Committee|committee|finance
Pensions Committee|committee|finance
Budget Scrutiny Panel|scrutiny panel|finance
Procurement Sub-Committee|sub-committee|finance
Standards Committee|committee|governance
Constitution Working Group|working group|governance
Appointments Panel|panel|governance
Overview and Scrutiny Committee|committee|governance finance safety"""


@dataclass(frozen=True)
class Committee:
    slug: str
    name: str
    kind: str
    groups: tuple[str, ...]

    @property
    def as_content(self) -> dict:
        return {"slug": self.slug, "name": self.name, "kind": self.kind}


@dataclass(frozen=True)
class Person:
    slug: str
    name: str
    honorific: str
    kind: str
    ward: str
    party: str
    office: str = ""

    @property
    def printed(self) -> str:
        return f"{self.honorific} {self.name}".strip()

    @property
    def as_named(self) -> dict:
        return {"name": self.printed, "person": self.slug}


@dataclass(frozen=True)
class Seat:
    person: Person
    committee: Committee
    role: str
    starts_on: datetime.date
    ends_on: datetime.date


@dataclass(frozen=True)
class Issue:
    slug: str
    title: str
    subject: Subject
    place: str


class Directory:
    """Who and what the council is, over its twenty-five years; the same for the same seed."""

    def __init__(self, seed: int, issues: int) -> None:
        self.words = vocabulary(seed)
        random = Random(f"{seed}:directory")
        self.committees = _committees()
        self.officers = [self._person(random, taken) for taken in range(OFFICERS)]
        self.terms = self._terms(random)
        self.seats = self._seats(random)
        self.issues = [self._issue(random, number) for number in range(issues)]
        self.subjects = {
            committee.slug: [s for s in self.words.subjects if s.group in committee.groups]
            for committee in self.committees
        }

    @property
    def people(self) -> list[Person]:
        return [*dict.fromkeys(person for term in self.terms for person in term), *self.officers]

    def seated(self, committee: Committee, year: int) -> list[Seat]:
        return self.seats[committee.slug, (year - FIRST_YEAR) // TERM]

    def _person(self, random: Random, number: int, *, is_officer: bool = True) -> Person:
        family = self.words.families[number % len(self.words.families)]
        name = f"{random.choice(self.words.given)} {family}"
        if is_officer:
            return Person(slugify(name), name, "", "officer", "", "", OFFICES[number % len(OFFICES)])
        ward, party = random.choice(self.words.wards), random.choice(PARTIES)
        return Person(slugify(name), name, "Councillor", "councillor", ward, party)

    def _terms(self, random: Random) -> list[list[Person]]:
        """The councillors of each term: most stay, the others are new, and no two share a family name."""
        count, terms = OFFICERS, []
        for number in range(-(-(YEARS + 1) // TERM)):
            term = [person for person in terms[-1] if random.random() < STAYS] if number else []
            while len(term) < COUNCILLORS:
                term.append(self._person(random, count, is_officer=False))
                count += 1
            terms.append(term)
        return terms

    def _seats(self, random: Random) -> dict[tuple[str, int], list[Seat]]:
        seats = {}
        for number, term in enumerate(self.terms):
            starts_on = datetime.date(FIRST_YEAR + number * TERM, 5, 1)
            ends_on = datetime.date(FIRST_YEAR + (number + 1) * TERM, 4, 30)
            for committee in self.committees:
                members = term if committee.kind == "council" else random.sample(term, SEATS)
                roles = ["chair", "vice-chair", *["member"] * len(members)]
                seats[committee.slug, number] = [
                    Seat(person, committee, role, starts_on, ends_on)
                    for person, role in zip(members, roles, strict=False)
                ]
        return seats

    def _issue(self, random: Random, number: int) -> Issue:
        subject, place = random.choice(self.words.subjects), random.choice(self.words.places_only[:400])
        title = f"{subject.title}: {place}"
        return Issue(f"{slugify(title)[:68]}-{number}", title, subject, place)


@cache
def directory(seed: int, issues: int) -> Directory:
    return Directory(seed, issues)


def _committees() -> list[Committee]:
    lines = [line.split("|") for line in COMMITTEES.splitlines()]
    return [Committee(slugify(name), name, kind, tuple(groups.split())) for name, kind, groups in lines]
