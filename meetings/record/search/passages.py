"""Passages of a text with the words that were found marked in them, as safe HTML. Pure."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# A passage is so many words long, and goes back so many to begin with a sentence.
WIDTH, NEAR = 40, 14
# Characters of Unicode's private use area: they cannot be typed into a search or typeset in minutes.
START, STOP = "\ue000", "\ue001"
MARKS = re.compile(f"{START}([^{START}{STOP}]*){STOP}")


def passage_of(text: str) -> str:
    """The stretch of a marked text with most different marked words, from the start of a sentence if one is near."""
    stretches = [stretch for line in text.split("\n") if (stretch := _best_stretch(line.split()))]
    if not stretches:
        return _cut(text.split("\n")[0].split(), 0)
    _, words, first = max(stretches, key=lambda stretch: stretch[0])
    starts = [place for place in range(max(first - NEAR, 0), first + 1) if _begins_sentence(words, place)]
    return _cut(words, starts[0] if starts else first - NEAR // 2)


def _best_stretch(words: list[str]) -> tuple[int, list[str], int] | None:
    """How many different marked words the best stretch of the line has, the line, and where the stretch begins."""
    places = [place for place, word in enumerate(words) if START in word]
    different = [len({w.lower() for w in words[place : place + WIDTH - NEAR] if START in w}) for place in places]
    most = max(different, default=0)
    return (most, words, places[different.index(most)]) if most else None


def _begins_sentence(words: list[str], place: int) -> bool:
    return place == 0 or words[place - 1].rstrip(STOP)[-1:] in {".", "?", "!", ";"}


def _cut(words: list[str], start: int) -> str:
    end = start + WIDTH
    before = "" if _begins_sentence(words, start) else "… "
    return before + " ".join(words[start:end]) + (" …" if end < len(words) else "")


def marked(text: str) -> SafeString:
    """Escape a text and turn its pairs of marker characters into <mark>; a marker without its twin is dropped."""
    html = MARKS.sub(r"<mark>\1</mark>", escape(text))
    return mark_safe(html.replace(START, "").replace(STOP, ""))
