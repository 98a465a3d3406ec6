"""The main job in a real browser: pasted, reviewed, corrected, previewed, published, and found by the public."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import APIRequestContext, Page, expect

from meetings.models import Meeting
from meetings.publishing.directory import publish_directory
from meetings.record.models import Edition
from tests import making
from tests.browser.conftest import accessibility_faults

pytestmark = pytest.mark.journey

SOURCE = (Path(__file__).parent / "focused_visit.txt").read_text()
PASSWORD = "a-long-enough-password"
MEETING = "/meetings/2021/06/17/children-and-families-scrutiny-panel/"
ITEM = f"{MEETING}item/8/"
# The parts of a meeting's page that its preview must have in the same words.
COMPARED = ["h1", "ol.decisions", "article.item"]
PUBLIC = [
    "/",
    "/meetings/",
    "/meetings/2021/",
    "/meetings/2021/06/",
    "/meetings/2021/06/17/",
    MEETING,
    ITEM,
    "/committees/children-and-families-scrutiny-panel/",
    "/people/j-baillie/",
    "/search/?q=home+educated",
]


@pytest.fixture
def panel(site):
    """The committee and its people, before anything was published."""
    committee = making.make_committee(
        name="Children and Families Scrutiny Panel", slug="children-and-families-scrutiny-panel"
    )
    chair = making.make_person(name="Amina Okafor")
    committee.memberships.create(person=chair, role="chair")
    publish_directory()
    making.make_user(name="clerk", group="Clerk", password=PASSWORD)
    making.make_user(name="publisher", group="Publisher", password=PASSWORD)
    return committee


def log_in(page: Page, name: str) -> None:
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


@pytest.fixture
def stranger(chromium, site):
    """Asks for addresses as one who is not logged in."""
    asking = chromium.playwright.request.new_context(base_url=site)
    yield asking
    asking.dispose()


def answers(stranger: APIRequestContext) -> dict[str, tuple]:
    """What a stranger is answered at each public address."""
    found = {address: stranger.get(address) for address in PUBLIC}
    return {address: (answer.status, answer.body()) for address, answer in found.items()}


def test_the_main_job(page: Page, stranger, panel):
    log_in(page, "publisher")
    before = answers(stranger)

    # 1. Pasted and reviewed: nothing is a draft yet.
    page.get_by_role("link", name="Paste or upload minutes").click()
    page.get_by_label("Paste minutes").fill(SOURCE)
    page.get_by_role("button", name="Read the minutes").click()
    expect(page.get_by_role("heading", name="Review what was read")).to_be_visible()
    boxes = {"meeting-date": "17/06/2021", "attendee-0-name": "J Baillie", "item-0-resolutions-0-label": "(i)"}
    for name, value in (boxes | {"item-0-actions-1-due_on": "22/07/2021"}).items():
        expect(page.locator(f"[name='{name}']")).to_have_value(value)
    assert accessibility_faults(page) == []
    assert not Meeting.objects.exists()

    # 2. Accepted, corrected in the ordinary forms.
    page.get_by_role("button", name="Accept as draft").first.click()
    expect(page.get_by_text("Saved as a new draft.")).to_be_visible()
    draft = Meeting.objects.get()
    item = draft.items.get()
    assert (item.number, item.resolutions.count(), item.actions.count(), item.speakers.count()) == ("8", 2, 2, 3)
    page.get_by_label("Venue").fill("Committee Room 1")
    page.get_by_role("button", name="Save and publish").click()

    # 3. The checks list all faults at once; nothing is lost, nothing is public.
    expect(page.get_by_role("alert")).to_contain_text("Nobody is recorded as present.")
    draft.refresh_from_db()
    assert draft.venue == "Committee Room 1"
    assert answers(stranger) == before
    making.make_attendee(meeting=draft, person=panel.memberships.get().person)

    # 4. The preview is the public page.
    page.goto(f"/admin/meetings/item/{item.pk}/change/")
    page.get_by_role("textbox", name="Minute", exact=True).click()
    page.get_by_label("Title:", exact=True).fill("Ofsted focused visit")
    page.get_by_role("button", name="Save and preview").click()
    expect(page.get_by_text("Preview.")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("Ofsted focused visit")).first).to_be_visible()
    # Words are read as they are set out, by the style sheet.
    page.wait_for_load_state()
    preview = [page.locator(part).inner_text() for part in COMPARED]
    assert answers(stranger) == before
    assert not Edition.objects.exists()

    # 5. Published from the form: the unsaved edit goes with it.
    page.goto(f"/admin/meetings/meeting/{draft.pk}/change/")
    page.get_by_label("Venue").fill("Committee Room 2")
    page.get_by_role("button", name="Save and publish").click()
    expect(page.get_by_text("The minutes are public.")).to_be_visible()

    # 6. The public finds it everywhere.
    page.goto(MEETING)
    for part in ["17 June 2021", "Committee Room 2", "Amina Okafor", "RESOLVED", "22 July 2021"]:
        expect(page.get_by_text(part).first).to_be_attached()
    assert [page.locator(part).inner_text() for part in COMPARED] == preview
    page.goto("/meetings/2021/06/17/")
    page.get_by_role("link", name="Children and Families Scrutiny Panel").first.click()
    expect(page).to_have_url(re.compile(MEETING))
    for address in [
        "/",
        "/meetings/2021/06/",
        "/committees/children-and-families-scrutiny-panel/",
        "/people/j-baillie/",
    ]:
        page.goto(address)
        expect(page.locator(f"main a[href^='{MEETING}']").first).to_be_attached()
    page.goto("/search/")
    page.get_by_label("Search").first.fill("home educated")
    page.keyboard.press("Enter")
    expect(page.locator("main mark").first).to_be_visible()
    expect(page.get_by_role("link", name="Ofsted focused visit")).to_be_visible()
    page.goto(ITEM)
    for part in [
        "Report of the Executive Director",
        "J Baillie",
        "Robert Henderson",
        "Phil Bullingham",
        "(i)",
        "(ii)",
    ]:
        expect(page.get_by_text(part).first).to_be_attached()
    assert page.locator("main li").count() >= 8
    call_command("verify_record")
    assert page.faults == []


def test_a_clerk_who_may_not_publish_sees_no_button_and_is_refused(page: Page, panel):
    draft = making.make_minuted_meeting(committee=panel)
    log_in(page, "clerk")
    page.goto(f"/admin/meetings/meeting/{draft.pk}/change/")
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Save and publish")).to_have_count(0)
    page.goto(f"/admin/meetings/meeting/{draft.pk}/publication/")
    expect(page.get_by_role("heading", name="Checks")).to_be_visible()
    expect(page.get_by_role("button", name="Publish the minutes")).to_have_count(0)
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    refused = page.request.post(page.url, form={"step": "publish", "csrfmiddlewaretoken": token})
    assert refused.status == 403
    assert not Edition.objects.exists()


def test_enter_in_a_box_saves_and_never_publishes(page: Page, panel):
    draft = making.make_minuted_meeting(committee=panel)
    log_in(page, "publisher")
    page.goto(f"/admin/meetings/meeting/{draft.pk}/change/")
    page.get_by_label("Venue").fill("Guildhall")
    page.keyboard.press("Enter")
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    draft.refresh_from_db()
    assert draft.venue == "Guildhall"
    assert not Edition.objects.exists()


def test_the_whole_life_of_a_meeting_at_the_desk(page: Page, panel):
    meeting = making.make_minuted_meeting(committee=panel)
    log_in(page, "publisher")
    page.goto(f"/admin/meetings/meeting/{meeting.pk}/publication/")
    page.get_by_role("button", name="Publish the agenda").click()
    page.get_by_role("button", name="Publish the minutes").click()
    expect(page.get_by_text("The minutes are public.")).to_be_visible()
    meeting.items.update(title="Harbour and channel dredging")
    page.reload()
    expect(page.get_by_text("changes that the public does not see yet")).to_be_visible()
    correction = page.get_by_role("region", name="Publish the correction")
    correction.get_by_role("button").click()
    expect(correction.get_by_text("Write the reason")).to_be_visible()
    correction.get_by_label("Reason").fill("The channel was left out.")
    correction.get_by_role("button").click()
    confirmation = page.get_by_role("region", name="Confirm as a correct record")
    confirmation.get_by_label("or, if that meeting is not here, on").fill("11 July 2024")
    confirmation.get_by_role("button").click()
    # Confirmed minutes change by the resolution that ordered it, or as a slip of the pen.
    meeting.items.update(title="Harbour and Channel dredging")
    page.reload()
    correction.get_by_label("Reason").fill("A capital letter.")
    correction.get_by_role("button").click()
    expect(page.get_by_text("These minutes are confirmed: name the resolution").first).to_be_visible()
    correction.get_by_label("clerical error").check()
    correction.get_by_role("button").click()
    expect(page.get_by_text("The correction is public, with its reason.")).to_be_visible()
    withdrawal = page.get_by_role("region", name="Withdraw the minutes")
    withdrawal.get_by_role("heading").click()
    withdrawal.get_by_label("Reason").fill("A name should not be here.")
    withdrawal.get_by_role("button").click()
    expect(page.get_by_text("Withdrawn").first).to_be_visible()
    kinds = list(Edition.objects.using("default").order_by("place").values_list("kind", flat=True))
    assert kinds == ["agenda", "minutes", "correction", "confirmation", "correction", "withdrawal"]
    page.goto("/meetings/2024/06/13/children-and-families-scrutiny-panel/")
    expect(page.get_by_text("A name should not be here.").first).to_be_visible()
    assert "dredging" not in page.content()
    assert page.faults == []
