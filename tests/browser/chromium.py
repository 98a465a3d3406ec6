"""One Chromium for all tests of a run, and another in its place where it stops answering.

A Chromium under load now and then never answers that it has closed a window, and the suite would wait for it until it
is itself stopped. What the site does in that window has been looked at by then, so the next test goes on in a new one.
"""

import os
import signal
import threading
import warnings

from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright

from tests.machine import CHROMIUM

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Chromium:
    def __init__(self, playwright: Playwright, *, patience: float = 30):
        """`patience`: the seconds in which a closed window must be gone."""
        self.playwright, self.patience = playwright, patience
        self.start()

    def start(self) -> None:
        self.browser: Browser = self.playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        wire = self.browser.new_browser_cdp_session()
        parts = wire.send("SystemInfo.getProcessInfo")["processInfo"]
        self.process = next(part["id"] for part in parts if part["type"] == "browser")
        wire.detach()

    def open(self, **options) -> Page:
        """A page of a window with cookies of its own; its `faults` are script errors and breaches of the policy."""
        page = self.browser.new_context(locale="en-GB", **options).new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(f"{page.url}: {error}"))
        page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
        return page

    def close(self, window: BrowserContext) -> None:
        """Close the window with all its pages; one that is closed already, or whose Chromium is gone, is no error."""
        impatient = threading.Timer(self.patience, os.kill, (self.process, signal.SIGKILL))
        impatient.start()
        try:
            window.close()
        except Error:
            if self.browser.is_connected():
                raise
        finally:
            impatient.cancel()
        if not self.browser.is_connected():
            warnings.warn("Chromium did not close a window and was started again.", stacklevel=2)
            self.start()

    def stop(self) -> None:
        self.browser.close()
