"""Minutes as Word: real headings, lists and tables, whatever the words are, from our template or a council's."""

import io
import time
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from jinja2.exceptions import SecurityError

from meetings.checks import word_template_can_be_filled
from meetings.exporters.minutes_word import fault_in_template, minutes_word
from meetings.exporters.word_template import HERE, make_template
from tests.exporters.making import full_item, make_minuted
from tests.exporters.test_minutes_pdf import CONFIRMED, HOSTILE, ODD
from tests.public.making import make_attendee, make_item, make_resolution

pytestmark = pytest.mark.django_db


def opened(made: bytes):
    return Document(io.BytesIO(made))


def paragraphs(document) -> list[tuple[str, str]]:
    """Style and words of every paragraph, those in tables too."""
    styles = {style.style_id: style.name for style in document.styles}
    found = []
    for element in document.element.body.iter(qn("w:p")):
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        words = "".join(
            "\t" if part.tag == qn("w:tab") else "\n" if part.tag == qn("w:br") else part.text or ""
            for part in element.iter(qn("w:t"), qn("w:tab"), qn("w:br"))
            if part.getparent().tag == qn("w:r")
        )
        found.append((styles[style.get(qn("w:val"))] if style is not None else "Normal", words))
    return found


def words_of(document) -> str:
    return "\n".join(words for _, words in paragraphs(document))


def test_headings_have_the_styles_of_headings():
    found = paragraphs(opened(minutes_word(make_minuted())))
    assert [words for style, words in found if style == "Heading 1"] == ["Harbour Panel"]
    assert [words for style, words in found if style == "Heading 2"] == [
        "Attendance",
        "1  Apologies for absence",
        "2  Minutes of the last meeting",
        "4  Dredging of the main channel (minute 27)",
        "5  Lease of the slipway",
    ]
    assert [words for style, words in found if style == "Heading 3"] == ["Declarations of interest", "Actions"]


def test_every_word_of_the_minutes_is_in_it():
    found = paragraphs(opened(minutes_word(make_minuted())))
    for said in [
        ("Status", "Draft minutes, not yet confirmed."),
        ("Purpose", "Report of the Harbour Master."),
        ("List Bullet", "Councillor Amina Okafor: personal. She moors a boat. Left the room."),
        ("Resolved", "RESOLVED"),
        ("Resolution", "(i)\tThat the channel be dredged to a depth of 4 metres before the spring, as item 4 says."),
        ("Resolution", "(ii)\tThat the cost be noted."),
        ("Resolution", "\tThat the minutes of 9 May 2024 be confirmed as a correct record."),
        ("Resolution note", "For (2): Councillor Amina Okafor, Councillor Tom Reed"),
        ("Resolution note", "Boats wait for the tide."),
        ("List Bullet", "Tell the fishermen (Executive Director, by 22 July 2024)"),
        ("Normal", "Addressed the meeting: Jo Lowe, Harbour Master"),
        ("Exempt", "What may be said of it: The Panel considered the terms of a lease."),
        ("Cell", "Substitute for Councillor Ruth Gale"),
        ("Caption", "Depths"),
    ]:
        assert said in found


def test_tables_mark_their_header_rows():
    attendance, depths = opened(minutes_word(make_minuted())).tables
    for table in [attendance, depths]:
        marked = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
        assert marked == [True] + [False] * (len(table.rows) - 1)
    assert [cell.text for cell in attendance.rows[0].cells] == ["Name", "Role", "Attendance"]
    assert [[cell.text for cell in row.cells] for row in attendance.rows][2] == [
        "Councillor Tom Reed",
        "From 6pm",
        "Present",
    ]
    assert [cell.text for cell in depths.rows[2].cells] == ["Closed in winter"] * 2


def test_lists_are_numbered_by_word_itself_and_begin_anew():
    document = opened(minutes_word(make_minuted()))
    marked = {}
    for paragraph in document.paragraphs:
        numbering = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if numbering is not None:
            level, number = (numbering.find(qn(f"w:{name}")).get(qn("w:val")) for name in ["ilvl", "numId"])
            marked[paragraph.text] = (level, number, *kind_of_list(document, number))
    points, cost = marked["That larger boats already waited for the tide."], marked["£12,000 a week."]
    assert points[0::2] == ("0", "lowerRoman")
    assert points[3] == cost[3] == "1"
    assert marked["That the dredger was hired by the week:"] == points
    assert marked["in autumn."][0::2] == ("1", "bullet")
    assert cost[0::2] == ("0", "decimal")
    assert len({points[1], cost[1], marked["in autumn."][1]}) == 3


