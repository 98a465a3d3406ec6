"""“Did you mean …?”: for words that stand nowhere in the archive, the likeliest of its own. Offered, never applied."""

from dataclasses import replace
from itertools import islice, product

from meetings.record.search.asking import ask
from meetings.record.search.narrowing import Narrowing
from meetings.record.search.question import Question, fold
from meetings.record.search.understanding import query_of

SHORTEST = 4
# The nearest by their groups of three letters, or, as two letters swapped spoil most groups of a short word, by how
# they begin; of these, the one with the fewest slips is meant.
NEAREST = 20
MOST_SLIPS = 2
# Of each mistyped word so many are tried, and of all so many together: one of them has to find something.
MOST_MEANT, MOST_TRIED = 3, 9
STATEMENT = """
SELECT typed, near.word, near.items FROM unnest(%(words)s::text[]) typed
CROSS JOIN LATERAL (
    SELECT word, items FROM record_searchword WHERE word %% typed
    OR (word ~>=~ left(typed, 2) AND word ~<~ (left(typed, 2) || '~')
        AND abs(length(word) - length(typed)) <= %(slips)s::integer)
    ORDER BY similarity(word, typed) DESC, items DESC, word LIMIT %(nearest)s::integer
) near
WHERE NOT EXISTS (SELECT FROM record_searchword known WHERE known.word = typed)
"""
FINDS = """EXISTS (SELECT FROM record_searchentry WHERE words @@ ({query})
    AND stamp_id IN (SELECT id FROM record_searchstamp WHERE {stamp_fits}))"""


def did_you_mean(question: Question) -> str:
    """The question with each unknown word replaced by the likeliest known one, so that it finds something.

    Empty where nothing better is known, or nothing is found by it.
    """
    typed = {
        fold(word)
        for term in question.words
        if not term.is_excluded
        for word in term.words
        if len(word) >= SHORTEST and fold(word).isascii() and word.isalpha()
    }
    if not typed:
        return ""
    likely: dict[str, list[tuple]] = {}
    for word, known, items in ask(STATEMENT, {"words": list(typed), "nearest": NEAREST, "slips": MOST_SLIPS}):
        slips = slips_between(word, known)
        if slips <= MOST_SLIPS and slips < len(word) / 2:
            likely.setdefault(word, []).append((slips, -items, known))
    if not likely:
        return ""
    choices = product(*(sorted(of_word)[:MOST_MEANT] for of_word in likely.values()))
    tried = [
        _meaning(question, dict(zip(likely, (known for *_, known in choice), strict=True)))
        for choice in islice(sorted(choices, key=lambda choice: sum(slips for slips, *_ in choice)), MOST_TRIED)
    ]
    return next((meant.text for meant, finds in zip(tried, _find(tried), strict=True) if finds), "")


def _meaning(question: Question, meant: dict[str, str]) -> Question:
    terms = [
        term if term.is_excluded else replace(term, words=tuple(meant.get(fold(word), word) for word in term.words))
        for term in question.terms
    ]
    return replace(question, terms=tuple(terms))


def _find(questions: list[Question]) -> tuple[bool, ...]:
    """Whether each finds anything in the whole archive, but items of procedure."""
    anywhere = Narrowing()
    parameters = anywhere.parameters
    finds = (
        FINDS.format(query=query_of(question, parameters), stamp_fits=anywhere.stamp_fits) for question in questions
    )
    ((*found,),) = ask(f"SELECT {', '.join(finds)}", parameters)
    return tuple(found)


def slips_between(one: str, other: str) -> int:
    """How many letters were left out, added, mistaken or swapped with the next between two words."""
    before, row = [], list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
