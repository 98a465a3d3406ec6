"""The one statement of search: by which plan it finds and counts, and how it ranks. Pure but for asking.

There are few plans, chosen by what is known of the words before: they are common or not, and side by side or not.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from meetings.record.rows import QUIET
from meetings.record.search.asking import ask
from meetings.record.search.hits import COLUMNS
from meetings.record.search.narrowing import STAMP_FITS, Narrowing
from meetings.record.search.people import FEW, MOST_LISTED, PEOPLE
from meetings.record.search.understanding import ONE_IN, Stamp, Understood

# The newest of so many hits are candidates for the pages.
CANDIDATES = 1_000
# So many of the newest are ranked by how well they match: of the titles and resolutions that do, which come first
# anyway, and of what matches in its minutes only, where the rest follows by date.
RANKED = 200
# Of hits that the sample tells the days of, so many more are taken to be sure: of fewer all are looked into.
SPARE = 5
LOOKED_INTO = ONE_IN * (2 * RANKED // ONE_IN + SPARE)
# Of a very common word, the headings of so many of the newest entries are looked through for one candidate.
LOOKED_THROUGH = 4
# Of a word in so many entries that the newest are gone through, so many for each one that is needed.
GONE_THROUGH = 50
# How much each thing weighs. Cover density, between 0 and 1, tells scattered words from words close together, and
# many from few; it is made of the weights of D, C, B and A: papers, minutes, resolutions, titles.
DENSITY = "'{0.05, 0.1, 0.4, 1.0}'"
DENSEST = 1.0
ALL_IN_TITLE, ALL_IN_HEADING, WHOLE_PHRASE, DECIDES = 1.0, 0.5, 0.8, 0.05
# However well its words fit, a paper stands behind what was minuted.
PAPER = -2.0
IS_PAPER = "(stamp_id = ANY (%(papers)s::bigint[]))"

# The planner never sees the words (see database.PLANNED_ONCE): it would go through the whole table where half the
# entries are hits, not knowing that words kept out of line are dear to read, and by the index of days where few are.
ASKED = "%(wide)s::tsquery"
# Who was there stands in no heading.
ASKED_OF_ANYONE = "%(of_anyone)s::tsquery"
# Whether words stand side by side can be seen in the entry alone. So entries that hold the words of a phrase anywhere
# are taken by all that the index and the thin row can tell, and what is left is looked into: at the headings first,
# which are quicker to read, and whose words are the first of the entry.
IN_HEADINGS = """in_headings AS MATERIALIZED (
    SELECT * FROM record_searchheading WHERE words @@ {asked_of_anyone} AND {days_fit}
),"""
LOOSELY = """(
    SELECT id, volume_id, stamp_id, held_on, words FROM record_searchentry
    WHERE words @@ %(loose)s::tsquery AND {days_fit} AND {condition} OFFSET 0
) loosely WHERE ({is_in_heading} OR words @@ {asked})"""
# Under a heading with the phrase may stand what is to be left out.
IS_IN_HEADING = "id IN (SELECT entry_id FROM in_headings)"
PLAINLY = "record_searchentry WHERE words @@ {asked} AND {days_fit} AND {condition}"
# Each person is counted as though nobody were chosen.
OF_ANYONE = "record_searchentry WHERE words @@ {asked_of_anyone} AND {stamp_fits} AND {volume_found} AND {days_fit}"
# Every match, or every one in the sample, is looked up once: for counting, and for what is newest. MATERIALIZED, since
# going through the thin rows again is cheaper than through the index.
FOUND = "{name} AS MATERIALIZED (SELECT id, volume_id, stamp_id, held_on FROM {found}),"
# Counted by volume among the stamps that fit, by stamp among the volumes that fit; two small tables tell the rest, of
# which only the volumes that were found are read.
COUNTED = """
counted AS MATERIALIZED (
    SELECT volume_id, stamp_id, count(*) FILTER (WHERE {stamp_fits}) AS of_volume,
        count(*) FILTER (WHERE {volume_fits}) AS of_stamp
    FROM matches GROUP BY GROUPING SETS ((volume_id), (stamp_id))
),
by_volume AS (
    SELECT committee_id, year, sum(of_volume::integer) FILTER (WHERE {year_fits}) AS of_committee,
        sum(of_volume::integer) FILTER (WHERE {committee_fits}) AS of_year
    FROM counted JOIN (
        SELECT * FROM record_searchvolume WHERE id = ANY (ARRAY(SELECT volume_id FROM counted)) OFFSET 0
    ) volume ON volume.id = volume_id
    GROUP BY GROUPING SETS ((committee_id), (year))
),
told AS (
    SELECT json_build_object(
        'volumes', (SELECT json_agg(json_build_array(committee_id, year, of_committee, of_year, name))
            FROM ({volumes}) volumes LEFT JOIN record_publishedcommittee ON slug = committee_id),
        'stamps', (SELECT json_object_agg(stamp_id, entries) FROM ({by_stamp}) by_stamp),
        'people', {people}
    )::text AS counts
),
"""
# The hits of a common word are counted already: whole, if nothing is chosen but whether those of procedure are wanted.
STORED = """
stored AS MATERIALIZED (
    SELECT facet, value, entries, entries - CASE WHEN %(with_procedural)s THEN 0 ELSE procedural END AS hits
    FROM record_searchcount WHERE word = %(common_word)s
),
"""
COUNTED_ALREADY = f"""{STORED}
told AS (
    SELECT json_build_object(
        'volumes', (SELECT json_agg(json_build_array(slug, year, hits, hits, name)) FROM (
            SELECT value AS slug, NULL::integer AS year, hits, committee.name
            FROM stored JOIN record_publishedcommittee committee ON facet = 'committee' AND slug = value
            UNION ALL SELECT NULL, value::integer, hits, NULL FROM stored WHERE facet = 'year'
        ) volumes),
        'stamps', (SELECT json_object_agg(value, entries) FROM stored WHERE facet = 'stamp')
    )::text AS counts
),
"""
# If committees alone are chosen, those of each committee are, and all else is counted among what is in the chosen.
BY_VOLUME = "SELECT committee_id, year, of_committee, of_year FROM by_volume"
BY_VOLUME_BESIDE = {
    "": BY_VOLUME,
    "committee": f"""{BY_VOLUME} WHERE committee_id IS NULL
        UNION ALL SELECT value, NULL, hits, NULL FROM stored WHERE facet = 'committee'""",
    "year": f"""{BY_VOLUME} WHERE year IS NULL
        UNION ALL SELECT NULL, value::integer, NULL, hits FROM stored WHERE facet = 'year'""",
}
BY_STAMP = "SELECT stamp_id, of_stamp AS entries FROM counted WHERE stamp_id IS NOT NULL"
# Of a very common word, what a reader chose is counted one by one all the same.
CHOSEN_BY_STAMP = "SELECT stamp_id, count(*) AS entries FROM {chosen} GROUP BY stamp_id"
# The newest are those since the day that the sample tells, twice as many and a few to be sure; if papers stand last,
# as many that are none. A day is looked for by its index only if it stands between two.
SINCE = """held_on BETWEEN coalesce((
    SELECT held_on FROM matches WHERE {stamp_fits} AND {volume_fits} AND {is_wanted}
    ORDER BY held_on DESC OFFSET 2 * %(others)s::integer / {one_in} + {spare} LIMIT 1
), %(since)s::date) AND %(until)s::date"""
# The same of a common word, by the years that its hits are counted by: as many as are wanted, were all the papers
# among them.
SINCE_YEAR = """held_on BETWEEN coalesce((
    SELECT make_date(value::integer, 5, 1) FROM (
        SELECT value, sum(hits) OVER (ORDER BY value DESC) AS so_far FROM stored WHERE facet = 'year'
    ) years WHERE so_far >= %(wanted)s::integer + coalesce((
        SELECT sum(entries) FROM stored WHERE facet = 'stamp' AND value::bigint = ANY (%(papers)s::bigint[])
    ), 0) ORDER BY value DESC LIMIT 1
), '-infinity') AND 'infinity'"""
# Where one in a few entries is a hit, going through the newest is quicker than looking all of them up.
NEWEST_ENTRIES = """(
    SELECT id, stamp_id, held_on, words FROM record_searchentry WHERE {not_later}
    ORDER BY held_on DESC, id DESC LIMIT %(gone_through)s::integer
) newest WHERE {days_fit} AND {stamp_fits} AND words @@ {asked}"""
NEWEST_HEADINGS = """(
    SELECT * FROM record_searchheading WHERE {not_later}
    ORDER BY held_on DESC, entry_id DESC LIMIT %(looked_through)s::integer
) newest WHERE {days_fit} AND words @@ {asked_of_anyone} AND {stamp_fits} AND {volume_fits} AND {entry_fits}"""
# So the index of days is begun at the last day chosen, and gone through no further than without.
NOT_LATER = "held_on <= %(until)s::date"
HEADINGS = """(
    SELECT * FROM record_searchheading
    WHERE words @@ {asked_of_anyone} AND {days_fit} AND {stamp_fits} AND {volume_fits} AND {entry_fits} OFFSET 0
) found"""
# Where someone is chosen, there are fewer hits than headings with the words.
HEADINGS_OF_HITS = """{hits} hits CROSS JOIN LATERAL (
    SELECT entry_id, words FROM record_searchheading WHERE entry_id = hits.id OFFSET 0
) heading WHERE words @@ {asked_of_anyone} AND {stamp_fits} AND {volume_fits}"""
# A word that is left out may stand in the minutes under a heading that does without it.
ENTRY_FITS = f"(SELECT entry.words @@ {ASKED} FROM record_searchentry entry WHERE entry.id = entry_id)"
# What goes by date alone is never read, nor minutes where titles that none can surpass fill every page up to this one;
# on no page more are ranked than on another. Papers stand last, but where the newest are gone through: there is enough
# before them.
BEST = """
headings AS MATERIALIZED (
    SELECT entry_id AS id, stamp_id, held_on, words, row_number() OVER (ORDER BY held_on DESC, entry_id DESC) AS place
    FROM {headings} ORDER BY held_on DESC, entry_id DESC LIMIT %(candidates)s::integer
),
scored AS MATERIALIZED (SELECT id, held_on, {in_heading} AS score FROM headings),
places_left AS MATERIALIZED (
    SELECT greatest(%(ranked)s::integer - count(*), 0) AS ranked, CASE
        WHEN count(*) FILTER (WHERE score > {most_anywhere}) < %(first)s::integer + %(per_page)s::integer
        THEN greatest(%(others)s::integer - count(*), 0) ELSE 0 END AS wanted FROM scored
),
others AS MATERIALIZED (
    SELECT id, held_on, row_number() OVER (ORDER BY {papers_last} held_on DESC, id DESC) AS place FROM (
        SELECT id, stamp_id, held_on FROM {source} AND id NOT IN (SELECT id FROM headings)
        ORDER BY {papers_last} held_on DESC, id DESC
        LIMIT (SELECT wanted FROM places_left)
    ) newest
),
page AS (
    SELECT id, held_on, score, 0 AS behind FROM scored
    UNION ALL
    SELECT id, held_on, CASE WHEN place <= ranked THEN (
        SELECT {anywhere} FROM record_searchentry entry WHERE entry.id = others.id
    ) END, greatest(place - ranked, 0)
    FROM others, places_left
    ORDER BY score DESC NULLS LAST, behind, held_on DESC, id DESC OFFSET %(first)s::integer LIMIT %(per_page)s::integer
)
"""
NEWEST = """
page AS (
    SELECT id FROM {source} ORDER BY held_on DESC, id DESC OFFSET %(first)s::integer LIMIT %(per_page)s::integer
)
"""


@dataclass(frozen=True)
class Place:
    """Which of the hits are wanted, and in which order."""

    first: int
    per_page: int
    is_by_date: bool

    @property
    def others(self) -> int:
        """Behind those that are ranked, as many as the page needs."""
        return min(max(RANKED, self.first + self.per_page), CANDIDATES)


@dataclass(frozen=True)
class Plan:
    """Parts of the statement: what is found first, where the page is from, and what is counted by stamp and person."""

    ctes: str
    source: str
    headings: str
    by_stamp: str
    people: str


def rows_at(place: Place, understood: Understood, narrowing: Narrowing) -> list[tuple]:
    """The counts of all that is found, and the hits of one page; raises what the database raises."""
    fits = _fits(understood, narrowing)
    plan = _plan(understood, narrowing, fits, is_by_date=place.is_by_date)
    counts = COUNTED_ALREADY if is_counted_already(understood, narrowing) else COUNTED
    facet = understood.counted_facet
    counts = STORED + counts if facet else counts
    statement = ("WITH " + plan.ctes + counts + (NEWEST if place.is_by_date else BEST) + COLUMNS).format(
        **fits,
        volumes=BY_VOLUME_BESIDE[facet],
        by_stamp=plan.by_stamp,
        people=plan.people,
        source=plan.source,
        papers_last="" if _goes_through_newest(understood, narrowing) else f"{IS_PAPER}, ",
        headings=plan.headings,
        in_heading=_score(understood, is_heading=True),
        anywhere=_score(understood, is_heading=False),
        most_anywhere=DENSEST + DECIDES + (WHOLE_PHRASE if understood.together else 0),
    )
    return ask(statement, _parameters(place, understood, narrowing))


def is_counted_already(understood: Understood, narrowing: Narrowing) -> bool:
    return bool(understood.common_word) and not narrowing.is_of_entries


def _goes_through_newest(understood: Understood, narrowing: Narrowing) -> bool:
    """Whether the newest entries are gone through for what matches, rather than all that matches looked up."""
    return understood.is_everywhere and not (understood.has_phrases or narrowing.is_of_entries)


def _fits(understood: Understood, narrowing: Narrowing) -> dict[str, str]:
    """The conditions on what is found."""
    return {
        "stamp_fits": STAMP_FITS,
        "volume_fits": narrowing.volume_fits,
        "committee_fits": narrowing.committee_fits,
        "year_fits": narrowing.year_fits,
        "days_fit": narrowing.days_fit,
        "not_later": NOT_LATER if narrowing.until else "TRUE",
        "entry_fits": ENTRY_FITS if understood.leaves_out or narrowing.people else "TRUE",
        "is_in_heading": "FALSE" if understood.leaves_out else IS_IN_HEADING,
        "asked": ASKED,
        "asked_of_anyone": ASKED_OF_ANYONE,
    }


def _plan(understood: Understood, narrowing: Narrowing, fits: dict[str, str], *, is_by_date: bool) -> Plan:
    def found(condition: str) -> str:
        return (LOOSELY if understood.has_phrases else PLAINLY).format(**fits, condition=condition)

    ctes = IN_HEADINGS.format(**fits) if understood.has_phrases else ""
    every = narrowing.volume_found if understood.counted_facet else "TRUE"
    ctes += FOUND.format(name="matches", found=found("is_sampled" if understood.is_broad else every))
    source, by_stamp = "matches WHERE {stamp_fits} AND {volume_fits}".format(**fits), BY_STAMP
    of_anyone = OF_ANYONE.format(**fits, volume_found=narrowing.volume_found) if narrowing.people else source
    people = "NULL" if understood.is_broad else PEOPLE.format(found=of_anyone)
    if understood.is_broad and narrowing.is_of_volumes:
        ctes += FOUND.format(name="chosen", found=found(narrowing.volume_found))
        source, by_stamp = f"chosen WHERE {STAMP_FITS}", CHOSEN_BY_STAMP.format(chosen="chosen")
    elif understood.is_broad:
        # A phrase may be rare whose words are not.
        if _goes_through_newest(understood, narrowing):
            source = NEWEST_ENTRIES.format(**fits) + ("" if is_by_date else f" AND NOT {IS_PAPER}")
        else:
            is_wanted = "TRUE" if is_by_date or narrowing.kinds == ("paper",) else f"NOT {IS_PAPER}"
            since = SINCE.format(**fits, is_wanted=is_wanted, one_in=ONE_IN, spare=SPARE)
            source = found(f"{STAMP_FITS} AND {since}")
        if narrowing.is_of_stamps:
            by_stamp = CHOSEN_BY_STAMP.format(chosen=found("TRUE"))
    if is_counted_already(understood, narrowing) and not understood.is_everywhere:
        source = found(f"{STAMP_FITS} AND {SINCE_YEAR}")
    return Plan(ctes, source, _headings(understood, narrowing, fits), by_stamp, people)


def _headings(understood: Understood, narrowing: Narrowing, fits: dict[str, str]) -> str:
    """Where the titles and resolutions with the words are found."""
    hits = "matches" if not understood.is_broad else "chosen" if narrowing.is_of_volumes else ""
    if narrowing.people and hits:
        return HEADINGS_OF_HITS.format(**fits, hits=hits)
    if understood.has_phrases:
        return "in_headings WHERE {stamp_fits} AND {volume_fits} AND {entry_fits}".format(**fits)
    return (HEADINGS if hits else NEWEST_HEADINGS).format(**fits)


def _parameters(place: Place, understood: Understood, narrowing: Narrowing) -> dict:
    return narrowing.parameters | {
        "exact": understood.exact,
        "wide": understood.wide,
        "of_anyone": understood.of_anyone,
        "loose": understood.loose,
        "in_titles": understood.in_titles,
        "together": understood.together,
        "any_word": understood.any_word,
        "papers": _ids(stamp for stamp in understood.stamps if stamp.kind == "paper"),
        "stamps": _ids(stamp for stamp in understood.stamps if stamp.fits),
        "deciding": _ids(stamp for stamp in understood.stamps if stamp.outcome not in ("", *QUIET)),
        "few": FEW,
        "chosen": list(narrowing.people),
        "most_listed": MOST_LISTED + len(narrowing.people),
        "candidates": CANDIDATES,
        "looked_through": CANDIDATES * LOOKED_THROUGH,
        "common_word": understood.common_word,
        "with_procedural": narrowing.with_procedural,
        "others": place.others,
        "wanted": place.first + place.per_page if place.is_by_date else place.others,
        "gone_through": GONE_THROUGH * place.others,
        "ranked": RANKED,
        "first": place.first,
        "per_page": place.per_page,
    }


def _ids(stamps: Iterable[Stamp]) -> str:
    """An array as the database writes it: the driver would look at each number of a list."""
    return f"{{{','.join(str(stamp.id) for stamp in stamps)}}}"


def _score(understood: Understood, *, is_heading: bool) -> str:
    """The score of a candidate as an expression of SQL, without the parts that cannot tell candidates apart."""
    density = f"ts_rank_cd({DENSITY}, words, %(exact)s::tsquery, 32)"
    parts = [
        f"CASE WHEN place <= %(ranked)s::integer THEN {density} ELSE 0 END" if is_heading else density,
        _worth(DECIDES, "stamp_id = ANY (%(deciding)s::bigint[])"),
    ]
    if is_heading:
        is_exact = "TRUE" if understood.exact == understood.of_anyone else "words @@ %(exact)s::tsquery"
        parts.append(_worth(ALL_IN_TITLE, "words @@ %(in_titles)s::tsquery"))
        parts.append(_worth(ALL_IN_HEADING, is_exact))
    else:
        parts.append(_worth(PAPER, IS_PAPER))
    if understood.together:
        parts.append(_worth(WHOLE_PHRASE, "words @@ %(together)s::tsquery"))
    return " + ".join(parts)


def _worth(points: float, condition: str) -> str:
    return f"CASE WHEN {condition} THEN {points}::real ELSE 0 END"
