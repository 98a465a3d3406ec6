"""Where to go on from a search that finds nothing, or very little: what it fails on, what is near, what was meant."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import DatabaseError

from meetings.record.search import ENOUGH, Found, Meant, Question, Wider, did_you_mean, look_wider
from meetings.record.search.asked import Asked, year_named
from meetings.record.translation import gettext, gettext_noop
from meetings.record.words import counted

# So few answers may be those of a slip of the finger.
LITTLE = 3
# Years on either side of those chosen that are still about the same time.
AROUND = 2
# By what a search is narrowed, and the same search without it.
LET_GO = {
    ("since",): gettext_noop("Held earlier as well"),
    ("until",): gettext_noop("Held later as well"),
    ("since", "until"): gettext_noop("Held on any day"),
    ("year",): gettext_noop("In all years"),
    ("committee",): gettext_noop("In all committees"),
    ("outcome",): gettext_noop("With any outcome or none"),
    ("kind",): gettext_noop("Items and papers alike"),
    ("person",): gettext_noop("Whoever was there"),
    ("open",): gettext_noop("With or without open actions"),
}
PROCEDURE = gettext_noop("With items of procedure, such as apologies and earlier minutes")


@dataclass(frozen=True)
class Step:
    """A search one step away: what it is, how many answers it has, and its query."""

    words: str
    answers: str
    query: str


def steps_from_nothing(question: Question, asked: Asked, found: Found) -> dict:
    """The words that find nothing even alone, and the searches that find something, each a step away.

    `is_cut_short` where counting took too long, and might not the next time.
    """
    nearby, is_cut_short = list(_nearby(asked, found)), False
    try:
        others = [to.narrowing for _, to in nearby]
        wider = look_wider(question, asked.narrowing, others, synonyms=found.synonyms)
    except DatabaseError:
        # What takes too long to count is not offered.
        wider, nearby, is_cut_short = Wider(), [], True
    alone = [one for one in wider.alone if one.count]
    return {
        "is_cut_short": is_cut_short,
        "missing": [quoted(one.question) for one in wider.alone if not one.count],
        "meant": _meant(wider.meant, asked),
        "steps": [
            *_wider(nearby, wider.elsewhere),
            *_without_one(wider, asked),
            *(
                _step(gettext("%(words)s alone") % {"words": quoted(one.question)}, one.question, one.count, asked)
                for one in alone
            ),
        ],
    }


def meant_otherwise(question: Question, asked: Asked, found: Found) -> dict:
    """The spelling that finds more than the little that was found."""
    if not 0 < found.total <= LITTLE:
        return {}
    try:
        return {"meant": _meant(did_you_mean(question, asked.narrowing, found=found.total), asked)}
    except DatabaseError:
        return {"is_cut_short": True}


def quoted(question: Question) -> str:
    """A word or phrase in curly quotes, once."""
    return f"“{question.text.strip('"')}”"


def _nearby(asked: Asked, found: Found) -> Iterator[tuple[str, Asked]]:
    """The same words in the years around, and with one thing chosen less; then with nothing chosen."""
    chosen = [names for names in LET_GO if all(getattr(asked, name) for name in names)]
    around = _years_around(asked, found)
    if around:
        first, last = (year_named(year).label for year in (around[0], around[-1]))
        yield gettext("Between %(first)s and %(last)s") % {"first": first, "last": last}, asked.but(year=around)
    for names in chosen:
        yield gettext(LET_GO[names]), asked.but(**{name: getattr(Asked, name) for name in names})
    if len(chosen) > 1:
        yield gettext("With nothing chosen"), Asked(q=asked.q, procedural=asked.procedural, order=asked.order)
    if not asked.procedural:
        yield gettext(PROCEDURE), asked.but(procedural=True)


def _years_around(asked: Asked, found: Found) -> tuple[str, ...]:
    """The years chosen and those near them, as far as there is anything; none where there is no more."""
    chosen = [year_named(year).starts for year in asked.year]
    near = tuple(
        year.value
        for year in found.years
        if any(abs(year_named(year.value).starts - starts) <= AROUND for starts in chosen)
    )
    return near if set(near) > set(asked.year) else ()


def _wider(nearby: list[tuple[str, Asked]], counts: tuple[int, ...]) -> Iterator[Step]:
    """Those that find something, and more than a narrower one before."""
    before: list[tuple[Asked, int]] = []
    for (words, to), count in zip(nearby, counts, strict=True):
        if count > max((fewer for narrower, fewer in before if to.widens(narrower)), default=0):
            yield Step(words, _answers(count), to.query)
        before.append((to, count))


def _meant(meant: Meant | None, asked: Asked) -> Step | None:
    return _step(meant.question.text, meant.question, meant.count, asked) if meant else None


def _without_one(wider: Wider, asked: Asked) -> list[Step]:
    """All words but one, where that is more than one word alone."""
    if len(wider.alone) < 3:
        return []
    return [
        _step(gettext("Without %(words)s") % {"words": quoted(one.question)}, one.without, one.count_without, asked)
        for one in wider.alone
        if one.count_without
    ]


def _step(words: str, question: Question, count: int, asked: Asked) -> Step:
    return Step(words, _answers(count), asked.but(q=question.text).query)


def _answers(count: int) -> str:
    if count > ENOUGH:
        return gettext("more than %(many)s items") % {"many": f"{ENOUGH:,}"}
    return counted(count, "item")
