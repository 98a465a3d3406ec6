"""Meetings handed in together are reviewed one after the other, whatever becomes of each."""

import datetime
from importlib import import_module
from itertools import pairwise

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting, Review, SourceText
from tests import making
from tests.desk.reviewing import DESK, LATER, address, handed_in, sent
from tests.importers.readings_of import MOORINGS

pytestmark = pytest.mark.django_db

DRAFTS = "/admin/meetings/meeting/?standing=drafts"


@pytest.fixture
def batch(clerk) -> list[Review]:
    """Three files handed in together, with four meetings in them; and one handed in before."""
    handed_in(clerk)
    texts = [MOORINGS, f"{LATER}\n\n{LATER.replace('11/07', '25/07')}", LATER.replace("11/07", "08/08")]
    files = [SimpleUploadedFile(f"{number}.txt", text.encode()) for number, text in enumerate(texts)]
    clerk.post(DESK, {"files": files})
    return list(Review.objects.exclude(batch_size=1).order_by("batch_position"))


def led_to(answer) -> str:
    return answer.redirect_chain[-1][0]


def test_each_says_which_of_them_it_is_and_leads_to_the_others(clerk, batch):
    assert [review.place_in_batch for review in batch] == ["1 of 4", "2 of 4", "3 of 4", "4 of 4"]
    page = clerk.get(address(batch[1])).text
    assert "<strong>2 of 4</strong> that were handed in together." in page
    assert [address(review) in page for review in batch] == [True] * 4
    assert "(2 of 4)" in clerk.get(DESK).text


def test_one_handed_in_alone_is_not_counted(clerk, review):
    assert review.place_in_batch == ""
    assert "handed in together" not in clerk.get(address(review)).text


def test_accepting_leads_through_all_of_them_and_then_to_the_drafts(clerk, batch):
    for review, following in pairwise(batch):
        assert led_to(sent(clerk, review, "accept")) == address(following)
    answer = sent(clerk, batch[-1], "accept")
    assert led_to(answer) == DRAFTS
    last = Meeting.objects.latest("starts_at")
    assert reverse("admin:meetings_meeting_change", args=[last.pk]) in answer.text
    assert Meeting.objects.count() == 4
    # The one that was handed in before still waits.
    assert "1 review is not accepted yet" in answer.text
    assert SourceText.objects.count() == 1


def test_one_thrown_away_leads_on_too(clerk, batch):
    assert led_to(sent(clerk, batch[0], "discard")) == address(batch[1])
    for review in batch[1:3]:
        sent(clerk, review, "accept")
    answer = sent(clerk, batch[3], "discard")
    assert led_to(answer) == DRAFTS
    assert "thrown away" in answer.text


def test_those_passed_over_come_at_the_end(clerk, batch):
    first, second, third, fourth = batch
    assert led_to(sent(clerk, third, "accept")) == address(fourth)
    assert led_to(sent(clerk, fourth, "accept")) == address(first)
    assert led_to(sent(clerk, first, "accept")) == address(second)
    assert led_to(sent(clerk, second, "accept")) == DRAFTS


def test_one_handed_in_alone_ends_at_its_draft_or_at_the_desk(clerk, review):
    handed_in(clerk)
    other = Review.objects.latest("pk")
    answer = sent(clerk, review, "accept")
    assert led_to(answer) == reverse("admin:meetings_meeting_change", args=[Meeting.objects.get().pk])
    assert led_to(sent(clerk, other, "discard")) == DESK


def test_another_clerk_goes_on_and_the_list_says_who_began(clerk, batch):
    other = Client()
    other.force_login(making.make_user(name="other", group="Clerk"))
    sent(other, batch[0], **{"meeting-venue": "Guildhall"})
    SourceText.objects.update(added_at=batch[0].source.added_at - datetime.timedelta(days=3))
    listed = " ".join(clerk.get(DESK).text.split())
    assert "begun 3 days ago by clerk, last changed" in listed
    assert "by other</li>" in listed


def test_the_list_of_waiting_reviews_asks_as_few_questions_for_many(clerk, batch, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        clerk.get(DESK)


def test_reviews_that_waited_already_belong_together_by_their_source():
    user = get_user_model().objects.create(username="old")
    for name, count in (("one", 1), ("two", 2)):
        source = SourceText.objects.create(name=name, text=name, added_by=user)
        for position in range(1, count + 1):
            source.reviews.create(position=position, start=0, end=1, reading={}, changed_by=user)
    # The step of the migration alone: going back over all that came after it takes twenty times as long.
    import_module("meetings.migrations.0005_batches").each_source_is_a_batch(apps, None)
    places = [(review.source.name, review.place_in_batch) for review in Review.objects.order_by("source", "position")]
    assert places == [("one", ""), ("two", "1 of 2"), ("two", "2 of 2")]
    assert len({review.batch for review in Review.objects.filter(source__name="two")}) == 1
