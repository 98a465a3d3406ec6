"""Open actions carried to the committee's next agenda: under one item, once, and nothing shown too early."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from meetings.admin.carrying import NoNextMeeting, carry_to_next_agenda
from meetings.models import Action, Item
from meetings.publishing import publish as verbs
from meetings.publishing.verify import verify_record
from meetings.record.models import PublishedAction
from tests import making
from tests.desk.test_action_sheet import NOW, SHEET, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def clerk():
    return making.make_user(name="clerk", group="Clerk")


@pytest.fixture
def desk(clerk):
    client = Client()
    client.force_login(clerk)
    return client


@pytest.fixture
def action():
    return making.make_minuted_meeting().items.get().actions.get()


def test_all_open_actions_are_carried_under_one_item_and_twice_is_once(desk, clerk, action):
    done = making.make_action(item=action.item, task="Done", completed_on="2024-07-01")
    second = making.make_action(item=action.item, task="Paint the buoys", owner="")
    elsewhere = making.make_minuted_meeting(committee=making.make_committee(name="Audit", slug="audit"))
    coming = making.make_meeting(starts_at=making.moment("2026-12-10"))
    making.make_meeting(starts_at=making.moment("2027-01-14"))
    for title, formal in [("Apologies", True), ("Minutes of the last meeting", True), ("Moorings", False)]:
        making.make_item(meeting=coming, title=title, minute="", is_procedural=formal)
    committee = coming.committee
    answer = desk.post(f"{SHEET}carry/", {"committee": committee.pk, "back": "state=open"})
    assert "2 actions carried to" in told(answer)
    titles = [(item.position, item.number, item.title) for item in coming.items.all()]
    assert titles == [
        (1, "1", "Apologies"),
        (2, "2", "Minutes of the last meeting"),
        (3, "", "Actions outstanding"),
        (4, "3", "Moorings"),
    ]
    item = coming.items.get(position=3)
    assert set(item.reports_back.all()) == {action, second}
    assert item.clerk_notes.splitlines() == [
        "13 June 2024: Order the dredger (Harbour Master)",
        "13 June 2024: Paint the buoys (no owner)",
    ]
    assert "dredger" not in item.purpose + item.minute + item.public_summary
    again = desk.post(f"{SHEET}carry/", {"committee": committee.pk})
    assert "Nothing to carry" in told(again)
    third = making.make_action(item=action.item, task="Buy rope")
    one = desk.post(f"{SHEET}carry/", {"action": third.pk})
    assert "1 action carried to" in told(one)
    assert coming.items.count() == 4
    item.refresh_from_db()
    assert len(item.clerk_notes.splitlines()) == 3
    done.refresh_from_db()
    assert done.reported_back_at is None
    assert elsewhere.items.get().actions.get().reported_back_at is None


def test_a_standing_item_that_does_the_same_work_is_used(clerk, action):
    coming = making.make_meeting(starts_at=making.moment("2026-12-10"))
    making.make_item(meeting=coming, title="Moorings")
    standing = making.make_item(meeting=coming, title="Matters arising ")
    assert carry_to_next_agenda(coming.committee, now=NOW).item == standing
    assert coming.items.count() == 2


def test_without_formal_items_the_new_one_comes_last(clerk, action):
    coming = making.make_meeting(starts_at=making.moment("2026-12-10"))
    making.make_item(meeting=coming, title="Moorings")
    assert carry_to_next_agenda(coming.committee, now=NOW).item.position == 2
    empty = making.make_meeting(starts_at=making.moment("2026-12-09"))
    Item.objects.filter(meeting=coming, title="Actions outstanding").delete()
    assert carry_to_next_agenda(coming.committee, now=NOW).item == empty.items.get(position=1)


def test_an_action_reported_back_before_keeps_a_note_of_it_for_the_public_too(clerk, action):
    publisher = making.make_user()
    verbs.publish(action.item.meeting, by=publisher, at=making.moment("2024-06-20"))
    middle = making.make_minuted_meeting(starts_at=making.moment("2024-09-12"))
    middle.items.get().actions.all().delete()
    Action.objects.filter(pk=action.pk).update(reported_back_at=middle.items.get())
    verbs.publish(middle, by=publisher, at=making.moment("2024-09-20"))
    # Typed since, and not published: the note is public at once.
    middle.items.update(title="Complaint of Jane Ashby")
    public = PublishedAction.objects.get(item__meeting="2024/06/13/harbour-panel")
    assert public.reported_back_at == "2024/09/12/harbour-panel/item/1"
    coming = making.make_meeting(starts_at=making.moment("2026-12-10"))
    assert carry_to_next_agenda(coming.committee, now=NOW).count == 1
    note = action.updates.get()
    assert (note.text, note.is_public) == ("Reported back on 12 September 2024, item 1.", True)
    public.refresh_from_db()
    # The next meeting is not public, so nothing points at it.
    assert public.reported_back_at == ""
    assert "Reported back on 12 September 2024" in Client().get("/meetings/2024/06/13/harbour-panel/").text
    assert Client().get("/meetings/2026/12/10/harbour-panel/").status_code == 404
    assert list(verify_record()) == []


def test_with_no_next_meeting_the_clerk_is_told_where_to_make_one(desk, action):
    gone = making.make_meeting(starts_at=making.moment("2026-12-10"))
    type(gone).objects.filter(pk=gone.pk).update(
        cancelled_on=datetime.date(2026, 11, 1),
        cancelled_by=making.make_user(),
        cancelled_reason="Storm",
        public_address="2026/12/10/harbour-panel",
    )
    with pytest.raises(NoNextMeeting):
        carry_to_next_agenda(gone.committee, now=NOW)
    answer = desk.post(f"{SHEET}carry/", {"committee": gone.committee_id})
    next_one = f"/admin/meetings/meeting/{action.item.meeting_id}/next/"
    assert f'href="{next_one}"' in told(answer)
    assert desk.get(next_one).status_code == 200


def test_a_public_agenda_is_to_be_published_again(desk, action):
    coming = making.make_meeting(starts_at=making.moment("2026-12-10"))
    making.make_item(meeting=coming, minute="")
    verbs.publish_agenda(coming, by=making.make_user(), at=NOW)
    answer = desk.post(f"{SHEET}carry/", {"committee": coming.committee_id})
    assert "publish it again" in told(answer)
