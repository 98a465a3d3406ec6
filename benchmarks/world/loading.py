"""Puts a made-up world into the record, as the gate and the verbs of publication would, but in bulk by COPY."""

import datetime
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product
from operator import attrgetter

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection, models

from benchmarks.world.directory import COUNCIL, FIRST_YEAR, YEARS, Person
from benchmarks.world.meetings import OUTCOMES, PAPERS, World, Written, paper
from meetings.models import Synonym
from meetings.publishing.directory import remove_people_no_longer_named
from meetings.publishing.publish import OFFICE
from meetings.record.editions import Edition, canonical_json, digest_of
from meetings.record.models import (
    PublishedAction,
    PublishedAppearance,
    PublishedAttendance,
    PublishedCommittee,
    PublishedCouncil,
    PublishedDocument,
    PublishedIssue,
    PublishedItem,
    PublishedMeeting,
    PublishedMembership,
    PublishedPerson,
    PublishedResolution,
)
from meetings.record.registers import told_at
from meetings.record.rows import Rows, rows_of
from meetings.record.search import filing, vocabulary
from meetings.record.search.entries import SearchEntry, SearchStamp, SearchVolume
from meetings.record.search.synonyms import show_synonyms
from meetings.record.words import family_name_first

as_json = json.JSONEncoder(ensure_ascii=False).encode
# One meeting in so many was confirmed by an edition of its own; the others came onto the record confirmed.
CONFIRMED_LATER = 10
PUBLISHED_AFTER, CONFIRMED_AFTER = datetime.timedelta(days=14), datetime.timedelta(days=36)


@dataclass(frozen=True)
class End:
    """The end of the chain so far: the next edition follows it."""

    place: int = 0
    digest: str = ""


def is_empty() -> bool:
    """Whether the database has neither a desk nor a record."""
    from meetings.models import Council

    return not any(model.objects.using("default").exists() for model in (Council, PublishedCouncil, Edition))


def load_directory(world: World) -> None:
    """Write the council, its committees, people, seats and issues, and put the papers on the record's shelf."""
    who = world.directory
    PublishedCouncil.objects.create(**COUNCIL)
    PublishedCommittee.objects.bulk_create(
        PublishedCommittee(**committee.as_content, council_id=COUNCIL["slug"]) for committee in who.committees
    )
    PublishedPerson.objects.bulk_create(_person(person) for person in who.people)
    PublishedMembership.objects.bulk_create(
        PublishedMembership(
            person_id=seat.person.slug,
            committee_id=seat.committee.slug,
            role=seat.role,
            starts_on=seat.starts_on,
            ends_on=seat.ends_on,
        )
        for seats in who.seats.values()
        for seat in seats
    )
    _volumes_and_stamps(world)
    show_synonyms(Synonym.objects.values_list("short", "long"))
    PublishedIssue.objects.bulk_create(PublishedIssue(slug=issue.slug, title=issue.title) for issue in who.issues)
    shelf = storages["record"]
    for number in range(PAPERS):
        content, facts = paper(number)
        if not shelf.exists(facts["digest"]):
            shelf.save(facts["digest"], ContentFile(content))


def tidy_directory() -> None:
    """Take out of the directory what no item and no meeting names, and count at how many meetings each issue came up.

    A small world uses little of the directory.
    """
    for model in (SearchVolume, SearchStamp):
        used = SearchEntry.objects.using("default").values(model._meta.model_name.removeprefix("search"))
        model.objects.using("default").exclude(pk__in=used).delete()
    issues = PublishedIssue.objects.using("default")
    issues.filter(items=None).delete()
    meetings = PublishedItem.objects.filter(issue=models.OuterRef("pk")).order_by().values("issue")
    counted = meetings.annotate(count=models.Count("meeting", distinct=True)).values("count")
    issues.update(meetings=models.Subquery(counted))
    remove_people_no_longer_named()


def chained(written: Iterable[Written], end: End) -> tuple[list[list[Edition]], End]:
    """The editions of the meetings, in the order of the chain, and its new end."""
    every = []
    for meeting in written:
        editions = []
        for kind, content, at in _published(meeting):
            edition = _edition(end, len(editions) + 1, kind, content, at, meeting.salts[len(editions)])
            editions.append(edition)
            end = End(edition.place, edition.digest)
        every.append(editions)
    return every, end


