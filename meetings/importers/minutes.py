"""The common tongue of the readers: what was read from a set of minutes, and where it stands in the source."""

import datetime
from dataclasses import dataclass, replace
from enum import StrEnum


class Confidence(StrEnum):
    """Whether the words stand in the source as given, or were inferred from it."""

    PRINTED = "printed"
    GUESSED = "guessed"


@dataclass(frozen=True, slots=True)
class Reading[T]:
    """One value read from the source text.

    `start` and `end` are character offsets into the source, so that a review can show where the value stands.
    A guess says `why` it was made, in words for the clerk.
    """

    value: T
    start: int
    end: int
    confidence: Confidence = Confidence.PRINTED
    why: str = ""

    @property
    def is_guess(self) -> bool:
        return self.confidence is Confidence.GUESSED


@dataclass(frozen=True, slots=True)
class AttendeeRead:
    """A person named as being at, or away from, the meeting; titles such as Councillor belong in `role`."""

    name: Reading[str]
    role: str = ""
    # present, apologies, absent, in attendance, substitute, declared interest or lateness
    status: str = "present"
    is_remote: bool = False
    # The member in whose place a substitute sat.
    substitute_for: Reading[str] | None = None
    # When one who was there for a part only came and went: a time, or "item 4", as printed.
    arrived: Reading[str] | None = None
    left: Reading[str] | None = None


@dataclass(frozen=True, slots=True)
class DeclarationRead:
    """An interest that somebody declared; `kind` is one of the desk's, "other" where the text names none."""

    name: Reading[str]
    # disclosable pecuniary interest, other registrable interest, non-registrable interest or other
    kind: str = "other"
    description: Reading[str] | None = None
    has_left_the_room: bool = False


@dataclass(frozen=True, slots=True)
class VoteRead:
    """How one person voted, where the votes were recorded by name: for, against or abstained."""

    name: Reading[str]
    choice: str


@dataclass(frozen=True, slots=True)
class ResolutionRead:
    """One thing the meeting decided; `label` is as printed, brackets included ("(i)")."""

    text: Reading[str]
    label: str = ""
    # The word that decides, as printed ("RESOLVED", "agreed"), and one of the desk's outcomes.
    verb: str = ""
    outcome: str = "agreed"
    mover: Reading[str] | None = None
    seconder: Reading[str] | None = None
    votes_for: Reading[int] | None = None
    votes_against: Reading[int] | None = None
    votes_abstained: Reading[int] | None = None
    votes: tuple[VoteRead, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionRead:
    """One task to be done; owner and due are kept as printed, `due_on` only when the text gives a date."""

    task: Reading[str]
    owner: Reading[str] | None = None
    due: Reading[str] | None = None
    due_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class ItemRead:
    """One item of business; `minute` is HTML made only of paragraphs, lists, emphasis, links and tables."""

    title: Reading[str]
    number: Reading[str] | None = None
    # The running number of the minute, where the agenda's number is printed too.
    minute_number: Reading[str] | None = None
    purpose: Reading[str] | None = None
    # The number printed on the paper that the item considered ("CX/21/14", "Report 7").
    report_reference: Reading[str] | None = None
    # Whether the public was excluded for the item, and by which paragraph of the schedule ("3"), if the text says.
    is_exempt: bool = False
    exempt_paragraph: Reading[str] | None = None
    # What the public is told instead of an exempt minute, and why no more. No reader writes these: a clerk does.
    public_interest: Reading[str] | None = None
    public_summary: Reading[str] | None = None
    minute: Reading[str] | None = None
    speakers: tuple[AttendeeRead, ...] = ()
    declarations: tuple[DeclarationRead, ...] = ()
    resolutions: tuple[ResolutionRead, ...] = ()
    actions: tuple[ActionRead, ...] = ()

    def as_kept(self) -> "ItemRead":
        """What a draft takes of the item: of an exempt one neither minute nor decisions."""
        if not self.is_exempt:
            return self
        return replace(self, minute=None, speakers=(), declarations=(), resolutions=(), actions=())


@dataclass(frozen=True, slots=True)
class MeetingRead:
    """One sitting of one committee; whatever the text does not say is left empty."""

    date: Reading[datetime.date] | None = None
    time: Reading[datetime.time] | None = None
    committee: Reading[str] | None = None
    # ordinary, annual or extraordinary
    kind: str = "ordinary"
    venue: Reading[str] | None = None
    attendees: tuple[AttendeeRead, ...] = ()
    items: tuple[ItemRead, ...] = ()


@dataclass(frozen=True, slots=True)
class MinutesRead:
    """All that a reader found in one source, with warnings in words for the clerk."""

    meetings: tuple[MeetingRead, ...] = ()
    warnings: tuple[str, ...] = ()
