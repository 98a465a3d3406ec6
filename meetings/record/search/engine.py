"""Asks the engine: a question goes in, the hits of one page and the counts of every facet come out.

One statement finds all that matches, once, and counts and ranks from that. Ranking every match would cost seconds
where a word stands in half the archive, so candidates are ranked: everything, newest first, whose title or
resolutions match, and the newest of the rest, papers last. Their scores never depend on what else was found.
"""

import json
from dataclasses import dataclass, field

from django.db import DatabaseError

from meetings.record.meetings import PublishedItem
from meetings.record.rows import QUIET
from meetings.record.search.asking import ask
from meetings.record.search.facets import Count, Counted, facets_of, years_of
from meetings.record.search.hits import COLUMNS, Hit, hits_of
from meetings.record.search.narrowing import STAMP_FITS, Narrowing
from meetings.record.search.passages import Marker
from meetings.record.search.people import FEW, people_of
from meetings.record.search.question import Question
from meetings.record.search.references import items_at, read_reference
from meetings.record.search.understanding import ONE_IN, Stamp, Understood, understand

PER_PAGE = 20
# The newest of so many hits are candidates for the pages.
CANDIDATES = 1_000
# Of what matches in its minutes only, so many are ranked by how it matches; behind them the rest follows by date.
RANKED = 200
# Of a very common word, the headings of so many of the newest entries are looked through for one candidate.
LOOKED_THROUGH = 8
# How much each thing weighs. Cover density, between 0 and 1, tells scattered words from words close together, and
# many from few; it is made of the weights of D, C, B and A: papers, minutes, resolutions, titles.
DENSITY = "'{0.05, 0.1, 0.4, 1.0}'"
ALL_IN_TITLE, ALL_IN_HEADING, WHOLE_PHRASE, DECIDES = 1.0, 0.5, 0.8, 0.05
# However well its words fit, a paper stands behind what was minuted.
PAPER = -2.0
IS_PAPER = "(stamp_id IN (SELECT unnest(%(papers)s::bigint[])))"

# The planner is not shown the words: it would go through the whole table where half the entries are hits, not knowing
# that words kept out of line are dear to read, and by the index of days where few are. So one plan does for all words.
ASKED = "(SELECT %(wide)s::tsquery)"
# Whether words stand side by side can be seen in the entry alone. So entries that hold the words of a phrase anywhere
# are taken by all that the index and the thin row can tell, and what is left is looked into.
LOOSELY = """(
    SELECT id, volume_id, stamp_id, held_on, words FROM record_searchentry
    WHERE words @@ (SELECT %(loose)s::tsquery) AND {condition} OFFSET 0
) loosely WHERE words @@ {asked}"""
PLAINLY = "record_searchentry WHERE words @@ {asked} AND {condition}"
# The day since when there have been about as many hits as are candidates, as the sample has it; where there are fewer,
# all are looked at. It is only asked for where headings alone are not enough.
SINCE = """coalesce((
    SELECT held_on FROM record_searchentry WHERE is_sampled AND words @@ (SELECT %(loose)s::tsquery) AND {fitting}
    ORDER BY held_on DESC OFFSET %(newest)s::integer LIMIT 1
), '-infinity')"""
# Every match, or every one in the sample, is counted by what two small tables tell of it.
COUNTED = """
WITH {matches} counted AS MATERIALIZED (
    SELECT volume_id, stamp_id, count(*) AS entries FROM {counted} GROUP BY volume_id, stamp_id
),
by_volume AS (
    SELECT committee_id, year, sum(entries) FILTER (WHERE {year_fits}) AS of_committee,
        sum(entries) FILTER (WHERE {committee_fits}) AS of_year,
        sum(entries) FILTER (WHERE {year_fits} AND {committee_fits}) AS of_both
    FROM (
        SELECT volume_id AS id, sum(entries) AS entries FROM counted WHERE {stamp_fits} GROUP BY volume_id
    ) volumes JOIN record_searchvolume USING (id)
    GROUP BY GROUPING SETS ((committee_id), (year), ())
),
told AS (
    SELECT json_build_object(
        'volumes', (SELECT json_agg(json_build_array(committee_id, year, of_committee, of_year, of_both,
            (SELECT name FROM record_publishedcommittee WHERE slug = committee_id))) FROM by_volume),
        'stamps', (SELECT json_object_agg(stamp_id, entries) FROM (
            SELECT stamp_id, sum(entries) AS entries FROM counted WHERE {volume_fits} GROUP BY stamp_id
        ) by_stamp)
    )::text AS counts
),
"""
# OFFSET 0 keeps the search by words apart from the order by day.
FITTING = "SELECT * FROM (SELECT id, stamp_id, held_on, words FROM {source} OFFSET 0) fitting"
HEADINGS = """(
    SELECT * FROM record_searchheading WHERE words @@ {asked} AND {stamp_fits} AND {volume_fits} OFFSET 0
) found"""
# Where nearly every entry is a hit, going through the newest headings is quicker than looking all of them up.
NEWEST_HEADINGS = """(
    SELECT * FROM record_searchheading ORDER BY held_on DESC, entry_id DESC LIMIT %(looked_through)s::integer
) newest WHERE words @@ {asked} AND {stamp_fits} AND {volume_fits}"""
BEST = """
headings AS MATERIALIZED (
    SELECT entry_id AS id, stamp_id, held_on, words FROM {headings}
    ORDER BY held_on DESC, entry_id DESC LIMIT %(candidates)s::integer
),
others AS MATERIALIZED (
    SELECT id, stamp_id, held_on, words, row_number() OVER (ORDER BY {is_paper}, held_on DESC, id DESC) AS place FROM (
        {fitting} WHERE id NOT IN (SELECT id FROM headings) ORDER BY {is_paper}, held_on DESC, id DESC
        LIMIT greatest(%(others)s::integer - (SELECT count(*) FROM headings), 0)
    ) newest
),
page AS (
    SELECT id, held_on, {in_heading} AS score FROM headings
    UNION ALL
    SELECT id, held_on, CASE WHEN place <= %(ranked)s::integer THEN {anywhere} END FROM others
    ORDER BY score DESC NULLS LAST, held_on DESC, id DESC OFFSET %(first)s::integer LIMIT %(per_page)s::integer
)
"""
NEWEST = """
page AS ({fitting} ORDER BY held_on DESC, id DESC OFFSET %(first)s::integer LIMIT %(per_page)s::integer)
"""


