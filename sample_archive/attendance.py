"""Who was at a meeting, who sent apologies, who came in whose place, and in what capacity."""

import random

from sample_archive.committees import seated
from sample_archive.diary import Sitting
from sample_archive.people import COOPTED, HONORIFICS, office_of

_ALWAYS_IN_THE_CHAIR = {("cfsp", "2021-06-17"), ("council", "2023-07-19")}
_OFFICERS_AT = {
    "council": ["strathie", "mokoena", "everleigh"],
    "cabinet": ["strathie", "mokoena"],
    "planning": ["trenchard", "everleigh"],
    "cfsp": ["everleigh"],
}


def _role_of(person: str, sitting: Sitting, membership: str) -> str:
    if membership == "co-opted":
        return "Co-opted member, " + next(row[3] for row in COOPTED if row[0] == person)
    if sitting.committee == "cabinet":
        office = office_of(person, sitting.day)
        return {"chair": f"{office} (Chair)", "vice-chair": f"Deputy Leader and {office}"}.get(membership, office)
    if sitting.committee == "council":
        return {"chair": "Mayor (Chair)", "vice-chair": "Deputy Mayor"}.get(membership, "")
    return {"chair": "Chair", "vice-chair": "Vice-Chair"}.get(membership, "")


def roll(sitting: Sitting, rng: random.Random) -> list[dict]:
    """The members' part of the attendance, chair first, with somebody always presiding."""
    rows = []
    for membership in ("chair", "vice-chair", "member", "co-opted"):
        for person in seated(sitting.committee, sitting.day, membership):
            row = {"key": person, "person": person, "role": _role_of(person, sitting, membership)}
            rows.append(row | {"attendance": _turnout(membership, sitting, rng)})
    chair, deputy = rows[0], rows[1]
    if chair["attendance"] == "apologies":
        deputy["attendance"] = "present"
        deputy["role"] += ", in the Chair"
    rows += _substitutes(sitting, rows, rng)
    return rows


def _turnout(membership: str, sitting: Sitting, rng: random.Random) -> str:
    throw = rng.random()
    if membership == "chair":
        is_bound = sitting.key in _ALWAYS_IN_THE_CHAIR or sitting.kind == "annual" or sitting.day.month == 2
        return "apologies" if throw < 0.07 and not is_bound else "present"
    if throw < 0.1:
        return "apologies"
    if membership == "co-opted" and throw < 0.28:
        return "remote"
    return "absent" if throw < 0.115 and membership == "member" else "present"


def _substitutes(sitting: Sitting, rows: list[dict], rng: random.Random) -> list[dict]:
    free = [p for p in seated(sitting.committee, sitting.day, "substitute") if p not in {r["person"] for r in rows}]
    came = []
    for row in rows:
        is_away = row["attendance"] == "apologies" and "Co-opted" not in row["role"]
        if is_away and free and rng.random() < 0.65:
            person = free.pop(0)
            stand_in = {"key": person, "person": person, "role": "Substitute member", "attendance": "present"}
            came.append(stand_in | {"substitute_for": row["key"]})
    return came


def presiding(rows: list[dict]) -> str:
    return rows[0]["key"] if rows[0]["attendance"] == "present" else rows[1]["key"]


def voting(rows: list[dict]) -> list[str]:
    """The councillors present; co-opted members speak but their votes are not counted here."""
    return [r["key"] for r in rows if r["attendance"] == "present" and "Co-opted" not in r["role"]]


def in_attendance(person: str, sitting: Sitting) -> dict:
    role = office_of(person, sitting.day) or ("Ward councillor" if person in HONORIFICS else "")
    return {"key": person, "person": person, "role": role, "attendance": "in attendance"}


def officers_at(sitting: Sitting) -> list[str]:
    return _OFFICERS_AT[sitting.committee]
