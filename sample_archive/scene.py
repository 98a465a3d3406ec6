"""What a piece of business may call by name at one meeting: who is there, who holds which office, where things are."""

import datetime as dt
import random

from sample_archive.committees import COMMITTEES, seated
from sample_archive.dates import in_words, municipal_year, working_day_from, year_in_words
from sample_archive.diary import Sitting
from sample_archive.people import OFFICES, PARTY_OF, WARD_OF, holder, spoken
from sample_archive.places import PARKS, PRIMARIES, SECONDARIES, STREETS, WARD_OF_STREET

ADMINISTRATIONS = {
    True: {"Harbour Alliance"},
    False: {"Civic Independents", "Southcliff Residents"},
}


class Scene:
    def __init__(self, sitting: Sitting, present: list[str], chair: str, rng: random.Random, streets) -> None:
        self.sitting, self.present, self.chair, self.rng, self.streets = sitting, present, chair, rng, streets
        self.members = [person for person in present if person != chair]
        rng.shuffle(self.members)
        self.bound: dict[str, str] = {}
        self.votes: dict[str, list[str]] = {}

    def names(self, blank: str) -> str:
        if blank not in self.bound:
            self.bound[blank] = self._named(blank)
        return self.bound[blank]

    def set_apart(self, named: list[str]) -> None:
        """Those who are named for what they are do not also speak as one member among others."""
        rest = [person for person in self.members if person not in named]
        self.members = rest if len(rest) > 1 else rest + [p for p in self.members if p in named]

    def member(self, index: int) -> str:
        """A member who was there; with few there, the same may be named again."""
        pool = self.members or [self.chair]
        return pool[(index - 1) % len(pool)]

    def _named(self, blank: str) -> str:
        day, committee = self.sitting.day, COMMITTEES[self.sitting.committee]
        office, _, part = blank.partition(":")
        if office in OFFICES:
            person = holder(office, day)
            name, title = spoken(person), OFFICES[office][0]
            return {"": f"{name}, {title}", "name": name, "title": title}[part]
        if blank == "mover":
            return spoken(self.member(1))
        if blank.startswith("member"):
            return spoken(self.member(int(blank[6:] or 1)))
        if blank.startswith("date:"):
            return in_words(self.later(int(blank[5:])))
        if blank.startswith("ward of "):
            return WARD_OF_STREET[self.names(blank[8:])]
        if blank == "ward-member":
            return self.ward_member(self.names("street"))
        if blank.startswith(("street", "primary", "secondary", "park")):
            return self._place(blank)
        if blank.startswith("voted:"):
            return self._voted(blank[6:])
        year = municipal_year(day)
        known = {
            "chair": spoken(self.chair),
            "body": committee["called"],
            "year": year_in_words(year),
            "lastyear": year_in_words(year - 1),
            "nextyear": year_in_words(year + 1),
            "after-nextyear": year_in_words(year + 2),
            "calyear": str(day.year),
            "next-calyear": str(day.year + 1),
            "last-calyear": str(day.year - 1),
            "month": f"{day:%B}",
            "today": in_words(day),
            "next": in_words(self.sitting.next.day) if self.sitting.next else "a date to be fixed",
            "previous": in_words(self.sitting.previous.day) if self.sitting.previous else "the last meeting",
            "mayor": spoken(seated("council", day, "chair")[0]),
            "deputy-mayor": spoken(seated("council", day, "vice-chair")[0]),
        }
        return known[blank]

    def later(self, days: int) -> dt.date:
        return working_day_from(self.sitting.day + dt.timedelta(days=days))

    def _place(self, blank: str) -> str:
        if blank.startswith("street"):
            return self.streets.deal("street", [s for ward in STREETS.values() for s in ward])[0]
        pool = PARKS if blank.startswith("park") else PRIMARIES if blank.startswith("primary") else SECONDARIES
        taken = set(self.bound.values())
        return self.streets.deal(blank, [place for place in pool if place not in taken])[0]

    def ward_member(self, street: str) -> str:
        ward = WARD_OF_STREET[street]
        serving = [p for p in seated("council", self.sitting.day, "member") if WARD_OF[p] == ward]
        return spoken(serving[0]) if serving else f"a ward councillor for {ward}"

    def _voted(self, way: str) -> str:
        people = sorted(self.votes.get(way, []), key=lambda p: spoken(p).split()[-1])
        return ", ".join(spoken(p).removeprefix("Councillor ") for p in people) or "none"

    def leaves(self, person: str) -> None:
        """Whoever leaves the room neither speaks to the item nor votes on it."""
        self.present = [other for other in self.present if other != person]
        self.members = [other for other in self.members if other != person]

    def vote(self, flags: str) -> tuple[int, int, int]:
        """How a vote fell: all one way, by a majority, lost, or named and along the lines of the parties."""
        count = len(self.present)
        if "n" in flags:
            parties = ADMINISTRATIONS[self.sitting.day < dt.date(2024, 5, 22)]
            for person in self.present:
                is_for = PARTY_OF[person] in parties
                wavers = not is_for and self.rng.random() < 0.35
                way = "for" if is_for or (wavers and self.rng.random() < 0.6) else "abstained" if wavers else "against"
                self.votes.setdefault(way, []).append(person)
            counted = tuple(len(self.votes.get(way, [])) for way in ("for", "against", "abstained"))
            if counted[0] <= counted[1]:
                turned = self.votes["against"][: counted[1] - counted[0] + 1]
                self.votes["abstained"] = self.votes.get("abstained", []) + turned
                self.votes["against"] = self.votes["against"][len(turned) :]
                counted = (counted[0], counted[1] - len(turned), counted[2] + len(turned))
        elif "+" in flags:
            counted = (count, 0, 0)
        else:
            fewer = self.rng.randint(1, max(1, (count - 1) // 2 - 1))
            abstained = self.rng.randint(0, 1)
            counted = (count - fewer - abstained, fewer, abstained)
            if "-" in flags:
                counted = (counted[1], counted[0], counted[2])
        self.bound |= {"for": str(counted[0]), "against": str(counted[1]), "abstained": str(counted[2])}
        return counted
