"""“Did you mean …?”: for words that stand nowhere in the archive, the likeliest of its own. Offered, never applied."""

from dataclasses import replace

from meetings.record.search.asking import ask
from meetings.record.search.question import Question, fold

SHORTEST = 4
# The nearest by their groups of three letters, or, as two letters swapped spoil most groups of a short word, by how
# they begin; of these, the one with the fewest slips is meant.
NEAREST = 20
MOST_SLIPS = 2
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


def did_you_mean(question: Question) -> str:
    """The question with each unknown word replaced by the likeliest known one; empty where nothing better is known."""
    typed = {
        fold(word)
        for term in question.words
        if not term.is_excluded
        for word in term.words
        if len(word) >= SHORTEST and fold(word).isascii() and word.isalpha()
    }
    if not typed:
        return ""
    likeliest: dict[str, tuple] = {}
    for word, known, items in ask(STATEMENT, {"words": list(typed), "nearest": NEAREST, "slips": MOST_SLIPS}):
        slips = slips_between(word, known)
        if slips <= MOST_SLIPS and slips < len(word) / 2:
            likeliest[word] = min(likeliest.get(word, (slips + 1,)), (slips, -items, known))
    if not likeliest:
        return ""
    meant = {word: known for word, (*_, known) in likeliest.items()}
    terms = [
        term if term.is_excluded else replace(term, words=tuple(meant.get(fold(word), word) for word in term.words))
        for term in question.terms
    ]
    return replace(question, terms=tuple(terms)).text


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
