"""Attendance at a meeting: one row a member, one tick each, and the interests declared, saved in one go."""

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html

from meetings.admin.attendance_form import AttendancePage
from meetings.admin.attendance_rows import rows_of, tally
from meetings.admin.attendance_saving import save
from meetings.admin.next_step import next_step_for
from meetings.admin.sitting import sitting
from meetings.models import Attendee, Meeting

NEEDED = (
    "change_meeting",
    "add_attendee",
    "change_attendee",
    "delete_attendee",
    "add_declaration",
    "change_declaration",
    "delete_declaration",
)
# The buttons that add a row, and the boxes in which the page counts its blank rows.
ADDS = {"add-person": "new_people", "add-declaration": "new_declarations"}


def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the page, or do what the button pressed says; nothing typed is lost when something must be mended first."""
    if request.method != "POST":
        return _page(request, AttendancePage(sitting(request, pk, needed=NEEDED)))
    with transaction.atomic():
        meeting = sitting(request, pk, needed=NEEDED, is_locked=True)
        pressed = request.POST.get("do", "")
        if pressed in ADDS:
            return _page(request, AttendancePage(meeting, _with_a_row_more(request.POST, ADDS[pressed])))
        data = _with_everyone_present(meeting, request.POST) if pressed == "everyone-present" else request.POST
        page = AttendancePage(meeting, data)
        if not page.is_valid():
            return _page(request, page)
        saved = save(page)
    for words in saved.kept:
        messages.warning(request, words)
    if page.lost:
        messages.warning(request, "Somebody else had taken a row off this list; what you had typed in it is gone.")
    messages.success(request, f"Saved: {tally(meeting, rows_of(meeting))}.")
    if meeting.is_published:
        publication = reverse("admin:meetings_meeting_publication", args=[meeting.pk])
        words = 'The minutes are public: <a href="{}">publish the correction</a>, if anything changed.'
        messages.info(request, format_html(words, publication))
    return redirect("admin:meetings_meeting_attendance", meeting.pk)


def _with_a_row_more(data: QueryDict, count: str) -> QueryDict:
    data = data.copy()
    given = data.get(count, "")
    data[count] = str(int(given) + 1) if given.isdecimal() else "2"
    return data


def _with_everyone_present(meeting: Meeting, data: QueryDict) -> QueryDict:
    """What was sent, with every member shown and not ticked as present; substitutes come only when they are needed."""
    data = data.copy()
    shown = set(data.getlist("rows"))
    for row in rows_of(meeting):
        name = f"{row.key}-attendance"
        if row.key in shown and not row.is_substitute and not data.get(name):
            data[name] = Attendee.Attendance.PRESENT
    return data


def _page(request: HttpRequest, page: AttendancePage) -> HttpResponse:
    context = {
        "title": f"Attendance: {page.meeting}",
        "meeting": page.meeting,
        "opts": Meeting._meta,
        "next_step": next_step_for(page.meeting, request.user),
        "page": page,
        "errors": page.errors if page.is_checked else [],
    }
    return render(request, "admin/meetings/meeting/attendance.html", admin.site.each_context(request) | context)
