"""From a question to what the engine is asked: one statement tells how the words are kept, and how often about.

A sample of the entries, one in sixteen, has an index of its own. What is found in it says in a fraction of the time
whether all hits can be counted one by one.
"""

import re
from dataclasses import dataclass, replace

from meetings.record.search.asking import ask
from meetings.record.search.narrowing import Narrowing, quoted
from meetings.record.search.other_spellings import spellings_of, together
from meetings.record.search.question import Question, apart, beside
from meetings.record.search.synonyms import runs_of, with_synonyms

# One entry in so many is in the sample.
ONE_IN = 16
# Above so many hits, within the days chosen, counts come from the sample and are called “about”.
MOST_COUNTED = 10_000
# Whether words stand side by side can be seen in the entry alone: so many that hold them all are looked into.
MOST_LOOKED_INTO = 2_000
# What has a word may be looked up by the index, or the newest entries be gone through for it: for a first page both
# take as long where the square of its hits is so many times the number of entries.
EVEN = 5_000
# So many words of the archive complete one that is half typed, the commonest first.
MOST_COMPLETIONS = 8
# A word that stands in so many items is not taken for the beginning of another.
IS_WHOLE = 1_000
# A word as the engine writes it in a query, with what follows it: 'educ', 'o''brien', 'educ':*
LEXEME = re.compile(r"'((?:[^'\\]|''|\\.)*)'(?::[*A-D]+)?")
# One in two parts, and the parts behind it, but for one as common as “on”: 'on-lin' <2> 'line'
OF_PARTS = re.compile(r"('[^'-]+-[^'-]+')(?: <2> '[^']*'| <-> '[^']*'(?: <-> '[^']*')?)")
# What finds nothing but what is left out would find every entry: it is no sensible question. The hits of a common word
# are counted already (see common_words) where all else that would do, a name that is written as it is, is in no entry;
# but not by day. What its last word may become is in some entry, which need not be asked.
STATEMENT = """
WITH asked AS MATERIALIZED (
    SELECT {exact} AS exact, {wide} AS wide, minute_book_query(%(together)s) AS together
),
sensible AS MATERIALIZED (
    SELECT wide {people} AS wide, {loose} {people} AS loose FROM asked WHERE querytree(wide) NOT IN ('', 'T')
),
stamps AS MATERIALIZED (
    SELECT id, kind, outcome, is_procedural, has_open_actions, ({stamp_fits}) AS fits FROM record_searchstamp
),
archive AS MATERIALIZED (
    SELECT CASE WHEN reltuples > 0 THEN (sqrt(%(even)s::real * reltuples) / %(one_in)s::real)::integer END
        AS most_looked_up
    FROM pg_class WHERE oid = 'record_searchentry'::regclass
),
any_of AS MATERIALIZED (
    SELECT string_to_array(replace(wide::text, '''', ''), ' | ') AS words
    FROM sensible WHERE wide::text ~ '^[[:alpha:]'' |]+$' AND (SELECT exact = wide FROM asked)
),
stored AS MATERIALIZED (
    SELECT word, entries FROM any_of JOIN record_searchcount ON facet = '' AND word = ANY (any_of.words)
    WHERE {are_all_days} AND NOT EXISTS (
        SELECT FROM record_searchentry entry
        WHERE entry.words @@ array_to_string(array_remove(any_of.words, word::text), ' | ')::tsquery
    )
),
sample AS MATERIALIZED (
    SELECT coalesce((SELECT entries / %(one_in)s::integer FROM stored), (SELECT count(*) FROM (
        SELECT FROM record_searchentry WHERE is_sampled AND words @@ (SELECT loose FROM sensible) AND {days_fit}
        LIMIT greatest(%(most)s::integer, (SELECT most_looked_up FROM archive)) + 1
    ) found)) AS hits
)
SELECT exact::text, wide::text, querytree(wide), (SELECT wide::text FROM sensible), (SELECT loose::text FROM sensible),
    together::text,
    hits > %(most)s::integer, coalesce(hits > most_looked_up, false),
    (SELECT json_agg(stamps) FROM stamps),
    (SELECT json_agg(json_build_array(short, long) ORDER BY short, long) FROM record_publishedsynonym
     WHERE short_folded = ANY (%(runs)s::text[]) OR long_folded = ANY (%(runs)s::text[])),
    NOT EXISTS (SELECT FROM record_searchword WHERE word = %(begun)s),
    coalesce((SELECT word FROM stored), '')
FROM asked, archive, sample
"""
# Those that the engine keeps as it keeps the word itself would add nothing. To ask that of the commonest is enough.
COMPLETED = """
    coalesce((SELECT string_agg(DISTINCT query::text, ' | ') FROM (
        SELECT query FROM (
            SELECT word, items, minute_book_query(word) AS query FROM (
                SELECT word, items FROM record_searchword WHERE word ~>=~ %(begun)s AND word ~<~ (%(begun)s || '~')
                ORDER BY items DESC, word LIMIT 2 * %(completions)s::integer
            ) begun_so OFFSET 0
        ) commonest WHERE query <> (SELECT minute_book_query(%(begun)s))
        AND NOT EXISTS (SELECT FROM record_searchword WHERE word = %(begun)s AND items >= %(whole)s::integer)
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
    # The second, without the people chosen; the same without what is left out.
    of_anyone: str
    looked_for: str
    together: str
    # More hits than are counted; so many that they are met with wherever one looks.
    is_broad: bool
    is_everywhere: bool
    has_phrases: bool
    leaves_out: bool
    stamps: tuple[Stamp, ...]
    # The common word that it comes to, whose hits are counted already (see common_words); empty for all else.
    common_word: str = ""
    # Of such a word, the facet whose counts are so too though something of it is chosen: among what fits that, few
    # enough, all others are counted.
    counted_facet: str = ""
    # See Question.synonyms.
    synonyms: tuple[tuple[str, str], ...] = ()

    @property
    def finds_nothing(self) -> bool:
        return not self.wide

    @property
    def in_titles(self) -> str:
        """The query for what is in the title alone."""
        return LEXEME.sub(lambda word: f"'{word[1]}':A", self.exact)

    @property
    def any_word(self) -> str:
        """The query for any of its words, which tells the pages of a paper apart."""
        return " | ".join(quoted(lexeme) for lexeme in sorted(self.lexemes))

    @property
    def lexemes(self) -> set[str]:
        """Every word that can be marked, as the engine keeps it."""
        # Of a word in two parts only the whole: who asks for online does not look for “on”.
        words = LEXEME.finditer(OF_PARTS.sub(r"\1", self.looked_for))
        return {word[1].replace("''", "'").replace("\\\\", "\\") for word in words}


def understand(question: Question, narrowing: Narrowing) -> Understood:
    """Ask the engine how it takes the words, and those that mean the same; raises what the database raises."""
    understood, synonyms = _understand(question, narrowing)
    if synonyms:
        question = with_synonyms(question, synonyms)
        understood, _ = _understand(question, narrowing)
    return replace(understood, synonyms=question.synonyms)


def _understand(question: Question, narrowing: Narrowing) -> tuple[Understood, list[tuple[str, str]]]:
    parameters = narrowing.parameters | {
        "together": question.together,
        "most": (MOST_LOOKED_INTO if question.has_phrases else MOST_COUNTED) // ONE_IN,
        "even": EVEN,
        "one_in": ONE_IN,
        "begun": question.begun,
        "completions": MOST_COMPLETIONS,
        "whole": IS_WHOLE,
        "people": narrowing.people_asked,
        "runs": runs_of(question),
    }
    exact = query_of(question, parameters)
    wide = query_of(question, parameters, is_wide=True) if question.begun else exact
    statement = STATEMENT.format(
        exact=exact,
        wide=wide,
        loose=query_of(question, parameters, is_wide=True, is_loose=True) if question.has_phrases else "wide",
        people="&& %(people)s::tsquery" if narrowing.people else "",
        stamp_fits=narrowing.stamp_fits,
        days_fit=narrowing.days_fit,
        are_all_days="FALSE" if narrowing.is_of_days else "TRUE",
    )
    (row,) = ask(statement, parameters)
    exact, of_anyone, looked_for, wide, loose, together, *how_many, stamps, synonyms, is_only_begun, common = row
    counted_facet = narrowing.facet_alone if common else ""
    is_broad, is_everywhere = (flag and not counted_facet for flag in how_many)
    understood = Understood(
        # What is no word of the archive is the beginning of one: then its completions are what was meant.
        exact=of_anyone if question.begun and is_only_begun else exact,
        wide=wide or "",
        loose=loose or "",
        of_anyone=of_anyone,
        looked_for=looked_for,
        together=together,
        is_broad=is_broad,
        is_everywhere=is_everywhere,
        has_phrases=question.has_phrases,
        leaves_out=question.leaves_out,
        stamps=tuple(Stamp(**stamp) for stamp in stamps or []),
        common_word=common,
        counted_facet=counted_facet,
    )
    return understood, [(short, long) for short, long in synonyms or []]


def query_of(question: Question, parameters: dict, *, is_wide: bool = False, is_loose: bool = False) -> str:
    """The question as an expression of SQL, its words put into `parameters`; loose, with phrases as words anywhere."""

    def asked(words: str, *, is_split: bool) -> str:
        parts = []
        for part in (beside(words) if is_loose else words).split() if is_split else [words]:
            name = f"term{len(parameters)}"
            parameters[name] = part
            parts.append(f"minute_book_query(%({name})s)")
        return " && ".join(parts)

    groups = []
    for terms in question.alternatives:
        parts = []
        for term in terms:
            # What is left out stays together even loosely: its words anywhere would leave out more.
            is_split = not term.is_excluded and (is_loose or not term.is_phrase)
            # What is left out is left out as it is spelt, and nothing else.
            spelt = [" ".join(term.words)] if term.is_excluded else spellings_of(" ".join(term.words))
            ways = [asked(words, is_split=is_split) for words in spelt]
            also = [spelt for words in term.also for spelt in spellings_of(together(words))]
            ways += [asked(apart(words), is_split=is_loose) for words in also]
            if is_wide and question.begun and term is question.terms[-1]:
                ways.append(COMPLETED)
            part = f"({' || '.join(f'({way})' for way in ways)})"
            parts.append(f"!!{part}" if term.is_excluded else part)
        groups.append(f"({' && '.join(parts)})")
    return " || ".join(groups)