def leave_state_alone() -> None:
    """Keep this transaction from giving the state of the record a new name: streams would wait for one another.

    Whoever starts the streams changes the record after them, so that its name is a new one in the end.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('minute_book.changed_in', pg_current_xact_id()::text, true)")


def write_meetings(written: list[Written], editions: list[list[Edition]]) -> list[PublishedItem]:
    """Write editions and rows of the meetings by COPY, and return their items."""
    rows = [rows_of(of_one) for of_one in editions]
    for meeting, of_meeting in zip(written, rows, strict=True):
        _live_beside(meeting, of_meeting)
    items = [item for of_meeting in rows for item in of_meeting.items]
    _number(items)
    _copy(Edition, [edition for of_one in editions for edition in of_one])
    _copy(PublishedMeeting, [of_meeting.meeting for of_meeting in rows])
    _copy(PublishedItem, items)
    for model, part in [
        (PublishedResolution, "resolutions"),
        (PublishedAction, "actions"),
        (PublishedAttendance, "attendances"),
        (PublishedAppearance, "appearances"),
        (PublishedDocument, "documents"),
    ]:
        _copy(model, [row for of_meeting in rows for row in getattr(of_meeting, part)])
    return items


def file_words(addresses: list[str], items: list[PublishedItem]) -> Counter[str]:
    """Write what search finds the meetings by, none of them filed before, and return in how many items each word is.

    The counts of all are put in by `count_words` at the end: they are of the whole archive, and streams would wait for
    one another.
    """
    filing.file_meetings(addresses)
    return vocabulary.words_of(map(vocabulary.text_of, items))


def count_words(words: Counter[str]) -> None:
    vocabulary.count_in(words, gone=Counter())


def _volumes_and_stamps(world: World) -> None:
    """All that entries can be counted by, so that no two streams make the same."""
    SearchVolume.objects.bulk_create(
        SearchVolume(committee_id=committee.slug, year=FIRST_YEAR + number)
        for committee in world.directory.committees
        for number in range(YEARS)
    )
    SearchStamp.objects.bulk_create(
        SearchStamp(kind="item", outcome=outcome, is_procedural=is_procedural, has_open_actions=has_open)
        for outcome, is_procedural, has_open in product(["", *OUTCOMES], [True, False], [True, False])
    )


def _person(person: Person) -> PublishedPerson:
    return PublishedPerson(
        slug=person.slug,
        name=person.name,
        sort_name=family_name_first(person.name),
        honorific=person.honorific,
        kind=person.kind,
        ward=person.ward,
        party=person.party,
    )


def _published(meeting: Written) -> list[tuple[str, dict, datetime.datetime]]:
    """Kind, content and time of each edition of the meeting."""
    held_at = datetime.datetime.fromisoformat(meeting.content["starts_at"])
    if meeting.number % CONFIRMED_LATER:
        return [(Edition.Kind.MINUTES.value, meeting.content, held_at + PUBLISHED_AFTER)]
    return [
        (Edition.Kind.MINUTES.value, meeting.content | {"confirmed": None}, held_at + PUBLISHED_AFTER),
        (Edition.Kind.CONFIRMATION.value, meeting.content, held_at + CONFIRMED_AFTER),
    ]


def _edition(end: End, number: int, kind: str, content: dict, at: datetime.datetime, salt: str) -> Edition:
    """The next edition, as EditionQuerySet.append makes it, but for the salt: the same world has the same digests."""
    edition = Edition(
        place=end.place + 1,
        address=content["address"],
        number=number,
        kind=kind,
        made_at=at,
        made_by=OFFICE,
        reason="",
        salt=salt,
        previous=end.digest,
    )
    edition.text = canonical_json({"edition": edition.facts, "meeting": content})
    edition.digest = digest_of(edition.text)
    return edition


def _live_beside(meeting: Written, rows: Rows) -> None:
    """What publication writes beside the edition: the issues of items, and what became of actions."""
    rows.meeting.progress = meeting.progress
    for item in rows.items:
        item.issue_id = meeting.issues.get(item.slug)
        item.progress = meeting.progress.get(item.slug, {})
    for action in rows.actions:
        if facts := action.item.progress.get(str(action.number)):
            action.completed_on, action.told_at = facts["completed_on"], told_at(facts)


def _number(items: list[PublishedItem]) -> None:
    """Give the items their ids from the table's own sequence, so that other rows can name them."""
    table = PublishedItem._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, len(items)]
        )
        for item, (number,) in zip(items, cursor.fetchall(), strict=True):
            item.pk = number


def _copy(model: type[models.Model], rows: list[models.Model]) -> None:
    fields = [
        field
        for field in model._meta.local_concrete_fields
        if not field.generated and (not isinstance(field, models.AutoField) or model is PublishedItem)
    ]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = [_value_of(field) for field in fields]
    with connection.cursor() as cursor, cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([value(row) for value in values])


def _value_of(field: models.Field) -> Callable[[models.Model], object]:
    """What takes the field's value from a row, as COPY wants it."""
    value = attrgetter(field.attname)
    if field.name == "item":
        # The item had no id yet when the row was computed.
        return lambda row: row.item and row.item.pk
    if isinstance(field, models.JSONField):
        return lambda row: as_json(value(row))
    if isinstance(field, models.DateTimeField):
        return lambda row: (moment := value(row)) and moment.astimezone(datetime.UTC)
    return value
