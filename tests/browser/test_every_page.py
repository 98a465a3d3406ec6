"""Every page type of the public side: accessible, on a narrow screen too, without a script error or policy breach."""

import pytest

from meetings.world import load_world
from tests import making
from tests.browser.conftest import accessibility_faults, violations
from tests.browser.statement import write_statement
from tests.house.worlds import in_wales, with_secrets

HARBOUR = "/meetings/2023/06/15/harbour-panel/"
PUBLIC_PAGES = {
    "home": "/",
    "meetings": "/meetings/",
    "meetings with a bad date": "/meetings/?since=someday",
    "year": "/meetings/2023/",
    "month": "/meetings/2023/06/",
    "empty month": "/meetings/2023/08/",
    "day": "/meetings/2023/06/15/",
    "calendar": "/calendar/",
    "month of the calendar": "/calendar/2024/06/",
    "month of one committee": "/calendar/2023/06/?committee=harbour-panel",
    "calendar with a bad committee": "/calendar/2023/06/?committee=nobody",
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
    "people found": "/people/?q=okafor",
    "person narrowed": "/people/amina-okafor/?part=voted",
    "issues": "/issues/",
    "issue": "/issues/harbour-dredging/",
    "decisions": "/resolutions/",
    "decisions with a bad date": "/resolutions/?since=someday&outcome=won",
    "actions": "/actions/",
    "actions narrowed": "/actions/?committee=harbour-panel&state=open&owner=Harbour+Master&order=newest",
    "search": "/search/?q=dredging",
    "search narrowed": "/search/?q=dredging&committee=harbour-panel&year=2023-24&since=1+May+2023"
    "&procedural=on&order=newest",
    "search without result": "/search/?q=dredging+xylophone&committee=harbour-panel",
    "search with a fault": "/search/?q=dredging&committee=nobody&person=zebedee&until=someday",
    "accessibility statement": "/about/accessibility/",
    "privacy": "/about/privacy/",
    "licence": "/about/licence/",
    "how to complain": "/about/complaints/",
    "alerts": "/alerts/?follow=committee:harbour-panel",
    "alerts of a search": "/alerts/?follow=search:q%3Ddredging%26committee%3Dharbour-panel",
    "alert that is gone": "/alerts/confirm/?key=0",
    "alert stopped": "/alerts/stop/?key=0",
    "nothing followed": "/alerts/yours/?key=0",
    "not found": "/nowhere/",
}


@pytest.fixture
def archive(site):
    load_world(with_secrets(), by=making.make_user(is_superuser=True))
    return site


def narrow(page) -> list[dict]:
    """Whether the page needs sideways scrolling at 320 CSS pixels (WCAG 1.4.10)."""
    page.set_viewport_size({"width": 320, "height": 640})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    return [{"id": "reflow", "help": f"it is {width} pixels wide on a screen of 320"}] if width > 320 else []


def test_every_public_page(archive, page, pytestconfig):
    faults = []
    for name, address in PUBLIC_PAGES.items():
        page.goto(address)
        found = violations(page) + narrow(page)
        faults += [{"page": name, "rule": fault["id"], "help": fault["help"]} for fault in found]
    if pytestconfig.getoption("write_statement"):
        write_statement(list(PUBLIC_PAGES), faults, page)
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
    for name in [
        "home",
        "meeting",
        "item",
        "search",
        "search narrowed",
        "person",
        "committee",
        "issue",
        "meetings",
        "month of the calendar",
        "actions",
    ]:
        page.goto(PUBLIC_PAGES[name])
        faults += accessibility_faults(page)
    assert faults == []


def test_every_public_page_in_welsh_is_accessible(site, page):
    """In one scheme, and narrow: nothing but words differs from the English pages, and those are longer."""
    load_world(in_wales(), by=making.make_user(is_superuser=True))
    faults = []
    for address in PUBLIC_PAGES.values():
        page.goto(f"/cy{address}")
        faults += [*accessibility_faults(page), *narrow(page)]
    assert faults == []
    page.goto("/cy/search/?q=dredging")
    page.get_by_role("link", name="English", exact=True).click()
    assert page.url.endswith("/search/?q=dredging")
    assert page.locator("html").get_attribute("lang") == "en-GB"
    page.get_by_role("link", name="Cymraeg", exact=True).click()
    assert page.url.endswith("/cy/search/?q=dredging")
