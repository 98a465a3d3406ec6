"""Pasting into the rich-text editor, in a real browser: lists from Word become lists, the rest stays as it is."""

import pytest
from playwright.sync_api import Page, expect

from meetings.models import Item
from tests import making
from tests.browser.test_journey import log_in

PASTE = """(editor, [html, text]) => {
  const clipboardData = new DataTransfer();
  if (html) clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", text);
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
# As Word gives a piece of a document to the clipboard: a style sheet, conditional comments, quotes left out.
FROM_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40"><head><meta name=ProgId content=Word.Document>
<style><!-- p.MsoNormal {{margin:0cm; font-size:11.0pt;}} {styles} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->

{body}

<!--EndFragment--></body></html>"""
GAP = """<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span>"""


def plain(text: str) -> str:
    return f"<p class=MsoNormal style='margin-left:18.0pt'>{text}<o:p></o:p></p>"


def listed(marker: str, text: str, *, level: int = 1, of: str = "l0", tag: str = "p", font: str = "Calibri") -> str:
    """An item of a list as Word writes it."""
    return (
        f"<{tag} class=MsoListParagraphCxSpMiddle style='margin-left:36.0pt;mso-add-space:auto;text-indent:-18.0pt;\n"
        f"mso-list:{of} level{level} lfo1'><![if !supportLists]><span style='mso-bidi-font-family:{font}'>"
        f"<span style='mso-list:Ignore'>{marker}{GAP}</span></span><![endif]>{text}<o:p></o:p></{tag}>"
    )


def word(*paragraphs: str, styles: str = "") -> str:
    return FROM_WORD.format(body="\n\n".join(paragraphs), styles=styles)


@pytest.fixture
def item(site) -> Item:
    making.make_user(name="clerk", group="Clerk", password="a-long-enough-password")
    return making.make_item(meeting=making.make_meeting(), minute="")


@pytest.fixture
def pasted(page: Page, item):
    """Paste into the item's minute, save, and give what is then at the desk."""

    def paste_and_save(html: str, text: str = "As plain text.") -> str:
        page.goto(f"/admin/meetings/item/{item.pk}/change/")
        editor = page.get_by_role("textbox", name="Minute", exact=True)
        editor.click()
        editor.press("Control+a")
        editor.press("Delete")
        editor.evaluate(PASTE, [html, text])
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("was changed successfully")).to_be_visible()
        assert page.faults == []
        item.refresh_from_db()
        return item.minute

    log_in(page, "clerk")
    return paste_and_save


def test_lists_from_word_become_lists(pasted):
    # Limbs of a resolution, bullets of two depths under one of them, and the limbs go on.
    assert pasted(
        word(
            plain("<b>RESOLVED</b> that:"),
            listed("(i)", "the <i>moorings</i> be renewed;"),
            listed("(ii)", "the buoys be painted:"),
            listed("·", "red to port;", level=2, font="Symbol"),
            listed("o", "the first at once;", level=3),
            listed("§", "green to starboard; and", level=2, font="Wingdings"),
            listed("(iii)", "a report be brought back."),
        )
    ) == (
        "<p><strong>RESOLVED</strong> that:</p>"
        '<ol type="i"><li><p>the <em>moorings</em> be renewed;</p></li>'
        "<li><p>the buoys be painted:</p>"
        "<ul><li><p>red to port;</p><ul><li><p>the first at once;</p></li></ul></li>"
        "<li><p>green to starboard; and</p></li></ul></li>"
        "<li><p>a report be brought back.</p></li></ol>"
    )
    # A list that a paragraph interrupts goes on with the number it had come to.
    assert pasted(
        word(
            listed("1.", "One berth is free."),
            listed("2.", "Two are let."),
            plain("The Panel adjourned for ten minutes."),
            plain("&nbsp;"),
            listed("3.", "Three are being mended."),
            plain("<span style='mso-spacerun:yes'>&nbsp;</span>"),
            listed("4.", "Four are closed."),
        )
    ) == (
        "<ol><li><p>One berth is free.</p></li><li><p>Two are let.</p></li></ol>"
        "<p>The Panel adjourned for ten minutes.</p>"
        '<ol start="3"><li><p>Three are being mended.</p></li><li><p>Four are closed.</p></li></ol>'
    )


