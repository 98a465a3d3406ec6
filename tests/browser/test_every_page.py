"""Every page type, public and desk: accessible, within a narrow screen, without a script error or a policy breach."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from meetings.models import Action, Committee, Item, Meeting, Person
from meetings.world import load_world
from tests import making
from tests.browser.conftest import accessibility_faults
from tests.house.worlds import with_secrets
from tests.importers.readings_of import MOORINGS

HARBOUR = "/meetings/2023/06/15/harbour-panel/"
PUBLIC_PAGES = {
    "home": "/",
    "meetings": "/meetings/",
    "meetings with a bad date": "/meetings/?since=someday",
    "year": "/meetings/2023/",
    "month": "/meetings/2023/06/",
    "empty month": "/meetings/2023/08/",
    "day": "/meetings/2023/06/15/",
    "meeting": HARBOUR,
    "corrected meeting": "/meetings/2023/09/14/harbour-panel/",
    "correction": "/meetings/2023/09/14/harbour-panel/editions/3/",
    "verify": "/verify/",
    "withdrawn meeting": "/meetings/2024/03/07/harbour-panel/",
    "cancelled meeting": "/meetings/2024/06/20/audit-committee/",
    "agenda": "/meetings/2024/07/11/harbour-panel/",
    "item": f"{HARBOUR}item/2/",
    "exempt item": f"{HARBOUR}item/3/",
    "committees": "/committees/",
    "committee": "/committees/harbour-panel/",
    "people": "/people/",
    "person": "/people/amina-okafor/",
    "issue": "/issues/harbour-dredging/",
    "search": "/search/?q=dredging",
    "search narrowed": "/search/?q=dredging&committee=harbour-panel&year=2023-24&procedural=on&order=newest",
    "search without result": "/search/?q=dredging+xylophone&committee=harbour-panel",
    "search with a fault": "/search/?q=dredging&committee=nobody&person=zebedee",
    "not found": "/nowhere/",
}


@pytest.fixture
def archive(site):
    load_world(with_secrets(), by=making.make_user(is_superuser=True))
    return site


def narrow(page) -> list[str]:
    """Whether the page needs sideways scrolling at 320 CSS pixels (WCAG 1.4.10)."""
    page.set_viewport_size({"width": 320, "height": 640})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    return [f"{page.url}: {width} px wide"] if width > 320 else []


def test_every_public_page(archive, page):
    faults = []
    for address in PUBLIC_PAGES.values():
        page.goto(address)
        faults += accessibility_faults(page) + narrow(page)
    expected = ["Failed to load resource: the server responded with a status of 404 (Not Found)"]
    assert faults == []
    assert page.faults == expected


def test_public_pages_send_no_script_and_no_cookie(archive, page):
    for address in PUBLIC_PAGES.values():
        answer = page.goto(address)
        assert page.locator("script:not([type='application/ld+json'])").count() == 0
        assert page.locator("[style], [onclick]").count() == 0
        assert "script-src 'none'" in answer.headers["content-security-policy"]
        assert "set-cookie" not in answer.headers
    assert page.context.cookies() == []


def test_public_pages_are_accessible_in_the_dark(archive, page):
    page.emulate_media(color_scheme="dark")
    faults = []
    for name in ["home", "meeting", "item", "search", "search narrowed", "person", "meetings"]:
        page.goto(PUBLIC_PAGES[name])
        faults += accessibility_faults(page)
    assert faults == []


def test_every_desk_page(archive, page, client):
    faults = []
    page.goto("/admin/")
    faults += accessibility_faults(page)
    client.force_login(making.make_user(name="root", is_superuser=True))
    page.context.add_cookies([{"name": "desk", "value": client.cookies["desk"].value, "url": archive}])
    meeting = Meeting.objects.filter(published_at__isnull=False).first()
    meeting.documents.create(title="Survey", file=ContentFile(b"deep", "survey.txt"))
    for address in desk_addresses(meeting):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        faults += accessibility_faults(page)
    page.goto("/admin/import/")
    page.get_by_label("Paste minutes").fill(MOORINGS)
    page.get_by_role("button", name="Read the minutes").click()
    page.wait_for_url("**/review/*/")
    for summary in page.locator("form.reading summary").all():
        summary.click()
    faults += accessibility_faults(page)
    assert faults == []
    assert page.faults == []


def desk_addresses(meeting: Meeting) -> list[str]:
    """The desk's home, and the list, the empty form and a filled form of everything a clerk works with."""
    addresses = ["/admin/", "/admin/import/"]
    for model in (Meeting, Item, Person, Committee, Action):
        name = model._meta.model_name
        addresses += [f"/admin/meetings/{name}/", f"/admin/meetings/{name}/{model.objects.last().pk}/change/"]
        if model is not Action:
            addresses.append(f"/admin/meetings/{name}/add/")
    pages = ("change", "publication", "preview", "redaction", "history")
    addresses += [reverse(f"admin:meetings_meeting_{page}", args=[meeting.pk]) for page in pages]
    return addresses
