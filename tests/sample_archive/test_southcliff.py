"""The sample archive is the same at every run, is whole, and keeps to the law and to the facts of the seed."""

import datetime as dt
import itertools
import json
import re
from collections import Counter
from pathlib import Path

import pytest

import sample_archive
from sample_archive.__main__ import world_file_text

FILE = Path(sample_archive.__file__).parent / "southcliff.json"
AS_OF = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)
OUTCOMES = {
    "agreed",
    "agreed as amended",
    "not agreed",
    "deferred",
    "withdrawn",
    "noted",
    "referred",
    "recommended",
    "no decision",
}
SHAPE = {
    "world": "council people committees issues meetings",
    "council": "name slug nation starts_on contact",
    "person": "key name honorific kind ward party email",
    "committee": "key name kind purpose members",
    "membership": "person role starts_on ends_on",
    "issue": "key title",
    "meeting": "committee starts_at venue kind agenda_published_at minutes_state minutes_published_at confirmed_on "
    "withdrawn_on withdrawn_reason cancelled_on cancelled_reason clerk_notes attendees items corrections",
    "attendee": "key person name role attendance substitute_for",
    "item": "number minute_number title purpose minute access exempt_paragraph public_summary is_procedural issue "
    "speakers clerk_notes declarations resolutions actions documents",
    "declaration": "attendee kind description left_the_room",
    "resolution": "label outcome text mover seconder votes_for votes_against votes_abstained",
    "action": "task owner due due_on completed_on updates",
    "update": "on text is_public",
    "document": "kind title filename text",
    "correction": "at reason item field value",
}


@pytest.fixture(scope="module")
def world():
    return json.loads(FILE.read_text(encoding="utf-8"))


def items_of(world):
    return [(meeting, item) for meeting in world["meetings"] for item in meeting["items"]]


def day_of(meeting):
    return meeting["starts_at"][:10]


def is_held(meeting):
    return meeting["starts_at"] < AS_OF.isoformat() and "cancelled_on" not in meeting


def seed_meeting(world):
    return next(m for m in world["meetings"] if m["committee"] == "cfsp" and day_of(m) == "2021-06-17")


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_generator_writes_the_committed_file_byte_for_byte():
    assert world_file_text() == FILE.read_text(encoding="utf-8")


def test_the_file_is_small_enough_to_load_in_a_demonstration():
    assert FILE.stat().st_size < 2_500_000


def test_every_key_belongs_to_the_shape_of_a_world_file(world):
    def check(kind, row):
        assert set(row) <= set(SHAPE[kind].split()), (kind, set(row) - set(SHAPE[kind].split()))

    check("world", world)
    check("council", world["council"])
    lists = [("person", world["people"]), ("committee", world["committees"]), ("issue", world["issues"])]
    lists += [("membership", committee["members"]) for committee in world["committees"]]
    lists.append(("meeting", world["meetings"]))
    for meeting in world["meetings"]:
        lists += [("attendee", meeting.get("attendees", [])), ("item", meeting["items"])]
        lists.append(("correction", meeting.get("corrections", [])))
    for _, item in items_of(world):
        for kind in ("declaration", "resolution", "action", "document"):
            lists.append((kind, item.get(f"{kind}s", [])))
        lists += [("update", action.get("updates", [])) for action in item.get("actions", [])]
    for kind, rows in lists:
        for row in rows:
            check(kind, row)


def test_there_are_meetings_and_items_enough_to_browse(world):
    assert len(world["meetings"]) >= 85
    assert len(items_of(world)) >= 450
    assert len({day_of(m)[:4] for m in world["meetings"]}) >= 6
    assert {c["kind"] for c in world["committees"]} == {"council", "cabinet", "committee", "scrutiny panel"}


def test_every_outcome_is_used(world):
    used = {r["outcome"] for _, item in items_of(world) for r in item.get("resolutions", [])}
    assert used == OUTCOMES


