"""Writes what the accessibility statement says was tested: only from a run of the tests, and only when asked to."""

import datetime
import json

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from meetings.public.statements import LAST_TEST


def write_statement(pages: list[str], faults: list[dict], page: Page) -> None:
    """Write the pages tested and what was found wrong on them, with today as the day, for the site to read."""
    axe = Axe().run(page).response["testEngine"]
    told = {
        "tested_on": datetime.date.today().isoformat(),
        "tools": f"{axe['name']} {axe['version']} in Chromium {page.context.browser.version}",
        "pages": pages,
        "faults": faults,
    }
    LAST_TEST.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