class TooBroad(Exception):
    """The engine gave up: what was asked takes longer to find than a page may take."""


@dataclass(frozen=True)
class Found:
    """One page of answers, and what can be said of all of them.

    Where `is_about` the total and the counts of the facets are estimates from one entry in sixteen. Pages reach to
    the hit `within_reach`: a very common word has more.
    """

    total: int = 0
    is_about: bool = False
    within_reach: int = 0
    hits: list[Hit] = field(default_factory=list)
    facets: dict[str, list[Count]] = field(default_factory=dict)
    years: list[Count] = field(default_factory=list)
    # (as typed, what means the same): both were searched for, which the page says.
    synonyms: tuple[tuple[str, str], ...] = ()
    # The items that answer to the question as a reference; where it is one, its address, to go straight to.
    referred: list[PublishedItem] = field(default_factory=list)
    jump: str = ""


def search(
    question: Question,
    narrowing: Narrowing | None = None,
    *,
    page: int = 1,
    order: str = "best",
    per_page: int = PER_PAGE,
) -> Found:
    """Return one page of what answers the question, `order` best or newest first, and the counts of all that does.

    Raises TooBroad when the engine takes too long or refuses.
    """
    narrowing = narrowing or Narrowing()
    if not question.can_be_asked:
        return Found()
    is_by_date = order == "newest"
    try:
        referred = _referred(question) if page == 1 and narrowing == Narrowing() else []
        if len(referred) == 1:
            return Found(referred=referred, jump=referred[0].get_absolute_url())
        understood = understand(question, narrowing)
        if understood.finds_nothing:
            return Found(referred=referred)
        rows = _rows(understood, narrowing, first=(page - 1) * per_page, per_page=per_page, is_by_date=is_by_date)
        counted = _counted(json.loads(rows[0][0]), understood.stamps, one_in=ONE_IN if understood.is_broad else 1)
        are_few = not understood.is_broad and (0 < counted.total <= FEW or narrowing.people)
        people = people_of(understood, narrowing) if are_few else []
    except DatabaseError as failure:
        raise TooBroad from failure
    return Found(
        total=counted.total,
        is_about=understood.is_broad,
        within_reach=_reach(counted.total, understood, is_by_date=is_by_date),
        hits=hits_of([row[1:] for row in rows if row[-1] is not None], Marker(understood.lexemes)),
        facets=facets_of(counted, narrowing) | {"person": people},
        years=years_of(counted, narrowing),
        synonyms=understood.synonyms,
        referred=referred,
    )


