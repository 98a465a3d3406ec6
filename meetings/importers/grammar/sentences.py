"""Sentences: where they begin and end in a paragraph of minutes, full of titles, initials and numbers."""

import re

from meetings.importers.grammar.offices import INITIAL, is_title

_STOP = re.compile(r"[.?!]['’”\")]? (?=[A-Z0-9(‘“\"'])")
# The quick answer for most paragraphs: none of these ends a sentence within it.
_SIGNS_BEFORE_SPACE = (". ", "? ", "! ", "' ", "’ ", "” ", '" ', ") ")
# The number of a part of a list, in the line that announces it.
_NUMBERS_LIST = re.compile(r"[:;] \d{1,2}$")
# A full stop after these ends a title or a shortened word, not a sentence.
_SHORTENED = {
    "cllr", "cllrs", "cyng", "cr", "mr", "mrs", "ms", "miss", "dr", "st", "rev", "revd", "prof", "hon", "vol", "ref",
    "dept", "approx", "inc", "incl", "eg", "e.g", "ie", "i.e", "cf", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
    "sep", "sept", "oct", "nov", "dec", "prop", "sec", "ald",
}  # fmt: skip
_INITIALS = re.compile(rf"(?:{INITIAL}\.){{0,3}}{INITIAL}")
# These only before the number that they announce.
_SHORTENED_BEFORE_NUMBER = {"no", "nos", "p", "pp", "para", "paras", "art", "sec"}


def sentences_in(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Where each sentence begins and ends, between two places of a text."""
    found, begin = [], start
    end = len(text) if end is None else end
    for stop in _STOP.finditer(text, start, end) if any(map(text.__contains__, _SIGNS_BEFORE_SPACE)) else ():
        if not _is_shortened(text, stop.start()):
            found.append((begin, stop.end() - 1))
            begin = stop.end()
    if begin < end:
        found.append((begin, end))
    return found


def _is_shortened(text: str, stop: int) -> bool:
    if text[stop - 1 : stop].isdigit() and _NUMBERS_LIST.search(text, max(0, stop - 5), stop):
        return True  # "the following: 1. The gate; 2. The wall"
    if text[stop - 1 : stop].isupper() and (stop == 1 or text[stop - 2] == " "):
        return True  # "J. Smith": the commonest, and the soonest told
    space = text.rfind(" ", max(0, stop - 12), stop)
    word = text[space + 1 : stop].lstrip("(‘“[\"'") if space >= 0 else text[max(0, stop - 12) : stop]
    # "J. Smith": one capital letter before the stop is an initial.
    is_initial = len(word) == 1 and word.isupper()
    announces = text[stop + 2 : stop + 3].isdigit() and word.casefold() in _SHORTENED_BEFORE_NUMBER
    return is_initial or announces or _are_initials(text, word, space) or word.casefold() in _SHORTENED


def _are_initials(text: str, word: str, space: int) -> bool:
    """ "Mr T.V. Hughes": several initials, after a title; else the stop may end a sentence about the "P.T.A."."""
    return bool(_INITIALS.fullmatch(word)) and is_title(text[max(0, space - 14) : max(0, space)].rpartition(" ")[2])
