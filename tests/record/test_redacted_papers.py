"""What was taken out of a paper stays out: of the record, of what search knows, and of what is read later."""

import pytest

from meetings.models import Meeting, PaperText
from meetings.publishing import papers
from meetings.publishing import publish as verbs
from meetings.publishing.checks import faults_in_minutes, of_words
from meetings.publishing.papers import read_papers, read_published_papers
from meetings.publishing.redact import places_of, redact
from meetings.publishing.verify import rebuild_record, rebuild_search, verify_record
from meetings.record.models import PublishedDocument, PublishedPaperPage, PublishedPaperText
from meetings.record.papers import keep_text
from tests import making
from tests.record.words_of_papers import found, hits, tables_with, words_kept

pytestmark = pytest.mark.django_db
NAMED = "Costs\fJane Ashby: eelgrass"


def test_a_redaction_takes_the_words_out_of_what_search_knows_also_at_another_meeting(meeting, publisher):
    other = making.make_minuted_meeting(starts_at=making.moment("2024-05-09"))
    for shown in (meeting, other):
        shown.items.update(minute="<p>Jane Ashby wrote.</p>")
        making.make_paper(meeting=shown, item=shown.items.get(), filename="a.pdf", text="Costs\fJane Ashby: eelgrass")
        verbs.publish(shown, by=publisher)
    assert "the desk: paper, item 1: what search knows of it" in {
        place.where for place in places_of(meeting, words=["Jane Ashby"])
    }
    redact(meeting, words=["Jane Ashby"], reason="Personal data.", by=publisher)
    assert words_kept() == "Costs [redacted]: eelgrass"
    assert [page for _, page in found("eelgrass")] == [2, 2]
    assert [hit for hit in hits("ashby") if hit.document] == []
    assert list(PaperText.objects.order_by("paper__meeting__starts_at").values_list("text", flat=True)) == [
        "Costs\fJane Ashby: eelgrass",
        "Costs\f[redacted]: eelgrass",
    ]
    # Neither a correction nor a rebuild reads the file again.
    meeting.items.update(title="Another heading")
    verbs.correct(meeting, by=publisher, reason="Slip")
    rebuild_record()
    PublishedPaperText.objects.all().delete()
    assert papers.papers_to_read() == []
    assert list(verify_record()) != []
    rebuild_search()
    assert list(verify_record()) == []


def redacted_meeting(meeting, publisher):
    """A public meeting, and its paper, from both of which a name was taken."""
    meeting.items.update(minute="<p>Jane Ashby wrote.</p>")
    paper = making.make_paper(meeting=meeting, item=meeting.items.get(), filename="a.pdf", text=NAMED)
    verbs.publish(meeting, by=publisher)
    redact(meeting, words=["Jane Ashby"], reason="Personal data.", by=publisher)
    paper.refresh_from_db()
    meeting.refresh_from_db()
    return paper


def assert_no_name(meeting):
    assert tables_with("ashby") == []
    assert list(verify_record()) == []
    assert read_published_papers() == 0
    assert tables_with("ashby") == []


def test_a_redacted_paper_closed_and_opened_again_is_not_read_again(meeting, publisher):
    redacted_meeting(meeting, publisher)
    meeting.items.update(access="exempt", exempt_paragraph="3", minute="", public_summary="An offer.")
    meeting.items.get().resolutions.all().delete()
    read_papers(meeting)
    verbs.correct(meeting, by=publisher, reason="It was closed")
    assert words_kept() == ""
    assert list(verify_record()) == []
    meeting.items.update(access="open", exempt_paragraph="", minute="<p>Noted.</p>")
    (read,) = read_papers(meeting)
    assert read.pages == []
    assert "so it is not read again" in read.told
    verbs.correct(meeting, by=publisher, reason="It was open")
    assert words_kept() == ""
    assert_no_name(meeting)


def test_a_redacted_paper_handed_in_again_is_not_read_again(meeting, publisher):
    paper = redacted_meeting(meeting, publisher)
    verbs.withdraw(meeting, by=publisher, reason="A name")
    rebuild_record()
    paper.delete()
    making.make_paper(meeting=meeting, item=meeting.items.get(), filename="again.pdf", text=NAMED)
    read_papers(meeting)
    verbs.publish(meeting, by=publisher)
    assert_no_name(meeting)


