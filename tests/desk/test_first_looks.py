"""What a clerk sees first: the checks of what can be published now, the boxes to mend, words and no marks."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.publishing import publish as verbs
from tests import making
from tests.desk.test_forms import change, filled

pytestmark = pytest.mark.django_db


def at_the_desk(group: str) -> Client:
    client = Client()
    client.force_login(making.make_user(name=group.lower(), group=group))
    return client


def publication(client: Client, meeting) -> str:
    return client.get(reverse("admin:meetings_meeting_publication", args=[meeting.pk])).text


def test_before_the_meeting_only_its_agenda_is_checked():
    meeting = making.make_meeting(starts_at=timezone.now() + datetime.timedelta(days=9))
    making.make_item(meeting=meeting, number="1", minute="")
    page = publication(at_the_desk("Clerk"), meeting)
    assert "No fault was found in the agenda." in page
    assert "A publisher can publish the agenda now." in page
    assert "Nobody is recorded as present" not in page


def test_a_public_agenda_is_published_again_and_folded_once_the_minutes_are_due():
    meeting = making.make_minuted_meeting()
    publisher = at_the_desk("Publisher")
    assert "Publish the agenda again" not in publication(publisher, meeting)
    verbs.publish_agenda(meeting, by=User.objects.get())
    page = publication(publisher, meeting)
    assert '<details><summary><h2 id="step-agenda">Publish the agenda again</h2>' in page


def test_an_error_in_a_long_form_is_a_link_to_its_box():
    item = making.make_item(meeting=making.make_meeting())
    clerk = at_the_desk("Clerk")
    page = clerk.post(change(item), filled(clerk, change(item), title="")).text
    assert '<a href="#id_title">Title</a>: This field is required.' in page


def test_who_may_only_look_reads_the_minute_without_its_marks():
    item = making.make_item(meeting=making.make_meeting(), minute="<p>The Panel heard a report.</p>")
    page = at_the_desk("Reviewer").get(change(item)).text
    assert "<p>The Panel heard a report.</p>" in page
    assert "&lt;p&gt;The Panel" not in page
