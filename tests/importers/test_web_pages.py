"""Web pages: whatever the markup, the words of the minutes become the blocks that the same words in plain text do."""

import datetime

import pytest

from meetings.importers.blocks import Kind
from meetings.importers.formats.web_page import read, source_of_html
from meetings.importers.minutes import ItemRead, MeetingRead
from meetings.importers.reading import read as read_blocks_of
from meetings.importers.reading import read_file, read_text
from meetings.importers.source import CannotRead, Source
from tests.importers.readings_of import PAGES, every_reading, page


def meeting_of(name: str) -> MeetingRead:
    (meeting,) = read_file((PAGES / name).read_bytes(), name).meetings
    return meeting


def words_in(html: str) -> list[tuple[str, str]]:
    """The marker and the words of each block of some HTML."""
    return [(block.label, block.words) for block in source_of_html(html).blocks]


def kinds_in(html: str) -> list[tuple[Kind, str]]:
    return [(block.kind, block.text) for block in source_of_html(html).blocks]


def resolutions_of(item: ItemRead) -> list[tuple[str, str, str]]:
    return [(resolution.label, resolution.verb, resolution.text.value) for resolution in item.resolutions]


# Whole pages.


def test_an_issue_page_is_read_just_as_its_words_in_plain_text():
    html, plain = read_file(page("scrutiny_item.html").encode(), "page.html"), read_text(page("scrutiny_item.txt"))
    assert html.warnings == plain.warnings == ()
    assert values_of(html) == values_of(plain)
    item = html.meetings[0].items[0]
    assert item.number.value == "8"
    assert len(item.speakers) == 3
    assert item.minute.value.count("<li>") == 8
    assert [resolution.label for resolution in item.resolutions] == ["(i)", "(ii)"]
    assert len(item.actions) == 2


def values_of(read) -> list[object]:
    return [reading.value for reading in every_reading(read)]


def test_a_meetings_page_in_a_table_is_read_as_its_items():
    meeting = meeting_of("meeting_page.html")
    assert (meeting.date.value, meeting.committee.value) == (datetime.date(2019, 3, 21), "Harbour Committee")
    assert meeting.venue.value == "Committee Room 2, Guildhall"
    assert [(item.number.value, item.title.value) for item in meeting.items] == [
        ("1", "Apologies for absence"),
        ("2", "Declarations of Interest"),
        ("3", "Minutes"),
        ("3a", "Working Group of 4 March 2019"),
        ("4", "Mooring fees"),
    ]
    fees = meeting.items[-1]
    assert fees.purpose.value == "Report of the Harbour Master."
    assert [resolution.label for resolution in fees.resolutions] == ["(A)", "(B)"]
    assert fees.actions[0].owner.value == "Councillor Rowe"
    assert "<tr><td>Berth</td><td>Fee</td></tr><tr><td>North quay</td><td>£40</td></tr>" in fees.minute.value


def test_a_parishs_post_keeps_its_own_head_and_loses_the_sites():
    read = read_file(page("parish_minutes.html").encode(), "post.htm")
    (meeting,) = read.meetings
    assert meeting.date.value == datetime.date(2021, 9, 13)
    assert meeting.committee.value == "Parish Council"
    assert [item.title.value for item in meeting.items] == ["Present", "Apologies", "Planning", "Warden"]
    assert resolutions_of(meeting.items[2]) == [
        ("1.", "RESOLVED", "To raise no objection to the fence at Quarry House."),
        ("2.", "RESOLVED", "To ask that the gate be green."),
    ]
    assert any("hidden text" in warning for warning in read.warnings)
    assert "remark" not in str(values_of(read))


def test_a_table_of_those_present_is_read_as_lists_and_a_table_of_sums_stays_one():
    meeting = meeting_of("scottish_page.html")
    assert [(attendee.name.value, attendee.status) for attendee in meeting.attendees] == [
        ("D Aird", "present"),
        ("K Bain", "present"),
        ("N Cath", "present"),
        ("R Tyne", "in attendance"),
        ("S Bruce", "apologies"),
    ]
    ferries, budget = meeting.items
    assert [label for label, _, _ in resolutions_of(ferries)] == ["(a)", "(b)"]
    assert "<tr><td>Roads</td><td>£1,200</td></tr>" in budget.minute.value


