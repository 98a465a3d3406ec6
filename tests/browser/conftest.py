"""A real Chromium, the site served as in production (the record read through its own log-in), and axe."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import Page, sync_playwright

from tests.browser.chromium import Chromium
from tests.machine import CHROMIUM, IS_CI

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def pytest_collection_modifyitems(items):
    if CHROMIUM is None and IS_CI:
        raise pytest.UsageError("Chromium is missing: under CI the browser tests are never skipped.")
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(
                pytest.mark.django_db(transaction=True, serialized_rollback=True, databases=["default", "public"])
            )
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.fixture(scope="session")
def chromium() -> Chromium:
    # Playwright's own event loop runs in this thread; Django must not take it for an asynchronous view, nor give it
    # connections of its own, which would know nothing of the test database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    known = {alias: connections[alias] for alias in connections}
    with sync_playwright() as playwright:
        for alias, connection in known.items():
            connections[alias] = connection
        running = Chromium(playwright)
        yield running
        running.stop()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def site(committed, live_server, settings):
    """The whole site at an address, its record read as the public reads it."""
    settings.RECORD_READS = "public"
    return live_server.url


@pytest.fixture
def open_page(chromium):
    """Opens a page of a window of its own each time it is asked (see Chromium.open); all are closed after the test."""
    opened = []

    def another(**options) -> Page:
        opened.append(chromium.open(**options))
        return opened[-1]

    yield another
    for page in opened:
        chromium.close(page.context)


@pytest.fixture
def page(site, open_page) -> Page:
    return open_page(base_url=site)


def violations(page: Page, **options) -> list[dict]:
    """As axe tells them; see accessibility_faults."""
    # Colours on their way from one to another are none that anybody reads.
    page.evaluate("() => Promise.allSettled(document.getAnimations().map((one) => one.finished)).then(() => null)")
    # Of what is in order, one part for each rule is told: to tell of every part takes as long as to look at it.
    asked = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    return Axe().run(page, options=asked | options).response["violations"]


def accessibility_faults(page: Page, **options) -> list[str]:
    """What axe, with these options, finds against WCAG 2.2 A and AA on the page as it stands."""
    found = violations(page, **options)
    return [f"{page.url}: {fault['id']} {[node['target'] for node in fault['nodes']][:3]}" for fault in found]
