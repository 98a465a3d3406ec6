"""The people of Southcliff: councillors by ward and party, co-opted members, officers and their offices."""

import datetime as dt

from sample_archive.dates import date

ALLIANCE, INDEPENDENT, RESIDENTS = "Harbour Alliance", "Civic Independents", "Southcliff Residents"
EARLIEST, ELECTED_2022, ELECTED_2023, ELECTED_2024, ELECTED_2026 = (
    date(day) for day in ("2021-05-10", "2022-05-09", "2023-05-09", "2024-05-07", "2026-05-11")
)

# key, name, ward, party, first day, last day
COUNCILLORS = [
    ("ashdown", "Margaret Ashdown", "Harbour", ALLIANCE, EARLIEST, date("2026-05-10")),
    ("obriain", "Zoë Ó Briain", "Harbour", RESIDENTS, EARLIEST, None),
    ("baillie", "J Baillie", "", "", EARLIEST, date("2021-08-31")),
    ("raghunathan", "Priya Raghunathan", "Harbour", INDEPENDENT, date("2021-10-11"), None),
    ("featherstone", "Jonah Featherstone", "Harbour", ALLIANCE, ELECTED_2026, None),
    ("pullinger", "Derek Pullinger", "Millfield", ALLIANCE, EARLIEST, date("2023-05-08")),
    ("nidhalaigh", "Sorcha Ní Dhálaigh", "Millfield", INDEPENDENT, ELECTED_2023, None),
    ("blackwood", "Anthea Blackwood", "Millfield", INDEPENDENT, EARLIEST, None),
    ("mahmood", "Rukhsana Mahmood", "Millfield", ALLIANCE, EARLIEST, None),
    ("tolliver", "Graham Tolliver", "St Aldhelm's", RESIDENTS, EARLIEST, None),
    ("okonjo", "Ifeoma Okonjo", "St Aldhelm's", ALLIANCE, EARLIEST, None),
    ("haverstock", "Clive Haverstock", "St Aldhelm's", INDEPENDENT, EARLIEST, date("2022-05-08")),
    ("fonseca", "Beatriz Fonseca", "St Aldhelm's", INDEPENDENT, ELECTED_2022, None),
    ("wieczorek", "Tomasz Wieczorek", "Northgate", INDEPENDENT, EARLIEST, None),
    ("pemberton", "Hilary Pemberton-Shaw", "Northgate", ALLIANCE, EARLIEST, None),
    ("quaife", "Leonard Quaife", "Northgate", RESIDENTS, EARLIEST, date("2024-05-06")),
    ("tsang", "Mei-Lin Tsang", "Northgate", RESIDENTS, ELECTED_2024, None),
    ("sarratt", "Edwin Sarratt", "Cliffe", ALLIANCE, EARLIEST, None),
    ("prosser", "Dilys Prosser", "Cliffe", INDEPENDENT, EARLIEST, None),
    ("fairweather", "Nuala Fairweather", "Cliffe", RESIDENTS, EARLIEST, date("2024-09-27")),
    ("asante", "Kwabena Asante", "Cliffe", INDEPENDENT, date("2024-11-18"), None),
    ("dhaliwal", "Gurpreet Dhaliwal", "Eastmarsh", ALLIANCE, EARLIEST, None),
    ("thake", "Rosalind Thake", "Eastmarsh", RESIDENTS, EARLIEST, None),
    ("lovibond", "Peter Lovibond", "Eastmarsh", INDEPENDENT, EARLIEST, date("2024-05-06")),
    ("castellane", "Imogen Castellane", "Eastmarsh", INDEPENDENT, ELECTED_2024, None),
    ("dabrowska", "Agnieszka Dąbrowska", "Hollowdown", INDEPENDENT, EARLIEST, None),
    ("merridew", "Stanley Merridew", "Hollowdown", ALLIANCE, EARLIEST, date("2026-05-10")),
    ("siddiqui", "Farah Siddiqui", "Hollowdown", RESIDENTS, ELECTED_2026, None),
    ("tregear", "Bronwen Tregear", "Hollowdown", ALLIANCE, EARLIEST, None),
]

# key, name, honorific, whom they represent
COOPTED = [
    ("averell", "Judith Averell", "Canon", "diocesan representative"),
    ("oyelaran", "Samuel Oyelaran", "Mr", "parent governor representative"),
    ("luczak", "Katarzyna Łuczak", "Ms", "parent governor representative"),
]

OFFICERS = [
    ("henderson", "Robert Henderson"),
    ("bullingham", "Phil Bullingham"),
    ("marchetti", "Helena Marchetti"),
    ("ferreira", "Desmond Ferreira"),
    ("calloway", "Ruth Calloway"),
    ("lindqvist", "Francesca Lindqvist"),
    ("strathie", "Ewan Strathie"),
    ("balogun", "Ngozi Balogun"),
    ("pym", "Alastair Pym"),
    ("karimi", "Yasmin Karimi"),
    ("mokoena", "Lindiwe Mokoena"),
    ("trenchard", "Oliver Trenchard"),
    ("vadgama", "Sunita Vadgama"),
    ("dunbar", "Morag Dunbar"),
    ("whitlock", "Tessa Whitlock"),
    ("everleigh", "Callum Everleigh"),
]

