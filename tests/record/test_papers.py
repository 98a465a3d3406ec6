"""The words of papers are in the record exactly as long as the papers are, and say what their files say."""

import io

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

from meetings.importers.source import OutOfTime
from meetings.models import PaperText
from meetings.publishing import papers
from meetings.publishing import publish as verbs
from meetings.publishing.papers import read_papers, read_published_papers
from meetings.publishing.verify import rebuild_search, verify_record
from meetings.record.models import (
    PublishedDocument,
    PublishedPaperPage,
    PublishedPaperText,
    SearchEntry,
)
from meetings.record.papers import PART, keep_text
from tests import making
from tests.record.words_of_papers import found, hits, tables_with, words_kept

pytestmark = pytest.mark.django_db
PAGES = "Survey\nThe channel is shallow.\fCosts\nA cutter would be hired.\fRisks\nEelgrass grows there."


def test_a_pdf_is_found_with_its_page_and_its_item(meeting, publisher):
    making.make_paper(meeting=meeting, item=meeting.items.get(), filename="survey.pdf", text=PAGES)
    verbs.publish(meeting, by=publisher)
    (hit,) = hits("eelgrass")
    assert (hit.document.title, hit.page, hit.page_count) == ("Survey", 3, 3)
    assert hit.item.title == "Harbour dredging"
    assert "<mark>Eelgrass</mark> grows there." in hit.passages[0]
    assert list(verify_record()) == []


def test_the_first_page_of_those_that_have_most_of_the_words_is_shown(meeting, publisher):
    text = "Cutter.\fHired.\fA cutter was hired.\fThe cutter hired sank."
    making.make_paper(meeting=meeting, item=meeting.items.get(), filename="survey.pdf", text=text)
    verbs.publish(meeting, by=publisher)
    assert found("hired cutter") == [("Survey", 3)]


def test_a_word_file_and_a_text_lead_to_the_paper_alone(meeting, publisher):
    making.make_paper(meeting=meeting, item=meeting.items.get(), filename="a.docx", text="Cutters", title="In Word")
    making.make_paper(meeting=meeting, item=meeting.items.get(), filename="a.txt", text="Cutters too", title="Text")
    verbs.publish(meeting, by=publisher)
    assert sorted(found("cutters")) == [("In Word", None), ("Text", None)]


def test_a_paper_of_the_whole_meeting_is_found_too(meeting, publisher):
    making.make_paper(meeting=meeting, text="Eelgrass")
    verbs.publish(meeting, by=publisher)
    (hit,) = hits("eelgrass")
    assert hit.item is None
    assert hit.meeting.address == meeting.public_address or hit.meeting.title == "Harbour Panel"
    assert list(verify_record()) == []


def test_what_was_minuted_stands_before_papers_however_often_they_say_it(meeting, publisher):
    making.make_item(meeting=meeting, title="Moorings", minute="<p>Far below, a cutter was seen.</p>")
    making.make_paper(meeting=meeting, item=meeting.items.first(), text="Cutter, cutter, cutter. " * 50)
    verbs.publish(meeting, by=publisher)
    assert [hit.document is None for hit in hits("cutter")] == [True, False]


def test_a_phrase_is_found_on_the_last_page_of_a_long_paper(meeting, publisher):
    text = "\n".join(f"Sounding {n} found {n * 7} fathoms." for n in range(12_000))
    making.make_paper(meeting=meeting, item=meeting.items.get(), text=f"{text}\nEelgrass meadow restored.")
    verbs.publish(meeting, by=publisher)
    assert found('"eelgrass meadow restored"') == [("Survey", None)]
    assert len(text) > 4 * PART
    assert SearchEntry.objects.exclude(document=None).count() > 4
    assert list(verify_record()) == []


