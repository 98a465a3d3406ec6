"""Word documents: what Word prints is read, its automatic numbers too, and the clerk is told of the rest."""

import datetime

import docx
import pytest

from meetings.importers.conversion.word import html_of_word
from meetings.importers.formats import read_source
from meetings.importers.minutes import ItemRead
from meetings.importers.reading import read_file
from meetings.importers.source import Source
from tests.importers.readings_of import page, words_of_html
from tests.importers.word_files import (
    add_limbs,
    add_table,
    bytes_of,
    definition_of,
    new_list,
    paragraph,
    put_in_list,
    use_list,
    word_file,
)


def scrutiny_item() -> bytes:
    """The item of a scrutiny panel that other tests read as text, typed into Word with its lists automatic."""
    document = docx.Document()
    limbs = new_list(document, ("lowerRoman", "(%1)"))
    for line in page("scrutiny_item.txt").splitlines():
        words = " ".join(line.split())
        if words.startswith("·"):
            document.add_paragraph(words[1:].strip(), style="List Bullet")
        elif words.startswith(("(i)", "(ii)")):
            put_in_list(document.add_paragraph(words.partition(")")[2].strip()), limbs)
        else:
            document.add_paragraph(words)
    return bytes_of(document)


@pytest.fixture(scope="module")
def meeting():
    read = read_file(scrutiny_item(), "minutes.docx")
    assert read.warnings == ()
    (meeting,) = read.meetings
    return meeting


@pytest.fixture(scope="module")
def item(meeting) -> ItemRead:
    (item,) = meeting.items
    return item


def source(content: bytes) -> Source:
    return read_source(content, "minutes.docx")


def lines(content: bytes) -> list[str]:
    return [block.text for block in source(content).blocks]


def warnings(content: bytes) -> list[str]:
    return html_of_word(content)[1]


def test_the_item_of_a_scrutiny_panel_has_its_meeting_number_title_and_purpose(meeting, item):
    assert meeting.date.value == datetime.date(2021, 6, 17)
    assert meeting.committee.value == "Children and Families Scrutiny Panel"
    assert (item.number.value, item.title.value) == ("8", "Ofsted - Southcliff Focused Visit")
    assert item.purpose.value.startswith("Report of the Executive Director for Children and Learning telling")


def test_the_item_of_a_scrutiny_panel_has_its_three_speakers(item):
    assert [speaker.name.value for speaker in item.speakers] == ["J Marlow", "Ruth Harding", "Piers Bulmer"]


def test_the_item_of_a_scrutiny_panel_keeps_its_eight_points_as_a_list(item):
    html = item.minute.value
    assert (html.count("<ul>"), html.count("<li>")) == (1, 8)
    assert html.index("the Panel noted the following:</p>") < html.index("<ul><li>Inspectors saw")


def test_the_item_of_a_scrutiny_panel_has_its_resolutions_and_actions(item):
    assert [(resolution.label, resolution.verb) for resolution in item.resolutions] == [
        ("(i)", "RESOLVED"),
        ("(ii)", "RESOLVED"),
    ]
    lobby, update = item.actions
    assert lobby.owner.value == "Cabinet Member for Education"
    assert update.due_on == datetime.date(2021, 7, 22)


def test_no_word_of_the_item_of_a_scrutiny_panel_is_lost(item):
    read = [item.title.value, item.purpose.value, *(resolution.text.value for resolution in item.resolutions)]
    kept = {*words_of_html(item.minute.value)[0], *" ".join(read).split()}
    furniture = {"·", "(i)", "(ii)", "RESOLVED", "that:", "Minutes:", "Additional", "documents:"}
    text = page("scrutiny_item.txt")
    assert set(text[text.index("Report of the Executive") :].split()) - kept - furniture == set()


def test_places_point_at_the_words_in_the_text_of_the_document():
    found = source(scrutiny_item())
    for block in found.blocks:
        assert found.text[block.offset(0) : block.end_offset(len(block.text))].split() == block.text.split()


