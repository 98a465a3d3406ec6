"""Makes what the public sees: documents as the gate gives them, put on the record without a desk."""

import copy
import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from meetings.record.models import (
    Edition,
    PublishedCommittee,
    PublishedCouncil,
    PublishedIssue,
    PublishedItem,
    PublishedMeeting,
    PublishedMembership,
    PublishedPerson,
)
from meetings.record.papers import keep_text
from meetings.record.words import family_name_first
from meetings.record.writing import show_newest_edition, show_progress
from tests.making import moment

PANEL = "children-and-families-scrutiny-panel"


def make_council(*, name="Southcliff City Council", slug="southcliff") -> PublishedCouncil:
    return PublishedCouncil.objects.get_or_create(slug=slug, defaults={"name": name, "nation": "england"})[0]


def make_committee(
    *, name="Children and Families Scrutiny Panel", slug=PANEL, kind="scrutiny panel", purpose=""
) -> PublishedCommittee:
    values = {"name": name, "kind": kind, "purpose": purpose, "council": make_council()}
    return PublishedCommittee.objects.get_or_create(slug=slug, defaults=values)[0]


def make_person(*, name="Amina Okafor", slug="amina-okafor", honorific="Councillor", **fields) -> PublishedPerson:
    values = {"name": name, "sort_name": family_name_first(name), "honorific": honorific, "kind": "councillor"}
    return PublishedPerson.objects.get_or_create(slug=slug, defaults=values | fields)[0]


def make_seat(*, person=None, committee=None, role="member", starts_on=None, ends_on=None) -> PublishedMembership:
    return PublishedMembership.objects.create(
        person=person or make_person(),
        committee=committee or make_committee(),
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def make_attendee(*, name="Councillor Amina Okafor", person=None, role="", attendance="present", **fields) -> dict:
    entry = {"name": name, "person": person, "role": role, "attendance": attendance}
    return entry | {"substitute_for": "", "arrived": "", "left": ""} | fields


def make_resolution(*, text="That the report be noted.", outcome="agreed", label="", **fields) -> dict:
    entry = {"label": label, "outcome": outcome, "text": text, "mover": None, "seconder": None, "votes": None}
    entry |= {"named_votes": [], "reasons": "", "options_rejected": "", "conflicts": "", "dispensation": ""}
    return entry | fields


def make_action(*, task="Write to the minister", number=1, owner="Executive Director", due="", due_on="") -> dict:
    return {"number": number, "task": task, "owner": owner, "due": due, "due_on": due_on}


def make_paper(
    *, title="Report", filename="report.pdf", kind="report", words=b"%PDF-1.7 report", pages=None, is_paged=True
) -> dict:
    """A paper on the record's shelf; with the pages given, search knows its words."""
    digest = hashlib.sha256(words).hexdigest()
    if not storages["record"].exists(digest):
        storages["record"].save(digest, ContentFile(words))
    if pages:
        keep_text(digest, pages, is_paged=is_paged, is_unfinished=False)
    return {"kind": kind, "title": title, "filename": filename, "digest": digest, "size": len(words)}


def make_item(*, number="8", title="Ofsted focused visit", minute="<p>The Panel considered it.</p>", **fields) -> dict:
    entry = {"slug": number, "number": number, "minute_number": "", "title": title, "purpose": "", "minute": minute}
    entry |= {"is_procedural": False, "access": "open", "exemption": None}
    entry |= {"speakers": [], "declarations": [], "resolutions": [], "actions": [], "documents": []}
    return entry | copy.deepcopy(fields)


@transaction.atomic
def make_meeting(
    *,
    day="2021-06-17",
    time="17:30",
    committee=None,
    items=None,
    stage="minutes",
    kind="minutes",
    reason="",
    published="2021-06-25",
    progress=None,
    address="",
    **fields,
) -> PublishedMeeting:
    """Put one edition of a meeting on the record and return its row."""
    committee = committee or make_committee()
    address = address or f"{day.replace('-', '/')}/{committee.slug}"
    content = {
        "address": address,
        "council": {"slug": "southcliff", "name": "Southcliff City Council", "nation": "england"},
        "committee": {"slug": committee.slug, "name": committee.name, "kind": committee.kind},
        "starts_at": moment(day, time).isoformat(timespec="minutes"),
        "venue": "Committee Room 1, Civic Centre",
        "kind": "ordinary",
        "stage": stage,
        "cancelled": None,
        "confirmed": None,
        "withdrawn": None,
        "attendees": [],
        "items": [make_item()] if items is None else items,
        "documents": [],
    } | fields
    at = moment(published, "09:00")
    Edition.objects.append(address=address, kind=kind, content=content, by="Clerk", reason=reason, at=at)
    show_newest_edition(address)
    show_progress(address, progress or {})
    return PublishedMeeting.objects.get(address=address)


def make_issue(*, title="Ofsted", slug="ofsted", items=()) -> PublishedIssue:
    """An issue to which the items belong, each named by its meeting and its slug."""
    issue = PublishedIssue.objects.get_or_create(slug=slug, defaults={"title": title})[0]
    for meeting, item in items:
        PublishedItem.objects.filter(meeting=meeting, slug=item).update(issue=issue)
    minuted = issue.items.filter(meeting__state__in=PublishedMeeting.MINUTED)
    issue.meetings = minuted.values("meeting").distinct().count()
    issue.save()
    return issue
