"""What this machine has for the tests that need more than Python; under CI it must have all of it."""

import os
import shutil

IS_CI = os.environ.get("CI") == "true"
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
VNU_JAR = os.environ.get("VNU_JAR", "")
HAS_VALIDATOR = os.path.exists(VNU_JAR) and shutil.which("java") is not None


def what_is_skipped() -> list[str]:
    """A loud line for each kind of test that this machine cannot run."""
    lines = []
    if CHROMIUM is None:
        lines.append("NO CHROMIUM ON THIS MACHINE: THE BROWSER TESTS WERE SKIPPED.")
    if not HAS_VALIDATOR:
        lines.append("NO HTML VALIDATOR (VNU_JAR and java): WHETHER PAGES ARE VALID HTML WAS NOT TESTED.")
    return lines
