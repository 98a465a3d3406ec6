"""What is new of a thing since somebody was told last: read from the record as it is now, and from nothing else.

The chain of editions says what happened since, place by place, so that nothing falls between two looks. What is told
is what the record shows at the time of the look: what was withdrawn or redacted meanwhile is not in it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Max, QuerySet

from meetings.alerts.things import ARCHIVE, COMMITTEE, ISSUE, PERSON, SEARCH, Thing
from meetings.record.models import Edition, PublishedItem, PublishedMeeting
from meetings.record.pages import headline_of
from meetings.record.plain_text import plain_text
from meetings.record.search import Hit, read_question, search
from meetings.record.search.asked import Asked
from meetings.record.words import capital, clock_time, counted, first_sentence, long_date, short_date

Kind = Edition.Kind
# A confirmation changes no decision; what was withdrawn or redacted is nothing to send round.
NEWS = {Kind.AGENDA, Kind.MINUTES, Kind.CORRECTION, Kind.CANCELLATION}
# So many answers of one committee in one year are looked at for those that are new.
MOST_LOOKED_AT = 1_000
LONGEST_LIST = 300
# An old archive that is taken over in a day is no news: of more meetings, the newest are looked at.
MOST_MEETINGS = 500


@dataclass(frozen=True)
class Change:
    """What happened on the record to one meeting, of which something is shown now."""

    meeting: PublishedMeeting
    # The editions since, by number, and their kinds.
    kinds: dict[int, str]
    # The content of the edition before them; nothing where there is none.
    before: dict

    def has(self, kind: str) -> bool:
        return kind in self.kinds.values()

    def decided_before(self, slug: str) -> tuple | None:
        """What was told of an item before; None where nothing was."""
        entry = next((item for item in self.before.get("items", []) if item["slug"] == slug), None)
        return _decided(entry, has_minutes=self.before["stage"] == "minutes") if entry else None

    @property
    def correction(self) -> str:
        """Why minutes that were told of before are others now."""
        if self.before.get("stage") != "minutes":
            return ""
        told = [one for one in self.meeting.editions if self.kinds.get(one["number"]) == Kind.CORRECTION]
        return f"Corrected on {short_date(told[-1]['made_on'])}: {told[-1]['reason']}" if told else ""

    def reason(self, kind: str) -> str:
        return next((one["reason"] for one in reversed(self.meeting.editions) if one["kind"] == kind), "")


@dataclass(frozen=True)
class News:
    """One thing to tell: an item, or a meeting as a whole."""

    meeting: PublishedMeeting
    title: str
    # One word, or a few: Agreed, Agenda published.
    outcome: str
    words: str
    address: str
    correction: str = ""
    is_decision: bool = False

    @property
    def about(self) -> str:
        return f"{self.meeting.title}, {long_date(self.meeting.held_on)}"


def head_of_record() -> int:
    """The place of the newest edition; 0 while there is none."""
    return Edition.objects.aggregate(head=Max("place"))["head"] or 0


def news_of(thing: Thing, *, after: int, to: int, known: Sequence[str] = ()) -> list[News]:
    """Return what is new between two places of the chain, the newest meeting first.

    `known` are the items of an issue that were in it before (see items_of_issue). Raises TooBroad when a search cannot
    be answered now.
    """
    changes = {change.meeting.address: change for change in changes_between(thing, after, to)}
    hits = hits_of(Asked.read(thing.name), changes.values()) if thing.kind == SEARCH and changes else {}
    told = _of_meetings(changes.values()) if thing.kind in {ARCHIVE, COMMITTEE} else []
    for item in _items(thing, changes, hits).for_lists():
        change = changes.get(item.meeting_id)
        has_joined = thing.kind == ISSUE and _name(item) not in known and not item.meeting.is_cancelled
        if has_joined or (change and is_news(item, change, in_agenda=thing.kind == SEARCH)):
            told.append(_of_item(item, change, hits.get(item.pk), parts=_parts(item, thing)))
    return sorted(told, key=lambda news: news.meeting.starts_at, reverse=True)


def items_of_issue(thing: Thing) -> list[str]:
    """The items that are in the issue now, each by a name that stays; of any other thing, none."""
    if thing.kind != ISSUE:
        return []
    return sorted(_name(item) for item in PublishedItem.objects.filter(issue=thing.name).only("meeting", "slug"))


def changes_between(thing: Thing, after: int, to: int) -> list[Change]:
    """The meetings that have editions of news between the two places, and something to show now."""
    since = Edition.objects.filter(place__gt=after, place__lte=to)
    kinds: dict[str, dict[int, str]] = {}
    for address, number, kind in since.values_list("address", "number", "kind"):
        kinds.setdefault(address, {})[number] = kind
    loud = [address for address, numbers in kinds.items() if NEWS.intersection(numbers.values())]
    meetings = PublishedMeeting.objects.defer("content", "progress").filter(address__in=loud)
    if thing.kind == COMMITTEE:
        meetings = meetings.filter(committee=thing.name)
    shown = [meeting for meeting in meetings.order_by("-starts_at")[:MOST_MEETINGS] if not meeting.is_gone]
    # What was told may have been withdrawn since, when the public role cannot read it: it is compared, never told.
    told = Edition.objects.using("default").filter(address__in=[meeting.address for meeting in shown])
    earlier = told.filter(place__lte=after)
    newest = earlier.order_by("address", "-place").distinct("address")
    before = {edition.address: edition.content for edition in newest}
    return [Change(meeting, kinds[meeting.address], before.get(meeting.address, {})) for meeting in shown]


def is_news(item: PublishedItem, change: Change, *, in_agenda: bool) -> bool:
    """Whether what is decided in the item is another thing than was told before."""
    has_minutes = change.meeting.has_minutes
    if change.meeting.is_cancelled or not (has_minutes or in_agenda):
        return False
    return _decided(item.content, has_minutes=has_minutes) != change.decided_before(item.slug)


def hits_of(asked: Asked, changes: Iterable[Change]) -> dict[int, Hit | None]:
    """The items of these meetings that answer the search; None for one that only a paper of it answers for.

    A paper's words are not what was minuted or decided, and are not told as if they were. Looked for committee by
    committee and year by year.
    """
    addresses = {change.meeting.address for change in changes}
    question, found = read_question(asked.q), {}
    for committee, year in {(change.meeting.committee_id, change.meeting.municipal_year) for change in changes}:
        if (asked.committee and committee not in asked.committee) or (asked.year and str(year) not in asked.year):
            continue
        within = replace(asked.narrowing, committees=(committee,), years=(year,))
        for hit in search(question, within, order="newest", per_page=MOST_LOOKED_AT).hits:
            if hit.item and hit.meeting.address in addresses:
                found[hit.item.pk] = found.get(hit.item.pk) or (None if hit.document else hit)
    return found


def _items(thing: Thing, changes: dict[str, Change], hits: dict[int, Hit | None]) -> QuerySet:
    items = PublishedItem.objects
    if thing.kind == ISSUE:
        return items.filter(issue=thing.name)
    if thing.kind == SEARCH:
        return items.filter(pk__in=hits)
    changed = items.filter(meeting__in=changes)
    if thing.kind == PERSON:
        return changed.filter(appearances__person=thing.name).distinct()
    return changed.filter(is_procedural=False)


def _decided(entry: dict, *, has_minutes: bool) -> tuple:
    """What somebody is told of an item, in short: another of it is news."""
    if not has_minutes:
        return ("on the agenda", entry["title"])
    said = (entry["exemption"] or {}).get("summary", "")
    return (said, *((one["label"], one["outcome"], one["text"]) for one in entry["resolutions"]))


def _of_item(item: PublishedItem, change: Change | None, hit: Hit | None, *, parts: str) -> News:
    headline = headline_of(item)
    outcome = item.outcome or (headline or {}).get("outcome") or "no decision"
    return News(
        meeting=item.meeting,
        title=item.title,
        outcome=capital(outcome) if item.meeting.has_minutes else "On the agenda",
        words=" ".join(part for part in [parts, _passage(item, headline, hit)] if part),
        address=item.get_absolute_url(),
        correction=change.correction if change else "",
        is_decision=bool(headline),
    )


def _passage(item: PublishedItem, headline: dict | None, hit: Hit | None) -> str:
    """What matches, else what was decided, else how the minutes begin."""
    marked = [found for found in (hit.resolution, *hit.passages) if "<mark>" in found] if hit else []
    if marked:
        return plain_text(marked[0])
    if headline:
        more = f" ({counted(headline['others'], 'more decision')})" if headline["others"] else ""
        return f"{capital(headline['words'])}{more}"
    summary = (item.content["exemption"] or {}).get("summary", "")
    return first_sentence(summary or plain_text(item.content["minute"]) or item.content["purpose"])


def _parts(item: PublishedItem, thing: Thing) -> str:
    """What a person followed did in the item: “Moved, seconded.”"""
    if thing.kind != PERSON:
        return ""
    taken = item.appearances.filter(person=thing.name).order_by("part")
    return capital(", ".join(appearance.get_part_display().lower() for appearance in taken)) + "."


def _of_meetings(changes: Iterable[Change]) -> list[News]:
    return [news for change in changes if (news := _of_meeting(change))]


def _of_meeting(change: Change) -> News | None:
    """A meeting that was announced, or is cancelled; what it decided is told item by item."""
    meeting = change.meeting
    if meeting.is_cancelled:
        if not change.has(Kind.CANCELLATION):
            return None
        outcome, words = "Cancelled", change.reason(Kind.CANCELLATION)
    elif meeting.state == PublishedMeeting.State.AGENDA and change.has(Kind.AGENDA):
        titles = [item.title for item in meeting.items.filter(is_procedural=False)]
        before = [item["title"] for item in change.before.get("items", []) if not item["is_procedural"]]
        if change.before and titles == before and not change.before["withdrawn"]:
            return None
        outcome = ("Agenda changed" if before else "Agenda published") if meeting.has_items else "Announced"
        words = "; ".join(titles)
        words = f"{words[:LONGEST_LIST].rsplit(';', 1)[0]}; …" if len(words) > LONGEST_LIST else words
    else:
        return None
    when = f"{long_date(meeting.held_on)}, {clock_time(meeting.starts_at)}"
    return News(meeting, f"Meeting of {when}", outcome, words, meeting.get_absolute_url())


def _name(item: PublishedItem) -> str:
    return f"{item.meeting_id}/item/{item.slug}"
