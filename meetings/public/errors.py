"""Pages for what is not there and what went wrong."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import render_to_string

from meetings.public.keeping import always_ask
from meetings.public.pages import show
from meetings.record.asking import asking_again

# No part of the navigation is marked: the page is the same at every address.
LOST = {"is_lost": True}


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page for what is hidden and for what never was."""
    try:
        response = asking_again(show, request, "404.html", LOST, status=404)
    except DatabaseError:
        response = show(request, "404.html", LOST | {"council": None}, status=404)
    # What is not there now may be there in a minute.
    always_ask(response)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks neither the database nor the request for anything: either may be what failed."""
    return HttpResponseServerError(render_to_string("500.html", using="public"))
