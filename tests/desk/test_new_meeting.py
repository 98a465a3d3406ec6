"""A new meeting from the last one: the right day, the standing items, the open matters, and once only."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from meetings.models import Item, Meeting
from meetings.models.sittings import (
    AlreadyThere,
    next_day,
    next_start,
    open_matters,
    plan_meeting,
    standing_items,
)
from tests import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    client = Client()
    client.force_login(making.make_user(name="clerk", group="Clerk"))
    return client


@pytest.fixture
def last():
    """The last of two on the second Thursday: two procedural items, one that comes again and one that does not."""
    before = making.make_meeting(starts_at=making.moment("2024-05-09"))
    making.make_item(meeting=before, title="Plan of work for May 2024")
    last = making.make_meeting(starts_at=making.moment("2024-06-13"), venue="Guildhall")
    making.make_item(meeting=last, title="Apologies", is_procedural=True)
    making.make_item(meeting=last, title="Minutes of the meeting held on 9 May 2024", is_procedural=True)
    making.make_item(meeting=last, title="Harbour dredging")
    making.make_item(
        meeting=last, title="Plan of work for June 2024", purpose="Report of the Clerk", minute_number="9"
    )
    return last


def address(meeting) -> str:
    return reverse("admin:meetings_meeting_next", args=[meeting.pk])


def sent(client, meeting, **changes) -> dict:
    """What a browser would send of the form as it stands."""
    form = client.get(address(meeting)).context["form"]
    return {box.html_name: box.value() for box in form if box.value()} | changes


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("before", "last", "then"),
    [
        ("2024-05-09", "2024-06-13", "2024-07-11"),  # the second Thursday
        ("2024-04-11", "2024-06-13", "2024-08-08"),  # of every other month
        ("2024-11-14", "2024-12-12", "2025-01-09"),
        ("2024-05-30", "2024-08-29", "2024-11-28"),  # the fifth Thursday; November has four
        ("2024-06-03", "2024-06-10", "2024-06-17"),  # weekly
        ("2024-05-23", "2024-06-13", "2024-07-04"),  # every three weeks
        ("2024-06-11", "2024-06-13", "2024-06-20"),  # never the same day again
    ],
)
def test_the_next_day_follows_as_the_last_did(before, last, then):
    assert next_day(day(before), day(last), after=day(last)) == day(then)


def test_the_time_of_day_stays_when_the_clocks_change():
    for text in ("2024-09-12", "2024-10-10"):
        last = making.make_meeting(starts_at=making.moment(text, "18:30"))
    assert next_start(last) == making.moment("2024-11-14", "18:30")


def test_other_kinds_and_cancelled_ones_are_not_gone_by():
    for text in ("2024-05-09", "2024-06-13"):
        making.make_meeting(starts_at=making.moment(text))
    making.make_meeting(starts_at=making.moment("2024-06-20"), kind="extraordinary")
    last = making.make_meeting(starts_at=making.moment("2024-07-18"), kind="annual")
    assert next_start(last) == making.moment("2024-08-08")
    assert next_start(making.make_meeting(committee=making.make_committee(slug="b", name="B"))) is None


def test_standing_items_are_procedural_or_come_again(last):
    meetings = [last, Meeting.objects.order_by("starts_at").first()]
    titles = [item.title for item in standing_items(meetings)]
    assert titles == ["Apologies", "Minutes of the meeting held on 9 May 2024", "Plan of work for June 2024"]
    assert standing_items([]) == []


def test_the_form_is_filled_in_from_the_last_meeting(desk, last):
    answer = desk.get(address(last))
    form = answer.context["form"]
    assert [form[name].value() for name in ("on", "at", "venue", "kind")] == [
        "11/07/2024",
        "17:30",
        "Guildhall",
        "ordinary",
    ]
    ticked = [item.title for item in form.standing if str(item.pk) in form["items"].value()]
    assert ticked == ["Apologies", "Minutes of the meeting held on 9 May 2024"]
    assert "2 Minutes of the meeting held on 13 June 2024" in answer.text


def test_what_was_not_offered_is_not_copied(desk, last):
    data = sent(desk, last, items=[str(item.pk) for item in last.items.all()])
    assert "Select a valid choice" in desk.post(address(last), data).text
    assert Meeting.objects.count() == 2


def test_only_headings_are_copied_and_the_last_meeting_is_named(desk, last):
    data = sent(desk, last)
    data["items"] = [str(item.pk) for item in standing_items([last, *Meeting.objects.exclude(pk=last.pk)])]
    answer = desk.post(address(last), data, follow=True)
    made = Meeting.objects.latest("starts_at")
    assert answer.redirect_chain[-1][0] == reverse("admin:meetings_meeting_change", args=[made.pk])
    assert (made.starts_at, made.venue) == (making.moment("2024-07-11"), "Guildhall")
    assert "is at the desk with 3 items; nothing of it is public yet." in answer.text
    assert list(made.items.values_list("position", "number", "title", "purpose", "minute", "minute_number")) == [
        (1, "1", "Apologies", "", "", ""),
        (2, "2", "Minutes of the meeting held on 13 June 2024", "", "", ""),
        (3, "3", "Plan of work for June 2024", "Report of the Clerk", "", ""),
    ]
    assert not made.attendees.exists()
    assert not made.is_on_record


def test_an_exempt_heading_stays_exempt(last):
    item = making.make_item(
        meeting=last, title="A lease", minute="", access="exempt", exempt_paragraph="3", public_summary="Old words"
    )
    made = plan_meeting(last, starts_at=making.moment("2024-07-11"), venue="", kind="ordinary", items=[item])
    copied = made.items.get()
    assert (copied.access, copied.exempt_paragraph, copied.public_summary) == ("exempt", "3", "")


def test_open_matters_get_a_heading_at_which_they_are_reported_back(desk, last):
    item = last.items.get(title="Harbour dredging")
    action = making.make_action(item=item, task="Order the dredger " * 30)
    making.make_action(item=item, completed_on=day("2024-06-20"))
    elsewhere = making.make_meeting(committee=making.make_committee(name="Audit", slug="audit"))
    making.make_action(item=making.make_item(meeting=elsewhere))
    assert open_matters(last.committee) == [action]
    desk.post(address(last), sent(desk, last, items=[], matters=[str(action.pk)]))
    heading = Meeting.objects.latest("starts_at").items.get()
    action.refresh_from_db()
    assert action.reported_back_at == heading
    assert heading.title.startswith("Matter arising: Order the dredger")
    assert len(heading.title) <= 300
    assert open_matters(last.committee) == []


def test_an_open_matter_of_closed_business_tells_the_agenda_nothing(last):
    lease = making.make_item(meeting=last, title="A lease", minute="", access="exempt", exempt_paragraph="3")
    action = making.make_action(item=lease, task="Offer Quay Holdings £40,000")
    made = plan_meeting(last, starts_at=making.moment("2024-07-11"), venue="", kind="ordinary", matters=[action])
    heading = made.items.get()
    assert heading.title == "Matter arising: A lease"
    assert (heading.access, heading.exempt_paragraph) == ("exempt", "3")


def test_a_second_press_makes_no_second_meeting(desk, last):
    data = sent(desk, last)
    desk.post(address(last), data)
    answer = desk.post(address(last), data | {"venue": "Elsewhere"})
    made = Meeting.objects.latest("starts_at")
    assert "There is one at that time already" in answer.text
    assert reverse("admin:meetings_meeting_change", args=[made.pk]) in answer.text
    assert "&lt;a href" not in answer.text
    assert 'value="Elsewhere"' in answer.text
    assert Meeting.objects.count() == 3
    with pytest.raises(AlreadyThere):
        plan_meeting(last, starts_at=made.starts_at, venue="", kind="ordinary")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"on": ""}, "Give the date."),
        ({"on": "31/02/2024"}, "Enter a valid date"),
        ({"on": "11/07/0024"}, "must be between 1800 and 2100"),
        ({"at": ""}, "Give the time of day."),
        ({"at": "late"}, "Enter a valid time"),
        ({"items": ["0"]}, "Select a valid choice"),
        ({"kind": "secret"}, "Select a valid choice"),
    ],
)
def test_a_slip_is_told_with_a_link_and_nothing_is_lost(desk, last, changes, why):
    answer = desk.post(address(last), sent(desk, last, venue="Elsewhere") | changes)
    assert why in answer.text
    assert f'href="#id_{next(iter(changes))}"' in answer.text
    assert 'value="Elsewhere"' in answer.text
    assert Meeting.objects.count() == 2


def test_each_committee_leads_to_its_next_meeting(desk, last):
    empty = making.make_committee(name="Audit", slug="audit")
    answer = desk.get("/admin/meetings/committee/")
    assert f'href="{address(last)}"' in answer.text
    assert f"/admin/meetings/meeting/add/?committee={empty.pk}" in answer.text


def test_who_may_not_add_meetings_is_refused_and_sees_no_link(last):
    user = making.make_user(name="reviewer", group="Clerk")
    user.groups.clear()
    views = ["view_meeting", "view_committee", "view_item"]
    user.user_permissions.set(Permission.objects.filter(codename__in=views))
    client = Client()
    client.force_login(user)
    assert client.get(address(last)).status_code == client.post(address(last)).status_code == 403
    assert address(last) not in client.get("/admin/meetings/committee/").text
    page = client.get(reverse("admin:meetings_meeting_change", args=[last.pk])).text
    for name in ("next", "attendance", "numbering"):
        assert reverse(f"admin:meetings_meeting_{name}", args=[last.pk]) not in page


def test_thirty_items_cost_no_more_than_three(desk, last, django_assert_max_num_queries):
    for number in range(30):
        making.make_action(item=making.make_item(meeting=last, title=f"Heading {number}", is_procedural=True))
    with django_assert_max_num_queries(20):
        data = sent(desk, last)
    with django_assert_max_num_queries(30):
        desk.post(address(last), data)
    assert Item.objects.filter(meeting=Meeting.objects.latest("starts_at")).count() == 32
