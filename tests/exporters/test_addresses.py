"""Where the files of minutes are found, and where nothing is: the public's, and the draft at the desk."""

import io
import re

import pikepdf
import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from meetings.exporters.minutes_word import minutes_word
from meetings.models import Meeting
from meetings.publishing import publish as verbs
from meetings.record.models import Edition, PublishedMeeting
from meetings.world import load_world
from tests import making
from tests.exporters.making import make_minuted
from tests.house.worlds import with_secrets
from tests.public.making import make_council

pytestmark = pytest.mark.django_db
PAGE = "/meetings/2024/06/13/harbour-panel/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_the_page_links_to_both_files(client):
    make_minuted()
    links = re.findall(r'<a href="([^"]+)">(Minutes (?:to|in)[^<]+)</a>', client.get(PAGE).text)
    assert links == [
        (f"{PAGE}minutes.pdf", "Minutes to print and sign (PDF)"),
        (f"{PAGE}minutes.docx", "Minutes in Word"),
    ]


def test_pdf_is_shown_under_a_name_that_says_what_it_is(client):
    make_minuted()
    answer = client.get(f"{PAGE}minutes.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="harbour-panel-2024-06-13-minutes.pdf"'
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert str(pdf.docinfo.Title) == "Harbour Panel, Thursday 13 June 2024: minutes"


def test_word_is_sent_under_a_name_that_says_what_it_is(client):
    meeting = make_minuted()
    answer = client.get(f"{PAGE}minutes.docx")
    assert answer["Content-Type"] == WORD
    assert answer["Content-Disposition"] == 'inline; filename="harbour-panel-2024-06-13-minutes.docx"'
    assert answer.content == minutes_word(meeting)


@pytest.mark.parametrize("name", ["minutes.pdf", "minutes.docx"])
def test_what_has_no_minutes_answers_as_what_never_was(client, name):
    make_council()
    never = client.get(f"/meetings/2020/01/01/nobody/{name}")
    assert never.status_code == 404
    gone = {"on": "2024-07-02", "reason": "A name."}
    make_minuted(day="2024-06-14", stage="agenda", kind="agenda")
    make_minuted(day="2024-06-15", kind="withdrawal", withdrawn=gone, items=None, attendees=[])
    for day in ["14", "15"]:
        answer = client.get(f"/meetings/2024/06/{day}/harbour-panel/{name}")
        assert (answer.status_code, answer.content) == (404, never.content)
        assert dict(answer.headers) == dict(never.headers)
        assert "Minutes to keep" not in client.get(f"/meetings/2024/06/{day}/harbour-panel/").text


def test_a_file_is_only_read(client):
    make_minuted()
    assert client.post(f"{PAGE}minutes.pdf").status_code == 405


def test_no_file_of_the_site_says_what_the_desk_alone_knows(client):
    user = get_user_model().objects.create(username="world", is_active=False)
    load_world(with_secrets(), by=user)
    assert "Zzsecret" in str(list(Meeting.objects.values()))
    said = []
    for meeting in PublishedMeeting.objects.all():
        pdf = client.get(f"{meeting.get_absolute_url()}minutes.pdf")
        word = client.get(f"{meeting.get_absolute_url()}minutes.docx")
        assert {pdf.status_code, word.status_code} == {200 if meeting.has_minutes else 404}
        if meeting.has_minutes:
            said += [page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages]
            said.append(Document(io.BytesIO(word.content)).element.xml)
    assert len(said) > 6
    assert "That the channel be dredged." in said[0]
    assert not [words for words in said if "zzsecret" in words.lower()]


@pytest.fixture
def desk():
    client = Client()
    client.force_login(making.make_user(name="clerk", group="Clerk"))
    return client


@pytest.mark.parametrize("role", ["all", "desk"])
def test_the_desk_makes_a_draft_for_review_and_keeps_nothing_of_it(desk, settings, role):
    if role == "desk":
        settings.ROOT_URLCONF = "tests.desk.desk_alone"
    meeting = making.make_minuted_meeting()
    answer = desk.get(reverse("admin:meetings_meeting_draft", args=[meeting.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="draft-harbour-panel-2024-06-13-minutes.docx"'
    assert "no-store" in answer["Cache-Control"]
    said = Document(io.BytesIO(answer.content)).element.xml
    for words in ["Draft for review, not public.", "That the channel be dredged.", "Order the dredger"]:
        assert words in said
    meeting.refresh_from_db()
    assert (meeting.published_at, meeting.public_address) == (None, "")
    assert not Edition.objects.exists()


def test_the_draft_shows_what_would_be_published_and_not_the_clerks_notes(desk):
    publisher = making.make_user()
    meeting = making.make_minuted_meeting(clerk_notes="Zzsecret note")
    verbs.publish(meeting, by=publisher)
    meeting.items.update(title="Dredging, corrected")
    said = Document(
        io.BytesIO(desk.get(reverse("admin:meetings_meeting_draft", args=[meeting.pk])).content)
    ).element.xml
    assert "Dredging, corrected" in said
    assert "Zzsecret" not in said


def test_the_draft_is_for_those_who_may_see_the_meeting():
    meeting = making.make_minuted_meeting()
    address = reverse("admin:meetings_meeting_draft", args=[meeting.pk])
    assert Client().get(address).status_code == 302
    staff = Client()
    user = making.make_user(name="nobody")
    user.groups.clear()
    staff.force_login(user)
    assert staff.get(address).status_code == 403


def test_the_desk_offers_the_draft_where_it_is_checked_before_publication(desk):
    meeting = making.make_minuted_meeting()
    page = desk.get(reverse("admin:meetings_meeting_publication", args=[meeting.pk])).text
    assert f'<a href="{reverse("admin:meetings_meeting_draft", args=[meeting.pk])}">Draft in Word' in page
    preview = desk.get(reverse("admin:meetings_meeting_preview", args=[meeting.pk])).text
    assert "Minutes to keep" not in preview