def test_every_state_of_minutes_is_used(world):
    states = Counter(m["minutes_state"] for m in world["meetings"])
    assert set(states) == {"none", "draft", "published", "confirmed", "withdrawn"}
    assert sum("cancelled_on" in m for m in world["meetings"]) == 2
    assert sum("corrections" in m for m in world["meetings"]) >= 3
    assert sum("agenda_published_at" not in m for m in world["meetings"]) == 2
    assert sum(m["starts_at"] > AS_OF.isoformat() for m in world["meetings"]) >= 6


def test_every_key_resolves(world):
    people = {person["key"] for person in world["people"]}
    issues = {issue["key"] for issue in world["issues"]}
    assert len(people) == len(world["people"])
    for committee in world["committees"]:
        assert {member["person"] for member in committee["members"]} <= people
    for meeting in world["meetings"]:
        attendees = meeting.get("attendees", [])
        keys = {row["key"] for row in attendees}
        assert len(keys) == len(attendees)
        assert meeting["committee"] in {committee["key"] for committee in world["committees"]}
        assert all(row["person"] in people if "person" in row else row["name"] for row in attendees)
        assert all(row.get("substitute_for", row["key"]) in keys for row in attendees)
        assert all(row.get("substitute_for") != row["key"] for row in attendees)
        numbers = [item["number"] for item in meeting["items"]]
        assert len(set(numbers)) == len(numbers)
        for item in meeting["items"]:
            named = set(item.get("speakers", []))
            named |= {d["attendee"] for d in item.get("declarations", [])}
            named |= {r[way] for r in item.get("resolutions", []) for way in ("mover", "seconder") if way in r}
            assert named <= keys, (meeting["committee"], day_of(meeting), item["number"], named - keys)
            assert item.get("issue") in issues | {None}
        for correction in meeting.get("corrections", []):
            assert correction["item"] in numbers


def test_each_issue_is_followed_over_several_meetings(world):
    followed = Counter(item["issue"] for _, item in items_of(world) if "issue" in item)
    assert set(followed) == {issue["key"] for issue in world["issues"]}
    assert min(followed.values()) >= 3


def test_each_meeting_held_has_its_people_and_somebody_in_the_chair(world):
    for meeting in filter(is_held, world["meetings"]):
        present = [row for row in meeting["attendees"] if row["attendance"] == "present"]
        roles = [row.get("role", "") for row in present]
        assert any("Chair" in role and role != "Vice-Chair" for role in roles), meeting["starts_at"]


def test_members_shown_at_a_meeting_belonged_to_the_committee_on_that_day(world):
    seats = {c["key"]: c["members"] for c in world["committees"]}
    for meeting in filter(is_held, world["meetings"]):
        day = day_of(meeting)
        for row in meeting["attendees"]:
            if row["attendance"] == "in attendance":
                continue
            held = [
                seat["role"]
                for seat in seats[meeting["committee"]]
                if seat["person"] == row["person"] and seat["starts_on"] <= day <= seat.get("ends_on", "9999")
            ]
            assert held, (meeting["committee"], day, row["person"])
            assert ("substitute" in held) == ("substitute_for" in row)


def test_chairs_change_at_annual_meetings_and_never_overlap(world):
    for committee in world["committees"]:
        seats = [seat for seat in committee["members"] if seat["role"] == "chair"]
        chairs = sorted((seat["starts_on"], seat.get("ends_on", "9999")) for seat in seats)
        assert len(chairs) >= 2
        assert all(earlier[1] < later[0] for earlier, later in itertools.pairwise(chairs))


def test_the_chair_named_in_minutes_is_in_the_chair(world):
    people = {p["key"]: f"{p.get('honorific', '')} {p['name']}".strip() for p in world["people"]}
    for meeting in filter(is_held, world["meetings"]):
        first = next(item for item in meeting["items"] if item["title"].startswith("Apologies"))
        for row in meeting["attendees"]:
            if row.get("role", "").endswith("in the Chair"):
                assert row["attendance"] == "present"
                assert f"{people[row['person']]} took the Chair" in first["minute"]


