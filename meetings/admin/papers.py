"""Hands the desk's own copies of papers to those who may see their meetings."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest

from meetings.admin.rights import within
from meetings.models import Document


@permission_required("meetings.view_document", raise_exception=True)
def desk_paper(request: HttpRequest, name: str) -> FileResponse:
    """Answer with the file, as a download."""
    if not within(Document.objects.filter(file=name), request.user).exists():
        raise Http404
    try:
        return FileResponse(default_storage.open(name), as_attachment=True)
    except (OSError, ValueError, SuspiciousFileOperation) as missing:
        raise Http404 from missing
