"""Marks the words that were found: in a title, in a decision, in a passage or two of the minutes. Pure.

The engine's own highlighter costs more than finding does; here only the words are looked at that begin like one that
was asked for, and each is brought to its stem as the engine does it.
"""

import html
import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import Stemmer
from django.utils.safestring import SafeString

from meetings.record.words import plain

# A passage is about so long, and goes back so far to begin with a sentence.
LENGTH, BACK = 240, 90
# Room for the words around the first one marked, where no sentence begins near.
BEFORE = 40
MOST_PASSAGES = 2
SENTENCE_ENDS = (". ", "? ", "! ", "; ")
WORD = re.compile(r"[^\W_]*")
# In a text whose hyphens are strokes.
WORD_OF_PARTS = re.compile(r"[^\W_]+/[^\W_]+")
NOT_ASCII = re.compile(r"[^\x00-\x7f]")


@cache
def _plain_letter(letter: str) -> str:
    """Small and without its accents, where that leaves one letter: places in the text stay the same."""
    alone = plain(letter)
    return alone if len(alone) == 1 else letter


class Mark(NamedTuple):
    """Where a word that was asked for stands in a text, and which it is."""

    start: int
    end: int
    lexeme: str


class Marker:
    """Marks texts with the words of one question, given as the engine keeps them."""

    def __init__(self, lexemes: Iterable[str]) -> None:
        self._stem = Stemmer.Stemmer("english").stemWord
        self._lexemes = set(lexemes)
        self._beginnings = _beginnings(self._lexemes)
        self._has_strokes = any("/" in beginning for beginning in self._beginnings)

    def whole(self, text: str) -> SafeString:
        """The whole text, marked."""
        return _marked(text, 0, len(text), self.marks(text))

    def line(self, text: str) -> SafeString:
        """The first line with most of the words, marked; empty where none has any."""
        marks = self.marks(text)
        best, most, start = (0, 0, []), 0, 0
        for line in text.split("\n") if marks else []:
            end = start + len(line)
            of_line = [mark for mark in marks if start <= mark.start and mark.end <= end]
            different = len({mark.lexeme for mark in of_line})
            if different > most:
                best, most = (start, end, of_line), different
            start = end + 1
        return _marked(text, *best)

    def passages(self, text: str) -> tuple[SafeString, ...]:
        """One passage or two with most of the words, marked; the beginning of the text where none stands in it."""
        marks = self.marks(text)
        if not marks:
            return (_passage(text, 0, []),) if text else ()
        found, left = [], marks
        while left and len(found) < MOST_PASSAGES:
            first = _richest(left)
            start = _start(text, first)
            found.append((start, _passage(text, start, marks)))
            seen = {mark.lexeme for mark in marks if start <= mark.start < start + LENGTH}
            left = [mark for mark in left if mark.lexeme not in seen]
        return tuple(passage for _, passage in sorted(found, key=lambda one: one[0]))

    def marks(self, text: str) -> list[Mark]:
        """The words of the text that were asked for, in order."""
        letters = text if text.isascii() else NOT_ASCII.sub(lambda letter: _plain_letter(letter[0]), text)
        letters = letters.lower()
        if self._has_strokes:
            # A municipal year is kept with a stroke, however it is written.
            letters = letters.replace("-", "/").replace("–", "/")
        found = {}
        for beginning in self._beginnings:
            place = letters.find(beginning)
            while place >= 0:
                if place == 0 or not letters[place - 1].isalnum():
                    in_parts = WORD_OF_PARTS.match(letters, place) if "/" in beginning else None
                    word = (in_parts or WORD.match(letters, place))[0]
                    lexeme = self._lexeme(word.replace("/", "-"))
                    if lexeme:
                        found[place] = Mark(place, place + len(word), lexeme)
                    elif beginning in self._lexemes and not beginning.isalpha():
                        # A reference, 21/00512/FUL, is more than one word here and one to the engine.
                        found.setdefault(place, Mark(place, place + len(beginning), beginning))
                place = letters.find(beginning, place + 1)
        return [found[place] for place in sorted(found)]

    def _lexeme(self, word: str) -> str:
        if word in self._lexemes:
            return word
        stem = self._stem(word)
        return stem if stem in self._lexemes else ""


def _beginnings(lexemes: set[str]) -> set[str]:
    """How every word begins that has one of these stems, each where no shorter one leads to it already.

    A last letter may have changed (city, cities), of short ones more.
    """
    of_words = {lexeme[:1] if len(lexeme) <= 3 else lexeme[:-1] for lexeme in lexemes if lexeme.isalpha()}
    shortest = {one for one in of_words if not any(one[:length] in of_words for length in range(1, len(one)))}
    return shortest | {lexeme.replace("-", "/") for lexeme in lexemes if not lexeme.isalpha()}


def _richest(marks: list[Mark]) -> Mark:
    """The mark that begins the stretch with most different words."""
    every, most, best = len({mark.lexeme for mark in marks}), 0, marks[0]
    for place, mark in enumerate(marks):
        different = set()
        for other in marks[place:]:
            if other.start >= mark.start + LENGTH - BACK:
                break
            different.add(other.lexeme)
        if len(different) > most:
            most, best = len(different), mark
        if most == every:
            break
    return best


def _start(text: str, mark: Mark) -> int:
    """Where a passage around the mark begins: at a sentence if one begins near, else at a word."""
    earliest = max(text.rfind("\n", 0, mark.start) + 1, mark.start - BACK)
    ends = [
        text.find(end, earliest, mark.start) + len(end) for end in SENTENCE_ENDS if end in text[earliest : mark.start]
    ]
    if ends:
        return min(ends)
    if earliest == 0 or text[earliest - 1] == "\n":
        return earliest
    return text.find(" ", max(earliest, mark.start - BEFORE), mark.start) + 1 or mark.start


def _passage(text: str, start: int, marks: list[Mark]) -> SafeString:
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    end = line_end
    if line_end - start > LENGTH:
        end = text.rfind(" ", start + LENGTH // 2, start + LENGTH)
        end = end if end > 0 else start + LENGTH
    is_begun = start == 0 or text[start - 1] == "\n" or text[max(start - 2, 0) : start] in SENTENCE_ENDS
    before, after = "" if is_begun else "… ", "" if end == line_end else " …"
    return SafeString(f"{before}{_marked(text, start, end, marks)}{after}")


def _marked(text: str, start: int, end: int, marks: list[Mark]) -> SafeString:
    """The part of a text, escaped as the content of an element, with what is marked in <mark>."""
    # Most texts have nothing to escape: looked at once, not part by part.
    escaped = _escaped if any(letter in text for letter in "&<>") else str
    parts = []
    for mark in marks:
        if mark.start >= start and mark.end <= end:
            parts += [escaped(text[start : mark.start]), f"<mark>{escaped(text[mark.start : mark.end])}</mark>"]
            start = mark.end
    return SafeString("".join([*parts, escaped(text[start:end])]))


def _escaped(text: str) -> str:
    """A text with marks is no attribute."""
    return html.escape(text, quote=False)
