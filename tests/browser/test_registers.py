"""The registers are tables: with heads on a wide screen, a stack on a phone, and tables to whoever listens."""

import itertools

from playwright.sync_api import Page, expect

from tests.browser.conftest import accessibility_faults
from tests.browser.test_every_page import archive

__all__ = ["archive"]  # a fixture

HEADS = {
    "/resolutions/": ["Decision", "Item", "Committee", "Date"],
    "/actions/": ["Task", "Owner", "State", "Item and meeting"],
}


def nodes(page: Page) -> list[tuple[str, str]]:
    """Role and name of all that assistive technology is given, in its order."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in tree if not node.get("ignored")]


def test_a_register_is_a_table_on_any_screen(archive, page):
    for address, width, scheme in itertools.product(HEADS, [1280, 320], ["light", "dark"]):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.goto(address)
        told, rows = nodes(page), page.locator("tbody tr").count()
        roles = [role for role, _ in told]
        assert ("table", "Decisions" if address == "/resolutions/" else "Actions") in told
        assert [name for role, name in told if role == "columnheader"] == HEADS[address]
        assert (roles.count("row"), roles.count("rowheader"), roles.count("cell")) == (rows + 1, rows, 3 * rows)
        assert rows
        assert accessibility_faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_cells_stand_beside_each_other_where_there_is_room_and_on_paper_else_below(archive, page):
    for address in HEADS:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(media="screen")
        page.goto(address)
        assert places(page, "y") == 1
        expect(page.locator("thead")).to_be_in_viewport()
        page.set_viewport_size({"width": 320, "height": 900})
        assert places(page, "x") == 1
        expect(page.locator("thead")).not_to_be_in_viewport()
        # What is left of A4 between its margins.
        page.set_viewport_size({"width": 657, "height": 900})
        page.emulate_media(media="print")
        assert places(page, "y") == 1
        expect(page.locator("form")).not_to_be_visible()


def places(page: Page, edge: str) -> int:
    """At how many places along the edge the cells of the first row begin."""
    cells = page.locator("tbody tr").first.locator("> *")
    return len({cells.nth(n).bounding_box()[edge] for n in range(4)})
