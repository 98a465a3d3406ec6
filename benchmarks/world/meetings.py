"""Writes the public document of one made-up meeting, in the shape that the gate gives a real one."""

import datetime
import hashlib
from dataclasses import dataclass, field
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

from benchmarks.world.directory import COUNCIL, FIRST_YEAR, OFFICES, YEARS, Committee, Directory, Issue, directory
from benchmarks.world.prose import Writer
from benchmarks.world.vocabulary import Subject
from meetings.models.exemptions import exemption_in_words
from meetings.municipal_year import MunicipalYear

FIRST_MONDAY = datetime.date(FIRST_YEAR, 5, 1)
WORKING_DAYS = YEARS * 260
EVENING = datetime.time(18, tzinfo=ZoneInfo("Europe/London"))
ITEMS = (9, 15)
PAPERS = 200
OUTCOMES = {"agreed": 60, "noted": 22, "recommended": 6, "deferred": 4, "referred": 3, "not agreed": 2}
OUTCOMES |= {"agreed as amended": 2, "no decision": 1}
FEW = ["(i)", "(ii)", "(iii)"]
# How many in a hundred items …
OF_AN_ISSUE, EXEMPT, WITH_ACTIONS, WITH_PAPERS, DECLARED_IN, VOTED_ON, NAMED_VOTES = 25, 2, 30, 40, 6, 20, 2
MOTIONS = 60


