"""Agenda and minute numbers: counted on as they are printed, never twice, and never under what is public."""

import datetime
import threading

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from meetings.models import Item
from meetings.models.agenda_numbers import CannotNumber, agenda_numbers, renumber_items
from meetings.models.minute_numbers import following, number_minutes, unnumbered_before
from meetings.publishing import publish as verbs
from tests import making

JULY_2017 = datetime.date(2017, 7, 6)
MAY_2018 = datetime.date(2018, 5, 17)


def next_three(*numbers, day=JULY_2017, held_on=datetime.date(2017, 6, 1)) -> list[str]:
    numbers = [number if isinstance(number, tuple) else (number, held_on) for number in numbers]
    series = following(numbers, day)
    return [next(series) for _ in range(3)]


@pytest.mark.parametrize(
    ("given", "then"),
    [
        ([], ["1", "2", "3"]),
        (["34"], ["35", "36", "37"]),
        (["40/17", "41/17"], ["42/17", "43/17", "44/17"]),
        (["41/17"], ["42/17", "43/17", "44/17"]),
        (["17/113"], ["17/114", "17/115", "17/116"]),
        (["C 17/081"], ["C 17/082", "C 17/083", "C 17/084"]),
        (["16/17", "17/17"], ["18/17", "19/17", "20/17"]),
        (["099"], ["100", "101", "102"]),
        (["H34", "H34a"], ["H35", "H36", "H37"]),
        (["12/2017-18"], ["13/2017-18", "14/2017-18", "15/2017-18"]),
        (["36", "34", "35"], ["37", "38", "39"]),
        (["Noted"], ["1", "2", "3"]),
    ],
)
def test_the_next_numbers_are_printed_as_the_last(given, then):
    assert next_three(*given) == then


@pytest.mark.parametrize(
    ("given", "then"),
    [
        (["40/17", "41/17"], ["1/18", "2/18", "3/18"]),
        (["17/112", "17/113"], ["18/1", "18/2", "18/3"]),
        (["C 17/001", "C 17/081"], ["C 18/001", "C 18/002", "C 18/003"]),
        (["12/2017-18"], ["1/2018-19", "2/2018-19", "3/2018-19"]),
        (["34"], ["1", "2", "3"]),
    ],
)
def test_a_new_municipal_year_begins_at_one(given, then):
    assert next_three(*given, day=MAY_2018) == then


def test_a_series_that_went_on_over_the_turn_of_the_year_goes_on_again():
    before = ("34", datetime.date(2017, 3, 2))
    assert next_three(before, "35", "36", day=MAY_2018) == ["37", "38", "39"]
    assert next_three(before, "1", "2", day=MAY_2018) == ["1", "2", "3"]


def test_numbers_of_later_years_do_not_count():
    later = ("9/18", MAY_2018)
    assert next_three("41/17", later) == ["42/17", "43/17", "44/17"]


@pytest.mark.parametrize(
    ("given", "then"),
    [
        (["1", "2", "", "3"], ["1", "2", "3", "4"]),
        (["4", "5", "5a", "5b", "7"], ["1", "2", "2a", "2b", "3"]),
        # The 5 is no heading of its own.
        (["4", "5a", "5b", "6"], ["1", "2a", "2b", "3"]),
        # Moved below the 6, or with an item put in between.
        (["5", "6", "5a"], ["1", "2", "2a"]),
        (["5", "", "5a"], ["1", "2", "2a"]),
        (["5", "5a", "6", "6a", "5a"], ["1", "1a", "2", "2a", "3a"]),
        (["5.", "5.1", "A", "(i)"], ["1", "1.1", "2", "3"]),
    ],
)
def test_agenda_numbers_follow_the_order_and_sub_numbers_their_heading(given, then):
    assert agenda_numbers([Item(number=number) for number in given]) == then


@pytest.fixture
def meeting(db):
    """Three items with gaps in their positions, two of them numbered."""
    meeting = making.make_meeting()
    for position, number in [(2, "2"), (5, ""), (9, "7")]:
        making.make_item(meeting=meeting, position=position, number=number, title=f"Heading {position}")
    return meeting


def test_renumbering_closes_gaps(meeting):
    assert renumber_items(meeting) == 3
    assert list(meeting.items.values_list("position", "number")) == [(1, "1"), (2, "2"), (3, "3")]
    assert renumber_items(meeting) == 0


def test_a_public_number_is_not_changed_but_items_may_be_put_after_it(meeting):
    renumber_items(meeting)
    verbs.publish_agenda(meeting, by=making.make_user())
    late = making.make_item(meeting=meeting, position=7, number="")
    assert renumber_items(meeting) == 1
    late.refresh_from_db()
    assert (late.position, late.number) == (4, "4")
    meeting.items.filter(number="1").update(position=12)
    with pytest.raises(CannotNumber, match="Item 2 Heading 5 is public"):
        renumber_items(meeting)
    assert meeting.items.get(position=12).number == "1"


def test_each_item_gets_the_next_number_and_keeps_it(meeting):
    before = making.make_meeting(starts_at=making.moment("2024-05-16"))
    making.make_item(meeting=before, minute_number="24/003")
    assert number_minutes(meeting) == 3
    making.make_item(meeting=meeting, position=1)
    assert number_minutes(meeting) == 1
    assert [item.minute_number for item in meeting.items.all()] == ["24/007", "24/004", "24/005", "24/006"]
    assert number_minutes(meeting) == 0


