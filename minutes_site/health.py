"""Tells a load balancer whether this process can answer, by whatever name it is asked."""

from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse

ADDRESS = "/healthz"


def healthz(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that answers 200 “ok” when the databases this process serves from answer, else 503.

    It comes first of all: a load balancer asks by address, which is no name in ALLOWED_HOSTS, and without HTTPS.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        return _answer() if request.path_info == ADDRESS else get_response(request)

    return middleware


def _answer() -> HttpResponse:
    aliases = {"public": ["public"], "desk": ["default"]}.get(settings.SITE_ROLE, ["default", "public"])
    headers = {"Cache-Control": "no-store"}
    try:
        for alias in aliases:
            connection = connections[alias]
            if connection.connection and not connection.is_usable():
                connection.close()
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database unreachable", content_type="text/plain", status=503, headers=headers)
    return HttpResponse("ok", content_type="text/plain", headers=headers)