def test_a_welsh_page_is_read_like_an_english_one():
    meeting = meeting_of("welsh_page.html")
    assert meeting.date.value == datetime.date(2018, 3, 14)
    assert [item.title.value for item in meeting.items] == ["YMDDIHEURIADAU", "PONT Y FELIN"]
    assert resolutions_of(meeting.items[1]) == [("", "PENDERFYNWYD", "derbyn yr adroddiad.")]


def test_a_column_of_owners_is_read_with_the_paragraphs_beside_it():
    meeting = meeting_of("action_column.html")
    (action,) = meeting.items[1].actions
    assert (action.owner.value, action.due.value) == ("RT", "before the next meeting")


def test_words_lists_keep_the_markers_that_it_prints():
    read = read_file(page("word_clipboard.html").encode(), "clipboard.html")
    (item,) = read.meetings[0].items
    assert (item.number.value, item.title.value) == ("1", "Salt barn")
    assert resolutions_of(item) == [
        ("(i)", "RESOLVED", "the barn be locked;"),
        ("(ii)", "RESOLVED", "a key be cut."),
    ]
    assert "<li>The key is kept by the clerk.<ul><li>A second key is lost.</li></ul></li>" in item.minute.value
    assert read.warnings[:2] == (
        "Tracked changes: 1 insertion was read as accepted, 1 deletion was left out. "
        "Accept or reject them in Word to be sure.",
        "1 stretch of hidden text was not imported: the page does not show it.",
    )


def test_a_shared_document_counts_its_lists_by_their_style():
    (item,) = meeting_of("shared_document.html").items
    assert resolutions_of(item) == [
        ("(a)", "agreed", "the hedges be cut; (i) by hand; and"),
        ("(b)", "agreed", "the path be swept."),
    ]


# Lists.


@pytest.mark.parametrize(
    ("attributes", "markers"),
    [
        ("", ["1.", "2."]),
        ('type="a" start="26"', ["(z)", "(aa)"]),
        ('type="i" start="28"', ["(xxviii)", "(xxix)"]),
        ('type="A"', ["(A)", "(B)"]),
        ('type="I" start="4"', ["(IV)", "(V)"]),
        ('style="list-style-type: lower-roman" start="3"', ["(iii)", "(iv)"]),
        ('style="list-style: none"', ["", ""]),
        ('start="0" type="a"', ["0.", "(a)"]),
        ('start="99999999999999"', ["1.", "2."]),
    ],
)
def test_an_ordered_list_prints_the_markers_that_the_page_shows(attributes, markers):
    found = words_in(f"<ol {attributes}><li>One road</li><li><p>Two roads</p></li></ol>")
    assert found == [(markers[0], "One road"), (markers[1], "Two roads")]


def test_the_value_of_an_entry_moves_the_count_on():
    assert words_in("<ol><li value=4>North</li><li>South</li></ol>") == [("4.", "North"), ("5.", "South")]


def test_a_marker_printed_in_the_words_is_not_printed_twice():
    source = source_of_html(
        "<ol><li>(i) That it be so</li><li>2. Roads</li></ol><ul><li>· Parks</li><li>4. Trees</li></ul>"
    )
    assert source.text == "(i) That it be so\n2. Roads\n\n· Parks\n4. Trees"
    assert [block.label for block in source.blocks] == ["(i)", "2.", "·", "4."]


def test_a_number_that_begins_a_sentence_is_no_marker():
    assert words_in("<ol><li>2 members left.</li></ol><ul><li>3 stayed.</li></ul>") == [
        ("1.", "2 members left."),
        ("•", "3 stayed."),
    ]


