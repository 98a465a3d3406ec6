"""Section headings: the words that part an item into its minutes, its decision and its papers."""

import re
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
    "the decision": Section.DECISION,
    "decision made": Section.DECISION,
    "decision taken": Section.DECISION,
    "decisions taken": Section.DECISION,
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
    "conflicts of interest",
    "conflicts of interest declared",
    "dispensations",
    "right of appeal",
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
# Why it was decided, and what else might have been: "Reason(s) for the decision", "Other options rejected".
_OPENS_REASON = {
    "reason", "reasons", "rationale", "option", "options", "alternative", "alternatives", "other", "any", "details",
    "implementation",
}  # fmt: skip
_OF_REASON = _OPENS_REASON | {
    "for", "of", "to", "the", "this", "and", "or", "if", "why", "with", "decision", "decisions", "recommendation",
    "recommendations", "resolution", "resolutions", "considered", "rejected", "discounted", "refusal", "approval",
    "urgency", "exemption", "taken", "made",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_FIRST_WORD = re.compile(r"[\W\d_]*([^\W\d_]+)")
_LONGEST = 45
_LONGEST_REASON = 75


def section_of(text: str) -> Section | None:
    """The section that a line opens, when the line is nothing but that heading."""
    if len(text) > _LONGEST:
        return None
    return _HEADINGS.get(text.strip(" :").casefold())


def is_inner_heading(text: str) -> bool:
    if len(text) > _LONGEST_REASON:
        return False
    plain = text.strip(" :").casefold()
    return plain in _INNER_HEADINGS or _heads_reason(plain)


def _heads_reason(plain: str) -> bool:
    plain = plain.replace("(s)", "s")
    first = _FIRST_WORD.match(plain)
    is_opened = first is not None and first[1] in _OPENS_REASON
    return is_opened and "." not in plain and _OF_REASON.issuperset(_WORD.findall(plain))
