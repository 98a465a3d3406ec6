"""From a question to what the engine is asked: one statement tells how the words are kept, and how often about.

A sample of the entries, one in sixteen, has an index of its own. What is found in it says in a fraction of the time
whether all hits can be counted one by one, and since which day there have been as many as are ranked.
"""

import datetime
import re
from dataclasses import dataclass

from meetings.record.search.asking import ask
from meetings.record.search.narrowing import Narrowing
from meetings.record.search.question import Question

# One entry in so many is in the sample.
ONE_IN = 16
# Above so many hits, counts come from the sample and are called “about”.
MOST_COUNTED = 20_000
# The newest of so many hits are candidates for the first pages.
CANDIDATES = 1_000
# Whether words stand side by side can be seen in the entry alone: so many that hold them all are looked into, else the
# newest of fewer, and the sample.
MOST_LOOKED_INTO = 4_000
NEWEST_LOOKED_INTO = 1_600
# So many words of the archive complete one that is half typed, the commonest first.
MOST_COMPLETIONS = 20
# A word as the engine writes it in a query, with what follows it: 'educ', 'o''brien', 'educ':*
LEXEME = re.compile(r"'((?:[^'\\]|''|\\.)*)'(?::[*A-D]+)?")
STATEMENT = """
WITH asked AS MATERIALIZED (
    SELECT {exact} AS exact, {wide} AS wide, {loose} AS loose, minute_book_query(%(together)s) AS together
),
-- Nothing but what is left out would be found in every entry: not a question.
sensible AS (SELECT wide {people} AS wide, loose {people} AS loose FROM asked WHERE querytree(wide) NOT IN ('', 'T')),
sample AS MATERIALIZED (
    SELECT volume_id, stamp_id, held_on FROM record_searchentry
    WHERE is_sampled AND words @@ (SELECT loose FROM sensible)
),
stamps AS MATERIALIZED (
    SELECT id, kind, outcome, is_procedural, has_open_actions, ({stamp_fits}) AS fits FROM record_searchstamp
)
SELECT exact::text, (SELECT wide::text FROM sensible), (SELECT loose::text FROM sensible), together::text,
    (SELECT count(*) FROM sample),
    (SELECT held_on FROM sample WHERE {volume_fits} AND stamp_id IN (SELECT id FROM stamps WHERE fits)
     ORDER BY held_on DESC OFFSET %(enough)s::integer LIMIT 1),
    (SELECT json_agg(stamps) FROM stamps),
    NOT EXISTS (SELECT FROM record_searchword WHERE word = %(begun)s)
FROM asked
"""
# Those that the engine keeps as it keeps the word itself would add nothing.
COMPLETED = """
    coalesce((SELECT string_agg(DISTINCT minute_book_query(word)::text, ' | ') FROM (
        SELECT word FROM record_searchword WHERE word LIKE %(beginning)s
        AND minute_book_query(word) <> minute_book_query(%(begun)s)
        ORDER BY items DESC, word LIMIT %(completions)s::integer
    ) completions), '')::tsquery
"""


@dataclass(frozen=True)
class Stamp:
    """A stamp of the archive, and whether what it says fits all that the search is narrowed by."""

    id: int
    kind: str
    outcome: str
    is_procedural: bool
    has_open_actions: bool
    fits: bool


@dataclass(frozen=True)
class Understood:
    """A question as the engine takes it: queries in its own language, and how it is best answered."""

    # As typed; with the words that the last one may become; the same with the words of phrases anywhere; all words as
    # one phrase, empty where there is none.
    exact: str
    wide: str
    loose: str
    together: str
    is_broad: bool
    # The newest hits are all on or after this day; None where there are too few to say, and all are looked at.
    since: datetime.date | None
    has_phrases: bool
    stamps: tuple[Stamp, ...]

    @property
    def finds_nothing(self) -> bool:
        return not self.wide

    @property
    def in_titles(self) -> str:
        """The query for what is in the title alone."""
        return LEXEME.sub(lambda word: f"'{word[1]}':A", self.exact)

    @property
    def lexemes(self) -> set[str]:
        """Every word that can be marked, as the engine keeps it."""
        found = (word[1].replace("''", "'").replace("\\\\", "\\") for word in LEXEME.finditer(self.wide))
        return {lexeme for lexeme in found if not lexeme.startswith("@")}


def understand(question: Question, narrowing: Narrowing) -> Understood:
    """Ask the engine how it takes the words; raises what the database raises."""
    newest, most = (NEWEST_LOOKED_INTO, MOST_LOOKED_INTO) if question.has_phrases else (CANDIDATES, MOST_COUNTED)
    parameters = narrowing.parameters | {
        "together": question.together,
        "enough": newest // ONE_IN,
        "begun": question.begun,
        "beginning": f"{question.begun}%",
        "completions": MOST_COMPLETIONS,
        "people": narrowing.people_asked,
    }
    exact = _query(question, parameters)
    wide = _query(question, parameters, is_wide=True) if question.begun else exact
    statement = STATEMENT.format(
        exact=exact,
        wide=wide,
        loose=_query(question, parameters, is_wide=True, is_loose=True) if question.has_phrases else wide,
        people="&& %(people)s::tsquery" if narrowing.people else "",
        volume_fits=narrowing.volume_fits,
        stamp_fits=narrowing.stamp_fits,
    )
    ((exact, wide, loose, together, in_sample, since, stamps, is_only_begun),) = ask(statement, parameters)
    return Understood(
        # What is no word of the archive is the beginning of one: then its completions are what was meant.
        exact=(wide or "") if question.begun and is_only_begun else exact,
        wide=wide or "",
        loose=loose or "",
        together=together,
        is_broad=in_sample * ONE_IN > most,
        since=since,
        has_phrases=question.has_phrases,
        stamps=tuple(Stamp(**stamp) for stamp in stamps or []),
    )


def _query(question: Question, parameters: dict, *, is_wide: bool = False, is_loose: bool = False) -> str:
    """The question as an expression of SQL, its words as parameters; loose, with phrases as words anywhere."""
    groups = []
    for terms in question.alternatives:
        parts = []
        for term in terms:
            # What is left out stays as it is: words anywhere would leave out more.
            is_split = is_loose and term.is_phrase and not term.is_excluded
            for words in term.words if is_split else [" ".join(term.words)]:
                name = f"term{len(parameters)}"
                parameters[name] = words
                part = f"minute_book_query(%({name})s)"
                if is_wide and question.begun and term is question.terms[-1]:
                    part = f"({part} || {COMPLETED})"
                parts.append(f"!!{part}" if term.is_excluded else part)
        groups.append(f"({' && '.join(parts)})")
    return " || ".join(groups)