def test_lists_inside_lists_count_for_themselves_and_know_their_level():
    source = source_of_html("<ol><li>North<ol type=a><li>gate</li><li>wall</li></ol></li><li>South</li></ol>")
    assert source.text == "1. North\n  (a) gate\n  (b) wall\n2. South"
    assert [block.level for block in source.blocks] == [1, 2, 2, 1]
    assert [block.is_after_blank for block in source.blocks] == [True, False, False, False]


def test_the_second_paragraph_of_an_entry_has_no_marker_and_an_empty_entry_is_no_line():
    html = "<ol><li><p>North.</p><p>It rained.</p></li><li> </li><li>South.</li></ol>"
    assert words_in(html) == [("1.", "North."), ("", "It rained."), ("3.", "South.")]


# Tables.


def test_rows_of_data_are_rows_whose_cells_are_known():
    rows = source_of_html("<table><tr><th>Ward<th>For<th>Not<tr><td>North<td><td><tr><td><td>7<td>9</table>").blocks
    assert [block.kind for block in rows] == [Kind.TABLE_ROW] * 3
    assert [[row.text[start:end] for start, end in row.cells] for row in rows] == [
        ["Ward", "For", "Not"],
        ["North"],
        ["", "7", "9"],
    ]


def test_a_table_that_only_lays_out_the_page_is_opened():
    html = "<table><tr><td><h2>Roads</h2><p>It rained.</p><table><tr><td>Salt<td>9 t</table></td></tr></table>"
    assert kinds_in(html) == [
        (Kind.HEADING, "Roads"),
        (Kind.PARAGRAPH, "It rained."),
        (Kind.TABLE_ROW, "Salt | 9 t"),
    ]


def test_markers_in_a_column_of_their_own_stand_before_their_limbs():
    html = "<p>RESOLVED that:</p><table><tr><td>(a)<td>the barn be locked<tr><td>(b)<td>a key be cut</table>"
    assert words_in(html)[1:] == [("(a)", "the barn be locked"), ("(b)", "a key be cut")]


def test_numbers_that_are_data_number_nothing():
    kinds = kinds_in("<table><tr><td>2021<td>45<tr><td>2022<td>51</table>")
    assert kinds == [(Kind.TABLE_ROW, "2021 | 45"), (Kind.TABLE_ROW, "2022 | 51")]


def test_a_row_that_says_what_it_holds_is_a_line():
    assert words_in("<table><tr><td>Venue:<td>Town Hall</table>") == [("", "Venue: Town Hall")]


# Words and spaces.


def test_line_breaks_part_lines_but_not_sentences():
    html = "<p>Councillor A Hill<br>Councillor B Lowe<br/>who came<br>late.<br><br>Nobody else.</p>"
    source = source_of_html(html)
    assert [block.text for block in source.blocks] == [
        "Councillor A Hill",
        "Councillor B Lowe who came late.",
        "Nobody else.",
    ]
    assert [block.is_after_blank for block in source.blocks] == [True, False, True]


def test_spacers_are_spaces_and_signs_without_width_are_nothing():
    assert words_in("<p>&nbsp;&nbsp;A&nbsp;&nbsp;&nbsp; The fe\u00ades&#8203; go&nbsp;up</p>") == [
        ("A", "The fees go up")
    ]


def test_text_set_as_typed_keeps_its_lines():
    assert words_in("<pre>\n4.  Roads\n\nIt rained.\n</pre>") == [("4.", "Roads"), ("", "It rained.")]


def test_signs_that_look_like_markup_stay_words():
    assert words_in("<p>a &lt;b&gt; &amp;amp; 3 < 4 &copy; &eacute;</p>") == [("", "a <b> &amp; 3 < 4 © é")]


def test_headings_know_their_level_and_their_number():
    (block,) = source_of_html("<h3>8. <b>Parking</b></h3>").blocks
    assert (block.kind, block.level, block.label, block.words) == (Kind.HEADING, 3, "8.", "Parking")


# What is left out.