def test_another_meeting_brings_no_redacted_words_back(meeting, publisher):
    other = making.make_minuted_meeting(starts_at=making.moment("2024-05-09"))
    making.make_paper(meeting=other, item=other.items.get(), filename="a.pdf", text=NAMED)
    verbs.publish(other, by=publisher)
    paper = redacted_meeting(meeting, publisher)
    paper.delete()
    verbs.correct(meeting, by=publisher, reason="The wrong paper")
    assert words_kept() == "Costs [redacted]: eelgrass"
    other.refresh_from_db()
    verbs.withdraw(other, by=publisher, reason="A slip")
    assert words_kept() == ""
    other.refresh_from_db()
    verbs.publish(other, by=publisher)
    assert_no_name(other)


def test_a_redacted_paper_that_was_cut_is_not_read_to_its_end(meeting, publisher):
    other = making.make_minuted_meeting(starts_at=making.moment("2024-05-09"))
    making.make_paper(meeting=other, item=other.items.get(), filename="a.pdf", text=NAMED)
    paper = redacted_meeting(meeting, publisher)
    verbs.publish(other, by=publisher)
    PublishedPaperText.objects.update(is_unfinished=True)
    paper.delete()
    verbs.correct(meeting, by=publisher, reason="The wrong paper")
    assert papers.papers_to_read() == []
    keep_text(PublishedDocument.objects.get().digest, ["Jane Ashby"], is_paged=True, is_unfinished=False)
    assert_no_name(other)


def test_a_paper_redacted_while_nothing_of_it_was_on_the_record_is_not_read_again(meeting, publisher):
    meeting.items.update(minute="<p>Jane Ashby wrote.</p>")
    paper = making.make_paper(meeting=meeting, item=meeting.items.get(), filename="a.pdf", text=NAMED)
    read_papers(meeting)
    verbs.publish(meeting, by=publisher)
    verbs.withdraw(meeting, by=publisher, reason="A name")
    meeting.refresh_from_db()
    redact(meeting, words=["Jane Ashby"], reason="Personal data.", by=publisher)
    meeting.refresh_from_db()
    paper.delete()
    making.make_paper(meeting=meeting, item=meeting.items.get(), filename="again.pdf", text=NAMED)
    read_papers(meeting)
    verbs.publish(meeting, by=publisher)
    assert_no_name(meeting)


def test_a_redaction_finds_words_where_a_text_without_pages_was_cut(meeting, publisher):
    meeting.items.update(minute="<p>Jane Ashby wrote.</p>")
    # The name stands where the first stretch ends.
    text = "x" * 2_990 + " Jane Ashby wrote. " + "Soundings were taken. " * 300
    making.make_paper(meeting=meeting, item=meeting.items.get(), text=text)
    assert PaperText.objects.get().pages[1].startswith("Ashby")
    verbs.publish(meeting, by=publisher)
    redact(meeting, words=["Jane Ashby"], reason="Personal data.", by=publisher)
    assert tables_with("ashby") == []
    left = PaperText.objects.get()
    assert left.text.replace("\f", "") == text.strip().replace("Jane Ashby", "[redacted]")
    assert max(map(len, left.pages)) <= 3_000
    assert "".join(PublishedPaperPage.objects.values_list("text", flat=True)) == left.text.replace("\f", "")
    assert list(verify_record()) == []


def test_a_text_is_looked_through_once_for_personal_data(meeting, publisher, monkeypatch):
    meeting.items.update(minute="<p>ash@quay.example wrote.</p>")
    text = "Write to ash@quay.example, or to elm@quay.example. " * 500
    making.make_paper(meeting=meeting, item=meeting.items.get(), text=text)
    looked = []
    look = of_words.find_personal_data
    monkeypatch.setattr(of_words, "find_personal_data", lambda text: looked.append(len(text)) or look(text))
    (told,) = [fault.message for fault in faults_in_minutes(meeting) if fault.message.startswith("Paper")]
    assert told.endswith("personal data: e-mail address ash@quay.example; e-mail address elm@quay.example.")
    assert max(looked) < 1_000
    council = meeting.committee.council
    council.own_contacts = "elm@quay.example"
    council.save()
    meeting = Meeting.objects.get()
    (told,) = [fault.message for fault in faults_in_minutes(meeting) if fault.message.startswith("Paper")]
    assert told.endswith("personal data: e-mail address ash@quay.example.")
    verbs.publish(meeting, by=publisher)
    redact(meeting, words=["ash@quay.example"], reason="Personal data.", by=publisher)
    assert PaperText.objects.get().asked_about == [{"kind": "e-mail address", "words": "elm@quay.example"}]
