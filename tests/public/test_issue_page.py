"""The page of one issue."""

import pytest

from tests.public.making import PANEL, make_council, make_issue, make_item, make_meeting, make_resolution

pytestmark = pytest.mark.django_db


def test_meetings_that_dealt_with_it_are_listed_newest_first_with_what_they_decided(client):
    make_meeting(items=[make_item(resolutions=[make_resolution(text="That a letter be sent.")])])
    make_meeting(day="2021-07-22", items=[make_item(number="4", title="Reply")])
    make_issue(items=[(f"2021/06/17/{PANEL}", "8"), (f"2021/07/22/{PANEL}", "4")])
    html = client.get("/issues/ofsted/").content.decode()
    assert "Two meetings dealt with this, newest first." in html
    assert html.index("Thursday 22 July 2021") < html.index("Thursday 17 June 2021")
    assert "<strong>Agreed</strong> that a letter be sent." in html
    assert "Reply. No decision was recorded." in html


def test_unknown_issue_is_not_found(client):
    make_council()
    assert client.get("/issues/nothing/").status_code == 404


@pytest.mark.parametrize("count", [10, 60])
def test_takes_five_queries_at_most(client, django_assert_max_num_queries, count):
    make_meeting(items=[make_item(number=str(n)) for n in range(count)])
    make_issue(items=[(f"2021/06/17/{PANEL}", str(n)) for n in range(count)])
    with django_assert_max_num_queries(5):
        client.get("/issues/ofsted/")
