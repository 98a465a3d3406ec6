"""Decisions that stand under an exempt item and were taken in public: those to exclude the public from it."""

import re

from meetings.importers.corrections import decide_openly
from meetings.importers.minutes import MeetingRead

WHY_OPEN = (
    "The text has this decision under an exempt item, where nothing is public. The public was there when it was "
    "taken, so it has an item of its own: see that it says nothing else."
)
_EXCLUDES = re.compile(
    r"\b(?:press|public)\b[^.;]{0,80}\b(?:be excluded|leave|withdraw)\b|"
    r"\bexclud(?:e|ing)\b[^.;]{0,40}\b(?:press|public)\b",
    re.I,
)
# It must say by which law (Local Government Act 1972, section 100A(5), and its twins).
_LAW = re.compile(r"\b(?:exempt|confidential|paragraphs?|schedule|section|act)\b", re.I)
# What may stand after "and" in a decision that decides no more than this.
_AND = re.compile(r"\band\b|&", re.I)
_MORE_OF_THE_SAME = re.compile(
    r"\s+(?:the\s+)?(?:press|public|media)\b|\s+\d|"
    r"\s+that(?:,? in all the circumstances of the case,?)?\s+the public interest\b",
    re.I,
)
# "be" that is no second decision: it is likely that there would be disclosure.
_BE = re.compile(r"\bbe\b", re.I)
_HARMLESS_BE = re.compile(
    r"\b(?:would|will|may|might|could) be\b|\bbe (?:excluded|asked to)\b|"
    r"\bto be (?:transacted|disclosed|made known)\b",
    re.I,
)
# Another clause, another sentence, a sum of money.
_GOES_ON = re.compile(
    r"[;:\n£]|(?<!\b[Nn]o)(?<!\bpara)(?<!\bparas)(?<!\b[Ss]ched)\.\s+\S|,\s*(?:to|then|but|subject)\b"
)
# How one limb of several ends.
_NEXT_LIMB = re.compile(r"[;,]\s?(?:and)?\s?$")
_LONGEST = 700


def with_exclusions_open(meeting: MeetingRead) -> MeetingRead:
    """The reading with each decision to exclude the public in an open item before the exempt one it stands in.

    An exempt item keeps none of its decisions. This one was taken before the public left, and the minutes open to
    inspection leave out only what would disclose exempt information (Local Government Act 1972, section 100C(1)(a)).
    Where a decision might decide anything else besides, it stays where it is.
    """
    for index in reversed(range(len(meeting.items))):
        item = meeting.items[index]
        places = [at for at, one in enumerate(item.resolutions) if only_excludes_the_public(one.text.value)]
        if item.is_exempt and places:
            # The first: what excludes the public again further down was decided behind closed doors.
            meeting = decide_openly(meeting, index, places[0], WHY_OPEN)
    return meeting


def only_excludes_the_public(text: str) -> bool:
    """Whether a decision excludes the public by law, and surely decides and tells nothing besides."""
    text = _NEXT_LIMB.sub("", text)
    if len(text) > _LONGEST or not (_EXCLUDES.search(text) and _LAW.search(text)) or _GOES_ON.search(text):
        return False
    if len(_BE.findall(text)) > len(_HARMLESS_BE.findall(text)):
        return False
    return all(_MORE_OF_THE_SAME.match(text, found.end()) for found in _AND.finditer(text))
