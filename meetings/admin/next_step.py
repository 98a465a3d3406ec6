"""What is to be done next with a meeting: in a few words for lists, as a button above the forms."""

from dataclasses import dataclass

from django.urls import reverse

from meetings.models import Meeting
from meetings.publishing import publish as verbs
from meetings.publishing.checks import Fault, faults_in_agenda, faults_in_minutes

# Where there is less room.
SHORT = {"Confirm as a correct record": "Confirm"}
MAY_PUBLISH = "meetings.publish_meeting"


@dataclass(frozen=True)
class NextStep:
    """The words of the button and where it leads; a plain link for those who cannot take the step themselves."""

    name: str
    words: str
    url: str
    is_button: bool


def next_step(meeting: Meeting) -> str:
    """What the clerk has to do next with the meeting, in a few words for a list.

    Whether there is a correction to publish is not looked for: that takes the whole of each meeting.
    """
    if found := _open_step(meeting):
        _, words, _ = found
        return SHORT.get(words, words)
    is_to_come = meeting.is_draft and not (meeting.is_cancelled or meeting.has_been_held)
    return "Minutes, once it is held" if is_to_come else "—"


def next_step_for(meeting: Meeting, user) -> NextStep | None:
    """The next step with the meeting as this user can take it; None where nothing is to be done now.

    Faults that stop a publication come first, for whoever may mend them; what only a publisher can do is told to the
    others.
    """
    is_ahead = meeting.is_published and verbs.is_ahead_of_record(meeting)
    found = ("correct", "Publish the correction", "correction") if is_ahead else _open_step(meeting)
    if found is None:
        return None
    publication = reverse("admin:meetings_meeting_publication", args=[meeting.pk])
    step, words, what = found
    errors = len([fault for fault in faults_of_what_is_next(meeting) if fault.is_error]) if what else 0
    if errors:
        count = f"{errors} fault{'s' if errors > 1 else ''} before the {what} can be published"
        return NextStep(step, count, f"{publication}#checks", user.has_perm("meetings.change_meeting"))
    if user.has_perm(MAY_PUBLISH):
        return NextStep(step, words, f"{publication}#step-{step}", True)
    return NextStep(step, f"Next, for a publisher: {words[0].lower()}{words[1:]}", publication, False)


def _open_step(meeting: Meeting) -> tuple[str, str, str] | None:
    """The step's name and label, and what it publishes, if checks may stop it; a correction aside."""
    if meeting.is_cancelled or meeting.is_withdrawn or meeting.is_confirmed:
        return None
    if meeting.is_published:
        return "confirm", "Confirm as a correct record", ""
    if meeting.has_been_held:
        return "publish", "Publish the minutes", "minutes"
    return None if meeting.agenda_published_at else ("agenda", "Publish the agenda", "agenda")


def has_minutes_due(meeting: Meeting) -> bool:
    """Whether it is the minutes that the clerk works at, and no longer the agenda."""
    return meeting.has_been_held or meeting.is_published


def faults_of_what_is_next(meeting: Meeting) -> list[Fault]:
    """What the clerk came to mend: the agenda's faults until the meeting is held, those of the minutes after it."""
    return faults_in_minutes(meeting) if has_minutes_due(meeting) else faults_in_agenda(meeting)
