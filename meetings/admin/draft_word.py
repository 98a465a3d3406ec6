"""The draft of a meeting's minutes in Word, for the chair to review before anything is public."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from meetings.admin.publication import MAY_VIEW, public_addresses, row_of_preview
from meetings.exporters.minutes import file_name
from meetings.exporters.minutes_word import WORD, minutes_word
from meetings.models import Meeting


@require_safe
def draft_word(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the minutes as they would be published now, marked as a draft; nothing is kept of it."""
    meeting = get_object_or_404(Meeting, pk=pk)
    if not request.user.has_perm(MAY_VIEW):
        raise PermissionDenied
    row = row_of_preview(meeting)
    with public_addresses():
        made = minutes_word(row, is_for_review=True)
    name = f"draft-{file_name(row, 'docx')}"
    return HttpResponse(made, content_type=WORD, headers={"Content-Disposition": f'attachment; filename="{name}"'})