def test_votes_never_outnumber_those_present(world):
    voted = 0
    for meeting, item in items_of(world):
        present = sum(row["attendance"] == "present" for row in meeting.get("attendees", []))
        for row in item.get("resolutions", []):
            if "votes_for" in row:
                voted += 1
                assert row["votes_for"] + row["votes_against"] + row["votes_abstained"] <= present
                assert (row["votes_for"] > row["votes_against"]) == (row["outcome"] != "not agreed")
            if "mover" in row:
                assert row["mover"] != row["seconder"]
    assert voted >= 40


def test_exempt_items_have_a_paragraph_and_a_summary_and_no_minute(world):
    exempt = [item for _, item in items_of(world) if item.get("access") == "exempt"]
    assert len(exempt) >= 2
    for item in exempt:
        assert item["exempt_paragraph"] in set("1234567")
        assert item["public_summary"]
        assert "minute" not in item
        assert "documents" not in item


def test_nothing_is_published_or_done_after_the_moment_the_archive_describes(world):
    for meeting in world["meetings"]:
        published = [meeting[key] for key in ("agenda_published_at", "minutes_published_at") if key in meeting]
        published += [correction["at"] for correction in meeting.get("corrections", [])]
        assert all(dt.datetime.fromisoformat(moment) <= AS_OF for moment in published)
        days = [meeting[key] for key in ("confirmed_on", "withdrawn_on", "cancelled_on") if key in meeting]
        for item in meeting["items"]:
            for action in item.get("actions", []):
                days += [action["completed_on"]] if "completed_on" in action else []
                days += [update["on"] for update in action.get("updates", [])]
                assert all(update["on"] > day_of(meeting) for update in action.get("updates", []))
                assert action.get("completed_on", "9999") > day_of(meeting)
        assert all(day <= AS_OF.date().isoformat() for day in days)


def test_each_meeting_moves_forward_in_time(world):
    for meeting in world["meetings"]:
        steps = [meeting.get("agenda_published_at"), meeting["starts_at"], meeting.get("minutes_published_at")]
        moments = [dt.datetime.fromisoformat(step) for step in steps if step]
        assert moments == sorted(moments)
        if "confirmed_on" in meeting:
            assert meeting["minutes_published_at"][:10] <= meeting["confirmed_on"]
        for correction in meeting.get("corrections", []):
            assert correction["at"] > meeting["minutes_published_at"]
        states_with_minutes = {"published", "confirmed", "withdrawn"}
        assert ("minutes_published_at" in meeting) == (meeting["minutes_state"] in states_with_minutes)
        assert ("confirmed_on" in meeting) == (meeting["minutes_state"] == "confirmed")


def test_corrections_change_what_was_first_published(world):
    for meeting in world["meetings"]:
        for correction in meeting.get("corrections", []):
            item = next(item for item in meeting["items"] if item["number"] == correction["item"])
            field = correction["field"]
            if field.startswith("resolutions."):
                label = field.split(".")[1]
                first = next(r["text"] for r in item["resolutions"] if r["label"] == label)
            else:
                first = item[field]
            assert first != correction["value"]
            assert correction["reason"]


def test_actions_are_done_open_and_overdue_and_belong_to_an_office(world):
    people = {person["name"] for person in world["people"]}
    actions = [action for _, item in items_of(world) for action in item.get("actions", [])]
    assert sum("completed_on" in action for action in actions) >= 40
    overdue = [a for a in actions if "completed_on" not in a and a.get("due_on", "9999") < "2026-11-24"]
    assert len(overdue) >= 5
    assert any("completed_on" not in a and a.get("due_on", "0") > "2026-11-24" for a in actions)
    for action in actions:
        assert not any(name in action["owner"] for name in people)
        assert "due_on" not in action or action["due"]
    assert any(not update["is_public"] for action in actions for update in action.get("updates", []))


