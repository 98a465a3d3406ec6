"""Warnings do not forbid: but whoever publishes has ticked of each that somebody looked at it."""

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting
from meetings.publishing import publish as verbs
from meetings.record.models import Edition
from tests import making
from tests.desk.test_forms import change, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    """Two warnings: a resident's address in a heading, and nobody in the chair."""
    meeting = making.make_minuted_meeting()
    meeting.items.update(purpose="Letter of ash@quay.example")
    meeting.attendees.update(role="")
    return meeting


def page(meeting: Meeting) -> str:
    return reverse("admin:meetings_meeting_publication", args=[meeting.pk])


def boxes(desk: Client, meeting: Meeting, step: str) -> dict[str, str]:
    """The boxes of a step: what each is about, and what its tick sends."""
    steps = {step["name"]: step for step in desk.get(page(meeting)).context["steps"]}
    return {box["message"]: box["key"] for box in steps[step]["warnings"]}


def send(desk: Client, meeting: Meeting, step: str, ticks: list[str], **given):
    return desk.post(page(meeting), {"step": step, "looked_at": ticks, **given})


def test_minutes_are_published_only_when_every_warning_is_ticked(desk, meeting):
    first, second = boxes(desk, meeting, "publish").values()
    for ticks in ([], [first], [second], ["anything", first]):
        answer = send(desk, meeting, "publish", ticks)
        assert answer.status_code == 200
        assert "tick the box of each warning" in answer.text
        assert answer.text.count(" checked>") == len({first, second} & set(ticks))
        assert answer.text.count('aria-invalid="true"') == 2 - len({first, second} & set(ticks))
        assert not Edition.objects.exists()
    assert send(desk, meeting, "publish", [first, second]).status_code == 302
    assert Edition.objects.get().kind == "minutes"


def test_the_agenda_asks_only_of_what_it_shows(desk, meeting):
    (about, key), *others = boxes(desk, meeting, "agenda").items()
    assert "ash@quay.example" in about
    assert others == []
    send(desk, meeting, "agenda", [])
    assert not Edition.objects.exists()
    send(desk, meeting, "agenda", [key])
    assert Edition.objects.get().kind == "agenda"


def test_a_correction_asks_again_and_keeps_the_reason_typed(desk, meeting, publisher):
    verbs.publish(meeting, by=publisher)
    meeting.items.update(title="Channel dredging")
    answer = send(desk, meeting, "correct", [], reason="The channel was meant.")
    assert "The channel was meant." in answer.text
    assert Edition.objects.count() == 1
    send(desk, meeting, "correct", list(boxes(desk, meeting, "correct").values()), reason="The channel was meant.")
    assert Edition.objects.count() == 2


def test_a_tick_is_for_the_warning_as_it_was_read(desk, meeting):
    ticks = list(boxes(desk, meeting, "publish").values())
    meeting.items.update(purpose="Letter of elm@quay.example")
    assert "elm@quay.example" in send(desk, meeting, "publish", ticks).text
    assert not Edition.objects.exists()


def test_confirming_and_withdrawing_ask_for_no_tick(desk, meeting, publisher):
    verbs.publish(meeting, by=publisher)
    send(desk, meeting, "confirm", [], on="20/06/2024")
    send(desk, meeting, "withdraw", [], reason="A name should not be here")
    assert [edition.kind for edition in Edition.objects.all()] == ["minutes", "confirmation", "withdrawal"]


def test_who_may_not_publish_reads_the_warnings_and_has_nothing_to_tick(meeting):
    clerk = Client()
    clerk.force_login(making.make_user(name="clerk", group="Clerk"))
    text = clerk.get(page(meeting)).text
    assert "Nobody present has the role of Chair." in text
    assert "looked_at" not in text


def test_withdrawn_minutes_are_checked_before_they_are_published_again(desk, meeting, publisher):
    verbs.publish(meeting, by=publisher)
    meeting.refresh_from_db()
    verbs.withdraw(meeting, by=publisher, reason="A name")
    send(desk, meeting, "publish", [])
    assert Edition.objects.count() == 2
    send(desk, meeting, "publish", list(boxes(desk, meeting, "publish").values()))
    assert Edition.objects.count() == 3


@pytest.mark.parametrize("is_public", [False, True])
def test_save_and_publish_on_a_form_waits_for_the_ticks_too(desk, meeting, publisher, is_public):
    if is_public:
        verbs.publish(meeting, by=publisher)
    given = {"title": "Silt", "_publish": "Save and publish", "correction-reason": "A slip"}
    item = meeting.items.get()
    answer = desk.post(change(item), filled(desk, change(item), **given), follow=True)
    assert meeting.items.get().title == "Silt"
    assert Edition.objects.count() == is_public
    assert len(answer.context["boxes"]) > 0
