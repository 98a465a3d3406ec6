"""What the record knew before it kept moves: the migration tells it as the editions do."""

from importlib import import_module

import pytest
from django.db import connection

from meetings.models import Meeting
from meetings.publishing import publish as verbs
from meetings.publishing.redact import redact
from meetings.publishing.verify import verify_record
from meetings.record.models import PublishedMeeting
from tests import making

pytestmark = pytest.mark.django_db
FILL = import_module("meetings.record.migrations.0011_moved_meetings").FILL
AGENDAS = ("2024-06-01", "2024-06-02", "2024-06-03", "2024-06-04")


@pytest.fixture
def publisher():
    return making.make_user()


def announced(by, *days: str, **fields) -> Meeting:
    """A meeting announced for one day after another."""
    meeting = making.make_minuted_meeting(starts_at=making.moment(days[0]), **fields)
    for day, made_on in zip(days, AGENDAS, strict=False):
        Meeting.objects.filter(pk=meeting.pk).update(starts_at=making.moment(day))
        verbs.publish_agenda(meeting, by=by, at=making.moment(made_on))
    return meeting


def test_the_migration_fills_what_publishing_would(publisher):
    committees = [
        making.make_committee(name=name, slug=name.lower()) for name in ("One", "Two", "Three", "Four", "Five")
    ]
    once, twice, back, withdrawn, minuted = committees
    announced(publisher, "2024-06-13", committee=once)
    announced(publisher, "2024-06-13", "2024-06-27", "2024-06-20", committee=twice)
    moved_back = announced(publisher, "2024-06-13", "2024-06-20", "2024-06-13", committee=back)
    verbs.cancel(moved_back, by=publisher, reason="Not quorate.", at=making.moment("2024-06-05"))
    gone = announced(publisher, "2024-06-13", "2024-06-20", committee=withdrawn)
    verbs.withdraw(gone, by=publisher, reason="A name.", at=making.moment("2024-06-05"))
    Meeting.objects.filter(pk=gone.pk).update(starts_at=making.moment("2024-06-27"))
    verbs.publish_agenda(gone, by=publisher, at=making.moment("2024-06-06"))
    held = announced(publisher, "2024-06-13", "2024-06-12", committee=minuted)
    verbs.publish(held, by=publisher, at=making.moment("2024-06-20"))
    Meeting.objects.filter(pk=held.pk).update(venue="Room of Ysolde")
    verbs.correct(held, by=publisher, reason="The room.", at=making.moment("2024-06-21"))
    redact(held, by=publisher, words=["Ysolde"], reason="A name.", at=making.moment("2024-06-22"))
    facts = [(row.committee_id, row.sequence, row.moved) for row in PublishedMeeting.objects.order_by("committee")]
    assert facts == [
        ("five", 4, "moved from 13 June 2024"),
        ("four", 3, "moved from 20 June 2024"),
        ("one", 0, ""),
        ("three", 3, "moved from 20 June 2024"),
        ("two", 2, "moved from 13 June 2024 and 27 June 2024"),
    ]
    PublishedMeeting.objects.update(sequence=0, moved_from=[])
    assert len(list(verify_record())) == 4
    with connection.cursor() as cursor:
        cursor.execute(FILL)
    assert list(verify_record()) == []


def test_a_moved_meeting_is_found_by_both_days(publisher):
    announced(publisher, "2024-06-13", "2024-07-20")
    months = {
        month: PublishedMeeting.objects.told_between(
            making.moment(f"2024-{month}-01").date(), making.moment(last).date()
        )
        for month, last in [("06", "2024-06-30"), ("07", "2024-07-31"), ("05", "2024-05-31"), ("08", "2024-08-31")]
    }
    assert [month for month, found in months.items() if found] == ["06", "07"]
