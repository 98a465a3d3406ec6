"""Papers: the files of the record, each kept under its digest."""

import mimetypes

from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.http import quote_etag

from meetings.public.answers import not_modified
from meetings.record.models import PublishedDocument


def paper(request: HttpRequest, digest: str, filename: str) -> HttpResponse:
    """Send the file to be saved, never to be run: whatever is in it, the browser is told not to guess.

    A PDF is shown instead, since search leads to one of its pages; nothing but a reader of PDF files is given it.
    """
    etag = quote_etag(digest)
    if not PublishedDocument.objects.filter(digest=digest, filename=filename).exists():
        raise Http404
    if known := not_modified(request, etag):
        return known
    try:
        stream = storages["record"].open(digest)
    except FileNotFoundError as missing:
        raise Http404 from missing
    kind, packed = mimetypes.guess_type(filename)
    kind = "application/octet-stream" if packed or not kind else kind
    is_saved = kind != "application/pdf"
    return FileResponse(stream, as_attachment=is_saved, filename=filename, content_type=kind, headers={"ETag": etag})
