"""Papers at the desk: read for search when they are handed in; what could not be read is told and stops nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from meetings.admin.publication import READ_FIRST
from meetings.importers.papers import read_paper
from meetings.models import PaperText
from meetings.publishing import papers
from meetings.publishing import publish as verbs
from meetings.record.models import Edition, PublishedPaperPage
from meetings.world_papers import file_of
from tests import making
from tests.desk.test_forms import change, filled
from tests.importers import hostile_files

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    client = Client()
    client.force_login(making.make_user(first_name="Jo", last_name="Lowe"))
    return client


def handed_in(desk, thing, name: str, content: bytes, **more):
    """What the form answers when a paper is added to it and saved."""
    data = filled(desk, change(thing)) | {
        "documents-TOTAL_FORMS": "1",
        "documents-0-position": "1",
        "documents-0-kind": "report",
        "documents-0-title": "Survey",
        "documents-0-file": SimpleUploadedFile(name, content),
    }
    return desk.post(change(thing), data | more, follow=True)


def test_a_paper_is_read_when_it_is_handed_in(desk):
    meeting = making.make_minuted_meeting()
    for thing, name in [(meeting, "a.pdf"), (meeting.items.get(), "b.pdf")]:
        answer = handed_in(desk, thing, name, file_of(name, f"Survey {name}\fEelgrass grows there.")[1])
        assert "No text could be read" not in answer.text
    texts = [read.pages for read in PaperText.objects.order_by("pk")]
    assert [len(pages) for pages in texts] == [2, 2]
    assert all("Eelgrass grows there." in pages[1] for pages in texts)


def test_a_paper_without_words_is_told_at_once_and_among_the_checks(desk):
    meeting = making.make_minuted_meeting()
    told = "No text could be read from the paper “Survey”: search will not find words in it. This PDF"
    answer = handed_in(desk, meeting.items.get(), "scan.pdf", b"%PDF-1.4\nnothing more")
    assert told in answer.text
    checks = desk.get(reverse("admin:meetings_meeting_publication", args=[meeting.pk])).text
    assert told in checks


def test_words_under_a_black_box_are_told_among_the_checks(desk):
    under_a_box = b"BT /F1 9 Tf 20 50 Td (The name of the child) Tj ET 0 g 10 40 200 30 re f "
    seen = b"BT /F1 9 Tf 20 10 Td (What everybody may read of the case) Tj ET"
    meeting = making.make_minuted_meeting()
    told = "Look at the paper “Survey” before it is published: Page 1 holds words that cannot be seen on it"
    answer = handed_in(desk, meeting.items.get(), "a.pdf", hostile_files.pdf_of_page(under_a_box + seen))
    assert told in answer.text
    checks = desk.get(reverse("admin:meetings_meeting_publication", args=[meeting.pk]))
    assert any(box["message"].startswith(told) for box in checks.context["boxes"])


def test_a_paper_that_came_another_way_is_read_before_the_checks(desk):
    meeting = making.make_minuted_meeting()
    making.make_paper(meeting=meeting, text="Ring 023 8083 3000, or write to ash@quay.example.", is_read=False)
    page = desk.get(reverse("admin:meetings_meeting_publication", args=[meeting.pk])).text
    assert "Paper “Survey”: this looks like personal data" in page
    # At the desk alone, so far.
    assert not PublishedPaperPage.objects.exists()


@pytest.mark.parametrize("is_public", [False, True])
def test_a_new_paper_is_read_after_the_save_and_its_words_are_checked_before_it_is_published(
    desk, monkeypatch, is_public
):
    meeting = making.make_minuted_meeting()
    if is_public:
        verbs.publish(meeting, by=making.make_user(name="pat"))
    depth = len(connection.savepoint_ids)
    depths = []

    def read_and_look(paper, *args, **how):
        depths.append(len(connection.savepoint_ids))
        return read_paper(paper, *args, **how)

    monkeypatch.setattr(papers, "read_paper", read_and_look)
    more = {"_publish": "Save and publish", "correction-reason": "A paper was missing"}
    answer = handed_in(desk, meeting.items.get(), "letter.txt", b"Write to ash@quay.example.", **more)
    assert depths == [depth]
    assert READ_FIRST in answer.text
    assert "this looks like personal data: e-mail address ash@quay.example" in answer.text
    assert Edition.objects.count() == is_public


def test_a_paper_for_which_there_was_no_time_is_told(desk, monkeypatch):
    monkeypatch.setattr(papers, "ALL_WHILE_SOMEBODY_WAITS", -1)
    meeting = making.make_minuted_meeting()
    making.make_paper(meeting=meeting, is_read=False)
    page = desk.get(reverse("admin:meetings_meeting_publication", args=[meeting.pk])).text
    assert "There was no time to read the paper “Survey”." in page
