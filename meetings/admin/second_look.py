"""What the checks warn of, before it is published: each warning has a box that says somebody has looked at it."""

from collections.abc import Callable, Iterator

from django.http import QueryDict

from meetings.models import Meeting
from meetings.publishing.checks import Fault, faults_in_agenda, faults_in_minutes

# The steps that make words public, and the checks of those words.
CHECKED_BY: dict[str, Callable[[Meeting], list[Fault]]] = {
    "agenda": faults_in_agenda,
    "publish": faults_in_minutes,
    "correct": faults_in_minutes,
}
TICKED = "looked_at"
LOOK_FIRST = "Nothing was published: look at what the checks found, and tick the box of each warning."


def warnings_of(step: str, meeting: Meeting) -> list[Fault]:
    """The warnings that must be looked at before the step is taken."""
    faults = CHECKED_BY[step](meeting) if step in CHECKED_BY else []
    return [fault for fault in faults if not fault.is_error]


def not_looked_at(step: str, meeting: Meeting, sent: QueryDict) -> list[Fault]:
    """Those of the warnings whose boxes were not ticked in what was sent. Ticks are asked for, and not kept."""
    ticked = set(sent.getlist(TICKED))
    return [fault for fault in warnings_of(step, meeting) if fault.key not in ticked]


def with_boxes(steps: list[dict], meeting: Meeting, sent: QueryDict, linked: Callable[[Fault], dict]) -> list[dict]:
    """The steps of the page, each with the boxes of its warnings, ticked as they were sent if that step was sent."""
    # A step that errors block has no button yet, and so no boxes.
    shown = [(step, () if step["faults"] else _boxes(step["name"], meeting, sent, linked)) for step in steps]
    return [step | {"warnings": list(warnings)} for step, warnings in shown]


def _boxes(step: str, meeting: Meeting, sent: QueryDict, linked: Callable[[Fault], dict]) -> Iterator[dict]:
    is_sent = sent.get("step") == step
    ticked = set(sent.getlist(TICKED)) if is_sent else set()
    for fault in warnings_of(step, meeting):
        is_ticked = fault.key in ticked
        box = {"name": f"{step}-{fault.key}", "key": fault.key}
        yield linked(fault) | box | {"is_ticked": is_ticked, "is_missing": is_sent and not is_ticked}
