"""A real Chromium, the site served as in production (the record read through its own log-in), and axe."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright

from tests.machine import CHROMIUM, IS_CI

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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
def chromium() -> Browser:
    # Playwright's own event loop runs in this thread; Django must not take it for an asynchronous view, nor give it
    # connections of its own, which would know nothing of the test database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    known = {alias: connections[alias] for alias in connections}
    with sync_playwright() as playwright:
        for alias, connection in known.items():
            connections[alias] = connection
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def site(committed, live_server, settings):
    """The whole site at an address, its record read as the public reads it."""
    settings.RECORD_READS = "public"
    return live_server.url


@pytest.fixture
def page(chromium, site) -> Page:
    """A fresh browser in which every script error and every breach of the content policy fails the test."""
    context = chromium.new_context(base_url=site, locale="en-GB")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.faults = faults
    yield page
    context.close()


def violations(page: Page, **options) -> list[dict]:
    """As axe tells them; see accessibility_faults."""
    # Of what is in order, one part for each rule is told: to tell of every part takes as long as to look at it.
    asked = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    return Axe().run(page, options=asked | options).response["violations"]


def accessibility_faults(page: Page, **options) -> list[str]:
    """What axe, with these options, finds against WCAG 2.2 A and AA on the page as it stands."""
    found = violations(page, **options)
    return [f"{page.url}: {fault['id']} {[node['target'] for node in fault['nodes']][:3]}" for fault in found]
