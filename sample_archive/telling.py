"""Tells one piece of business as an item: fills its words, counts its votes, dates its actions."""

import datetime as dt
import re

from sample_archive.committees import seated
from sample_archive.corrections import ITEM_NOTES
from sample_archive.dates import AS_OF, in_words, working_day_from
from sample_archive.long_papers import long_papers
from sample_archive.markup import minute_html
from sample_archive.people import HONORIFICS, NAMES, OFFICES, holder
from sample_archive.phrasing import Pack, Phrasing
from sample_archive.scene import Scene
from sample_archive.storybook import Business, Decided, Tasked

_INTERESTS = {
    "dpi": "disclosable pecuniary interest",
    "ori": "other registrable interest",
    "nri": "non-registrable interest",
    "other": "other",
}
_NEXT = [
    "before the next meeting, on {}",
    "in time for the meeting on {}",
    "by the meeting of {}",
    "for the meeting on {}",
]
_BY = ["by {}", "by {}", "no later than {}", "by the end of {}"]
_DAY_BEFORE = dt.date(2026, 11, 23)


def named_in(business: Business, day: dt.date) -> list[str]:
    """Whoever the text calls by office or by name, and who must therefore be there."""
    facts = business.facts
    text = "\n".join([facts.get("title", ""), business.body, *(decided.text for decided in business.decided)])
    offices = [office.strip() for office in facts.get("speakers", "").split(",") if office.strip()]
    offices += [office for office in re.findall(r"\{([a-z-]+)(?::name)?\}", text) if office in OFFICES]
    people = [holder(office, day) for office in offices]
    if "{deputy-mayor}" in text:
        people += seated("council", day, "vice-chair")
    for person, name in NAMES.items():
        surname = name.partition(" ")[2]
        if person in HONORIFICS and f"{HONORIFICS[person]} {surname}" in text:
            people.append(person)
    return list(dict.fromkeys(people))


