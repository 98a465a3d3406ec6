"""Minutes as PDF: tagged as PDF/UA-1 asks, whole, the same bytes each time, and no text of theirs is ever code."""

import io
import time

import pikepdf
import pytest
from pypdf import PdfReader

from meetings.exporters.minutes_pdf import minutes_pdf
from tests.exporters.making import exempt_item, full_item, make_minuted
from tests.public.making import make_attendee, make_item, make_resolution

pytestmark = pytest.mark.django_db
HOSTILE = [
    '#sys.inputs #eval("1+1") #read("/etc/passwd")',
    "$x^2$ \\ \\u{41} [ ] { } ] #[",
    "@label <label> *bold* _em_ `raw` ```raw``` = Heading",
    "- list + list / term: x // comment /* comment */",
    "\"quoted\" 'quoted' ~ --- ... https://example.org/a",
    "{{ council }} {% for x in y %} </w:t> & &amp; <script>",
]
CONFIRMED = {"confirmed": {"on": "2024-07-18", "at": ""}}


def words_of(made: bytes) -> str:
    """All words of the file, white space evened out."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages).split())


def structure(made: bytes) -> list[tuple[str, pikepdf.Object]]:
    """Every element of the file's structure with its tag, in order."""
    found = []
    with pikepdf.open(io.BytesIO(made)) as pdf:
        waiting = [pdf.Root.StructTreeRoot]
        while waiting:
            element = waiting.pop()
            if isinstance(element, pikepdf.Array):
                waiting += reversed(list(element))
            elif isinstance(element, pikepdf.Dictionary):
                if "/S" in element:
                    found.append((str(element.S), scope_of(element)))
                if "/K" in element:
                    waiting.append(element.K)
    return found


def scope_of(element: pikepdf.Dictionary) -> str:
    attributes = element.get("/A", pikepdf.Array())
    each = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    return next((str(one.Scope) for one in each if isinstance(one, pikepdf.Dictionary) and "/Scope" in one), "")


def test_it_is_tagged_titled_and_in_a_language():
    made = minutes_pdf(make_minuted())
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
        assert str(pdf.docinfo.Title) == "Harbour Panel, Thursday 13 June 2024: minutes"
        assert str(pdf.docinfo.Author) == "Southcliff City Council"
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert len(pdf.pages) == 2
        assert all(
            font.FontDescriptor.get("/FontFile3") or font.FontDescriptor.get("/FontFile2") for font in fonts(pdf)
        )


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    named = [font for page in pdf.pages for font in page.Resources.Font.values()]
    return [font.DescendantFonts[0] for font in named]


def test_headings_tables_and_lists_are_what_they_are():
    tags = structure(minutes_pdf(make_minuted()))
    names = [tag for tag, _ in tags]
    assert names.count("/H1") == 1
    # Attendance and four items; declarations and actions of one of them.
    assert names.count("/H2") == 5
    assert names.count("/H3") == 2
    assert names.count("/Table") == 2
    assert [scope for tag, scope in tags if tag == "/TH"] == ["/Column"] * 5
    # Discussion points, the list in one of them, costs, declarations, decisions and actions.
    assert names.count("/L") == 6


def test_every_word_of_the_minutes_is_in_it():
    said = words_of(minutes_pdf(make_minuted()))
    for words in [
        "Harbour Panel Minutes of the meeting held on Thursday 13 June 2024 5:30pm, Town Hall",
        "Draft minutes, not yet confirmed.",
        "Councillor Sam Hart Substitute for Councillor Ruth Gale Present",
        "Councillor Ruth Gale Apologies",
        "4 Dredging of the main channel (minute 27)",
        "Councillor Amina Okafor: personal. She moors a boat. Left the room.",
        "ii. That the dredger was hired by the week: • in spring, and",
        "RESOLVED (i) That the channel be dredged to a depth of 4 metres",
        "Moved by Councillor Amina Okafor, seconded by Councillor Tom Reed. Votes: 2 for, 1 against, 0 abstained.",
        "Against (1): Councillor Sam Hart",
        "Reasons for the decision The channel is too shallow. Boats wait for the tide.",
        "(ii) That the cost be noted.",
        "That the minutes of 9 May 2024 be confirmed as a correct record.",
        "Tell the fishermen Executive Director, by 22 July 2024",
        "Exempt information The public is excluded from this item. Paragraph 3",
        "What may be said of it: The Panel considered the terms of a lease.",
        "Page 1 of 2",
        "Page 2 of 2",
    ]:
        assert words in said


def test_a_draft_has_no_line_to_sign_and_confirmed_minutes_have():
    draft = words_of(minutes_pdf(make_minuted()))
    confirmed = words_of(minutes_pdf(make_minuted(day="2024-06-14", **CONFIRMED)))
    assert "Signed" not in draft
    assert "Initialled" not in draft
    for words in ["Confirmed as a correct record on 18 July 2024.", "Signed (Chair) Date", "Initialled Page 1 of 2"]:
        assert words in confirmed
    assert "not yet confirmed" not in confirmed


