"""Puts the whole world together: agendas first, then meeting by meeting what was said and done."""

import random

from sample_archive.agendas import agendas
from sample_archive.attendance import in_attendance, officers_at, presiding, roll, voting
from sample_archive.committees import COMMITTEES, committees
from sample_archive.corrections import AMENDMENTS, MEETING_NOTES, POSTPONED, SLIPS, Slip
from sample_archive.dates import AS_OF, FIRST_DAY, in_words, municipal_year
from sample_archive.diary import Sitting, diary
from sample_archive.markup import minute_html
from sample_archive.people import HONORIFICS, people
from sample_archive.phrasing import Pack
from sample_archive.procedure import (
    apologies,
    exclusion,
    heading_for_applications,
    interests,
    monitoring,
    previous_minutes,
    vice_chair,
    work_programme,
)
from sample_archive.scene import Scene
from sample_archive.storybook import issues, subjects
from sample_archive.telling import Telling, named_in

_SEED = 1835
_BEFORE = {
    "cfsp": "25 March 2021",
    "cabinet": "20 April 2021",
    "planning": "13 April 2021",
    "council": "24 February 2021",
}
# A number that Ofcom keeps for stories.
CONTACT = """Democratic Services, Southcliff City Council
Civic Centre, Southcliff
01632 960 183
minutes@southcliff.example"""
_ITEM_KEYS = [
    "number",
    "minute_number",
    "title",
    "purpose",
    "minute",
    "access",
    "exempt_paragraph",
    "public_summary",
    "is_procedural",
    "issue",
    "speakers",
    "clerk_notes",
    "declarations",
    "resolutions",
    "actions",
    "documents",
]
_ADDED = ["", "", ", with the addition of a visit to a children's home", ", subject to the Chair settling dates"]


class Room:
    """One meeting while it is being told."""

    def __init__(self, sitting: Sitting, rng: random.Random, streets: Pack, must_attend: list[str]) -> None:
        self.sitting, self.rng = sitting, rng
        self.rows = roll(sitting, rng)
        for person in must_attend if sitting.is_held else []:
            self.attend(person)
        self.chair = presiding(self.rows)
        self.scene = Scene(sitting, voting(self.rows), self.chair, rng, streets)
        self.streets = streets
        self.tellings: list[Telling] = []

    def fresh_scene(self) -> Scene:
        """Each item has its own streets and speakers, but the same people in the room."""
        return Scene(self.sitting, voting(self.rows), self.chair, self.rng, self.streets)

    def attend(self, person: str) -> None:
        row = next((row for row in self.rows if row["key"] == person), None)
        if row is None:
            self.rows.append(in_attendance(person, self.sitting))
        elif row["attendance"] in ("apologies", "absent"):
            row["attendance"] = "present"
            self.rows = [other for other in self.rows if other.get("substitute_for") != person]
            if row is self.rows[0]:
                self.rows[1]["role"] = self.rows[1]["role"].removesuffix(", in the Chair")


def _elapsed(sitting: Sitting) -> float:
    return max(0.0, (sitting.day - FIRST_DAY).days / (AS_OF.date() - FIRST_DAY).days)