def test_a_letter_is_a_letter_or_a_roman_numeral_as_the_list_goes(pasted):
    assert pasted(
        word(
            listed("(h)", "eighth"),
            listed("(i)", "ninth"),
            plain("Then:"),
            listed("I.", "first"),
            listed("II.", "second"),
            plain("Then:"),
            listed("c)", "third"),
            listed("d)", "fourth"),
            plain("Then, as the style sheet says:"),
            listed("v.", "twenty-second", of="l7"),
            plain("After z comes:"),
            listed("aa)", "twenty-seventh"),
            listed("bb)", "twenty-eighth"),
            styles='@list l7:level1 {mso-level-number-format:alpha-lower; mso-level-text:"%1."}',
        )
    ) == (
        '<ol start="8" type="a"><li><p>eighth</p></li><li><p>ninth</p></li></ol><p>Then:</p>'
        '<ol type="I"><li><p>first</p></li><li><p>second</p></li></ol><p>Then:</p>'
        '<ol start="3" type="a"><li><p>third</p></li><li><p>fourth</p></li></ol><p>Then, as the style sheet says:</p>'
        '<ol start="22" type="a"><li><p>twenty-second</p></li></ol><p>After z comes:</p>'
        '<ol start="27" type="a"><li><p>twenty-seventh</p></li><li><p>twenty-eighth</p></li></ol>'
    )


def test_markers_that_no_list_can_show_stay_as_text(pasted):
    assert pasted(
        word(
            listed("5.", "Moorings", tag="h2"),
            listed("5.1", "The Panel heard a report.", level=2),
            listed("5.2", "It was debated.", level=2),
            listed("(a)", "on cost;", level=3),
            listed("(b)", "on time.", level=3),
        )
    ) == (
        "<p>5. Moorings</p><p>5.1 The Panel heard a report.</p><p>5.2 It was debated.</p>"
        '<ol type="a"><li><p>on cost;</p></li><li><p>on time.</p></li></ol>'
    )


def test_bullets_of_symbol_fonts_and_lists_that_are_real_already_are_known(pasted):
    assert pasted(
        word(
            listed("v", "a tick", font="Wingdings"),
            listed("–", "a dash"),
            plain("Then &lt;b style='x'&gt;, two levels begun below the first:"),
            listed("(a)", "below", level=2),
            listed("1.", "above"),
            listed("(b)", "below again", level=2),
            "<ol style='margin-top:0cm' start=4 type=1>"
            "<li class=MsoNormal style='mso-list:l3 level1 lfo2'>real</li></ol>",
        )
    ) == (
        "<ul><li><p>a tick</p></li><li><p>a dash</p></li></ul>"
        "<p>Then &lt;b style='x'&gt;, two levels begun below the first:</p>"
        '<ol type="a"><li><p>below</p></li></ol>'
        '<ol><li><p>above</p><ol start="2" type="a"><li><p>below again</p></li></ol></li></ol>'
        '<ol start="4"><li><p>real</p></li></ol>'
    )


def test_comments_deleted_and_hidden_text_stay_behind_and_tables_come_along(pasted):
    assert pasted(
        word(
            plain(
                "The berth<span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>[CL1]</a></span> "
                "was "
                "<del cite='mailto:x' datetime='2024-06-13'>sold</del><ins cite='mailto:x'>let</ins>"
                "<span style='display:none;mso-hide:all'>, quietly</span>."
            ),
            "<table class=MsoTableGrid border=1><tr><td width=100 style='padding:0cm'>"
            + listed("(i)", "in a cell")
            + "</td><td><p class=MsoNormal><o:p>&nbsp;</o:p></p></td></tr></table>",
            "<div style='mso-element:comment-list'><div style='mso-element:comment'>"
            "<p class=MsoCommentText>Is this public?</p></div></div>",
        )
    ) == (
        "<p>The berth was let.</p><table><tbody><tr>"
        '<td><ol type="i"><li><p>in a cell</p></li></ol></td><td><p></p></td></tr></tbody></table>'
    )


def test_what_is_not_from_word_is_pasted_as_it_ever_was(pasted):
    assert pasted("", "The first line.\n(i) the second") == "<p>The first line.</p><p>(i) the second</p>"
    web = (
        '<h2>Limbs</h2><ol start="2" type="a"><li>one</li><li>two<ul><li>three</li></ul></li></ol><p class="x">end</p>'
    )
    assert pasted(web) == (
        '<p>Limbs</p><ol start="2" type="a"><li><p>one</p></li>'
        "<li><p>two</p><ul><li><p>three</p></li></ul></li></ol><p>end</p>"
    )


def test_bold_said_in_styles_is_bold_and_a_wrapper_that_says_it_is_not_is_not(pasted):
    shared = (
        '<b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:400">A </span>'
        '<span style="font-size:11pt;font-weight:700;font-style:italic">berth</span></p></b>'
    )
    assert pasted(shared) == "<p>A <strong><em>berth</em></strong></p>"
