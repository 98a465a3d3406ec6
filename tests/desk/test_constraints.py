"""What must always be true of the desk, the database says: each constraint refuses what it names."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from meetings.models import Attendee, Council, Item, SourceRef
from meetings.record.actions import DONE, OVERDUE, standing_of
from tests import making

pytestmark = pytest.mark.django_db


def refuses(constraint: str):
    """Expect the database itself to refuse, by the constraint named."""
    return pytest.raises(IntegrityError, match=constraint)


@pytest.fixture
def meeting():
    return making.make_minuted_meeting()


@pytest.fixture
def publisher():
    return making.make_user()


@pytest.mark.parametrize(
    ("when", "value", "who"),
    [
        ("agenda_published_at", making.moment("2024-06-01"), "agenda_published_by"),
        ("published_at", making.moment("2024-06-20"), "published_by"),
    ],
)
def test_a_publication_has_its_moment_and_its_maker_together(meeting, publisher, when, value, who):
    meeting.public_address = "2024/06/13/harbour-panel"
    setattr(meeting, when, value)
    with refuses("meeting_.*_and_who"), transaction.atomic():
        meeting.save()
    setattr(meeting, when, None)
    setattr(meeting, who, publisher)
    with refuses("meeting_.*_and_who"), transaction.atomic():
        meeting.save()
    setattr(meeting, when, value)
    meeting.save()


def test_only_published_minutes_are_confirmed(meeting, publisher):
    meeting.confirmed_on, meeting.confirmed_by = datetime.date(2024, 7, 11), publisher
    with refuses("only_published_minutes_are_confirmed"):
        meeting.save()


def test_only_a_meeting_named_has_the_item_of_confirmation(meeting, publisher):
    meeting.confirmed_at_item = making.make_item(meeting=meeting)
    with refuses("only_a_meeting_named_has_the_item_of_confirmation"):
        meeting.save()


def test_only_what_is_public_is_withdrawn(meeting, publisher):
    meeting.withdrawn_on, meeting.withdrawn_by = datetime.date(2024, 7, 11), publisher
    meeting.withdrawn_reason = "A name"
    with refuses("only_what_is_public_is_withdrawn"):
        meeting.save()


def test_a_cancellation_has_its_reason(meeting, publisher):
    meeting.public_address = "2024/06/13/harbour-panel"
    meeting.cancelled_on, meeting.cancelled_by = datetime.date(2024, 6, 1), publisher
    with refuses("a_cancellation_has_its_reason"):
        meeting.save()


def test_what_is_public_has_an_address(meeting, publisher):
    meeting.published_at, meeting.published_by = making.moment("2024-06-20"), publisher
    with refuses("what_is_public_has_an_address"):
        meeting.save()


def test_two_items_cannot_stand_at_one_position(meeting):
    making.make_item(meeting=meeting, position=1)
    with refuses("one_item_at_a_position"), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_two_items_can_change_places(meeting):
    first, second = meeting.items.get(), making.make_item(meeting=meeting)
    first.position, second.position = second.position, first.position
    first.save()
    second.save()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert list(meeting.items.order_by("position")) == [second, first]


def test_an_exempt_item_names_its_paragraph(meeting):
    with refuses("an_exempt_item_names_its_paragraph"):
        making.make_item(meeting=meeting, access="exempt", minute="")


def test_an_open_item_names_no_paragraph(meeting):
    with refuses("an_exempt_item_names_its_paragraph"):
        making.make_item(meeting=meeting, exempt_paragraph="3")


def test_an_exempt_item_holds_no_minute(meeting):
    with refuses("an_exempt_item_holds_no_minute"):
        making.make_item(meeting=meeting, access="exempt", exempt_paragraph="3", minute="<p>Secret</p>")


@pytest.mark.parametrize("votes", ["votes_for", "votes_against", "votes_abstained"])
def test_votes_are_not_negative(meeting, votes):
    with refuses("negative"):
        making.make_resolution(item=meeting.items.get(), **{votes: -1})


def test_nobody_seconds_his_own_motion(meeting):
    member = making.make_attendee(meeting=meeting)
    with refuses("nobody_seconds_his_own_motion"):
        making.make_resolution(item=meeting.items.get(), mover=member, seconder=member)


def test_nobody_substitutes_for_himself(meeting):
    member = making.make_attendee(meeting=meeting)
    member.substitute_for = member
    with refuses("nobody_substitutes_for_himself"):
        member.save()


def test_an_attendee_is_somebody(meeting):
    with refuses("attendee_is_somebody"):
        Attendee.objects.create(meeting=meeting)


def test_a_person_is_at_a_meeting_once(meeting):
    person = making.make_person()
    making.make_attendee(meeting=meeting, person=person)
    with refuses("a_person_is_at_a_meeting_once"):
        making.make_attendee(meeting=meeting, person=person)


def test_a_membership_ends_after_it_starts():
    committee, person = making.make_committee(), making.make_person()
    with refuses("membership_ends_after_it_starts"):
        committee.memberships.create(
            person=person, starts_on=datetime.date(2024, 5, 1), ends_on=datetime.date(2023, 5, 1)
        )


def test_only_an_ended_council_has_a_successor():
    successor = making.make_council()
    with refuses("only_an_ended_council_has_a_successor"):
        Council.objects.create(name="Old Borough", slug="old", successor=successor)


def test_an_action_is_not_reported_back_at_its_own_item(meeting):
    item = meeting.items.get()
    with refuses("nothing_is_reported_back_before_it_is_asked"):
        making.make_action(item=item, reported_back_at=item)


def test_a_source_id_means_exactly_one_thing(meeting):
    SourceRef.objects.create(system="moderngov", kind="MId", source_id="1", meeting=meeting)
    with refuses("source_id_means_exactly_one_thing"), transaction.atomic():
        SourceRef.objects.create(system="moderngov", kind="MId", source_id="2")
    with refuses("source_id_means_exactly_one_thing"), transaction.atomic():
        SourceRef.objects.create(
            system="moderngov", kind="MId", source_id="3", meeting=meeting, committee=meeting.committee
        )


def test_a_completed_action_is_one_with_a_date(meeting):
    item = meeting.items.get()
    done = making.make_action(item=item, completed_on=datetime.date(2024, 7, 1), due_on=datetime.date(2024, 6, 1))
    late = making.make_action(item=item, due_on=datetime.date(2024, 6, 1))
    today = datetime.date(2024, 8, 1)
    assert done not in item.actions.open()
    assert list(item.actions.overdue(on=today)) == [late]
    assert [standing_of(one.due_on, one.completed_on, today) for one in (late, done)] == [OVERDUE, DONE]
    assert not done.is_open


def test_an_item_knows_the_paragraphs_of_its_nation(meeting):
    item = Item(meeting=meeting, position=9, title="Lease", access="exempt", exempt_paragraph="14")
    with pytest.raises(ValidationError, match="no paragraph 14 of exemption"):
        item.full_clean()
    meeting.committee.council.nation = "wales"
    item.full_clean()
