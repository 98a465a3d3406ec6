"""Rows of items: lines pasted from a committee system's table, each of them a whole item.

"Roads PDF 55 KB To consider the report. Minutes: The holes were seen. |": the title, the mark of its paper, what the
item was for, and the minutes.
"""

import re

from meetings.importers.blocks import Block
from meetings.importers.formats.run_on_lines import stretches
from meetings.importers.grammar.section_headings import section_of
from meetings.importers.grammar.titles import has_paper_mark, looks_like_title

_PURPOSE = re.compile(
    r"(?<=[\w)?]) (?=To (?:adopt|agree|answer|appoint|approve|comment|confirm|consider|declare|determine|disclose|"
    r"discuss|elect|hear|inform|make|note|present|receive|report|resolve|review|scrutinise|sign|update)\b)"
)
_PAPER_MARK = re.compile(r"\bPDF \d{1,5}(?:\.\d{1,3})? ?[KMG]B(?P<said> (?=[A-Z][a-z]))?")
_SHORTEST_TITLE = 3


def parts_of_row(text: str) -> list[tuple[int, int]]:
    """The stretches of a line that are blocks of their own, also where only the mark of a paper ends its title."""
    parts = stretches(text)
    marks = list(_PAPER_MARK.finditer(text)) if len(parts) == 1 and "PDF " in text else []
    if len(marks) != 1 or not marks[0]["said"]:
        return parts  # several marks are a list of papers
    end = marks[0].end()
    return [(0, end - 1), (end, len(text))]


def with_purpose_apart(row: list[Block]) -> list[Block]:
    """The blocks of a row, what the item was for cut off from the title that stands before "Minutes:"."""
    if len(row) < 2 or section_of(row[0].text) or not section_of(row[1].text):
        return row
    found = _PURPOSE.search(row[0].text, _SHORTEST_TITLE)
    if not found:
        return row
    return [row[0].part(0, found.start()), row[0].part(found.end(), len(row[0].text)), *row[1:]]


def heads_item(first: Block, *, is_whole_row: bool) -> bool:
    """Whether the first block of a row is an item's title: it has the mark of a paper, or the row ends as rows do."""
    is_title = is_whole_row and looks_like_title(first.words.rstrip(" ."))
    return section_of(first.text) is None and (has_paper_mark(first) or is_title)