class Archive:
    def __init__(self) -> None:
        self.pack = Pack(random.Random(_SEED))
        self.streets = Pack(random.Random(_SEED + 1))
        self.sittings = diary()
        self.agendas = agendas(self.sittings, random.Random(_SEED + 2))
        self.standing = {(s.committee, s.facts["slot"]): s for s in subjects() if "slot" in s.facts}
        self.rooms: dict[tuple[str, str], Room] = {}
        self.tasks: dict[str, list[dict]] = {key: [] for key in COMMITTEES}
        self.minute_numbers: dict[tuple[str, int], int] = {}

    def meetings(self) -> list[dict]:
        for sitting in self.sittings:
            agenda = self.agendas[sitting.key]
            named = [person for business in agenda for person in named_in(business, sitting.day)]
            room = Room(sitting, random.Random(f"{_SEED} {sitting.key}"), self.streets, named)
            for business in agenda:
                room.tellings.append(Telling(business, room.fresh_scene(), self.pack, _elapsed(sitting)))
            guests = [telling.guest for telling in room.tellings if telling.guest and sitting.is_held]
            room.rows += [guest for guest in guests if guest["key"] not in {row["key"] for row in room.rows}]
            self.rooms[sitting.key] = room
        return [self._meeting(self.rooms[sitting.key]) for sitting in self.sittings]

    def _meeting(self, room: Room) -> dict:
        sitting = room.sitting
        meeting = {
            "committee": sitting.committee,
            "starts_at": sitting.starts_at,
            "venue": sitting.venue,
            "kind": sitting.kind,
            "agenda_published_at": sitting.agenda_at,
            "minutes_state": sitting.state,
            "minutes_published_at": sitting.minutes_at,
            "confirmed_on": sitting.confirmed_on.isoformat() if sitting.confirmed_on else None,
            "clerk_notes": MEETING_NOTES.get(sitting.key),
        }
        if sitting.withdrawn:
            meeting["withdrawn_on"], meeting["withdrawn_reason"] = sitting.withdrawn
        if sitting.cancelled:
            meeting["cancelled_on"], meeting["cancelled_reason"] = sitting.cancelled
        items = self._items(room) if sitting.has_agenda else []
        if sitting.is_held:
            for officer in officers_at(sitting):
                room.attend(officer)
            meeting["attendees"] = self._attendees(room)
        meeting["items"] = items
        meeting["corrections"] = [self._slipped(slip, items) for slip in SLIPS.get(sitting.key, [])]
        return {key: value for key, value in meeting.items() if value not in (None, [], "") or key == "items"}

    @staticmethod
    def _slipped(slip: Slip, items: list[dict]) -> dict:
        """Puts the mistake into the item as first published, and returns the correction that mends it."""
        item = next(item for item in items if item["title"].startswith(slip.item))
        holder, field = item, slip.field
        if slip.field.startswith("resolutions."):
            label, field = slip.field.split(".")[1:]
            holder = next(row for row in item["resolutions"] if row["label"] == label)
        value = holder[field]
        if slip.right not in value:
            raise ValueError(f"{item['title']}: {slip.right} is not there to be misprinted")
        holder[field] = value.replace(slip.right, slip.wrong)
        return {"at": slip.at(), "reason": slip.reason, "item": item["number"], "field": slip.field, "value": value}

    def _attendees(self, room: Room) -> list[dict]:
        order = {"present": 0, "remote": 1, "in attendance": 2, "apologies": 3, "absent": 4}
        rows = sorted(room.rows, key=lambda row: order[row["attendance"]] + (row["key"] not in HONORIFICS) * 0.5)
        return [{key: value for key, value in row.items() if value} for row in rows]

    # The agenda, heading by heading

    def _items(self, room: Room) -> list[dict]:
        sitting, items = room.sitting, self._opening(room)
        open_, closed = (
            [t for t in room.tellings if not t.is_exempt],
            [t for t in room.tellings if t.is_exempt],
        )
        applications = [t for t in open_ if t.is_application]
        announced = self._announcements(room)
        seen_heading = False
        rows: list[tuple[dict, Telling | None]] = [(item, None) for item in items + announced]
        for telling in open_:
            if telling.is_application and not seen_heading:
                heading = heading_for_applications(len(applications), self.pack)
                rows.append((heading | {"is_procedural": True}, None))
                seen_heading = True
            rows.append((telling.item() if sitting.is_held else telling.agenda_item(), telling))
        rows = self._placed(rows)
        rows += [(item, None) for item in self._closing(room)]
        if closed:
            rows.append(({}, None))
            rows += [(telling.item() if sitting.is_held else telling.agenda_item(), telling) for telling in closed]
        self._number(rows)
        if closed:
            numbers = [item["number"] for item, telling in rows if telling in closed]
            blank = next(item for item, _ in rows if "title" not in item)
            blank |= exclusion(numbers, closed[0].business.facts["exempt"]) | {"is_procedural": True}
        self._declare(rows)
        return [self._finished(room, item, telling) for item, telling in rows]

    @staticmethod
    def _placed(rows):
        """Business that must bear a certain number is moved to it."""
        bound = [row for row in rows if row[1] and "place" in row[1].business.facts]
        rest = [row for row in rows if row not in bound]
        for row in sorted(bound, key=lambda r: int(r[1].business.facts["place"])):
            rest.insert(int(row[1].business.facts["place"]) - 1, row)
        return rest

    def _opening(self, room: Room) -> list[dict]:
        sitting, scene = room.sitting, room.scene
        items = [apologies(sitting, room.rows, self.pack)]
        if sitting.committee in ("cfsp", "planning") and sitting.day.month == 6 and sitting.is_held:
            items.append(vice_chair(room.rows, scene))
        items.append({"title": "Declarations of interest", "is_declarations": True})
        if sitting.key == ("cfsp", "2021-06-17"):
            items.append(
                {
                    "title": "Declaration of party political whip",
                    "purpose": "To declare whether a party whip applies to any item and how it has been applied.",
                    "minute": "No whip was declared.",
                }
            )
        if sitting.kind != "extraordinary" or sitting.committee == "cabinet":
            earlier = self._unconfirmed_before(sitting)
            changes = AMENDMENTS.get(sitting.key, ""), POSTPONED.get(sitting.key, "")
            minutes = previous_minutes(sitting, earlier, self.pack, *changes, _BEFORE[sitting.committee])
            days = minutes.pop("previous")
            named = f"minutes-{earlier[-1].day.isoformat()}.txt" if earlier else "minutes-before-the-archive.txt"
            minutes["documents"] = [
                {
                    "kind": "minutes",
                    "title": f"Draft minutes, {days}",
                    "filename": f"{sitting.committee}-{named}",
                    "text": f"Draft minutes of {COMMITTEES[sitting.committee]['name']}, {days}, for confirmation.",
                }
            ]
            items.append(minutes)
        return [item | {"is_procedural": True} for item in items]

    def _unconfirmed_before(self, sitting: Sitting) -> list[Sitting]:
        same = [s for s in self.sittings if s.committee == sitting.committee and s.day < sitting.day and s.is_held]
        if sitting.confirmed_on or sitting.state in ("published", "withdrawn"):
            confirmed_here = [s for s in same if s.confirmed_on == sitting.day]
            return confirmed_here or same[-1:]
        waiting = [s for s in same if not s.confirmed_on]
        return waiting or same[-1:]

    def _announcements(self, room: Room) -> list[dict]:
        business = self.standing.get((room.sitting.committee, "announcements"))
        wanted = room.sitting.committee == "council" or room.rng.random() < 0.35
        if room.sitting.key == ("cfsp", "2021-06-17"):
            wanted = True
        if not business or not wanted or room.sitting.kind == "extraordinary":
            return []
        telling = Telling(business, room.fresh_scene(), self.pack, _elapsed(room.sitting))
        return [telling.item() if room.sitting.is_held else telling.agenda_item()]

    def _closing(self, room: Room) -> list[dict]:
        sitting, items = room.sitting, []
        if sitting.committee == "cfsp" and sitting.is_held:
            due = [t for t in self.tasks["cfsp"] if t["made"] < sitting.day][-4:]
            if len(due) > 1 and room.rng.random() < 0.45:
                told = [t | {"position": self._position(t, sitting)} for t in due]
                items.append(monitoring(told, room.scene) | {"is_procedural": False})
        if sitting.committee == "cfsp" or (sitting.committee == "cabinet" and room.rng.random() < 0.2):
            coming = self.rooms[sitting.next.key].tellings if sitting.next and sitting.next.has_agenda else []
            tasks = self.pack.deal("added", _ADDED)[0]
            programme = work_programme(sitting, [t.title for t in coming if not t.is_exempt], self.pack, tasks)
            items.append(programme | {"is_procedural": True})
        return items

    @staticmethod
    def _position(task: dict, sitting: Sitting) -> str:
        if task.get("completed_on") and task["completed_on"] < sitting.day.isoformat():
            return f"Done on {in_words(sitting.day.fromisoformat(task['completed_on']))}"
        if task.get("due_on") and task["due_on"] < sitting.day.isoformat():
            return f"Due {in_words(sitting.day.fromisoformat(task['due_on']))}, still to be done"
        return "In hand"

    @staticmethod
    def _number(rows) -> None:
        number, letter = 0, ""
        for item, telling in rows:
            if telling and telling.is_application:
                letter = chr(ord(letter) + 1) if letter else "a"
                item["number"] = f"{number}{letter}"
            else:
                number, letter = number + 1, ""
                item["number"] = str(number)

    def _declare(self, rows) -> None:
        declared = [
            (telling.interest[0], item["number"], item["title"], *telling.interest[1:])
            for item, telling in rows
            if telling and telling.interest and not telling.is_exempt
        ]
        for item, _ in rows:
            if item.pop("is_declarations", False):
                item |= interests(declared, self.pack)

    def _finished(self, room: Room, item: dict, telling: Telling | None) -> dict:
        sitting = room.sitting
        if not item.get("minute", "<").startswith("<"):
            item["minute"] = minute_html(item["minute"])
        if telling:
            item["documents"] = telling.documents(item.get("resolutions", []))
        if not sitting.is_held:
            item = {
                k: v
                for k, v in item.items()
                if k not in ("minute", "resolutions", "actions", "speakers", "declarations")
            }
        else:
            year = (sitting.committee, municipal_year(sitting.day))
            self.minute_numbers[year] = self.minute_numbers.get(year, 0) + 1
            item["minute_number"] = str(self.minute_numbers[year])
            made = [action | {"made": sitting.day} for action in item.get("actions", [])]
            self.tasks[sitting.committee] += made
        item = {key: item[key] for key in _ITEM_KEYS if key in item}
        return {k: v for k, v in item.items() if v not in ("", []) and not (k == "is_procedural" and not v)}


def southcliff() -> dict:
    archive = Archive()
    council = {"name": "Southcliff City Council", "slug": "southcliff", "nation": "england", "starts_on": "1997-04-01"}
    council["contact"] = CONTACT
    told = archive.meetings()
    return {
        "council": council,
        "people": people(),
        "committees": committees(),
        "issues": issues(),
        "meetings": told,
    }