def test_the_largest_text_that_is_read_can_be_filed(meeting, publisher):
    words = " ".join(f"{chr(0x4E00 + n % 20_000)}{n}" for n in range(250_000))
    making.make_paper(meeting=meeting, item=meeting.items.get(), text=words)
    verbs.publish(meeting, by=publisher)
    assert list(verify_record()) == []


def test_a_correction_that_drops_a_paper_takes_its_words_along(meeting, publisher):
    paper = making.make_paper(meeting=meeting, item=meeting.items.get(), text="Eelgrass")
    making.make_paper(meeting=meeting, item=meeting.items.get(), text="Cutters", title="Costs")
    verbs.publish(meeting, by=publisher)
    paper.delete()
    verbs.correct(meeting, by=publisher, reason="The wrong paper")
    assert found("eelgrass") == []
    assert found("cutters") == [("Costs", None)]
    assert tables_with("eelgrass") == []
    assert list(verify_record()) == []


def test_another_file_in_place_of_the_first_is_read_anew(meeting, publisher):
    paper = making.make_paper(meeting=meeting, item=meeting.items.get(), text="Eelgrass")
    verbs.publish(meeting, by=publisher)
    paper.file.save("survey.txt", io.BytesIO(b"Cutters"))
    read_papers(meeting)
    verbs.correct(meeting, by=publisher, reason="The wrong file")
    assert words_kept() == "Cutters"
    assert found("cutters") == [("Survey", None)]


def test_a_paper_that_stays_keeps_its_entry(meeting, publisher):
    making.make_paper(meeting=meeting, item=meeting.items.get(), text="Eelgrass")
    verbs.publish(meeting, by=publisher)
    before = set(SearchEntry.objects.values_list("pk", flat=True))
    meeting.items.update(title="Another heading")
    verbs.correct(meeting, by=publisher, reason="Slip")
    assert set(SearchEntry.objects.values_list("pk", flat=True)) == before


def test_a_withdrawal_takes_the_words_and_publishing_again_brings_them_back(meeting, publisher):
    making.make_paper(meeting=meeting, item=meeting.items.get(), text="Eelgrass")
    verbs.publish(meeting, by=publisher)
    verbs.withdraw(meeting, by=publisher, reason="A name")
    assert not PublishedPaperText.objects.exists()
    assert tables_with("eelgrass") == []
    meeting.refresh_from_db()
    verbs.publish(meeting, by=publisher)
    assert found("eelgrass") == [("Survey", None)]


def test_words_stay_while_another_meeting_shows_the_same_file(meeting, publisher):
    other = making.make_minuted_meeting(starts_at=making.moment("2024-05-09"))
    for shown in (meeting, other):
        making.make_paper(meeting=shown, item=shown.items.get(), text="Eelgrass")
        verbs.publish(shown, by=publisher)
    assert PublishedPaperText.objects.count() == 1
    verbs.withdraw(meeting, by=publisher, reason="A name")
    assert found("eelgrass") == [("Survey", None)]


def test_papers_of_drafts_and_of_closed_business_are_nowhere_in_the_record(meeting, publisher):
    draft = making.make_minuted_meeting(starts_at=making.moment("2024-05-09"))
    making.make_paper(meeting=draft, item=draft.items.get(), text="Eelgrass of a draft")
    read_papers(draft)
    closed = making.make_item(
        meeting=meeting, title="Offer", minute="", access="exempt", exempt_paragraph="3", public_summary="An offer."
    )
    making.make_paper(meeting=meeting, item=closed, text="Eelgrass offered")
    making.make_paper(meeting=meeting, text="Eelgrass minuted", kind="minutes")
    verbs.publish_agenda(meeting, by=publisher)
    verbs.publish(meeting, by=publisher)
    assert words_kept() == "Eelgrass minuted"
    # Nor is what is closed read at the desk.
    assert set(PaperText.objects.values_list("text", flat=True)) == {"Eelgrass of a draft", "Eelgrass minuted"}


