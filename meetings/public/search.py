"""Search: one box, two filters, twenty answers a page."""

from django.http import HttpRequest, HttpResponse

from meetings.public.filters import SearchForm
from meetings.public.pages import show
from meetings.public.paging import page_found, page_number
from meetings.record.models import PublishedCommittee, PublishedCouncil, PublishedMeeting
from meetings.record.search import PER_PAGE, Found, TooBroad, read_question
from meetings.record.search import search as search_record


def search(request: HttpRequest) -> HttpResponse:
    number, question, found = page_number(request), read_question(request.GET.get("q", "")), Found()
    committees, span = PublishedCommittee.objects.all(), PublishedMeeting.objects.span()
    form = SearchForm(request.GET, question=question, committees=committees, span=span)
    context = {"form": form, "question": question, "is_asked": "q" in request.GET}
    context["council"] = PublishedCouncil.objects.current().first()
    try:
        if form.is_valid():
            found = search_record(question, form.narrowing, page=number)
    except TooBroad:
        return show(request, "public/search.html", context | {"is_too_broad": True})
    page = page_found(request, found.hits, total=found.within_reach, per_page=PER_PAGE)
    return show(request, "public/search.html", context | {"page": page})
