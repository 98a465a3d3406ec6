"""The numbers of a meeting's items: what each would become, and one button for each of the two series."""

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from meetings.admin.next_step import next_step_for
from meetings.admin.sitting import sitting
from meetings.models import Meeting
from meetings.models.agenda_numbers import CannotNumber, agenda_numbers, in_the_way, renumber_items
from meetings.models.minute_numbers import number_minutes, proposed_numbers, unnumbered_before

NEEDED = ("change_meeting", "change_item")
VERBS = {
    "agenda": (renumber_items, "agenda number changed", "agenda numbers changed"),
    "minutes": (number_minutes, "minute number given", "minute numbers given"),
}


def numbering(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the numbers as they are and as they would be, or do what the button pressed says."""
    if request.method == "POST":
        return _number(request, pk)
    meeting = sitting(request, pk, needed=NEEDED)
    items = list(meeting.items.order_by("position"))
    agenda = agenda_numbers(items)
    try:
        minutes, refused = proposed_numbers(meeting, items), ""
    except CannotNumber as refusal:
        minutes, refused = [item.minute_number for item in items], str(refusal)
    blank = [item for item in items if not item.minute_number]
    context = {
        "title": f"Numbers: {meeting}",
        "meeting": meeting,
        "opts": Meeting._meta,
        "next_step": next_step_for(meeting, request.user),
        "rows": list(zip(items, agenda, minutes, strict=True)),
        "is_in_order": [item.number for item in items] == agenda
        and [item.position for item in items] == list(range(1, len(items) + 1)),
        "in_the_way": in_the_way(meeting, items, agenda),
        "blank": len(blank),
        "refused": refused or ("The minutes are public." if blank and meeting.is_published else ""),
        "unnumbered": unnumbered_before(meeting) if blank else None,
    }
    return render(request, "admin/meetings/meeting/numbering.html", admin.site.each_context(request) | context)


@transaction.atomic
def _number(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = sitting(request, pk, needed=NEEDED, is_locked=True)
    if request.POST.get("series") in VERBS:
        verb, one, several = VERBS[request.POST["series"]]
        try:
            count = verb(meeting)
        except CannotNumber as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{count or 'No'} {one if count == 1 else several}.")
    return redirect("admin:meetings_meeting_numbering", pk)
