"""Makes desk records for tests, keyword by keyword; whatever a test does not care about is sensible already."""

import datetime
import itertools

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.utils import timezone

from meetings.models import Action, Attendee, Committee, Council, Document, Item, Meeting, Person, Resolution
from meetings.publishing.papers import read_papers
from meetings.world_papers import file_of

_counter = itertools.count(1)


def moment(day: str, time: str = "17:30") -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.fromisoformat(f"{day}T{time}"))


def make_user(*, name="publisher", group="Publisher", **fields) -> User:
    user = User.objects.create_user(name, is_staff=True, **fields)
    user.groups.add(Group.objects.get(name=group))
    return user


def make_council(*, name="Southcliff City Council", slug="southcliff", nation="england") -> Council:
    return Council.objects.get_or_create(slug=slug, defaults={"name": name, "nation": nation})[0]


def make_committee(*, name="Harbour Panel", slug="harbour-panel", is_listed=True, council=None, **fields) -> Committee:
    council = council or make_council()
    values = {"name": name, "council": council, "is_listed": is_listed, **fields}
    return Committee.objects.get_or_create(slug=slug, defaults=values)[0]


def make_person(*, name="Amina Okafor", honorific="Councillor", kind="councillor", **fields) -> Person:
    return Person.objects.create(name=name, honorific=honorific, kind=kind, **fields)


def make_meeting(*, committee=None, starts_at=None, venue="Town Hall", **fields) -> Meeting:
    committee = committee or make_committee()
    starts_at = starts_at or moment("2024-06-13")
    return Meeting.objects.create(committee=committee, starts_at=starts_at, venue=venue, **fields)


def make_attendee(*, meeting, person=None, role="Chair", attendance="present", **fields) -> Attendee:
    if person is None and not fields.get("name"):
        person = make_person(name=f"Member {next(_counter)}")
    return Attendee.objects.create(meeting=meeting, person=person, role=role, attendance=attendance, **fields)


def make_item(*, meeting, title="Harbour dredging", number=None, minute="<p>The Panel heard a report.</p>", **fields):
    position = fields.pop("position", meeting.items.count() + 1)
    number = str(position) if number is None else number
    return Item.objects.create(meeting=meeting, position=position, number=number, title=title, minute=minute, **fields)


def make_paper(
    *, meeting, item=None, title="Survey", filename="survey.txt", text="Two metres.", is_read=True, **fields
) -> Document:
    """A paper with words: a text file, or by the name's ending a PDF or a Word file, a form feed between two pages.

    As the forms do, it is read at once, unless that is said not to be.
    """
    paper = Document(meeting=meeting, item=item, title=title, **fields)
    name, content = file_of(filename, text)
    paper.file.save(name, ContentFile(content))
    if is_read:
        read_papers(meeting)
    return paper


def make_resolution(*, item, text="That the channel be dredged.", outcome="agreed", **fields) -> Resolution:
    return Resolution.objects.create(item=item, text=text, outcome=outcome, **fields)


def make_action(*, item, task="Order the dredger", owner="Harbour Master", **fields) -> Action:
    return Action.objects.create(item=item, task=task, owner=owner, **fields)


def make_minuted_meeting(**fields) -> Meeting:
    """A meeting that could be published as it is: a chair, an item, a resolution and an action."""
    meeting = make_meeting(**fields)
    make_attendee(meeting=meeting)
    item = make_item(meeting=meeting)
    make_resolution(item=item)
    make_action(item=item)
    return meeting
