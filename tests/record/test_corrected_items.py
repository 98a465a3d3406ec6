"""Which items a correction changed: told by the editions alone, and by the migration as by publishing."""

from importlib import import_module

import pytest
from django.db import connection

from meetings.models import Meeting
from meetings.publishing import publish as verbs
from meetings.publishing.redact import redact
from meetings.publishing.verify import rebuild_record, verify_record
from meetings.record.models import PublishedMeeting
from tests import making

pytestmark = pytest.mark.django_db
FILL = import_module("meetings.record.migrations.0017_items_that_were_corrected").FILL


@pytest.fixture
def publisher():
    return making.make_user()


def minuted(by, name: str) -> Meeting:
    """A meeting with two items and public minutes."""
    committee = making.make_committee(name=name, slug=name.lower())
    meeting = making.make_minuted_meeting(committee=committee)
    making.make_item(meeting=meeting, number="9", title="Any other business", position=9)
    verbs.publish(meeting, by=by, at=making.moment("2024-06-20"))
    return meeting


def corrected(meeting: Meeting, by, day: str, *numbers: str) -> None:
    """The items of these numbers get the day as their title; of none, the venue does."""
    meeting.items.filter(number__in=numbers).update(title=day)
    if not numbers:
        Meeting.objects.filter(pk=meeting.pk).update(venue=day)
    verbs.correct(meeting, by=by, reason="A slip.", at=making.moment(day))


def items_corrected() -> list[tuple]:
    rows = PublishedMeeting.objects.order_by("committee")
    return [(row.committee_id, edition["number"], edition.get("items")) for row in rows for edition in row.editions]


def test_the_migration_tells_what_publishing_would(publisher):
    minuted(publisher, "Never")
    first = minuted(publisher, "Once").items.order_by("position").first().number
    once, gone, cut = (
        Meeting.objects.get(committee__slug="once"),
        minuted(publisher, "Gone"),
        minuted(publisher, "Cut"),
    )
    corrected(once, publisher, "2024-06-21", "9")
    corrected(once, publisher, "2024-06-22")
    corrected(once, publisher, "2024-06-23", "9", first)
    corrected(gone, publisher, "2024-06-21", "9")
    verbs.withdraw(gone, by=publisher, reason="A name.", at=making.moment("2024-06-22"))
    verbs.publish(gone, by=publisher, at=making.moment("2024-06-23"))
    corrected(gone, publisher, "2024-06-24", "9")
    cut.items.filter(number="9").update(title="Business of Vera")
    verbs.correct(cut, by=publisher, reason="A slip.", at=making.moment("2024-06-21"))
    cut.items.filter(number="9").update(title="Business of Ysolde")
    corrected(cut, publisher, "2024-06-22", first)
    # Both editions read alike then: that they differed in item 9 cannot be told any more.
    redact(cut, by=publisher, words=["Vera", "Ysolde"], reason="Names.", at=making.moment("2024-06-23"))
    told = items_corrected()
    assert [(name, number, items) for name, number, items in told if items] == [
        ("cut", 2, ["9"]),
        ("cut", 3, [first]),
        ("gone", 5, ["9"]),
        ("once", 2, ["9"]),
        ("once", 4, [first, "9"]),
    ]
    for row in PublishedMeeting.objects.all():
        row.editions = [{key: edition[key] for key in edition if key != "items"} for edition in row.editions]
        row.save()
    assert len(list(verify_record())) == 3
    with connection.cursor() as cursor:
        cursor.execute(FILL)
    assert list(verify_record()) == []
    assert items_corrected() == told
    rebuild_record()
    assert items_corrected() == told
