"""“Did you mean …?”: for words that stand nowhere in the archive, the likeliest of its own. Offered, never applied."""

from dataclasses import dataclass, replace
from itertools import islice, product

from meetings.record.search.asking import ask
from meetings.record.search.counting import counts_of
from meetings.record.search.narrowing import Narrowing
from meetings.record.search.question import Question, read_question
from meetings.record.words import plain

SHORTEST = 4
# The nearest by their groups of three letters, or, as two letters swapped spoil most groups of a short word, by how
# they begin; of these, the one with the fewest slips is meant.
NEAREST = 20
MOST_SLIPS = 2
# So many spellings of a question are tried: the likeliest may find nothing beside the other words.
MOST_LIKELY = 3
STATEMENT = """
SELECT typed, near.word, near.items FROM unnest(%(words)s::text[]) typed
CROSS JOIN LATERAL (
    SELECT word, items FROM record_searchword WHERE word % typed
    OR (word ~>=~ left(typed, 2) AND word ~<~ (left(typed, 2) || '~')
        AND abs(length(word) - length(typed)) <= %(slips)s::integer)
    ORDER BY similarity(word, typed) DESC, items DESC, word LIMIT %(nearest)s::integer
) near
WHERE NOT EXISTS (SELECT FROM record_searchword known WHERE known.word = typed)
"""


@dataclass(frozen=True)
class Meant:
    """A question spelt otherwise, and how many answers it has."""

    question: Question
    count: int


def did_you_mean(question: Question, narrowing: Narrowing, *, found: int = 0) -> Meant | None:
    """The likeliest other spelling that has more answers than were `found`, narrowed in the same way.

    Raises DatabaseError when counting takes too long.
    """
    likely = likely_spellings(question)
    counts = counts_of([(spelt, narrowing) for spelt in likely])
    return next((Meant(*each) for each in zip(likely, counts, strict=True) if (each[1] or 0) > found), None)


def likely_spellings(question: Question) -> list[Question]:
    """The question with each unknown word replaced by a known one, the likeliest first; none where none is near."""
    typed = {
        plain(word)
        for term in question.words
        if not term.is_excluded
        for word in term.words
        if len(word) >= SHORTEST and plain(word).isascii() and word.isalpha()
    }
    near: dict[str, list[tuple]] = {}
    rows = ask(STATEMENT, {"words": sorted(typed), "nearest": NEAREST, "slips": MOST_SLIPS}) if typed else []
    for word, known, items in rows:
        slips = slips_between(word, known)
        if slips <= MOST_SLIPS and slips < len(word) / 2:
            near.setdefault(word, []).append((slips, -items, known))
    if not near:
        return []
    ways = islice(product(*(sorted(candidates) for candidates in near.values())), MOST_LIKELY)
    return [_spelt(question, {word: known for word, (*_, known) in zip(near, way, strict=True)}) for way in ways]


def _spelt(question: Question, meant: dict[str, str]) -> Question:
    """The question with these words in the place of those."""
    terms = [
        term if term.is_excluded else replace(term, words=tuple(meant.get(plain(word), word) for word in term.words))
        for term in question.terms
    ]
    return read_question(replace(question, terms=tuple(terms)).text)


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