def test_automatic_numbers_are_printed_as_word_prints_them():
    document = docx.Document()
    levels = (("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("upperRoman", "%4"))
    use = new_list(document, *levels)
    for text, level in (("One", 0), ("Two", 0), ("In", 1), ("Deep", 2), ("Deeper", 2), ("Deepest", 3), ("Next", 1)):
        put_in_list(document.add_paragraph(text), use, level)
    put_in_list(document.add_paragraph("Three"), use)
    put_in_list(document.add_paragraph("Anew"), use, 1)
    assert lines(bytes_of(document)) == [
        "1. One", "2. Two", "2.1 In", "(a) Deep", "(b) Deeper", "I Deepest", "2.2 Next", "3. Three", "3.1 Anew",
    ]  # fmt: skip


def test_numbers_go_on_after_a_paragraph_between_and_start_again_only_where_word_does():
    document = docx.Document()
    use = new_list(document, ("lowerLetter", "(%1)"))
    add_limbs(document, use, "the plan be adopted", "the work begin")
    document.add_paragraph("Members then heard from the Clerk.")
    add_limbs(document, use, "the cost be met")
    add_limbs(document, use_list(document, definition_of(document, use)), "it be reported")
    add_limbs(document, use_list(document, definition_of(document, use), start=1), "the next be noted", "all agree")
    assert [line.split()[0] for line in lines(bytes_of(document))] == [
        "(a)",
        "(b)",
        "Members",
        "(c)",
        "(d)",
        "(a)",
        "(b)",
    ]


def test_the_label_of_a_list_item_is_the_printed_one():
    document = docx.Document()
    use = new_list(document, ("upperLetter", "%1"), ("lowerRoman", "%2)"))
    add_limbs(document, use, "That the draft be adopted")
    add_limbs(document, use, "in part", level=1)
    blocks = source(bytes_of(document)).blocks
    assert [(block.label, block.words, block.level) for block in blocks] == [
        ("A", "That the draft be adopted", 1),
        ("i)", "in part", 2),
    ]


@pytest.mark.parametrize(
    ("typed", "label", "words"),
    [
        ("A\tThe draft be adopted", "A", "The draft be adopted"),
        ("A     The draft be adopted", "A", "The draft be adopted"),
        ("(i)\t\tThe draft be adopted", "(i)", "The draft be adopted"),
        ("o\tthe draft", "•", "the draft"),
        ("5.1\tThe draft", "5.1", "The draft"),
        ("A draft was adopted", "", "A draft was adopted"),
        ("Clerk\tto write", "", "Clerk to write"),
        ("Present     the Clerk", "", "Present the Clerk"),
    ],
)
def test_a_marker_that_was_typed_is_known_by_the_room_after_it(typed, label, words):
    document = docx.Document()
    document.add_paragraph(typed)
    (block,) = source(bytes_of(document)).blocks
    assert (block.label, block.words) == (label, words)


def test_a_bold_marker_that_was_typed_is_known_too():
    document = docx.Document()
    line = document.add_paragraph()
    line.add_run("B").bold = True
    line.add_run("\tThe draft be adopted")
    line = document.add_paragraph()
    line.add_run("C\tThe crane").bold = True
    line.add_run(" be painted")
    assert [(block.label, block.words) for block in source(bytes_of(document)).blocks] == [
        ("B", "The draft be adopted"),
        ("C", "The crane be painted"),
    ]


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("decimal", "28"),
        ("decimalZero", "28"),
        ("lowerLetter", "bb"),
        ("upperLetter", "BB"),
        ("lowerRoman", "xxviii"),
        ("upperRoman", "XXVIII"),
        ("ordinal", "28th"),
        ("hebrew1", "28"),
    ],
)
def test_each_form_of_number_is_printed(form, printed):
    level = f'<w:lvl w:ilvl="0"><w:start w:val="28"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1"/></w:lvl>'
    assert _marker_of(level) == printed


def test_legal_numbers_print_the_levels_above_in_figures():
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:isLgl/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    )
    assert _marker_of(levels, level=1) == "4.1"


def _marker_of(levels: str, level: int = 0) -> str:
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>'
    use = '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>'
    numbering = f'<w:abstractNum w:abstractNumId="3">{levels}</w:abstractNum>{use}'
    html, _ = html_of_word(word_file(paragraph("words", properties=number), numbering=numbering))
    return html.partition('Ignore">')[2].partition("<")[0]


def test_a_heading_that_is_numbered_by_its_style_has_its_number():
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Our item"/><w:basedOn w:val="H2"/></w:style>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="3">'
        '<w:lvl w:ilvl="0"><w:start w:val="5"/><w:lvlText w:val="%1."/><w:pStyle w:val="H1"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:lvlText w:val="%1.%2"/><w:pStyle w:val="H2"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>'
    )
    body = "".join(
        paragraph(words, properties=f'<w:pStyle w:val="{style}"/>')
        for words, style in (("Harbour", "H1"), ("The wall", "H2"), ("The crane", "Own"), ("Parks", "H1"))
    )
    blocks = source(word_file(body, styles=styles, numbering=numbering)).blocks
    assert [block.text for block in blocks] == ["5. Harbour", "5.1 The wall", "5.2 The crane", "6. Parks"]
    assert [(block.kind.value, block.level) for block in blocks] == [
        ("heading", 1),
        ("heading", 2),
        ("heading", 2),
        ("heading", 1),
    ]


def test_numbering_kept_in_a_style_of_lists_is_found():
    styles = (
        '<w:style w:type="numbering" w:styleId="Ours"><w:pPr><w:numPr><w:numId w:val="8"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="Ours"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="(%1)"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>'
        '<w:num w:numId="8"><w:abstractNumId w:val="4"/></w:num>'
    )
    body = paragraph("noted", properties='<w:numPr><w:numId w:val="7"/></w:numPr>')
    assert lines(word_file(body, styles=styles, numbering=numbering)) == ["(1) noted"]


