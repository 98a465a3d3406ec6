"""What can be followed: a committee, an issue, a person, a search, or all that is published."""

from dataclasses import dataclass

from meetings.record.addresses import address_of
from meetings.record.models import PublishedCommittee, PublishedIssue, PublishedPerson
from meetings.record.search import KINDS, read_question
from meetings.record.search.asked import BEST, Asked, year_named
from meetings.record.words import listed, short_date

ARCHIVE, COMMITTEE, ISSUE, PERSON, SEARCH = "archive", "committee", "issue", "person", "search"
ROWS = {COMMITTEE: PublishedCommittee, ISSUE: PublishedIssue, PERSON: PublishedPerson}
SWITCHED_ON = {"open": "with open actions", "procedural": "procedure included"}


@dataclass(frozen=True)
class Thing:
    """One thing that is public now and can be followed."""

    kind: str
    # Its slug; of a search, what stands behind the question mark of its address.
    name: str
    # What it is called: Harbour Panel, “dredging” in Harbour Panel.
    title: str

    @property
    def key(self) -> str:
        """As it is written down, and stands in an address."""
        return f"{self.kind}:{self.name}" if self.name else self.kind

    @property
    def words(self) -> str:
        """What somebody gets who follows it: “what the Harbour Panel decides”."""
        return {
            ARCHIVE: "all that is decided",
            COMMITTEE: f"what {'the ' if ' ' in self.title else ''}{self.title} decides",
            ISSUE: f"what is decided on “{self.title}”",
            PERSON: f"what {self.title} takes part in",
            SEARCH: f"what answers the search {self.title}",
        }[self.kind]

    @property
    def in_a_letter(self) -> str:
        """What a letter says of it to somebody who may not have asked: no word that a stranger chose."""
        return "a search of the minutes" if self.kind == SEARCH else self.words

    @property
    def page(self) -> str:
        """The address of its page on this site."""
        if self.kind == SEARCH:
            return f"{address_of('search')}?{self.name}"
        return address_of(self.kind, self.name) if self.name else address_of("meetings")


def thing_called(key: str) -> Thing | None:
    """The thing that is written down so; None for what is not public (any more) as for what never was."""
    kind, _, name = key.partition(":")
    if key == ARCHIVE:
        return Thing(ARCHIVE, "", "All decisions")
    if kind == SEARCH:
        return search_followed(Asked.read(name))
    row = ROWS[kind].objects.filter(pk=name).first() if kind in ROWS else None
    return Thing(kind, name, str(row)) if row else None


def search_followed(asked: Asked) -> Thing | None:
    """The search, in whatever order it was looked at; None where there is nothing to look for."""
    if not read_question(asked.q).can_be_asked:
        return None
    asked = asked.but(order=BEST)
    narrowed = listed(_narrowed_by(asked))
    return Thing(SEARCH, asked.query, f"“{asked.q}”" + (f" ({narrowed})" if narrowed else ""))


def _narrowed_by(asked: Asked) -> list[str]:
    names = {row.pk: str(row) for row in PublishedCommittee.objects.filter(pk__in=asked.committee)}
    names |= {row.pk: str(row) for row in PublishedPerson.objects.filter(pk__in=asked.person)}
    words = {
        "year": lambda year: year_named(year).label,
        "kind": lambda kind: KINDS.get(kind, kind).lower(),
        "since": lambda day: f"held on or after {short_date(day)}",
        "until": lambda day: f"held on or before {short_date(day)}",
    }
    return [
        SWITCHED_ON.get(name) or words.get(name, lambda value: names.get(value, value))(value)
        for name, value in asked.chosen()
    ]