_PORTFOLIOS_CHANGE = date("2024-05-22")
_BEFORE_CHANGE = date("2024-05-21")

# office: its title, then who held it: person, first day, last day
OFFICES = {
    "leader": ("Leader of the Council", [("ashdown", None, _BEFORE_CHANGE), ("wieczorek", _PORTFOLIOS_CHANGE, None)]),
    "cab-education": (
        "Cabinet Member for Education",
        [
            ("baillie", None, date("2021-08-31")),
            ("okonjo", date("2021-09-01"), _BEFORE_CHANGE),
            ("nidhalaigh", _PORTFOLIOS_CHANGE, None),
        ],
    ),
    "cab-finance": (
        "Cabinet Member for Finance and Change",
        [("sarratt", None, _BEFORE_CHANGE), ("prosser", _PORTFOLIOS_CHANGE, None)],
    ),
    "cab-place": (
        "Cabinet Member for Growth and the Seafront",
        [("merridew", None, _BEFORE_CHANGE), ("thake", _PORTFOLIOS_CHANGE, None)],
    ),
    "cab-transport": (
        "Cabinet Member for Transport and Environment",
        [("dhaliwal", None, _BEFORE_CHANGE), ("raghunathan", _PORTFOLIOS_CHANGE, None)],
    ),
    "cab-housing": (
        "Cabinet Member for Housing",
        [("mahmood", None, _BEFORE_CHANGE), ("fonseca", _PORTFOLIOS_CHANGE, None)],
    ),
    "cab-communities": (
        "Cabinet Member for Communities and Culture",
        [
            ("tregear", None, _BEFORE_CHANGE),
            ("tolliver", _PORTFOLIOS_CHANGE, date("2026-05-19")),
            ("castellane", date("2026-05-20"), None),
        ],
    ),
    "ed-children": (
        "Executive Director of Children and Learning",
        [("henderson", None, date("2021-12-31")), ("marchetti", date("2022-01-01"), None)],
    ),
    "head-social-care": (
        "Head of Service: Children's Social Care",
        [("bullingham", None, date("2021-12-31")), ("ferreira", date("2022-01-01"), None)],
    ),
    "head-education": ("Head of Education and School Organisation", [("calloway", None, None)]),
    "head-virtual-school": ("Virtual School Head", [("lindqvist", None, None)]),
    "chief": ("Chief Executive", [("strathie", None, None)]),
    "ed-place": ("Executive Director Place", [("balogun", None, None)]),
    "ed-finance": (
        "Executive Director Finance",
        [("pym", None, date("2024-05-31")), ("karimi", date("2024-06-01"), None)],
    ),
    "legal": ("Director of Legal and Governance", [("mokoena", None, None)]),
    "head-planning": ("Head of Planning and Development", [("trenchard", None, None)]),
    "head-transport": ("Head of Transport and Highways", [("vadgama", None, None)]),
    "head-housing": ("Head of Housing", [("dunbar", None, None)]),
    "head-culture": ("Head of Culture and Libraries", [("whitlock", None, None)]),
    "clerk": ("Democratic Services Manager", [("everleigh", None, None)]),
}

NAMES = {row[0]: row[1] for row in COUNCILLORS + COOPTED + OFFICERS}
HONORIFICS = {row[0]: "Councillor" for row in COUNCILLORS} | {row[0]: row[2] for row in COOPTED}
WARD_OF = {row[0]: row[2] for row in COUNCILLORS}
PARTY_OF = {row[0]: row[3] for row in COUNCILLORS}
TERMS = {row[0]: (row[4], row[5]) for row in COUNCILLORS}


def spoken(person: str) -> str:
    """The name as minutes print it: Councillor Zoë Ó Briain."""
    return f"{HONORIFICS.get(person, '')} {NAMES[person]}".strip()


def holder(office: str, day: dt.date) -> str:
    for person, first, last in OFFICES[office][1]:
        if (first or dt.date.min) <= day <= (last or dt.date.max):
            return person
    raise LookupError(f"nobody is {office} on {day}")


def office_of(person: str, day: dt.date) -> str:
    """The title a person bears on a day, or nothing."""
    for title, holders in OFFICES.values():
        for held_by, first, last in holders:
            if held_by == person and (first or dt.date.min) <= day <= (last or dt.date.max):
                return title
    return ""


def is_serving(councillor: str, day: dt.date) -> bool:
    first, last = TERMS[councillor]
    return first <= day <= (last or dt.date.max)


def people() -> list[dict]:
    rows = [
        {"key": key, "name": name, "honorific": "Councillor", "kind": "councillor", "ward": ward, "party": party}
        for key, name, ward, party, *_ in COUNCILLORS
    ]
    rows += [{"key": key, "name": name, "honorific": hon, "kind": "co-opted"} for key, name, hon, _ in COOPTED]
    rows += [{"key": key, "name": name, "kind": "officer"} for key, name in OFFICERS]
    return [{field: value for field, value in row.items() if value} for row in sorted(rows, key=lambda r: r["key"])]
