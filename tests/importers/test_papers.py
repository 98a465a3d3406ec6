"""Papers are read for search page by page; whatever is handed in, there are words or a sentence that says why not."""

import signal

import pytest

from meetings.importers.conversion import child, pdf, running
from meetings.importers.formats import plain_text
from meetings.importers.papers import read_paper
from meetings.importers.source import CannotRead, OutOfTime
from meetings.record.papers import LONGEST_PAGE
from meetings.world_papers import file_of
from tests.importers import hostile_files
from tests.importers.word_files import paragraph, word_file

PAGES = ["Harbour survey\nThe channel is shallow.", "Costs\nDredging costs a million.", "Risks\nSilt comes back."]


def pdf_with(pages: list[str]) -> bytes:
    return file_of("survey.pdf", "\f".join(pages))[1]


def test_a_pdf_is_read_page_by_page():
    read = read_paper(pdf_with(PAGES), "Survey.PDF")
    assert read.is_paged
    assert read.cut == ""
    assert [page.replace("\n", " ") for page in read.pages] == [page.replace("\n", " ") for page in PAGES]


def test_a_sentence_broken_over_lines_of_print_is_one_line():
    sentence = "The channel between the two piers has lost a third of its depth since the winter of 2019. " * 4
    (page,) = read_paper(pdf_with([f"Survey\n{sentence}"]), "survey.pdf").pages
    assert sentence.strip() in page


def test_a_page_without_words_keeps_its_place():
    content = hostile_files.pdf_of(
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R 4 0 R] /Count 2>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99]>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 5 0 R /Resources "
        b"<</Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>>>",
        b"<</Length 63>> stream\nBT /F1 9 Tf 9 9 Td (The depth of the channel is two metres) Tj ET\nendstream",
    )
    assert read_paper(content, "a.pdf").pages == ("", "The depth of the channel is two metres")


def test_words_that_nobody_sees_are_not_found_by_search_either():
    under_a_box = b"BT /F1 9 Tf 20 50 Td (The name of the child) Tj ET 0 g 10 40 200 30 re f "
    seen = b"BT /F1 9 Tf 20 10 Td (What everybody may read of the case) Tj ET"
    read = read_paper(hostile_files.pdf_of_page(under_a_box + seen), "a.pdf")
    assert read.pages == ("What everybody may read of the case",)
    assert read.cut == ""
    assert read.note.startswith("Page 1 holds words that cannot be seen on it (under a black box")


def test_of_a_word_file_is_told_what_its_readers_may_find_in_it_and_no_more():
    deleted = "<w:del><w:r><w:delText> ever</w:delText></w:r></w:del>"
    body = f"<w:p><w:r><w:drawing/></w:r><w:r><w:t>It was</w:t></w:r>{deleted}</w:p>"
    read = read_paper(word_file(body), "survey.docx")
    assert read.note.startswith("Tracked changes: 1 deletion was left out.")
    assert "picture" not in read.note


def test_word_has_no_pages():
    read = read_paper(word_file(paragraph("The channel is shallow.") + paragraph("It silts up.")), "survey.docx")
    assert not read.is_paged
    assert " ".join(read.pages).split() == ["The", "channel", "is", "shallow.", "It", "silts", "up."]


def test_a_long_text_is_read_in_stretches_that_lose_no_word():
    text = "\n".join(f"Sounding {number} found two metres of water." for number in range(1_000))
    read = read_paper(text.encode(), "soundings.txt")
    assert len(read.pages) > 10
    assert max(map(len, read.pages)) <= 3_000
    assert "".join(read.pages) == text


def test_a_text_longer_than_any_paper_is_cut_and_says_so():
    read = read_paper(b"Two metres. " * 200_000, "soundings.txt")
    assert sum(map(len, read.pages)) == 2_000_000
    assert read.cut == "Only its first 2,000,000 characters were read."


def test_of_a_text_only_its_words_are_looked_at(monkeypatch):
    monkeypatch.setattr(plain_text, "source_of_text", None)
    assert read_paper(b"Two metres. " * 200_000, "soundings.txt").pages[0].startswith("Two metres.")


@pytest.mark.parametrize("killed", [signal.SIGXCPU, signal.SIGKILL])
def test_a_file_that_takes_too_long_may_be_read_another_time(monkeypatch, tmp_path, killed):
    script = tmp_path / "script.py"
    script.write_text(f"import os\nos.kill(os.getpid(), {int(killed)})\n")
    monkeypatch.setattr(running, "_CHILD", script)
    with pytest.raises(OutOfTime):
        read_paper(pdf_with(PAGES), "survey.pdf")


def test_a_file_that_breaks_the_reader_is_not_hoped_for(monkeypatch, tmp_path):
    script = tmp_path / "script.py"
    script.write_text("raise MemoryError\n")
    monkeypatch.setattr(running, "_CHILD", script)
    with pytest.raises(CannotRead) as refusal:
        read_paper(pdf_with(PAGES), "survey.pdf")
    assert not isinstance(refusal.value, OutOfTime)


def test_no_page_is_kept_shorter_than_it_is_read():
    assert child.LONGEST_PAGE == LONGEST_PAGE


@pytest.mark.parametrize(("limit", "value"), [("_MOST_PAGES", 2), ("LONGEST_PAPER", 50)])
def test_a_pdf_with_more_than_is_read_keeps_the_number_of_its_pages(monkeypatch, limit, value):
    monkeypatch.setattr(pdf, limit, value)
    pdf.load_all()
    text, cut = pdf.paper_of_pdf(pdf_with(PAGES), seconds=60)
    first, second, third = text.split("\f")
    assert "shallow" in first
    assert "million" in second
    assert third == ""
    assert cut == ["Only the first 2 of its 3 pages were read.", ""]


def test_when_the_time_is_over_what_was_read_is_kept():
    pdf.load_all()
    text, cut = pdf.paper_of_pdf(pdf_with(PAGES), seconds=0)
    assert text.endswith("\f\f")
    assert cut == ["Only the first 1 of its 3 pages were read.", ""]


@pytest.mark.parametrize(
    ("make", "name", "why"),
    [
        (hostile_files.scanned_pdf, "a.pdf", "pictures of pages and no text"),
        (hostile_files.locked_pdf, "a.pdf", "protected by a password"),
        (hostile_files.truncated_pdf, "a.pdf", "This PDF"),
        (hostile_files.loop_of_pages, "a.pdf", "This"),
        (hostile_files.stream_bomb, "a.pdf", "This"),
        (hostile_files.form_that_calls_itself, "a.pdf", "This"),
        (hostile_files.zip_bomb, "a.docx", "unpacks to more"),
        (hostile_files.billion_laughs, "a.docx", "declarations"),
        (hostile_files.locked_word, "a.docx", "password"),
        (hostile_files.truncated_zip, "a.docx", "damaged"),
        (lambda: b"\x89PNG\r\n", "a.png", "not a kind of file that can be read"),
        (lambda: b"", "a.pdf", "empty"),
        (lambda: b"PK\x03\x04", "a.pdf", "named .pdf but"),
        (lambda: b"<p>Two metres.</p>" * 30_000, "a.html", "web page larger than 500 kB"),
        (lambda: b" " * (20 * 1024 * 1024 + 1), "a.txt", "larger than 20 MB"),
        (lambda: b" " * (50 * 1024 * 1024 + 1), "a.pdf", "larger than 50 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(make, name, why):
    with pytest.raises(CannotRead, match=why):
        read_paper(make(), name)
