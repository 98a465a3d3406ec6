"""The public page before it is public: the same content, rows and template, with a banner on top."""

import hashlib
import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.admin.publication import MAY_VIEW, public_addresses
from meetings.admin.rights import within
from meetings.models import Meeting
from meetings.publishing import publish as verbs
from meetings.publishing.papers import page_counts
from meetings.record.editions import Edition, canonical_json
from meetings.record.models import PublishedItem
from meetings.record.pages import item_page, meeting_page
from meetings.record.rows import Rows, rows_of

BANNER = "admin/meetings/meeting/preview_banner.html"
REASON_TO_COME = "(the reason that you will give)"
_PAPER = re.compile(r'href="/papers/(?P<digest>[0-9a-f]{64})/[^"]{1,600}"')


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The meeting's public page as it would be if its minutes, or their correction, were published now."""
    meeting = meeting_shown(request, pk)
    rows = rows_of_preview(meeting)
    if rows is None:
        return paper_lost(request, meeting)
    with public_addresses():
        page = meeting_page(rows.meeting, today=timezone.localdate()) | {"history": []}
    back = reverse("admin:meetings_meeting_change", args=[meeting.pk])
    return _shown(request, meeting, "meeting.html", page, back)


@require_safe
def preview_item(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The public page of one item of the meeting, by the last part of the address it has or would be given."""
    meeting = meeting_shown(request, pk)
    rows = rows_of_preview(meeting)
    if rows is None:
        return paper_lost(request, meeting)
    item = next((item for item in rows.items if item.slug == slug), None)
    if item is None:
        raise Http404
    with public_addresses():
        beside = _beside(item, rows.items) | {"of_issue": _others_of_issue(item, rows.items)}
        page = item_page(item, today=timezone.localdate(), **beside)
    # It may have no address at the desk yet, but it has its place on the agenda.
    back = reverse("admin:meetings_item_change", args=[meeting.items.all()[item.position - 1].pk])
    return _shown(request, meeting, "item.html", page, back)


def _beside(item: PublishedItem, items: list[PublishedItem]) -> dict:
    """What stands before and after it on the agenda, as the page takes it."""
    links = {other.position: {"slug": other.slug, "title": other.title} for other in items}
    return {"previous": links.get(item.position - 1), "following": links.get(item.position + 1)}


def _others_of_issue(item: PublishedItem, items: list[PublishedItem]) -> list[PublishedItem]:
    return [other for other in items if other is not item and item.issue_id and other.issue_id == item.issue_id]


def meeting_shown(request: HttpRequest, pk: int) -> Meeting:
    """The meeting of that key. Raises PermissionDenied and Http404 for whoever may not see it."""
    if not request.user.has_perm(MAY_VIEW):
        raise PermissionDenied
    return get_object_or_404(within(Meeting.objects.all(), request.user), pk=pk)


def paper_lost(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Say why there is nothing to look at, where the checks are."""
    messages.error(request, "There is no preview while the file of a paper is missing: see what the checks found.")
    return redirect("admin:meetings_meeting_publication", meeting.pk)


def rows_of_preview(meeting: Meeting) -> Rows | None:
    """The rows that the record would hold, from its editions and the one that would come next.

    None while the file of a paper is missing, for then nothing can be published.
    """
    try:
        content = verbs.preview(meeting)
    except FileNotFoundError:
        return None
    editions = list(Edition.objects.using("default").filter(address=meeting.public_address or None).order_by("number"))
    is_correction = meeting.is_published
    if not (is_correction and editions[-1].content == content):
        following = Edition(
            address=content["address"],
            number=len(editions) + 1,
            kind=Edition.Kind.CORRECTION if is_correction else Edition.Kind.MINUTES,
            made_at=timezone.now(),
            reason=REASON_TO_COME if is_correction else "",
            text=canonical_json({"meeting": content}),
        )
        editions.append(following)
    rows, counts = rows_of(editions), page_counts(meeting)
    for row in [rows.meeting, *rows.items]:
        row.page_counts = counts
    return rows


def _shown(request: HttpRequest, meeting: Meeting, template: str, page: dict, back: str) -> HttpResponse:
    """The page as the public would read it; only what is not public yet is found at the desk instead."""
    with public_addresses():
        public = page["meeting"].get_absolute_url()
        banner = render_to_string(BANNER, {"back": back, "is_correction": meeting.is_published}, request)
        html = render_to_string(template, page | {"banner": banner}, request, using="public")
    here = reverse("admin:meetings_meeting_preview", args=[meeting.pk])
    html = re.sub(rf'href="{re.escape(public)}(?=["#]|item/)', f'href="{here}', html)
    papers = _papers(meeting)
    return HttpResponse(_PAPER.sub(lambda link: f'href="{papers.get(link["digest"], "#")}"', html))


def _papers(meeting: Meeting) -> dict[str, str]:
    """Where the desk hands out each paper of the meeting, by the digest that is its public name."""
    found = {}
    for paper in meeting.documents.all():
        with paper.file.open("rb") as stream:
            found[hashlib.file_digest(stream, "sha256").hexdigest()] = paper.file.url
    return found
