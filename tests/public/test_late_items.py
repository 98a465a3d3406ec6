"""An item taken late says so, and why, wherever its words stand: with the agenda and with the minutes."""

import pytest

from meetings.publishing import publish as verbs
from tests import making

pytestmark = pytest.mark.django_db
MEETING = "/meetings/2024/06/13/harbour-panel/"
TOLD = "<p><strong>Taken as a late item:</strong> The storm was last night &amp; the wall is down.</p>"


@pytest.fixture
def meeting():
    meeting = making.make_minuted_meeting()
    reason = "The storm was last night & the wall is down."
    making.make_item(meeting=meeting, title="Storm damage", is_late=True, late_reason=reason)
    making.make_item(meeting=meeting, title="Moorings", late_reason="Written down, but not late after all.")
    return meeting


@pytest.mark.parametrize("verb", [verbs.publish_agenda, verbs.publish])
def test_the_reason_stands_on_the_item_and_on_the_meeting(client, meeting, verb):
    verb(meeting, by=making.make_user(), at=making.moment("2024-06-20"))
    assert client.get(MEETING).text.count(TOLD) == 1
    assert TOLD in client.get(f"{MEETING}item/2/").text
    for other in ("1", "3"):
        assert "late item" not in client.get(f"{MEETING}item/{other}/").text
    assert "not late after all" not in client.get(MEETING).text