def test_no_email_address_telephone_number_or_postcode_is_in_the_file_but_the_councils_which_are_nobodys():
    text = FILE.read_text(encoding="utf-8")
    # A name that no host may have (RFC 2606), and a number that Ofcom keeps for fiction.
    assert re.findall(r"[\w.+-]+@[\w.-]+\w", text.replace("\\n", " ")) == ["minutes@southcliff.example"]
    assert re.findall(r"\b0\d{2,4}[ -]?\d{3}[ -]?\d{3,4}\b", text.replace("\\n", " ")) == ["01632 960 183"]
    assert not re.search(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b", text)


def test_no_blank_is_left_unfilled_and_no_two_substantive_items_say_the_same(world):
    minutes = []
    for _, item in items_of(world):
        words = [item["title"], item.get("purpose", ""), item.get("minute", "")]
        words += [r["text"] for r in item.get("resolutions", [])] + [a["task"] for a in item.get("actions", [])]
        assert not re.search(r"[{}]|\[\[|\]\]|\|", " ".join(words))
        if item.get("minute") and not item.get("is_procedural"):
            minutes.append(item["minute"])
    repeated = [minute for minute, count in Counter(minutes).items() if count > 1]
    assert repeated == []


def test_minutes_use_only_the_elements_that_minutes_may_hold(world):
    allowed = {"p", "ul", "ol", "li", "strong", "em", "a", "table", "thead", "tbody", "tr", "th", "td"}
    for _, item in items_of(world):
        assert set(re.findall(r"</?([a-z]+)", item.get("minute", ""))) <= allowed
    assert any('<th scope="col">' in item.get("minute", "") for _, item in items_of(world))


def test_there_are_long_items_worth_reading(world):
    long_items = [item for _, item in items_of(world) if len(plain(item.get("minute", "")).split()) >= 150]
    assert len(long_items) >= 12


def test_the_seed_meeting_is_told_with_its_facts_exact(world):
    meeting = seed_meeting(world)
    panel = next(c for c in world["committees"] if c["key"] == "cfsp")
    assert panel["name"] == "Children and Families Scrutiny Panel"
    assert meeting["starts_at"] == "2021-06-17T17:30:00+01:00"
    item = next(item for item in meeting["items"] if item["number"] == "8")
    assert item["title"] == "Ofsted - Southampton Focused Visit"
    assert item["purpose"].startswith("Report of the Executive Director for Children and Learning")
    roles = {row["key"]: row.get("role", "") for row in meeting["attendees"]}
    names = {person["key"]: person["name"] for person in world["people"]}
    assert {(names[key], roles[key]) for key in item["speakers"]} == {
        ("J Baillie", "Cabinet Member for Education"),
        ("Robert Henderson", "Executive Director of Children and Learning"),
        ("Phil Bullingham", "Head of Service: Children's Social Care"),
    }
    assert item["minute"].count("<li>") == 8
    words = plain(item["minute"])
    for fact in (
        "20 April to 6 May 2021",
        "Multi Agency Safeguarding Hub",
        "Child Protection Conferences",
        "Virtual School",
        "connected carers",
        "Care Leavers",
        "reflective supervision",
        "auditing",
        "Early Help",
        "threshold",
        "free school meals",
        "home educated",
    ):
        assert fact in words
    assert [resolution["label"] for resolution in item["resolutions"]] == ["(i)", "(ii)"]
    assert "Cabinet Member for Education" in item["resolutions"][0]["text"]
    assert "22 July 2021" in item["resolutions"][1]["text"]
    lobby, update = item["actions"]
    assert lobby["owner"] == "Cabinet Member for Education"
    assert "due_on" not in lobby
    assert update["due_on"] == "2021-07-22"


def test_accented_names_are_there_to_be_searched_for(world):
    names = " ".join(person["name"] for person in world["people"])
    assert "Zoë Ó Briain" in names
    assert "Dąbrowska" in names
