"""The desk's home: each thing to do is found when it is due, not before and not after it is done."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.admin.desk_home import groups_for
from meetings.models import Council, Meeting
from tests import making

pytestmark = pytest.mark.django_db

NOW = making.moment("2026-11-30", "09:00")
CALM = {
    "agendas": 0,
    "notes": 0,
    "unwritten": 0,
    "drafts": 0,
    "unconfirmed": 0,
    "actions": 0,
    "recommendations": 0,
    "absent": 0,
}


@pytest.fixture
def clerk():
    return making.make_user(name="clerk", group="Clerk")


def groups(user, *, now=NOW) -> dict:
    return {group.name: group for group in groups_for(user, now=now)}


def totals(user, *, now=NOW) -> dict[str, int]:
    return {name: group.total for name, group in groups(user, now=now).items() if group.total}


def only_task(user, name: str, *, now=NOW):
    (task,) = groups(user, now=now)[name].tasks
    return task


def published(meeting: Meeting, user, on: str, **fields) -> Meeting:
    """The meeting with its minutes public at the desk; what the record shows of it does not matter here."""
    Meeting.objects.filter(pk=meeting.pk).update(
        published_at=making.moment(on), published_by=user, public_address=f"2026/x/{meeting.pk}", **fields
    )
    meeting.refresh_from_db()
    return meeting


def test_an_empty_desk_is_calm(clerk):
    assert {name: group.total for name, group in groups(clerk).items()} == CALM
    client = Client()
    client.force_login(clerk)
    assert "Nothing needs doing today." in client.get("/admin/").text


def test_who_may_see_no_meeting_is_told_nothing(clerk):
    making.make_minuted_meeting()
    clerk.groups.clear()
    clerk = type(clerk).objects.get(pk=clerk.pk)
    assert groups_for(clerk, now=NOW) == []


def test_a_council_without_contact_is_told_to_whoever_may_write_it(clerk):
    council = making.make_council()
    boss = making.make_user(name="boss", group="Administrator")
    assert groups(clerk).keys() == CALM.keys()
    task = only_task(boss, "contact")
    assert (task.label, task.is_late) == ("Southcliff City Council", True)
    client = Client()
    client.force_login(boss)
    assert task.state in client.get("/admin/").text
    assert 'id="id_contact"' in client.get(task.url.partition("#")[0]).text
    Council.objects.filter(pk=council.pk).update(contact="minutes@southcliff.example")
    assert groups(boss)["contact"].total == 0


def test_a_council_that_has_ended_needs_no_contact():
    Council.objects.filter(pk=making.make_council().pk).update(ends_on="2023-03-31")
    assert groups(making.make_user(name="boss", group="Administrator"))["contact"].total == 0


@pytest.mark.parametrize(
    ("today", "state", "is_late"),
    [
        ("2026-12-08", None, False),
        ("2026-12-09", "Publish by Wednesday 16 December 2026.", False),
        ("2026-12-16", "Publish today: 5 of 5 clear days.", False),
        ("2026-12-17", "Late. Published today it has 4 of 5 clear days; the last day was Wednesday 16", True),
        ("2026-12-29", "Late. Published today it has 0 of 5 clear days", True),
    ],
)
def test_an_agenda_is_due_by_clear_days(clerk, today, state, is_late):
    making.make_meeting(starts_at=making.moment("2026-12-30"))
    found = groups(clerk, now=making.moment(today, "09:00"))["agendas"].tasks
    assert len(found) == (state is not None)
    for task in found:
        assert task.state.startswith(state)
        assert task.is_late == is_late
        assert task.sum.is_enough != is_late


def test_the_council_says_how_its_days_are_counted(clerk):
    making.make_meeting(starts_at=making.moment("2026-12-30"))
    Council.objects.update(has_clear_breaks=True)
    task = only_task(clerk, "agendas", now=making.moment("2026-12-17", "09:00"))
    assert task.state == "Publish by Friday 18 December 2026."
    Council.objects.update(notice_days=3)
    assert only_task(clerk, "agendas", now=making.moment("2026-12-17", "09:00")).state.endswith("22 December 2026.")


def test_an_agenda_published_in_time_is_done_and_one_published_late_is_said(clerk):
    meeting = making.make_meeting(starts_at=making.moment("2026-12-04"))
    for on, late in [("2026-11-26", 0), ("2026-11-27", 1)]:
        Meeting.objects.update(
            agenda_published_at=making.moment(on), agenda_published_by=clerk, public_address="2026/12/04/harbour-panel"
        )
        assert groups(clerk)["agendas"].total == late
    assert "Published late, on Friday 27 November 2026: 4 of 5" in only_task(clerk, "agendas").state
    Meeting.objects.filter(pk=meeting.pk).update(
        cancelled_on=datetime.date(2026, 11, 30), cancelled_by=clerk, cancelled_reason="No quorum."
    )
    assert totals(clerk) == {}


def test_a_meeting_of_which_nothing_is_written_and_a_draft_over_the_target(clerk):
    meeting = making.make_meeting(starts_at=making.moment("2026-11-12"))
    item = making.make_item(meeting=meeting, minute="")
    assert totals(clerk) == {"unwritten": 1}
    # Ten working days after Thursday 12 November.
    assert only_task(clerk, "unwritten").state == ("Nothing is written yet. The target was Thursday 26 November 2026.")
    item.minute = "<p>The Panel heard a report.</p>"
    item.save()
    assert totals(clerk, now=making.moment("2026-11-26", "23:00")) == {}
    assert totals(clerk, now=making.moment("2026-11-27", "00:30")) == {"drafts": 1}
    assert only_task(clerk, "drafts").state == "The target was Thursday 26 November 2026."
    Council.objects.update(minutes_target_days=20)
    assert totals(clerk) == {}
    published(meeting, clerk, "2026-11-30")
    Council.objects.update(minutes_target_days=0)
    assert totals(clerk) == {}


@pytest.mark.parametrize(
    "typed", [{"minute": "<p>Words</p>"}, {"access": "exempt", "exempt_paragraph": "3", "public_summary": "Agreed."}]
)
def test_what_counts_as_written(clerk, typed):
    meeting = making.make_meeting(starts_at=making.moment("2026-11-26"))
    item = making.make_item(meeting=meeting, minute="")
    assert totals(clerk) == {"unwritten": 1}
    type(item).objects.filter(pk=item.pk).update(**typed)
    assert totals(clerk) == {}


def test_public_minutes_wait_for_the_next_suitable_meeting(clerk):
    first = published(making.make_meeting(starts_at=making.moment("2026-09-10")), clerk, "2026-09-15")
    assert totals(clerk) == {}
    extra = making.make_meeting(starts_at=making.moment("2026-09-20"), kind="extraordinary")
    published(extra, clerk, "2026-09-25")
    other = making.make_committee(name="Audit", slug="audit")
    published(making.make_meeting(starts_at=making.moment("2026-10-01"), committee=other), clerk, "2026-10-02")
    coming = making.make_meeting(starts_at=making.moment("2027-02-08"))
    assert totals(clerk) == {}
    Meeting.objects.filter(pk=coming.pk).update(starts_at=making.moment("2026-11-29"))
    making.make_item(meeting=coming)
    found = groups(clerk)["unconfirmed"]
    assert [task.label for task in found.tasks] == [str(first), str(extra)]
    assert found.tasks[0].state == "The next meeting was on Sunday 29 November 2026."
    Meeting.objects.filter(published_at__isnull=False).update(
        confirmed_on=datetime.date(2026, 11, 29), confirmed_by=clerk
    )
    assert totals(clerk) == {}


def test_a_welsh_note_is_due_in_seven_working_days_and_the_minutes_are_one(clerk):
    meeting = making.make_meeting(starts_at=making.moment("2026-11-19"))
    making.make_item(meeting=meeting)
    assert totals(clerk) == {}
    Council.objects.update(nation="wales")
    assert only_task(clerk, "notes").state == "Was due by Friday 27 November 2026."
    assert only_task(clerk, "notes", now=making.moment("2026-11-27")).state == "Due by Friday 27 November 2026."
    published(meeting, clerk, "2026-11-27")
    assert totals(clerk) == {}


def test_no_note_was_due_before_the_duty_began(clerk):
    Council.objects.update(nation="wales")
    making.make_item(meeting=making.make_meeting(starts_at=making.moment("2021-04-30")))
    making.make_council(nation="wales")
    Council.objects.update(nation="wales")
    assert groups(clerk)["notes"].total == 0


def test_actions_overdue_oldest_first(clerk):
    meeting = published(making.make_minuted_meeting(starts_at=making.moment("2026-09-10")), clerk, "2026-09-15")
    item = meeting.items.get()
    for task, due, done in [
        ("Second", "2026-11-29", None),
        ("First", "2026-10-01", None),
        ("Today", "2026-11-30", None),
        ("Done", "2026-10-01", "2026-10-02"),
    ]:
        making.make_action(item=item, task=task, due_on=due, completed_on=done)
    assert [task.label.split(" ")[0] for task in groups(clerk)["actions"].tasks] == ["First", "Second"]
    assert totals(clerk) == {"actions": 2}


def test_a_recommendation_waits_two_months_for_its_answer(clerk):
    panel = making.make_committee(kind="scrutiny panel")
    meeting = making.make_meeting(committee=panel, starts_at=making.moment("2026-09-30"))
    published(meeting, clerk, "2026-10-01")
    item = making.make_item(meeting=meeting)
    making.make_resolution(item=item)
    advice = making.make_resolution(item=item, outcome="recommended", text="That more be dredged.")
    # Two months beginning with 30 September end on 29 November.
    assert totals(clerk, now=making.moment("2026-11-29")) == {}
    assert only_task(clerk, "recommendations").state == "An answer was due by Sunday 29 November 2026."
    advice.answered_on = datetime.date(2026, 11, 29)
    advice.save()
    assert totals(clerk) == {}


@pytest.mark.parametrize(
    ("last", "state"),
    [
        ("2026-08-01", None),
        ("2026-07-30", "Four months have passed; six end on Saturday 30 January 2027."),
        ("2026-06-30", "Five months have passed; six end on Wednesday 30 December 2026."),
        ("2026-05-29", "Six months ended on Sunday 29 November 2026."),
        ("2025-11-30", None),
    ],
)
@pytest.mark.parametrize("attendance", ["present", "remote"])
def test_a_councillor_who_has_not_attended_for_months(clerk, last, state, attendance):
    person = making.make_person()
    making.make_committee().memberships.create(person=person, starts_on="2020-05-01")
    attended = published(making.make_meeting(starts_at=making.moment(last)), clerk, last)
    making.make_attendee(meeting=attended, person=person, attendance=attendance)
    missed = making.make_meeting(starts_at=making.moment("2026-11-27"))
    making.make_attendee(meeting=missed, person=person, attendance="apologies")
    found = groups(clerk)["absent"].tasks
    assert [task.state.partition(". ")[2] for task in found] == ([state] if state else [])


def test_no_seat_no_councillor_or_a_new_seat_is_no_absence(clerk):
    committee = making.make_committee()
    for kind, seat in [
        ("councillor", {"starts_on": "2020-05-01", "ends_on": "2026-11-29"}),
        ("councillor", {"starts_on": "2026-09-01"}),
        ("councillor", {"starts_on": "2026-12-01"}),
        ("officer", {"starts_on": "2026-07-01"}),
        ("councillor", {}),
    ]:
        committee.memberships.create(person=making.make_person(kind=kind), **seat)
    assert totals(clerk) == {}
    committee.memberships.create(person=making.make_person(), starts_on="2026-07-01")
    assert only_task(clerk, "absent").state.startswith("No attendance since the seat began on Wednesday 1 July 2026.")


def busy_desk(clerk, number: int) -> None:
    """So many meetings of each kind, in England and in Wales, with everything that can be due."""
    wales = making.make_council(name="Aberwen", slug="aberwen", nation="wales")
    for place in range(number):
        panel = making.make_committee(
            name=f"Panel {number}.{place}",
            slug=f"panel-{number}-{place}",
            kind="scrutiny panel",
            council=wales if place % 2 else making.make_council(),
        )
        making.make_meeting(committee=panel, starts_at=making.moment("2026-12-09"))
        making.make_meeting(committee=panel, starts_at=making.moment("2026-11-02"))
        draft = making.make_minuted_meeting(committee=panel, starts_at=making.moment("2026-11-03"))
        making.make_action(item=draft.items.get(), due_on="2026-11-20")
        old = making.make_minuted_meeting(committee=panel, starts_at=making.moment("2026-07-02"))
        making.make_resolution(item=old.items.get(), outcome="recommended")
        panel.memberships.create(person=old.attendees.get().person, starts_on="2026-05-20")
        published(old, clerk, "2026-07-03")
    # Those at the later draft have attended since.
    assert Meeting.objects.count() >= 4 * number


def test_the_number_of_queries_does_not_grow_with_the_desk(clerk):
    counts = []
    for number in (12, 60):
        busy_desk(clerk, number)
        user = type(clerk).objects.get(pk=clerk.pk)
        with CaptureQueriesContext(connection) as queries:
            found = groups(user)
        assert all(found[name].total for name in CALM)
        assert all(len(group.tasks) <= 10 for group in found.values())
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 18


def test_the_home_page_links_to_where_each_thing_is_done(clerk, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    busy_desk(clerk, 11)
    client = Client()
    client.force_login(clerk)
    for group in groups_for(clerk, now=NOW):
        for task in group.tasks:
            assert client.get(task.url.split("#")[0]).status_code == 200, task
        assert client.get(group.url.split("#")[0]).status_code == 200, group.url
    page = client.get("/admin/").text
    for part in ["What needs doing", "How the days are counted", "All lists", "See them all"]:
        assert part in page
