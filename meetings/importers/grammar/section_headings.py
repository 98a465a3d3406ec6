"""Section headings: the words that part an item into its minutes, its decision and its papers."""

from enum import StrEnum


class Section(StrEnum):
    PURPOSE = "purpose"
    PAPERS = "papers"
    DECISION = "decision"
    MINUTES = "minutes"


# As the committee systems of England, Scotland and Wales print them, in English and in Welsh.
_HEADINGS = {
    "minutes": Section.MINUTES,
    "minute": Section.MINUTES,
    "discussion": Section.MINUTES,
    "cofnodion": Section.MINUTES,
    "cofnod": Section.MINUTES,
    "trafodaeth": Section.MINUTES,
    "decision": Section.DECISION,
    "decisions": Section.DECISION,
    "decision made": Section.DECISION,
    "decisions made": Section.DECISION,
    "penderfyniad": Section.DECISION,
    "penderfyniadau": Section.DECISION,
    "purpose": Section.PURPOSE,
    "purpose of report": Section.PURPOSE,
    "purpose of the report": Section.PURPOSE,
    "pwrpas": Section.PURPOSE,
    "pwrpas yr adroddiad": Section.PURPOSE,
    "additional documents": Section.PAPERS,
    "supporting documents": Section.PAPERS,
    "dogfennau ychwanegol": Section.PAPERS,
    "dogfennau ategol": Section.PAPERS,
}
# Headings inside the minutes: they end a list of resolutions and stay in the text.
_INNER_HEADINGS = {
    "reason",
    "reasons",
    "reason for decision",
    "reasons for decision",
    "reasons for the decision",
    "reasons for recommendation",
    "alternative options considered",
    "alternatives considered",
    "options considered",
    "other options considered",
    "options considered and rejected",
    "alternative options considered and rejected",
    "conflicts of interest",
    "conflicts of interest declared",
    "dispensations",
    "right of appeal",
    "reasons for recommendations",
    "financial implications",
    "rheswm",
    "rhesymau",
    "rhesymau dros y penderfyniad",
    "opsiynau a ystyriwyd",
    "voting",
    "voting record",
    "recorded vote",
    "background",
    "conclusion",
}
_LONGEST = 45


def section_of(text: str) -> Section | None:
    """The section that a line opens, when the line is nothing but that heading."""
    if len(text) > _LONGEST:
        return None
    return _HEADINGS.get(text.strip(" :").casefold())


def is_inner_heading(text: str) -> bool:
    return len(text) <= _LONGEST and text.strip(" :").casefold() in _INNER_HEADINGS
