"""The life of a meeting in a real browser: corrected on its form, redacted, and read edition by edition."""

import pytest
from playwright.sync_api import expect

from meetings.models import Meeting
from meetings.publishing import publish as verbs
from meetings.publishing.verify import verify_record
from meetings.record.models import Edition
from tests import making
from tests.browser.conftest import accessibility_faults
from tests.browser.test_every_page import narrow

pytestmark = pytest.mark.journey

HARBOUR = "/meetings/2024/06/13/harbour-panel/"


@pytest.fixture
def meeting(site, page, client) -> Meeting:
    """Published minutes, and a publisher logged in."""
    publisher = making.make_user()
    meeting = making.make_minuted_meeting()
    item = meeting.items.get()
    item.minute = "<p>The Panel heard that Jane Example had written.</p>"
    item.save()
    verbs.publish(meeting, by=publisher, at=making.moment("2024-06-20"))
    client.force_login(publisher)
    page.context.add_cookies([{"name": "desk", "value": client.cookies["desk"].value, "url": site}])
    return meeting


def test_a_correction_on_the_form_then_a_redaction_and_what_the_public_reads(meeting, page):
    faults = []
    page.goto(f"/admin/meetings/item/{meeting.items.get().pk}/change/")
    page.get_by_role("textbox", name="Title:").fill("Harbour and channel dredging")
    correction = page.get_by_role("group", name="Reason for the correction")
    correction.get_by_label("Reason").fill("The channel was left out.")
    correction.get_by_label("Resolution that ordered it").fill("Panel, 11 July 2024, item 3")
    faults += accessibility_faults(page) + narrow(page)
    page.get_by_role("button", name="Save and publish").click()
    expect(page.get_by_text("The correction is public, with its reason.")).to_be_visible()

    page.get_by_text("Remove personal data").click()
    redaction = page.get_by_role("region", name="Remove personal data")
    redaction.get_by_label("Words to be removed").fill("Jane Example")
    redaction.get_by_label("Reason").fill("A private letter.")
    faults += accessibility_faults(page) + narrow(page)
    redaction.get_by_role("button", name="Show where these words stand").click()
    expect(page.get_by_text("In 3 places")).to_be_visible()
    faults += accessibility_faults(page) + narrow(page)
    page.get_by_role("button", name="Remove them for good").click()
    expect(page.get_by_text("The words are removed")).to_be_visible()

    page.goto(HARBOUR)
    expect(page.get_by_text("Jane")).to_have_count(0)
    page.get_by_role("link", name="Before and after").click()
    expect(page.get_by_role("insertion")).to_contain_text(["underlined", "and channel"])
    expect(page.get_by_text("ordered by: Panel, 11 July 2024, item 3")).to_be_visible()
    faults += accessibility_faults(page) + narrow(page)
    page.get_by_role("link", name="Next edition").click()
    expect(page.get_by_text("Personal data was removed from two earlier editions")).to_be_visible()
    faults += accessibility_faults(page) + narrow(page)
    page.get_by_role("link", name="How to check it").click()
    expect(page.get_by_text(Edition.objects.using("default").last().digest)).to_be_visible()
    faults += accessibility_faults(page) + narrow(page)
    assert faults == []
    assert page.faults == []
    assert list(verify_record()) == []
