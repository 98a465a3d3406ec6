"""Two small councils that differ only in what the public must not know of."""

import copy

from meetings.record.models import Edition

MEMBERS = [
    {"key": "okafor", "name": "Amina Okafor", "honorific": "Councillor", "ward": "Harbour", "email": "a@council.test"},
    {"key": "reed", "name": "Tom Reed", "honorific": "Councillor", "ward": "Hill"},
    {"key": "lowe", "name": "Jo Lowe", "kind": "officer"},
]
ATTENDEES = [
    {"key": "okafor", "person": "okafor", "role": "Chair"},
    {"key": "reed", "person": "reed", "attendance": "apologies"},
    {"key": "lowe", "person": "lowe", "role": "Harbour Master", "attendance": "in attendance"},
    {"key": "hart", "name": "Sam Hart", "role": "Substitute", "substitute_for": "reed"},
]


def salt_in_turn() -> str:
    """In place of chance: the editions of two worlds that were made in the same order have the same salts."""
    return f"{Edition.objects.using('default').count():032x}"


def minuted(day: str, number: int, **more) -> dict:
    """A published meeting of the Harbour Panel with one substantial item and one procedural one."""
    return {
        "committee": "harbour",
        "starts_at": f"{day}T17:30:00+01:00",
        "venue": "Town Hall",
        "agenda_published_at": f"{day[:-2]}01T09:00:00+01:00",
        "minutes_state": "published",
        "minutes_published_at": f"{day[:-2]}28T09:00:00+01:00",
        "attendees": ATTENDEES,
        "items": [
            {"number": "1", "title": "Apologies", "minute": "<p>Councillor Reed.</p>", "is_procedural": True},
            {
                "number": "2",
                "title": f"Dredging, phase {number}",
                "purpose": "Report of the Harbour Master.",
                "minute": "<p>The Panel heard that the channel was silting up.</p><table><thead><tr>"
                '<th scope="col">Buoy</th><th scope="col">Depth</th></tr></thead><tbody><tr><td>East</td><td>2 m</td>'
                "</tr></tbody></table>",
                "issue": "dredging",
                "speakers": ["lowe"],
                "declarations": [
                    {"attendee": "okafor", "description": "She moors a boat there.", "left_the_room": True}
                ],
                "resolutions": [
                    {"label": "(i)", "text": "That the channel be dredged.", "mover": "okafor", "votes_for": 1},
                    {"label": "(ii)", "text": "That the cost be noted.", "outcome": "noted"},
                ],
                "actions": [
                    {"task": "Order the dredger", "owner": "Harbour Master", "due": "in a month"},
                    {
                        "task": "Tell the fishermen",
                        "owner": "Harbour Master",
                        "completed_on": f"{day[:-2]}29",
                        "updates": [{"on": f"{day[:-2]}20", "text": "Notices are up.", "is_public": True}],
                    },
                ],
                "documents": [{"title": "Survey", "filename": "survey.txt", "text": f"Depths, phase {number}."}],
            },
            {
                "number": "3",
                "title": "Lease of the slipway",
                "access": "exempt",
                "exempt_paragraph": "3",
                "public_summary": "The Panel considered the terms of a lease.",
            },
        ],
        **more,
    }


