"""Removing personal data: first where the words stand, then, on a second press, for good."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html

from meetings.admin.publication import MAY_PUBLISH
from meetings.admin.publication_forms import RedactionForm
from meetings.admin.rights import within
from meetings.models import Meeting
from meetings.publishing.publish import CannotPublish
from meetings.publishing.redact import issues_that_keep, places_of, redact
from meetings.record.editions import canonical_json, digest_of
from meetings.record.redacting import Words

STILL_IN = "The words are still in {}: rename it, and tick that it gets a new address."


def redaction(request: HttpRequest, pk: int) -> HttpResponse:
    """The words and the reason, where the words stand, and the button that removes them."""
    meeting = get_object_or_404(within(Meeting.objects.select_related("committee__council"), request.user), pk=pk)
    if not request.user.has_perm(MAY_PUBLISH):
        raise PermissionDenied
    form = RedactionForm(request.POST if request.method == "POST" else None)
    places, issues, shown = [], [], ""
    if form.is_bound and form.is_valid():
        shown = digest_of(canonical_json(form.passages))
        # Other words than those whose places were shown are shown first.
        is_meant = "_redact" in request.POST and request.POST.get("shown") == shown
        if is_meant and _redact(request, meeting, form):
            return redirect("admin:meetings_meeting_publication", meeting.pk)
        found = places_of(meeting, words=form.passages)
        places, issues = [one for one in found if not one.issue], [one for one in found if one.issue]
    context = {
        "title": f"Remove personal data: {meeting}",
        "meeting": meeting,
        "opts": Meeting._meta,
        "form": form,
        "places": places,
        "issues": issues,
        "count": sum(place.count for place in places),
        "shown": shown,
        "papers": meeting.documents.count(),
    }
    return render(request, "admin/meetings/meeting/redaction.html", admin.site.each_context(request) | context)


def _redact(request: HttpRequest, meeting: Meeting, form: RedactionForm) -> bool:
    try:
        edition = redact(meeting, words=form.passages, reason=form.cleaned_data["reason"], by=request.user)
    except CannotPublish as refusal:
        for fault in refusal.faults:
            messages.error(request, fault.message)
        return False
    messages.success(request, f"The words are removed, also from {len(edition.redacted)} editions; the page says so.")
    for kept in issues_that_keep(meeting, Words.of(form.passages)):
        url = reverse("admin:meetings_issue_change", args=[kept.issue.pk])
        link = format_html('<a href="{}">{}</a>', url, kept.where)
        messages.warning(request, format_html(STILL_IN, link))
    return True