def test_what_is_closed_later_loses_the_words_that_were_read(meeting):
    item = meeting.items.get()
    making.make_paper(meeting=meeting, item=item, text="Eelgrass", is_read=False)
    assert len(read_papers(meeting)) == 1
    meeting.items.update(access="exempt", exempt_paragraph="3", minute="")
    assert read_papers(meeting) == []
    assert not PaperText.objects.exists()


def test_a_paper_without_words_stops_nothing_and_is_told(meeting, publisher):
    paper = making.make_paper(meeting=meeting, item=meeting.items.get(), title="Plan", is_read=False)
    paper.file.save("plan.png", io.BytesIO(b"\x89PNG\r\n"))
    (read,) = read_papers(meeting)
    assert read.told.startswith("No text could be read from the paper “Plan”: search will not find words in it. This")
    # Nobody is told twice of the same file, and it is not tried again.
    assert read_papers(meeting) == []
    verbs.publish(meeting, by=publisher)
    assert found("plan") == []
    assert read_published_papers() == 0
    assert list(verify_record()) == []


def test_papers_that_were_on_the_record_before_are_read_by_the_rebuild(meeting, publisher):
    making.make_paper(meeting=meeting, item=meeting.items.get(), filename="survey.pdf", text=PAGES)
    verbs.publish(meeting, by=publisher)
    PublishedPaperText.objects.all().delete()
    PaperText.objects.all().delete()
    rebuild_search()
    assert found("eelgrass") == []
    out = io.StringIO()
    call_command("rebuild_record", search=True, stdout=out)
    assert out.getvalue() == "1 papers read.\n1 meetings rebuilt.\n"
    assert found("eelgrass") == [("Survey", 3)]
    assert list(verify_record()) == []
    assert read_published_papers() == 0


def test_what_was_cut_for_want_of_time_is_read_to_its_end_by_the_rebuild(meeting, publisher):
    making.make_paper(meeting=meeting, item=meeting.items.get(), filename="survey.pdf", text=PAGES)
    verbs.publish(meeting, by=publisher)
    digest = PublishedDocument.objects.get().digest
    keep_text(digest, ["Survey", "", ""], is_paged=True, is_unfinished=True)
    rebuild_search()
    assert found("eelgrass") == []
    assert read_published_papers() == 1
    assert found("eelgrass") == [("Survey", 3)]


def test_a_paper_that_took_too_long_is_tried_again_and_raises_no_false_alarm(meeting, publisher, monkeypatch):
    with monkeypatch.context() as busy:
        busy.setattr(papers, "read_paper", out_of_time)
        making.make_paper(meeting=meeting, item=meeting.items.get(), text="Eelgrass")
        verbs.publish(meeting, by=publisher)
        assert read_published_papers() == 1
        (told,) = papers.changed_papers()
    assert "the words of the paper “Survey” are not kept, or not to its end" in told
    assert len(papers.papers_to_read()) == 1
    assert read_published_papers() == 1
    assert found("eelgrass") == [("Survey", None)]
    assert list(papers.changed_papers()) == []


def out_of_time(*args, **how):
    raise OutOfTime("It takes too long.")


def test_words_that_are_missing_are_noticed_when_files_are_read_again(meeting, publisher):
    making.make_paper(meeting=meeting, item=meeting.items.get())
    verbs.publish(meeting, by=publisher)
    PublishedPaperText.objects.all().delete()
    rebuild_search()
    assert list(verify_record()) == []
    (told,) = papers.changed_papers()
    assert "the words of the paper “Survey” are not kept" in told


def test_another_meeting_that_shows_the_paper_is_found_by_its_words_too(meeting, publisher):
    other = making.make_minuted_meeting(starts_at=making.moment("2024-05-09"))
    making.make_paper(meeting=other, item=other.items.get(), text="Eelgrass", title="Unread", is_read=False)
    verbs.publish(other, by=publisher)
    assert found("eelgrass") == []
    making.make_paper(meeting=meeting, item=meeting.items.get(), text="Eelgrass", title="Read")
    verbs.publish(meeting, by=publisher)
    assert sorted(found("eelgrass")) == [("Read", None), ("Unread", None)]
    assert list(verify_record()) == []


