"""Why nothing was found: what each word finds by itself and the others find without it, and what a wider search would.

All of it in one statement, and none of it counted further than a reader wants to know.
"""

from dataclasses import dataclass, replace

from meetings.record.search.asking import ask
from meetings.record.search.narrowing import Narrowing
from meetings.record.search.question import Question, Term
from meetings.record.search.understanding import query_of

# Above so many it is “more than”.
ENOUGH = 1_000
# The words of a long question are not all looked at one by one.
MOST_WORDS = 8
COUNT = """(SELECT count(*) FROM (
    SELECT FROM record_searchentry WHERE words @@ ({query}) AND {volume_fits}
    AND stamp_id IN (SELECT id FROM record_searchstamp WHERE {stamp_fits}) LIMIT %(enough)s::integer
) found)"""


@dataclass(frozen=True)
class Alone:
    """One word or phrase: how many answers it has by itself, and how many the question has without it."""

    term: Term
    question: Question
    without: Question
    count: int
    count_without: int


@dataclass(frozen=True)
class Wider:
    """What would be found: word by word, anywhere in the archive, and with items of procedure."""

    alone: tuple[Alone, ...] = ()
    everywhere: int = 0
    with_procedure: int = 0


def look_wider(question: Question, narrowing: Narrowing) -> Wider:
    """Count around a question that finds nothing; raises DatabaseError when even that takes too long."""
    terms = [term for term in question.words if not term.is_excluded][:MOST_WORDS]
    apart = [(term, _only(term), _without(question, term)) for term in terms] if len(terms) > 1 else []
    parameters = narrowing.parameters | {"enough": ENOUGH + 1}
    anywhere = Narrowing(with_procedural=narrowing.with_procedural)
    with_procedure = replace(narrowing, with_procedural=True)
    counts = [_count(only, narrowing, parameters) for _, only, _ in apart]
    counts += [_count(without, narrowing, parameters) for _, _, without in apart]
    counts += [_count(question, within, parameters) for within in (anywhere, with_procedure)]
    ((*found, everywhere, procedure),) = ask(f"SELECT {', '.join(counts)}", parameters)
    by_itself, by_the_others = found[: len(apart)], found[len(apart) :]
    return Wider(
        tuple(Alone(*words, *hits) for words, *hits in zip(apart, by_itself, by_the_others, strict=True)),
        everywhere,
        procedure,
    )


def _only(term: Term) -> Question:
    return Question(str(term), (term,))


def _without(question: Question, left_out: Term) -> Question:
    """The question without one of its terms, and without an OR that joins nothing any more."""
    groups = [[term for term in terms if term is not left_out] for terms in question.alternatives]
    kept: list[Term] = []
    for terms in filter(None, groups):
        kept += [Term(("OR",)), *terms] if kept else terms
    return Question(" ".join(str(term) for term in kept), tuple(kept))


def _count(question: Question, narrowing: Narrowing, parameters: dict) -> str:
    """An expression of SQL that counts what answers the question, as far as is enough; nothing for no question."""
    if not question.can_be_asked:
        return "0"
    query = query_of(question, parameters)
    if narrowing.people:
        parameters["people"] = narrowing.people_asked
        query = f"({query}) && %(people)s::tsquery"
    return COUNT.format(query=query, volume_fits=narrowing.volume_fits, stamp_fits=narrowing.stamp_fits)
