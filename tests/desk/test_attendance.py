"""The attendance page: one row a member of the day, one tick each, saved whole, and nothing typed is lost."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from meetings.admin.attendance_rows import role_beside_the_chair, role_in_the_chair
from meetings.models import Attendee, Declaration
from meetings.models.quorum import Tally, has_remote_quorum
from meetings.publishing import publish as verbs
from meetings.publishing.checks import faults_in_minutes
from tests import making

pytestmark = pytest.mark.django_db
SEATS = [
    ("Amina Okafor", "chair"),
    ("Ben Price", "member"),
    ("Cara Lowe", "vice-chair"),
    ("Dev Shah", "substitute"),
    ("Elin Rees", "co-opted"),
]


@pytest.fixture
def meeting():
    """A meeting of a committee of three, with a substitute and a co-opted member; quorum 2."""
    committee = making.make_committee(quorum=2)
    for name, role in SEATS:
        committee.memberships.create(person=making.make_person(name=name), role=role)
    meeting = making.make_meeting(committee=committee)
    making.make_item(meeting=meeting)
    return meeting


@pytest.fixture
def desk():
    client = Client()
    client.force_login(making.make_user(name="clerk", group="Clerk"))
    return client


def address(meeting) -> str:
    return reverse("admin:meetings_meeting_attendance", args=[meeting.pk])


def key(name: str) -> str:
    return f"person-{making.Person.objects.get(name=name).pk}"


def sent(page, **changes) -> dict:
    """What a browser would send of the page as it stands."""
    data = {"rows": [part.key for part in page], "chair": page.chair, "do": "save"}
    data |= {"new_people": page.new_people, "new_declarations": page.new_declarations}
    for part in page:
        if part.row:
            data[f"{part.key}-was"] = part.row.state
        for box in part:
            if box.value() not in (None, "", False):
                data[box.html_name] = "on" if box.value() is True else box.value()
    return data | changes


def save(desk, meeting, *, do="save", **ticks):
    """Send the page with other values in boxes, named by the member: `ben="present"`, `ben_role="Teller"`."""
    page = desk.get(address(meeting)).context["page"]
    keys = {name.split()[0].lower(): key(name) for name, _ in SEATS}
    changes = {}
    for name, value in ticks.items():
        who, _, box = name.partition("_")
        changes[f"{keys.get(who, who)}-{box or 'attendance'}"] = value
    return desk.post(address(meeting), sent(page, do=do, **changes), follow=True)


def roll(meeting) -> list[tuple]:
    return [(one.printed_name, one.attendance, one.role) for one in meeting.attendees.order_by("pk")]


def test_members_of_the_day_are_there_chair_first(desk, meeting):
    left = meeting.committee.memberships.create(person=making.make_person(name="Zoe Gone"))
    left.ends_on = meeting.held_on - datetime.timedelta(days=1)
    left.save()
    meeting.committee.memberships.create(person=making.make_person(name="Amina Okafor II"), starts_on=meeting.held_on)
    meeting.committee.memberships.create(person=making.Person.objects.get(name="Amina Okafor"), role="member")
    answer = desk.get(address(meeting))
    names = [part.row.name.removeprefix("Councillor ") for part in answer.context["page"].members]
    assert names == ["Amina Okafor", "Cara Lowe", "Amina Okafor II", "Ben Price", "Dev Shah", "Elin Rees"]
    assert "0 present of 4; quorum 2: not quorate" in answer.text


def test_a_tick_a_member_is_saved_in_one_go(desk, meeting):
    answer = save(desk, meeting, amina="present", cara="apologies", ben="absent", elin="remote")
    assert "Saved: 1 present of 3; quorum 2: not quorate." in answer.text
    assert roll(meeting) == [
        ("Councillor Amina Okafor", "present", "Chair"),
        ("Councillor Cara Lowe", "apologies", "Vice-chair"),
        ("Councillor Ben Price", "absent", ""),
        ("Councillor Elin Rees", "remote", "Co-opted member"),
    ]
    save(desk, meeting, ben="present", ben_arrived="item 2")
    ben = meeting.attendees.get(person__name="Ben Price")
    assert (ben.attendance, ben.arrived, meeting.attendees.count()) == ("present", "item 2", 4)


def test_everyone_not_ticked_is_present_but_no_substitute(desk, meeting):
    save(desk, meeting, do="everyone-present", cara="apologies")
    there = dict(meeting.attendees.values_list("person__name", "attendance"))
    assert there == {
        "Amina Okafor": "present",
        "Ben Price": "present",
        "Cara Lowe": "apologies",
        "Elin Rees": "present",
    }


def test_a_deputy_in_the_chair_is_said_to_be(desk, meeting):
    answer = save(desk, meeting, amina="apologies", cara="present")
    assert "Not there, so not in the chair: say who was." in answer.text
    assert not meeting.attendees.exists()
    page = desk.get(address(meeting)).context["page"]
    ticks = {f"{key('Amina Okafor')}-attendance": "apologies", f"{key('Cara Lowe')}-attendance": "present"}
    desk.post(address(meeting), sent(page, **ticks) | {"chair": key("Cara Lowe")})
    assert roll(meeting)[1] == ("Councillor Cara Lowe", "present", "Vice-chair, in the chair")
    assert desk.get(address(meeting)).context["page"].chair == key("Cara Lowe")
    assert "Nobody present has the role of Chair." not in [fault.message for fault in faults_in_minutes(meeting)]


@pytest.mark.parametrize(
    ("role", "presiding", "not_presiding"),
    [
        ("Chair", "Chair", "Chair"),
        ("", "In the chair", ""),
        ("Vice-chair", "Vice-chair, in the chair", "Vice-chair"),
        ("Vice-chair, in the chair", "Vice-chair, in the chair", "Vice-chair"),
        ("In the Chair", "In the Chair", ""),
    ],
)
def test_roles_in_and_beside_the_chair(role, presiding, not_presiding):
    assert (role_in_the_chair(role), role_beside_the_chair(role)) == (presiding, not_presiding)


def test_a_substitute_sits_for_somebody_who_is_not_there(desk, meeting):
    ben = key("Ben Price")
    answer = save(desk, meeting, amina="present", ben="present", dev="present", dev_substitute_for=ben)
    assert "Councillor Ben Price was there: choose somebody who was not." in answer.text
    answer = save(desk, meeting, amina="present", dev="present", dev_substitute_for=ben)
    assert "Tick first whether Councillor Ben Price sent apologies or was absent." in answer.text
    answer = save(desk, meeting, dev_substitute_for=ben)
    assert "Say whether Councillor Dev Shah was present." in answer.text
    assert not meeting.attendees.exists()
    answer = save(desk, meeting, amina="present", ben="apologies", dev="present", dev_substitute_for=ben)
    assert "Saved: 2 present of 3; quorum 2: quorate." in answer.text
    assert meeting.attendees.get(person__name="Dev Shah").substitute_for.person.name == "Ben Price"


def test_officers_and_visitors_are_known_by_name_or_printed(desk, meeting):
    making.make_person(name="Olga Reed", honorific="", kind="officer")
    page = desk.get(address(meeting)).context["page"]
    data = sent(page) | {"new-0-name": "olga reed", "new-0-role": "Solicitor", "do": "add-person"}
    answer = desk.post(address(meeting), data)
    assert "olga reed" in answer.text
    assert not meeting.attendees.exists()
    more = {"new-1-name": "A resident", "new-1-attendance": "in attendance", "new-0-attendance": "in attendance"}
    desk.post(address(meeting), sent(answer.context["page"]) | more)
    assert roll(meeting) == [("Olga Reed", "in attendance", "Solicitor"), ("A resident", "in attendance", "")]
    known = meeting.attendees.get(name="")
    assert known.person.kind == "officer"
    again = sent(desk.get(address(meeting)).context["page"]) | {"new-0-name": "Olga Reed"}
    assert "Olga Reed has a row of their own already." in desk.post(address(meeting), again).text
    assert "Give the name." in save(desk, meeting, **{"new-0_role": "Solicitor"}).text


def test_whoever_carries_something_stays_on_the_list(desk, meeting):
    voter, other = making.make_attendee(meeting=meeting), making.make_attendee(meeting=meeting, role="")
    resolution = making.make_resolution(item=meeting.items.get(), seconder=voter)
    resolution.named_votes.create(attendee=voter, choice="for")
    off = {f"attendee-{one.pk}_is_off": "on" for one in (voter, other)}
    answer = save(desk, meeting, **off)
    assert "stays on the list, because of a recorded vote and a motion that they seconded." in answer.text
    assert list(meeting.attendees.all()) == [voter]


def test_declarations_are_made_changed_and_removed_beside_it(desk, meeting):
    item, ben = meeting.items.get(), key("Ben Price")
    new = {"new-declaration-0_item": str(item.pk), "new-declaration-0_attendee": ben}
    answer = save(desk, meeting, amina="present", **new)
    assert "Say first, in the list above, whether Councillor Ben Price was there." in answer.text
    new |= {"new-declaration-0_description": "A trustee.", "new-declaration-0_has_left_the_room": "on"}
    save(desk, meeting, ben="present", **new)
    declaration = item.declarations.get()
    assert (declaration.description, declaration.has_left_the_room) == ("A trustee.", True)
    assert declaration.attendee.person.name == "Ben Price"
    save(desk, meeting, **{f"declaration-{declaration.pk}_description": "A governor."})
    declaration.refresh_from_db()
    assert (declaration.description, declaration.has_left_the_room) == ("A governor.", True)
    # Removed in one go with the row that carried it.
    save(desk, meeting, **{f"declaration-{declaration.pk}_is_off": "on", "ben_is_off": "on"})
    assert not Declaration.objects.exists()
    assert not meeting.attendees.filter(person__name="Ben Price").exists()


def test_a_half_filled_declaration_is_told_with_a_link(desk, meeting):
    answer = save(desk, meeting, ben="present", **{"new-declaration-0_description": "A trustee."})
    assert 'href="#id_new-declaration-0-item"' in answer.text
    assert "Choose who declared it." in answer.text
    assert "A trustee." in answer.text
    assert answer.context["page"].members[2]["attendance"].value() == "present"
    assert not meeting.attendees.exists()


def test_a_row_changed_by_somebody_else_is_not_overwritten_unseen(desk, meeting):
    page = desk.get(address(meeting)).context["page"]
    save(desk, meeting, amina="present", ben="apologies")
    guest = making.make_attendee(meeting=meeting, name="A visitor", role="", attendance="in attendance")
    mine = sent(page, **{f"{key('Amina Okafor')}-attendance": "present", f"{key('Ben Price')}-attendance": "present"})
    answer = desk.post(address(meeting), mine)
    assert "Somebody else has changed this since you opened the page: now “Apologies”." in answer.text
    assert meeting.attendees.get(person__name="Ben Price").attendance == "apologies"
    # Seen, and meant: the second time it is written down. Rows that were not on the page are left alone.
    desk.post(address(meeting), sent(answer.context["page"]) | {"rows": mine["rows"]})
    assert meeting.attendees.get(person__name="Ben Price").attendance == "present"
    assert meeting.attendees.filter(pk=guest.pk).exists()


def test_a_row_taken_off_by_somebody_else_is_told(desk, meeting):
    visitor = making.make_attendee(meeting=meeting, name="A visitor", role="", attendance="in attendance")
    page = desk.get(address(meeting)).context["page"]
    visitor.delete()
    answer = desk.post(address(meeting), sent(page), follow=True)
    assert "Somebody else had taken a row off this list" in answer.text


def test_an_imported_list_is_shown_as_it_is_and_saving_changes_nothing(desk, meeting):
    names = ["Cllr Fox", "Cllr Gray"]
    for name in names:
        making.make_attendee(meeting=meeting, name=name, role="", attendance="apologies", arrived="6pm")
    making.make_attendee(meeting=meeting, name="Officer Hill", role="Clerk", attendance="in attendance")
    before = list(meeting.attendees.values())
    save(desk, meeting)
    assert list(meeting.attendees.values()) == before


def test_public_minutes_are_said_to_need_a_correction(desk, meeting):
    save(desk, meeting, amina="present")
    verbs.publish(meeting, by=making.make_user())
    assert "publish the correction</a>, if anything changed" in save(desk, meeting, ben="present").text


@pytest.mark.parametrize("count", ["x", "-1", "99999999999"])
def test_nonsense_in_the_hidden_boxes_is_harmless(desk, meeting, count):
    page = desk.get(address(meeting)).context["page"]
    data = sent(page) | {"new_people": count, "chair": "nobody", "rows": ["x"], "new-0-attendance": "king"}
    assert desk.post(address(meeting), data).status_code in {200, 302}


def test_who_may_not_change_meetings_is_refused(meeting):
    staff = Client()
    user = making.make_user(name="staff", group="Clerk")
    user.groups.clear()
    staff.force_login(user)
    assert staff.get(address(meeting)).status_code == staff.post(address(meeting)).status_code == 403


def test_forty_members_cost_no_more_than_four(desk, meeting, django_assert_max_num_queries):
    for number in range(40):
        meeting.committee.memberships.create(person=making.make_person(name=f"Member {number}"))
    with django_assert_max_num_queries(20):
        page = desk.get(address(meeting)).context["page"]
    with django_assert_max_num_queries(40):
        desk.post(address(meeting), sent(page, do="everyone-present"))
    assert Attendee.objects.count() == 44
    with django_assert_max_num_queries(20):
        desk.get(address(meeting))


@pytest.mark.parametrize(
    ("tally", "words"),
    [
        (Tally(7, 0, 11, 4, False), "7 present of 11; quorum 4: quorate"),
        (Tally(3, 2, 11, 4, False), "3 present of 11 (2 more remotely, not counted); quorum 4: not quorate"),
        (Tally(3, 2, 11, 4, True), "5 present of 11; quorum 4: quorate"),
        (Tally(7, 0, 11, None, False), "7 present of 11"),
        (Tally(0, 0, 0, 0, False), "0 present of 0; quorum 0: quorate"),
    ],
)
def test_the_tally_in_words(tally, words):
    assert str(tally) == words


def test_remote_members_count_where_and_when_the_law_lets_them():
    days = [datetime.date(2020, 4, 3), datetime.date(2020, 4, 4), datetime.date(2021, 5, 6), datetime.date(2021, 5, 7)]
    assert [has_remote_quorum("england", day) for day in days] == [False, True, True, False]
    assert all(has_remote_quorum(nation, days[3]) for nation in ("wales", "scotland", "northern ireland"))