PUBLIC = {
    "council": {"name": "Southcliff City Council", "slug": "southcliff", "contact": "Town Hall\nminutes@council.test"},
    "people": MEMBERS,
    "issues": [{"key": "dredging", "title": "Harbour dredging"}],
    "committees": [
        {
            "key": "harbour",
            "name": "Harbour Panel",
            "purpose": "Looks after the harbour.",
            "members": [{"person": "okafor", "role": "chair", "starts_on": "2023-05-10"}, {"person": "reed"}],
        },
        {"key": "audit", "name": "Audit Committee"},
    ],
    "meetings": [
        minuted("2023-06-15", 1, minutes_state="confirmed", confirmed_on="2023-09-14", confirmed_at_item="1"),
        minuted(
            "2023-09-14",
            2,
            corrections=[
                {
                    "at": "2023-10-20T09:00:00+01:00",
                    "reason": "The phase was wrong.",
                    "item": "2",
                    "field": "title",
                    "value": "Dredging, phase two",
                }
            ],
        ),
        minuted("2024-03-07", 3, minutes_state="withdrawn", withdrawn_on="2024-04-02", withdrawn_reason="A name."),
        minuted("2024-05-09", 4, committee="audit"),
        minuted("2024-05-09", 5, committee="audit", starts_at="2024-05-09T19:00:00+01:00"),
        {
            "committee": "audit",
            "starts_at": "2024-06-20T10:00:00+01:00",
            "agenda_published_at": "2024-06-10T09:00:00+01:00",
            "cancelled_on": "2024-06-18",
            "cancelled_reason": "Not quorate.",
            "items": [{"number": "1", "title": "Accounts"}],
        },
        {
            "committee": "harbour",
            "starts_at": "2024-07-11T17:30:00+01:00",
            "agenda_published_at": "2024-07-01T09:00:00+01:00",
            "minutes_state": "none",
            "items": [
                {"number": "1", "title": "Moorings", "purpose": "Report on moorings."},
                {"number": "2", "title": "A tender", "access": "exempt", "exempt_paragraph": "3"},
            ],
        },
    ],
}


def in_wales() -> dict:
    """The same council in Wales, whose schedule of exempt information counts from 12."""
    world = copy.deepcopy(PUBLIC)
    world["council"]["nation"] = "wales"
    for meeting in world["meetings"]:
        for item in meeting.get("items", []):
            if "exempt_paragraph" in item:
                item["exempt_paragraph"] = "14"
    return world


def with_secrets() -> dict:
    """The same council, with drafts, notes, people and matters that are the desk's alone, before and between."""
    world = copy.deepcopy(PUBLIC)
    # Of the same name as a member, and earlier in the alphabet of keys: it must take nothing from her.
    world["people"].insert(0, {"key": "shadow", "name": "Amina Okafor", "honorific": "Zzsecret"})
    world["people"].append({"key": "zz", "name": "Zzsecret Person", "email": "zzsecret@council.test"})
    world["issues"].insert(0, {"key": "zz", "title": "Zzsecret matter"})
    draft = minuted("2023-06-15", 9, minutes_state="draft", agenda_published_at=None, minutes_published_at=None)
    draft["attendees"] = [*ATTENDEES, {"key": "zz", "person": "zz", "role": "Zzsecret role"}]
    draft["items"][1] |= {"title": "Zzsecret dredging", "minute": "<p>Zzsecret channel dredged.</p>", "issue": "zz"}
    world["meetings"].insert(0, draft)
    unknown = {"committee": "audit", "starts_at": "2022-01-13T10:00:00+00:00", "venue": "Zzsecret hall"}
    world["meetings"].insert(0, unknown)
    for meeting in world["meetings"]:
        meeting["clerk_notes"] = "Zzsecret note"
        for item in meeting.get("items", []):
            item["clerk_notes"] = "Zzsecret note"
            for action in item.get("actions", []):
                secret = {"on": "2023-07-01", "text": "Zzsecret progress", "is_public": False}
                action["updates"] = [*action.get("updates", []), secret]
    agenda_only = world["meetings"][-1]
    agenda_only["minutes_state"] = "draft"
    agenda_only["attendees"] = draft["attendees"]
    agenda_only["items"][0] |= {
        "minute": "<p>Zzsecret moorings.</p>",
        "minute_number": "77",
        "issue": "zz",
        "speakers": ["zz"],
        "resolutions": [{"text": "That zzsecret be done.", "mover": "zz"}],
        "actions": [{"task": "Zzsecret task"}],
        "declarations": [{"attendee": "zz", "description": "Zzsecret interest"}],
        "documents": [
            {"kind": "minutes", "title": "Zzsecret minutes", "filename": "zzsecret.txt", "text": "Zzsecret"}
        ],
    }
    agenda_only["items"][1]["public_summary"] = "Zzsecret summary"
    # Closed business keeps its papers, whatever is in them.
    paper = {"title": "Zzsecret offer", "filename": "offer.txt", "text": "Zzsecret offer for the channel, dredged."}
    for meeting in world["meetings"]:
        for item in meeting.get("items", []):
            if item.get("access") == "exempt":
                item["documents"] = [paper]
    return world
