"""What was typed, made safe to ask the engine. Pure."""

import re
import unicodedata
from dataclasses import dataclass, replace

from meetings.record.search.other_spellings import together
from meetings.record.translation import gettext
from meetings.record.words import plain

LONGEST = 200
MOST_TERMS = 16
# Two letters begin too many words to mean any of them.
SHORTEST_BEGUN = 3
# A hyphen or a stroke between letters joins words that others write apart. A figure behind a hyphen stands beside what
# is before it (COVID-19, 16-18), but in a municipal year; that the engine knows as one word (migration 0021).
BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])[-/](?=[^\W\d_])")
BEFORE_FIGURE = re.compile(r"(?<=[^\W_])-(?=[0-9])")
YEAR = re.compile(r"(?<![^\W_])(?<!/)(?:19|20)[0-9]{2}-[0-9]{2}(?![^\W_]|[/–-])")


@dataclass(frozen=True)
class Term:
    """One word, or several in quotes; `is_or` is the word OR between two others.

    What means the same, in `also`, is asked for as well; a run of words that has it is one term without quotes.
    """

    words: tuple[str, ...]
    is_phrase: bool = False
    is_excluded: bool = False
    also: tuple[str, ...] = ()

    @property
    def is_or(self) -> bool:
        return not self.is_phrase and not self.is_excluded and self.words == ("OR",)

    def __str__(self) -> str:
        text = " ".join(self.words)
        return f"{'-' if self.is_excluded else ''}{f'"{text}"' if self.is_phrase else text}"


@dataclass(frozen=True)
class Question:
    """What a reader asked, made safe to ask the engine; `ignored` says in sentences what was left out of `typed`."""

    typed: str = ""
    terms: tuple[Term, ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The question as it was understood."""
        return " ".join(str(term) for term in self.terms)

    @property
    def words(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if not term.is_or)

    @property
    def only_excludes(self) -> bool:
        return bool(self.words) and all(term.is_excluded for term in self.words)

    @property
    def leaves_out(self) -> bool:
        return any(term.is_excluded for term in self.words)

    @property
    def can_be_asked(self) -> bool:
        return bool(self.words) and not self.only_excludes

    @property
    def alternatives(self) -> list[list[Term]]:
        """The terms between one OR and the next: each list is asked for together."""
        groups: list[list[Term]] = [[]]
        for term in self.terms:
            if term.is_or:
                groups.append([])
            else:
                groups[-1].append(term)
        return groups

    @property
    def begun(self) -> str:
        """The last word, which may not be typed to its end, folded; empty where it is a phrase or left out."""
        last = self.terms[-1] if self.terms else None
        if last is None or last.is_phrase or last.is_excluded or len(last.words) != 1:
            return ""
        word = plain(last.words[-1])
        return word if len(word) >= SHORTEST_BEGUN and word.isascii() and word.isalpha() else ""

    @property
    def has_phrases(self) -> bool:
        """Whether words are asked for side by side."""
        return any(
            not term.is_excluded
            and (
                (term.is_phrase and len(term.words) > 1)
                or any(" " in beside(word) for word in term.words)
                or any(" " in beside(apart(words)) for words in term.also)
            )
            for term in self.terms
        )

    @property
    def together(self) -> str:
        """All its words as one phrase; empty where it has fewer than two, or is more than a row of words."""
        words = [word for term in self.terms for word in term.words]
        is_plain = len(words) > 1 and not any(term.is_or or term.is_excluded for term in self.terms)
        # Of one phrase and nothing else, every answer has the whole of it.
        is_told = is_plain and not (len(self.terms) == 1 and self.terms[0].is_phrase)
        return " ".join(words) if is_told else ""

    @property
    def synonyms(self) -> tuple[tuple[str, str], ...]:
        """What was typed, and what is asked for besides because it means the same: each pair once, in order."""
        pairs = ((" ".join(term.words), also) for term in self.terms for also in term.also)
        return tuple(dict.fromkeys(pairs))


def read_question(typed: str) -> Question:
    """Make what was typed safe: one line of at most 200 characters and 16 words, without what no word can hold."""
    ignored = []
    text = _clean(typed)
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit(" ", 1)[0]
        ignored.append(gettext("Only the first %(most)s characters were searched for.") % {"most": LONGEST})
    terms = list(_terms(text))
    kept, count = [], 0
    for term in terms:
        count += not term.is_or and len(term.words)
        if count > MOST_TERMS:
            # With fewer words of it, more would be left out than was asked.
            left = () if term.is_excluded else term.words[: MOST_TERMS - count]
            kept += [replace(term, words=left)] if left else []
            ignored.append(gettext("Only the first %(most)s words were searched for.") % {"most": MOST_TERMS})
            break
        kept.append(term)
    return Question(text, tuple(_without_idle_or(kept)), tuple(ignored))


def apart(words: str) -> str:
    """Words that a hyphen or a stroke joins, as words of their own: in an entry they stand in both ways."""
    return BETWEEN_LETTERS.sub(" ", words)


def beside(words: str) -> str:
    """The same of what a hyphen joins to a figure: in an entry they stand side by side."""
    return " ".join(word if YEAR.search(word) else BEFORE_FIGURE.sub(" ", word) for word in words.split())


def _clean(typed: str) -> str:
    """Composed characters; no controls, halves of characters or private ones; one space between words."""
    text = unicodedata.normalize("NFC", "".join(c for c in typed[: LONGEST * 20] if not "\ud800" <= c <= "\udfff"))
    text = "".join(" " if unicodedata.category(c) in {"Cc", "Cn", "Co"} else c for c in text)
    text = re.sub("[“”„«»]", '"', text)
    text = re.sub("[\u2010\u2011]", "-", text)
    return re.sub(r"-{2,}", "-", " ".join(text.split()))


def _terms(text: str):
    parts = text.split('"')
    if len(parts) % 2 == 0:
        # A quotation mark without its twin quotes nothing.
        parts[-2:] = [f"{parts[-2]} {parts[-1]}"]
    is_excluded = False
    for place, part in enumerate(parts):
        if place % 2:
            words = _words(part if is_excluded else together(part))
            if words:
                yield Term(words, is_phrase=True, is_excluded=is_excluded)
            continue
        is_excluded = part == "-" or part.endswith(" -")
        for word in part.split():
            yield from _terms_of_word(word)


def _terms_of_word(typed: str):
    """“home-educated” asks for both its words; “-home-educated” leaves out the two together."""
    # What is left out is left out as it is spelt.
    words = _words(typed if typed.startswith("-") else together(typed))
    if typed.startswith("-") and len(words) > 1:
        yield Term(words, is_phrase=True, is_excluded=True)
        return
    for word in words:
        # The engine takes “or” in any case for an operator; a reader means one only in capitals.
        if typed == "OR" or word.lower() != "or":
            yield Term((word,), is_excluded=typed.startswith("-"))


def _words(text: str) -> tuple[str, ...]:
    """The words of a text that hold a letter or a digit, without dashes around or within them."""
    return tuple(w for word in apart(text).split() if (w := word.strip("-")) and any(c.isalnum() for c in w))


def _without_idle_or(terms: list[Term]) -> list[Term]:
    """OR joins two terms; at an end or twice in a row it is not a question."""
    kept: list[Term] = []
    for term in terms:
        if term.is_or and (not kept or kept[-1].is_or):
            continue
        kept.append(term)
    return kept[:-1] if kept and kept[-1].is_or else kept
