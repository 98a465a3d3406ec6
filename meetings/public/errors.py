"""Pages for what is not there and what went wrong."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import render_to_string

from meetings.public.keeping import always_ask
from meetings.public.pages import nation_of, show
from meetings.record.addresses import language_at
from meetings.record.asking import asking_again
from meetings.record.looking_up import current_council
from meetings.record.translation import ENGLISH, speaking

# No part of the navigation is marked: the page is the same at every address.
LOST = {"is_lost": True}


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page for what is hidden and for what never was; in Welsh only where there are Welsh pages."""
    try:
        council = asking_again(current_council)
    except DatabaseError:
        council = None
    language = language_at(request.path) if nation_of(council) == "wales" else ENGLISH
    with speaking(language):
        response = show(request, "404.html", LOST | {"council": council}, status=404)
    # What is not there now may be there in a minute.
    always_ask(response)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks neither the database nor the request for anything: either may be what failed."""
    return HttpResponseServerError(render_to_string("500.html", using="public"))
