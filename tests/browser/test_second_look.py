"""Warnings and previews in a real browser: ticked by the keyboard, followed by links, and sound for everyone."""

import pytest
from playwright.sync_api import Page, expect

from meetings.record.models import Edition
from tests import making
from tests.browser.conftest import accessibility_faults

PASSWORD = "a-long-enough-password"


@pytest.fixture
def meeting(site):
    making.make_user(name="publisher", group="Publisher", password=PASSWORD)
    meeting = making.make_minuted_meeting()
    meeting.attendees.update(role="")
    meeting.items.update(purpose="Letter of ash@quay.example", guesses=["Mover “Lowe”. Two names stand there."])
    making.make_item(meeting=meeting, title="Moorings", is_late=True, late_reason="A storm.")
    return meeting


def log_in(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_label("Username").fill("publisher")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


@pytest.mark.parametrize("width", [1280, 320])
def test_every_warning_is_ticked_by_keyboard_before_the_minutes_are_public(page: Page, meeting, width):
    page.set_viewport_size({"width": width, "height": 900})
    log_in(page)
    address = f"/admin/meetings/meeting/{meeting.pk}/publication/"
    page.goto(address)
    step = page.get_by_role("region", name="Publish the minutes")
    expect(step.get_by_role("checkbox")).to_have_count(3)
    assert accessibility_faults(page) == []
    step.get_by_role("button").press("Enter")

    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("tick the box of each warning")
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    alert.get_by_role("link").first.press("Enter")
    for box in step.get_by_role("checkbox").all():
        box.press("Space")
    step.get_by_role("button").press("Enter")
    expect(page.get_by_text("The minutes are public.")).to_be_visible()
    assert Edition.objects.using("default").count() == 1
    assert page.faults == []


def test_a_warning_leads_to_the_box_where_it_is_mended(page: Page, meeting):
    log_in(page)
    page.goto(f"/admin/meetings/meeting/{meeting.pk}/publication/")
    step = page.get_by_role("region", name="Publish the minutes")
    step.get_by_role("link", name="this looks like personal data").click()
    expect(page.get_by_label("Purpose")).to_be_in_viewport()
    expect(page.get_by_text("Mover “Lowe”. Two names stand there.")).to_be_visible()
    assert accessibility_faults(page) == []
    assert page.faults == []


def test_the_preview_goes_from_page_to_page(page: Page, meeting):
    log_in(page)
    page.goto(f"/admin/meetings/meeting/{meeting.pk}/preview/")
    page.get_by_role("link", name="Moorings").first.click()
    expect(page.get_by_role("region", name="Preview")).to_be_visible()
    expect(page.get_by_text("Taken as a late item:")).to_be_visible()
    assert accessibility_faults(page) == []
    page.get_by_role("link", name="Previous item: Harbour dredging").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Harbour dredging")
    page.get_by_role("link", name="Back to the desk").click()
    expect(page.get_by_label("Purpose")).to_be_visible()
    assert page.faults == []
