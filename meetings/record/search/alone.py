"""Why nothing was found: what each word finds by itself and the others find without it, and what is near."""

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.record.search.counting import counts_of
from meetings.record.search.narrowing import Narrowing
from meetings.record.search.question import Question, Term, read_question
from meetings.record.search.spelling import Meant, likely_spellings
from meetings.record.search.synonyms import with_synonyms

# The words of a long question are not all looked at one by one.
MOST_WORDS = 8


@dataclass(frozen=True)
class Alone:
    """One word, phrase or run with a synonym: its answers by itself, and those of the question without it."""

    question: Question
    without: Question
    count: int
    count_without: int


@dataclass(frozen=True)
class Wider:
    """What would be found: word by word, with other narrowings, in the order they were given, and spelt otherwise."""

    alone: tuple[Alone, ...] = ()
    elsewhere: tuple[int, ...] = ()
    meant: Meant | None = None


def look_wider(
    question: Question,
    narrowing: Narrowing,
    others: Sequence[Narrowing] = (),
    *,
    synonyms: Sequence[tuple[str, str]] = (),
) -> Wider:
    """Count around a question that finds nothing, though what means the same was searched for too.

    Raises DatabaseError when even that takes too long.
    """
    searched = with_synonyms(question, synonyms)
    terms = [term for term in searched.words if not term.is_excluded][:MOST_WORDS]
    apart = [(_only(term), _without(searched, term)) for term in terms] if len(terms) > 1 else []
    likely = likely_spellings(question)
    counts = iter(
        counts_of(
            [(only, narrowing) for only, _ in apart]
            + [(without, narrowing) for _, without in apart]
            + [(question, other) for other in others]
            + [(spelt, narrowing) for spelt in likely]
        )
    )
    by_itself, by_the_others = [next(counts) for _ in apart], [next(counts) or 0 for _ in apart]
    alone = zip(apart, by_itself, by_the_others, strict=True)
    return Wider(
        tuple(Alone(*words, count, without) for words, count, without in alone if count is not None),
        tuple(next(counts) or 0 for _ in others),
        next((Meant(spelt, count) for spelt, count in zip(likely, counts, strict=True) if count), None),
    )


def _only(term: Term) -> Question:
    return read_question(str(term))


def _without(question: Question, left_out: Term) -> Question:
    """The question without one of its terms, and without an OR that joins nothing any more."""
    groups = [" ".join(str(term) for term in terms if term is not left_out) for terms in question.alternatives]
    return read_question(" OR ".join(filter(None, groups)))