def test_each_committee_has_its_own_series(meeting):
    other = making.make_meeting(committee=making.make_committee(name="Audit", slug="audit"))
    making.make_item(meeting=other, minute_number="80")
    number_minutes(meeting)
    assert [item.minute_number for item in meeting.items.all()] == ["1", "2", "3"]


def test_public_minutes_are_not_numbered(meeting):
    making.make_attendee(meeting=meeting)
    verbs.publish(meeting, by=making.make_user())
    for verb in (number_minutes, renumber_items):
        with pytest.raises(CannotNumber, match="The minutes are public"):
            verb(meeting)


def test_a_number_too_long_to_be_kept_is_refused(meeting):
    before = making.make_meeting(starts_at=making.moment("2024-05-16"))
    making.make_item(meeting=before, minute_number="9" * 20)
    with pytest.raises(CannotNumber, match="too long"):
        number_minutes(meeting)


def test_an_earlier_meeting_without_numbers_is_named(meeting):
    assert unnumbered_before(meeting) is None
    making.make_item(meeting=making.make_meeting(starts_at=making.moment("2024-04-18")))
    making.make_item(meeting=making.make_meeting(starts_at=making.moment("2024-05-09")), minute_number="1")
    assert unnumbered_before(meeting) is None
    before = making.make_meeting(starts_at=making.moment("2024-05-16"))
    making.make_item(meeting=before)
    making.make_item(meeting=before)
    assert unnumbered_before(meeting) == before


def address(meeting) -> str:
    return reverse("admin:meetings_meeting_numbering", args=[meeting.pk])


@pytest.fixture
def desk(db):
    client = Client()
    client.force_login(making.make_user(name="clerk", group="Clerk"))
    return client


def test_the_page_proposes_and_a_button_does_it(desk, meeting):
    answer = desk.get(address(meeting))
    assert answer.text.count("would be") == 3 + 3
    assert meeting.items.filter(minute_number="").count() == 3
    answer = desk.post(address(meeting), {"series": "agenda"}, follow=True)
    assert "3 agenda numbers changed." in answer.text
    assert "The agenda is numbered in order." in answer.text
    answer = desk.post(address(meeting), {"series": "minutes"}, follow=True)
    assert "3 minute numbers given." in answer.text
    assert "Every item has its minute number." in answer.text
    answer = desk.post(address(meeting), {"series": "minutes"}, follow=True)
    assert "No minute numbers given." in answer.text
    assert desk.post(address(meeting), {"series": "nonsense"}, follow=True).status_code == 200


def test_the_page_says_what_is_in_the_way(desk, meeting):
    before = making.make_meeting(starts_at=making.moment("2024-05-16"))
    making.make_item(meeting=before)
    assert f'href="{address(before)}"' in desk.get(address(meeting)).text
    verbs.publish_agenda(meeting, by=making.make_user())
    answer = desk.get(address(meeting))
    assert "is public, and its address holds its number" in answer.text
    assert "Renumber the items" not in answer.text
    assert "is public, and" in desk.post(address(meeting), {"series": "agenda"}, follow=True).text
    assert list(meeting.items.values_list("number", flat=True)) == ["2", "", "7"]


def test_the_page_of_a_meeting_without_items_says_so(desk, db):
    assert "The meeting has no items yet" in desk.get(address(making.make_meeting())).text


def test_who_may_not_change_items_is_refused(meeting):
    user = making.make_user(name="staff", group="Clerk")
    user.groups.clear()
    staff = Client()
    staff.force_login(user)
    assert staff.get(address(meeting)).status_code == staff.post(address(meeting)).status_code == 403
    assert not meeting.items.exclude(minute_number="").exists()


def test_sixty_items_cost_no_more_than_six(desk, meeting, django_assert_max_num_queries):
    for number in range(60):
        making.make_item(meeting=meeting, position=20 + number)
    with django_assert_max_num_queries(17):
        desk.get(address(meeting))
    with django_assert_max_num_queries(20):
        desk.post(address(meeting), {"series": "minutes"})
    assert not meeting.items.filter(minute_number="").exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True, databases=["default", "public"])
def test_no_number_is_given_twice_by_presses_at_one_moment(committed):
    user = making.make_user(name="clerk", group="Clerk")
    meetings = [making.make_meeting(starts_at=making.moment(f"2024-06-{day}")) for day in ("06", "13", "20", "27")]
    for one in meetings:
        for _ in range(5):
            making.make_item(meeting=one)
    pages = [address(one) for one in meetings for _ in range(2)]
    clients = [Client() for _ in pages]
    for client in clients:
        client.force_login(user)

    def press(client: Client, page: str) -> None:
        client.post(page, {"series": "minutes"})
        connections.close_all()

    presses = [threading.Thread(target=press, args=pair) for pair in zip(clients, pages, strict=True)]
    for thread in presses:
        thread.start()
    for thread in presses:
        thread.join()
    given = sorted(int(number) for number in Item.objects.values_list("minute_number", flat=True))
    assert given == list(range(1, 21))