class Telling:
    """One item in the making; `title` is known when the agenda is drawn up, the rest when the meeting is told."""

    def __init__(self, business: Business, scene: Scene, pack: Pack, elapsed: float) -> None:
        self.business, self.scene, self.pack = business, scene, pack
        self.rng = scene.rng
        self.moved = 0
        scene.set_apart(named_in(business, scene.sitting.day))
        self.words = Phrasing(self.rng, elapsed, pack, business.source, scene.names)
        self.is_exempt = "exempt" in business.facts
        self.interest = self._interest()
        if self.interest and self.interest[3]:
            scene.leaves(self.interest[0])
        self.votes = [self._count(decided) for decided in business.decided]
        self.title = self.words.fill(business.facts["title"])
        self.purpose = self.words.fill(business.facts.get("purpose", ""))

    @property
    def is_application(self) -> bool:
        return self.business.facts.get("application") == "yes"

    @property
    def guest(self) -> dict | None:
        """Somebody from outside the council who comes for this business, by name and office."""
        if "guest" not in self.business.facts:
            return None
        key, name, role = self.business.facts["guest"].split(" | ")
        return {"key": key, "name": name, "role": role, "attendance": "in attendance"}

    def speakers(self) -> list[str]:
        offices = [office.strip() for office in self.business.facts.get("speakers", "").split(",") if office.strip()]
        return [holder(office, self.scene.sitting.day) for office in offices]

    def _count(self, decided: Decided) -> tuple[int, int, int] | None:
        return self.scene.vote(decided.flags) if "v" in decided.flags else None

    def _interest(self) -> tuple[str, str, str, bool] | None:
        if not self.business.interests or self.is_exempt:
            return None
        chance = 1.0 if self.business.day else 0.5
        if self.rng.random() >= chance:
            return None
        kind, description, left = self.pack.deal(self.business.source + "&", self.business.interests)[0]
        person = self.scene.member(len(self.scene.members))
        return person, kind, self.words.fill(description), left

    def agenda_item(self) -> dict:
        item = {"title": self.title, "purpose": self.purpose}
        if self.is_exempt:
            item |= {
                "access": "exempt",
                "exempt_paragraph": self.business.facts["exempt"],
                "public_summary": self.words.fill(self.business.facts["summary"]),
            }
        if "procedural" in self.business.facts:
            item["is_procedural"] = True
        if "issue" in self.business.facts:
            item["issue"] = self.business.facts["issue"]
        if note := self.business.facts.get("note") or self._note():
            item["clerk_notes"] = note
        return item

    def _note(self) -> str:
        committee, day = self.scene.sitting.key
        notes = (note for (body, on, start), note in ITEM_NOTES.items() if (body, on) == (committee, day))
        starts = [start for (body, on, start) in ITEM_NOTES if (body, on) == (committee, day)]
        return next((note for start, note in zip(starts, notes, strict=True) if self.title.startswith(start)), "")

    def item(self) -> dict:
        item = self.agenda_item()
        if speakers := self.speakers() + ([self.guest["key"]] if self.guest else []):
            item["speakers"] = speakers
        if not self.is_exempt:
            item["minute"] = minute_html(self.words.fill(self.business.body))
        if self.interest:
            person, kind, description, left = self.interest
            item["declarations"] = [
                {
                    "attendee": person,
                    "kind": _INTERESTS[kind],
                    "description": description,
                    "left_the_room": left,
                }
            ]
        resolutions = [self._resolution(*pair) for pair in zip(self.business.decided, self.votes, strict=True)]
        actions = [self._action(task) for task in self.business.tasks]
        return item | {"resolutions": resolutions, "actions": [action for action in actions if action["task"]]}

    def documents(self, resolutions: list[dict]) -> list[dict]:
        if "procedural" in self.business.facts or self.is_exempt:
            return []
        named = re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")[:48].rstrip("-")
        text = f"{self.title}. {self.purpose}"
        put = [r["text"] for r in resolutions if r["outcome"] in ("agreed", "noted", "recommended")]
        if put:
            text += " Recommended: " + " ".join(put)
        made = []
        if self.purpose.startswith("Report"):
            filename, text = long_papers().get(f"{named}-report", (f"{named}-report.txt", text))
            made.append({"kind": "report", "title": "Report", "filename": filename, "text": text})
        for kind, title, content in self.business.documents:
            slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40]
            filled = self.words.fill(content)
            made.append(
                {"kind": kind, "title": title, "filename": f"{named[:30].rstrip('-')}-{slug}.txt", "text": filled}
            )
        return made

    def _resolution(self, decided: Decided, counted: tuple[int, int, int] | None) -> dict:
        row = {"label": decided.label, "outcome": decided.outcome, "text": self.words.fill(decided.text)}
        if "m" in decided.flags and len(self.scene.members) > 1:
            row |= self._moved_by()
        if counted:
            row |= dict(zip(("votes_for", "votes_against", "votes_abstained"), counted, strict=True))
        return row

    def _moved_by(self) -> dict:
        """The first mover is the member who speaks first, unless the business names another."""
        able = self.scene.members
        if "mover" in self.business.facts and not self.moved:
            able = [holder(self.business.facts["mover"], self.scene.sitting.day), *able]
        gap = 1 if "seconding" in self.business.body or len(able) < 6 else 4
        mover, seconder = able[self.moved % len(able)], able[(self.moved + gap) % len(able)]
        self.moved += 1
        return {"mover": mover, "seconder": seconder}

    def _due(self, due: str) -> tuple[str, dt.date | None]:
        sitting = self.scene.sitting
        if due == "next" and sitting.next:
            return self.pack.deal("due next", _NEXT)[0].format(in_words(sitting.next.day)), sitting.next.day
        if match := re.fullmatch(r"\+(\d+)", due):
            day = self.scene.later(int(match[1]))
            if (phrase := self.pack.deal("due by", _BY)[0]) == _BY[-1]:
                day = (day.replace(day=1) + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
                return phrase.format(f"{day:%B} {day.year}"), day
            return phrase.format(in_words(day)), day
        phrase, _, day = due.partition(" = ")
        return self.words.fill(phrase), dt.date.fromisoformat(day) if day else None

    def _day(self, text: str, due_on: dt.date | None) -> dt.date:
        if re.fullmatch(r"[-+]?\d+", text):
            from_day = due_on if due_on and text[0] in "-+" else self.scene.sitting.day
            day = working_day_from(from_day + dt.timedelta(days=int(text)))
            return max(day, working_day_from(self.scene.sitting.day + dt.timedelta(days=1)))
        return dt.date.fromisoformat(text)

    def _action(self, task: Tasked) -> dict:
        phrase, due_on = self._due(task.due)
        owner = OFFICES[task.owner][0] if task.owner in OFFICES else self.words.fill(task.owner)
        row = {"task": self.words.fill(task.task), "owner": owner} | ({"due": phrase} if phrase else {})
        if due_on:
            row["due_on"] = due_on.isoformat()
        updates = [(self._day(on, due_on), self.words.fill(text), is_public) for on, text, is_public in task.updates]
        if task.done:
            done = self._day(task.done, due_on)
            chance = 0.4 if self.scene.sitting.day >= dt.date(2025, 9, 1) else 0.04
            slips = self.business.day is None and self.rng.random() < chance
            if done <= _DAY_BEFORE and not slips:
                row["completed_on"] = done.isoformat()
            else:
                updates = updates[:-1]
        row["updates"] = [
            {"on": on.isoformat(), "text": text, "is_public": is_public}
            for on, text, is_public in sorted(updates, key=lambda u: u[0])
            if on <= AS_OF.date()
        ]
        return row
