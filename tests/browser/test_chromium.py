"""A Chromium that stops answering costs a test run one window, not the run."""

import os
import signal

import pytest

from tests.browser.chromium import Chromium


@pytest.fixture
def impatient(chromium):
    running = Chromium(chromium.playwright, patience=1)
    yield running
    running.stop()


def test_one_that_never_closes_a_window_is_replaced_with_a_warning(impatient):
    page = impatient.open()
    stopped = impatient.process
    os.kill(stopped, signal.SIGSTOP)
    with pytest.warns(UserWarning, match="started again"):
        impatient.close(page.context)
    with pytest.raises(ProcessLookupError):
        os.kill(stopped, 0)
    again = impatient.open()
    again.goto("data:text/html,<title>Here</title>")
    assert again.title() == "Here"


def test_one_that_answers_is_left_as_it_is(impatient, recwarn):
    page, running = impatient.open(), impatient.process
    impatient.close(page.context)
    impatient.close(page.context)
    assert impatient.process == running
    assert not recwarn
