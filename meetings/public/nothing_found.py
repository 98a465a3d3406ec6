"""Where to go on from a search that finds nothing: which word it fails on, and what is near."""

from dataclasses import dataclass

from django.db import DatabaseError

from meetings.record.search import ENOUGH, Question, Wider, did_you_mean, look_wider
from meetings.record.search.asked import Asked
from meetings.record.words import counted


@dataclass(frozen=True)
class Step:
    """A search one step away: what it is, how many answers it has, and its query."""

    words: str
    answers: str
    query: str


def steps_from_nothing(question: Question, asked: Asked) -> dict:
    """The words that find nothing even alone, and the searches that find something, each a step away.

    `is_cut_short` where counting took too long, and might not the next time.
    """
    is_cut_short = False
    try:
        wider, meant = look_wider(question, asked.narrowing), did_you_mean(question)
    except DatabaseError:
        # What takes too long to count is not offered.
        wider, meant, is_cut_short = Wider(), "", True
    return {
        "is_cut_short": is_cut_short,
        "missing": [quoted(one.question) for one in wider.alone if not one.count],
        "meant": Step(meant, "", asked.but(q=meant).query) if meant else None,
        "alone": [_step(quoted(one.question), one.question, one.count, asked) for one in wider.alone if one.count],
        "fewer": _without_one(wider, asked),
        "everywhere": _wider(
            wider.everywhere, Asked(q=asked.q, procedural=asked.procedural, order=asked.order), asked
        ),
        "with_procedure": _wider(wider.with_procedure, asked.but(procedural=True), asked),
    }


def quoted(question: Question) -> str:
    """A word or phrase in curly quotes, once."""
    return f"“{question.text.strip('"')}”"


def _without_one(wider: Wider, asked: Asked) -> list[Step]:
    """All words but one, where that is more than one word alone."""
    if len(wider.alone) < 3:
        return []
    return [
        _step(quoted(one.question), one.without, one.count_without, asked) for one in wider.alone if one.count_without
    ]


def _wider(count: int, to: Asked, asked: Asked) -> Step | None:
    return Step("", _answers(count), to.query) if count and to != asked else None


def _step(words: str, question: Question, count: int, asked: Asked) -> Step:
    return Step(words, _answers(count), asked.but(q=question.text).query)


def _answers(count: int) -> str:
    return f"more than {ENOUGH:,} items" if count > ENOUGH else counted(count, "item")