def test_reading_one_paper_of_many_asks_about_that_one(meeting, publisher, monkeypatch):
    for number in range(3):
        making.make_paper(meeting=meeting, item=meeting.items.get(), text=f"Eelgrass {number}", is_read=False)
    verbs.publish(meeting, by=publisher)
    asked = []
    to_read = papers.papers_to_read
    monkeypatch.setattr(papers, "papers_to_read", lambda: asked.append(1) or to_read())
    assert read_published_papers() == 3
    assert asked == [1]


def test_no_more_is_read_than_there_is_time_for(meeting, monkeypatch):
    monkeypatch.setattr(papers, "ALL_WHILE_SOMEBODY_WAITS", -1)
    making.make_paper(meeting=meeting, is_read=False)
    with monkeypatch.context() as without:
        # Nor is a file opened for it.
        without.setattr(papers.hashlib, "file_digest", None)
        assert read_papers(meeting) == []


def test_a_file_that_was_read_is_not_opened_again(meeting, monkeypatch):
    paper = making.make_paper(meeting=meeting)
    with monkeypatch.context() as without:
        without.setattr(papers.hashlib, "file_digest", None)
        assert read_papers(meeting) == []
    paper.file.save("survey.txt", io.BytesIO(b"Cutters"))
    assert [read.text for read in read_papers(meeting)] == ["Cutters"]


def test_nothing_is_read_while_others_wait_to_publish(meeting, publisher):
    making.make_paper(meeting=meeting, item=meeting.items.get(), text="Eelgrass", is_read=False)
    verbs.publish(meeting, by=publisher)
    assert not PaperText.objects.exists()
    assert words_kept() == ""
    assert read_published_papers() == 1
    assert words_kept() == "Eelgrass"


def spoil_text():
    PublishedPaperPage.objects.update(text="Nothing of the kind")


def spoil_words():
    PublishedPaperPage.objects.update(words="'nothing':1")


def add_text():
    keep_text("a" * 64, ["Of no meeting"], is_paged=False, is_unfinished=False)


def drop_entry():
    SearchEntry.objects.exclude(document=None).delete()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (spoil_text, "the words that search finds it by differ from its text"),
        (spoil_words, "the words that search finds it by differ from"),
        (add_text, "its words are kept, and no meeting shows it"),
        (drop_entry, "the words that search finds it by differ from its rows"),
    ],
)
def test_verifying_notices_what_was_changed(meeting, publisher, spoil, told):
    making.make_paper(meeting=meeting, item=meeting.items.get())
    verbs.publish(meeting, by=publisher)
    assert list(verify_record()) == []
    spoil()
    assert told in " ".join(verify_record())


def test_reading_the_files_again_notices_a_text_that_was_changed_with_all_that_follows_from_it(meeting, publisher):
    making.make_paper(meeting=meeting, item=meeting.items.get(), filename="survey.pdf", text=PAGES)
    verbs.publish(meeting, by=publisher)
    call_command("verify_record", papers=True, stdout=io.StringIO())
    spoil_text()
    rebuild_search()
    assert list(verify_record()) == []
    with pytest.raises(CommandError, match="1 differences found"):
        call_command("verify_record", papers=True, stderr=(err := io.StringIO()))
    assert "the words kept of the paper “Survey” are not those of its file" in err.getvalue()


def test_a_paper_lost_from_the_shelf_is_passed_over(meeting, publisher):
    making.make_paper(meeting=meeting, item=meeting.items.get())
    verbs.publish(meeting, by=publisher)
    storages["record"].delete(PublishedDocument.objects.get().digest)
    PublishedPaperText.objects.all().delete()
    assert read_published_papers() == 0
    assert not PublishedPaperText.objects.exists()
