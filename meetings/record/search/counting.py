"""How many answers other questions would have: counted in one statement, none further than is wanted."""

from collections.abc import Sequence

from meetings.record.search.asking import ask
from meetings.record.search.narrowing import Narrowing
from meetings.record.search.question import Question
from meetings.record.search.synonyms import as_searched
from meetings.record.search.understanding import query_of

# Above so many it is “more than”.
ENOUGH = 1_000
# What search leaves out (“of”), and what would find every entry but some, has no count.
COUNT = """CASE WHEN querytree({query}) NOT IN ('', 'T') THEN (SELECT count(*) FROM (
    SELECT FROM record_searchentry WHERE words @@ ({asked}) AND {volume_fits} AND {days_fit}
    AND stamp_id IN (SELECT id FROM record_searchstamp WHERE {stamp_fits}) LIMIT %(enough)s::integer
) found) END"""


def counts_of(asked: Sequence[tuple[Question, Narrowing]]) -> list[int | None]:
    """How many answers each question has within its narrowing, as far as ENOUGH and one more.

    None where search looks for no word of it. Raises DatabaseError when counting takes too long.
    """
    parameters: dict = {"enough": ENOUGH + 1}
    questions = as_searched([question for question, _ in asked])
    within = list(dict.fromkeys(narrowing for _, narrowing in asked))
    counts = [
        _count(question, narrowing, within.index(narrowing), parameters)
        for question, (_, narrowing) in zip(questions, asked, strict=True)
    ]
    return list(ask(f"SELECT {', '.join(counts)}", parameters)[0]) if counts else []


def _count(question: Question, narrowing: Narrowing, place: int, parameters: dict) -> str:
    """An expression of SQL; what it is narrowed by goes into `parameters` with the place of the narrowing."""
    if not question.can_be_asked:
        return "NULL"
    mine = narrowing.parameters | {"people": narrowing.people_asked}
    parameters |= {f"{name}{place}": value for name, value in mine.items()}
    query = query_of(question, parameters)
    return COUNT.format(
        query=query,
        asked=f"({query}) && %(people{place})s::tsquery" if narrowing.people else query,
        volume_fits=_placed(narrowing.volume_fits, mine, place),
        days_fit=_placed(narrowing.days_fit, mine, place),
        stamp_fits=_placed(narrowing.stamp_fits, mine, place),
    )


def _placed(condition: str, names: dict, place: int) -> str:
    for name in names:
        condition = condition.replace(f"%({name})s", f"%({name}{place})s")
    return condition
