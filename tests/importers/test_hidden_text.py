"""Hidden text: no word that a Word file or a PDF does not show is read, and the clerk is told that it is there."""

import pytest

from meetings.importers.conversion.pdf import load_all, text_of_pdf
from meetings.importers.conversion.word import html_of_word
from tests.importers.hostile_files import pdf_of_page
from tests.importers.word_files import paragraph, word_file

_CELL_SHADE = '<w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>'
_WHITE = '<w:color w:val="FFFFFF"/>'


def style(identity: str, inside: str, kind: str = "character") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{identity}">{inside}</w:style>'


STYLES = (
    style("Gone", "<w:rPr><w:vanish/></w:rPr>")
    + style("AlsoGone", '<w:basedOn w:val="Gone"/>')
    + style("GoneParagraph", "<w:rPr><w:vanish/></w:rPr>", "paragraph")
    + style("Dark", '<w:pPr><w:shd w:val="clear" w:fill="000000"/></w:pPr>', "paragraph")
    + style("Shaded", '<w:tblStylePr><w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr></w:tblStylePr>', "table")
)

# Ways to hide words in a run that have been seen in documents.
HIDDEN_RUNS = {
    "hidden": "<w:vanish/>",
    "hidden, said outright": '<w:vanish w:val="true"/>',
    "hidden by its style": '<w:rStyle w:val="Gone"/>',
    "hidden by the style that its style is based on": '<w:rStyle w:val="AlsoGone"/>',
    "white": _WHITE,
    "nearly white": '<w:color w:val="F8F8F8"/>',
    "white by theme": '<w:color w:themeColor="background1"/>',
    "as dark as its shade": '<w:color w:val="0A0A0A"/><w:shd w:val="clear" w:fill="000000"/>',
    "as dark as its solid shade": '<w:color w:val="000000"/><w:shd w:val="solid" w:color="000000" w:fill="FFFFFF"/>',
    "blacked out": '<w:highlight w:val="black"/>',
    "blacked out in black": '<w:color w:val="000000"/><w:highlight w:val="black"/>',
    "yellow on yellow": '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>',
    "too small": '<w:sz w:val="2"/>',
    "squeezed": '<w:w w:val="1"/>',
}
SHOWN_RUNS = {
    "hidden no longer": '<w:vanish w:val="0"/>',
    "not hidden although its style is": '<w:rStyle w:val="Gone"/><w:vanish w:val="false"/>',
    "hidden only on the web": "<w:webHidden/>",
    "black": '<w:color w:val="000000"/>',
    "grey": '<w:color w:val="7F7F7F"/>',
    "highlighted": '<w:highlight w:val="yellow"/>',
    "white on black": f'{_WHITE}<w:highlight w:val="black"/>',
    "white on a shade": f'{_WHITE}<w:shd w:val="clear" w:fill="4472C4"/>',
    "white on a pattern": f'{_WHITE}<w:shd w:val="pct75" w:color="000000" w:fill="auto"/>',
    "small": '<w:sz w:val="12"/>',
}


@pytest.mark.parametrize("run", HIDDEN_RUNS.values(), ids=HIDDEN_RUNS)
def test_hidden_words_are_not_read_and_are_told(run):
    html, told = html_of_word(word_file(paragraph("Agreed.") + paragraph("secret", run=run), styles=STYLES))
    assert "secret" not in html
    assert told == ["1 stretch of hidden text was not imported: look for it in Word before the document is published."]


@pytest.mark.parametrize("run", SHOWN_RUNS.values(), ids=SHOWN_RUNS)
def test_words_that_can_be_seen_are_read(run):
    html, told = html_of_word(word_file(paragraph("plain words", run=run), styles=STYLES))
    assert "plain words" in html
    assert told == []


def test_words_hidden_by_the_style_of_their_paragraph_are_not_read():
    body = paragraph("Agreed.") + paragraph("secret", properties='<w:pStyle w:val="GoneParagraph"/>')
    html, told = html_of_word(word_file(body, styles=STYLES))
    assert html == "<p>Agreed.</p>"
    assert len(told) == 1


def test_words_hidden_by_the_default_style_are_not_read():
    default = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = paragraph("shown", run='<w:vanish w:val="0"/>') + paragraph("secret")
    assert html_of_word(word_file(body, styles=default))[0] == "<p>shown</p>"


def test_white_words_on_a_dark_paragraph_or_cell_or_table_are_read():
    cell = f"<w:tbl><w:tr><w:tc>{_CELL_SHADE}{paragraph('in a cell', run=_WHITE)}</w:tc></w:tr></w:tbl>"
    table = '<w:tbl><w:tblPr><w:tblStyle w:val="Shaded"/></w:tblPr>'
    table += f"<w:tr><w:tc>{paragraph('in a table', run=_WHITE)}</w:tc></w:tr></w:tbl>"
    dark = paragraph("on a bar", properties='<w:pStyle w:val="Dark"/>', run=_WHITE)
    html, told = html_of_word(word_file(dark + cell + table, styles=STYLES))
    assert all(words in html for words in ("on a bar", "in a cell", "in a table"))
    assert told == []


def test_words_of_the_colour_of_their_cell_are_not_read():
    run = '<w:color w:val="1F3864"/>'
    body = f"<w:tbl><w:tr><w:tc>{_CELL_SHADE}{paragraph('secret', run=run)}</w:tc></w:tr></w:tbl>"
    html, told = html_of_word(word_file(paragraph("Agreed.") + body))
    assert "secret" not in html
    assert len(told) == 1


def test_a_hidden_row_is_not_read_and_is_told():
    def row(properties: str, words: str) -> str:
        return f"<w:tr><w:trPr>{properties}</w:trPr><w:tc>{paragraph(words)}</w:tc></w:tr>"

    html, told = html_of_word(word_file(f"<w:tbl>{row('', 'shown')}{row('<w:hidden/>', 'secret')}</w:tbl>"))
    assert "shown" in html
    assert "secret" not in html
    assert len(told) == 1