def kind_of_list(document, number: str) -> tuple[str, str]:
    """The format and the first number of a list of the document."""
    lists = document.part.numbering_part.element
    one = next(num for num in lists.findall(qn("w:num")) if num.get(qn("w:numId")) == number)
    kinds = {kind.get(qn("w:abstractNumId")): kind for kind in lists.findall(qn("w:abstractNum"))}
    kind = kinds[one.find(qn("w:abstractNumId")).get(qn("w:val"))]
    start = one.find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}").get(qn("w:val"))
    return kind.find(f"{qn('w:lvl')}/{qn('w:numFmt')}").get(qn("w:val")), start


def test_emphasis_and_links_are_words_own():
    document = opened(minutes_word(make_minuted()))
    heard = next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith("The Panel heard"))
    assert [run.text for run in heard.runs if run.bold] == ["Harbour Master"]
    assert [run.text for run in heard.runs if run.italic] == ["silting up"]
    (link,) = heard.hyperlinks
    assert (link.text, link.address) == ("the survey", "https://example.org/survey")


def test_it_says_council_title_and_language_and_names_no_person():
    made = minutes_word(make_minuted())
    about = opened(made).core_properties
    assert about.title == "Harbour Panel, Thursday 13 June 2024: minutes"
    assert (about.author, about.last_modified_by, about.language) == ("Southcliff City Council", "", "en-GB")
    assert f"{about.created:%Y-%m-%d %H:%M}" == "2024-06-25 08:00"
    languages = opened(made).styles.element.iter(qn("w:lang"))
    assert {language.get(qn("w:val")) for language in languages} == {"en-GB"}
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        names = parts.namelist()
        assert not [name for name in names if "vba" in name.lower() or "comments" in name or name.endswith(".bin")]
        assert b"Clerk" not in b"".join(parts.read(name) for name in names)


def test_welsh_minutes_are_in_welsh():
    minute = "<p>Derbyniwyd ymddiheuriad gan y Cynghorydd. Trafododd y Pwyllgor y bont yn Nhŷ’r Ŵyl.</p>"
    document = opened(minutes_word(make_minuted(items=[make_item(minute=minute)])))
    assert document.core_properties.language == "cy-GB"
    assert "Trafododd y Pwyllgor y bont yn Nhŷ’r Ŵyl." in words_of(document)


