"""The clerk's front door in a real browser: few steps, the keyboard alone, and nothing lost with a closed browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from meetings.models import Meeting, Review
from tests import making
from tests.browser.conftest import accessibility_faults
from tests.browser.test_journey import PASSWORD, SOURCE, log_in
from tests.importers.readings_of import MOORINGS
from tests.importers.test_word import scrutiny_item

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

# As Word puts a list on the clipboard.
WORD_LIST = """<html><body><p class=MsoNormal>Harbour Panel - Thursday 13 June 2024</p>
<h2>4. Moorings</h2><p class=MsoNormal>The Panel heard a report.</p><p class=MsoNormal>RESOLVED that:</p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>(i)<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span>the moorings be renewed; and</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>(ii)<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span>a notice be put up.</p></body></html>"""


@pytest.fixture
def panel(site):
    committee = making.make_committee(
        name="Children and Families Scrutiny Panel", slug="children-and-families-scrutiny-panel"
    )
    making.make_user(name="clerk", group="Clerk", password=PASSWORD)
    return committee


def read_in(page: Page, text: str) -> None:
    page.goto("/admin/import/")
    page.get_by_label("Paste minutes").fill(text)
    page.get_by_role("button", name="Read the minutes").click()
    expect(page.get_by_role("heading", name="Review what was read")).to_be_visible()


def tab_to(page: Page, name: str) -> None:
    """Move the focus with the keyboard alone until it is on the button or box of that name."""
    for _ in range(300):
        page.keyboard.press("Tab")
        focused = page.evaluate("[document.activeElement.name, document.activeElement.value]")
        if name in focused:
            return
    raise AssertionError(f"{name} cannot be reached with the keyboard")


def test_a_pasted_meeting_is_a_draft_after_two_interactions(page: Page, panel):
    log_in(page, "clerk")
    page.goto("/admin/import/")
    page.get_by_label("Paste minutes").fill(SOURCE)
    interactions = [
        page.get_by_role("button", name="Read the minutes"),
        page.get_by_role("button", name="Accept as draft").first,
    ]
    for button in interactions:
        button.click()
    expect(page.get_by_text("Saved as a new draft.")).to_be_visible()
    item = Meeting.objects.get().items.get()
    assert (item.number, item.resolutions.count(), item.actions.count(), item.speakers.count()) == ("8", 2, 2, 3)
    assert len(interactions) <= 6
    assert page.faults == []


def test_the_keyboard_alone_does_it_all(page: Page, panel):
    log_in(page, "clerk")
    page.goto("/admin/import/")
    tab_to(page, "source")
    page.keyboard.insert_text(SOURCE)
    tab_to(page, "Read the minutes")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Review what was read")).to_be_visible()
    tab_to(page, "item-0-title")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("Focused visit")
    # Enter in a box keeps, and makes no draft.
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kept. You can close the page")).to_be_visible()
    assert not Meeting.objects.exists()
    tab_to(page, "add-actions:0")
    page.keyboard.press("Enter")
    expect(page.locator("[name='item-0-actions-2-task']")).to_be_focused()
    page.keyboard.insert_text("Tell the parents")
    tab_to(page, "accept")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved as a new draft.")).to_be_visible()
    item = Meeting.objects.get().items.get()
    assert (item.title, item.actions.last().task) == ("Focused visit", "Tell the parents")
    assert page.faults == []


def test_a_half_done_review_survives_a_closed_browser(page: Page, open_page, site, panel):
    log_in(page, "clerk")
    read_in(page, SOURCE)
    page.locator("[name='meeting-venue']").fill("Committee Room 3")
    page.locator(".ProseMirror").first.click()
    page.keyboard.press("Control+Home")
    page.keyboard.insert_text("Noted first. ")
    expect(page.locator("#kept")).to_contain_text("Kept at")
    page.close()
    again = open_page(base_url=site)
    log_in(again, "clerk")
    again.get_by_role("link", name=re.compile("Children and Families Scrutiny Panel, 17 June 2021")).click()
    expect(again.locator("[name='meeting-venue']")).to_have_value("Committee Room 3")
    expect(again.locator(".ProseMirror").first).to_contain_text("Noted first.")
    assert not Meeting.objects.exists()


def test_a_box_shows_where_it_was_read(page: Page, panel):
    log_in(page, "clerk")
    read_in(page, SOURCE)
    page.locator("[name='attendee-1-name']").focus()
    expect(page.locator(".source mark.shown")).to_have_text("Robert Henderson")
    page.locator("[name='meeting-date']").hover()
    expect(page.locator(".source mark.shown")).to_have_text("17/06/2021")


def test_items_are_rearranged_and_the_page_stays_accessible(page: Page, panel):
    log_in(page, "clerk")
    read_in(page, SOURCE)
    page.get_by_text("Split, merge, move or leave out").first.click()
    page.get_by_label("Another item begins at").select_option(index=2)
    page.get_by_role("button", name="Split here").click()
    expect(page.locator("section.item")).to_have_count(2)
    assert accessibility_faults(page) == []
    page.get_by_role("button", name="Undo the last change").click()
    expect(page.locator("section.item")).to_have_count(1)
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.faults == []


def test_what_is_pasted_from_word_keeps_its_lists(page: Page, panel):
    making.make_committee()
    log_in(page, "clerk")
    page.goto("/admin/import/")
    box = page.get_by_label("Paste minutes")
    box.evaluate(
        """(box, html) => {
            const clipboard = new DataTransfer();
            clipboard.setData("text/html", html);
            clipboard.setData("text/plain", "Harbour Panel");
            box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true }));
        }""",
        WORD_LIST,
    )
    # The browser itself puts the plain words into the box.
    box.evaluate("box => { box.value = 'Harbour Panel'; box.dispatchEvent(new Event('input', { bubbles: true })); }")
    expect(page.get_by_text("Pasted with its lists and tables.")).to_be_visible()
    page.get_by_role("button", name="Read the minutes").click()
    expect(page.locator("[name='item-0-resolutions-1-label']")).to_have_value("(ii)")
    expect(page.locator("[name='item-0-resolutions-1-text']")).to_have_value("a notice be put up.")
    assert Review.objects.get().reading["date"]["value"] == "2024-06-13"


def test_a_word_file_is_a_draft_after_three_interactions(page: Page, panel):
    log_in(page, "clerk")
    page.goto("/admin/import/")
    word = {"name": "minutes.docx", "mimeType": WORD, "buffer": scrutiny_item()}
    page.get_by_label("or choose files").set_input_files(word)
    page.get_by_role("button", name="Read the minutes").click()
    expect(page.get_by_text("From minutes.docx.")).to_be_visible()
    page.get_by_role("button", name="Accept as draft").first.click()
    expect(page.get_by_text("Saved as a new draft.")).to_be_visible()
    item = Meeting.objects.get().items.get()
    assert (item.number, item.resolutions.count(), item.actions.count(), item.speakers.count()) == ("8", 2, 2, 3)
    assert item.minute.count("<li>") == 8
    assert page.faults == []


def test_several_files_are_reviewed_one_after_the_other_and_nothing_typed_is_lost(page: Page, panel):
    making.make_committee()
    log_in(page, "clerk")
    page.goto("/admin/import/")
    texts = [MOORINGS.replace("13/06", f"{day}/06") for day in ("13", "20")]
    files = [
        {"name": f"{number}.txt", "mimeType": "text/plain", "buffer": text.encode()}
        for number, text in enumerate(texts)
    ]
    page.get_by_label("or choose files").set_input_files(files)
    page.get_by_role("button", name="Read the minutes").click()
    expect(page.get_by_text("1 of 2 that were handed in together.")).to_be_visible()
    page.locator("[name='meeting-date']").fill("someday")
    page.locator("[name='item-0-title']").fill("Buoys; ring 0161 496 0000")
    expect(page.locator("#kept")).to_contain_text("to be mended: Date: Enter a valid date")
    page.reload()
    expect(page.locator("[name='meeting-date']")).to_have_value("someday")
    expect(page.locator("[name='item-0-title']")).to_have_value("Buoys; ring 0161 496 0000")
    expect(page.get_by_text("telephone number 0161 496 0000")).to_be_visible()
    assert accessibility_faults(page) == []
    page.locator("[name='meeting-date']").fill("13 June 2024")
    page.locator("[name='item-0-is_exempt']").check()
    page.get_by_label("Exempt under paragraph").fill("3")
    page.get_by_label("Public summary").fill("The Panel agreed to renew moorings.")
    page.get_by_role("button", name="Keep for later").first.click()
    expect(page.get_by_text("Decided in public").first).to_be_visible()
    assert accessibility_faults(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name="Accept as draft").first.click()
    expect(page.get_by_text("2 of 2 that were handed in together.")).to_be_visible()
    page.get_by_role("button", name="Accept as draft").first.click()
    page.wait_for_url("**/meeting/?standing=drafts")
    assert Meeting.objects.count() == 2
    assert page.faults == []
