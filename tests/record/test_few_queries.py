"""Publishing asks the database as often for thirty items as for fifteen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Issue
from meetings.publishing import publish as verbs
from tests import making

pytestmark = pytest.mark.django_db


def long_meeting(*, items: int, day: str):
    meeting = making.make_meeting(starts_at=making.moment(day))
    people = [making.make_attendee(meeting=meeting, role="Chair" if n == 0 else "Member") for n in range(12)]
    for number in range(1, items + 1):
        issue = Issue.objects.create(title=f"Mooring {number} of {day}")
        item = making.make_item(meeting=meeting, title=f"Mooring {number}", issue=issue)
        item.speakers.add(people[2])
        item.declarations.create(attendee=people[3], kind="other")
        resolution = making.make_resolution(item=item, mover=people[0], seconder=people[1])
        resolution.named_votes.create(attendee=people[4], choice="for")
        making.make_action(item=item)
    return meeting


def queries(verb, meeting, **given) -> int:
    with CaptureQueriesContext(connection) as asked:
        verb(meeting, **given)
    return len(asked)


def test_the_number_of_queries_does_not_grow_with_the_meeting(publisher):
    counts = []
    for items, day in [(15, "2024-06-13"), (30, "2024-07-11")]:
        meeting = long_meeting(items=items, day=day)
        found = [queries(verb, meeting, by=publisher) for verb in (verbs.publish_agenda, verbs.publish)]
        meeting.items.update(title="Another heading")
        found.append(queries(verbs.correct, meeting, by=publisher, reason="Slip"))
        found.append(queries(verbs.confirm, meeting, by=publisher, on=meeting.held_on))
        counts.append(found)
    fifteen, thirty = counts
    assert thirty == fifteen
    # Thirteen of them keep search in line: its entries, the words of the archive, and those of papers.
    assert max(fifteen) <= 71, fifteen
