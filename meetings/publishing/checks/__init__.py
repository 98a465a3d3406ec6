"""What is wrong with a meeting before it is published: one small function a check, each naming its duty."""

import datetime

from django.utils import timezone

from meetings.models import Meeting
from meetings.publishing.checks.faults import Check, Fault
from meetings.publishing.checks.of_decisions import (
    budget_votes_are_by_name,
    executive_decisions_are_recorded,
    named_votes_add_up,
    resolutions_have_words,
    voters_were_present,
    votes_fit_those_present,
)
from meetings.publishing.checks.of_items import (
    exempt_items_are_summarised,
    exempt_items_keep_their_papers,
    exempt_items_name_their_paragraph,
    exempt_items_were_never_open,
    items_have_titles,
    items_say_something,
    late_items_say_why,
)
from meetings.publishing.checks.of_meetings import (
    agenda_items_are_all_there,
    committee_is_listed,
    enough_were_present,
    meeting_had_begun,
    meeting_has_items,
    meeting_was_held,
    minutes_before_are_confirmed,
    nothing_is_a_guess,
    papers_can_be_read,
    papers_can_be_searched,
    somebody_was_in_the_chair,
    somebody_was_present,
)
from meetings.publishing.checks.of_prose import (
    links_lead_somewhere,
    pictures_are_told_in_words,
    tables_have_header_cells,
)
from meetings.publishing.checks.of_words import agenda_tells_no_personal_data, minutes_tell_no_personal_data
from meetings.publishing.whole import read_whole

__all__ = ["AGENDA_CHECKS", "MINUTES_CHECKS", "Fault", "faults_in_agenda", "faults_in_minutes"]

AGENDA_CHECKS: list[Check] = [
    committee_is_listed,
    items_have_titles,
    papers_can_be_read,
    papers_can_be_searched,
    agenda_items_are_all_there,
    exempt_items_were_never_open,
    agenda_tells_no_personal_data,
]
MINUTES_CHECKS: list[Check] = [
    meeting_was_held,
    somebody_was_present,
    enough_were_present,
    somebody_was_in_the_chair,
    meeting_has_items,
    minutes_before_are_confirmed,
    nothing_is_a_guess,
    items_say_something,
    late_items_say_why,
    exempt_items_name_their_paragraph,
    exempt_items_are_summarised,
    exempt_items_keep_their_papers,
    resolutions_have_words,
    votes_fit_those_present,
    named_votes_add_up,
    voters_were_present,
    budget_votes_are_by_name,
    executive_decisions_are_recorded,
    minutes_tell_no_personal_data,
    links_lead_somewhere,
    tables_have_header_cells,
    pictures_are_told_in_words,
]


def faults_in_agenda(meeting: Meeting) -> list[Fault]:
    """All that speaks against publishing the agenda, errors first."""
    return _all(AGENDA_CHECKS, meeting)


def faults_in_minutes(meeting: Meeting, *, at: datetime.datetime | None = None) -> list[Fault]:
    """All that speaks against publishing the minutes at that moment (now, if none is given), errors first."""
    at = at or timezone.now()
    return _all([*AGENDA_CHECKS, *MINUTES_CHECKS, lambda meeting: meeting_had_begun(meeting, at)], meeting)


def _all(checks: list[Check], meeting: Meeting) -> list[Fault]:
    read_whole(meeting)
    faults = [fault for check in checks for fault in check(meeting)]
    return sorted(faults, key=lambda fault: not fault.is_error)