@pytest.mark.parametrize(
    "tag",
    [
        "<p hidden>",
        '<p aria-hidden="true">',
        "<p style='DISPLAY : None !important'>",
        "<p style='visibility:hidden'>",
        "<p style='mso-hide:all'>",
        '<p class="note sr-only">',
        "<b style='display:none'>",
    ],
)
def test_hidden_text_is_left_out_and_the_clerk_is_told(tag):
    source = source_of_html(f"<div>{tag}Secret <i>words</i></{tag[1]}></div><p>Seen</p>")
    assert source.text == "Seen"
    assert source.warnings == ("1 stretch of hidden text was not imported: the page does not show it.",)


def test_a_hidden_tag_without_words_is_no_news():
    assert source_of_html("<p hidden> &nbsp;</p><p>Seen</p>").warnings == ()


def test_struck_out_words_stand_and_the_clerk_is_told():
    source = source_of_html("<p>The <s>old</s> road</p>")
    assert source.text == "The old road"
    assert source.warnings == ("1 stretch of struck-out words was imported as if it stood: check it.",)


@pytest.mark.parametrize(
    "html",
    [
        "<nav><p>Home</p></nav>", "<header><h1>Site</h1></header>", "<footer>Foot</footer>", "<aside>Else</aside>",
        "<div role=navigation>Home</div>", "<ol class='breadcrumb'><li>Home</ol>", "<script>var a</script>",
        "<style>p{}</style>", "<noscript>Old</noscript>", "<template><p>t</p></template>", "<!-- <p>c</p> -->",
        "<select><option>2021</select>", "<button>Go</button>", "<label>Search</label>", "<iframe>i</iframe>",
        "<form><h3>Write</h3><p>Name</p><input></form>", "<title>Page</title>", "<svg><text>s</text></svg>",
    ],
)  # fmt: skip
def test_what_is_no_part_of_the_page_is_no_part_of_the_minutes(html):
    assert source_of_html(f"{html}<p>It rained on the day.</p>").text == "It rained on the day."


def test_a_form_around_the_whole_page_is_only_its_frame():
    html = "<form><div><form><p>Name</p></form><h1>Roads Board</h1><p>It rained.</p></div></form>"
    assert "It rained." in source_of_html(html).text


def test_a_drawing_that_is_closed_at_once_swallows_nothing():
    assert source_of_html("<svg/><a name='x'/><p>It <o:p/>rained.</p>").text == "It rained."


# Files.


@pytest.mark.parametrize(
    "content",
    [
        "Cllr O’Hara – £5".encode(),
        b"\xef\xbb\xbf" + "Cllr O’Hara – £5".encode(),
        b"\xff\xfe" + "Cllr O’Hara – £5".encode("utf-16-le"),
        b"\xfe\xff" + "Cllr O’Hara – £5".encode("utf-16-be"),
        "Cllr O’Hara – £5".encode("cp1252"),
        b'<meta charset="ISO-8859-1">' + "Cllr O’Hara – £5".encode("cp1252"),
        b"<meta content='text/html; charset=windows-1252'>" + "Cllr O’Hara – £5".encode("cp1252"),
        b"<meta charset=macintosh>" + "Cllr O’Hara – £5".encode("mac_roman"),
        b"<meta charset=punycode>" + "Cllr O’Hara – £5".encode(),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_is_written_in(content):
    assert read(content).text == "Cllr O’Hara – £5"


@pytest.mark.parametrize("content", [b"PK\x03\x04...", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1"])
def test_another_kind_of_file_is_refused_with_what_to_do(content):
    with pytest.raises(CannotRead, match="upload that"):
        read(content)


def test_a_page_without_words_has_no_blocks():
    for html in ("", " ", "<html><body></body></html>", "<p>&nbsp;</p>", "<img src=x>", "<!--", "<p", "\0"):
        source = source_of_html(html)
        assert source == Source("", ())
        assert read_blocks_of(source).meetings == ()


def test_an_earlier_steps_warnings_come_first():
    warnings = source_of_html("<p hidden>x</p>", ("2 comments were not imported.",)).warnings
    assert warnings[0] == "2 comments were not imported."
    assert len(warnings) == 2
