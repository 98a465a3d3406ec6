"""From the last meeting to a published agenda in a real browser: few interactions, the keyboard alone, any width."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from meetings.models import Meeting
from meetings.publishing.directory import publish_directory
from meetings.record.models import PublishedMeeting
from tests import making
from tests.browser.conftest import accessibility_faults
from tests.browser.test_journey import PASSWORD, log_in

MEMBERS = ["Amina Okafor", "Ben Price", "Cara Lowe", "Dev Shah", "Elin Rees", "Femi Cole", "Gwen Hart", "Hal Ives"]
PROCEDURAL = ["Apologies", "Declarations of interest", "Minutes of the meeting held on 9 May 2024", "Public questions"]
RECURRING = ["Quarterly budget report", "Risk register", "Fleet report", "Plan of work", "Motions", "Next meeting"]


class Hand:
    """Counts what the clerk does: every press, and every box filled in."""

    def __init__(self):
        self.done: list[str] = []

    def press(self, thing: Locator, what: str) -> None:
        self.done.append(what)
        thing.click()


@pytest.fixture
def last(site) -> Meeting:
    """The second of two meetings with ten standing items, four of them procedural; eight members, quorum 3."""
    committee = making.make_committee(quorum=3)
    for place, name in enumerate(MEMBERS):
        role = ["chair", "vice-chair"][place] if place < 2 else "member"
        committee.memberships.create(person=making.make_person(name=name), role=role)
    substitute = making.make_person(name="Zoe Young")
    committee.memberships.create(person=substitute, role="substitute")
    publish_directory()
    for day in ("2024-05-09", "2024-06-13"):
        meeting = making.make_meeting(committee=committee, starts_at=making.moment(day))
        for title in PROCEDURAL + RECURRING:
            making.make_item(meeting=meeting, title=title, is_procedural=title in PROCEDURAL)
    making.make_action(item=meeting.items.last())
    making.make_user(password=PASSWORD)
    making.make_user(name="clerk", group="Clerk", password=PASSWORD)
    return meeting


def attendance_of(meeting: Meeting) -> str:
    return f"/admin/meetings/meeting/{meeting.pk}/attendance/"


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=re.compile(name))


def test_a_published_agenda_takes_fifteen_interactions_at_most(page: Page, last):
    log_in(page, "publisher")
    page.goto(f"/admin/meetings/meeting/{last.pk}/change/")
    hand = Hand()
    hand.press(page.get_by_role("link", name="New meeting from this one"), "new meeting from the last one")
    expect(page.get_by_label("Date")).to_have_value("11/07/2024")
    for title in RECURRING:
        hand.press(page.get_by_label(title), f"tick {title}")
    hand.press(page.get_by_role("button", name="Make the meeting"), "make it")
    expect(page.get_by_text("is at the desk with 10 items")).to_be_visible()
    hand.press(page.get_by_role("link", name="Attendance and declarations"), "open attendance")
    hand.press(row(page, "Ben Price").get_by_label("Apologies"), "apologies of one member")
    hand.press(page.get_by_role("button", name="Mark everyone not ticked as present"), "everybody else present, saved")
    expect(page.get_by_text("Saved: 7 present of 8; quorum 3: quorate.")).to_be_visible()
    hand.press(page.get_by_role("link", name="Checks and publication"), "open publication")
    hand.press(page.get_by_role("button", name="Publish the agenda"), "publish the agenda")
    expect(page.get_by_text("The agenda is public.")).to_be_visible()
    print(f"{len(hand.done)} interactions: {'; '.join(hand.done)}")
    assert len(hand.done) <= 15
    public = PublishedMeeting.objects.using("default").get()
    assert [item.number for item in public.items.using("default").all()] == [str(n) for n in range(1, 11)]
    assert "Minutes of the meeting held on 13 June 2024" in [
        item.title for item in public.items.using("default").all()
    ]
    assert Meeting.objects.latest("starts_at").attendees.count() == 8
    # What was expected of the members is no part of an agenda.
    page.goto(f"/meetings/{public.address}/")
    expect(page.get_by_text("Public questions").first).to_be_visible()
    assert "Ben Price" not in page.content()
    assert page.faults == []


def test_the_quorum_is_told_while_members_are_ticked(page: Page, last):
    log_in(page, "clerk")
    page.goto(attendance_of(last))
    tally = page.get_by_role("status").filter(has_text="present of")
    expect(tally).to_have_text("0 present of 8; quorum 3: not quorate")
    for name in MEMBERS[:2]:
        row(page, name).get_by_label("Present").check()
    row(page, MEMBERS[2]).get_by_label("Remote").check()
    expect(tally).to_have_text("2 present of 8 (1 more remotely, not counted); quorum 3: not quorate")
    row(page, MEMBERS[3]).get_by_label("Apologies").check()
    substitute = row(page, "Zoe Young")
    substitute.get_by_label("Present").check()
    expect(tally).to_have_text("3 present of 8 (1 more remotely, not counted); quorum 3: quorate")
    # Nobody sits for somebody who is there.
    for_whom = substitute.get_by_label("Substitute for")
    expect(for_whom.get_by_role("option", name="Amina Okafor")).to_be_disabled()
    for_whom.select_option("Councillor Dev Shah")
    told = tally.inner_text()
    page.get_by_role("button", name="Save attendance").first.click()
    expect(page.get_by_text(f"Saved: {told}.")).to_be_visible()
    # The server's words and the script's are the same.
    expect(tally).to_have_text(told)
    assert last.attendees.get(person__name="Zoe Young").substitute_for.person.name == "Dev Shah"
    assert page.faults == []


def focus_on(page: Page, selector: str, key: str = "Tab") -> None:
    """Move the focus with the keyboard alone until it is on the thing."""
    for _ in range(200):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached with the keyboard")


def test_the_keyboard_alone_does_it_all(page: Page, last):
    log_in(page, "clerk")
    page.goto(f"/admin/meetings/meeting/{last.pk}/next/")
    focus_on(page, "#id_items_4")
    page.keyboard.press("Space")
    focus_on(page, "[value='Make the meeting']")
    page.keyboard.press("Enter")
    expect(page.get_by_text("is at the desk with 5 items")).to_be_visible()
    made = Meeting.objects.latest("starts_at")
    page.goto(attendance_of(made))
    chair, deputy = (f"person-{making.Person.objects.get(name=name).pk}" for name in MEMBERS[:2])
    # Space takes the first choice, an arrow the next one.
    focus_on(page, f"[name='{chair}-attendance']")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    focus_on(page, f"[name='{deputy}-attendance']")
    page.keyboard.press("Space")
    focus_on(page, f"#{chair}-chair", "Shift+Tab")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"#{deputy}-chair")).to_be_checked()
    # Enter in a box saves what is ticked and nothing else.
    focus_on(page, "[name='new-0-name']")
    page.keyboard.insert_text("Olga Reed")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved: 1 present of 8")).to_be_visible()
    assert list(made.attendees.order_by("pk").values_list("attendance", "role", "name")) == [
        ("apologies", "Chair", ""),
        ("present", "Vice-chair, in the chair", ""),
        ("in attendance", "", "Olga Reed"),
    ]
    page.goto(f"/admin/meetings/meeting/{made.pk}/numbering/")
    focus_on(page, "[value='minutes']")
    page.keyboard.press("Enter")
    expect(page.get_by_text("5 minute numbers given.")).to_be_visible()
    assert page.faults == []


def test_the_pages_are_accessible_and_fit_a_narrow_screen(page: Page, last):
    log_in(page, "clerk")
    making.make_attendee(meeting=last, name="A visitor", role="", attendance="in attendance")
    faults = []
    for name in ("next", "attendance", "numbering"):
        page.goto(f"/admin/meetings/meeting/{last.pk}/{name}/")
        faults += _faults(page)
    # With everything unfolded, and with its errors.
    page.goto(attendance_of(last))
    row(page, "Amina Okafor").get_by_label("Absent").check()
    row(page, "Ben Price").get_by_label("Present").check()
    for summary in page.locator(".attendance summary").all():
        summary.click()
    faults += _faults(page)
    page.get_by_label("What was said").fill("A trustee of the harbour charity.")
    page.get_by_role("button", name="Save attendance").last.click()
    expect(page.get_by_role("alert")).to_be_focused()
    faults += _faults(page)
    page.get_by_role("alert").get_by_role("link").first.click()
    expect(page.locator(":focus")).to_have_attribute("name", re.compile("item$"))
    assert faults == []
    assert page.faults == []


def _faults(page: Page) -> list[str]:
    found = accessibility_faults(page)
    page.set_viewport_size({"width": 320, "height": 800})
    width = page.evaluate("document.documentElement.scrollWidth")
    found += [f"{page.url}: {width} px wide"] if width > 320 else accessibility_faults(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


def test_attendance_needs_no_script(site, open_page, last):
    page = open_page(base_url=site, java_script_enabled=False)
    log_in(page, "clerk")
    page.goto(attendance_of(last))
    row(page, "Ben Price").get_by_label("Apologies").check()
    page.get_by_role("button", name="Add another person").click()
    page.get_by_label("Name").last.fill("Olga Reed")
    page.get_by_role("button", name="Mark everyone not ticked as present").click()
    expect(page.get_by_role("status").filter(has_text="present of")).to_have_text("7 present of 8; quorum 3: quorate")
    assert last.attendees.get(name="Olga Reed").attendance == "in attendance"
