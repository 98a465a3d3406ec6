"""Tracked changes in a Word file: read as if accepted, and always told."""

from meetings.importers.conversion.word import html_of_word
from tests.importers.word_files import paragraph, word_file


def test_tracked_changes_are_read_as_accepted_and_told():
    inserted = "<w:ins><w:r><w:t> not</w:t></w:r></w:ins>"
    deleted = "<w:del><w:r><w:delText> ever</w:delText></w:r></w:del>"
    body = f"<w:p><w:r><w:t>It was</w:t></w:r>{inserted}{deleted}<w:r><w:t> agreed.</w:t></w:r>{inserted}</w:p>"
    html, told = html_of_word(word_file(body))
    assert html == "<p>It was not agreed. not</p>"
    assert told == [
        "Tracked changes: 2 insertions were read as accepted, 1 deletion was left out. "
        "Accept or reject them in Word to be sure."
    ]


def test_a_paragraph_whose_end_was_deleted_reads_on_into_the_next():
    mark = "<w:rPr><w:del/></w:rPr>"
    body = paragraph("It was", properties=mark) + paragraph(" agreed.")
    html, told = html_of_word(word_file(body))
    assert html == "<p>It was agreed.</p>"
    assert told[0].startswith("Tracked changes: 1 deletion was left out.")


def test_a_line_that_was_split_is_told():
    body = paragraph("It was", properties="<w:rPr><w:ins/></w:rPr>") + paragraph("agreed.")
    html, told = html_of_word(word_file(body))
    assert html == "<p>It was</p><p>agreed.</p>"
    assert told[0].startswith("Tracked changes: 1 insertion was read as accepted.")


def test_what_was_moved_is_read_once_where_it_was_moved_to():
    run = "<w:r><w:t>Moved.</w:t></w:r>"
    gone = f"<w:p><w:pPr><w:rPr><w:moveFrom/></w:rPr></w:pPr><w:moveFrom>{run}</w:moveFrom></w:p>"
    html, told = html_of_word(word_file(f"{gone}{paragraph('First.')}<w:p><w:moveTo>{run}</w:moveTo></w:p>"))
    assert html == "<p>First.</p><p>Moved.</p>"
    assert told[0].startswith("Tracked changes: 1 passage was read where it was moved to.")


def test_deleted_and_inserted_rows_are_told():
    def row(change: str, words: str) -> str:
        return f"<w:tr><w:trPr>{change}</w:trPr><w:tc>{paragraph(words)}</w:tc></w:tr>"

    html, told = html_of_word(word_file(f"<w:tbl>{row('<w:ins/>', 'new')}{row('<w:del/>', 'old')}</w:tbl>"))
    assert "new" in html
    assert "old" not in html
    assert "1 insertion was read as accepted, 1 deletion was left out" in told[0]
