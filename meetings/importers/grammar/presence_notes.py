"""Notes of presence: what stands beside a name about coming late, leaving early, or attending by video."""

import re
from dataclasses import dataclass

from meetings.importers.blocks import Block
from meetings.importers.grammar.times import clock_times_in

_MEANS = (
    r"(?:microsoft |ms |the )?(?:teams|zoom|skype|webex|starleaf|video ?-?(?:link|conference|conferencing|call)?|"
    r"tele-?(?:phone|conference)|phone|remote (?:link|means|access)|electronic means|internet)"
)
# "remotely", "via Teams", "by remote link", "o bell": taking part without being in the room.
_REMOTE = (
    rf"(?:remote(?:ly)?|virtual(?:ly)?|on-?line|video ?-?(?:link|conference)|"
    rf"(?:via|by|on|over|through|using) {_MEANS}|(?:dialled|logged) in|o bell|yn rhithiol|ar-?lein|"
    rf"(?:drwy|trwy|dros) (?:teams|zoom|fideo|gyswllt fideo))"
)
_JOINED_BY = (
    r"(?:(?:who )?(?:attend(?:ed|ing|ance)|present|join(?:ed|ing)|participat(?:ed|ing)|taking part|in attendance) )?"
)
# Only as a whole note: the head of a virtual school and a manager of online services may be in the room.
_REMOTE_NOTE = re.compile(
    rf"(?:both |all )?{_JOINED_BY}(?:the meeting )?{_REMOTE}(?: (?:attendance|link|attendee|participant|access))?"
    rf"(?: {_REMOTE})?",
    re.I,
)
SAYS_REMOTE = re.compile(rf"\b{_REMOTE}\b", re.I)
_NOTE = re.compile(r"[^()\[\];,–—]{2,90}")
# A member in a list of one of Scotland's councils; with a single such note it could mean the vice-chair.
_VIDEO_MARK = "(v/c)"
_ITEM = r"(?:items?|points?|minutes?|min\.?|eitem|cofnod) (?:nos?\.? |numbers? )?[\w./]{0,12}\d[\w./()-]{0,8}"
WHEN_ITEM = re.compile(rf"(?:agenda )?(?P<item>{_ITEM})", re.I)
_ARRIVED = re.compile(
    r"\b(?:arriv(?:ed|ing|al)|join(?:ed|ing)|entered|entering|came in(?:to)?|late|from|present from|attended from|"
    r"o|ymunodd|ymuno|cyrhaeddodd)\b",
    re.I,
)
_LEFT = re.compile(
    r"\b(?:left|leaving|departed|departing|withdrew|until|till|til|up to|to|gadawodd|gadael|hyd(?: at)?)\b", re.I
)
_FURTHEST = 45


@dataclass(frozen=True, slots=True)
class Presence:
    """For how much of the meeting somebody was there, each as a stretch of the block; and whether by video."""

    is_remote: bool = False
    arrived: tuple[int, int] | None = None
    left: tuple[int, int] | None = None


def presence_beside(block: Block, start: int, end: int) -> Presence:
    """What the words beside a name say of when and how the person was there."""
    text = block.text
    end = min(end, start + 200)
    if not text[start:end].strip(" ,;"):
        return Presence()
    is_remote = any(_REMOTE_NOTE.fullmatch(note[0].strip(" .:-*")) for note in _NOTE.finditer(text, start, end))
    is_video = text[start:end].strip()[:5].casefold() == _VIDEO_MARK and text.casefold().count(_VIDEO_MARK) > 1
    left = _when_after(text, _LEFT, start, end)
    arrived = _when_after(text, _ARRIVED, start, end)
    return Presence(is_remote or is_video, arrived, left)


def _when_after(text: str, verbs: re.Pattern[str], start: int, end: int) -> tuple[int, int] | None:
    """The time, or the item, that stands soon after one of the verbs, with no other verb between."""
    for verb in verbs.finditer(text, start, end):
        when = when_in(text, verb.end(), min(end, verb.end() + _FURTHEST))
        if when and not _is_other_between(text, verb.end(), when[0]):
            return when
    return None


def _is_other_between(text: str, start: int, end: int) -> bool:
    return bool(_ARRIVED.search(text, start, end) or _LEFT.search(text, start, end)) or any(
        sign in text[start:end] for sign in "();"
    )


def when_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The first time of day in a stretch, or the first item by its number, as printed."""
    item = WHEN_ITEM.search(text, start, end)
    times = clock_times_in(text, start, end)
    if times and not (item and item.start("item") < times[0].start):
        return times[0].start, times[0].end
    if not item:
        return None
    first, last = item.span("item")
    return first, first + len(text[first:last].rstrip(".)"))


def has_presence_note(words: str) -> bool:
    """Whether words that stand beside a name are a note about presence, and so no office."""
    plain = words.strip(" .:-*()")
    if _REMOTE_NOTE.fullmatch(plain):
        return True
    verb = _ARRIVED.match(plain) or _LEFT.match(plain)
    return bool(verb and when_in(plain, verb.end(), len(plain)))
