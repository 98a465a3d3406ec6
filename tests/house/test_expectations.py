"""The table of expectations names tests that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TABLE = (ROOT / "docs" / "expectations.md").read_text()


def test_every_test_that_the_table_names_is_there():
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TABLE)
    missing = [f"{file}::{test}" for file, test in named if f"def {test}(" not in (ROOT / file).read_text()]
    assert len(named) > 25
    assert missing == []


def test_all_twenty_five_are_answered():
    rows = re.findall(r"^\| (\d+) \| [^|]+ \| (Kept|Partly|Not yet)", TABLE, re.MULTILINE)
    assert [number for number, _ in rows] == [str(number) for number in range(1, 26)]
