"""Papers of several pages, told in full in files of their own; every other paper of the archive is a few lines."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("papers")
PAGE_ENDS = "\n---\n"


@cache
def long_papers() -> dict[str, tuple[str, str]]:
    """By the name of the paper without its ending: the file's name, and its text with form feeds between pages."""
    found = {}
    for path in sorted(FOLDER.glob("*.txt")):
        filename = path.stem
        text = path.read_text(encoding="utf-8").strip().replace(PAGE_ENDS, "\f")
        found[Path(filename).stem] = (filename, text)
    return found
