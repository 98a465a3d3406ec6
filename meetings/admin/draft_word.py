"""The draft of a meeting's minutes in Word, for the chair to review before anything is public."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from meetings.admin.preview import meeting_shown, paper_lost, rows_of_preview
from meetings.admin.publication import public_addresses
from meetings.exporters.minutes import file_name
from meetings.exporters.minutes_word import WORD, minutes_word


@require_safe
def draft_word(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the minutes as they would be published now, marked as a draft; nothing is kept of it."""
    meeting = meeting_shown(request, pk)
    rows = rows_of_preview(meeting)
    if rows is None:
        return paper_lost(request, meeting)
    with public_addresses():
        made = minutes_word(rows.meeting, is_for_review=True)
    name = f"draft-{file_name(rows.meeting, 'docx')}"
    return HttpResponse(made, content_type=WORD, headers={"Content-Disposition": f'attachment; filename="{name}"'})
