"""Writes the world file: `python -m sample_archive`."""

import json
import sys
from pathlib import Path

from sample_archive.archive import southcliff

FILE = Path(__file__).parent / "southcliff.json"


def world_file_text() -> str:
    return json.dumps(southcliff(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    text = world_file_text()
    FILE.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{FILE.name}: {len(text.encode()):,} bytes\n")
