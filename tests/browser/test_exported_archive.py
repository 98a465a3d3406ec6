"""A copy of the archive in a real Chromium, opened from the folder: no server, no network."""

import pytest

from meetings.exporters.archive.export import export_archive
from meetings.world import load_world
from minutes_site.public_pages import public_pages
from tests import making
from tests.browser.conftest import accessibility_faults
from tests.house.worlds import with_secrets

SITE = "https://minutes.example"


@pytest.fixture
def folder(committed, settings, tmp_path):
    settings.RECORD_READS = "public"
    load_world(with_secrets(), by=making.make_user(is_superuser=True))
    with public_pages(SITE) as ask:
        export_archive(tmp_path / "copies" / "one", ask, site=SITE, tell=str)
    return tmp_path / "copies" / "one"


@pytest.fixture
def copy(folder, open_page):
    """A browser at the first page of the copy, without a network; what it would load from elsewhere is a fault."""
    page = open_page(offline=True)
    page.on("request", lambda asked: asked.url.startswith(folder.as_uri()) or page.faults.append(asked.url))
    page.goto(folder.joinpath("index.html").as_uri())
    return page


def faults(copy) -> list[str]:
    """As on every page; axe is kept from asking for the style a second time, which a folder does not answer."""
    return accessibility_faults(copy, preload=False)


def test_a_reader_goes_from_the_first_page_to_an_item_and_its_paper(copy):
    assert copy.get_by_text("This is a copy of the minute book.").is_visible()
    assert faults(copy) == []
    copy.get_by_role("link", name="How to search this copy").click()
    assert faults(copy) == []
    copy.get_by_role("link", name="2023", exact=True).click()
    assert copy.url.endswith("/meetings/2023/index.html")
    assert faults(copy) == []
    copy.get_by_role("link", name="Dredging, phase two").click()
    assert copy.get_by_role("heading", level=1).inner_text().startswith("Dredging, phase two")
    # The style is there: else the title would be as large as browsers make it.
    assert copy.locator("h1").evaluate("e => getComputedStyle(e).fontWeight") == "500"
    assert faults(copy) == []
    copy.get_by_role("link", name="Harbour Panel", exact=True).click()
    copy.get_by_role("link", name="All its decisions").click()
    assert copy.get_by_text("Only these").is_visible()
    assert faults(copy) == []
    copy.get_by_role("link", name="Show all").click()
    assert copy.url.endswith("/resolutions/index.html")
    copy.go_back()
    copy.get_by_role("link", name="Dredging, phase 1").first.click()
    copy.get_by_role("link", name="Survey").click()
    assert copy.get_by_text("Depths, phase 1.").is_visible()
    assert copy.faults == []


def test_pages_of_the_copy_fit_a_narrow_screen(copy, folder):
    copy.set_viewport_size({"width": 320, "height": 640})
    for file in ("index.html", "search/index.html", "meetings/2023/index.html", "verify/index.html"):
        copy.goto(folder.joinpath(file).as_uri())
        assert copy.evaluate("document.documentElement.scrollWidth") == 320
        assert faults(copy) == []
    assert copy.faults == []
