"""Renders a public page: every one knows the council whose archive this is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.record.models import PublishedCouncil


def show(request: HttpRequest, template: str, context: dict, *, status: int = 200) -> HttpResponse:
    """Render the template, reading the council unless the context has it from a row already read."""
    if "council" not in context:
        context = context | {"council": PublishedCouncil.objects.current().first()}
    return render(request, template, context, status=status)
