"""The four bodies that meet, and who sat on them in each municipal year."""

import datetime as dt

from sample_archive.dates import date
from sample_archive.people import COUNCILLORS, TERMS, holder

YEAR_BEGINS = {
    2021: date("2021-05-26"),
    2022: date("2022-05-18"),
    2023: date("2023-05-17"),
    2024: date("2024-05-22"),
    2025: date("2025-05-21"),
    2026: date("2026-05-20"),
}

COMMITTEES = {
    "cfsp": {
        "name": "Children and Families Scrutiny Panel",
        "kind": "scrutiny panel",
        "purpose": "Examines how well the council and its partners keep children safe, teach them and support their "
        "families, and makes recommendations to Cabinet. It has seven councillors and two co-opted members.",
        "called": "Panel",
        "venue": "Committee Room 1, Civic Centre",
        "time": "17:30",
    },
    "cabinet": {
        "name": "Cabinet",
        "kind": "cabinet",
        "purpose": "Takes the council's executive decisions within the budget and policies that Council has set. The "
        "Leader and six other members each hold a portfolio.",
        "called": "Cabinet",
        "venue": "Council Chamber, Civic Centre",
        "time": "16:30",
    },
    "planning": {
        "name": "Planning and Rights of Way Committee",
        "kind": "committee",
        "purpose": "Decides planning applications that are not delegated to officers, and orders about public paths, "
        "trees and village greens.",
        "called": "Committee",
        "venue": "Council Chamber, Civic Centre",
        "time": "18:00",
    },
    "council": {
        "name": "Council",
        "kind": "council",
        "purpose": "All twenty-one councillors. Sets the budget and the council tax, adopts the main policies, elects "
        "the Mayor and the Leader and debates petitions and motions.",
        "called": "Council",
        "venue": "Council Chamber, Civic Centre",
        "time": "14:00",
    },
}

# chair, vice-chair, members / substitutes
_SEATS = {
    "cfsp": {
        2021: "blackwood obriain pemberton thake fairweather lovibond dabrowska / prosser tolliver",
        2022: "blackwood obriain pemberton thake fairweather fonseca dabrowska / lovibond quaife",
        2023: "obriain dabrowska thake fairweather nidhalaigh fonseca raghunathan / blackwood prosser",
        2024: "okonjo blackwood obriain sarratt fairweather castellane tsang / merridew mahmood",
        2025: "okonjo blackwood obriain castellane tsang asante tregear / mahmood sarratt",
        2026: "pemberton asante obriain tsang okonjo featherstone siddiqui / dabrowska tregear",
    },
    "planning": {
        2021: "lovibond pullinger haverstock wieczorek tolliver fairweather pemberton / dabrowska thake",
        2022: "lovibond pullinger wieczorek tolliver quaife fairweather raghunathan / dabrowska blackwood",
        2023: "tolliver wieczorek lovibond quaife prosser fairweather blackwood / raghunathan obriain",
        2024: "castellane merridew ashdown dhaliwal mahmood pemberton tsang / obriain tregear",
        2025: "castellane merridew ashdown mahmood pemberton tsang asante / obriain okonjo",
        2026: "mahmood tolliver sarratt dhaliwal dabrowska tregear tsang / asante obriain",
    },
}
_MAYORS = {
    2021: ("quaife", "prosser"),
    2022: ("prosser", "pemberton"),
    2023: ("pemberton", "dabrowska"),
    2024: ("dabrowska", "dhaliwal"),
    2025: ("dhaliwal", "blackwood"),
    2026: ("blackwood", "asante"),
}
_DEPUTY_LEADERS = {2021: "sarratt", 2022: "sarratt", 2023: "sarratt", 2024: "thake", 2025: "thake", 2026: "thake"}
_PORTFOLIOS = (
    "leader",
    "cab-education",
    "cab-finance",
    "cab-place",
    "cab-transport",
    "cab-housing",
    "cab-communities",
)
_COOPTED_TERMS = [
    ("averell", YEAR_BEGINS[2021], None),
    ("oyelaran", YEAR_BEGINS[2021], date("2025-05-20")),
    ("luczak", YEAR_BEGINS[2025], None),
]


def _end_of(year: int) -> dt.date | None:
    return YEAR_BEGINS[year + 1] - dt.timedelta(days=1) if year + 1 in YEAR_BEGINS else None


def _seats(committee: str, year: int) -> list[tuple[str, str]]:
    if committee == "council":
        mayor, deputy = _MAYORS[year]
        rest = [row[0] for row in COUNCILLORS if row[0] not in (mayor, deputy)]
        return [(mayor, "chair"), (deputy, "vice-chair")] + [(key, "member") for key in rest]
    if committee == "cabinet":
        begins, deputy = YEAR_BEGINS[year], _DEPUTY_LEADERS[year]
        held = [holder(office, begins) for office in _PORTFOLIOS]
        if year == 2021:
            held.append("okonjo")
        roles = {held[0]: "chair", deputy: "vice-chair"}
        return [(key, roles.get(key, "member")) for key in held]
    seated, substitutes = (part.split() for part in _SEATS[committee][year].split("/"))
    rows = [(seated[0], "chair"), (seated[1], "vice-chair")] + [(key, "member") for key in seated[2:]]
    if committee == "cfsp" and year == 2024:
        rows.append(("asante", "member"))
    return rows + [(key, "substitute") for key in substitutes]


def _spells(committee: str) -> list[dict]:
    """One row for each unbroken spell of a person in a role, cut to the person's term as a councillor."""
    spells: list[dict] = []
    for year, begins in YEAR_BEGINS.items():
        for person, role in _seats(committee, year):
            first, last = TERMS[person]
            starts, ends = max(begins, first), min(_end_of(year) or dt.date.max, last or dt.date.max)
            if committee == "cabinet" and person == "okonjo" and year == 2021:
                starts = date("2021-09-01")
            if committee == "cfsp" and person == "asante" and year == 2024:
                starts = date("2024-11-20")
            if starts > ends:
                continue
            before = [s for s in spells if s["person"] == person and s["role"] == role and s["last"] < starts]
            if before and starts - before[-1]["last"] == dt.timedelta(days=1):
                before[-1]["last"] = ends
            else:
                spells.append({"person": person, "role": role, "first": starts, "last": ends})
    return spells


def _memberships() -> dict[str, list[dict]]:
    seats = {key: _spells(key) for key in COMMITTEES}
    for person, starts, ends in _COOPTED_TERMS:
        spell = {"person": person, "role": "co-opted", "first": starts, "last": ends or dt.date.max}
        seats["cfsp"].append(spell)
    return seats


MEMBERSHIPS = _memberships()


def seated(committee: str, day: dt.date, *roles: str) -> list[str]:
    """Who sat on a committee on a day, in those roles, chair first."""
    return [
        row["person"]
        for role in roles
        for row in MEMBERSHIPS[committee]
        if row["role"] == role and row["first"] <= day <= row["last"]
    ]


def committees() -> list[dict]:
    rows = []
    for key, facts in COMMITTEES.items():
        members = []
        for spell in sorted(MEMBERSHIPS[key], key=lambda s: (s["first"], s["person"])):
            member = {"person": spell["person"], "role": spell["role"], "starts_on": spell["first"].isoformat()}
            if spell["last"] != dt.date.max:
                member["ends_on"] = spell["last"].isoformat()
            members.append(member)
        named = {"key": key, "name": facts["name"], "kind": facts["kind"], "purpose": facts["purpose"]}
        rows.append(named | {"members": members})
    return rows
