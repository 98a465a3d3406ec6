"""What can be followed: a committee, an issue, a person, a search, or all that is published."""

from dataclasses import dataclass

from markupsafe import Markup

from meetings.record.addresses import address_of
from meetings.record.models import PublishedCommittee, PublishedIssue, PublishedPerson
from meetings.record.search import KINDS, read_question
from meetings.record.search.asked import BEST, Asked, year_named
from meetings.record.translation import as_written, gettext, gettext_noop
from meetings.record.words import listed, short_date

ARCHIVE, COMMITTEE, ISSUE, PERSON, SEARCH = "archive", "committee", "issue", "person", "search"
ROWS = {COMMITTEE: PublishedCommittee, ISSUE: PublishedIssue, PERSON: PublishedPerson}
SWITCHED_ON = {"open": gettext_noop("with open actions"), "procedural": gettext_noop("procedure included")}


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
        return self._words % {"title": self.title}

    @property
    def marked(self) -> Markup:
        """The same for a page, the title saying its language."""
        return Markup(self._words) % {"title": as_written(self.title)}

    @property
    def _words(self) -> str:
        has_article = self.kind == COMMITTEE and " " in self.title
        return {
            ARCHIVE: gettext("all that is decided"),
            COMMITTEE: gettext("what the %(title)s decides") if has_article else gettext("what %(title)s decides"),
            ISSUE: gettext("what is decided on “%(title)s”"),
            PERSON: gettext("what the minutes record of %(title)s"),
            SEARCH: gettext("what answers the search %(title)s"),
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
        return Thing(ARCHIVE, "", gettext("All decisions"))
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
        "kind": lambda kind: gettext(KINDS.get(kind, kind)).lower(),
        "since": lambda day: gettext("held on or after %(day)s") % {"day": short_date(day)},
        "until": lambda day: gettext("held on or before %(day)s") % {"day": short_date(day)},
    }
    return [
        (name in SWITCHED_ON and gettext(SWITCHED_ON[name]))
        or words.get(name, lambda value: names.get(value, value))(value)
        for name, value in asked.chosen()
    ]
