"""Run-on lines: where a page pasted from a table has title, heading and minutes of an item on one line."""

import re
from itertools import pairwise

_HEADING = re.compile(
    r"(?:Additional documents|Supporting documents|Minutes|Decisions?|Dogfennau ychwanegol|Cofnodion|"
    r"Penderfyniad):(?= |$)"
)
_AFTER_PAPER_MARK = re.compile(r"\bPDF \d{1,5}(?:\.\d{1,3})? ?[KMG]B (?=\S)")
_BAR = re.compile(r" ?\| ?")


def stretches(text: str) -> list[tuple[int, int]]:
    """The stretches of a line that are blocks of their own: one for nearly every line, more for a run-on one."""
    # Every heading has its colon, and most lines have none.
    found = _HEADING.finditer(text) if ":" in text else ()
    headings = [heading for heading in found if text[heading.start() - 1 : heading.start()] in ("", " ")]
    is_run_on = any(found.start() > 0 for found in headings)
    marks = list(_AFTER_PAPER_MARK.finditer(text)) if is_run_on and "PDF" in text else []
    if not is_run_on or not (len(headings) > 1 or "|" in text or marks):
        return [(0, len(text))]
    cuts = {0, len(text), *(place for found in headings for place in found.span())}
    cuts |= {found.end() for found in marks}
    cuts |= {place for found in _BAR.finditer(text) for place in found.span()}
    kept = []
    for first, last in pairwise(sorted(cuts)):
        words = text[first:last].strip()
        if words.strip(" |"):
            start = text.index(words, first)
            kept.append((start, start + len(words)))
    return kept
