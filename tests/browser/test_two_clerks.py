"""Two clerks in two browsers on one meeting; a log-in that ends while a clerk types; all of it also without script."""

import pytest
from django.contrib.sessions.models import Session

from meetings.models import Meeting
from tests import making
from tests.browser.conftest import accessibility_faults
from tests.browser.test_every_page import narrow

pytestmark = pytest.mark.journey

PASSWORD = "a-long-known-phrase"


@pytest.fixture
def browsers(site, open_page):
    """Opens one more browser with a log-in of its own each time it is asked."""

    def another(name: str, *, scripts: bool = True, **fields):
        making.make_user(name=name, password=PASSWORD, **fields)
        page = open_page(base_url=site, java_script_enabled=scripts)
        page.goto("/admin/")
        log_in(page, name)
        return page

    return another


def log_in(page, name: str) -> None:
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def save(page) -> None:
    """Press Save, and wait for what the desk answers."""
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_the_second_save_shows_both_and_loses_nothing(browsers, scripts):
    meeting = making.make_minuted_meeting()
    item = meeting.items.get()
    form = f"/admin/meetings/item/{item.pk}/change/"
    jo = browsers("jo", scripts=scripts, first_name="Jo", last_name="Lowe")
    sam = browsers("sam", scripts=scripts, first_name="Sam", last_name="Hart")
    jo.goto(form)
    sam.goto(form)
    assert "Jo Lowe has had this page open since" in sam.locator("#also-here").inner_text()
    sam.locator("#id_title").fill("Mud in the channel")
    sam.locator("#id_minute_number").fill("41")
    jo.locator("#id_title").fill("Silt in the channel")
    jo.locator("#id_purpose").fill("Report of the Harbour Master.")
    save(jo)
    save(sam)
    sam.get_by_role("heading", name="Two versions").wait_for()
    assert sam.locator("#id_title").input_value() == "Mud in the channel"
    assert sam.locator("#id_purpose").input_value() == "Report of the Harbour Master."
    difference = sam.get_by_role("group", name="Title")
    assert "Harbour dredging" in difference.inner_text()
    assert "Saved by Jo Lowe" in difference.inner_text()
    if scripts:
        assert accessibility_faults(sam) + narrow(sam) == []
        jo.goto(f"/admin/meetings/item/{item.pk}/history/")
        assert accessibility_faults(jo) + narrow(jo) == []
    difference.get_by_label("Keep mine").check()
    save(sam)
    item.refresh_from_db()
    assert (item.title, item.minute_number, item.purpose) == (
        "Mud in the channel",
        "41",
        "Report of the Harbour Master.",
    )
    assert jo.faults == []
    assert sam.faults == []


def test_the_first_clerk_hears_of_the_second_without_doing_anything(browsers):
    meeting = making.make_minuted_meeting()
    form = f"/admin/meetings/meeting/{meeting.pk}/change/"
    jo, sam = browsers("jo"), browsers("sam")
    jo.clock.install()
    jo.goto(form)
    assert jo.locator("#also-here").inner_text() == ""
    assert accessibility_faults(jo) == []
    sam.goto(form)
    jo.clock.fast_forward(31_000)
    jo.get_by_text("sam has had this page open since").wait_for()
    assert jo.faults == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_a_log_in_that_ends_while_a_clerk_types_loses_nothing(browsers, scripts):
    meeting = making.make_minuted_meeting()
    jo = browsers("jo", scripts=scripts)
    jo.goto(f"/admin/meetings/meeting/{meeting.pk}/change/")
    jo.locator("#id_venue").fill("The Old Hall, “upstairs” & left")
    jo.locator("#id_clerk_notes").fill("One line\n\nand another")
    Session.objects.all().delete()
    save(jo)
    assert "What you typed is kept" in jo.locator("body").inner_text()
    if scripts:
        assert accessibility_faults(jo) + narrow(jo) == []
    log_in(jo, "jo")
    if scripts:
        assert accessibility_faults(jo) + narrow(jo) == []
    jo.get_by_role("button", name="Back to the form as you typed it").click()
    assert jo.locator("#id_venue").input_value() == "The Old Hall, “upstairs” & left"
    save(jo)
    saved = Meeting.objects.get()
    assert saved.venue == "The Old Hall, “upstairs” & left"
    assert saved.clerk_notes.splitlines() == ["One line", "", "and another"]
    assert jo.faults == []


def test_a_token_that_another_window_made_old_loses_nothing(browsers):
    meeting = making.make_minuted_meeting()
    jo = browsers("jo")
    jo.goto(f"/admin/meetings/meeting/{meeting.pk}/change/")
    jo.locator("#id_venue").fill("Old Hall")
    jo.context.clear_cookies(name="csrf")
    second = jo.context.new_page()
    second.goto("/admin/meetings/meeting/")
    save(jo)
    assert "Nothing you typed is lost" in jo.locator("body").inner_text()
    assert accessibility_faults(jo) == []
    jo.get_by_role("button", name="Back to the form as you typed it").click()
    assert jo.locator("#id_venue").input_value() == "Old Hall"
    save(jo)
    assert Meeting.objects.get().venue == "Old Hall"
    assert [fault for fault in jo.faults if "403" not in fault] == []
