"""Checks of what was decided: that it can be read, that the votes can be so, and what the law wants beside it."""

import datetime
from collections import Counter
from collections.abc import Iterator

from meetings.models import Committee, Meeting, Resolution, Vote
from meetings.models.councils import Nation
from meetings.publishing.checks.faults import Fault, called, open_resolutions, those_present

# The days on which the regulations came into force.
BUDGET_VOTES_BY_NAME = datetime.date(2014, 2, 25)
EXECUTIVE_DECISIONS_RECORDED = datetime.date(2012, 9, 10)
# In what is noted, referred, recommended or put off, the executive has not decided yet.
DECIDED = (Resolution.Outcome.AGREED, Resolution.Outcome.AMENDED)
RECORD_OF_DECISION = {
    "reasons": "the reasons",
    "options_rejected": "the options rejected",
    "conflicts": "the conflicts of interest",
    "dispensation": "the dispensations",
}


def resolutions_have_words(meeting: Meeting) -> Iterator[Fault]:
    """The minutes tell what was decided: Local Government Act 1972, section 100C(1)(a)."""
    for resolution in open_resolutions(meeting):
        if not resolution.text.strip():
            yield Fault(f"{called(resolution)} has no text.", resolution.item, "resolutions")


def votes_fit_those_present(meeting: Meeting) -> Iterator[Fault]:
    """Those present and voting decide: Local Government Act 1972, Schedule 12, paragraph 39."""
    present = len(those_present(meeting))
    for resolution in open_resolutions(meeting):
        votes = sum(count or 0 for count in _counts(resolution).values())
        if votes > present:
            message = f"{called(resolution)} has more votes than the {present} present."
            yield Fault(message, resolution.item, "resolutions")


def named_votes_add_up(meeting: Meeting) -> Iterator[Fault]:
    """Any member may have the vote recorded: Local Authorities (Standing Orders) Regulations 1993 (SI 1993/202).

    So fewer names than votes can be right, and more cannot.
    """
    for resolution in open_resolutions(meeting):
        named = Counter(vote.choice for vote in resolution.named_votes.all())
        for choice, count in _counts(resolution).items():
            if named and count is not None and named[choice] != count:
                is_error = named[choice] > count or resolution.is_budget
                message = f"{called(resolution)}: votes “{choice}” number {count}, and {named[choice]} are named."
                yield Fault(message, resolution, "named_votes", is_error=is_error)


def voters_were_present(meeting: Meeting) -> Iterator[Fault]:
    """Only members present vote: Local Government Act 1972, Schedule 12, paragraph 39."""
    present = {attendee.pk for attendee in those_present(meeting)}
    names = {attendee.pk: attendee.printed_name for attendee in meeting.attendees.all()}
    for resolution in open_resolutions(meeting):
        for vote in resolution.named_votes.all():
            if vote.attendee_id not in present:
                message = f"{called(resolution)}: {names.get(vote.attendee_id, 'somebody')} voted but was not present."
                yield Fault(message, resolution, "named_votes")


def budget_votes_are_by_name(meeting: Meeting) -> Iterator[Fault]:
    """The names for, against and abstaining on a budget or council tax are in the minutes: SI 2014/165, regulation 2.

    That is the law of England since 25 February 2014; elsewhere and before, a second look.
    """
    is_law = meeting.committee.council.nation == Nation.ENGLAND and meeting.held_on >= BUDGET_VOTES_BY_NAME
    for resolution in open_resolutions(meeting):
        if resolution.is_budget and not resolution.named_votes.all():
            message = f"{called(resolution)} is on the budget: name who voted for, against and abstained."
            yield Fault(message, resolution, "named_votes", is_error=is_law)


def executive_decisions_are_recorded(meeting: Meeting) -> Iterator[Fault]:
    """Reasons, options rejected, conflicts and dispensations of executive decisions: SI 2012/2089, regulation 12(2).

    A second look and no error, for the record of decisions may be published apart from the minutes; “None” is said.
    """
    is_england = meeting.committee.council.nation == Nation.ENGLAND
    is_executive = meeting.committee.kind == Committee.Kind.CABINET
    if not (is_england and is_executive and meeting.held_on >= EXECUTIVE_DECISIONS_RECORDED):
        return
    for resolution in open_resolutions(meeting):
        missing = [field for field in RECORD_OF_DECISION if not getattr(resolution, field).strip()]
        if missing and resolution.outcome in DECIDED and not resolution.item.is_procedural:
            lacks = ", ".join(RECORD_OF_DECISION[field] for field in missing)
            message = (
                f"{called(resolution)} is an executive decision without {lacks}. Where there were none, say “None”."
            )
            yield Fault(message, resolution, missing[0], is_error=False)


def _counts(resolution: Resolution) -> dict[str, int | None]:
    return {
        Vote.Choice.FOR.value: resolution.votes_for,
        Vote.Choice.AGAINST.value: resolution.votes_against,
        Vote.Choice.ABSTAINED.value: resolution.votes_abstained,
    }
