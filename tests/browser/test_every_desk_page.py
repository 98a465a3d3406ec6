"""Every page of the desk, found by its addresses, and every state it can be in: accessible, narrow, by keyboard."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from meetings.models import Item, Meeting, Review
from meetings.publishing import publish as verbs
from tests import making
from tests.browser.conftest import accessibility_faults
from tests.browser.test_every_page import narrow
from tests.desk.test_forms import change, filled
from tests.desk.test_roles import BESIDE, ROLES, address, desk_names, things
from tests.importers.readings_of import MOORINGS

__all__ = ["things"]  # a fixture
PASSWORD = "a-long-known-phrase"
# Sends a form as a browser does, from whatever page is open.
SEND = """([address, boxes]) => {
  const form = Object.assign(document.createElement("form"), { method: "post", action: address });
  for (const [name, value] of boxes) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  document.body.append(form);
  form.submit();
}"""
# Boxes of rich text whose editor is not there yet, or has no name yet: editors come a moment after the page.
TO_COME = (
    "textarea[data-django-prose-editor-configurable]:not([id*=__prefix__]):not(.prose-editor *),"
    ".prose-editor [contenteditable]:not([aria-label])"
)
UNFOLD = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"
# What can be reached by Tab, and so must be: shown, not disabled; of a set of radio buttons, one.
REACHABLE = """() => {
  const parts = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
  const shown = parts.filter((part) => part.checkVisibility({ visibilityProperty: true }) && !part.disabled
    && part.type !== "hidden" && part.getClientRects().length);
  const sets = shown.filter((part) => part.type !== "radio" || part.checked || (
    !document.querySelector(`input[type=radio][name="${CSS.escape(part.name)}"]:checked`)
    && part === shown.find((one) => one.type === "radio" && one.name === part.name && one.form === part.form)));
  sets.forEach((part, number) => { part.dataset.reached = number; });
  return sets.length;
}"""
FOCUSED = """() => {
  const part = document.activeElement;
  const style = getComputedStyle(part);
  const isSeen = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none";
  return [part.dataset.reached ?? "", isSeen || part === document.body, part.outerHTML.slice(0, 90)];
}"""


@pytest.fixture
def desk(site, page, client, things):
    """A browser logged in as somebody who may do everything, and a desk with something of every kind."""
    user = making.make_user(name="root", is_superuser=True, password=PASSWORD)
    client.force_login(user)
    page.context.add_cookies([{"name": "desk", "value": client.cookies["desk"].value, "url": site}])
    item, attendee = things["meetings_item"], things["meetings_meeting"].attendees.get()
    things["meetings_meeting"].guesses = ["The venue was guessed."]
    things["meetings_meeting"].save()
    item.declarations.create(attendee=attendee, kind="other", description="Moors a boat there.")
    things["meetings_resolution"].named_votes.create(attendee=attendee, choice="for")
    things["meetings_action"].updates.create(reported_on="2024-06-20", text="Rung up.")
    things["meetings_person"].memberships.create(committee=things["meetings_committee"])
    return page


@pytest.fixture
def public(things) -> Meeting:
    """A meeting whose minutes are public, and changed at the desk since."""
    meeting = making.make_minuted_meeting(
        starts_at=making.moment("2024-07-11"), committee=things["meetings_committee"]
    )
    verbs.publish(meeting, by=making.make_user(name="other"))
    meeting.items.update(title="Dredging by Jane Ashby")
    return meeting


def send(page, where: str, boxes: dict) -> None:
    """Send the form from the page that is open, as its own form would be sent."""
    token = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "csrf")
    values = [(name, str(one)) for name, many in boxes.items() for one in (many if isinstance(many, list) else [many])]
    with page.expect_navigation():
        page.evaluate(SEND, [where, [*values, ("csrfmiddlewaretoken", token)]])


def unfold(page) -> None:
    """Open all that folds, once the page has become what its scripts make of it."""
    expect(page.locator(TO_COME)).to_have_count(0, timeout=30_000)
    page.evaluate(UNFOLD)


def faults_of(page) -> list[str]:
    """What is wrong with the page that is open: for those who read it by other means, and on a narrow screen."""
    unfold(page)
    found = accessibility_faults(page) + narrow(page)
    if page.locator("h1").count() != 1:
        found.append(f"{page.url}: {page.locator('h1').count()} first headings")
    return found


def pages(client: Client, things) -> Iterator[str]:
    """Every address of the desk that answers with a page."""
    for name in sorted(desk_names() - BESIDE):
        where = address(name, things)
        answer = client.get(where)
        is_page = answer.headers.get("Content-Type", "").startswith("text/html") and answer.status_code == 200
        if answer.streaming:
            b"".join(answer.streaming_content)
        if is_page:
            yield where


def test_every_address_of_the_desk(desk, client, things):
    addresses = list(pages(client, things))
    faults = []
    for where in addresses:
        desk.goto(where)
        faults += faults_of(desk)
    assert faults == []
    assert desk.faults == []
    assert len(addresses) > 50


def test_every_state_of_a_form(desk, client, things, public):
    meeting, item, action = things["meetings_meeting"], things["meetings_item"], things["meetings_action"]
    panel, resolution, review = things["meetings_committee"], things["meetings_resolution"], Review.objects.get()

    def of(name: str, thing=meeting) -> str:
        return reverse(f"admin:{name}", args=[thing.pk])

    publication = of("meetings_meeting_publication", public)
    several = {"action": "delete_selected", "_selected_action": [meeting.pk]}
    sent = [
        ("Enter a valid date", change(meeting), filled(client, change(meeting), starts_at_0="someday")),
        ("whole number", change(item), filled(client, change(item), **{"resolutions-0-votes_for": "many"})),
        ("what you had typed", change(item), filled(client, change(item), title="Silt") | {"_restore": "1"}),
        ("Two versions", change(item), two_versions(client, item)),
        ("This field is required", reverse("admin:meetings_issue_add"), {}),
        ("Delete multiple objects", reverse("admin:meetings_meeting_changelist"), several),
        ("Cannot delete", reverse("admin:meetings_committee_changelist"), several | {"_selected_action": [panel.pk]}),
        ("Nothing was read", reverse("admin:import_desk"), {}),
        ("Mend these first", of("review", review), {"do": "accept", "version": review.version, "meeting-date": "x"}),
        ("changed in another window", of("review", review), {"do": "keep", "version": "old", "meeting-venue": "Hall"}),
        (
            "Mend these first",
            of("meetings_meeting_attendance"),
            {"rows": "new-0", "new_people": 1, "new-0-role": "Clerk"},
        ),
        ("Mend these first", of("meetings_meeting_next"), {}),
        ("Write the reason", publication, {"step": "correct"}),
        ("Where these words stand", of("meetings_meeting_redaction", public), {"words": "Jane Ashby", "reason": "A"}),
        ("Write the words", of("meetings_meeting_redaction", public), {}),
        ("Nothing was saved", of("save_progress", action), {f"progress-{action.pk}-completed_on": "someday"}),
        ("Nothing was saved", of("save_answer", resolution), {f"answer-{resolution.pk}-answered_on": "someday"}),
        ("required", of("auth_user_password_change", things["auth_user"]), {"password1": "x"}),
        ("incorrectly", reverse("admin:password_change"), {"old_password": "x"}),
        ("You may not do this", of("meetings_meeting_delete", public), {"post": "yes"}),
    ]
    asked = [
        ("Reason for the correction", change(public)),
        ("Publish the correction", publication),
        ("Dredging by Jane Ashby", of("meetings_meeting_history", public)),
        ("0 meetings", f"{reverse('admin:meetings_meeting_changelist')}?standing=confirmed&q=nothing"),
        ("Save progress", f"{reverse('admin:action_sheet')}?open={action.pk}"),
        ("Save the answer", f"{reverse('admin:action_sheet')}?answer={resolution.pk}"),
        ("Nothing here", "/admin/nowhere/"),
        ("You may not do this", of("meetings_meeting_delete", public)),
    ]
    faults = []
    for words, where in asked:
        desk.goto(where)
        expect(desk.locator("main")).to_contain_text(words)
        faults += faults_of(desk)
    for words, where, boxes in sent:
        desk.goto(reverse("admin:meetings_issue_add"))
        send(desk, where, boxes)
        expect(desk.locator("main")).to_contain_text(words)
        faults += [f"{words}: {fault}" for fault in faults_of(desk)]
    assert faults == []
    assert [fault for fault in desk.faults if not re.search("status of 40[34]", fault)] == []


def two_versions(client: Client, item: Item) -> dict:
    """What the second of two clerks sends."""
    page = client.get(change(item))
    data = filled(client, change(item), title="Mud") | {"saved_values": page.context["saved_values"]}
    Item.objects.filter(pk=item.pk).update(title="Silt")
    return data


def test_a_reading_with_all_its_boxes(desk):
    desk.goto(reverse("admin:import_desk"))
    desk.get_by_label("Paste minutes").fill(MOORINGS)
    desk.get_by_role("button", name="Read the minutes").click()
    desk.wait_for_url("**/review/*/")
    assert faults_of(desk) == []
    assert desk.faults == []


def test_what_the_desk_refuses_and_what_it_keeps(site, desk, things):
    where, context = change(things["meetings_meeting"]), desk.context
    faults = []
    desk.goto(where)
    # The log-in ends, the form is sent, a password is mistyped, and then is right.
    context.clear_cookies(name="desk")
    send(desk, where, {"venue": "Old Hall"})
    faults += faults_of(desk)
    for password in ("wrong", PASSWORD):
        desk.get_by_label("Username").fill("root")
        desk.get_by_label("Password").fill(password)
        desk.get_by_role("button", name="Log in").click()
        faults += faults_of(desk)
    assert desk.get_by_role("heading", name="What you typed is kept").count() == 1
    # Tokens that do not fit: of a form, and of a log-in page; then a log-in that may do less.
    send_with_old_token = [where, [["venue", "Old Hall"], ["csrfmiddlewaretoken", "x" * 64]]]
    with desk.expect_navigation():
        desk.evaluate(SEND, send_with_old_token)
    faults += faults_of(desk)
    context.clear_cookies(name="desk")
    desk.goto("/admin/")
    faults += faults_of(desk)
    with desk.expect_navigation():
        desk.evaluate(SEND, [reverse("admin:login"), [["username", "root"], ["csrfmiddlewaretoken", "x" * 64]]])
    faults += faults_of(desk)
    clerk = Client()
    clerk.force_login(making.make_user(name="clerk", group=ROLES["clerk"]))
    context.add_cookies([{"name": "desk", "value": clerk.cookies["desk"].value, "url": site}])
    desk.goto(reverse("admin:meetings_meeting_redaction", args=[things["meetings_meeting"].pk]))
    faults += faults_of(desk)
    desk.goto("/admin/")
    desk.get_by_role("button", name="Log out").click()
    faults += faults_of(desk)
    assert faults == []
    assert [fault for fault in desk.faults if "status of 403" not in fault] == []


def test_all_of_it_by_keyboard(desk, client, things, public):
    wrong = []
    for where in (
        reverse("admin:index"),
        reverse("admin:meetings_meeting_changelist"),
        change(things["meetings_meeting"]),
        change(things["meetings_item"]),
        reverse("admin:meetings_meeting_publication", args=[public.pk]),
        reverse("admin:meetings_meeting_attendance", args=[things["meetings_meeting"].pk]),
        reverse("admin:meetings_meeting_delete", args=[things["meetings_meeting"].pk]),
        f"{reverse('admin:action_sheet')}?open={things['meetings_action'].pk}",
        reverse("admin:review", args=[Review.objects.get().pk]),
    ):
        desk.goto(where)
        unfold(desk)
        wrong += not_reached(desk)
    assert wrong == []


def not_reached(page) -> list[str]:
    """What Tab does not come to, or comes to unseen, on the page that is open."""
    count, reached, wrong = page.evaluate(REACHABLE), set(), []
    for _ in range(count + 20):
        page.keyboard.press("Tab")
        number, is_seen, markup = page.evaluate(FOCUSED)
        reached.add(number)
        if not is_seen:
            wrong.append(f"{page.url}: focus is not seen on {markup}")
    for number in sorted(set(range(count)) - {int(number) for number in reached if number}):
        markup = page.locator(f'[data-reached="{number}"]').evaluate("(part) => part.outerHTML")
        wrong.append(f"{page.url}: Tab never comes to {markup[:90]}")
    return wrong