def test_an_empty_numbered_paragraph_counts_and_prints_nothing_but_in_a_cell():
    document = docx.Document()
    use = new_list(document, ("decimal", "%1."))
    add_limbs(document, use, "One", "", "Three")
    add_table(document, ("No.", "Minute"), ("", "The wall was mended."))
    put_in_list(document.tables[0].rows[1].cells[0].paragraphs[0], use)
    assert lines(bytes_of(document))[:2] == ["1. One", "3. Three"]
    assert "4. | The wall was mended." in source(bytes_of(document)).text.replace("\n", " | ")


def test_the_title_and_the_headings_of_a_document_are_headings():
    document = docx.Document()
    document.add_heading("Minutes of the Parks Board", 0)
    document.add_heading("Apologies", 2)
    document.add_paragraph().add_run("Bold alone").bold = True
    html, _ = html_of_word(bytes_of(document))
    assert html == "<h1>Minutes of the Parks Board</h1><h2>Apologies</h2><p><strong>Bold alone</strong></p>"


def test_a_table_of_contents_is_left_out_and_told():
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    body = paragraph("1 Apologies 3", properties='<w:pStyle w:val="TOC1"/>') + paragraph("Apologies")
    html, told = html_of_word(word_file(body, styles=styles))
    assert html == "<p>Apologies</p>"
    assert told == ["The table of contents was left out."]


def test_words_in_fields_links_and_content_controls_are_kept_and_instructions_are_not():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DOCPROPERTY secret</w:instrText></w:r>'
        '<w:r><w:t>instruction</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>12 May</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    link = '<w:hyperlink r:id="rId4"><w:r><w:t> at the hall</w:t></w:r></w:hyperlink>'
    control = "<w:sdt><w:sdtContent><w:r><w:t> at noon</w:t></w:r></w:sdtContent></w:sdt>"
    simple = '<w:fldSimple w:instr="PAGE"><w:r><w:t>.</w:t></w:r></w:fldSimple>'
    html, told = html_of_word(word_file(f"<w:p>{field}{link}{control}{simple}</w:p>{paragraph('Next.')}"))
    assert html == "<p>12 May at the hall at noon.</p><p>Next.</p>"
    assert told == []


def test_a_broken_field_swallows_no_more_than_its_paragraph():
    broken = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>lost</w:t></w:r></w:p>'
    assert html_of_word(word_file(broken + paragraph("kept")))[0] == "<p>kept</p>"


def test_numbers_made_by_fields_are_told():
    field = "<w:p><w:r><w:instrText> AUTONUM </w:instrText></w:r><w:r><w:t>Apologies</w:t></w:r></w:p>"
    assert warnings(word_file(field)) == ["1 number that Word makes by a field could not be read: check the numbers."]


def test_a_deleted_numbered_paragraph_is_not_counted():
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
    gone = (
        f"<w:p><w:pPr>{number}<w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"
    )
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="3">{level}</w:abstractNum>'
    numbering += '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>'
    body = paragraph("One", properties=number) + gone + paragraph("Two", properties=number)
    assert lines(word_file(body, numbering=numbering)) == ["1. One", "2. Two"]


def test_what_is_not_imported_is_counted_for_the_clerk():
    box = "<w:drawing><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent></w:drawing>"
    body = (
        "<w:p><w:r><w:t>Agreed.</w:t><w:drawing/><w:footnoteReference/><w:endnoteReference/><w:commentReference/>"
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:object/></w:r></w:p><w:altChunk/>"
        + paragraph("Struck.", run="<w:strike/>")
    )
    comments = f'<w:comments xmlns:w="{_W}"><w:comment w:author="A Name"/><w:comment/></w:comments>'.encode()
    html, told = html_of_word(word_file(body, parts={"word/comments.xml": comments}))
    assert html == "<p>Agreed.</p><p>Struck.</p>"
    assert [warning.partition(":")[0].rstrip(".") for warning in told] == [
        "2 comments were not imported",
        "1 stretch of struck-out words was imported as if it stood",
        "2 pictures or embedded objects are not imported",
        "The words in 1 text box were not imported",
        "2 footnotes or endnotes were not imported",
        "1 inserted file was not imported",
    ]


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_a_document_in_the_strict_format_is_read():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    document = f'<w:document xmlns:w="{strict}"><w:body>{paragraph("Agreed.")}</w:body></w:document>'
    content = word_file("", parts={"word/document.xml": document.encode()})
    assert html_of_word(content)[0] == "<p>Agreed.</p>"


def test_signs_that_html_would_take_for_its_own_are_words():
    assert lines(word_file(paragraph("Smith &amp; Sons &lt;b&gt;"))) == ["Smith & Sons <b>"]


def test_warnings_come_with_the_reading():
    body = paragraph("Agreed.") + paragraph("secret", run="<w:vanish/>")
    assert "hidden text" in read_file(word_file(body), "minutes.docx").warnings[0]
