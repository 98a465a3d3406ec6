"""References: the number printed on the paper that an item considered."""

import re

from meetings.importers.blocks import Block
from meetings.importers.grammar.quick_looks import holds_any
from meetings.importers.minutes import Reading

# "CX/21/14", "21/045", "HC-2021-07", "EDU.12.22": letters and numbers parted by strokes, dashes or dots.
_CODE = r"(?:[A-Z]{1,6}[/.-]?(?:[A-Z]{1,6}[/.-])?)?\d{1,4}(?:[/-]\d{1,4}){1,2}[A-Za-z]?|[A-Z]{1,6}[/-]?\d{1,4}[A-Z]?"
_PAPER = r"(?:[Rr]eports?|REPORTS?|[Pp]apers?|PAPERS?|[Aa]droddiad|ADRODDIAD|[Dd]ocuments?|[Ee]nclosures?)"
# "Report CX/21/14", "(Report No. 21/045)", "Report ref: CX/21/14".
_NAMED = re.compile(
    rf"\b{_PAPER}(?: (?:[Nn]o|[Nn]umber|NO|[Rr]ef|[Rr]eference|[Rr]hif)\b\.?)*:? ?\(?(?P<code>{_CODE})(?![\w/])"
)
# "Paper 7 submitted", "Report No. 7": with a plain number the word is part of what is printed.
_NUMBERED = re.compile(
    r"\b(?P<code>(?:Report|REPORT|Paper|PAPER|Enclosure)(?: (?:[Nn]o|NO|[Nn]umber)\b\.?)? \d{1,3}[A-Z]?)\b"
    r"(?![/.]\d| (?:of|to) \d)"
)
# "EDU/12/22 refers", "CX/21/14 was submitted".
_REFERS = re.compile(
    r"\b(?P<code>[A-Z]{1,6}[/.-](?:[A-Z]{1,6}[/.-])?\d{1,4}(?:[/-]\d{1,4})?)\)? (?:refers|"
    r"(?:(?:was|were|had been|is) )?(?:submitted|circulated|attached|tabled|considered|received))\b"
)
# In brackets at the end of a title or of the line that names the report's author: "(CX/21/14)".
_IN_BRACKETS = re.compile(
    r"[(\[](?:[Rr]ef(?:erence)?\b[.:]? ?)?(?P<code>[A-Z]{1,6}[/-](?:[A-Z]{1,6}[/-])?\d{1,4}(?:[/-]\d{1,4})?)[)\]]\.?$"
)
_ABOUT_A_REPORT = re.compile(r"\b(?:report|paper|adroddiad|papur)\b", re.I)
# Applications and cases have numbers of the same look, and so have earlier minutes.
_OTHER_NUMBER = re.compile(
    r"\b(?:applications?|planning|proposal|licen[cs]e|erection|appeal|minutes?|cofnod|key decision|"
    r"invoice|order|cais)\b",
    re.I,
)
# The quick answer for most blocks: no paper is named there, and none is said to be there.
_NAMES_OF_PAPERS = ("report", "paper", "adroddiad", "document", "enclosure")
_SAID_OF_PAPERS = ("refers", "submitted", "circulated", "attached", "tabled", "considered", "received")
_DIGIT = re.compile(r"\d")
_ENDS_OF_BRACKETS = (")", "]", ").", "].")
_MOST_BLOCKS = 6


def report_reference(title: Block | None, purpose: list[Block], text: list[Block]) -> Reading[str] | None:
    """The number of the paper that an item considered, from its title, its purpose or the first of its minutes."""
    lines = [*([title] if title else []), *purpose, *text[:_MOST_BLOCKS]]
    for block in lines:
        if not _DIGIT.search(block.text):
            continue  # no paper is numbered there
        patterns = (_NAMED, _NUMBERED) if holds_any(block.text, _NAMES_OF_PAPERS) else ()
        patterns += (_REFERS,) if holds_any(block.text, _SAID_OF_PAPERS) else ()
        for pattern in patterns:
            for found in pattern.finditer(block.text):
                if not _OTHER_NUMBER.search(block.text, max(0, found.start() - 40), found.start()):
                    return block.read(*found.span("code"))
    for block in lines[: 1 + len(purpose) + 1]:
        ends_in_brackets = block.text.endswith(_ENDS_OF_BRACKETS)
        found = _IN_BRACKETS.search(block.text, max(0, len(block.text) - 40)) if ends_in_brackets else None
        if found and _ABOUT_A_REPORT.search(block.text) and not _OTHER_NUMBER.search(block.text):
            return block.read(*found.span("code"))
    return None