def _referred(question: Question) -> list[PublishedItem]:
    reference = read_reference(question)
    return items_at(reference) if reference else []


def _reach(total: int, understood: Understood, *, is_by_date: bool) -> int:
    return total if is_by_date and not understood.is_broad else min(total, CANDIDATES)


def _rows(understood: Understood, narrowing: Narrowing, *, first: int, per_page: int, is_by_date: bool) -> list[tuple]:
    fits = {
        "stamp_fits": STAMP_FITS,
        "volume_fits": narrowing.volume_fits,
        "committee_fits": narrowing.committee_fits,
        "year_fits": narrowing.year_fits,
    }
    found = (LOOSELY if understood.has_phrases else PLAINLY).format
    fitting = f"{fits['stamp_fits']} AND {fits['volume_fits']}"
    matches = ""
    if understood.is_broad:
        counted = found(asked=ASKED, condition="is_sampled")
        source = found(asked=ASKED, condition=f"{fitting} AND held_on >= {SINCE.format(fitting=fitting)}")
    elif understood.has_phrases:
        # Looked into once, for both.
        matches = f"matches AS MATERIALIZED (SELECT * FROM {found(asked=ASKED, condition='TRUE')}),"
        counted, source = "matches", f"matches WHERE {fitting}"
    else:
        counted = found(asked=ASKED, condition="TRUE")
        source = found(asked=ASKED, condition=fitting)
    statement = (COUNTED + (NEWEST if is_by_date else BEST) + COLUMNS).format(
        **fits,
        asked=ASKED,
        matches=matches,
        counted=counted,
        fitting=FITTING.format(source=source),
        is_paper=IS_PAPER,
        headings=(NEWEST_HEADINGS if understood.is_broad else HEADINGS).format(**fits, asked=ASKED),
        in_heading=_score(understood, is_heading=True),
        anywhere=_score(understood, is_heading=False),
    )
    parameters = narrowing.parameters | {
        "exact": understood.exact,
        "wide": understood.wide,
        "loose": understood.loose,
        "in_titles": understood.in_titles,
        "together": understood.together,
        "any_word": understood.any_word,
        "papers": [stamp.id for stamp in understood.stamps if stamp.kind == "paper"],
        "stamps": [stamp.id for stamp in understood.stamps if stamp.fits],
        "deciding": [stamp.id for stamp in understood.stamps if stamp.outcome not in ("", *QUIET)],
        "newest": CANDIDATES // ONE_IN,
        "candidates": CANDIDATES,
        "looked_through": CANDIDATES * LOOKED_THROUGH,
        # Behind those that are ranked, as many as the page needs.
        "others": min(max(RANKED, first + per_page), CANDIDATES),
        "ranked": RANKED,
        "first": first,
        "per_page": per_page,
    }
    return ask(statement, parameters)


def _score(understood: Understood, *, is_heading: bool) -> str:
    """The score of a candidate as an expression of SQL, without the parts that cannot tell candidates apart."""
    parts = [
        f"ts_rank_cd({DENSITY}, words, %(exact)s::tsquery, 32)",
        f"{DECIDES} * (stamp_id IN (SELECT unnest(%(deciding)s::bigint[])))::integer",
    ]
    if is_heading:
        parts.append(f"{ALL_IN_TITLE} * (words @@ %(in_titles)s::tsquery)::integer")
        parts.append(f"{ALL_IN_HEADING} * (words @@ %(exact)s::tsquery)::integer")
    else:
        parts.append(f"{PAPER} * {IS_PAPER}::integer")
    if understood.together:
        parts.append(f"{WHOLE_PHRASE} * (words @@ %(together)s::tsquery)::integer")
    return " + ".join(parts)


def _counted(told: dict, stamps: tuple[Stamp, ...], *, one_in: int) -> Counted:
    volumes = told["volumes"] or []
    of_stamps = told["stamps"] or {}
    return Counted(
        committees=[(slug, row[-1], n * one_in) for slug, _, n, *row in volumes if slug and n],
        years=[(year, n * one_in) for slug, year, _, n, *_ in volumes if year and n],
        total=sum(n or 0 for slug, year, _, _, n, _ in volumes if slug is None and year is None) * one_in,
        stamps=[
            (stamp.kind, stamp.outcome, stamp.is_procedural, stamp.has_open_actions, n * one_in)
            for stamp in stamps
            if (n := of_stamps.get(str(stamp.id)))
        ],
    )