def test_a_draft_has_no_line_to_sign_and_confirmed_minutes_have():
    draft = opened(minutes_word(make_minuted()))
    confirmed = opened(minutes_word(make_minuted(day="2024-06-14", **CONFIRMED)))
    assert "Signed" not in words_of(draft)
    assert "Initialled" not in draft.sections[0].footer.paragraphs[0].text
    assert "Signed \t (Chair)   Date \t" in words_of(confirmed)
    assert confirmed.sections[0].footer.paragraphs[0].text.startswith("Harbour Panel, 14 June 2024.  Initialled")
    fields = [field.get(qn("w:instr")) for field in confirmed.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_a_draft_for_review_says_so_and_is_of_no_edition():
    meeting = make_minuted()
    document = opened(minutes_word(meeting, is_for_review=True))
    assert ("Status", "Draft for review, not public.") in paragraphs(document)
    assert "Draft for review, not public." in document.sections[0].footer.paragraphs[0].text
    assert "Edition" not in words_of(document)
    assert meeting.digest in words_of(opened(minutes_word(meeting)))


def test_the_same_edition_gives_the_same_bytes():
    meeting = make_minuted()
    made = minutes_word(meeting)
    time.sleep(2.1)  # A zip file tells the time in steps of two seconds.
    assert minutes_word(meeting) == made


def test_no_text_is_a_tag_or_code():
    lines = [
        *HOSTILE,
        "{{ 7 * 7 }} {%p if x %} {{r x }} {# note #}",
        "]]> <w:p> &lt; <!-- -->",
        "tab\there \x01\x0b\ufffe end",
    ]
    minute = "".join(f"<p>{line.replace('&', '&amp;').replace('<', '&lt;')}</p>" for line in lines)
    hostile = make_item(
        title=lines[-3],
        purpose=lines[-2],
        minute=minute,
        resolutions=[make_resolution(label="{{ x }}", text="\n".join(lines), reasons="\n".join(lines))],
    )
    people = [make_attendee(name=lines[-3], role=lines[-2])]
    document = opened(minutes_word(make_minuted(items=[hostile], attendees=people, venue=lines[-2])))
    said = " ".join(words_of(document).split())
    for line in lines:
        clean = " ".join(line.translate(dict.fromkeys([1, 11, 0xFFFE])).split())
        assert said.count(clean) >= 3, line
    assert "49" not in said.replace(document.core_properties.title, "").split()


@pytest.mark.parametrize("html", ODD)
def test_odd_but_clean_html_is_set(html):
    document = opened(minutes_word(make_minuted(items=[make_item(minute=html)])))
    assert "odd" in words_of(document)
    for cell in document.element.body.iter(qn("w:tc")):
        assert cell[-1].tag == qn("w:p")
    for table in document.element.body.iter(qn("w:tbl")):
        columns = len(table.find(qn("w:tblGrid")))
        for row in table.findall(qn("w:tr")):
            spans = [cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for cell in row.findall(qn("w:tc"))]
            assert sum(int(span.get(qn("w:val"))) if span is not None else 1 for span in spans) == columns


def test_a_council_edits_the_template_in_word(settings, tmp_path):
    own = Document(io.BytesIO(make_template()))
    own.paragraphs[0].text = "The crest of {{ council }}"
    own.core_properties.author = own.core_properties.last_modified_by = "Pat Lee"
    settings.WORD_TEMPLATE = tmp_path / "own.docx"
    own.save(settings.WORD_TEMPLATE)
    made = minutes_word(make_minuted())
    assert paragraphs(opened(made))[0][1] == "The crest of Southcliff City Council"
    about = opened(made).core_properties
    assert (about.author, about.last_modified_by) == ("Southcliff City Council", "")


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("{{ committee", "unexpected"),
        ("{%p for item in items %}", "Unexpected end"),
        ("{{ committee.__class__.__mro__ }}", ""),
    ],
)
def test_a_template_that_cannot_be_filled_is_told_before_it_is_needed(settings, tmp_path, words, fault):
    own = Document(io.BytesIO(make_template()))
    own.add_paragraph(words)
    settings.WORD_TEMPLATE = tmp_path / "own.docx"
    own.save(settings.WORD_TEMPLATE)
    assert bool(fault_in_template()) is bool(fault)
    assert fault in fault_in_template()
    assert [error.id for error in word_template_can_be_filled(None)] == (["meetings.E004"] if fault else [])


def test_a_template_looks_at_words_and_at_nothing_behind_them(settings, tmp_path):
    own = Document(io.BytesIO(make_template()))
    own.add_paragraph("{{ committee.__class__.__mro__ }}")
    settings.WORD_TEMPLATE = tmp_path / "own.docx"
    own.save(settings.WORD_TEMPLATE)
    with pytest.raises(SecurityError):
        minutes_word(make_minuted())


@pytest.mark.parametrize("content", [None, b"", b"not a Word file"])
def test_a_file_that_is_no_word_file_is_told(settings, tmp_path, content):
    settings.WORD_TEMPLATE = tmp_path / "own.docx"
    if content is not None:
        settings.WORD_TEMPLATE.write_bytes(content)
    assert fault_in_template()


def test_our_own_template_has_no_fault():
    assert fault_in_template() == ""


def test_the_template_kept_is_the_one_that_the_script_makes():
    with zipfile.ZipFile(io.BytesIO(make_template())) as made, zipfile.ZipFile(HERE) as kept:
        assert kept.namelist() == made.namelist()
        # How tightly a part is packed is a matter of the machine.
        assert [name for name in kept.namelist() if kept.read(name) != made.read(name)] == []
    assert HERE.stat().st_size < 40_000


def test_a_long_meeting_is_written_in_bounded_time():
    items = [full_item(str(n), f"Dredging of channel {n}") for n in range(1, 61)]
    meeting = make_minuted(items=items)
    began = time.monotonic()
    made = minutes_word(meeting)
    # Measured at one and a half seconds on a busy machine: fifteen leaves room, and none for a bad loop.
    assert time.monotonic() - began < 15
    said = words_of(opened(made))
    assert [n for n in range(1, 61) if f"before the spring, as item {n} says." not in said] == []
