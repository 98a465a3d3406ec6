"""What readers narrow a search by, and the conditions that it comes to. Pure."""

import datetime
from dataclasses import dataclass

from meetings.municipal_year import MunicipalYear

# A list of what fits is made once and looked up in for each entry. IS TRUE keeps it a filter: as a join it would be
# done before the search by words.
STAMP_FITS = "(stamp_id = ANY (%(stamps)s::bigint[])) IS TRUE"
# Days that a reader chose may be all that there are. IS TRUE keeps the index of days out of it, which would have the
# words of every entry between them read.
DAYS_FIT = "(held_on BETWEEN %(since)s::date AND %(until)s::date) IS TRUE"


@dataclass(frozen=True)
class Narrowing:
    """The values chosen of each facet: any of a facet's will do, and every facet must fit. All empty: everything.

    Days, of which either may be left open, are none of the facets: only what was held between them, both included, is
    counted for any.
    """

    committees: tuple[str, ...] = ()
    years: tuple[MunicipalYear, ...] = ()
    outcomes: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    with_open_actions: bool = False
    with_procedural: bool = False
    since: datetime.date | None = None
    until: datetime.date | None = None

    @property
    def is_of_volumes(self) -> bool:
        return bool(self.committees or self.years)

    @property
    def is_of_stamps(self) -> bool:
        return bool(self.outcomes or self.kinds or self.with_open_actions)

    @property
    def is_of_entries(self) -> bool:
        """Whether anything is chosen that an entry is counted by; people are found as words are."""
        return self.is_of_volumes or self.is_of_stamps

    @property
    def facet_alone(self) -> str:
        """The one facet of which anything is chosen, if it is one that volumes tell; people are found as words are."""
        if self.is_of_stamps or (self.committees and self.years):
            return ""
        return "committee" if self.committees else "year" if self.years else ""

    @property
    def is_of_days(self) -> bool:
        return bool(self.since or self.until)

    @property
    def parameters(self) -> dict[str, list | datetime.date]:
        return {
            "committees": list(self.committees),
            "years": [year.starts for year in self.years],
            "outcomes": list(self.outcomes),
            "kinds": list(self.kinds),
            "since": self.since or datetime.date.min,
            "until": self.until or datetime.date.max,
        }

    @property
    def committee_fits(self) -> str:
        return "committee_id = ANY (%(committees)s::text[])" if self.committees else "TRUE"

    @property
    def year_fits(self) -> str:
        return "year = ANY (%(years)s::integer[])" if self.years else "TRUE"

    @property
    def volume_fits(self) -> str:
        """The condition on the volume of an entry."""
        if not self.is_of_volumes:
            return "TRUE"
        return f"(volume_id IN ({self._volumes})) IS TRUE"

    @property
    def volume_found(self) -> str:
        """The same for where the index of volumes is to be used: an array is never joined."""
        return f"volume_id = ANY (ARRAY({self._volumes}))" if self.is_of_volumes else "TRUE"

    @property
    def _volumes(self) -> str:
        return f"SELECT id FROM record_searchvolume WHERE {self.committee_fits} AND {self.year_fits}"

    @property
    def stamp_fits(self) -> str:
        """The condition on a stamp."""
        conditions = [
            *(["outcome = ANY (%(outcomes)s::text[])"] if self.outcomes else []),
            *(["kind = ANY (%(kinds)s::text[])"] if self.kinds else []),
            *(["has_open_actions"] if self.with_open_actions else []),
            *([] if self.with_procedural else ["NOT is_procedural"]),
        ]
        return " AND ".join(conditions) or "TRUE"

    @property
    def days_fit(self) -> str:
        """The condition on the day of an entry."""
        return DAYS_FIT if self.is_of_days else "TRUE"

    @property
    def people_asked(self) -> str:
        """Who was there or is named, as the engine keeps them: any of those chosen."""
        return " | ".join(quoted(f"@{person}") for person in self.people)


def quoted(lexeme: str) -> str:
    """A word of the engine, safe within a text that is read as a query of its own language."""
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
