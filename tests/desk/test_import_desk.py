"""The clerk's front door: what is pasted or uploaded becomes reviews, and bad input costs no typing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting, Review, SourceText
from tests import making
from tests.desk.reviewing import DESK, LATER, handed_in
from tests.importers.readings_of import MOORINGS

pytestmark = pytest.mark.django_db


def test_a_paste_is_read_and_reviewed_and_no_draft_is_made(clerk, panel):
    answer = handed_in(clerk)
    review = Review.objects.get()
    assert answer.redirect_chain == [(reverse("admin:review", args=[review.pk]), 302)]
    assert "What was read" in answer.text
    assert "That the moorings be renewed." in answer.text
    assert review.committee == panel
    assert review.source.name == "Pasted text"
    assert not Meeting.objects.exists()


def test_files_are_read_like_pastes_and_several_at_once(clerk):
    files = [SimpleUploadedFile(name, text.encode()) for name, text in [("june.txt", MOORINGS), ("july.txt", LATER)]]
    answer = clerk.post(DESK, {"files": files}, follow=True)
    assert "2 meetings were read; this is the first of them." in answer.text
    assert list(SourceText.objects.values_list("name", flat=True)) == ["june.txt", "july.txt"]
    assert [review.reading["date"]["value"] for review in Review.objects.all()] == ["2024-06-13", "2024-07-11"]


def test_several_meetings_in_one_text_are_a_review_each_with_its_part_of_the_source(clerk):
    text = f"{MOORINGS}\n\n{LATER}"
    answer = handed_in(clerk, text)
    first, second = Review.objects.order_by("position")
    assert (first.start, second.end) == (0, len(text))
    assert text[second.start :].startswith("Meeting: 11/07/2024")
    assert first.end == second.start
    assert "Harbour Panel, 11 July 2024" in answer.text


@pytest.mark.parametrize("source", ["", "   \n\n ", "\x00", "Dear Sir, hello."])
def test_an_empty_paste_is_answered_in_words(clerk, source):
    answer = handed_in(clerk, source)
    assert answer.status_code == 200
    assert "errorlist" in answer.text
    assert not Review.objects.exists()


def test_one_bad_file_is_refused_by_name_and_keeps_no_other_out(clerk):
    files = [SimpleUploadedFile("june.txt", MOORINGS.encode()), SimpleUploadedFile("june.exe", b"MZ")]
    answer = clerk.post(DESK, {"files": files, "source": "Dear Sir"}, follow=True)
    assert "“june.exe”: This is not a kind of file that can be read" in answer.text
    assert "“Pasted text”: No item of business could be read" in answer.text
    assert SourceText.objects.get().name == "june.txt"


def test_where_nothing_can_be_read_the_paste_stays(clerk):
    answer = handed_in(clerk, "Dear Sir", files=[SimpleUploadedFile("june.exe", b"MZ")])
    assert "“june.exe”: This is not a kind of file that can be read" in answer.text
    assert "Dear Sir" in answer.text
    assert not SourceText.objects.exists()


def test_a_file_without_minutes_is_named(clerk):
    answer = clerk.post(DESK, {"files": [SimpleUploadedFile("letter.txt", b"Dear Sir, hello.")]})
    assert "“letter.txt”: No item of business could be read" in answer.text


def test_line_ends_make_no_difference(clerk):
    handed_in(clerk, MOORINGS.replace("\n", "\r\n"))
    handed_in(clerk, MOORINGS)
    first, second = Review.objects.order_by("pk")
    assert first.reading == second.reading


def test_markup_in_the_source_is_shown_and_never_run(clerk):
    answer = handed_in(clerk, MOORINGS.replace("the moorings", "<script>alert(1)</script> the moorings"))
    assert "<script>alert(1)" not in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text


def test_half_done_reviews_wait_on_the_desk(clerk):
    handed_in(clerk)
    address = reverse("admin:review", args=[Review.objects.get().pk])
    assert address in clerk.get("/admin/").text
    assert address in clerk.get(DESK).text


def test_strangers_and_readers_are_kept_out(panel):
    user = making.make_user(name="reader", group="Clerk")
    clerk = Client()
    clerk.force_login(user)
    handed_in(clerk)
    review = reverse("admin:review", args=[Review.objects.get().pk])
    for address in (DESK, review):
        assert 'name="password"' in Client().post(address).text
        assert Client().get(address).status_code == 302
        assert clerk.get(address).status_code == 200
    user.groups.clear()
    for address in (DESK, review):
        assert clerk.get(address).status_code == 403
        assert clerk.post(address, {"source": MOORINGS}).status_code == 403
    assert "Begun and not accepted" not in clerk.get("/admin/").text


def test_a_paste_of_nothing_but_markup_is_refused_in_words(clerk):
    answer = handed_in(clerk, "Dear Sir", pasted_html="<b>" * 500_001)
    assert "more markup than minutes do" in answer.text