@dataclass
class Written:
    """One meeting: what was published, and what lives on beside it, told by the slug of the item."""

    number: int
    content: dict
    issues: dict[str, str] = field(default_factory=dict)
    progress: dict[str, dict] = field(default_factory=dict)
    # One for each edition that it may have.
    salts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class World:
    """A world's size and seed; every meeting follows from both and its number."""

    meetings: int
    seed: int = 1

    @property
    def directory(self) -> Directory:
        return directory(self.seed, max(self.meetings // 10, 3))

    def day(self, number: int) -> datetime.date:
        """Meetings are spread evenly over the working days of twenty-five years, in order."""
        weeks, weekday = divmod(number * WORKING_DAYS // self.meetings, 5)
        return FIRST_MONDAY + datetime.timedelta(weeks=weeks, days=weekday)

    def committee(self, number: int) -> Committee:
        return self.directory.committees[number % len(self.directory.committees)]

    def meeting(self, number: int) -> Written:
        return _MeetingWriter(self, number).write()


@cache
def paper(number: int) -> tuple[bytes, dict]:
    """The bytes of a paper, and how a document names it; few papers serve all items."""
    text = f"Report {number}\n\nThe background to the report, the options that were looked at and what each costs.\n"
    content = text.encode()
    facts = {
        "kind": "report",
        "title": "Report",
        "filename": f"report-{number}.txt",
        "digest": hashlib.sha256(content).hexdigest(),
        "size": len(content),
    }
    return content, facts


class _MeetingWriter:
    def __init__(self, world: World, number: int) -> None:
        self.world, self.number = world, number
        self.random = Random(f"{world.seed}:{world.meetings}:{number}")
        self.directory, self.words = world.directory, world.directory.words
        self.day, self.committee = world.day(number), world.committee(number)
        self.seats = self.directory.seated(self.committee, MunicipalYear.of(self.day).starts)
        self.absent = {seat.person.slug for seat in self.seats if self.random.random() < 0.12}
        present = [seat.person for seat in self.seats if seat.person.slug not in self.absent]
        self.present = present or [self.seats[0].person]
        self.officers = self.random.sample(self.directory.officers, 3)
        self.written = Written(number, {})

    def write(self) -> Written:
        count = self.random.randint(*ITEMS)
        items = [self._procedural(1, "Apologies", "Apologies were received from members who could not attend.")]
        items.append(self._minutes_of_the_last())
        items += [self._item(place) for place in range(3, count + 1)]
        confirmed_on = self.day + datetime.timedelta(days=35)
        self.written.content = {
            "address": f"{self.day:%Y/%m/%d}/{self.committee.slug}",
            "council": COUNCIL,
            "committee": self.committee.as_content,
            "starts_at": datetime.datetime.combine(self.day, EVENING).isoformat(timespec="minutes"),
            "venue": f"{self.random.choice(self.words.wards)} Room, Guildhall",
            "kind": "ordinary",
            "stage": "minutes",
            "cancelled": None,
            "confirmed": {"on": confirmed_on.isoformat(), "at": ""},
            "withdrawn": None,
            "attendees": self._attendees(),
            "items": items,
            "documents": [],
        }
        # Last, so that what is made up of a meeting stays what it was.
        self.written.salts = [self.random.randbytes(16).hex() for _ in range(2)]
        return self.written

    def _chance(self, of_a_hundred: int) -> bool:
        return self.random.random() * 100 < of_a_hundred

    def _attendees(self) -> list[dict]:
        none = {"substitute_for": "", "arrived": "", "left": ""}
        members = [
            seat.person.as_named
            | {"role": {"chair": "Chair", "vice-chair": "Vice-Chair"}.get(seat.role, "")}
            | {"attendance": "apologies" if seat.person.slug in self.absent else "present"}
            | none
            for seat in self.seats
        ]
        return members + [
            officer.as_named | {"role": officer.office, "attendance": "in attendance"} | none
            for officer in self.officers
        ]

    def _blank(self, place: int, title: str, purpose: str) -> dict:
        return {
            "slug": str(place),
            "number": str(place),
            "minute_number": str(self.number // len(self.directory.committees) * ITEMS[1] + place),
            "title": title,
            "purpose": purpose,
            "is_procedural": False,
            "access": "open",
            "exemption": None,
            "minute": "",
            "speakers": [],
            "declarations": [],
            "resolutions": [],
            "actions": [],
            "documents": [],
        }

    def _procedural(self, place: int, title: str, minute: str) -> dict:
        return self._blank(place, title, "") | {"minute": f"<p>{minute}</p>", "is_procedural": True}

    def _minutes_of_the_last(self) -> dict:
        last = max(self.number - len(self.directory.committees), 0)
        of = f"the meeting held on {self.world.day(last):%-d %B %Y}"
        item = self._procedural(2, "Minutes of the previous meeting", f"The minutes of {of} were taken as read.")
        text = f"That the minutes of {of} be confirmed as a correct record and signed."
        return item | {"resolutions": [self._resolution("", "agreed", text)]}

    def _item(self, place: int) -> dict:
        issue = self._issue() if self._chance(OF_AN_ISSUE) else None
        subject = issue.subject if issue else self.random.choice(self.directory.subjects[self.committee.slug])
        where = issue.place if issue else self.words.places.draw(self.random, 1)[0]
        item = self._blank(place, *self._heading(issue, subject, where))
        if issue:
            self.written.issues[item["slug"]] = issue.slug
        if self._chance(EXEMPT):
            return item | {"access": "exempt", "exemption": self._exemption(subject)}
        speakers = [person.printed for person in self.random.choices(self.present, k=3)]
        writer = Writer(self.random, self.words, subject, where, speakers)
        item["minute"] = writer.minute()
        item["resolutions"] = self._resolutions(writer)
        item["speakers"] = [o.as_named | {"role": o.office} for o in self.officers[: self.random.randint(0, 2)]]
        if self._chance(DECLARED_IN):
            item["declarations"] = [self._declaration()]
        if self._chance(WITH_ACTIONS):
            item["actions"] = self._actions(item["slug"], writer)
        if self._chance(WITH_PAPERS):
            item["documents"] = [paper(self.random.randrange(PAPERS))[1]]
        return item

    def _issue(self) -> Issue:
        """An issue of about this time: each stays on agendas for some three years in twenty-five."""
        issues = self.directory.issues
        about = self.number * len(issues) // self.world.meetings
        reach = max(len(issues) // 16, 1)
        return issues[(about + self.random.randint(-reach, reach)) % len(issues)]

    def _heading(self, issue: Issue | None, subject: Subject, where: str) -> tuple[str, str]:
        """What stands over the item and the line under it; planning has sites and references."""
        report = f"Report of the {self.random.choice(OFFICES)} on {subject.words[0]} in {where}."
        if issue:
            return issue.title, report
        if subject.group == "planning" and self._chance(MOTIONS):
            site = f"{self.random.randint(1, 180)} {self.words.rare.draw(self.random, 1)[0]}"
            site += f" {self.random.choice(self.words.streets)}, {where}"
            title = f"{site}: {subject.title[0].lower()}{subject.title[1:]}"
            return title, f"Application {self.day:%y}/{self.random.randint(1, 99_999):05}/FUL."
        if self._chance(20):
            body = f"{self.words.rare.draw(self.random, 1)[0]} {self.random.choice(self.words.bodies)}"
            return f"{subject.title}: {body}", report
        return f"{subject.title}: {where}", report

    def _exemption(self, subject: Subject) -> dict:
        return {
            "paragraph": "3",
            "words": exemption_in_words(COUNCIL["nation"], "3"),
            "public_interest": "The public interest in withholding the terms outweighs that in disclosing them.",
            "summary": f"The meeting considered terms that concern {subject.words[0]}.",
        }

    def _resolutions(self, writer: Writer) -> list[dict]:
        outcomes = self.random.choices(
            list(OUTCOMES), list(OUTCOMES.values()), k=self.random.choice((0, 1, 1, 1, 2, 3))
        )
        labels = FEW if len(outcomes) > 1 else [""]
        return [
            self._resolution(label, outcome, writer.resolution(outcome))
            for label, outcome in zip(labels, outcomes, strict=False)
        ]

    def _resolution(self, label: str, outcome: str, text: str) -> dict:
        mover, seconder = self.random.choices(self.present, k=2)
        has_mover = self._chance(MOTIONS) and mover is not seconder
        votes = {"for": len(self.present) - 1, "against": 1, "abstained": 0} if self._chance(VOTED_ON) else None
        named = [p.as_named | {"choice": "for"} for p in self.present] if self._chance(NAMED_VOTES) else []
        if votes and named:
            votes = {"for": len(named), "against": 0, "abstained": 0}
        return {
            "label": label,
            "outcome": outcome,
            "text": text,
            "mover": mover.as_named if has_mover else None,
            "seconder": seconder.as_named if has_mover else None,
            "votes": votes,
            "named_votes": named,
            "reasons": "",
            "options_rejected": "",
            "conflicts": "",
            "dispensation": "",
        }

    def _declaration(self) -> dict:
        return self.random.choice(self.present).as_named | {
            "kind": "other registrable interest",
            "description": "A member of the family works there.",
            "has_left_the_room": self._chance(50),
        }

    def _actions(self, slug: str, writer: Writer) -> list[dict]:
        due_on = self.day + datetime.timedelta(days=60)
        actions = [
            {
                "number": number,
                "task": writer.task(),
                "owner": self.random.choice(OFFICES),
                "due": f"by {due_on:%-d %B %Y}",
                "due_on": due_on.isoformat(),
            }
            for number in range(1, self.random.randint(1, 2) + 1)
        ]
        done = due_on - datetime.timedelta(days=self.random.randint(1, 20))
        if self._chance(80):
            facts = {"completed_on": done.isoformat(), "updates": [], "reported_back_at": ""}
            self.written.progress[slug] = {"1": facts}
        return actions