def test_what_only_older_programs_show_is_not_read():
    choice = "<mc:Choice><w:r><w:t>shown</w:t></w:r></mc:Choice>"
    fallback = "<mc:Fallback><w:r><w:t>secret</w:t></w:r></mc:Fallback>"
    body = f"<w:p><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:p>"
    assert html_of_word(word_file(body))[0] == "<p>shown</p>"


def test_one_stretch_of_hidden_words_cut_into_runs_counts_once():
    run = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    shown = "<w:r><w:t>shown</w:t></w:r>"
    _, told = html_of_word(word_file(f"<w:p>{run}{run}{shown}{run}</w:p>"))
    assert told[0].startswith("2 stretches of hidden text were not imported")


def test_a_paragraph_that_is_hidden_with_its_end_takes_no_number():
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
    numbering = (
        '<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="(%1)"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>'
    )
    gone = paragraph("secret", properties=f"{number}<w:rPr><w:vanish/></w:rPr>", run="<w:vanish/>")
    body = paragraph("one", properties=number) + gone + paragraph("two", properties=number)
    html, _ = html_of_word(word_file(body, numbering=numbering))
    assert ("(2)" in html, "(3)" in html, "secret" in html) == (True, False, False)


def test_a_heading_run_into_its_paragraph_is_no_hidden_text():
    """Word hides the end of such a heading, so that two paragraphs are printed as one."""
    body = paragraph("Parking.", properties="<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + paragraph("It was full.")
    assert html_of_word(word_file(body)) == ("<p>Parking.</p><p>It was full.</p>", [])


# PDF.

_SHOWN = "(The minutes of the meeting were agreed.) Tj"
_BOX = "50 695 300 15 re f"


def words(string: str, *, at: int = 700, before: str = "") -> str:
    return f"q BT /F1 11 Tf {before} 1 0 0 1 60 {at} Tm {string} ET Q\n"


HIDDEN_IN_PDF = {
    "under a black box": words("(secret) Tj") + f"0 g {_BOX}",
    "under a dark box": words("[(sec) -20 (ret)] TJ") + f"q 0.1 0.1 0.2 rg {_BOX} Q",
    "under a box of black ink": words("(secret) Tj") + f"0 0 0 1 k {_BOX}",
    "partly under a box": words("(a secret) Tj") + "0 g 80 695 300 15 re f",
    "under a box in other measures": words("(secret) Tj") + "q 2 0 0 2 0 0 cm 0 g 25 347 150 8 re f Q",
    "white": words("(secret) Tj", before="1 g"),
    "nearly white": words("(secret) Tj", before="0.97 0.97 0.96 rg"),
    "white on a white box": f"1 g {_BOX}\n" + words("(secret) Tj", before="1 1 1 rg"),
    "too small": "BT /F1 1 Tf 1 0 0 1 60 700 Tm (secret) Tj ET ",
    "made too small": "BT /F1 11 Tf 0.1 0 0 0.1 60 700 Tm (secret) Tj ET ",
    "invisible": words("(secret) Tj", before="3 Tr"),
}
SHOWN_IN_PDF = {
    "on a black box": f"0 g {_BOX}\n" + words("(plain) Tj", before="1 g"),
    "on a grey box": f"0.8 g {_BOX}\n" + words("(plain) Tj"),
    "beside a black box": words("(plain) Tj") + "0 g 50 660 300 15 re f",
    "underlined": words("(plain) Tj") + "0 g 60 698 40 0.7 re f",
    "before a line between columns": words("(plain) Tj") + "0 g 85 600 0.5 150 re f",
    "under a pale wash": words("(plain) Tj") + f"1 1 0 rg {_BOX}",
    "in an outlined box": words("(plain) Tj") + "0 g 50 695 300 15 re S",
    "in a pattern": words("(plain) Tj", before="/Pattern cs /P1 scn"),
}


@pytest.mark.parametrize("painted", HIDDEN_IN_PDF.values(), ids=HIDDEN_IN_PDF)
def test_words_that_nobody_sees_in_a_pdf_are_not_read_and_are_told(painted):
    load_all()
    text, told = text_of_pdf(pdf_of_page((words(_SHOWN, at=500) + painted).encode()))
    assert text == "The minutes of the meeting were agreed."
    assert told[0].startswith("Page 1 holds words that cannot be seen on it")


@pytest.mark.parametrize("painted", SHOWN_IN_PDF.values(), ids=SHOWN_IN_PDF)
def test_words_that_can_be_seen_in_a_pdf_are_read(painted):
    load_all()
    text, told = text_of_pdf(pdf_of_page((words(_SHOWN, at=500) + painted).encode()))
    assert "plain" in text
    assert told == []


@pytest.mark.parametrize("note", ["/Subtype /Redact", "/Subtype /Square /IC [0 0 0]"])
def test_words_under_a_note_that_blacks_them_out_are_not_read(note):
    load_all()
    notes = f"<</Type /Annot {note} /Rect [50 695 350 710]>>".encode()
    text, told = text_of_pdf(pdf_of_page((words(_SHOWN, at=500) + words("(secret) Tj")).encode(), notes=notes))
    assert text == "The minutes of the meeting were agreed."
    assert len(told) == 1


def test_the_invisible_words_of_a_scanned_page_are_all_that_can_be_read():
    load_all()
    page = words(_SHOWN, before="3 Tr") + words("(Page 1) Tj", at=30)
    text, told = text_of_pdf(pdf_of_page(page.encode()))
    assert text.startswith("The minutes of the meeting were agreed.")
    assert told == []
