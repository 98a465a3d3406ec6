"""Papers at the desk: read for search when they are handed in; what could not be read is told and stops nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.models import PaperText
from meetings.record.models import PublishedPaperPage
from meetings.world_papers import file_of
from tests import making
from tests.desk.test_forms import change, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    client = Client()
    client.force_login(making.make_user(first_name="Jo", last_name="Lowe"))
    return client


def handed_in(desk, thing, name: str, content: bytes):
    """What the form answers when a paper is added to it and saved."""
    data = filled(desk, change(thing)) | {
        "documents-TOTAL_FORMS": "1",
        "documents-0-position": "1",
        "documents-0-kind": "report",
        "documents-0-title": "Survey",
        "documents-0-file": SimpleUploadedFile(name, content),
    }
    return desk.post(change(thing), data, follow=True)


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


def test_a_paper_that_came_another_way_is_read_before_the_checks(desk):
    meeting = making.make_minuted_meeting()
    making.make_paper(meeting=meeting, text="Ring 023 8083 3000, or write to ash@quay.example.")
    page = desk.get(reverse("admin:meetings_meeting_publication", args=[meeting.pk])).text
    assert "Paper “Survey”: this looks like personal data" in page
    # At the desk alone, so far.
    assert not PublishedPaperPage.objects.exists()