def test_the_last_page_tells_how_to_verify_it():
    meeting = make_minuted()
    last = PdfReader(io.BytesIO(minutes_pdf(meeting))).pages[-1].extract_text()
    assert "Edition 1 of these minutes, put on the public record on 25 June 2024" in " ".join(last.split())
    assert meeting.address in last
    assert meeting.digest in last


def test_a_correction_is_told():
    make_minuted()
    corrected = make_minuted(kind="correction", reason="The depth was wrong.", published="2024-07-02")
    said = words_of(minutes_pdf(corrected))
    assert "Corrected on 2 July 2024: The depth was wrong." in said
    assert "Edition 2 of these minutes" in said


def test_the_same_edition_gives_the_same_bytes_whatever_became_of_its_actions():
    meeting = make_minuted()
    made = minutes_pdf(meeting)
    meeting.progress = {"4": {"1": {"completed_on": "2024-07-01", "updates": [{"on": "2024-07-01", "text": "Done"}]}}}
    assert minutes_pdf(meeting) == made
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert str(pdf.docinfo.CreationDate).startswith("D:20240625080000")


def test_no_text_is_code():
    lines = "\n".join(HOSTILE)
    minute = "".join(f"<p>{line.replace('&', '&amp;').replace('<', '&lt;')}</p>" for line in HOSTILE)
    hostile = make_item(
        title=HOSTILE[0],
        purpose=HOSTILE[1],
        minute=minute + f'<p><a href="https://example.org/&quot;#x">{HOSTILE[1]}</a></p>',
        resolutions=[make_resolution(label='#"(i)"', text=lines, reasons=lines)],
    )
    people = [make_attendee(name=HOSTILE[0], role=HOSTILE[1])]
    said = words_of(minutes_pdf(make_minuted(items=[hostile], attendees=people, venue=HOSTILE[2])))
    for line in HOSTILE:
        # In the minute, the resolution and its reasons.
        assert said.replace(" ", "").count(line.replace(" ", "")) >= 3, line


ODD = [
    '<table><tr><th colspan="999" rowspan="999">odd</th></tr><tr><td>b</td><td>c</td></tr></table>',
    "<table><thead><tr><th>odd</th></tr></thead></table>",
    '<table><tr><td rowspan="2">odd</td><td>b</td></tr><tr><td colspan="2">c</td></tr></table>',
    "<table><tr><td><table><tr><th>a</th></tr><tr><td>b<ul><li>odd</li></ul></td></tr></table></td></tr></table>",
    '<ol start="0"><li>a</li></ol><ol start="-5"><li>b</li></ol><ol type="A" start="31999"><li>odd</li></ol>',
    "<ul><li><ul><li><table><tr><td>odd</td></tr></table></li></ul></li></ul>",
    '<p><a href="">a</a> <a href="mailto:a@b.test">b</a> <a href="https://a.test/%zz?&quot; x">odd</a></p>',
    f'<p><a href="https://a.test/{"x" * 9000}">odd</a> <a href="/meetings/">here</a></p>',
    "<ul>" + "<li><ul>" * 300 + "<li>odd</li>" + "</ul></li>" * 300 + "</ul>",
]


@pytest.mark.parametrize("html", ODD)
def test_odd_but_clean_html_is_set(html):
    assert "odd" in words_of(minutes_pdf(make_minuted(items=[make_item(minute=html)])))


def test_characters_that_no_font_has_are_squares_and_said_to_be():
    odd = "<p>Caffè Łódź Ŵŷ Ω Я → “x” 中文 😀 \ufeff\x01\ue000\u200b\u2028 ⸘</p>"
    said = words_of(minutes_pdf(make_minuted(items=[make_item(minute=odd)])))
    assert "Caffè Łódź Ŵŷ Ω Я → “x” □□ □" in said
    assert "is shown as □" in said
    assert "□" not in words_of(minutes_pdf(make_minuted(day="2024-06-14")))


def test_welsh_minutes_are_in_welsh():
    minute = "<p>Derbyniwyd ymddiheuriad gan y Cynghorydd. Trafododd y Pwyllgor y bont yn Nhŷ’r Ŵyl.</p>"
    made = minutes_pdf(make_minuted(items=[make_item(title="Ymddiheuriadau", minute=minute)]))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert str(pdf.Root.Lang) == "cy-GB"
    assert "Trafododd y Pwyllgor y bont yn Nhŷ’r Ŵyl." in words_of(made)


def test_a_long_meeting_is_set_in_bounded_time():
    items = [full_item(str(n), f"Dredging of channel {n}") for n in range(1, 60)] + [exempt_item("60")]
    meeting = make_minuted(items=items)
    minutes_pdf(meeting)
    began = time.monotonic()
    made = minutes_pdf(meeting)
    # Measured at one to two seconds on a busy machine: ten leaves room, and none for a bad loop.
    assert time.monotonic() - began < 10
    said = words_of(made)
    assert [n for n in range(1, 60) if f"before the spring, as item {n} says." not in said] == []
    pages = len(PdfReader(io.BytesIO(made)).pages)
    assert f"Page {pages} of {pages}" in said
