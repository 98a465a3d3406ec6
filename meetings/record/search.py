"""Search over what is public: the only room that knows which engine answers.

Words as people type them go in; items with marked passages come out. The engine is PostgreSQL's full text.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db import DatabaseError
from django.db.models import BooleanField, Count, F, Func, Window
from django.db.models.functions import Left
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from meetings.municipal_year import MunicipalYear
from meetings.record.meetings import SEARCH_CONFIG, PublishedItem

LONGEST = 200
MOST_TERMS = 16
PER_PAGE = 20
# A passage is so many words long, and goes back so many to begin with a sentence.
WIDTH, NEAR = 40, 14
MOST_OF_A_MINUTE = 20_000
# Weights of D, C, B and A: minutes, resolutions and titles use C, B and A.
WEIGHTS = [0.05, 0.1, 0.4, 1.0]
# Characters of Unicode's private use area: they cannot be typed into a search or typeset in minutes.
START, STOP = "\ue000", "\ue001"
# A hyphen between letters joins words that others write apart; before a figure it belongs to the number, as 2021-22.
INNER_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
MARKS = re.compile(f"{START}([^{START}{STOP}]*){STOP}")


class TooBroad(Exception):
    """The engine gave up: what was asked takes longer to find than a page may take."""


@dataclass(frozen=True)
class Term:
    """One word, or several in quotes; `is_or` is the word OR between two others."""

    words: tuple[str, ...]
    is_phrase: bool = False
    is_excluded: bool = False

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
    text: str = ""
    ignored: tuple[str, ...] = ()
    only_excludes: bool = False

    @property
    def can_be_asked(self) -> bool:
        return bool(self.text) and not self.only_excludes


@dataclass(frozen=True)
class Hit:
    """One item found, as it is shown."""

    item: PublishedItem
    title: SafeString
    passage: SafeString
    resolution: SafeString


@dataclass(frozen=True)
class Found:
    total: int = 0
    hits: list[Hit] = field(default_factory=list)


def read_question(typed: str) -> Question:
    """Make what was typed safe: one line of at most 200 characters and 16 words, without what no word can hold."""
    ignored = []
    text = _clean(typed)
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit(" ", 1)[0]
        ignored.append(f"Only the first {LONGEST} characters were searched for.")
    terms = list(_terms(text))
    kept, count = [], 0
    for term in terms:
        count += not term.is_or and len(term.words)
        if count > MOST_TERMS:
            ignored.append(f"Only the first {MOST_TERMS} words were searched for.")
            break
        kept.append(term)
    words = [term for term in kept if not term.is_or]
    asked = " ".join(str(term) for term in _without_idle_or(kept))
    return Question(text, asked, tuple(ignored), bool(words) and all(term.is_excluded for term in words))


def search(
    question: Question,
    *,
    page: int = 1,
    committee: str = "",
    year: MunicipalYear | None = None,
    with_procedural: bool = False,
) -> Found:
    """Return one page of what answers the question, the best first, and how many there are in all.

    Raises TooBroad when the engine takes too long or refuses.
    """
    if not question.can_be_asked:
        return Found()
    query = SearchQuery(question.text, config=SEARCH_CONFIG, search_type="websearch")
    items = PublishedItem.objects.filter(_finds_something(query), search_vector=query)
    if not with_procedural:
        items = items.filter(is_procedural=False)
    if committee:
        items = items.filter(meeting__committee=committee)
    if year:
        items = items.filter(meeting__held_on__range=(year.first_day, year.last_day))
    first = (page - 1) * PER_PAGE
    try:
        rows = list(_ranked(items, query)[first : first + PER_PAGE])
    except DatabaseError as failure:
        raise TooBroad from failure
    return Found(rows[0].total if rows else 0, [_hit(row) for row in rows])


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
            words = _words(part)
            if words:
                yield Term(words, is_phrase=True, is_excluded=is_excluded)
            continue
        is_excluded = part == "-" or part.endswith(" -")
        for word in part.split():
            yield from _terms_of_word(word)


def _terms_of_word(typed: str):
    """“home-educated” asks for both its words; “-home-educated” leaves out the two together."""
    words = _words(typed)
    if typed.startswith("-") and len(words) > 1:
        yield Term(words, is_phrase=True, is_excluded=True)
        return
    for word in words:
        # The engine takes “or” in any case for an operator; a reader means one only in capitals.
        if typed == "OR" or word.lower() != "or":
            yield Term((word,), is_excluded=typed.startswith("-"))


def _words(text: str) -> tuple[str, ...]:
    """The words of a text that hold a letter or a digit, without dashes around or within them."""
    apart = INNER_HYPHEN.sub(" ", text).split()
    return tuple(w for word in apart if (w := word.strip("-")) and any(c.isalnum() for c in w))


def _without_idle_or(terms: list[Term]) -> list[Term]:
    """OR joins two terms; at an end or twice in a row it is not a question."""
    kept: list[Term] = []
    for term in terms:
        if term.is_or and (not kept or kept[-1].is_or):
            continue
        kept.append(term)
    return kept[:-1] if kept and kept[-1].is_or else kept


def _finds_something(query: SearchQuery) -> Func:
    """False when nothing but exclusions is left once the engine has dropped its common words: no scan, then."""
    return Func(query, template="(querytree(%(expressions)s) NOT IN ('', 'T'))", output_field=BooleanField())


def _ranked(items, query: SearchQuery):
    marks = {"config": SEARCH_CONFIG, "start_sel": START, "stop_sel": STOP}
    return (
        items.select_related("meeting__committee")
        .defer("meeting__content", "search_vector", "content", "progress")
        .annotate(
            rank=SearchRank(F("search_vector"), query, weights=WEIGHTS, cover_density=True),
            total=Window(Count("*")),
            marked_title=SearchHeadline("title", query, highlight_all=True, **marks),
            marked_resolutions=SearchHeadline("resolutions_text", query, highlight_all=True, **marks),
            marked_minute=SearchHeadline(Left("minute_text", MOST_OF_A_MINUTE), query, highlight_all=True, **marks),
        )
        .order_by("-rank", "-meeting__starts_at", "meeting", "position")
    )


def _hit(row: PublishedItem) -> Hit:
    resolved = next((line for line in row.marked_resolutions.split("\n") if START in line), "")
    return Hit(row, marked(row.marked_title), marked(passage_of(row.marked_minute)), marked(resolved))


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
