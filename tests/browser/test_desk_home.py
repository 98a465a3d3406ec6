"""The clerk's morning in a real browser, by keyboard too: what needs doing, the sum of days, the sheet of actions."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from meetings.models import Action
from tests import making
from tests.browser.conftest import accessibility_faults
from tests.browser.test_every_page import narrow


@pytest.fixture
def desk(site, page, client) -> Page:
    """A desk with something of most kinds to do, and a clerk logged in at it."""
    now = timezone.now()
    panel = making.make_committee(kind="scrutiny panel", name="Harbour and Coast Scrutiny Panel")
    held = making.make_minuted_meeting(committee=panel, starts_at=now - datetime.timedelta(days=100))
    item = held.items.get()
    Action.objects.update(due_on=now.date() - datetime.timedelta(days=20))
    making.make_resolution(item=item, outcome="recommended", text="That the Cabinet buy a second dredger.")
    making.make_meeting(committee=panel, starts_at=now - datetime.timedelta(days=30))
    coming = making.make_meeting(committee=panel, starts_at=now + datetime.timedelta(days=4))
    making.make_item(meeting=coming, title="Apologies", minute="", is_procedural=True)
    client.force_login(making.make_user(name="clerk", group="Clerk"))
    page.context.add_cookies([{"name": "desk", "value": client.cookies["desk"].value, "url": site}])
    return page


def test_the_home_says_what_to_do_and_shows_the_sum(desk: Page):
    desk.goto("/admin/")
    for title in ["Agendas (1)", "Meetings without minutes (1)", "Draft minutes over the target (1)"]:
        expect(desk.get_by_role("heading", name=title)).to_be_visible()
    agendas = desk.get_by_role("region", name="Agendas")
    expect(agendas.get_by_text("Late.")).to_be_visible()
    assert accessibility_faults(desk) + narrow(desk) == []
    agendas.get_by_text("How the days are counted").focus()
    desk.keyboard.press("Enter")
    expect(agendas.get_by_text("5 needed")).to_be_visible()
    expect(desk.get_by_role("link", name="Meetings", exact=True)).not_to_be_visible()
    desk.locator(".all-lists summary").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("link", name="Meetings", exact=True)).to_be_visible()
    assert accessibility_faults(desk) + narrow(desk) == []
    agendas.get_by_role("link", name="Harbour and Coast").click()
    expect(desk.get_by_role("heading", name="Checks")).to_be_visible()
    assert desk.faults == []


def test_an_action_is_brought_up_to_date_and_carried_by_keyboard(desk: Page):
    desk.goto("/admin/")
    desk.get_by_role("region", name="Actions overdue").get_by_role("link").focus()
    desk.keyboard.press("Enter")
    form = desk.get_by_role("form", name="Progress of: Order the dredger")
    expect(form).to_be_visible()
    expect(desk.get_by_text("Overdue since").first).to_be_visible()
    assert accessibility_faults(desk) + narrow(desk) == []
    form.get_by_label("Note of progress").focus()
    desk.keyboard.type("Two tenders are in.")
    form.get_by_label("Completed on").fill("40/13/2026")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("alert")).to_contain_text("Nothing was saved")
    assert accessibility_faults(desk) == []
    desk.get_by_role("link", name="see in the open form").click()
    form.get_by_label("Completed on").fill("")
    form.get_by_role("button", name="Save progress").press("Enter")
    expect(desk.get_by_text("Two tenders are in.")).to_be_visible()
    desk.get_by_role("button", name="Carry its open actions to the next agenda").press("Enter")
    expect(desk.get_by_text("1 action carried to")).to_be_visible()
    desk.get_by_role("link", name="Actions outstanding").first.click()
    expect(desk.get_by_label("Clerk’s notes")).to_have_value(re.compile(r"Order the dredger \(Harbour Master\)$"))
    assert desk.faults == []


def test_a_recommendation_is_answered(desk: Page):
    desk.goto("/admin/")
    desk.get_by_role("region", name="Recommendations unanswered").get_by_role("link").click()
    form = desk.get_by_role("form", name="Answer to")
    assert accessibility_faults(desk) + narrow(desk) == []
    form.get_by_label("Answered on").fill(f"{timezone.localdate():%d/%m/%Y}")
    form.get_by_label("Answer", exact=False).last.fill("Accepted; to be bought next year.")
    form.get_by_role("button", name="Save the answer").click()
    expect(desk.get_by_text("No recommendation is in this state.")).to_be_visible()
    desk.get_by_label("State").select_option("done")
    desk.get_by_role("button", name="Show").click()
    expect(desk.get_by_text("Accepted; to be bought next year.")).to_be_visible()
    assert desk.faults == []


def test_on_paper_the_sheet_is_a_plain_table(desk: Page):
    desk.goto("/admin/actions/")
    desk.emulate_media(media="print")
    for gone in [".sheet-filter", "#header", ".carry", ".no-print"]:
        for part in desk.locator(gone).all():
            expect(part).not_to_be_visible()
    columns = desk.locator("table").first.locator("th").all_inner_texts()
    assert [column.lower() for column in columns] == ["committee", "date", "item", "task", "owner", "due", "state"]
    expect(desk.get_by_role("cell", name="Order the dredger")).to_be_visible()
    with desk.expect_download() as download:
        desk.emulate_media(media="screen")
        desk.get_by_role("link", name="The same as a Word file").click()
    assert download.value.suggested_filename.endswith(".docx")
