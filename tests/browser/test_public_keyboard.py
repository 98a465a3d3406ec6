"""Every public page by keyboard: what can be clicked can be reached, in view and marked, and nothing holds on."""

from meetings.world import load_world
from tests import making
from tests.browser.test_every_page import PUBLIC_PAGES
from tests.house.worlds import with_secrets

COUNT = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
    .filter(element => element.type !== 'hidden' && element.checkVisibility()).length"""
# The place of the element that has the focus among all, whether a line is drawn around it, and its words.
FOCUSED = """() => {
    const element = document.activeElement;
    if (element === document.body) return null;
    const place = [...document.querySelectorAll('*')].indexOf(element);
    return [place, getComputedStyle(element).outlineStyle !== 'none', element.textContent.trim()];
}"""


def test_every_public_page_by_keyboard(site, page):
    load_world(with_secrets(), by=making.make_user(is_superuser=True))
    faults = []
    for name, address in PUBLIC_PAGES.items():
        page.goto(address)
        wanted, stops = page.evaluate(COUNT), []
        while len(stops) <= wanted:
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUSED)
            if stop is None:
                break
            stops.append(stop)
        reached = {place for place, _, _ in stops}
        if len(reached) < wanted:
            faults.append(f"{name}: {len(reached)} of {wanted} are reached")
        if "Skip" not in stops[0][2]:
            faults.append(f"{name}: begins with {stops[0][2]}")
        faults += [f"{name}: no mark on {words}" for _, is_marked, words in stops if not is_marked]
    assert faults == []
