"""How anyone can check that the record is what was published: in words, and as a list of digests."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import quote_etag

from meetings.public.answers import not_modified
from meetings.public.pages import show
from meetings.record.addresses import address_of, in_english
from meetings.record.manifest import head_of_chain
from meetings.record.manifest import manifest as manifest_lines
from meetings.record.models import Edition


def verify(request: HttpRequest) -> HttpResponse:
    head = head_of_chain()
    # The head's edition is never withdrawn: a withdrawal is the newest edition itself.
    example = f"{in_english(address_of('meetings'))}{head.address}/editions/{head.number}.json" if head else ""
    context = {"head": head, "count": Edition.objects.count(), "example": example, "path": request.path}
    return show(request, "verify.html", context)


def manifest(request: HttpRequest) -> HttpResponse:
    """The manifest, sent as it is read; it changes when, and only when, the chain has a new head."""
    head = head_of_chain()
    etag = quote_etag(head.digest if head else "nothing")
    if known := not_modified(request, etag):
        return known
    headers = {"ETag": etag}
    return StreamingHttpResponse(manifest_lines(), content_type="text/plain; charset=utf-8", headers=headers)
