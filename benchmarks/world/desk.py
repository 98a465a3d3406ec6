"""Puts a made-up meeting on the desk, as clerks would have entered it, behind a world that only has a record."""

import datetime
from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.utils.dateparse import parse_date

from benchmarks.world.directory import COUNCIL, Directory
from benchmarks.world.meetings import PAPERS, Written, paper
from meetings import models

EXEMPT_FIELDS = {"paragraph": "exempt_paragraph", "public_interest": "public_interest", "summary": "public_summary"}
RESOLVED = ("label", "outcome", "text", "reasons", "options_rejected", "conflicts", "dispensation")


@dataclass
class Desk:
    """The council's desk: whoever and whatever the record knows already has its address."""

    directory: Directory
    papers: dict[str, bytes] = field(default_factory=dict)

    def open(self) -> None:
        """Enter the council, its committees and people."""
        council = models.Council.objects.create(**COUNCIL)
        models.Committee.objects.bulk_create(
            models.Committee(**committee.as_content, council=council, is_listed=True)
            for committee in self.directory.committees
        )
        models.Person.objects.bulk_create(
            models.Person(
                name=person.name,
                honorific=person.honorific,
                kind=person.kind,
                ward=person.ward,
                party=person.party,
                public_slug=person.slug,
            )
            for person in self.directory.people
        )
        self.papers = {facts["digest"]: content for content, facts in map(paper, range(PAPERS))}

    def enter(self, written: Written, starts_at: datetime.datetime) -> models.Meeting:
        """Enter the meeting as a draft, held at another time than the one it was made up for."""
        content = written.content
        meeting = models.Meeting.objects.create(
            committee=models.Committee.objects.get(slug=content["committee"]["slug"]),
            starts_at=starts_at,
            venue=content["venue"],
        )
        there = self._attendees(meeting, content["attendees"])
        for position, entry in enumerate(content["items"], start=1):
            self._enter_item(meeting, position, entry, self._issue(written.issues.get(entry["slug"])), there)
        return meeting

    def _issue(self, slug: str | None) -> models.Issue | None:
        """One of the desk's own: items of the archive that belong to one are not at the desk, and would leave it."""
        return models.Issue.objects.get_or_create(title=f"Once more: {slug}")[0] if slug else None

    def _attendees(self, meeting: models.Meeting, entries: list[dict]) -> dict[str, models.Attendee]:
        named = models.Person.objects.filter(public_slug__in=[entry["person"] for entry in entries])
        people = {person.public_slug: person for person in named}
        made = models.Attendee.objects.bulk_create(
            models.Attendee(
                meeting=meeting,
                person=people[entry["person"]],
                role=entry["role"],
                attendance=entry["attendance"],
            )
            for entry in entries
        )
        return {attendee.person.public_slug: attendee for attendee in made}

    def _enter_item(self, meeting, position: int, entry: dict, issue, there: dict[str, models.Attendee]) -> None:
        exemption = entry["exemption"] or {}
        item = models.Item.objects.create(
            meeting=meeting,
            position=position,
            issue=issue,
            **{key: entry[key] for key in ("number", "title", "purpose", "minute", "access", "is_procedural")},
            **{name: exemption[key] for key, name in EXEMPT_FIELDS.items() if key in exemption},
        )
        item.speakers.set([there[speaker["person"]] for speaker in entry["speakers"]])
        for declaration in entry["declarations"]:
            models.Declaration.objects.create(
                item=item,
                attendee=there[declaration["person"]],
                **{key: declaration[key] for key in ("kind", "description", "has_left_the_room")},
            )
        for place, resolution in enumerate(entry["resolutions"]):
            self._enter_resolution(item, place, resolution, there)
        for place, action in enumerate(entry["actions"]):
            models.Action.objects.create(
                item=item,
                position=place,
                due_on=parse_date(action["due_on"]),
                **{key: action[key] for key in ("task", "owner", "due")},
            )
        for document in entry["documents"]:
            models.Document.objects.create(
                meeting=meeting,
                item=item,
                kind=document["kind"],
                title=document["title"],
                file=ContentFile(self.papers[document["digest"]], name=document["filename"]),
            )

    def _enter_resolution(self, item, place: int, entry: dict, there: dict[str, models.Attendee]) -> None:
        votes = entry["votes"] or {}
        resolution = models.Resolution.objects.create(
            item=item,
            position=place,
            **{key: entry[key] for key in RESOLVED},
            **{key: there[entry[key]["person"]] for key in ("mover", "seconder") if entry[key]},
            **{f"votes_{side}": number for side, number in votes.items()},
        )
        models.Vote.objects.bulk_create(
            models.Vote(resolution=resolution, attendee=there[vote["person"]], choice=vote["choice"])
            for vote in entry["named_votes"]
        )
